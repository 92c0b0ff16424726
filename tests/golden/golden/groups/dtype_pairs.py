"""Pairs of dtypes of every kind, records with titles, offsets and alignment among them: what they have in common, and which casts are allowed."""

from ..answer import Group

NUMBERS = ["?", "i1", "u8", "f2", "f8", "c8", ">i4", ">c8"]
TEXTS = ["S", "S5", "U", "U1", ">U", ">U3", "V", "V4", {"class": "record"}, {"order": ["U3", "<"]}]
RECORDS = [
    [["a", "i4"], ["b", "f8"]],
    [["a", ">i4"], ["b", "f4"]],
    [["b", "i4"], ["a", "f8"]],
    [["x", "S3"]],
    [["x", "U2"]],
    [["x", "V4"]],
    [[["t", "a"], "i4"], ["b", "f8"]],
    [[["s", "a"], "i4"], ["b", "f8"]],
    [[["t", "a"], "i4"], [["u", "b"], "f8"]],
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [8, 0]},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "itemsize": 24},
    {"names": ["a", "b"], "formats": ["i1", "i4"], "aligned": True},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [0, 0], "titles": ["t", "u"]},
    {"record": [["a", "i4"], ["b", "f8"]]},
    {"names": [], "formats": []},
    {"names": [], "formats": [], "itemsize": 4},
    [["a", "i4", [2]]],
    [["a", "f8", [2]]],
    [["a", "i4", [2, 1]]],
    [["a", [["x", "i4"], ["y", "U2"]]]],
    [["a", [["x", "f8"], ["y", "S3"]]]],
    [["a", {"union": ["i4", [["a", "i2"], ["b", "i2"]]]}]],
    [["a", {"order": ["i4", "<"]}]],
    [["a", {"record": [["q", "i4"]]}]],
    [["a", [["q", "i4"]]]],
]
SUBARRAYS = [{"base": "i4", "shape": [2]}, {"base": "f8", "shape": [2]}, {"base": [["a", "i4"]], "shape": [2]}, {"base": "U2", "shape": [2, 1]}]
ALL = [*NUMBERS, *TEXTS, *RECORDS, *SUBARRAYS]
NAMES = """bool8 bytes0 int0 object0 str0 uint0 void0 unicode T O4 i+4 i+ f+8 U+5 V+5 V+ V-5 S536870912 U536870912 S2147483647 S2147483648 V2147483648 ()i4 (),i4
 int1 i3 record generic number void <i+4 =f+4 |u+1""".split()
SPACED = ["i 4", "f  8", "U 5", "V 5", "<i 4", "u 3", "i4 ", " i4"]
CLASSES = "generic number inexact floating complexfloating integer signedinteger unsignedinteger flexible character record void bool_ int32 float64 half intc str_ bytes_".split()


def make():
    """Pairs, then dtypes beside Python numbers, then names and classes of scalars."""
    group = Group()
    for one in ALL:
        for number, other in enumerate(ALL):
            # Numbers beside numbers are cases of other groups.
            if one in NUMBERS or other in NUMBERS[1:7]:
                continue
            group.add(["castable", one, other, "no" if number % 3 else "same_kind"])
            group.add(["castable", one, other, "safe"])
            if number % 3 == 0 or one in RECORDS and other in RECORDS:
                group.add(["joined_type", one, other, {}])
            if number % 4 == 0 and one not in TEXTS:
                group.add(["result_dtype", one, other, {}])
        group.add(["result_dtype", one, {}])
        group.add(["common_type", one, "f4", {}])
        for number in (1, 2.5, True, {"c": "1j"})[:: 1 if one in TEXTS else 2]:
            group.add(["result_dtype", {"py": number}, one, {}])
            if one in TEXTS:
                group.add(["result_dtype", {"py": number}, one, "U2", {}])
        for kinds in ("numeric", "integral", "bool"):
            group.add(["isdtype", one, kinds])
        for kind in ("void", "record", "flexible", "character", "str_", "number"):
            group.add(["issubdtype", one, kind])
        group.add(["zeros_of", [2], one, {}])
    for name in [*NAMES, *SPACED]:
        group.add(["dtype", name, False])
        group.add(["dtype", name, True])
    for attribute in ("char", "num", "type", "name", "str"):
        group.add(["dtype_attribute", "longlong", attribute])
    for name in CLASSES:
        group.add(["dtype", {"class": name}, False])
        group.add(["zeros_of", [2], {"class": name}, {}])
        group.add(["zeros_of", [2], [["a", {"class": name}]], {}])
        group.add(["value", [1, 2], {"class": name}, {}])
        group.add(["cast_to", ["arange", "3"], {"class": name}, {}])
        group.add(["dtype", {"base": {"class": name}, "shape": 4}, False])
        group.add(["dtype_attribute", {"class": name}, "type"])
    return group
