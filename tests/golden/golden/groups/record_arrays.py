"""`np.rec`: record arrays made of arrays, rows, bytes and anything, their fields as attributes, views, texts, refusals."""

from ..answer import Group
from .structured import DTYPES, FIELDS, ROWS

PAIRS = [{"t": [1, 2.5]}, {"t": [3, -4.0]}, {"t": [5, 0.125]}]
OWN = ["T", "shape", "size", "data", "mean", "field", "view", "dtype", "item", "sort", "dot", "ctypes", "partition", "tolist", "flags", "base"]
COLUMNS = {
    "whole": ["value", [1, -2, 3]], "real": ["value", [1.5, 2.0, -3.25]], "words": ["value", ["a", "dd", "xyz"]], "raw": ["value", [{"b": "ab"}, {"b": ""}, {"b": "c"}]],
    "truth": ["value", [True, False, True]], "two": ["value", [1, 2]], "grid": ["reshape", ["arange", "6"], [3, 2]], "lone": ["value", 7], "half": ["value", 2.5],
    "big": ["cast_to", ["arange", "3"], ">i4", {}], "nothing": ["value", []],
}  # fmt: skip
FORMATS = ["i4, f8", "i4,f8,i1", ["i4", "f8"], ["i4", {"base": "f8", "shape": [2]}], "f8", "(2,)f8", ">i2, S3, U2", [], {"names": ["p", "q"], "formats": ["i4", "f8"], "offsets": [8, 0]},
           ["i4", "zz"], None, "i1,f8", ["?", "c8", "V2"]]  # fmt: skip


def make():
    """Each way to make one, then what is asked of it."""
    shared = {}
    for name, dtype in DTYPES.items():
        shared[name] = ["value", ROWS[name], dtype, {}]
        shared[f"{name}_grid"] = ["value", [ROWS[name], ROWS[name][::-1]], dtype, {}]
        shared[f"{name}_zero"] = ["value", ROWS[name][0], dtype, {}]
    shared |= COLUMNS | {"shadow": ["value", [{"t": list(range(len(OWN)))}], [[name, "i4"] for name in OWN], {}]}
    shared["inner"] = ["value", [{"t": [1, {"t": [2, 3.5]}]}, {"t": [4, {"t": [5, -0.5]}]}], [["a", "i4"], ["n", {"record": [["x", "i2"], ["y", "f4"]]}]], {}]
    shared["boxes"] = ["value", [{"t": [[{"t": [1, 2]}, {"t": [3, 4]}], "ab"]}], [["b", "i4,u1", [2]], ["s", "U2"]], {}]
    group = Group(shared)
    for name in [*DTYPES, "inner", "boxes"]:
        for source in (name, f"{name}_grid", f"{name}_zero") if name in DTYPES else (name,):
            seen(group, source, FIELDS.get(name, ["a", "n", "b", "s"]))
    plain(group)
    own(group)
    parsed(group)
    from_arrays(group)
    from_records(group)
    from_bytes(group)
    of_anything(group)
    printed(group)
    return group


def seen(group, source, fields):
    """Views, fields by attribute and by index, single records."""
    start = ["view", source]
    group.add(["rec", start])
    for field in [*fields, "q"]:
        group.add(["rec", start, ["attribute", field]])
        group.add(["rec", start, ["get", field]])
        group.add(["rec", start, ["field", field]])
        group.add(["rec", start, ["index", [0]], ["attribute", field]])
        group.add(["rec", start, ["index", [0]], ["get", field]])
        group.add(["rec", start, ["index", ["::-1"]], ["attribute", field]])
        if field in fresh_fields(fields, source):
            group.add(["rec", ["view", "fresh"], ["put", field, 1], ["attribute", field]], {"fresh": ["copy", source]})
    for number in (0, 1, -1, 5, -9):
        group.add(["rec", start, ["field", number]])
    for index in ([0], [-1], [":1"], ["..."], ["newaxis"], [9], [], ["...", 0], ["1:1"]):
        group.add(["rec", start, ["index", index]])
    for names in (fields[:1], fields[1::-1], [], ["q"], fields[:1] * 2):
        group.add(["rec", start, ["fields", names]])
    group.add(["rec", start, ["ndarray"]])
    group.add(["rec", start, ["copy"]])
    group.add(["rec", start, ["index", [0]], ["pprint"]])
    # What lies between fields is nobody's business.
    for dtype in ("u1", "i8", "i4,i4", {"record": "i4, i4"}, "V4") if "gaps" not in source else ():
        if dtype != "V4":
            group.add(["rec", start, ["view", dtype]])
        group.add(["rec", start, ["ndarray_of", dtype]])


def fresh_fields(fields, source):
    """The fields that a record array has, for which 1 is a value."""
    if source == "inner":
        return ["a", "n"]
    return ["s"] if source == "boxes" else fields


