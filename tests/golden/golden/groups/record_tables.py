"""`numpy.lib.recfunctions` on tables: stacked, joined, filled, by names, and what they tell of dtypes."""

from ..answer import Group
from .record_functions import ALL, ROWS_OF

A = [["key", "i8"], ["b", "i8"], ["c", "f8"]]
B = [["key", "i8"], ["b", "f8"], ["d", "U3"]]
TABLES = {
    "left": ["value", [{"t": [1, 10, 0.5]}, {"t": [3, 30, 1.5]}, {"t": [2, 20, -2.5]}, {"t": [7, 70, 3.5]}], A, {}],
    "right": ["value", [{"t": [3, 0.25, "x"]}, {"t": [4, 0.75, "yy"]}, {"t": [1, 1.25, ""]}, {"t": [9, 2.0, "zzz"]}], B, {}],
    "narrow": ["value", [{"t": [2, "p"]}, {"t": [3, "q"]}], [["key", "i4"], ["e", "S2"]], {}],
    "texts": ["value", [{"t": ["b", 1]}, {"t": ["a", 2]}, {"t": ["c", 3]}], [["key", "U2"], ["n", "i2"]], {}],
    "texts2": ["value", [{"t": ["c", True]}, {"t": ["longer", False]}, {"t": ["a", True]}], [["key", "U6"], ["f", "?"]], {}],
    "pairs": ["value", [{"t": [1, 1, 5]}, {"t": [1, 2, 6]}, {"t": [2, 1, 7]}], [["k", "i4"], ["l", "i4"], ["v", "i4"]], {}],
    "pairs2": ["value", [{"t": [2, 1, 0.5]}, {"t": [1, 2, 1.5]}, {"t": [3, 1, 2.5]}], [["l", "i4"], ["k", "i4"], ["w", "f4"]], {}],
    "inner": ["value", [{"t": [1, {"t": [2, 3.5]}]}, {"t": [4, {"t": [5, 6.5]}]}], [["key", "i8"], ["n", [["x", "i2"], ["y", "f4"]]]], {}],
    "titled": ["value", [{"t": [1, 2]}, {"t": [3, 4]}], [["key", "i8"], [["T", "t"], "i4"]], {}],
    "boxed": ["value", [{"t": [3, [1, 2]]}, {"t": [5, [3, 4]]}], [["key", "i8"], ["box", "i4", [2]]], {}],
    "single": ["value", [{"t": [1]}, {"t": [5]}], [["key", "i8"]], {}],
    "empty": ["zeros_of", [0], A, {}],
    "turned": ["value", [{"t": [3, 1]}, {"t": [1, 2]}], [["key", ">i8"], ["m", ">i2"]], {}],
    "square": ["value", [[{"t": [1, 2]}, {"t": [3, 4]}], [{"t": [5, 6]}, {"t": [8, 7]}]], [["key", "i8"], ["s", "i4"]], {}],
    "plain": ["arange", "3"],
    "reals": ["linspace", "0", "1", 3],
    "one": ["value", {"t": [1, 2, 3.0]}, A, {}],
    "kinds": ["value", [{"t": [1, True, 1.5, {"c": "1+2j"}, {"b": "ab"}, "cd", 7]}], [["key", "i8"], ["o", "?"], ["f", "f4"], ["c", "c8"], ["s", "S3"], ["u", "U1"], ["i", "i1"]], {}],
    "doubles": ["value", [{"t": [1, 2.0]}, {"t": [3, 1.0]}, {"t": [1, 3.0]}, {"t": [2, 2.0]}, {"t": [3, 1.0]}, {"t": [1, 2.0]}, {"t": [4, 0.0]}], [["a", "i8"], ["b", "f8"]], {}],
    "deep": ["value", [{"t": [1, {"t": ["x", {"t": [2]}]}]}, {"t": [2, {"t": ["y", {"t": [2]}]}]}, {"t": [3, {"t": ["x", {"t": [1]}]}]}], [["a", "i8"], ["m", [["s", "U2"], ["z", [["d", "i4"]]]]]], {}],
}
DTYPES = [
    A, B, "i4", [["a", "i8"], ["b", [["ba", "f8"], ["bb", "i4"]]]], [["A", "i8"], ["B", [["BA", "i8"], ["BB", [["BBA", "i8"], ["BBB", "i8"]]]]]], [["a", [["b", [["c", [["d", "i1"]]]]]]]], [[["T", "a"], "i4"], ["b", "f8"]], [],
    [["a", "i4", [2]], ["b", [["c", "u1"]], [3]]], [["a", "i4"], ["b", [["a", "i4"], ["c", "f8"]]], ["c", "U2"]], {"record": [["x", "i2"], ["y", "f8"]]}, {"names": ["p", "q"], "formats": ["i4", "f8"], "offsets": [8, 0]},
    [["a", [["a", [["a", "i4"]]]]]], "(2,)f8", "U5",
]  # fmt: skip
FILLS = {"b": -1, "c": 2.5, "d": "no", "e": {"b": "?"}, "nowhere": 3}


