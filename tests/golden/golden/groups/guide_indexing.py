"""The pages on indexing, on how to index, and on copies and views, call by call."""

from ..answer import Group

SHARED = {
    "x": ["arange", "10"],
    "two": ["reshape", ["arange", "10"], [2, 5]],
    "falling": ["arange", "10", "1", "-1"],
    "y": ["reshape", ["arange", "35"], [5, 7]],
    "corner": ["reshape", ["arange", "12"], [4, 3]],
    "column": ["value", [[[1], [2], [3]], [[4], [5], [6]]]],
    "a": ["reshape", ["arange", "30"], [2, 3, 5]],
    "square": ["reshape", ["arange", "100"], [10, 10]],
    "four": ["reshape", ["arange", "81"], [3, 3, 3, 3]],
    "pair": ["value", [[1, 2], [3, 4], [5, 6]]],
    "gaps": ["value", [[1.0, 2.0], [9.0, 3.0], [8.0, 7.0]]],
    "tables": ["zeros_of", [2, 2], [["a", "int32"], ["b", "float64", [3, 3]]]],
}


def make():
    """In the order of the pages."""
    group = Group(SHARED)
    basic(group)
    integers(group)
    masks(group)
    mixed(group)
    fields(group)
    assigned(group)
    variable(group)
    how_to(group)
    copies(group)
    return group


def basic(group):
    """Single elements, slices, tools for dimensions."""
    for index in ([2], [-2], ["1:7:2"], ["-2:10"], ["-3:3:-1"], ["5:"], ["::-2"], [":"], ["3:3"], [10], [-11], ["8:2"], ["::0"]):
        group.add(["index", "x", index], in_full=True)
    for index in ([1, 3], [1, -1], [0], [0, 2], [":", "1:4:2"], [2], [0, 5], [0, 1, 2], ["...", 0], [":", "newaxis"], ["newaxis"], ["newaxis", 0, "newaxis", 1]):
        group.add(["index", "two", index], in_full=True)
    for index in (["1:2"], ["...", 0], [":", ":", 0], [":", "newaxis", ":", ":"], [1, "...", 0], ["...", "..."], [0, 0, 0], [0, 0, 0, 0]):
        group.add(["index", "column", index], in_full=True)
    five = ["arange", "5"]
    group.add(["add", ["index", five, [":", "newaxis"]], ["index", five, ["newaxis", ":"]]], in_full=True)
    for array in ("x", "two", "a"):
        group.add(["index", array, []], in_full=True)
    group.add(["index", ["sum", "x"], []], in_full=True)
    group.add(["index", ["sum", "x"], ["..."]], in_full=True)


def integers(group):
    """Arrays of integers for one axis or several."""
    for index in ([3, 3, 1, 8], [3, 3, -3, 8], [9], [-10], [], [[0, 1], [2, 3]], [1.0], [True] * 9):
        group.add(["pick", "falling", [["value", index]]], in_full=True)
        group.add(["pick", "falling", [["value", index, "int8"]]], in_full=True)
    for index in ([1, -1], [3, 4], [0, 0, 2]):
        group.add(["pick", "pair", [["value", index]]], in_full=True)
    zero_two_four = ["value", [0, 2, 4]]
    for index in (
        [zero_two_four, ["value", [0, 1, 2]]], [zero_two_four, ["value", [0, 1]]], [zero_two_four, 1], [zero_two_four], [zero_two_four, "1:3"], ["1:3", zero_two_four], [zero_two_four, "newaxis"],
        [zero_two_four, ["value", [[0], [1]]]], [2, zero_two_four], [zero_two_four, "..."], [zero_two_four, zero_two_four, zero_two_four], [["value", [0, 9]], ":"],
    ):  # fmt: skip
        group.add(["pick", "y", index], in_full=True)
    group.add(["pick", "pair", [["value", [0, 1, 2]], ["value", [0, 1, 0]]]], in_full=True)
    rows, columns = ["value", [0, 3]], ["value", [0, 2]]
    group.add(["pick", "corner", [["value", [[0, 0], [3, 3]]], ["value", [[0, 2], [0, 2]]]]], in_full=True)
    group.add(["pick", "corner", [["index", rows, [":", "newaxis"]], columns]], in_full=True)
    group.add(["pick", "corner", [["item", ["ix_", rows, columns], 0], ["item", ["ix_", rows, columns], 1]]], in_full=True)
    group.add(["pick", "corner", [rows, columns]], in_full=True)
    lookup = ["fill", "plain", "uint8", [6, 3]]
    group.add(["pick", lookup, [["value", [[0, 5, 2], [1, 1, 4]], "uint8"]]], in_full=True)


