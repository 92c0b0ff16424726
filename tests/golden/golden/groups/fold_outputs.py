"""Folds into arrays that exist: of real dtypes for complex sums, of shapes larger than what is accumulated."""

from itertools import product

from .. import data
from ..answer import Group

SHAPES = [[0], [1], [2], [3], [4], [3, 4], [1, 3], [2, 3], [3, 1], [4, 3], [2, 1], [3, 3], [1, 1], [2, 2, 3], [4, 2, 3], [1, 3, 2]]
SUMMED = ["sum", "prod", "mean", "max", "min", "any", "all", "nansum", "nanprod", "nanmax", "var", "std"]


def make():
    """Lost imaginary parts, then shapes."""
    shared = {}
    for dtype in data.COMPLEX:
        shared |= data.layouts("plain", dtype)
    group = Group(shared, warns=True)
    for dtype in data.COMPLEX:
        lost(group, dtype)
    shapes(group)
    return group


def lost(group, dtype):
    """Complex folds into real, integer and complex arrays, and into truth values."""
    for target in ("float64", "float32", "int64", "bool", "complex64", "complex128"):
        for method in SUMMED[: -2 if target == "bool" else None]:
            for axis, shape in ((None, []), (0, [4]), (1, [3])):
                given = {"o": ["ones", shape, {"dtype": target}]}
                group.add([method, f"{dtype}_C", {"axis": axis, "out": "o"}], given)
            group.add([method, f"{dtype}_row", {"out": "o"}], {"o": ["zeros", [], {"dtype": target}]})
        for ufunc in ("add", "multiply", "maximum", "logical_or"):
            group.add(["reduce", ufunc, f"{dtype}_C", {"out": "o"}], {"o": ["zeros", [4], {"dtype": target}]})
            group.add(["accumulate", ufunc, f"{dtype}_C", {"out": "o"}], {"o": ["zeros", [3, 4], {"dtype": target}]})
            group.add(["accumulate", ufunc, ["T", f"{dtype}_C"], {"axis": 1, "out": "o"}], {"o": ["zeros", [4, 3], {"dtype": target}]})
            group.add(["reduceat", ufunc, f"{dtype}_C", [0, 2, 1], {"axis": 1, "out": "o"}], {"o": ["zeros", [3, 3], {"dtype": target}]})
        for method in ("cumsum", "cumprod"):
            group.add([method, f"{dtype}_C", {"axis": 0, "out": "o"}], {"o": ["zeros", [3, 4], {"dtype": target}]})
            group.add([method, f"{dtype}_row", {"out": "o"}], {"o": ["zeros", [4], {"dtype": target}]})


def shapes(group):
    """`accumulate` into arrays of every shape. With fewer axes than the array NumPy reads beyond its arguments."""
    for own, other, target in product(([3], [1], [0], [2, 3], [1, 3], [2, 1], [1, 1]), SHAPES, ("int64", "float64")):
        if len(other) < len(own):
            continue
        for axis in range(len(own)):
            given = {"a": ["add", ["reshape", ["arange", str(own[0] * own[-1] if len(own) > 1 else own[0])], own], ["py", "1"]], "o": ["full", other, "9", {"dtype": target}]}
            group.add(["accumulate", "add", "a", {"axis": axis, "out": "o"}], given)
            if target == "int64":
                group.add(["after", ["accumulate", "multiply", "a", {"axis": axis, "out": ["index", "o", ["...", "::-1"]]}], "o"], given)
