"""`float16` over several axes, in stretches, by order statistics, and what it warns of: rounded where NumPy rounds."""

from .. import data
from ..answer import Group

AXES = [None, 0, 1, 2, [0, 1], [0, 2], [1, 2], [2, 0]]
METHODS = "linear lower higher midpoint nearest hazen weibull median_unbiased inverted_cdf averaged_inverted_cdf closest_observation".split()


def shared():
    """Three axes in several orders of memory, long ones, and numbers near the ends."""
    arrays = {
        "cube": ["fill", "plain", "float16", [5, 6, 7]],
        "f": ["copy", "cube", "F"],
        "turned": ["transpose", "cube", [1, 2, 0]],
        "swung": ["transpose", "cube", [2, 0, 1]],
        "back": ["index", "cube", ["::-1", ":", "::-2"]],
        "still": ["broadcast_to", ["index", "cube", [0]], [3, 6, 7]],
        "hollow": ["index", "cube", [":", "3:3"]],
        "swapped": ["cast_to", "cube", ">e"],
        "single": ["fill", "plain", "float32", [5, 6, 7]],
        "long": ["fill", "positive", "float16", [3, 9000]],
        "tall": ["copy", "long", "F"],
        "deep": ["fill", "positive", "float16", [90, 3, 100]],
        "wild": ["fill", "wild", "float16", [4, 13]],
        "large": ["value", [60000.0, 5000.0, -1.0, 65504.0, 16.0, -60000.0, 0.0, 2.0], "e"],
        "small": ["value", [6e-8, -6e-8, 6.1e-5, 1e-4, 0.0, -0.0, 1.0, 3.0], "e"],
        "row": ["fill", "plain", "float16", [13]],
        "mask": ["greater", "cube", ["py", "0"]],
        "holes": ["where", ["greater", "cube", ["py", "5"]], ["value", ["nan"], "e"], "cube"],
    }
    return arrays


def make():
    """One part after another."""
    group = Group(shared(), warns=True)
    several_axes(group)
    stretches(group)
    ordered(group)
    warned(group)
    return group


def several_axes(group):
    """Each set of axes over each order of memory."""
    for source in ("cube", "f", "turned", "swung", "back", "still", "swapped", "hollow"):
        for axis in AXES:
            for name in ("sum", "prod", "mean", "max", "var"):
                group.add([name, source, {"axis": axis}])
            group.add(["sum", source, {"axis": axis, "keepdims": True, "initial": "0.1"}])
        for axis in (0, 1, 2):
            for name in ("subtract", "divide", "maximum", "logical_or", "hypot", "arctan2"):
                if name in ("maximum", "logical_or", "subtract", "divide"):
                    group.add(["reduce", name, source, {"axis": axis}])
            for name in ("cumsum", "cumprod"):
                group.add([name, source, {"axis": axis}])
            group.add(["accumulate", "maximum", source, {"axis": axis}])
            group.add(["accumulate", "divide", source, {"axis": axis}])
    for source in ("long", "tall", "deep"):
        for axis in (None, 0, 1, [0, 1]):
            for name in ("sum", "mean", "std"):
                group.add([name, source, {"axis": axis}])
    group.add(["sum", "deep", {"axis": [0, 2]}])
    group.add(["sum", "deep", {"axis": [1, 2]}])
    for axis in AXES:
        group.add(["sum", "cube", {"axis": axis, "where": "mask"}])
        group.add(["prod", "f", {"axis": axis, "where": "mask", "initial": "2"}])
        group.add(["sum", "single", {"axis": axis, "dtype": "e"}])
        group.add(["sum", "cube", {"axis": axis, "dtype": "f4"}])
        group.add(["sum", ["fill", "plain", "int16", [5, 6, 7]], {"axis": axis, "dtype": "e"}])
    group.add(["sum", ["fill", "positive", "float32", [3, 20000]], {"axis": 1, "dtype": "e"}])
    group.add(["sum", ["fill", "positive", "float32", [20000, 3]], {"axis": 0, "dtype": "e"}])
    for target in ("e", "f4", "f8", "i8"):
        for axis in (0, 1):
            given = {"t": ["zeros", [6] if axis == 0 else [5], {"dtype": target}]}
            given["t"] = ["zeros", [6, 7] if axis == 0 else [5, 7], {"dtype": target}]
            group.add(["sum", "cube", {"axis": axis, "out": "t"}], given)
            group.add(["sum", "single", {"axis": axis, "out": "t", "dtype": "e"}], given)
            group.add(["cumsum", "cube", {"axis": axis, "out": "t"}], {"t": ["zeros", [5, 6, 7], {"dtype": target}]})
            group.add(["cumsum", "single", {"axis": axis, "out": "t", "dtype": "e"}], {"t": ["zeros", [5, 6, 7], {"dtype": target}]})


def stretches(group):
    """`reduceat`, and `at`."""
    for source in ("cube", "f", "turned", "back", "single"):
        for axis in (0, 1, 2):
            for name in ("add", "multiply", "maximum", "subtract"):
                options = {"axis": axis} if source != "single" else {"axis": axis, "dtype": "e"}
                group.add(["reduceat", name, source, [0, 2, 1], options])
    places = ["value", [0, 2, 0, 5, 0], "i8"]
    for name in ("add", "multiply", "subtract", "maximum", "nextafter"):
        for values in ("row", ["value", [0.1, 0.2, 0.3, 0.4, 1000.0], "e"], ["value", [0.1], "f4"], ["py", "0.1"]):
            group.add(["at", name, "t", [places], values], {"t": ["copy", "large"]})
    group.add(["at", "spacing", "t", [places]], {"t": ["copy", "small"]})


