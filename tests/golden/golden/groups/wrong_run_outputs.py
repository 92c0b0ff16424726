"""What is said where `out` is of another shape or dtype: every running fold."""

from itertools import product

from .. import outputs
from ..outputs import DTYPES, SHAPES, TARGETS, frozen, made

RUNS = "cumsum cumprod nancumsum nancumprod cumulative_sum cumulative_prod".split()


def make():
    """Running folds of all kinds."""
    group = outputs.group()
    runs(group)
    return group


def runs(group):
    """Along an axis and over all."""
    for name in RUNS:
        for shape in [*SHAPES, [12], [11]]:
            # Where an `out` has fewer axes than the array, NumPy reads beyond its arguments.
            for options, array in (({}, "int64_C"), ({"axis": 0}, "int64_C"), ({"axis": 1}, "float64_F"), ({"axis": 0}, "float64_row")):
                if len(shape) < (2 if options and array != "float64_row" else 1) or name.startswith("cumulative") and not options:
                    continue
                group.add([name, array, {**options, "out": "o"}], made(shape, array.split("_")[0]))
        for dtype, target in product(DTYPES, TARGETS):
            group.add([name, f"{dtype}_row", {"axis": 0, "out": "o"}], made([4], target))
        group.add([name, "float64_row", {"axis": 0, "out": "o"}], frozen([4], "float64"))
