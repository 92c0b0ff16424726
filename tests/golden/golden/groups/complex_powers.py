"""Powers of complex numbers: whole ones by multiplying, others through the logarithm; bit for bit, also in place."""

from .. import data
from ..answer import Group

EXPONENTS = "0.5 -0.5 1.5 -2.25 7.125 100 -100 101 0.1 1j -1j 0.5-0.25j 2+1j -3.5+2j 12.5-0.001j 1e-5 1e-320j 30j nan inf -inf 0j".split()
EDGES = "0 -0.0 1 -1 0.5 -2.5 inf -inf nan 1e-300 1e300 1.7e308 5e-324 0.9999999999999999".split()


def number(re, im):
    """Two floats as one complex number."""
    return f"{re}{'' if im.startswith('-') else '+'}{im}j"


def make():
    """Dtypes, layouts and special values against exponents of every kind."""
    shared = {}
    for dtype in data.COMPLEX:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_dliw"] = ["index", ["fill", "wild", dtype, [13]], ["::-1"]]
        shared[f"{dtype}_steps"] = ["add", ["multiply", ["fill", "steps", dtype, [100]], ["py", "0.137"]], ["py", "0.5-3j"]]
        # Near the unit circle, where the logarithm is hard.
        shared[f"{dtype}_circle"] = ["exp", ["multiply", ["fill", "steps", "float32", [60]], ["py", "1j"]], {"dtype": dtype}]
        for place, re in enumerate(EDGES):
            shared[f"{dtype}_edge{place}"] = ["array", dtype, [len(EDGES)], " ".join(number(re, im) for im in EDGES)]
    for dtype in ("bool", "int8", "int64", "uint8", "float32", "float64"):
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    for dtype in data.COMPLEX:
        alone(group, dtype)
        together(group, dtype)
        in_place(group, dtype)
    return group


def alone(group, dtype):
    """One exponent for all."""
    for operation in ("power", "float_power"):
        for exponent in EXPONENTS:
            for name in ("wild", "steps", "circle"):
                group.add([operation, f"{dtype}_{name}", ["py", exponent]], ulp=0)
            group.add([operation, ["py", exponent], f"{dtype}_steps"], ulp=0)
            group.add([operation, ["py", exponent], f"{dtype}_dliw"], ulp=0)
        for exponent in (-99, -10, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, 8, 13, 64, 99):
            for name in ("steps", "circle", "edge5"):
                group.add([operation, f"{dtype}_{name}", ["py", str(exponent)]], ulp=0)
        for place in range(len(EDGES)):
            for exponent in ("0.5", "-1.5", "2", "-1", "1j", "0.5-2j"):
                group.add([operation, f"{dtype}_edge{place}", ["py", exponent]], ulp=0)
        for layout in data.SQUARE + data.OTHERS:
            for exponent in ("0.5", "2", "1-1j"):
                group.add([operation, f"{dtype}_{layout}", ["py", exponent]], ulp=0)


def together(group, dtype):
    """Arrays of exponents, of every dtype and layout in turn."""
    turn = 0
    for operation in ("power", "float_power"):
        group.add([operation, f"{dtype}_wild", f"{dtype}_dliw"], ulp=0)
        group.add([operation, f"{dtype}_steps", ["index", f"{dtype}_steps", ["::-1"]]], ulp=0)
        for place in range(0, len(EDGES), 2):
            for other in range(1, len(EDGES), 3):
                group.add([operation, f"{dtype}_edge{place}", ["index", f"{dtype}_edge{other}", ["::-1"]]], ulp=0)
        for other in ("bool", "int8", "int64", "uint8", "float32", "float64", *data.COMPLEX):
            for layout in data.SQUARE:
                turn += 1
                group.add([operation, f"{dtype}_{layout}", f"{other}_{data.SQUARE[turn % 5]}"], ulp=0)
                group.add([operation, f"{other}_{layout}", f"{dtype}_{data.SQUARE[turn // 5 % 5]}"], ulp=0)
        group.add([operation, f"{dtype}_column", f"{dtype}_row"], ulp=0)
        group.add([operation, f"{dtype}_empty", f"{dtype}_row"], ulp=0)
        group.add([operation, f"{dtype}_C", f"{dtype}_cube"], ulp=0)


def in_place(group, dtype):
    """Into the base itself, into the exponents, and into an array of another dtype."""
    for layout in ("C", "F", "turned", "row"):
        fresh = {"t": ["copy", f"{dtype}_{layout}", "K"]}
        for exponent in ("0.5", "2", "-1", "3", "1j", "1.5-0.5j", "-2.75"):
            group.add(["into", "t", "power", "t", ["py", exponent]], fresh, ulp=0)
        group.add(["into", "t", "power", "t", "t"], fresh, ulp=0)
        group.add(["into", "t", "power", ["py", "2"], "t"], fresh, ulp=0)
        group.add(["into", ["index", "t", ["::-1"]], "power", "t", ["py", "1.5"]], fresh, ulp=0)
        group.add(["into", "t", "float_power", "t", ["py", "1.5"]], fresh, ulp=0)
    group.add(["into", "t", "power", f"{dtype}_C", f"{dtype}_row"], {"t": ["copy", "float64_C"]}, ulp=0)
    group.add(["into", "t", "power", "float64_C", f"{dtype}_row"], {"t": ["copy", f"{dtype}_C"]}, ulp=0)
    group.add(["power", f"{dtype}_C", ["py", "0.5"], {"where": ["greater", f"{dtype}_C", ["py", "0"]], "out": "t"}], {"t": ["copy", f"{dtype}_F"]}, ulp=0)
