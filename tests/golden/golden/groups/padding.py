"""Arrays in larger ones: every mode, every kind of width, ends shorter and longer than what they are filled from."""

from itertools import product

from .. import data
from ..answer import Group

WIDTHS = [0, 1, 2, 5, [0, 2], [3, 0], [1, 4], [[1, 2]], [[0, 1], [2, 0]], [[3, 1], [7, 9]], [[1], [2]], [[1, 2], [0, 0], [3, 4]], -1, [2, -1], [[1, 2], [3, -4]]]
PLAIN = ["edge", "wrap", "reflect", "symmetric", "constant", "linear_ramp", "maximum", "minimum", "mean", "median"]


def make():
    """The products."""
    shared = {}
    for dtype in [*data.DTYPES, "complex64"]:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    for mode, width, layout in product(PLAIN, WIDTHS, data.SQUARE + data.OTHERS):
        group.add(["pad", f"int16_{layout}", width, mode])
    for mode, width, dtype in product(PLAIN, (1, [3, 1], [[3, 1], [7, 9]]), data.DTYPES):
        for layout in ("C", "F"):
            group.add(["pad", f"{dtype}_{layout}", width, mode])
    for mode, dtype, width in product(("reflect", "symmetric"), data.DTYPES, (1, 4, [9, 2], [[0, 11], [12, 0]])):
        for layout in ("C", "strided", "column"):
            group.add(["pad", f"{dtype}_{layout}", width, mode, {"reflect_type": "odd"}])
    for values, dtype, layout in product((3, -1, 300, 2.5, [1, 2], [[1, 2], [3, 4]], [[5, 6]], [[1.5, 2.5], [3.5, 4.5]], [[1], [2]], [[1, 2], [3, 4], [5, 6]], [[300, 1], [1, 1]]), data.DTYPES, ("C", "F", "row")):
        group.add(["pad", f"{dtype}_{layout}", [1, 2], "constant", {"constant_values": values}])
        if dtype != "bool":
            group.add(["pad", f"{dtype}_{layout}", [3, 4], "linear_ramp", {"end_values": values}])
    for length, mode, layout in product((1, 2, 3, 99, 0, -1, [1, 2], [2, 1], [[1, 2], [3, 4]], [[1], [0]]), ("maximum", "minimum", "mean", "median"), ("C", "F", "row", "cube")):
        if mode in ("maximum", "minimum") or "0" not in str(length):
            for dtype in ("int16", "float32", "uint8"):
                group.add(["pad", f"{dtype}_{layout}", 2, mode, {"stat_length": length}])
    for mode, layout, width in product(PLAIN, data.SQUARE, (1, [[3, 1], [7, 9]])):
        if mode not in ("maximum", "minimum", "median"):
            group.add(["pad", f"complex64_{layout}", width, mode])
    edges(group)
    return group


def edges(group):
    """Nothing to fill from, modes nobody knows, room that nobody fills."""
    for mode in [*PLAIN, "empty", "sideways"]:
        for shape, width in product(([0], [0, 3], [3, 0], [], [1], [1, 1]), (0, 1, [[0, 0], [1, 1]], [[1, 1], [0, 0]])):
            # Here the engine is asked for the mode first, NumPy for the width.
            if mode != "empty" and (mode != "sideways" or isinstance(width, int)):
                group.add(["pad", ["ones", shape], width, mode])
    for layout in data.SQUARE + ["cube", "turned"]:
        padded = ["pad", f"float32_{layout}", [1, 2], "empty"]
        group.add(["index", padded, ["1:-2"] * (2 if layout in data.SQUARE else 3)])
        group.add(["flags", padded])
        for mode in PLAIN:
            group.add(["flags", ["pad", f"float32_{layout}", [1, 2], mode]])
    for mode, count in product(("reflect", "symmetric", "wrap"), range(2, 8)):
        for before, after in ((1, 0), (0, 1), (count, count), (13, 17), (40, 3)):
            group.add(["pad", ["arange", str(count)], [before, after], mode])
