"""Bytes that mean nothing by themselves (`V3`): dtypes, casts, views, comparison, moves, printing, fields, refusals."""

from ..answer import Group

ROWS = [{"b": "he\0"}, {"b": "wor"}, {"b": "\0\0\0"}, {"b": "\x01\xff\x7f"}, {"b": "wor"}, {"b": "a'\\"}]
CODES = ["V1", "V3", "V8", "V", "V0", "V20"]
OTHERS = ["?", "i4", "f8", "e", ">i4", "c16", "S3", "U2", "V3", "V2", "V5", "V", [["a", "i4"]], [["a", "u1"], ["b", "V2"]]]


def make():
    """One part after another."""
    group = Group(
        {
            "raw": ["value", ROWS, "V3"],
            "grid": ["reshape", "raw", [2, 3]],
            "turned": ["T", "grid"],
            "strided": ["index", "raw", ["::-2"]],
            "zero": ["index", "raw", [1, "..."]],
            "empty": ["index", "raw", ["6:"]],
            "wide": ["zeros", [2], {"dtype": "V20"}],
            "numbers": ["arange", "6"],
            "bytes": ["value", ROWS[:2] * 3, "S3"],
        }
    )
    dtypes(group)
    made(group)
    cast(group)
    moved(group)
    asked(group)
    fields(group)
    return group


def dtypes(group):
    """What they tell, what they come to with others."""
    for code in [*CODES, ">V3", "|V3", "void", "V 3", "V03", "V-1", "Vx", "V2147483648", "void8"]:
        group.add(["dtype", code])
        group.add(["dtype_str", code])
        for attribute in ("name", "str", "kind", "char", "num", "itemsize", "alignment", "byteorder", "isbuiltin", "isnative", "descr", "type", "names", "len"):
            group.add(["dtype_attribute", code, attribute])
        group.add(["dtype_reordered", code, "S"])
        for kind in ("flexible", "void", "character", "number"):
            group.add(["issubdtype", code, kind])
    for code in CODES:
        for other in OTHERS:
            if code not in ("V", "V0"):
                group.add(["joined_type", code, other, {}])
            group.add(["dtype_compare", code, "==", other, {}])
            for rule in ("no", "equiv", "safe", "same_kind", "unsafe"):
                group.add(["castable", code, other, rule])
                group.add(["castable", other, code, rule])
    for name in ("iinfo", "finfo"):
        group.add([name, "V3", "max"])


def made(group):
    """zeros, ones, values of every sort."""
    for code in CODES:
        for shape in ([2], [2, 2], [], [0]):
            if code not in ("V", "V0") or len(shape) < 2:
                group.add(["zeros", shape, {"dtype": code}], in_full=True)
            if code not in ("V", "V0"):
                group.add(["ones", shape, {"dtype": code}], in_full=True)
        for value in (ROWS[:2], ROWS[0], ["ab"], [1], [1.5], [True], [{"c": "1j"}], [[1]], [ROWS[0], {"b": "x"}], []):
            group.add(["value", value, code, {}], in_full=True)
    for name in ("zeros_like", "ones_like", "tolist", "tobytes", "attribute"):
        for source in ("raw", "grid", "turned", "strided", "zero", "empty"):
            group.add([name, source, *(["dtype"] if name == "attribute" else [])])
    group.add(["frombuffer", "00010203aabb", {"dtype": "V3"}], in_full=True)
    group.add(["frombuffer", "00010203", {"dtype": "V3"}], in_full=True)


def cast(group):
    """To other dtypes and from them; as other bytes."""
    for source in ("raw", "turned", "zero", "empty"):
        for target in OTHERS:
            group.add(["cast_to", source, target, {}])
    for source in ("numbers", "bytes", ["value", ["ab", "c"]], ["cast_to", "numbers", ">i2"], ["greater", "numbers", ["py", "2"]], ["cast_to", "numbers", "e"], ["ones_of", [2], "i4, i2", {}], ["ones_of", [2], [["a", "i4"]], {}]):
        for target in CODES:
            group.add(["cast_to", source, target])
            group.add(["cast_to", source, target, {"casting": "safe"}])
            group.add(["cast_to", source, target, {"casting": "same_kind"}])
    for source in ("raw", "grid", "strided", "turned", "numbers"):
        for target in ("V1", "V3", "V6", "V8", "u1", "S3", "V4", [["a", "u1"], ["b", "V2"]]):
            if isinstance(target, str):
                group.add(["view", source, target])


