"""Advanced indexing, read and written: random mixtures of integers, slices, new axes, index arrays, masks, truth values."""

import random

import numpy as np

from .. import program
from ..answer import Group
from ..operations import picking

SHAPES = [[], [5], [3, 4], [2, 3, 4], [4, 1, 3], [0, 3], [3, 0, 2], [2, 2, 3, 2], [1, 5]]
DTYPES = ["int64", "float64", "int8", "bool", "float32", "uint16"]
INDEX_DTYPES = ["int64"] * 6 + ["int32", "int8", "uint8", "int16", "uint64", "uint32"]


def layouts(dtype, shape):
    """Programs of an array in every layout that its shape allows."""
    base = ["fill", "steps", dtype, shape]
    found = [base]
    if len(shape) > 1:
        found.append(["copy", base, "F"])
        found.append(["transpose", ["fill", "steps", dtype, shape[1:] + shape[:1]], [len(shape) - 1, *range(len(shape) - 1)]])
    if shape:
        found.append(["index", base, ["::-1"] * len(shape)])
        found.append(["index", ["fill", "steps", dtype, [extent * 2 for extent in shape]], ["::2"] * len(shape)])
    return found


def turned(rng, code, ndim):
    """An index array's program, perhaps in another layout."""
    chance = rng.random()
    if ndim == 0 or chance < 0.6:
        return code
    if ndim > 1 and chance < 0.75:
        return ["copy", code, "F"]
    if chance < 0.85:
        return ["index", code, ["::-1"] * rng.randint(1, ndim)]
    return ["index", code, ["...", "::-1"]]


class Maker:
    """Makes random indices for arrays of a shape."""

    def __init__(self, rng):
        self.rng = rng

    def positions(self, length, common):
        """An index array for an axis, of a shape that mostly broadcasts with the others."""
        rng = self.rng
        shape = [extent if rng.random() < 0.75 else 1 for extent in common[rng.randint(0, len(common)) if rng.random() < 0.3 else 0 :]]
        if rng.random() < 0.03:
            shape = [rng.randint(0, 4) for _ in range(rng.randint(0, 2))]
        dtype = rng.choice(INDEX_DTYPES)
        low = 0 if dtype.startswith("u") else -length
        count = int(np.prod(shape, dtype=int))
        values = [rng.randint(low, length - 1) if length and rng.random() > 0.015 else rng.randint(low, length + 3) for _ in range(count)]
        return turned(rng, ["array", dtype, shape, " ".join(map(str, values))], len(shape))

    def mask(self, extents):
        """A mask over some axes; seldom of another shape."""
        rng = self.rng
        if rng.random() < 0.04:
            extents = [max(0, extent + rng.choice([-1, 0, 1])) for extent in extents]
        count = int(np.prod(extents, dtype=int))
        odds = rng.choice([0.2, 0.5, 0.5, 0.8])
        values = ["1" if rng.random() < odds else "0" for _ in range(count)]
        return turned(rng, ["array", "bool", list(extents), " ".join(values)], len(extents))

    def slice(self, length):
        """A slice's text."""
        rng = self.rng
        bound = lambda: rng.choice(["", "", str(rng.randint(-length - 1, length + 1))])  # noqa: E731
        step = rng.choice(["", "", "", "1", "2", "-1", "-1", "-2"])
        text = f"{bound()}:{bound()}" + (f":{step}" if step else "")
        return text if rng.random() > 0.005 else "::0"

    def index(self, shape):
        """A whole index: mostly one that fits, with at least one advanced item."""
        rng = self.rng
        common = [rng.choice([0, 1, 2, 2, 3, 3]) if rng.random() < 0.9 else 1 for _ in range(rng.choice([1, 1, 1, 2, 2, 3]))]
        items, axis, advanced = [], 0, False
        if rng.random() < 0.05 and shape:
            return [self.mask(shape)]
        end = len(shape) if rng.random() < 0.7 else rng.randint(0, len(shape))
        dots = rng.random() < 0.2
        if rng.random() < 0.02:
            end += 1
        while axis < end or not advanced:
            length = shape[axis] if axis < len(shape) else 2
            kind = rng.random()
            if axis >= end and kind > 0.2:
                items.append(rng.choice([True, True, False]))
                advanced = True
            elif kind < 0.42:
                items.append(self.positions(length, common))
                advanced, axis = True, axis + 1
            elif kind < 0.52 and axis < len(shape):
                ndim = rng.randint(1, min(2, len(shape) - axis))
                items.append(self.mask(shape[axis : axis + ndim]))
                advanced, axis = True, axis + ndim
            elif kind < 0.72:
                items.append(self.slice(length))
                axis += 1
            elif kind < 0.84:
                items.append(rng.randint(-length, max(length - 1, 0)) if rng.random() > 0.03 else rng.randint(-9, 9))
                axis += 1
            elif kind < 0.92:
                items.append("newaxis")
            elif kind < 0.95:
                items.append(rng.choice([True, True, False]))
                advanced = True
            elif dots:
                items.append("...")
                dots = rng.random() < 0.03
            if len(items) > 9:
                break
        return items


