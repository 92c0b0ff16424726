"""What NumPy warns of: division by zero, invalid values, overflow, empty slices. Every case holds the list of warnings."""

from .. import data, program
from ..answer import Group

EDGES = "0.0 -0.0 1.0 -1.0 inf -inf nan 0.5 -2.5 1000.0 3e38 -3e38 1e-40"
WIDER = EDGES + " 1e308 -1.7e308 1e300 5e-324"


def make():
    """Edges of every dtype into every ufunc, alone, against each other and one by one."""
    shared = {}
    for dtype in data.DTYPES:
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_plain"] = ["fill", "plain", dtype, [13]]
        shared[f"{dtype}_zeros"] = ["zeros", [13], {"dtype": dtype}]
    shared["float64_edges"] = ["array", "float64", [17], WIDER]
    shared["float32_edges"] = ["array", "float32", [13], EDGES]
    group = Group(shared, warns=True)
    functions(group)
    pairs(group)
    casts(group)
    folds(group)
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def functions(group):
    """Of one number, one edge at a time and all at once."""
    for ufunc in [*program.UNARY, "modf", "frexp", "conjugate"]:
        for dtype, count in (("float64", 17), ("float32", 13)):
            group.add([ufunc, f"{dtype}_edges"])
            for place in range(dtype == "float32", count, 2 + (dtype == "float32")):
                group.add([ufunc, ["index", f"{dtype}_edges", [f"{place}:{place + 1}"]]])
        for dtype in data.DTYPES:
            # Of smaller integers NumPy computes these in half precision.
            if dtype not in ("bool", "int8", "uint8") and not (ufunc == "reciprocal" and dtype in data.INTEGERS):
                group.add([ufunc, f"{dtype}_wild"])


def pairs(group):
    """Of two numbers."""
    for ufunc in [*program.BINARY, "divmod"]:
        for dtype in data.DTYPES:
            for right in ("zeros", "wild", "plain"):
                # Which of two zeros `fmax` gives depends in NumPy on where an element lies.
                if right == "zeros" and ufunc in ("fmax", "fmin"):
                    continue
                if ufunc not in ("power", "left_shift", "right_shift", "float_power") or dtype in data.FLOATS:
                    group.add([ufunc, f"{dtype}_wild", f"{dtype}_{right}"])
            if ufunc not in ("left_shift", "right_shift"):
                group.add([ufunc, f"{dtype}_plain", ["py", "0"]])
        if ufunc.startswith("bitwise") or ufunc in ("gcd", "lcm", "left_shift", "right_shift"):
            continue
        for place in range(0, 17, 3):
            edge = ["index", "float64_edges", [f"{place}:{place + 1}"]]
            for other in ("0.0", "-1.0", "2.5", "inf", "1e300", "nan")[ufunc in ("fmax", "fmin") :]:
                group.add([ufunc, edge, ["py", other]])
    group.add(["ldexp", "float64_edges", ["py", "2000"]])
    group.add(["ldexp", "float32_edges", ["py", "-200"]])
    group.add(["divide", "float64_plain", "float64_zeros", {"where": ["not_equal", "float64_zeros", ["py", "0.0"]], "out": "o"}], given={"o": ["zeros", [13]]})
    group.add(["add", "float64_plain", "float64_zeros", {"where": ["not_equal", "float64_zeros", ["py", "1.0"]]}])
    group.add(["floor_divide", "int8_wild", "int8_zeros", {"where": ["equal", "int8_wild", ["py", "3"]], "out": "int8_plain"}], given={"int8_plain": ["zeros", [13], {"dtype": "int8"}]})


def casts(group):
    """Floats that an integer or a shorter float cannot hold, also on the way into and out of a ufunc."""
    for source in data.FLOATS:
        for target in data.DTYPES:
            if target.startswith("u"):
                group.add(["astype", f"{source}_plain", target])
                continue
            group.add(["astype", f"{source}_edges" if target in data.FLOATS else f"{source}_plain", target])
        for target in ("int32", "int64", "float32"):
            for place in range(13):
                group.add(["astype", ["index", f"{source}_edges", [f"{place}:{place + 1}"]], target])
    for target in ("float32", "int64"):
        group.add(["add", "float64_edges", ["py", "1.0"], {"out": "o", "casting": "unsafe"}], given={"o": ["zeros", [17], {"dtype": target}]})
        group.add(["multiply", "float64_plain", ["py", "1e300"], {"dtype": target, "casting": "unsafe"}])
    group.add(["negative", "float64_edges", {"dtype": "float32"}])
    group.add(["sqrt", "float64_plain", {"out": "o", "casting": "unsafe"}], given={"o": ["zeros", [13], {"dtype": "int64"}]})


def folds(group):
    """Reductions and their kin: what overflows, what is empty, what has no degree of freedom."""
    big = ["array", "float64", [4], "1e308 1e308 -1e308 1.0"]
    opposite = ["array", "float64", [3], "inf 1.0 -inf"]
    small = ["array", "float32", [4], "3e38 3e38 1.0 0.0"]
    for source in (big, opposite, small, ["array", "float64", [3], "nan inf 1.0"], ["array", "float64", [2], "0.0 inf"]):
        for name in ("sum", "prod", "mean", "var", "std", "min", "max"):
            group.add([name, source])
            group.add([name, ["reshape", source, [1, -1]], {"axis": 1}])
            group.add([name, ["reshape", source, [-1, 1]], {"axis": 1}])
        for method in ("reduce", "accumulate"):
            for ufunc in ("add", "multiply", "subtract", "divide", "maximum"):
                group.add([method, ufunc, source])
        group.add(["reduceat", "add", source, [0, 1]])
        group.add(["at", "add", "v", ["::2"], ["py", "1e308"]], given={"v": source})
        group.add(["at", "divide", "v", [1], ["py", "0.0"]], given={"v": source})
        for ufunc in ("log", "sqrt", "square"):
            group.add(["at", ufunc, "v", [1, -1]], given={"v": source})
        for name in ("cumsum", "cumprod"):
            group.add([name, source, {"dtype": "float32"}])
    empty = {"e": ["zeros", [0, 3]], "n": ["array", "bool", [3], "1 0 1"], "v": ["fill", "plain", "float64", [2, 3]]}
    for name in ("mean", "var", "std"):
        for axis in (0, 1, None):
            group.add([name, "e", {"axis": axis}], given=empty)
            group.add([name, "v", {"axis": axis, "where": "n"}], given=empty)
            for ddof in (1, 2, 6):
                if name != "mean":
                    group.add([name, "v", {"axis": axis, "ddof": ddof}], given=empty)
        group.add([name, "v", {"axis": 0, "where": ["less", "v", ["py", "-5.0"]]}], given=empty)
    for dtype in data.INTEGERS:
        for ufunc in ("floor_divide", "remainder", "fmod"):
            group.add(["reduce", ufunc, f"{dtype}_wild"])
            group.add(["accumulate", ufunc, f"{dtype}_wild"])
    group.add(["average", "float64_plain", {"weights": "float64_edges"}])
