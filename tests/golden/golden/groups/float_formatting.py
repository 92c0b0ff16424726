"""Single floats as text, with and without exponent, every argument; integers in other bases."""

import random

from .. import data
from ..answer import Group

VALUES = """0.0 -0.0 1.0 -1.0 0.5 1.5 2.5 0.25 100.0 12345.678 9.9996 0.99999 1.0001 0.001 0.1 0.3 0.000012345 1e-4
 1e16 1e22 1.7976931348623157e308 5e-324 2.2250738585072014e-308 123456789.123 nan inf -inf -2.75e-7 999999.5 0.05 0.0625""".split()
TRIMS = ["k", ".", "0", "-"]


def make():
    """Every value through every trim; drawn arguments; powers of two; what is refused; bases."""
    group = Group()
    wide = ["array", "float64", [len(VALUES)], " ".join(VALUES)]
    narrow_values = [v for v in VALUES if v not in ("1.7976931348623157e308", "5e-324", "2.2250738585072014e-308")]
    narrow = ["array", "float32", [len(narrow_values)], " ".join(narrow_values)]
    singles = [["array", "float64", [], value] for value in VALUES]
    singles += [["array", "float32", [], value] for value in narrow_values]
    for source in (wide, narrow):
        for trim in TRIMS:
            for precision in (None, 0, 1, 3, 8, 17, 25):
                for unique in (True, False):
                    options = {"trim": trim, "unique": unique}
                    if precision is not None:
                        options["precision"] = precision
                    group.add(["positional", source, options])
                    group.add(["scientific", source, options])
                    if precision:
                        group.add(["positional", source, options | {"fractional": False}])
            for fewest in (1, 4, 20):
                group.add(["positional", source, {"trim": trim, "min_digits": fewest}])
                group.add(["positional", source, {"trim": trim, "min_digits": fewest, "fractional": False}])
                group.add(["scientific", source, {"trim": trim, "min_digits": fewest}])
    drawn(group, singles)
    powers(group)
    refused(group)
    bases(group)
    return group


def drawn(group, singles):
    """One value, arguments by lot."""
    lot = random.Random(5)
    for source in singles:
        for _ in range(8):
            options = {
                "precision": lot.choice([0, 1, 2, 4, 7, 12, 20]),
                "unique": lot.choice([True, False]),
                "trim": lot.choice(TRIMS),
                "sign": lot.choice([True, False]),
                "pad_left": lot.choice([0, 1, 4, 9]),
                "min_digits": lot.choice([0, 1, 3, 8]),
            }
            if not options["unique"] or options["precision"] < options["min_digits"]:
                del options["min_digits"]
            if lot.choice([True, False]):
                group.add(["scientific", source, options | {"exp_digits": lot.choice([0, 1, 2, 3, 5, 7])}])
            else:
                whole = options["precision"] > 0 and lot.choice([True, False])
                options |= {"pad_right": lot.choice([0, 1, 4, 9]), "fractional": not whole}
                group.add(["positional", source, options])
    for dtype in ("int8", "uint64", "int64", "bool"):
        group.add(["positional", ["array", dtype, [3], "1 0 1"]])
        group.add(["scientific", ["array", dtype, [3], "1 0 1"], {"precision": 2, "unique": False}])


def powers(group):
    """Powers of two, whose neighbors lie at unequal distances; and halves between two shortest texts."""
    for start in range(-1074, 1024, 8):
        texts = " ".join(repr(2.0**power) for power in range(start, min(start + 8, 1024)))
        source = ["array", "float64", [len(texts.split())], texts]
        group.add(["scientific", source])
        if start % 3 == 0:
            group.add(source)
    for start in range(-149, 128, 8):
        texts = " ".join(repr(2.0**power) for power in range(start, min(start + 8, 128)))
        source = ["array", "float32", [len(texts.split())], texts]
        group.add(["scientific", source])
        group.add(source)
    lot = random.Random(9)
    for _ in range(40):
        texts = " ".join(repr(lot.choice([1, 3, 5, 7, 11]) * 2.0 ** lot.randrange(-60, 60)) for _ in range(8))
        group.add(["positional", ["array", "float32", [8], texts]])
        group.add(["scientific", ["array", "float64", [8], texts], {"precision": lot.randrange(0, 18)}])


def refused(group):
    """Counts below zero, more digits than most, no precision, unknown trims."""
    value = ["array", "float64", [], "1.5"]
    for kind in ("positional", "scientific"):
        for key in ("precision", "pad_left", "min_digits"):
            for bad in (-1, -100):
                group.add([kind, value, {key: bad}])
        group.add([kind, value, {"unique": False}])
        group.add([kind, value, {"min_digits": 5, "precision": 2}])
        group.add([kind, value, {"min_digits": 5, "precision": 0}])
        for trim in ("x", "", "kk", "trim"):
            group.add([kind, value, {"trim": trim}])
    group.add(["positional", value, {"pad_right": -3}])
    group.add(["positional", value, {"fractional": False, "precision": 0}])
    group.add(["scientific", value, {"exp_digits": -2}])


def bases(group):
    """Integers of every size in every base, padded; two's complements."""
    numbers = [0, 1, -1, 2, -2, 3, 5, -5, 7, -8, 10, 35, 36, 37, -128, 127, 128, 255, 1000, -1000, 2**31, -(2**31), 2**63 - 1, -(2**63), 2**64]
    for turn, number in enumerate(numbers):
        for base in (2, 3, 8, 10, 16, 36):
            group.add(["base_repr", str(number), base, (0, 3, 10, -2)[(turn + base) % 4]])
        for width in (None, 0, 1, 2, 3, 4, 5, 8, 9, 16, 64, 65, -3):
            group.add(["binary_repr", str(number), width])
    for base in (-1, 0, 1, 37, 100):
        group.add(["base_repr", "10", base, 0])
