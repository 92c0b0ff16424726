"""Arrays of records: their dtypes, fields as views, assignment, printing, comparison, sorting, casts, copies."""

from ..answer import Group

PEOPLE = [["name", "U10"], ["age", "i4"], ["weight", "f4"]]
POINTS = [["x", "i1"], ["y", "f8"], ["flag", "?"], ["z", "c8"]]
NESTED = [["id", "u2"], ["at", [["x", "i4"], ["y", "f8"]]], ["box", "f4", [2, 3]], ["tag", "S3"]]
DTYPES = {
    "people": PEOPLE,
    "points": POINTS,
    "nested": NESTED,
    "gaps": {"names": ["a", "b"], "formats": ["i4", "f8"], "offsets": [4, 16], "itemsize": 32},
    "turned": {"names": ["b", "a"], "formats": ["i2", "i4"], "offsets": [4, 0]},
    "one": [["only", "i8"]],
    "commas": "i4, (2,)f8, U3",
    "titled": [[["long title", "t"], "i4"], ["u", "f8"]],
}
ROWS = {
    "people": [{"t": ["Rex", 9, 81.0]}, {"t": ["Fido", 3, 27.5]}, {"t": ["Ace", 9, 8.25]}, {"t": ["", -1, 0.5]}],
    "points": [{"t": [1, 2.5, True, {"c": "1+2j"}]}, {"t": [-7, 1e10, False, {"c": "0-1j"}]}, {"t": [1, -0.5, True, {"c": "3+0j"}]}],
    "nested": [
        {"t": [7, {"t": [1, 2.5]}, [[1, 2, 3], [4, 5, 6]], "ab"]},
        {"t": [300, {"t": [-1, 0.125]}, 1.5, {"b": "xyz"}]},
    ],
    "gaps": [{"t": [1, 2.0]}, {"t": [-5, 1e-7]}, {"t": [0, 3.25]}],
    "turned": [{"t": [1, 70000]}, {"t": [-2, 3]}],
    "one": [{"t": [3]}, {"t": [-4]}, {"t": [3]}],
    "commas": [{"t": [1, [0.5, 2], "abc"]}, {"t": [2, 7, "d"]}],
    "titled": [{"t": [1, 2.5]}, {"t": [3, 4.5]}],
}
FIELDS = {
    "people": ["name", "age", "weight"], "points": ["x", "y", "flag", "z"], "nested": ["id", "at", "box", "tag"], "gaps": ["a", "b"],
    "turned": ["b", "a"], "one": ["only"], "commas": ["f0", "f1", "f2"], "titled": ["t", "u", "long title"],
}  # fmt: skip


def make():
    """Every kind of record, then the corners."""
    shared = {}
    for name, dtype in DTYPES.items():
        rows = ROWS[name]
        shared[name] = ["value", rows, dtype, {}]
        shared[f"{name}_grid"] = ["value", [rows, rows[::-1]], dtype, {}]
        shared[f"{name}_zero"] = ["value", rows[0], dtype, {}]
    shared["people_wide"] = ["broadcast_to", "people", [3, 4]]
    shared["numbers"] = ["arange", "4"]
    group = Group(shared)
    for name in DTYPES:
        seen(group, name)
        viewed(group, name)
        assigned(group, name)
        compared(group, name)
        ordered(group, name)
    calculated(group)
    cast(group)
    refused(group)
    return group


def seen(group, name):
    """Printing, copies, shapes."""
    for source in (name, f"{name}_grid", f"{name}_zero"):
        group.add(source, in_full=True)
        for order in "CFAK":
            group.add(["copy", ["T", source], order])
        group.add(["T", source])
        group.add(["ravel", source])
        group.add(["flatten", source, "F"])
        group.add(["reshape", source, [-1, 1]])
        group.add(["zeros_like", source], in_full=True)
        group.add(["index", source, ["..."]])
    for index in ([0], [-1], ["::-1"], ["1:"], ["newaxis"], [9]):
        group.add(["index", name, index], in_full=True)
        group.add(["index", f"{name}_grid", [1, *index]], in_full=True)
    for shape in ([], [2], [0], [2, 0], [1, 2, 1]):
        group.add(["zeros_of", shape, DTYPES[name], {}], in_full=True)
        group.add(["ones_of", shape, DTYPES[name], {}], in_full=True)
    group.add(["printed", f"{name}_grid", {"linewidth": 40}])
    group.add(["printed", f"{name}_grid", {"precision": 2}])
    group.add(["broadcast_to", name, [2, 2, len(ROWS[name])]])
    group.add(["broadcast_to", f"{name}_zero", [1100]])
    group.add(["nbytes", f"{name}_grid"])


