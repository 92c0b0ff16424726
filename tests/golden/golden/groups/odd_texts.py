"""Functions of texts given what is none, characters that Python writes as numbers, and dtypes written in odd ways."""

from ..answer import Group

SHARED = {
    "U": ["value", ["pear", "", "fig", "Oak 7"]],
    "S": ["value", [{"b": "pear"}, {"b": ""}, {"b": "fig"}, {"b": "7"}]],
    "big": ["astype", "U", ">U6"],
    "R": ["zeros_of", [4], [["a", "i4"], ["b", "f8"]]],
    "V": ["view", "S", "V4"],
    "h": ["fill", "plain", "float16", [4]],
    "f": ["fill", "plain", "float64", [4]],
    "i": ["fill", "plain", "int32", [4]],
    "u": ["fill", "plain", "uint8", [4]],
    "b": ["fill", "plain", "bool", [4]],
    "c": ["fill", "plain", "complex64", [4]],
    "none": ["fill", "plain", "float64", [0]],
}
NO_TEXTS = ["R", "V", "h", "f", "i", "u", "b", "c", "none"]
CHARACTERS = [
    "\u00a0", "\u00ad", "\u0377", "\u0378", "\u0600", "\u180e", "\u200b", "\u2028", "\u2066", "\u20c0", "\u20c1", "\u3000", "\ua7d9", "\ua7da", "\ue000", "\ufeff", "\uffff",
    "\U00010000", "\U00010070", "\U0001f980", "\U0001fabc", "\U0001fbff", "\U0002a6df", "\U0002a6e0", "\U00031350", "\U000e0041", "\U000f0000", "\U0010ffff", "caf\u00e9", "e\u0301", "\u0b01\u0b04",
]  # fmt: skip
WRITTEN = [
    " i4,f8", " i4 , f8 ", "i4 , f8", "i4,f8 ", "i 4,f8", "i4,f 8", "2(3,)i4", "i4,2(3,)f8", "2 i4", "2 i4,f8", "(2,) i4", "(2, 3) f8,i4", "i4,(2,)f8", "i4, 3f8", "i4,,f8", ",", "i4,", "i4 f8,u1", "i4,u(1",
]  # fmt: skip


def make():
    """Functions, then characters, then dtypes, then messages."""
    group = Group(SHARED)
    for array in NO_TEXTS:
        for part in ("U", "S", ["value", "a"], ["value", "1"], ["value", {"b": "a"}, {}]):
            for name in ("str_partition", "str_rpartition", "char_partition", "char_rpartition"):
                group.add([name, array, part])
            group.add(["str_replace", array, part, ["value", "b"]])
        for count in (2, -2):
            group.add(["str_multiply", array, count])
        group.add(["str_zfill", array, 3])
    group.add(["str_replace", "U", ["value", {"b": "a"}, {}], ["value", "b"]])
    group.add(["str_replace", "S", ["value", "a"], ["value", {"b": "b"}, {}]])
    table = [(byte + 1) % 256 for byte in range(256)]
    for array in ("U", "S", "big", ["value", ["a\u00e9\u20ac", ""]]):
        group.add(["str_translate", array, {"bytes": table}])
        group.add(["str_translate", array, {"bytes": [*range(97), 98, *range(98, 256)]}])
    for dtype in ("int64", "int8", "float64", "bool", "float16", "U3", "complex128"):
        for one, other in (("S", "i"), ("i", "U"), ("big", "u"), ("S", "f"), ("S", "U"), ("S", "b")):
            group.add(["multiply", one, other, {"dtype": dtype}])
    for name in ("sum", "cumsum", "mean", "var", "prod", "min", "max", "ptp", "median"):
        for array in ("U", "S", "big"):
            group.add([name, array])
    for character in CHARACTERS:
        group.add(["value", [character, "a" + character]], in_full=True)
        group.add(["tolist", ["value", ["'" + character + '"']]])
        group.add(["zeros_of", [1], [["a" + character, "i4"]]], in_full=True)
    # Code points that no text has.
    group.add(["view", ["array", "int32", [2], "55296 97"], "U1"], in_full=True)
    for text in WRITTEN:
        group.add(["dtype", text, False])
        group.add(["dtype", text, True])
    for dtype in ("uint16", "int8", "float32", "complex64", "bool"):
        for values in ("1+0j", "1+2j", "0.5-2j", "0.5+0j", "nan+1j", "300+0j", "300+1j", "-1+1j"):
            group.add(["astype_same_value", ["array", "complex128", [2], f"{values} {values}"], dtype])
    for text in ("", "# c\n", "\n\n", "1,2\n"):
        for column in ("0", "2", "-1"):
            group.add(["genfromtxt_repr", text, {"delimiter": ",", "converters": {column: "double"}}])
            group.add(["genfromtxt_repr", text, {"delimiter": ",", "converters": {column: "double"}, "names": "a,b"}])
    for values in (["2j", "a"], ["1"], []):
        for code in (["value", values], ["astype", ["value", values], "S2"]):
            for name in ("isreal", "iscomplex", "imag", "real"):
                group.add([name, code])
            for other in (code, ["arange", str(len(values))], ["ones", [len(values)]], ["value", values[::-1]]):
                group.add(["array_equal", code, other, {"equal_nan": True}])
                group.add(["array_equal", other, code, {"equal_nan": True}])
    for number in ("5", "70000", "True", "5.0", "-3"):
        for dtype in ("int8", "int64", "uint8", "uint64", "bool", "int32"):
            group.add(["ldexp", ["py", number], ["astype", ["arange", "4"], dtype]])
    made = [["zeros_of", [3], "i4,f4"], ["zeros_of", [3], "V3"], ["zeros_of", [3], "U2"], ["zeros_of", [3], "S2"], ["arange", "3"], ["py", "1"]]
    for name in ("equal", "not_equal", "less", "greater_equal"):
        for one in made:
            for other in made[:5]:
                group.add([name, one, other, {"dtype": "bool"}])
    for target in (["arange", "3"], ["ones", [3]], ["zeros_of", [3], "i4,f4"], ["zeros_of", [3], "S2"], ["zeros_of", [3], "V4"]):
        for values in (["zeros_of", [2], "i4,f4"], ["zeros_of", [1], "i2,S3,f4"], ["zeros_of", [2], "V4"], ["value", ["a"]], ["value", "7"]):
            for place in (0, 2, 9):
                group.add(["insert", target, place, values])
    for dtype in (">u8", ">f2", ">f8", ">i4", "f2", ">c8"):
        for count in (-1, 2, 5):
            group.add(["fromstring", "1 2 3", {"dtype": dtype, "sep": " ", "count": count}])
    for index in ([], [0], [5], ["..."]):
        for value in (["py", "3"], ["value", ["a"]], ["value", {"b": "ab"}, {}]):
            group.add(["set", "t", index, value], {"t": ["zeros_of", [], "V4"]})
            group.add(["set", "t", index, value], {"t": ["zeros_of", [3], "V4"]})
    for dtype in (">U2", ">U4", "U2", ">U", "U", "S"):
        group.add(["loadtxt", "ab,c\nd,\u00e9fg", {"delimiter": ",", "dtype": dtype}])
        group.add(["loadtxt_repr", "7%,8%\n1%,2%", {"delimiter": ",", "dtype": dtype}])
    return group
