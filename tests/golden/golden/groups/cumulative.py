"""Running sums and products, differences of neighbors, unwrapping, counting."""

from itertools import product

from .. import data
from ..answer import Group


def make():
    """The products; every case says what NumPy warns of."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared, warns=True)
    running(group)
    differences(group)
    counting(group)
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def running(group):
    """`cumsum` and `cumprod`."""
    for name, dtype in product(("cumsum", "cumprod"), data.DTYPES):
        for layout in data.SQUARE + data.OTHERS:
            for axis in (None, 0, 1) if layout in ("C", "cube", "empty") else (None, -1):
                group.add([name, f"{dtype}_{layout}", {"axis": axis}])
        group.add([name, f"{dtype}_wild"])
        group.add([name, f"{dtype}_zero", {"axis": 0}])
        group.add([name, f"{dtype}_zero", {"axis": 1}])
        group.add([name, f"{dtype}_cube", {"axis": 3}])
        for target in ("int8", "int64", "float32", "float64", "bool"):
            group.add([name, f"{dtype}_C", {"axis": 0, "dtype": target}])
            group.add([name, f"{dtype}_C", {"axis": 1, "out": "o"}], given={"o": ["zeros", [3, 4], {"dtype": target}]})
        for shape in ([12], [3, 4], [5]):
            group.add([name, f"{dtype}_C", {"out": "o"}] if len(shape) == 1 else [name, f"{dtype}_C", {"axis": 0, "out": "o"}], given={"o": ["zeros", shape]})


def differences(group):
    """`diff`, `ediff1d`, `unwrap`."""
    for dtype in data.DTYPES:
        for layout in data.SQUARE + data.OTHERS:
            for n, axis in ((1, -1), (1, 0), (2, 1), (3, -1), (0, 0), (9, 0)):
                group.add(["diff", f"{dtype}_{layout}", {"n": n, "axis": axis}])
        for prepend, append in product((None, ["py", "0"], ["py", "1.5"], f"{dtype}_column", f"{dtype}_row"), (None, ["py", "3"], f"{dtype}_C")):
            options = {key: value for key, value in (("prepend", prepend), ("append", append)) if value is not None}
            group.add(["diff", f"{dtype}_C", options])
        group.add(["diff", f"{dtype}_C", {"n": -1}])
        group.add(["diff", f"{dtype}_C", {"axis": 2}])
        for layout in ("C", "F", "row", "zero", "empty", "turned"):
            group.add(["ediff1d", f"{dtype}_{layout}"])
            group.add(["ediff1d", f"{dtype}_{layout}", {"to_begin": ["py", "1"], "to_end": f"{dtype}_row"}])
            group.add(["ediff1d", f"{dtype}_{layout}", {"to_end": ["py", "1.5"]}])
            group.add(["ediff1d", f"{dtype}_{layout}", {"to_begin": "int8_column"}])
    for dtype in data.FLOATS:
        for text in ("0.0 1.5 3.0 7.0 -2.0 12.0", "0.0 3.141592653589793 6.283185307179586", "1.0 8.0 nan 2.0 -20.0", "5.0"):
            line = ["array", dtype, [len(text.split())], text]
            group.add(["unwrap", line])
            group.add(["unwrap", line, {"discont": "4.0"}])
            group.add(["unwrap", line, {"period": "4.0"}])
        group.add(["unwrap", f"{dtype}_C", {"axis": 0}])
        group.add(["unwrap", f"{dtype}_cube", {"axis": 1}])
    group.add(["unwrap", "int64_C"])


def counting(group):
    """`count_nonzero`."""
    for dtype in data.DTYPES:
        for layout in data.SQUARE + data.OTHERS:
            for options in ({}, {"axis": 0}, {"axis": -1, "keepdims": True}, {"axis": [0, 1]}, {"keepdims": True}):
                group.add(["count_nonzero", f"{dtype}_{layout}", options])
        group.add(["count_nonzero", f"{dtype}_wild"])
