"""States that are set, deprecated integers, directions, and vectors, whose last digits no two libraries share."""

from itertools import product

from ..answer import Group
from .random_generator import sized

SHARED = {
    "mean": ["array", "float64", [2], "1.0 -2.0"],
    "cov": ["array", "float64", [2, 2], "6.0 -3.0 -3.0 3.5"],
    "whole_mean": ["array", "int64", [2], "1 2"],
    "whole_cov": ["array", "int64", [2, 2], "1 0 0 1"],
    "wide": ["array", "float64", [2, 2], "1.0 0.0 0.0 100.0"],
    "flat": ["array", "float64", [2, 2], "1.0 1.0 1.0 1.0"],
    "wrong": ["array", "float64", [2, 2], "1.0 2.0 2.0 1.0"],
    "lone_mean": ["array", "float64", [1], "3.0"],
    "lone": ["array", "float64", [1, 1], "2.0"],
    "three_mean": ["array", "float64", [3], "0.0 10.0 -5.5"],
    "three": ["array", "float64", [3, 3], "4.0 1.0 0.5 1.0 3.0 -0.25 0.5 -0.25 2.0"],
    "single": ["array", "float32", [2, 2], "2.0 0.5 0.5 1.0"],
    "complex": ["array", "complex128", [2, 2], "1+0j 0j 0j 1+0j"],
    "oblong": ["array", "float64", [2, 3], "1.0 0.0 0.0 0.0 1.0 0.0"],
    "halves": ["array", "float64", [3], "0.5 1.5 2.5"],
    "column": ["array", "float64", [2, 1], "0.5 4.0"],
    "zero": ["array", "float64", [], "0.0"],
    "bad": ["array", "float64", [2], "1.0 -1.0"],
}
CALLS = [["random", {"size": 5}], ["integers", 100, {"size": 5, "dtype": "int32"}], ["standard_normal", {"size": 4}], ["state"], ["integers", 2, {"size": 9, "dtype": "uint8"}], ["state"]]
OLD_CALLS = [["random_sample", {"size": 5}], ["randint", 100, {"size": 5}], ["state"], ["randn", 3], ["state"], ["standard_normal"], ["state"]]
# Vectors are compared by this part of the longest of them.
NEAR = 1e-13


def make():
    """The products."""
    group = Group(SHARED)
    states(group)
    old_integers(group)
    directions(group)
    vectors(group)
    return group


def states(group):
    """Generators go on where they are told to."""
    whole = [0, 1, 2**64 - 1, 2**64, 2**127 + 12345, 2**128 - 1, 207833532711051698738587646355624148094, 10**38 + 7]
    for state, inc, (half, kept) in product(whole, (1, 3, 2**128 - 1, 194290289479364712180083596243593368443), ((0, 0), (1, 7), (1, 2**32 - 1))):
        group.add(["draws", "default_rng", 1, [["restored", str(state), str(inc), str(half), str(kept), CALLS]]])
    for start, place, kept in product((0, 1, 987654321, 2**32 - 1), (0, 1, 300, 623, 624), (None, 0.5, -1.25)):
        group.add(["draws", "RandomState", 1, [["randn"], ["restored", start, 624, place, kept, OLD_CALLS]]])
    for count in (0, 1, 3, 623):
        group.add(["draws", "RandomState", 1, [["restored", 5, count, 1, None, OLD_CALLS]]])


def old_integers(group):
    """`random_integers`."""
    for seed, (low, high), size in product((0, 7), ((5, None), (1, 6), (-3, 3), (0, 2**40), (2**62, 2**63 - 1), (-(2**63), 2**63 - 1), (4, 4)), (None, 3, [2, 2], [0], 10000)):
        group.add(["draws", "RandomState", seed, [["random_integers", low, *([] if high is None else [high]), sized(size)], ["rand"]]])
    for low, high in ((0, None), (-4, None), (5, 2), (3, 1)):
        group.add(["draws", "RandomState", 1, [["random_integers", low, *([] if high is None else [high])]]])


