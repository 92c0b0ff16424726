"""The functions of `np.strings` and `np.char` that take numbers, formats, tables and masks beside the texts."""

from ..answer import Group
from .strings import BYTES, LAYOUTS, OTHER, WORDS, layouts

FORMATS = "%d %5d %-5d| %05d %+d %x %X %#x %o %e %.3e %f %8.2f %.0f %g %#g %G %s %5s %-6s| %.2s %r %a %c %% %i %u %10.3s".split()
NUMBERS = ["int8", "uint16", "int32", "int64", "uint64", "float32", "float64", "bool"]
TABS = ["a\tb", "\t", "ab\tc\td\n\tx", "", "\t\t", "no tab", "\n\n\t", "x\r\ty", "1234567\t8", "12345678\t9", "\tend\t", "é\té"]


def make():
    """Each function over layouts, kinds and numbers, then what it refuses."""
    shared = layouts("U", WORDS, "U10") | layouts("V", OTHER, "U7") | layouts("S", BYTES, "S10")
    shared |= layouts("T", TABS, "U16")
    shared |= {
        "i": ["arange", "4"],
        "k": ["array", "int64", [3, 4], "0 1 2 3 -1 -2 10 4 2 0 -10 5"],
        "small": ["array", "int8", [4], "1 2 0 -1"],
        "mask": ["array", "bool", [3, 4], "1 0 1 1 0 0 1 0 1 1 1 0"],
        "row_mask": ["array", "bool", [4], "1 0 0 1"],
    }
    group = Group(shared)
    tabs(group)
    sliced(group)
    sought(group)
    replaced(group)
    formatted(group)
    translated(group)
    old(group)
    masked(group)
    return group


def tabs(group):
    """Columns far apart, near, and none."""
    for layout in LAYOUTS:
        for distance in ([], [8], [4], [1], [0], [-3], [100]):
            group.add(["str_expandtabs", f"T_{layout}", *distance])
    for name in ("U_C", "S_C", "S_F", "U_strided", "S_zero"):
        for distance in ([], [4], [0], ["i"], ["small"], ["k"]):
            group.add(["str_expandtabs", name, *distance])
    for distance in ("i", "small", "k", "mask"):
        group.add(["str_expandtabs", "T_C", distance])
        group.add(["str_expandtabs", "T_F", distance])
    for name in ("i", "k", "mask"):
        group.add(["str_expandtabs", name, 4])
    group.add(["str_expandtabs", "T_C", 1.5])
    group.add(["str_expandtabs", "T_C", ["arange", "3"]])
    group.add(["str_expandtabs", ["value", [{"b": "a\tb"}, {"b": "\n\tb"}]]])
    for word in TABS:
        group.add(["str_expandtabs", ["value", [word]]], in_full=True)
        group.add(["str_expandtabs", ["value", word], 3], in_full=True)


def sliced(group):
    """Numbers and arrays of numbers, left out and far out."""
    ends = [[2], [None], [1, 4], [None, None, -1], [-3, None], [0, 10, 2], [5, 1, -2], [None, 3], [-100, 100], [100, -100, -3], [None, None, 3], [4, None, -1], [0, None]]
    for name in ("U_C", "U_F", "S_C", "S_row", "U_zero", "U_empty", "V_strided", "U_broadcast", "U_reversed"):
        for end in ends:
            group.add(["str_slice", name, *end])
    for name in ("U_C", "S_F", "U_row", "U_zero"):
        for end in (["i"], ["i", None], ["i", "k"], [None, "small", 2], ["k", None, -1], [None, None, ["array", "int64", [4], "1 -1 2 -2"]], ["row_mask", 3], ["small", "i", ["array", "int8", [4], "1 1 -1 -1"]]):
            group.add(["str_slice", name, *end])
    for end in ([1, 2, 0], [1.5], [1, 2.5], [None, None, 1.5], [["arange", "3"]], [1, ["arange", "3"], ["arange", "1", "3"]], [None, None, "i"], [None, None, True]):
        group.add(["str_slice", "U_C", *end])
    for end in (["i"], ["i", "i", ["arange", "1", "5"]], [None, None, -1], [None, "i"]):
        group.add(["str_slice", "i", *end])
        group.add(["str_slice", "mask", *end])


def sought(group):
    """Places as arrays."""
    part = {"U": ["value", "a"], "S": ["value", {"b": "a"}, {}]}
    for prefix in "US":
        for operation in "find rfind count startswith endswith index rindex".split():
            for ends in (["i"], ["k"], ["small", "i"], [0, "k"], ["k", "i"], ["row_mask"], [["array", "uint64", [4], "0 1 2 3"]]):
                group.add([f"str_{operation}", f"{prefix}_C", part[prefix], *ends])
                group.add([f"str_{operation}", f"{prefix}_row", part[prefix], *ends])
            group.add([f"str_{operation}", f"{prefix}_C", part[prefix], 1.5])
            group.add([f"str_{operation}", f"{prefix}_C", part[prefix], 0, ["fill", "plain", "float32", [4]]])
            group.add([f"str_{operation}", f"{prefix}_C", part[prefix], ["arange", "3"]])
            group.add([f"str_{operation}", f"{prefix}_F", [f"item", ["str_partition", f"{prefix}_F", part[prefix]], 0]])


