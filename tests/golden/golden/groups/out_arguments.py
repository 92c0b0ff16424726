"""`out=` of functions that few give one: `compress`, `trace`, `fix`, `isposinf`, and reductions of every kind."""

from itertools import product

from .. import data
from ..answer import Group

TARGETS = ["bool", "int8", "int64", "uint16", "float32", "float64"]
LINES = {
    "all": ["array", "bool", [3], "1 1 1"],
    "some": ["array", "bool", [3], "1 0 1"],
    "short": ["array", "bool", [2], "0 1"],
    "long": ["array", "bool", [5], "0 0 0 0 1"],
    "numbers": ["array", "int64", [4], "0 7 -1 0"],
    "deep": ["array", "bool", [1, 3], "1 0 1"],
}


def make():
    """Dtypes and shapes of results, some that do not fit."""
    shared = dict(LINES)
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared, warns=True)
    compressed(group)
    traces(group)
    signs(group)
    folds(group)
    return group


def made(shape, dtype, fill="7"):
    """Fresh room for a result."""
    return {"o": ["full", shape, fill, {"dtype": dtype}]}


def compressed(group):
    """Along each axis, with conditions of several lengths."""
    for dtype, target in product(("bool", "int8", "int64", "float32", "float64"), TARGETS):
        group.add(["compress", "some", f"{dtype}_C", {"axis": 0, "out": "o"}], given=made([2, 4], target, "1"))
        group.add(["compress", "numbers", f"{dtype}_reversed", {"axis": 1, "out": "o"}], given=made([3, 2], target, "1"))
        group.add(["compress", "long", f"{dtype}_F", {"out": "o"}], given=made([1], target, "1"))
    for line, axis, shape in product(LINES, (0, 1, None, 2), ([3, 4], [2, 4], [1, 4], [2], [0], [3, 2])):
        group.add(["compress", line, "float64_strided", {"axis": axis, "out": "o"}], given=made(shape, "float64"))
    square = {"v": ["fill", "plain", "int64", [4, 4]]}
    group.add(["compress", "numbers", "v", {"axis": 0, "out": ["index", "v", ["1:3"]]}], given=square)
    group.add(["compress", "numbers", "v", {"axis": 0, "out": ["index", ["T", "v"], [":2"]]}], given=square)
    group.add(["compress", "some", "float64_C", {"axis": 0, "out": ["broadcast_to", "float64_row", [2, 4]]}])


def traces(group):
    """Diagonals of two axes and more."""
    for dtype, target in product(data.DTYPES, TARGETS):
        for offset in (0, 1, -2, 9):
            group.add(["trace", f"{dtype}_C", offset, {"out": "o"}], given=made([], target, "1"))
        group.add(["trace", f"{dtype}_cube", 0, 0, 2, {"out": "o"}], given=made([3], target, "1"))
        group.add(["trace", f"{dtype}_turned", 0, 1, 0, {"dtype": "float32", "out": "o"}], given=made([3], target, "1"))
    for shape in ([1], [3], [2], [1, 3]):
        group.add(["trace", "float64_C", {"out": "o"}], given=made(shape, "float64"))
        group.add(["trace", "float64_cube", {"out": "o"}], given=made(shape, "float64"))
    group.add(["trace", "float64_row", {"out": "o"}], given=made([], "float64"))


def signs(group):
    """`fix`, `isposinf`, `isneginf`."""
    for name, dtype in product(("fix", "isposinf", "isneginf"), data.DTYPES):
        group.add([name, f"{dtype}_wild"])
        for layout in (*data.SQUARE, "zero", "empty"):
            group.add([name, f"{dtype}_{layout}"])
        for target in TARGETS:
            group.add([name, f"{dtype}_wild", {"out": "o"}], given=made([13], target, "1"))
        for shape in ([1], [4], [3, 4], [4, 3]):
            group.add([name, f"{dtype}_row", {"out": "o"}], given=made(shape, "float64"))
    for name, dtype in product(("fix", "isposinf", "isneginf"), data.COMPLEX):
        group.add([name, ["fill", "plain", dtype, [4]]])


def folds(group):
    """Every reduction into arrays of every dtype."""
    names = "sum prod mean var std min max any all argmin argmax ptp median nansum nanprod nanmean nanmin nanmax nanargmin nanargmax nanmedian".split()
    for name, dtype, target in product(names, ("int8", "float32", "float64"), ("int64", "float32", "float64")):
        for options, shape in (({"axis": 0}, [4]), ({"axis": 1, "keepdims": True}, [3, 1]), ({}, []), ({"axis": -1}, [4])):
            group.add([name, f"{dtype}_F", {**options, "out": "o"}], given=made(shape, target))
    for name, dtype, target in product(("cumsum", "cumprod", "nancumsum", "nancumprod"), ("bool", "int8", "float32", "float64"), TARGETS[1:]):
        group.add([name, f"{dtype}_C", {"axis": 0, "out": "o"}], given=made([3, 4], target))
        group.add([name, f"{dtype}_reversed", {"out": "o"}], given=made([12], target))
        group.add([name, f"{dtype}_turned", {"axis": 1, "out": "o"}], given={"o": ["T", ["zeros", [3, 2, 4], {"dtype": target}]]})
