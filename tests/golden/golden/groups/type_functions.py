"""What NumPy says of dtypes: limits, casts that are allowed, common dtypes, kinds."""

from ..answer import Group

NUMBERS = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128".split()
INTEGERS = NUMBERS[1:9]
TEXTS = ["S", "U", "S3", "U3", "S30", "U30"]
RECORDS = [[["a", "i4"]], [["a", "f8"]], [["b", "i4"]], [["a", "i4"], ["b", "f8"]], [["a", "i8"], ["b", "c16"]], [["a", "U3"], ["b", "S2"]]]
RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]
LIMITS = """repr str bits eps epsneg max min tiny smallest_normal smallest_subnormal resolution precision nmant nexp iexp maxexp minexp
 machep negep dtype""".split()
KINDS = ["bool", "signed integer", "unsigned integer", "integral", "real floating", "complex floating", "numeric", "foo", ["bool", "numeric"], ["integral", "real floating"], []]
CLASSES = """generic number integer signedinteger unsignedinteger inexact floating complexfloating flexible character float64 int64
 str_ bytes_ void bool float32 uint8 complex128""".split()


def make():
    """Every function over every dtype that it may meet."""
    group = Group()

    def add(run):
        """A mapping at the end of a program would be its options."""
        group.add(run if not isinstance(run[-1], dict) else [*run, {}])

    every = NUMBERS + TEXTS + RECORDS
    for dtype in every:
        for name in ("repr", "str", "min", "max", "bits"):
            add(["iinfo", dtype, name])
        for name in LIMITS:
            if "f" in str(dtype) or "c" in str(dtype) or name == "repr":
                add(["finfo", dtype, name])
        for kinds in KINDS:
            add(["isdtype", dtype, kinds])
        for kind in CLASSES:
            add(["issubdtype", dtype, kind])
    for one in every:
        for two in every:
            add(["castable", one, two])
            add(["joined_type", one, two])
            if isinstance(one, list) or isinstance(two, list) or one in TEXTS or two in TEXTS:
                for rule in RULES:
                    add(["castable", one, two, rule])
            add(["result_dtype", one, two])
    for dtype in NUMBERS:
        for number in (3, 2.5, {"c": "1j"}, True, -1):
            add(["result_dtype", dtype, {"py": number}, "int8"])
            add(["result_dtype", {"py": number}, "float32", dtype])
            add(["result_dtype", {"py": number}, {"py": 1}, dtype])
    for record in RECORDS:
        add(["result_dtype", record, record])
    for number in (3, 2.5, {"c": "1j"}, True):
        add(["result_dtype", {"py": number}, "bool"])
        add(["result_dtype", "U3", "S5", "i4"])
        for text in ("U3", "S5"):
            if number is not True:
                add(["result_dtype", text, {"py": number}, "bool"][:3])
    for value in (0, 1, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1):
        add(["min_scalar_type", str(value)])
        add(["min_scalar_type", str(-value)]) if value <= 2**63 else None
    for text in ("True", "False", "1e5", "-1e6", "3e38", "4e38", "1e300", "-1e39", "1+2j", "1e50j", "0j", "1e39-1j"):
        add(["min_scalar_type", text])
    for one in NUMBERS + ["S3", "U3"]:
        add(["common_type", one])
        for two in NUMBERS + ["S3"]:
            add(["common_type", one, two])
    return group