def replaced(group):
    """Counts as arrays, and parts of nothing."""
    for prefix, old, new in (("U", ["value", "a"], ["value", "--"]), ("S", ["value", {"b": "a"}, {}], ["value", {"b": "--"}, {}])):
        for layout in ("C", "F", "row", "zero", "strided", "reversed", "empty"):
            for count in ([], [-1], [0], [1], ["i"], ["small"]):
                group.add(["str_replace", f"{prefix}_{layout}", old, new, *count])
        group.add(["str_replace", f"{prefix}_C", old, new, "k"])
        group.add(["str_replace", f"{prefix}_C", old, new, 1.5])
        group.add(["str_replace", f"{prefix}_C", old, new, ["arange", "3"]])
        group.add(["str_replace", f"{prefix}_C", old, new, True])
    for count in ([], [1], [3], ["i"]):
        group.add(["str_replace", "U_row", ["value", ""], ["value", "."], *count])
        group.add(["str_replace", "U_row", ["value", "p"], ["value", ""], *count])
        group.add(["str_replace", "U_C", "U_row", "V_row", *count])


def formatted(group):
    """Every conversion with every kind of number, texts, bytes."""
    for form in FORMATS:
        for dtype in NUMBERS:
            values = ["fill", "plain", dtype, [4]]
            group.add(["str_mod", ["value", [form]], values])
            group.add(["str_mod", ["value", [{"b": form}]], values])
        group.add(["str_mod", ["value", [form]], ["fill", "plain", "complex128", [4]]])
        for values in (["value", ["a", "bcd", ""]], ["value", [{"b": "x"}, {"b": "yz"}]], ["value", ["é'q"]]):
            group.add(["str_mod", ["value", [form]], values], in_full=True)
            group.add(["str_mod", ["value", [{"b": form}]], values], in_full=True)
    for form in ("%d", "%.1f", "%s!", "%5.2e|"):
        for values in ("i", "k", ["fill", "wild", "float64", [4]], ["fill", "plain", "float32", [3, 4]], 3, 2.5, True, ["arange", "3"]):
            group.add(["str_mod", ["value", [form, form, form, "x"]], values])
            group.add(["str_mod", ["value", [[form], ["%g"]]], values])
            group.add(["str_mod", ["value", form], values])
    for form in ("%d %d", "abc", "", "%", "%z", "%(a)d", "%*d", "%.d", "%5", "100%%", "%ld", "%hhd", "%.*f", "a%sb%"):
        for value in (3, 2.5, ["value", "t"], ["value", {"b": "t"}, {}]):
            group.add(["str_mod", ["value", [form]], value], in_full=True)
            group.add(["str_mod", ["value", [{"b": form}]], value], in_full=True)
    for name in ("U_empty", "S_empty"):
        group.add(["str_mod", name, 1])
    for name in ("i", "mask"):
        group.add(["str_mod", name, 1])
    group.add(["str_mod", ["copy", ["broadcast_to", ["value", ["%d", "%x", "%o", "%e"]], [3, 4]], "F"], "k"])


def translated(group):
    """Tables as texts, as mappings, of bytes."""
    tables = [
        {"map": {"a": "1", "b": "2", "e": "3"}}, {"map": {"a": None, "p": None}}, {"map": {"a": "long text", "n": "", "é": "e"}}, {"map": {}},
        {"text": "x" * 100}, {"text": ""}, {"text": "".join(chr(97 + code % 26) for code in range(128))},
    ]  # fmt: skip
    codes = list(range(256))
    upper = codes[:97] + list(range(65, 91)) + codes[123:]
    of_bytes = [{"bytes": upper}, {"bytes": upper, "delete": [97, 112]}, {"bytes": None, "delete": [97, 32]}, {"bytes": codes[::-1]}, {"bytes": codes, "delete": []}]
    for layout in LAYOUTS:
        for table in tables:
            group.add(["str_translate", f"U_{layout}", table])
        for table in of_bytes:
            group.add(["str_translate", f"S_{layout}", table])
    group.add(["str_translate", "S_C", {"bytes": [1, 2, 3]}])
    group.add(["str_translate", "i", {"text": "abc"}])
    group.add(["str_translate", ["value", "banana"], tables[0]], in_full=True)


