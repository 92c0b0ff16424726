"""What norms, condition numbers, inverses and their kin warn of: numbers that grow too large, zeros divided by, NaN."""

from itertools import product

from ..answer import Group

ORDERS = [None, "1", "-1", "2", "-2", "3", "-3", "0.5", "-0.5", "0", "inf", "-inf", "fro", "nuc"]
ROWS = {
    "float64": ["1e308 1e308 1 2", "nan 1 2 3", "inf 1 2 3", "inf -inf 1 2", "0 0 0 0", "0 1 2 3", "1e200 1 1e-200 0", "5e-324 1e-310 0 0", "-1e308 -1e308 1e308 1e308", "3 4 0 0", "1e150 2e150 1 1"],
    "float32": ["3e38 3e38 1 2", "nan 1 2 3", "inf 1 2 3", "0 0 0 0", "0 1 2 3", "1e30 1 1e-30 0", "1e-40 0 1 2", "3 4 0 0"],
    "int64": ["0 1 2 3", "0 0 0 0", "9223372036854775807 1 2 3", "3 4 0 0"],
}


def make():
    """Every order of a norm over rows and matrices of edges; then the rest of linear algebra."""
    group = Group(warns=True)
    for dtype, rows in ROWS.items():
        far = 1e-5 if dtype == "float32" else 1e-11
        for row, order in product(rows, ORDERS):
            given = {"a": ["array", dtype, [4], row]}
            group.add(["norm", "a", order], given=given, near=far)
            group.add(["norm", ["reshape", "a", [1, 4]], order, {"axis": 1}], given=given, near=far)
            group.add(["vector_norm", "a", order], given=given, near=far)
            # Singular values of what is not finite differ from library to library.
            singular = order in ("2", "-2", "nuc")
            if singular and ("nan" in row or "inf" in row or "e308" in row or "e38" in row or "e150" in row or "e200" in row or "e-3" in row or "e-4" in row):
                continue
            group.add(["norm", ["reshape", "a", [2, 2]], order, {"axis": [0, 1]}], given=given, near=far)
            group.add(["matrix_norm", ["reshape", "a", [2, 2]], order], given=given, near=far)
    others(group)
    return group


def others(group):
    """Inverses, solutions, powers, ranks and condition numbers: what they keep to themselves, and what they say."""
    texts = ["nan 1 1 2", "1 2 2 4", "0 0 0 0", "1e200 0 0 1e200", "1e-200 0 0 1e-200", "1 nan 0 1", "1 0 0 0", "1 2 3 4"]
    for text, dtype in product(texts, ("float64", "float32")):
        if dtype == "float32" and ("e200" in text or "e-200" in text):
            continue
        far = 1e-4 if dtype == "float32" else 1e-11
        given = {"a": ["astype", ["array", "float64", [2, 2], text], dtype], "b": ["ones", [2], {"dtype": dtype}], "s": ["ones", [2, 2, 2], {"dtype": dtype}]}
        for name in ("inv", "matrix_rank", "pinv", "svdvals", "qr", "cholesky"):
            if "nan" in text and name in ("qr", "cholesky"):
                continue
            group.add([name, "a"], given=given, near=far)
        group.add(["solve", "a", "b"], given=given, near=far)
        group.add(["lstsq", "a", "b"], given=given, near=far)
        for order in (None, "1", "inf", "fro", "-1", "-2"):
            # The smallest singular value of a singular matrix is all rounding.
            if text == "1 2 2 4" and order in (None, "-2"):
                continue
            group.add(["cond", "a", order], given=given, near=far)
        for power in (-1, -2, 0, 2, 3):
            group.add(["matrix_power", "a", power], given=given, near=far)
    for dtype, numbers in (("float64", "1e308 10.0 inf -inf nan 0 1 -1e308"), ("float32", "3e38 10 inf -inf nan 0 1 -3e38")):
        given = {"a": ["array", dtype, [2, 4], numbers], "b": ["array", dtype, [4], "10 1 2 0"], "c": ["array", dtype, [4], "0 1 0 1"]}
        for name, right in product(("dot", "matmul", "inner", "vecdot", "outer", "matvec", "tensordot"), ("b", "c")):
            group.add([name, "a", right] if name != "tensordot" else [name, "a", right, 1], given=given, near=1e-5)
        group.add(["kron", "b", "a"], given=given, near=1e-5)
        group.add(["cross", ["index", "a", [0, "1:"]], ["index", "b", ["1:"]]], given=given, near=1e-5)
        group.add(["trace", ["multiply", "a", ["py", "3"]]], given=given, near=1e-5)
    for values in ("1e200 1e-200", "1e308 1e308", "nan 1"):
        given = {"a": ["array", "float64", [2], values]}
        group.add(["matmul", "a", "a", {"out": "o"}], given=given | {"o": ["zeros", [], {"dtype": "float32"}]}, near=1e-5)
        group.add(["matmul", "a", "a", {"dtype": "float32"}], given=given, near=1e-5)
        group.add(["dot", "a", "a", {"out": "o"}], given=given | {"o": ["zeros", []]}, near=1e-5)
        group.add(["outer", "a", "a", {"out": "o"}], given=given | {"o": ["zeros", [2, 2], {"dtype": "float32"}]}, near=1e-5)
        group.add(["einsum", "i,i->", "a", "a", {"out": "o", "casting": "same_kind"}], given=given | {"o": ["zeros", [], {"dtype": "float32"}]}, near=1e-5)
