"""Index arrays made from shapes: `ix_`, diagonals, triangles, flat positions to and from coordinates."""

from itertools import product

from .. import data
from ..answer import Group

SHAPES = [[2, 3], [7, 6], [5], [2, 3, 4], [1, 1], [], [0, 3], [-2, 3], [-2, -3], [1099511627776, 1099511627776], [2] * 40, [1] * 65]


def make():
    """Every function over sizes, orders, modes, layouts, refusals."""
    shared = {}
    for dtype in ("int64", "uint8", "bool", "float64"):
        shared |= data.layouts("steps", dtype)
    group = Group(shared)
    meshes(group)
    triangles(group)
    unravels(group)
    ravels(group)
    diagonals(group)
    return group


def meshes(group):
    """`ix_`."""
    lines = ["int64_row", "uint8_row", "bool_row", ["array", "int64", [2], "1 0"], ["index", "int64_row", ["::-1"]], ["index", "int64_C", [":", 1]], ["array", "int64", [0], ""], ["array", "bool", [3], "0 0 0"], ["array", "int64", [1], "0"], ["array", "float64", [0], ""]]
    group.add(["ix_"])
    for one in [*lines, "int64_C", "int64_zero"]:
        group.add(["ix_", one])
    for one, other in product(lines, lines):
        group.add(["ix_", one, other])
    for one, other in product(lines[:5], lines[:3]):
        group.add(["ix_", one, other, lines[3]])
    group.add(["ix_", "int64_row", "int64_C"])


def triangles(group):
    """`diag_indices`, `tril_indices`, `triu_indices` and what they give for an array."""
    for n, ndim in product((0, 1, 3, -1), (0, 1, 2, 3)):
        group.add(["diag_indices", n, ndim])
    for name, n, k, m in product(("tril_indices", "triu_indices"), (0, 1, 3, -1), (0, 1, -1, 5, -5), (None, 0, 2, 4, -2)):
        group.add([name, n, k, m])
    arrays = [["zeros", shape] for shape in ([3, 3], [3, 4], [4, 2], [0, 0], [2, 2, 2], [3], [])]
    for array in arrays:
        group.add(["diag_indices_from", array])
        for name, k in product(("tril_indices_from", "triu_indices_from"), (0, 2, -1)):
            group.add([name, array, k])


def unravels(group):
    """`unravel_index`."""
    positions = [
        ["array", "int64", [2], "5 0"], ["array", "int64", [2, 2], "1 2 3 4"], ["copy", ["array", "int64", [2, 2], "1 2 3 4"], "F"], ["index", ["array", "int64", [2, 3], "5 1 0 2 3 1"], [":", "::-1"]], ["py", "3"], ["array", "int64", [], "1"],
        ["array", "int64", [2], "22 41"], ["array", "int64", [3], "1 -2 99"], ["array", "uint8", [2], "1 2"], ["array", "uint64", [1], "9223372036854775808"], ["array", "bool", [2], "1 0"], ["array", "float64", [1], "1.0"], ["array", "int64", [0], ""],
        ["array", "float64", [0], ""], ["array", "int64", [2, 0], ""], ["array", "int32", [2, 1, 2], "0 1 2 3"],
    ]  # fmt: skip
    for where, shape, order in product(positions, SHAPES, ("C", "F")):
        if len(shape) < 40 or where[-1] == "5 0":
            group.add(["unravel_index", where, shape] + ([{"order": "F"}] if order == "F" else []))


def ravels(group):
    """`ravel_multi_index`."""
    pairs = [
        [["array", "int64", [3], "3 6 6"], ["array", "int64", [3], "4 5 1"]], [["array", "int64", [2], "1 0"], ["array", "int64", [2], "2 1"]], [["array", "int64", [2], "1 -1"], ["array", "int64", [2], "9 -9"]], [["array", "int64", [2, 1], "1 0"], ["array", "int64", [3], "0 1 2"]],
        [["copy", ["array", "int64", [2, 2], "0 1 1 0"], "F"], ["copy", ["array", "int8", [2, 2], "0 1 2 1"], "F"]], [["array", "uint8", [2], "1 1"], ["py", "2"]], [["py", "1"], ["py", "2"]], [["array", "int64", [2], "1 0"], ["array", "int64", [3], "0 1 2"]],
        [["array", "float64", [1], "1.0"], ["py", "0"]], [["array", "int64", [0], ""], ["array", "int64", [0], ""]], [["array", "float64", [0], ""], ["array", "int64", [0], ""]], [["array", "int64", [1], "1"]], [["array", "bool", [2], "1 0"], ["array", "bool", [2], "1 1"]],
        [["array", "uint64", [1], "1"], ["array", "int64", [1], "1"]], [["array", "int64", [2], "-1000000000 7"], ["array", "int64", [2], "1000000000 -7"]], [["py", "0"], ["py", "0"], ["py", "0"]],
    ]  # fmt: skip
    for coordinates, shape, order in product(pairs, SHAPES[:-2], ("C", "F")):
        for mode in ("raise", "wrap", "clip", ["clip", "wrap"]):
            if isinstance(mode, list) and len(shape) != 2 or mode != "raise" and min(shape, default=0) < 0:
                continue
            options = ({"mode": mode} if mode != "raise" else {}) | ({"order": "F"} if order == "F" else {})
            group.add(["ravel_multi_index", coordinates, shape] + ([options] if options else []))


def diagonals(group):
    """`fill_diagonal`."""
    shapes = [[3, 3], [5, 3], [3, 5], [2, 1], [7, 2], [0, 0], [0, 3], [3, 0], [2, 2, 2], [3, 3, 3], [2, 3, 2], [3], []]
    values = [["py", "5"], ["py", "2.7"], ["py", "300"], ["array", "int64", [2], "8 9"], ["array", "float64", [2, 2], "1.5 2.5 3.5 4.5"], ["array", "int64", [0], ""], ["array", "int64", [1], "300"], ["array", "int64", [5], "1 2 3 4 5"]]
    for shape, value, wrap in product(shapes, values, (False, True)):
        for dtype in ("int64", "uint8"):
            options = [{"wrap": True}] if wrap else []
            group.add(["fill_diagonal", "a", value, *options], given={"a": ["zeros", shape, {"dtype": dtype}]})
            if len(shape) == 2 and dtype == "int64" and min(shape) > 0:
                group.add(["fill_diagonal", "a", value, *options], given={"a": ["copy", ["fill", "steps", dtype, shape], "F"]})
                group.add(["fill_diagonal", "a", value, *options], given={"a": ["index", ["fill", "steps", dtype, [2 * extent for extent in shape]], ["::2", "::-2"]]})
    group.add(["fill_diagonal", ["broadcast_to", "a", [4, 4]], ["py", "1"]], given={"a": ["fill", "steps", "int64", [4]]})
    group.add(["fill_diagonal", "a", ["index", "a", [0]]], given={"a": ["fill", "steps", "int64", [3, 3]]})
