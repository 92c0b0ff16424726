"""Arguments that are wrong in more than one way, and how a refusal names what it was given; casts that lose parts."""

from itertools import product

from .. import data
from ..answer import Group

HALVES = [*data.DTYPES, "float16", *data.COMPLEX]
ORDERED = [">i2", ">u8", ">f2", ">f4", ">f8", ">c8", ">c16"]
DETAILED = ["U4", "S3", "V5", ">i4", ">f8", "i4,f8"]


def shared():
    """Arrays of numbers, texts and records."""
    names = {"words": ["value", ["ab", "c", "an oak"]], "raw": ["value", [{"b": "ab"}, {"b": "c"}, {"b": "an"}]]}
    names["turned_words"] = ["astype", "words", ">U6"]
    names["pairs"] = ["value", [{"t": [1, 2.5]}, {"t": [3, 4.0]}], [["a", "i4"], ["b", "f8"]]]
    for dtype in HALVES:
        names[f"{dtype}_row"] = ["fill", "plain", dtype, [3]]
        names[f"{dtype}_square"] = ["fill", "plain", dtype, [3, 4]]
    for dtype in ORDERED:
        names[f"{dtype}_row"] = ["astype", "float64_row", dtype]
    return names


def make():
    """Each kind of refusal with its neighbors."""
    group = Group(shared(), warns=True)
    named_dtypes(group)
    detailed_dtypes(group)
    outs(group)
    masks(group)
    too_deep(group)
    not_aligned(group)
    equivalent(group)
    texts(group)
    lost_parts(group)
    filled(group)
    halves(group)
    infinite(group)
    left_alone(group)
    return group


def named_dtypes(group):
    """A dtype is named in its own byte order, width and fields."""
    for given, dtype in product([*ORDERED, "float64", "complex128", "float16"], ["uint8", "int8", "int32", "float32", "bool"]):
        group.add(["maximum", f"{given}_row", "int8_row", {"dtype": dtype}])
        group.add(["sqrt", f"{given}_row", {"dtype": dtype, "casting": "no"}])
        group.add(["add", "int16_row", f"{given}_row", {"dtype": dtype, "casting": "safe"}])
    for given, dtype in product(["words", "raw", "turned_words", "pairs"], ["float64", "int8"]):
        group.add(["absolute", given, {"dtype": dtype}])
        group.add(["sin", given, {"dtype": dtype}])
        group.add(["add", given, "float64_row", {"dtype": dtype}])
    for given, dtype in product(["turned_words", "words", "raw"], HALVES[:10]):
        group.add(["str_add", f"{dtype}_row", given])
        group.add(["add", given, f"{dtype}_row"])
    for dtype, method in product(["S3", "U2", ">f8", "float16", "bool"], ["random", "standard_normal", "standard_exponential"]):
        group.add(["draws", "default_rng", 1, [[method, {"size": 2, "dtype": dtype}]]])


def detailed_dtypes(group):
    """`dtype=` chooses a loop, not an order of bytes or a width."""
    for dtype, name in product(DETAILED, ["sqrt", "negative", "exp2", "isnan", "logical_not"]):
        group.add([name, "float64_row", {"dtype": dtype}])
        group.add([name, "int16_row", {"dtype": dtype}])
    for dtype, name in product(DETAILED, ["add", "power", "gcd", "less", "logaddexp", "bitwise_and"]):
        group.add([name, "int16_row", "int8_row", {"dtype": dtype}])
    for name in ["exp", "floor", "cbrt"]:
        group.add([name, "complex64_row", {"dtype": "U4"}])


def outs(group):
    """An `out` that is read-only and of another shape; one that is larger where the array has length 1."""
    frozen = [["broadcast_to", ["zeros", []], [2, 2]], ["broadcast_to", ["zeros", []], [4]], ["broadcast_to", ["zeros", []], [3, 4]]]
    for name, out in product(["sum", "any", "max", "nanmin", "nansum", "std", "mean"], frozen):
        for axis in (None, 0, 1):
            group.add([name, "float64_square", {"axis": axis, "out": "o"}], {"o": out})
    tall = {"tall": ["fill", "plain", "int64", [3, 1]], "flat": ["fill", "plain", "int64", [1, 4]], "one": ["fill", "plain", "int64", [1, 1]]}
    for name, (given, code), shape in product(["sum", "prod", "max", "all"], tall.items(), [[4], [3], [1], [2]]):
        for axis in (0, 1):
            group.add([name, given, {"axis": axis, "out": "o"}], {given: code, "o": ["zeros", shape, {"dtype": "int64"}]})
    for name, shape, axis in product(["cumsum", "cumprod"], [[], [4], [3]], [0, 1, 2]):
        group.add([name, "a", {"axis": axis, "out": "o"}], {"a": ["fill", "plain", "int32", [2, 3, 4]], "o": ["zeros", shape, {"dtype": "int64"}]})


def masks(group):
    """A mask that does not fit comes before an initial value that lacks."""
    for name, given, mask in product(["max", "min", "nanmax", "sum", "prod"], [[3, 1], [1, 4], [3, 4]], [[3, 4], [3, 1], [4], [2, 4]]):
        group.add([name, "a", {"axis": 1, "initial": None, "where": "m"}], {"a": ["fill", "plain", "float64", given], "m": ["fill", "plain", "bool", mask]})


