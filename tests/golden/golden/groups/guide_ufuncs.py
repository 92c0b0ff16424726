"""The page on universal functions: methods with `axis`, `dtype` and `out`, the table of safe casts, output types, Python numbers."""

from .. import data, program
from ..answer import Group

LETTERS = "?bhilqBHILQefdFDSUV"


def make():
    """In the order of the page."""
    shared = {"x": ["reshape", ["arange", "9"], [3, 3]]}
    for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
        shared[f"{dtype}_x"] = ["fill", "steps", dtype, [3, 3]]
        shared[f"{dtype}_cube"] = ["fill", "plain", dtype, [2, 3, 2]]
    group = Group(shared)
    methods(group)
    casts(group)
    outputs(group)
    beside_numbers(group)
    return group


def methods(group):
    """`reduce`, `accumulate`, `reduceat`, `outer`, `at`."""
    group.add(["add", ["value", [0, 2, 3, 4]], ["value", [1, 1, -1, 2]]], in_full=True)
    for ufunc in ("add", "multiply", "maximum", "logical_and", "bitwise_or", "subtract"):
        for axis in (0, 1, -1, None, [0, 1], [1, 0], [0, 0], 2, []):
            group.add(["reduce", ufunc, "x", {"axis": axis}], in_full=True)
            group.add(["accumulate", ufunc, "x", {"axis": axis}], in_full=True)
            group.add(["reduceat", ufunc, "x", [0, 2], {"axis": axis}], in_full=True)
        for dtype in ("float64", "int8", "complex128", "bool", "float32"):
            if ufunc == "bitwise_or" and dtype in ("float64", "float32", "complex128"):
                continue
            group.add(["reduce", ufunc, "x", {"axis": 0, "dtype": dtype}], in_full=True)
            group.add(["reduce", ufunc, "x", {"axis": 0, "out": "y"}], {"y": ["zeros", [3], {"dtype": dtype}]}, in_full=True)
            group.add(["reduce", ufunc, "x", {"axis": 0, "dtype": "float64", "out": "y"}], {"y": ["zeros", [3], {"dtype": dtype}]}, in_full=True)
            group.add(["accumulate", ufunc, "x", {"axis": 1, "dtype": dtype}], in_full=True)
    for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
        for ufunc in ("add", "multiply"):
            group.add(["reduce", ufunc, f"{dtype}_x", {"axis": 1}])
            group.add(["reduce", ufunc, f"{dtype}_cube", {"axis": [0, 2], "keepdims": True}])
            group.add(["outer_of", ufunc, ["index", f"{dtype}_x", [0]], f"{dtype}_x"])
            group.add(["at", ufunc, "y", [["value", [0, 0, 2]]], ["array", "int8", [], "2"]], {"y": ["copy", ["index", f"{dtype}_x", [1]]]})
    for name in ("negative", "divmod", "modf", "clip"):
        for method in ("reduce", "accumulate"):
            group.add([method, name, "x"])
        group.add(["reduceat", name, "x", [0]])
        group.add(["outer_of", name, "x", "x"]) if name != "clip" else None
        group.add(["at", name, "y", [0], ["py", "1"]], {"y": ["copy", "x"]})


def casts(group):
    """What can be cast to what, by every rule."""
    for source in LETTERS:
        for target in LETTERS:
            for rule in ("safe", "same_kind"):
                group.add(["can_cast", source, target, rule])
    for source in data.DTYPES:
        for target in data.DTYPES:
            for rule in ("no", "equiv", "unsafe"):
                group.add(["can_cast", source, target, rule])


def outputs(group):
    """Dtypes of results, two at a time."""
    for name in ("add", "divide", "floor_divide", "power", "left_shift", "hypot", "logical_or", "ldexp", "copysign", "float_power"):
        for first in [*data.DTYPES, "float16", *data.COMPLEX]:
            for second in ("bool", "int8", "uint8", "int64", "uint64", "float16", "float32", "complex64"):
                group.add(["attribute", [name, ["fill", "positive" if first not in data.COMPLEX else "plain", first, [2]], ["ones", [2], {"dtype": second}]], "dtype"])


def beside_numbers(group):
    """Numbers of Python's have no dtype of their own."""
    for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
        for number in ("3", "-1", "3.5", "1j", "True", "300", "70000"):
            for name in ("add", "multiply", "maximum"):
                group.add([name, f"{dtype}_x", ["py", number]])
                group.add([name, ["py", number], ["reshape", ["index", f"{dtype}_x", [0, 1]], []]])
    for name in program.UNARY:
        for number in ("2", "2.5", "True"):
            group.add([name, ["py", number]], ulp=None)
