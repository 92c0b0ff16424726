"""What writes into an array that may not be written, or into one element what has axes: refusals, and what is no writing."""

from itertools import product

from .. import data
from ..answer import Group

DTYPES = [*data.DTYPES, "float16", *data.COMPLEX, ">i4", ">c16", "S3", "U3", "i4,f4", "V4"]


def make():
    """Read-only targets, then elements."""
    group = Group({"line": ["arange", "6"], "square": ["reshape", ["arange", "9"], [3, 3]], "halves": ["array", "float64", [3], "0.5 2.5 -1.5"]})
    read_only(group)
    itself(group)
    of_one(group)
    parts(group)
    nowhere(group)
    texts(group)
    return group


def read_only(group):
    """Every way to write, with values that fit, that do not, and that are the target's own."""
    line = {"t": ["frozen", ["copy", "line"]]}
    square = {"t": ["frozen", ["copy", "square"]]}
    spread = {"t": ["broadcast_to", ["arange", "3"], [2, 3]]}
    empty = {"t": ["frozen", ["zeros", [0]]]}
    single = {"t": ["frozen", ["zeros", []]]}
    for given in (line, square, spread, empty, single):
        own = ["index", "t", ["::-1"]]
        for value in ("t", own, ["py", "1"], ["py", "1+2j"], ["py", "300"], ["arange", "7"], "halves", ["zeros", [0]]):
            group.add(["set", "t", ["..."], value], given)
            group.add(["set", "t", [0], value], given)
            group.add(["set", "t", [9], value], given)
            group.add(["assign", "t", [["array", "int64", [2], "0 1"]], value], given)
            group.add(["assign", "t", [["array", "int64", [1], "9"]], value], given)
            group.add(["put", "t", ["array", "int64", [2], "0 9"], value], given)
            group.add(["put", "t", ["array", "int64", [0], ""], value], given)
            group.add(["place", "t", ["greater", "t", ["py", "1"]], value], given)
            group.add(["putmask", "t", ["greater", "t", ["py", "1"]], value], given)
            group.add(["copyto", "t", value], given)
            group.add(["copyto", "t", value, {"where": ["greater", "t", ["py", "1"]]}], given)
            group.add(["fill_diagonal", "t", value], given)
            group.add(["put_flat", "t", ":", value], given)
            group.add(["fill_with", "t", value], given)
            group.add(["setfield", "t", value, "int16", 2], given)
            group.add(["setfield", "t", value, "float64", 4], given)
            group.add(["into", "t", "add", "t", value], given)
            group.add(["into", "t", "sqrt", value], given)
            group.add(["choose", ["zeros", [6], {"dtype": "int64"}], ["line", value], {"out": "t"}], given)
            if value[0] != "py":
                group.add(["clipped", value, ["py", "0"], ["py", "2"], {"out": "t"}], given)
                group.add(["take", value, ["array", "int64", [3], "0 0 0"], {"out": "t"}], given)
        group.add(["concatenate", ["line", "line"], {"out": "t"}], given)
        for decimals in (-1, 0, 1):
            group.add(["round", "t", {"decimals": decimals, "out": "t"}], given)
        for axis in (0, 1, -1, 5):
            group.add(["sort_in_place", "t", {"axis": axis}], given)
            group.add(["partition_in_place", "t", 1, {"axis": axis}], given)
            for ufunc in ("add", "absolute", "divmod", "less", "bitwise_or"):
                group.add(["accumulate", ufunc, "t", {"axis": axis, "out": "t"}], given)
                group.add(["reduce", ufunc, "t", {"axis": axis, "out": "t"}], given)
        for ufunc, index in product(["add", "bitwise_and", "absolute", "divmod"], [[0], [9], [["array", "int64", [0], ""]], [["array", "int64", [1], "9"]]]):
            values = [] if ufunc == "absolute" else [["zeros", [0]]] if index != [0] else ["halves"]
            group.add(["at", ufunc, "t", index, *values], given)


def itself(group):
    """Elements that already lie in their places are not written."""
    targets = [["copy", "line"], ["index", ["copy", "square"], [":", "::2"]], ["astype", "line", ">i4"], ["zeros_of", [3], "i4,f4"], ["value", ["ab", "c"]], ["zeros", [0]], ["zeros", []], ["broadcast_to", ["arange", "3"], [2, 3]]]
    for code, freeze in product(targets, (True, False)):
        given = {"b": code, "t": ["frozen", ["index", "b", ["..."]]] if freeze else "b"}
        given["t"] = given["t"] if freeze else ["the", "b"]
        for value in ("t", "b", ["index", "t", ["..."]], ["index", "b", ["newaxis"]], ["T", "t"], ["flip", "t", None]):
            group.add(["copyto", "t", value], given)
            group.add(["copyto", "t", value, {"casting": "no"}], given)
            group.add(["copyto", "t", value, {"where": ["array", "bool", [5], "1 0 1 0 1"]}], given)
            group.add(["copyto", "t", value, {"where": ["array", "float64", [1], "1"]}], given)
            group.add(["set", "t", ["..."], value], given)
    for dtype, other in product(["int64", "complex128", "float32", "uint16"], ["int64", "uint64", "float64", "int32", "uint8", "float16"]):
        # In two axes: along one NumPy reads elements that it has written.
        given = {"t": ["reshape", ["astype", ["arange", "1", "9"], dtype], [2, 4]], "v": ["view", "t", other]}
        for index in ([], ["..."], [":"], ["::-1"]):
            group.add(["set", "t", index, ["index", "v", [":", ":4"]]], given)
            group.add(["copyto", "t", ["index", "v", [":", ":4"]], {"casting": "unsafe"}], given)
    given = {"t": ["array", "complex128", [4], "1+2j 3-4j -5+6j 7j"]}
    for part, index in product(["real", "imag"], ([], ["..."], [":"], ["::-1"], ["1:"])):
        group.add(["set", "t", index, ["index", [part, "t"], index]], given)
        group.add(["set", "t", index, ["index", [part, "t"], [":" if index != ["1:"] else ":3"]]], given)
    for part, name in product(["real", "imag"], ["subtract", "multiply", "add"]):
        group.add(["into", "t", name, "t", [part, "t"]], given)


