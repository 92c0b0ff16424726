"""Every ufunc over every pair of dtypes, over layouts, and beside Python's own numbers."""

from .. import data, program
from ..answer import Group

NUMBERS = ["3", "-1", "300", "0", "2.5", "True"]


def make():
    """The products, layouts taking turns so that every pair of dtypes is no thirty cases."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_back"] = ["index", f"{dtype}_wild", ["::-1"]]
        shared[f"{dtype}_positive"] = ["fill", "positive", dtype, [3, 4]]
    group = Group(shared)
    pairs(group)
    wild(group)
    layouts(group)
    python_numbers(group)
    unary(group)
    outputs(group)
    return group


def tame(ufunc, dtype, layout):
    """An operand's name. Shifts and powers of integers take positive values, so that what they mean is defined."""
    if ufunc in ("left_shift", "right_shift", "power", "float_power"):
        return f"{dtype}_positive"
    return f"{dtype}_{layout}"


def pairs(group):
    """Each binary ufunc, each pair of dtypes."""
    turn = 0
    for ufunc in program.BINARY:
        for left in data.DTYPES:
            for right in data.DTYPES:
                turn += 1
                first = data.SQUARE[turn % 5]
                second = data.SQUARE[(turn // 5 + turn) % 5]
                group.add([ufunc, tame(ufunc, left, first), tame(ufunc, right, second)])


def wild(group):
    """The edges of each dtype against each other: overflow, division by zero, NaN and infinities."""
    for ufunc in program.BINARY:
        if ufunc in ("left_shift", "right_shift", "power", "float_power"):
            continue
        for dtype in data.DTYPES:
            group.add([ufunc, f"{dtype}_wild", f"{dtype}_back"])
        group.add([ufunc, "float32_wild", "float64_back"])
        group.add([ufunc, "int64_wild", "uint64_back"])
        group.add([ufunc, "float64_wild", ["index", "float64_back", ["newaxis"]]])


def layouts(group):
    """Each layout against each other: which order the result is laid out in."""
    for ufunc, dtype in (("add", "float64"), ("multiply", "int32"), ("less", "float32"), ("logical_or", "bool")):
        for first in data.SQUARE + data.OTHERS:
            for second in data.SQUARE + data.OTHERS:
                group.add([ufunc, f"{dtype}_{first}", f"{dtype}_{second}"])
    for axes in ([0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]):
        turned = ["transpose", "float64_cube", axes]
        group.add(["negative", turned])
        group.add(["add", turned, turned])
        group.add(["add", turned, ["copy", turned]])
        group.add(["add", turned, "float64_zero"])
        group.add(["negative", ["flip", turned, 0]])
        group.add(["negative", ["flip", turned]])
        group.add(["multiply", ["index", turned, ["...", "::2"]], ["index", turned, ["...", "::2"]]])
        group.add(["negative", ["index", turned, ["0:1"]]])


def python_numbers(group):
    """Python's numbers are weak: they take the array's dtype where they fit (NEP 50)."""
    for ufunc in program.BINARY:
        for place, dtype in enumerate(data.DTYPES):
            for turn, number in enumerate(NUMBERS):
                if ufunc in ("left_shift", "right_shift", "power", "float_power") and number in ("-1", "300"):
                    continue
                array = tame(ufunc, dtype, "C")
                if ufunc in ("add", "power", "divide", "less") or (place + turn) % 2:
                    group.add([ufunc, array, ["py", number]])
                if ufunc in ("subtract", "divide", "greater") or (place + turn) % 3 == 0:
                    group.add([ufunc, ["py", number], array])
    for dtype in data.DTYPES:
        for number in ("2", "1.5", "True"):
            group.add(["add", f"{dtype}_zero", ["py", number]])
            group.add(["add", ["index", f"{dtype}_row", [1]], ["py", number]])


def unary(group):
    """Each unary ufunc over each dtype: tame, wild, and in odd layouts."""
    for ufunc in program.UNARY:
        for turn, dtype in enumerate(data.DTYPES):
            layout = (data.SQUARE + data.OTHERS)[(turn + len(ufunc)) % 11]
            names = ("C", "wild", "positive", layout)
            if ufunc == "reciprocal" and dtype in data.INTEGERS:
                # C does not say what 1/0 is once it is made an integer.
                names = ("positive",)
            for name in names:
                group.add([ufunc, f"{dtype}_{name}"])


def outputs(group):
    """Into an array that exists: its own layout and dtype stay, or NumPy refuses."""
    for dtype in data.DTYPES:
        for target in data.DTYPES:
            out = {"o": ["copy", f"{target}_C", "F" if target < dtype else "C"]}
            group.add(["into", "o", "add", f"{dtype}_C", f"{dtype}_F"], given=out)
            if dtype != "bool":
                group.add(["into", "o", "negative", f"{dtype}_broadcast"], given=out)
            group.add(["into", "o", "less", f"{dtype}_C", f"{target}_F"], given=out)
        square = {"s": ["fill", "plain", dtype, [4, 4]]}
        line = {"v": ["fill", "plain", dtype, [10]]}
        group.add(["into", "s", "add", "s", ["T", "s"]], given=square)
        group.add(["into", ["T", "s"], "add", "s", "s"], given=square)
        group.add(["into", ["index", "s", ["1:"]], "add", ["index", "s", [":-1"]], ["index", "s", ["1:"]]], given=square)
        group.add(["into", ["index", "v", ["1:"]], "add", ["index", "v", [":-1"]], ["py", "1"]], given=line)
        group.add(["into", ["index", "v", [":-1"]], "add", ["index", "v", ["1:"]], ["py", "True"]], given=line)
        group.add(["into", "v", "multiply", "v", "v"], given=line)
        group.add(["into", "v", "maximum", "v", ["index", "v", ["::-1"]]], given=line)
        group.add(["into", "v", "add", "v", ["py", "1.5"]], given=line)
        group.add(["into", "v", "divide", "v", ["py", "2"]], given=line)
    for shape in ([4], [3, 1], [2, 3, 4], [4, 3], [3, 4], [1, 3, 4], [], [0]):
        group.add(["into", "o", "add", "int32_C", "int32_row"], given={"o": ["zeros", shape, {"dtype": "int64"}]})
    group.add(["into", "int32_broadcast", "add", "int32_C", "int32_row"])
