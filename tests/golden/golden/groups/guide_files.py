"""The pages on files and on `genfromtxt`: delimiters, widths, missing fields, names, readers; `loadtxt`, `savetxt`, `.npy`,
`.npz`, bytes as records."""

from ..answer import Group

CSV = "1, 2, 3\n4,, 6\n7, 8, 9"
FIXED = "1   2      3\n44      6\n7   88889"
MARKED = "1 2 3\n44 x 6\n7 8888 9"
SKIPS = "1 2   3\n44   6\n7 888 9"
TABS = "1\t2\t3\n44\t \t6\n7\t888\t9"
TEXTS = {"csv": CSV, "fixed": FIXED, "marked": MARKED, "skips": SKIPS, "tabs": TABS}
LINES = {
    "spaces": "  1  2  3\n  4  5 67\n890123  4",
    "widths": "123456789\n   4  7 9\n   4567 9",
    "words": "1, abc , 2\n 3, xxx, 4",
    "comments": "#\n# Skip me !\n# Skip me too !\n1, 2\n3, 4\n5, 6 #This is the third line of the data\n7, 8\n# And here comes the last line\n9, 0\n",
    "numbered": "\n".join(str(i) for i in range(10)),
    "six": "1 2 3\n4 5 6",
    "named": "So it goes\n#a b c\n1 2 3\n 4 5 6",
    "percent": "1, 2.3%, 45.\n6, 78.9%, 0",
    "gaps": "1, , 3\n 4, 5, 6",
    "filled": "N/A, 2, 3\n4, ,???",
}


def make():
    """In the order of the pages."""
    group = Group({"grid": ["reshape", ["arange", "6"], [2, 3]], "floats": ["value", [[0.5, 1e-3], [2.0, -1e10]]]}, warns=True)
    how_to(group)
    lines(group)
    plain(group)
    saved(group)
    return group


def how_to(group):
    """Each text with each way to read it."""
    for text in TEXTS.values():
        for options in ({}, {"delimiter": ","}, {"delimiter": 4}, {"delimiter": "\t"}, {"missing_values": "x"}, {"invalid_raise": False}, {"delimiter": "\t", "missing_values": " +"}, {"delimiter": ",", "dtype": "int8", "filling_values": 99}, {"delimiter": ",", "filling_values": -1}):
            group.add(["genfromtxt", text, options])
            group.add(["genfromtxt_repr", text, {**options, "dtype": None}])
            if "dtype" not in options and "invalid_raise" not in options:
                group.add(["genfromtxt_repr", text, {**options, "names": "a,b,c", "usecols": [0, 2]}])


def lines(group):
    """Arguments of `genfromtxt`, one after another."""
    for text in ("spaces", "widths"):
        for widths in (3, [4, 3, 2], [1, 1], 1):
            group.add(["genfromtxt", LINES[text], {"delimiter": widths}])
    for options in ({}, {"autostrip": True}):
        for dtype in ("|U5", "S4", None, "float64"):
            group.add(["genfromtxt_repr", LINES["words"], {"delimiter": ",", "dtype": dtype, **options}])
    for options in ({"comments": "#"}, {"comments": None}, {}, {"comments": "!"}):
        group.add(["genfromtxt", LINES["comments"], {"delimiter": ",", **options}])
    for header in (0, 3, 9, 10):
        for footer in (0, 5, 7, 10):
            group.add(["genfromtxt", LINES["numbered"], {"skip_header": header, "skip_footer": footer}])
    for columns in ([0, -1], [-1], [1, 0], [5], 1, [0, 0]):
        group.add(["genfromtxt", LINES["six"], {"usecols": columns}])
        group.add(["genfromtxt_repr", LINES["six"], {"usecols": columns, "dtype": None}])
    for columns in (["a", "c"], "a, c", ["c"], ["z"], "b"):
        group.add(["genfromtxt_repr", LINES["six"], {"names": "a, b, c", "usecols": columns}])
    for names in (True, "A, B, C", ["x", "y", "z"], "a", ["", "a"], ["a b", "c-d", "e!"], None, "return, file, ok"):
        for dtype in (None, "int64", "float64", [["one", "int64"], ["two", "float64"], ["three", "int8"]]):
            group.add(["genfromtxt_repr", LINES["six"], {"names": names, "dtype": dtype}])
            group.add(["genfromtxt_repr", LINES["named"], {"names": names, "dtype": dtype, "skip_header": 1}])
    for options in ({"defaultfmt": "var_%02i"}, {"defaultfmt": "c%i"}, {"deletechars": "a"}, {"excludelist": ["a"]}, {"case_sensitive": "upper"}, {"case_sensitive": "lower"}, {"case_sensitive": False}, {"replace_space": "."}):
        for names in ("a b, Bc, c!", "a, , c", ["a", "a", "a"]):
            group.add(["genfromtxt_repr", LINES["six"], {"names": names, "dtype": None, **options}])
        group.add(["genfromtxt_repr", LINES["six"], {"dtype": [["", "int64"], ["", "float64"], ["", "int8"]], **options}]) if "defaultfmt" in options else None
    for options in ({}, {"names": ["i", "p", "n"]}, {"converters": {"1": "percent"}}, {"names": ["i", "p", "n"], "converters": {"p": "percent"}}, {"converters": {"1": "length"}}, {"converters": {"0": "or9"}}):
        group.add(["genfromtxt_repr", LINES["percent"], {"delimiter": ",", **options}])
        # What the reader of a column cannot read makes it one of objects.
        if options.get("converters", {}).get("1", options.get("converters", {}).get("p")) != "percent":
            group.add(["genfromtxt_repr", LINES["gaps"], {"delimiter": ",", **options}])
    for options in ({"missing_values": "N/A"}, {"filling_values": 7}, {"missing_values": {"0": "N/A", "1": " ", "2": "???"}, "filling_values": {"0": 0, "1": 0, "2": -999}}, {"filling_values": [1, 2, 3]}, {"missing_values": ["N/A", "", "???"], "filling_values": [9, 8, 7]}):
        if isinstance(options.get("missing_values"), dict) or isinstance(options.get("filling_values"), dict):
            continue
        for dtype in ("int64", "float64", None):
            group.add(["genfromtxt_repr", LINES["filled"], {"delimiter": ",", "dtype": dtype, **options}])


def plain(group):
    """`loadtxt` of the same texts."""
    for text in (*TEXTS.values(), *LINES.values()):
        for options in ({}, {"delimiter": ","}, {"dtype": "int64"}, {"skiprows": 1}, {"usecols": 0}, {"usecols": [0, 1], "unpack": True}, {"max_rows": 2}, {"ndmin": 2}, {"dtype": "U4", "delimiter": ","}):
            group.add(["loadtxt_repr", text, options])


def saved(group):
    """Texts and bytes that are read back."""
    for array in ("grid", "floats", ["index", "grid", [0]], ["index", "floats", [":", 1]]):
        for options in ({}, {"fmt": "%d"}, {"fmt": "%.2f"}, {"delimiter": ","}, {"header": "a b c"}, {"footer": "end"}, {"fmt": "%1.1e", "delimiter": "; "}, {"newline": "|"}):
            group.add(["savetxt", array, options])
        group.add(["npy_write", array])
        group.add(["npz_files", [array], [["other", "grid"]]])
        group.add(["npz_member", [array], [["other", "grid"]], "other"])
