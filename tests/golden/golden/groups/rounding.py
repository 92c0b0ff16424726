"""`round`, `clip`, `nan_to_num`, signs, `sinc`, `i0`, and whether numbers are close or equal."""

from itertools import product

from .. import data
from ..answer import Group

HALVES = "0.5 1.5 2.5 -0.5 -1.5 2.675 1.005 1234.5678 -1234.5678 1e17 0.125 nan inf -inf -0.0 5e-324 99.995"


def make():
    """The products; every case says what NumPy warns of."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    shared["halves"] = ["array", "float64", [17], HALVES]
    shared["short"] = ["astype", "halves", "float32"]
    group = Group(shared, warns=True)
    rounding(group)
    clipping(group)
    replacing(group)
    nearness(group)
    # Half precision is compared in `elementwise`, with its reason.
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def rounding(group):
    """Decimals of both signs."""
    for source, decimals in product(("halves", "short"), (0, 1, 2, 3, 8, 9, 15, 22, 300, -1, -2, -3, -10)):
        group.add(["round", source, {"decimals": decimals}])
    for dtype in data.DTYPES:
        for turn, layout in enumerate(data.SQUARE + data.OTHERS):
            if dtype != "bool":
                for decimals in ((1, -1), (0, 2), (-2, 1))[turn % 3]:
                    group.add(["round", f"{dtype}_{layout}", {"decimals": decimals}])
        for decimals in (0, 1, -1, -2):
            if dtype != "uint32":
                # NumPy's vector loop casts what is beyond `uint32` as the engine does not; see `cast`.
                group.add(["round", f"{dtype}_wild", {"decimals": decimals}])
            for target in ("float32", "float64", "int64"):
                group.add(["round", f"{dtype}_C", {"decimals": decimals, "out": "o"}], given={"o": ["zeros", [3, 4], {"dtype": target}]})


def clipping(group):
    """Bounds of every kind, and none."""
    for dtype in data.DTYPES:
        bounds = [None, ["py", "2"], ["py", "-1"], ["py", "300"], ["py", "0.5"], ["py", "nan"], f"{dtype}_row", "float32_row"]
        for turn, (low, high) in enumerate(product(bounds, bounds)):
            group.add(["clipped", f"{dtype}_{data.SQUARE[turn % 5]}", low, high])
        group.add(["clipped", f"{dtype}_wild", ["py", "0"], ["py", "100"]])
        group.add(["clipped", f"{dtype}_zero", ["py", "1"], None])
        group.add(["clipped", f"{dtype}_C", ["py", "1"], ["py", "3"], {"out": "o"}], given={"o": ["zeros", [3, 4], {"dtype": "int32"}]})
        group.add(["clipped", f"{dtype}_C", ["py", "1"], ["py", "3"], {"dtype": "float64"}])
        group.add(["clipped", f"{dtype}_C", ["py", str(-(2**70))], ["py", str(2**70)]])
        group.add(["clipped", f"{dtype}_C", ["py", "3"], ["py", "1"]])
        group.add(["clipped", f"{dtype}_C", f"{dtype}_cube", f"{dtype}_column"])


def replacing(group):
    """NaN and infinities, `sinc` and `i0`."""
    for dtype in data.DTYPES:
        for layout in ["wild", *data.SQUARE, "zero", "empty", "turned"]:
            group.add(["nan_to_num", f"{dtype}_{layout}"])
            if dtype not in ("bool", "int8", "uint8"):
                group.add(["sinc", f"{dtype}_{layout}"], ulp=1)
                group.add(["isposinf", f"{dtype}_{layout}"])
                group.add(["isneginf", f"{dtype}_{layout}"])
    for source in ("halves", "short"):
        for options in ({"nan": "7"}, {"posinf": "1.5", "neginf": "-2"}, {"nan": "-1.25", "posinf": "nan"}):
            group.add(["nan_to_num", source, options])
        group.add(["sinc", source], ulp=1)
    for text in ("0.0", "0.5 1.0 2.0 -3.0", "7.9 8.0 8.1", "20.0 100.0 700.0", "nan"):
        group.add(["i0", ["array", "float64", [len(text.split())], text]], ulp=1)
    group.add(["i0", "int64_C"], ulp=1)


def nearness(group):
    """`isclose`, `allclose`, `array_equal`, `array_equiv`."""
    sources = ["halves", "short", "float64_C", "float64_F", "float32_C", "int64_C", "int8_C", "uint8_C", "bool_C", "float64_row", "float64_zero", "float64_empty", "int64_wild", "float64_wild"]
    for left, right in product(sources, sources):
        group.add(["isclose", left, right])
        group.add(["allclose", left, right, {"equal_nan": True}])
        group.add(["array_equal", left, right])
        group.add(["array_equiv", left, right])
    for source in sources:
        group.add(["array_equal", source, ["copy", source], {"equal_nan": True}])
        group.add(["isclose", source, ["copy", source], {"equal_nan": True}])
        for number in ("1", "0.5", "True", "inf", "nan"):
            group.add(["isclose", source, ["py", number], {"rtol": "0.1"}])
            group.add(["isclose", ["py", number], source, {"atol": "0.6"}])
            group.add(["allclose", source, ["py", number], {"rtol": "1e300", "atol": "3"}])
