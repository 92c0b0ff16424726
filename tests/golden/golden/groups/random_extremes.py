"""Draws at the ends of what parameters may be: the largest and the smallest numbers, infinities, counts near 2**63.

`RandomState` has arguments with which NumPy never comes back, since no candidate is ever accepted. They are not tried here;
the engine refuses them, and its own tests say so.
"""

from itertools import product

from ..answer import Group

WIDE = [
    "5e-324", "2.2250738585072014e-308", "1e-100", "1e-17", "1e-9", "1e-5", 0.3, 0.5, 0.999, "0.9999999999999999", 1, "1.0000000000000002", "1.000001",
    1.5, 9.9, 30, 1000, "1e5", "1000001.0", "1e15", "1e17", "9.2e18", "9223372036854775807", "1e19", "1e100", "1.7976931348623157e308", "inf", "nan", 0,
]  # fmt: skip
PAIRED = [0, "5e-324", "1e-17", 0.3, 1, 2.5, "1e9", "inf", "nan"]
COUNTS = [
    0, 1, 10, 11, 61, 1000, 999999999, 10**12, 2**53, "4611686018427387903", "4611686018427387904", "9223372036854775805", "9223372036854775807",
]  # fmt: skip
SHARES = [0, "5e-324", "1e-300", "1e-18", "1e-16", "1e-9", 0.3, 0.5, 0.7, 0.999, "0.9999999999999999", 1]
SINGLE = ["exponential", "standard_gamma", "chisquare", "standard_t", "pareto", "weibull", "power", "rayleigh", "poisson", "geometric", "zipf", "logseries"]
DOUBLE = ["gamma", "beta", "f", "noncentral_chisquare", "wald", "negative_binomial", "vonmises"]
KINDS = ("default_rng", "RandomState")


def make():
    """Every distribution with every number, pair and urn."""
    group = Group()
    for kind in KINDS:
        for method, number in product(SINGLE, WIDE):
            if not endless(kind, method, float(number)):
                add(group, kind, method, number)
        for method, one, other in product(DOUBLE, PAIRED, PAIRED):
            if not endless(kind, method, float(other)):
                add(group, kind, method, one, other)
        for number in WIDE:
            if kind == "default_rng":
                group.add(["draws", kind, 1, [["standard_gamma", number, {"size": [3], "dtype": "float32"}], ["random"]]])
        for count, share in product(COUNTS, SHARES):
            add(group, kind, "binomial", count, share)
        for good, bad, sample in product(COUNTS, COUNTS, COUNTS):
            if worthwhile(kind, int(good), int(bad), int(sample)):
                add(group, kind, "hypergeometric", good, bad, sample)
    return group


def add(group, kind, method, *args):
    """Three draws, and the next number of the generator."""
    group.add(["draws", kind, 1, [[method, *args, {"size": [3]}], ["random_sample" if kind == "RandomState" else "random"]]])


def endless(kind, method, number):
    """Whether `RandomState` would draw forever, or for hours."""
    if kind != "RandomState":
        return False
    return (method == "zipf" and (number >= 1025 or 1 < number < 1 + 1e-6)) or (method == "vonmises" and number > 1e15)


def worthwhile(kind, good, bad, sample):
    """Urns that are not refused, thinned where there are many alike."""
    most = 10**9 if kind == "default_rng" else 2**63 - 2
    rest = good + bad - sample
    if max(good, bad) >= most or good + bad >= 2**63 - 2 or rest < 0:
        return False
    # Samples of nearly all there is take NumPy seconds.
    if kind == "RandomState" and sample > 10**10 and rest < sample // 10**6:
        return False
    return (good + bad + sample) % 4 == 0
