"""Dtypes with the highest byte first, texts and records of them, and names that are refused."""

from ..answer import Group

CODES = ">i2 >i4 >i8 >u2 >u4 >u8 >f2 >f4 >f8 >c8 >c16".split()
NATIVE = "? i1 i4 u8 f4 f8 c16".split()
WORDS = ["oak", "", "elm", "willow", "é", "oak"]
FORMATS = ["i,>i", ">i4, >f8, S2", [["a", ">f4"], ["b", ">U3"], ["c", ">i2", [2]]], {"names": ["x", "y"], "formats": [">i8", "i1"], "offsets": [1, 0]}, [["p", [["q", ">f8"], ["r", "i2"]]], ["s", ">c8"]]]
ORDERS = ["S", "<", ">", "=", "|", "little", "big", "native", "swap", "ignore", "x", "", "B"]


def make():
    """One part after another."""
    group = Group({"words": ["value", WORDS, ">U6"], "plain": ["value", WORDS]})
    dtypes(group)
    of_words(group)
    of_records(group)
    refused(group)
    return group


def dtypes(group):
    """What they tell; in which order they can be put."""
    for given in [*CODES, ">U5", ">U", ">i1", ">S3", ">V3", ">?", *FORMATS]:
        group.add(["dtype", given, False])
        group.add(["dtype_str", given, False])
        for attribute in ("byteorder", "str", "name", "kind", "char", "num", "itemsize", "alignment", "isnative", "isbuiltin", "descr", "type", "base", "fields", "names"):
            group.add(["dtype_attribute", given, attribute, False])
        for order in ORDERS:
            group.add(["dtype_reordered", given, order])
        for other in [*CODES, *NATIVE, ">U5", "U5", "S3"]:
            group.add(["joined_type", given, other, {}])
            group.add(["dtype_compare", given, "==", other])
            group.add(["dtype_compare", given, "<", other])
            for rule in ("no", "equiv", "safe", "same_kind"):
                group.add(["castable", given, other, rule])
        group.add(["result_dtype", given, {}]) if isinstance(given, str) else None
    for code in CODES:
        group.add(["iinfo", code, "max"])
        group.add(["finfo", code, "eps"])
        group.add(["issubdtype", code, "integer"])
        group.add(["isdtype", code, "numeric"])


def of_words(group):
    """Characters with the highest byte first."""
    group.add(["the", "words"], in_full=True)
    group.add(["index", "words", [0]], in_full=True)
    for target in ("U6", "U2", ">U2", ">U9", "S6", "U", "V8"):
        group.add(["cast_to", ["index", "words", [":4"]], target])
        group.add(["cast_to", ["index", "plain", [":4"]], target])
    for operation in ("sort", "argsort", "unique", "copy", "flip", "tolist", "tobytes", "nonzero", "str_upper", "str_len", "str_strip"):
        group.add([operation, "words"])
    for operation in ("equal", "not_equal", "less", "str_add", "str_find", "str_startswith"):
        group.add([operation, "words", "plain"])
        group.add([operation, "plain", "words"])
        group.add([operation, "words", "words"])
    group.add(["concatenate", ["words", "plain"]])
    group.add(["concatenate", ["words", "words"]])
    group.add(["cast_to", ["value", ["12", "-3"], ">U3"], "i4"])
    group.add(["cast_to", ["value", ["12", "x"], ">U3"], "f8"])
    group.add(["cast_to", ["value", [1, 22]], ">U3"])
    group.add(["set", "t", ["..."], "plain"], {"t": ["copy", "words"]})
    group.add(["put_value", "t", [1], "longer than six"], {"t": ["copy", "words"]})
    group.add(["where", ["equal", "words", ["value", "oak"]], "words", "plain"])


def of_records(group):
    """Fields in either order."""
    for form in FORMATS:
        for maker in ("zeros_of", "ones_of"):
            group.add([maker, [2], form, {}], in_full=True)
        source = ["ones_of", [3], form, {}]
        for operation in ("copy", "flip", "tolist", "sort", "tobytes", "npy_round_trip"):
            if not (operation in ("sort", "tolist") and isinstance(form, list)):
                group.add([operation, source])
        group.add(["equal", source, source])
        group.add(["concatenate", [source, source]])
        group.add(["index", source, [1]], in_full=True)
        for other in FORMATS:
            if form is not FORMATS[2]:
                group.add(["cast_to", source, other, {}])
    pair = ["value", [{"t": [1, 2]}, {"t": [300, -4]}], "i,>i"]
    for field in ("f0", "f1"):
        group.add(["field", pair, field], in_full=True)
        group.add(["add", ["field", pair, field], ["py", "1"]], in_full=True)
        group.add(["sort_by", pair, field])
        group.add(["put_field", "t", field, 77], {"t": pair}, in_full=True)
    group.add(["cast_to", pair, "i,i"], in_full=True)
    group.add(["equal", pair, ["cast_to", pair, "i,i"]])


def refused(group):
    """Names that are none, values that do not fit."""
    for name in (">float64", ">x", ">>i4", "> i4", ">i3", ">U-1", ">i4x", "<>i4", ">", ">U1.5"):
        group.add(["dtype", name])
    group.add(["value", [300], ">i1"])
    group.add(["value", [70000], ">i2"])
    group.add(["value", ["a"], ">f4"])
    group.add(["value", [{"t": [1, 2]}], ">i4"])
    group.add(["view", ["value", [1, 2, 3], ">i2"], ">i4"])
    group.add(["cast_to", ["value", [1], ">i4"], "<i4", {"casting": "no"}])
    group.add(["cast_to", ["value", [1], ">f8"], ">i4", {"casting": "safe"}])
    group.add(["bitwise_and", ["value", [1.5], ">f8"], ["py", "1"]])
