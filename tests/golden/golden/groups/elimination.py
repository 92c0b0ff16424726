"""Matrices that are singular, or singular but for rounding: what `inv`, `det`, `slogdet`, `solve` make of them, and warn of.

Whether the elimination meets an exact zero depends on the order in which products are taken off. Answers are near, counted
from the largest: where a pivot is all rounding, so are they, and only the same steps give the same. From 6 by 6 on, the order
is not NumPy's but the processor's: of those there are matrices only that are singular on every one, or far from it.
"""

import numpy as np

from .. import data
from ..answer import Group

CLASSICS = {
    2: ["1 2 2 4", "1 2 3 6", "6 4 3 2", "0 0 0 0", "1 1 1 1", "0 1 0 0", "4 2 2 1", "0.1 0.2 0.2 0.4", "0.1 0.3 0.2 0.6", "1 3 2 6", "3 1 6 2", "1e-8 1 1 1e8", "7 3 2.3333333333333335 1"],
    3: ["1 2 3 4 5 6 7 8 9", "0 1 2 3 4 5 6 7 8", "2 4 6 8 10 12 14 16 18", "3 6 9 12 15 18 21 24 27", "9 8 7 6 5 4 3 2 1", "1 4 7 2 5 8 3 6 9", "1 1 1 1 1 1 1 1 1", "2 1 1 1 1 0 3 2 1",
        "1 2 3 2 4 6 1 1 1", "1 0 1 0 1 1 1 1 2", "2 -1 -1 -1 2 -1 -1 -1 2", "1 -1 0 -1 2 -1 0 -1 1", "0.1 0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9", "8 1 6 3 5 7 4 9 2", "1 2 3 0 1 4 1 3 7", "2 3 5 1 1 2 3 4 7",
        "6 1 1 4 -2 5 2 8 7", "1 2 1 2 4 2 3 6 3", "4 -2 1 -2 4 -2 1 -2 4", "10 20 30 40 50 60 70 80 90", "5 -2 1 3 1 -4 8 -1 -3", "0 0 1 0 0 2 1 2 3", "3 2 1 2 2 2 1 2 3", "1 3 5 2 4 6 3 7 11"],
    4: ["16 3 2 13 5 10 11 8 9 6 7 12 4 15 14 1", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16", "0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "16 2 3 13 5 11 10 8 9 7 6 12 4 14 15 1", "2 -1 0 -1 -1 2 -1 0 0 -1 2 -1 -1 0 -1 2",
        "1 2 3 4 2 3 4 5 3 4 5 6 4 5 6 7", "1 1 1 1 1 2 3 4 2 3 4 5 0 1 2 3", "0.1 0.2 0.3 0.4 0.2 0.4 0.6 0.8 1 0 0 1 0 1 1 0", "4 3 2 1 3 3 2 1 7 6 4 2 1 1 1 1", "1 -2 3 -4 -1 2 -3 4 5 6 7 8 0 1 0 1"],
    5: ["17 24 1 8 15 23 5 7 14 16 4 6 13 20 22 10 12 19 21 3 11 18 25 2 9"],
}


def make():
    """The matrices of textbooks, sequences, and random ones of low rank."""
    group = Group(warns=True)
    for side, texts in CLASSICS.items():
        for text in texts:
            each(group, ["array", "float64", [side, side], text], side)
            if side < 4:
                each(group, ["astype", ["array", "float64", [side, side], text], "complex128"], side)
    for side in range(2, 9):
        programs = [["arange", str(side * side)], ["arange", "1", str(side * side + 1)]]
        if side < 6:
            programs += [["multiply", ["arange", str(side * side)], ["py", "0.1"]], ["linspace", "0.0", "1.0", side * side]]
        for program in programs:
            each(group, ["reshape", program, [side, side]], side)
        for dtype in ("int64", "float32"):
            each(group, ["ones", [side, side], {"dtype": dtype}], side)
    low_rank(group)
    warned(group)
    return group


def each(group, program, side):
    """One matrix through every function. What a complex one solves is all rounding where it is nearly singular."""
    given = {"a": program, "b": ["ones", [side]]}
    for name in ("inv", "det", "slogdet"):
        group.add([name, "a"], given=given, near=1e-9)
    if "complex128" not in program:
        group.add(["solve", "a", "b"], given=given, near=1e-9)
    group.add(["det", ["T", "a"]], given=given, near=1e-9)
    group.add(["matrix_rank", "a"], given=given)


def low_rank(group):
    """Products of thin matrices of small integers, drawn once for all."""
    draws = np.random.Generator(np.random.PCG64(20))
    for turn in range(300):
        side = 3 + turn % 3
        rank = int(draws.integers(1, side))
        matrix = draws.integers(-4, 5, (side, rank)) @ draws.integers(-4, 5, (rank, side))
        text = " ".join(str(value) for value in matrix.ravel())
        given = {"a": ["array", "int64", [side, side], text]}
        for name in ("inv", "det") if turn % 2 else ("inv", "slogdet"):
            group.add([name, "a"], given=given, near=1e-9)


def warned(group):
    """Determinants that are too large, or no numbers."""
    texts = ["nan 1 1 2", "inf 1 1 2", "inf inf inf inf", "1 nan 0 1", "1e200 0 0 1e200", "1e-200 0 0 1e-200", "1e308 1e308 -1e308 1e308", "0 nan 0 1", "nan 0 0 0", "1 inf 0 1", "0 1 inf 0", "inf nan 1 1",
             "1e200 1 1 -1e200", "nan nan nan nan", "0 0 nan nan"]
    for text in texts:
        for dtype in ("float64", "complex128", "float32"):
            if dtype == "complex128" and ("inf" in text or "e308" in text) or dtype == "float32" and ("e308" in text or "e200" in text or "e-200" in text):
                continue
            given = {"a": ["astype", ["array", "float64", [2, 2], text], dtype]}
            for name in ("det", "slogdet"):
                group.add([name, "a"], given=given, near=1e-12)
    for dtype, big in (("float32", "1e30"), ("complex64", "1e30"), ("float64", "1e160")):
        given = {"a": ["multiply", ["eye", 3, 3, 0, {"dtype": dtype}], ["py", big]]}
        for name in ("det", "slogdet"):
            group.add([name, "a"], given=given, near=1e-5)
    given = {"a": ["astype", ["array", "float64", [2, 2, 2], "1 2 3 4 nan 1 1 1"], "float64"], "b": ["array", "float64", [2, 2, 2], "1e200 0 0 1e200 1 2 2 4"]}
    for name in ("det", "slogdet"):
        group.add([name, "a"], given=given, near=1e-12)
        group.add([name, "b"], given=given, near=1e-12)
