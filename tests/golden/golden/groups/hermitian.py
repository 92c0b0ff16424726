"""`hermitian` and tolerances of what is made of singular values: `svd`, `svdvals`, `pinv`, `matrix_rank`."""

from ..answer import Group
from .factorizations import FEW, names_of
from .solve_inverse import DTYPES, NEAR

SQUARE = ["1", "2", "3", "4", "5", "8", "F", "reversed", "strided", "stack", "turned", "empty", "none"]


def make():
    """Over dtypes and layouts, most of them with an upper triangle of other numbers; then tolerances of every kind."""
    names = names_of()
    for dtype in DTYPES:
        for layout in ("2", "3", "4", "5", "8"):
            names[f"{dtype}_sym_{layout}"] = ["add", f"{dtype}_{layout}", ["conjugate", ["T", f"{dtype}_{layout}"]]]
    group = Group({name: code for name, code in names.items() if not name.startswith("bool")}, warns=True)
    for dtype in DTYPES:
        if dtype == "bool":
            continue
        far = 1e-4 if dtype in NEAR else 1e-11
        for layout in SQUARE + ["wide", "tall", "row", "zero", "flat"] if dtype not in ("int8", "uint16", "float32") else FEW:
            hermitian(group, f"{dtype}_{layout}", far)
        for layout in ("2", "3", "4", "5", "8"):
            hermitian(group, f"{dtype}_sym_{layout}", far)
    tolerances(group)
    return group



def hermitian(group, array, far):
    """Of each Hermitian matrix, whose upper triangle nobody reads."""
    given = {"hermitian": True}
    group.add(["svdvals", array, given], near=far)
    group.add(["svd_rest", array, given], near=far)
    group.add(["pinv", array, given], near=far * 100)
    group.add(["matrix_rank", array, given])
    group.add(["pinv", array, given | {"rcond": 0.05}], near=far * 100)
    group.add(["matrix_rank", array, given | {"tol": 1.5}])


def tolerances(group):
    """A tolerance for each matrix of a stack, and for all."""
    given = {"a": ["fill", "plain", "float64", [2, 3, 3, 3]], "t": ["array", "float64", [3], "0.5 0.1 0.9"], "c": ["array", "float64", [2, 1], "0.5 2.0"], "f": ["array", "float32", [], "0.25"],
             "i": ["array", "int64", [3], "1 3 9"], "m": ["array", "float64", [2, 2], "1 0 0 1"]}
    for name in ("t", "c", "f", "i", "m", ["array", "float64", [], "0.25"], ["zeros", [4]]):
        for options in ({}, {"hermitian": True}):
            group.add(["matrix_rank", "a", {"tol": name} | options], given=given)
            group.add(["matrix_rank", "a", {"rtol": name} | options], given=given)
            group.add(["pinv", "a", {"rcond": name} | options], given=given, near=1e-9)
            group.add(["pinv", "a", {"rtol": name} | options], given=given, near=1e-9)
        group.add(["matrix_rank", "m", {"tol": name}], given=given)
        group.add(["pinv", "m", {"rtol": name}], given=given, near=1e-12)
    for dtype in ("float32", "float64", "complex64"):
        for number in (0.0, 0.25, 1.0, 1e-3, 1e-9):
            for options in ({}, {"hermitian": True}):
                group.add(["matrix_rank", f"{dtype}_5", {"rtol": number} | options])
                group.add(["matrix_rank", f"{dtype}_5", {"tol": number} | options])
                group.add(["pinv", f"{dtype}_sym_5", {"rtol": number} | options], near=1e-3 if dtype in NEAR else 1e-10)
                group.add(["pinv", f"{dtype}_sym_5", {"rcond": number} | options], near=1e-3 if dtype in NEAR else 1e-10)

