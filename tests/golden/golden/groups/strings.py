"""Fixed-width strings and bytes: making, printing, comparing, sorting, casting, and the functions of `np.strings`."""

from ..answer import Group

WORDS = ["apple", "Banana", "", "cherry pie", "  pad ", "a", "Zoë", "12", "éÉß", "tab\there", "It's", "b"]
OTHER = ["apple", "banana", " ", "cherry", "pad", "b", "Zoe", "012", "é", "tab", 'q"q', "ab"]
BYTES = [{"b": text} for text in ["apple", "Banana", "", "cherry pie", "  pad ", "a", "Zoo\xe9", "12", "z", "tab\there", "It's", "b"]]
NUMBERS = ["12", "-3", "+4", " 7 ", "0", "100"]
FLOATS = ["1.5", "-2e3", " nan", "inf", "-Infinity", "0.1", "1_000.5", ".5"]
LAYOUTS = ["C", "F", "strided", "reversed", "broadcast", "zero", "empty", "row"]


def layouts(prefix, words, dtype):
    """Arrays of texts in every layout; those of two axes have the shape (3, 4)."""
    flat, wide = f"{prefix}_flat", f"{prefix}_wide"
    return {
        flat: ["value", words],
        wide: ["value", [words[k % 12 :] + words[: k % 12] for k in range(6)]],
        f"{prefix}_C": ["copy", ["reshape", flat, [3, 4]]],
        f"{prefix}_F": ["copy", ["reshape", flat, [3, 4]], "F"],
        f"{prefix}_strided": ["index", wide, ["::2", "1:9:2"]],
        f"{prefix}_reversed": ["index", f"{prefix}_C", ["::-1", "::-1"]],
        f"{prefix}_row": ["value", words[:4], dtype],
        f"{prefix}_broadcast": ["broadcast_to", f"{prefix}_row", [3, 4]],
        f"{prefix}_zero": ["value", words[0], {}],
        f"{prefix}_empty": ["zeros_of", [0, 4], dtype],
    }


def make():
    """Each operation over each layout, then the corners."""
    shared = layouts("U", WORDS, "U10") | layouts("V", OTHER, "U7") | layouts("S", BYTES, "S10")
    shared |= {"i": ["arange", "4"], "digits": ["value", NUMBERS], "floats": ["value", FLOATS]}
    group = Group(shared)
    printed(group)
    made(group)
    compared(group)
    sorted_and_seen(group)
    cast(group)
    functions(group)
    refused(group)
    return group


def printed(group):
    """Quotes, escapes, widths, summaries, print options."""
    for prefix in "UVS":
        for layout in LAYOUTS:
            group.add(f"{prefix}_{layout}", in_full=True)
        for place in range(12):
            group.add(["index", f"{prefix}_flat", [place]], in_full=True)
            group.add(["index", f"{prefix}_flat", [f"{place}:"]], in_full=True)
        group.add(["printed", f"{prefix}_C", {"linewidth": 30}])
        group.add(["printed", f"{prefix}_C", {"threshold": 5, "edgeitems": 1}])
    for word in ["\n", "\\", "a'b", 'a"b', "a'\"b", "\x00", "a\x00b", "\x01", "\u2028", "😀", "\x7f", "\xa0", "\xad", "日本", "\t\r"]:
        group.add(["value", [word]], in_full=True)
        group.add(["value", [word, "x"]], in_full=True)
        group.add(["value", word], in_full=True)
    for word in ["\n", "\\", "a'b", 'a"b', "\x00x", "\xff", "~"]:
        group.add(["value", [{"b": word}]], in_full=True)
        group.add(["index", ["value", [{"b": word}]], [0]], in_full=True)
    for count in (1, 2, 5, 11, 30, 1001):
        group.add(["broadcast_to", ["value", ["word"]], [count]])
        group.add(["broadcast_to", ["value", [{"b": "w"}]], [count, 2]])


