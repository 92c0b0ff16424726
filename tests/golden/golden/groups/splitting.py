"""One array into views: every way to cut, every axis, cuts that do not fit."""

from itertools import product

from .. import data
from ..answer import Group

CUTS = [1, 2, 3, 4, 5, 0, -1, -2, [1], [2], [1, 2], [2, 1], [0], [-1], [1, -1], [5], [], [0, 0], [1, 3], [2, 9], [-9, 2]]


def make():
    """The products."""
    group = Group(data.layouts("steps", "int32") | data.layouts("plain", "float64"))
    for layout, cuts in product(data.SQUARE + data.OTHERS, CUTS):
        source = f"int32_{layout}"
        for name in ("split", "array_split"):
            for axis in (0, 1, 2) if name == "split" else (-1, -3, 5):
                group.add([name, source, cuts, axis])
            group.add([name, source, cuts])
        for name in ("hsplit", "vsplit", "dsplit"):
            group.add([name, source, cuts])
    for dtype, layout, axis in product(("int32", "float64"), data.SQUARE + data.OTHERS, (0, 1, -1, 2, -3, 7)):
        group.add(["unstack", f"{dtype}_{layout}", {"axis": axis}])
    for layout in data.SQUARE + data.OTHERS:
        group.add(["unstack", f"int32_{layout}"])
        group.add(["concatenate", [["item", ["split", f"int32_{layout}", 1], 0]]])
    return group
