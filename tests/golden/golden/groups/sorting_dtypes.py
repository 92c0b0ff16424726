"""Sorting, searching, sets and sequences of what is no real number: complex numbers, texts, bytes, records."""

from itertools import product

from .. import data
from ..answer import Group
from . import strings, structured

EVERYTHING = {"return_index": True, "return_inverse": True, "return_counts": True}


def make():
    """Every operation over the dtypes and layouts."""
    shared = strings.layouts("U", strings.WORDS, "U10") | strings.layouts("S", strings.BYTES, "S10") | strings.layouts("V", strings.OTHER, "U7")
    for dtype in ("complex64", "complex128", "int64", "float32"):
        shared |= data.layouts("plain", dtype)
    for dtype in data.COMPLEX:
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_long"] = ["fill", "wild", dtype, [53]]
        shared[f"{dtype}_exact"] = ["array", dtype, [6], "1+2j 0.5-1j -3+0j 0+1j 2.5+2.5j -1.25-0.75j"]
    for prefix in "US":
        shared[f"{prefix}_wild"] = ["reshape", f"{prefix}_wide", [-1]]
        shared[f"{prefix}_long"] = shared[f"{prefix}_wild"]
    shared["float64_steps"] = ["fill", "steps", "float64", [13]]
    shared["int64_steps"] = ["fill", "steps", "int64", [6]]
    for name, dtype in structured.DTYPES.items():
        shared[name] = ["value", structured.ROWS[name] * 3, dtype, {}]
    group = Group(shared)
    for prefix in ("complex64", "complex128", "U", "S"):
        ordered(group, prefix)
        sets(group, prefix)
    records(group)
    sequences(group)
    weighted(group)
    return group


def ordered(group, prefix):
    """Sorting and searching."""
    for layout in ("C", "F", "strided", "reversed", "broadcast", "row", "zero", "empty"):
        name = f"{prefix}_{layout}"
        for axis in (0, -1, None):
            for kind in ("quicksort", "stable"):
                group.add(["sort", name, {"axis": axis, "kind": kind}])
                group.add(["argsort", name, {"axis": axis, "kind": kind}])
            group.add(["partition", name, 1, {"axis": axis}])
            group.add(["argpartition", name, [0, 2], {"axis": axis}])
        group.add(["lexsort", [name, name]])
        group.add(["searchsorted", ["sort", f"{prefix}_wild"], name])
        group.add(["searchsorted", ["sort", f"{prefix}_wild"], name, {"side": "right"}])
        if prefix.startswith("complex"):
            group.add(["sort_complex", name])
        if layout not in ("broadcast", "zero"):
            group.add(["sort_in_place", "a", {"axis": 0}], given={"a": ["copy", name, "K"]})
    for name in (f"{prefix}_wild", f"{prefix}_long"):
        for kind in ("quicksort", "stable"):
            group.add(["argsort", name, {"kind": kind}])
            group.add(["sort", name, {"kind": kind}])
        for kth in (0, 4, 9, 12, -1, [3, 7], [11, 2]):
            group.add(["partition", name, kth])
            group.add(["argpartition", name, kth])
        group.add(["searchsorted", name, ["sort", name]])
        group.add(["searchsorted", name, name, ["argsort", name]])
        group.add(["sort_complex", name]) if prefix.startswith("complex") else None
    group.add(["digitize", f"{prefix}_row", f"{prefix}_row"]) if prefix.startswith("complex") else None
    group.add(["digitize", "float64_steps", f"{prefix}_row"])
    group.add(["bincount", f"{prefix}_row"])
    group.add(["bincount", "int64_steps", ["index", f"{prefix}_wild", [":6"]]])
    for other in ("int8", "uint16", "int32", "uint64", "float32", "float64", "bool"):
        group.add(["sort_complex", ["fill", "plain", other, [2, 3]]])


