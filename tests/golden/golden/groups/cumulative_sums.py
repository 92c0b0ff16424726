"""`cumulative_sum`, `cumulative_prod` with all their keywords, and running folds of long lines, bit for bit."""

from itertools import product

from .. import data
from ..answer import Group

NAMES = ["cumulative_sum", "cumulative_prod"]
FOLDS = ["add", "multiply", "maximum", "minimum", "subtract", "logical_or", "fmax", "fmin"]


def make():
    """The products."""
    shared = {}
    for dtype in [*data.DTYPES, *data.COMPLEX]:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared)
    sums(group)
    outs(group)
    lines(group)
    return group


def sums(group):
    """Axes and layouts, with and without what they start from."""
    for name, dtype in product(NAMES, [*data.DTYPES, *data.COMPLEX]):
        for layout, axis, initial in product([*data.SQUARE, *data.OTHERS], (None, 0, -1), (False, True)):
            group.add([name, f"{dtype}_{layout}", {"axis": axis, "include_initial": initial}])
        for axis in (1, 2, -3, 5, -2):
            group.add([name, f"{dtype}_turned", {"axis": axis, "include_initial": True}])
        for target in ("int8", "float32", "int64"):
            group.add([name, f"{dtype}_F", {"axis": 0, "dtype": target, "include_initial": True}])
        if dtype not in data.COMPLEX:
            group.add([name, f"{dtype}_wild", {"include_initial": True}])


def outs(group):
    """Into arrays that fit, and into others."""
    for name, dtype, target in product(NAMES, ("bool", "int8", "float32", "float64"), ("int32", "float32", "float64", "int64")):
        for options, shape in (({"axis": 0}, [3, 4]), ({"axis": 0, "include_initial": True}, [4, 4]), ({"axis": 1, "include_initial": True}, [3, 5]), ({"axis": -1, "include_initial": True}, [3, 4])):
            group.add([name, f"{dtype}_C", {**options, "out": "o"}], given={"o": ["full", shape, "9", {"dtype": target}]})
    for name, axis, shape in product(NAMES, (0, 2, -3, None), ([5], [4], [3], [4, 4], [], [0, 4])):
        group.add([name, "int64_C", {"axis": axis, "include_initial": True, "out": "o"}], given={"o": ["zeros", shape]})
        group.add([name, "int64_row", {"axis": axis, "include_initial": True, "out": "o"}], given={"o": ["zeros", shape]})


def lines(group):
    """Folds along lines longer than any buffer, side by side, backward, apart, and across."""
    for dtype in data.DTYPES:
        given = {"l": ["fill", "plain", dtype, [2100]], "g": ["reshape", ["fill", "plain", dtype, [2 * 1300]], [1300, 2]]}
        for ufunc in FOLDS:
            if dtype == "bool" and ufunc == "subtract":
                continue
            for array in ("l", ["index", "l", ["::-1"]], ["index", "l", ["::2"]]):
                group.add(["accumulate", ufunc, array], given=given)
            group.add(["accumulate", ufunc, "g"], given=given)
            group.add(["accumulate", ufunc, ["T", "g"], {"axis": 1}], given=given)
            if ufunc in ("add", "multiply"):
                group.add(["accumulate", ufunc, "l", {"dtype": "float32"}], given=given)
                group.add(["accumulate", ufunc, "l", {"out": "o"}], given=given | {"o": ["zeros", [2100], {"dtype": "float32"}]})
                group.add(["accumulate", ufunc, "l", {"out": ["index", "o", ["::-1"]]}], given=given | {"o": ["zeros", [2100]]})
        for ufunc in ("add", "multiply", "maximum", "minimum"):
            group.add(["accumulate", ufunc, f"{dtype}_wild"])
            group.add(["accumulate", ufunc, ["index", f"{dtype}_wild", ["::-1"]]])
