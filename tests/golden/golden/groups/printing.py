"""`repr` and `str` in full: magnitudes, widths, specials, nesting, lines and summaries."""

import random

from .. import data
from ..answer import Group

WORDS = """0.0 -0.0 1.0 -1.0 0.1 0.5 1.5 -2.25 3.14159265358979 2.718281828459045 100.0 1000.0 999.9 1000.1 12345.678
 99999.0 100000.0 999999.0 1000000.0 9999999.0 99999999.0 100000000.0 123456789.0 1e15 1e16 1e17 1e22 1e100 1e-3 1e-4 9.999e-5 1e-5
 1e-7 1e-10 1e-100 5e-324 1.7976931348623157e308 0.30000000000000004 0.1234567891 0.123456785 0.123456775 0.99999999499 0.999999999
 2.5e-5 1.00000001 1.000000001 3.3333333333333335 0.6666666666666666 nan inf -inf 33.333333333333336 1e8 1.25e-2 0.0009765625 16777216.0
 7.0000000001 65504.0 3e38""".split()
EXTREME = {"1e100", "1e-100", "5e-324", "1.7976931348623157e308"}


def make():
    """Hand-picked cases, then many drawn from a seeded lot."""
    group = Group(data.layouts("plain", "float64") | data.layouts("steps", "int64") | data.layouts("plain", "bool"))

    def add(run, huge=False):
        group.add(run, in_full=True, huge=huge)

    for dtype in data.FLOATS:
        for word in WORDS:
            if dtype == "float64" or word not in EXTREME:
                add(["array", dtype, [], word])
                add(["array", dtype, [1], word])
                add(["array", dtype, [2], f"1.0 {word}"])
                add(["index", ["array", dtype, [2], f"-{word} 1.5".replace("--", "")], [0]])
    drawn(add)
    integers(add)
    shapes(add)
    summaries(add)
    for source in group.shared:
        add(source)
    other_options(group)
    return group


def other_options(group):
    """The print options, one by one and together."""
    lot = random.Random(11)
    sources = [
        ["array", "float64", [6], "0.123456789 -1.5 1e-5 3.0 100.25 2e-9"],
        ["array", "float64", [4], "1e10 -0.001234567 nan inf"],
        ["array", "float32", [5], "0.1 1e-7 2.5 -3.75 33.333333"],
        ["array", "float64", [], "0.123456789012345"],
        ["array", "float64", [3], "1e-12 2e-12 0.0"],
        ["array", "float64", [2], "123456789012.5 0.00001"],
        ["fill", "steps", "int64", [30]], ["fill", "steps", "int16", [5, 12]], ["fill", "plain", "float32", [2, 3, 9]],
        ["fill", "plain", "bool", [4, 7]], ["fill", "plain", "uint8", [3, 0]], ["fill", "plain", "float64", [12, 12]],
    ]  # fmt: skip
    for source in sources:
        for _ in range(30):
            options = {
                "precision": lot.choice([0, 1, 3, 8, 12, 17]),
                "threshold": lot.choice([0, 5, 20, 1000]),
                "edgeitems": lot.choice([0, 1, 2, 3, 5]),
                "linewidth": lot.choice([10, 20, 40, 75, 120]),
                "suppress": lot.choice([True, False]),
            }
            keep = lot.sample(sorted(options), lot.choice([1, 2, 3, 5]))
            group.add(["printed", source, {key: options[key] for key in sorted(keep)}])


def drawn(add):
    """Short arrays of words and of random magnitudes."""
    lot = random.Random(20)
    for dtype in data.FLOATS:
        words = [word for word in WORDS if dtype == "float64" or word not in EXTREME]
        for _ in range(220):
            count = lot.choice([2, 3, 4, 6])
            add(["array", dtype, [count], " ".join(lot.choice(words) for _ in range(count))])
        for _ in range(220):
            count = lot.choice([1, 2, 3, 5, 9])
            middle = lot.uniform(-12, 12)
            spread = lot.choice([0, 1, 3, 6])
            values = [lot.choice([1, 1, -1]) * 10 ** (middle + lot.uniform(-spread, spread) / 2) for _ in range(count)]
            digits = lot.choice([1, 2, 3, 5, 8, 9, 12, 17])
            add(["array", dtype, [count], " ".join(f"{value:.{digits}g}" for value in values)])
        for _ in range(60):
            rows, columns = lot.choice([1, 2, 3]), lot.choice([2, 3, 11, 14])
            values = [round(lot.uniform(-99, 99), lot.choice([0, 1, 3])) for _ in range(rows * columns)]
            add(["array", dtype, [rows, columns], " ".join(str(value) for value in values)])