def directions(group):
    """`vonmises`."""
    for kind in ("default_rng", "RandomState"):
        for seed, mu, kappa in product((1, 2), (0, 1.5, -3, 20), (0, "1e-9", "1e-6", 0.001, 0.5, 1, 4, 100, 10000, "2e6")):
            group.add(["draws", kind, seed, [["vonmises", mu, kappa, sized(2000)], ["random"]]])
        for size in (None, [], [2, 3], [0]):
            group.add(["draws", kind, 3, [["vonmises", 0.25, 2, sized(size)]]])
            group.add(["draws", kind, 3, [["vonmises", "halves", "column", sized(size)]]])
            group.add(["draws", kind, 3, [["vonmises", 1, "zero", sized(size)]]])
        for mu, kappa in ((0, -1), (0, "bad"), ("bad", 1), (0, "nan"), (1, "-0.0"), ("halves", "bad")):
            group.add(["draws", kind, 3, [["vonmises", mu, kappa]]])
        group.add(["draws", kind, 3, [["vonmises", 0, 1, {"size": -1}]]])


def vectors(group):
    """`multivariate_normal`."""
    pairs = [("mean", "cov"), ("whole_mean", "whole_cov"), ("mean", "wide"), ("lone_mean", "lone"), ("mean", "single"), ("whole_mean", "cov")]
    for seed, (mean, cov), size in product((1, 2), pairs, (None, 5, [2, 3], [0], 12)):
        for method in ("svd", "eigh", "cholesky"):
            group.add(["draws", "default_rng", seed, [["multivariate_normal", mean, cov, sized(size) | {"method": method}], ["random"]]], near=1e-6 if cov == "single" else NEAR)
        if cov != "single":
            group.add(["draws", "RandomState", seed, [["multivariate_normal", mean, cov, sized(size)], ["random"]]], near=NEAR)
    for size in (None, 4, [2, 2], 9):
        for method in ("svd", "eigh", "cholesky"):
            group.add(["draws", "default_rng", 3, [["multivariate_normal", "three_mean", "three", sized(size) | {"method": method}]]], near=NEAR)
        group.add(["draws", "RandomState", 3, [["multivariate_normal", "three_mean", "three", sized(size)]]], near=NEAR)
        for method in ("svd", "eigh"):
            for check in ("warn", "ignore"):
                group.add(["draws", "default_rng", 3, [["multivariate_normal", "mean", "flat", sized(size) | {"method": method, "check_valid": check}]]], near=1e-7)
    for kind in ("default_rng", "RandomState"):
        for mean, cov in (("mean", "oblong"), ("three_mean", "cov"), ("cov", "cov"), ("lone_mean", "cov"), ("mean", "mean"), ("zero", "lone")):
            group.add(["draws", kind, 4, [["multivariate_normal", mean, cov]]])
        group.add(["draws", kind, 4, [["multivariate_normal", "mean", "wrong", {"check_valid": "raise"}]]])
        group.add(["draws", kind, 4, [["multivariate_normal", "mean", "cov", {"size": -1}]]])
        group.add(["draws", kind, 4, [["multivariate_normal", "mean", "cov", {"size": [2, -3]}]]])
        group.add(["draws", kind, 4, [["multivariate_normal", "mean", "cov", {"tol": 1e-3, "check_valid": "raise"}]]], near=NEAR)
    group.add(["draws", "default_rng", 4, [["multivariate_normal", "mean", "wrong", {"method": "cholesky"}]]])
    group.add(["draws", "default_rng", 4, [["multivariate_normal", "mean", "flat", {"method": "cholesky"}]]])
    group.add(["draws", "default_rng", 4, [["multivariate_normal", "mean", "complex"]]])
    group.add(["draws", "default_rng", 4, [["multivariate_normal", "mean", "wrong", {"method": "eigh", "check_valid": "raise"}]]])
