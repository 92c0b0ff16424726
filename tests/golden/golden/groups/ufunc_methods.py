"""`reduce`, `accumulate`, `reduceat`, `outer` and `at` of many ufuncs."""

from .. import data, program
from ..answer import Group

FOLDS = """add subtract multiply divide floor_divide remainder fmod maximum minimum fmax fmin logical_and logical_or
 logical_xor bitwise_and bitwise_or bitwise_xor left_shift right_shift gcd lcm hypot logaddexp arctan2 copysign
 power equal less not_equal greater_equal heaviside nextafter""".split()
PLACES = {
    "C": [0, 1, None, [0, 1], []],
    "F": [0, -1],
    "reversed": [1, None],
    "broadcast": [0, 1],
    "strided": [0, 1],
    "zero": [0, None],
    "empty": [0, 1],
    "cube": [0, 1, 2, [0, 2], 3, [1, 1]],
    "turned": [0, 1, 2],
}


def make():
    """The products."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("positive", dtype)
        shared[f"{dtype}_line"] = ["fill", "plain", dtype, [13]]
    group = Group(shared)
    folds(group)
    stretches(group)
    outer(group)
    at(group)
    refusals(group)
    # Half precision is compared in `elementwise`, with its reason.
    group.cases = [case for case in group.cases if "float16" not in str(case)]
    return group


def folds(group):
    """`reduce` and `accumulate`: dtypes in turn with layouts."""
    turn = 0
    for ufunc in FOLDS:
        floats = ufunc in ("hypot", "logaddexp", "arctan2", "copysign", "heaviside", "nextafter")
        near = {"ulp": 4 if ufunc == "arctan2" else 1} if ufunc in ("hypot", "logaddexp", "arctan2") else {}
        for dtype in data.DTYPES:
            # A chain of powers only adds up what a single one is away.
            if ufunc == "power" and dtype in data.FLOATS:
                continue
            # Of smaller integers NumPy computes these in half precision.
            if floats and dtype in ("bool", "int8", "uint8"):
                continue
            for layout, axes in PLACES.items():
                turn += 1
                axis = axes[turn % len(axes)]
                # Every other dtype with every other layout: 11 dtypes make each pair come up.
                if dtype not in ("int64", "float64") and turn % 16:
                    continue
                group.add(["reduce", ufunc, f"{dtype}_{layout}", {"axis": axis}], **near)
                if turn % 2:
                    group.add(["accumulate", ufunc, f"{dtype}_{layout}", {"axis": axis}], **near)
            if ufunc not in ("left_shift", "right_shift", "power"):
                group.add(["reduce", ufunc, f"{dtype}_line"], **near)
                group.add(["accumulate", ufunc, ["index", f"{dtype}_line", ["::-2"]]], **near)
    for dtype in data.FLOATS:
        for length in (9, 130, 1025, 5000):
            line = {"v": ["fill", "plain", dtype, [length]]}
            group.add(["accumulate", "add", "v"], given=line)
            group.add(["accumulate", "multiply", ["index", "v", ["::-1"]]], given=line)
            group.add(["reduce", "add", "v", {"initial": None}], given=line)
            group.add(["reduce", "add", ["reshape", "v", [length, 1]], {"initial": None, "axis": None}], given=line)


def stretches(group):
    """`reduceat`: rising, falling and repeated starts."""
    for ufunc in ("add", "multiply", "maximum", "subtract", "logical_or", "bitwise_xor", "divide", "less"):
        for dtype in data.DTYPES:
            for starts in ([0, 4, 8], [3, 3, 1], [12, 0, 6], [5], [], [0, 13], [-1]):
                if dtype in ("int16", "uint16", "int32", "uint32") and len(starts) < 3:
                    continue
                group.add(["reduceat", ufunc, f"{dtype}_line", starts])
            if dtype in ("int16", "uint16", "int32", "uint32"):
                continue
            for layout, axis in (("C", 1), ("F", 0), ("reversed", 1), ("cube", 1), ("turned", -1), ("zero", 0), ("broadcast", 0)):
                group.add(["reduceat", ufunc, f"{dtype}_{layout}", [0, 2, 1], {"axis": axis}])
    for dtype in data.FLOATS:
        for length in (200, 2000):
            line = {"v": ["fill", "plain", dtype, [length]], "g": ["fill", "plain", dtype, [length, 3]]}
            for starts in ([0, 17, 150], [3, 150, 20], [0]):
                group.add(["reduceat", "add", "v", starts], given=line)
                group.add(["reduceat", "add", ["index", "v", ["::-1"]], starts], given=line)
                group.add(["reduceat", "add", "g", starts], given=line)
                group.add(["reduceat", "add", ["T", "g"], starts, {"axis": 1}], given=line)
                group.add(["reduceat", "add", "v", starts, {"dtype": "float64"}], given=line)
    for dtype, target in (("int8", "int64"), ("int64", "float32"), ("uint8", "uint8"), ("float64", "int32"), ("bool", "bool")):
        for method in ("reduce", "accumulate"):
            group.add([method, "add", f"{dtype}_line", {"dtype": target}])
            group.add([method, "maximum", f"{dtype}_line", {"dtype": target}])
            group.add([method, "multiply", f"{dtype}_C", {"axis": 1, "out": "o"}], given={"o": ["zeros", [3, 4] if method == "accumulate" else [3], {"dtype": target}]})
        group.add(["reduceat", "add", f"{dtype}_line", [0, 5], {"dtype": target}])
        group.add(["reduceat", "add", f"{dtype}_line", [0, 5], {"out": "o"}], given={"o": ["zeros", [2], {"dtype": target}]})


def outer(group):
    """Every element with every other."""
    for ufunc in ("add", "multiply", "subtract", "less", "maximum", "power", "divmod", "sqrt"):
        for left, right in (("C", "row"), ("row", "F"), ("zero", "C"), ("row", "row"), ("turned", "column"), ("empty", "row")):
            for dtype in ("int8", "int64", "float32", "float64"):
                group.add(["outer_of", ufunc, f"{dtype}_{left}", f"{dtype}_{right}"], ulp=int(ufunc == "power"))
            group.add(["outer_of", ufunc, f"uint8_{left}", f"float64_{right}"], ulp=int(ufunc == "power"))
    group.add(["outer_of", "add", "int8_row", "int8_row", {"dtype": "float64"}])
    group.add(["outer_of", "add", "int8_row", "int8_row", {"out": "o"}], given={"o": ["zeros", [4, 4], {"dtype": "int16"}]})


def at(group):
    """In place at chosen elements: slices, single ones, and one element more than once through a view."""
    for ufunc in ("add", "multiply", "maximum", "negative", "sqrt", "divide", "less", "floor_divide", "square", "logical_not"):
        unary = ufunc in program.UNARY
        for dtype in data.DTYPES:
            for index in ([0], ["::2"], ["1:3", "::-1"], ["..."], [1, -1], ["5:"]):
                given = {"v": ["fill", "positive", dtype, [3, 4]]}
                if dtype in ("int16", "uint16", "int32", "uint64", "uint8", "uint32"):
                    continue
                for values in [[]] if unary else [[["py", "2"]], [["py", "1.5"]], [f"{dtype}_row"]]:
                    group.add(["at", ufunc, "v", index, *values], given=given)
    again = ["array", "int64", [5], "0 2 0 -1 2"]
    for ufunc in ("add", "multiply", "maximum", "negative", "subtract", "divide"):
        unary = ufunc in program.UNARY
        for dtype in ("int8", "uint16", "int64", "float32", "float64"):
            given = {"v": ["fill", "positive", dtype, [4]], "g": ["fill", "positive", dtype, [4, 3]], "w": ["fill", "positive", dtype, [5]]}
            for target, index in (("v", [again]), ("g", [again]), ("g", ["1:", ["array", "int64", [3], "0 0 2"]]), ("g", [again, 1]), ("v", [["array", "bool", [4], "1 0 1 1"]])):
                for values in [[]] if unary else [[["py", "2"]], ["w"], [["array", "int64", [3], "3 1 2"]]]:
                    group.add(["at", ufunc, target, index, *values], given=given)
            group.add(["at", ufunc, "v", [["array", "int64", [2], "0 4"]], *([] if unary else [["py", "1"]])], given=given)
    wide = {"v": ["fill", "steps", "int64", [6]]}
    for code in (
        ["at", "add", ["T", ["reshape", "v", [2, 3]]], ["::2"], ["array", "int64", [2], "10 20"]],
        ["at", "add", "v", ["::2"], "v"],
        ["at", "add", "v", ["::2"], ["index", "v", ["3:"]]],
        ["at", "add", "v", [9], ["py", "1"]],
        ["at", "add", "v", [0]],
        ["at", "negative", "v", [0], ["py", "1"]],
        ["at", "divmod", "v", [0], ["py", "1"]],
        ["at", "clip", "v", [0], ["py", "1"]],
        ["at", "add", "v", ["::3"], ["array", "int64", [3], "1 2 3"]],
        ["at", "power", "v", ["1:"], ["py", "-1"]],
    ):
        group.add(code, given=wide)


def refusals(group):
    """Ufuncs without such a method, axes that are not there, arrays of another shape."""
    for method in ("reduce", "accumulate"):
        for ufunc in ("sqrt", "divmod", "modf", "clip"):
            group.add([method, ufunc, "float64_C"])
        for axis in (2, -3, None, [0, 1], [0, 0]):
            for ufunc in ("add", "subtract", "lcm", "maximum", "equal"):
                group.add([method, ufunc, "int64_C", {"axis": axis}])
                group.add([method, ufunc, "int64_zero", {"axis": axis}])
                group.add([method, ufunc, "bool_row", {"axis": axis}])
        for shape in ([4], [3], [2, 4], [3, 4], [1, 4], [4, 3], []):
            # An `out` of fewer axes makes NumPy's `accumulate` read beyond its arguments.
            if method == "reduce" or len(shape) == 2 and shape[0] != 1:
                group.add([method, "add", "float64_C", {"out": "o"}], given={"o": ["zeros", shape]})
            if method == "reduce" or len(shape) == 1:
                group.add([method, "add", "float64_row", {"out": "o"}], given={"o": ["zeros", shape]})
        group.add([method, "add", "float64_C", {"dtype": "bool"}])
    group.add(["reduceat", "sqrt", "float64_C", [0]])
    group.add(["reduceat", "divmod", "float64_C", [0]])
    group.add(["reduceat", "add", "float64_C", [0], {"axis": None}])
    group.add(["reduceat", "add", "float64_C", [0], {"axis": [0, 1]}])
    group.add(["reduceat", "add", "float64_C", [3]])
