"""Picking, putting and choosing elements that are no real numbers: complex numbers, texts, bytes."""

from itertools import product

from .. import data
from ..answer import Group
from . import strings

LAYOUTS = ["C", "F", "strided", "reversed", "broadcast"]
INDICES = [
    [["array", "int64", [3], "2 0 -1"]], [":", ["array", "int64", [2, 2], "3 0 1 1"]], [["array", "int64", [2], "0 2"], ["array", "int8", [2], "1 3"]], [["array", "int64", [1], "5"]], ["newaxis", 1, ["array", "int64", [2], "0 -1"]],
    [["array", "bool", [3], "1 0 1"]], [["fill", "plain", "bool", [3, 4]]], [["array", "bool", [4], "1 0 1 0"]], [True], [False], [["array", "int64", [], "1"]], [["array", "int64", [0], ""]], ["::-1", ["array", "uint8", [1], "2"]],
]  # fmt: skip


def make():
    """Every function over the dtypes and layouts."""
    shared = strings.layouts("U", strings.WORDS, "U10") | strings.layouts("S", strings.BYTES, "S10") | strings.layouts("V", strings.OTHER, "U7")
    for dtype in ("complex64", "complex128", "int64", "bool", "float32"):
        shared |= data.layouts("plain", dtype)
    shared["complex128_wild"] = ["fill", "wild", "complex128", [13]]
    group = Group(shared)
    for prefix, layout in product(("complex64", "complex128", "U", "S"), LAYOUTS):
        name = f"{prefix}_{layout}"
        for index in INDICES:
            group.add(["pick", name, index])
        for positions, axis in product((["array", "int64", [2, 2], "0 1 2 0"], ["array", "int64", [1], "-1"], ["array", "int64", [1], "7"]), (None, 0, 1)):
            group.add(["take", name, positions, {"axis": axis}])
        for function in ("nonzero", "argwhere", "flatnonzero"):
            group.add([function, name])
        group.add(["compress", ["array", "bool", [3], "0 1 1"], name, {"axis": 0}])
        group.add(["extract", ["fill", "plain", "bool", [3, 4]], name])
        group.add(["take_along_axis", name, ["array", "int64", [3, 2], "0 1 2 3 1 0"], 1])
        group.add(["where", "bool_C", name, f"{prefix}_row"])
        group.add(["where", name, ["py", "1"], "int64_C"])
        group.add(["choose", ["array", "int64", [4], "0 1 1 0"], [name, f"{prefix}_row"]])
        group.add(["select", ["bool_C"], [name], f"{prefix}_zero"])
        written(group, prefix, name)
    numbers(group)
    texts(group)
    for positions in (["array", "complex128", [1], "1+0j"], ["array", "complex64", [], "0j"], "U_row", "S_zero"):
        group.add(["pick", "int64_C", [["the", positions] if isinstance(positions, str) else positions]])
        group.add(["take", "int64_C", positions])
        group.add(["put", "a", positions, ["py", "1"]], {"a": ["fill", "steps", "int64", [4]]})
        group.add(["choose", positions, ["int64_row"]])
        group.add(["take_along_axis", "int64_C", positions, 0])
        group.add(["unravel_index", positions, [2, 2]])
        group.add(["ravel_multi_index", [positions], [9]])
        group.add(["copyto", "a", ["py", "1"], {"where": positions}], {"a": ["fill", "steps", "int64", [4]]})
        group.add(["select", [positions], ["int64_row"]])
        group.add(["compress", positions, "int64_row"])
        group.add(["place", "a", positions, ["py", "1"]], {"a": ["fill", "steps", "int64", [4]]})
    return group


def written(group, prefix, name):
    """Assigned, put, placed, copied, with values of the same dtype."""
    if name.endswith("broadcast"):
        return
    fresh = {"a": ["copy", name, "K"]}
    for index in INDICES:
        group.add(["assign", "a", index, f"{prefix}_zero"], given=fresh)
    group.add(["assign", "a", INDICES[0], ["index", f"{prefix}_C", [":", ":"]]], given=fresh)
    group.add(["assign", "a", INDICES[2], ["index", "a", ["1:", 0]]], given=fresh)
    group.add(["assign", "a", INDICES[6], ["index", f"{prefix}_row", [":1"]]], given=fresh)
    group.add(["put", "a", ["array", "int64", [3], "0 5 5"], f"{prefix}_row"], given=fresh)
    group.add(["place", "a", "bool_C", f"{prefix}_row"], given=fresh)
    group.add(["putmask", "a", "bool_C", f"{prefix}_row"], given=fresh)
    group.add(["copyto", "a", f"{prefix}_row", {"where": "bool_C"}], given=fresh)
    group.add(["fill_diagonal", "a", f"{prefix}_row"], given=fresh)
    group.add(["put_along_axis", "a", ["array", "int64", [3, 1], "0 1 2"], f"{prefix}_zero", 1], given=fresh)


