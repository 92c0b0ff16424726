"""What NumPy warns of when imaginary parts are lost on the way to a real dtype, and when they are not."""

from .. import data
from ..answer import Group


def make():
    """Casts and assignments from complex numbers to every dtype."""
    shared = {}
    for dtype in data.COMPLEX:
        shared |= data.layouts("plain", dtype)
    for dtype in data.DTYPES:
        shared[f"{dtype}_C"] = ["fill", "plain", dtype, [3, 4]]
    group = Group(shared, warns=True)
    for dtype in data.COMPLEX:
        for target in ["bool", *data.FLOATS, "int64", "int8", "int32", *data.COMPLEX]:
            for layout in ("C", "F", "strided", "zero", "empty", "turned", "reversed"):
                group.add(["astype", f"{dtype}_{layout}", target])
        for target in ["bool", "float64", "int64", "float32"]:
            fresh = {"t": ["copy", f"{target}_C"]}
            group.add(["set", "t", ["..."], f"{dtype}_C"], fresh)
            group.add(["set", "t", [0], f"{dtype}_row"], fresh)
            group.add(["set", "t", [0, 0], f"{dtype}_zero"], fresh)
        group.add(["set", "t", ["..."], "float64_C"], {"t": ["copy", f"{dtype}_C"]})
    return group
