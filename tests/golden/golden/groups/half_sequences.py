"""Halves where sequences are slid along each other, written as text, or taken through functions made of ufuncs."""

from itertools import product

from .. import data
from ..answer import Group

OTHERS = ["bool", "int8", "uint8", "int16", "float16", "float32", "complex64"]


def shared():
    """Short and long sequences of every dtype."""
    names = {}
    for dtype in OTHERS:
        names[f"{dtype}_long"] = ["fill", "plain", dtype, [7]]
        names[f"{dtype}_short"] = ["fill", "plain", dtype, [3]]
        names[f"{dtype}_one"] = ["fill", "plain", dtype, [1]]
        names[f"{dtype}_back"] = ["index", f"{dtype}_long", ["::-2"]]
    names["fine"] = ["array", "float16", [5], "0.1 0.333 1e-4 2049 -0.0007"]
    names["big_end"] = ["astype", "fine", ">f2"]
    names["texts"] = ["value", ["ab", "c"]]
    return names


def make():
    """Slides, files, roots."""
    group = Group(shared(), warns=True)
    parts = ("long", "short", "one", "back")
    for dtype, one, other, mode in product(OTHERS, parts, parts, ("full", "same", "valid")):
        if dtype == "complex64" and mode == "same" or dtype == "float32" and "long" in (one, other):
            # Sums that the library below NumPy takes in an order of its own.
            continue
        group.add(["convolve", f"float16_{one}", f"{dtype}_{other}", {"mode": mode}])
        group.add(["correlate", f"{dtype}_{other}", f"float16_{one}", {"mode": mode}])
    for dtype, one in product(OTHERS, parts):
        group.add(["polymul", f"float16_{one}", f"{dtype}_long"])
        group.add(["polyadd", f"float16_{one}", f"{dtype}_long"])
        group.add(["polyval", f"float16_{one}", f"{dtype}_short"])
    for name, other in product(["convolve", "correlate"], ["float16_long", "int8_one", "complex64_short", "texts"]):
        group.add([name, "texts", other, {"mode": "full"}])
        group.add([name, other, "texts", {"mode": "full"}])
    for given in ["fine", "big_end", "float16_long", "float16_back", ["array", "float16", [4], "nan inf -0.0 -inf"]]:
        for form in ("%.2f", "%-8.2f|", "%e", "%g", "%d", "%5d", "%s", "%r", "%.18e", "%10.3g", "%i", "%x"):
            group.add(["savetxt", given, {"fmt": form}])
        group.add(["savetxt", given, {}])
        group.add(["sinc", given])
    for given in ["fine", "big_end", "float16_long", "float16_back"]:
        group.add(["i0", given], ulp=1)
    for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
        given = ["fill", "plain", dtype, [9]]
        group.add(["sinc", given], ulp=1)
        group.add(["sinc", ["multiply", given, ["py", "0"]]], ulp=1)
    return group
