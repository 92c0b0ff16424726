"""Grids, and matrices and sequences made of numbers alone."""

from itertools import product

from .. import data
from ..answer import Group

LINES = ["0:3", "0:3:2", "3:0", "5:0:-2", "0:1:0.25", "0:1:0.3", "2.5:5", ":4", "0:3:4j", "0:1:1j", "0:5:0j", "-1:1:5j", "0:7:3j", "0:3:0", "1:1", "0.5:3:2j"]
ENDS = [("0", "3", 4), ("1", "2", 5), ("0", "1", 1), ("0", "1", 0), ("2", "-2", 9), ("0.5", "1.5", 3), ("-1", "1", 3), ("0", "2", -1)]
GEOMETRIC = [("1", "1000", 4), ("1", "256", 9), ("1000", "1", 4), ("-1", "-1000", 4), ("0.001", "10.0", 5), ("1", "2", 1), ("1", "2", 0), ("3", "81", 4), ("0", "5", 3), ("5", "0", 3), ("1", "10", -2), ("7", "7", 3), ("1.5", "24.0", 5)]


def make():
    """The products."""
    group = Group(data.layouts("plain", "float64") | data.layouts("steps", "int32") | data.layouts("plain", "bool") | data.layouts("plain", "uint8"))
    meshes(group)
    for line in LINES:
        group.add(["grid_line", line])
        group.add(["mgrid", line])
        group.add(["ogrid", line])
        for other in LINES:
            group.add(["mgrid", line, other])
            if line <= other:
                group.add(["ogrid", line, other])
    for one, two, three in product(("0:2", "0:1:3j", "1:4:2"), repeat=3):
        group.add(["mgrid", one, two, three])
        group.add(["ogrid", one, two, three])
    for lengths in ([], [3], [2, 3], [0, 2], [2, 3, 4], [1, 1], [2, -1], [-1], [2, 1, 0, 2]):
        for sparse in (False, True):
            group.add(["indices", lengths, {"sparse": sparse}])
            for dtype in ("float32", "int8", "uint64", "bool"):
                group.add(["indices", lengths, {"sparse": sparse, "dtype": dtype}])
    triangles(group)
    for (start, stop, count), endpoint, dtype in product(ENDS, (True, False), (None, "float32", "int64")):
        options = {"endpoint": endpoint} if dtype is None else {"endpoint": endpoint, "dtype": dtype}
        for base in (10.0, 2.0, 2.5):
            if dtype != "int64" or base == 2.0:
                group.add(["logspace", start, stop, count, options | {"base": base}], ulp=1)
    for (start, stop, count), endpoint, dtype in product(GEOMETRIC, (True, False), (None, "float32")):
        options = {"endpoint": endpoint} if dtype is None else {"endpoint": endpoint, "dtype": dtype}
        group.add(["geomspace", start, stop, count, options], ulp=1)
    return group


def meshes(group):
    """`meshgrid` of one to three arrays, in both indexings, open and full, copied and not."""
    sources = ["int32_row", "float64_row", ["index", "int32_row", ["::-1"]], ["index", "int32_row", ["::2"]], "bool_row", "int32_zero", ["arange", "0"], "int32_C", "int32_F", ["index", "int32_row", ["0:0"]]]
    for indexing, sparse, copy in product(("xy", "ij"), (False, True), (False, True)):
        options = {"indexing": indexing, "sparse": sparse, "copy": copy}
        group.add(["meshgrid", [], options])
        for one in sources:
            group.add(["meshgrid", [one], options])
            for other in sources:
                group.add(["meshgrid", [one, other], options])
            group.add(["meshgrid", [one, "float64_row", "uint8_zero"], options])
            group.add(["meshgrid", [["arange", "2"], ["arange", "3"], one], options])
    for one, other in product(("int32_row", "int32_C", "int32_zero", "int32_column", "int32_cube", "int32_empty"), repeat=2):
        group.add(["broadcast_arrays", [one, other]])
        group.add(["broadcast_arrays", [one, other, "float64_broadcast"]])
        for name in ("broadcast_object", "broadcast_walk"):
            group.add([name, [one, other]])
            group.add([name, [one]])
            group.add([name, [one, other, "float64_broadcast"]])
            group.add([name, [["T", one], other]])
    group.add(["broadcast_object", []])
    group.add(["broadcast_object", ["int32_row"] * 64])
    group.add(["broadcast_object", ["int32_row"] * 65])


def triangles(group):
    """`tri`, `tril`, `triu`, `diagflat`, `diag`, `vander`."""
    for rows, columns, k in product((0, 1, 3, -2), (0, 2, 4), (-3, -1, 0, 1, 2, 9)):
        group.add(["tri", rows, columns, k])
    for dtype in data.DTYPES:
        group.add(["tri", 3, 4, 1, {"dtype": dtype}])
    for dtype, layout, k in product(("float64", "int32", "bool"), data.SQUARE + data.OTHERS, (0, 1, -1, 2, -9, 9)):
        source = f"{dtype}_{layout}"
        for name in ("tril", "triu", "diagflat", "diag"):
            group.add([name, source, k])
    for dims in ([3, 3, 3], [1, 3], [3, 1], [2, 1, 3]):
        for name in ("tril", "triu"):
            group.add([name, ["copy", ["ones", dims], "F"]])
            group.add([name, ["T", ["ones", dims]]])
    for dtype, columns, increasing in product(("float64", "int32", "bool", "uint8"), (None, 0, 1, 2, 3, 6), (False, True)):
        for layout in ("row", "C", "zero"):
            group.add(["vander", f"{dtype}_{layout}", columns, {"increasing": increasing}])
        group.add(["vander", ["index", f"{dtype}_row", ["::-1"]], columns, {"increasing": increasing}])
    group.add(["vander", "int32_row", -1])
