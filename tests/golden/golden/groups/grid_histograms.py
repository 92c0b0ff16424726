"""Histograms in any number of dimensions, and of complex numbers."""

from itertools import product

from .. import data
from ..answer import Group

RULES = ["auto", "doane", "fd", "rice", "scott", "sqrt", "sturges"]
EDGES = {
    "three": ["array", "float64", [3], "-2 1 6"],
    "whole": ["array", "int64", [4], "-5 0 2 9"],
    "falling": ["array", "float64", [3], "3 2 1"],
    "single": ["array", "float64", [1], "1"],
    "nothing": ["zeros", [0]],
    "square": ["array", "float64", [2, 2], "0 1 2 3"],
    "broken": ["array", "float64", [3], "0 nan 3"],
    "turned": ["array", "complex128", [3], "0+0j 1+1j 4-1j"],
}


def make():
    """Samples of every dtype, then the corners."""
    shared = dict(EDGES)
    for dtype in [*data.DTYPES, *data.COMPLEX]:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_line"] = ["fill", "plain", dtype, [20]]
        shared[f"{dtype}_weights"] = ["fill", "positive" if dtype not in data.COMPLEX else "plain", dtype, [6]]
        shared[f"{dtype}_points"] = ["fill", "plain", dtype, [6, 3]]
        shared[f"{dtype}_pairs"] = ["copy", ["fill", "plain", dtype, [6, 2]], "F"]
    group = Group(shared, warns=True)
    grids(group)
    planes(group)
    complexes(group)
    refusals(group)
    return group


def grids(group):
    """Bins for all axes and for each, ranges, densities, weights."""
    for turn, dtype in enumerate(data.DTYPES):
        for bins in (1, 2, 3, 7):
            group.add(["histogramdd", f"{dtype}_pairs", bins])
            group.add(["histogramdd", f"{dtype}_points", bins, {"density": True}])
            group.add(["histogramdd", f"{dtype}_line", bins])
        for bins in (["each", 2, 3, 1], ["each", "three", "whole", 4], ["each", 3, "broken", "three"]):
            for extra in ({}, {"density": True}, {"weights": f"{data.DTYPES[(turn + 3) % 11]}_weights"}, {"range": [["0", "5"], None, ["-2.5", "7"]]}):
                group.add(["histogramdd", f"{dtype}_points", bins, extra])
        for ends in ([["0", "5"], ["1", "1"]], [None, ["0.5", "3"]], [None, None]):
            group.add(["histogramdd", f"{dtype}_pairs", 3, {"range": ends}])
            group.add(["histogramdd", f"{dtype}_pairs", ["each", 2, "three"], {"range": ends, "weights": "float32_weights", "density": True}])
        for layout in (*data.SQUARE, "row", "zero", "empty", "column"):
            group.add(["histogramdd", f"{dtype}_{layout}", 2])
        group.add(["histogramdd", ["index", f"{dtype}_points", ["::-1", "::-1"]], ["each", 2, 2, 2]])
    for weight in data.DTYPES:
        group.add(["histogramdd", "float64_pairs", 3, {"weights": f"{weight}_weights"}])


def planes(group):
    """`histogram2d` by the same rules."""
    for dtype, other in product(("bool", "int16", "float32", "float64"), repeat=2):
        for bins in ([2, 3], ["three", "whole"], [4, "three"]):
            group.add(["histogram2d", f"{dtype}_line", f"{other}_line", *bins])
            group.add(["histogram2d", f"{dtype}_line", f"{other}_line", *bins, {"density": True, "range": [["0", "4"], ["-1", "3"]]}])


def complexes(group):
    """Complex numbers are ordered by their real parts first; what cannot be told of them is refused."""
    for dtype in data.COMPLEX:
        for array in (f"{dtype}_line", f"{dtype}_C", f"{dtype}_row", ["index", f"{dtype}_row", [":1"]], ["index", f"{dtype}_row", [":0"]]):
            for bins in (1, 2, 3, "three", "turned", *(f"rule:{rule}" for rule in RULES)):
                group.add(["histogram", array, bins])
                group.add(["histogram_bin_edges", array, bins])
            group.add(["histogram", array, 3, {"density": True}])
            for ends in (["0", "2"], ["0", "2j"], ["1j", "2"], ["True", "1j"], ["1.5", "2j"], ["1j", "1j"]):
                group.add(["histogram", array, 2, {"range": ends}])
        group.add(["histogram", f"{dtype}_line", 3, {"weights": "int64_line"}])
        group.add(["histogram", f"{dtype}_line", "turned", {"weights": "float64_line"}])
        group.add(["histogram", ["array", dtype, [2], "nan+1j 2+0j"], 2])
        group.add(["histogram", ["array", dtype, [2], "1+infj 2+0j"], 2])
        group.add(["histogramdd", f"{dtype}_points", 2])
        group.add(["histogramdd", f"{dtype}_pairs", ["each", "three", "turned"]])
        group.add(["histogram2d", f"{dtype}_line", "float64_line", 2, 2])
        group.add(["histogramdd", "float64_pairs", 2, {"weights": f"{dtype}_weights"}])
        group.add(["bincount", f"{dtype}_line"])
        group.add(["digitize", f"{dtype}_line", "three"])
    for ends in (["0", "2j"], ["1j", "2"], ["True", "1j"], ["1.5", "2j"], ["1j", "1j"]):
        for bins in (2, "rule:auto", "three"):
            group.add(["histogram", "float64_line", bins, {"range": ends}])
        group.add(["histogramdd", "float64_pairs", 2, {"range": [ends, ends]}])
    group.add(["histogram", "int64_line", "turned"])


def refusals(group):
    """Bins, ranges and samples that make no grid."""
    for bins in (0, -3, "rule:auto", "three", ["each", 2], ["each", 2, 0], ["each", 2, "falling"], ["each", "single", 3], ["each", "nothing", 3], ["each", "square", 2], ["each", 2, "rule:fd"], ["each", 2, 3, 4]):
        if bins != "three":
            group.add(["histogramdd", "float64_pairs", bins])
            group.add(["histogramdd", "float64_pairs", bins, {"range": [["0", "1"]]}])
    for ends in ([["0", "1"]], [["0", "1"], ["3", "2"]], [["0", "1"], ["0", "inf"]], [["nan", "1"], None], [None, None, None]):
        group.add(["histogramdd", "int8_pairs", 2, {"range": ends}])
    for sample in ("float64_cube", ["zeros", [3, 0]], ["zeros", [0, 2]], ["array", "float64", [1, 2], "nan 1"], ["zeros", [2, 2, 0]]):
        group.add(["histogramdd", sample, 2])
        group.add(["histogramdd", sample, ["each", 2, 2], {"density": True}])
    for weights in ("float64_row", ["zeros", [6, 1]], ["zeros", []], ["zeros", [7]]):
        group.add(["histogramdd", "float64_pairs", 2, {"weights": weights}])
    for x, y in product(("float64_line", "float64_row", "float64_zero", "float64_C", "float64_empty"), repeat=2):
        if {x, y} != {"float64_line", "float64_zero"} and "float64_C" not in (x, y) or x == y:
            group.add(["histogram2d", x, y, 2, 2])
