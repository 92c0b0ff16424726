"""Decompositions of matrices with infinities and NaN."""

from ..answer import Group

MATRICES = {
    "inf_first": ([2, 2], "inf 1 2 3"),
    "nan_first": ([2, 2], "nan 1 2 3"),
    "nan_above": ([2, 2], "4 nan 2 3"),
    "nan_below": ([2, 2], "4 1 nan 3"),
    "nan_last": ([2, 2], "4 2 2 nan"),
    "inf_last": ([2, 2], "4 2 2 inf"),
    "below_zero": ([2, 2], "-inf 0 0 1"),
    "alone": ([1, 1], "nan"),
    "endless": ([1, 1], "inf"),
    "middle": ([3, 3], "9 2 3 2 nan 1 3 1 8"),
    "low": ([3, 3], "9 2 3 2 8 1 nan 1 8"),
    "wide": ([2, 3], "inf 1 2 3 5 6"),
    "tall": ([3, 2], "1 nan 2 3 5 6"),
}
SQUARE = [name for name, (shape, _) in MATRICES.items() if shape[0] == shape[1]]


def make():
    """Each decomposition of each matrix."""
    group = Group({name: ["array", "float64", shape, values] for name, (shape, values) in MATRICES.items()})
    for name in MATRICES:
        for source in (name, ["astype", name, "complex128"], ["astype", name, "float32"], ["stack", [name, name]]):
            if name in SQUARE:
                for upper in (False, True):
                    group.add(["cholesky", source, {"upper": upper}], near=1e-12)
                for operation in ("eigvals", "eig"):
                    group.add([operation, source], near=1e-12)
                for half in ("L", "U"):
                    group.add(["eigh", source, {"UPLO": half}], near=1e-12)
                    group.add(["eigvalsh", source, {"UPLO": half}], near=1e-12)
            for operation in ("svd", "svdvals", "pinv", "matrix_rank"):
                group.add([operation, source], near=1e-12)
            group.add(["qr", source, {"mode": "r"}], near=1e-12)
            group.add(["lstsq", source, ["ones", [MATRICES[name][0][0]]]], near=1e-12)
    return group
