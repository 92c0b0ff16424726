"""`genfromtxt`: missing fields, guessed dtypes, names, records, fixed widths, what is refused."""

import random

from .. import data
from ..answer import Group

TABLES = [
    "1 2 3\n4 5 6\n", "1,2,3\n4,,6\n", "1,N/A,3\n??,5,6\n", "1 x 3\n4 5 6", "1 2 3\n4 5\n", "1 2\n3 4 5\n6 7\n8\n", "", "\n \n", "# only\n", "1", "1 2 3", "1\n2\n3",
    "a b c\n1 2 3\n4 5 6", "# a b c\n1 2 3\n4 5 6", "#a,b c,d\n1,2,3\n4,5,6", "a,a,b-c\n1,2,3", "file,return,print\n1,2,3", ",,\n1,2,3", "a b\n", "x 1 True\ny 2 False\n",
    "1 2.5 abc\n3 4 de\n", "1 1+2j\n2 3\n", "1_000 2\n3 4", "nan inf -inf\n1 2 3", "1e5 .5 5.\n-1 +2 0", "99999999999999999999 1\n2 3", "True False\ntrue FALSE", "True 1\nx 2\n",
    ",1\n,2\n", "1,\n,2\n", " 1 , 2 \n 3 , 4 ", "1 2 # tail\n\n3 4\n#end", "123456\n789012\n", "12 3456\n", "1;;2\n3;;4", "\u00e9 1\n\u20ac 2", "1\t2\n3\t4", "1 2\r\n3 4\r\n",
]  # fmt: skip
OPTIONS = [
    {}, {"delimiter": ","}, {"dtype": None}, {"dtype": None, "delimiter": ","}, {"names": True}, {"names": True, "delimiter": ","}, {"names": True, "dtype": None},
    {"dtype": "int64"}, {"dtype": "int32", "delimiter": ","}, {"dtype": "bool"}, {"dtype": "float32"}, {"dtype": "complex128"}, {"dtype": "U4"}, {"dtype": "U"}, {"dtype": "S3"}, {"dtype": "S"},
    {"dtype": "i4,f8,U3"}, {"dtype": "U2,i8,S5", "delimiter": ","}, {"dtype": "i2,f4", "names": "p, q"}, {"names": "x,y,z"}, {"names": ["x", "x"], "dtype": None}, {"usecols": [0]}, {"usecols": [-1, 0]},
    {"skip_header": 1}, {"skip_footer": 1}, {"skip_footer": 2, "skip_header": 1}, {"max_rows": 1}, {"unpack": True}, {"unpack": True, "dtype": None}, {"ndmin": 2}, {"ndmin": 1, "dtype": None},
    {"missing_values": "N/A,??", "delimiter": ","}, {"missing_values": ["x", "N/A"], "filling_values": [7, 8], "delimiter": ","}, {"filling_values": -9.5, "delimiter": ","},
    {"filling_values": 0, "dtype": "int64", "delimiter": ","}, {"filling_values": 3, "dtype": None, "delimiter": ","}, {"loose": False}, {"loose": False, "delimiter": ",", "missing_values": "N/A,??"},
    {"invalid_raise": False}, {"comments": None}, {"comments": "//"}, {"delimiter": 3}, {"delimiter": [1, 2, 3]}, {"delimiter": ";;"}, {"autostrip": True, "delimiter": ",", "dtype": "U4"},
]  # fmt: skip


def make():
    """Every table under every argument, then mixtures drawn by lot."""
    group = Group()
    for table in TABLES:
        for options in OPTIONS:
            add(group, table, options)
    names(group)
    refused(group)
    drawn(group)
    return group


def add(group, table, options):
    """In full where the answer is an array of numbers, as text otherwise."""
    plain = options.get("dtype", "float64") in data.DTYPES and "names" not in options
    group.add(["genfromtxt" if plain else "genfromtxt_repr", table, options])


