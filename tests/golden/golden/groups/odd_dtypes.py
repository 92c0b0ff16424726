"""Texts, raw bytes, records and numbers in either byte order where other arrays are meant: answers, or what is refused and how."""

from itertools import product

from .. import data
from ..answer import Group

NUMBERS = ["bool", "int8", "uint8", "int64", "float16", "float64", "complex128"]
TEXTS = ["words", "raw", "turned"]
OTHERS = [*TEXTS, "pairs", "void"]


def shared():
    """One array of each."""
    names = {
        "words": ["value", ["pear", "", "fig", "7"]],
        "raw": ["value", [{"b": "pear"}, {"b": ""}, {"b": "fig"}, {"b": "7"}]],
        "turned": ["astype", "words", ">U6"],
        "pairs": ["value", [{"t": [1, 2.5]}, {"t": [3, 4.0]}, {"t": [0, -1.0]}, {"t": [1, 2.5]}], [["a", "i4"], ["b", "f8"]]],
        "void": ["view", ["value", [{"b": "abcd"}, {"b": "efgh"}, {"b": "abcd"}, {"b": "1234"}]], "V4"],
        "digits": ["value", ["1", "2", "30", "4"]],
    }
    for dtype in NUMBERS:
        names[dtype] = ["fill", "plain", dtype, [4]]
    for dtype in (">i2", ">f8", ">c8", ">f2"):
        names[dtype] = ["astype", "float64", dtype]
    return names


def make():
    """Ufuncs, folds, products, and what is made like another array."""
    group = Group(shared(), warns=True)
    for name, one, other in product(["add", "multiply", "subtract", "maximum", "fmin", "gcd", "divide"], OTHERS[:4], [*NUMBERS, *OTHERS, ">f8", ">i2"]):
        group.add([name, one, other])
        group.add([name, other, one])
    for name, one, number in product(["add", "multiply", "subtract", "lcm", "fmax"], TEXTS, ["2", "1.5", "True", "2j"]):
        group.add([name, one, ["py", number]])
        group.add([name, ["py", number], one])
    for one, other in product(OTHERS, [*OTHERS, "int64"]):
        group.add(["array_equiv", one, other])
        group.add(["array_equal", one, other])
        group.add(["array_equiv", one, ["index", other, [":1"]]])
    for dtype, given, name in product(["U", "S", "U2", ">f4", "S1", "float16"], [*OTHERS, "int64", ">f8"], ["zeros_like", "ones_like"]):
        group.add([name, given, {"dtype": dtype}])
    for given, name, dtype in product(["pairs", "words", "raw", "digits"], ["sum", "prod", "cumsum", "cumprod"], ["int32", "float64"]):
        if name.startswith("cum") or given == "pairs":
            group.add([name, given, {"dtype": dtype}])
    for given, name in product(["pairs", "words", "void"], ["any", "all", "min", "cumsum", "sum"]):
        group.add([name, given])
    for name, number in product(["dot", "inner", "convolve", "correlate", "vdot"], ["float16", "float64", "complex128", "pairs", ">f8"]):
        if name != "vdot":
            group.add([name, "pairs", number])
        if name != "vdot" or number in ("float16", "float64", ">f8"):
            group.add([name, number, "pairs"])
    for given in [*NUMBERS, ">f8", ">c8", ">f2", "words"]:
        group.add(["i0", given], ulp=1)
        group.add(["outer", "words", given])
        group.add(["outer", given, "raw"])
        group.add(["kron", "raw", given])
    wild = ["array", "float16", [2, 2], "1 inf 2 3"]
    group.add(["eigvals", wild])
    group.add(["eig", wild])
    for dtype, name in product(data.DTYPES, ["zeros_like", "ones_like"]):
        group.add([name, "words", {"dtype": dtype}])
    return group
