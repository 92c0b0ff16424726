"""Dtypes that NumPy has and the engine has not, each refused in a sentence; and names near them that are known."""

from ..answer import Group

SWAPPED = ">i2 >i4 >i8 >u2 >u4 >u8 >f4 >f8 >c8 >c16 >U5 >U >i >h >l >q >H >I >L >f >d >F >D".split()
FLOATS = "float16 half f2 e <f2 longdouble float128 f16 g clongdouble complex256 c32 G".split()
OBJECTS = "object object_ O |O".split()
DATES = "datetime64 M8 M datetime64[D] M8[ns] <M8[s] timedelta64 m8 m timedelta64[h] m8[us]".split()
RAW = "V8 V1 V16 V void |V12".split()
KNOWN = "<i4 =i4 |i4 <f8 =f8 <U5 >i1 >u1 >b >B >? >S5 >S |S5 |b1 <c16".split()
BIG = ">M8 >O >m8".split()
WRONG = ">float64 >int32 !i4 >x >> > M9 m7 V-1 Vx f3 f32 c64x timedelta".split()
RECORDS = [
    [["a", ">i4"], ["b", "f8"]], [["a", "i4"], ["b", ">f4", [2]]], [["a", "float16"]], [["a", "O"]], [["when", "M8[D]"]], [["raw", "V4"]], [["x", ">U3"], ["y", ">i2"]],
    {"names": ["a", "b"], "formats": [">i2", "i4"]},
]  # fmt: skip


def make():
    """The dtype printed in both ways, and what it tells of itself."""
    group = Group()
    for name in SWAPPED + FLOATS + OBJECTS + DATES + RAW + KNOWN + WRONG + BIG:
        group.add(["dtype", name])
        group.add(["dtype_str", name])
        group.add(["dtype_attribute", name, "itemsize"])
    for name in KNOWN:
        for attribute in ("byteorder", "str", "name", "num", "kind"):
            group.add(["dtype_attribute", name, attribute])
    for name in (">i4, f8", "i4, >f8", "3>i2", "f2, i4", "i4, O", "V3, i4"):
        group.add(["dtype", name])
    for given in RECORDS:
        group.add(["dtype", given, False])
        group.add(["dtype_str", given, False])
    return group
