"""Text files written and read: `savetxt` with every format, `loadtxt` with every argument, what both refuse."""

import random

from .. import data
from ..answer import Group

FORMATS = """%d %5d %-5d| %05d %+d %.3d %i %u %e %.2e %.0e %#.0e %E %12.4e %f %.3f %.0f %#.0f %8.2f %-8.2f| %08.2f %+.1f %F %g %.3g %#g %G
 %.10g %s %10s %-10s| %.3s %r %x %X %#x %o %c""".split() + ["% d", "% .1f"]
ODD = """abc %z %5 % %(a)d %*d %% %d%% %5% %.2z %k""".split() + ["", "%d %d", "%d,%d,%d,%d,%d"]


def make():
    """Writing, reading, and reading what was written."""
    shared = {}
    for dtype in ("float64", "float32", "int64", "uint8", "bool"):
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared)
    saved(group)
    loaded(group)
    refused(group)
    drawn(group)
    sequences(group)
    return group


def sequences(group):
    """`fromstring`: separators, counts, dtypes, what does not match."""
    texts = ["1 2 3", "1,2,3", "1, 2 ,3", "1;2;", "1abc2", "1 a 2", "1a2", "1 2\n3 4", "", "x", "1 x", "1,,2", " 1 2", "1 2 ", "1.5 2", "-1 +2", "300 70000", "nan inf -inf"]
    texts += ["1e400 1e-400", "1_0", "99999999999999999999", "True 0", "0.5 0 2", "1e5,2E-3,.5,5."]
    for text in texts:
        for sep in (" ", ",", ";", "abc", " a ", "\n", ", "):
            group.add(["fromstring", text, {"sep": sep}])
        for dtype in ("int64", "int8", "uint16", "float32", "bool"):
            group.add(["fromstring", text, {"sep": " ", "dtype": dtype}])
            group.add(["fromstring", text, {"sep": ",", "dtype": dtype}])
    for count in (0, 1, 2, 3, -1, -5):
        group.add(["fromstring", "1 2 3", {"sep": " ", "count": count}])
    group.add(["fromstring", "1 2"])
    group.add(["fromstring", "1 2", {"sep": ""}])
    group.add(["fromstring", "1 2", {"sep": " ", "dtype": "U3"}])


def saved(group):
    """Every format over every dtype; layouts; what stands around."""
    for dtype in ("float64", "float32", "int64", "uint8", "bool"):
        for fmt in FORMATS:
            for name in ("row", "wild"):
                group.add(["savetxt", f"{dtype}_{name}", {"fmt": fmt}])
        for layout in data.SQUARE + data.OTHERS:
            group.add(["savetxt", f"{dtype}_{layout}"])
            group.add(["savetxt", f"{dtype}_{layout}", {"fmt": "%.1f", "delimiter": ","}])
            group.add(["savetxt", f"{dtype}_{layout}", {"fmt": "%d", "newline": ";\n", "header": "a b\nc", "footer": "end"}])
    square = "int64_C"
    group.add(["savetxt", square, {"fmt": ["%d", "%.1f", "%s", "%5d"], "delimiter": "\t"}])
    group.add(["savetxt", square, {"fmt": "%d-%d-%d-%d"}])
    group.add(["savetxt", square, {"fmt": "%d", "header": "x\ny\n", "comments": "// "}])
    group.add(["savetxt", square, {"fmt": "%d", "header": "x", "comments": ""}])
    group.add(["savetxt", square, {"fmt": "%d", "footer": "last\nlines"}])
    for fmt in ODD:
        for array in (square, "float64_C", "float64_column", "bool_row"):
            group.add(["savetxt", array, {"fmt": fmt}])
    for fmt in (["%d"], ["%d"] * 5, [], ["%d", "%x", "%z", "%d"], ["%d", "%d", "%d %d", ""], ["%d%%", "%d", "%d", "%c"]):
        group.add(["savetxt", square, {"fmt": fmt}])
        group.add(["savetxt", "float64_C", {"fmt": fmt}])
    for shape in ([], [2, 2, 2], [1, 1, 1, 1], [0], [0, 3], [3, 0], [1, 1]):
        group.add(["savetxt", ["fill", "steps", "float64", shape], {"fmt": "%g"}])
    for source in ("float64_C", "float64_row", "float32_column", "int64_C"):
        turned = ["multiply", ["astype", source, "complex128"], ["py", "-1.5"]]
        for fmt in ("%.18e", "%d", "%.1f", "%+.2f", "%g", "%s", "%x", "%d %d", "%.1f%+.1fj", ["%.1f"], ["(%d,%d)"] * 4, ["%d"] * 4):
            group.add(["savetxt", ["astype", source, "complex64"], {"fmt": fmt}])
            group.add(["savetxt", turned, {"fmt": fmt, "delimiter": ";"}])
    words = "1e-5 0.0001 123456.0 1234567.0 1e22 1e-300 1e300 0.1 2.5 -0.0 99999.95 9.9999e9 1e100"
    wide = ["array", "float64", [13], words]
    for fmt in ("%g", "%.1g", "%.17g", "%.20f", "%.0f", "%d", "%.30e", "%#.3g", "%15.10g", "%G", "%.0g", "%s"):
        group.add(["savetxt", wide, {"fmt": fmt}])


