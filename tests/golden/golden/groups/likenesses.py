"""Arrays like others: `zeros_like`, `full_like` with an order and a shape, `np.array` with `ndmin`, `nan_to_num` in place."""

from .. import data
from ..answer import Group

DTYPES = ["bool", "int8", "int64", "uint16", "float16", "float32", "float64", "complex128"]


def make():
    """Orders and shapes, then axes in front, then numbers that are put in the place of others."""
    shared = {}
    for dtype in DTYPES:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    for dtype in DTYPES:
        for layout in [*data.SQUARE, *data.OTHERS]:
            name = f"{dtype}_{layout}"
            for order in "KACF":
                group.add(["full_like_in", name, ["py", "3"], {"order": order}])
                group.add(["zeros_like_in", name, {"order": order, "dtype": "int16"}])
            for shape in ([2, 3], [4], [], [0, 2], [2, 3, 4], [3, 4]):
                group.add(["full_like_in", name, ["py", "1"], {"shape": shape}])
            for ndmin in (0, 1, 2, 3, 5):
                group.add(["converted", name, {"ndmin": ndmin}])
                group.add(["converted", name, {"ndmin": ndmin, "order": "F"}])
        for value in (["py", "300"], ["py", "-1"], ["py", "2.5"], ["py", "1j"], f"{dtype}_row", f"{dtype}_column", ["ones", [5]], "float64_row", "complex128_zero"):
            if value != ["py", "1j"] or dtype == "complex128":
                group.add(["full_like_in", f"{dtype}_F", value])
                group.add(["full_like_in", "int32_like", value, {"dtype": dtype}], {"int32_like": ["ones", [2, 4], {"dtype": "int32"}]})
    for ndmin in (64, 65, 1000, -1):
        group.add(["attribute", ["converted", "int64_row", {"ndmin": ndmin}], "ndim"])
    for dtype in ("float32", "float64", "complex64", "complex128", "int64", "bool"):
        for layout in ("C", "F", "reversed", "zero", "empty", "column"):
            wild = {"w": ["fill", "wild", dtype, [3, 4]], "zero": ["fill", "wild", dtype, []], "empty": ["zeros", [0, 2], {"dtype": dtype}]}
            array = {"C": "w", "F": ["T", "w"], "reversed": ["index", "w", ["::-1", "::2"]], "zero": "zero", "empty": "empty", "column": ["index", "w", [":", "2:3"]]}[layout]
            for options in ({}, {"nan": "7"}, {"posinf": "1"}, {"neginf": "-2", "nan": "0.5"}):
                group.add(["nan_to_num", array, {"copy": False, **options}], wild)
                group.add(["after", ["nan_to_num", array, {"copy": False, **options}], "w"], wild)
        group.add(["nan_to_num", ["frozen", "w"], {"copy": False}], {"w": ["fill", "wild", dtype, [3, 4]]})
    return group
