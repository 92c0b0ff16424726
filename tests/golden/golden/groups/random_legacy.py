"""`RandomState` and `np.random.seed`: frozen draws over the Mersenne Twister, seeds, sizes, parameters, refusals."""

from itertools import product

from .. import data
from ..answer import Group
from .random_choice_shuffle import LAYOUTS, fresh
from .random_choice_shuffle import SHARED as POPULATIONS
from .random_distributions import SHARED as PARAMETERS
from .random_generator import sized
from .random_integers import DTYPES, limits, text

SEEDS = [0, 1, 42, 123456789, 2**32 - 1, [0], [1, 2, 3], [2**32 - 1] * 3, list(range(700))]
PLAIN = ["random", "random_sample", "standard_normal", "standard_exponential", "standard_cauchy"]
ONE = {
    "exponential": [0, 0.5, 1, 7],
    "standard_gamma": [0, 0.001, 0.5, 0.999, 1, 2, 3.5, 50, "1e6"],
    "chisquare": [0.5, 1, 2, 3.7, 100],
    "standard_t": [0.5, 1, 2, 10, 1000],
    "pareto": [0.1, 0.5, 1, 3, 50],
    "weibull": [0, 0.3, 1, 2, 7.5],
    "power": [0.01, 0.5, 1, 5],
    "rayleigh": [0, 0.5, 12],
    "poisson": [0, 0.001, 0.5, 1, 3, 9.99, 10, 12, 30, 100, 1000, "1e6", "9e18"],
    "geometric": [1, 0.5, 0.34, 0.33, 0.1, 0.01, "1e-6"],
}
TWO = {
    "normal": [(0, 1), (-3, 0.5), (100, 15), (1, 0)],
    "uniform": [(0, 1), (-7, 13), (5, 2), (3, 3)],
    "gamma": [(0, 1), (0.2, 3), (1, 2), (9, 0), (50, "1e-5")],
    "beta": [(0.1, 0.2), (0.5, 0.5), (1, 1), (1, 2), (3, 0.7), (20, 30), ("1e-5", "1e-5"), ("1e-3", "1e-3")],
    "f": [(1, 1), (2, 5), (0.3, 0.4)],
    "laplace": [(0, 1), (-3, 0.5), (2, 0)],
    "gumbel": [(0, 1), (5, 3)],
    "logistic": [(0, 1), (-2, 7)],
    "lognormal": [(0, 1), (2, 0.25), (-1, 3)],
    "binomial": [
        (0, 0.5), (1, 0.5), (10, 0.1), (10, 0), (10, 1), (60, 0.5), (61, 0.5), (100, 0.5), (100, 0.7), (100, 0.01), (100, 0.99), (1000, 0.031),
        (1000, 0.6), ("1000000", 0.5), ("1000000", "1e-5"), ("1000000000000", 0.25), (40, 0.75), (300, 0.4),
    ],  # fmt: skip
}
THREE = {"triangular": [(0, 0, 1), (0, 0.5, 1), (0, 1, 1), (-5, 3, 100)]}
METHODS = ONE | TWO | THREE


def make():
    """The products."""
    shared = PARAMETERS | POPULATIONS
    for dtype in data.DTYPES:
        shared |= data.layouts("steps", dtype)
    group = Group(shared)
    for seed, method, size in product(SEEDS, PLAIN, (None, [], 3, [2, 3], [0], 10000)):
        if size == 10000 or seed in (0, [1, 2, 3]):
            group.add(["draws", "RandomState", seed, [[method, sized(size)], ["random"]]])
    for seed, shape in product(SEEDS, ([], [3], [2, 3], [0, 2], [624])):
        group.add(["draws", "RandomState", seed, [["rand", *shape], ["randn", *shape], ["rand"], ["randn"]]])
    for seed in SEEDS:
        group.add(["draws", "RandomState", seed, [["state"], ["random"], ["state"], ["standard_normal"], ["state"], ["standard_normal"], ["state"]]])
        calls = [["randn", 5], ["rand", 2], ["normal", 10, 2, {"size": 3}], ["randint", 100, {"size": 4}], ["standard_normal"]]
        group.add(["draws", "RandomState", seed, calls])
        for length in (0, 1, 4, 9, -1, -9):
            group.add(["draws", "RandomState", seed, [["bytes", length], ["state"]]])
    for method, sets in METHODS.items():
        for parameters in sets:
            parameters = parameters if isinstance(parameters, tuple) else (parameters,)
            slow = method == "poisson" and parameters[0] == "9e18"
            for size in (None, [2, 3], 500 if slow else 10000):
                group.add(["draws", "RandomState", 12, [[method, *parameters, sized(size)]]])
    arrays(group)
    integers(group)
    samples(group)
    refusals(group)
    return group


def arrays(group):
    """Parameters that are arrays."""
    for method in ONE:
        for name, size in product(("halves", "column", "lone", "none", "truths"), (None, [2, 3], [1])):
            group.add(["draws", "RandomState", 3, [[method, name, sized(size)]]])
    for method in TWO:
        for (one, other), size in product([("halves", 0.5), (0.75, "column"), ("halves", "column"), ("counts", "column")], (None, [2, 3], [1])):
            group.add(["draws", "RandomState", 3, [[method, one, other, sized(size)]]])
    for size in (None, [2, 3], [1]):
        group.add(["draws", "RandomState", 3, [["triangular", "column", 0.5, 2, sized(size)]]])
        group.add(["draws", "RandomState", 3, [["triangular", 0, "halves", 1, sized(size)]]])