TEXTS = [
    "1 2 3\n4 5 6\n", "1 2 3\n4 5 6", "1", "1 2 3", "1\n2\n3\n", "  1   2 \n\n\n 3 4\n", "# head\n1 2\n3 4 # tail\n#\n5 6",
    "1,2,3\n4,5,6\n", "1, 2, 3\n4 ,5 , 6", "1;2\n3;4", "1\t2\t3\n4\t5\t6", "1 2\r\n3 4\r\n", "", "\n\n", "# only\n", "1 2 3\n4 5\n", "1 2\n3 4 5\n",
    "1 x 3", "1 2\n3 four", "nan inf -inf", "+1 -2 +.5 -5. 1e5 1E-5 .5e+1", "infinity NAN -Infinity", "1_000", "0x10", "1e400 -1e400", "1e-400",
    "1,,3", "1,2,", ",", " , ", "1 2 3 % note\n", "1 2//note\n3 4", "'1' '2'", "\"1\" \"2\"", "1.5 2.5", "300 -1", "1 0 1", "-0 +7", "9223372036854775807",
    "9223372036854775808", "18446744073709551615", "-9223372036854775808", "1\u00a02", "1 \u00e9", "0.1 0.2 0.30000000000000004", "1..2", "1e", "e5", ".", "-", "1 2\n\n3 4\n# end",
]  # fmt: skip
OPTIONS = [
    {}, {"delimiter": ","}, {"dtype": "int64"}, {"dtype": "float32"}, {"ndmin": 1}, {"ndmin": 2}, {"unpack": True}, {"usecols": [0]}, {"usecols": 1},
    {"usecols": [-1, 0]}, {"skiprows": 1}, {"max_rows": 1}, {"comments": "%"}, {"comments": None},
]  # fmt: skip