def too_deep(group):
    """How many axes there are comes before what they hold."""
    for dtype in HALVES:
        for given in (f"{dtype}_square", ["index", f"{dtype}_row", [0, "newaxis", "newaxis"]]):
            group.add(["bincount", given])
            group.add(["bincount", ["absolute", "int8_row"], given])
            group.add(["digitize", "float64_row", given])
            group.add(["digitize", given, "float64_row"])


def not_aligned(group):
    """Shapes come before dtypes that have no products."""
    for name, (one, other) in product(["dot", "inner", "vdot"], product(["words", "raw", "int8_row"], ["words", "float64_row", ["arange", "4"], "float64_square"])):
        group.add([name, one, other])
        group.add([name, other, one])


def equivalent(group):
    """A Python number is one of a dtype: that of its class."""
    for dtype, number in product(HALVES, ["1", "2.5", "True", "1+2j"]):
        for name in ("add", "less", "maximum", "logical_and"):
            group.add([name, f"{dtype}_row", ["py", number], {"casting": "equiv"}])
        group.add(["multiply", f"{dtype}_row", ["py", number], {"casting": "no"}])


def texts(group):
    """Functions of texts called with what is none."""
    parts = [["value", "a"], ["value", {"b": "a"}, {}], "int8_row", "words", "raw"]
    places = [[], [0], ["int64_row"], [0, "int32_row"], [1.5]]
    for name, given, part, place in product(["find", "count", "startswith", "rindex"], ["int64_row", "float32_row", "bool_row", "words", "raw"], parts, places):
        if name in ("find", "count") or given == "int64_row":
            group.add([f"str_{name}", given, part, *place])
    for given, place in product(["int64_row", "uint8_row", "float32_row", "complex64_row", "bool_row"], [[1], [1, 2], [None, 2], ["int64_row"], [1.5], [None, "int32_row"]]):
        group.add(["str_slice", given, *place])
    for name, given, part in product(["str_partition", "str_rpartition", "char_partition"], ["words", "raw"], [["value", ["a", "b"]], ["value", ["a", ""]], ["value", ["a", "b", "", "c"]], ["value", ""]]):
        group.add([name, given, part])


def lost_parts(group):
    """Casts from complex numbers, whatever order the bytes are in."""
    for given, dtype in product(["complex64_row", "complex128_row", ">c8_row", ">c16_row"], [*ORDERED, "float32", "int16", "float16", "bool", "complex64", "U9"]):
        group.add(["astype", given, dtype])
        if dtype != "U9":
            group.add(["set", "t", ["..."], given], {"t": ["zeros", [3], {"dtype": dtype}]})


def filled(group):
    """Numbers that an array cannot hold."""
    for dtype, value in product([*HALVES, ">i2", ">f4"], ["nan", "-inf", "2.7", "1e39", "-1e39", "1+2j", "True"]):
        group.add(["full", [2], value, {"dtype": dtype}])
        if dtype[0] != ">":
            group.add(["full_like", f"{dtype}_row", value])
    for dtype in ("S3", "U2", "bool", "float16", "complex64", "S1"):
        group.add(["eye", 2, 3, 1, {"dtype": dtype}])
        group.add(["identity", 2, {"dtype": dtype}])


def halves(group):
    """Small whole numbers are folded as halves where the ufunc has no loop of whole numbers."""
    for dtype, name in product(["bool", "int8", "uint8", "int16", "float16"], ["logaddexp", "logaddexp2", "hypot", "arctan2", "copysign", "heaviside", "divide", "fmod"]):
        for axis in (0, 1):
            group.add(["reduce", name, f"{dtype}_square", {"axis": axis}], ulp=4 if name == "arctan2" else 1)
        group.add(["accumulate", name, f"{dtype}_square", {"axis": 1}], ulp=4 if name == "arctan2" else 1)


def infinite(group):
    """Singular values of matrices that are not finite."""
    values = ["1 inf 2 3", "-inf 1 2 3", "1 nan 2 3", "inf nan 2 3", "inf inf inf inf", "1 2 3 -inf"]
    for text, dtype in product(values, ["float64", "float32"]):
        given = {"a": ["array", dtype, [2, 2], text]}
        for call in (["svdvals", "a"], ["matrix_rank", "a"], ["cond", "a"], ["norm", "a", "2"], ["norm", "a", "nuc"], ["norm", "a", "-2"], ["lstsq", "a", "a"]):
            group.add(call, given)


def left_alone(group):
    """An array that an operation in place refuses stays as it was; an `out` is looked at first."""
    for dtype, power in product(["int8", "int64", "uint8", "float32"], ["-1", "-2", "2"]):
        group.add(["**=", "t", ["py", power]], {"t": ["copy", f"{dtype}_square"]})
    for dtype in ("int8", "int64"):
        group.add(["into", "t", "power", "t", ["py", "-1"]], {"t": ["copy", f"{dtype}_square"]})
    frozen = ["broadcast_to", ["zeros", [1], {"dtype": "int8"}], [4]]
    for name in ("add", "power", "less", "divmod", "equal"):
        for given in ("int8_row", "float64_row", "complex64_row", "words"):
            out = ["o", "o"] if name == "divmod" else "o"
            group.add([name, given, given, {"out": out}], {"o": frozen})
    for name, given in product(["sqrt", "isnan", "negative"], ["float64_square", "raw"]):
        group.add([name, given, {"out": "o"}], {"o": frozen})
    for dtype in ("S3", "U4", "V4", "S1"):
        group.add(["arange", "3", {"dtype": dtype}])
        group.add(["arange", "0", "3", "0", {"dtype": dtype}])
