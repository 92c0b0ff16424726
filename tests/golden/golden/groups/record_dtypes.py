"""Structured dtypes in their rarer forms: dicts by names, `np.record`, other names, some fields; orders of bytes; small matters of fields."""

from ..answer import Group
from .structured import DTYPES, FIELDS, ROWS

BY_NAME = [
    {"col": ["i1", 0], "c2": ["f4", 1]}, {"a": ["i4", 4], "b": ["i4", 0]}, {"a": ["i4", 0], "b": ["i2", 0], "c": ["i2", 2]}, {"a": ["i4", 0, "title"]}, {"a": ["i4", 0, "a"]}, {"a": ["i4", -1]}, {}, {"a": ["zz", 0]},
    {"a": ["i1", 0], "b": ["i4", 4]}, {"a": ["i1", 0], "b": ["i4", 1]}, {"a": ["i4", 0], "b": ["i4", 4, "a"]}, {"a": ["i4", 0, "t"], "t": ["i4", 0, "t"]}, {"x": [[["y", "u1"], ["z", ">f8"]], 3]}, {"m": [{"base": "f4", "shape": [2]}, 8], "s": ["S3", 0]},
    {"a": ["i4", 2147483648]}, {"a": ["?", 5], "b": ["c8", 16, "B"]},
]  # fmt: skip
DICTS = [
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": []}, {"names": [], "formats": [], "offsets": []}, {"names": ["a", "b"], "formats": ["i4"]}, {"names": ["a"], "formats": ["i4", "i4"]},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [0]}, {"names": ["a", "b"], "formats": ["i4", "f8"], "titles": ["x"]}, {"names": ["a", "b"], "formats": ["i4", "f8"], "titles": ["x", None]},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "titles": ["x", "x"]}, {"names": ["a", "b"], "formats": ["i4", "f8"], "titles": ["b", "x"]}, {"names": ["a", "b"], "formats": ["i4", "f8"], "titles": ["a", "x"]},
    {"names": ["a", "a"], "formats": ["i4", "f8"]}, {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [0, 8], "itemsize": 12}, {"names": ["a", "b"], "formats": ["i4", "f8"], "itemsize": 12},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "itemsize": 11}, {"names": ["a", "b"], "formats": ["i4", "f8"], "itemsize": 20, "aligned": True}, {"names": ["a", "b"], "formats": ["i4", "f8"], "itemsize": 24, "aligned": True},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "itemsize": -4}, {"names": ["a", "b"], "formats": ["i4", "f8"], "itemsize": 0}, {"names": [], "formats": [], "itemsize": 5}, {"names": [], "formats": []},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [0, -1]}, {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [0, 1099511627776]}, {"names": ["a"], "formats": ["i4"], "itemsize": 2147483648},
    {"names": ["a"], "formats": ["i4"], "offsets": [2147483643]}, {"names": ["a", "b"], "formats": ["i4", "f8"], "aligned": True}, {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [0, 4], "aligned": True},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "aligned": False}, {"names": ["a", ""], "formats": ["i4", "f8"]}, {"names": ["", "f0"], "formats": ["i4", "f8"]}, {"names": ["a"], "formats": ["S"]}, {"names": ["a"], "formats": ["zz"]},
    {"names": ["a", "b"], "formats": ["i4", {"base": "f8", "shape": [2]}], "offsets": [8, 0], "titles": ["T", None], "itemsize": 40}, {"names": ["a", "b"], "formats": ["zz", "f8"], "offsets": [-1, 0]},
    {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [8, 0], "itemsize": 16, "aligned": True}, {"names": ["a", "b", "c"], "formats": ["u1", "i2", "f8"], "offsets": [0, 0, 0]}, {"names": ["a"], "formats": ["i4"], "offsets": [3], "itemsize": 7},
    {"names": ["a"], "formats": ["i4"], "offsets": [3], "itemsize": 6}, {"names": ["a", "b"], "formats": ["u1", "i4"], "offsets": [4, 0], "aligned": True, "itemsize": 6},
]  # fmt: skip
LISTS = [
    [["a", "i4"], ["a", "i4"]], [["a", "i4"], [["a", "b"], "i4"]], [[["a", "a"], "i4"]], [["a", "i4", [-1]]], [["a", "i4", []]], [], [["", "i4"], ["f0", "i4"]], [["f1", "i4"], ["", "i4"]], [["a", [["b", "i4"]], [2]]],
    [["a", "S", [4]]], [["a", "S", []]], [[["x", "y"], "i4"], [["z", "w"], "f8"]], [[["x", "y"], "i4"], [["x", "w"], "f8"]], [[["x", "y"], "i4"], ["x", "f8"]],
]  # fmt: skip
COUNTED = [
    {"base": "S", "shape": 4}, {"base": "U", "shape": 4}, {"base": "V", "shape": 4}, {"base": ">U", "shape": 3}, {"base": "S", "shape": -1}, {"base": "S", "shape": 0}, {"base": "U", "shape": 1073741824}, {"base": "i4", "shape": 3}, {"base": "i4", "shape": 1},
    {"base": "i4", "shape": -1}, {"base": "i4", "shape": [1]}, {"base": "i4", "shape": [2, -1]}, {"base": "S", "shape": [4]}, {"base": "U", "shape": []}, {"base": "S3", "shape": 0}, "2S", "2S,i4", "(2,)S", "3i4", {"base": "i4,f8", "shape": 2}, {"base": {"record": "i4,f8"}, "shape": [2]},
]  # fmt: skip
CLASSES = [
    {"record": "i4,f8"}, {"record": "i4"}, {"record": []}, {"void": {"record": "i4,f8"}}, {"void": "f8"}, {"void": "i4,i2"}, {"record": {"record": [["a", "i4"]]}}, [["x", {"record": [["a", "i4"], ["b", "f8"]]}], ["y", "i2"]],
    {"record": {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [8, 0], "itemsize": 24}}, {"record": [["a", "i4", [2]], [["T", "b"], ">f8"]]}, {"record": "S3"}, {"record": [["n", [["m", "U2"]]]]}, {"record": {"by_name": {"q": ["u1", 3]}}},
]  # fmt: skip
ATTRIBUTES = ("names", "fields", "itemsize", "alignment", "descr", "isalignedstruct", "isnative", "str", "byteorder", "name", "type", "kind", "num", "isbuiltin", "shape", "base", "subdtype", "ndim", "hasobject", "len")
NAMES = [["a", "b"], ["a"], ["a", "a"], ["y", "x"], ["", ""], ["a", ""], [], ["T", "U"], ["a", "b", "c"]]
UNIONS = [
    {"union": ["i4", [["a", "i2"], ["b", "i2"]]]}, {"union": ["i4", "i2,i2"]}, {"union": ["i4", {"by_name": {"real": ["i2", 0], "imag": ["i2", 2]}}]}, {"union": ["i4", [["a", "i2"]]]}, {"union": ["i4", [["a", "i8"]]]}, {"union": ["f8", "i8"]},
    {"union": ["f8", [["a", "u1", [8]]]]}, {"union": ["S4", [["a", "u1", [4]]]]}, {"union": ["U1", [["a", "u1", [4]]]]}, {"union": ["V4", [["a", "u1", [4]]]]}, {"union": ["i4,i4", [["a", "u1", [8]]]]}, {"union": [">i4", [["a", "i2"], ["b", "i2"]]]},
    {"union": ["i4", ">i4"]}, {"union": ["i4", "f4"]}, {"union": ["c8", [["real", "f4"], ["imag", "f4"]]]}, {"union": ["f2", [["a", "u1"], ["b", "u1"]]]}, {"union": ["?", [["a", "u1"]]]}, {"union": ["i4", []]}, {"union": [[["a", "i2"]], "i2"]},
    {"union": ["S", [["a", "u1", [4]]]]}, {"union": ["u8", {"names": ["low", "all"], "formats": ["u4", "u8"], "offsets": [0, 0]}]}, [["x", {"union": ["i4", "i2,i2"]}], ["y", "u1"]], {"base": {"union": ["i4", "i2,i2"]}, "shape": [2]},
    {"void": {"union": ["i4", "i2,i2"]}}, {"record": {"union": ["i4", "i2,i2"]}},
]  # fmt: skip
FIELDED = [[["x", "i8"], ["y", "f4"]], [[["T", "x"], "i8"], ["y", "f4"]], [[["T", "x"], "i8"], [["U", "y"], "f4"]], {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [8, 0]}, {"record": "i8,f4"}, [["x", "i8"], ["y", [["u", "i4"]]]], [],
           "i4", {"base": "i4", "shape": [2]}, {"names": ["a", "b"], "formats": ["i1", "f8"], "aligned": True}]  # fmt: skip


