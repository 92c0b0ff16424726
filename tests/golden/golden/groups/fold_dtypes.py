"""Folds of every ufunc of two numbers over every dtype: the dtype that a fold computes in is not always that of a call."""

from .. import data, program
from ..answer import Group


def make():
    """`reduce`, `accumulate`, `reduceat`, then dtypes and results asked for."""
    shared = {}
    for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
        shared[f"{dtype}_line"] = ["index", ["fill", "positive" if dtype not in data.COMPLEX else "plain", dtype, [6]], ["1:5"]]
        shared[f"{dtype}_flat"] = ["fill", "plain", dtype, [2, 3]]
    group = Group(shared)
    for ufunc in [*program.BINARY, "divmod", "clip", "negative"]:
        for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
            line = f"{dtype}_line"
            near = 4 if ufunc in ("arctan2", "logaddexp", "logaddexp2", "hypot", "power", "float_power") else None
            if ufunc in ("power", "float_power", "logaddexp2") or near and dtype in data.COMPLEX:
                continue
            # What rounds to halves at each step, and what is next to one, is no fold of `float32`.
            if ufunc in ("nextafter", "arctan2") and dtype in ("bool", "int8", "uint8", "float16"):
                continue
            options = {} if near is None else {"ulp": 1}
            group.add(["reduce", ufunc, line], **options)
            group.add(["accumulate", ufunc, line], **options)
            group.add(["reduceat", ufunc, line, [0, 2, 1]], **options)
            group.add(["reduce", ufunc, f"{dtype}_flat", {"axis": 1, "keepdims": True}], **options)
            group.add(["accumulate", ufunc, ["T", f"{dtype}_flat"], {"axis": 0}], **options)
    asked(group)
    return group


def asked(group):
    """`dtype=` and `out=` where the fold has a dtype of its own."""
    for ufunc in ("copysign", "heaviside", "divide", "fmod", "left_shift", "add", "maximum"):
        for dtype in ("bool", "int8", "uint8", "int16", "float16", "int64", "float32"):
            for other in ("float16", "float32", "float64", "int64", "int8"):
                for method in ("reduce", "accumulate"):
                    group.add([method, ufunc, f"{dtype}_line", {"dtype": other}])
                    room = {"o": ["zeros", [] if method == "reduce" else [4], {"dtype": other}]}
                    group.add([method, ufunc, f"{dtype}_line", {"out": "o"}], room)
