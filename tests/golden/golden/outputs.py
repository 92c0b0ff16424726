"""Arrays that are to take a result and do not fit it, and the shared names of the groups that ask what is said then."""

from . import data
from .answer import Group

DTYPES = ("bool", "int8", "int64", "uint16", "float16", "float32", "float64", "complex128")
TARGETS = ["bool", "int8", "int64", "uint8", "float16", "float32", "float64", "complex64"]
SHAPES = [[], [1], [3], [4], [3, 4], [4, 3], [1, 4], [3, 1], [1, 1], [2, 3, 4], [0]]


def group():
    """A group whose names are the layouts of these dtypes."""
    shared = {}
    for dtype in DTYPES:
        shared |= data.layouts("plain", dtype)
    return Group(shared)


def made(shape, dtype):
    """Room for a result, filled with ones."""
    return {"o": ["ones", shape, {"dtype": dtype}]}


def frozen(shape, dtype):
    """Room that cannot be written."""
    return {"o": ["frozen", ["ones", shape, {"dtype": dtype}]]}