def make():
    """Dtypes first, then fields of arrays."""
    shared = {name: ["value", ROWS[name], dtype, {}] for name, dtype in DTYPES.items()}
    shared |= {f"{name}_grid": ["value", [ROWS[name], ROWS[name]], dtype, {}] for name, dtype in DTYPES.items()}
    shared |= {f"{name}_zero": ["value", ROWS[name][0], dtype, {}] for name, dtype in DTYPES.items()}
    group = Group(shared)
    for given in [*({"by_name": one} for one in BY_NAME), *DICTS, *LISTS, *COUNTED, *CLASSES]:
        for align in (False, True):
            group.add(["dtype", given, align])
            group.add(["dtype_str", given, align])
        group.add(["fields_told", given, {}] if given not in COUNTED and given not in CLASSES else ["dtype_attribute", given, "base"])
    for given in [{"by_name": BY_NAME[2]}, {"by_name": BY_NAME[13]}, *CLASSES, DICTS[33], DICTS[15], LISTS[8], *FIELDED]:
        for attribute in ATTRIBUTES:
            # Of raw bytes the engine does not remember the class.
            if attribute not in ("name", "type") or given not in ({"record": "i4"}, {"record": "S3"}):
                group.add(["dtype_attribute", given, attribute])
    for given in FIELDED + CLASSES:
        for names in NAMES:
            group.add(["with_names", given, names])
        for names in (["x"], ["y", "x"], ["x", "x"], ["q"], [], ["T"], ["b"], ["f1", "f0"], ["a"]):
            group.add(["with_fields", given, names])
    united(group)
    turned(group)
    of_class(group)
    picked(group)
    spread(group)
    listed(group)
    bytes_without(group)
    return group


