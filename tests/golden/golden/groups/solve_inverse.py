"""Systems of equations: `solve`, `inv`, `det`, `slogdet`, `tensorinv`, `tensorsolve`, `matrix_power`.

Answers are near, not equal: NumPy leaves the elimination to a library, which adds in an order of its own.
"""

from .. import data
from ..answer import Group

DTYPES = ["int8", "int64", "uint16", "bool", *data.FLOATS, *data.COMPLEX]
NEAR = {"float32": 1e-5, "complex64": 1e-5}


def near(*dtypes):
    """The nearest that can be asked of well-conditioned matrices."""
    return 1e-5 if all(dtype in NEAR for dtype in dtypes) else 1e-11


def shared():
    """Square matrices in every layout and size, stacks, tall and wide ones."""
    names = {}
    for dtype in DTYPES:
        for side in (1, 2, 3, 4, 5, 8):
            names[f"{dtype}_{side}"] = ["fill", "plain", dtype, [side, side]]
        names[f"{dtype}_F"] = ["copy", f"{dtype}_4", "F"]
        names[f"{dtype}_reversed"] = ["index", f"{dtype}_5", ["::-1", ":"]]
        names[f"{dtype}_strided"] = ["index", f"{dtype}_8", ["::2", "1::2"]]
        names[f"{dtype}_stack"] = ["fill", "plain", dtype, [2, 3, 3, 3]]
        names[f"{dtype}_turned"] = ["transpose", f"{dtype}_stack", [1, 0, 3, 2]]
        names[f"{dtype}_wide"] = ["fill", "plain", dtype, [3, 5]]
        names[f"{dtype}_tall"] = ["fill", "plain", dtype, [5, 3]]
        names[f"{dtype}_row"] = ["fill", "plain", dtype, [4]]
        names[f"{dtype}_zero"] = ["fill", "plain", dtype, []]
        names[f"{dtype}_empty"] = ["fill", "plain", dtype, [0, 0]]
        names[f"{dtype}_none"] = ["fill", "plain", dtype, [0, 3, 3]]
    return names


SQUARE = ["1", "2", "3", "4", "5", "8", "F", "reversed", "strided", "stack", "turned", "empty", "none"]
REFUSED = ["wide", "tall", "row", "zero"]


def make():
    """Every function over dtypes and layouts; singular matrices; shapes that do not fit."""
    group = Group(shared())
    for dtype in DTYPES:
        if dtype == "bool":
            continue
        for layout in SQUARE + REFUSED:
            for name in ("inv", "det", "slogdet"):
                group.add([name, f"{dtype}_{layout}"], near=near(dtype))
            for power in (-2, -1, 0, 1, 2, 3, 5, 6):
                if layout in ("2", "4", "F", "turned", "wide", "row", "empty"):
                    group.add(["matrix_power", f"{dtype}_{layout}", power], near=1e-4 if dtype in NEAR else near(dtype))
    solve(group)
    singular(group)
    tensors(group)
    return group


def solve(group):
    """A vector, matrices, stacks on either side."""
    rights = [[4], [4, 1], [4, 3], [2, 4, 2], [3], [1, 4], [], [4, 0], [0, 4, 2]]
    for dtype in DTYPES:
        for layout in ("4", "F", "strided"):
            for shape in rights:
                if dtype == "bool" or layout == "strided" and dtype != "float64":
                    continue
                given = {"b": ["fill", "plain", dtype, shape]}
                group.add(["solve", f"{dtype}_{layout}", "b"], given=given, near=near(dtype))
        if dtype == "bool":
            continue
        for shape in ([3], [3, 2], [3, 3, 2], [2, 1, 3, 2], [4, 3, 2], [2, 3, 3]):
            for layout in ("stack", "turned", "none"):
                given = {"b": ["fill", "plain", dtype, shape]}
                group.add(["solve", f"{dtype}_{layout}", "b"], given=given, near=near(dtype))
        group.add(["solve", f"{dtype}_4", f"{dtype}_row"], near=near(dtype))
        group.add(["solve", f"{dtype}_4", "float32_row"], near=near(dtype, "float32"))
        group.add(["solve", "float32_4", f"{dtype}_row"], near=near(dtype, "float32"))
        for layout in REFUSED:
            group.add(["solve", f"{dtype}_{layout}", f"{dtype}_row"])
        group.add(["solve", f"{dtype}_empty", ["zeros", [0]]])
        group.add(["solve", f"{dtype}_empty", ["zeros", [0, 3]]])


def singular(group):
    """Matrices whose elimination meets an exact zero."""
    texts = ["1 2 2 4", "0 0 0 0", "1 1 1 1", "0 1 0 2", "1 2 0 0"]
    for dtype in ("int64", "float32", "float64", "complex128"):
        for text in texts:
            text = " ".join(f"{value}+0j" for value in text.split()) if dtype == "complex128" else text
            given = {"a": ["array", dtype, [2, 2], text], "b": ["ones", [2]]}
            for name in ("inv", "det", "slogdet"):
                group.add([name, "a"], given=given, near=1e-12)
            group.add(["solve", "a", "b"], given=given)
            group.add(["matrix_power", "a", -1], given=given)
    for text in ("0 1 2 3 4 5 6 7 8", "1 1 1 1 1 1 1 1 1", "0 0 0 0 1 0 0 0 2", "1 2 3 0 0 0 4 5 6"):
        given = {"a": ["array", "float64", [3, 3], text]}
        for name in ("inv", "det", "slogdet"):
            group.add([name, "a"], given=given, near=1e-12)
    for text in ("1 2 3 4", "2 0 0 2", "0 1 1 0", "3 1 1 2", "1e200 0 0 1e200", "1e-200 0 0 1e-200", "0.5 0.25 -1 4"):
        given = {"a": ["array", "float64", [2, 2], text]}
        for name in ("inv", "det", "slogdet"):
            group.add([name, "a"], given=given, near=1e-14)


def tensors(group):
    """Arrays seen as matrices."""
    for dtype in ("int64", "float64", "float32"):
        given = {"a": ["reshape", ["eye", 24, 24, 0, {"dtype": dtype}], [4, 6, 8, 3]], "b": ["fill", "plain", dtype, [4, 6]],
                 "c": ["reshape", ["eye", 6, 6, 0, {"dtype": dtype}], [2, 3, 6]], "d": ["fill", "plain", dtype, [2, 3]]}
        for ind in (1, 2, 3, 4, 0, -1):
            group.add(["tensorinv", "a", ind], given=given, near=near(dtype))
            group.add(["tensorinv", "c", ind], given=given, near=near(dtype))
        group.add(["tensorsolve", "a", "b"], given=given, near=near(dtype))
        group.add(["tensorsolve", "c", "d"], given=given, near=near(dtype))
        group.add(["tensorsolve", "c", "b"], given=given, near=near(dtype))
        group.add(["tensorsolve", "c", "d", [2]], given=given, near=near(dtype))
        group.add(["tensorsolve", "c", "d", [5]], given=given, near=near(dtype))
