"""Taking and putting by position: `take`, `put`, `choose`, `compress`, `extract`, `place`, `putmask`, along an axis."""

from itertools import product

from .. import data
from ..answer import Group

MODES = ["raise", "wrap", "clip"]
POSITIONS = [
    ["array", "int64", [], "1"], ["array", "int64", [3], "2 0 -1"], ["array", "int64", [2, 2], "0 1 2 0"], ["copy", ["array", "int64", [2, 2], "0 1 2 0"], "F"],
    ["index", ["array", "int8", [3], "2 0 1"], ["::-1"]], ["array", "uint64", [2], "1 2"], ["array", "int64", [0], ""], ["array", "int64", [2, 0], ""],
    ["array", "int64", [3], "7 -9 1"], ["array", "bool", [2], "1 0"], ["array", "float64", [1], "1.0"], ["array", "float64", [], "1.0"],
]  # fmt: skip


def make():
    """Every function over dtypes, layouts, positions in and out of bounds, modes, outputs."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    takes(group)
    puts(group)
    chooses(group)
    compresses(group)
    places(group)
    along(group)
    return group


def takes(group):
    """`take`, with and without axis, mode, `out`."""
    for dtype in ("int64", "float32", "bool", "int16"):
        layouts = [*data.SQUARE, *data.OTHERS] if dtype == "int64" else ["F", "strided", "cube", "zero"]
        for layout, positions in product(layouts, POSITIONS):
            axes = [None, 0, 1] if dtype == "int64" else [None, -1]
            for axis in axes:
                modes = MODES if dtype == "int64" and positions[-1] in ("7 -9 1", "2 0 -1") else ["raise"]
                for mode in modes:
                    options = ({"axis": axis} if axis is not None else {}) | ({"mode": mode} if mode != "raise" else {})
                    group.add(["take", f"{dtype}_{layout}", positions, options] if options else ["take", f"{dtype}_{layout}", positions])
    group.add(["take", "int64_C", ["py", "3"]])
    group.add(["take", "int64_cube", ["array", "int64", [2], "1 0"], {"axis": -3}])
    group.add(["take", "int64_cube", ["array", "int64", [2], "1 0"], {"axis": 3}])
    for shape, axis, text in product(([3, 0], [0, 3], [0]), (None, 0, 1), ("7", "1", "0")):
        group.add(["take", ["zeros", shape], ["array", "int64", [1], text], {"axis": axis}])
    group.add(["take", ["zeros", [0, 3]], ["array", "int64", [1], "0"], {"axis": 0, "mode": "clip"}])
    two = ["array", "int64", [2], "3 1"]
    for dtype, shape in product(data.DTYPES, ([2], [1, 2], [3])):
        for mode in ("raise", "clip"):
            group.add(["take", "int16_row", two, {"out": "o", "mode": mode}], given={"o": ["zeros", shape, {"dtype": dtype}]})
    for source in ("o", ["index", "o", ["::-1"]], ["index", "o", ["1:"]]):
        group.add(["take", source, ["array", "int64", [2, 2], "3 1 0 2"], {"out": ["reshape", "o", [2, 2]]}], given={"o": ["fill", "steps", "int64", [4]]})
    group.add(["take", "o", ["the", "o"], {"out": "o"}], given={"o": ["array", "int64", [4], "3 1 0 2"]})
    group.add(["take", "int64_C", two, {"axis": 1, "out": "o"}], given={"o": ["copy", ["zeros", [3, 2], {"dtype": "int64"}], "F"]})
    group.add(["take", "int64_C", two, {"out": ["broadcast_to", "o", [2]]}], given={"o": ["fill", "steps", "int64", []]})
    group.add(["take", "int64_C", ["array", "int64", [2], "0 99"], {"out": "o"}], given={"o": ["fill", "steps", "int64", [2]]})
    group.add(["take", "float64_C", ["array", "int64", [], "1"], {"out": "o"}], given={"o": ["fill", "steps", "int64", []]})


def targets(dtype):
    """Fresh arrays to write into, in every layout."""
    return {
        "C": ["fill", "steps", dtype, [3, 4]],
        "F": ["copy", ["fill", "steps", dtype, [3, 4]], "F"],
        "strided": ["index", ["fill", "steps", dtype, [6, 8]], ["::2", "1::2"]],
        "reversed": ["index", ["fill", "steps", dtype, [3, 4]], ["::-1", "::-1"]],
        "row": ["fill", "steps", dtype, [5]],
        "zero": ["fill", "steps", dtype, []],
        "empty": ["zeros", [0, 3], {"dtype": dtype}],
    }


def values_for(dtype):
    """Values to put: numbers, one, several, none, of other dtypes."""
    return [["py", "7"], ["py", "300"], ["py", "2.5"], ["fill", "plain", dtype, [3]], ["fill", "plain", "int64", [2, 2]], ["fill", "plain", "float64", []], ["fill", "plain", "int8", [1]], ["fill", "plain", dtype, [0]]]


def puts(group):
    """`put` over layouts, positions, values and modes; values that are part of the target."""
    for dtype in ("int64", "uint8", "float32", "bool"):
        for layout, code in targets(dtype).items():
            for number, (positions, value) in enumerate(product(POSITIONS, values_for(dtype))):
                if dtype == "int64" and (layout in ("F", "empty") or number % 3 == 0) or layout in ("C", "row") and number % 5 == 0:
                    modes = MODES if positions[-1] == "7 -9 1" and value[0] == "fill" else ["raise"]
                    for mode in modes:
                        group.add(["put", "a", positions, value] + ([{"mode": mode}] if mode != "raise" else []), given={"a": code})
    line = {"a": ["fill", "steps", "int64", [5]]}
    for value in ("a", ["index", "a", ["::-1"]], ["index", "a", [":2"]]):
        group.add(["put", "a", ["array", "int64", [3], "1 2 3"], value], given=line)
        group.add(["put", "a", ["array", "int64", [3], "1 1 1"], value], given=line)
    group.add(["put", "a", ["the", "a"], ["py", "9"]], given=line)
    for number in ("300", "-3", "nan"):
        group.add(["put", "a", ["array", "int64", [1], "0"], ["py", number]], given={"a": ["zeros", [0, 2], {"dtype": "uint8"}]})
    for positions in (["py", "0"], ["py", "99"]):
        group.add(["put", ["broadcast_to", "a", [2, 5]], positions, ["py", "1"]], given=line)


def chooses(group):
    """`choose` over selectors, choices and modes."""
    selectors = [["array", "int64", [4], "0 1 1 0"], ["array", "int8", [3, 1], "1 0 1"], ["array", "bool", [4], "1 0 0 1"], ["array", "int64", [4], "0 2 -1 1"], ["copy", ["remainder", "int64_C", ["py", "2"]], "F"], ["array", "int64", [], "1"], ["array", "uint64", [1], "1"], ["array", "float64", [1], "1.0"], ["array", "float64", [], "0.0"], ["array", "int64", [0, 4], ""]]
    choices = [
        ["int64_row", "int16_row"], ["float32_C", "int8_row"], ["uint8_F", ["py", "300"]], ["uint8_row", ["py", "1.5"]], [["py", "1"], ["py", "2.5"]], ["bool_row", ["py", "True"]],
        ["int64_row", ["fill", "steps", "int64", [3]]], ["int8_broadcast", "uint16_reversed", "int32_strided"], ["float64_zero", "int64_column"], ["int64_row"], [],
        [["py", "9223372036854775808"], ["py", "1"]], ["int64_row", ["py", "18446744073709551616"]],
    ]  # fmt: skip
    for selector, some, mode in product(selectors, choices, MODES):
        if mode == "raise" or selector in (selectors[1], selectors[3]):
            group.add(["choose", selector, some] + ([{"mode": mode}] if mode != "raise" else []))
    for dtype, shape in product(data.DTYPES, ([4], [3])):
        group.add(["choose", selectors[0], ["int64_row", "int16_row"], {"out": "o"}], given={"o": ["zeros", shape, {"dtype": dtype}]})
    group.add(["choose", selectors[3], ["int64_row", "int16_row"], {"out": "o"}], given={"o": ["zeros", [4]]})


def compresses(group):
    """`compress` and `extract`."""
    conditions = [["array", "bool", [2], "0 1"], ["array", "int64", [3], "0 7 1"], ["array", "float64", [4], "0.0 1.5 0.0 nan"], ["array", "bool", [13], "1 0 0 1 0 0 0 0 0 0 0 0 1"], ["array", "bool", [0], ""], ["array", "bool", [1, 2], "1 0"], ["array", "bool", [], "1"]]
    for condition, layout, axis in product(conditions, [*data.SQUARE, *data.OTHERS], (None, 0, 1, -1)):
        group.add(["compress", condition, f"int64_{layout}", {"axis": axis}])
    for condition, layout in product([*conditions, ["greater", "float32_F", ["py", "0"]]], [*data.SQUARE, *data.OTHERS]):
        group.add(["extract", condition, f"float32_{layout}"])


def places(group):
    """`place` and `putmask`."""
    masks = [["fill", "plain", "bool", [3, 4]], ["copy", ["fill", "plain", "bool", [3, 4]], "F"], ["fill", "plain", "bool", [12]], ["zeros", [3, 4], {"dtype": "bool"}], ["fill", "plain", "float64", [4, 3]], ["array", "bool", [1], "1"], ["fill", "plain", "int8", [5]], ["array", "bool", [], "1"], ["array", "bool", [0], ""]]
    for name, dtype in product(("place", "putmask"), ("int64", "uint8", "float32")):
        for (layout, code), mask in product(targets(dtype).items(), masks):
            for value in values_for(dtype)[:: 1 if layout == "F" and mask == masks[0] else 4]:
                group.add([name, "a", mask, value], given={"a": code})
        line = {"a": ["fill", "steps", dtype, [8]]}
        read_only = ["broadcast_to", "a", [2, 8]]
        group.add([name, read_only, ["fill", "plain", "bool", [16]], ["py", "1"]], given=line)
        group.add([name, read_only, ["fill", "plain", "bool", [1]], ["py", "1"]], given=line)
    for value in ("a", ["index", "a", ["::-1"]], ["index", "a", [":-1"]]):
        group.add(["place", "a", ["greater", "a", ["py", "0"]], value], given={"a": ["fill", "steps", "int64", [8]]})
        group.add(["putmask", "a", ["greater", "a", ["py", "0"]], value], given={"a": ["fill", "steps", "int64", [8]]})


def along(group):
    """`take_along_axis` and `put_along_axis`."""
    positions = [
        ["array", "int64", [3, 1], "0 1 -1"], ["array", "int64", [1, 4], "0 1 2 0"], ["array", "int64", [3, 2], "0 1 2 0 1 1"], ["copy", ["array", "int64", [3, 2], "0 1 2 0 1 1"], "F"], ["array", "int8", [1, 1], "2"], ["array", "int64", [2], "0 1"],
        ["array", "float64", [1, 1], "1.0"], ["array", "bool", [1, 1], "1"], ["array", "int64", [1, 1], "9"], ["array", "int64", [1, 3], "0 0 0"], ["array", "int64", [], "0"], ["array", "float64", [1], "1.0"], ["array", "int64", [3, 0], ""],
    ]  # fmt: skip
    for layout, where, axis in product(["C", "F", "strided", "broadcast", "row", "zero", "empty"], positions, (0, 1, -1, None)):
        group.add(["take_along_axis", f"int64_{layout}", where, axis])
    for dtype in ("float32", "bool"):
        for where in positions[:4]:
            group.add(["take_along_axis", f"{dtype}_F", where, 1])
    for layout in ("F", "strided", "row"):
        code = targets("int64")[layout]
        for where, axis, value in product(positions, (0, 1, None), (["py", "99"], ["array", "int64", [3, 1], "7 8 9"], ["array", "float64", [2], "1.5 2.5"])):
            group.add(["put_along_axis", "a", where, value, axis], given={"a": code})
