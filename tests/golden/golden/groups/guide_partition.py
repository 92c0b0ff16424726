"""The page on evenly spaced values: `linspace`, `arange`, `geomspace`, `logspace`, `meshgrid`, `mgrid`, `ogrid`, `indices`, each
with every argument that it takes."""

from .. import data
from ..answer import Group

NUMBERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float16", "float32", "float64", "complex64", "complex128", "bool"]


def make():
    """Lines, then grids."""
    shared = {"x": ["arange", "4"], "y": ["arange", "6"], "half": ["value", [0.5, 2.5]], "low": ["value", [[0.0], [10.0]]], "high": ["value", [1, 2, 4]], "none": ["zeros", [0]], "deep": ["reshape", ["arange", "6"], [2, 3]]}
    for dtype in NUMBERS:
        shared[f"{dtype}_line"] = ["fill", "positive" if not dtype.startswith("complex") else "plain", dtype, [3]]
    group = Group(shared)
    counted(group)
    spaced(group)
    powers(group)
    meshed(group)
    brackets(group)
    return group


def counted(group):
    """`arange` forward, backward, of every dtype."""
    for args in (["0", "10", "2"], ["10"], ["10", "0", "-3"], ["0.1", "0.4", "0.1"], ["1", "4"], ["0", "1.12", "0.04"], ["0", "1.08", "0.04"], ["0", "5", "0.5"], ["-1", "1", "0.25"], ["5", "5"], ["3", "4", "9"], ["0", "0.5", "0.1"], ["1", "1.3", "0.1"], ["2.5", "-2.5", "-1"]):
        group.add(["arange", *args])
        for dtype in NUMBERS:
            # A step that is cut off to nothing, and numbers below zero, hang on how C casts.
            if dtype.startswith("u") and any(text.startswith("-") for text in args):
                continue
            group.add(["arange", *args, {"dtype": dtype}])
    for args in (["0", "10", "0"], ["0.0", "1", "0.0"], ["0", "1e20"], ["1", "nan"], ["nan"], ["0", "inf"], ["0", "1", "inf"], ["inf", "0", "-1"]):
        group.add(["arange", *args])
    group.add(["round", ["arange", "0.1", "0.4", "0.1"], {"decimals": 1}])
    group.add(["divide", ["arange", "1", "4", "1"], ["py", "10.0"]])
    group.add(["multiply", ["arange", "0", "28"], ["py", "0.04"]])
    group.add(["divide", ["py", "1.12"], ["py", "0.04"]])
    group.add(["divide", ["py", "1.08"], ["py", "0.04"]])


def spaced(group):
    """`linspace`: numbers and arrays at both ends, `retstep`, `axis`."""
    for start, stop in (("0.1", "0.2"), ("0", "10"), ("1+1j", "4"), ("5", "-5"), ("2", "2"), ("-1", "1"), ("1e300", "-1e300"), ("0", "inf"), ("nan", "1")):
        for num in (0, 1, 2, 5, 7):
            for endpoint in (True, False):
                group.add(["copy", ["linspace_between", ["py", start], ["py", stop], num, {"endpoint": endpoint}]])
                for part in (0, 1):
                    group.add(["copy", ["item", ["linspace_step", ["py", start], ["py", stop], num, {"endpoint": endpoint}], part]])
    for dtype in NUMBERS:
        for num, endpoint in ((5, True), (4, False), (1, True), (0, True)):
            if dtype != "bool":
                group.add(["copy", ["linspace_between", ["py", "0"], ["py", "9.5"], num, {"endpoint": endpoint, "dtype": dtype}]])
                for part in (0, 1):
                    group.add(["copy", ["item", ["linspace_step", ["py", "1"], ["py", "3"], num, {"endpoint": endpoint, "dtype": dtype}], part]])
            group.add(["copy", ["linspace_between", f"{dtype}_line", ["py", "5"], num, {"endpoint": endpoint}]])
            group.add(["copy", ["linspace_between", ["py", "0"], f"{dtype}_line", num, {"endpoint": endpoint}]])
    for start, stop in (("low", "high"), ("high", "low"), ("half", ["py", "3"]), (["py", "0"], "deep"), ("none", ["py", "1"]), ("half", "high")):
        for axis in (0, 1, -1, 2, -2, 5):
            for num in (3, 1, 0):
                for endpoint in (True, False):
                    group.add(["copy", ["linspace_between", start, stop, num, {"axis": axis, "endpoint": endpoint}]])
    for num in (-1, -5):
        group.add(["linspace_between", ["py", "0"], ["py", "1"], num])
        group.add(["logspace_between", ["py", "0"], ["py", "1"], num])
        group.add(["geomspace_between", "half", "half", num])


