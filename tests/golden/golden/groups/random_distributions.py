"""Every other distribution: ten thousand draws for each kind of parameters, arrays of parameters, refusals."""

from itertools import product

from ..answer import Group
from .random_generator import sized

# For each method, sets of parameters that reach every way it has.
ONE = {
    "chisquare": [0.5, 1, 2, 3.7, 100, "1e-3", "1e5", "inf"],
    "standard_t": [0.5, 1, 2, 10, 1000, "1e10"],
    "pareto": [0.1, 0.5, 1, 3, 50],
    "weibull": [0, 0.3, 0.5, 1, 2, 7.5, 100],
    "power": [0.01, 0.5, 1, 2, 5, 100],
    "rayleigh": [0, 0.5, 1, 12, "1e200"],
    "poisson": [0, 0.001, 0.5, 1, 3, 9.99, 10, 10.5, 12, 30, 100, 1000, "1e6", "1e12", "9e18"],
    "geometric": [1, 0.999, 0.5, 0.34, 0.3333333333333333, 0.33, 0.1, 0.01, "1e-6", "1e-12", "1e-300"],
    "zipf": [1.01, 1.5, 2, 3, 10, 100, 1024, 1030],
    "logseries": [0, 0.01, 0.3, 0.5, 0.9, 0.999, 0.999999],
    "standard_gamma": [0, 0.001, 0.1, 0.5, 0.999, 1, 1.001, 2, 3.5, 50, "1e6", "inf"],
}
TWO = {
    "gamma": [(0, 1), (0.2, 3), (1, 2), (2, 0.5), (9, 0), (50, "1e-5"), (0.9, "1e100")],
    "beta": [(0.1, 0.2), (0.5, 0.5), (1, 1), (1, 2), (3, 0.7), (20, 30), ("1e-5", "1e-5"), ("1e-200", "1e-210"), (0.01, 0.02), ("1e-110", 0.5)],
    "f": [(1, 1), (2, 5), (0.3, 0.4), (50, 60)],
    "noncentral_chisquare": [(2, 1), (0.5, 3), (1, 20), (3, 0), (10, 50), (0.7, 0)],
    "laplace": [(0, 1), (-3, 0.5), (2, 0), ("1e10", 5)],
    "gumbel": [(0, 1), (5, 3), (1, 0)],
    "logistic": [(0, 1), (-2, 7), (1, 0)],
    "lognormal": [(0, 1), (2, 0.25), (-1, 3), (1, 0), (300, 200)],
    "wald": [(1, 1), (0.5, 10), (30, 2)],
    "negative_binomial": [(1, 0.5), (0.3, 0.1), (10, 0.9), (100, 0.01), (2.5, 1)],
    "binomial": [
        (0, 0.5), (1, 0.5), (10, 0.1), (10, 0), (10, 1), (20, 0.3), (60, 0.5), (61, 0.5), (100, 0.5), (100, 0.7), (100, 0.01), (100, 0.99),
        (1000, 0.03), (1000, 0.031), (1000, 0.6), ("1000000", 0.5), ("1000000", "1e-5"), ("1000000000000", 0.25), ("4611686018427387904", 0.5),
        (40, 0.75), (29, 0.999), (7, "1e-300"), (300, 0.4), (3.9, 0.5), (True, 0.5),
    ],  # fmt: skip
}
THREE = {
    "triangular": [(0, 0, 1), (0, 0.5, 1), (0, 1, 1), (-5, 3, 100), ("1e-10", "2e-10", "1e10")],
    "noncentral_f": [(2, 3, 1), (1, 10, 0), (0.5, 5, 4)],
}
METHODS = ONE | TWO | THREE
BEST = {name: sets[1] if isinstance(sets[1], tuple) else (sets[1],) for name, sets in METHODS.items()}
SHARED = {
    "halves": ["array", "float64", [3], "0.5 0.25 0.75"],
    "column": ["array", "float64", [2, 1], "0.125 0.5"],
    "singles": ["array", "float32", [3], "0.5 0.1 1.0"],
    "bad": ["array", "float64", [3], "0.5 -1.0 0.5"],
    "zero": ["array", "float64", [2], "0.5 0.0"],
    "minus": ["array", "float64", [2], "0.5 -0.0"],
    "nans": ["array", "float64", [2], "0.5 nan"],
    "above": ["array", "float64", [2], "0.5 1.5"],
    "huge": ["array", "float64", [2], "0.5 1e300"],
    "lone": ["array", "float64", [], "0.5"],
    "none": ["zeros", [0]],
    "counts": ["array", "int64", [3], "5 100 1000"],
    "tiny": ["array", "int8", [2, 1], "10 100"],
    "unsigned": ["array", "uint64", [2], "5 6"],
    "negative": ["array", "int64", [2], "5 -6"],
    "truths": ["array", "bool", [2], "1 0"],
    "twos": ["array", "int64", [2], "2 3"],
    "thirds": ["array", "float64", [3], "0.3333333333333333 0.3333333333333333 0.3333333333333333"],
    "uneven": ["array", "float64", [4], "0.1 0.0 0.6 0.3"],
    "short": ["array", "float64", [3], "0.1 0.2 0.1"],
    "sure": ["array", "float64", [3], "0.0 1.0 0.0"],
    "rows": ["array", "float64", [2, 2], "0.25 0.75 0.5 0.5"],
    "over": ["array", "float64", [3], "0.6 0.6 0.1"],
    "overrows": ["array", "float64", [2, 3], "0.6 0.6 0.1 0.1 0.1 0.1"],
    "overless": ["array", "float32", [3], "0.7 0.30000007 0.0"],
    "empty": ["zeros", [0]],
    "flat": ["zeros", [2, 0]],
    "one": ["ones", [1]],
    "whole": ["array", "int64", [2], "0 1"],
}


