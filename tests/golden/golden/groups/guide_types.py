"""The pages on data types, on ufuncs and on broadcasting, call by call."""

from ..answer import Group

NUMBERS = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float16 float32 float64 complex64 complex128".split()
ALIASES = "byte ubyte short ushort intc uintc intp uintp long ulong half single double csingle cdouble int float bool complex e f d F D p P".split()
CODES = "? b h i l q n p B H I L Q N P e f d F D S U V".split()
RAW = [{"b": "hello\0\0"}, {"b": "world"}]


def make():
    """In the order of the pages."""
    group = Group({"z": ["arange", "3", {"dtype": "uint8"}], "x": ["reshape", ["arange", "9"], [3, 3]], "big": ["value", [300, -1, 127, 128]], "parts": ["value", [1.0, 2.5, -3.0]], "huge": ["value", [9007199254740993, -1]], "wide": ["value", [1e300, 2.0]], "tiny": ["value", [0.1, 16777217.0]], "unreal": ["value", [{"c": "1+1j"}, 2]]})
    types(group)
    texts(group)
    overflow(group)
    methods(group)
    casting(group)
    broadcast(group)
    return group


def types(group):
    """Names, codes, kinds, conversions that may fail."""
    for name in NUMBERS + ALIASES:
        group.add(["dtype", name])
        group.add(["value", [1, 2, 3], name], in_full=True)
        for attribute in ("itemsize", "name", "kind", "char", "byteorder", "str", "type"):
            group.add(["dtype_attribute", name, attribute])
        for kind in ("integer", "floating", "inexact", "number", "generic", "signedinteger", "complexfloating", "bool", "flexible"):
            group.add(["issubdtype", name, kind])
    for target in NUMBERS:
        for source in ("huge", "wide", "tiny", "unreal"):
            group.add(["astype_same_value", source, target], in_full=True)
        for source in ("z", "big", "parts", "x"):
            group.add(["astype", source, target], in_full=True)
            group.add(["astype_same_value", source, target], in_full=True)
            group.add(["astype", source, target, {"casting": "same_kind"}], in_full=True)


def texts(group):
    """Strings of a width, bytes, raw bytes."""
    words = ["hello", "world!"]
    for dtype in (None, "U5", "U7", "S7", "S3", "V7", "U", "S"):
        group.add(["value", words, *([dtype] if dtype else [])], in_full=True)
        group.add(["tobytes", ["value", words, *([dtype] if dtype else [])]])
        group.add(["value", RAW, *([dtype] if dtype else [])], in_full=True)
        group.add(["tobytes", ["value", RAW, *([dtype] if dtype else [])]])
        group.add(["index", ["value", RAW, *([dtype] if dtype else [])], [0]], in_full=True)
        group.add(["equal", ["value", RAW, *([dtype] if dtype else [])], ["value", RAW[0], {}]], in_full=True)


def overflow(group):
    """power beyond the range, iinfo and finfo, closeness."""
    for dtype in ("int64", "int32", "float64", "float32", "uint8", "complex128"):
        group.add(["power", ["py", "100"], ["py", "9"], {"dtype": dtype}], in_full=True, ulp=1)
        group.add(["power", ["py", "100"], ["py", "100"], {"dtype": dtype}], ulp=1)
    for name in "int8 int16 int32 int64 uint8 uint16 uint32 uint64 int".split():
        for part in ("repr", "min", "max", "bits", "str"):
            group.add(["iinfo", name, part])
    for name in "float16 float32 float64 float complex64 half".split():
        for part in ("repr", "str", "bits", "eps", "max", "min", "tiny", "resolution", "precision", "epsneg", "smallest_subnormal", "nmant", "maxexp", "minexp", "nexp", "machep", "negep"):
            group.add(["finfo", name, part])
    group.add(["isclose", ["value", [0.3 - 0.2 - 0.1, 1e-9]], ["value", 0.0], {"rtol": "1e-05"}], in_full=True)