def viewed(group, name):
    """One field, several, fields of fields."""
    for source in (name, f"{name}_grid", f"{name}_zero", ["index", f"{name}_grid", ["::-1", "::2"]], ["T", f"{name}_grid"]):
        for field in FIELDS[name]:
            group.add(["field", source, field])
            group.add(["copy", ["field", source, field]])
            if name != "titled":
                group.add(["fields", source, [field]])
        group.add(["field", source, "nothing"])
        group.add(["fields", source, [FIELDS[name][0], "nothing"]])
        group.add(["fields", source, FIELDS[name][-2::-1] if name == "titled" else FIELDS[name][::-1]], in_full=True)
        group.add(["fields", source, [FIELDS[name][0]] * 2])
    if name == "nested":
        for source in ("nested", "nested_grid"):
            for field in ("x", "y", "z"):
                group.add(["field", ["field", source, "at"], field])
            group.add(["index", ["field", source, "box"], ["..."]])
            group.add(["T", ["field", source, "box"]])
            group.add(["sum", ["field", source, "box"]])
            group.add(["sum", ["field", source, "box"], {"axis": -1}])


def assigned(group, name):
    """Whole records, single fields, several fields."""
    fresh = {"t": ["copy", name]}
    grid = {"t": ["copy", f"{name}_grid", "F"]}
    rows = ROWS[name]
    for index, value in (([0], rows[1]), (["..."], rows[0]), (["::-1"], rows), ([-1], {"t": [1]}), ([0], 5), (["1:"], rows[:1])):
        group.add(["put_value", "t", index, value, {}], fresh)
    group.add(["put_value", "t", [1], rows, {}], grid)
    group.add(["put_value", "t", ["..."], {"t": [0] * 9}, {}], fresh)
    group.add(["put_value", "t", [0], "text", {}], fresh)
    for field in FIELDS[name]:
        for value in (3, 2.5, True, "7", "word", [1] * len(rows), [5], [1, 2, 3, 4, 5, 6, 7], 70000):
            group.add(["put_field", "t", field, value], fresh)
        group.add(["put_field", "t", field, 1], grid)
        group.add(["put_field", "t", field, rows[0], {}], fresh)
    if name != "titled":
        group.add(["put_field", "t", FIELDS[name][:2], rows[0] if len(FIELDS[name]) == 2 else {"t": [1, 2]}, {}], fresh)
        group.add(["put_field", "t", FIELDS[name][:1], 4], fresh)
    group.add(["set", "t", ["..."], ["index", "t", ["::-1"]]], fresh)
    group.add(["set", "t", [0], ["index", name, [1]]], fresh)
    group.add(["set", "t", ["..."], name], grid)
    group.add(["put_field", "t", "nothing", 1], fresh)


def compared(group, name):
    """Equal where all fields are."""
    for operator in ("==", "!="):
        group.add([operator, name, name])
        group.add([operator, name, ["index", name, ["::-1"]]])
        group.add([operator, f"{name}_grid", name])
        group.add([operator, name, f"{name}_zero"])
        group.add([operator, name, "numbers"])
        group.add([operator, "numbers", name])
        group.add([operator, name, "people" if name != "people" else "points"])
        group.add([operator, name, ["zeros_of", [5], DTYPES[name], {}]])
    for row in "equal less add maximum negative sin logical_and isnan".split():
        group.add([row, name] if row in ("negative", "sin", "isnan") else [row, name, name])
        if row not in ("negative", "sin", "isnan"):
            group.add([row, name, ["py", "1"]])
    for reduction in ("sum", "max", "min", "argmax"):
        group.add([reduction, name])