def united(group):
    """Numbers that are seen as fields too."""
    for given in UNIONS:
        for align in (False, True):
            group.add(["dtype", given, align])
            group.add(["dtype_str", given, align])
        for attribute in ATTRIBUTES:
            # What came to be without fields after all is an ordinary dtype here.
            if attribute != "isbuiltin" or given not in ({"union": ["f8", "i8"]}, {"union": ["i4", ">i4"]}, {"union": ["i4", "f4"]}):
                group.add(["dtype_attribute", given, attribute])
        group.add(["newbyteorder", given, "="])
        for names in (["p", "q"], ["p"], ["p", "p"]):
            group.add(["with_names", given, names])
        group.add(["with_fields", given, ["a"]])
        group.add(["dtype_field", given, "a"])
        group.add(["dtype_field", given, 0])
    for base, fields, other in (("i4", [["a", "i2"], ["b", "i2"]], "f8"), ("f8", [["a", "u1", [8]]], "i4"), ("u8", {"names": ["a", "b"], "formats": ["u4", "u8"], "offsets": [0, 0]}, "i2"), ("S4", [["a", "u1", [4]]], "U4"), ("f2", [["a", "u1"], ["b", "u1"]], "f8"), (">i4", [["a", "i2"], ["b", "i2"]], "i4")):
        dtype = {"union": [base, fields]}
        names = {"x": ["cast_to", ["reshape", ["arange", "6"], [2, 3]], dtype, {}], "z": ["zeros_of", [3], dtype, {}], "n": ["zeros_of", [2], [["k", dtype], ["l", "u1"]], {}]}
        for source in ("x", "z", ["T", "x"], ["index", "x", ["::-1", "::2"]], ["index", "x", [0]], ["index", "x", [1, 2]]):
            group.add(source if isinstance(source, str) else ["copy", source], names, in_full=True)
            group.add(["cast_to", source, other, {}], names, in_full=True)
            group.add(["tolist", source], names)
            if source == ["index", "x", [1, 2]]:
                # A scalar of NumPy's has no fields; the engine's array without axes has.
                continue
            group.add(["field", source, "a"], names, in_full=True)
            group.add(["fields", source, ["a"]], names, in_full=True)
            group.add(["field", source, "q"], names)
            group.add(["view", source, base], names, in_full=True)
        group.add(["set", "z", ["..."], ["index", "x", [1]]], names, in_full=True)
        group.add(["set", ["field", "z", "a"], [0], ["value", 1]], names, in_full=True)
        group.add(["field", "n", "k"], names, in_full=True)
        group.add(["field", ["field", "n", "k"], "a"], names, in_full=True)
        group.add("n", names, in_full=True)
        group.add(["put_value", "n", [0], {"t": [1, 2]}, {}], names, in_full=True)
        group.add(["zeros_like", "x"], names, in_full=True)
        group.add(["ravel", "x", "F"], names, in_full=True)
        group.add(["reshape", "x", [3, 2]], names, in_full=True)
        group.add(["rec", ["view", "z"]], names)
        group.add(["rec", ["view", "z"], ["attribute", "a"]], names)
        if base != "S4":
            group.add(["equal", "x", "x"], names, in_full=True)
            group.add(["equal", "x", ["py", "3"]], names, in_full=True)
            group.add(["max", "x"], names, in_full=True)
            group.add(["sort", "x"], names, in_full=True)
            group.add(["argsort", "x"], names, in_full=True)


