"""The quickstart page, call by call: creation, printing, arithmetic, indexing, shapes, stacks, splits, index tricks."""

from ..answer import Group

SHARED = {
    "a": ["reshape", ["arange", "18"], [3, 6]],
    "cubes": ["power", ["arange", "9"], ["py", "3"]],
    "half": ["value", [[1.5, -2.0, 3.25], [4.0, 0.5, 6.0]]],
    "A": ["value", [[2, 1], [0, 3]]],
    "B": ["value", [[1, 4], [5, -1]]],
    "deep": ["value", [[[1, 2, 3], [11, 12, 14]], [[101, 102, 103], [111, 112, 114]]]],
    "palette": ["value", [[0, 0, 0], [255, 0, 0], [0, 200, 0], [0, 0, 90], [255, 255, 250]]],
    "image": ["value", [[0, 2, 1, 0], [4, 3, 0, 2]]],
    "x": ["value", [2, 3, 4, 5]],
    "y": ["value", [8, 5, 4]],
    "z": ["value", [5, 4, 6, 8, 3]],
}


def make():
    """In the order of the page."""
    group = Group(SHARED)
    basics(group)
    printed(group)
    operations(group)
    indexed(group)
    shaped(group)
    stacked(group)
    copied(group)
    tricks(group)
    named(group)
    return group


def basics(group):
    """Attributes and the dtypes that lists come to."""
    for name in ("a", "half", "deep", "cubes"):
        for attribute in ("ndim", "shape", "size", "dtype", "itemsize", "strides"):
            group.add(["attribute", name, attribute])
    for value in ([2, 3, 4], [1.2, 3.5], [[1.5, 2, 3], [4, 5, 6]], [True, 2], [1, 2.5, {"c": "0+1j"}], [], [[]], [1, "a"], [[1, 2], [3]]):
        group.add(["value", value], in_full=True)
        for dtype in ("complex128", "int16", "float32", "bool", "U2"):
            group.add(["value", value, dtype], in_full=True)
    group.add(["ones", [2, 3, 4], {"dtype": "int16"}])
    for args in (["10", "30", "5"], ["0", "2", "0.3"], ["10000"], ["-3", "3", "2"]):
        group.add(["arange", *args])
    group.add(["copy", ["linspace", "0", "2", 9]])
    group.add(["sin", ["linspace", "0", "6.283185307179586", 100]], ulp=1)
    for name in ("tens", "sum", "same", "far"):
        for options in ({}, {"dtype": "int64"}, {"dtype": "float32"}):
            group.add(["fromfunction", name, [5, 4], options], in_full=True)
    group.add(["fromfunction", "double", [4]], in_full=True)
    group.add(["fromfunction", "double", [4], {"dtype": "int8"}], in_full=True)


def printed(group):
    """Long arrays keep their corners."""
    for code in (["arange", "6"], ["reshape", ["arange", "12"], [4, 3]], ["reshape", ["arange", "24"], [2, 3, 4]], ["arange", "10000"], ["reshape", ["arange", "10000"], [100, 100]]):
        group.add(code)
    group.add(["reshape", ["arange", "3000"], [10, 10, 30]])


