"""Arrays of dtypes that are others and tell more: which dtype comes of them, and what they hold."""

from ..answer import Group
from .dtype_aliases import OTHER, UNION

# Functions whose results have the very dtype of the array, another one, or that of the first array.
KEEPING = ["copy", "sort", "ravel", "flatten", "T", "negative", "positive", "square", "absolute", "unique", "cumsum", "cumprod", "sqrt", "exp", "floor", "conjugate", "sign", "isnan", "logical_not", "zeros_like", "ones_like", "diff", "trunc", "byteswap", "real", "flip", "nonzero", "argsort", "rint", "reciprocal"]
BINARY = ["add", "subtract", "multiply", "divide", "floor_divide", "remainder", "power", "maximum", "minimum", "fmin", "arctan2", "copysign", "hypot", "less", "equal", "logical_and", "left_shift", "bitwise_and", "gcd", "float_power", "heaviside"]
NUMBERS = {
    "union": UNION, "wide": {"union": ["f8", [["x", "u1", [8]]]]}, "turned": {"union": [">i4", [["a", "i2"], ["b", "i2"]]]}, "half": {"union": ["f2", [["a", "u1"], ["b", "u1"]]]},
    "named": {"order": ["i4", "<"]}, "double": {"order": ["f8", "<"]}, "complex": {"order": ["c16", "<"]},
}  # fmt: skip


def make():
    """Numbers first, then texts, raw bytes and records."""
    shared = {"i": ["cast_to", ["reshape", ["arange", "1", "7"], [2, 3]], "i4"], "f": ["cast_to", ["reshape", ["arange", "1", "7"], [2, 3]], "f8"]}
    for name, dtype in NUMBERS.items():
        shared[f"{name}_a"] = ["cast_to", ["reshape", ["arange", "1", "7"], [2, 3]], dtype, {}]
        shared[f"{name}_b"] = ["cast_to", ["reshape", ["arange", "2", "8"], [2, 3]], dtype, {}]
    group = Group(shared)
    for name, dtype in NUMBERS.items():
        numbers(group, f"{name}_a", f"{name}_b", dtype)
    others(group)
    return group


def numbers(group, a, b, dtype):
    """What comes of arrays of numbers."""
    runs = [[name, a] for name in KEEPING] + [["index", a, ["::-1"]], ["index", a, ["...", 0]], ["take", a, ["value", [1, 0]]], ["repeat", a, 2], ["where", ["value", [[True], [False]]], a, b], ["where", ["value", [[True], [False]]], a, "i"], ["concatenate", [a, b]], ["concatenate", [a]], ["concatenate", [a, "i"]], ["stack", [a, b]]]
    runs += [[name, one, two] for name in BINARY for one, two in ((a, b), (a, "i"), ("i", a), (a, "f"), ("f", a))]
    runs += [["add", a, ["py", "1"]], ["multiply", ["py", "2"], a], ["add", a, ["py", "1.5"]], ["cast_to", a, "i4"], ["cast_to", a, dtype, {}], ["cast_to", a, OTHER, {}], ["view", a, "u1"], ["modf", a], ["divmod", a, b], ["clip", a, a, b]]
    runs += [[name, a, {"axis": 0}] for name in ("sum", "prod", "min", "max", "mean", "std", "var", "any", "all", "argmin", "argmax", "ptp", "median")]
    runs += [["tile", a, [2]], ["roll", a, 1], ["broadcast_to", a, [2, 2, 3]], ["matmul", a, ["T", b]], ["dot", a, ["T", b]], ["diagonal", a, 0, 0, 1], ["searchsorted", ["ravel", a], b], ["round", a], ["compress", a, ["value", [True, False]], 0], ["insert", a, 0, ["py", "1"]], ["triu", a], ["outer", a, b]]
    for run in runs:
        group.add(run)
        if run[0] not in ("modf", "divmod", "nonzero"):
            group.add(["dtype_told", run])
    for field in ("real", "x", "r", "a"):
        group.add(["field", a, field], in_full=True)
        group.add(["dtype_told", ["field", a, field]])
    group.add(["tolist", a])
    group.add(["set", "t", ["..."], a], {"t": ["copy", "i"]}, in_full=True)
    group.add(["into", "t", "add", "i", "i"], {"t": ["copy", a]}, in_full=True)
    group.add(["at", "add", "t", [["value", [0]]], ["py", "1"]], {"t": ["copy", a]}, in_full=True)
    group.add(["dtype_told", ["index", a, ["...", 0, "newaxis"]]])


