"""Edges of records: rows under plain formats, bytes between aligned fields, elements without bytes, single elements that take arrays, files, keys of several."""

from ..answer import Group

ROWS = [
    [{"t": [1, 2]}, {"t": [3, 4]}], [{"t": [1]}, {"t": [3]}], [{"t": [1, 2, 3]}], [[1, 2], [3, 4]], [{"t": ["a", 1]}], [{"t": [{"t": [1, 2]}, 3]}], [{"t": [1.5, 2.5]}, {"t": [3, 4]}], [{"t": []}], [{"b": "ab"}],
    [{"t": [{"b": "abcd"}]}], [{"t": [{"b": "abcd"}, {"b": "ef"}]}], [{"t": [True, False]}],
]  # fmt: skip
ASKED = [
    {"dtype": "i4"}, {"dtype": "S3"}, {"dtype": "U2"}, {"dtype": "V4"}, {"dtype": "?"}, {"dtype": "V"}, {"formats": "i4"}, {"formats": "f8", "names": "a"}, {"formats": ["i4"]}, {"formats": "i4", "names": "a,b"}, {"formats": "(2,)i4"},
    {"formats": "i4,i4", "shape": [1]}, {"formats": "3i4"}, {"dtype": {"record": "i4"}}, {"dtype": {"base": "i4", "shape": [2]}}, {"dtype": {"order": ["i4", "<"]}},
]  # fmt: skip
ALIGNED = [
    {"names": ["a", "b"], "formats": ["i1", "f8"], "aligned": True}, {"names": ["a", "b", "c"], "formats": ["i1", "i4", "i2"], "aligned": True}, {"names": ["a"], "formats": ["i4"], "offsets": [4], "itemsize": 12},
    [["x", {"names": ["a", "b"], "formats": ["i1", "f8"], "aligned": True}], ["y", "i2"]], {"names": ["a", "b"], "formats": ["S3", "U2"], "aligned": True}, {"names": ["a", "b"], "formats": [{"base": "i2", "shape": [3]}, "f8"], "aligned": True},
]  # fmt: skip
SHAPES = [[2, 3], [2, 0], [0, 2], [1, 1], [3], [0], []]
BYTES = "\x01\x02\x03\x04\x05\x06\x07\x08\x09\x0a\x0b"


def make():
    """One edge after another."""
    group = Group()
    for value in ROWS:
        for asked in ASKED:
            for maker in ("array", "fromrecords"):
                if maker == "array" or asked in ASKED[:4]:
                    run = [maker, {"value": value} if maker == "array" else value, asked]
                    group.add(["rec", run])
                    group.add(["rec", run, ["attribute", "a"]])
    between(group)
    without_bytes(group)
    single(group)
    files(group)
    keys(group)
    return group


def between(group):
    """What lies between aligned fields."""
    for dtype in ALIGNED:
        for maker in ("ones_of", "zeros_of"):
            for shape in ([2], [], [2, 0]):
                one = [maker, shape, dtype, {}]
                group.add(one, in_full=True)
                for name in ("copy", "T", "ravel", "tolist", "zeros_like", "repack_fields", "sort", "ones_like"):
                    if shape or name != "sort":
                        group.add([name, one])
                group.add(["==", one, one])
                group.add(["cast_to", one, ALIGNED[0], {}])
                if "names" in dtype:
                    group.add(["fields", one, dtype["names"][:1]])
                    group.add(["field", one, dtype["names"][-1]])
        # The engine fills them with zeros, whatever is put into the fields.
        group.add(["view", ["zeros_of", [2], dtype, {}], "u1"])