def numbers(group):
    """Complex numbers beside real ones and Python numbers."""
    for dtype, other in product(("complex64", "complex128"), ("complex64", "complex128", "int64", "bool", "float32")):
        group.add(["where", "bool_row", f"{dtype}_row", f"{other}_C"])
        group.add(["where", "bool_F", f"{other}_F", f"{dtype}_column"])
        group.add(["choose", ["array", "int64", [4], "0 1 1 0"], [f"{dtype}_row", f"{other}_C"]])
        group.add(["select", ["bool_C"], [f"{dtype}_C"], f"{other}_zero"])
        group.add(["assign", "a", [["array", "int64", [2], "0 2"]], f"{other}_row"], given={"a": ["copy", f"{dtype}_C"]})
        group.add(["assign", "a", [["array", "int64", [2], "0 2"]], f"{dtype}_row"], given={"a": ["copy", f"{other}_C"]})
        for rule in ("same_kind", "unsafe", "safe"):
            group.add(["copyto", "a", f"{dtype}_row", {"casting": rule, "where": "bool_row"}], given={"a": ["copy", f"{other}_C"]})
        group.add(["put", "a", ["array", "int64", [2], "0 2"], f"{dtype}_row"], given={"a": ["copy", f"{other}_F", "F"]})
        group.add(["place", "a", "bool_C", f"{dtype}_row"], given={"a": ["copy", f"{other}_C"]})
    for dtype, number in product(("complex64", "complex128", "float32", "int64", "bool"), ("2", "0.5", "1j", "2-1j", "True")):
        group.add(["where", "bool_row", f"{dtype}_row", ["py", number]])
        group.add(["where", "bool_row", ["py", number], ["py", "2.5"]])
        group.add(["choose", ["array", "int64", [4], "0 1 1 0"], [f"{dtype}_row", ["py", number]]])
        group.add(["select", ["bool_row"], [f"{dtype}_row"], ["py", number]])
        group.add(["select", ["bool_row"], [["py", number]], f"{dtype}_row"])
        fresh = {"a": ["copy", f"{dtype}_C"]}
        for index in (INDICES[0], INDICES[6], [True]):
            group.add(["assign", "a", index, ["py", number]], given=fresh)
        group.add(["copyto", "a", ["py", number], {"where": "bool_C"}], given=fresh)
        group.add(["copyto", "a", ["py", number], {"where": "bool_C", "casting": "unsafe"}], given=fresh)
        group.add(["put", "a", ["array", "int64", [2], "0 2"], ["py", number]], given=fresh)
        group.add(["place", "a", "bool_C", ["py", number]], given=fresh)
        group.add(["fill_diagonal", "a", ["py", number]], given=fresh)
        group.add(["piecewise", f"{dtype}_row", ["bool_row"], [["py", number]]])
    for function in ("nonzero", "argwhere", "flatnonzero"):
        group.add([function, "complex128_wild"])


def texts(group):
    """Texts of other widths, texts beside numbers, numbers as texts."""
    for one, other in product(("U", "V", "S", "int64", "bool", "complex64"), repeat=2):
        if "U" in (one, other) or "S" in (one, other):
            group.add(["where", "bool_C", f"{one}_row", f"{other}_C"])
            group.add(["choose", ["array", "int64", [4], "0 1 1 0"], [f"{one}_row", f"{other}_C"]])
            group.add(["select", ["bool_C"], [f"{one}_C"], f"{other}_zero"])
            group.add(["assign", "a", [["array", "int64", [2], "0 2"]], f"{other}_row"], given={"a": ["copy", f"{one}_C"]})
            group.add(["assign", "a", [["fill", "plain", "bool", [3, 4]]], ["index", f"{other}_row", [":1"]]], given={"a": ["copy", f"{one}_C"]})
            group.add(["put", "a", ["array", "int64", [2], "0 2"], f"{other}_row"], given={"a": ["copy", f"{one}_C"]})
            group.add(["place", "a", "bool_C", f"{other}_row"], given={"a": ["copy", f"{one}_C"]})
            group.add(["putmask", "a", "bool_C", f"{other}_row"], given={"a": ["copy", f"{one}_C"]})
            for rule in ("same_kind", "unsafe"):
                group.add(["copyto", "a", f"{other}_row", {"casting": rule, "where": "bool_C"}], given={"a": ["copy", f"{one}_C"]})
