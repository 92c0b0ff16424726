"""Dtypes as objects: how they are written, printed and compared, and what they tell of themselves."""

from ..answer import Group

ATTRIBUTES = """kind char num itemsize alignment byteorder name str descr names fields shape subdtype base ndim hasobject
 isnative isbuiltin isalignedstruct type len""".split()
NUMBERS = "bool int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 complex64 complex128".split()
CODES = "? b h i l B H I L f d F D b1 i1 i2 i4 i8 u1 u2 u4 u8 f4 f8 c8 c16 S U S1 S5 U1 U3 a5 c".split()
PREFIXED = "<i8 =i4 |u1 |b1 <f4 <c16 |S3 <U7 =f8 |i1 <i1 <U |S <d =l".split()
ALIASES = """float int bool complex str bytes single double csingle cdouble byte ubyte short ushort intc uintc int_ uint
 long ulong longlong ulonglong intp uintp bool_ str_ bytes_""".split()
WRONG = "foo f3 i9 i3 u3 c4 U-1 F8 D16 b2 ?1 I4 float65 Float64 int7 u <float64 >foo U1.5 S+1 x1 str3 U3x S5y i4f8".split()
COMMAS = ["i4,f8", "i4, f8", "i4,", "(2,)f4", "2f4", "(2,3)f4,i4", "3i4, (2, 2)U3 ,S5", "f8,f8,f8", "U3,?", "1i4", "(3)i2", "i4,foo", ",i4", "f4,,f4", "(2,)foo", "0i4"]
RECORDS = [
    [["a", "i4"]],
    [["a", "i4"], ["b", "f8"]],
    [["name", "U10"], ["age", "i4"], ["weight", "f4"]],
    [["x", "i1"], ["y", "f8", [2, 3]], ["z", [["u", "U3"], ["v", "c8"]]]],
    [["", "i4"], ["", "f8"]],
    [["a", "i4"], ["", "f8"], ["f0", "i1"]],
    [[["title", "a"], "i4"], ["b", "?"]],
    [["it's", "i4"], ['q"q', "i2"], ["é", "S3"]],
    [["a", "i1"], ["b", "i2"], ["c", "i1"], ["d", "f8"]],
    [["n", [["m", [["o", "i1"], ["p", "i4"]]]]], ["q", "u2"]],
    [["s", "S"], ["u", "U"]],
    [["k", {"base": "f4", "shape": [2]}], ["l", "i4", [3]]],
    [],
    {"names": ["a", "b"], "formats": ["i4", "f8"]},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [0, 16], "itemsize": 32},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [8, 0]},
    {"names": ["a", "b"], "formats": ["i4", "i4"], "offsets": [0, 2]},
    {"names": ["a", "b"], "formats": ["i1", "f8"], "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "f8"], "titles": ["first", "second"]},
    {"names": ["a", "b"], "formats": ["i1", [["c", "i2"], ["d", "i8"]]], "itemsize": 20},
    {"base": "f4", "shape": [2]},
    {"base": "i8", "shape": [2, 3]},
    {"base": "U3", "shape": [1]},
    {"base": [["a", "i4"], ["b", "f8"]], "shape": [2]},
    {"base": {"base": "i4", "shape": [2]}, "shape": [3]},
    {"base": "i4", "shape": []},
]
REFUSED = [
    [["a", "i4"], ["a", "f8"]],
    [["a", "foo"]],
    [["a", "i4", [-1]]],
    [[["t", "a"], "i4"], ["t", "i4"]],
    {"names": ["a", "b"], "formats": ["i4", "i4"], "itemsize": 4},
    {"names": ["a", "b"], "formats": ["i4", "i4"], "offsets": [0, -1]},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "offsets": [0, 2], "aligned": True},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "itemsize": 10, "aligned": True},
    {"names": ["a", "a"], "formats": ["i1", "i4"]},
    {"base": "i4", "shape": [-2]},
]
OPERATORS = ["==", "!=", "<", "<=", ">", ">="]


def make():
    """Names, records, attributes, comparisons."""
    group = Group()

    def add(run):
        """A mapping at the end of a program would be its options."""
        group.add(run if not isinstance(run[-1], dict) else [*run, {}])

    for name in NUMBERS + CODES + PREFIXED + ALIASES + WRONG + COMMAS:
        add(["dtype", name])
        add(["dtype_str", name])
        add(["dtype_attribute", name, "char" if name not in ("longlong", "ulonglong", "c") else "num"]) if name not in ("longlong", "ulonglong") else None
    for given in NUMBERS + ["S5", "U3", "S", "U"] + RECORDS:
        for attribute in ATTRIBUTES:
            if attribute == "alignment" and given in ("complex64", "complex128"):
                continue
            add(["dtype_attribute", given, attribute, False])
    for given in RECORDS + REFUSED:
        for align in (False, True):
            add(["dtype", given, align])
            add(["dtype_str", given, align])
            for attribute in ("itemsize", "alignment", "descr", "fields", "isalignedstruct"):
                add(["dtype_attribute", given, attribute, align])
    for given in [*RECORDS[:13], *RECORDS[13:20], "i4", "U3"]:
        for index in ("a", "b", "title", "f0", "nothing", 0, 1, -1, 9):
            if given in ("i4", "U3") and not isinstance(index, str):
                continue
            add(["dtype_field", given, index])
    some = ["i4", "int32", "<i4", "i8", "u4", "f4", "f8", "c8", "?", "S3", "S5", "U3", "U5", "S", "U"]
    for one in some:
        for two in some:
            add(["dtype_compare", one, "==", two])
            add(["dtype_compare", one, OPERATORS[(some.index(one) + some.index(two)) % 6], two])
    for one in RECORDS[:9] + RECORDS[13:20]:
        for two in RECORDS[:9] + RECORDS[13:20] + ["i4"]:
            add(["dtype_compare", one, "==", two])
        for operator in OPERATORS:
            add(["dtype_compare", one, operator, RECORDS[1]])
    return group
