"""Eigenvalues and eigenvectors whose order and directions are NumPy's own: of symmetric, Hermitian and triangular matrices."""

import numpy as np

from ..answer import Group


def make():
    """Matrices of tutorials, and some that are drawn once for all."""
    group = Group()
    directions(group)
    triangles(group)
    return group



def directions(group):
    """Symmetric and Hermitian matrices, drawn once for all: order, signs and phases are LAPACK's."""
    draws = np.random.Generator(np.random.PCG64(7))
    for turn in range(120):
        side = 3 + turn % 6
        matrix = draws.integers(-5, 6, (side, side))
        text = " ".join(str(value) for value in (matrix + matrix.T).ravel())
        given = {"a": ["array", ("float64", "int64", "float32")[turn % 3], [side, side], text]}
        group.add(["eigh", "a"] if turn % 2 else ["eigh", "a", {"UPLO": "U"}], given=given, near=1e-4 if turn % 3 == 2 else 1e-10)
        matrix = matrix + 1j * draws.integers(-5, 6, (side, side))
        text = " ".join(f"{int(value.real)}{int(value.imag):+d}j" for value in (matrix + matrix.T.conj()).ravel())
        group.add(["eigh", "a"] if turn % 3 else ["eigh", "a", {"UPLO": "U"}], given={"a": ["array", "complex128", [side, side], text]}, near=1e-10)
    # Matrices of tutorials: chains, blocks, covariances, what stands on a diagonal.
    for text in ("2 -1 0 -1 2 -1 0 -1 2", "4 1 1 1 3 0 1 0 2", "6 2 1 2 5 2 1 2 4", "1 2 3 2 4 5 3 5 6", "3 0 0 0 1 0 0 0 2", "2 0 0 0 3 4 0 4 9", "1 0 2 0 5 0 2 0 3", "0 1 0 1 0 1 0 1 0", "-2 1 0 1 -2 1 0 1 -2",
                 "1 0.8 0.6 0.8 1 0.5 0.6 0.5 1", "0 0 1 0 2 0 1 0 0", "5 4 0 4 5 0 0 0 1.5", "1 -2 3 -2 4 -6 3 -6 11"):
        given = {"a": ["array", "float64", [3, 3], text]}
        for triangle in "LU":
            group.add(["eigh", "a", {"UPLO": triangle}], given=given, near=1e-12)
        # Values of one magnitude come in an order that hangs on rounding, and so does the sign of a 0.
        if text not in ("0 0 1 0 2 0 1 0 0", "0 1 0 1 0 1 0 1 0", "1 -2 3 -2 4 -6 3 -6 11"):
            group.add(["svd", "a", {"hermitian": True}], given=given, near=1e-12)
    for side in (4, 5, 6, 10, 20):
        row = ["arange", "1", f"{side + 1}"]
        given = {"a": ["minimum", ["reshape", row, [side, 1]], row]}
        group.add(["eigh", "a"], given=given, near=1e-12)
        group.add(["eigh", "a", {"UPLO": "U"}], given=given, near=1e-12)


def triangles(group):
    """Values that can be read off: of triangular and block matrices, in NumPy's order, with NumPy's signs."""
    draws = np.random.Generator(np.random.PCG64(11))
    for turn in range(60):
        side = 3 + turn % 4
        # No value twice: of those a library finds one vector, or two that are nearly one.
        values = draws.permutation(np.arange(-9, 10))[:side]
        other = draws.integers(-4, 5, (side, side)) * (draws.random((side, side)) < 0.7)
        places = draws.permutation(side)
        lower = np.tril(other, -1) + np.diag(values)
        for matrix in (lower, lower.T, lower[places][:, places]):
            given = {"a": ["array", "float64", [side, side], " ".join(str(value) for value in matrix.ravel())]}
            group.add(["eigvals", "a"], given=given, near=1e-10)
            group.add(["eig", "a"], given=given, near=1e-10)
