"""`numpy.lib.recfunctions` on every kind of record, and records with subarrays sorted and compared."""

from .. import data
from ..answer import Group
from .structured import DTYPES, FIELDS, ROWS

MORE = {
    "floats": [["x", "f8"], ["y", "f8"], ["z", "f8"]],
    "spread": {"names": ["a", "b"], "formats": ["f4", "f4"], "offsets": [0, 8], "itemsize": 16},
    "backward": {"names": ["a", "b", "c"], "formats": ["i4", "i4", "i4"], "offsets": [8, 4, 0]},
    "uneven": {"names": ["a", "b", "c"], "formats": ["i4", "i4", "i4"], "offsets": [0, 4, 12]},
    "cells": [["m", "i4", [2, 2]], ["v", "i4", [3]]],
    "mixed": [["a", "i2"], ["b", "f4", [2]], ["c", [["d", "u1"], ["e", "f8"]]]],
    "numbers3": [["a", "i4"], ["b", "f4"], ["c", "u1"]],
    "subbox": [["k", "i4"], ["box", "i2", [2]]],
}
MORE_ROWS = {
    "floats": [{"t": [1.5, 2.0, -3.0]}, {"t": [4.0, 5.0, 6.25]}, {"t": [7.0, 8.0, 9.0]}],
    "spread": [{"t": [1.5, 2.0]}, {"t": [4.0, 5.0]}],
    "backward": [{"t": [1, 2, 3]}, {"t": [4, 5, 6]}],
    "uneven": [{"t": [1, 2, 3]}, {"t": [4, 5, 6]}],
    "cells": [{"t": [[[1, 2], [3, 4]], [5, 6, 7]]}, {"t": [[[8, 9], [10, 11]], [12, 13, 14]]}],
    "mixed": [{"t": [1, [2.5, 3], {"t": [4, 5.5]}]}, {"t": [-6, [7, 8], {"t": [9, 1e3]}]}],
    "numbers3": [{"t": [1, 2.5, 3]}, {"t": [-4, 5.5, 255]}, {"t": [0, 0.5, 7]}],
    "subbox": [{"t": [2, [1, 2]]}, {"t": [1, [3, 1]]}, {"t": [2, [1, 1]]}, {"t": [1, [3, 1]]}],
}
ALL = DTYPES | MORE
ROWS_OF = ROWS | MORE_ROWS
NAMES = FIELDS | {"floats": ["x", "y", "z"], "spread": ["a", "b"], "backward": ["a", "b", "c"], "uneven": ["a", "b", "c"], "cells": ["m", "v"],
                  "mixed": ["a", "b", "c"], "numbers3": ["a", "b", "c"], "subbox": ["k", "box"]}  # fmt: skip


def make():
    """Each function on every kind of record, then what it refuses."""
    shared = {}
    for name, dtype in ALL.items():
        rows = ROWS_OF[name]
        shared[name] = ["value", rows, dtype, {}]
        shared[f"{name}_grid"] = ["value", [rows, rows[::-1]], dtype, {}]
        shared[f"{name}_F"] = ["copy", f"{name}_grid", "F"]
        shared[f"{name}_zero"] = ["value", rows[0], dtype, {}]
        shared[f"{name}_turned"] = ["index", f"{name}_grid", ["::-1", "::2"]]
    shared |= {"i": ["arange", "4"], "f": ["fill", "plain", "float64", [6]], "grid": ["fill", "plain", "float64", [2, 3]], "cube": ["fill", "plain", "int32", [2, 3, 4]]}
    shared |= {"texts": ["value", ["a", "bc", "def"]], "truths": ["array", "bool", [2], "1 0"], "column": ["index", "grid", ["...", "1:"]], "lone": ["array", "int64", [], "5"]}
    group = Group(shared)
    for name in ALL:
        unstructured(group, name)
        changed(group, name)
        compared(group, name)
    structured(group)
    merged(group)
    listed(group)
    return group


def listed(group):
    """Elements as Python's own."""
    for dtype in [*data.DTYPES, *data.COMPLEX]:
        for kind in ("plain", "wild"):
            for shape in ([], [3], [2, 3], [0], [2, 0], [1, 2, 2]):
                if not (kind == "wild" and dtype == "float32"):
                    group.add(["tolist", ["fill", kind, dtype, shape]])
        group.add(["tolist", ["T", ["fill", "plain", dtype, [2, 3]]]])
        group.add(["tolist", ["index", ["fill", "plain", dtype, [6]], ["::-2"]]])
    for name in ("texts", "people", "points", "gaps", "turned", "one", "floats", "numbers3"):
        group.add(["tolist", name])
        group.add(["tolist", ["reshape", name, [-1, 1]]])


def unstructured(group, name):
    """Fields as an axis."""
    for source in (name, f"{name}_grid", f"{name}_F", f"{name}_zero", f"{name}_turned"):
        group.add(["to_unstructured", source])
        group.add(["to_unstructured", source, {"copy": True}])
        for dtype in ("f8", "i4", "f4", "c16", "U8", "?"):
            group.add(["to_unstructured", source, {"dtype": dtype}])
        group.add(["to_unstructured", source, {"dtype": "f8", "casting": "safe"}])
        if len(NAMES[name]) > 1:
            group.add(["to_unstructured", ["fields", source, NAMES[name][:2]]])
    if name in MORE:
        group.add(["to_structured", ["to_unstructured", name], {"dtype": ALL[name]}])


