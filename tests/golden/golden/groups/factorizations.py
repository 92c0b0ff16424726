"""Factors of matrices: `qr`, `cholesky`, `svd`."""

from ..answer import Group
from .solve_inverse import DTYPES, NEAR, near, shared

LAYOUTS = ["1", "2", "3", "4", "5", "8", "F", "reversed", "strided", "stack", "turned", "wide", "tall", "row", "zero", "empty", "none", "flat",
           "thin", "column", "line", "wide_F", "tall_stack"]
# For dtypes that only differ in how they are read.
FEW = ["3", "F", "strided", "turned", "wide", "empty", "row"]


def names_of():
    """The matrices, with thin and empty ones."""
    names = shared()
    for dtype in DTYPES:
        names[f"{dtype}_flat"] = ["fill", "plain", dtype, [0, 3]]
        names[f"{dtype}_thin"] = ["fill", "plain", dtype, [3, 0]]
        names[f"{dtype}_column"] = ["fill", "plain", dtype, [4, 1]]
        names[f"{dtype}_line"] = ["fill", "plain", dtype, [1, 4]]
        names[f"{dtype}_wide_F"] = ["copy", f"{dtype}_wide", "F"]
        names[f"{dtype}_tall_stack"] = ["fill", "plain", dtype, [2, 5, 3]]
    return {name: code for name, code in names.items() if not name.startswith("bool")}


def make():
    """Each over dtypes and shapes; empty ones; what is refused."""
    group = Group(names_of())
    for dtype in DTYPES:
        for layout in LAYOUTS:
            if dtype in ("int8", "uint16") and layout not in FEW or dtype == "bool":
                continue
            each(group, dtype, layout)
    positive(group)
    known(group)
    return group


def each(group, dtype, layout):
    """One array through every function."""
    array = f"{dtype}_{layout}"
    far = 1e-4 if dtype in NEAR else 1e-11
    for mode in ("reduced", "complete", "r"):
        group.add(["qr", array, {"mode": mode}], near=far)
    group.add(["svdvals", array], near=far)
    for full in (True, False):
        group.add(["svd", array, {"full_matrices": full}], near=far)
    if layout in ("wide", "row", "zero", "empty", "none"):
        group.add(["cholesky", array], near=far)


def positive(group):
    """Positive definite matrices for `cholesky`, and those that are not."""
    for dtype in ("int64", "float32", "float64", "complex64", "complex128"):
        for side in (1, 2, 3, 5):
            given = {"m": ["fill", "plain", dtype, [side, side]]}
            given["a"] = ["add", ["matmul", "m", ["conjugate", ["T", "m"]]], ["eye", side, side, 0, {"dtype": dtype}]]
            for name in ("a", ["copy", "a", "F"], ["negative", "a"], ["subtract", "a", ["multiply", "a", ["py", "2"]]]):
                for upper in (False, True):
                    group.add(["cholesky", name, {"upper": upper}], given=given, near=1e-4 if dtype in NEAR else 1e-11)
    for text in ("1 2 2 1", "0 0 0 0", "-1 0 0 1", "4 2 2 1", "1 9 0.5 1", "2 1 7 5"):
        given = {"a": ["array", "float64", [2, 2], text]}
        for upper in (False, True):
            group.add(["cholesky", "a", {"upper": upper}], given=given, near=1e-12)


def known(group):
    """Signs and zeros in columns, ranks of 0 and 1."""
    for text in ("1 2 3 4", "0 1 0 2", "-1 2 0 3", "3 0 4 0", "0 0 0 0", "0 -1 2 0", "-2 0 0 -3", "1 0 0 1", "5 -1 0 2"):
        given = {"a": ["array", "float64", [2, 2], text]}
        for mode in ("reduced", "complete", "r", "full", "x"):
            if mode != "full":
                group.add(["qr", "a", {"mode": mode}], given=given, near=1e-13)
        group.add(["svdvals", "a"], given=given, near=1e-13)
    for text in ("1 0 0 0 2 0", "0 3 4 0 0 1", "-1 -1 0 0 0 5", "1 2 3 6 5 4", "0 0 1 0 2 3"):
        for shape in ([3, 2], [2, 3]):
            given = {"a": ["array", "float64", shape, text]}
            for mode in ("reduced", "complete", "r"):
                group.add(["qr", "a", {"mode": mode}], given=given, near=1e-13)
    for text in ("1 2 3 4 5 6 7 8 9", "1 0 0 0 1 0 0 0 0", "1 1 1 1 1 1 1 1 1", "0 0 0 0 0 0 0 0 0"):
        given = {"a": ["array", "float64", [3, 3], text]}
        group.add(["svd", "a"], given=given, near=1e-12)
    for text in ("nan 1 1 2",):
        given = {"a": ["array", "float64", [2, 2], text]}
        for name in ("svd", "svdvals"):
            group.add([name, "a"], given=given)
