"""Products by their names in `np.linalg`, which refuse more than those of `np`; and the cross products that NumPy deprecates."""

from itertools import product

from .. import data
from ..answer import Group
from .product_arguments import shared
from .products import near


def make():
    """Each over dtypes, layouts and arguments."""
    names = shared()
    for dtype in data.DTYPES + data.COMPLEX:
        names[f"{dtype}_vectors"] = ["fill", "plain", dtype, [2, 4, 3]]
        names[f"{dtype}_v"] = ["fill", "plain", dtype, [3]]
        names[f"{dtype}_pairs"] = ["index", f"{dtype}_vectors", ["...", "::2"]]
    group = Group(names, warns=True)
    layouts = data.SQUARE + data.OTHERS + ["T"]
    for dtype in data.DTYPES + data.COMPLEX:
        for left, right in (("row", "row"), ("row", "v"), ("C", "row"), ("row", "zero"), ("zero", "zero"), ("cube", "C"), ("v", "row")):
            group.add(["linalg_outer", f"{dtype}_{left}", f"{dtype}_{right}"])
        for layout in layouts:
            group.add(["linalg_trace", f"{dtype}_{layout}"])
            group.add(["linalg_diagonal", f"{dtype}_{layout}"])
            group.add(["linalg_matrix_transpose", f"{dtype}_{layout}"])
            for offset in (1, -1, 2, 9, -9):
                if layout in ("C", "cube", "turned"):
                    group.add(["linalg_trace", f"{dtype}_{layout}", {"offset": offset}])
                    group.add(["linalg_diagonal", f"{dtype}_{layout}", {"offset": offset}])
        for target in ("int8", "float32", "int64"):
            if dtype not in data.COMPLEX:
                group.add(["linalg_trace", f"{dtype}_cube", {"dtype": target}])
        if dtype in data.COMPLEX:
            continue
        for left, right in (("v", "v"), ("vectors", "v"), ("v", "vectors"), ("vectors", "vectors"), ("pairs", "v"), ("v", "pairs"), ("pairs", "pairs"), ("row", "v"),
                            ("zero", "v"), ("v", "zero"), ("turned", "v"), ("C", "C")):
            group.add(["linalg_cross", f"{dtype}_{left}", f"{dtype}_{right}"])
            group.add(["cross", f"{dtype}_{left}", f"{dtype}_{right}"])
    for dtype in ("int64", "float32", "uint8"):
        for axis in (0, 1, 2, -1, -2, -3, 3, -4):
            for left, right in (("turned", "turned"), ("C", "C"), ("cube", "cube"), ("vectors", "vectors"), ("vectors", "v"), ("zero", "v")):
                group.add(["linalg_cross", f"{dtype}_{left}", f"{dtype}_{right}", {"axis": axis}])
    for left, right in product(("C", "T", "cube", "row", "zero", "empty"), repeat=2):
        for dtype in ("int64", "float64", "complex64"):
            group.add(["linalg_matmul", f"{dtype}_{left}", f"{dtype}_{right}"], near=near(dtype))
            group.add(["linalg_vecdot", f"{dtype}_{left}", f"{dtype}_{right}"], near=near(dtype))
            for axes in (0, 1, [0, 0], [[0], [1]]):
                group.add(["linalg_tensordot", f"{dtype}_{left}", f"{dtype}_{right}", axes], near=near(dtype))
    return group
