"""Draws from urns, shares of a whole, and the rarer distributions of `RandomState`: every way each has, arrays, refusals."""

from itertools import product

from ..answer import Group
from .random_distributions import ONE, TWO
from .random_generator import sized

URNS = [
    (0, 0, 0), (5, 0, 3), (0, 5, 3), (5, 7, 0), (5, 7, 12), (5, 7, 1), (5, 7, 6), (5, 7, 11), (20, 30, 9), (20, 30, 10), (20, 30, 11), (20, 30, 25),
    (20, 30, 39), (20, 30, 40), (20, 30, 41), (20, 30, 50), (1, 1000, 100), (1000, 1, 100), (500, 500, 300), (100, 900, 500), (900, 100, 500),
    (900, 100, 700), (130, 140, 60), (100000, 200000, 1000), (999999999, 999999999, 1000), (999999999, 5, 12), (10**6, 10**6, 10**6),
]  # fmt: skip
OLD_URNS = [*URNS, ("1000000000000", "2000000000000", 1000), ("1000000000000", 5, 1000), (50, 60, 2)]
SHARED = {
    "good": ["array", "int64", [3], "10 50 300"],
    "column": ["array", "int64", [2, 1], "40 1000"],
    "few": ["array", "uint8", [3], "3 5 7"],
    "lone": ["array", "int64", [], "30"],
    "none": ["zeros", [0], {"dtype": "int64"}],
    "minus": ["array", "int64", [2], "5 -6"],
    "floats": ["array", "float64", [2], "5.0 6.0"],
    "far": ["array", "int64", [2], "1 1000000000"],
    "two": ["array", "int64", [2], "2 3"],
    "colors": ["array", "int64", [3], "16 8 4"],
    "small": ["array", "uint8", [4], "0 1 200 3"],
    "grays": ["array", "int64", [1], "12"],
    "bare": ["array", "int64", [3], "0 0 0"],
    "large": ["array", "int64", [3], "1000000 2000000 3000000"],
    "past": ["array", "int64", [2], "999999999 2"],
    "huge": ["array", "int64", [2], "9223372036854775807 1"],
    "most": ["array", "int64", [2], "1152921504606846975 1"],
    "unsigned": ["array", "uint64", [2], "18446744073709551615 1"],
    "square": ["array", "int64", [2, 2], "1 2 3 4"],
    "weights": ["array", "float64", [3], "1.0 2.0 0.5"],
    "even": ["array", "float64", [4], "1.0 1.0 1.0 1.0"],
    "tiny": ["array", "float64", [3], "0.01 0.02 0.09"],
    "tinier": ["array", "float64", [3], "1e-3 0.0 1e-200"],
    "zeros": ["array", "float64", [3], "0.0 0.0 0.0"],
    "partly": ["array", "float64", [3], "0.0 1.0 2.0"],
    "negative": ["array", "float64", [2], "1.0 -1.0"],
    "single": ["array", "float32", [2], "0.1 3.5"],
    "whole": ["array", "int64", [3], "1 2 3"],
    "one": ["array", "float64", [1], "2.5"],
    "empty": ["zeros", [0]],
    "thirds": ["array", "float64", [3], "0.3333333333333333 0.3333333333333333 0.3333333333333333"],
    "uneven": ["array", "float64", [4], "0.1 0.0 0.6 0.3"],
    "over": ["array", "float64", [3], "0.6 0.6 0.1"],
    "overless": ["array", "float32", [3], "0.7 0.30000007 0.0"],
    "nans": ["array", "float64", [2], "0.5 nan"],
    "lonefloat": ["array", "float64", [], "0.5"],
    "halves": ["array", "float64", [3], "0.5 0.25 0.75"],
    "columns": ["array", "float64", [2, 1], "0.125 0.5"],
}
OLD = {name: (ONE | TWO)[name] for name in ("zipf", "logseries", "noncentral_chisquare", "wald", "negative_binomial")}
OLD["zipf"] = [1.05, 1.5, 2, 3, 10, 100, 900]


def make():
    """The products."""
    group = Group(SHARED)
    urns(group)
    colors(group)
    shares(group)
    old(group)
    return group


