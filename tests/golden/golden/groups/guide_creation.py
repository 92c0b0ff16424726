"""The pages on creation and on evenly spaced values, call by call."""

from ..answer import Group

NUMBERS = "int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128 bool".split()


def make():
    """In the order of the pages."""
    group = Group({"x": ["arange", "4"], "y": ["arange", "6"], "seven": ["arange", "1", "8"]})
    converted(group)
    lines(group)
    matrices(group)
    whole(group)
    joined(group)
    spaced(group)
    gridded(group)
    return group


def converted(group):
    """Lists, tuples, nested lists, with a dtype."""
    for value in ([1, 2, 3, 4], [[1, 2], [3, 4]], [[[1, 2], [3, 4]], [[5, 6], [7, 8]]], [127, 128, 129], [-1, 0, 1], [1.9, -1.9], [3000000000], [18446744073709551615], [9223372036854775807, 1.0]):
        group.add(["value", value], in_full=True)
        for dtype in NUMBERS:
            group.add(["value", value, dtype], in_full=True)
    a, b = ["value", [2, 3, 4], "uint32"], ["value", [5, 6, 7], "uint32"]
    group.add(["subtract", a, b], in_full=True)
    group.add(["subtract", a, ["astype", b, "int32"]], in_full=True)


def lines(group):
    """arange and linspace."""
    for args in (["10"], ["2", "10"], ["2", "3", "0.1"], ["0.1", "0.4", "0.1"], ["1", "4", "1"], ["0", "1.12", "0.04"], ["0", "1.08", "0.04"], ["10", "0"], ["1", "2", "0"], ["0", "5", "-1"]):
        group.add(["arange", *args], in_full=True)
        for dtype in ("float64", "float32", "int32", "bool", "complex128"):
            group.add(["arange", *args, {"dtype": dtype}], in_full=True)
    for start, stop, count in (("1.0", "4.0", 6), ("0.1", "0.2", 5), ("0", "10", 11), ("5", "1", 3), ("-1", "1", 2), ("0", "1", -1)):
        for endpoint in (True, False):
            for dtype in ("float64", "int64", "float32"):
                group.add(["copy", ["linspace", start, stop, count, {"endpoint": endpoint, "dtype": dtype}]], in_full=True)
    group.add(["round", ["arange", "0.1", "0.4", "0.1"], {"decimals": 1}], in_full=True)
    group.add(["divide", ["arange", "1", "4", "1"], ["py", "10.0"]], in_full=True)
    group.add(["multiply", ["arange", "0", "28"], ["py", "0.04"]], in_full=True)
    group.add(["linspace_between", ["py", "1+1j"], ["py", "4"], 5, {"dtype": "complex64"}], in_full=True)
    group.add(["copy", ["item", ["linspace_step", ["py", "2"], ["py", "3"], 5], 0]], in_full=True)
    group.add(["linspace_between", ["value", [0, 10]], ["value", [1, 20]], 3, {"axis": 1}], in_full=True)


def matrices(group):
    """eye, diag, vander."""
    for rows, columns in ((3, 3), (3, 5), (2, 1), (0, 2)):
        for k in (-1, 0, 2):
            group.add(["eye", rows, columns, k], in_full=True)
            group.add(["eye", rows, columns, k, {"dtype": "int8"}], in_full=True)
    for k in (-2, -1, 0, 1, 2):
        group.add(["diag", ["value", [1, 2, 3]], k], in_full=True)
        group.add(["diag", ["value", [[1, 2], [3, 4]]], k], in_full=True)
        group.add(["diag", ["value", [[[1]]]], k], in_full=True)
    for n in (None, 0, 2, 4):
        group.add(["vander", ["value", [1, 2, 3, 4]], *([n] if n is not None else [])], in_full=True)
        group.add(["vander", ["linspace", "0", "2", 5], *([n] if n is not None else [])], in_full=True)


