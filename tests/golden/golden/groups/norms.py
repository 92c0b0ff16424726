"""Norms: `norm` of every order over axes and dtypes, `vector_norm`, `matrix_norm`, and `cond`."""

from itertools import product

from .. import data
from ..answer import Group
from .solve_inverse import DTYPES, NEAR

ORDERS = [None, "2", "1", "0", "-1", "-2", "3", "0.5", "inf", "-inf", "fro", "f", "nuc", "x", "2.5"]


def make():
    """Orders by axes, layouts in turn."""
    shared = {}
    for dtype in DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_square"] = ["fill", "plain", dtype, [4, 4]]
        shared[f"{dtype}_stack"] = ["fill", "plain", dtype, [2, 3, 3, 3]]
    group = Group(shared)
    axes = [None, 0, -1, 1, [0, 1], [1, 0], [-1, -2], [0, 0], 3, [0, 4], [0, 1, 2]]
    layouts = data.SQUARE + data.OTHERS
    for number, (order, axis) in enumerate(product(ORDERS, axes)):
        for turn, layout in enumerate(layouts):
            if (number + turn) % 2:
                continue
            dtype = DTYPES[(number // 2 + turn) % len(DTYPES)]
            options = {} if axis is None else {"axis": axis}
            if turn % 3 == 0:
                options["keepdims"] = True
            if dtype == "bool" and order == "nuc" or order == "-2" and layout == "broadcast":
                continue
            group.add(["norm", f"{dtype}_{layout}", order, options], near=far(dtype))
    for order, (layout, axis) in product(ORDERS, (("cube", [0, 1]), ("cube", [0, 2]), ("turned", [2, 1]), ("C", None), ("row", None), ("row", 0), ("cube", None), ("cube", 1))):
        for dtype in ("float64", "float32", "int64", "complex128"):
            for keepdims in (False, True):
                group.add(["norm", f"{dtype}_{layout}", order, {"axis": axis, "keepdims": keepdims}], near=far(dtype))
    others(group)
    return group


def far(dtype):
    """How far answers may be away: singular values and roots are near only."""
    return 1e-4 if dtype in NEAR else 1e-11


def others(group):
    """`vector_norm`, `matrix_norm` and `cond`."""
    for order in ORDERS:
        for dtype in DTYPES:
            if dtype == "bool" and order not in (None, "1", "inf"):
                continue
            for layout in ("C", "cube", "row"):
                group.add(["matrix_norm", f"{dtype}_{layout}", order], near=far(dtype))
                group.add(["vector_norm", f"{dtype}_{layout}", order], near=far(dtype))
            group.add(["matrix_norm", f"{dtype}_turned", order, {"keepdims": True}], near=far(dtype))
        for axis in (0, -1, [0, 1], [2, 0], [0, 1, 2], [0, 0], 4):
            for keepdims in (False, True):
                group.add(["vector_norm", "float64_cube", order, {"axis": axis, "keepdims": keepdims}], near=1e-12)
                group.add(["vector_norm", "int8_turned", order, {"axis": axis, "keepdims": keepdims}], near=1e-12)
        for dtype in DTYPES:
            if dtype == "bool" or order in ("nuc", "x") and dtype != "float64":
                continue
            for layout in ("square", "stack", "C", "row", "zero", "empty"):
                group.add(["cond", f"{dtype}_{layout}", order], near=1e-3 if dtype in NEAR else 1e-9)
    for text in ("1 2 2 4", "0 0 0 0", "1 0 0 1", "1 2 3 4", "1 nan 0 1", "2 0 0 0"):
        given = {"a": ["array", "float64", [2, 2], text]}
        for order in ("1", "-1", "inf", "fro", "-inf"):
            group.add(["cond", "a", order], given=given, near=1e-11)
        if text not in ("1 2 2 4", "1 nan 0 1"):
            group.add(["cond", "a"], given=given, near=1e-11)
            group.add(["cond", "a", "-2"], given=given, near=1e-11)
