"""Products with axes to choose: `tensordot`, `kron`, `cross`, `trace`, `multi_dot`, `matrix_transpose`;
and what all of linear algebra says to texts.
"""

from itertools import product

from .. import data
from ..answer import Group
from .products import NAMES, near


def make():
    """Each over dtypes, layouts, axes, and what it refuses."""
    shared = {}
    for dtype in data.DTYPES + data.COMPLEX:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_T"] = ["T", f"{dtype}_strided"]
        shared[f"{dtype}_vectors"] = ["fill", "plain", dtype, [2, 4, 3]]
        shared[f"{dtype}_v"] = ["fill", "plain", dtype, [3]]
        shared[f"{dtype}_pairs"] = ["index", f"{dtype}_vectors", ["...", "::2"]]
    group = Group(shared)
    tensordot(group)
    kron(group)
    cross(group)
    trace(group)
    chains(group)
    texts(group)
    return group


def tensordot(group):
    """A number of axes, or lists of them."""
    axes = [0, 1, 2, 3, -1, 5, [0, 0], [1, 0], [-1, 1], [[0], [1]], [[0, 1], [0, 1]], [[1, 0], [0, 1]], [[-1], [2]], [[0, 2], [0, 2]],
            [[0, 1], [0]], [[0, 0], [0, 0]], [[0, -2], [0, 1]], [[5], [0]], [[0], [-7]], [[], []], [[2, 1, 0], [2, 1, 0]]]
    pairs = [("C", "T"), ("C", "C"), ("F", "T"), ("cube", "cube"), ("turned", "cube"), ("cube", "row"), ("row", "row"), ("zero", "C"),
             ("empty", "empty"), ("T", "reversed"), ("broadcast", "C")]
    for number, (left, right) in enumerate(pairs):
        for turn, given in enumerate(axes):
            dtype = ("int64", "float64", "bool", "int8", "complex64")[(number + turn) % 5]
            group.add(["tensordot", f"{dtype}_{left}", f"{dtype}_{right}", given], near=near(dtype))
    for left, right in product(data.DTYPES + data.COMPLEX, repeat=2):
        group.add(["tensordot", f"{left}_cube", f"{right}_C", [[1, 2], [0, 1]]], near=near(left, right))


def kron(group):
    """Every pair of layouts, dtypes in turn; exact, since no sum is taken."""
    layouts = data.SQUARE + data.OTHERS
    for number, (left, right) in enumerate(product(layouts, repeat=2)):
        dtype = (data.DTYPES + data.COMPLEX)[number % 13]
        group.add(["kron", f"{dtype}_{left}", f"{dtype}_{right}"])
    for left, right in product(data.DTYPES, repeat=2):
        group.add(["kron", f"{left}_row", f"{right}_column"])


def cross(group):
    """Vectors of 3 and of 2, on any axis; exact, since each step is one rounding as in NumPy."""
    for dtype in data.DTYPES:
        for left, right in (("v", "v"), ("vectors", "v"), ("v", "vectors"), ("vectors", "vectors"), ("pairs", "v"), ("v", "pairs"), ("pairs", "pairs"),
                            ("vectors", "pairs"), ("row", "v"), ("zero", "v"), ("turned", "v"), ("C", "C")):
            group.add(["cross", f"{dtype}_{left}", f"{dtype}_{right}"])
    for dtype in ("int64", "float32"):
        for axis in (0, 1, 2, -1, -2, -3, 3, -4):
            for left, right in (("turned", "turned"), ("C", "C"), ("cube", "cube"), ("vectors", "vectors")):
                group.add(["cross", f"{dtype}_{left}", f"{dtype}_{right}", {"axis": axis}])
        for axes in ({"axisa": 0}, {"axisa": 1, "axisb": 1}, {"axisc": 0}, {"axisc": 1}, {"axisa": 0, "axisb": 0, "axisc": 0}, {"axisb": 5}, {"axisc": 4},
                     {"axisa": 0, "axisb": 1, "axisc": 0}):
            group.add(["cross", f"{dtype}_C", f"{dtype}_C", axes])
            group.add(["cross", f"{dtype}_C", f"{dtype}_T", axes])
            group.add(["cross", f"{dtype}_vectors", f"{dtype}_vectors", axes])
    for left, right in product(data.DTYPES, repeat=2):
        group.add(["cross", f"{left}_vectors", f"{right}_v"])
    for left, right in (([2, 3], [4, 3]), ([2, 3], [4, 2, 3]), ([0, 3], [3]), ([2, 3], [0, 3]), ([4], [3]), ([1], [3])):
        given = {"a": ["ones", left], "b": ["ones", right]}
        group.add(["cross", "a", "b"], given=given)