def number_of(rng, dtype):
    """A Python number to assign."""
    texts = ["7", "-1", "2.75", "True", "300"]
    return ["py", rng.choice(texts if not dtype.startswith("u") else ["7", "2.75", "300", "True"])]


def value_for(rng, target, items, names):
    """A value that mostly fits what is indexed."""
    dtype = str(names["a"].dtype)
    if rng.random() < 0.25:
        return number_of(rng, dtype)
    try:
        shape = list(picking.picked(names, "a", items).shape)
    except (IndexError, ValueError):
        shape = [2]
    shape = [extent if rng.random() < 0.8 else 1 for extent in shape]
    shape = shape[rng.randint(0, len(shape)) if rng.random() < 0.3 else 0 :]
    if rng.random() < 0.06:
        shape = [rng.randint(0, 4) for _ in range(rng.randint(0, 3))]
    elif rng.random() < 0.05:
        shape = [1, *shape]
    own = rng.choice([dtype, dtype, "int64", "int16", "float64" if dtype != "bool" else "int8"])
    code = ["fill", "plain", own, shape]
    return turned(rng, code, len(shape))


def read(group, rng, count):
    """`a[index]`."""
    maker = Maker(rng)
    for _ in range(count):
        dtype, shape = rng.choice(DTYPES), rng.choice(SHAPES)
        source = rng.choice(layouts(dtype, shape))
        name = next((name for name, code in group.shared.items() if code == source), source)
        group.add(["pick", name, maker.index(shape)])


def write(group, rng, count):
    """`a[index] = value`, with values apart from the array and values that are part of it."""
    maker = Maker(rng)
    for _ in range(count):
        dtype, shape = rng.choice(DTYPES), rng.choice(SHAPES)
        source = rng.choice(layouts(dtype, shape))
        fresh = {"a": source}
        items = maker.index(shape)
        names = {"a": program.run(source, {})}
        value = value_for(rng, names["a"], items, names)
        group.add(["assign", "a", items, value], given=fresh)


def overlaps(group):
    """Values and index arrays that are views of the array itself; places named several times."""
    for dtype in ("int64", "int8", "float64"):
        line = {"a": ["fill", "steps", dtype, [6]]}
        places = [["array", "int64", [6], "5 0 3 1 4 2"], ["array", "int64", [6], "0 0 1 1 2 2"], ["array", "int8", [6], "-1 -1 -2 0 0 0"], ["array", "bool", [6], "1 1 1 0 1 1"]]
        for place in places[:3]:
            for value in ("a", ["index", "a", ["::-1"]], ["index", "a", [":1"]], ["index", "a", ["2:3"]]):
                group.add(["assign", "a", [place], value], given=line)
                group.add(["assign", "a", [place, "..."], value], given=line)
                group.add(["assign", "a", ["newaxis", place], value], given=line)
        for value in (["index", "a", ["1:2"]], ["index", "a", ["-1:"]]):
            group.add(["assign", "a", [places[3]], value], given=line)
        square = {"a": ["fill", "steps", dtype, [3, 3]]}
        pair = [["array", "int64", [2, 2], "0 1 2 0"], ["array", "int64", [2, 2], "1 1 0 1"]]
        for order in (pair, pair[::-1], [["copy", pair[0], "F"], pair[1]], [["copy", one, "F"] for one in pair], [["index", one, ["::-1", "::-1"]] for one in pair]):
            for value in (["index", "a", [":2", ":2"]], ["index", ["T", "a"], ["1:", "1:"]], ["index", "a", ["1::-1", "1::-1"]], ["fill", "plain", "int64", [2, 2]], ["index", ["fill", "plain", dtype, [2, 2]], ["::-1", "::-1"]]):
                group.add(["assign", "a", order, value], given=square)
        for value in (["T", "a"], ["index", "a", ["::-1"]], ["index", "a", [0]], ["index", "a", [":", "1:2"]]):
            group.add(["assign", "a", [["array", "int64", [3], "2 0 2"]], value], given=square)
            group.add(["assign", "a", [":", ["array", "int64", [3], "2 0 2"]], value], given=square)
    index = {"a": ["array", "int64", [4], "3 1 0 2"]}
    for value in (["py", "9"], ["index", "a", ["::-1"]], ["fill", "plain", "int64", [4]]):
        group.add(["assign", "a", [["the", "a"]], value], given=index)
        group.add(["assign", "a", [["index", "a", ["::-1"]]], value], given=index)
    group.add(["assign", ["broadcast_to", "a", [2, 4]], [["the", "a"]], ["py", "1"]], given=index)


