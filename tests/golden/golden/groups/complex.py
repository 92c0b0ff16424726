"""Complex numbers as elements: making, printing, casting, promotion, arithmetic and comparisons, in every layout."""

import random
from itertools import product

from .. import data
from ..answer import Group

ARITHMETIC = "add subtract multiply divide".split()
QUESTIONS = "equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor".split()
EXTREMES = "maximum minimum fmax fmin".split()
PYTHON = "2 -3 0.5 1j 2-1j True".split()
OTHERS = "bool int8 int64 uint8 uint64 float32 float64".split()
WORDS = """0 -0.0 1 -1 0.1 0.5 2.25 100 1000.1 12345.678 1e5 1e6 1e8 1e16 1e22 1e-3 1e-4 1e-5 1e-10 0.30000000000000004
 0.1234567891 3.3333333333333335 nan inf -inf 99999.5""".split()


def make():
    """Every pair of dtypes and layouts in turn."""
    shared = {}
    for dtype in data.COMPLEX + OTHERS:
        shared |= data.layouts("plain", dtype)
    for dtype in data.COMPLEX:
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_dliw"] = ["index", ["fill", "wild", dtype, [13]], ["::-1"]]
    for dtype in OTHERS:
        shared[f"{dtype}_row13"] = ["fill", "plain", dtype, [13]]
    group = Group(shared)
    printed(group)
    for name in ("int64", "float64"):
        for order in ([1, 0, 2], [2, 1, 0]):
            group.add(["imag", ["transpose", ["fill", "plain", name, [2, 3, 4]], order]])
    made(group)
    cast(group)
    for dtype in data.COMPLEX:
        for layout in data.SQUARE + data.OTHERS:
            name = f"{dtype}_{layout}"
            for row in ("negative", "conjugate", "square", "absolute", "positive"):
                group.add([row, name])
            group.add(["real", name])
            group.add(["imag", name])
            group.add(["T", name])
            group.add(["copy", name, "K"])
            group.add(["reshape", name, [-1]])
    calculated(group)
    assigned(group)
    promoted(group)
    sorted_and_found(group)
    refused(group)
    return group


def printed(group):
    """Both parts line up; signs, exponents and words."""
    lot = random.Random(5)

    def word(words=WORDS):
        im = lot.choice(words)
        return lot.choice(["", "-"]).join(["", lot.choice(words).lstrip("-")]) + ("" if im.startswith("-") else "+") + im + "j"

    for dtype in data.COMPLEX:
        for re in WORDS:
            group.add(["array", dtype, [], f"{re}+1j"], in_full=True)
            group.add(["array", dtype, [1], f"1{'' if re.startswith('-') else '+'}{re}j"], in_full=True)
            group.add(["index", ["array", dtype, [2], f"{re}+0.5j 0{'' if re.startswith('-') else '+'}{re}j"], [1]], in_full=True)
        for _ in range(90):
            count = lot.choice([1, 2, 3, 4, 6])
            group.add(["array", dtype, [count], " ".join(word() for _ in range(count))], in_full=True)
        for _ in range(60):
            count = lot.choice([2, 3, 4, 8, 12])
            numbers = [f"{lot.uniform(-99, 99):.{lot.choice([0, 1, 3])}f}{lot.uniform(-9, 9):+.{lot.choice([0, 2, 4])}f}j" for _ in range(count)]
            group.add(["array", dtype, [count], " ".join(numbers)], in_full=True)
        for shape in ([0], [0, 2], [2, 0], [1, 1], [2, 2, 2], [3, 7], [1001], [40, 30]):
            group.add(["fill", "plain", dtype, shape], in_full=True)
            group.add(["fill", "steps", dtype, shape], in_full=True)
        for options in ({"precision": 2}, {"suppress": True}, {"linewidth": 30}, {"threshold": 5, "edgeitems": 2}, {"precision": 0}):
            group.add(["printed", ["fill", "plain", dtype, [13]], options])
            group.add(["printed", ["array", dtype, [4], "1e-7+1e3j 2.123456+3j nan-1j 0+infj"], options])