def made(group):
    """Dtypes found, widths given, values cut."""
    for values in (
        ["a", "bc"], ["a", 1], [1.5, "x"], [True, "x"], [{"c": "1+2j"}, "y"], [["a"], ["bc"]], [["a", "b"], ["c"]], [], [""], "lone", ["a", {"b": "b"}],
        [1, 2.5, "z"], [["a", "b"], ["c", "d"]], [[], []], [{"b": "x"}, {"b": "yz"}], [{"b": "x"}, 3], [["a"], "b"], ["a", ["b"]],
    ):  # fmt: skip
        group.add(["value", values], in_full=True)
        for dtype in ("U", "U2", "S", "S3", "str", "bytes", "U0"):
            group.add(["value", values, dtype], in_full=True)
    for dtype in ("U", "U3", "S", "S5", "U1"):
        for shape in ([], [2], [2, 3], [0]):
            group.add(["zeros_of", shape, dtype], in_full=True)
            group.add(["ones_of", shape, dtype], in_full=True)
    for like in ("U_F", "S_C"):
        for operation in ("zeros_like", "ones_like"):
            group.add([operation, like])
    for index, value in (([0], "longer than the width"), (["1:3"], "x"), (["::-1", 0], ["p", "q", "r"]), ([0, 0], 7), (["..."], True), ([1], 2.5), ([0, 1], {"b": "by"})):
        group.add(["put_value", "t", index, value, {}], {"t": ["copy", "U_C"]})
        group.add(["put_value", "t", index, value, {}], {"t": ["copy", "S_F"]})
    group.add(["put_value", "t", [0], "é"], {"t": ["copy", "S_F"]})
    group.add(["put_value", "t", [0], {"b": "\xe9"}, {}], {"t": ["copy", "U_F"]})
    group.add(["set", "t", ["..."], "V_F"], {"t": ["copy", "U_C"]})
    group.add(["set", "t", ["..."], "U_row"], {"t": ["copy", "V_C"]})
    group.add(["set", "t", ["::-1"], "t"], {"t": ["copy", "U_C"]})
    group.add(["set", "t", ["..."], "i"], {"t": ["copy", "U_C"]})
    group.add(["set", "t", ["..."], "U_row"], {"t": ["copy", ["reshape", ["arange", "12"], [3, 4]]]})
    group.add(["set", "t", [":4"], ["index", "digits", [":4"]]], {"t": ["arange", "6"]})


def compared(group):
    """The six comparisons and both operators, with texts, bytes and what is neither."""
    for row in "equal not_equal less less_equal greater greater_equal".split():
        for one in LAYOUTS[:5] + ["row", "zero"]:
            for two in ("C", "F", "zero", "row"):
                group.add([row, f"U_{one}", f"V_{two}"])
            group.add([row, f"S_{one}", "S_row"])
        group.add([row, "U_empty", "V_empty"])
        group.add([row, "U_C", "S_C"])
        group.add([row, "U_row", "i"])
        group.add([row, "i", "S_row"])
        group.add([row, "U_row", ["py", "1"]])
        group.add([row, "U_row", ["value", ["a", "b"]]])
        group.add([f"char_{row}", "U_C", "V_C"])
        group.add([f"char_{row}", ["value", ["a ", "b\t", " c"]], ["value", ["a", "b ", "c"]]])
    for row in ("==", "!="):
        for pair in (("U_C", "V_row"), ("U_row", "i"), ("U_C", "S_C"), ("i", "U_row"), ("S_F", "S_F"), ("U_row", ["value", ["a", "b"]]), ("U_row", ["value", "a"])):
            group.add([row, *pair])
    for row in "logical_and logical_or logical_xor".split():
        group.add([row, "U_C", "V_C"])
        group.add([row, "U_row", "i"])
    for name in ("any", "all"):
        for prefix in "US":
            group.add([name, f"{prefix}_C"])
            group.add([name, f"{prefix}_row", {"axis": 0}])


def sorted_and_seen(group):
    """Sorts, extremes, views and copies work on bytes of any width."""
    for prefix in "UVS":
        for layout in LAYOUTS[:6] + ["row"]:
            name = f"{prefix}_{layout}"
            if layout != "zero":
                group.add(["sort", name])
                group.add(["argsort", name, {"kind": "stable"}])
                group.add(["argsort", name])
            group.add(["T", name])
            group.add(["copy", name, "F"])
            group.add(["ravel", name])
            group.add(["flatten", name, "F"])
            group.add(["reshape", name, [-1]])
            group.add(["flip", name])
            group.add(["argmax", name])
            group.add(["argmin", name])
        group.add(["sort", f"{prefix}_C", {"axis": 0}])
        group.add(["argmax", f"{prefix}_C", {"axis": 0}])
        group.add(["squeeze", ["expand_dims", f"{prefix}_C", 1]])
        group.add(["index", f"{prefix}_C", ["1:", "::2"]])
        group.add(["diagonal", f"{prefix}_C", 0, 0, 1])
        group.add(["lexsort", [f"{prefix}_row", f"{prefix}_row"]])


