"""`qr` of stacks in each order of memory: `R` is cut from a copy that lies as the operand does."""

from ..answer import Group

SHAPES = [[2, 3, 4], [2, 4, 3], [3, 2, 2], [2, 3, 3, 2], [0, 3, 2], [3, 3], [5, 2]]


def make():
    """Each shape, order, mode and dtype."""
    group = Group()
    for shape in SHAPES:
        for dtype in ("float64", "float32", "complex128"):
            plain = ["fill", "plain", dtype, shape]
            for source in (plain, ["copy", plain, "F"], ["T", plain], ["swapaxes", plain, 0, -1], ["index", plain, ["...", "::-1"]]):
                for mode in ("reduced", "complete", "r", "raw"):
                    group.add(["qr", source, {"mode": mode}], near=1e-6 if dtype == "float32" else 1e-12)
    return group
