"""Basic indexing: integers, slices, newaxis and the ellipsis, read and written, in range and out."""

from itertools import product

from .. import data
from ..answer import Group

ITEMS = [0, 1, -1, 5, -5, ":", "1:", ":2", "::2", "::-1", "2:0", "2:0:-1", "-2:", "-100:100", "100:", "::-2", "::7", "newaxis", "...", "3:1:-1", ":-5:-1"]
SECOND = [0, -1, ":", "1:3", "::-1", "newaxis", "...", 4, "-3::2"]
THIRD = [1, "::2", "newaxis", "...", "3:0:-2"]


def make():
    """One, two, three and four items on arrays of one to three axes; assignments through views."""
    group = Group(data.layouts("steps", "int64") | data.layouts("steps", "float32"))
    sources = ["int64_row", "int64_C", "int64_F", "int64_strided", "int64_broadcast", "int64_turned", "int64_zero", "int64_empty"]
    for source in sources:
        group.add(["index", source, []])
        for item in ITEMS:
            group.add(["index", source, [item]])
    for source in ("int64_C", "int64_reversed", "float32_F", "int64_row"):
        for first, second in product(ITEMS, SECOND):
            group.add(["index", source, [first, second]])
    for first, second, third in product(SECOND, SECOND, THIRD):
        group.add(["index", "float32_cube", [first, second, third]])
    for first, second in product(SECOND, THIRD):
        group.add(["index", "float32_turned", [first, "...", second]])
        group.add(["index", "int64_cube", [first, second, ":", "newaxis"]])
    for item in ("::0", "1:2:0"):
        group.add(["index", "int64_C", [item]])
        group.add(["index", "int64_C", [0, item]])
    for depth in (30, 62, 63, 64, 65):
        group.add(["index", "int64_row", ["newaxis"] * depth])
    assignments(group)
    return group


def assignments(group):
    """What a write through a view does to its owner, with stretching, casting, and misfits."""
    fresh = {"a": ["fill", "steps", "int64", [3, 4]]}
    targets = [[], [0], [":", 1], ["::2", "::-1"], ["..."], [1, 2], ["newaxis", ":", "1:3"], ["2:0"], ["::-1"], [5], ["1:", "2:"]]
    values = [
        ["py", "7"], ["py", "-2.75"], ["py", "True"],
        ["fill", "plain", "int8", [4]], ["fill", "plain", "int64", [3, 4]], ["fill", "plain", "int64", [3, 1]],
        ["fill", "plain", "float64", []], ["fill", "plain", "float32", [2, 2]], ["fill", "plain", "int64", [2]],
        ["fill", "plain", "int64", [5]], ["fill", "plain", "bool", [1, 1, 4]], ["fill", "plain", "int16", [0]],
    ]  # fmt: skip
    for target, value in product(targets, values):
        group.add(["set", "a", target, value], given=fresh)
    overlap = [
        (["1:"], ["index", "v", [":-1"]]), ([":-1"], ["index", "v", ["1:"]]), (["::-1"], "v"), (["::2"], ["index", "v", ["1::2"]]),
        (["2:8"], ["index", "v", ["0:6"]]), (["2:8"], ["index", "v", ["7:1:-1"]]),
    ]  # fmt: skip
    for dtype in ("int64", "float32", "bool", "uint8"):
        line = {"v": ["fill", "plain", dtype, [10]]}
        for target, value in overlap:
            group.add(["set", "v", target, value], given=line)
        square = {"s": ["fill", "plain", dtype, [4, 4]]}
        group.add(["set", "s", [], ["T", "s"]], given=square)
        group.add(["set", "s", ["...", "1:"], ["index", "s", ["...", ":3"]]], given=square)
        group.add(["set", "s", [0], ["index", "s", [":", 1]]], given=square)
    for dtype in data.DTYPES:
        box = {"b": ["zeros", [3], {"dtype": dtype}]}
        for number in ("1", "-1", "300", "70000", "2.5", "True"):
            if number in ("-1", "300", "70000", "1", "True") or dtype in data.FLOATS + ["bool"]:
                group.add(["set", "b", [1], ["py", number]], given=box)
                group.add(["set", "b", ["1:"], ["py", number]], given=box)
    group.add(["set", ["broadcast_to", "r", [2, 4]], [0], ["py", "1"]], given={"r": ["fill", "steps", "int64", [4]]})
    group.add(["set", ["index", ["T", "a"], ["1:"]], [0], ["py", "1"]], given=fresh)
