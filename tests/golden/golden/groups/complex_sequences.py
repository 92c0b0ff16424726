"""`interp` of complex values, with what lies beyond them and with periods; padding by mappings and by functions."""

from itertools import product

from .. import data
from ..answer import Group

BEYOND = [{}, {"left": "1+2j"}, {"right": "-0.5j"}, {"left": "3", "right": "2.5"}, {"left": "True", "right": "nan"}, {"left": "0-0j", "period": 3}, {"period": 2.5}, {"right": "1j", "period": -7}]
WIDTHS = [{"0": 1}, {"1": [0, 2]}, {"-1": [1, 2], "0": 3}, {"0": [2, 0], "-2": [0, 1]}, {}, {"2": 1}, {"-3": 1}, {"0": -1}, {"1": [1, -2]}, {"0": 0, "1": 0}]
FUNCTIONS = ["constant", "sum", "count", "last", "refuse"]


def make():
    """The products; every case says what NumPy warns of."""
    shared = {}
    for dtype in [*data.DTYPES, *data.COMPLEX]:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_line"] = ["fill", "plain", dtype, [9]]
    shared["steps"] = ["fill", "steps", "float64", [9]]
    shared["wild"] = ["fill", "wild", "complex128", [9]]
    group = Group(shared, warns=True)
    lines(group)
    widths(group)
    functions(group)
    return group


def lines(group):
    """Positions of every dtype on lines between complex values."""
    for dtype, ends in product((*data.DTYPES, *data.COMPLEX), BEYOND):
        for points in ("complex64_line", "complex128_line", "wild", "float64_line"):
            group.add(["interp", f"{dtype}_line", "steps", points, ends])
        group.add(["interp", f"{dtype}_F", ["index", "steps", ["0:1"]], ["index", "wild", ["2:3"]], ends])
        group.add(["interp", "float64_turned", f"{dtype}_line", "complex128_line", ends])
    for ends in BEYOND:
        group.add(["interp", "float64_line", "steps", "complex128_C", ends])
        group.add(["interp", "float64_line", "steps", "complex128_row", ends])
        group.add(["interp", "float64_line", ["zeros", [0]], ["zeros", [0], {"dtype": "complex64"}], ends])
        group.add(["interp", ["py", "0.5"], "steps", "complex64_line", ends])


def widths(group):
    """Widths by axis."""
    for width, mode in product(WIDTHS, ("constant", "edge", "reflect", "wrap", "mean", "linear_ramp", "empty", "sideways")):
        for layout in ("C", "F", "reversed"):
            # Here the engine is asked for the mode first, NumPy for the width.
            if mode != "sideways" or "-" not in str(list(width.values())):
                padded = ["pad", f"int16_{layout}", width, mode]
                group.add(["flags", padded] if mode == "empty" else padded)
    for width, mode in product(WIDTHS, ("constant", "symmetric")):
        for array in ("float64_row", "float64_zero", "float64_cube", "float64_empty", "complex64_C", "bool_C"):
            group.add(["pad", array, width, mode])


def functions(group):
    """Functions that are called for every line."""
    for name, width in product(FUNCTIONS, (1, [2, 1], [[0, 1], [2, 0]], {"1": [1, 3]}, {"0": 2}, 0, -1)):
        for layout in (*data.SQUARE, "column"):
            for dtype in ("int64", "float64", "int8"):
                if name != "last" or width not in (0,):
                    group.add(["pad", f"{dtype}_{layout}", width, ["function", name]])
    for name, width in product(FUNCTIONS[:3], (1, [2, 1], {"0": [1, 2]})):
        for array in ("float32_cube", "float32_turned", "float64_row", "float64_zero", "float64_empty", "complex128_C", "uint8_row", "bool_row"):
            if array != "uint8_row" or name == "constant":
                group.add(["pad", array, width, ["function", name]])
                group.add(["flags", ["pad", array, width, ["function", name]]])
