"""Products into arrays that exist: every layout, other shapes, and arrays that share bytes with the operands."""

from itertools import product

from .. import data
from ..answer import Group
from .products import near

SAMPLE = ["bool", "int8", "uint8", "int32", "int64", "float32", "float64", "complex64", "complex128"]
# The result's array: its dtype and how it lies.
LAYOUTS = ("C", "F", "strided", "reversed", "readonly")
# A product, its operands, the shape of its result.
CALLS = [
    ("dot", ("C", "T"), [3, 3]),
    ("dot", ("C", "row"), [3]),
    ("dot", ("row", "row"), []),
    ("dot", ("cube", "T"), [2, 3, 3]),
    ("dot", ("zero", "C"), [3, 4]),
    ("dot", ("zero", "cube"), [2, 3, 4]),
    ("dot", ("empty", "T"), [0, 3]),
    ("dot", (["T", "empty"], "empty"), [4, 4]),
    ("outer", ("row", "column"), [4, 3]),
    ("outer", ("zero", "C"), [1, 12]),
    ("matmul", ("C", "T"), [3, 3]),
    ("matmul", ("C", "row"), [3]),
    ("matmul", ("row", "row"), []),
    ("matmul", ("cube", "T"), [2, 3, 3]),
    ("matmul", ("cube", "row"), [2, 3]),
    ("matmul", (["T", "empty"], "empty"), [4, 4]),
    ("vecdot", ("C", "F"), [3]),
    ("vecdot", ("cube", "row"), [2, 3]),
    ("vecdot", ("row", "row"), []),
    ("matvec", ("C", "row"), [3]),
    ("matvec", ("cube", "C"), [2, 3]),
    ("vecmat", ("row", "T"), [3]),
    ("vecmat", ("row", ["swapaxes", "cube", 1, 2]), [2, 3]),
]


def shared():
    """Arrays of every dtype and layout."""
    names = {}
    for dtype in data.DTYPES + data.COMPLEX:
        names |= data.layouts("plain", dtype)
        names[f"{dtype}_T"] = ["T", f"{dtype}_strided"]
    return names


def make():
    """Each product into arrays; then those refused, and those that share bytes."""
    group = Group(shared(), warns=True)
    outs(group)
    misfits(group)
    overlaps(group)
    chains(group)
    return group



def target(dtype, shape, layout):
    """An array full of other values that is to take a result."""
    turned = ["full", shape, "7", {"dtype": dtype}]
    if layout == "F":
        return ["copy", turned, "F"]
    if layout == "strided":
        return ["index", ["full", [*shape[:-1], 2 * shape[-1]], "7", {"dtype": dtype}], ["...", "::2"]] if shape else turned
    if layout == "reversed":
        return ["index", turned, ["::-1"]] if shape else turned
    if layout == "readonly":
        return ["broadcast_to", ["full", [1] * len(shape), "7", {"dtype": dtype}], shape]
    return turned


def named(dtype, name):
    """The shared array of a layout, or a program of one."""
    if isinstance(name, list):
        return [name[0], f"{dtype}_{name[1]}", *name[2:]] if name[0] == "swapaxes" else [name[0], f"{dtype}_{name[1]}"]
    return f"{dtype}_{name}"


def outs(group):
    """An array of the result's own dtype in every layout."""
    for turn, (name, operands, shape) in enumerate(CALLS):
        for number, dtype in enumerate(("int64", "float64", "bool", "int8", "complex64", "float32")):
            inputs = [named(dtype, one) for one in operands]
            for layout in LAYOUTS:
                if (turn + number) % 2 and layout not in ("C", "strided"):
                    continue
                given = {"o": target(dtype, shape, layout)}
                group.add([name, *inputs, {"out": "o"}], given=given, near=near(dtype))


def misfits(group):
    """Arrays of other shapes: those into which a product is stretched, and those that are refused."""
    for name, operands, shape in CALLS:
        inputs = [named("int64", one) for one in operands]
        others = [[*shape, 1], [1, *shape], [5, *shape], [2, 1, *shape], shape[1:], shape[:-1], shape[::-1], [1] * len(shape), [4] * len(shape), [], [3], [4], [1], [3, 1], [1, 3], [2, 3]]
        for other in others:
            group.add([name, *inputs, {"out": "o"}], given={"o": target("int64", other, "C")})


def overlaps(group):
    """Results written over the operands: these are read first."""
    for dtype in ("int64", "float64", "complex128"):
        given = {"x": ["fill", "plain", dtype, [3, 3]]}
        places = ["x", ["T", "x"], ["index", "x", ["::-1"]], ["index", "x", [":", "::-1"]]]
        for name in ("dot", "matmul", "vecdot", "matvec", "vecmat"):
            for place in places:
                out = ["index", place, [0]] if name == "vecdot" else place
                group.add(["after", [name, "x", "x", {"out": out}], "x"], given=given, near=1e-13)
                group.add(["after", [name, "x", ["T", "x"], {"out": out}], "x"], given=given, near=1e-13)
            out = ["index", "x", [1]]
            group.add(["after", [name, "x", ["index", "x", [0]], {"out": out}], "x"], given=given, near=1e-13)
        for subscripts in ("ij,jk->ik", "ij,jk->ki", "ij,ij->ij"):
            for optimize in (False, True):
                group.add(["after", ["einsum", subscripts, "x", "x", {"out": "x", "optimize": optimize}], "x"], given=given, near=1e-13)
        group.add(["after", ["einsum", "ij->ji", "x", {"out": "x"}], "x"], given=given, near=1e-13)
        group.add(["after", ["einsum", "ii->i", "x", {"out": ["index", "x", [0]]}], "x"], given=given, near=1e-13)
        group.add(["after", ["einsum", "ij->i", "x", {"out": ["index", "x", [":", 0]]}], "x"], given=given, near=1e-13)
        group.add(["after", ["trace", "x", {"out": ["index", "x", ["...", "1", "1"]]}], "x"], given=given, near=1e-13)
        group.add(["after", ["outer", ["index", "x", [0]], ["index", "x", [":", 0]], {"out": "x"}], "x"], given=given, near=1e-13)


def chains(group):
    """`multi_dot` and `trace` into arrays."""
    shapes = [[[3, 4], [4, 5]], [[3, 4], [4, 5], [5, 2]], [[30, 1], [1, 40], [40, 10], [10, 3]], [[4], [4, 5], [5]], [[4], [4, 5], [5, 3]], [[3, 4], [4, 5], [5]], [[5], [5, 4], [4, 3], [3]], [[3], [3]]]
    for chain in shapes:
        given = {f"a{place}": ["fill", "plain", "int64", shape] for place, shape in enumerate(chain)}
        first, last = chain[0], chain[-1]
        full = [first[0] if len(first) == 2 else 1, last[1] if len(last) == 2 else 1]
        short = [first[0]] * (len(first) == 2) + [last[-1]] * (len(last) == 2)
        for shape, dtype in ((full, "int64"), (short, "int64"), (full, "float64"), (full[::-1], "int64")):
            group.add(["multi_dot", *given, {"out": "o"}], given=given | {"o": target(dtype, shape, "C")})
    for source in ("C", "cube", "turned", "T"):
        for dtype, shape in product(("int64", "int8", "float32", "bool", "complex64"), ([], [4], [3], [1], [2])):
            group.add(["trace", f"int64_{source}", {"out": "o"}], given={"o": target(dtype, shape, "C")})
        group.add(["trace", f"float64_{source}", {"out": "o", "dtype": "float32"}], given={"o": target("float64", [], "C")}, near=1e-6)
