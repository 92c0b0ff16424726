"""Products of two arrays: `dot`, `inner`, `matmul` and their kin, over dtypes, layouts and every pair of shapes."""

from itertools import product

from .. import data
from ..answer import Group

NAMES = "dot inner matmul vecdot vdot outer matvec vecmat".split()
# Results of floats are sums in an order that NumPy leaves to its library: how far they may be away, counted from the
# largest result.
NEAR = {"float32": 1e-5, "float64": 1e-13, "complex64": 1e-5, "complex128": 1e-13}


def near(*dtypes):
    """The nearest that can be asked of a product of these dtypes."""
    return max((NEAR.get(dtype, NEAR["float64"]) for dtype in dtypes), default=None)


def make():
    """Every pair of layouts for one integer and one float dtype; a few pairs for each two dtypes."""
    shared = {}
    for dtype in data.DTYPES + data.COMPLEX:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_T"] = ["T", f"{dtype}_strided"]
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [4, 3]]
    group = Group(shared, warns=True)
    layouts = data.SQUARE + data.OTHERS + ["T"]
    for name in NAMES:
        for left, right in product(layouts, repeat=2):
            dtype = ("int64", "float64", "int16", "float32")[(len(left) + 2 * len(right)) % 4]
            group.add([name, f"{dtype}_{left}", f"{dtype}_{right}"], near=near(dtype))
        for dtype in data.DTYPES + data.COMPLEX:
            for left, right in (("C", "T"), ("reversed", "row"), ("cube", "T"), ("F", "F"), ("row", "row"), ("empty", "T")):
                group.add([name, f"{dtype}_{left}", f"{dtype}_{right}"], near=near(dtype))
            if dtype not in data.FLOATS + data.COMPLEX:
                group.add([name, f"{dtype}_wild", f"{dtype}_C"])
                group.add([name, f"{dtype}_wild", ["T", f"{dtype}_wild"]])
    for left, right in product(data.DTYPES + data.COMPLEX, repeat=2):
        group.add(["matmul", f"{left}_C", f"{right}_T"], near=near(left, right))
        group.add(["dot", f"{left}_cube", f"{right}_row"], near=near(left, right))
    stacks(group)
    sizes(group)
    warned(group)
    return group


def stacks(group):
    """Axes before the matrices: broadcast, in another memory order, or not fitting."""
    shapes = [[5, 1, 2, 3], [6, 3, 4], [3, 4], [2, 3], [3], [1, 5, 1, 3, 2], [0, 3, 2], [2, 0], [4, 4, 3], [5, 2, 3]]
    for left, right in product(shapes, repeat=2):
        given = {"a": ["fill", "plain", "int64", left], "b": ["fill", "plain", "int64", right]}
        for name in ("matmul", "vecdot", "matvec", "vecmat", "inner", "dot"):
            group.add([name, "a", "b"], given=given)
    given = {"a": ["fill", "plain", "float64", [5, 6, 2, 3]], "b": ["fill", "plain", "float64", [5, 1, 3, 4]]}
    turned = ["transpose", "a", [1, 0, 2, 3]]
    for right in ("b", ["transpose", "b", [1, 0, 2, 3]], ["index", "b", ["0"]], ["index", "b", ["::-1"]]):
        group.add(["matmul", turned, right], given=given, near=1e-13)
        group.add(["matmul", ["index", turned, ["...", "::-1", ":"]], right], given=given, near=1e-13)
    for name in ("vecdot", "inner", "dot"):
        group.add([name, turned, turned], given=given, near=1e-13)
    for axis in (0, 1, 2, 3, -1, -2, 4, -5):
        group.add(["vecdot", "a", "a", {"axis": axis}], given=given, near=1e-13)


def sizes(group):
    """Large enough for packed copies and long sums."""
    for dtype in ("int64", "int8", "uint16", "bool", "float64"):
        for rows, inner, columns in ((1, 300, 1), (17, 33, 9), (40, 3, 40), (2, 2, 130), (64, 1, 3)):
            given = {"a": ["fill", "plain", dtype, [rows, inner]], "b": ["fill", "plain", dtype, [inner, columns]]}
            far = near(dtype) if dtype in data.FLOATS and rows * columns <= 9 else None
            if dtype in data.FLOATS and far is None:
                continue
            for left in ("a", ["copy", "a", "F"], ["flip", "a", [0, 1]]):
                group.add(["matmul", left, "b"], given=given, near=far)
                group.add(["dot", left, ["copy", "b", "F"]], given=given, near=far)


def warned(group):
    """Sums that grow too large, and those of which nothing can be said."""
    texts = {"a": "1e308 1e308 1 2", "b": "10.0 0.5 10.0 1", "c": "inf 1.0 0 2", "d": "nan 1.0 1 1"}
    # No sum here meets both infinities: a library may multiply and add at once, and then meets fewer.
    given = {name: ["array", "float64", [2, 2], text] for name, text in texts.items()}
    for name in NAMES:
        for left, right in product(texts, repeat=2):
            if name in ("dot", "matmul", "vdot", "inner", "vecdot"):
                group.add([name, left, right], given=given, near=1e-13)
                group.add([name, ["index", left, [0]], ["index", right, [1]]], given=given, near=1e-13)