def turned(group):
    """Every argument of `newbyteorder`, and the text of its result."""
    for dtype in (">i4", "<i4", "=i4", "i4", "u1", ">U3", "U3", "S3", "?", "f8", ">f8", "V3", ">c8", "f2", ">f2", "c16", "i,>i", {"base": ">i4", "shape": [2]}, [["a", ">i4"]], {"record": "i4,>f8"}):
        group.add(["newbyteorder", dtype, {}])
        for order in ("S", "s", "<", ">", "=", "|", "little", "big", "native", "swap", "ignore", "x", "I", "N", "L", "B", ""):
            group.add(["newbyteorder", dtype, order])


def of_class(group):
    """Arrays of `np.record`: texts, casts, copies, joined."""
    record, void = {"record": [["a", "i4"], ["b", "f8"]]}, [["a", "i4"], ["b", "f8"]]
    nested = [["x", record], ["y", "i2"]]
    rows = [{"t": [1, 2.5]}, {"t": [3, -4.0]}]
    names = {"r": ["value", rows, record, {}], "v": ["value", rows, void, {}], "n": ["value", [{"t": [one, 7]} for one in rows], nested, {}], "z": ["value", rows[0], record, {}]}
    for name in names:
        for run in (name, ["index", name, ["..."]], ["copy", name], ["zeros_like", name], ["ravel", name], ["view", name, "u1"], ["tolist", name], ["equal", name, name], ["printed", name, {"linewidth": 30}]):
            group.add(run, names, in_full=True)
        for dtype in (record, void, nested, [["a", "f4"], ["b", "U5"]]):
            group.add(["cast_to", name, dtype, {}], names, in_full=True)
            group.add(["set", ["zeros_of", [2], dtype, {}], ["..."], name], names, in_full=True)
    for index in ([0], [-1], ["::-1"]):
        for name in ("r", "n", "v"):
            group.add(["index", name, index], names, in_full=True)
    for field in ("a", "x", "b", "q"):
        for name in ("r", "n", "z"):
            group.add(["field", name, field], names, in_full=True)
            group.add(["fields", name, [field]], names, in_full=True)
    group.add(["field", ["index", "n", [0]], "x"], names, in_full=True)
    group.add(["concatenate", ["r", "v"]], names, in_full=True)
    group.add(["concatenate", ["v", "r"]], names, in_full=True)
    group.add(["concatenate", ["r", "r"]], names, in_full=True)
    group.add(["repack_fields", "r"], names, in_full=True)
    group.add(["sort_by", "r", "b"], names, in_full=True)
    for left, right in ((record, void), (void, record), (nested, nested[:1])):
        group.add(["joined_type", left, right, {}])
        group.add(["dtype_compare", left, "==", right, {}])
        group.add(["castable", left, right, "no"])
        group.add(["castable", left, right, "equiv"])


