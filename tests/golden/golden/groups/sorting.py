"""Sorting, whole or up to some ranks: every dtype, every layout, every axis, ties, NaN, signed zeros, refusals."""

from .. import data
from ..answer import Group

KINDS = ["quicksort", "heapsort", "stable"]
AXES = [0, -1, None]


def make():
    """The products, and long lines in which the unstable sorts change the order of ties."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_pairs"] = ["fill", "wild", dtype, [6, 4]]
        shared[f"{dtype}_long"] = ["fill", "plain", dtype, [97]]
        shared[f"{dtype}_high"] = ["fill", "wild", dtype, [40, 3]]
    group = Group(shared)
    whole(group)
    ranks(group)
    shapes(group)
    orders(group)
    several(group)
    refusals(group)
    return group


def whole(group):
    """`sort` and `argsort` over dtypes, kinds and axes."""
    for turn, dtype in enumerate(data.DTYPES):
        for kind in KINDS:
            for name in ("wild", "long"):
                group.add(["sort", f"{dtype}_{name}", {"kind": kind}])
                group.add(["argsort", f"{dtype}_{name}", {"kind": kind}])
            for axis in AXES:
                group.add(["argsort", f"{dtype}_high", {"kind": kind, "axis": axis}])
                group.add(["sort", f"{dtype}_high", {"kind": kind, "axis": axis}])
        for place, layout in enumerate(data.SQUARE + data.OTHERS):
            for axis in AXES:
                if dtype in ("float64", "int8") or (turn + place) % 4 == 0:
                    group.add(["sort", f"{dtype}_{layout}", {"axis": axis}])
                    group.add(["argsort", f"{dtype}_{layout}", {"axis": axis}])


def ranks(group):
    """`partition` and `argpartition` for one rank and for several."""
    for turn, dtype in enumerate(data.DTYPES):
        for place, kth in enumerate((0, 2, 3, 6, 12, -1, -13, [3, 7], [9, 1, 4], [-1, 5])):
            group.add(["partition", f"{dtype}_wild", kth])
            group.add(["argpartition", f"{dtype}_wild", kth])
            if (turn + place) % 3 == 0:
                group.add(["argpartition", f"{dtype}_pairs", kth if not isinstance(kth, int) else kth % 4])
        for kth in (10, 48, 50, 90, 96, -2, [48, 24, 72], [5, 90, 91, 92], [96, 40]):
            group.add(["partition", f"{dtype}_long", kth])
            group.add(["argpartition", f"{dtype}_long", kth])
        for axis in AXES:
            group.add(["partition", f"{dtype}_high", 2, {"axis": axis}])
            group.add(["argpartition", f"{dtype}_high", [0, 2], {"axis": axis}])
            group.add(["argpartition", f"{dtype}_F", 1, {"axis": axis}])
            group.add(["partition", f"{dtype}_turned", [1], {"axis": axis}])


def shapes(group):
    """Memory order of the results for turned, reversed and thin arrays."""
    for axes in ([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]):
        turned = ["transpose", "int16_cube", axes]
        for axis in (0, 1, 2, -3, None):
            for array in (turned, ["flip", turned, 1], ["index", turned, ["...", "::2"]], ["index", turned, [":", "0:1"]]):
                group.add(["sort", array, {"axis": axis}])
                group.add(["argsort", array, {"axis": axis}])
    for shape in ([0], [1], [1, 1], [0, 3], [3, 0], [3, 1, 4], [2, 0, 3], []):
        array = {"a": ["fill", "wild", "float32", shape]}
        for axis in (0, 1, -1, None):
            group.add(["sort", "a", {"axis": axis}], given=array)
            group.add(["argsort", "a", {"axis": axis}], given=array)
            group.add(["partition", "a", 0, {"axis": axis}], given=array)
            group.add(["argpartition", "a", 0, {"axis": axis}], given=array)


def orders(group):
    """Lines that take the sorts through all their branches: falling, saw-toothed, all alike, long."""
    for length in (15, 16, 17, 18, 33, 64, 100, 257, 1000):
        rise = ["arange", str(length)]
        fall = ["index", rise, ["::-1"]]
        lines = {
            "rise": rise,
            "fall": fall,
            "saw": ["remainder", ["multiply", rise, ["py", "7919"]], ["py", "31"]],
            "mixed": ["remainder", ["multiply", ["multiply", rise, rise], ["py", "104729"]], ["py", "1009"]],
            "pipe": ["minimum", rise, fall],
            "same": ["zeros", [length], {"dtype": "int8"}],
        }
        for name, line in lines.items():
            given = {name: line}
            for kind in ("quicksort", "stable"):
                group.add(["argsort", name, {"kind": kind}], given=given)
            for kth in (length // 2, length - 2, [length // 4, length // 2, 3 * length // 4], 3, 5):
                group.add(["argpartition", name, kth], given=given)
            halves = {name: ["divide", line, ["py", "4"]]}
            group.add(["argpartition", name, [length // 3, length - 1]], given=halves)
            group.add(["argpartition", name, length - 1], given=halves)
    for length in (700, 3000):
        # Two organ pipes, one inside the other: splits so uneven that introselect turns to medians of five.
        rise = ["arange", str(length)]
        steep = {"a": ["absolute", ["subtract", ["remainder", ["multiply", rise, ["py", "2"]], ["py", str(length)]], ["py", str(length // 3)]]]}
        for kth in (length // 2, 20, length - 20):
            group.add(["argpartition", "a", kth], given=steep)
        group.add(["argsort", "a"], given=steep)


def several(group):
    """`lexsort`, and sorting within an array that exists."""
    for turn, dtype in enumerate(data.DTYPES):
        other = data.DTYPES[(turn + 4) % 11]
        for left, right in (("C", "F"), ("strided", "broadcast"), ("reversed", "C")):
            for axis in (0, 1, -1):
                group.add(["lexsort", [f"{dtype}_{left}", f"{other}_{right}"], {"axis": axis}])
        group.add(["lexsort", [f"{dtype}_wild"]])
        group.add(["lexsort", [f"{dtype}_long", "bool_long", f"{other}_long"]])
        group.add(["lexsort", [f"{dtype}_zero", f"{other}_zero"]])
        group.add(["lexsort", [f"{dtype}_empty"], {"axis": 0}])
        square = {"s": ["fill", "wild", dtype, [4, 5]]}
        for axis in (0, 1, -1, 2):
            group.add(["sort_in_place", "s", {"axis": axis}], given=square)
            group.add(["sort_in_place", ["T", "s"], {"axis": axis, "kind": "stable"}], given=square)
            group.add(["sort_in_place", ["index", "s", ["1:", "::-2"]], {"axis": axis}], given=square)
            group.add(["partition_in_place", ["index", "s", ["::-1"]], 2, {"axis": axis}], given=square)
        group.add(["sort_in_place", "v", {"kind": "stable"}], given={"v": ["copy", f"{dtype}_long"]})


def refusals(group):
    """What cannot be sorted, and in which words."""
    for kind in ("q", "Quick", "h", "mergesort", "s", "bad", "", "introselect"):
        group.add(["sort", "int32_wild", {"kind": kind}])
        group.add(["argsort", "int32_wild", {"kind": kind}])
    for axis in (1, -2, 7):
        for operation in (["sort"], ["argsort"], ["partition", 1], ["argpartition", 1], ["sort_in_place"], ["partition_in_place", 1]):
            given = {"v": ["fill", "plain", "int16", [5]]}
            group.add([operation[0], "v", *operation[1:], {"axis": axis}], given=given)
    for kth in (13, 40, -14, -99, [0, 13], [-20, 30]):
        group.add(["partition", "uint8_wild", kth])
        group.add(["argpartition", "uint8_wild", kth])
        group.add(["partition", "uint8_empty", kth, {"axis": 0}])
    group.add(["sort_in_place", "int8_broadcast", {"axis": 0}])
    group.add(["sort_in_place", "int8_broadcast", {"axis": 5}])
    group.add(["partition_in_place", "int8_broadcast", 0, {"axis": 0}])
    group.add(["partition_in_place", "int8_broadcast", 9, {"axis": 0}])
    group.add(["sort_in_place", "int8_zero"])
    group.add(["lexsort", []])
    group.add(["lexsort", ["int8_wild", "int8_long"]])
    group.add(["lexsort", ["int8_C", "int8_row"]])
    group.add(["lexsort", ["int8_C"], {"axis": 2}])
    group.add(["lexsort", ["int8_C", "int8_F"], {"axis": -3}])