def names(group):
    """How names are made valid."""
    for first in ("a b c", "A b_C d-e", "1a 2b 3c", "file print x", "a a a", "a a_1 a", "f0 x f1", "x! y? z.", '"q" r s'):
        for options in (
            {}, {"case_sensitive": False}, {"case_sensitive": "lower"}, {"case_sensitive": "upper"}, {"deletechars": "ab"}, {"deletechars": ""}, {"excludelist": ["a", "x"]}, {"usecols": [0, 2]}, {"usecols": 1},
        ):  # fmt: skip
            add(group, f"{first}\n1 2 3\n4 5 6", {"names": True} | options)
    for first in ("a,b c,d e f", "a,,c", ",,", " a , b , c "):
        for options in ({}, {"replace_space": "-"}, {"replace_space": ""}, {"defaultfmt": "col%02i"}, {"dtype": None}, {"dtype": "i4,i4,i4", "defaultfmt": "v%i"}, {"autostrip": True}):
            add(group, f"{first}\n1,2,3\n4,5,6", {"names": True, "delimiter": ","} | options)
    for given in ("x,y,z", "x", "x,y", "x,y,z,w", ["p", "q", "r"], ",,", "x, y ,z"):
        for options in ({}, {"dtype": None}, {"dtype": "i4,f8,U2"}, {"dtype": "int16"}, {"usecols": "x"}, {"unpack": True}):
            add(group, "1 2 3\n4 5 6", {"names": given} | options)
    for options in ({"usecols": "a,c"}, {"usecols": ["b"]}, {"usecols": "c, a"}, {"usecols": "c,a", "dtype": None}, {"unpack": True, "usecols": ["b"]}, {"usecols": ["nobody"]}):
        add(group, "a b c\n1 2 3\n4 5 6", {"names": True} | options)


def refused(group):
    """Arguments that mean nothing, rows that do not fit."""
    for options in ({"ndmin": 3}, {"ndmin": -1}, {"max_rows": 0}, {"max_rows": -2}, {"max_rows": 1, "skip_footer": 1}):
        add(group, "1 2\n3 4", options)
    for table in ("1 2 3\n4 5\n6\n7 8 9", "1 2\n3\n4 5\n6", "1\n2 3\n4 5 6"):
        for options in ({}, {"skip_header": 1}, {"skip_footer": 1}, {"skip_footer": 2}, {"skip_footer": 3}, {"invalid_raise": False}, {"invalid_raise": False, "skip_footer": 1}, {"usecols": [2]}, {"usecols": [0, 1]}, {"max_rows": 1}):
            add(group, table, options)
    for dtype in data.DTYPES:
        for table in ("1 0", "300 -1", "1.5 x", "99999999999999999999 1", "-1e30 1", "True false"):
            add(group, table, {"dtype": dtype})
            add(group, table, {"dtype": dtype, "loose": False})


def drawn(group):
    """Tables and arguments by lot."""
    lot = random.Random(77)
    words = ["1", "-2", "3.5", "0.1", "1e3", "nan", "x", "", "NA", "True", "7", "12", "1+1j", "abc"]
    weights = [9, 9, 6, 3, 2, 2, 2, 3, 2, 1, 9, 9, 1, 1]
    for _ in range(250):
        rows, columns = lot.randrange(1, 6), lot.randrange(1, 5)
        delimiter = lot.choice([",", ";", "|"])
        lines = [delimiter.join(lot.choices(words, weights, k=columns)) for _ in range(rows)]
        options = {"delimiter": delimiter, "dtype": lot.choice([None, None, "float64", "int64", "int16", "U3"])}
        if lot.random() < 0.3:
            options["missing_values"] = lot.choice(["NA", "NA,x", ["x", "NA"]])
        if lot.random() < 0.3:
            options["filling_values"] = lot.choice([0, 5, [1, 2], 9.5 if options["dtype"] in (None, "float64") else 9])
        if lot.random() < 0.2:
            options["names"] = ",".join("pqrst"[:columns])
        if lot.random() < 0.2:
            options["usecols"] = [lot.randrange(columns) for _ in range(lot.randrange(1, 3))]
        if lot.random() < 0.2:
            options["skip_footer"] = 1
        if lot.random() < 0.2:
            options["loose"] = False
        if lot.random() < 0.2:
            options["unpack"] = True
        add(group, "\n".join(lines), options)
