"""The dtypes of products: of an array that takes the result, and of the sums, under each casting rule."""

from itertools import product

from .. import data
from ..answer import Group
from .product_arguments import SAMPLE, shared, target
from .products import near

RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]


def make():
    """Every pair of dtypes, each rule."""
    group = Group(shared(), warns=True)
    casts(group)
    return group



def casts(group):
    """Other dtypes: of `out`, of the loop, under each rule."""
    for turn, (left, right) in enumerate(product(SAMPLE, repeat=2)):
        for number, result in enumerate(SAMPLE):
            if (turn + number) % 4 == 0:
                name = ("matmul", "dot", "vecdot", "outer", "matvec", "vecmat")[(turn + number) // 4 % 6]
                operands = ("C", "T") if name in ("matmul", "dot") else ("row", "row") if name in ("outer", "vecdot") else ("C", "row")
                if name == "vecmat":
                    operands = ("row", "T")
                shape = {"matmul": [3, 3], "dot": [3, 3], "outer": [4, 4], "vecdot": []}.get(name, [3])
                given = {"o": target(result, shape, "C")}
                group.add([name, f"{left}_{operands[0]}", f"{right}_{operands[1]}", {"out": "o"}], given=given, near=near(left, right, result))
    for source, result in product(SAMPLE, repeat=2):
        for turn, rule in enumerate(RULES):
            name, second = (("matmul", "T"), ("vecdot", "C"), ("matvec", "row"))[turn % 3]
            shape = {"matmul": [3, 3]}.get(name, [3])
            # Numbers below 0 and above the largest have no whole number of their own in C.
            kind = "positive" if rule == "unsafe" else "plain"
            given = {"a": ["fill", kind, source, [3, 4]] if kind == "positive" and source not in data.COMPLEX else f"{source}_C", "o": target(result, shape, "C")}
            second = ["T", "a"] if second == "T" else "a" if second == "C" else ["index", "a", [0]]
            if rule == "unsafe" and source in data.COMPLEX and result not in data.COMPLEX:
                continue
            group.add([name, "a", second, {"dtype": result, "casting": rule}], given=given, near=near(source, result))
            group.add([name, "a", second, {"out": "o", "casting": rule}], given=given, near=near(source, result))
            if turn % 2:
                group.add([name, "a", second, {"out": "o", "dtype": "float64", "casting": rule}], given=given, near=near(source, result))
    for name, second in (("matmul", "T"), ("vecdot", "C")):
        group.add([name, "complex128_C", f"float64_{second}", {"dtype": "float64", "casting": "unsafe"}], near=1e-13)
        group.add([name, "complex128_C", f"float64_{second}", {"out": "o", "casting": "unsafe"}], given={"o": target("float64", [3, 3][: 2 if second == "T" else 1], "C")}, near=1e-13)