def ordered(group, name):
    """By all fields, and by chosen ones."""
    if name in ("nested", "commas"):
        # NumPy compares fields of several elements by their bytes.
        return
    for source in (name, f"{name}_grid"):
        for kind in ("quicksort", "stable"):
            group.add(["sort", source, {"kind": kind}])
            group.add(["argsort", source, {"kind": kind}])
            for field in FIELDS[name]:
                group.add(["sort_by", source, field, {"kind": kind}])
                group.add(["argsort_by", source, field, {"kind": kind}])
        group.add(["sort_by", source, FIELDS[name][:2][::-1]])
        group.add(["argsort_by", source, FIELDS[name][:2][::-1], {"axis": 0}])
        group.add(["sort_by", source, "nothing"])
        group.add(["argsort_by", source, ["nothing"]])
    group.add(["sort_by", name, [FIELDS[name][0]] * 2])
    group.add(["sort_by", "numbers", "x"])


def calculated(group):
    """Fields are ordinary arrays, however they lie."""
    for name in ("people", "points", "gaps", "turned", "titled", "one"):
        for field in FIELDS[name]:
            part = ["field", name, field]
            grid = ["field", f"{name}_grid", field]
            if field != "name":
                for row in "add multiply subtract divide".split():
                    group.add([row, part, ["py", "2"]])
                    group.add([row, part, part])
                    group.add([row, grid, part])
                for row in "absolute square negative isnan".split():
                    group.add([row, grid], ulp=1)
                for reduction in "sum mean max min argmax prod any all var".split():
                    group.add([reduction, grid])
                    group.add([reduction, grid, {"axis": 0}])
                group.add(["into", "t", "add", part, ["py", "1"]], {"t": ["copy", part]})
                for target in ("int8", "float64", "complex64", "bool", "U5"):
                    group.add(["cast_to", grid, target])
            group.add(["sort", part])
            group.add(["argsort", grid])
            group.add(["T", grid])
            group.add(["reshape", grid, [-1]])
            group.add(["ravel", part])
    group.add(["sort", ["field", "people_wide", "name"]])
    group.add(["==", ["field", "people", "name"], ["value", "Rex"]])


def cast(group):
    """From records to records, from numbers to records, from records of one field."""
    targets = {
        "wide": [["name", "U20"], ["age", "f8"], ["weight", "f8"]],
        "narrow": [["name", "U2"], ["age", "i1"], ["weight", "i2"]],
        "renamed": [["a", "S4"], ["b", "U6"], ["c", "?"]],
        "two": [["name", "U10"], ["age", "i4"]],
        "same": PEOPLE,
    }
    for target in targets.values():
        group.add(["cast_to", "people", target, {}], in_full=True)
        group.add(["cast_to", "people_grid", target, {"order": "F"}])
        for rule in ("no", "equiv", "safe", "same_kind"):
            group.add(["cast_to", "people", target, {"casting": rule}])
    for name, dtype in DTYPES.items():
        group.add(["cast_to", "numbers", dtype, {}], in_full=True)
        group.add(["cast_to", ["value", ["1", "2"]], dtype, {}], in_full=True)
        for target in ("float64", "int8", "U4"):
            group.add(["cast_to", name, target, {}])
        for other in DTYPES.values():
            group.add(["cast_to", name, other, {}])


def refused(group):
    """Values that do not fit, dtypes that cannot be."""
    for value, dtype in (
        ([{"t": [1, 2, 3]}], POINTS), ([{"t": ["a", "b", 1]}], PEOPLE), ([{"t": ["a", 1, "x"]}], PEOPLE), ([{"t": ["a", 1e10, 1]}], PEOPLE),
        ([[1, 2], [3, 4]], [["a", "i4"], ["b", "f8"]]), ([1, 2], [["a", "i4"], ["b", "f8"]]), ([], PEOPLE), ([[], []], PEOPLE), ({"t": ["x", 1, 2.0]}, PEOPLE),
        ([{"t": [1, [1, 2, 3]]}], [["a", "i4"], ["b", "f8", [2]]]), ([{"t": [1, [[1, 2]]]}], [["a", "i4"], ["b", "f8", [1, 2]]]), ([{"t": [300]}], [["a", "i1"]]),
        ([{"t": [{"c": "1+2j"}]}], [["a", "f8"]]), ([{"t": [1]}, 2], [["a", "i4"]]), ([{"t": []}], []), ([{"t": [{"t": [1]}]}], [["a", [["b", "i4"]]]]),
        ([{"t": [1, 2]}, [3, 4]], [["a", "i4"], ["b", "f8"]]), ("text", [["a", "U3"], ["b", "S2"]]), (7, [["a", "U3"], ["b", "S2"], ["c", "c16"]]),
    ):  # fmt: skip
        group.add(["value", value, dtype, {}], in_full=True)
