"""`cov` and `corrcoef` of numbers whose means and products are rounded: the products of NumPy's library in its own order."""

from .. import data
from ..answer import Group

SHAPES = [[3, 5], [2, 7], [5, 3], [4, 100], [1, 13], [13], [6, 6]]
# The products are made in these dtypes, whatever comes in.
NEAR = 1e-13


def make():
    """Shapes, dtypes and layouts, then weights."""
    group = Group()
    for dtype in ["float64", "float32", "complex64", "complex128", "int16"]:
        for shape in SHAPES:
            table = ["add", ["fill", "plain", dtype, shape], ["divide", ["fill", "steps", dtype, shape], ["py", "3"]]]
            # As many variables as columns would be a table of many numbers.
            for options in ({}, {"rowvar": False}) if shape[-1] < 8 else ({},):
                for source in (table, ["copy", table, "F"], ["index", table, ["::-1"]]):
                    for more in ({}, {"ddof": 0}, {"bias": True}) if source is table else ({},):
                        group.add(["cov", source, options | more], near=NEAR)
                    group.add(["corrcoef", source, options], near=NEAR)
            if len(shape) == 2:
                group.add(["cov", table, ["fill", "plain", "float64", shape]], near=NEAR)
                group.add(["corrcoef", table, ["fill", "plain", dtype, shape]], near=NEAR)
    weights = {"f": ["array", "int64", [7], "1 2 1 4 2 3 2"], "a": ["array", "float64", [7], "0.3 1.1 1.7 0.9 0.5 1 1.3"]}
    for dtype in data.FLOATS + ["complex128"]:
        table = ["divide", ["fill", "plain", dtype, [3, 7]], ["py", "7"]]
        for given in ({"fweights": "f"}, {"aweights": "a"}, {"fweights": "f", "aweights": "a"}):
            for more in ({}, {"ddof": 0}, {"bias": True}, {"ddof": 2}):
                group.add(["cov", table, given | more], given=weights, near=NEAR)
    return group