def masks(group):
    """Truth values."""
    nan = ["divide", ["py", "0"], ["py", "0"]]
    holes = {"g": ["copy", "gaps"]}
    group.add(["assign", "g", [["value", [1, 2, 2]], ["value", [0, 0, 1]]], nan], holes, in_full=True)
    group.add(["pick", "gaps", [["invert", ["isnan", "gaps"]]]], in_full=True)
    low = {"v": ["value", [1.0, -1.0, -2.0, 3.0]]}
    negative = ["less", "v", ["py", "0"]]
    group.add(["assign", "v", [negative], ["add", ["pick", "v", [negative]], ["py", "20"]]], low, in_full=True)
    big = ["greater", "y", ["py", "20"]]
    group.add(["index", big, [":", 5]], in_full=True)
    for index in ([["index", big, [":", 5]]], [big], [["index", big, [":", 5]], "1:3"], [["index", big, [0]]], [":", ["index", big, [0]]], [["index", big, [":", 5]], ["index", big, [3]]], [["value", [True, False]]]):
        group.add(["pick", "y", index], in_full=True)
    sums = ["sum", "corner", {"axis": -1}]
    even = ["equal", ["remainder", sums, ["py", "2"]], ["py", "0"]]
    group.add(even, in_full=True)
    group.add(["pick", "corner", [["less_equal", sums, ["py", "12"]], ":"]], in_full=True)
    group.add(["pick", "corner", [["item", ["ix_", even, ["value", [0, 2]]], 0], ["item", ["ix_", even, ["value", [0, 2]]], 1]]], in_full=True)
    group.add(["pick", "corner", [["index", ["item", ["nonzero", even], 0], [":", "newaxis"]], ["value", [0, 2]]]], in_full=True)
    group.add(["pick", "a", [["value", [[True, True, False], [False, True, True]]]]], in_full=True)
    group.add(["pick", "a", [["value", [[True, True], [False, True]]]]], in_full=True)
    for truth in (True, False):
        group.add(["pick", "two", [truth]], in_full=True)


def mixed(group):
    """Where the axes of index arrays go."""
    group.add(["index", "corner", ["1:2", "1:3"]], in_full=True)
    group.add(["pick", "corner", ["1:2", ["value", [1, 2]]]], in_full=True)
    ind = ["value", [[0, 1], [2, 0]]]
    for index in (["...", ind, ":"], [":", ind, ind], [ind, ":", ind], [":", ind, 1], [0, ":", ind], [ind, 0, ":"], [":", 0, ind], [ind, "newaxis", 0], [0, "...", ind], ["newaxis", ind, ":", 1]):
        group.add(["pick", "a", index])
        group.add(["attribute", ["pick", "a", index], "shape"])
        group.add(["attribute", ["pick", "a", index], "strides"])
    group.add(["take", "a", ind, {"axis": -2}])
    for index in ([":", ind, ":", ind], [":", ind, ind], [ind, ":", ":", ind], [ind, ind, ind, ind]):
        group.add(["pick", "four", index])


def fields(group):
    """Fields of records by name."""
    for name in ("a", "b"):
        group.add(["field", "tables", name], in_full=True)
        group.add(["attribute", ["field", "tables", name], "shape"])
        group.add(["attribute", ["field", "tables", name], "dtype"])
    group.add(["fields", "tables", ["a"]])
    group.add(["field", "tables", "c"])
    group.add(["field", "two", "a"])


def assigned(group):
    """Constants, arrays, casts and refusals."""
    fresh = {"v": ["arange", "10"]}
    for index, value in (
        (["2:7"], ["py", "1"]), (["2:7"], ["arange", "5"]), ([1], ["py", "1.2"]), ([1], ["py", "1.2j"]), (["2:7"], ["arange", "4"]), ([12], ["py", "1"]), (["::2"], ["value", [1.9, 2, 3, 4, 5]]),
        (["..."], ["value", [[1] * 10]]), (["..."], ["value", [[1] * 10] * 2]), ([0], ["value", [1, 2]]), ([0], ["value", [5]]), ([0], ["value", "12"]), ([0], ["value", "x"]), (["1:3"], ["value", [{"c": "1+1j"}, 2]]),
    ):  # fmt: skip
        group.add(["set", "v", index, value], fresh, in_full=True)
    fives = {"v": ["arange", "0", "50", "10"]}
    again = ["value", [1, 1, 3, 1]]
    group.add(["assign", "v", [again], ["add", ["pick", "v", [again]], ["py", "1"]]], fives, in_full=True)
    group.add(["at", "add", "v", [again], ["py", "1"]], fives, in_full=True)


def variable(group):
    """As many indices as a program makes."""
    for index in ([1, 1, 1, 1], [1, 1, 1, "0:2"], [1, "...", 1], ["...", 2], [0, "...", "newaxis"]):
        group.add(["index", "four", index], in_full=True)
    group.add(["pick", "four", [["value", [1, 1, 1, 1]]]])


