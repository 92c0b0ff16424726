"""Arguments at the edge of what functions take: no elements, complex positions, ranks too low, single texts, axes turned."""

from .. import data
from ..answer import Group

WORDS = {
    "word": ["value", "a-b-c"],
    "words": ["value", ["a-b", "c", "-d-e", "fg-"]],
    "table": ["value", [["a-b", "c"], ["-d-e", "fg-"]]],
    "bytes": ["value", {"b": "a-b"}, "S3"],
    "none": ["zeros_of", [0], "U3"],
    "dash": ["value", "-"],
    "dashes": ["value", ["-", "--", "c", "g"]],
}


def make():
    """One kind of edge after another."""
    shared = dict(WORDS)
    for dtype in [*data.FLOATS, "int64", "complex128", "float16"]:
        shared |= data.layouts("plain", dtype)
    for dtype in data.FLOATS:
        shared[f"{dtype}_gaps"] = ["reshape", ["array", dtype, [24], " ".join("nan" if i % 7 == 3 else str(i * i % 11) for i in range(24))], [2, 3, 4]]
    shared |= {"xs": ["array", "float64", [4], "0 1 2 4"], "ys": ["array", "float64", [4], "1 3 2 5"], "zs": ["array", "complex128", [4], "1+1j 3-2j 2+0j 5+4j"], "cx": ["array", "complex128", [4], "0+0j 1+2j 2+0j 4-1j"]}
    group = Group(shared, warns=True)
    ranks(group)
    positions(group)
    fits(group)
    choices(group)
    texts(group)
    turned(group)
    powers(group)
    # Texts without room for a character have bytes in NumPy's copies that stand for nothing.
    group.cases = [case for case in group.cases if not any(word in str(case) for word in ("'<U0'", "'|S0'"))]
    return group


def ranks(group):
    """`partition` and its kin where there is nothing to part, and where a rank is out of bounds."""
    for shape in ([0], [3, 0], [0, 3], [2, 0, 4], [0, 0], [3], [1], []):
        for dtype in ("float64", "int8"):
            given = {"e": ["zeros", shape, {"dtype": dtype}]}
            for kth in (0, 2, 5, -1, -9, [0, 7], [2, 0]):
                for axis in (-1, 0, None, 1):
                    for name in ("partition", "argpartition", "partition_in_place"):
                        if name == "partition_in_place" and axis is None or isinstance(kth, list) and axis == 1:
                            continue
                        group.add([name, "e", kth, {"axis": axis}], given)


def positions(group):
    """`interp` of complex numbers, with and without a period."""
    for where in ("xs", "cx", "zs", ["array", "complex128", [3], "0.5+0j 2.5+1j 9+0j"], ["array", "complex64", [2], "0.5+1j -3+0j"], ["array", "complex128", [], "0.5+1j"]):
        for xs in ("xs", "cx"):
            for ys in ("ys", "zs"):
                for options in ({}, {"period": 3}, {"period": 2.5}, {"left": "1j"}, {"right": "0.5"}, {"left": "2", "right": "-1j"}, {"period": 0}):
                    group.add(["interp", where, xs, ys, options])


def fits(group):
    """`polyfit` where points do not determine the polynomial."""
    for x in ("1 1 1 1", "0 1 2 3", "0 0 1 1", "1e8 1.00000001e8 1.00000002e8 1.00000003e8", "5 5 5 6"):
        for degree in range(7):
            for dtype in ("float64", "float32"):
                points = ["array", dtype, [4], x]
                near = 1e-6 if dtype == "float32" else 1e-10
                # Of four points so close together, nothing but rounding is left for a third power.
                if x.startswith("1e8") and degree > 2:
                    continue
                if degree < 4 or x == "0 1 2 3":
                    group.add(["polyfit", points, ["array", dtype, [4], "1 3 2 5"], degree], near=near)
                group.add(["polyfit", points, ["array", dtype, [3], "1 3 2"], degree], near=near)
                group.add(["polyfit", ["index", points, [":0"]], "ys", degree], near=near)
    for degree in (-1, 1):
        for x in ("xs", ["reshape", "xs", [2, 2]], ["index", "xs", [0]]):
            group.add(["polyfit", x, "ys", degree], near=1e-12)
            group.add(["polyfit", "xs", x, degree], near=1e-12)


