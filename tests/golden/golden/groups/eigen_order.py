"""Eigenvalues of general matrices in NumPy's order, and their vectors with NumPy's signs and phases: compared as they are."""

import numpy as np

from ..answer import Group
from .singular_vectors import matrix

# What stands in tutorials: chains, steps from state to state, growth of ages, companions, turns, equal values.
TEXTBOOK = [
    "2 0 0;0 3 4;0 4 9", "0 1 0;0 0 1;1 0 0", "1 2 3;4 5 6;7 8 10", "1 2 3;4 5 6;7 8 9", "2 -1 0;-1 2 -1;0 -1 2", "0 1 0;1 0 1;0 1 0", "4 -2 1;1 1 0;0 2 -3",
    "0 -1 0;1 0 0;0 0 2", "1 1 0;0 2 1;1 0 3", "1 2 3;3 2 1;1 0 -1", "4 1 2;1 3 0;2 0 1", "0.5 0.25 0.25;0.5 0 0.5;0.25 0.25 0.5",
    "0.9 0.15 0.25;0.075 0.8 0.25;0.025 0.05 0.5", "-2 -4 2;-2 1 2;4 2 5", "1 0 0;0 1 0;0 0 1", "1 0 -1;1 2 1;2 2 3", "0 0 0 -24;1 0 0 50;0 1 0 -35;0 0 1 10",
    "6 -1 0;-1 4 -1;0 -1 2", "3 1 0;-1 2 0;0 0 2", "1 0 2;0 3 0;2 0 1", "0 2 3;0.5 0 0;0 0.25 0", "0 0 1;0 1 0;1 0 0", "-1 1 0;0 -1 1;1 0 -1", "0 -0.5 0;1 0 0;0 0 1",
    "0.8 0.1 0.1;0.2 0.7 0.1;0.1 0.3 0.6", "1 -1 0;-1 2 -1;0 -1 1", "0 1 0 1;1 0 1 0;0 1 0 1;1 0 1 1", "5 -2 0;-2 6 2;0 2 7",
]


def make():
    """Matrices of textbooks, and drawn ones of every kind."""
    group = Group()
    for text in TEXTBOOK:
        rows = np.array([[float(word) for word in row.split()] for row in text.split(";")])
        each(group, matrix("float64", rows), 1e-10)
        if "." not in text:
            group.add(["eig", "a"], given={"a": matrix("int64", rows)}, near=1e-10)
        group.add(["eig", "a"], given={"a": matrix("float32", rows)}, near=1e-4)
    drawn(group)
    return group


def each(group, code, near):
    """Values and vectors, and the values alone."""
    group.add(["eig", "a"], given={"a": code}, near=near)
    group.add(["eigvals", "a"], given={"a": code}, near=near)


def drawn(group):
    """Drawn once for all."""
    draws = np.random.Generator(np.random.PCG64(31))
    for turn in range(60):
        side = 3 + turn % 6
        each(group, matrix("float64", draws.integers(-5, 6, (side, side))), 1e-9)
        both = draws.integers(-5, 6, (side, side))
        each(group, matrix("float64", both + both.T), 1e-9)
        rows = draws.integers(-5, 6, (side, side)) + 1j * draws.integers(-5, 6, (side, side))
        each(group, matrix("complex128", rows), 1e-9)
        if turn % 2:
            # Steps from state to state: columns that add up to 1.
            shares = {"a": ["divide", "m", ["sum", "m", {"axis": 0}]], "m": matrix("float64", draws.integers(1, 20, (side, side)))}
            group.add(["eig", "a"], given={"m": shares["m"], "a": shares["a"]}, near=1e-9)
            polynomial = np.diag(np.ones(side - 1), -1)
            polynomial[0] = draws.integers(-5, 6, side)
            each(group, matrix("float64", polynomial), 1e-8)
            # Rows and columns of other sizes, which are brought to one first.
            sizes = 10.0 ** draws.integers(-3, 4, side)
            group.add(["eig", "a"], given={"a": matrix("float64", draws.integers(-5, 6, (side, side)) * sizes[:, None] / sizes)}, near=1e-9)
    for side in (10, 12, 15, 20):
        group.add(["eig", "a"], given={"a": matrix("float64", draws.integers(-5, 6, (side, side)))}, near=1e-9)
        group.add(["eigvals", "a"], given={"a": matrix("float64", draws.integers(-5, 6, (side, side)))}, near=1e-9)
    for side in (30, 50, 75):
        matrix_of_side = {"m": ["sin", ["arange", f"{side * side}.0"]], "a": ["reshape", "m", [side, side]]}
        group.add(["eigvals", "a"], given=matrix_of_side, near=1e-8)