def picked(group):
    """Lists of fields: in any order, none, unknown ones, titles; of records that were aligned."""
    for name, fields in FIELDS.items():
        for source in (name, f"{name}_grid", f"{name}_zero"):
            for names in ([], fields[:1], fields[::-1], [*fields[:1], "nowhere"], fields[:1] * 2):
                group.add(["fields", source, names], in_full=True)
                group.add(["fields", ["T", source], names])
            group.add(["fields", ["fields", source, fields[:2][::-1]], fields[:1]])
    aligned = ["zeros_of", [2], {"names": ["f0", "f1", "f2"], "formats": ["i1", "V3", "i4"], "aligned": True}, {}]
    for names in (["f0", "f2"], ["f2"], ["f0"], [], ["f2", "f0"]):
        group.add(["fields", aligned, names], in_full=True)
    for source in (["arange", "3"], ["zeros_of", [], "i4", {}], ["zeros_of", [2, 3], "U2", {}]):
        for names in ([], ["a"]):
            group.add(["fields", source, names], in_full=True)


def spread(group):
    """Subarrays cast to single elements, and to subarrays of other shapes."""
    shapes = [[2], [1], [3], [2, 2], [1, 2], [2, 1], [0], [3, 2], [2, 0], [2, 1, 2]]
    for base in ("i4", "f8", ">i2", "S2", "U2", "?"):
        for shape in shapes:
            count = 2
            for extent in shape:
                count *= extent
            source = ["cast_to", ["reshape", ["cast_to", ["arange", str(count)], base, {}], [2, *shape]], base, {}]
            made = ["put_field_array", ["zeros_of", [2], [["a", base, shape]], {}], "a", source]
            for target in ("U6", "S4", "f8", "?", [["q", "U5"]], [["q", "f4"]], [["q", "i4", [1]]], [["q", "f4", [2]]], [["q", "S3", [3]]], [["q", "i8", [2, 2]]], [["q", "i2", [3, 1, 2]]]):
                if base in ("i4", "S2") or shape in ([2], [2, 2]):
                    group.add(["cast_to", made, target, {}])
    words = ["value", [{"t": [["ab", "c"], 1]}], [["a", "S2", [2]], ["b", "i4"]], {}]
    for target in ([["q", "i4"], ["b", "i8"]], [["q", "U9"], ["b", "i8"]], [["q", "f8", [2]], ["b", "i8"]], [["q", "S1"], ["b", "U3"]]):
        group.add(["cast_to", words, target, {}], in_full=True)
        group.add(["set", ["zeros_of", [1], target, {}], ["..."], words], in_full=True)


def listed(group):
    """`tolist` of records with several elements in a field."""
    for dtype in (
        [["a", ">i4", [2]], ["b", "V3"]], [["c", "V3", [2]], ["d", "U2", [2, 2]]], [["e", "?", [2]], ["f", "S2", [1]]], [["a", "f4", [2]], ["b", [["c", "i2"], ["d", "i2", [2]]]]], [["a", "f4", [0]], ["b", [["c", "i2"], ["d", "i2", [2]]], [2]]],
        [["a", ">U3", [2]], ["b", "f2", [2]]], [["a", "c8", [2, 1]]], [["a", "f8", [2]]], [["a", "i8", [3]], ["b", "i8"]], "V3", "V0", [], [["a", "V0"], ["b", "i4"]], [["a", {"record": "i4,f8"}, [2]]], {"record": [["a", "u1", [3]]]},
    ):  # fmt: skip
        for make in ("zeros_of", "ones_of"):
            for shape in ([2], [], [1, 2], [0]):
                if make == "zeros_of" or "V" not in str(dtype):
                    group.add(["tolist", [make, shape, dtype, {}]])
        group.add(["item_at", ["zeros_of", [2], dtype, {}], 0])


def bytes_without(group):
    """Elements without bytes: flags and strides of what is made, and of views."""
    for dtype in ("V0", []):
        for shape in ([2, 3], [2, 0], [1, 1], [3], [0], [2, 1, 3], [], [1, 3]):
            made = ["zeros_of", shape, dtype, {}]
            group.add(made)
            group.add(["T", made])
            group.add(["copy", made])
            group.add(["index", made, ["..."]])
            group.add(["ravel", made])
