"""What is made of singular values: `lstsq`, `pinv`, `matrix_rank`."""

from ..answer import Group
from .factorizations import FEW, LAYOUTS, names_of
from .solve_inverse import DTYPES, NEAR


def make():
    """Each over dtypes and shapes; tolerances; what is refused."""
    group = Group(names_of())
    for dtype in DTYPES:
        if dtype == "bool":
            continue
        for layout in LAYOUTS:
            if dtype in ("int8", "uint16") and layout not in FEW:
                continue
            array, far = f"{dtype}_{layout}", 1e-4 if dtype in NEAR else 1e-11
            for options in ({}, {"tol": 4.0}, {"rtol": 0.25}):
                group.add(["matrix_rank", array, options])
            for options in ({}, {"rcond": 0.05}, {"rtol": None}):
                group.add(["pinv", array, options], near=far)
        least_squares(group, dtype)
    known(group)
    return group


def least_squares(group, dtype):
    """More equations than unknowns, fewer, and shapes that do not fit."""
    far = 1e-4 if dtype in NEAR else 1e-10
    for layout, rows in (("tall", 5), ("wide", 3), ("4", 4), ("column", 4), ("line", 1), ("F", 4), ("flat", 0), ("thin", 3)):
        for shape in ([rows], [rows, 1], [rows, 2], [rows + 1], [rows, 2, 1], [], [rows, 0]):
            # Turned around, so that no system is solved without a rest.
            around = ["flip", ["fill", "plain", dtype, shape]] if shape else ["fill", "plain", dtype, shape]
            given = {"b": around, "c": ["flip", ["fill", "plain", "float32", [rows]]]}
            group.add(["lstsq", f"{dtype}_{layout}", "b"], given=given, near=far)
        group.add(["lstsq", f"{dtype}_{layout}", "c"], given=given, near=far)
        if layout not in ("flat", "thin"):
            group.add(["lstsq", f"{dtype}_{layout}", "c", {"rcond": 0.3}], given=given, near=far)
    for layout in ("row", "zero", "stack"):
        group.add(["lstsq", f"{dtype}_{layout}", f"{dtype}_row"])


def known(group):
    """A line through points, matrices without full rank, NaN."""
    given = {"a": ["array", "float64", [4, 2], "0 1 1 1 2 1 3 1"], "b": ["array", "float64", [4], "-1 0.2 0.9 2.1"]}
    group.add(["lstsq", "a", "b"], given=given, near=1e-12)
    for text in ("1 2 3 4 5 6 7 8 9", "1 0 0 0 1 0 0 0 0", "1 1 1 1 1 1 1 1 1", "0 0 0 0 0 0 0 0 0"):
        given = {"a": ["array", "float64", [3, 3], text], "b": ["array", "float64", [3], "1 2 4"]}
        group.add(["matrix_rank", "a"], given=given)
        group.add(["pinv", "a"], given=given, near=1e-11)
        group.add(["lstsq", "a", "b"], given=given, near=1e-11)
    given = {"a": ["array", "float64", [2, 2], "nan 1 1 2"]}
    for name in ("pinv", "matrix_rank"):
        group.add([name, "a"], given=given)
    group.add(["lstsq", "a", ["ones", [2]]], given=given)
