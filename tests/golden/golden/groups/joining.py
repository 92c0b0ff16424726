"""Arrays one after the other, along every axis, of every pair of dtypes and layouts; and into arrays that exist."""

from itertools import product

from .. import data
from ..answer import Group

STACKS = ("stack", "vstack", "row_stack", "hstack", "dstack", "column_stack")


def make():
    """The products."""
    shared = {}
    for dtype in [*data.DTYPES, *data.COMPLEX]:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    every = data.SQUARE + data.OTHERS
    for left, right in product(every, every):
        pair = [f"int32_{left}", f"float64_{right}"]
        same = [f"int16_{left}", f"int16_{right}"]
        for axis in (0, 1, -1, 2, None):
            group.add(["concatenate", same if axis else pair, {"axis": axis}])
        group.add(["stack", same, {"axis": 0}])
        group.add(["stack", same, {"axis": -1}])
        for name in ("vstack", "hstack", "dstack", "column_stack"):
            group.add([name, pair])
        group.add(["append", *same])
    for left, right in product(data.DTYPES, data.DTYPES):
        group.add(["concatenate", [f"{left}_C", f"{right}_F"]])
        group.add(["concatenate", [f"{left}_row", f"{right}_zero"], {"axis": None}])
        for rule in ("safe", "same_kind"):
            group.add(["concatenate", [f"{left}_row"], {"dtype": right, "casting": rule}])
            group.add(["hstack", [f"{left}_zero"], {"dtype": right, "casting": rule}])
    for left, right in product([*data.DTYPES, *data.COMPLEX], data.COMPLEX):
        for axis in (0, 1, None):
            group.add(["concatenate", [f"{left}_C", f"{right}_reversed"], {"axis": axis}])
        for name in STACKS:
            group.add([name, [f"{right}_row", f"{left}_row"]])
    several(group)
    into(group)
    blocks(group)
    refusals(group)
    return group


def several(group):
    """One, three and more of them; memory orders that agree and disagree."""
    for layout in data.SQUARE + ["cube", "turned", "empty"]:
        name = f"float64_{layout}"
        for axis in (0, 1, -1, None):
            group.add(["concatenate", [name], {"axis": axis}])
            group.add(["concatenate", [name, name, name], {"axis": axis}])
            group.add(["concatenate", [["T", name], ["T", name]], {"axis": axis}])
        for axis in (0, 1, 2, -1, -2, 5, -5):
            group.add(["stack", [name, name], {"axis": axis}])
            group.add(["stack", [["T", name]], {"axis": axis}])
        for rule in ("unsafe", "same_kind", "no"):
            group.add(["stack", [name, "float64_C"], {"dtype": "int8", "casting": rule}])
            group.add(["vstack", [name, name], {"dtype": "int8", "casting": rule}])
    mixed = ["float64_C", "float64_F", "float64_strided", "float64_reversed", "float64_broadcast"]
    for first, second, third in product(mixed, mixed[:3], mixed):
        group.add(["concatenate", [first, second, third], {"axis": 1}])
    for dims in ([1, 3], [3, 1], [2, 1, 3], [1, 1, 1], [0, 3], [2, 0]):
        ones = ["copy", ["ones", dims], "F"]
        for axis in (0, 1, -1):
            group.add(["concatenate", [ones, ["ones", dims]], {"axis": axis}])
            group.add(["concatenate", [ones, ones], {"axis": axis}])
            group.add(["concatenate", [["T", ["ones", dims]], ["T", ["ones", dims]]], {"axis": axis}])


