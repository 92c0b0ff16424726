"""Counted and spaced sequences: the odd ends of `arange`, and spaces between arrays along any axis."""

from itertools import product

from .. import data
from ..answer import Group

NUMBERS = ["0", "1", "-1", "5", "2.5", "-0.0", "1e300", "1e-300", "nan", "inf", "-inf", "-129", "9223372036854775807", "-9223372036854775808", "True"]
STEPS = ["1", "-1", "0", "0.0", "2", "0.3", "-0.25", "1e-320", "nan", "inf", "1e300", "4611686018427387904"]


def make():
    """The products."""
    group = Group(shared())
    for start, stop, step in product(NUMBERS, NUMBERS, STEPS):
        if short(start, stop, step):
            group.add(["arange", start, stop, step])
    for dtype, texts in product(data.DTYPES, (["2"], ["3"], ["1", "3"], ["0", "2", "0.5"], ["250", "260"], ["0", "601", "300"], ["-1", "2"], ["0.5", "4.5"], ["3", "0", "-1"], ["0", "1", "1.5"], ["-128", "-120"], ["2.5", "0"])):
        group.add(["arange", *texts, {"dtype": dtype}])
    pairs = [("double", "ten"), ("double", "grown"), ("single", "grown_single"), ("whole", "ten"), ("whole", "whole"), ("double", "whole"), ("grid", "row"), ("grid", "grid"), ("row", "grid"), ("double", "row"), ("empty", "double"), ("double", ["py", "10"]), ("single", ["py", "3"]), (["py", "0"], "single"), ("whole", ["py", "2.5"])]
    for (start, stop), count, endpoint in product(pairs, (0, 1, 2, 3, 7, -1), (True, False)):
        for axis in (0, 1, -1, 2, 5):
            group.add(["linspace_between", start, stop, count, {"endpoint": endpoint, "axis": axis}])
        for dtype in ("float32", "int64", "uint8"):
            group.add(["linspace_between", start, stop, count, {"endpoint": endpoint, "dtype": dtype}])
        group.add(["linspace_step", start, stop, count, {"endpoint": endpoint}])
    for (start, stop), count, endpoint in product((("double", "ten"), ("double", "row"), ("single", "grown_single"), ("grid", "row"), ("whole", "ten")), (0, 1, 3, 5), (True, False)):
        for axis in (0, -1, 5):
            group.add(["logspace_between", start, stop, count, {"endpoint": endpoint, "axis": axis, "base": 2.0}], ulp=1)
            group.add(["geomspace_between", start, stop, count, {"endpoint": endpoint, "axis": axis}], ulp=1)
    group.add(["geomspace_between", ["negative", "double"], ["negative", "grown"], 4], ulp=1)
    group.add(["geomspace_between", "double", "zeros", 4], ulp=1)
    return group


def shared():
    """The ends."""
    return {
        "double": ["array", "float64", [2], "1.0 2.5"],
        "grown": ["add", "double", ["py", "2"]],
        "ten": ["array", "float64", [], "10.0"],
        "single": ["array", "float32", [2], "0.5 3.0"],
        "grown_single": ["multiply", "single", "single"],
        "whole": ["array", "int32", [2], "1 7"],
        "row": ["array", "float64", [3], "1.0 4.0 9.5"],
        "grid": ["copy", ["array", "float64", [2, 3], "1.0 2.0 3.0 4.0 5.0 6.0"], "F"],
        "empty": ["zeros", [0, 2]],
        "zeros": ["zeros", [2]],
    }


def short(start, stop, step):
    """Whether NumPy makes few elements of it, or refuses."""
    numbers = [1.0 if text == "True" else float(text) for text in (start, stop, step)]
    if numbers[2] == 0 or any(number != number for number in numbers):
        return True
    count = (numbers[1] - numbers[0]) / numbers[2]
    # Refused for their length, without a try to allocate; lengths in between would be tried.
    return count != count or count < 2000 or count > 1e19
