"""What refuses, of which class, in which words: one file where every sentence a reader may meet stands together."""

from itertools import product

from .. import data, program
from ..answer import Group


def make():
    """Misfits of shape, axes out of bounds, dtypes without a loop, casts forbidden, Python numbers too large."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    for ufunc in ("add", "less", "power", "arctan2", "logical_and"):
        for left, right in product(([3], [3, 4], [2, 3, 4], [0], [2, 2]), repeat=2):
            group.add([ufunc, ["ones", left], ["ones", right]])
    for ufunc in program.BINARY:
        group.add([ufunc, ["ones", [3, 4]], ["ones", [3]]])
    no_loop(group)
    numbers(group)
    axes(group)
    outputs(group)
    return group


def no_loop(group):
    """Ufuncs that do not take some dtypes."""
    for ufunc in ("subtract", "negative", "positive", "invert", "sign", "bitwise_and", "left_shift", "invert", "gcd"):
        for dtype in data.DTYPES:
            array = f"{dtype}_C"
            group.add([ufunc, array] if ufunc in program.UNARY else [ufunc, array, array])
            if ufunc in program.BINARY:
                group.add([ufunc, array, "float64_C"])
                group.add([ufunc, array, ["py", "1.5"]])
    for dtype in data.INTEGERS:
        group.add(["power", f"{dtype}_C", ["array", dtype, [4], "1 2 0 3"]])
        group.add(["power", f"{dtype}_C", ["py", "-1"]])
        if not dtype.startswith("u"):
            group.add(["power", f"{dtype}_C", ["array", dtype, [4], "1 -2 0 3"]])


def numbers(group):
    """Python numbers that an integer dtype cannot hold, and the edges that it can."""
    for dtype in data.INTEGERS + data.FLOATS:
        for number in ("127", "128", "255", "256", "-1", "-128", "-129", "65535", "65536", str(2**31), str(2**63), str(-(2**63)), str(2**64 - 1), str(2**64)):
            group.add(["add", f"{dtype}_row", ["py", number]])
            group.add(["less", f"{dtype}_row", ["py", number]])


def axes(group):
    """Axes that are not there, or named twice."""
    for axis in (0, 1, 2, 3, -3, -4, [0, 3], [0, 0], [0, -3], [-4, 1]):
        for source in ("float64_cube", "float64_C", "float64_row", "float64_zero"):
            for name in ("sum", "max", "mean", "squeeze", "flip", "expand_dims"):
                code = [name, source, {"axis": axis}] if name in program.REDUCTIONS else [name, source, axis]
                group.add(code)
    for axes_list in ([0], [0, 1, 2], [1, 1], [0, 5], [-3, 0]):
        group.add(["transpose", "int8_C", axes_list])
    for name in ("min", "max", "argmin", "argmax"):
        for source in ("float64_empty", "int8_empty", "bool_empty"):
            group.add([name, source])
            group.add([name, source, {"axis": 0}])
            group.add([name, source, {"axis": 1}])


def outputs(group):
    """Shapes that do not hold as many elements, casts a rule forbids, indices out of bounds."""
    for shape in ([5], [-1, 5], [-1, -1], [3, 5], [12, 2], [0], [0, -1], [-2, 6], [-2]):
        group.add(["reshape", "float64_C", shape])
    for source, target in product(data.DTYPES, data.DTYPES):
        group.add(["astype", f"{source}_zero", target, {"casting": "safe"}])
    for index in ([3], [-4], [0, 4], [0, -5], [0, 0, 0], ["...", "..."], [":", ":", ":"], ["newaxis", 3], [0, "...", 9], ["...", 1, 2, 3]):
        group.add(["index", "int64_C", index])
        group.add(["index", "int64_empty", index])
        group.add(["index", "int64_zero", index])
