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
        return function(*arrays, *args[count:], **evaluated(options, names))

    return operation


def evaluated(options, names):
    """Options with `out` as an array, and with the tuples that stand as lists in `axes`."""
    options = dict(options)
    if "out" in options:
        options["out"] = program.run(options["out"], names)
    if "axes" in options:
        options["axes"] = [tuple(item) if isinstance(item, list) else item for item in options["axes"]]
    return options


def optimize_of(options):
    """The options of `einsum` with its contraction order as NumPy takes it."""
    options = dict(options)
    if "path" in options:
        options["optimize"] = ["einsum_path", *(tuple(step) for step in options.pop("path"))]
    if "limit" in options:
        options["optimize"] = (options["optimize"], options.pop("limit"))
    return options


def einsum(names, subscripts, *operands, **options):
    """`np.einsum` of subscripts and arrays."""
    options = evaluated(options, names)
    return np.einsum(subscripts, *(program.run(operand, names) for operand in operands), **optimize_of(options))


def einsum_lists(names, *args, **options):
    """`np.einsum` of arrays and lists of numbers, in which `...` is the ellipsis."""
    lists = [[Ellipsis if item == "..." else item for item in arg] if place % 2 or place == len(args) - 1 else program.run(arg, names)
             for place, arg in enumerate(args)]
    return np.einsum(*lists, **optimize_of(options))


def einsum_path(names, subscripts, *operands, **options):
    """`np.einsum_path`: the path, then its account."""
    arrays = [program.run(operand, names) for operand in operands]
    path, account = np.einsum_path(subscripts, *arrays, **optimize_of(options))
    return f"{path}\n{account}"


def multi_dot(names, *arrays, **options):
    """`np.linalg.multi_dot` of several arrays."""
    return np.linalg.multi_dot([program.run(array, names) for array in arrays], **evaluated(options, names))


def after(names, run, look):
    """The value of one program after another has run."""
    program.run(run, names)
    return program.run(look, names)


OPERATIONS = {"einsum": einsum, "einsum_lists": einsum_lists, "einsum_path": einsum_path} | {
    name: on_arrays(2, getattr(np, name)) for name in "dot vdot vecdot inner outer matmul matvec vecmat tensordot kron cross".split()
} | {
    "trace": on_arrays(1, np.trace),
    "matrix_transpose": on_arrays(1, np.matrix_transpose),
    "multi_dot": multi_dot,
    "after": after,
} | {
    f"linalg_{name}": on_arrays(count, getattr(np.linalg, name))
    for name, count in {"outer": 2, "cross": 2, "vecdot": 2, "matmul": 2, "trace": 1, "diagonal": 1, "matrix_transpose": 1}.items()
} | {"linalg_tensordot": on_arrays(2, lambda a, b, axes=2: np.linalg.tensordot(a, b, axes=axes))}