def cast(group):
    """Widths, kinds and numbers, with the rules and what cannot be read."""
    for name in ("U_C", "V_F", "S_C", "U_zero", "U_broadcast"):
        for dtype in ("U", "U3", "U20", "S", "S2", "bool"):
            group.add(["cast_to", name, dtype])
            for rule in ("no", "equiv", "safe", "same_kind"):
                group.add(["cast_to", name, dtype, {"casting": rule}])
    for dtype in ("int8", "uint8", "int32", "int64", "uint64", "float32", "float64", "complex128", "bool"):
        group.add(["cast_to", "digits", dtype])
        group.add(["cast_to", ["cast_to", "digits", "S"], dtype])
        group.add(["cast_to", "U_C", dtype])
        group.add(["cast_to", "S_C", dtype])
        for source in (["fill", "wild", dtype, [10]], ["fill", "plain", dtype, [6]]):
            for target in ("U", "S", "U3", "S40"):
                group.add(["cast_to", source, target], in_full=True)
        for rule in ("no", "safe", "same_kind", "unsafe"):
            for target in ("U", "U3", "U21", "U64", "S5"):
                group.add(["can_cast", dtype, target, rule])
                group.add(["can_cast", target, dtype, rule])
        for target in ("U", "U3", "S40", "U70"):
            group.add(["promote_types", dtype, target])
            group.add(["promote_types", target, dtype])
    for one in ("U", "U3", "U5", "S", "S2", "S6"):
        for two in ("U", "U4", "S5"):
            group.add(["promote_types", one, two])
            for rule in ("no", "equiv", "safe", "same_kind", "unsafe"):
                group.add(["can_cast", one, two, rule])
    group.add(["cast_to", "floats", "float64"])
    group.add(["cast_to", "floats", "float32"])
    for word in ("", "abc", "1.5", "0x10", "1__0", "_1", "1_", "99999999999999999999", "300", "-1", "1e400", "infinit", "nan(1)", "1 2", "--1", "+", "٣"):
        for dtype in ("int8", "uint16", "int64", "float64"):
            if word != "٣":
                group.add(["cast_to", ["value", [word]], dtype])
                group.add(["cast_to", ["value", [{"b": word}]], dtype])
    for word in ("1+2j", "(1-2j)", "j", "-j", "2.5", " 3j ", "1 + 2j", "1+j", "nan+infj", "1e3-2e-2j", "(1", "x", "1+2"):
        group.add(["cast_to", ["value", [word]], "complex128"])
    group.add(["cast_to", ["value", ["é"]], "S"])
    group.add(["cast_to", ["value", ["日"]], "S3"])
    group.add(["cast_to", ["value", [{"b": "\xe9"}]], "U"])