def others(group):
    """Texts, raw bytes, records."""
    texts = {"u": ["cast_to", ["value", ["ab", "", "xyz"]], {"order": ["U3", "<"]}, {}], "v": ["value", ["ab", "b", "xy"]]}
    for run in (["copy", "u"], ["sort", "u"], ["concatenate", ["u", "v"]], ["concatenate", ["u", "u"]], ["cast_to", "u", "U3"], ["cast_to", "u", "U"], ["equal", "u", "v"], ["str_upper", "u"], ["unique", "u"], ["index", "u", ["::-1"]], ["str_len", "u"], ["tolist", "u"]):
        group.add(run, texts, in_full=True)
        if run[0] not in ("str_upper", "tolist"):
            group.add(["dtype_told", run], texts)
    raw = {"r": ["cast_to", ["value", [{"b": "abcd"}, {"b": "xyz"}]], {"record": "i4"}, {}], "p": ["value", [{"b": "abcd"}, {"b": "wxyz"}], "V4"], "m": ["zeros_of", [2], [["x", {"record": "i4"}], ["y", "i2"]], {}], "w": ["zeros_of", [2], {"order": ["i4,U2", "<"]}, {}]}
    for run in ("r", "p", "m", "w", ["copy", "r"], ["index", "r", [0]], ["index", "r", ["::-1"]], ["view", "r", "V4"], ["view", "r", "i4"], ["cast_to", "r", "V4"], ["cast_to", "p", {"record": "i4"}, {}], ["cast_to", "r", "V6"], ["cast_to", "r", "S4"], ["cast_to", "r", "V"], ["concatenate", ["r", "r"]], ["concatenate", ["r", "p"]],
                ["concatenate", ["p", "r"]], ["field", "m", "x"], ["zeros_like", "r"], ["reshape", "r", [2, 1]], ["==", "r", "p"], ["==", "r", "r"], ["sort", "r"], ["unique", "r"], ["tolist", "r"], ["field", "w", "f0"], ["fields", "w", ["f0"]], ["copy", "w"], ["index", "w", ["::-1"]], ["repack_fields", "w"], ["==", "w", "w"],
                ["cast_to", "w", "i4,U2"], ["cast_to", "w", {"order": ["i4,U2", ">"]}, {}], ["concatenate", ["w", "w"]], ["put_value", "r", [0], {"b": "q"}, {}], ["put_value", "r", [0], 1], ["put_value", "r", [1], "text"], ["zeros_of", [], {"record": "i4"}, {}], ["ravel", "r"], ["nonzero", "r"]):  # fmt: skip
        group.add(run if isinstance(run, list) else ["index", run, ["..."]], raw, in_full=True)
        if run != ["index", "r", [0]] and run[0] not in ("tolist", "nonzero"):
            group.add(["dtype_told", run], raw)
    for run in (["view", "r"], ["view", "p"], ["view", "m"], ["view", "w"], ["array", {"array": "r"}], ["array", {"array": "p"}, {"dtype": {"record": "i4"}}], ["array", {"records": "r"}], ["fromstring", "abcdefgh", {"dtype": {"record": "i4"}}], ["fromstring", "abcdefgh", {"dtype": "i4,i4", "byteorder": "<"}], ["fromstring", "abcdefgh", {"formats": "i4,i4", "byteorder": "<"}]):
        group.add(["rec", run], raw)
        group.add(["rec", run, ["index", [0]]], raw)
        group.add(["rec", run, ["dtype"]], raw)
        group.add(["rec", run, ["attribute", "x"]], raw)
        group.add(["rec", run, ["get", "f0"], ["dtype"]] if run[0] == "fromstring" else ["rec", run, ["ndarray"]], raw)