def trace(group):
    """Diagonals near and far, every dtype."""
    for dtype in data.DTYPES + data.COMPLEX:
        for layout in data.SQUARE + ["cube", "turned", "row", "zero", "empty", "column"]:
            group.add(["trace", f"{dtype}_{layout}"])
            group.add(["trace", f"{dtype}_{layout}", 1])
        for place in ((0, 1, 2), (1, 2, 0), (-1, 0, 2), (-5, 1, 0), (9, 1, 2), (0, 1, 1), (0, 0, 3), (0, -1, -2), (0, -4, 0)):
            group.add(["trace", f"{dtype}_cube", *place])
        for target in ("int8", "int64", "float32", "float64"):
            group.add(["trace", f"{dtype}_C", {"dtype": target}])
        for layout in ("C", "cube", "row", "zero", "turned"):
            group.add(["matrix_transpose", f"{dtype}_{layout}"])


def chains(group):
    """Two arrays and more, vectors at the ends."""
    shapes = [[[3, 4], [4, 5]], [[3, 4], [4, 5], [5, 2]], [[30, 1], [1, 40], [40, 10], [10, 3]], [[4], [4, 5], [5]], [[4], [4, 5], [5, 3]], [[3, 4], [4, 5], [5]],
              [[5], [5, 4], [4, 3], [3]], [[2, 9], [9, 3], [3, 7], [7, 2], [2, 6]], [[3, 4], [3, 4], [4, 5]], [[3, 4]], [[2, 3, 4], [4, 5], [5, 6]],
              [[3, 4], [2, 4, 5], [5, 6]], [[], [3, 4], [4]], [[2, 3, 4], [4, 5]], [[3], [3]], [[3, 4], [4, 5], [6, 2]], [[3, 0], [0, 5], [5, 2]],
              [[4], [4], [4]], [[3, 4], [4, 5], [5, 2, 2]]]
    for chain in shapes:
        for dtype in ("int64", "int8", "bool", "uint16"):
            given = {f"a{place}": ["fill", "plain", dtype, shape] for place, shape in enumerate(chain)}
            group.add(["multi_dot", *given], given=given)


def texts(group):
    """What is no number."""
    given = {"t": ["value", [["a", "b"], ["c", "d"]]], "s": ["value", [[{"b": "a"}, {"b": "bc"}], [{"b": "1"}, {"b": "2"}]]], "i": ["ones", [2, 2], {"dtype": "int64"}]}
    for left, right in (("t", "t"), ("t", "i"), ("i", "t"), ("s", "s"), ("s", "i")):
        for name in (*NAMES, "tensordot", "kron"):
            group.add([name, left, right], given=given)
        for optimize in (False, True):
            group.add(["einsum", "ij,jk", left, right, {"optimize": optimize}], given=given)
    for name in ("t", "s"):
        for run in (["inv"], ["det"], ["slogdet"], ["svd"], ["svdvals"], ["eig"], ["eigvals"], ["eigh"], ["eigvalsh"], ["qr"], ["cholesky"], ["pinv"], ["matrix_rank"],
                    ["cond"], ["norm"], ["trace"], ["einsum", "ij->j"], ["einsum", "ij->ji"], ["einsum", "ij->"]):
            operation, *rest = run
            group.add([operation, *rest, name], given=given)
        group.add(["solve", name, "i"], given=given)
        group.add(["solve", "i", ["index", name, [0]]], given=given)
        group.add(["lstsq", name, "i"], given=given)
        group.add(["matrix_power", name, 2], given=given)
        group.add(["cholesky", name, {"upper": True}], given=given)
        group.add(["eigh", name, {"UPLO": "U"}], given=given)
        group.add(["svd", name, {"full_matrices": False}], given=given)