def functions(group):
    """Questions, letters, parts, fillings."""
    for prefix in "US":
        for layout in LAYOUTS:
            name = f"{prefix}_{layout}"
            group.add(["str_len", name])
            for operation in "isalpha isalnum isdigit isspace islower isupper istitle isdecimal isnumeric".split():
                group.add([f"str_{operation}", name])
            for operation in "upper lower swapcase title capitalize strip lstrip rstrip".split():
                group.add([f"str_{operation}", name])
        part = ["value", "a"] if prefix == "U" else ["value", {"b": "a"}, {}]
        longer = ["value", ["an", "", "p", "e"]] if prefix == "U" else ["value", [{"b": "an"}, {"b": ""}, {"b": "p"}, {"b": "e"}]]
        for operation in "find rfind count startswith endswith index rindex".split():
            for name in ("C", "F", "row", "zero", "strided"):
                group.add([f"str_{operation}", f"{prefix}_{name}", part])
            group.add([f"str_{operation}", f"{prefix}_C", longer])
            for ends in ([1], [2, 4], [-3], [0, -1], [10], [4, 2]):
                group.add([f"str_{operation}", f"{prefix}_C", part, *ends])
        new = ["value", "--"] if prefix == "U" else ["value", {"b": "--"}, {}]
        for name in ("C", "F", "row", "zero", "empty"):
            group.add(["str_replace", f"{prefix}_{name}", part, new])
            group.add(["str_replace", f"{prefix}_{name}", longer, new, 1])
            for width in (0, 3, 12):
                group.add(["str_center", f"{prefix}_{name}", width])
                group.add(["str_ljust", f"{prefix}_{name}", width])
                group.add(["str_rjust", f"{prefix}_{name}", width])
                group.add(["str_zfill", f"{prefix}_{name}", width])
            group.add(["str_add", f"{prefix}_{name}", f"{prefix}_row"])
            group.add(["str_multiply", f"{prefix}_{name}", 2])
            group.add(["str_strip", f"{prefix}_{name}", part])
            group.add(["str_lstrip", f"{prefix}_{name}", longer])
        group.add(["str_multiply", f"{prefix}_row", "i"])
        group.add(["str_multiply", f"{prefix}_row", 0])
        group.add(["str_multiply", f"{prefix}_row", -2])
        for separator in (part, longer):
            group.add(["str_partition", f"{prefix}_C", separator])
            group.add(["str_rpartition", f"{prefix}_row", separator])
        for ends in ([2], [1, 4], [None, None, -1], [-3, None], [0, 10, 2], [5, 1, -2]):
            group.add(["str_slice", f"{prefix}_C", *ends])
        group.add(["add", f"{prefix}_C", f"{prefix}_row"])
        group.add(["add", f"{prefix}_F", f"{prefix}_F"])
    star = ["value", "*"]
    for operation in ("center", "ljust", "rjust"):
        group.add([f"str_{operation}", "U_C", 9, star])
        group.add([f"str_{operation}", "U_row", "i", star])
        group.add([f"str_{operation}", "U_row", 5, ["value", "ab"]])
    group.add(["str_zfill", ["value", ["-1", "+23", "5", "", "--4"]], 4])
    group.add(["str_encode", "U_C"])
    group.add(["str_decode", ["str_encode", "U_C"]])
    group.add(["str_decode", ["value", [{"b": "\xc3\xa9"}, {"b": "a"}]]])
    group.add(["str_decode", ["value", [{"b": "\xe9"}]]])
    group.add(["str_join", ["value", "-"], "U_row"])
    for word in ["ǆabc", "ŉ", "ﬁ", "İ", "ß", "ΑΣ", "they're bill's", "x1y2", "_a", "A B", "²", "½", "१२", "٣", "①", "\u2003", "\x1c"]:
        for operation in "upper lower title capitalize swapcase isalpha isdigit isdecimal isnumeric isspace isupper islower istitle isalnum".split():
            group.add([f"str_{operation}", ["value", [word, "a long word beside it"]]])


def refused(group):
    """Dtypes that no function takes."""
    for operation in "len isalpha isdecimal upper lower strip title".split():
        group.add([f"str_{operation}", "i"])
    for row in "subtract multiply maximum divide sqrt negative sin absolute floor bitwise_and isnan".split():
        unary = row in ("sqrt", "negative", "sin", "absolute", "floor", "isnan")
        for name in ("U_row", "S_row"):
            group.add([row, name] if unary else [row, name, name])
            if not unary:
                group.add([row, name, "i"])
                group.add([row, ["py", "2"], name])
    group.add(["add", "U_row", "S_row"])
    group.add(["add", "U_row", "i"])
    group.add(["str_find", "U_row", ["value", {"b": "a"}, {}]])
    group.add(["str_find", "i", ["value", "a"]])
    group.add(["str_startswith", "U_row", "i"])
    group.add(["str_add", "U_row", "S_row"])
    group.add(["str_strip", "U_row", ["value", {"b": "a"}, {}]])
    for operation in ("sum", "max", "min", "prod"):
        group.add([operation, "U_row"])
    for dtype in ("U5x", "Ux", "S-1", "str5", "U1.5", "u5", "s3"):
        group.add(["zeros_of", [1], dtype])