def methods(group):
    """reduce, accumulate, outer, at, with axes, dtypes and out."""
    for ufunc in ("add", "multiply", "maximum", "minimum", "logical_and", "subtract", "power"):
        for options in ({}, {"axis": 1}, {"axis": [0, 1]}, {"axis": None}, {"axis": -1}, {"keepdims": True}, {"dtype": "float64"}, {"axis": 2}, {"initial": "10"}):
            group.add(["reduce", ufunc, "x", options], in_full=True)
        for axis in (0, 1):
            group.add(["accumulate", ufunc, "x", {"axis": axis}], in_full=True)
        group.add(["outer_of", ufunc, ["arange", "3"], ["arange", "1", "4"]], in_full=True)
        group.add(["reduce", ufunc, "x", {"dtype": "float64", "out": "y"}], {"y": ["zeros", [3], {"dtype": "int64"}]}, in_full=True)
        group.add(["at", ufunc, "y", [["value", [0, 1, 1]]], ["py", "2"]], {"y": ["arange", "3"]}, in_full=True)
    group.add(["reduce", "sin", "x"])
    group.add(["reduce", "divmod", "x"])
    group.add(["add", ["value", [0, 2, 3, 4]], ["value", [1, 1, -1, 2]]], in_full=True)


def casting(group):
    """Which casts are safe, and what two dtypes come to."""
    for one in CODES:
        for other in CODES:
            group.add(["castable", one, other])
    for one in NUMBERS:
        for other in NUMBERS:
            group.add(["joined_type", one, other])
        group.add(["min_scalar_type", str(2 ** NUMBERS.index(one))])
        for number in (3, 2.5):
            group.add(["result_dtype", one, {"py": number}, {}])
    for name in "sin sqrt exp floor absolute isfinite add divide".split():
        for one in NUMBERS:
            operands = [["value", [1, 1], one]] * (2 if name in ("add", "divide") else 1)
            group.add([name, *operands], in_full=True, ulp=1)


def broadcast(group):
    """Shapes that stretch and shapes that do not."""
    for shapes in (
        [[3], []], [[256, 256, 3], [3]], [[8, 1, 6, 1], [7, 1, 5]], [[5, 4], [1]], [[5, 4], [4]], [[15, 3, 5], [15, 1, 5]], [[15, 3, 5], [3, 1]], [[3], [4]], [[2, 1], [8, 4, 3]], [[0, 3], [1]],
    ):  # fmt: skip
        group.add(["broadcast_shapes", *shapes])
        group.add(["add", *(["ones", shape, {"dtype": "int8"}] for shape in shapes if len(shape) < 3)]) if all(len(shape) < 3 for shape in shapes) else None
    a, b = ["value", [1.0, 2.0, 3.0]], ["value", [2.0, 2.0, 2.0]]
    group.add(["multiply", a, b], in_full=True)
    group.add(["multiply", a, ["py", "2.0"]], in_full=True)
    tens, ones = ["value", [[0.0, 0, 0], [10, 10, 10], [20, 20, 20]]], ["value", [1.0, 2.0, 3.0]]
    group.add(["add", tens, ones], in_full=True)
    group.add(["add", tens, ["value", [1.0, 2.0, 3.0, 4.0]]], in_full=True)
    four, three = ["value", [0.0, 10.0, 20.0, 30.0]], ["value", [1.0, 2.0, 3.0]]
    group.add(["add", ["index", four, [":", "newaxis"]], three], in_full=True)
    codes = ["value", [[102.0, 203.0], [132.0, 193.0], [45.0, 155.0], [57.0, 173.0]]]
    away = ["subtract", codes, ["value", [111.0, 188.0]]]
    group.add(away, in_full=True)
    group.add(["argmin", ["sqrt", ["sum", ["square", away], {"axis": -1}]]], in_full=True)
