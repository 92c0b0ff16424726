"""What folds warn of where infinities of both signs and NaN come together, and what single numbers do at 0."""

from itertools import product

from .. import data
from ..answer import Group


def make():
    """Short lines, long ones, tables, then reciprocals and counted halves."""
    group = Group(
        {
            "zeros": ["zeros", [300]],
            "table": ["zeros", [12, 9]],
        },
        warns=True,
    )
    lines(group)
    long_lines(group)
    tables(group)
    reciprocals(group)
    halves(group)
    return group


def lines(group):
    """Every order of a few special numbers."""
    for words in product(("inf", "-inf", "nan", "1.0"), repeat=3):
        for dtype in data.FLOATS:
            for name in ("sum", "mean", "cumsum"):
                group.add([name, ["array", dtype, [3], " ".join(words)]])
        line = ["array", "float64", [3], " ".join(words)]
        for name in ("prod", "var", "nansum", "max", "cumprod", "median", "ptp"):
            group.add([name, line])
        for ufunc in ("subtract", "multiply", "hypot", "logaddexp", "maximum"):
            group.add(["reduce", ufunc, line], ulp=1 if ufunc in ("hypot", "logaddexp") else None)
        group.add(["reduce", "multiply", ["array", "float64", [4], "0.0 " + " ".join(words)]])
        group.add(["sum", line, {"initial": "-inf"}])
        group.add(["sum", ["array", "float16", [3], " ".join(words)]])


def placed(length, words):
    """A line of zeros with some numbers in it."""
    values = ["0.0"] * length
    for place, word in words.items():
        values[place] = word
    return ["array", "float64", [length], " ".join(values)]


def long_lines(group):
    """Sums of eight at a time, and of halves of long lines."""
    for length in (8, 9, 10, 16, 17, 20, 40):
        for nan, up, down in ((0, 1, 2), (0, 1, 9), (0, 8, 9), (2, 0, 8), (1, 0, 8), (7, 0, length - 1), (length - 1, 0, 8), (0, length - 2, length - 1), (3, 3 + 8, 4)):
            if max(nan, up, down) < length:
                for name in ("sum", "mean", "prod"):
                    group.add([name, placed(length, {nan: "nan", up: "inf", down: "-inf"})])
                    group.add([name, ["index", placed(length, {nan: "nan", up: "inf", down: "-inf"}), ["::-1"]]])
    for nan, up, down in ((0, 150, 299), (0, 1, 2), (140, 0, 8), (299, 0, 200), (150, 151, 152), (150, 158, 166), (0, 160, 168)):
        given = {"line": ["copy", "zeros"]}
        parts = [["set", "line", [nan], ["py", "nan"]], ["set", "line", [up], ["py", "inf"]], ["set", "line", [down], ["py", "-inf"]]]
        given |= {"a": parts[0], "b": parts[1], "c": parts[2]}
        for name in ("sum", "mean"):
            group.add([name, "c"], given)
            group.add([name, ["astype", "c", "float32"]], given)
            group.add([name, ["reshape", "c", [30, 10]], {"axis": 1}], given)
            group.add([name, ["reshape", "c", [30, 10]], {"axis": 0}], given)
            group.add([name, ["reshape", "c", [10, 30]]], given)


def tables(group):
    """Rows and columns."""
    for nan, up, down in (([0, 0], [1, 0], [2, 0]), ([0, 0], [0, 1], [0, 2]), ([5, 5], [5, 0], [5, 8]), ([5, 5], [0, 5], [8, 5]), ([11, 8], [0, 8], [11, 0]), ([0, 1], [0, 8], [0, 0])):
        given = {"t": ["copy", "table"], "a": ["set", "t", nan, ["py", "nan"]], "b": ["set", "t", up, ["py", "inf"]], "c": ["set", "t", down, ["py", "-inf"]]}
        for name, axis in product(("sum", "prod", "mean", "cumsum", "nansum"), (None, 0, 1)):
            for table in ("c", ["T", "c"], ["copy", "c", "F"], ["index", "c", ["::2"]], ["index", "c", ["::-1"]]):
                group.add([name, table, {"axis": axis}], given)
        group.add(["sum", "c", {"axis": 0, "keepdims": True, "where": ["not_equal", "c", "c"]}], given)
        group.add(["sum", "c", {"axis": 1, "initial": "inf"}], given)


def reciprocals(group):
    """Of integers and of 0."""
    for dtype in [*data.DTYPES, "float16"]:
        for values in ("0", "1", "0 0", "2 0 1", "1 2"):
            line = ["array", dtype, [len(values.split())], values]
            group.add(["reciprocal", line])
            group.add(["reciprocal", ["reshape", line, [-1, 1]]])
        group.add(["reciprocal", ["array", dtype, [], "0"]])
        group.add(["at", "reciprocal", "v", [0]], {"v": ["zeros", [2], {"dtype": dtype}]})
        group.add(["reciprocal", ["zeros", [3], {"dtype": dtype}], {"where": ["array", "bool", [3], "0 1 0"], "out": "o"}], {"o": ["zeros", [3], {"dtype": "float32"}]})
    group.add(["reciprocal", ["array", "int64", [3], "0 1 2"], {"dtype": "float64"}])


def halves(group):
    """`arange` in half precision."""
    for args in (["70000", "71000", "500"], ["0", "70000", "1000"], ["60000", "70000", "5000"], ["65000", "70000", "1000"], ["1e6", "2e6", "2e5"], ["0", "2e5", "1e5"], ["-70000", "0", "35000"], ["65519", "65530", "1"], ["65504", "65600", "16"], ["0", "3", "0.1"], ["-1e5", "1e5", "65504"]):
        for dtype in ("float16", "float32", "int16", "float64", "complex64"):
            if dtype == "int16" and any("e" in text for text in args) or dtype == "int16" and abs(float(args[1])) > 32767:
                continue
            group.add(["arange", *args, {"dtype": dtype}])
    for args in (["1e300", "2e300", "2e299"], ["0", "2e39", "1e39"], ["3e38", "5e38", "1e38"], ["-1e39", "0", "1e39"]):
        for dtype in ("float16", "float32", "complex64", "float64"):
            group.add(["arange", *args, {"dtype": dtype}])
    for args in (["70000"], ["2049"], ["3", "70000"]):
        group.add(["arange", *args, {"dtype": "float16"}])
    for args, num in ((["0", "1e5"], 5), (["6e4", "7e4"], 3), (["-1e6", "1e6"], 3), (["0", "1"], 4)):
        group.add(["linspace_between", *[["py", one] for one in args], num, {"dtype": "float16"}])
        group.add(["linspace_between", *[["py", one] for one in args], num, {"dtype": "float32"}])
        group.add(["full", [2], args[1], {"dtype": "float16"}])