def operations(group):
    """Operators, in place, upcasting, methods with an axis."""
    b = ["arange", "4"]
    group.add(["subtract", ["value", [20, 30, 40, 50]], b], in_full=True)
    group.add(["power", b, ["py", "2"]], in_full=True)
    group.add(["multiply", ["py", "10"], ["sin", ["value", [20, 30, 40, 50]]]], ulp=1)
    group.add(["less", ["value", [20, 30, 40, 50]], ["py", "35"]], in_full=True)
    for name in ("multiply", "matmul", "dot", "inner", "outer", "vdot", "kron"):
        group.add([name, "A", "B"], in_full=True)
    group.add(["matmul", "A", ["value", [1, 2]]], in_full=True)
    group.add(["matmul", "half", "A"], in_full=True)
    group.add(["matmul", "half", ["T", "half"]], in_full=True)
    for target, ufunc, value in (
        (["ones", [2, 3], {"dtype": "int64"}], "multiply", ["py", "3"]), ("half", "add", ["py", "1"]), (["ones", [2, 3], {"dtype": "int64"}], "add", "half"),
        (["ones", [2, 3], {"dtype": "int64"}], "divide", ["py", "2"]), (["ones", [2, 3], {"dtype": "float32"}], "multiply", "half"), (["ones", [3]], "add", "half"),
        (["ones", [2, 3], {"dtype": "bool"}], "add", ["py", "1"]), (["ones", [2, 3], {"dtype": "uint8"}], "subtract", ["py", "2"]), (["ones", [2, 3], {"dtype": "uint8"}], "subtract", ["py", "300"]),
    ):  # fmt: skip
        group.add(["into", "t", ufunc, "t", value], {"t": ["copy", target]}, in_full=True)
    angles = ["add", ["ones", [3], {"dtype": "int32"}], ["linspace", "0", "3.141592653589793", 3]]
    group.add(angles, in_full=True)
    group.add(["exp", ["multiply", angles, ["py", "1j"]]], in_full=True)
    group.add(["draws", "default_rng", 1, [["random", {"size": [2, 3]}], ["random", {"size": [2, 3]}], ["integers", 0, 10, {"size": 5}], ["standard_normal", {"size": 3}], ["normal", 2, 0.5, {"size": 4}], ["permutation", 6]]])
    for name in "sum min max mean prod std var cumsum cumprod argmin argmax ptp all any median".split():
        for array in ("a", "half", "deep"):
            group.add([name, array], in_full=True)
            for axis in (0, 1, -1):
                group.add([name, array, {"axis": axis}], in_full=True)
    for name in "exp sqrt sin cos tan floor ceil rint absolute sign square negative isnan conjugate".split():
        for array in ("half", "x", "A"):
            group.add([name, array], in_full=True)
    group.add(["add", ["arange", "3"], ["value", [2.0, -1.0, 4.0]]], in_full=True)


def indexed(group):
    """One item for each axis, dots, iteration over `flat`."""
    for index in ([2], ["2:5"], ["::-1"], [":6:2"], [-1], ["5:1:-2"]):
        group.add(["index", "cubes", index], in_full=True)
        group.add(["set", "c", index, ["py", "1000"]], {"c": ["copy", "cubes"]}, in_full=True)
    for index in ([2, 3], ["0:3", 1], [":", 1], ["1:3", ":"], [-1], [-1, "..."], ["...", -1], [3, 0], ["...", 0, "..."]):
        group.add(["index", "a", index], in_full=True)
    for index in ([1, "..."], ["...", 2], [0, ":", "::-1"], ["...", "newaxis"], [1, 1, 1], [0, "...", 1]):
        group.add(["index", "deep", index], in_full=True)
    for index in (3, "1:9:3", "::-1", -1, 20, ["value", [0, 5, 5]], ["greater", ["arange", "18"], ["py", "12"]], "..."):
        group.add(["flat", "a", index], in_full=True)
        group.add(["flat", ["T", "a"], index], in_full=True)
        for value in (["py", "7"], ["value", [70, 71]], ["value", [1.5]], ["value", []]):
            group.add(["put_flat", "c", index, value], {"c": ["copy", "a"]}, in_full=True)
            group.add(["put_flat", ["T", "c"], index, value], {"c": ["copy", "a"]}, in_full=True)


def shaped(group):
    """ravel, reshape, T, resize in place, the shape set."""
    for shape in ([6, 3], [2, -1, 3], [18], [2, 9], [4, 4], [-1]):
        group.add(["reshape", "a", shape], in_full=True)
        group.add(["set_shape", "c", shape], {"c": ["copy", "a"]}, in_full=True)
        group.add(["set_shape", "c", shape], {"c": ["T", ["copy", "a"]]}, in_full=True)
        group.add(["set_shape", "c", shape], {"c": ["index", "a", [":", "::2"]]}, in_full=True)
        group.add(["resize", "a", shape])
    for shape in ([2, 9], [2, 2], [5, 5], [18]):
        group.add(["resize_in_place", "c", shape, {"refcheck": False}], {"c": ["copy", "a"]}, in_full=True)
    group.add(["ravel", "a"], in_full=True)
    group.add(["ravel", ["T", "a"]], in_full=True)
    group.add(["ravel", "a", "F"], in_full=True)


