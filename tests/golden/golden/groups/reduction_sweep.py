"""Every reduction with every keyword over what overflows, is infinite, is not a number, or is not there; with warnings."""

from itertools import product

from ..answer import Group

FOLDS = "sum prod mean std var min max any all nansum nanprod nanmean nanstd nanvar nanmin nanmax".split()
PLACES = "argmin argmax nanargmin nanargmax".split()
OTHERS = "ptp median nanmedian count_nonzero average".split()
RUNNING = "cumsum cumprod nancumsum nancumprod".split()
EDGES = {
    "big": ["array", "float64", [2, 3], "1e308 1e308 -1e308 1.0 1.7e308 5e-324"],
    "opposite": ["array", "float64", [2, 3], "inf 1.0 -inf 0.0 2.0 nan"],
    "small": ["array", "float32", [2, 3], "3e38 3e38 1.0 0.0 -3e38 1e-45"],
    "holes": ["array", "float64", [2, 3], "nan 1.0 nan 2.0 nan -3.5"],
    "lost": ["array", "float32", [2, 3], "nan nan nan nan nan nan"],
    "rings": ["array", "complex128", [2, 3], "1+2j nan+1j 3-1j 0+0j 2+nanj 4-4j"],
    "circles": ["array", "complex64", [2, 3], "1+2j -1-2j 3-1j 0+0j -0.0+2j 4-4j"],
    "none": ["zeros", [0, 3]],
    "nothing": ["zeros", [2, 0], {"dtype": "float32"}],
    "whole": ["zeros", [0, 2], {"dtype": "int64"}],
    "extremes": ["array", "int64", [2, 3], "9223372036854775807 1 -9223372036854775808 -1 0 2"],
    "point": ["array", "float64", [], "2.5"],
    "gap": ["array", "float64", [], "nan"],
    "spot": ["array", "complex64", [], "nan+1j"],
}
MASKS = {
    "rows": ["array", "bool", [2, 1], "0 1"],
    "columns": ["array", "bool", [3], "1 0 1"],
    "never": ["array", "bool", [], "0"],
}
AXES = [{}, {"axis": 0}, {"axis": 1}, {"axis": [0, 1]}, {"axis": -1, "keepdims": True}, {"keepdims": True}, {"axis": []}]


def make():
    """Edges with every keyword."""
    group = Group(EDGES | MASKS, warns=True)
    edges(group)
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def edges(group):
    """Overflow, infinities, NaN, nothing."""
    turn = 0
    for array in EDGES:
        single = array in ("point", "gap", "spot")
        for name, axes in product(FOLDS, AXES):
            if single and axes.get("axis") not in (None, 0, []):
                continue
            turn += 1
            group.add([name, array, axes])
            if single:
                continue
            start = {"initial": "1"} if name in ("min", "max", "nanmin", "nanmax") else {}
            group.add([name, array, {**axes, "where": list(MASKS)[turn % 3], **start}])
            if ("std" in name or "var" in name) and turn % 2:
                group.add([name, array, {**axes, "ddof": 1}])
        for name, axes in product([*PLACES, *OTHERS], AXES):
            if name in PLACES and isinstance(axes.get("axis"), list) or single and axes.get("axis") not in (None, 0):
                continue
            group.add([name, array, axes])
        for name, axis in product(RUNNING, (None, 0, 1)):
            if axis != 1 or not single:
                group.add([name, array, {"axis": axis}])
        for name, axis, method in product(("quantile", "nanquantile"), (None, 0, 1), ("linear", "lower", "midpoint", "inverted_cdf")):
            # NumPy's scalars warn of integers that overflow, its arrays do not.
            if (axis != 1 or not single) and (name, array) != ("nanquantile", "extremes"):
                group.add([name, array, ["py", "0.3"], {"axis": axis, "method": method}])
        if single:
            continue
        for extra in ({"prepend": ["py", "0"]}, {"append": ["py", "1.5"]}, {"prepend": array, "append": array}, {"n": 2}):
            group.add(["diff", array, extra])
            group.add(["diff", array, {"axis": 0, **extra}])
        if array != "rings":
            group.add(["average", array, {"weights": array, "returned": True}])
        group.add(["average", array, {"weights": ["ones", [2, 3]], "axis": 1, "keepdims": True, "returned": True}])
