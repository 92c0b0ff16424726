"""`out`, `where`, `dtype`, `casting` and `order` of ufunc calls, and ufuncs of two outputs."""

from itertools import product

from .. import data, program
from ..answer import Group

RULES = ["no", "equiv", "safe", "same_kind", "unsafe"]
TWO = ["divmod", "modf", "frexp"]
MASKS = {
    "some": ["array", "bool", [3, 4], "1 0 1 1 0 0 1 0 1 1 0 1"],
    "rows": ["array", "bool", [3, 1], "1 0 1"],
    "columns": ["array", "bool", [4], "0 1 1 0"],
    "never": ["array", "bool", [], "0"],
    "always": ["array", "bool", [1], "1"],
    "tall": ["array", "bool", [2, 1, 1], "1 0"],
    "other": ["array", "bool", [3], "1 0 1"],
}


def make():
    """The products."""
    shared = dict(MASKS)
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_positive"] = ["fill", "positive", dtype, [3, 4]]
    group = Group(shared)
    masks(group)
    dtypes(group)
    castings(group)
    orders(group)
    two_outputs(group)
    others(group)
    # Half precision is compared in `elementwise`, with its reason.
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def masks(group):
    """Only where the mask is true; the rest of `out` stays."""
    turn = 0
    for ufunc in ("add", "multiply", "negative", "less", "sqrt", "maximum", "floor_divide", "power"):
        # Of smaller integers NumPy takes the root in half precision.
        for dtype in data.DTYPES if ufunc != "sqrt" else ["int16", "uint32", "int64", "float32", "float64"]:
            for mask in MASKS:
                turn += 1
                layout = data.SQUARE[turn % 5]
                target = dtype if turn % 3 else "float64"
                shape = [2, 3, 4] if mask == "tall" else [3, 4]
                given = {"o": ["copy", ["fill", "plain", target, shape], "CF"[turn % 2]]}
                inputs = [f"{dtype}_{layout}", f"{dtype}_row"][: 1 if ufunc in program.UNARY else 2]
                group.add([ufunc, *inputs, {"where": mask, "out": "o"}], given=given)
    for mask in MASKS:
        line = {"v": ["fill", "plain", "int64", [4, 4]], "m": ["array", "bool", [4, 4], "1 0 1 1 " * 4]}
        group.add(["add", "v", ["T", "v"], {"where": "m", "out": "v"}], given=line)
        group.add(["logical_not", "m", {"where": ["T", "m"], "out": "m"}], given=line)
    group.add(["add", "int64_C", "int64_C", {"where": "int64_C", "out": "o"}], given={"o": ["copy", "int64_C"]})
    for mask in ("never", "some"):
        group.add(["power", "int64_C", ["py", "-1"], {"where": mask, "out": "o"}], given={"o": ["copy", "int64_C"]})


def dtypes(group):
    """The dtype of the result chooses the loop, or there is none."""
    turn = 0
    for ufunc in program.UNARY + program.BINARY + ["conjugate", "ldexp", "bitwise_count"]:
        for source in ("bool", "uint8", "int64", "float32", "float64"):
            for target in ("bool", "int8", "uint16", "int64", "float32", "float64"):
                turn += 1
                if turn % 4:
                    continue
                array = f"{source}_positive"
                inputs = [array] if ufunc in [*program.UNARY, "conjugate", "bitwise_count"] else [array, array]
                group.add([ufunc, *inputs, {"dtype": target}])
    for ufunc in ("add", "divide", "power", "less", "maximum", "arctan2", "logical_or", "left_shift"):
        for number, target in product(("2", "1.5", "300", "True"), ("uint8", "int32", "float32")):
            group.add([ufunc, "uint8_positive", ["py", number], {"dtype": target}])
            group.add([ufunc, ["py", number], "float64_positive", {"dtype": target}])


def castings(group):
    """Every rule for inputs and results."""
    for ufunc in ("add", "sqrt", "divide", "logical_and", "less", "bitwise_or", "floor_divide"):
        for rule, (left, right) in product(
            RULES,
            [("int64", "int64"), ("int64", "float32"), ("uint8", "int16"), ("float64", "float64"), ("float32", "uint8"), ("bool", "int8")],
        ):
            inputs = [f"{left}_positive", f"{right}_positive"][: 1 if ufunc == "sqrt" else 2]
            if ufunc == "sqrt" and left in ("bool", "uint8"):
                continue
            group.add([ufunc, *inputs, {"casting": rule}])
            for target in ("int32", "float32"):
                group.add([ufunc, *inputs, {"casting": rule, "out": "o"}], given={"o": ["zeros", [3, 4], {"dtype": target}]})
            group.add([ufunc, *inputs, {"casting": rule, "dtype": "float32"}])
    for rule in RULES:
        group.add(["add", "int64_positive", ["py", "1.5"], {"casting": rule}])
        group.add(["add", "float32_positive", ["py", "1"], {"casting": rule}])
        group.add(["divmod", "int64_positive", "float32_positive", {"casting": rule}])
        group.add(["divmod", "int64_C", ["py", "3"], {"casting": rule, "out": ["i", "f"]}], given={"i": ["zeros", [3, 4], {"dtype": "int32"}], "f": ["zeros", [3, 4]]})


