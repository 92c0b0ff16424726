"""The first page of the user guide, call by call: arrays from lists, shapes, slices, sums, matrices, files."""

from ..answer import Group

TABLE = [[21, 4, 17], [8, 30, 2]]
PRICES = [2.5, 10.0, 0.75, 4.0, 99.5]
WORDS = ["oak", "elm", "willow", "oak"]
BOX = [[[5, 1, 4], [2, 8, 6]], [[7, 3, 9], [0, 11, 10]]]


def make():
    """In the order of the page."""
    group = Group(
        {
            "row": ["value", [14, 3, 27, 9, 3, 14]],
            "table": ["value", TABLE],
            "prices": ["value", PRICES],
            "box": ["value", BOX],
            "grid": ["reshape", ["arange", "1", "13"], [3, 4]],
            "words": ["value", WORDS],
            "one": ["value", [7]],
        }
    )
    told(group)
    made(group)
    sorted_and_joined(group)
    shaped(group)
    picked(group)
    calculated(group)
    counted(group)
    turned(group)
    written(group)
    return group


def told(group):
    """What an array tells of itself."""
    for name in ("row", "table", "prices", "box", "words", "one"):
        for attribute in ("shape", "ndim", "size", "dtype", "itemsize", "nbytes", "strides", "len"):
            group.add(["attribute", name, attribute])
        group.add(["the", name], in_full=True)


def made(group):
    """zeros, ones, empty's shape, arange, linspace."""
    for shape in (2, [2], [3, 2], [2, 1, 3], []):
        for maker in ("zeros", "ones"):
            group.add([maker, shape if isinstance(shape, list) else [shape]], in_full=True)
            group.add([maker, shape if isinstance(shape, list) else [shape], {"dtype": "int64"}], in_full=True)
    for args in (["4"], ["2", "9", "2"], ["5", "0", "-2"], ["0", "1", "0.25"], ["3", "3"], ["2.5"]):
        group.add(["arange", *args], in_full=True)
    for start, stop, count in (("0", "10", 5), ("1", "2", 3), ("0", "1", 1), ("5", "-5", 6), ("0", "1", 0)):
        group.add(["copy", ["linspace", start, stop, count, {"dtype": "float64"}]], in_full=True)
    group.add(["ones", [2], {"dtype": "int64"}])


def sorted_and_joined(group):
    """sort, argsort, searchsorted, partition, concatenate."""
    group.add(["sort", "row"], in_full=True)
    group.add(["argsort", "row", {"kind": "stable"}], in_full=True)
    group.add(["searchsorted", ["sort", "row"], ["value", [3, 10, 100]]], in_full=True)
    group.add(["lexsort", [["value", [2, 1, 2]], ["value", [5, 5, 4]]]], in_full=True)
    group.add(["sort", "words"], in_full=True)
    group.add(["sort", "table", {"axis": 0}], in_full=True)
    group.add(["sort", "table", {"axis": None}], in_full=True)
    group.add(["concatenate", ["row", "one"]], in_full=True)
    group.add(["concatenate", ["table", ["value", [[1, 2, 3]]]], {"axis": 0}], in_full=True)
    group.add(["concatenate", ["table", ["value", [[1], [2]]]], {"axis": 1}], in_full=True)
    group.add(["concatenate", ["table", "row"]])
    group.add(["concatenate", ["row", "prices"]], in_full=True)
    group.add(["concatenate", ["words", "words"]], in_full=True)


def shaped(group):
    """reshape, newaxis, expand_dims."""
    for shape in ([3, 2], [6], [1, 6], [-1, 2], [2, -1], [4, 2], [-1, -1], [2, 3, 1]):
        for order in ("C", "F", "A"):
            group.add(["reshape", "row", shape, order], in_full=True)
    group.add(["index", "row", ["newaxis", ":"]], in_full=True)
    group.add(["index", "row", [":", "newaxis"]], in_full=True)
    for axis in (0, 1, -1, 2, -3):
        group.add(["expand_dims", "row", axis], in_full=True)
        group.add(["expand_dims", "table", axis], in_full=True)


