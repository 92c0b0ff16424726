"""Folding along axes: every reduction, dtype, layout, axis, with and without `keepdims`."""

from .. import data, program
from ..answer import Group

AXES = {
    "C": [None, 0, 1, -1, [0, 1], [], 2],
    "F": [None, 0, 1, [1, 0]],
    "strided": [None, 0, 1],
    "reversed": [None, 0, 1],
    "broadcast": [None, 0, 1],
    "zero": [None, 0, -1, []],
    "empty": [None, 0, 1],
    "cube": [None, 0, 1, 2, [0, 2], [2, 0], [0, 1, 2], [0, 0], [1, 2], -4],
    "turned": [None, 0, 1, 2, [0, 1], [1, 2]],
    "row": [None, 0, [0]],
    "column": [None, 0, 1],
}
LONG = [8, 9, 64, 127, 128, 129, 1000, 1024, 1025]


def make():
    """The products; integer results are exact, float sums are NumPy's own order of additions."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    group = Group(shared)
    for name in program.REDUCTIONS:
        for dtype in data.DTYPES:
            for turn, (layout, axes) in enumerate(AXES.items()):
                if dtype in ("int16", "uint16", "uint32", "int8") and layout not in ("C", "cube", "empty"):
                    continue
                for axis in axes:
                    if name in ("argmin", "argmax") and isinstance(axis, list):
                        continue
                    keep = {"keepdims": True} if (turn + len(str(axis))) % 2 else {}
                    where = {} if axis is None else {"axis": axis}
                    group.add([name, f"{dtype}_{layout}", where | keep])
            group.add([name, f"{dtype}_wild"])
            group.add([name, f"{dtype}_C", {"axis": 0, "keepdims": True}])
            group.add([name, f"{dtype}_C", {"axis": 0}])
    options(group)
    long_sums(group)
    return group


def options(group):
    """The dtype to fold in, and degrees of freedom."""
    for name in ("sum", "prod", "mean", "std", "var"):
        for source in data.DTYPES:
            for target in ("int32", "float32", "float64"):
                group.add([name, f"{source}_C", {"axis": 0, "dtype": target}])
    for name in ("std", "var"):
        for dtype in ("int64", "float32", "float64"):
            for ddof in (0, 1, 3):
                group.add([name, f"{dtype}_C", {"axis": 0, "ddof": ddof}])
                group.add([name, f"{dtype}_cube", {"ddof": ddof}])


def long_sums(group):
    """Long enough for blocks and pairs: the order of additions shows in the last bits."""
    for length in LONG:
        for dtype in data.FLOATS:
            line = {"v": ["fill", "plain", dtype, [length]]}
            grid = {"g": ["fill", "plain", dtype, [length, 3]]}
            for name in ("sum", "mean", "var", "prod"):
                group.add([name, "v"], given=line)
                group.add([name, ["index", "v", ["::-1"]]], given=line)
                group.add([name, ["index", "v", ["::2"]]], given=line)
                group.add([name, "g"], given=grid)
                group.add([name, "g", {"axis": 0}], given=grid)
                group.add([name, "g", {"axis": 1}], given=grid)
                group.add([name, ["T", "g"], {"axis": 1}], given=grid)
                group.add([name, ["T", "g"]], given=grid)
                group.add([name, ["index", "g", ["::2", "::2"]]], given=grid)
