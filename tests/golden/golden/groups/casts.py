"""`astype` between every two dtypes, in every layout and order, and the casting rules that forbid it."""

from .. import data
from ..answer import Group

RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]
# Floats that every integer dtype of 8 bits or more can hold once truncated; the rest is undefined in C.
SMALL = "0.0 1.5 2.999 100.25 7.0 -0.0 0.25 64.5 3.0 1e1 99.99 5.0 0.1"


def make():
    """Every pair, every rule, layouts taking turns."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        if dtype in data.FLOATS:
            shared[f"{dtype}_small"] = ["array", dtype, [13], SMALL]
            shared[f"{dtype}_table"] = ["index", f"{dtype}_small", ["1:13"]]
    group = Group(shared)
    turn = 0
    for source in data.DTYPES:
        for target in data.DTYPES:
            names = ["wild", "C"]
            if source in data.FLOATS and target in data.INTEGERS:
                names = ["small", "table"] if target.startswith("u") else ["small", "C"]
            for name in names:
                group.add(["astype", f"{source}_{name}", target])
            if source not in data.FLOATS or target in data.FLOATS or not target.startswith("u"):
                for order in "CFAK":
                    turn += 1
                    layout = (data.SQUARE + data.OTHERS)[turn % 11]
                    group.add(["astype", f"{source}_{layout}", target, {"order": order}])
            for rule in RULES:
                array = f"{source}_small" if source in data.FLOATS else f"{source}_C"
                group.add(["astype", array, target, {"casting": rule}])
            group.add(["astype", f"{source}_zero" if source not in data.FLOATS else f"{source}_small", target])
    for dtype in data.DTYPES:
        for layout in data.SQUARE + data.OTHERS:
            group.add(["astype", f"{dtype}_{layout}", dtype])
            for order in "CFAK":
                group.add(["copy", f"{dtype}_{layout}", order])
    return group
