"""Polynomials: sums, products, quotients, derivatives, integrals; roots and what has them; the nearest to points; refusals."""

from ..answer import Group

TYPES = ["float64", "int64", "float32", "complex128", "int8", "bool"]
LISTS = {
    "line": "2 -3",
    "square": "1 -3 2",
    "cubic": "2 -4 -22 24",
    "padded": "0 0 1 -3 2 0 0",
    "constant": "5",
    "zeros": "0 0 0",
    "quartic": "1 0 -5 0 4",
    "nowhere": "1 0 1",
}


def make():
    """Coefficients alone, then roots, then points."""
    shared = {}
    for dtype in TYPES:
        for name, text in LISTS.items():
            values = text if dtype != "bool" else " ".join("0" if part == "0" else "1" for part in text.split())
            plain = ["array", "float64" if dtype == "complex128" else dtype, [len(text.split())], values]
            shared[f"{dtype}_{name}"] = ["astype", plain, dtype] if dtype == "complex128" else plain
    shared |= {"none": ["zeros", [0]], "zero": ["array", "float64", [], "3"], "table": ["fill", "steps", "float64", [2, 3]], "matrix": ["array", "float64", [2, 2], "2 1 1 3"]}
    shared |= {"spread": ["array", "float64", [4], "3 1 7 5"], "backward": ["index", "float64_cubic", ["::-1"]], "x": ["linspace", "0", "3", 8], "y": ["array", "float64", [8], "1 2.5 3 1.5 0 -2 -1 4"]}
    group = Group(shared)
    together(group)
    alone(group)
    numbers(group)
    points(group)
    return group


def together(group):
    """Two polynomials."""
    for dtype in TYPES:
        for first in LISTS:
            for second in ("line", "square", "quartic", "padded", "constant"):
                for name in ("polyadd", "polymul") + (() if dtype == "bool" else ("polysub",)):
                    group.add([name, f"{dtype}_{first}", f"{dtype}_{second}"])
                if second != "padded" and dtype != "bool":
                    group.add(["polydiv", f"{dtype}_{first}", f"{dtype}_{second}"])
    for first, second in (("int8_line", "float32_square"), ("float64_cubic", "complex128_line"), ("zero", "float64_line"), ("float64_line", "zero"), ("none", "float64_line"), ("table", "float64_line"), ("table", "table"), ("backward", "int64_line")):
        for name in ("polyadd", "polysub", "polymul", "polydiv"):
            if name != "polydiv" or "table" not in (first, second):
                group.add([name, first, second])
    group.add(["polydiv", "none", "float64_line"])
    group.add(["polysub", "bool_line", "bool_line"])


def alone(group):
    """Derivatives and integrals."""
    for dtype in TYPES:
        for name in LISTS:
            for order in (0, 1, 2, 5, -1):
                group.add(["polyder", f"{dtype}_{name}", order])
                group.add(["polyint", f"{dtype}_{name}", order])
            group.add(["polyint", f"{dtype}_{name}", 1, "float64_constant"])
            group.add(["polyint", f"{dtype}_{name}", 3, "int64_square"])
            group.add(["polyint", f"{dtype}_{name}", 2, "zero"])
            group.add(["polyint", f"{dtype}_{name}", 3, "float64_line"])
    group.add(["polyder", "none", 1])
    group.add(["polyint", "none", 1])


def numbers(group):
    """Roots, and what has them."""
    for dtype in TYPES:
        for name in LISTS:
            close = 1e-5 if dtype == "float32" else 1e-9
            # Which of roots of one size comes first hangs on rounding.
            if (dtype, name) not in (("bool", "padded"), ("bool", "quartic"), ("bool", "cubic"), ("complex128", "quartic")):
                group.add(["roots", f"{dtype}_{name}"], near=close)
            group.add(["poly", f"{dtype}_{name}"], near=1e-5 if dtype == "float32" else 1e-12)
    for name in ("none", "zero", "table", "matrix", "spread", "backward"):
        group.add(["roots", name], near=1e-9)
        group.add(["poly", name], near=1e-9)
    group.add(["poly", ["roots", "float64_nowhere"]], near=1e-9)
    group.add(["poly", ["roots", "float64_cubic"]], near=1e-9)


def points(group):
    """The nearest polynomial."""
    shared = {"w": ["array", "float64", [8], "1 2 1 1 0.5 1 3 1"], "pair": ["stack", ["y", ["multiply", "y", ["py", "2"]]], {"axis": 1}]}
    for y in ("y", "pair"):
        for degree in (0, 1, 2, 3, 5):
            for given in ({}, {"w": "w"}, {"full": True}, {"cov": True}, {"cov": "unscaled"}, {"rcond": 1e-3}):
                group.add(["polyfit", "x", y, degree, given], shared, near=1e-8)
    for dtype in ("float32", "int64", "int8"):
        group.add(["polyfit", ["astype", ["arange", "8"], dtype], ["astype", "y", dtype], 2], near=1e-4 if dtype == "float32" else 1e-8)
    group.add(["polyfit", ["index", "x", [":3"]], ["index", "y", [":3"]], 4], near=1e-8)
    group.add(["polyfit", ["index", "x", [":3"]], ["index", "y", [":3"]], 2, {"cov": True}], near=1e-8)
    group.add(["polyfit", ["ones", [5]], ["arange", "5"], 2], near=1e-8)
    for bad in (["x", "y", -1], ["table", "y", 1], ["none", "none", 1], ["x", "zero", 1], ["x", ["zeros", [2, 2, 2]], 1], ["x", "spread", 1], ["x", "y", 1, {"w": "matrix"}], ["x", "y", 1, {"w": "spread"}], ["zero", "zero", 1]):
        group.add(["polyfit", *bad])
