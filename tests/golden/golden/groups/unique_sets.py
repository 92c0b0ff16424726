"""Unique elements with all that can be told of them, membership, and the set operations."""

from itertools import product

from .. import data
from ..answer import Group

TOLD = ["return_index", "return_inverse", "return_counts"]


def make():
    """Dtypes, layouts, axes, NaN and signed zeros; pairs of dtypes for the sets; refusals."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_long"] = ["fill", "wild", dtype, [41]]
        shared[f"{dtype}_few"] = ["fill", "steps", dtype, [3]]
        shared[f"{dtype}_twice"] = ["fill", "wild", dtype, [5, 26]]
    group = Group(shared)
    whole(group)
    slices(group)
    members(group)
    sets(group)
    return group


def whole(group):
    """`unique` of all elements."""
    for turn, dtype in enumerate(data.DTYPES):
        for told in product((False, True), repeat=3):
            options = dict(zip(TOLD, told))
            for name in ("long", "C", "twice") if dtype in data.FLOATS else ("long",):
                group.add(["unique", f"{dtype}_{name}", options])
                if dtype in data.FLOATS:
                    group.add(["unique", f"{dtype}_{name}", options | {"equal_nan": False}])
        everything = dict.fromkeys(TOLD, True)
        for place, layout in enumerate(data.SQUARE + data.OTHERS):
            group.add(["unique", f"{dtype}_{layout}", everything])
            if (turn + place) % 3 == 0:
                group.add(["unique", f"{dtype}_{layout}"])
                group.add(["unique", f"{dtype}_{layout}", {"return_inverse": True}])
        for name in ("unique_all", "unique_counts", "unique_inverse", "unique_values"):
            for layout in ("wild", "long", "reversed", "empty", "zero", "turned"):
                group.add([name, f"{dtype}_{layout}"])
        group.add(["unique", f"{dtype}_wild", {"axis": 0, "return_index": True}])
        group.add(["unique", f"{dtype}_wild", {"axis": -1, "return_inverse": True}])
    for axis in (1, -2):
        group.add(["unique", "int8_wild", {"axis": axis}])


def slices(group):
    """`unique` along an axis: slices compared as wholes."""
    everything = dict.fromkeys(TOLD, True)
    for dtype in data.DTYPES:
        small = ["astype", ["remainder", ["astype", ["fill", "steps", dtype, [60]], "int64"], ["py", "7"]], dtype]
        given = {"s": ["reshape", ["astype", ["floor_divide", small, ["astype", ["full", [], "4"], dtype]], "int8"], [20, 3]]} if dtype != "bool" else {"s": ["reshape", ["fill", "plain", "bool", [60]], [20, 3]]}
        for axis in (0, 1, -1, -2):
            group.add(["unique", "s", {"axis": axis}], given=given)
            group.add(["unique", "s", everything | {"axis": axis}], given=given)
            group.add(["unique", ["astype", "s", dtype], {"axis": axis, "return_counts": True}], given=given)
            group.add(["unique", ["astype", "s", dtype], {"axis": axis, "return_inverse": True}], given=given)
        for axis in (0, 1, 2, -1, -3):
            group.add(["unique", f"{dtype}_cube", everything | {"axis": axis}])
            group.add(["unique", f"{dtype}_turned", {"axis": axis}])
        for layout in ("F", "strided", "reversed", "broadcast", "empty", "column"):
            group.add(["unique", f"{dtype}_{layout}", {"axis": 0, "return_index": True}])
            group.add(["unique", f"{dtype}_{layout}", {"axis": 1, "return_counts": True}])
    for dtype in data.FLOATS:
        given = {"n": ["array", dtype, [6, 2], "nan 1 -0.0 1 0.0 1 nan 1 0.0 nan 0.0 nan"]}
        for axis in (0, 1):
            group.add(["unique", "n", {"axis": axis}], given=given)
            group.add(["unique", "n", everything | {"axis": axis}], given=given)
            group.add(["unique", "n", {"axis": axis, "equal_nan": False, "return_inverse": True}], given=given)
    for axis in (0, 2, -3, 5):
        group.add(["unique", "int8_zero", {"axis": axis}])
        group.add(["unique", "int8_C", {"axis": axis}])
    for shape in ([0, 3], [3, 0], [2, 0, 3], [1, 4]):
        for axis in (0, 1):
            group.add(["unique", ["zeros", shape], everything | {"axis": axis}])


def members(group):
    """`isin` by each method."""
    for left, right in product(data.DTYPES, repeat=2):
        group.add(["isin", f"{left}_C", f"{right}_few"])
        group.add(["isin", f"{left}_long", f"{right}_wild", {"invert": True}])
        if data.DTYPES.index(left) % 2:
            group.add(["isin", f"{left}_wild", f"{right}_long", {"kind": "sort"}])
        if data.DTYPES.index(right) % 2:
            group.add(["isin", f"{left}_long", f"{right}_few", {"kind": "table", "invert": bool(data.DTYPES.index(left) % 2)}])
    for dtype in data.DTYPES:
        for layout in data.SQUARE + data.OTHERS:
            group.add(["isin", f"{dtype}_{layout}", f"{dtype}_row"])
            group.add(["isin", f"{dtype}_row", f"{dtype}_{layout}", {"invert": True}])
        for number in ("3", "-1", "2.5", "True"):
            group.add(["isin", f"{dtype}_C", ["py", number]])
            group.add(["isin", ["py", number], f"{dtype}_C"])
        group.add(["isin", f"{dtype}_C", ["index", f"{dtype}_few", ["0:0"]]])
        group.add(["isin", f"{dtype}_C", ["index", f"{dtype}_few", ["0:0"]], {"invert": True, "kind": "sort"}])
    for kind in ("table", "sort", "hash", ""):
        group.add(["isin", "int8_C", "int8_few", {"kind": kind}])
        group.add(["isin", "float32_C", "int8_few", {"kind": kind}])
        group.add(["isin", "int64_wild", "int64_wild", {"kind": kind}])
        group.add(["isin", "int8_wild", "int8_wild", {"kind": kind}])


def sets(group):
    """`intersect1d`, `union1d`, `setdiff1d`, `setxor1d`."""
    for left, right in product(data.DTYPES, repeat=2):
        group.add(["intersect1d", f"{left}_wild", f"{right}_long"])
        group.add(["union1d", f"{left}_few", f"{right}_wild"])
        group.add(["setdiff1d", f"{left}_long", f"{right}_few"])
        group.add(["setxor1d", f"{left}_wild", f"{right}_C"])
    for dtype in data.DTYPES:
        for layout in ("C", "reversed", "broadcast", "turned", "zero", "empty"):
            pair = [f"{dtype}_{layout}", f"{dtype}_row"]
            group.add(["intersect1d", *pair, {"return_indices": True}])
            group.add(["intersect1d", *reversed(pair), {"return_indices": True}])
            group.add(["union1d", *pair])
            group.add(["setdiff1d", *pair])
            group.add(["setxor1d", *pair])
        steps = ["index", ["fill", "steps", dtype, [12]], ["::2"]] if dtype != "bool" else ["array", "bool", [2], "0 1"]
        for name in ("intersect1d", "setdiff1d", "setxor1d"):
            group.add([name, steps, f"{dtype}_few", {"assume_unique": True}])
        group.add(["intersect1d", steps, f"{dtype}_few", {"assume_unique": True, "return_indices": True}])
        group.add(["setdiff1d", ["index", f"{dtype}_few", ["::-1"]], steps, {"assume_unique": True}])
        nothing = ["index", f"{dtype}_few", ["0:0"]]
        for name in ("intersect1d", "union1d", "setdiff1d", "setxor1d"):
            group.add([name, nothing, nothing])
            group.add([name, nothing, f"{dtype}_few"])
