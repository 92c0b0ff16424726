"""What is said where `out` is of another shape or dtype: rounding, bounds, truths, choices, joins and products."""

from itertools import product

from .. import outputs
from ..outputs import DTYPES, SHAPES, TARGETS, frozen, made


def make():
    """Functions of elements, choices, products."""
    group = outputs.group()
    elements(group)
    choices(group)
    return group


def elements(group):
    """`round`, `clip`, `fix`, `sqrt`, `add` and what gives truths."""
    for shape in SHAPES:
        for array in ("int64_C", "float64_F", "float64_row", "float64_zero", "float64_empty"):
            for decimals in (0, 1, -1):
                group.add(["round", array, {"decimals": decimals, "out": "o"}], made(shape, array.split("_")[0]))
            group.add(["clipped", array, ["py", "0"], ["py", "2"], {"out": "o"}], made(shape, array.split("_")[0]))
            group.add(["clipped", array, ["py", "0"], None, {"out": "o"}], made(shape, array.split("_")[0]))
            group.add(["fix", array, {"out": "o"}], made(shape, array.split("_")[0]))
            group.add(["sqrt", array, {"out": "o"}], made(shape, "float64"))
            group.add(["add", array, array, {"out": "o"}], made(shape, "float64"))
            group.add(["isposinf", array, {"out": "o"}], made(shape, "bool"))
    for dtype, target in product(DTYPES, TARGETS):
        for decimals in (0, 1, -1):
            group.add(["round", f"{dtype}_C", {"decimals": decimals, "out": "o"}], made([3, 4], target))
        group.add(["clipped", f"{dtype}_C", ["py", "0"], ["py", "2"], {"out": "o"}], made([3, 4], target))
        group.add(["fix", f"{dtype}_C", {"out": "o"}], made([3, 4], target))
        group.add(["isneginf", f"{dtype}_C", {"out": "o"}], made([3, 4], target))
    for decimals in (0, 1, -1):
        group.add(["round", "float64_C", {"decimals": decimals, "out": "o"}], frozen([3, 4], "float64"))
        group.add(["round", "int64_C", {"decimals": decimals, "out": "o"}], frozen([3, 4], "int64"))


def choices(group):
    """`take`, `compress`, `choose`, `concatenate`, `stack`, `trace`, `dot`, `matmul`, `outer`."""
    places = ["array", "int64", [2], "1 0"]
    for shape in [*SHAPES, [2], [2, 4], [3, 2], [6, 4], [2, 3, 4], [3, 3], [4, 4], [3, 3, 4]]:
        for target in ("float64", "int64", "float32"):
            group.add(["take", "float64_C", places, {"axis": 0, "out": "o"}], made(shape, target))
            group.add(["compress", ["array", "bool", [3], "1 0 1"], "float64_C", {"axis": 0, "out": "o"}], made(shape, target))
            group.add(["choose", ["array", "int64", [4], "0 1 1 0"], ["float64_row", "int64_row"], {"out": "o"}], made(shape, target))
            group.add(["concatenate", ["float64_C", "float64_F"], {"axis": 0, "out": "o"}], made(shape, target))
            group.add(["stack", ["float64_C", "float64_F"], {"out": "o"}], made(shape, target))
            group.add(["trace", "float64_C", 0, {"out": "o"}], made(shape, target))
            group.add(["dot", "int64_C", ["T", "int64_C"], {"out": "o"}], made(shape, target))
            group.add(["matmul", "int64_C", ["T", "int64_C"], {"out": "o"}], made(shape, target))
            group.add(["outer", "int64_row", "int64_row", {"out": "o"}], made(shape, target))
