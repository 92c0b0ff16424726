"""Numbers with the highest byte first: casts, views, ufuncs, reductions, moves, printing, files."""

from ..answer import Group

CODES = ">i2 >i4 >i8 >u2 >u4 >u8 >f2 >f4 >f8 >c8 >c16".split()
NUMBERS = [3, -1, 7, 0, 5, -4, 2, 9, -8, 6, 1, 300]


def make():
    """One dtype after another."""
    shared = {}
    for code in CODES:
        name = code[1:]
        shared[name] = ["reshape", ["value", [abs(one) for one in NUMBERS] if name[0] == "u" else NUMBERS, code], [3, 4]]
        shared[f"{name}_strided"] = ["index", name, ["::-1", "::2"]]
        shared[f"{name}_turned"] = ["copy", name, "F"]
        shared[f"{name}_zero"] = ["index", name, [1, 0, "..."]]
        shared[f"{name}_empty"] = ["index", name, ["3:"]]
        shared[f"{name}_native"] = ["cast_to", name, name]
    group = Group(shared)
    for code in CODES:
        of_numbers(group, code)
    return group


def of_numbers(group, code):
    """One dtype of numbers in several layouts."""
    name = code[1:]
    inexact = name[0] in "fc"
    for source in (name, f"{name}_strided", f"{name}_turned", f"{name}_zero", f"{name}_empty"):
        group.add(["the", source], in_full=source == name)
        group.add(["copy", source])
        group.add(["copy", source, "F"])
        group.add(["cast_to", source, name])
        group.add(["cast_to", source, code])
        for target in ("f8", ">f4", ">i8", "c16", "?", "U", "S4", "V3"):
            group.add(["cast_to", source, target])
        for ufunc in ("negative", "absolute", "sqrt", "square", "logical_not", "isfinite") if name[0] != "u" else ("positive", "square", "invert", "sqrt"):
            group.add([ufunc, source])
        for ufunc in ("add", "multiply", "divide", "equal", "maximum", "power", "less", "logical_and"):
            group.add([ufunc, source, source])
            group.add([ufunc, source, ["py", "2"]])
            group.add([ufunc, source, f"{name}_native"]) if source == name else None
            group.add([ufunc, source, "f8"]) if source == name else None
        for fold in ("sum", "prod", "max", "min", "mean", "std", "any", "all", "argmax", "argmin"):
            group.add([fold, source])
            group.add([fold, source, {"axis": 0}])
        for move in (["T", source], ["ravel", source], ["ravel", source, "F"], ["flip", source], ["flatten", source], ["reshape", source, [-1]], ["index", source, ["newaxis", "..."]]):
            group.add(move)
        group.add(["byteswap", source])
        group.add(["tobytes", source])
        group.add(["tolist", source])
        group.add(["zeros_like", source])
        group.add(["ones_like", source])
        group.add(["nonzero", source])
        group.add(["real", source])
        group.add(["imag", source])
    group.add(["full_like", name, "7"])
    group.add(["npy_round_trip", name])
    group.add(["npy_round_trip", f"{name}_turned"])
    for fold in ("cumsum", "cumprod", "median", "ptp", "count_nonzero"):
        group.add([fold, name, {"axis": 1}])
    for kind in ("quicksort", "stable"):
        group.add(["sort", name, {"kind": kind}])
        group.add(["sort", name, {"axis": 0, "kind": kind}])
        group.add(["argsort", f"{name}_strided", {"kind": kind}])
    group.add(["partition", name, [1]])
    group.add(["unique", name])
    group.add(["take", name, ["value", [0, 2, -1]], {"axis": 1}])
    group.add(["pick", name, [["value", [2, 0]]]])
    group.add(["pick", name, [["greater", name, ["py", "1"]]]])
    group.add(["index", name, [1, 2]])
    group.add(["index", name, [1, "1:"]])
    group.add(["concatenate", [name, name]])
    group.add(["concatenate", [name, "f8"]])
    group.add(["stack", [name, f"{name}_turned"]])
    group.add(["where", ["greater", name, ["py", "1"]], name, ["py", "2"]])
    group.add(["where", ["greater", name, ["py", "1"]], name, name])
    group.add(["repeat", name, [2]])
    group.add(["tile", name, [2]])
    group.add(["roll", name, 1])
    group.add(["pad", name, 1, "constant"])
    group.add(["searchsorted", ["sort", ["ravel", name]], ["py", "5"]]) if name[0] != "c" else None
    group.add(["diff", name])
    group.add(["clip", name, ["py", "0"], ["py", "4"]])
    group.add(["round", name])
    group.add(["matmul", name, ["T", name]], near=0 if not inexact else None)
    group.add(["dot", name, ["T", name]])
    group.add(["broadcast_to", ["index", name, [0]], [2, 4]])
    group.add(["diagonal", name, 0, 0, 1])
    group.add(["tril", name])
    group.add(["meshgrid", [["index", name, [0]], ["index", name, [1]]]])
    group.add(["at", "add", "t", [["value", [0, 0, 1]]], ["py", "1"]], {"t": ["copy", ["index", name, [0]]]})
    for target in (code, name, ">f8", "c16"):
        group.add(["into", "t", "add", name, name], {"t": ["zeros", [3, 4], {"dtype": target}]})
        group.add(["set", "t", ["..."], name], {"t": ["zeros", [3, 4], {"dtype": target}]})
        group.add(["set", "t", ["..."], "f8_native"], {"t": ["zeros", [3, 4], {"dtype": target}]})
    for number in ("3", "2.5", "-1", "70000", "1j", "True"):
        group.add(["set", "t", [0, 0], ["py", number]], {"t": ["copy", name]})
    group.add(["add", name, name, {"dtype": code}])
    group.add(["sum", name, {"dtype": code}])
    group.add(["sum", name, {"axis": 0, "out": "t"}], {"t": ["zeros", [4], {"dtype": code}]})
    for view in (name, "u1", "S2", "V2", ">i2", "<i2"):
        group.add(["view", name, view])
    group.add(["arange", "6", {"dtype": code}])
    group.add(["arange", "1", "6", "2", {"dtype": code}])
    group.add(["copy", ["linspace", "0", "9", 4, {"dtype": code}]]) if name[0] != "c" else None
    group.add(["eye", 2, 3, 0, {"dtype": code}])
    group.add(["full", [2], "5", {"dtype": code}])
    group.add(["frombuffer", "00010203" * 8, {"dtype": code}])
