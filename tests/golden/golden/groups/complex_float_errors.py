"""What NumPy warns of after loops of complex numbers: division by zero, overflow, invalid values. Every case holds the list."""

from .. import data
from ..answer import Group

UNARY = """negative positive conjugate square reciprocal sign rint absolute isnan isinf isfinite logical_not sqrt exp exp2 expm1
 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh""".split()
BINARY = """add subtract multiply divide power float_power equal not_equal less less_equal greater greater_equal maximum minimum
 fmax fmin logical_and logical_or logical_xor""".split()
PARTS = "0.0 -0.0 1.0 -1.0 0.5 -2.5 inf -inf nan 1e-300 1e300 1.7e308 -1.7e308 5e-324 1e160 720.0 -1500.0 2200.0".split()
SINGLE_PARTS = "0.0 -0.0 1.0 -1.0 0.5 inf -inf nan 1e-38 3e38 -3e38 1e20 1e-45 89.0 -100.0 270.0".split()


def number(re, im):
    """Two floats as one complex number."""
    return f"{re}{'' if im.startswith('-') else '+'}{im}j"


def make():
    """Lines of points through every edge, alone, against each other and folded."""
    shared = {}
    for dtype, parts in (("complex128", PARTS), ("complex64", SINGLE_PARTS)):
        for place, re in enumerate(parts):
            shared[f"{dtype}_{place}"] = ["array", dtype, [len(parts)], " ".join(number(re, im) for im in parts)]
        shared[f"{dtype}_all"] = ["array", dtype, [len(parts)], " ".join(number(re, im) for re, im in zip(parts, parts[3:] + parts[:3]))]
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
    shared["int64_line"] = ["fill", "plain", "int64", [13]]
    shared["float64_line"] = ["fill", "wild", "float64", [13]]
    shared["float32_line"] = ["fill", "wild", "float32", [13]]
    group = Group(shared, warns=True)
    functions(group)
    pairs(group)
    folds(group)
    casts(group)
    return group


def functions(group):
    """Of one number, a line at a time and one by one."""
    for dtype, parts in (("complex128", PARTS), ("complex64", SINGLE_PARTS)):
        for ufunc in UNARY:
            for place in range(len(parts)):
                group.add([ufunc, f"{dtype}_{place}"], ulp=0)
            for place in range(0, len(parts), 3):
                group.add([ufunc, ["index", f"{dtype}_all", [f"{place}:{place + 1}"]]], ulp=0)
            for layout in ("F", "strided", "zero", "empty"):
                group.add([ufunc, f"{dtype}_{layout}"], ulp=0)


def pairs(group):
    """Of two numbers."""
    for dtype, parts in (("complex128", PARTS), ("complex64", SINGLE_PARTS)):
        for ufunc in BINARY:
            for shift in (1, 4, 7, 11):
                turned = ["roll", f"{dtype}_all", shift]
                group.add([ufunc, f"{dtype}_all", turned], ulp=0)
            for place in range(0, len(parts), 4):
                for other in ("0j", "-1+0j", "1e30-1e30j"):
                    group.add([ufunc, f"{dtype}_{place}", ["py", other]], ulp=0)
            group.add([ufunc, f"{dtype}_wild", "float64_line"], ulp=0)
            group.add([ufunc, "float32_line", f"{dtype}_wild"], ulp=0)
            group.add([ufunc, f"{dtype}_wild", "int64_line"], ulp=0)
            group.add([ufunc, f"{dtype}_C", f"{dtype}_strided"], ulp=0)
            group.add([ufunc, f"{dtype}_broadcast", f"{dtype}_reversed"], ulp=0)
            group.add([ufunc, f"{dtype}_zero", f"{dtype}_empty"], ulp=0)
        for exponent in (-3, -1, 2, 3, 5):
            group.add(["power", f"{dtype}_all", ["py", str(exponent)]], ulp=0)


