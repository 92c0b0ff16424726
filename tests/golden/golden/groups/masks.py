"""Masks: what is not zero and where, reading and writing under a mask, refusals."""

from itertools import product

from .. import data
from ..answer import Group

SOURCES = [*data.SQUARE, *data.OTHERS]


def make():
    """`nonzero` and its kin for every dtype and layout; masks of one to three axes, read and written."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared)
    for dtype, layout in product(data.DTYPES, [*SOURCES, "wild"]):
        for name in ("nonzero", "argwhere", "flatnonzero", "where"):
            group.add([name, f"{dtype}_{layout}"])
    for shape in ([0], [3, 0], [1, 1, 1], [2, 0, 3], [64]):
        for name in ("nonzero", "argwhere", "flatnonzero"):
            group.add([name, ["ones", shape]])
            group.add([name, ["zeros", shape]])
    reads(group)
    writes(group)
    return group


def masks(shape):
    """Masks of a shape in every layout: nothing, everything, some."""
    return [
        ["fill", "plain", "bool", shape],
        ["copy", ["fill", "plain", "bool", shape], "F"],
        ["index", ["fill", "plain", "bool", [extent * 2 for extent in shape]], ["::2"] * len(shape)],
        ["index", ["fill", "plain", "bool", shape], ["::-1"] * len(shape)],
        ["equal", ["ones", shape], ["zeros", shape]],
        ["equal", ["ones", shape], ["ones", shape]],
        ["broadcast_to", ["array", "bool", [], "1"], shape],
    ]


def reads(group):
    """Whole masks, masks of the first axes, masks beside other items."""
    for dtype in ("int64", "float32", "bool", "int8", "uint16"):
        for layout in ("C", "F", "strided", "reversed", "broadcast"):
            for mask in masks([3, 4]):
                group.add(["pick", f"{dtype}_{layout}", [mask]])
        for mask in masks([2]):
            group.add(["pick", f"{dtype}_cube", [mask]])
        for mask in masks([3]):
            group.add(["pick", f"{dtype}_F", [mask]])
            group.add(["pick", f"{dtype}_cube", [":", mask]])
            group.add(["pick", f"{dtype}_cube", [0, mask, "1:3"]])
        for mask in masks([2, 3]):
            group.add(["pick", f"{dtype}_cube", [mask, 0]])
            group.add(["pick", f"{dtype}_turned", [["array", "int64", [1], "1"], mask]])
        group.add(["pick", f"{dtype}_zero", [True]])
        group.add(["pick", f"{dtype}_zero", [False]])
        group.add(["pick", f"{dtype}_zero", [["array", "bool", [], "1"]]])
        group.add(["pick", f"{dtype}_empty", [["array", "bool", [0, 4], ""]]])
        group.add(["pick", f"{dtype}_row", [True, ":2"]])
    for shape in ([2], [4, 4], [3, 5], [3, 4, 1], [1, 4], [4]):
        group.add(["pick", "int64_C", [["ones", shape, {"dtype": "bool"}]]])


def writes(group):
    """As many values as are true, one for all, too few, too many, with too many axes, of every dtype."""
    for dtype, layout in product(data.DTYPES, ("C", "F", "strided", "reversed", "broadcast")):
        shape = [3, 4]
        base = {"C": ["fill", "steps", dtype, shape], "F": ["copy", ["fill", "steps", dtype, shape], "F"]}
        base["strided"] = ["index", ["fill", "steps", dtype, [6, 8]], ["::2", "1::2"]]
        base["reversed"] = ["index", ["fill", "steps", dtype, shape], ["::-1", "::-1"]]
        base["broadcast"] = ["broadcast_to", ["fill", "steps", dtype, [4]], shape]
        fresh = {"a": base[layout]}
        mask = ["fill", "plain", "bool", shape]
        for value in (
            ["py", "7"], ["py", "True"], ["py", "2.5"], ["fill", "plain", "int16", [7]], ["fill", "plain", "float32", [1]],
            ["fill", "plain", "int8", []], ["fill", "plain", "int64", [3]], ["fill", "plain", "int64", [7, 1]], ["fill", "plain", "int64", [0]],
        ):  # fmt: skip
            group.add(["assign", "a", [mask], value], given=fresh)
        group.add(["assign", "a", [["copy", mask, "F"]], ["fill", "plain", dtype, [7]]], given=fresh)
        group.add(["assign", "a", [["array", "bool", [3], "1 0 1"]], ["fill", "plain", dtype, [2, 4]]], given=fresh)
        group.add(["assign", "a", [":", ["array", "bool", [4], "1 0 0 1"]], ["fill", "plain", dtype, [3, 1]]], given=fresh)
        group.add(["assign", "a", [["array", "bool", [4], "1 0 0 1"]], ["py", "1"]], given=fresh)
    for dtype in ("int64", "bool"):
        for mask in masks([4]):
            own = {"a": ["fill", "plain", dtype, [4]]}
            group.add(["assign", "a", [mask], ["py", "0"]], given=own)
            group.add(["assign", "a", [mask, "newaxis"], ["array", "int64", [1, 1], "5"]], given=own)
    for value in (["index", "a", ["::-1"]], ["index", "a", [":5"]]):
        mask = ["array", "bool", [8], "0 1 1 0 1 1 0 1"] if value[-1] == [":5"] else ["array", "bool", [8], "1 1 1 1 1 1 1 1"]
        group.add(["assign", "a", [mask], value], given={"a": ["fill", "steps", "int64", [8]]})
    group.add(["assign", "a", [["the", "a"]], ["py", "False"]], given={"a": ["fill", "plain", "bool", [5]]})
    group.add(["assign", "a", [["index", "a", ["::-1"]]], ["py", "False"]], given={"a": ["array", "bool", [3], "1 1 1"]})
    for truth in (True, False):
        for value in (["py", "5"], ["fill", "plain", "int64", [3]], ["fill", "plain", "int64", [1, 3]], ["fill", "plain", "int64", [2]]):
            group.add(["assign", "a", [truth], value], given={"a": ["fill", "steps", "int64", [3]]})
            group.add(["assign", "a", [truth], value], given={"a": ["fill", "steps", "int64", []]})
