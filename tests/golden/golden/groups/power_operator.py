"""`**` and `**=`: some exponents that are Python numbers go through another ufunc than `power`, and warn under its name."""

from .. import data
from ..answer import Group

DTYPES = ["bool", "int8", "int64", "uint8", *data.FLOATS, *data.COMPLEX]
EXPONENTS = ["-1", "0", "0.5", "1", "2", "3", "-2", "2.0", "-1.0", "1.5", "-0.5", "2+0j", "0.5+0j", "nan"]


def make():
    """Every exponent with every dtype, in place too; exponents that are arrays take no shorter way."""
    shared = {}
    for dtype in DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_steps"] = ["add", ["multiply", ["fill", "steps", dtype, [40]], ["py", "3"]], ["fill", "plain", dtype, [40]]]
    group = Group(shared, warns=True)
    for dtype in DTYPES:
        near = {"ulp": int(dtype not in data.COMPLEX)}
        for exponent in EXPONENTS:
            for name in ("C", "wild", "steps", "strided", "empty"):
                group.add(["**", f"{dtype}_{name}", ["py", exponent]], **near)
            group.add(["**=", "t", ["py", exponent]], {"t": ["copy", f"{dtype}_wild"]}, **near)
            group.add(["**=", ["index", "t", ["::-2"]], ["py", exponent]], {"t": ["copy", f"{dtype}_steps"]}, **near)
            group.add(["**", ["py", exponent], f"{dtype}_steps"], **near)
        for exponent in ("-1", "2", "0.5"):
            kind = "float64" if "." in exponent else "int64"
            for shape in ([], [1]):
                group.add(["**", f"{dtype}_C", ["array", kind, shape, exponent]], **near)
                group.add(["**=", "t", ["array", kind, shape, exponent]], {"t": ["copy", f"{dtype}_C"]}, **near)
        group.add(["**", f"{dtype}_C", f"{dtype}_row"], **near)
    return group
