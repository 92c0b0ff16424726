"""What Python asks of an array: `bool`, `int`, `float`, `complex`, `in`, an index; `getfield`, `setfield`, `np.ndarray` over
bytes, `mT`; attributes of ufuncs."""

from .. import data, program
from ..answer import Group

NUMBERS = [*data.DTYPES, "float16", *data.COMPLEX]


def make():
    """One question after another."""
    shared = {}
    for dtype in NUMBERS:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_edges"] = ["fill", "wild" if dtype != "float16" else "plain", dtype, [13]]
    shared |= {"word": ["value", "12"], "text": ["value", "x1"], "blank": ["value", ""], "raw": ["value", {"b": "12"}, "S2"], "words": ["value", ["a", "b"]], "gap": ["zeros_of", [], "V3"]}
    shared |= {"records": ["zeros_of", [2], [["a", "int32"], ["b", "float64"]]], "swapped": ["cast_to", "int32_C", ">i4"]}
    group = Group(shared, warns=True)
    numbers(group)
    holding(group)
    fields(group)
    over_bytes(group)
    functions(group)
    return group


def numbers(group):
    """Single elements and arrays of more or none."""
    names = [f"{dtype}_{layout}" for dtype in NUMBERS for layout in ("C", "zero", "empty", "row")]
    names += ["word", "text", "blank", "raw", "words", ["ones", [1]], ["ones", [1, 1]], ["zeros", [1, 0]], "records", ["index", "records", [":1"]], ["zeros", [2, 2]]]
    for name in names:
        for function in ("python_bool", "python_int", "python_float", "python_complex", "python_index"):
            if function == "python_bool" and isinstance(name, list) and "records" in name or name in ("records", ["index", "records", [":1"]]) and function == "python_complex":
                continue
            group.add([function, name])
    for dtype in NUMBERS:
        for place in range(13):
            single = ["reshape", ["index", f"{dtype}_edges", [f"{place}:{place + 1}"]], []]
            for function in ("python_bool", "python_int", "python_float", "python_complex", "python_index"):
                group.add([function, single])
        group.add(["python_bool", ["reshape", ["index", f"{dtype}_edges", [":1"]], [1, 1, 1]]])


def holding(group):
    """`value in array`."""
    for dtype in NUMBERS:
        for value in ("0", "3", "7.75", "-1", "100", "nan", "300", "1j"):
            # An integer beyond the dtype is no element, whatever its sign.
            if value == "1j" and dtype not in data.COMPLEX:
                continue
            value = ["py", value] if value not in ("300", "-1", "100") or dtype not in ("int8", "uint8", *data.INTEGERS) else ["array", "int64", [], value]
            for layout in ("C", "zero", "empty"):
                group.add(["python_in", f"{dtype}_{layout}", value])
        group.add(["python_in", f"{dtype}_C", f"{dtype}_row"])
        group.add(["python_in", f"{dtype}_C", ["array", "int64", [3], "1 2 3"]])
    for value in ("a", "c", ""):
        group.add(["python_in", "words", ["value", value]])
    group.add(["python_in", "words", ["py", "1"]])


def fields(group):
    """Parts of every element."""
    for dtype in NUMBERS:
        for part in ("int8", "int16", "int32", "float64"):
            for offset in (0, 1, 2, 4, 8, -1):
                for layout in ("C", "F", "strided") if offset in (0, 4) else ("reversed",):
                    group.add(["getfield", f"{dtype}_{layout}", part, offset])
        for value in (["py", "5"], ["array", "int64", [4], "1 2 3 4"], ["array", "float64", [], "-2.5"], ["ones", [5]]):
            group.add(["setfield", "x", value, "int8", 0], {"x": ["copy", f"{dtype}_F", "K"]})
            group.add(["setfield", "x", value, "int16", 2], {"x": ["copy", f"{dtype}_C"]})
    group.add(["setfield", "x", ["py", "1"], "int8", 0], {"x": ["frozen", ["ones", [2]]]})
    group.add(["getfield", "records", "int32", 0])
    group.add(["getfield", "records", "float64", 4])


def over_bytes(group):
    """Shapes, dtypes, offsets, strides and orders over twelve elements."""
    for dtype in ("float64", "int32", "uint8", "complex64"):
        for source in (f"{dtype}_C", f"{dtype}_F", f"{dtype}_row", f"{dtype}_strided", f"{dtype}_reversed", ["frozen", ["copy", f"{dtype}_C"]]):
            for shape in ([2], [2, 2], [3, 4], [-1], [0], [100], [], [1, 0, 2], [2, -1]):
                for part in (dtype, "int16", "float32"):
                    # In the text of an infinite denominator nothing is told.
                    group.add(["ndarray", source, shape, part, {}])
                    group.add(["ndarray", source, shape, part, {"offset": 4, "order": "F"}])
        for shape, strides, offset in (([2, 2], [8, 16], 0), ([2, 2], [8, 160], 0), ([3], [-8], 16), ([3], [-8], 8), ([2], [8, 8], 0), ([3, 3], [0, 4], 0), ([2], [1], 3), ([0], [1000], 0), ([2, 2], [-4, 4], 4), ([], [], 8)):
            group.add(["ndarray", f"{dtype}_C", shape, "int32", {"strides": strides, "offset": offset}])
            group.add(["ndarray", f"{dtype}_C", shape, "uint8", {"strides": strides, "offset": offset}])
    for dtype in NUMBERS:
        for layout in [*data.SQUARE, *data.OTHERS]:
            group.add(["mT", f"{dtype}_{layout}"])
            if layout in ("C", "empty", "zero"):
                group.add(["asarray_chkfinite", f"{dtype}_{layout}"])
        group.add(["asarray_chkfinite", f"{dtype}_edges"])


def functions(group):
    """`np.ndim`, `np.shape`, `np.size`, `np.isfortran`, `np.iscomplexobj`, `np.isrealobj`; of ufuncs `nin`, `nout`, `nargs`,
    `identity`."""
    for dtype in ("float64", "complex64", "bool"):
        for layout in [*data.SQUARE, *data.OTHERS]:
            for name in ("ndim", "shape", "size", "isfortran", "iscomplexobj", "isrealobj"):
                group.add(["told", f"{dtype}_{layout}", name])
            for axis in (0, 1, -1, 2, -3, [0, 1], [0, 0], []):
                group.add(["told", f"{dtype}_{layout}", "size", axis])
    for name in [*program.UNARY, *program.BINARY, *program.MORE]:
        for attribute in ("nin", "nout", "nargs", "identity", "__name__"):
            group.add(["ufunc_attribute", name, attribute])
    for alias in "abs acos acosh asin asinh atan atan2 atanh bitwise_invert bitwise_left_shift bitwise_not bitwise_right_shift conj mod pow true_divide".split():
        group.add(["ufunc_attribute", alias, "__name__"])
