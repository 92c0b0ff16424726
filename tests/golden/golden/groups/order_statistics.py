"""`median`, `quantile`, `percentile`: every method, dtype, layout and axis."""

from itertools import product

from .. import data
from ..answer import Group

METHODS = """inverted_cdf averaged_inverted_cdf closest_observation interpolated_inverted_cdf hazen weibull linear
 median_unbiased normal_unbiased lower higher midpoint nearest""".split()
POINTS = {
    "some": ["array", "float64", [5], "0.0 0.25 0.5 0.9 1.0"],
    "grid": ["array", "float64", [2, 2], "0.1 0.5 0.75 0.99"],
    "short": ["array", "float32", [3], "0.1 0.5 0.8"],
    "none": ["zeros", [0]],
    "beyond": ["array", "float64", [2], "0.5 1.5"],
    "deep": ["zeros", [1, 1, 1]],
}


def make():
    """The products; every case says what NumPy warns of."""
    shared = dict(POINTS)
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_line"] = ["fill", "plain", dtype, [13]]
        shared[f"{dtype}_even"] = ["fill", "plain", dtype, [10]]
    for dtype in data.FLOATS:
        shared[f"{dtype}_wild"] = ["reshape", ["array", dtype, [12], "1.0 nan 3.0 -2.0 5.0 0.5 inf 7.0 -inf 2.0 4.0 9.0"], [3, 4]]
    group = Group(shared, warns=True)
    medians(group)
    methods(group)
    axes(group)
    refusals(group)
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def medians(group):
    """Odd and even counts, integers and floats, NaN."""
    for dtype in data.DTYPES:
        for layout in [*data.SQUARE, *data.OTHERS, "line", "even"]:
            for axis in (None, 0, 1, -1):
                group.add(["median", f"{dtype}_{layout}", {"axis": axis}])
        for axis in ([0, 1], [2, 0], [0, 1, 2], [1, 1], 3):
            group.add(["median", f"{dtype}_cube", {"axis": axis}])
            group.add(["median", f"{dtype}_turned", {"axis": axis, "keepdims": True}])
        group.add(["median", f"{dtype}_C", {"keepdims": True}])
        for target in ("float64", "float32", "int64"):
            group.add(["median", f"{dtype}_C", {"axis": 0, "out": "o"}], given={"o": ["zeros", [4], {"dtype": target}]})
        group.add(["median", f"{dtype}_C", {"axis": 1, "out": "o", "keepdims": True}], given={"o": ["zeros", [3, 1]]})
    for dtype in data.FLOATS:
        for axis in (None, 0, 1, [0, 1]):
            group.add(["median", f"{dtype}_wild", {"axis": axis}])
            group.add(["median", f"{dtype}_wild", {"axis": axis, "keepdims": True}])


def methods(group):
    """Every method on odd and even counts; single Python numbers give way to the array's dtype."""
    for method, dtype in product(METHODS, ("bool", "int8", "uint8", "int64", "uint64", "float32", "float64")):
        for layout in ("line", "even"):
            for point in ("some", "grid", "short", ["py", "0.3"], ["py", "1"], ["py", "0.5"]):
                group.add(["quantile", f"{dtype}_{layout}", point, {"method": method}])
            group.add(["percentile", f"{dtype}_{layout}", ["py", "40"], {"method": method}])
            group.add(["percentile", f"{dtype}_{layout}", ["array", "int64", [3], "10 50 90"], {"method": method}])
        if dtype in data.FLOATS:
            group.add(["quantile", f"{dtype}_wild", "some", {"method": method, "axis": 0}])
            group.add(["quantile", f"{dtype}_wild", ["py", "0.4"], {"method": method, "axis": 1}])
            group.add(["quantile", f"{dtype}_wild", ["py", "0.4"], {"method": method}])


def axes(group):
    """Layouts, axes, `keepdims`, `out`."""
    for dtype in ("int16", "float32", "float64"):
        for layout in data.SQUARE + data.OTHERS:
            for axis, method in product((None, 0, -1), ("linear", "lower")):
                group.add(["quantile", f"{dtype}_{layout}", ["py", "0.3"], {"axis": axis, "method": method}])
                group.add(["quantile", f"{dtype}_{layout}", "some", {"axis": axis, "method": method}])
                group.add(["percentile", f"{dtype}_{layout}", ["py", "75"], {"axis": axis, "method": method, "keepdims": True}])
        for axis in ([0, 1], [2, 0], [0, 1, 2], [1, 1], 3, [-1]):
            group.add(["quantile", f"{dtype}_cube", "some", {"axis": axis}])
            group.add(["quantile", f"{dtype}_cube", "grid", {"axis": axis, "keepdims": True}])
            group.add(["quantile", f"{dtype}_turned", ["py", "0.6"], {"axis": axis, "method": "hazen"}])
        for target in ("float64", "float32", "int64"):
            for method in ("linear", "nearest"):
                group.add(["quantile", f"{dtype}_C", ["py", "0.4"], {"axis": 0, "method": method, "out": "o"}], given={"o": ["zeros", [4], {"dtype": target}]})
                group.add(["quantile", f"{dtype}_C", "some", {"axis": 0, "method": method, "out": "o"}], given={"o": ["zeros", [5, 4], {"dtype": target}]})


def refusals(group):
    """Points out of range, methods that are none, nothing to choose from."""
    for point in ("none", "beyond", "deep", ["py", "-0.1"], ["py", "1.5"], ["py", "2"], ["py", "nan"]):
        group.add(["quantile", "float64_C", point])
        group.add(["quantile", "int64_C", point, {"axis": 0}])
        group.add(["percentile", "float64_C", point])
    for method in ("lineal", "", "Linear"):
        group.add(["quantile", "float64_C", ["py", "0.5"], {"method": method}])
    for method in METHODS:
        group.add(["quantile", "float64_empty", ["py", "0.5"], {"method": method}])
        group.add(["quantile", "float64_empty", ["py", "0.5"], {"axis": 0, "method": method}])
        group.add(["quantile", "int64_empty", ["py", "0.5"], {"axis": 1, "method": method}])
