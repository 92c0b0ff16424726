"""`bartlett`, `blackman`, `hamming`, `hanning`, `kaiser`, with `i0`, `sinc` and `unwrap` beside them."""

from .. import data
from ..answer import Group

WINDOWS = ["bartlett", "blackman", "hamming", "hanning"]
COUNTS = "0 1 2 3 4 5 6 7 8 9 10 11 12 13 16 17 21 25 32 51 64 100 101 255 1000 -1 -7 0.5 1.5 2.5 5.5 7.25 nan inf True".split()


def make():
    """Counts, then shapes of the Bessel window, then the functions below it."""
    shared = {}
    for dtype in [*data.DTYPES, "float16", "complex64"]:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_steps"] = ["fill", "steps", dtype, [24]]
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared, warns=True)
    windows(group)
    bessel(group)
    unwrapped(group)
    return group


def windows(group):
    """Every window at every count, symmetric about its middle; used on a signal."""
    for name in WINDOWS:
        for count in COUNTS:
            # The functions differ by one unit here and there, and near an end most of the digits cancel.
            group.add([name, count], near=1e-15)
        for length in (4, 12):
            group.add(["multiply", [name, str(length)], ["index", "float64_steps", [f":{length}"]]], near=1e-15)
    for count in COUNTS:
        for beta in ("0", "5", "8.6", "14", "-3", "0.5", "700.0", "1e-8", "nan", "inf"):
            if count in ("100", "255", "1000", "51") and beta not in ("5", "14"):
                continue
            group.add(["kaiser", count, beta], near=1e-14)
    group.add(["kaiser", "5", "1000"], near=1e-14)


def bessel(group):
    """`i0` and `sinc` over dtypes and layouts."""
    for dtype in [*data.DTYPES, "float16", "complex64"]:
        for layout in [*data.SQUARE, *data.OTHERS]:
            for name in ("i0", "sinc"):
                if dtype == "float16" or (name, dtype) == ("sinc", "complex64"):
                    continue
                group.add([name, f"{dtype}_{layout}"], near=1e-6 if dtype in ("float32", "complex64") else 1e-14)
    for dtype in data.FLOATS:
        for place in range(13):
            group.add(["i0", ["index", f"{dtype}_wild", [f"{place}:{place + 1}"]]], near=1e-6 if dtype == "float32" else 1e-14)
            group.add(["sinc", ["index", f"{dtype}_wild", [f"{place}:{place + 1}"]]], near=1e-6 if dtype == "float32" else 1e-13)


def unwrapped(group):
    """Periods and jumps."""
    for dtype in [*data.DTYPES, "float16"]:
        for layout in [*data.SQUARE, *data.OTHERS]:
            for options in ({}, {"axis": 0}, {"discont": "4.0"}, {"period": "5"}, {"period": "2.5", "discont": "0.5"}):
                if dtype in ("bool", "float16") or dtype.startswith("uint") and "period" in options:
                    continue
                group.add(["unwrap", f"{dtype}_{layout}", options])
    for period in ("6", "255", "360", "4.0"):
        group.add(["unwrap", ["array", "int64", [6], "0 1 2 -1 0 350"], {"period": period}])
        group.add(["unwrap", ["array", "float64", [6], "0 1 2 -1 0 350"], {"period": period, "axis": -1}])
