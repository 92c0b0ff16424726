"""Arrays, and nothing at all, as what a reduction starts from (`initial=`)."""

from itertools import product

from .. import data
from ..answer import Group

MASKS = {
    "some": ["array", "bool", [3, 4], "1 0 1 1 0 0 1 0 1 1 0 1"],
    "rows": ["array", "bool", [3, 1], "1 0 1"],
}
STARTS = [
    ["array", "int64", [], "3"],
    ["array", "float64", [], "2.5"],
    ["array", "float64", [], "nan"],
    ["array", "float64", [], "1e300"],
    ["array", "int64", [], "300"],
    ["array", "bool", [], "1"],
    ["array", "complex128", [], "1+2j"],
    ["array", "int64", [1], "3"],
    ["array", "int64", [1, 1], "0"],
    ["array", "float64", [3], "1 2 3"],
    ["zeros", [0]],
    ["array", "float64", [3, 4], "1 2 3 4 5 6 7 8 9 10 11 12"],
    None,
]


def make():
    """The products; every case says what NumPy warns of."""
    shared = dict(MASKS)
    for dtype in [*data.DTYPES, "complex64"]:
        shared |= data.layouts("plain", dtype)
    group = Group(shared, warns=True)
    starts(group)
    return group


def starts(group):
    """Arrays, and nothing at all, as what a fold starts from."""
    for name, dtype in product(("sum", "prod", "min", "max"), ("bool", "int8", "uint16", "int64", "uint64", "float32", "float64", "complex64")):
        for start in STARTS:
            if dtype != "complex64" or "1e300" not in str(start):
                group.add([name, f"{dtype}_C", {"axis": 0, "initial": start}])
        for start in STARTS[:2] + [None]:
            group.add([name, f"{dtype}_cube", {"axis": [0, 2], "initial": start, "keepdims": True}])
            group.add([name, f"{dtype}_empty", {"axis": 0, "initial": start}])
            group.add([name, f"{dtype}_F", {"axis": 1, "initial": start, "where": "some"}])
            if dtype != "complex64":
                group.add([name, f"{dtype}_C", {"axis": 0, "initial": start, "out": "o"}], given={"o": ["ones", [4]]})
            group.add([name, f"{dtype}_C", {"axis": 5, "initial": start}])
    for ufunc, dtype in product(("logical_or", "logical_and", "logical_xor", "bitwise_or", "maximum", "fmin", "multiply", "gcd"), ("bool", "int8", "float64", "int64")):
        for start in STARTS[:5] + STARTS[7:11] + [None]:
            group.add(["reduce", ufunc, f"{dtype}_C", {"axis": 0, "initial": start}])
        group.add(["reduce", ufunc, f"{dtype}_empty", {"initial": None}])
        group.add(["reduce", ufunc, f"{dtype}_C", {"initial": None, "where": "some"}])
    for name, dtype in product(("nansum", "nanprod", "nanmin", "nanmax"), ("int8", "float32", "float64")):
        for start in STARTS[:2] + STARTS[9:10] + [None]:
            group.add([name, f"{dtype}_C", {"axis": 0, "initial": start}])
            group.add([name, f"{dtype}_C", {"axis": 1, "initial": start, "where": "rows", "keepdims": True}])
