"""What `loadtxt` and `genfromtxt` warn of, readers given for columns, and masked arrays asked for."""

from itertools import product

from ..answer import Group

TABLES = ["", "\n\n", "# c\n", "1 2\n3 4\n", "1 2\n\n3 4\n", "# c\n\n1 2\n# d\n3 4\n\n5 6", "x\n\n1 2\n3 4", "1 2\n3\n4 5\n6 7 8\n", "1\n", "1 2\n   \n3 4"]
READ = ["1,2,3\n4,5,6\n", "1,20%,x\n2,3.5%,yy\n", "1, 2 ,ab\n,5,\n", "7%,8%,9%\n1%,2%,3%", "1,a,b\n2,cc,d\n3,dd,e", "5,,\n6,,", "1,2\n3,4", "é,1,2\nüü,3,4"]
READERS = [
    "double", "percent", "length", "or9", {"0": "double"}, {"1": "percent"}, {"2": "upper"}, {"-1": "length"}, {"0": "or9", "1": "or9"}, {"1": "or9", "2": "length"},
    {"5": "double"}, {"-4": "double"}, {"1": "length", "0": "double"},
]  # fmt: skip


def make():
    """Every table under every argument."""
    group = Group(warns=True)
    for table, most, skip in product(TABLES, (None, 0, 1, 2, 3, 10), (0, 1, 2)):
        group.add(["loadtxt", table, {"max_rows": most, "skiprows": skip}])
    for table, dtype in product(TABLES, ("int64", "float32", "i4,f8")):
        group.add(["loadtxt_repr", table, {"dtype": dtype}])
        group.add(["genfromtxt_repr", table, {"dtype": dtype}])
    for table, options in product(TABLES, ({}, {"invalid_raise": False}, {"names": True}, {"dtype": None}, {"skip_header": 1, "invalid_raise": False}, {"skip_footer": 1, "invalid_raise": False}, {"max_rows": 2, "invalid_raise": False}, {"usecols": [0], "invalid_raise": False}, {"usecols": [1], "invalid_raise": False}, {"unpack": True}, {"ndmin": 2})):
        group.add(["genfromtxt_repr", table, options])
    for table, readers in product(READ, READERS):
        for options in ({}, {"usecols": [0, 1]}, {"dtype": "U4"}, {"dtype": "U"}, {"usecols": [2]}):
            group.add(["loadtxt_repr", table, {"delimiter": ",", "converters": readers} | options])
        if isinstance(readers, dict) and not {"5", "-4", "-1"} & set(readers):
            for options in ({}, {"usecols": [1]}, {"filling_values": 7}, {"dtype": "f8,f8,U5"}, {"usecols": [2, 0]}):
                group.add(["genfromtxt_repr", table, {"delimiter": ",", "converters": readers} | options])
    for table, readers in product(READ, ({"a": "double"}, {"b": "percent"}, {"c": "upper"}, {"absent": "double"}, {"a": "or9", "b": "or9"})):
        for dtype in ("float64", None):
            group.add(["genfromtxt_repr", table, {"delimiter": ",", "converters": readers, "names": "a,b,c", "dtype": dtype}])
    for table, readers in product(READ, ({"1": "length"}, {"2": "upper"}, {"0": "length", "1": "upper"}, {"0": "double"}, {"1": "percent"}, {"1": "or9", "0": "percent"})):
        for options in ({}, {"autostrip": True}, {"names": "a,b,c"}, {"skip_header": 1}, {"missing_values": "x", "loose": False}, {"skip_footer": 1}):
            group.add(["genfromtxt_repr", table, {"delimiter": ",", "converters": readers, "dtype": None} | options])
    for table in TABLES:
        group.add(["genfromtxt_repr", table, {"usemask": True}])
    return group
