"""`initial`, `where`, `out`, `dtype`, `ddof` of reductions, and what is made of them: `ptp`, `average`."""

from itertools import product

from .. import data
from ..answer import Group

MASKS = {
    "some": ["array", "bool", [3, 4], "1 0 1 1 0 0 1 0 1 1 0 1"],
    "rows": ["array", "bool", [3, 1], "1 0 1"],
    "columns": ["array", "bool", [4], "0 1 1 0"],
    "never": ["array", "bool", [], "0"],
    "wrong": ["array", "bool", [3], "1 0 1"],
    "deep": ["array", "bool", [2, 1, 1], "1 0"],
    "blocks": ["array", "bool", [2, 3, 4], "1 0 1 1 0 0 1 0 1 1 0 1 0 0 0 0 1 1 1 1 0 1 0 1"],
}
SOME = ["bool", "int8", "uint16", "int64", "uint64", "float32", "float64"]


def make():
    """The products, layouts and axes taking turns."""
    shared = dict(MASKS)
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    masks(group)
    initials(group)
    outs(group)
    long_masks(group)
    spreads(group)
    averages(group)
    return group


def masks(group):
    """Only elements where the mask is true go in."""
    turn = 0
    for name in ("sum", "prod", "min", "max", "any", "all", "mean", "var", "std"):
        first = {"initial": "3"} if name in ("min", "max") else {}
        for dtype in SOME:
            for mask in MASKS:
                turn += 1
                layout = "cube" if mask == "blocks" else data.SQUARE[turn % 5]
                axis = [0, 1, None, [0, 1], -1][turn % 4]
                keep = {"keepdims": True} if turn % 3 == 0 else {}
                group.add([name, f"{dtype}_{layout}", {"axis": axis, "where": mask, **keep, **first}])
        for mask in ("some", "rows"):
            group.add([name, "int64_C", {"where": mask}])
            group.add([name, "float64_F", {"where": ["T", ["copy", ["T", mask]]], "axis": 1, **first}])
            group.add([name, "int64_C", {"where": "int64_C"}])
    group.add(["sum", ["fill", "plain", "int64", [1, 4]], {"where": "some"}])
    group.add(["mean", ["fill", "plain", "int64", [1, 4]], {"where": "some"}])
    group.add(["sum", "bool_C", {"where": "bool_C"}])
    group.add(["sum", "float64_empty", {"where": "columns", "axis": 0}])
    group.add(["sum", "float64_empty", {"where": "columns", "axis": 1}])


def initials(group):
    """What every result starts from."""
    for name in ("sum", "prod", "min", "max"):
        for dtype in data.DTYPES:
            for initial in ("2", "-1", "300", "2.5", "nan", "inf", "True", None):
                for source, axis in (("C", 0), ("empty", 0), ("cube", None)):
                    if initial in ("nan", "inf", "-1") and source != "C":
                        continue
                    group.add([name, f"{dtype}_{source}", {"axis": axis, "initial": initial}])


def outs(group):
    """Into an array that exists."""
    turn = 0
    for name in ("sum", "prod", "min", "max", "any", "all", "mean", "var", "std", "ptp", "argmax"):
        for dtype, target in product(("bool", "int8", "int64", "float32", "float64"), ("int32", "uint8", "float32", "float64", "bool", "int64")):
            turn += 1
            if name in ("min", "max", "ptp") and target in ("uint8", "bool") or name == "std" and target in ("uint8", "bool"):
                # NumPy passes the first element through `out`, and takes roots of these in half precision.
                continue
            axis, shape = [(0, [4]), (1, [3]), (None, []), (0, [2, 4])][turn % 3]
            group.add([name, f"{dtype}_{data.SQUARE[turn % 5]}", {"axis": axis, "out": "o"}], given={"o": ["full", shape, "1", {"dtype": target}]})
    for name, shape in product(("sum", "max", "mean", "argmin", "ptp"), ([], [1], [4], [3], [1, 4], [3, 1], [1, 1], [3, 4], [2, 4])):
        for options in ({"axis": 0}, {"axis": 1}, {}, {"axis": 0, "keepdims": True}, {"keepdims": True}):
            kind = "int64" if name == "argmin" else "float64"
            group.add([name, "float64_C", {**options, "out": "o"}], given={"o": ["zeros", shape, {"dtype": kind}]})
    square = {"v": ["fill", "plain", "int64", [4, 4]]}
    for name in ("sum", "max", "mean"):
        group.add([name, "v", {"axis": 0, "out": ["index", "v", [1]]}], given=square)
        group.add([name, "v", {"axis": 1, "out": ["index", "v", ["...", 0]]}], given=square)
        group.add([name, "v", {"axis": 1, "out": ["diagonal", "v", 0, 0, 1]}], given=square)
        group.add([name, "int8_cube", {"axis": 1, "out": "o"}], given={"o": ["T", ["zeros", [4, 2]]]})


