"""The page on broadcasting: the shapes of its tables and pictures, for every kind of call that stretches axes."""

from .. import data
from ..answer import Group

# Pairs of the page and some beside them; the last ones do not fit.
SHAPES = [
    ([3], []), ([256, 3], [3]), ([8, 1, 6, 1], [7, 1, 5]), ([5, 4], [1]), ([5, 4], [4]), ([15, 3, 5], [15, 1, 5]), ([15, 3, 5], [3, 5]), ([15, 3, 5], [3, 1]), ([4, 1], [3]), ([4, 3], [3]), ([4], [4, 1]),
    ([1], [0]), ([0, 3], [1, 3]), ([2, 0], [1]), ([1, 1, 1], [2]), ([3, 1], [1, 4]), ([], []), ([3], [4]), ([2, 1], [8, 4, 3]), ([4, 3], [4]), ([0], [2]), ([2, 3], [3, 2]),
]  # fmt: skip


def make():
    """Pairs of shapes, then the page's examples."""
    shared = {
        "a": ["value", [1.0, 2.0, 3.0]],
        "b": ["value", [2.0, 2.0, 2.0]],
        "tens": ["value", [[0.0, 0.0, 0.0], [10.0, 10.0, 10.0], [20.0, 20.0, 20.0], [30.0, 30.0, 30.0]]],
        "four": ["value", [1.0, 2.0, 3.0, 4.0]],
        "codes": ["value", [[102.0, 203.0], [132.0, 193.0], [45.0, 155.0], [57.0, 173.0]]],
        "observation": ["value", [111.0, 188.0]],
    }
    group = Group(shared)
    pairs(group)
    several(group)
    examples(group)
    return group


def pairs(group):
    """Both ways, for ufuncs, choices, assignments, comparisons, products."""
    for left, right in SHAPES:
        for one, other in ((left, right), (right, left)):
            for first, second in (("float64", "int64"), ("int8", "bool"), ("float32", "float64")):
                given = {"l": ["fill", "steps", first, one], "r": ["fill", "steps", second, other]}
                for name in ("add", "maximum", "less_equal", "arctan2", "power", "logical_and"):
                    if name == "power" and first == "int8" or name == "arctan2" and "float32" in (first, second):
                        continue
                    group.add([name, "l", "r"], given, ulp=1 if name in ("arctan2", "power") else 0)
            given = {"l": ["fill", "steps", "float64", one], "r": ["fill", "plain", "float64", other]}
            group.add(["broadcast_shapes", one, other])
            group.add(["broadcast_arrays", ["l", "r"]], given)
            group.add(["broadcast_object", ["l", "r"]], given)
            group.add(["broadcast_to", "l", other], given)
            group.add(["where", ["greater", "r", ["py", "0"]], "l", "r"], given)
            group.add(["assign", "c", ["..."], "r"], given | {"c": ["copy", "l"]})
            group.add(["copyto", "c", "r"], given | {"c": ["copy", "l"]})
            group.add(["into", "c", "add", "c", "r"], given | {"c": ["copy", "l"]})
            group.add(["allclose", "l", "r"], given)
            group.add(["isclose", "l", "r"], given)
            group.add(["array_equal", "l", "r"], given)
            group.add(["array_equiv", "l", "r"], given)
            group.add(["matmul", "l", "r"], given, near=1e-13)
            group.add(["outer_of", "subtract", "l", "r"], given)
            group.add(["clipped", "l", "r", None], given)
            group.add(["choose", ["greater", "r", ["py", "1"]], ["l", "r"]], given)


def several(group):
    """Three arrays and more."""
    for shapes in ([[1], [3, 1], [3, 3]], [[6, 7], [5, 6, 1], [7], [5, 1, 7]], [[2], [3], [1]], [[], [2, 2], [2]], [[1, 2], [1], [0, 2]], [[4], [4], [4, 4]], [[2, 1], [1, 3], [4, 1, 1]]):
        given = {f"x{number}": ["fill", "steps", "int64", shape] for number, shape in enumerate(shapes)}
        group.add(["broadcast_shapes", *shapes])
        group.add(["broadcast_arrays", list(given)], given)
        group.add(["broadcast_object", list(given)], given)
        group.add(["meshgrid", list(given)], given)
        total = "x0"
        for name in list(given)[1:]:
            total = ["add", total, name]
        group.add(total, given)
        group.add(["where", ["greater", "x0", ["py", "1"]], "x1", "x2"], given)
        group.add(["clipped", "x0", "x1", "x2"], given)


def examples(group):
    """What the page shows."""
    group.add(["multiply", "a", "b"], in_full=True)
    group.add(["multiply", "a", ["py", "2.0"]], in_full=True)
    group.add(["add", "tens", "a"], in_full=True)
    group.add(["add", "tens", "four"], in_full=True)
    column = ["index", ["value", [0.0, 10.0, 20.0, 30.0]], [":", "newaxis"]]
    group.add(["add", column, "a"], in_full=True)
    x, xx, y, z = ["arange", "4"], ["reshape", ["arange", "4"], [4, 1]], ["ones", [5]], ["ones", [3, 4]]
    for left, right in ((x, y), (xx, y), (x, z)):
        group.add(["add", left, right], in_full=True)
        group.add(["broadcast_shapes", [4], [5]])
    difference = ["subtract", "codes", "observation"]
    distance = ["sqrt", ["sum", ["square", difference], {"axis": -1}]]
    for code in (difference, distance, ["argmin", distance], ["index", "codes", [["argmin", distance]]][:2] + [[0]]):
        group.add(code, in_full=True)
    for dtype in data.DTYPES:
        for name in ("a", "tens", "codes", "four"):
            array = ["astype", name, dtype]
            for axis in (0, -1):
                group.add(["subtract" if dtype != "bool" else "logical_xor", array, ["max", array, {"axis": axis, "keepdims": True}]])
                group.add(["divide", array, ["sum", array, {"axis": axis, "keepdims": True}]])
                group.add(["divide", array, ["sum", array, {"axis": axis}]])
