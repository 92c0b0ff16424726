"""Singular vectors of drawn matrices, with NumPy's own signs and phases: `svd` compared as it is, up to 25 values."""

import numpy as np

from ..answer import Group
from .singular_vectors import matrix


def make():
    """Every shape, every kind of number."""
    group = Group()
    drawn(group)
    return group


def drawn(group):
    """Drawn once for all: tall, wide and square, real and complex, whole numbers and quarters."""
    draws = np.random.Generator(np.random.PCG64(23))
    for turn in range(185):
        shorter = 1 + turn % 6
        longer = shorter + int(draws.integers(0, min(shorter + 4, 8)))
        shape = (shorter, longer) if turn % 2 else (longer, shorter)
        whole = draws.integers(-9, 10, shape)
        group.add(["svd", "a", {"full_matrices": turn % 3 != 0}], given={"a": matrix("float64", whole / 4 if turn % 4 == 0 else whole)}, near=1e-10)
        if turn % 2:
            rows = draws.integers(-5, 6, shape) + 1j * draws.integers(-5, 6, shape)
            group.add(["svd", "a", {"full_matrices": turn % 3 != 0}], given={"a": matrix("complex128", rows)}, near=1e-10)
    for side in (7, 8, 9, 10, 12, 16, 25):
        for shape in ((side, side), (side, side + 3), (side + 3, side)) if side < 11 else ((side, side),):
            group.add(["svd", "a", {"full_matrices": False}], given={"a": matrix("float64", draws.integers(-9, 10, shape))}, near=1e-10)