def make():
    """The products."""
    group = Group(SHARED)
    for method, sets in METHODS.items():
        for parameters in sets:
            parameters = parameters if isinstance(parameters, tuple) else (parameters,)
            slow = method == "poisson" and parameters[0] == "9e18"
            for size in (None, 5, [2, 3], 500 if slow else 10000):
                group.add(["draws", "default_rng", 12, [[method, *parameters, sized(size)]]])
    for seed, method in product(range(20, 32), METHODS):
        group.add(["draws", "default_rng", seed, [[method, *BEST[method], {"size": 1000}], ["state"]]])
    for size in (None, 4, [2, 0], 10000):
        group.add(["draws", "default_rng", 12, [["standard_cauchy", sized(size)], ["state"]]])
    for shape, size in product(ONE["standard_gamma"], (None, 3, 10000)):
        group.add(["draws", "default_rng", 12, [["standard_gamma", shape, sized(size) | {"dtype": "float32"}]]])
    arrays(group)
    shares(group)
    refusals(group)
    return group


def arrays(group):
    """Parameters that are arrays, and sizes beside them."""
    for method in ONE:
        for name, size in product(("halves", "column", "singles", "lone", "none", "truths"), (None, [2, 3], [1], [5, 2, 3])):
            group.add(["draws", "default_rng", 3, [[method, name, sized(size)]]])
        for dtype in ("float32", "float64"):
            group.add(["draws", "default_rng", 3, [["standard_gamma", "halves", {"dtype": dtype, "size": [700, 3]}]]])
    for method in TWO:
        pairs = [("halves", 0.5), (0.75, "column"), ("halves", "column"), ("lone", "singles"), ("none", 1), ("counts", "column"), ("tiny", "halves")]
        for (one, other), size in product(pairs, (None, [2, 3], [1])):
            group.add(["draws", "default_rng", 3, [[method, one, other, sized(size)]]])
    for size in (None, [2, 3], [1]):
        for left, mode, right in (("column", 0.5, 2), (0, "halves", 1), (0, 0.1, "halves"), ("lone", 1, 2), (0, "column", "halves"), ("none", 1, 2)):
            group.add(["draws", "default_rng", 3, [["triangular", left, mode, right, sized(size)]]])
            group.add(["draws", "default_rng", 3, [["noncentral_f", left, mode, right, sized(size)]]])