def plain(group):
    """Record arrays of plain dtypes, and what has no records."""
    for source in COLUMNS:
        group.add(["rec", ["view", source]])
        group.add(["rec", ["view", source], ["index", [0]]])
        group.add(["rec", ["view", source], ["index", ["..."]]])
        group.add(["rec", ["view", source], ["attribute", "x"]])
        group.add(["rec", ["view", source], ["field", "x"]])
        group.add(["rec", ["view", source], ["field", 0]])
        group.add(["rec", ["view", source], ["get", "x"]])
    for shape in ([0], [0, 2], [2, 0], [], [1, 1]):
        for dtype in (DTYPES["people"], DTYPES["gaps"], "i4", "U2", "V3"):
            group.add(["rec", ["view", ["zeros_of", shape, dtype, {}]]])
        # What NumPy finds in memory is nobody's business either.
        group.add(["rec", ["recarray", shape, {"dtype": "i4, f8"}], ["dtype"]])
        group.add(["rec", ["recarray", shape, {"formats": "i4, f8", "names": "x,y", "byteorder": ">"}], ["dtype"]])
        group.add(["rec", ["recarray", shape, {"formats": "i1, f8", "names": ["x"], "titles": ["T"], "aligned": True}], ["dtype"]])
    group.add(["rec", ["recarray", [2], {"names": "a"}]])


def own(group):
    """Every array's own attributes come first."""
    for name in OWN:
        group.add(["rec", ["view", "shadow"], ["attribute", name]])
        group.add(["rec", ["view", "shadow"], ["get", name]])
        group.add(["rec", ["view", "shadow"], ["field", name]])
    for name in ("T", "shape", "mean", "item"):
        group.add(["rec", ["view", "shadow"], ["index", [0]], ["attribute", name]])


def parsed(group):
    """`format_parser`."""
    for formats in FORMATS:
        for names in ("", "a,b", ["a", "b", "c", "d"], " a , b ", ["a", "a"], ["f1"]):
            group.add(["format_parser", formats, names, []])
        for titles in (["T"], [" T1 ", "T2", "T3", "T4"], ["a", "x"], ["b", "x"], ["f0"]):
            group.add(["format_parser", formats, "a,b", titles])
        group.add(["format_parser", formats, "", [], True])
        for order in ("b", "L", "=", ">", "swap", "ignore", "x", "native", "I", ""):
            group.add(["format_parser", formats, "", [], False, order])


def from_arrays(group):
    """A field for each array."""
    sets = [["whole", "real", "words"], ["whole", "two"], ["grid", "whole"], ["whole", "grid"], ["grid", "grid"], ["lone", "half"], ["lone", "whole"], ["nothing", "nothing"], ["people", "real"],
            ["big", "raw", "truth"], ["words", "words"], ["points", "whole"], []]  # fmt: skip
    options = [{}, {"names": "a,b,c"}, {"names": ["x"]}, {"names": ["x", "x"]}, {"dtype": "f4, U5"}, {"dtype": "(2,)i4, f8"}, {"dtype": "i4, (2,)f8"}, {"dtype": "i4"}, {"dtype": "i8,f8,U3"},
               {"dtype": {"record": "i2, i2"}}, {"formats": "i2, f8", "byteorder": ">"}, {"formats": ["i1", "f8"], "names": "p,q", "aligned": True}, {"shape": 3}, {"shape": [3, 1]}, {"shape": 2}, {"shape": [0]},
               {"names": "a,b", "titles": ["A", "B"]}, {"dtype": "S1, S1"}, {"dtype": "?, V3"}]  # fmt: skip
    for arrays in sets:
        for given in options:
            if arrays or "shape" not in given:
                group.add(["rec", ["fromarrays", arrays, given]])
        group.add(["rec", ["fromarrays", arrays, {"names": "a,b,c"}], ["attribute", "b"]])
        group.add(["rec", ["fromarrays", arrays, {"names": "a,b,c"}], ["index", [0]]])