def orders(group):
    """The memory order asked for."""
    sources = [f"float64_{layout}" for layout in data.SQUARE + data.OTHERS]
    for order, source in product("CFAK", sources):
        group.add(["negative", source, {"order": order}])
        group.add(["add", source, source, {"order": order}])
        group.add(["add", source, "float64_F", {"order": order}])
        group.add(["less", ["py", "1.0"], source, {"order": order}])
        group.add(["modf", source, {"order": order}])


def two_outputs(group):
    """`divmod`, `modf`, `frexp`: both results, into arrays and new ones."""
    for dtype in data.DTYPES:
        for layout in data.SQUARE + data.OTHERS:
            for ufunc in TWO:
                inputs = [f"{dtype}_{layout}", f"{dtype}_row"][: 2 if ufunc == "divmod" else 1]
                group.add([ufunc, *inputs])
        wild = ["fill", "wild", dtype, [13]]
        group.add(["divmod", wild, ["index", wild, ["::-1"]]])
        group.add(["modf", wild])
        group.add(["frexp", wild])
        group.add(["conjugate", wild])
        group.add(["bitwise_count", wild])
        for other in ("int32", "int64", "uint8", "uint64", "float64"):
            group.add(["ldexp", f"{dtype}_C", f"{other}_positive"])
        group.add(["ldexp", wild, ["py", "3"]])
        group.add(["ldexp", wild, ["py", "5000000000"]])
        group.add(["divmod", f"{dtype}_C", ["py", "0"]])
        group.add(["divmod", f"{dtype}_C", ["py", "2.5"]])
        given = {"o": ["zeros", [3, 4], {"dtype": dtype}], "v": ["fill", "plain", dtype, [3, 4]], "p": ["zeros", [3, 4]]}
        group.add(["divmod", "v", ["py", "3"], {"out": ["o", None]}], given=given)
        group.add(["divmod", "v", ["py", "3"], {"out": [None, "o"]}], given=given)
        group.add(["divmod", "v", ["py", "3"], {"out": ["v", "o"]}], given=given)
        group.add(["divmod", "v", ["py", "3"], {"out": ["o", "v"], "where": "some"}], given=given)
        group.add(["modf", "v", {"out": ["p", "o"]}], given=given)
        group.add(["frexp", "v", {"out": ["p", "o"]}], given=given)
        group.add(["divmod", "v", "float64_cube", {"out": ["p", "o"]}], given=given)
    group.add(["ldexp", "float64_C", ["array", "int64", [4], "-1100 1100 -3 9000000000"]])
    group.add(["ldexp", "float32_C", ["array", "int32", [4], "-140 140 -3 0"]])


def others(group):
    """The bounds of the `clip` ufunc, and arguments miscounted."""
    for dtype in data.DTYPES:
        group.add(["clip", f"{dtype}_C", f"{dtype}_row", f"{dtype}_column"])
        group.add(["clip", ["fill", "wild", dtype, [13]], f"{dtype}_zero", ["fill", "plain", dtype, [13]]])
        for low, high in (("1", "3"), ("0.5", "2"), ("-1", "5"), ("True", "4")):
            group.add(["clip", f"{dtype}_C", ["py", low], ["py", high]])
    group.add(["add", "int8_C", "int8_F", {"out": "bool_C"}])
    group.add(["clip", "int8_C", "float32_C", "int64_C"])
    for code in (["add", "int8_C"], ["divmod", "int8_C"], ["modf"], ["clip", "int8_C", "int8_C"]):
        group.add(code)
    for shape in ([4], [3, 1], [2, 3, 4], [4, 3], [1, 3, 4], [], [0]):
        group.add(["modf", "float64_C", {"out": ["o", None]}], given={"o": ["zeros", shape]})
        group.add(["add", "float64_C", "float64_row", {"out": "o", "where": "some"}], given={"o": ["zeros", shape]})
    group.add(["modf", "float64_C", {"out": ["float64_broadcast", None]}])
