"""Shapes, orders, dtypes and flags: views where they can be, copies where they must, refusals where those are not wanted."""

from itertools import product

from .. import data
from ..answer import Group

SHAPES = {12: [[12], [4, 3], [3, 4], [2, 6], [2, 3, 2], [-1], [3, -1, 2], [5]], 24: [[24], [6, 4], [2, 3, 4], [4, 6], [4, 2, 3], [-1, 4], [7]], 1: [[], [1, 1], [2]], 0: [[0], [4, 0], [-1, 4]]}
SIZES = {"zero": 1, "empty": 0, "cube": 24, "turned": 24, "row": None, "column": None}


def make():
    """The products."""
    group = Group(data.layouts("steps", "int32") | data.layouts("plain", "float64") | data.layouts("plain", "bool"))
    layouts = data.SQUARE + data.OTHERS
    for layout in layouts:
        source = f"int32_{layout}"
        reshapes(group, source, SIZES.get(layout, 12))
    for dtype, layout in product(("int32", "float64", "bool"), layouts):
        one(group, f"{dtype}_{layout}")
    odd(group)
    return group


def reshapes(group, source, size):
    """`reshape` with its say about copying."""
    for shape, order, copy in product(SHAPES.get(size, [[-1], [2, 2], [3, 1], [1, 3], [4]]), "CFA", (None, True, False)):
        group.add(["reshape_copying", source, shape, order, copy])


def one(group, source):
    """Everything that asks no more than an array."""
    for name in ("atleast_1d", "atleast_2d", "atleast_3d", "permute_dims", "ascontiguousarray", "asfortranarray", "flags", "itemsize", "nbytes"):
        group.add([name, source])
    for axes in ([0, 1], [1, 0], [2, 0, 1], [-1, 0, 1], [0, 0], [0]):
        group.add(["permute_dims", source, axes])
    for axis, start in product((0, 1, -1, 2), (0, 1, 3, -1, 9)):
        if source.startswith("int32"):
            group.add(["rollaxis", source, axis, start])
    for names in ([], ["C"], ["F"], ["W"], ["O"], ["A"], ["C", "W"], ["F", "O"], ["A", "W", "O"], ["C", "F"], ["X"], ["E"], ["fortran", "writeable"]):
        group.add(["require", source, names])
        if source.startswith("int32"):
            group.add(["require", source, names, {"dtype": "float64"}])
        elif names == ["X"]:
            break
    group.add(["byteswap", source])
    group.add(["byteswap", ["byteswap", source]])
    for order, copy in product("CFAK", (None, True, False)):
        if source.startswith("int32"):
            group.add(["converted", source, {"order": order, "copy": copy}])
        group.add(["converted", source, {"order": order, "copy": copy, "dtype": "int32"}])
    for dtype, order in product(("int32", "float64", "int8"), "CFAK"):
        group.add(["astype_if_needed", source, dtype, {"order": order}])
    if source.endswith(("_C", "_zero")):
        for dtype, casting in product(data.DTYPES, ("no", "safe", "same_kind")):
            group.add(["astype_if_needed", source, dtype, {"casting": casting}])
    for order, shape in product("CFAK", (None, [5], [2, 5], [4, 2, 3], [0, 2], [])):
        options = {"order": order} if shape is None else {"order": order, "shape": shape}
        if source.startswith("int32"):
            group.add(["zeros_like_in", source, options | {"dtype": "int16"}])
    for shape, order in product(([3, 4], [2, 3, 4], [2, 2]), "CF"):
        group.add(["full_of", shape, source, {"order": order}])
    group.add(["full_of", [3, 4], source, {"dtype": "float32"}])
    flagged(group, source)


def flagged(group, source):
    """Arrays that may not be written, and views of them."""
    frozen = ["frozen", ["copy", source]]
    for view in (frozen, ["T", frozen], ["thawed", frozen], ["thawed", ["T", frozen]], ["atleast_3d", frozen]):
        group.add(view)
        group.add(["flags", view])
    group.add(["thawed", ["T", ["copy", source]]])
    group.add(["thawed", ["broadcast_to", ["copy", source], [2, 3, 4]]])
    group.add(["flags", ["thawed", ["broadcast_to", ["copy", source], [2, 3, 4]]]])
    group.add(["set", frozen, ["..."], ["py", "1"]])
    for view in (["T", source], ["flip", source], ["ravel", source, "K"], ["index", source, ["..."]], ["expand_dims", source, 0]):
        # NumPy turns a flipped array without axes into a scalar.
        if view[0] != "flip" or not source.endswith("zero"):
            group.add(["flags", view])


def odd(group):
    """Views whose elements are not aligned; wrong names."""
    for start in range(4):
        bytes_of = ["index", ["view", "int32_row", "uint8"], [f"{start}:{start + 8}"]]
        for dtype in ("int16", "int32", "int64", "uint8"):
            group.add(["flags", ["view", bytes_of, dtype]])
            group.add(["view", bytes_of, dtype])
            group.add(["copy", ["view", bytes_of, dtype]])
            group.add(["astype", ["view", bytes_of, dtype], "float64"])
    for axis in (0, 1):
        group.add(["flags", ["squeeze", ["expand_dims", "int32_C", axis]]])