def integers(add):
    """Widths of whole numbers and truth values."""
    lot = random.Random(3)
    for dtype in data.INTEGERS:
        for count in (1, 2, 5, 13, 30):
            add(["fill", "wild", dtype, [count]])
            add(["fill", "plain", dtype, [count]])
        add(["fill", "wild", dtype, []])
        add(["index", ["fill", "wild", dtype, [1]], [0]])
        add(["fill", "wild", dtype, [4, 6]])
        for _ in range(12):
            size = lot.choice([1, 2, 3])
            values = [lot.randrange(10**size) for _ in range(12)]
            if max(values) < 128:
                add(["array", dtype, [3, 4], " ".join(map(str, values))])
    for text in ("1", "0", "1 1", "0 0", "1 0 1"):
        add(["array", "bool", [len(text.split())], text])
        if len(text) == 1:
            add(["array", "bool", [], text])
            add(["index", ["array", "bool", [1], text], [0]])
    add(["fill", "plain", "bool", [3, 20]])


def shapes(add):
    """Nesting, emptiness, lines of every length around the width."""
    for dtype in data.DTYPES:
        for shape in ([0], [0, 3], [3, 0], [1, 0, 2], [0, 0], [2, 3, 0, 1], [1], [1, 1], [1, 1, 1, 1], [2, 1, 2], [2, 2, 2, 2]):
            add(["fill", "steps", dtype, shape])
    for count in range(1, 60):
        for dtype in ("int64", "int8", "float64", "float32", "bool"):
            add(["fill", "steps", dtype, [count]])
            if count % 3 == 0:
                add(["fill", "plain", dtype, [count]])
                add(["fill", "plain", dtype, [2, count]])
            if count % 12 == 0:
                add(["fill", "plain", dtype, [2, 2, count]])
    for depth in (5, 8, 20, 33, 60, 64):
        add(["fill", "plain", "float64", [1] * depth])
        add(["fill", "plain", "int16", [1] * (depth - 1) + [40]])


def summaries(add):
    """Around and far over a thousand elements."""
    for dtype in ("int64", "float64", "float32", "uint8", "bool"):
        for shape in (
            [1000], [1001], [10, 100], [7, 143], [1001, 1], [1, 1001], [6, 200], [7, 200], [200, 6], [200, 7], [10, 10, 11],
            [2, 2, 300], [300, 2, 2], [6, 6, 6, 6], [2000, 1, 1], [3, 400, 1],
        ):  # fmt: skip
            add(["fill", "plain", dtype, shape])
            if shape not in ([6, 6, 6, 6],):
                add(["broadcast_to", ["fill", "plain", dtype, [1]], shape])
    for shape in ([1000000, 1000000], [2**40], [1000, 1000, 1000], [5000000, 1000, 10], [2**30, 5, 2**20]):
        for dtype in ("int8", "float64"):
            seed = ["fill", "plain", dtype, [1] * (len(shape) - 1) + [shape[-1] if shape[-1] < 100 else 1]]
            add(["broadcast_to", seed, shape], huge=True)
    add(["arange", "10000"])
    add(["arange", "5000.0"])
    add(["reshape", ["arange", "10000"], [100, 100]])
    add(["index", ["arange", "5000"], ["::-1"]])
    add(["linspace", "0", "1", 1500])
    add(["linspace", "0", "1e9", 1500])
    add(["broadcast_to", ["fill", "steps", "int64", [64, 1]], [64, 10**9]], huge=True)