def picked(group):
    """Slices, comparisons as masks, nonzero."""
    for index in ([1], [-1], ["0:2"], ["1:"], ["-2:"], [":3"], ["::-1"], ["::2"], [9], [-7], ["10:"]):
        group.add(["index", "row", index], in_full=True)
    for index in ([0, 1], ["1:"], ["0:2", 0], [1], [":", -1], ["...", 1], [2, 0], [0, 3], [0, 0, 0], [":", "::-1"]):
        group.add(["index", "table", index], in_full=True)
    small, even = ["less", "grid", ["py", "5"]], ["equal", ["remainder", "grid", ["py", "2"]], ["py", "0"]]
    between = ["bitwise_and", ["greater", "grid", ["py", "2"]], ["less", "grid", ["py", "11"]]]
    either = ["bitwise_or", ["greater", "grid", ["py", "5"]], ["equal", "grid", ["py", "5"]]]
    for mask in (small, even, between, either, ["invert", small], ["greater", "grid", ["py", "99"]]):
        group.add(mask, in_full=True)
        group.add(["pick", "grid", [mask]], in_full=True)
        group.add(["nonzero", mask], in_full=True)
        group.add(["argwhere", mask], in_full=True)
        group.add(["assign", "g", [mask], ["py", "0"]], {"g": ["copy", "grid"]}, in_full=True)
    group.add(["pick", "grid", [["equal", "words", ["value", "oak"]]]])
    group.add(["pick", "row", [["less", "prices", ["py", "3"]]]])
    group.add(["pick", "words", [["equal", "words", ["value", "oak"]]]], in_full=True)
    group.add(["vstack", ["table", "table"]], in_full=True)
    group.add(["hstack", ["table", "table"]], in_full=True)
    group.add(["hstack", ["row", "one"]], in_full=True)
    for cuts in (2, 3, [1, 2], [0, 3], 4, 5):
        group.add(["hsplit", "grid", cuts], in_full=True)
    group.add(["set", "v", [0], ["py", "99"]], {"c": ["copy", "grid"], "v": ["index", "c", [0]]}, in_full=True)
    group.add(["after", ["set", ["index", "c", [0]], [0], ["py", "99"]], "c"], {"c": ["copy", "grid"]}, in_full=True)
    group.add(["after", ["set", ["copy", ["index", "c", [0]]], [0], ["py", "99"]], "c"], {"c": ["copy", "grid"]}, in_full=True)
    group.add(["view", "grid", "int64"], in_full=True)


def calculated(group):
    """Sums of arrays, with numbers, of unlike shapes."""
    for name in "add subtract multiply divide floor_divide remainder power".split():
        group.add([name, "row", "row"], in_full=True)
        group.add([name, "row", ["py", "2"]], in_full=True)
        group.add([name, "prices", ["py", "1.6"]], in_full=True, ulp=1 if name == "power" else None)
        group.add([name, "table", ["value", [[1, 2, 3]]]], in_full=True)
        group.add([name, "table", ["value", [[2], [3]]]], in_full=True)
        group.add([name, "table", "row"])
        group.add([name, "grid", ["index", "row", [":4"]]])
        group.add([name, "words", "row"])
    group.add(["str_add", "words", "words"], in_full=True)


def counted(group):
    """max, min, sum, mean, prod, std over all or along an axis; unique with its returns."""
    for name in "max min sum mean prod std var argmax argmin any all".split():
        for array in ("row", "table", "prices", "box"):
            group.add([name, array], in_full=True)
            for axis in (0, 1, -1):
                group.add([name, array, {"axis": axis}], in_full=True)
    group.add(["max", "words"], in_full=True)
    group.add(["sum", "words"])
    group.add(["mean", "words"])
    for options in ({}, {"return_index": True}, {"return_counts": True}, {"return_inverse": True}, {"return_index": True, "return_counts": True}):
        group.add(["unique", "row", options], in_full=True)
        group.add(["unique", "words", options], in_full=True)
        for axis in (0, 1):
            group.add(["unique", ["value", [[1, 2, 1], [3, 4, 3], [1, 2, 1]]], {"axis": axis, **options}], in_full=True)


def turned(group):
    """T, transpose, flip, flatten, ravel."""
    for array in ("table", "grid", "box", "row"):
        group.add(["T", array], in_full=True)
        group.add(["transpose", array], in_full=True)
        group.add(["flip", array], in_full=True)
        for axis in (0, 1, 2):
            group.add(["flip", array, axis], in_full=True)
        for order in ("C", "F", "K"):
            group.add(["flatten", array, order], in_full=True)
            group.add(["ravel", array, order], in_full=True)
    group.add(["set", "g", [1], ["flip", ["index", "g", [1]]]], {"g": ["copy", "grid"]}, in_full=True)
    group.add(["set", "g", [":", 1], ["flip", ["index", "g", [":", 1]]]], {"g": ["copy", "grid"]}, in_full=True)
    for flat in ("ravel", "flatten"):
        group.add(["after", ["set", [flat, "g"], [0], ["py", "98"]], "g"], {"g": ["copy", "grid"]}, in_full=True)
    group.add(["transpose", "box", [1, 0, 2]], in_full=True)
    group.add(["transpose", "box", [0, 1]])


def written(group):
    """A mean square error; text files and `.npy` files."""
    error = ["subtract", ["value", [1.0, 2.5, 4.0]], ["value", [1.5, 2.0, 3.0]]]
    group.add(["multiply", ["divide", ["py", "1"], ["py", "3"]], ["sum", ["square", error]]], in_full=True)
    group.add(["mean", ["square", error]], in_full=True)
    group.add(["npy_round_trip", "table"], in_full=True)
    group.add(["npy_round_trip", "prices"], in_full=True)
    group.add(["savetxt", "prices"])
    group.add(["savetxt", "table", {"delimiter": ",", "fmt": "%d", "header": "a, b, c"}])
    group.add(["loadtxt", "2.5\n10.0\n0.75\n"], in_full=True)
    group.add(["loadtxt", "# a b\n1 2\n3 4\n"], in_full=True)
    group.add(["genfromtxt", "1,2,x\n3,,4\n", {"delimiter": ","}], in_full=True)
    group.add(["draws", "default_rng", 0, [["random", {"size": 3}], ["integers", 5, {"size": [2, 4]}], ["random", {"size": [2, 2]}]]])