def make():
    """Function by function."""
    rows = {name: ["value", ROWS_OF[name], dtype, {}] for name, dtype in ALL.items()}
    group = Group(rows | TABLES)
    for dtype in DTYPES + list(ALL.values()):
        for name in ("get_names", "get_names_flat", "flatten_descr", "get_fieldstructure"):
            group.add([name, dtype, {}])
    stacked(group)
    joined(group)
    doubled(group)
    filled(group)
    for name in [*ALL, "plain", "doubles", "kinds", "pairs"]:
        for function in ("mean", "sum", "max", "std", "any"):
            group.add(["apply_along_fields", function, name], in_full=True)
    return group


def stacked(group):
    """One table under another."""
    names = [name for name in TABLES if name not in ("deep", "one")]
    for first in names:
        for second in names:
            group.add(["stack_arrays", [first, second]])
            if (len(first) + len(second)) % 2:
                group.add(["stack_arrays", [first, second], {"autoconvert": True}])
    for tables in ([], ["left"], ["plain"], ["left", "right", "narrow"], ["left", "plain"], ["plain", "left"], ["left", "plain", "right"], ["plain", "single", "plain"], ["one", "left"], ["left", "narrow", "titled"]):
        for more in ({}, {"defaults": FILLS}, {"autoconvert": True}, {"autoconvert": True, "defaults": FILLS}):
            group.add(["stack_arrays", tables, more], in_full=True)


def joined(group):
    """Two tables side by side."""
    kinds = ("inner", "outer", "leftouter")
    tables = ["left", "right", "narrow", "inner", "boxed", "single", "empty", "turned", "square", "kinds"]
    for first in tables:
        for second in tables:
            for kind in kinds:
                group.add(["join_by", "key", first, second, {"jointype": kind}])
    for kind in (*kinds, "cross", ""):
        for first, second in (("texts", "texts2"), ("texts2", "texts"), ("texts", "left"), ("left", "titled"), ("titled", "left"), ("left", "plain"), ("plain", "left")):
            group.add(["join_by", "key", first, second, {"jointype": kind}], in_full=True)
        for key in (["k", "l"], ["l", "k"], ["k"], "l", ["k", "k"], [], ["k", "x"], "x"):
            if key != []:
                group.add(["join_by", key, "pairs", "pairs2", {"jointype": kind}], in_full=True)
        for one, two in (("", "2"), ("1", ""), ("", ""), ("_l", "_r")):
            group.add(["join_by", "key", "left", "right", {"jointype": kind, "r1postfix": one, "r2postfix": two}], in_full=True)
        group.add(["join_by", "key", "left", "right", {"jointype": kind, "defaults": FILLS}], in_full=True)
        group.add(["join_by", "key", "left", "inner", {"jointype": kind, "defaults": FILLS}], in_full=True)


def doubled(group):
    """What stands twice."""
    for name, keys in {"doubles": ["a", "b", "x"], "pairs": ["k", "l", "v"], "deep": ["a", "m", "s", "z", "d"], "left": ["key", "b"], "square": ["key", "s"], "inner": ["n", "x"], "texts": ["key"], "empty": ["key"], "plain": ["a"],
                       "points": ["x", "flag", "z"], "people": ["age", "name"]}.items():  # fmt: skip
        for key in [None, *keys]:
            if name == "empty" and key is None:
                continue
            group.add(["find_duplicates", name] if key is None else ["find_duplicates", name, key], in_full=True)
    for row in ([0], [1, 1], [2, 2, 2]):
        group.add(["find_duplicates", ["value", [{"t": [one, str(one)]} for one in row], [["a", "i4"], ["b", "U2"]], {}], "b"], in_full=True)


def filled(group):
    """Records filled from others."""
    names = ["left", "right", "narrow", "inner", "titled", "boxed", "single", "empty", "turned", "square", "plain", "one", "kinds", "texts"]
    for first in names:
        for second in names:
            fresh = {"to": ["copy", second]}
            if first != "plain" or second != "one":
                group.add(["recursive_fill_fields", first, "to"], fresh)
            group.add(["assign_fields_by_name", "to", first], fresh)
            group.add(["assign_fields_by_name", "to", first, False], fresh)
    group.add(["recursive_fill_fields", "left", ["zeros_of", [6], A, {}]], in_full=True)
    wanted = [A, B, [["b", "f4"], ["key", "u1"]], [["b", "f4"], ["new", "u1"]], [["n", [["y", "f8"], ["q", "i4"]]]], "f8", [["key", "U4"], ["none", "S3"]], [["d", "i4"]], {"names": ["c", "key"], "formats": ["f4", "i4"], "offsets": [8, 0]},
              [["key", "i8", [2]]], [], [["V", "V2"]], {"record": [["key", "i4"], ["b", "i4"]]}]  # fmt: skip
    for name in names:
        for dtype in wanted:
            group.add(["require_fields", name, dtype, {}], in_full=name in ("left", "inner"))
