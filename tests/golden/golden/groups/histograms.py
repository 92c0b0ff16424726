"""Histograms: bins of one width, given edges, estimators, ranges, densities, weights; grids; refusals."""

from .. import data
from ..answer import Group

RULES = ["auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges"]


def make():
    """Dtypes and layouts against bins, ranges and weights."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_line"] = ["fill", "plain", dtype, [40]]
        shared[f"{dtype}_steps"] = ["fill", "steps", dtype, [30]]
        if dtype in data.INTEGERS:
            shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared)
    widths(group)
    edges(group)
    rules(group)
    weighted(group)
    grids(group)
    refusals(group)
    return group


def widths(group):
    """Bins of one width, with and without a range."""
    for turn, dtype in enumerate(data.DTYPES):
        for bins in (1, 2, 3, 7, 10):
            group.add(["histogram", f"{dtype}_line", bins])
            group.add(["histogram_bin_edges", f"{dtype}_steps", bins])
            if dtype in data.INTEGERS:
                group.add(["histogram", f"{dtype}_wild", bins])
            for place, ends in enumerate((["0", "5"], ["-2.5", "7.5"], ["1", "1"], ["0.1", "0.7"], ["3.0", "200"], ["-300", "300"])):
                if (turn + place + bins) % 2:
                    group.add(["histogram", f"{dtype}_line", bins, {"range": ends}])
                    group.add(["histogram", f"{dtype}_line", bins, {"range": ends, "density": True}])
        for place, layout in enumerate(data.SQUARE + data.OTHERS):
            group.add(["histogram", f"{dtype}_{layout}", 4])
            group.add(["histogram", f"{dtype}_{layout}", 3, {"density": True}])
            if (turn + place) % 2:
                group.add(["histogram", f"{dtype}_{layout}", 5, {"range": ["-1", "4"]}])
    for text in ("0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1.0", "1e-300 2e-300 5e-300", "1e300 -1e300 0", "1e16 10000000000000002 10000000000000004", "nan 0.5 0.25", "5 5 5"):
        for dtype in data.FLOATS:
            given = {"v": ["array", dtype, [len(text.split())], text]}
            for bins in (1, 3, 9, 10, 30):
                group.add(["histogram", "v", bins], given=given)
                group.add(["histogram", "v", bins, {"range": ["0", "1"]}], given=given)
                group.add(["histogram", "v", bins, {"range": ["0.1", "1.0"]}], given=given)
    long = {"v": ["remainder", ["multiply", ["arange", "70000"], ["py", "7.25"]], ["py", "331.5"]]}
    group.add(["histogram", "v", 11], given=long)
    group.add(["histogram", "v", 11, {"weights": ["multiply", "v", ["py", "0.5"]]}], given=long)
    group.add(["histogram", "v", ["arange", "0", "340", "17"]], given=long)


def edges(group):
    """Edges given as arrays: rising, repeated, few, none."""
    for turn, dtype in enumerate(data.DTYPES):
        for place, other in enumerate(data.DTYPES):
            for name in (["sort", f"{other}_row"], ["index", f"{other}_steps", [":9:2"]] if other != "bool" else ["array", "bool", [2], "0 1"]):
                group.add(["histogram", f"{dtype}_line", name])
                if (turn + place) % 3 == 0:
                    group.add(["histogram", f"{dtype}_turned", name, {"density": True}])
                    group.add(["histogram_bin_edges", f"{dtype}_turned", name])
        for count in (0, 1, 2):
            group.add(["histogram", f"{dtype}_line", ["index", f"{dtype}_steps", [f":{count}"]]])
        group.add(["histogram", f"{dtype}_line", ["array", "float64", [6], "-inf -1 0 0 2.5 inf"]])
        group.add(["histogram", f"{dtype}_empty", ["arange", "4"]])


def rules(group):
    """Every estimator."""
    for dtype in data.DTYPES:
        for rule in RULES:
            group.add(["histogram", f"{dtype}_line", f"rule:{rule}"])
            group.add(["histogram_bin_edges", f"{dtype}_C", f"rule:{rule}", {"range": ["-2", "4"]}])
            if dtype in ("float64", "float32", "int8"):
                group.add(["histogram", f"{dtype}_steps", f"rule:{rule}"])
                group.add(["histogram", f"{dtype}_zero", f"rule:{rule}"])
                group.add(["histogram", f"{dtype}_empty", f"rule:{rule}"])
                group.add(["histogram", ["ones", [9], {"dtype": dtype}], f"rule:{rule}"])
                group.add(["histogram", f"{dtype}_line", f"rule:{rule}", {"range": ["50", "60"]}])
                group.add(["histogram", ["multiply", f"{dtype}_line", f"{dtype}_line"], f"rule:{rule}"])


def weighted(group):
    """Weights of every dtype, for bins of one width and for given edges."""
    for dtype in ("int16", "float64", "float32", "uint8", "bool"):
        for weights in data.DTYPES:
            heavy = {"weights": ["fill", "plain", weights, [40]]}
            group.add(["histogram", f"{dtype}_line", 4, heavy])
            group.add(["histogram", f"{dtype}_line", ["arange", "0", "9", "2"], heavy])
            group.add(["histogram", f"{dtype}_line", 3, heavy | {"range": ["0", "3"], "density": True}])
            group.add(["histogram", f"{dtype}_C", ["arange", "-3", "9", "4"], {"weights": f"{weights}_F", "density": True}])


def grids(group):
    """`histogram2d`."""
    for turn, dtype in enumerate(data.DTYPES):
        for place, other in enumerate(data.DTYPES):
            if other == dtype == "bool":
                continue
            if (turn + place) % 2:
                group.add(["histogram2d", f"{dtype}_steps", ["index", f"{other}_line", [":30"]], 3, 4])
                group.add(["histogram2d", f"{dtype}_line", ["index", f"{other}_line", ["::-1"]], 2, ["arange", "0", "8", "3"], {"density": True}])
            else:
                group.add(["histogram2d", f"{dtype}_line", ["index", f"{other}_line", ["::-1"]], ["arange", "-2", "8", "2"], ["array", "float64", [3], "0 2.5 7"]])
                group.add(["histogram2d", f"{dtype}_line", f"{other}_line", 3, 2, {"range": [["0", "5"], ["-1.5", "3"]]}])
        if dtype != "bool":
            group.add(["histogram2d", f"{dtype}_line", f"{dtype}_line", 3, 2, {"weights": ["fill", "plain", dtype, [40]]}])
    for rows, columns in ((0, 2), (2, -1), (2, ["array", "int64", [2], "2 1"]), (2, "int8_C"), ("int8_cube", 2), (1, 1)):
        group.add(["histogram2d", "int8_line", "float64_line", rows, columns])
    group.add(["histogram2d", "int8_line", "float64_steps", 2, 2])
    group.add(["histogram2d", "int8_line", "float64_line", 2, 2, {"weights": "int8_steps"}])
    group.add(["histogram2d", "int8_line", "float64_line", 2, 2, {"range": [["5", "0"], ["0", "1"]]}])
    group.add(["histogram2d", ["zeros", [0]], ["zeros", [0]], 2, 2])


def refusals(group):
    """What has no histogram, and in which words."""
    for bins in (0, -3, "rule:", "rule:FD", "rule:knuth", ["array", "int64", [3], "3 1 2"], "int8_C", ["arange", "5", "0", "-1"]):
        for array in ("int8_line", "float64_C"):
            group.add(["histogram", array, bins])
            group.add(["histogram_bin_edges", array, bins])
            group.add(["histogram", array, bins, {"range": ["3", "1"]}])
            group.add(["histogram", array, bins, {"weights": array}])
    for ends in (["3", "0"], ["0", "inf"], ["-inf", "1.5"], ["nan", "1"], ["1e-05", "inf"]):
        for bins in (3, "rule:auto", ["arange", "3"]):
            group.add(["histogram", "int8_line", bins, {"range": ends}])
            group.add(["histogram", "float32_zero", bins, {"range": ends}])
    for text in ("nan 1", "1 inf", "-inf 2.5 3", "nan nan"):
        for dtype in data.FLOATS:
            group.add(["histogram", ["array", dtype, [len(text.split())], text], 3])
            group.add(["histogram", ["array", dtype, [len(text.split())], text], "rule:fd"])
            group.add(["histogram", ["array", dtype, [len(text.split())], text], ["arange", "4"]])
    for weights in ("int8_row", "int8_C", "int8_zero"):
        group.add(["histogram", "int8_line", 3, {"weights": weights}])
        group.add(["histogram_bin_edges", "int8_line", 3, {"weights": weights}])
    for rule in RULES:
        group.add(["histogram", "int8_line", f"rule:{rule}", {"weights": "int8_line"}])
    for text, bins in (("1 1.0000000000000002", 50), ("1e300 1.000000000000001e300", 1000), ("0 5e-324", 7)):
        group.add(["histogram", ["array", "float64", [2], text], bins])