def sets(group, prefix):
    """Unique elements and the set operations."""
    for layout in ("C", "reversed", "broadcast", "zero", "empty", "wild", "long"):
        name = f"{prefix}_{layout}"
        for told in ({}, EVERYTHING, {"return_inverse": True}, {"return_counts": True}, EVERYTHING | {"equal_nan": False}):
            group.add(["unique", name, told])
        for function in ("unique_all", "unique_counts", "unique_inverse", "unique_values"):
            group.add([function, name])
        for axis in (0, 1):
            group.add(["unique", name, {"axis": axis}])
            group.add(["unique", name, EVERYTHING | {"axis": axis}])
        for other in (f"{prefix}_row", f"{prefix}_wild"):
            for function in ("intersect1d", "union1d", "setdiff1d", "setxor1d", "isin"):
                group.add([function, name, other])
            group.add(["intersect1d", name, other, {"return_indices": True}])
            group.add(["isin", name, other, {"invert": True, "kind": "sort"}])
        group.add(["isin", name, name, {"kind": "table"}])


def records(group):
    """Records sorted and searched as wholes."""
    for name in structured.DTYPES:
        for kind in ("quicksort", "stable"):
            group.add(["argsort", name, {"kind": kind}])
        group.add(["partition", name, 2])
        group.add(["argpartition", name, [1, 3]])
        group.add(["lexsort", [name]])
        group.add(["searchsorted", ["sort", name], name])
        if name not in ("nested", "commas"):
            group.add(["unique", name])
            group.add(["unique", name, EVERYTHING])


def sequences(group):
    """Along a sequence of complex numbers."""
    for dtype, other in product(data.COMPLEX, ("complex64", "complex128", "int64", "float32")):
        right = f"{other}_exact" if other in data.COMPLEX else "int64_steps"
        for mode in ("valid", "same", "full"):
            group.add(["correlate", f"{dtype}_exact", ["index", right, [":3"]], {"mode": mode}])
            group.add(["correlate", ["index", right, ["1:4"]], f"{dtype}_exact", {"mode": mode}])
            group.add(["convolve", f"{dtype}_exact", ["index", right, ["::-2"]], {"mode": mode}])
            group.add(["convolve", ["index", right, ["::2"]], f"{dtype}_exact", {"mode": mode}])
    for dtype in data.COMPLEX:
        for x in ("float32_C", "float64_steps", "int64_turned", ["array", "float64", [5], "nan 2.5 -1 40 inf"]):
            group.add(["interp", x, "float64_steps", f"{dtype}_wild"])
            group.add(["interp", x, "float64_steps", f"{dtype}_wild", {"left": 2.5, "right": -1}])
            group.add(["interp", x, ["index", "float64_steps", [":4"]], ["index", f"{dtype}_exact", [":4"]]])
            group.add(["interp", x, ["index", "float64_steps", [":1"]], ["index", f"{dtype}_exact", [":1"]]])
            group.add(["interp", x, ["index", "float64_steps", [":6"]], f"{dtype}_exact", {"period": 5}])
        group.add(["interp", f"{dtype}_row", "float64_steps", "float64_steps"])
        group.add(["interp", "float64_steps", f"{dtype}_row", "float64_steps"])
        for layout in ("C", "F", "row", "cube"):
            group.add(["gradient", f"{dtype}_{layout}", []])
            group.add(["gradient", f"{dtype}_{layout}", [["py", "2"]], {"edge_order": 2, "axis": -1}]) if layout != "cube" else None
            group.add(["trapezoid", f"{dtype}_{layout}"])
            group.add(["trapezoid", f"{dtype}_{layout}", "float32_row"]) if layout != "cube" else None
        group.add(["polyval", f"{dtype}_exact", "int64_steps"])
        group.add(["polyval", "int64_steps", f"{dtype}_exact"])


def weighted(group):
    """Histograms with complex weights."""
    for dtype in data.COMPLEX:
        heavy = {"weights": f"{dtype}_wild"}
        group.add(["histogram", "float64_steps", 4, heavy])
        group.add(["histogram", "float64_steps", ["arange", "0", "14", "3"], heavy])
        heavy = {"weights": f"{dtype}_exact"}
        group.add(["histogram", "int64_steps", 3, heavy])
        group.add(["histogram", "int64_steps", ["array", "float64", [3], "0 1.5 9"], heavy])
        group.add(["histogram", "int64_steps", 2, heavy | {"range": ["1", "4"]}])
        group.add(["histogram2d", "int64_steps", "int64_steps", 2, 2, heavy])
