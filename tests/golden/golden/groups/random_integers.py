"""`integers` of every dtype: ranges from one value to all of them, endpoints, arrays of bounds, refusals."""

from itertools import product

import numpy as np

from .. import data
from ..answer import Group
from .random_generator import sized

DTYPES = [*data.INTEGERS, "bool"]
SEEDS = [0, 1, 99]


def limits(dtype):
    """The least and the greatest value."""
    return (0, 1) if dtype == "bool" else (int(np.iinfo(dtype).min), int(np.iinfo(dtype).max))


def ranges(dtype):
    """Lows and highs, the highs left out."""
    least, greatest = limits(dtype)
    span = greatest - least
    found = [(least, greatest + 1), (least, greatest), (0, 1), (0, 2), (least, least + 1), (greatest, greatest + 1), (0, greatest)]
    for count in (3, 6, 10, 100, 127, 128, 129, 200, 255, 256, 257, 1000, 30000, 65535, 65536, 65537, 10**6, 2**31, 2**32 - 1, 2**32):
        found += [(0, count), (least, least + count), (greatest - count + 1, greatest + 1)]
    for count in (2**32 + 1, 10**12, 2**63 - 1, 2**63, 2**63 + 1, 2**64 - 2, 2**64 - 1):
        found += [(0, count), (least, least + count)]
    return sorted({(low, high) for low, high in found if least <= low < high <= greatest + 1 and high - low <= span + 1})


def text(value):
    """A number as JSON holds it."""
    return value if abs(value) < 2**53 else str(value)


SHARED = {
    "lows": ["array", "int64", [3], "0 -5 10"],
    "highs": ["array", "int64", [3], "1 5 100"],
    "column": ["array", "int64", [2, 1], "120 250"],
    "small": ["array", "uint8", [3], "1 2 3"],
    "tiny": ["array", "int8", [2, 1], "100 127"],
    "large": ["array", "uint64", [2], "10 18446744073709551615"],
    "same": ["array", "int64", [3], "7 7 7"],
    "zeros": ["array", "int64", [3], "0 0 0"],
    "mixed": ["array", "int64", [3], "5 0 3"],
    "far": ["array", "int64", [2], "-9223372036854775808 9223372036854775807"],
    "floats": ["array", "float64", [3], "0.5 2.0 7.9"],
    "highfloats": ["array", "float64", [3], "3.5 9.0 8.5"],
    "bad": ["array", "float64", [2], "1.0 nan"],
    "truths": ["array", "bool", [3], "1 1 0"],
    "ones": ["array", "int64", [3], "1 0 1"],
    "lone": ["array", "int64", [], "9"],
    "lonefloat": ["array", "float64", [], "9.9"],
    "none": ["zeros", [0], {"dtype": "int64"}],
    "wide": ["fill", "steps", "int32", [4, 6]],
    "strided": ["index", "wide", ["::2", "::-3"]],
}


def make():
    """The products."""
    group = Group(SHARED)
    for dtype in DTYPES:
        for low, high in ranges(dtype):
            group.add(["draws", "default_rng", 1, [["integers", text(low), text(high), {"size": 40, "dtype": dtype}], ["state"]]])
        least, greatest = limits(dtype)
        for seed, size in product(SEEDS, (None, [], 1, [3, 5], [2, 0], 10000)):
            options = sized(size) | {"dtype": dtype}
            group.add(["draws", "default_rng", seed, [["integers", 2, options], ["integers", text(greatest), options]]])
            calls = [["integers", text(least), text(greatest), options | {"endpoint": True}], ["integers", 0, 1, options | {"endpoint": True}]]
            group.add(["draws", "default_rng", seed, calls])
    kept(group)
    arrays(group)
    refusals(group)
    return group


