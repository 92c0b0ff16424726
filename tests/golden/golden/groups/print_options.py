"""The print options one by one and together, and `array2string`: modes, signs, words, separators, room for what stands around."""

import random

from .. import data
from ..answer import Group

SOURCES = [
    ["array", "float64", [6], "0.123456789 -1.5 1e-5 3.0 100.25 2e-9"],
    ["array", "float64", [4], "1e10 -0.001234567 nan inf"],
    ["array", "float64", [4], "-inf nan 2.5 0.1"],
    ["array", "float64", [3], "nan inf nan"],
    ["array", "float64", [3], "0.1 0.2 0.30000000000000004"],
    ["array", "float32", [5], "0.1 1e-7 2.5 -3.75 33.333333"],
    ["array", "float32", [3], "16777216.0 0.5 1e-3"],
    ["array", "float64", [], "0.123456789012345"],
    ["array", "float64", [], "-1e-20"],
    ["array", "float64", [3], "1e-12 2e-12 0.0"],
    ["array", "float64", [3], "1.0 2.0 -0.0"],
    ["array", "float64", [2], "123456789012.5 0.00001"],
    ["array", "float64", [2], "1e300 1e-300"],
    ["fill", "steps", "int64", [30]],
    ["fill", "steps", "int16", [5, 12]],
    ["array", "int8", [4], "-128 127 0 5"],
    ["array", "int64", [], "7"],
    ["fill", "plain", "uint8", [2, 3]],
    ["fill", "plain", "float32", [2, 3, 9]],
    ["fill", "plain", "bool", [4, 7]],
    ["array", "bool", [], "1"],
    ["fill", "plain", "uint8", [3, 0]],
    ["fill", "plain", "float64", [12, 12]],
    ["fill", "wild", "float64", [13]],
]  # fmt: skip
MODES = ["fixed", "unique", "maxprec", "maxprec_equal"]


def choices(lot):
    """One value of each option of `set_printoptions`."""
    return {
        "precision": lot.choice([0, 1, 2, 3, 5, 8, 12, 17, 20]),
        "threshold": lot.choice([0, 5, 20, 1000]),
        "edgeitems": lot.choice([1, 2, 3, 5]),
        "linewidth": lot.choice([1, 10, 20, 40, 75, 120]),
        "suppress": lot.choice([True, False]),
        "nanstr": lot.choice(["nan", "NA", "", "not a number"]),
        "infstr": lot.choice(["inf", "Inf", "infinity"]),
        "sign": lot.choice(["-", "+", " "]),
        "floatmode": lot.choice(MODES),
    }


def drawn(lot, options):
    """A few of the options."""
    keep = lot.sample(sorted(options), lot.choice([1, 1, 2, 3, 4, len(options)]))
    return {key: options[key] for key in sorted(keep)}


def make():
    """Each mode with each sign over every source; then drawn mixtures; then what is refused."""
    group = Group(data.layouts("plain", "float64"))
    for source in SOURCES:
        for mode in MODES:
            for sign in "-+ ":
                group.add(["printed", source, {"floatmode": mode, "sign": sign}])
            for precision in (0, 2, 4, 17):
                group.add(["printed", source, {"floatmode": mode, "precision": precision}])
        group.add(["printed", source, {"suppress": True, "floatmode": "fixed", "precision": 3}])
        group.add(["printed", source, {"nanstr": "?", "infstr": "endless"}])
    lot = random.Random(21)
    for source in SOURCES:
        for _ in range(11):
            group.add(["printed", source, drawn(lot, choices(lot))])
    for name in group.shared:
        group.add(["printed", name, {"precision": 2, "sign": "+"}])
        group.add(["array2string", name, {"separator": ", ", "prefix": "array(", "suffix": ")"}])
    for source in (SOURCES[0], SOURCES[1], SOURCES[2], SOURCES[5], SOURCES[12], SOURCES[19], SOURCES[22]):
        for _ in range(8):
            group.add(["printed", ["astype", source, "complex128" if lot.random() < 0.7 else "complex64"], drawn(lot, choices(lot))])
            options = drawn(lot, {key: value for key, value in choices(lot).items() if key in ("precision", "sign", "floatmode", "threshold", "edgeitems")})
            group.add(["array2string", ["astype", source, "complex128"], options | {"separator": ", "}])
    strings(group, lot)
    refused(group)
    return group


def strings(group, lot):
    """`array2string`, `array_repr` and `array_str` with their own arguments."""
    for source in SOURCES:
        for _ in range(16):
            options = choices(lot)
            del options["nanstr"], options["infstr"]
            options["max_line_width"] = options.pop("linewidth")
            options["suppress_small"] = options.pop("suppress")
            options["separator"] = lot.choice([" ", ", ", ",", "; ", " | ", "", ",\n", "\t"])
            options["prefix"] = lot.choice(["", "array(", "data = ", "x" * 20])
            options["suffix"] = lot.choice(["", ")", "x" * 15])
            group.add(["array2string", source, drawn(lot, options)])
        group.add(["array2string", source])
        group.add(["array2string", source, {"formatter": "all", "separator": ", "}])
        group.add(["array2string", source, {"formatter": "all", "max_line_width": 30, "threshold": 10, "edgeitems": 2}])
        for kind in ("array_repr", "array_str"):
            group.add([kind, source])
            group.add([kind, source, {"max_line_width": 30, "precision": 3}])
            group.add([kind, source, {"suppress_small": True, "precision": 4}])


def refused(group):
    """Words that are no options, and a precision below zero."""
    source = SOURCES[0]
    for mode in ("", "Fixed", "max", "maxprec-equal"):
        group.add(["printed", source, {"floatmode": mode}])
        group.add(["array2string", source, {"floatmode": mode}])
    for sign in ("", "++", "plus", "0"):
        group.add(["printed", source, {"sign": sign}])
        group.add(["array2string", source, {"sign": sign}])
    for precision in (-1, -8):
        group.add(["printed", source, {"precision": precision}])
        group.add(["array2string", source, {"precision": precision, "floatmode": "fixed"}])
