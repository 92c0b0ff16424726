"""Eigenvalues and eigenvectors: `eig`, `eigvals`, `eigh`, `eigvalsh`.

Order, signs and phases are NumPy's own.
"""

from .. import data
from ..answer import Group
from .solve_inverse import DTYPES, NEAR, REFUSED, SQUARE, near, shared


def make():
    """Each over dtypes and layouts, repeated values, pairs of complex ones, and what is refused."""
    names = shared()
    for dtype in DTYPES:
        for layout in ("3", "4", "5", "8", "F"):
            names[f"{dtype}_sym_{layout}"] = ["add", f"{dtype}_{layout}", ["conjugate", ["T", f"{dtype}_{layout}"]]]
    group = Group({name: code for name, code in names.items() if not name.startswith("bool")})
    for dtype in DTYPES:
        if dtype == "bool":
            continue
        far = 2e-4 if dtype in NEAR else 1e-9
        for layout in SQUARE + REFUSED:
            for name in ("eigvalsh", "eigh"):
                for triangle in ("L", "U"):
                    group.add([name, f"{dtype}_{layout}", {"UPLO": triangle}], near=far)
            group.add(["eigvals", f"{dtype}_{layout}"], near=far)
            if layout not in REFUSED:
                group.add(["eig", f"{dtype}_{layout}"], near=far)
        for layout in ("3", "4", "5", "8", "F"):
            group.add(["eigvalsh", f"{dtype}_sym_{layout}"], near=far)
            group.add(["eigvals", f"{dtype}_sym_{layout}"], near=far)
            group.add(["eigh", f"{dtype}_sym_{layout}"], near=far)
            group.add(["svd", f"{dtype}_sym_{layout}", {"hermitian": True}], near=far)
            if dtype not in data.COMPLEX:
                group.add(["eig", f"{dtype}_sym_{layout}"], near=far)
        for triangle in ("l", "u", "x", "", "LU"):
            group.add(["eigh", f"{dtype}_4", {"UPLO": triangle}] if triangle not in ("l", "u") else ["eigvalsh", f"{dtype}_4", {"UPLO": triangle}], near=far)
        group.add(["eigh", f"{dtype}_empty"])
        group.add(["eig", f"{dtype}_empty"])
    known(group)
    return group


def known(group):
    """Matrices a learner meets first, and those hard for an iteration."""
    two = ["2 1 1 2", "1 2 2 1", "2 -1 -1 2", "4 1 1 3", "0 1 1 0", "-2 1 1 -3", "1 0 0 1", "3 0 0 1", "1 0 0 3", "-1 2 2 -1", "5 -2 -2 2", "0 2 2 3"]
    for text in two:
        given = {"a": ["array", "float64", [2, 2], text]}
        group.add(["eigh", "a"], given=given, near=1e-12)
        group.add(["eigh", "a", {"UPLO": "U"}], given=given, near=1e-12)
        group.add(["eigvalsh", "a"], given=given, near=1e-12)
    general = ["1 2 3 4", "4 1 2 3", "1 -1 1 1", "0 1 -1 0", "2 1 0 3", "0 -1 1 0", "1 2 2 1", "0.5 0.5 0.2 0.8", "3 1 0 2", "1 4 2 3", "-1 2 5 -6", "0 1 1 1",
               "2 0 0 3", "3 0 0 2", "2 0 1 3", "3 0 1 2", "2 1 0 2", "1 1000 0.001 2", "0 -100 1 0", "1 1e-9 1e9 1", "0 0 0 0", "0 0 1 0", "0.9 0.2 0.1 0.8", "-3 1 -1 -3"]
    for text in general:
        given = {"a": ["array", "float64", [2, 2], text]}
        group.add(["eig", "a"], given=given, near=1e-12)
        group.add(["eigvals", "a"], given=given, near=1e-12)
    three = ["2 0 0 0 3 4 0 4 9", "0 1 0 0 0 1 1 0 0", "1 2 3 4 5 6 7 8 10", "2 -1 0 -1 2 -1 0 -1 2", "0 1 0 1 0 1 0 1 0", "1 0 0 0 2 0 0 0 3", "4 -2 1 1 1 0 0 2 -3",
             "0 -1 0 1 0 0 0 0 2", "1 1 0 0 2 1 0 0 3"]
    for text in three:
        given = {"a": ["array", "float64", [3, 3], text]}
        for name in ("eigvals", "eig", "eig_back"):
            group.add([name, "a"], given=given, near=1e-11)
    cyclic = {4: "0 1 0 0 0 0 1 0 0 0 0 1 1 0 0 0", 5: "0 1 0 0 0 0 0 1 0 0 0 0 0 1 0 0 0 0 0 1 1 0 0 0 0"}
    for side, text in cyclic.items():
        given = {"a": ["array", "float64", [side, side], text]}
        for name in ("eigvals", "eig", "eig_back"):
            group.add([name, "a"], given=given, near=1e-11)
    for text in ("nan 1 1 2", "inf 1 1 2", "1 -inf 0 2"):
        given = {"a": ["array", "float64", [2, 2], text]}
        group.add(["eig", "a"], given=given)
        group.add(["eigvals", "a"], given=given)
    for scale in ("1e-300", "1e300", "1e-160"):
        given = {"a": ["multiply", ["array", "float64", [3, 3], "2 -1 0.5 -1 2 -1 0.25 -1 2"], ["py", scale]]}
        group.add(["eigvalsh", "a"], given=given, near=1e-12)
        group.add(["svdvals", "a"], given=given, near=1e-12)
