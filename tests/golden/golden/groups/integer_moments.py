"""Means, variances and deviations computed in an integer dtype or in halves; `std` of one number loses its fraction."""

from ..answer import Group


def make():
    """Each dtype asked for, along each axis."""
    sources = {dtype: ["fill", "plain", dtype, [3, 4]] for dtype in ("float64", "int64", "uint8", "bool", "float16", "complex64")}
    group = Group(sources, warns=True)
    for source in sources:
        for dtype in ("int32", "int64", "uint8", "bool", "float16", "float32", "complex64"):
            for name in ("mean", "std", "var"):
                for options in ({}, {"axis": 0}, {"axis": 1, "keepdims": True}, {"axis": [0, 1]}, {"keepdims": True}):
                    group.add([name, source, options | {"dtype": dtype}])
                if name != "mean":
                    group.add([name, source, {"dtype": dtype, "ddof": 1}])
                    group.add([name, source, {"dtype": dtype, "out": "o"}], {"o": ["zeros", [], {"dtype": dtype}]})
    return group