def stacked(group):
    """vstack, hstack, column_stack, r_, c_; hsplit, vsplit, array_split."""
    one, other = ["value", [4.0, 2.0]], ["value", [3.0, 8.0]]
    for name in "vstack hstack column_stack dstack stack concatenate".split():
        group.add([name, ["A", "B"]], in_full=True)
        group.add([name, [one, other]], in_full=True)
        group.add([name, [["index", one, [":", "newaxis"]], ["index", other, [":", "newaxis"]]]], in_full=True)
        group.add([name, ["A", "x"]], in_full=True)
    for pieces in (
        ["1:4", ["py", "0"], ["py", "4"]], ["0:1:5j"], ["x", "y"], ["x", ["py", "0"], "z"], ["A", "B"], ["!0,2", "x", "x"], ["!-1", "A", "B"], ["!0,2,1", "x"], 
        [":3"], ["-1:1:0.5"], ["!1", "A", "B"], ["!0,2,0", "x", ["value", [6, 7, 8, 9]]], ["x", ["py", "2.5"]], ["x", ["py", "1j"]], ["A", "x"], ["!q", "x"],
        ["!1,2", "A", "x"], ["1:10:3", "x"], ["0:4:3j", "1:3"], ["x"], ["words"], ["!0,3,1", "x", "x"],
    ):  # fmt: skip
        group.add(["r_", *pieces], {"words": ["value", ["a", "bc"]]}, in_full=True)
        group.add(["c_", *pieces], {"words": ["value", ["a", "bc"]]}, in_full=True)
    wide = ["reshape", ["arange", "24"], [2, 12]]
    for cuts in (3, [3, 4], 5, [0, 20], [4, 2]):
        group.add(["hsplit", wide, cuts], in_full=True)
        group.add(["array_split", wide, cuts], in_full=True)
        group.add(["array_split", wide, cuts, 1], in_full=True)
        group.add(["vsplit", ["T", wide], cuts], in_full=True)


def copied(group):
    """Another name, a view, a copy."""
    group.add(["shares_memory", "a", ["view", "a", "int64"]])
    group.add(["after", ["set", ["reshape", "v", [2, 9]], [0, 7], ["py", "1234"]], "c"], {"c": ["copy", "a"], "v": ["index", "c", ["..."]]}, in_full=True)
    group.add(["after", ["set", ["index", "c", [":", "1:3"]], ["..."], ["py", "10"]], "c"], {"c": ["copy", "a"]}, in_full=True)
    group.add(["after", ["set", ["copy", "c"], [0, 0], ["py", "9999"]], "c"], {"c": ["copy", "a"]}, in_full=True)
    group.add(["copy", ["index", ["arange", "1000"], [":5"]]], in_full=True)
    group.add(["index", ["arange", "1000"], [":5"]], in_full=True)
    group.add(["flags", ["index", "a", [":", "1:3"]]])
    for value in (["py", "3"], ["py", "2.75"], ["py", "1j"], ["py", "300"], ["value", [4]], ["value", [1, 2]], ["value", "7"], ["value", "word"]):
        for dtype in ("int64", "uint8", "float32", "complex64", "bool", "U3"):
            group.add(["fill_with", ["zeros", [2, 2], {"dtype": dtype}], value], in_full=True)