def changed(group, name):
    """Names and places."""
    names = NAMES[name]
    for source in (name, f"{name}_grid", f"{name}_zero", f"{name}_F"):
        for align in (False, True):
            for recurse in (False, True):
                group.add(["repack_fields", source, {"align": align, "recurse": recurse}])
        group.add(["repack_fields", ["fields", source, names[-1:]]])
        if name == "spread":
            # NumPy would read the gaps as records.
            continue
        group.add(["rename_fields", source, [[names[0], "new"]]])
        group.add(["rename_fields", source, [["absent", "new"], ["x", "ex"], ["at", "place"]]])
        group.add(["rename_fields", source, []])
        if not source.endswith("_zero"):
            if name != "one" or source == name:
                group.add(["drop_fields", source, [names[0]]])
                group.add(["drop_fields", source, [names[-1], "absent"]])
            group.add(["drop_fields", source, ["x", "e"]])
            group.add(["drop_fields", source, ["absent"]])
    if len(names) > 1:
        group.add(["rename_fields", name, [[names[0], names[1]]]])
    group.add(["drop_fields", f"{name}_zero", [names[-1]]])


def compared(group, name):
    """Equality, sorting, searching."""
    for sign in ("==", "!="):
        for other in (name, f"{name}_zero", ["index", name, ["::-1"]], f"{name}_grid"):
            group.add([sign, name, other])
        group.add([sign, f"{name}_F", f"{name}_grid"])
    for source in (name, f"{name}_grid", f"{name}_turned", f"{name}_F"):
        group.add(["sort", source])
        group.add(["argsort", source, {"kind": "stable"}])
        group.add(["argmax", source])
        group.add(["argmin", source])
        for order in (NAMES[name][:1], NAMES[name][-1:], NAMES[name][::-1]):
            group.add(["sort_by", source, order])
            group.add(["argsort_by", source, order, {"kind": "stable"}])


def structured(group):
    """An axis as fields."""
    for source in ("grid", "cube", "i", "f", "column", ["T", "grid"], ["index", "cube", ["::-1", "...", "::2"]], ["reshape", "f", [6, 1]], ["value", [["a", "bc"], ["d", ""]]]):
        group.add(["to_structured", source])
        group.add(["to_structured", source, {"align": True}])
        for names in (["x", "y", "z"], ["p", "q"], ["a", "b", "c", "d"], ["a", "a", "b"]):
            group.add(["to_structured", source, {"names": names}])
        for name in ("floats", "spread", "backward", "numbers3", "subbox", "points", "people", "gaps"):
            group.add(["to_structured", source, {"dtype": ALL[name]}])
            group.add(["to_structured", source, {"dtype": ALL[name], "align": True}])
            group.add(["to_structured", source, {"dtype": ALL[name], "casting": "safe"}])
    group.add(["to_structured", ["fill", "plain", "float64", [2, 7]], {"dtype": MORE["cells"]}])
    group.add(["to_structured", ["fill", "plain", "float64", [2, 5]], {"dtype": MORE["mixed"]}])
    group.add(["to_structured", ["fill", "plain", "float64", [2, 0]]])
    group.add(["to_structured", "lone"])
    for source in ("i", "grid", "texts"):
        group.add(["to_unstructured", source])
    group.add(["to_unstructured", ["zeros_of", [2], []]])


def merged(group):
    """Arrays side by side, and fields added."""
    ones = ["i", "f", "texts", "truths", "grid", "one", "floats", "people", "nested", "lone", "points", "cells"]
    for one in ones:
        for flatten in (False, True):
            group.add(["merge_arrays", [one], {"flatten": flatten}])
            for other in ones:
                # NumPy flattens records only.
                if not flatten or {one, other} <= {"one", "floats", "people", "nested", "points", "cells"}:
                    group.add(["merge_arrays", [one, other], {"flatten": flatten}])
    group.add(["merge_arrays", ["i", "f", "truths"], {"fill_value": 7}])
    group.add(["merge_arrays", ["i", "f", "truths"], {"fill_value": 2.5}])
    group.add(["merge_arrays", ["floats", "floats"], {"flatten": True}])
    for base in ("floats", "people", "one", "nested", "gaps", "points", "cells"):
        for data in (["i"], ["f"], ["truths"], ["i", "f"], ["truths", "f"], ["texts"], ["i", "texts"], ["floats"]):
            for names in (["n"], ["n", "m"], ["x", "y"]):
                group.add(["append_fields", base, names, data])
                for dtypes in () if names[0] == "x" else ("float32", ["int8"], ["float64", "int16"], ["int8", "int8", "int8"], "U3"):
                    group.add(["append_fields", base, names, data, {"dtypes": dtypes}])
                for fill in () if names[0] == "x" else (7, -2.5):
                    group.add(["append_fields", base, names, data, {"fill_value": fill}])