def powers(group):
    """`logspace` and `geomspace`."""
    for start, stop in (("2", "3"), ("0", "2"), ("3", "-1"), ("0.5", "0.5")):
        for num in (0, 1, 2, 5):
            for endpoint in (True, False):
                for options in ({}, {"base": 2}, {"base": 0.5}, {"base": 2.718281828459045}):
                    group.add(["logspace", start, stop, num, {"endpoint": endpoint, **options}], ulp=1)
    for start, stop in (("2", "3"), ("1", "1000"), ("1000", "1"), ("-1", "-1000"), ("1", "256"), ("0.001", "10"), ("0", "5"), ("5", "0"), ("1", "1")):
        for num in (0, 1, 2, 5, 9):
            for endpoint in (True, False):
                group.add(["geomspace", start, stop, num, {"endpoint": endpoint}], ulp=1)
        for dtype in ("float32", "int64", "float64"):
            group.add(["geomspace", start, stop, 4, {"dtype": dtype}], ulp=1)
    for axis in (0, 1, -1, 3):
        group.add(["logspace_between", "half", ["py", "2"], 3, {"axis": axis}], ulp=1)
        group.add(["geomspace_between", "half", ["value", [2.0, 80.0]], 3, {"axis": axis}], ulp=1)
        group.add(["logspace_between", "low", "high", 2, {"axis": axis, "endpoint": False}], ulp=1)


def meshed(group):
    """`meshgrid` and `indices`."""
    for arrays in ([], ["x"], ["x", "y"], ["y", "x"], ["x", "y", "half"], ["none", "x"], ["deep", "x"], [["sum", "x"], "y"], [["index", "x", ["::-1"]], ["index", "y", ["::2"]]]):
        for indexing in ("xy", "ij"):
            for sparse in (False, True):
                for copy in (True, False):
                    group.add(["meshgrid", arrays, {"indexing": indexing, "sparse": sparse, "copy": copy}])
    for dtype in NUMBERS:
        group.add(["meshgrid", [f"{dtype}_line", "half"]])
        group.add(["indices", [2, 3], {"dtype": dtype}])
        group.add(["indices", [2, 3], {"dtype": dtype, "sparse": True}])
    for lengths in ([], [3], [2, 3], [0, 2], [2, 1, 3], [1, 1]):
        for sparse in (False, True):
            group.add(["indices", lengths, {"sparse": sparse}])
    parts = [["T", ["item", ["meshgrid", ["x", "y"]], place]] for place in range(2)]
    for part in parts:
        group.add(part)
    group.add(["sqrt", ["add", ["square", parts[0]], ["square", parts[1]]]])
    group.add(["array_equal", parts[0], ["index", ["mgrid", "0:4", "0:6"], [0]]])


def brackets(group):
    """`mgrid` and `ogrid`: steps, counts, floats."""
    for texts in (["0:4", "0:6"], ["0:4"], [":3"], ["0:1:3j", "-1:1:2j"], ["0:1:0.25"], ["5:0:-2", "0:2"], ["0:4", "0:1:0.5"], ["3:0"], ["0:0", "0:3"], ["0:1:1j"], ["0:1:0j"], ["1:2:5j"], ["0:3", "0:2", "0:2"], ["-2:2:2"], ["0.5:3"], ["0:6:2", "0:2:3j", "1:0:-0.5"]):
        for maker in ("mgrid", "ogrid"):
            group.add([maker, *texts])
            if maker == "mgrid":
                group.add(["sum", [maker, *texts], {"axis": 0}])
                group.add(["T", [maker, *texts]])
    for text in ("0:6:2", "0:1:5j", "3:0:-1", "0:0", ":4", "0.5:2:0.5", "-1:1:3j"):
        group.add(["grid_line", text])
        group.add(["pick", ["reshape", ["arange", "100"], [10, 10]], [":", ["grid_line", text]]])
    g = [["item", ["ogrid", "0:4", "0:6"], place] for place in range(2)]
    group.add(["sqrt", ["add", ["square", g[0]], ["square", g[1]]]])
    group.add(["equal", g[0], g[1]])
