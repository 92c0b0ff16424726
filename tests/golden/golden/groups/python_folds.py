"""Folds of functions of Python numbers: several axes and kept ones, identities, stretches; what is not reorderable."""

from .. import data
from ..answer import Group


def make():
    """`reduce`, then `reduceat`."""
    shared = {}
    for dtype in ("int64", "float64"):
        shared |= data.layouts("steps", dtype)
        shared[f"{dtype}_mirrored"] = ["index", f"{dtype}_cube", ["::-1", ":", "::-1"]]
        shared[f"{dtype}_hollow"] = ["zeros", [2, 0, 3], {"dtype": dtype}]
    group = Group(shared)
    reduced(group)
    stretches(group)
    return group


def names():
    """Arrays of every layout."""
    return [f"{dtype}_{name}" for dtype in ("int64", "float64") for name in [*data.SQUARE, *data.OTHERS, "mirrored", "hollow"]]


def reduced(group):
    """Over axes, with everything that an identity may be."""
    for name in names():
        for axis in (None, [], 0, -1, [0], [0, 1], [1, 0], [-1, 0], [0, 0], [0, 5], 7, [0, 1, 2], [0, 2], [2, 1]):
            # Of a single element, NumPy lets a number pass for an axis, but no tuple.
            if name.endswith("_zero") and isinstance(axis, list):
                continue
            for keepdims in (False, True):
                group.add(["frompyfunc_method", "reduce", "difference_or_sum", "float64", name, {"axis": axis, "keepdims": keepdims}])
                if keepdims != (axis in (0, -1)):
                    group.add(["frompyfunc_method", "reduce", "smaller", "int64", name, {"axis": axis, "keepdims": keepdims, "identity": None}])
                    group.add(["frompyfunc_method", "reduce", "difference_or_sum", "float64", name, {"axis": axis, "keepdims": keepdims, "identity": 0}])
        for axis in ([0, 1], None, 0):
            group.add(["frompyfunc_method", "reduce", "place_value", "float64", name, {"axis": axis, "identity": 7, "initial": 3}])
            group.add(["frompyfunc_method", "reduce", "smaller", "float64", name, {"axis": axis, "identity": None, "initial": 3}])


def stretches(group):
    """`reduceat` with starts that rise, fall and stay."""
    for name in names():
        for axis in (0, 1, -1, 2, 5):
            for starts in ([0], [0, 1], [1, 0, 1], [2, 0], [0, 0], [], [0, 9], [-1]):
                group.add(["frompyfunc_method", "reduceat", "place_value", "float64", name, {"axis": axis, "starts": starts}])
    for nin, nout, function in ((1, 1, "add_one"), (3, 1, "three"), (2, 2, "with_double"), (1, 2, "with_double")):
        group.add(["frompyfunc_method", "reduceat", function, "float64", "int64_C", {"nin": nin, "nout": nout, "starts": [0]}])
        group.add(["frompyfunc_method", "reduce", function, "float64", "int64_C", {"nin": nin, "nout": nout, "axis": [0, 1], "keepdims": True}])
