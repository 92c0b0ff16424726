"""The axes that products sum over, chosen with `axes`, `axis` and `keepdims`, and the memory order of what they give."""

from ..answer import Group
from .product_arguments import shared, target

MATRIX_AXES = [
    [[0, 1], [0, 1], [0, 1]], [[1, 0], [1, 0], [0, 1]], [[-2, -1], [-1, -2], [-1, -2]], [[0, 2], [2, 0], [0, 1]], [[0, 2], [0, 2], [1, 0]], [[2, 1], [0, 1], [0, 2]],
    [[0, 1], [0, 1]], [[0, 1]], [], [[0, 1], [0, 1], [0, 1], [0, 1]], [[0, 0], [0, 1], [0, 1]], [[0, 1], [1, -1], [0, 1]], [[0, 5], [0, 1], [0, 1]], [[0, 1], [0, 1], [0, 2]],
    [[0, 1], [0, 1], [-4, 0]], [[0, 1], [0], [0, 1]], [[0, 1], [0, 1, 2], [0, 1]], [0, [0, 1], [0, 1]], [[0, 1], 1, [0, 1]], [[0, 1], [0, 1], 0], [[0, 1], [0], [0]], [[0], [0, 1], 0],
    [[0], 0, []], [0, 0, []], [[0], [0]], [[-1], [-2, -1], [-1]], [[1, 2], [1, 2], [1, 2]], [[1, 2], [2, 1], [2, 0]], [[0, 1], [1], 1],
]
VECTOR_AXES = [[0, 0], [0, 1], [1, 0], [-1, -2], [0, 0, []], [[0], [0]], [[0], 0, []], [0], [], [0, 0, 0], [0, [0, 1], []], [0, 5], [-9, 0], [[], 0], [2, 1], [1, 1], [0, -1, [0]]]


def make():
    """Core axes in other places; results in every order."""
    group = Group(shared(), warns=True)
    axes(group)
    stacked(group)
    return group



def axes(group):
    """Core axes in other places."""
    for turn, given in enumerate(MATRIX_AXES):
        for left, right in (("C", "T"), ("C", "C"), ("cube", "cube"), ("turned", "cube"), ("cube", "C"), ("row", "T"), ("C", "row"), ("row", "row")):
            group.add(["matmul", f"int64_{left}", f"int64_{right}", {"axes": given}])
        for left, right in (("C", "row"), ("cube", "C"), ("cube", "row"), ("row", "C")):
            group.add([("matvec", "vecmat")[turn % 2], f"int64_{left}", f"int64_{right}", {"axes": given}])
    for given in VECTOR_AXES:
        for left, right in (("C", "C"), ("C", "T"), ("cube", "cube"), ("cube", "C"), ("turned", "cube"), ("row", "row"), ("complex", "complex")):
            inputs = ["complex64_C", "complex64_F"] if left == "complex" else [f"int64_{left}", f"int64_{right}"]
            for keepdims in (None, True, False):
                options = {"axes": given} if keepdims is None else {"axes": given, "keepdims": keepdims}
                group.add(["vecdot", *inputs, options], near=1e-5 if left == "complex" else None)
    for axis in (0, 1, 2, -1, -2, -3, 3, -4):
        for left, right in (("C", "C"), ("cube", "cube"), ("cube", "C"), ("cube", "row"), ("row", "row"), ("turned", "turned"), ("zero", "row"), ("empty", "C"), ("cube", "column")):
            group.add(["vecdot", f"int16_{left}", f"int16_{right}", {"axis": axis}])
            group.add(["vecdot", f"int16_{left}", f"int16_{right}", {"axis": axis, "keepdims": True}])
            group.add(["linalg_vecdot", f"int16_{left}", f"int16_{right}", {"axis": axis}])
    for name in ("matmul", "vecdot", "matvec", "vecmat"):
        for options in ({"axis": 0}, {"keepdims": True}, {"keepdims": False}, {"axis": -1, "keepdims": True}, {"axis": 0, "axes": [0, 0]}, {"axis": 5, "dtype": "bool"}):
            group.add([name, "int64_cube", "int64_cube", options])
            group.add([name, "int64_zero", "int64_cube", options])
    for given in ([[0, 1], [0, 1], [1, 0]], [[0, 1], [0, 1], [0, 2]], [[0, 1], [0, 1], [2, 0]], [[1, 2], [2, 1], [0, 1]]):
        for shape in ([3, 3, 2], [2, 3, 3], [3, 2, 3], [3, 3], [4, 4, 2], [3, 3, 3], [1, 3, 3], [3, 3, 1], [3, 1, 3]):
            group.add(["matmul", ["transpose", "int64_cube", [1, 2, 0]], ["transpose", "int64_cube", [2, 1, 0]], {"axes": given, "out": "o"}], given={"o": target("int64", shape, "C")})
    for shape in ([2, 3, 1], [2, 3], [2, 1, 4], [1, 3, 4], [1], [], [3], [5, 2, 3, 1], [2, 3, 2], [2, 1, 1]):
        for options in ({}, {"axis": 1}, {"axis": 0}, {"axes": [1, 1, 1]}, {"axes": [2, 2, 0]}):
            given = {"o": target("int64", shape, "C")}
            group.add(["vecdot", "int64_cube", "int64_cube", {"keepdims": True, "out": "o"} | options], given=given)
            group.add(["vecdot", "int64_cube", "int64_cube", {"out": "o"} | options], given=given)


def stacked(group):
    """Memory orders of new results, with axes turned and kept."""
    for order in "CFAK":
        for left, right in (("C", "T"), ("F", ["copy", "int64_T", "F"]), ("turned", ["swapaxes", "int64_turned", 1, 2]), ("cube", ["swapaxes", "int64_cube", 1, 2])):
            right = right if isinstance(right, list) else f"int64_{right}"
            for options in ({}, {"axes": [[-1, -2], [-1, -2], [-1, -2]]}, {"axes": [[0, 1], [0, 1], [1, 0]]}, {"dtype": "float32"}):
                group.add(["matmul", f"int64_{left}", right, {"order": order} | options], near=1e-6)
        for source in ("C", "F", "cube", "turned", "reversed"):
            for options in ({}, {"keepdims": True}, {"axis": 0, "keepdims": True}, {"axis": 1}):
                group.add(["vecdot", f"int64_{source}", f"int64_{source}", {"order": order} | options])
    for left, right in (([2, 3, 4], [3, 4, 5]), ([2, 1, 3, 4], [3, 4, 5]), ([1, 2, 3], [3, 4]), ([3, 4], [2, 4, 3]), ([2, 2, 3, 4], [2, 1, 4, 3]), ([1, 3], [3, 4])):
        given = {"a": ["fill", "plain", "int64", left], "b": ["fill", "plain", "int64", right]}
        for shape in ([2, 3, 5], [3, 3, 5], [3, 2, 3, 5], [2, 4], [1, 2, 4], [3, 3, 3], [2, 3, 3], [2, 2, 3, 3], [1, 2, 3, 3], [4], [1], [2, 1, 1, 3, 3]):
            group.add(["matmul", "a", "b", {"out": "o"}], given=given | {"o": target("int64", shape, "C")})
