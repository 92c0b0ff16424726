"""Making arrays: constant ones, ranges, and ones like another."""

from itertools import product

from .. import data
from ..answer import Group

SHAPES = [[], [0], [3], [2, 3], [0, 3], [2, 0, 4], [1, 1, 1], [2, 3, 4]]
RANGES = [
    ["5"], ["0"], ["-3"], ["2", "8"], ["8", "2"], ["0", "10", "3"], ["10", "0", "-3"], ["1", "2", "0"], ["5.0"],
    ["0.0", "1.0", "0.1"], ["1", "2", "0.25"], ["0", "1", "0.3"], ["-1.5", "1.5"], ["3", "3"], ["1.0", "0.0", "-0.3"],
    ["0", "-5", "-2"], ["1000000", "1000005"], ["0.5", "3"], ["1", "1.0000001", "1e-8"], ["2.5", "-2.5", "-1"], ["0", "0.5"],
]  # fmt: skip
SPANS = [
    ("0", "1", 5), ("0", "10", 11), ("1", "0", 3), ("-1", "1", 4), ("0", "1", 1), ("0", "1", 0), ("2", "2", 3), ("0.1", "0.7", 7),
    ("0", "100", 13), ("-5", "5", 2), ("1e-8", "1e8", 3), ("0", "1", -1), ("0", "7", 50), ("0.5", "0.25", 9),
]  # fmt: skip


def make():
    """The products."""
    group = Group(data.layouts("plain", "float32") | data.layouts("plain", "uint8") | data.layouts("plain", "int64"))
    for shape, dtype in product(SHAPES, data.DTYPES):
        for order in "CF":
            group.add(["zeros", shape, {"dtype": dtype, "order": order}])
        group.add(["ones", shape, {"dtype": dtype}])
        group.add(["full", shape, "7", {"dtype": dtype}])
    for shape in SHAPES:
        for value in ("7", "-2", "2.5", "True", "nan", "1e300"):
            group.add(["full", shape, value])
    for dtype in data.DTYPES:
        for value in ("7", "-1", "300", "2.5", "True"):
            if value != "2.5" or dtype in data.FLOATS + ["bool"]:
                group.add(["full", [2], value, {"dtype": dtype}])
    for texts in RANGES:
        group.add(["arange", *texts])
        for dtype in data.DTYPES:
            if dtype != "bool" and not (dtype.startswith("u") and any(t.startswith("-") for t in texts)):
                group.add(["arange", *texts, {"dtype": dtype}])
    for start, stop, count in SPANS:
        for endpoint in (True, False):
            group.add(["linspace", start, stop, count, {"endpoint": endpoint}])
            group.add(["linspace", start, stop, count, {"endpoint": endpoint, "dtype": "float32"}])
            if start != "-5" and start != "-1":
                group.add(["linspace", start, stop, count, {"endpoint": endpoint, "dtype": "int64"}])
    for rows, columns, k in product((0, 1, 3), (0, 2, 4), (-4, -1, 0, 1, 2, 9)):
        group.add(["eye", rows, columns, k])
    for dtype in data.DTYPES:
        group.add(["eye", 3, 3, 0, {"dtype": dtype}])
        group.add(["identity", 3, {"dtype": dtype}])
    for source in [f"{dtype}_{layout}" for dtype in ("float32", "uint8", "int64") for layout in data.SQUARE + data.OTHERS]:
        group.add(["zeros_like", source])
        group.add(["ones_like", source])
        group.add(["full_like", source, "3"])
        group.add(["ones_like", source, {"dtype": "float64"}])
    for bad in ([-1], [2, -3], [1] * 65):
        group.add(["zeros", bad])
        group.add(["ones", bad])
    return group