def ordered(group):
    """Medians and quantiles."""
    for source in ("cube", "f", "row", "wild", "back", "large", "small", "swapped"):
        for axis in (None, 0, -1):
            group.add(["median", source, {"axis": axis}])
            group.add(["ptp", source, {"axis": axis}])
            for method in METHODS[:5]:
                group.add(["quantile", source, ["value", [0.1, 0.5, 0.77]], {"axis": axis, "method": method}])
        for method in METHODS:
            group.add(["percentile", source, ["py", "30"], {"method": method}])
            group.add(["quantile", source, ["value", [0.25, 0.7], "e"], {"method": method}])
            group.add(["quantile", source, ["value", [0.25, 0.7], "f4"], {"method": method}])
    for name in ("nansum", "nanprod", "nanmean", "nanvar", "nanstd", "nanmedian", "nanmax", "nanmin"):
        for source in ("holes", "cube", "wild"):
            for axis in (None, 0, -1):
                group.add([name, source, {"axis": axis}])
    for q in ("0.3", "0.5"):
        group.add(["nanquantile", "holes", ["py", q]])
        group.add(["nanquantile", "holes", ["py", q], {"axis": 1}])
        group.add(["nanpercentile", "holes", ["py", "40"], {"axis": 0}])
    group.add(["average", "cube", {"axis": 0}])
    group.add(["average", "row", {"weights": "row"}])


def warned(group):
    """What is beyond the largest half, divided by zero, or no number."""
    large, small = "large", "small"
    for name in ("add", "subtract", "multiply", "divide", "power", "floor_divide", "remainder", "fmod", "hypot", "logaddexp", "ldexp", "arctan2"):
        if name == "ldexp":
            continue
        for right in (large, small, ["py", "0"], ["py", "0.0"], ["py", "70000.0"], ["py", "1e-9"], ["value", [1e6], "f4"]):
            group.add([name, large, right], ulp=1)
            group.add([name, small, right], ulp=1)
    for name in ("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "sqrt", "reciprocal", "square", "sinh", "cosh", "tan", "arcsin", "arccosh", "arctanh", "spacing", "rint", "degrees", "negative"):
        for source in (large, small, "wild"):
            exact = name in ("sqrt", "reciprocal", "square", "spacing", "rint", "degrees", "negative")
            group.add([name, source], ulp=0 if exact else 1)
    for name in ("sum", "prod", "mean", "var", "std", "cumsum", "cumprod"):
        # Where infinities of both signs meet NaN, it hangs on the order of additions whether NumPy has a word for it.
        for source in (large, small, ["index", "wild", [0, "3:6"]], ["index", large, ["::-1"]], ["index", large, [":0"]]):
            group.add([name, source])
            group.add([name, ["reshape", source, [2, 4]], {"axis": 0}]) if source in (large, small) else None
    wide = ["array", "float64", [8], "1.0 70000.0 -1e300 1e-9 65519.0 65520.0 nan inf"]
    for source in (wide, ["cast_to", wide, "f4"], ["value", [1, 70000, -65520], "i8"], ["value", [3, 65520], "u4"]):
        group.add(["cast_to", source, "e"])
        group.add(["cast_to", source, ">e"])
        group.add(["set", "t", ["..."], ["index", source, [":2"]]], {"t": ["zeros", [2], {"dtype": "e"}]})
        group.add(["add", ["index", source, [":2"]], ["py", "1"], {"out": "t", "casting": "unsafe"}], {"t": ["zeros", [2], {"dtype": "e"}]})
    for target in data.INTEGERS + ["bool", "complex64", "float32"]:
        for source in (large, small, "wild"):
            group.add(["cast_to", source, target])
    for number in ("70000", "1e6", "-1e300", "65520"):
        group.add(["full", [2], number, {"dtype": "e"}])
        group.add(["add", large, ["py", number]])
        group.add(["set", "t", [0], ["py", number]], {"t": ["copy", large]})
    for other in (["fill", "wild", "float64", [8]], ["fill", "wild", "float32", [8]]):
        group.add(["add", large, other, {"out": "t"}], {"t": ["zeros", [8], {"dtype": "e"}]})
        group.add(["multiply", large, other])
    for name in ("dot", "inner", "vdot", "outer", "matmul", "tensordot"):
        group.add([name, large, large] if name != "tensordot" else [name, large, large, 1])
    for source in (large, small, "wild", "row"):
        for to in (["py", "inf"], ["py", "-inf"], ["py", "0"], "small"):
            group.add(["nextafter", source, to]) if to != "small" or source in (large, small) else None
    largest = {"float32": "3.4028234663852886e38", "float64": "1.7976931348623157e308"}
    for dtype, text in largest.items():
        ends = ["array", dtype, [4], f"{text} -{text} inf 1.0"]
        group.add(["spacing", ends])
        for to in (["py", "inf"], ["py", "-inf"], ["py", "nan"]):
            group.add(["nextafter", ends, to])
    for dtype in ("float16", "float32", "complex64", "float64"):
        for number in ("1e300", "70000", "100000000000000000000000000000000000000", "-1e39", "inf"):
            group.add(["full", [2], number, {"dtype": dtype}])
            group.add(["set", "t", [0], ["py", number]], {"t": ["zeros", [2], {"dtype": dtype}]})
            group.add(["sum", ["ones", [3], {"dtype": dtype}], {"initial": number}])
            group.add(["add", ["ones", [3], {"dtype": dtype}], ["py", number]])
            group.add(["less", ["ones", [3], {"dtype": dtype}], ["py", number]])
            group.add(["where", ["array", "bool", [3], "1 0 1"], ["ones", [3], {"dtype": dtype}], ["py", number]])
            group.add(["full_like", ["ones", [3], {"dtype": dtype}], number])