def shares(group):
    """`multinomial`."""
    for shares, n, size in product(("thirds", "uneven", "short", "sure", "one", "rows", "whole"), (0, 1, 10, 1000, 5.5), (None, 2, [2, 3], [0], [])):
        group.add(["draws", "default_rng", 6, [["multinomial", n, shares, sized(size)], ["state"]]])
    for shares, n, size in product(("thirds", "uneven", "rows"), ("counts", "tiny", "twos", "none", "unsigned", "negative"), (None, [2, 3], [1], 2)):
        group.add(["draws", "default_rng", 6, [["multinomial", n, shares, sized(size)]]])
    for shares in ("over", "overrows", "overless", "empty", "flat", "bad", "nans", "above", "lone", "truths"):
        for n in (5, -1, "counts"):
            group.add(["draws", "default_rng", 6, [["multinomial", n, shares]]])
    group.add(["draws", "default_rng", 6, [["multinomial", -5, "thirds"]]])
    group.add(["draws", "default_rng", 6, [["multinomial", 100, "uneven", {"size": 2000}]]])


def refusals(group):
    """Parameters out of their ranges, shapes that do not fit."""
    # NumPy never comes back from a gamma value whose shape is no number.
    hopeless = "standard_gamma chisquare gamma standard_t beta f noncentral_chisquare noncentral_f wald".split()
    for method, bad in product(METHODS, (-1, 0, "-0.0", "nan", 1.5, "1e300", "-inf", "bad", "zero", "minus", "nans", "above", "huge")):
        if bad in ("nan", "nans") and method in hopeless or bad in ("1e300", "huge") and method not in ("poisson", "binomial"):
            continue
        best = BEST[method]
        for place in range(len(best)):
            if method == "binomial" and place == 0 and bad in ("1e300", "-inf", "nan"):
                continue
            parameters = [bad if index == place else value for index, value in enumerate(best)]
            group.add(["draws", "default_rng", 3, [[method, *parameters]]])
    for method, best in BEST.items():
        for size in (-1, [2, -1], [2**40, 2**40], 10**15):
            group.add(["draws", "default_rng", 3, [[method, *best, {"size": size}]]])
        if len(best) > 1:
            group.add(["draws", "default_rng", 3, [[method, "halves", "twos", *best[2:]]]])
            group.add(["draws", "default_rng", 3, [[method, *best[:1], "twos", *best[2:], {"size": 3}]]])
        else:
            group.add(["draws", "default_rng", 3, [[method, "halves", {"size": 2}]]])
            group.add(["draws", "default_rng", 3, [[method, "halves", {"size": [3, 2]}]]])
    for n in ("halves", "lone", "unsigned", "negative", -1, "9223372036854775808", "bad", 3.5):
        for p in (0.5, 2, "halves", "bad"):
            group.add(["draws", "default_rng", 3, [["binomial", n, p]]])
    for corners in ((3, 2, 5), (1, 1, 1), (1, 3, 2), ("halves", 0, 2), (0, "halves", 0.1), ("halves", "halves", "halves"), ("halves", "twos", 5)):
        group.add(["draws", "default_rng", 3, [["triangular", *corners]]])
    group.add(["draws", "default_rng", 3, [["negative_binomial", "1e19", 0.1]]])
    group.add(["draws", "default_rng", 3, [["negative_binomial", "huge", 0.1]]])
    for dtype in ("int64", "bool"):
        group.add(["draws", "default_rng", 3, [["standard_gamma", 2, {"dtype": dtype}]]])
