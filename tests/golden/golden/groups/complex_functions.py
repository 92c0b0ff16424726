"""Functions of complex numbers: roots, exponentials, logarithms, sines and their inverses, powers, parts, reductions.

All but angles bit for bit: these functions are those of the C library below NumPy, or loops of NumPy's own.
"""

from .. import data
from ..answer import Group

FUNCTIONS = """sqrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh
 arctanh absolute""".split()
SPECIAL = "0 -0.0 1 -1 0.5 -2.5 inf -inf nan 1e-8 -1e-8 20 1e3 -1e3 1e-300 1e300".split()
GRID = "-3.75 -1.5 -1 -0.875 -0.125 0 0.0625 0.5 1 1.25 2 7.5".split()


def number(re, im):
    """Two floats as one complex number."""
    return f"{re}{'' if im.startswith('-') else '+'}{im}j"


def make():
    """A plane of points, then infinities, NaN, zeros of both signs, and the ends of the range."""
    shared = {}
    for dtype in data.COMPLEX:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_long"] = ["fill", "plain", dtype, [600]]
        shared[f"{dtype}_tenths"] = ["multiply", ["fill", "steps", dtype, [700]], ["py", "0.1"]]
        shared[f"{dtype}_square"] = ["multiply", ["fill", "plain", dtype, [40, 50]], ["py", "0.1"]]
    planes = planes_of_points()
    group = Group(shared | planes)
    for row in FUNCTIONS:
        for name in planes:
            group.add([row, name], ulp=0)
        for dtype in data.COMPLEX:
            for layout in ("F", "strided", "zero"):
                group.add([row, f"{dtype}_{layout}"], ulp=0)
    powers(group)
    parts(group)
    reduced(group)
    return group


def planes_of_points():
    """Arrays along the lines of a grid, by name."""
    planes = {}
    for dtype in data.COMPLEX:
        for re in GRID[:: 1 if dtype == "complex128" else 3]:
            planes[f"{dtype}_{re}"] = ["array", dtype, [len(GRID)], " ".join(number(re, im) for im in GRID)]
        for re in SPECIAL[:: 1 if dtype == "complex128" else 4]:
            words = [im for im in SPECIAL if dtype == "complex128" or "300" not in im]
            planes[f"{dtype}_special_{re}"] = ["array", dtype, [len(words)], " ".join(number(re, im) for im in words)]
    return planes


def powers(group):
    """Whole exponents, which multiply, and others, which go through the logarithm."""
    for dtype in data.COMPLEX:
        for exponent in range(-6, 12):
            group.add(["power", f"{dtype}_row", ["py", str(exponent)]])
            group.add(["power", f"{dtype}_wild", ["py", str(exponent)]])
        for exponent in ("0.5", "-1.5", "2.25", "1j", "0.5-0.25j", "2+1j", "0j", "25", "99", "-40"):
            group.add(["power", ["array", dtype, [5], "1+2j 0.5-1j -3+0j 0+1j 0.9+0.1j"], ["py", exponent]], ulp=0)
            group.add(["float_power", ["array", dtype, [4], "1+2j 0.5-1j -3+0j 0+1j"], ["py", exponent]], ulp=0)
        group.add(["power", f"{dtype}_wild", ["py", "0"]])
        group.add(["power", ["py", "2"], ["array", dtype, [3], "1+1j 2-1j 0.5+0j"]], ulp=0)
        group.add(["power", ["zeros", [3], {"dtype": dtype}], ["array", dtype, [3], "1+0j 0+0j -1+0j"]])


def parts(group):
    """Views of the parts, angles, questions."""
    for dtype in data.COMPLEX:
        for layout in data.SQUARE + data.OTHERS:
            name = f"{dtype}_{layout}"
            group.add(["angle", name], ulp=1)
            group.add(["angle", name, {"deg": True}], ulp=1)
            for operation in ("iscomplex", "isreal", "iscomplexobj", "real_if_close", "real", "imag"):
                group.add([operation, name])
            group.add(["real", ["T", name]])
            group.add(["imag", ["index", name, ["..."]]])
            group.add(["add", ["real", name], ["imag", name]])
            group.add(["sum", ["imag", name]])
        group.add(["angle", f"{dtype}_wild"], ulp=1)
        for operation in ("iscomplex", "isreal"):
            group.add([operation, f"{dtype}_wild"])
        for tolerance in (100, 1000, 1, 0.001, 5):
            group.add(["real_if_close", ["array", dtype, [3], "1+1e-14j 2-2e-15j 3+0j"], {"tol": tolerance}])
            group.add(["real_if_close", ["array", dtype, [2], "1+1e-5j 2-2e-6j"], {"tol": tolerance}])
    for dtype in ("float64", "float32", "int64", "bool"):
        for layout in ([4], [2, 3], []):
            array = ["fill", "plain", dtype, layout]
            for operation in ("real", "imag", "angle", "iscomplex", "isreal", "iscomplexobj", "real_if_close", "conjugate"):
                group.add([operation, array], ulp=1 if operation == "angle" else 0)


def reduced(group):
    """Sums pairwise in NumPy's order, means, variances, extremes."""
    for dtype in data.COMPLEX:
        names = [f"{dtype}_{layout}" for layout in [*data.SQUARE, *data.OTHERS, "wild", "long", "tenths", "square"]]
        for name in names:
            for operation in "sum prod min max mean std var any all argmin argmax".split():
                if operation == "prod" and name.endswith(("long", "tenths", "square")):
                    continue
                rank = {"row": 1, "wild": 1, "long": 1, "tenths": 1, "zero": 0, "cube": 3, "turned": 3}.get(name.split("_")[1], 2)
                group.add([operation, name])
                for axis in range(-1, rank):
                    group.add([operation, name, {"axis": axis}])
                if rank == 2:
                    group.add([operation, name, {"keepdims": True}])
        for length in (2, 3, 4, 5, 7, 8, 9, 15, 63, 64, 65, 66, 127, 128, 130, 200, 257, 512, 599):
            group.add(["sum", ["index", f"{dtype}_tenths", [f":{length}"]]])
            group.add(["mean", ["index", f"{dtype}_tenths", [f":{length}"]]])
            group.add(["var", ["index", f"{dtype}_tenths", [f"{length % 7}:{length + 7}"]]])
        group.add(["sum", ["index", f"{dtype}_tenths", ["::-1"]]])
        group.add(["sum", ["index", f"{dtype}_tenths", ["::3"]]])
        group.add(["sum", f"{dtype}_row", {"dtype": "complex64"}])
        group.add(["sum", "complex64_row", {"dtype": "complex128"}])
        group.add(["mean", "complex64_row", {"dtype": "complex128"}])
        group.add(["std", f"{dtype}_C", {"ddof": 1}])
        group.add(["var", f"{dtype}_C", {"ddof": 1, "axis": 0}])