def of_one(group):
    """One element takes an array with axes where its dtype asks the array for a truth, a record or bytes."""
    values = [["arange", "3"], ["ones", [1]], ["ones", [1, 1]], ["zeros", [0]], ["ones", []], ["astype", ["ones", [1]], "complex64"], ["value", ["3"]], ["value", "3"], ["zeros_of", [1], "i4,f4"], ["zeros_of", [2], "i4,f4"]]
    for dtype, value in product(DTYPES, values):
        if dtype == "bool" and value[-1] == "i4,f4":
            # Of the truth of a record nothing is told here.
            continue
        given = {"t": ["zeros_of", [4], dtype]}
        group.add(["set", "t", [1], value], given)
        group.add(["fill_with", "t", value], given)
        group.add(["assign", "t", [["array", "int64", [1], "1"]], value], given)
        group.add(["set", "t", [], value], {"t": ["zeros_of", [], dtype]})
    for dtype, name in product(["float64", "complex64", "complex128", "int32", "bool"], ["add", "multiply", "maximum"]):
        for initial in (["ones", [1]], ["arange", "3"], ["ones", []]):
            group.add(["reduce", name, ["ones", [3], {"dtype": dtype}], {"initial": initial}])


def parts(group):
    """`setfield` and `flat` take numbers as an assignment does, and arrays as C casts."""
    for dtype, value, index in product([*data.DTYPES, "complex64", ">i4", "float16"], ["1", "-1", "1.7", "300", "nan", "1+2j", "1e300"], [":", "1::2", 2]):
        group.add(["put_flat", "t", index, ["py", value]], {"t": ["astype", "square", dtype]})
    for dtype, part, value in product(["int64", "float64", "complex128"], ["int8", "uint16", "int32", "float32", "bool", "float16", ">i4"], ["1", "-1", "1.7", "300", "nan", "1+2j", "True", "1e300"]):
        given = {"t": ["astype", "line", dtype]}
        group.add(["setfield", "t", ["py", value], part, 2], given)
        if value in ("1.7", "1+2j", "300"):
            group.add(["setfield", "t", ["full", [6], value], part, 0], given)
            group.add(["setfield", "t", ["full", [7], value], part, 0], given)


def nowhere(group):
    """What no element takes is not read."""
    for dtype, value in product(["int8", "uint64", "float32", "complex64", "bool", ">f8", "i4,f4", "S2", "V4"], [["value", "ab"], ["value", {"b": "xy"}, {}], ["value", ["a"]], ["value", ["a", "b"]], ["ones", [1], {"dtype": "complex128"}]]):
        none = {"t": ["zeros_of", [4], dtype]}
        for code in (["set", "t", ["2:2"], value], ["assign", "t", [["array", "int64", [0], ""]], value], ["assign", "t", [["array", "bool", [4], "0 0 0 0"]], value], ["copyto", ["index", "t", ["3:1"]], value, {"casting": "unsafe"}], ["copyto", "t", value, {"casting": "unsafe"}]):
            group.add(code, none)
        group.add(["fill_with", "t", value], {"t": ["zeros_of", [0], dtype]})
        group.add(["assign", "t", [["array", "int64", [0], ""]], value], {"t": ["zeros_of", [2, 3], dtype]})


def texts(group):
    """Results over texts in Fortran order, and outputs that share bytes with them."""
    for shape, dtype in product([[1, 6, 2], [2, 1, 3], [3, 1], [1, 1, 4], [2, 3]], ["S2", "U2"]):
        given = {"t": ["reshape", ["cast_to", ["arange", str(shape[0] * shape[1] * (shape + [1, 1])[2])], dtype], shape, "F"]}
        given["t"] = ["copy", given["t"], "F"]
        for name in ("equal", "less", "add"):
            group.add([name, "t", "t"], given)
            group.add([name, "t", ["copy", "t", "C"]], given)
            group.add([name, "t", ["value", "1"]], given)
        group.add(["str_upper", "t"], given)
        group.add(["str_len", "t"], given)
        for name in ("maximum", "subtract", "sqrt"):
            operands = ["t", "t"][: 1 if name == "sqrt" else 2]
            group.add(["into", ["flip", "t", 0], name, *operands], given)