def urns(group):
    """`hypergeometric` of both generators."""
    for kind, sets in (("default_rng", URNS), ("RandomState", OLD_URNS)):
        for good, bad, sample in sets:
            for size in (None, [2, 3], 300 if sample == 10**6 else 5000):
                group.add(["draws", kind, 2, [["hypergeometric", good, bad, sample, sized(size)], ["random"]]])
        triples = [
            ("good", 40, 20), (40, "column", 15), ("good", "column", "few"), (50, 60, "few"), ("lone", 5, 3), ("none", 1, 1), ("lone", "good", "lone"),
            (5.9, 6.9, 3.9), (True, 5, 2), ("good", "two", 3), ("good", 1, "column"), ("minus", 10, 2), (10, "minus", 1), (10, 10, "minus"),
            ("floats", 5, 5), (5, "floats", 5), (5, 5, "floats"), ("far", 5, 3), (5, "far", 3), (-1, 5, 2), (5, -1, 2), (5, 5, -1), (5, 5, 11),
            (5, 5, 0), (1000000000, 1, 1), (1, 1000000000, 1), ("9223372036854775807", 1, 1), ("9223372036854775808", 1, 1), (1, 1, "good"),
        ]  # fmt: skip
        for (good, bad, sample), size in product(triples, (None, [2, 3], 2, [1], -1)):
            group.add(["draws", kind, 2, [["hypergeometric", good, bad, sample, sized(size)]]])
        group.add(["draws", kind, 2, [["hypergeometric", 5, 5, 5, {"size": 10**15}]]])


def colors(group):
    """`multivariate_hypergeometric`."""
    for urn, sample, method, size in product(
        ("colors", "small", "grays", "bare", "large", "few"), (0, 1, 6, 14, 15, 27), ("marginals", "count"), (None, 3, [2, 2], [0], 500)
    ):
        if not (urn == "large" and method == "count" and size == 500):
            call = ["multivariate_hypergeometric", urn, sample, sized(size) | {"method": method}]
            group.add(["draws", "default_rng", 4, [call, ["random"]]])
    for sample in (3000000, 4000000, 5999999):
        group.add(["draws", "default_rng", 4, [["multivariate_hypergeometric", "large", sample, {"size": 20}]]])
    for urn in ("past", "huge", "most", "unsigned", "square", "minus", "floats", "lone", "empty", "none", "colors"):
        for sample, method in product((-1, 1, 0, 29), ("marginals", "count")):
            if not (urn in ("most", "past") and method == "count"):
                group.add(["draws", "default_rng", 4, [["multivariate_hypergeometric", urn, sample, {"method": method}]]])


def shares(group):
    """`dirichlet` of both generators, `multinomial` of the old one."""
    for kind, alpha, size in product(
        ("default_rng", "RandomState"),
        ("weights", "even", "tiny", "tinier", "zeros", "partly", "negative", "single", "whole", "one", "empty", "square", "lonefloat"),
        (None, 3, [2, 2], [0], 3000, -1),
    ):
        if not (kind == "default_rng" and alpha == "empty" and size is not None):
            group.add(["draws", kind, 6, [["dirichlet", alpha, sized(size)], ["random"]]])
    for pvals, n, size in product(
        ("thirds", "uneven", "over", "overless", "one", "empty", "square", "lonefloat", "nans", "negative", "whole"), (0, 1, 10, 1000, -1), (None, 3, [2, 2], [0], 1000)
    ):
        group.add(["draws", "RandomState", 6, [["multinomial", n, pvals, sized(size)], ["random"]]])


def old(group):
    """What `RandomState` draws more."""
    for method, sets in OLD.items():
        for parameters, size in product(sets, (None, [2, 3], 5000)):
            parameters = parameters if isinstance(parameters, tuple) else (parameters,)
            group.add(["draws", "RandomState", 12, [[method, *parameters, sized(size)]]])
        best = sets[1] if isinstance(sets[1], tuple) else (sets[1],)
        for bad in (-1, "-0.0", "nan", "minus", "halves", "columns", "lonefloat", 0):
            for place in range(len(best)):
                if not (bad == "nan" and method in ("noncentral_chisquare", "negative_binomial")):
                    parameters = [bad if index == place else value for index, value in enumerate(best)]
                    group.add(["draws", "RandomState", 12, [[method, *parameters]]])
    for size in (None, [2, 3], 5000):
        group.add(["draws", "RandomState", 12, [["noncentral_f", 2, 3, 1, sized(size)], ["noncentral_f", 0.5, 5, 4, sized(size)]]])
        group.add(["draws", "RandomState", 12, [["tomaxint", sized(size)], ["state"]]])
    for size in (-1, [2, -1], 10**15):
        group.add(["draws", "RandomState", 12, [["tomaxint", {"size": size}]]])
