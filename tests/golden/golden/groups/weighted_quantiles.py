"""`quantile` and its kin with `weights=`: dtypes of both, layouts, axes, points, `out`, NaN, refusals."""

from itertools import product

from .. import data
from ..answer import Group

POINTS = {
    "some": ["array", "float64", [5], "0.0 0.25 0.5 0.9 1.0"],
    "grid": ["array", "float64", [2, 2], "0.1 0.5 0.75 0.99"],
    "short": ["array", "float32", [3], "0.1 0.4 0.8"],
    "whole": ["array", "int64", [2], "0 1"],
    "none": ["zeros", [0]],
    "nothing": ["zeros", [0, 2]],
    "beyond": ["array", "float64", [2], "0.5 1.5"],
    "deep": ["zeros", [1, 1, 1]],
}
HOW = {"method": "inverted_cdf"}
METHODS = """averaged_inverted_cdf closest_observation interpolated_inverted_cdf hazen weibull linear median_unbiased
 normal_unbiased lower higher midpoint nearest lineal""".split()
FUNCTIONS = ["quantile", "nanquantile"]


def make():
    """The products; every case says what NumPy warns of."""
    shared = dict(POINTS)
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_line"] = ["fill", "plain", dtype, [13]]
        shared[f"{dtype}_weights"] = ["fill", "positive", dtype, [13]]
        shared[f"{dtype}_square"] = ["fill", "positive", dtype, [3, 4]]
        shared[f"{dtype}_four"] = ["fill", "positive", dtype, [4]]
    for dtype in data.FLOATS:
        shared[f"{dtype}_wild"] = ["reshape", ["array", dtype, [12], "1.0 nan 3.0 -2.0 5.0 0.5 inf 7.0 -inf 2.0 4.0 9.0"], [3, 4]]
        shared[f"{dtype}_holes"] = ["array", dtype, [9], "nan 3.0 3.0 nan 1.0 3.0 nan 2.0 1.0"]
    shared["heavy"] = ["array", "float64", [9], "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9"]
    group = Group(shared, warns=True)
    lines(group)
    axes(group)
    nans(group)
    weights(group)
    refusals(group)
    return group


def lines(group):
    """Every dtype against weights of some."""
    for dtype, weight in product(data.DTYPES, ("bool", "int8", "uint64", "float32", "float64")):
        for name, point in product(FUNCTIONS, ("some", "short", ["py", "0.3"], ["py", "1"])):
            group.add([name, f"{dtype}_line", point, {**HOW, "weights": f"{weight}_weights"}])
        group.add(["percentile", f"{dtype}_line", ["py", "40"], {**HOW, "weights": f"{weight}_weights"}])
        group.add(["nanpercentile", f"{dtype}_line", ["array", "int64", [3], "10 50 90"], {**HOW, "weights": f"{weight}_weights"}])


def axes(group):
    """Layouts, axes, weights of fewer axes, `keepdims`, `out`."""
    for dtype, layout in product(("int16", "float32", "float64"), data.SQUARE):
        for name, axis in product(FUNCTIONS, (None, 0, -1, [0, 1], [1, 0])):
            for point in ("some", "grid", ["py", "0.7"]):
                group.add([name, f"{dtype}_{layout}", point, {**HOW, "axis": axis, "weights": "float64_square"}])
            group.add([name, f"{dtype}_{layout}", "some", {**HOW, "axis": axis, "weights": "int8_square", "keepdims": True}])
        for name, point in product(FUNCTIONS, ("some", ["py", "0.5"], "whole")):
            group.add([name, f"{dtype}_{layout}", point, {**HOW, "axis": 1, "weights": "float64_four"}])
            group.add([name, f"{dtype}_{layout}", point, {**HOW, "axis": 0, "weights": ["index", "float64_four", [":3"]], "keepdims": True}])
    for name, dtype, layout in product(FUNCTIONS, ("uint8", "float64"), ("cube", "turned")):
        whole = ["fill", "positive", "float64", [2, 3, 4] if layout == "cube" else [4, 2, 3]]
        for axis in (None, 0, 2, [0, 1], [2, 0], [0, 1, 2], [1, 1], 3, [-1]):
            group.add([name, f"{dtype}_{layout}", "some", {**HOW, "axis": axis, "weights": whole}])
            group.add([name, f"{dtype}_{layout}", ["py", "0.2"], {**HOW, "axis": axis, "weights": whole, "keepdims": True}])
        for axis, shape in (([0, 1], [2, 3]), ([1, 0], [3, 2]), ([2, 0], [4, 2]), ([0, 2], [2, 4]), (1, [3]), ([0, 1], [3, 2])):
            group.add([name, f"{dtype}_cube", "short", {**HOW, "axis": axis, "weights": ["fill", "positive", "float32", shape]}])
    for name, target in product(FUNCTIONS, ("float64", "float32", "int64", "int8")):
        for dtype in ("float64", "int64", "int8"):
            for point, shape in ((["py", "0.4"], [4]), ("some", [5, 4]), ("some", [4])):
                given = {"o": ["zeros", shape, {"dtype": target}]}
                group.add([name, f"{dtype}_C", point, {**HOW, "axis": 0, "weights": "float64_square", "out": "o"}], given=given)
            given = {"o": ["zeros", [1, 4], {"dtype": target}]}
            group.add([name, f"{dtype}_C", ["py", "0.4"], {**HOW, "axis": 0, "weights": "float64_square", "out": "o", "keepdims": True}], given=given)
            group.add([name, f"{dtype}_C", ["py", "0.4"], {**HOW, "weights": "float64_square", "out": "o"}], given={"o": ["zeros", [], {"dtype": target}]})


