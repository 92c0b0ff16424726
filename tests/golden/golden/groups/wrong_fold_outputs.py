"""What is said where `out` is of another shape or dtype: every reduction."""

from itertools import product

from .. import outputs
from ..outputs import SHAPES, TARGETS, frozen, made

FOLDS = "sum prod min max mean var std any all argmin argmax ptp nansum nanprod nanmin nanmax nanmean nanvar nanstd nanargmin nanargmax".split()
ORDERED = ["median", "nanmedian"]
RANKED = ["quantile", "percentile", "nanquantile", "nanpercentile"]


def make():
    """Folds of all kinds."""
    group = outputs.group()
    folds(group)
    return group


def folds(group):
    """Over an axis, over all, with axes kept."""
    for name in [*FOLDS, *ORDERED]:
        for shape in SHAPES[:-2] if name.startswith("nan") else SHAPES[:-1]:
            for options in ({}, {"axis": 0}, {"axis": 1, "keepdims": True}):
                for array, target in (("int64_C", "int64"), ("float64_F", "float64"), ("float64_C", "float32")):
                    if name.startswith("nan") and target == "int64":
                        continue
                    if (target == "float32") != (shape in ([4], [])) or array == "int64_C" or target == "float64":
                        group.add([name, array, {**options, "out": "o"}], made(shape, target))
        for dtype, target in product(("int8", "float16", "float64") if name.startswith("nan") else ("bool", "int8", "int64", "float16", "float32", "complex128"), TARGETS):
            # NumPy puts the first elements of a largest or smallest into the result before it compares them.
            if target == "uint8" and name in ("min", "max", "nanmin", "nanmax"):
                continue
            # What the place of a complex number is called differs from case to case.
            if dtype == "complex128" and name in ("median", "nanmedian"):
                continue
            group.add([name, f"{dtype}_C", {"axis": 0, "out": "o"}], made([4], target))
        group.add([name, "float64_C", {"axis": 0, "out": "o"}], frozen([4], "float64"))
        group.add([name, "int64_C", {"out": "o"}], frozen([], "int64"))
        group.add([name, "float64_empty", {"axis": 0, "out": "o"}], made([4], "float64"))
        group.add([name, "float64_cube", {"axis": [0, 2], "out": "o"}], made([3], "float64"))
        group.add([name, "float64_cube", {"axis": [0, 2], "out": "o"}], made([4], "float64"))
    for name in RANKED:
        point = ["py", "0.5"] if "quantile" in name else ["py", "50"]
        for shape in SHAPES:
            for options in ({}, {"axis": 0}, {"axis": 1, "keepdims": True}):
                group.add([name, "float64_C", point, {**options, "out": "o"}], made(shape, "float64"))
        for dtype, target in product(("int8", "float16", "float64"), TARGETS):
            group.add([name, f"{dtype}_C", point, {"axis": 0, "out": "o"}], made([4], target))