def choices(group):
    """`select` of dtypes that have none in common, and of shapes that do not fit."""
    condition = ["array", "bool", [4], "1 0 1 0"]
    records = ["zeros_of", [4], [["a", "int32"], ["b", "float32"]]]
    others = [records, "words", "bytes", "ys", "zs", ["array", "bool", [4], "1 0 1 0"], ["zeros_of", [4], "V3"], ["array", "int8", [4], "1 2 3 4"], ["ones", [3]]]
    for one in others:
        for other in others:
            group.add(["select", [condition], [one], other])
            if one == other:
                group.add(["select", [condition, condition], [one, other], other])
    group.add(["select", [condition], ["ys", "ys"]])
    group.add(["select", [], []])
    group.add(["select", [["ones", [4]]], ["ys"]])


def texts(group):
    """`partition` of one text and of many."""
    for text in ("word", "words", "table", "bytes", "none", ["index", "words", [0]], ["index", "table", ["::-1", "::-1"]], ["T", "table"]):
        for separator in ("dash", "dashes", ["value", "c"], ["value", "--"], ["value", ""], ["value", {"b": "-"}, "S1"], ["value", 3]):
            for name in ("str_partition", "str_rpartition", "char_partition", "char_rpartition"):
                group.add([name, text, separator])


def turned(group):
    """Order statistics along axes of arrays whose axes lie in another order."""
    for dtype in data.FLOATS:
        gaps = f"{dtype}_gaps"
        for array in (gaps, ["T", gaps], ["transpose", gaps, [1, 0, 2]], ["transpose", gaps, [2, 0, 1]], ["transpose", gaps, [1, 2, 0]], ["copy", gaps, "F"], ["index", gaps, ["::-1"]], ["index", gaps, ["...", "::2"]], ["T", ["index", gaps, [0]]], ["index", gaps, [1]], ["copy", ["index", gaps, [0]], "F"]):
            for axis in (None, 0, 1, -1, [0, 1], [1, 0]):
                for keepdims in (False, True):
                    for name in ("nanmedian", "median"):
                        group.add([name, array, {"axis": axis, "keepdims": keepdims}])
                    group.add(["nanquantile", array, ["py", "0.3"], {"axis": axis, "keepdims": keepdims}])
                    if keepdims:
                        group.add(["nanpercentile", array, ["array", "float64", [2], "20 70"], {"axis": axis}])


def powers(group):
    """`**` of single numbers that are no arrays, where no root stands for a power."""
    for dtype in (*data.FLOATS, "float16", "complex64", "complex128", "int64", "int8", "uint16"):
        edges = ["0", "1", "2", "3"] if "int" in dtype else ["0.0", "-0.0", "1.0", "-1.0", "4.0", "0.25", "inf", "-inf", "nan", "2.5"]
        if dtype.startswith("int"):
            edges += ["-1", "-3"]
        if dtype.startswith("complex"):
            edges = ["0+0j", "1+0j", "2-1j", "-4+0j", "0.5+0.5j"]
        for edge in edges:
            base = ["array", dtype, [], edge]
            for exponent in ("0.5", "2", "-1", "2.0", "-1.0", "0", "1", "3", "-0.5", "0.0", "1j"):
                if exponent == "1j" and not dtype.startswith("complex") or "int" in dtype and dtype != "int64" and "." in exponent:
                    continue
                group.add(["scalar_power", base, ["py", exponent]], ulp=0 if exponent in ("0.5", "2", "-1", "1", "0", "2.0", "-1.0", "0.0") else 1)
            group.add(["scalar_power", base, base], ulp=1)