def nans(group):
    """NaN among the elements, and infinities."""
    for dtype, name in product(data.FLOATS, [*FUNCTIONS, "percentile", "nanpercentile"]):
        for axis, point in product((None, 0, 1, [0, 1]), ("some", ["py", "0.4"])):
            for keep in (False, True):
                group.add([name, f"{dtype}_wild", point, {**HOW, "axis": axis, "weights": "float64_square", "keepdims": keep}])
        for target in ("float64", "int64"):
            group.add([name, f"{dtype}_wild", ["py", "0.4"], {**HOW, "axis": 0, "weights": "float64_square", "out": "o"}], given={"o": ["zeros", [4], {"dtype": target}]})
        for point in ("some", "grid", ["py", "0.55"]):
            group.add([name, f"{dtype}_holes", point, {**HOW, "weights": "heavy"}])
            group.add([name, f"{dtype}_holes", point, {**HOW, "weights": ["index", "heavy", ["::-1"]]}])
        empty = ["full", [3, 2], "nan", {"dtype": dtype}]
        for axis in (None, 0, 1):
            group.add([name, empty, ["py", "0.5"], {**HOW, "axis": axis, "weights": ["ones", [3, 2]]}])


def weights(group):
    """Weights of zero, one, none, infinite, and sums that round."""
    for text in ("0 0 1 2 3 0 0 1 0", "1 0 0 0 0 0 0 0 0", "0 0 0 0 0 0 0 0 5", "0 0 0 0 0 0 0 0 0", "inf 1 1 1 1 1 1 1 1", "nan 1 1 1 1 1 1 1 1", "1 1 1 -1 1 1 1 1 1", "1 1 1 -0.0 1 1 1 1 1", "1e308 1e308 1e308 1 1 1 1 1 1"):
        given = {"w": ["array", "float64", [9], text], "v": ["array", "float64", [9], "4 2 2 7 1 9 3 2 5"]}
        for name, point in product(FUNCTIONS, ("some", ["py", "0.0"], ["py", "0.3"])):
            group.add([name, "v", point, {**HOW, "weights": "w"}], given=given)
            group.add([name, ["astype", "v", "int8"], point, {**HOW, "weights": "w"}], given=given)
    given = {"v": ["remainder", ["multiply", ["arange", "60"], ["py", "17"]], ["py", "9"]], "w": ["multiply", ["arange", "60"], ["py", "0.1"]]}
    for name, point in product(FUNCTIONS, ("some", "short", ["py", "0.37"])):
        group.add([name, "v", point, {**HOW, "weights": "w"}], given=given)
        group.add([name, ["divide", "v", ["py", "3"]], point, {**HOW, "weights": "w"}], given=given)


def refusals(group):
    """Other methods, weights of another shape, points out of range, nothing to choose from."""
    for name, method in product(FUNCTIONS, METHODS):
        group.add([name, "float64_C", ["py", "0.5"], {"method": method, "weights": "float64_square"}])
        group.add([name, "float64_C", ["py", "2.5"], {"method": method, "weights": "float64_square"}])
    for name, (weight, axis) in product(FUNCTIONS, (("float64_four", None), ("float64_four", 0), ("float64_four", [0, 1]), ("float64_zero", 1), ("float64_column", 1), ("float64_cube", 0), ("float64_empty", None), ("float64_C", None), ("float64_square", 5), ("float64_square", [0, 0]), ("float64_four", -2), ("float64_four", -1))):
        group.add([name, "float64_C", "some", {**HOW, "weights": weight, "axis": axis}])
    for name, point in product([*FUNCTIONS, "percentile", "nanpercentile"], ("none", "nothing", "beyond", "deep", ["py", "-0.1"], ["py", "nan"])):
        group.add([name, "float64_C", point, {**HOW, "weights": "float64_square"}])
        group.add([name, "int64_C", point, {**HOW, "weights": "float64_square", "axis": 0}])
        group.add([name, "float64_C", point])
    for name, axis, dtype in product(FUNCTIONS, (None, 0, 1), ("float64", "int64")):
        group.add([name, f"{dtype}_empty", ["py", "0.5"], {**HOW, "axis": axis, "weights": ["zeros", [0, 4]]}])
        group.add([name, ["zeros", [4, 0]], ["py", "0.5"], {**HOW, "axis": axis, "weights": ["zeros", [4, 0]]}])
    for name in FUNCTIONS:
        group.add([name, f"float64_zero", ["py", "0.5"], {**HOW, "weights": ["ones", []]}])
        group.add([name, f"float64_zero", "some", {**HOW, "weights": ["ones", []]}])
        group.add([name, ["astype", "float64_C", "complex64"], ["py", "0.5"]])
        group.add([name, ["astype", "float64_C", "complex128"], ["py", "7.5"], {**HOW, "weights": "float64_square"}])
