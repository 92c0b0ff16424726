"""Choosing between arrays element by element: `where`, `copyto`, `select`, `piecewise`."""

from itertools import product

from .. import data
from ..answer import Group

NUMBERS = ["7", "-1", "300", "2.5", "True", "9223372036854775808", "18446744073709551616", "nan"]


def make():
    """Dtypes, layouts, Python numbers, shapes that broadcast and shapes that do not, overlaps."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [4]]
    group = Group(shared)
    wheres(group)
    copies(group)
    selects(group)
    pieces(group)
    return group


def wheres(group):
    """`where` with three arguments."""
    square = ["bool_C", "bool_F", "bool_strided", "bool_reversed", "bool_broadcast", "bool_row", "bool_column", "bool_zero"]
    for left, right in product(data.DTYPES, data.DTYPES):
        group.add(["where", "bool_row", f"{left}_row", f"{right}_C"])
        group.add(["where", f"{left}_C", f"{left}_wild", f"{right}_column"])
    for condition, x, y in product(square, [*data.SQUARE, "row", "column", "zero"], ("C", "F", "reversed", "row", "zero")):
        group.add(["where", condition, f"int64_{x}", f"int16_{y}"])
    for dtype, number in product(data.DTYPES, NUMBERS):
        if number != "nan" or dtype in data.FLOATS:
            group.add(["where", "bool_F", f"{dtype}_F", ["py", number]])
            group.add(["where", "bool_row", ["py", number], f"{dtype}_row"])
    for one, other in product(NUMBERS, NUMBERS):
        group.add(["where", "bool_row", ["py", one], ["py", other]])
    for condition in (["py", "True"], ["py", "0"], ["array", "float64", [3], "0.0 nan 2.5"], ["zeros", [0, 3]], ["ones", [3, 0]], ["array", "int8", [2], "0 -1"], ["array", "bool", [], "0"]):
        for x, y in ((["py", "1"], ["py", "2"]), ("int64_C", ["py", "2"]), ("int8_zero", "float32_zero"), ("int64_empty", "int64_row")):
            group.add(["where", condition, x, y])
    for x in ("cube", "turned"):
        for y in ("cube", "turned", "row"):
            group.add(["where", ["greater", f"int64_{x}", ["py", "2"]], f"int64_{x}", f"float32_{y}"])
            group.add(["where", ["greater", f"int8_{y}", ["py", "2"]], f"int64_{x}", ["py", "0"]])


def copies(group):
    """`copyto` with and without a mask, over casts and rules, and where values or masks are part of the target."""
    masks = [None, "bool_row", "bool_C", "bool_F", "bool_column", "bool_zero", ["array", "bool", [2], "1 0"], ["array", "int64", [4], "1 0 1 0"], ["array", "float64", [], "1.0"], ["array", "bool", [1, 1, 4], "1 0 1 0"], ["py", "True"], ["py", "1"]]
    values = ["int64_row", "int64_F", "int8_column", "float32_row", "bool_zero", "float64_zero", ["fill", "plain", "int64", [3]], ["fill", "plain", "int64", [1, 1, 4]], ["fill", "plain", "int64", [2, 3, 4]], ["py", "7"], ["py", "300"], ["py", "2.5"], ["py", "True"]]
    layouts = {
        "C": ["fill", "steps", "int64", [3, 4]],
        "F": ["copy", ["fill", "steps", "uint8", [3, 4]], "F"],
        "strided": ["index", ["fill", "steps", "float32", [6, 8]], ["::2", "1::2"]],
        "broadcast": ["broadcast_to", ["fill", "steps", "int64", [4]], [3, 4]],
    }
    for code, mask, value in product(layouts.values(), masks, values):
        group.add(["copyto", "a", value] + ([{"where": mask}] if mask else []), given={"a": code})
    for dtype, number, rule in product(data.DTYPES, ("5", "300", "-1", "1.5", "True", "9223372036854775808"), ("same_kind", "unsafe", "no")):
        group.add(["copyto", "a", ["py", number], {"casting": rule}], given={"a": ["zeros", [2], {"dtype": dtype}]})
    for dtype, other, rule in product(("bool", "uint8", "int16", "int64", "float32"), data.DTYPES, ("no", "safe", "same_kind", "unsafe")):
        group.add(["copyto", "a", f"{other}_row", {"casting": rule, "where": "bool_row"}], given={"a": ["zeros", [4], {"dtype": dtype}]})
    line = {"a": ["fill", "steps", "int64", [8]]}
    for target, value in ((["index", "a", ["1:"]], ["index", "a", [":-1"]]), ("a", ["index", "a", ["::-1"]]), (["index", "a", ["::2"]], ["index", "a", [":4"]])):
        group.add(["copyto", target, value], given=line)
        group.add(["copyto", target, value, {"where": ["greater", target, ["py", "2"]]}], given=line)
    truths = {"a": ["array", "bool", [4], "1 0 1 0"]}
    group.add(["copyto", ["index", "a", ["::-1"]], ["logical_not", "a"], {"where": "a"}], given=truths)
    group.add(["copyto", "a", ["py", "False"], {"where": ["index", "a", ["::-1"]]}], given=truths)
    for value in ("int64_zero", ["fill", "plain", "int64", [1, 1]], ["fill", "plain", "int64", [2]], ["py", "2.5"]):
        group.add(["copyto", "a", value], given={"a": ["fill", "steps", "int64", []]})


def selects(group):
    """`select`."""
    low, high = ["less", "int64_row", ["py", "2"]], ["greater", "int64_row", ["py", "4"]]
    for dtype, other in product(data.DTYPES, data.DTYPES):
        group.add(["select", [low, high], [f"{dtype}_row", f"{other}_row"]])
    for dtype, number in product(data.DTYPES, ("7", "300", "-1", "2.5", "True")):
        group.add(["select", [low], [f"{dtype}_row"], ["py", number]])
        group.add(["select", [low], [["py", number]], f"{dtype}_row"])
        group.add(["select", [low], [["py", number]], f"{dtype}_zero"])
    for conditions, choices, default in (
        ([low, high], ["int64_row"], ["py", "0"]), ([], [], ["py", "0"]), (["int64_row"], ["int64_row"], ["py", "0"]), ([low, "int64_row"], ["int64_row", "int64_row"], ["py", "0"]),
        ([low], ["int64_C"], ["py", "0"]), (["bool_F"], ["int64_F"], ["py", "0"]), (["bool_C", low], ["int64_row", ["py", "1.5"]], ["py", "0"]), (["bool_C", "bool_column"], ["int64_C", "int8_F"], "float32_row"),
        ([["py", "True"], ["py", "False"]], [["py", "1"], ["py", "2"]], ["py", "0"]), ([low], [["fill", "plain", "int64", [3]]], ["py", "0"]), ([low, ["fill", "plain", "bool", [3]]], ["int64_row", "int64_row"], ["py", "0"]),
        ([low], ["int64_row"], ["fill", "plain", "int64", [3]]), (["bool_zero"], ["int64_C"], ["py", "0"]), ([low], ["int64_column"], ["py", "False"]), (["bool_empty"], ["int64_row"], ["py", "0"]),
        ([low, high, "bool_row"], [["py", "1"], ["py", "2"], ["py", "3"]], ["py", "4"]), ([low, low], ["int64_row", "float64_row"], ["py", "-1"]), (["bool_row", "bool_broadcast"], ["uint8_row", "int8_row"], ["py", "1"]),
    ):  # fmt: skip
        group.add(["select", conditions, choices, default])


def pieces(group):
    """`piecewise`."""
    for dtype in data.DTYPES:
        for layout in ("row", "C", "F", "strided", "zero", "empty"):
            source = f"{dtype}_{layout}"
            low, high = ["less", source, ["py", "2"]], ["greater", source, ["py", "4"]]
            group.add(["piecewise", source, [low, high], [["py", "1"], ["py", "2"], ["py", "3"]]])
            group.add(["piecewise", source, [low], [["py", "2.5"]]])
            group.add(["piecewise", source, [low], [["apply", "square"], ["py", "0"]]])
            group.add(["piecewise", source, [low, high], [["apply", "square"], ["apply", "absolute"]]])
    low = ["less", "int64_row", ["py", "2"]]
    for conditions, some in (
        ([low], [["py", "1"], ["py", "2"], ["py", "3"]]), ([low, low], [["py", "1"]]), ([low], [["array", "int64", [2], "8 9"]]), ([low], [["array", "int64", [3], "8 9 7"]]), ([["array", "int64", [4], "1 0 0 2"]], [["py", "5"]]),
        ([["array", "bool", [3], "1 0 1"]], [["py", "5"]]), ([low, ["logical_not", low]], [["py", "5"], ["py", "300"]]), ([low, low], [["py", "5"], ["py", "6"]]),
    ):  # fmt: skip
        group.add(["piecewise", "int64_row", conditions, some])
        group.add(["piecewise", "uint8_row", conditions, some])