def loaded(group):
    """Every text under every argument; then the arguments together."""
    for text in TEXTS:
        for options in OPTIONS:
            group.add(["loadtxt", text, options])
    for dtype in data.DTYPES:
        for text in ("1 0 2\n3 100 5", "1.5 2", "300 1", "-1 1", "1e2", "", "99999999999999999999", "-129 -32769", "x"):
            group.add(["loadtxt", text, {"dtype": dtype}])
            group.add(["loadtxt", text, {"dtype": dtype, "ndmin": 2, "unpack": True}])
    for text in ("a b\nc dd", "alpha, beta\ngamma, d", "", "\u00e9\u00e8 x", "'a b' c"):
        for dtype in ("U1", "U5", "S1", "S5", "U", "S"):
            group.add(["loadtxt_repr", text, {"dtype": dtype}])
            group.add(["loadtxt_repr", text, {"dtype": dtype, "delimiter": ",", "ndmin": 1}])
            group.add(["loadtxt_repr", text, {"dtype": dtype, "quotechar": "'"}])
    for text in ("1 2.5 x\n2 3 y", "1 2.5", "1 2 3 4", "", "x 1 2", "300 1 a"):
        for dtype in ("i4,f8,U3", "i1,f4", "U2,S3,i8"):
            for options in ({}, {"unpack": True}, {"ndmin": 1}, {"ndmin": 2}, {"usecols": [0, 1]}, {"usecols": [0, 1, 1]}, {"usecols": [0]}):
                group.add(["loadtxt_repr", text, {"dtype": dtype} | options])
    for text in ('"a,b",c\n"x""y","q\nr"', '"1" 2', '""', '"a"b,c"d', '"open,1\n2', 'a "b c" d'):
        for delimiter in (",", None):
            group.add(["loadtxt_repr", text, {"dtype": "U9", "quotechar": '"', "delimiter": delimiter}])
            group.add(["loadtxt_repr", text, {"quotechar": '"', "delimiter": delimiter}])


def refused(group):
    """Arguments that mean nothing."""
    text = "1 2\n3 4\n"
    for options in (
        {"ndmin": 3}, {"ndmin": -1}, {"skiprows": -1}, {"max_rows": -1}, {"max_rows": 0}, {"skiprows": 9}, {"comments": ""}, {"comments": ["#", ""]},
        {"comments": ["#", "//"]}, {"comments": ["ab"]}, {"comments": []}, {"comments": ["#", "//"], "quotechar": "'"}, {"comments": ["#", ","], "delimiter": ","},
        {"delimiter": ";;"}, {"delimiter": ""}, {"delimiter": "\n"}, {"delimiter": "#"}, {"quotechar": "#"}, {"quotechar": "ab"}, {"quotechar": ""},
        {"quotechar": ",", "delimiter": ","}, {"quotechar": "\r"}, {"comments": "\n"}, {"usecols": [2]}, {"usecols": [-3]}, {"usecols": [0, 5]},
        {"usecols": [0, 0, 1]}, {"delimiter": " "}, {"delimiter": "\t"}, {"delimiter": "1"}, {"comments": "1"}, {"delimiter": "x" * 120},
    ):  # fmt: skip
        group.add(["loadtxt", text, options])
        group.add(["loadtxt", "1 2 3\n4 5", options])
    group.add(["loadtxt", "y" * 150])
    group.add(["loadtxt", "1 2\r3 4\n"])
    group.add(["loadtxt", "1 'it\"s'"])


def drawn(group):
    """Tables drawn by lot, read in many ways."""
    lot = random.Random(31)
    for _ in range(150):
        rows, columns = lot.randrange(1, 5), lot.randrange(1, 5)
        delimiter = lot.choice([None, ",", ";", " ", "\t"])
        words = ["1", "-2", "3.5", "0.1", "1e3", "nan", " 7", "8 ", "x", "", "1#", "-inf", "12345678901234567890"]
        weights = [9, 9, 9, 9, 9, 3, 2, 2, 1, 1, 1, 2, 1]
        lines = [(delimiter or " ").join(lot.choices(words, weights, k=columns)) for _ in range(rows)]
        if lot.random() < 0.2:
            lines.insert(lot.randrange(len(lines)), "# note")
        if lot.random() < 0.2:
            lines.insert(lot.randrange(len(lines)), "")
        options = {"delimiter": delimiter}
        if lot.random() < 0.3:
            options["usecols"] = [lot.randrange(-columns, columns) for _ in range(lot.randrange(1, 3))]
        if lot.random() < 0.3:
            options["skiprows"] = lot.randrange(3)
        if lot.random() < 0.3:
            options["max_rows"] = lot.randrange(1, 4)
        if lot.random() < 0.3:
            options["dtype"] = lot.choice(data.DTYPES)
        if lot.random() < 0.3:
            options["ndmin"] = lot.randrange(3)
        if lot.random() < 0.3:
            options["unpack"] = True
        group.add(["loadtxt", "\n".join(lines), options])