def folds(group):
    """Sums, products and their kin."""
    for dtype, big in (("complex128", "1e308+1e308j 1e308+0j 1+1j -1e308-1j"), ("complex64", "3e38+3e38j 3e38+0j 1+1j -3e38-1j")):
        opposite = ["array", dtype, [3], "inf+1j 1+0j -inf+2j"]
        sources = [
            ["array", dtype, [4], big],
            opposite,
            ["array", dtype, [3], "nan+1j inf+0j 1-infj"],
            ["array", dtype, [2], "0+0j 0+infj"],
            ["array", dtype, [5], "1+2j 0.5-1j -3+0j 0+1j 2.5+2.5j"],
        ]
        for source in sources:
            for name in ("sum", "prod", "mean", "max", "min", "any", "all"):
                group.add([name, source])
                group.add([name, ["reshape", source, [1, -1]], {"axis": 1}])
                group.add([name, ["reshape", source, [-1, 1]], {"axis": 1}])
                group.add([name, ["reshape", source, [-1, 1]], {"axis": 0, "keepdims": True}])
            for method in ("reduce", "accumulate"):
                for ufunc in ("add", "multiply", "subtract", "divide", "maximum"):
                    group.add([method, ufunc, source])
            for ufunc in ("add", "multiply"):
                group.add(["reduceat", ufunc, source, [0, 1]])
                group.add(["at", ufunc, "v", ["::2"], ["py", "1e308" if dtype == "complex128" else "3e38"]], given={"v": source})
            group.add(["at", "divide", "v", [1], ["py", "0j"]], given={"v": source})
            group.add(["cumsum", source])
            group.add(["cumprod", source])
        # Where infinities meet, NumPy's library has sums of its own.
        large = "1e200" if dtype == "complex128" else "1e30"
        for text in (f"{large}+0j 1+0j 2+0j", f"1+0j {large}+0j 2+0j", "nan+1j 1+1j 2-1j", "1+2j 0.5-1j -3+0j"):
            left = ["array", dtype, [3], text]
            for name in ("dot", "vdot", "inner", "matmul"):
                group.add([name, left, left])
                group.add([name, left, ["index", left, ["::-1"]]])
        for name in ("sum", "prod", "cumsum", "cumprod"):
            group.add([name, ["array", "complex128", [2], "1e300+1j 1-1e39j"], {"dtype": dtype}])
            group.add([name, ["array", "float64", [2], "1e300 1"], {"dtype": dtype}])
        for layout in ("C", "F", "strided", "reversed", "broadcast", "turned", "empty"):
            for name in ("sum", "prod"):
                for axis in (0, 1, None):
                    group.add([name, f"{dtype}_{layout}", {"axis": axis}])


def casts(group):
    """Parts that an integer or a shorter float cannot hold, also on the way into and out of a ufunc."""
    for dtype, parts in (("complex128", PARTS), ("complex64", SINGLE_PARTS)):
        for target in ("complex64", "float32", "float64", "int64", "int8", "bool"):
            for place in range(len(parts)):
                group.add(["astype", f"{dtype}_{place}", target])
            group.add(["astype", f"{dtype}_wild", target])
        fresh = {"o": ["zeros", [len(parts)], {"dtype": "complex64"}]}
        group.add(["add", f"{dtype}_all", ["py", "1.0"], {"out": "o", "casting": "unsafe"}], given=fresh)
        group.add(["multiply", f"{dtype}_all", ["py", "1e300"], {"dtype": "complex64", "casting": "unsafe"}])
        group.add(["set", "o", ["..."], f"{dtype}_all"], given=fresh)
    for source in ("float64_line", "float32_line", "int64_line"):
        group.add(["astype", source, "complex64"])
    for python in ("1e300", "1e300j", "-1e39+1j", "nan", "infj", "3"):
        for ufunc in ("add", "multiply", "divide", "power", "equal"):
            group.add([ufunc, "complex64_C", ["py", python]])
        group.add(["clip", "complex64_C", ["py", python], ["py", "1e301"]])