def long_masks(group):
    """The order of additions is that of the stretches between what is left out."""
    for dtype in data.FLOATS:
        for length in (9, 200, 3000, 9000):
            given = {
                "v": ["fill", "plain", dtype, [length]],
                "m": ["fill", "plain", "bool", [length]],
                "g": ["fill", "plain", dtype, [length, 3]],
                "n": ["fill", "plain", "bool", [length, 3]],
                "h": ["less", ["arange", str(length)], ["py", str(length // 2 + 3)]],
            }
            for name in ("sum", "prod", "mean", "var"):
                for mask in ("m", "h"):
                    group.add([name, "v", {"where": mask}], given=given)
                    group.add([name, ["index", "v", ["::-1"]], {"where": mask}], given=given)
                    group.add([name, "v", {"where": mask, "dtype": "float64"}], given=given)
                for axis in (0, 1, None):
                    group.add([name, "g", {"axis": axis, "where": "n"}], given=given)
                    group.add([name, ["T", "g"], {"axis": axis, "where": ["T", "n"]}], given=given)
                group.add([name, "g", {"axis": 0, "out": "o"}], given={"g": given["g"], "o": ["zeros", [3], {"dtype": "float32"}]})
                group.add([name, "g", {"where": ["reshape", "h", [length, 1]]}], given=given)


def spreads(group):
    """`ptp`, and degrees of freedom beyond the count."""
    for dtype in data.DTYPES:
        for layout in data.SQUARE + data.OTHERS:
            for axis in (None, 0, 1):
                group.add(["ptp", f"{dtype}_{layout}", {"axis": axis}])
        group.add(["ptp", f"{dtype}_cube", {"axis": [0, 2], "keepdims": True}])
        for ddof in (-1, 2, 3, 20):
            group.add(["var", f"{dtype}_C", {"ddof": ddof, "axis": 0}])
            group.add(["std", f"{dtype}_C", {"ddof": ddof, "where": "some"}])


def averages(group):
    """`average` with and without weights, with the sum of the weights."""
    for dtype, weight in product(("bool", "int8", "int64", "uint64", "float32", "float64"), ("int32", "float32", "float64", "bool")):
        for returned in ({}, {"returned": True}):
            group.add(["average", f"{dtype}_C", {"weights": f"{weight}_F", **returned}])
            group.add(["average", f"{dtype}_C", {"weights": f"{weight}_row", "axis": 1, **returned}])
            group.add(["average", f"{dtype}_cube", {"weights": f"{weight}_cube", "axis": [0, 1], **returned}])
            group.add(["average", f"{dtype}_cube", {"weights": ["fill", "positive", weight, [4, 2]], "axis": [2, 0], **returned}])
    for dtype in data.DTYPES:
        for options in ({}, {"axis": 0}, {"axis": [0, 1], "keepdims": True}, {"axis": 1, "returned": True}, {"returned": True}, {"axis": 5}, {"axis": [0, 0]}):
            group.add(["average", f"{dtype}_reversed", options])
    for weights, axis in (("float64_row", None), ("float64_row", 0), ("float64_column", 1), (["zeros", [4]], 1), (["zeros", [3, 4]], None), ("float64_empty", 0)):
        group.add(["average", "float64_C", {"weights": weights, "axis": axis}])
        group.add(["average", "float64_C", {"weights": weights, "axis": axis, "keepdims": True}])