def from_records(group):
    """A record for each row."""
    rows = [
        [{"t": [456, "dbe", 1.2]}, {"t": [2, "de", 1.3]}], PAIRS, [{"t": [1, "a"]}, {"t": ["b", 2.5]}], [[1, 2], [3, 4]], [{"t": [1, 2]}, {"t": [3]}], [1, 2], [["a", 1], ["b", 2]], [],
        [[{"t": ["a", 1]}, {"t": ["b", 2]}], [{"t": ["c", 3]}, {"t": ["d", 4]}]], [{"t": [1, {"t": [2, 3]}]}, {"t": [4, {"t": [5, 6]}]}], [{"t": [True, {"b": "x"}, {"c": "0+1j"}]}], {"t": [{"t": [1, 2]}, {"t": [3, 4]}]},
        [{"t": [1099511627776, 300]}], [{"t": [1]}, {"t": [2]}], [{"t": []}],
    ]  # fmt: skip
    options = [{}, {"names": "a,b,c"}, {"names": "a,a"}, {"names": "a,b", "titles": ["A", "B"]}, {"dtype": "i4, f8"}, {"dtype": "U3, i4"}, {"dtype": "i1, u1"}, {"formats": "i4, f8", "names": ["p", "q"]},
               {"formats": ["f4", "U2"], "byteorder": ">"}, {"dtype": "i4, f8", "shape": 2}, {"dtype": "i4, f8", "shape": [2, 1]}, {"dtype": "i4, f8", "shape": 3}, {"dtype": [["a", "i4"], ["b", "i4,i4"]]},
               {"dtype": {"record": "i4, f8"}}, {"dtype": "U3, i4", "shape": [2, 1]}, {"dtype": "U3, i4", "shape": 3}]  # fmt: skip
    for given in rows:
        for asked in options:
            group.add(["rec", ["fromrecords", given, asked]])
        group.add(["rec", ["fromrecords", given, {"names": "a,b,c"}], ["attribute", "a"]])


def from_bytes(group):
    """Bytes as records."""
    text = "\x01\x02\x03abcdef"
    group.add(["rec", ["fromstring", text, {"dtype": []}]])
    for dtype in ("u1,u1,u1,S3", "u1,u1", ">i2,u1", "?,u1", [["a", "u1", [3]]], "V2,u1"):
        for more in ({}, {"offset": 3}, {"offset": 9}, {"shape": 1}, {"shape": 2}, {"shape": [2, 2]}, {"shape": -1}, {"shape": [-1]}, {"shape": -2}, {"offset": 4, "shape": 3}, {"shape": []}):
            group.add(["rec", ["fromstring", text, {"dtype": dtype, **more}]])
    for given in ({"names": "a"}, {"formats": "u1,u1,u1", "names": "a,b,c"}, {"formats": ["u1", "u1"], "names": ["a"], "titles": ["T"]}, {"formats": "i2,u1", "byteorder": ">"}, {"formats": "u1,i2", "aligned": True}):
        group.add(["rec", ["fromstring", text, given]])
        group.add(["rec", ["fromstring", text, given], ["attribute", "a"]])
        group.add(["rec", ["fromstring", "", given]])
    group.add(["rec", ["fromstring", text, {"dtype": "u1,u1"}], ["put", "f0", 3]])


def of_anything(group):
    """`np.rec.array`."""
    sources = [{"value": PAIRS}, {"value": ["abc", "def"]}, {"value": [[1, 2], [3, 4]]}, {"value": []}, {"value": {"t": []}}, {"value": [1, 2]}, {"value": "abc"}, {"value": 5}, {"value": 2.5}, {"value": {"b": "abcdef"}},
               {"nothing": 0}, {"array": "points"}, {"array": "grid"}, {"array": "people_grid"}, {"array": "lone"}, {"arrays": ["whole", "real"]}, {"arrays": ["lone", "half"]}, {"records": "points"}, {"records": "whole"},
               {"value": {"t": [{"t": [1, 2]}, {"t": [3, 4]}]}}]  # fmt: skip
    options = [{}, {"names": "a,b"}, {"dtype": "i4, f8"}, {"formats": "i2,f4", "names": "x,y"}, {"formats": ["i2", "f2"]}, {"shape": 2}, {"dtype": "u1,u1", "shape": 3}, {"copy": False}, {"dtype": "i8", "copy": False},
               {"formats": "i1,f8,?,c8", "names": "x,y,flag,z"}, {"dtype": {"record": [["x", "i1"], ["y", "f8"], ["flag", "?"], ["z", "c8"]]}}, {"dtype": "u1,u1", "offset": 2}]  # fmt: skip
    for source in sources:
        for given in options:
            if "value" in source and isinstance(source["value"], dict) and "b" in source["value"] and given.get("dtype") == "i8":
                continue
            if given.get("dtype") == "i8" and ("nothing" in source or "value" in source):
                continue
            group.add(["rec", ["array", source, given], *([["dtype"]] if "nothing" in source else [])])
    group.add(["rec", ["array", {"array": "points"}, {"copy": False}], ["put", "x", 9], ["ndarray"]], {"points": ["copy", "points"]})


def printed(group):
    """Long ones, and ones in lines."""
    for count in (20, 1200):
        group.add(["rec", ["view", ["cast_to", ["arange", str(count)], "i4, f8"]]])
        group.add(["rec", ["view", ["arange", str(count)]]])
        group.add(["rec", ["view", ["reshape", ["cast_to", ["arange", str(count)], "i4, U3"], [-1, 4]]]])