def without_bytes(group):
    """Axes without length, elements without bytes."""
    for dtype in ("V0", [], "S0", "U0", [["a", "V0"]], [["a", []]], [["a", "i4", [0]]], [["a", "i4"], ["b", "V0"]], "i4", "V3", [["a", "i4"]], [["a", "f8", [2, 0]], ["b", "u1"]]):
        raw = dtype in ("V0", [], [["a", "V0"]], [["a", []]], [["a", "i4", [0]]])
        for shape in SHAPES:
            made = ["zeros_of", shape, dtype, {}]
            group.add(made)
            for name in ("T", "copy", "ravel", "flatten", "zeros_like", "tolist", "flip", "argsort"):
                if name != "argsort" or shape:
                    group.add([name, made])
            group.add(["index", made, ["..."]])
            group.add(["==", made, made])
            if not raw:
                # Of elements without bytes NumPy remembers how the array was made.
                for order in ("F", "A"):
                    group.add(["copy", made, order])
                    group.add(["ravel", made, order])
                    group.add(["reshape", made, [*shape, 1], order])
                group.add(["concatenate", [made, made]])
                group.add(["expand_dims", made, 0])
        for target in ("V2", "S", "U", "S3", "i4"):
            for shape in ([2], [0], []):
                group.add(["cast_to", ["zeros_of", shape, dtype, {}], target])
    for dtype in ([["a", "i4"], ["b", "i4"]], [["a", [["b", "i4"]]]], [["a", "i4", [2]]], [["a", "U3"]], [["a", "f8"]], [["a", [["x", "i4"], ["y", "i4"]]]]):
        for target in ("S", "U", "S8", "V8", "V", "U2", "V4"):
            for shape in ([2], [0], []):
                group.add(["cast_to", ["zeros_of", shape, dtype, {}], target])


def single(group):
    """`a[0] = b` of an array with axes."""
    pair, other = [["a", "i4"], ["b", "f8"]], [["x", "i4"], ["y", "i4"]]
    values = [["index", ["ones_of", [3], pair, {}], [part]] for part in ("1:2", "1:3", ":0")] + [["reshape", ["index", ["ones_of", [3], pair, {}], ["1:2"]], [1, 1]], ["ones_of", [], pair, {}]]
    values += [["ones", [1]], ["ones", [2]], ["ones", []], ["ones", [1, 1]], ["value", [{"b": "1"}]], ["value", ["x"]], ["ones_of", [1], other, {}], ["zeros_of", [1], [["x", "i4"]], {}], ["value", [{"b": "ab"}, {"b": "c"}], "V2"], ["arange", "2"], ["ones_of", [1], [["x", "i4", [2]]], {}], ["zeros_of", [1], "V4"]]
    for dtype in (pair, [["a", "i4"]], [["a", "i4", [2]]], [["a", pair]], "V4", "V2", [], "i4", "U3", "S3", "f8", {"record": pair}):
        for value in values:
            for index in ([0], ["1:2"]):
                group.add(["set", ["zeros_of", [3], dtype, {}], index, value])


def files(group):
    """A file's bytes as records."""
    for dtype in ("u1,u1", "u1,u1,u1", ">i2,u1", "V0", []):
        for shape in (None, 2, [2], -1, [-1], [2, -1], [-1, 2], [-2], [-1, -1], [0], [], 5, 6, [2, 2], [0, -1]):
            for offset in (0, 1, 11, 12) if dtype == "u1,u1" else (0, 12):
                asked = {"dtype": dtype, "offset": offset} | ({} if shape is None else {"shape": shape})
                group.add(["rec", ["fromfile", BYTES, asked]])
    for given in ({"names": "a"}, {"formats": "u1,u1", "names": "a,b"}, {"formats": ["i2", "u1"], "names": ["a"], "byteorder": ">"}, {"formats": "u1,i2", "aligned": True}):
        group.add(["rec", ["fromfile", BYTES, given]])
        group.add(["rec", ["fromfile", BYTES, given], ["attribute", "a"]])
    group.add(["rec", ["fromfile", BYTES, {"formats": "u1,u1"}], ["put", "f1", 3]])


def keys(group):
    """`find_duplicates` by keys of several elements."""
    for shape in ([2], [1], [3], [2, 2], [1, 1], [0]):
        dtype = [["k", "i4"], ["v", "i4", shape], ["w", "f8", shape]]
        for count in (0, 1, 3):
            rows = ["cast_to", ["arange", str(count)], dtype, {}]
            for key in ("k", "v", "w"):
                group.add(["find_duplicates", rows, key])
                group.add(["find_duplicates", ["concatenate", [rows, rows]], key])
