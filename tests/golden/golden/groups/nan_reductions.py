"""Reductions that leave NaN out, and what they say where nothing else is left."""

from itertools import product

from .. import data
from ..answer import Group

HOLES = "1.0 nan 3.0 -2.0 5.0 nan 0.5 7.0 nan nan 4.0 nan"
# No zero of either sign beside another: which of the two comes first in an order means nothing.
MIXED = "1.0 5.5 nan 1e30 -2.5 inf 0.0 3e-40 -inf 0.1 -1e-3 2.0"
FOLDS = "nansum nanprod nanmin nanmax nanargmin nanargmax nanmean nanvar nanstd nanmedian".split()


def make():
    """The products; every case says what NumPy warns of."""
    shared = {
        "some": ["array", "bool", [3, 4], "1 0 1 1 0 0 1 0 1 1 0 1"],
        "columns": ["array", "bool", [4], "0 1 1 0"],
        "points": ["array", "float64", [3], "0.0 0.5 0.8"],
    }
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
    for dtype in data.FLOATS:
        shared[f"{dtype}_holes"] = ["reshape", ["array", dtype, [12], HOLES], [3, 4]]
        shared[f"{dtype}_turn"] = ["T", f"{dtype}_holes"]
        shared[f"{dtype}_back"] = ["index", f"{dtype}_holes", ["::-1", "::2"]]
        shared[f"{dtype}_never"] = ["full", [2, 3], "nan", {"dtype": dtype}]
        shared[f"{dtype}_mixed"] = ["array", dtype, [12], MIXED]
        shared[f"{dtype}_deep"] = ["array", dtype, [2, 3, 4], f"{MIXED} {HOLES}"]
        shared[f"{dtype}_single"] = ["array", dtype, [], "nan"]
    group = Group(shared, warns=True)
    folds(group)
    arguments(group)
    quantiles(group)
    long_lines(group)
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def folds(group):
    """Every fold, layout and axis."""
    for name, dtype in product([*FOLDS, "nancumsum", "nancumprod"], ("bool", "int64", *data.FLOATS)):
        layouts = ["C", "zero", "empty", "cube", "broadcast"]
        if dtype in data.FLOATS:
            layouts += ["holes", "turn", "back", "never", "mixed", "deep", "single", "F"]
        for layout in layouts:
            for axis in (None, 0, 1, -1):
                group.add([name, f"{dtype}_{layout}", {"axis": axis}])
            if not name.startswith("nancum"):
                group.add([name, f"{dtype}_{layout}", {"axis": 0, "keepdims": True}])
                group.add([name, f"{dtype}_{layout}", {"keepdims": True}])
        if not name.startswith(("nancum", "nanarg")):
            for axis in ([0, 1], [0, 2], [1, 1], 5):
                group.add([name, f"{dtype}_{'deep' if dtype in data.FLOATS else 'cube'}", {"axis": axis}])


def arguments(group):
    """`where`, `initial`, `ddof`, `dtype`, `out`."""
    for dtype in data.FLOATS:
        for name in ("nansum", "nanprod", "nanmean", "nanvar", "nanstd", "nanmin", "nanmax"):
            first = {"initial": "3"} if name in ("nanmin", "nanmax") else {}
            for mask, axis in product(("some", "columns"), (None, 0, 1)):
                group.add([name, f"{dtype}_holes", {"axis": axis, "where": mask, **first}])
            for target in ("float32", "float64", "int64"):
                if name not in ("nanmin", "nanmax"):
                    group.add([name, f"{dtype}_holes", {"axis": 0, "dtype": target}])
                if target != "int64" or name not in ("nanstd", "nanmin", "nanmax"):
                    group.add([name, f"{dtype}_holes", {"axis": 0, "out": "o"}], given={"o": ["zeros", [4], {"dtype": target}]})
        for name, ddof in product(("nanvar", "nanstd"), (1, 2, 3)):
            group.add([name, f"{dtype}_holes", {"ddof": ddof, "axis": 0}])
            group.add([name, f"{dtype}_holes", {"ddof": ddof, "axis": 1, "keepdims": True}])
        group.add(["nanmedian", f"{dtype}_holes", {"axis": 0, "out": "o"}], given={"o": ["zeros", [4]]})
        group.add(["nancumsum", f"{dtype}_holes", {"axis": 0, "dtype": "float32"}])


def quantiles(group):
    """`nanquantile` and `nanpercentile`."""
    for dtype in ("int64", "float32", "float64"):
        for layout in ("C", "F", "cube", "zero") + (("holes", "turn", "back", "never", "mixed", "deep") if dtype != "int64" else ()):
            for axis, method in product((None, 0, -1), ("linear", "hazen", "lower", "inverted_cdf")):
                group.add(["nanquantile", f"{dtype}_{layout}", ["py", "0.4"], {"axis": axis, "method": method}])
                group.add(["nanpercentile", f"{dtype}_{layout}", ["py", "70"], {"axis": axis, "method": method, "keepdims": True}])
            group.add(["nanquantile", f"{dtype}_{layout}", "points", {"axis": 0}])
            group.add(["nanquantile", f"{dtype}_{layout}", "points", {"axis": -1, "keepdims": True}])
            group.add(["nanquantile", f"{dtype}_{layout}", "points"])
        group.add(["nanquantile", f"{dtype}_cube", "points", {"axis": [0, 2]}])
    group.add(["nanquantile", "float64_holes", ["py", "1.5"]])
    group.add(["nanpercentile", "float64_holes", ["py", "-3"]])


def long_lines(group):
    """Long enough for blocks and pairs."""
    for dtype in data.FLOATS:
        for length in (130, 1000, 9000):
            line = {"v": ["fill", "wild", dtype, [length]], "p": ["fill", "plain", dtype, [length]]}
            line["n"] = ["add", ["index", "v", ["::-1"]], "p"]
            for name in ("nansum", "nanmean", "nanvar", "nanmax", "nanmedian", "nanprod"):
                group.add([name, "n"], given=line)
                group.add([name, "p"], given=line)
