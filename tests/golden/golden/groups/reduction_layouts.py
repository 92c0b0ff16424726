"""Every reduction over every dtype, complex ones among them, layouts and axes taking turns."""

from itertools import product

from .. import data
from ..answer import Group
from .reduction_sweep import AXES, FOLDS, OTHERS, PLACES, RUNNING


def make():
    """The products; every case says what NumPy warns of."""
    shared = {}
    for dtype in [*data.DTYPES, *data.COMPLEX]:
        shared |= data.layouts("plain", dtype)
    group = Group(shared, warns=True)
    plain(group)
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def plain(group):
    """Layouts and axes taking turns."""
    turn = 0
    for dtype, name in product([*data.DTYPES, *data.COMPLEX], [*FOLDS, *PLACES, *OTHERS]):
        for layout in (*data.SQUARE, "cube", "turned", "zero"):
            turn += 1
            axes = AXES[turn % 6]
            if layout == "zero" and "axis" in axes or name in PLACES and isinstance(axes.get("axis"), list):
                axes = {}
            group.add([name, f"{dtype}_{layout}", axes])
    for dtype, name in product(data.COMPLEX, RUNNING):
        for layout, axis in product(data.SQUARE, (None, 0, 1)):
            group.add([name, f"{dtype}_{layout}", {"axis": axis}])
    for dtype in data.COMPLEX:
        for layout in data.SQUARE:
            for extra in ({}, {"n": 2}, {"axis": 0, "prepend": ["py", "1"]}):
                group.add(["diff", f"{dtype}_{layout}", extra])
            group.add(["average", f"{dtype}_{layout}", {"weights": "float64_row", "axis": 1, "returned": True}])
            group.add(["average", f"{dtype}_{layout}", {"weights": f"{dtype}_C", "returned": True}])