def refusals(group):
    """Items of no use, too many of them, and shapes that do not meet."""
    two, three = ["array", "int64", [2], "0 1"], ["array", "int64", [3], "0 1 2"]
    floats, empty = ["array", "float64", [1], "1.0"], ["array", "float64", [0], ""]
    square = "int64 [3, 4]"
    for items in (
        [floats], [empty], [0, floats], [two, floats], ["newaxis", empty], [two, three], [three, two], [two, ":", three], [two, two, two],
        [["array", "int64", [], "1"]], [["array", "int64", [], "1"], ["array", "int64", [], "2"]], [["array", "int64", [], "9"]],
        [["array", "int64", [], "1"], "..."], [["array", "int64", [], "1"], ["array", "int8", [], "2"], "..."], [["array", "int64", [], "-1"], "newaxis"],
        [["array", "uint64", [], "9223372036854775808"]], [["array", "uint64", [1], "9223372036854775808"]], [["array", "uint64", [1], "18446744073709551615"]],
        [True] * 63, [True] * 64, [True] * 65, [True] * 62 + [two, two], [True] * 61 + [two, two], [True] * 60 + ["newaxis"] * 2, [True] * 60 + ["newaxis"] * 5,
        [0] * 128, [0] * 129, ["newaxis"] * 129, [two] * 70, [two, *([True] * 64)],
        [three, False], [False, three], [False, ["array", "int64", [1], "0"]], [["array", "int64", [1], "0"], False], [False, True], [True, False, two],
        ["...", two, "..."], [two, "::0"], [9, two], [two, 9], ["::0", ["array", "int64", [1], "9"]], [["array", "int64", [1], "9"], two],
        [["array", "int64", [2, 2], "9 8 7 6"]], [["T", ["array", "int64", [2, 2], "9 8 7 6"]]], [["T", ["array", "int64", [2, 2], "9 8 7 6"]], 0],
        [["index", ["array", "int32", [2, 2], "9 8 7 6"], ["::-1", "::-1"]]], [["index", ["array", "int32", [2, 2], "9 8 7 6"], ["::-1", "::-1"]], two],
        [["index", ["array", "int64", [2], "9 8"], ["::-1"]], two], [["index", ["array", "int32", [2], "9 8"], ["::-1"]], two],
        [["array", "bool", [3, 5], "1 0 1 0 1 1 0 1 0 1 1 0 1 0 1"]], [["array", "bool", [4], "1 0 1 0"]], [":", ["array", "bool", [3], "1 0 1"]], [["array", "bool", [0], ""]],
        [["array", "bool", [3, 0], ""]], [["array", "bool", [3, 4, 1], "1 0 1 0 1 1 0 1 0 1 1 0"]], [["array", "int64", [0], ""], ["array", "int64", [1], "9"]],
        [["array", "int64", [1], "9"], "0:0"], [["array", "int64", [0], ""]], [["array", "int64", [2, 0], ""]], ["0:0", two],
    ):  # fmt: skip
        group.add(["pick", square, items])
        group.add(["pick", "int64 []", items])
        group.add(["assign", "a", items, ["py", "5"]], given={"a": ["fill", "steps", "int64", [3, 4]]})
        group.add(["assign", "a", items, ["fill", "plain", "int64", [3]]], given={"a": ["fill", "steps", "int64", [3, 4]]})
    for dtype in ("bool", "int64", "float32", "uint8"):
        for value in (["array", "int64", [1], "2"], ["array", "float64", [1, 1], "0.0"], ["array", "int64", [2], "1 2"], empty):
            for place in ([1], [["array", "int64", [], "1"]], [-1, "..."]):
                group.add(["assign", "a", place, value], given={"a": ["fill", "plain", dtype, [3]]})
    for items in ([two], [two, two], [["array", "bool", [3, 4], "1 0 1 0 1 1 0 1 0 1 1 0"]], [True]):
        for value in (["py", "300"], ["py", "-1"], ["py", "nan"], ["py", "inf"], ["py", "1e30"], ["py", "99999999999999999999"]):
            group.add(["assign", "a", items, value], given={"a": ["fill", "steps", "uint8", [3, 4]]})


def make():
    """Reads, writes, overlaps, refusals."""
    group = Group({f"{dtype} {shape}": ["fill", "steps", dtype, shape] for dtype in DTYPES for shape in SHAPES})
    rng = random.Random(20240607)
    read(group, rng, 1300)
    write(group, rng, 650)
    overlaps(group)
    refusals(group)
    return group