def made(group):
    """Zeros, ones, constants, and what is made like another array."""
    for dtype in data.COMPLEX:
        for shape in ([], [3], [2, 3], [0, 2]):
            group.add(["zeros", shape, {"dtype": dtype}])
            group.add(["ones", shape, {"dtype": dtype}])
            group.add(["full", shape, "1-2j", {"dtype": dtype}])
            group.add(["full", shape, "3", {"dtype": dtype}])
        group.add(["eye", 3, 4, 1, {"dtype": dtype}])
        group.add(["arange", "5", {"dtype": dtype}])
        group.add(["arange", "1", "3.5", "0.5", {"dtype": dtype}])
        group.add(["linspace", "0", "1", 5, {"dtype": dtype}])
        for like in ("zeros_like", "ones_like"):
            group.add([like, f"{dtype}_F"])
            group.add([like, "int64_turned", {"dtype": dtype}])
        group.add(["full_like", f"{dtype}_F", "2j"])
        group.add(["full_like", f"{dtype}_F", "2.5"])
    group.add(["full", [2], "1j"])
    group.add(["full", [2], "1j", {"dtype": "float64"}])
    group.add(["full", [2], "1j", {"dtype": "int8"}])
    group.add(["full", [2], "1j", {"dtype": "bool"}])


def cast(group):
    """To and from every dtype of numbers, and the rules."""
    for dtype in data.COMPLEX:
        for other in data.DTYPES + data.COMPLEX:
            for name in ("plain", "steps"):
                group.add(["astype", ["fill", name, dtype, [9]], other])
                group.add(["astype", ["fill", name, other, [9]], dtype])
            for rule in ("no", "equiv", "safe", "same_kind", "unsafe"):
                group.add(["can_cast", dtype, other, rule])
                group.add(["can_cast", other, dtype, rule])
                group.add(["astype", f"{dtype}_C", other, {"casting": rule}])
            group.add(["promote_types", dtype, other])
            group.add(["promote_types", other, dtype])
        group.add(["astype", f"{dtype}_wild", "bool"])
        group.add(["astype", f"{dtype}_wild", "float32"])
        for layout in data.SQUARE:
            group.add(["astype", f"{dtype}_{layout}", "complex64"])
            group.add(["astype", f"{dtype}_{layout}", "float64"])