def kept(group):
    """Pieces of 32 bits are not kept from one call to the next, halves of 64 bits are."""
    for seed in range(12):
        calls = [["integers", 200, {"size": 3, "dtype": dtype}] for dtype in ("uint8", "int16", "uint8", "uint32", "int64")]
        group.add(["draws", "default_rng", seed, [*calls, ["state"], ["integers", 2, {"size": 33, "dtype": "bool"}], ["state"]]])
        group.add(["draws", "MT19937", seed, calls])
        group.add(["draws", "default_rng", seed, [["integers", high] for high in (1, 2, 10, 10**6, "4294967296", "1000000000000")]])


def arrays(group):
    """Bounds that are arrays."""
    pairs = [
        ("highs", None), (0, "highs"), ("lows", "highs"), ("lows", 200), ("small", 4), (0, "small"), ("small", "column"), ("zeros", "highs"),
        ("same", 8), (-5, "same"), ("floats", "highfloats"), ("floats", 9), (0, "highfloats"), ("truths", 2), ("lone", "same"), (0, "none"),
        ("none", "none"), (0, "strided"), ("strided", 50), ("zeros", "ones"), (0, "truths"), ("tiny", 127), (0, "tiny"), (0, "large"),
        ("far", "9223372036854775807"), (0, "lone"), ("lone", 12), (0, "lonefloat"), (2.7, 9.9), (True, 5), (0, True), ("column", "large"),
        ("lows", "column"), (0, "column"),
    ]  # fmt: skip
    for (low, high), dtype, endpoint in product(pairs, DTYPES, (False, True)):
        call = ["integers", low] + ([high] if high is not None else []) + [{"dtype": dtype, "endpoint": endpoint}]
        group.add(["draws", "default_rng", 4, [call, ["state"]]])
    for size in (3, [2, 3], [1], [], 2, [3, 1], [4, 2, 3], [0], -1):
        for low, high in (("zeros", "highs"), ("column", 300), (0, "small"), ("lows", "highs"), (0, "lone")):
            for dtype in ("int64", "int16"):
                group.add(["draws", "default_rng", 4, [["integers", low, high, {"size": size, "dtype": dtype}]]])


def refusals(group):
    """What NumPy refuses, and the bounds it does not look at when nothing is drawn."""
    for dtype, endpoint in product(DTYPES, (False, True)):
        least, greatest = limits(dtype)
        bounds = [
            (0, None), (5, 2), (5, 5), (least - 1, greatest), (0, greatest + 2), (0, greatest + 1), (-1, 1), (300, None), (-3, None),
            (0, -1), (3, 3), (least, least), (2**70, None), (-(2**70), 0), (greatest + 1, greatest + 5),
        ]  # fmt: skip
        for low, high in bounds:
            call = ["integers", text(low)] + ([text(high)] if high is not None else []) + [{"dtype": dtype, "endpoint": endpoint}]
            group.add(["draws", "default_rng", 1, [call]])
            group.add(["draws", "default_rng", 1, [[*call[:-1], call[-1] | {"size": 0}]]])
        pairs = [("mixed", 3), (3, "mixed"), ("highs", "lows"), ("zeros", 0), ("lows", "large"), ("same", "same"), ("mixed", "column"), ("bad", 9)]
        for low, high in pairs:
            if low != "bad" or dtype in ("int64", "uint64"):
                group.add(["draws", "default_rng", 1, [["integers", low, high, {"dtype": dtype, "endpoint": endpoint}]]])
    for dtype in data.FLOATS:
        group.add(["draws", "default_rng", 1, [["integers", 5, {"dtype": dtype}]]])
        group.add(["draws", "default_rng", 1, [["integers", 5, {"dtype": dtype, "size": 0}]]])
    for size in (-1, [2, -3], 10**15, [2**40, 2**40], [0, -1]):
        group.add(["draws", "default_rng", 1, [["integers", 5, {"size": size}]]])
    for value in ("nan", "inf", "-inf", 2.5, -0.5, "1e30"):
        group.add(["draws", "default_rng", 1, [["integers", value]]])