def tricks(group):
    """Arrays of indices, masks, ix_, maxima over time, histograms."""
    squares = ["square", ["arange", "12"]]
    group.add(["pick", squares, [["value", [1, 1, 3, 8, 5]]]], in_full=True)
    group.add(["pick", squares, [["value", [[3, 4], [9, 7]]]]], in_full=True)
    group.add(["pick", "palette", [["the", "image"]]], in_full=True)
    i, j = ["value", [[0, 1], [1, 2]]], ["value", [[2, 1], [3, 3]]]
    for index in ([i, j], [i, 2], [":", j], [["stack", [i, j]]], [i], [i, ":", j], [i, "newaxis", j], ["...", i]):
        group.add(["pick", "a", index], in_full=True)
        group.add(["pick", "deep", index], in_full=True)
    series = ["reshape", ["sin", ["arange", "20"]], [5, 4]]
    best = ["argmax", "s", {"axis": 0}]
    group.add(best, {"s": series}, in_full=True)
    group.add(["pick", ["linspace", "20", "145", 5], [best]], {"s": series}, in_full=True)
    group.add(["equal", ["pick", "s", [best, ["arange", "4"]]], ["max", "s", {"axis": 0}]], {"s": series}, in_full=True)
    for target, index, value in (
        (["arange", "5"], ["value", [1, 3, 4]], ["py", "0"]), (["arange", "5"], ["value", [0, 0, 2]], ["value", [1, 2, 3]]), (["arange", "5"], ["value", [0, 0, 2]], ["value", [1, 2]]),
        (["arange", "5"], ["value", [0, 5]], ["py", "1"]), (["arange", "5"], ["value", [0.0, 1.0]], ["py", "1"]),
    ):  # fmt: skip
        group.add(["assign", "c", [index], value], {"c": target}, in_full=True)
    group.add(["assign", "c", [["value", [0, 0, 2]]], ["add", ["pick", "c", [["value", [0, 0, 2]]]], ["py", "1"]]], {"c": ["arange", "5"]}, in_full=True)
    big = ["greater", "c", ["py", "4"]]
    group.add(["assign", "c", [big], ["py", "0"]], {"c": ["copy", "a"]}, in_full=True)
    b1, b2 = ["value", [False, True, True]], ["value", [True, False, True, False, False, False]]
    for index in ([b1, ":"], [b1], [":", b2], [b1, b2], [b2], [":", b1]):
        group.add(["pick", "a", index], in_full=True)
    group.add(["ix_", "x", "y", "z"], in_full=True)
    parts = [["item", ["ix_", "x", "y", "z"], place] for place in range(3)]
    group.add(["add", parts[0], ["multiply", parts[1], parts[2]]])
    group.add(["add", ["add", parts[0], parts[1]], parts[2]])
    group.add(["ix_", b1, "x"], in_full=True)
    group.add(["ix_", "A"])
    group.add(["histogram", ["value", [1.0, 2.0, 2.0, 3.5, 9.0]], 4], in_full=True)
    group.add(["histogram", ["value", [1.0, 2.0, 2.0, 3.5, 9.0]], 3, {"density": True}], in_full=True)


def named(group):
    """What the page lists as useful beside what it shows."""
    for name in "sum sort mean ends cumsum first outer unique even".split():
        for axis in (0, 1, -1, 2):
            group.add(["apply_along_axis", name, axis, "half"], in_full=True)
        group.add(["apply_along_axis", name, 1, "deep"])
        group.add(["apply_along_axis", name, 0, "x"], in_full=True)
    group.add(["apply_along_axis", "sum", 0, ["zeros", [0, 3]]])
    group.add(["apply_along_axis", "sum", 0, ["zeros", []]])
    for axes in ([0], [0, 1], [0, 2], [-1], [3]):
        group.add(["apply_over_axes", "sum", "deep", axes], in_full=True)
    for place in ([0], [5], [-1], [1, 2], [9], [2, 6], [1, 2, 3], []):
        group.add(["item_at", "a", *place])
        group.add(["item_at", "half", *place])
        group.add(["item_at", ["index", "half", [0, ":1"]], *place])
    for name in ("nonzero", "ptp", "trace", "diagonal"):
        group.add([name, "half", *([0, 0, 1] if name == "diagonal" else [])], in_full=True, ulp=0)
    for array in ("x", "A"):
        for name in ("atleast_1d", "atleast_2d", "atleast_3d", "squeeze"):
            group.add([name, array], in_full=True)
    group.add(["choose", ["value", [0, 1, 1, 0]], ["x", ["negative", "x"]]], in_full=True)
    group.add(["compress", ["value", [True, False, True]], "a", {"axis": 0}], in_full=True)
    group.add(["put", "c", ["value", [0, 7]], ["value", [-1, -2]]], {"c": ["copy", "a"]}, in_full=True)
    group.add(["putmask", "c", ["greater", "c", ["py", "9"]], ["value", [0, 1]]], {"c": ["copy", "a"]}, in_full=True)
    group.add(["repeat", "x", [2]], in_full=True)
    group.add(["take", "a", ["value", [0, 2]], {"axis": 1}], in_full=True)
    group.add(["where", ["greater", "a", ["py", "8"]], "a", ["py", "-1"]], in_full=True)
