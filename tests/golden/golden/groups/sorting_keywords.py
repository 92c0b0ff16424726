"""`stable=` beside `kind=`, ways of selecting, and `order=` of records in sorts and partitions."""

from itertools import product

from .. import data
from ..answer import Group

NAMES = [None, "quicksort", "heapsort", "stable", "mergesort", "nonsense"]
FIELDS = [["a", "i4"], ["b", "f8"], ["c", "u1"]]
ORDERS = ["a", "b", "c", ["b", "a"], ["c", "b", "a"], ["a", "c"], ["b"], [], "x", ["a", "x"], ["a", "a"]]


def make():
    """The products."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
    shared["records"] = records([3, 4])
    shared["line"] = records([20])
    shared["turned"] = ["T", "records"]
    shared["backward"] = ["index", "line", ["::-1"]]
    group = Group(shared)
    stability(group)
    fields(group)
    return group


def records(shape):
    """Records with equal fields here and there, as the columns of a table."""
    count = shape[0] * (shape[1] if len(shape) > 1 else 1)
    a = ["reshape", ["remainder", ["multiply", ["arange", str(count)], ["py", "7"]], ["py", "3"]], shape]
    b = ["reshape", ["divide", ["remainder", ["multiply", ["arange", str(count)], ["py", "5"]], ["py", "4"]], ["py", "2"]], shape]
    c = ["reshape", ["remainder", ["multiply", ["arange", str(count)], ["py", "11"]], ["py", "13"]], shape]
    made = ["zeros_of", shape, FIELDS]
    for name, values in (("a", a), ("b", b), ("c", c)):
        made = ["put_field_array", made, name, values]
    return made


def stability(group):
    """Both keywords, together and alone."""
    turn = 0
    for name, stable, dtype in product(NAMES, (None, True, False), ("bool", "int8", "int64", "float32", "float64", "uint16")):
        turn += 1
        options = {"axis": [0, -1, None, 1][turn % 4]}
        if name is not None or turn % 2:
            options["kind"] = name
        if stable is not None or turn % 3:
            options["stable"] = stable
        layout = data.SQUARE[turn % 5]
        group.add(["sort", f"{dtype}_{layout}", options])
        group.add(["argsort", f"{dtype}_{layout}", options])
        if options["axis"] is not None:
            group.add(["sort_in_place", "v", options], given={"v": ["copy", f"{dtype}_{layout}"]})
    for kind in ("introselect", "intro", "quick", "Introselect", ""):
        for dtype in ("int16", "float64"):
            group.add(["partition", f"{dtype}_row", 2, {"kind": kind}])


def fields(group):
    """Records by every choice of fields, along each axis."""
    for order, array in product(ORDERS, ("records", "line", "turned", "backward")):
        for axis in (0, -1, None, 1):
            if array in ("line", "backward") and axis == 1 and order != "a":
                continue
            for kind in ("quicksort", "stable"):
                group.add(["sort_by", array, order, {"axis": axis, "kind": kind}])
                group.add(["argsort_by", array, order, {"axis": axis, "kind": kind}])
            group.add(["partition_by", array, order, 1, {"axis": axis}])
            group.add(["argpartition_by", array, order, [0, 2], {"axis": axis}])
        group.add(["partition_by", array, order, -1])
        group.add(["partition_by", array, order, 99])
        group.add(["argpartition_by", array, order, -99, {"axis": 0}])
        group.add(["sort_in_place_by", "v", order], given={"v": ["copy", array]})
        group.add(["sort_in_place_by", "v", order, {"axis": 0, "kind": "stable"}], given={"v": ["copy", array]})
    for function in (["sort_by", "float64_C", "a"], ["argsort_by", "int8_C", ["a"]], ["partition_by", "float64_C", "a", 1], ["argpartition_by", "float64_C", ["b"], 1], ["sort_by", "float64_C", []]):
        group.add(function)
