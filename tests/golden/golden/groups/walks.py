"""`nditer`, `ndenumerate`, `ndindex`: orders of memory, what is asked for, several arrays, writing; refusals."""

from .. import data
from ..answer import Group

ORDERS = ["K", "C", "F", "A"]


def make():
    """One array, several, written ones, indices alone."""
    shared = {}
    for dtype in ("int64", "float32", "bool"):
        shared |= data.layouts("steps", dtype)
    shared |= {
        "cube": ["fill", "steps", "int64", [2, 3, 4]],
        "thin": ["index", "cube", [":", "::2", "::-1"]],
        "swung": ["transpose", "cube", [1, 2, 0]],
        "turned": ["index", ["transpose", "cube", [2, 0, 1]], ["::-1", ":", "::-1"]],
        "flat": ["index", "cube", ["0:1", ":", "2:3"]],
        "still": ["broadcast_to", ["index", "cube", [0, "::-1"]], [3, 3, 4]],
        "locked": ["broadcast_to", "int64_row", [3, 4]],
    }
    group = Group(shared)
    alone(group)
    together(group)
    written(group)
    indices(group)
    made(group)
    counted(group)
    return group


def alone(group):
    """Every layout in every order, with each flag."""
    names = [f"{dtype}_{name}" for dtype in ("int64", "float32") for name in data.SQUARE + data.OTHERS]
    for name in [*names, "cube", "thin", "swung", "turned", "flat", "still"]:
        for order in ORDERS:
            group.add(["nditer", [name], {"order": order}])
            group.add(["nditer", [name], {"order": order, "external_loop": True}])
            group.add(["nditer", [name], {"order": order, "multi_index": True}])
        group.add(["nditer", [name], {"zerosize_ok": True}])
        group.add(["ndenumerate", name])


def together(group):
    """Arrays that broadcast, and those that do not."""
    pairs = [
        ["int64_C", "int64_F"], ["int64_F", "float32_F"], ["int64_reversed", "int64_row"], ["int64_reversed", "int64_strided"],
        ["int64_row", "int64_column"], ["int64_zero", "int64_C"], ["thin", "int64_zero"], ["cube", "int64_row"], ["turned", "turned"],
        ["int64_broadcast", "int64_column"], ["int64_C", "int64_cube"], ["int64_C", "int64_row", "bool_column"], ["int64_empty", "int64_row"],
        ["swung", ["copy", "swung"]], [["index", "int64_row", ["::-1"]], "int64_reversed"],
    ]  # fmt: skip
    for pair in pairs:
        for order in ORDERS:
            for flag in ("external_loop", "multi_index", "zerosize_ok"):
                group.add(["nditer", pair, {"order": order, flag: True}])
    group.add(["nditer", []])
    group.add(["nditer", ["int64_C"], {"external_loop": True, "multi_index": True}])
    for writes in ([True], [False, True], [True, True]):
        for pair in (["locked", "int64_C"], ["int64_row", "int64_C"], ["int64_C", "int64_row"], ["int64_column", "int64_C"], ["int64_zero", "cube"], ["int64_row", "cube"]):
            group.add(["nditer", pair, {"writes": writes}])


def written(group):
    """What a function gives, in place or beside; casts as they are assigned."""
    for name in ("C", "F", "strided", "reversed", "cube", "turned", "row", "zero", "column", "empty"):
        for order in ORDERS:
            for dtype in ("int64", "float32"):
                given = {"t": ["copy", f"{dtype}_{name}", "K"]}
                group.add(["nditer_write", "add_one", ["t"], {"order": order, "writes": [True]}], given)
                group.add(["nditer_write", "add_one", ["t"], {"order": order, "external_loop": True}], given)
                group.add(["nditer_write", "halved", [f"{dtype}_{name}", "t"], {"order": order}], given)
    for first, second in (("int64_row", "int64_column"), ("float32_C", "int64_F"), ("bool_C", "int64_C")):
        for target in ("int64", "float32", "int8", "bool"):
            given = {"t": ["zeros", [3, 4], {"dtype": target}]}
            group.add(["nditer_write", "difference_or_sum", [first, second, "t"]], given) if first != "bool_C" else None
            group.add(["nditer_write", "three_hundred", [first, "t"]], given) if target != "int8" else None
            group.add(["nditer_write", "three_and_a_half", [first, second, "t"]], given)
    group.add(["nditer_write", "add_one", ["int64_C", "t"], {"writes": []}], {"t": ["zeros", [3, 4]]})
    group.add(["nditer_write", "add_one", ["locked"]])
    group.add(["nditer_write", "add_one", ["int64_C", "t"]], {"t": ["zeros", [4]]})


def indices(group):
    """`ndindex`."""
    for shape in ([], [1], [3], [0], [2, 3], [3, 1, 2], [2, 0, 3], [1, 1, 1], [2, 2, 2, 2], [5, 4], [-1], [2, -3], [0, -1]):
        group.add(["ndindex", shape])


def made(group):
    """Arrays that the walk makes."""
    given = [["int64_C"], ["int64_F"], ["cube"], ["turned"], ["swung"], ["thin"], ["int64_row", "float32_column"], ["int64_reversed", "bool_C"], ["float32_empty"], ["int64_zero"], ["locked"]]
    for arrays in given:
        for order in ORDERS:
            for dtype in (None, "float32"):
                group.add(["nditer_write", "three", [*arrays, None], {"order": order, "writes": [], "dtypes": [*[None for _ in arrays], dtype]}])
        group.add(["nditer", [None, *arrays], {"zerosize_ok": True, "multi_index": True}])
        group.add(["nditer", [*arrays, None, None], {"external_loop": True}])
    group.add(["nditer", [None]])
    group.add(["nditer", [None], {"dtypes": ["int8"]}])


def counted(group):
    """The place of each step in C order or Fortran order."""
    for name in [f"int64_{name}" for name in data.SQUARE + data.OTHERS] + ["cube", "thin", "swung", "turned", "flat", "still"]:
        for order in ORDERS:
            for index in ("c_index", "f_index"):
                group.add(["nditer", [name], {"order": order, index: True}])
        group.add(["nditer", [name, "int64_zero"], {"c_index": True, "multi_index": True}])
    group.add(["nditer", ["int64_C"], {"external_loop": True, "f_index": True}])
