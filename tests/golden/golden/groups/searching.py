"""Searching among sorted elements and counting: `searchsorted`, `digitize`, `bincount`."""

from .. import data
from ..answer import Group


def make():
    """Pairs of dtypes, layouts, both sides, sorters, edges that rise, fall or do neither; refusals."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_sorted"] = ["sort", f"{dtype}_wild", {"kind": "stable"}]
        shared[f"{dtype}_plain"] = ["sort", ["fill", "plain", dtype, [13]]]
        shared[f"{dtype}_steps"] = ["fill", "steps", dtype, [30]]
    group = Group(shared)
    searches(group)
    edges(group)
    counts(group)
    refusals(group)
    return group


def searches(group):
    """`searchsorted`, also in arrays that are not sorted, which NumPy halves all the same."""
    for left in data.DTYPES:
        for right in data.DTYPES:
            for side in ("left", "right"):
                group.add(["searchsorted", f"{left}_plain", f"{right}_wild", {"side": side}])
        for turn, layout in enumerate(data.SQUARE + data.OTHERS):
            for side in ("left", "right"):
                group.add(["searchsorted", f"{left}_sorted", f"{left}_{layout}", {"side": side}])
            group.add(["searchsorted", f"{left}_wild", f"{data.DTYPES[turn]}_{layout}"])
        for side in ("left", "right"):
            order = ["argsort", f"{left}_wild", {"kind": "stable"}]
            group.add(["searchsorted", f"{left}_wild", f"{left}_plain", order, {"side": side}])
            group.add(["searchsorted", ["index", f"{left}_steps", ["::3"]], f"{left}_steps", {"side": side}])
            group.add(["searchsorted", ["index", f"{left}_sorted", ["::-1"]], f"{left}_steps", {"side": side}])
            group.add(["searchsorted", ["index", f"{left}_sorted", ["0:0"]], f"{left}_steps", {"side": side}])
            group.add(["searchsorted", f"{left}_sorted", ["sort", f"{left}_sorted"], {"side": side}])
            for number in ("3", "-1", "300", "2.5", "True"):
                group.add(["searchsorted", f"{left}_plain", ["py", number], {"side": side}])
    for length in (1, 2, 3, 10, 100, 1000):
        halves = {"a": ["arange", str(length)], "v": ["multiply", ["arange", "-3", "40"], ["py", str(length / 37)]]}
        for side in ("left", "right"):
            group.add(["searchsorted", "a", "v", {"side": side}], given=halves)
            group.add(["searchsorted", "a", ["index", "v", ["::-1"]], {"side": side}], given=halves)


def edges(group):
    """`digitize` with rising, falling, repeated, unsorted and empty edges."""
    for turn, dtype in enumerate(data.DTYPES):
        other = data.DTYPES[(turn * 3 + 5) % 11]
        for right in (False, True):
            for bins in (f"{dtype}_plain", ["index", f"{dtype}_plain", ["::-1"]], f"{other}_sorted", ["index", f"{other}_steps", ["2:9:3"]]):
                group.add(["digitize", f"{dtype}_wild", bins, {"right": right}])
                group.add(["digitize", f"{other}_turned", bins, {"right": right}])
            group.add(["digitize", f"{dtype}_strided", ["index", f"{other}_steps", ["9:2:-2"]], {"right": right}])
            group.add(["digitize", f"{dtype}_wild", f"{dtype}_wild", {"right": right}])
            group.add(["digitize", f"{dtype}_zero", f"{dtype}_steps", {"right": right}])
            group.add(["digitize", f"{dtype}_empty", f"{dtype}_steps", {"right": right}])
            group.add(["digitize", f"{dtype}_row", ["index", f"{dtype}_plain", ["0:0"]], {"right": right}])
            group.add(["digitize", f"{dtype}_row", ["ones", [4], {"dtype": other}], {"right": right}])
    for texts in ("0 1 1 2", "2 1 1 0", "1 1 2 1", "1 1 0 1", "nan 1 2", "1 2 nan", "2 1 nan", "1 nan 0", "inf 0 -inf", "1", "nan", "nan nan"):
        given = {"b": ["array", "float64", [len(texts.split())], texts]}
        for right in (False, True):
            group.add(["digitize", "float64_wild", "b", {"right": right}], given=given)
            group.add(["digitize", ["py", "1"], "b", {"right": right}], given=given)


def counts(group):
    """`bincount`, with weights of every dtype, and a least length."""
    for dtype in ["bool", *data.INTEGERS]:
        numbers = {"n": ["astype", ["remainder", ["astype", f"{dtype}_steps", "int64"], ["py", "7"]], dtype]}
        for length in (0, 3, 12):
            group.add(["bincount", "n", {"minlength": length}], given=numbers)
            group.add(["bincount", ["index", "n", ["::-3"]], {"minlength": length}], given=numbers)
        for weights in data.DTYPES:
            plain = ["fill", "plain", weights, [30]]
            group.add(["bincount", "n", plain], given=numbers)
            group.add(["bincount", ["index", "n", ["::-2"]], ["index", plain, ["::2"]], {"minlength": 9}], given=numbers)
        group.add(["bincount", f"{dtype}_row"])
        group.add(["bincount", f"{dtype}_wild"]) if dtype in ("bool", "uint8", "int8") else None
        group.add(["bincount", ["index", f"{dtype}_row", ["0:0"]]])
        group.add(["bincount", ["index", f"{dtype}_row", ["0:0"]], ["ones", [0]], {"minlength": 2}])
        group.add(["bincount", ["broadcast_to", ["full", [1], "3", {"dtype": "uint8"}], [9]], {"minlength": 1}])


def refusals(group):
    """What cannot be searched or counted, and in which words."""
    for side in ("l", "R", "middle", "", "rights"):
        group.add(["searchsorted", "int8_plain", "int8_row", {"side": side}])
    for array in ("int8_C", "int8_zero", "int8_cube"):
        group.add(["searchsorted", array, "int8_row"])
        group.add(["digitize", "int8_row", array])
        group.add(["bincount", array])
        group.add(["bincount", "uint8_row", array])
        group.add(["bincount", array, {"minlength": -1}])
        group.add(["searchsorted", "int8_plain", "int8_row", array])
    for sorter in ("int8_row", "float64_wild", "bool_wild", "uint64_wild", "uint64_row", "int16_steps", "float32_C", "uint32_C", ["arange", "13"], ["arange", "1", "14"]):
        group.add(["searchsorted", "int8_wild", ["py", "120"], sorter])
    for numbers in ("float64_row", "float32_row", "int8_plain", "int64_wild", "int32_plain", ["index", "float64_row", ["0:0"]], "uint64_wild"):
        group.add(["bincount", numbers])
        group.add(["bincount", numbers, "float64_row"])
        group.add(["bincount", numbers, {"minlength": -2}])
    for weights in ("float64_row", "float64_zero", "float64_C", ["index", "float64_row", ["0:0"]]):
        group.add(["bincount", "uint8_steps", weights])
        group.add(["bincount", ["index", "uint8_steps", ["0:0"]], weights])
    for edges in ("int8_wild", "uint16_wild", "float64_wild"):
        group.add(["digitize", "int8_row", edges])