def old(group):
    """What only `np.char` has."""
    for prefix, part in (("U", ["value", "a"]), ("S", ["value", {"b": "a"}, {}])):
        for layout in LAYOUTS:
            group.add(["char_partition", f"{prefix}_{layout}", part])
            group.add(["char_rpartition", f"{prefix}_{layout}", part])
            # A text of no width is copied as one of a character: its bytes cannot be compared.
            at = (["value", "p"] if prefix == "U" else ["value", {"b": "p"}, {}]) if layout == "zero" else part
            group.add(["str_partition", f"{prefix}_{layout}", at])
            group.add(["str_rpartition", f"{prefix}_{layout}", at])
            for sign in ("==", "!=", "<", "<=", ">", ">="):
                for rstrip in (True, False):
                    group.add(["char_compare", f"{prefix}_{layout}", f"{prefix}_row", sign, rstrip])
        for counts in (2, 0, -1, "i", "k", 1.5, "mask", ["fill", "plain", "float64", [4]]):
            group.add(["char_multiply", f"{prefix}_row", counts])
            group.add(["char_multiply", f"{prefix}_F", counts])
            group.add(["str_multiply", f"{prefix}_C", counts])
        for operation in ("split", "rsplit", "splitlines"):
            group.add([f"char_{operation}", f"{prefix}_row"])
            group.add([f"char_{operation}", f"{prefix}_C"])
        group.add(["char_compare", f"{prefix}_row", f"{prefix}_row", "=", True])
        group.add(["char_compare", f"{prefix}_row", "i", "==", True])
    padded = ["value", ["a ", "b\t", " c", "d"]]
    for sign in ("==", "<", ">="):
        for rstrip in (True, False):
            group.add(["char_compare", padded, ["value", ["a", "b ", "c", "d  "]], sign, rstrip])
    group.add(["char_partition", "U_C", ["value", ""]])
    group.add(["char_multiply", "i", 2])
    group.add(["char_split", "i"])
    group.add(["str_partition", "U_C", ["value", ["a", "e", "an", "x"]]])


def masked(group):
    """Comparisons and `add` with `out=`, `where=`, `casting=`, `dtype=`."""
    for row in "equal not_equal less less_equal greater greater_equal".split():
        for prefix, other in (("U", "V_F"), ("U", "V_row"), ("S", "S_row")):
            for dtype in ("bool", "int8", "float32", "complex64"):
                group.add([row, f"{prefix}_C", other, {"out": "o"}], {"o": ["fill", "plain", dtype, [3, 4]]})
                group.add([row, f"{prefix}_C", other, {"out": "o", "where": "mask"}], {"o": ["fill", "plain", dtype, [3, 4]]})
                group.add([row, f"{prefix}_C", other, {"out": "o", "where": "row_mask"}], {"o": ["copy", ["fill", "plain", dtype, [3, 4]], "F"]})
        group.add([row, "U_row", "V_row", {"out": "o"}], {"o": ["fill", "plain", "bool", [3, 4]]})
        group.add([row, "U_C", "V_row", {"out": "o"}], {"o": ["fill", "plain", "bool", [4]]})
        group.add([row, "U_C", "V_row", {"out": "o", "casting": "no"}], {"o": ["fill", "plain", "int8", [3, 4]]})
        group.add([row, "U_C", "V_row", {"out": "o", "where": "mask"}], {"o": ["zeros_of", [3, 4], "U5"]})
        group.add([row, "U_row", "V_row", {"out": "o"}], {"o": ["broadcast_to", ["fill", "plain", "bool", [4]], [2, 4]]})
        group.add([row, "U_row", "V_row", {"dtype": "bool"}])
        group.add([row, "U_row", "V_row", {"dtype": "int8"}])
        group.add([row, "U_row", "V_row", {"where": ["arange", "4"]}])
    for prefix, other in (("U", "V_F"), ("U", "V_row"), ("S", "S_row"), ("S", "S_reversed")):
        for dtype in (f"{prefix}20", f"{prefix}3", f"{prefix}17", "int8", "float64", "bool", "S4", "U4"):
            group.add(["add", f"{prefix}_C", other, {"out": "o"}], {"o": ["zeros_of", [3, 4], dtype]})
            group.add(["add", f"{prefix}_C", other, {"out": "o", "where": "mask"}], {"o": ["zeros_of", [3, 4], dtype]})
            group.add(["add", f"{prefix}_F", other, {"out": "o", "where": "row_mask"}], {"o": ["copy", ["zeros_of", [3, 4], dtype], "F"]})
        for rule in ("no", "equiv", "safe", "same_kind", "unsafe"):
            group.add(["add", f"{prefix}_C", other, {"out": "o", "casting": rule}], {"o": ["zeros_of", [3, 4], f"{prefix}12"]})
        group.add(["add", f"{prefix}_C", other, {"out": "o"}], {"o": ["zeros_of", [4], f"{prefix}12"]})
        group.add(["add", f"{prefix}_row", f"{prefix}_row", {"out": "o"}], {"o": ["zeros_of", [2, 4], f"{prefix}12"]})
        group.add(["add", f"{prefix}_C", other, {"out": "o"}], {"o": ["broadcast_to", ["zeros_of", [4], f"{prefix}30"], [3, 4]]})
    group.add(["add", "t", ["index", "t", ["::-1"]], {"out": "t"}], {"t": ["copy", "U_row"]})
    group.add(["add", "t", "t", {"out": "t"}], {"t": ["copy", "U_row"]})
    group.add(["equal", "U_row", "V_row", {"out": "o", "where": ["value", [True, False, True]]}], {"o": ["zeros_of", [4], "bool"]})
