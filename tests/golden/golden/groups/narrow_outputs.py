"""Folds into an `out` with less room than they are computed in: where the first elements are the start, they lie there first."""

from ..answer import Group

SOURCES = ["int64", "int8", "uint16", "float64", "float32", "float16", "bool", "complex64"]
OUTS = ["uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "float16", "float32", "bool", ">i2", ">f4"]


def shared():
    """A table of each dtype."""
    return {dtype: ["fill", "plain", dtype, [3, 4]] for dtype in SOURCES}


def make():
    """Smallest and largest, differences and quotients, along every axis."""
    group = Group(shared(), warns=True)
    for source in SOURCES:
        for out in OUTS:
            given = {"o": ["zeros", [4], {"dtype": out}]}
            row = {"o": ["zeros", [3], {"dtype": out}]}
            for name in ("min", "max"):
                group.add([name, source, {"axis": 0, "out": "o"}], given)
                group.add([name, source, {"axis": 1, "out": "o"}], row)
            group.add(["max", source, {"axis": [0, 1], "out": "o"}], {"o": ["zeros", [], {"dtype": out}]})
            group.add(["reduce", "fmin", source, {"axis": 1, "keepdims": True, "out": "o"}], {"o": ["zeros", [3, 1], {"dtype": out}]})
            group.add(["min", source, {"axis": 0, "initial": "3", "out": "o"}], given)
            if source != "bool":
                group.add(["reduce", "subtract", source, {"axis": 1, "out": "o"}], row)
            group.add(["sum", source, {"axis": 1, "out": "o"}], row)
            group.add(["reduceat", "maximum", source, [0, 2, 1], {"axis": 0, "out": "o"}], {"o": ["zeros", [3, 4], {"dtype": out}]})
    narrowed(group)
    return group


def narrowed(group):
    """Folds in a dtype with less room than the elements need, and what their cast meets."""
    sources = [["array", "float64", [4], "1e300 -1e20 3 nan"], ["fill", "wild", "float64", [3, 4]], ["fill", "wild", "float32", [3, 4]], ["fill", "plain", "complex128", [3, 4]]]
    for source in sources:
        for dtype in ("int32", "uint8", "int64", "bool", "float32", "float16"):
            if source[2] == "complex128" and dtype == "float16":
                continue
            for name in ("sum", "prod"):
                for options in ({}, {"axis": 0}, {"keepdims": True}, {"initial": "2"}):
                    group.add([name, source, options | {"dtype": dtype}])
            for name in ("maximum", "minimum"):
                group.add(["reduce", name, source, {"axis": 0, "dtype": dtype}])
