"""`ddof=` with a fraction, `correction=`, `mean=` of `var` and `std`."""

from itertools import product

from .. import data
from ..answer import Group

SPREADS = ["var", "std", "nanvar", "nanstd"]
MASKS = {
    "some": ["array", "bool", [3, 4], "1 0 1 1 0 0 1 0 1 1 0 1"],
    "rows": ["array", "bool", [3, 1], "1 0 1"],
    "never": ["array", "bool", [], "0"],
}

def make():
    """The products; every case says what NumPy warns of."""
    shared = dict(MASKS)
    for dtype in [*data.DTYPES, *data.COMPLEX]:
        shared |= data.layouts("plain", dtype)
    for dtype in data.FLOATS:
        shared[f"{dtype}_wild"] = ["reshape", ["array", dtype, [12], "1.0 nan 3.0 -2.0 5.0 0.5 2.5 nan -1.5 2.0 nan nan"], [3, 4]]
    shared["complex128_wild"] = ["reshape", ["array", "complex128", [6], "1+2j nan+1j 3-1j 0.5+0j 2+nanj 4-4j"], [2, 3]]
    group = Group(shared, warns=True)
    freedoms(group)
    means(group)
    return group


def freedoms(group):
    """What is subtracted from the count, by both names; counts that are not larger."""
    turn = 0
    for name, dtype in product(SPREADS, [*data.DTYPES, "complex64", "complex128"]):
        for ddof in (0.5, 1.5, -0.25, 2.999, 1.0, 12, 11.5):
            turn += 1
            layout, axis = data.SQUARE[turn % 5], [0, 1, None, [0, 1], -1][turn % 5]
            extra = [{}, {"keepdims": True}, {"where": "some"}, {"where": "rows"}][turn % 4]
            group.add([name, f"{dtype}_{layout}", {"axis": axis, "ddof": ddof, **extra}])
            group.add([name, f"{dtype}_{layout}", {"axis": axis, "correction": ddof, **extra}])
        group.add([name, f"{dtype}_cube", {"axis": [0, 2], "correction": 1, "keepdims": True}])
        group.add([name, f"{dtype}_turned", {"axis": [2, 0], "ddof": 0.75}])
        group.add([name, f"{dtype}_empty", {"axis": 0, "ddof": -0.5}])
        group.add([name, f"{dtype}_C", {"axis": 0, "ddof": 1, "correction": 1}])
        group.add([name, f"{dtype}_C", {"axis": 9, "ddof": 0.5, "correction": 0}])
        group.add([name, f"{dtype}_C", {"axis": 1, "ddof": 0, "correction": 2}])
    for name, dtype in product(SPREADS, data.FLOATS):
        for ddof, axis, keep in product((0.5, 1, 2.5), (None, 0, 1, [0, 1]), (False, True)):
            group.add([name, f"{dtype}_wild", {"axis": axis, "ddof": ddof, "keepdims": keep}])
            group.add([name, f"{dtype}_wild", {"axis": axis, "correction": ddof, "where": "some", "keepdims": keep}])
        group.add([name, f"{dtype}_wild", {"ddof": 1, "correction": 1, "dtype": "int64"}])
        group.add([name, f"{dtype}_wild", {"ddof": 1, "correction": 1, "dtype": "float32"}])
    for name, axis, ddof in product(SPREADS, (None, 0, 1), (0, 0.5, 2)):
        group.add([name, "complex128_wild", {"axis": axis, "ddof": ddof}])


def means(group):
    """Means that are given: the true ones, others, of other shapes and dtypes."""
    turn = 0
    for name, dtype in product(SPREADS, [*data.DTYPES, "complex64"]):
        for axis in (0, 1, None, [0, 1]):
            turn += 1
            array, own = f"{dtype}_{data.SQUARE[turn % 5]}", {"axis": axis, "keepdims": True}
            extra = [{}, {"keepdims": True}, {"ddof": 1.5}, {"where": "some"}, {"dtype": "float64"}][turn % 5]
            group.add([name, array, {"axis": axis, "mean": ["mean", array, own], **extra}])
        for mean in (["array", "float64", [], "2.5"], ["array", "int64", [4], "1 2 3 4"], ["array", "float32", [3, 1], "0.5 1.5 2.5"]):
            group.add([name, f"{dtype}_C", {"axis": 0, "mean": mean}])
            group.add([name, f"{dtype}_F", {"mean": mean, "where": "rows"}])
        if name in ("var", "nanvar"):
            for mean in (["array", "complex128", [], "1+2j"], ["array", "bool", [4], "1 0 1 1"], ["zeros", [2, 3, 4]], ["zeros", [5]], ["zeros", [0]]):
                group.add([name, f"{dtype}_C", {"axis": 0, "mean": mean}])
            group.add([name, f"{dtype}_row", {"mean": ["zeros", [2, 4]], "axis": 0}])
        for target in ("float64", "float32", "int64"):
            if name.startswith("nan") or target != "int64":
                group.add([name, f"{dtype}_C", {"axis": 0, "mean": ["zeros", [4]], "out": "o"}], given={"o": ["zeros", [4], {"dtype": target}]})
    for name, dtype, axis in product(SPREADS, data.FLOATS, (0, 1, None)):
        group.add([name, f"{dtype}_wild", {"axis": axis, "mean": ["nanmean", f"{dtype}_wild", {"axis": axis, "keepdims": True}]}])
        group.add([name, f"{dtype}_wild", {"axis": axis, "mean": ["full", [1, 1], "nan"]}])