def how_to(group):
    """Rows and columns, filters, replaced values, places of extremes."""
    for index in ([0, 2, ":"], [0, ":", 3], [0, ":", 3, "newaxis"], [0, ":", 3, "newaxis", "newaxis"], ["...", 3]):
        group.add(["index", "a", index], in_full=True)
    group.add(["pick", "corner", [["index", ["arange", "4"], [":", "newaxis"]], ["value", [[1, 2], [0, 2], [2, 2], [0, 0]]]]], in_full=True)
    for axis, indices in ((2, [2, 3]), (1, [2]), (0, [1, 1]), (1, [3]), (None, [29, 0])):
        group.add(["take", "a", ["value", indices], {"axis": axis} if axis is not None else {}], in_full=True)
    for index in (["2:5", "2:5"], ["2:5", "1:3"], [":5", ":5"]):
        group.add(["index", "square", index], in_full=True)
    five = ["arange", "5"]
    group.add(["pick", "square", [["index", five, [":", "newaxis"]], ["index", five, ["newaxis", ":"]]]], in_full=True)
    group.add(["pick", "square", [":", ["grid_line", "0:6:2"]]], in_full=True)
    z = ["value", [[1, 2, 3, 0], [0, 0, 5, 3], [4, 6, 0, 0]]]
    for name in ("nonzero", "flatnonzero", "argwhere", "count_nonzero"):
        group.add([name, z], in_full=True)
    even = ["equal", ["remainder", "a", ["py", "2"]], ["py", "0"]]
    group.add(["where", even], in_full=True)
    group.add(["pick", "a", [["greater", "a", ["py", "14"]]]], in_full=True)
    group.add(["assign", "p", [["less", "p", ["py", "0"]]], ["py", "0"]], {"p": ["reshape", ["arange", "-10", "10"], [2, 2, 5]]}, in_full=True)
    for name in ("argmax", "argmin"):
        group.add([name, "a"], in_full=True)
        for axis in (0, 1, 2, 3):
            for keepdims in (False, True):
                group.add([name, "a", {"axis": axis, "keepdims": keepdims}], in_full=True)
    order = ["argsort", "a", {"axis": 2}]
    group.add(["take_along_axis", "a", order, 2], in_full=True)
    group.add(["put_along_axis", "c", ["argmax", "c", {"axis": 1, "keepdims": True}], ["value", -1], 1], {"c": ["copy", "square"]})
    # Exercises that the page points to.
    group.add(["set", "v", [4], ["py", "1"]], {"v": ["zeros", [10]]}, in_full=True)
    group.add(["set", "v", ["1:-1", "1:-1"], ["py", "0"]], {"v": ["ones", [5, 5]]}, in_full=True)
    group.add(["pad", ["ones", [3, 3]], 1, "constant", {"constant_values": 0}], in_full=True)
    group.add(["set", ["after", ["set", "v", ["1::2", "::2"], ["py", "1"]], "v"], ["::2", "1::2"], ["py", "1"]], {"v": ["zeros", [8, 8], {"dtype": "int64"}]}, in_full=True)
    group.add(["unravel_index", ["value", 99], [6, 7, 8]], in_full=True)
    group.add(["pick", "square", [["argsort", ["index", "square", [":", 1]]]]], in_full=True)
    group.add(["assign", "c", [["value", [0, 1]]], ["pick", "c", [["value", [1, 0]]]]], {"c": ["copy", "corner"]}, in_full=True)
    group.add(["sliding_window_view", ["arange", "1", "15"], 4], in_full=True)
    group.add(["sliding_window_view", "square", [3, 3]])
    group.add(["bincount", ["value", [1, 3, 9, 3, 4, 1]], ["value", [1, 2, 3, 4, 5, 6]]], in_full=True)


def copies(group):
    """Which calls look at the same bytes."""
    for view in (["index", "c", ["1:3"]], ["reshape", "c", [5, 2]], ["ravel", "c"], ["view", "c", "uint8"], ["T", ["reshape", "c", [5, 2]]], ["index", "c", ["..."]], ["index", "c", ["newaxis"]]):
        group.add(view, {"c": ["arange", "10"]}, in_full=True)
        group.add(["shares_memory", view, "c"], {"c": ["arange", "10"]})
    for copy in (["pick", "c", [["value", [1, 2]]]], ["flatten", "c"], ["copy", "c"], ["astype", "c", "int64"], ["ravel", ["T", ["reshape", "c", [5, 2]]]], ["pick", "c", [["greater", "c", ["py", "3"]]]]):
        group.add(copy, {"c": ["arange", "10"]}, in_full=True)
        group.add(["shares_memory", copy, "c"], {"c": ["arange", "10"]})
    group.add(["after", ["set", "c", ["1:3"], ["value", [10, 11]]], "v"], {"c": ["arange", "10"], "v": ["index", "c", ["1:3"]]}, in_full=True)
    group.add(["after", ["assign", "c", [["value", [1, 2]]], ["value", [[10, 11, 12], [13, 14, 15]]]], "v"], {"c": ["reshape", ["arange", "9"], [3, 3]], "v": ["pick", "c", [["value", [1, 2]]]]}, in_full=True)
    for order in ("C", "F"):
        ones = ["copy", ["ones", [2, 3]], order]
        for shape in ([6], [3, 2], [-1], [7]):
            group.add(["set_shape", ["view", ["T", "o"], "float64"], shape], {"o": ones}, in_full=True)
            group.add(["set_shape", ["view", "o", "float64"], shape], {"o": ones}, in_full=True)
