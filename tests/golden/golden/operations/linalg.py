"""Products of arrays, `einsum`, and what `np.linalg` offers.

What a library may answer with either sign or in any order is brought into one form here and, in the same way, by the
engine's tests.
"""

import numpy as np

from .. import program


def on_arrays(count, function):
    """An operation whose first arguments are arrays and whose others are plain."""

    def operation(names, *args, **options):
        arrays = [program.run(arg, names) for arg in args[:count]]
        return function(*arrays, *args[count:], **options)

    return operation


OPERATIONS = {
    name: on_arrays(2, getattr(np, name)) for name in "dot vdot vecdot inner outer matmul matvec vecmat".split()
}
