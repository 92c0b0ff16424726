"""`apply_along_axis`, `apply_over_axes`, `unstack`, `vecdot`, `matvec`, `vecmat`, `take_along_axis` and `put_along_axis` over dtypes,
layouts and axes."""

from .. import data
from ..answer import Group

ROWS = "sum sort mean ends cumsum first outer unique even".split()
DTYPES = ["bool", "int16", "float32", "float64", "complex128"]


def make():
    """One function after another."""
    shared = {}
    for dtype in DTYPES:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    for dtype in DTYPES:
        for layout in ("C", "F", "reversed", "cube", "turned", "row", "empty", "zero"):
            name = f"{dtype}_{layout}"
            for axis in (0, 1, -1, 2):
                for function in ROWS:
                    # Lines of different lengths do not fit together, nor are complex numbers divided with a rest.
                    if function == "unique" and layout != "row" or dtype == "complex128" and function == "even" or dtype == "bool" and function in ("even", "ends"):
                        continue
                    group.add(["apply_along_axis", function, axis, name])
                group.add(["unstack", name, {"axis": axis}])
            for axes in ([0], [1], [0, 1], [-1, 0], [2], [1, 1], [0, 2], []):
                for function in ("sum", "max", "mean", "prod", "any"):
                    if layout != "empty" or function != "max":
                        group.add(["apply_over_axes", function, name, axes])
            for other in ("row", "C", "column"):
                for function in ("vecdot", "matvec", "vecmat"):
                    group.add([function, name, f"{dtype}_{other}"], near=1e-6 if dtype == "float32" else 1e-13 if dtype in ("float64", "complex128") else None)
    return group