def integers(group):
    """`randint`."""
    for dtype in DTYPES:
        least, greatest = limits(dtype)
        spans = {1, 2, 3, 10, 100, 127, 128, 129, 255, 256, 257, 30000, 65535, 65536, 2**31, 2**32 - 1, 2**32, 2**32 + 1, 10**12, 2**63, 2**64 - 1}
        for span in sorted(spans):
            if span <= greatest:
                group.add(["draws", "RandomState", 1, [["randint", text(span), {"size": 40, "dtype": dtype}], ["random"]]])
            if least + span <= greatest + 1:
                group.add(["draws", "RandomState", 1, [["randint", text(least), text(least + span), {"size": 40, "dtype": dtype}]]])
        for size in (None, [], [2, 3], [0], 10000):
            group.add(["draws", "RandomState", 2, [["randint", 0, text(greatest), sized(size) | {"dtype": dtype}], ["rand"]]])
        for low, high in (("counts", None), (0, "counts"), ("negative", 9), ("twos", "thirds"), ("bad", 3), ("whole", "column"), (0, "truths")):
            call = ["randint", low] + ([high] if high is not None else []) + [{"dtype": dtype}]
            group.add(["draws", "RandomState", 2, [call]])
        for low, high in ((0, None), (5, 2), (5, 5), (least - 1, 3), (0, greatest + 2), (-3, None), (300, None)):
            call = ["randint", text(low)] + ([text(high)] if high is not None else []) + [{"dtype": dtype}]
            group.add(["draws", "RandomState", 2, [call]])


def samples(group):
    """`choice`, `shuffle`, `permutation`."""
    for seed, population, replace, size in product((0, 1), (1, 5, 100, 20000), (True, False), (None, [], 1, 3, [2, 2], 0, 50, 5000)):
        group.add(["draws", "RandomState", seed, [["choice", population, sized(size) | {"replace": replace}], ["random"]]])
    for p, size, replace in product(("fair", "uneven", "singles", "loose", "sure", "over", "minus", "nans", "three", "square", "lone"), (None, [], 2, 4, 30), (True, False)):
        for a in (4, "letters"):
            group.add(["draws", "RandomState", 5, [["choice", a, sized(size) | {"p": p, "replace": replace}], ["random"]]])
    for dtype, layout in product(data.DTYPES, LAYOUTS):
        group.add(["draws", "RandomState", 5, [["permutation", f"{dtype}_{layout}"], ["random"]]])
        given, name = fresh(dtype, layout)
        group.add(["draws", "RandomState", 5, [["shuffle", name], ["random"]]], given)
        if layout in ("row", "zero", "C", "empty"):
            group.add(["draws", "RandomState", 5, [["choice", f"{dtype}_{layout}", {"size": 3}]]])
    for seed, count in product(range(4), (0, 1, 2, 5, 13, 100, 5000, -3)):
        group.add(["draws", "RandomState", seed, [["permutation", count], ["random"]]])
    for value in (True, 2.5, "number", "none", "flat", "thin"):
        group.add(["draws", "RandomState", 5, [["permutation", value]]])


def refusals(group):
    """What NumPy refuses."""
    for seed in (-1, 2**32, [], [1, -2], [2**32], [3, 2**40]):
        group.add(["draws", "RandomState", seed, [["random"]]])
    for a, size, replace in product((0, -3, 2.5, "none", "number", "flat", "square", "lone", 4), (None, 2, 0, 5, -1, [3, -1], [-2, -1]), (True, False)):
        group.add(["draws", "RandomState", 1, [["choice", a, sized(size) | {"replace": replace}]]])
    # NumPy never comes back from a gamma value whose shape is no number.
    hopeless = "standard_gamma chisquare gamma standard_t beta f".split()
    for method, bad in product(METHODS, (-1, "-0.0", "nan", 1.5, "-inf", "bad", "zero", "minus", "nans", "above", "huge")):
        if bad in ("nan", "nans") and method in hopeless or bad == "huge" and method != "poisson":
            continue
        best = METHODS[method][1] if isinstance(METHODS[method][1], tuple) else (METHODS[method][1],)
        for place in range(len(best)):
            if not (method == "binomial" and place == 0 and bad in ("nan", "-inf")):
                parameters = [bad if index == place else value for index, value in enumerate(best)]
                group.add(["draws", "RandomState", 3, [[method, *parameters]]])
    for method in [*PLAIN, "randint", "exponential", "poisson"]:
        arguments = [5] if method in ("randint", "exponential", "poisson") else []
        for size in (-1, [2, -1], 10**15):
            group.add(["draws", "RandomState", 3, [[method, *arguments, {"size": size}]]])
    for shape in ([-1], [2, -1], [10**15], [1] * 65):
        group.add(["draws", "RandomState", 3, [["rand", *shape]]])
        group.add(["draws", "RandomState", 3, [["randn", *shape]]])
    for high in ("inf", "-inf", "nan", "1e308"):
        group.add(["draws", "RandomState", 3, [["uniform", "-1e308", high]]])
        group.add(["draws", "RandomState", 3, [["uniform", "halves", high]]])
    for low, high in (("halves", "twos"), ("halves", "nans")):
        group.add(["draws", "RandomState", 3, [["uniform", low, high]]])
    for dtype in data.FLOATS:
        group.add(["draws", "RandomState", 3, [["randint", 5, {"dtype": dtype}]]])