def into(group):
    """`out=`."""
    targets = {
        "C": ["zeros", [6, 4]],
        "F": ["zeros", [6, 4], {"order": "F"}],
        "strided": ["index", ["zeros", [12, 8]], ["::2", "::2"]],
        "reversed": ["index", ["zeros", [6, 4]], ["::-1", "::-1"]],
        "wrong": ["zeros", [5, 4]],
        "flat": ["zeros", [24]],
        "short": ["zeros", [23]],
        "deep": ["zeros", [1, 6, 4]],
        "frozen": ["frozen", ["zeros", [6, 4]]],
        "frozen_flat": ["frozen", ["zeros", [24]]],
        "whole": ["zeros", [6, 4], {"dtype": "int16"}],
        "whole_flat": ["zeros", [24], {"dtype": "int16"}],
    }
    for (target, code), axis, source in product(targets.items(), (0, 1, None), ("int8", "float32")):
        parts = [f"{source}_F", f"{source}_reversed"]
        group.add(["concatenate", parts, {"axis": axis, "out": "target"}], {"target": code})
        group.add(["concatenate", parts, {"axis": axis, "out": "target", "casting": "unsafe"}], {"target": code})
    for axis in (0, 1):
        group.add(["stack", ["int8_C", "int8_F"], {"axis": axis, "out": "target"}], {"target": ["zeros", [2, 3, 4]]})
        group.add(["concatenate", ["int8_C"], {"axis": axis, "out": "target", "dtype": "int8"}], {"target": ["zeros", [3, 4]]})
    # Parts and target over the same bytes.
    base = {"target": ["fill", "plain", "int64", [6, 4]]}
    for parts in ([["index", "target", ["3:"]], ["index", "target", [":3"]]], [["index", "target", ["::-2"]], ["index", "target", ["::2"]]]):
        group.add(["concatenate", parts, {"axis": 0, "out": "target"}], base)


def blocks(group):
    """Nested lists."""
    one, two = "int32_C", "float32_F"
    row, zero, cube, column = "int16_row", "int8_zero", "float64_cube", "uint8_column"
    for code in (
        one,
        cube,
        zero,
        row,
        ["[]"],
        ["[]", ["[]"]],
        ["[]", one, ["[]"]],
        ["[]", ["[]", one], ["[]"]],
        ["[]", one],
        ["[]", one, two],
        ["[]", ["[]", one, two], ["[]", two, one]],
        ["[]", ["[]", one], ["[]", two]],
        ["[]", ["[]", one, column], ["[]", column, two]],
        ["[]", ["[]", one, column], ["[]", two]],
        ["[]", ["[]", row, row], ["[]", row, row]],
        ["[]", row, zero],
        ["[]", row, one],
        ["[]", ["[]", row], ["[]", one]],
        ["[]", zero, zero, zero],
        ["[]", ["[]", zero, zero], ["[]", zero, zero]],
        ["[]", ["[]", zero], zero],
        ["[]", zero, ["[]", zero]],
        ["[]", one, ["[]", one, two]],
        ["[]", ["[]", ["[]", one, two]], ["[]", ["[]", two, one]]],
        ["[]", ["[]", ["[]", cube]], ["[]", ["[]", cube]]],
        ["[]", ["[]", ["[]", cube], ["[]", cube]]],
        ["[]", ["[]", cube, cube]],
        ["[]", ["[]", one, cube]],
        ["[]", ["[]", ["[]", ["[]", row]]]],
        ["[]", ["[]", ["[]", row], row]],
    ):
        group.add(["block", code])
    for left, right in product(data.DTYPES, ("int16", "float32")):
        group.add(["block", ["[]", ["[]", f"{left}_C"], ["[]", f"{right}_F"]]])
        group.add(["block", ["[]", ["[]", f"{left}_turned", f"{right}_turned"]]])


def refusals(group):
    """Nothing to join, shapes that do not fit."""
    for axis in (0, 63, 64):
        group.add(["stack", [["ones", [1] * 63], ["ones", [1] * 63]], {"axis": axis}])
        group.add(["stack", [["ones", [1] * 64], ["ones", [1] * 64]], {"axis": axis}])
        group.add(["concatenate", [["ones", [1] * 64], ["ones", [1] * 64]], {"axis": axis}])
    for name in (*STACKS, "concatenate"):
        group.add([name, []])
    group.add(["concatenate", [], {"axis": None}])
    shapes = ([3], [4], [3, 4], [4, 3], [3, 4, 1], [], [0, 4])
    for left, right in product(shapes, shapes):
        pair = [["ones", left], ["ones", right]]
        for axis in (0, 1, -1, 3, -4):
            group.add(["concatenate", pair, {"axis": axis}])
        for name in STACKS:
            group.add([name, pair])
        group.add(["append", *pair])
        group.add(["append", *pair, 1])