def whole(group):
    """zeros, ones, random, indices."""
    for shape in ([2, 3], [2, 3, 2], [0], [-1], [2, -3]):
        group.add(["zeros", shape], in_full=True)
        group.add(["ones", shape], in_full=True)
        group.add(["full", shape, "7"], in_full=True)
        group.add(["full", shape, "2.5", {"dtype": "int8"}], in_full=True)
    group.add(["draws", "default_rng", 42, [["random", {"size": [2, 3]}]]])
    group.add(["draws", "default_rng", 42, [["random", {"size": [2, 3, 2]}]]])
    for shape in ([3, 3], [2], [2, 1, 3], [0, 2], []):
        group.add(["indices", shape], in_full=True)
        group.add(["indices", shape, {"sparse": True}], in_full=True)


def joined(group):
    """A view changed with its owner, a copy not; block."""
    six = {"a": ["arange", "1", "7"]}
    group.add(["after", ["into", "v", "add", "v", ["py", "1"]], "a"], six | {"v": ["index", "a", [":2"]]}, in_full=True)
    group.add(["after", ["into", "v", "add", "v", ["py", "1"]], "a"], six | {"v": ["copy", ["index", "a", [":2"]]]}, in_full=True)
    one, two, three, four = ["ones", [2, 2]], ["eye", 2, 2, 0], ["zeros", [2, 2]], ["diag", ["value", [-3, -4]], 0]
    corners = {"one": one, "two": two, "three": three, "four": four}
    group.add(["block", ["[]", ["[]", "one", "two"], ["[]", "three", "four"]]], corners, in_full=True)
    group.add(["block", ["[]", "one", "two"]], corners, in_full=True)
    group.add(["block", ["[]", ["[]", "one", "two"], ["[]", "three"]]], corners, in_full=True)
    group.add(["vstack", [one, two]], in_full=True)
    group.add(["hstack", [one, four]], in_full=True)
    for text in ("x, y\n0, 0\n1, 1\n2, 4\n3, 9\n", "a\n1\n2\n"):
        group.add(["loadtxt", text, {"delimiter": ",", "skiprows": 1}], in_full=True)
        group.add(["genfromtxt_repr", text, {"delimiter": ",", "names": True}], in_full=True)
    for count in (-1, 2, 3):
        for dtype in ("int16", "uint8", "float32", ">i2", "<u4", "S2"):
            group.add(["frombuffer", "0001030200000080", {"dtype": dtype, "count": count}], in_full=True)


def spaced(group):
    """geomspace and logspace."""
    for start, stop, count in (("2", "3", 5), ("1", "1000", 4), ("-1000", "-1", 4), ("1", "256", 9), ("0", "1", 3), ("1", "-8", 4)):
        for endpoint in (True, False):
            group.add(["geomspace", start, stop, count, {"endpoint": endpoint}], in_full=False, ulp=1)
            group.add(["logspace", start, stop, count, {"endpoint": endpoint}], in_full=False, ulp=1)
            group.add(["logspace", start, stop, count, {"endpoint": endpoint, "base": 2}], in_full=False, ulp=1)


def gridded(group):
    """meshgrid, mgrid, ogrid, and values on them."""
    for options in ({}, {"indexing": "ij"}, {"sparse": True}, {"indexing": "ij", "sparse": True}, {"copy": False}):
        group.add(["meshgrid", ["x", "y"], options], in_full=True)
        group.add(["meshgrid", ["x", "y", "x"], options])
    for texts in (["0:4", "0:6"], ["0:1:3j", "-1:1:2j"], ["0:4"], ["1:10:4", "0:2", "0:3"], ["0:2:0.5", "0:2"], ["3:0", "0:2"]):
        group.add(["mgrid", *texts], in_full=True)
        group.add(["ogrid", *texts], in_full=True)
    group.add(["grid_line", "0:6:2"], in_full=True)
    for maker in ("mgrid", "ogrid"):
        parts = [["square", ["item", [maker, "0:4", "0:6"], place]] for place in range(2)] if maker == "ogrid" else [["square", ["index", [maker, "0:4", "0:6"], [place]]] for place in range(2)]
        group.add(["sqrt", ["add", *parts]])
    group.add(["T", ["item", ["meshgrid", ["x", "y"]], 0]], in_full=True)