def moved(group):
    """Indexed, joined, repeated, assigned."""
    for source in ("raw", "grid", "turned", "strided"):
        for move in (
            ["the", source], ["copy", source], ["copy", source, "F"], ["T", source], ["flip", source], ["ravel", source], ["flatten", source, "F"], ["index", source, [0]], ["index", source, ["::-1"]],
            ["pick", source, [["value", [1, 0]]]], ["take", source, ["value", [1, 0]]], ["repeat", source, [2]], ["concatenate", [source, source]], ["roll", source, 1], ["tile", source, [2]],
            ["index", source, ["newaxis"]], ["byteswap", source], ["npy_round_trip", source], ["sort", source], ["argsort", source], ["unique", source], ["nonzero", source], ["count_nonzero", source],
            ["any", source], ["all", source], ["stack", [source, source]],
        ):  # fmt: skip
            group.add(move, in_full=True)
    group.add(["concatenate", ["raw", "wide"]])
    group.add(["concatenate", ["raw", "numbers"]])
    group.add(["concatenate", ["raw", "bytes"]])
    group.add(["where", ["greater", "numbers", ["py", "2"]], "raw", ["flip", "raw"]], in_full=True)
    group.add(["where", ["greater", "numbers", ["py", "2"]], "raw", "numbers"])
    group.add(["pad", "raw", 1, "constant"])
    group.add(["broadcast_to", "raw", [2, 6]])
    for value in ({"b": "x"}, {"b": "toolong"}, "text", 5, 2.5, [{"b": "y"}] * 6, [{"b": "y"}] * 2, {"b": ""}):
        for index in ([0], ["..."], ["1:3"]):
            group.add(["put_value", "t", index, value, {}], {"t": ["copy", "raw"]}, in_full=True)
    for source in ("wide", "numbers", "bytes", "grid", ["index", "raw", ["::-1"]]):
        group.add(["set", "t", ["..."], source], {"t": ["copy", "raw"]}, in_full=True)
        group.add(["set", "t", ["..."], "raw"], {"t": ["copy", source]}, in_full=True)
    group.add(["fill_with", ["copy", "raw"], ["value", {"b": "q"}, "V1", {}]], in_full=True)
    group.add(["item_at", "raw", 1])


def asked(group):
    """Compared, and refused where numbers are wanted."""
    for operator in ("==", "!="):
        for other in ("raw", ["flip", "raw"], "wide", "numbers", "bytes", ["index", "raw", [0, "..."]], ["zeros", [5], {"dtype": "V3"}]):
            group.add([operator, "raw", other])
            group.add([operator, other, "raw"])
    for name in ("less", "add", "maximum", "logical_and", "equal"):
        group.add([name, "raw", "raw"])
        group.add([name, "raw", ["py", "1"]])
    for name in ("negative", "isnan", "sqrt", "logical_not", "absolute"):
        group.add([name, "raw"])
    for name in ("sum", "max", "mean", "argmax", "cumsum", "median"):
        group.add([name, "raw"])
    group.add(["searchsorted", "raw", "raw"])
    group.add(["isin", "raw", "raw"])
    group.add(["array_equal", "raw", "raw"])
    group.add(["array_equal", "raw", "wide"])
    group.add(["array2string", "raw", {"threshold": 3, "edgeitems": 1}])
    group.add(["result_dtype", "V3", {}])
    group.add(["result_dtype", "V3", "V4"])


def fields(group):
    """Raw bytes inside of records."""
    for form in ([["a", "V3"], ["b", "i2"]], [["a", "V2", [2]]], "V3, i1", [["n", [["m", "V1"], ["o", "?"]]]]):
        for maker in ("zeros_of", "ones_of"):
            group.add([maker, [2], form, {}], in_full=True)
        source = ["ones_of", [2], form, {}]
        group.add(["index", source, [0]], in_full=True)
        if form != [["a", "V2", [2]]]:
            group.add(["tolist", source])
        group.add(["equal", source, source])
        group.add(["concatenate", [source, source]])
        group.add(["copy", source])
        group.add(["dtype", form, True])
        group.add(["dtype_str", form, True])
    pair = ["value", [{"t": [{"b": "abc"}, 1]}, {"t": [{"b": "d"}, 2]}], [["a", "V3"], ["b", "i2"]]]
    group.add(["field", pair, "a"], in_full=True)
    group.add(["put_field", "t", "a", {"b": "zz"}, {}], {"t": pair}, in_full=True)
    group.add(["put_field", "t", "a", 3], {"t": pair}, in_full=True)
