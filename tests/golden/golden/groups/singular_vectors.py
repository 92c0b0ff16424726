"""Singular vectors whose signs, phases and axes are NumPy's own: `svd` compared as it is, up to 25 values."""

import numpy as np

from ..answer import Group

# What stands in tutorials: full ranks, one rank too few, equal values, zeros, single rows and columns.
TEXTBOOK = [
    "1 2;3 4", "1 2 3;4 5 6", "1 2 3;4 5 6;7 8 9", "1 2;3 4;5 6", "3 0;0 4", "1 1;1 1", "0 1;1 0", "2 0;0 2", "1 0 0;0 1 0;0 0 1", "1 2 3;4 5 6;7 8 10",
    "4 0;3 -5", "3 2 2;2 3 -2", "1 0 0 0 2;0 0 3 0 0;0 0 0 0 0;0 2 0 0 0", "1 2;2 4", "2 -1 0;-1 2 -1;0 -1 2", "1;2;3", "1 2 3", "1 1;0 1;1 0", "5", "-5", "0",
    "1 2;3 4;5 6;7 8", "0 0;0 0", "0 0 0;0 0 0", "2 4;1 3;0 0;0 0", "-1 0;0 -2", "1 0;0 0", "0 1 0;0 0 1;1 0 0", "1 -1;1 1", "7 2;3 4;5 3",
    "1 0;0 1;1 1", "2 0;0 -3", "0 2;3 0", "4 4;-3 3", "5 5;-1 7", "1 2;0 1", "2 1 0;1 3 1;0 1 4", "1 0 1;0 1 1", "3 1;1 3", "1 1 0;0 1 1", "2 2;1 1", "0 0 1;0 2 0;3 0 0",
    "1 0.5;0.5 1", "2 0.3;0.3 0.5", "1 0.8 0.6;0.8 1 0.5;0.6 0.5 1", "4 2 0.6;4.2 2.1 0.59;3.9 2 0.58;4.3 2.1 0.62;4.1 2.2 0.63",
]


def make():
    """Matrices of textbooks, stacks and layouts."""
    group = Group()
    textbook(group)
    known(group)
    layouts(group)
    return group


def matrix(dtype, rows):
    """A program for a matrix."""
    rows = np.asarray(rows)
    if np.iscomplexobj(rows):
        text = " ".join(f"{int(value.real)}{int(value.imag):+d}j" for value in rows.ravel())
    else:
        text = " ".join(f"{value:g}" for value in rows.ravel())
    return ["array", dtype, list(rows.shape), text]


def both(group, code, near):
    """Square vectors and cut ones."""
    for full in (True, False):
        group.add(["svd", "a", {"full_matrices": full}], given={"a": code}, near=near)


def textbook(group):
    """In the dtypes in which they are typed."""
    for text in TEXTBOOK:
        rows = np.array([[float(word) for word in row.split()] for row in text.split(";")])
        both(group, matrix("float64", rows), 1e-12)
        if "." not in text:
            group.add(["svd", "a"], given={"a": matrix("int64", rows)}, near=1e-12)
        group.add(["svd", "a"], given={"a": matrix("float32", rows)}, near=1e-5)


def known(group):
    """Turned axes, which all have one value; matrices that are nearly singular; factors of a line and a plane."""
    draws = np.random.Generator(np.random.PCG64(29))
    for turn in range(24):
        side = 2 + turn % 6
        axes = np.eye(side)[draws.permutation(side)] * draws.choice([1, -1, 2, 3], side)
        both(group, matrix("float64", axes), 1e-12)
    for side in (2, 3, 4, 5, 6, 8):
        row = ["arange", "1", f"{side + 1}"]
        column = ["reshape", row, [side, 1]]
        both(group, ["divide", ["py", "1.0"], ["subtract", ["add", row, column], ["py", "1"]]], 1e-9)
        if side < 8:
            both(group, ["power", column, ["arange", f"{side}"]], 1e-10)
        both(group, ["minimum", row, column], 1e-11)
        both(group, ["tri", side, side, 0], 1e-11)
        both(group, ["add", ["multiply", row, column], ["eye", side, side, 0]], 1e-11)


def layouts(group):
    """However the elements lie; a matrix for each of a stack."""
    given = {"m": ["fill", "plain", "float64", [4, 6]], "s": ["fill", "plain", "float64", [2, 3, 4, 3]]}
    for code in ("m", ["T", "m"], ["copy", "m", "F"], ["index", "m", ["::-1", ":"]], ["index", "m", ["::2", "1::2"]], ["index", "m", [":", "::-1"]], "s", ["transpose", "s", [1, 0, 3, 2]],
                 ["index", "s", ["::-1", "1:"]]):
        for full in (True, False):
            group.add(["svd", code, {"full_matrices": full}], given=given, near=1e-10)
            group.add(["svd", ["astype", code, "float32"], {"full_matrices": full}], given=given, near=1e-4)