def calculated(group):
    """Two operands of every dtype, also Python's own numbers."""
    turn = 0
    for row in ARITHMETIC + QUESTIONS + EXTREMES:
        for dtype in data.COMPLEX:
            group.add([row, f"{dtype}_wild", f"{dtype}_dliw"])
            group.add([row, f"{dtype}_dliw", f"{dtype}_wild"])
            group.add([row, f"{dtype}_wild", f"{dtype}_wild"])
            for other in OTHERS + data.COMPLEX:
                turn += 1
                one, two = data.SQUARE[turn % 5], data.SQUARE[turn // 5 % 5]
                group.add([row, f"{dtype}_{one}", f"{other}_{two}"])
                group.add([row, f"{other}_{two}", f"{dtype}_{one}"])
            for number in PYTHON:
                group.add([row, f"{dtype}_row", ["py", number]])
                group.add([row, ["py", number], f"{dtype}_strided"])
        for other in OTHERS:
            group.add([row, f"{other}_row", ["py", "1.5-2j"]])
            group.add([row, ["py", "1j"], f"{other}_F"])
        group.add([row, ["py", "1j"], ["py", "2"]])
    for dtype in data.COMPLEX:
        for name in ("wild", "dliw"):
            for row in "negative conjugate square reciprocal sign rint isnan isinf isfinite logical_not positive".split():
                group.add([row, f"{dtype}_{name}"])
        for row in "reciprocal sign rint isnan isinf isfinite logical_not".split():
            group.add([row, f"{dtype}_turned"])
        group.add(["clip", f"{dtype}_row", ["py", "0"], ["py", "2+1j"]])
        group.add(["clip", f"{dtype}_wild", ["py", "-1j"], ["py", "2"]])
        for low, high in product(["-1", "0.0", "-0.0"], ["-0.0", "0.0", "3"]):
            group.add(["clip", ["array", dtype, [6], "0+0j -0.0+0j 1+0j 2+0j -1+0j -2+0j"], ["py", low], ["py", high]])


def assigned(group):
    """Into complex arrays and out of them."""
    for dtype in data.COMPLEX:
        for index in ([0], ["1:3"], ["::-1", 0], ["..."]):
            group.add(["set", "t", index, ["py", "2-3j"]], {"t": ["copy", f"{dtype}_C"]})
            group.add(["set", "t", index, ["py", "7"]], {"t": ["copy", f"{dtype}_F"]})
            group.add(["set", "t", index, "float32_zero"], {"t": ["copy", f"{dtype}_C"]})
        group.add(["set", "t", ["..."], "bool_C"], {"t": ["copy", f"{dtype}_F"]})
        group.add(["set", "t", ["..."], f"{dtype}_C"], {"t": ["copy", "float64_F"]})
        group.add(["set", "t", ["..."], f"{dtype}_C"], {"t": ["copy", "int8_C"]})
        group.add(["set", ["real", "t"], ["..."], ["py", "5"]], {"t": ["copy", f"{dtype}_C"]})
        group.add(["set", ["imag", "t"], [1], "float64_row"], {"t": ["copy", f"{dtype}_F"]})
        group.add(["into", "t", "add", "t", f"{dtype}_row"], {"t": ["copy", f"{dtype}_C"]})
        group.add(["into", "t", "multiply", "t", "t"], {"t": ["copy", f"{dtype}_turned"]})
        group.add(["into", "t", "add", "t", f"{dtype}_row"], {"t": ["copy", "float64_C"]})
        group.add(["into", "t", "absolute", f"{dtype}_C"], {"t": ["copy", "float32_C"]})
    for target in ("float64", "float32", "int64", "uint8", "bool"):
        group.add(["set", "t", [0], ["py", "1+2j"]], {"t": ["copy", f"{target}_C"]})
        group.add(["set", "t", [0, 0], ["py", "1+0j"]], {"t": ["copy", f"{target}_C"]})


def promoted(group):
    """`result_type` beside Python numbers."""
    for dtype in data.DTYPES + data.COMPLEX:
        for number in ("1j", "2.5", "3", "True"):
            group.add(["result_type", dtype, ["py", number]])
            group.add(["result_type", ["py", number], dtype, "complex64"])
            group.add(["result_type", dtype, "float32", ["py", number]])
    group.add(["result_type", ["py", "1j"]])
    group.add(["result_type", ["py", "1j"], ["py", "2"]])


def sorted_and_found(group):
    """By real parts, then by imaginary ones; what holds a NaN comes last."""
    for dtype in data.COMPLEX:
        for name in ("wild", "dliw", "C", "F", "strided", "reversed", "cube", "row"):
            array = f"{dtype}_{name}"
            for kind in ("quicksort", "stable"):
                group.add(["sort", array, {"kind": kind}])
                group.add(["argsort", array, {"kind": kind}])
            group.add(["sort", array, {"axis": 0}])
            group.add(["argmax", array])
            group.add(["argmin", array])
        group.add(["lexsort", [f"{dtype}_row", f"{dtype}_row"]])


def refused(group):
    """Ufuncs without complex loops, and reductions that need some."""
    for dtype in data.COMPLEX:
        for row in """floor_divide remainder fmod arctan2 hypot copysign logaddexp logaddexp2 nextafter heaviside bitwise_and
                bitwise_or left_shift gcd lcm divmod ldexp""".split():
            group.add([row, f"{dtype}_row", f"{dtype}_row"])
            group.add([row, f"{dtype}_row", "float64_row"])
            group.add([row, "int64_row", f"{dtype}_row"])
        for row in """floor ceil trunc cbrt fabs degrees radians signbit spacing invert modf frexp bitwise_count""".split():
            group.add([row, f"{dtype}_row"])
        group.add(["add", f"{dtype}_row", f"{dtype}_row", {"dtype": "float64"}])
        group.add(["add", f"{dtype}_row", f"{dtype}_row", {"dtype": "complex64"}])
        group.add(["add", "float64_row", "int8_row", {"dtype": "complex64"}])
        group.add(["sqrt", "int64_row", {"dtype": dtype}])
        group.add(["absolute", f"{dtype}_row", {"dtype": dtype}])
        group.add(["linspace", "0", "1", 3, {"dtype": dtype}])
