"""Arrays of `float16`: reductions, sorting, joining, printing, limits, products."""

from ..answer import Group
from ..program import REDUCTIONS
from .half_precision import BESIDE, EDGES, shared


def make():
    """One part after another."""
    group = Group(shared())
    reduced(group)
    arranged(group)
    printed(group)
    multiplied(group)
    return group


def reduced(group):
    """Along axes, with options."""
    for name in REDUCTIONS + ["ptp", "median", "count_nonzero"]:
        for source in ("float16_C", "float16_F", "float16_strided", "float16_row", "float16_zero", "float16_cube", "steps", "wild", "swapped", "float16_empty"):
            group.add([name, source])
            for axis in (0, -1):
                group.add([name, source, {"axis": axis}])
        group.add([name, "float16_cube", {"axis": 1}])
    for name in ("sum", "prod", "max", "mean"):
        group.add([name, "float16_C", {"keepdims": True}])
        group.add([name, "float16_C", {"keepdims": True, "axis": 0}])
        for dtype in ("e", "f4", "f8") if name != "max" else ():
            group.add([name, "float16_C", {"dtype": dtype}])
            group.add([name, "beside_float64", {"dtype": dtype}])
            group.add([name, "beside_int8", {"dtype": dtype, "axis": 1}])
        group.add([name, "float16_C", {"axis": 1, "out": "t"}], {"t": ["zeros", [3], {"dtype": "e"}]})
        group.add([name, "float16_C", {"axis": 1, "out": "t"}], {"t": ["zeros", [3], {"dtype": "f8"}]})
        group.add([name, "float16_C", {"axis": 1, "out": "t"}], {"t": ["zeros", [4], {"dtype": "e"}]})
        group.add([name, "float16_C", {"axis": 5}])
    group.add(["sum", "float16_C", {"initial": "0.1"}])
    group.add(["sum", ["fill", "plain", "float16", [3000]]])
    group.add(["mean", ["fill", "plain", "float16", [3000]]])
    group.add(["sum", ["fill", "positive", "float32", [100000]], {"dtype": "e"}])
    for name in ("cumsum", "cumprod"):
        for source in ("float16_C", "float16_F", "float16_row", "steps"):
            group.add([name, source])
            group.add([name, source, {"axis": 0}])
    for name in ("add", "multiply", "maximum", "subtract", "logical_and"):
        group.add(["reduce", name, "float16_C", {"axis": 1}])
        group.add(["accumulate", name, "float16_C", {"axis": 1}])


def arranged(group):
    """Sorted, searched, moved, joined."""
    for source in ("float16_C", "float16_F", "wild", "edges", "float16_strided", "swapped"):
        for kind in ("quicksort", "stable"):
            group.add(["sort", source, {"kind": kind}])
            group.add(["argsort", source, {"kind": kind}])
        group.add(["unique", source])
        group.add(["sort", source, {"axis": 0}])
        group.add(["T", source])
        group.add(["flatten", source, "F"])
        group.add(["nonzero", source])
        group.add(["take", source, ["value", [2, 0]]])
        group.add(["pick", source, [["value", [2, 0]]]])
        group.add(["pick", source, [["greater", source, ["py", "0"]]]])
        group.add(["concatenate", [source, source]])
        group.add(["where", ["greater", source, ["py", "0"]], source, ["py", "2.5"]])
        group.add(["roll", source, 1])
        group.add(["repeat", source, [2]])
        group.add(["flip", source])
    for name in BESIDE:
        group.add(["concatenate", ["float16_C", f"beside_{name}"]])
        group.add(["where", ["greater", "float16_C", ["py", "0"]], "float16_C", f"beside_{name}"])
    group.add(["searchsorted", ["sort", "edges"], "edges"])
    group.add(["diff", "float16_row"])
    group.add(["round", "float16_C", {"decimals": 1}])
    group.add(["isclose", "float16_C", "float16_F"])
    group.add(["interp", ["value", [0.5, 2.0]], "float16_row", "float16_row"])
    group.add(["trapezoid", "float16_row"])
    group.add(["nan_to_num", "wild"])
    group.add(["arange", "5", {"dtype": "e"}], in_full=True)
    group.add(["arange", "0", "1", "0.1", {"dtype": "e"}], in_full=True)
    group.add(["copy", ["linspace", "0", "1", 7, {"dtype": "e"}]], in_full=True)
    group.add(["eye", 3, 4, 1, {"dtype": "e"}], in_full=True)
    group.add(["zeros_like", "float16_F"])
    group.add(["ones_like", "float16_F"])


def printed(group):
    """As scalars, in arrays, in records; every positive half."""
    group.add(["the", "all"])
    group.add(["array2string", "all", {"threshold": 100000}])
    for place in range(len(EDGES)):
        group.add(["index", "edges", [place]], in_full=True)
        group.add(["negative", ["index", "edges", [f"{place}:{place + 1}"]]], in_full=True)
        group.add(["index", "edges", [f"{place}:{place + 3}"]], in_full=True)
    group.add(["zeros_of", [2], [["a", "e"], ["b", "e", [2]]]], in_full=True)
    group.add(["value", [{"t": [0.1, 1000]}, {"t": [65504, 3]}], [["a", "e"], ["b", ">e"]]], in_full=True)
    for options in ({"precision": 2}, {"floatmode": "fixed"}, {"sign": "+"}, {"suppress_small": True}):
        group.add(["array2string", "edges", options])
    for part in ("repr", "str", "eps", "max", "min", "tiny", "resolution", "smallest_subnormal", "precision", "bits", "dtype"):
        group.add(["finfo", "float16", part])
    for number in ("0.1", "1.5", "64999.0", "65000.0", "65504.0", "1e5", "1e300", "inf", "nan", "1e-9"):
        group.add(["min_scalar_type", number])


def multiplied(group):
    """Products, whose sums are kept in `float32`."""
    for name in ("dot", "matmul", "inner", "outer", "vdot", "tensordot", "kron", "cross"):
        group.add([name, "float16_row", "float16_row"] if name not in ("cross", "tensordot") else [name, ["index", "float16_row", [":3"]], ["index", "float16_row", ["1:"]], *([1] if name == "tensordot" else [])])
    for name in ("dot", "matmul"):
        group.add([name, "float16_C", ["T", "float16_F"]])
        group.add([name, "float16_C", ["T", "beside_float32"]])
        group.add([name, "float16_C", "float16_C"])
    group.add(["trace", "float16_C"])
    group.add(["einsum", "ij->i", "float16_C"])
    for name in ("inv", "det", "solve", "eigvals"):
        square = ["index", "float16_C", [":3", ":3"]]
        group.add([name, square, square] if name == "solve" else [name, square])
    group.add(["norm", "float16_row"])
