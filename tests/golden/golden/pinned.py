"""The NumPy that golden files are made with, and the refusal of any other."""

import sys

NUMPY = "2.4.6"


def require():
    """Ends the program with one line unless the pinned NumPy is there; imports it only now, after its settings."""
    try:
        import numpy
    except ImportError:
        sys.exit(f"golden: NumPy {NUMPY} is needed and none is installed: pip install numpy=={NUMPY}")
    if numpy.__version__ != NUMPY:
        sys.exit(f"golden: NumPy {NUMPY} is needed, this one is {numpy.__version__}: pip install numpy=={NUMPY}")
