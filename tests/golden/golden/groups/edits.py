"""Arrays with elements more or fewer: put in, taken out, repeated to fill a shape, trimmed."""

from itertools import product

from .. import data
from ..answer import Group

WHERE = [0, 1, 2, 3, 4, -1, -3, -4, 9, -9, [0], [2], [-1], [9], [0, 2], [2, 0], [1, 1], [-1, 0], [0, 9], [-9, 0], [], "1:3", "::2", "::-1", "3:1", ":", "2:3", "-2:", [True, False, True, False], [True, False, True], [False, True, False, False], [False, False, False], [True, True, True, True, True]]


def make():
    """The products."""
    group = Group(data.layouts("steps", "int32") | data.layouts("plain", "float64"))
    layouts = data.SQUARE + data.OTHERS
    for layout, where in product(layouts, WHERE):
        for axis in (None, 0, 1, 2) if layout in ("cube", "turned") else (None, 0, -1):
            group.add(["delete", f"int32_{layout}", where, axis])
    values = {
        "number": ["py", "7"],
        "half": ["py", "2.5"],
        "row": "float64_row",
        "pair": ["array", "int64", [2], "70 80"],
        "three": ["array", "int64", [3], "70 80 90"],
        "column": "float64_column",
        "square": ["array", "int64", [2, 2], "70 80 90 60"],
    }
    for layout, where, (name, code) in product(("C", "F", "row", "cube"), WHERE, values.items()):
        for axis in (0, 1) if name not in ("half", "square") and layout != "row" else (None,):
            group.add(["insert", f"int32_{layout}", where, code, axis])
    for where in WHERE:
        for axis in (None, -1, 5):
            group.add(["insert", "int32_turned", where, ["py", "7"], axis])
        for layout in ("zero", "strided", "reversed", "empty"):
            group.add(["insert", f"int32_{layout}", where, values["pair"]])
            group.add(["delete", f"int32_{layout}", where, 5])
    group.add(["insert", ["ones", [3], {"dtype": "int8"}], 1, ["py", "300"]])
    group.add(["insert", ["ones", [3], {"dtype": "int8"}], [0, 2], ["py", "300"]])
    resizes(group, layouts)
    trims(group)
    return group


def resizes(group, layouts):
    """The function and the method."""
    for layout, shape in product(layouts, (0, 5, [2, 3], [3, 4], [4, 3], [7, 4], [2, 3, 5], [], [0, 3], [-1], [2, -3], [2, 0, -1])):
        group.add(["resize", f"int32_{layout}", shape])
        # Zero times a negative extent is 0, so that NumPy lets it pass; and it keeps the old flags of an array without axes.
        if shape not in ([], [2, 0, -1]):
            for order in "CF":
                group.add(["resize_in_place", ["copy", f"int32_{layout}", order], shape, {"refcheck": False}])
                group.add(["resize_in_place", ["T", ["copy", f"int32_{layout}", order]], shape, {"refcheck": False}])
            if layout in ("C", "row"):
                group.add(["resize_in_place", ["index", f"int32_{layout}", ["1:"]], shape])
                group.add(["resize_in_place", ["index", f"int32_{layout}", ["...", "::2"]], shape])
            group.add(["resize_in_place", "held", shape], {"held": ["copy", f"int32_{layout}", "K"]})
            group.add(["resize_in_place", "held", shape, {"refcheck": False}], {"held": ["copy", f"int32_{layout}", "K"]})


def trims(group):
    """Zeros at the ends, of one axis and of several."""
    lines = ("0 0 1 2 0 3 0", "1 2 3 4 5 6 7", "0 0 0 0 0 0 0", "0 0 0 0 0 0 1", "1 0 0 0 0 0 0")
    for line, dtype, trim in product(lines, ("int64", "float32", "bool"), ("fb", "f", "b")):
        array = ["array", dtype, [7], line]
        for axis in (None, 0, -1, [0], [], 1, [0, 0], -3) if dtype == "int64" else (None, 0):
            group.add(["trim_zeros", array, trim, axis])
        group.add(["trim_zeros", ["index", array, ["::-1"]], trim])
    cases = ("0 0 0 0 0 1 0 0 0 0 2 0", "0 0 0 0 0 0 0 0 0 0 0 0", "1 0 0 0 0 0 0 0 0 0 0 1", "0 1 0 0 0 0 0 0 0 3 0 0")
    for case, trim, axis in product(cases, ("fb", "f", "b"), (None, 0, 1, -1, [0, 1], [1, 0], [], 2, [0, 0], [0, -2])):
        square = ["array", "int32", [3, 4], case]
        group.add(["trim_zeros", square, trim, axis])
        group.add(["trim_zeros", ["T", square], trim, axis])
    for shape in ([], [0], [0, 3], [2, 0]):
        for axis in (None, 0, 1):
            group.add(["trim_zeros", ["ones", shape], "fb", axis])
    group.add(["trim_zeros", "float64_zero"])
    group.add(["trim_zeros", "float64_cube", "fb"])
