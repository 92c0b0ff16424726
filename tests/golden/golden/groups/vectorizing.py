"""`vectorize` and `frompyfunc`: dtypes found and given, broadcasting, several results, axes of a signature; refusals."""

from .. import data
from ..answer import Group

OF_ONE = ["add_one", "halved", "is_even", "with_double", "three", "three_and_a_half"]


def make():
    """Numbers, then dtypes, then functions of arrays."""
    shared = {}
    for dtype in ("int64", "float64", "int8", "float32", "bool", "complex128"):
        shared |= data.layouts("plain", dtype)
    shared |= {"none": ["zeros", [0]], "half": ["cast_to", "float64_row", "e"]}
    group = Group(shared)
    numbers(group)
    dtypes(group)
    objects(group)
    methods(group)
    cores(group)
    return group


def numbers(group):
    """Every layout."""
    for dtype in ("int64", "float64", "int8", "float32", "bool", "complex128"):
        for name in data.SQUARE + data.OTHERS:
            for function in OF_ONE:
                if dtype == "complex128" and function == "is_even":
                    continue
                # A truth that is added to is a number of Python's, doubled a number too.
                if dtype == "bool" and function in ("with_double", "halved", "is_even"):
                    continue
                group.add(["vectorize", function, f"{dtype}_{name}"])
        group.add(["vectorize", "three", "int64_zero", f"{dtype}_row"])
    for first in ("int64_C", "int64_F", "int64_row", "int64_column", "int64_zero", "int64_turned"):
        for second in ("int64_C", "int64_row", "float64_column", "float64_F", "int8_reversed", "int64_zero", "int64_cube"):
            group.add(["vectorize", "difference_or_sum", first, second])
    group.add(["vectorize", "difference_or_sum", "none", "int64_zero"])
    for place in (0, 1):
        pair = ["int64_zero", "int64_C"]
        group.add(["vectorize", "difference_or_sum", *(pair if place == 0 else pair[::-1]), {"excluded": place}])
        group.add(["vectorize", "difference_or_sum", *(["float64_zero", "int64_F"] if place == 0 else ["int64_F", "float64_zero"]), {"excluded": place}])


def dtypes(group):
    """Asked for."""
    for letter in ["d", "f", "l", "i", "b", "B", "?", "D", "F", "e", "Q"]:
        for function in ("add_one", "halved", "three", "three_hundred", "three_and_a_half", "no_number"):
            for name in ("int64_row", "float64_row", "int8_C", "none", "complex128_row"):
                if name == "complex128_row" and function not in ("three", "add_one"):
                    continue
                group.add(["vectorize", function, name, {"otypes": letter}])
    for letters in ("dl", "ld", "ff", "?d"):
        group.add(["vectorize", "with_double", "int64_C", {"otypes": letters}])
        group.add(["vectorize", "with_double", "none", {"otypes": letters}])
    for names in (["float64"], ["float32"], ["int16"], ["complex64"]):
        group.add(["vectorize", "add_one", "int64_F", {"otypes": names}])
    group.add(["vectorize", "add_one", "half"])


def objects(group):
    """`frompyfunc`, whose objects are cast."""
    for dtype in ("float64", "int64", "complex64", "float32"):
        for name in ("int64_C", "int64_F", "int64_turned", "int8_row", "int64_zero", "int64_empty"):
            group.add(["frompyfunc", "add_one", 1, dtype, name])
            group.add(["frompyfunc", "with_double", 2, dtype, name])
            group.add(["frompyfunc", "difference_or_sum", 1, dtype, name, "int64_row"])
    for nin in (1, 2, 3):
        group.add(["frompyfunc", "add_one", 1, "float64", "int64_C", {"nin": nin}])
        group.add(["frompyfunc", "with_double", 2, "float64", "int64_C", {"nin": nin}])


def methods(group):
    """Folds, running folds and pairs of a function of two numbers."""
    names = [f"{dtype}_{name}" for dtype in ("int64", "float64") for name in data.SQUARE + data.OTHERS]
    for name in names:
        for axis in (0, 1, -1):
            for method in ("reduce", "accumulate"):
                group.add(["frompyfunc_method", method, "difference_or_sum", "float64", name, {"axis": axis}])
        group.add(["frompyfunc_method", "reduce", "difference_or_sum", "int64", name, {"initial": 5}])
    for first in ("int64_C", "int64_F", "int64_row", "int64_zero", "int64_empty", "float64_turned"):
        for second in ("int64_row", "float64_F", "int64_zero", "int64_broadcast"):
            group.add(["frompyfunc_method", "outer", "difference_or_sum", "float32", first, second])
    for method in ("reduce", "accumulate"):
        for nin, nout, function in ((1, 1, "add_one"), (3, 1, "three"), (2, 2, "with_double"), (1, 2, "with_double")):
            group.add(["frompyfunc_method", method, function, "float64", "int64_C", {"nin": nin, "nout": nout}])
        group.add(["frompyfunc_method", method, "three", "int64", "none"])
        group.add(["frompyfunc_method", method, "three", "int64", "int64_row", {"axis": 5}])
    for nin, nout, function in ((1, 1, "add_one"), (3, 1, "three")):
        group.add(["frompyfunc_method", "outer", function, "float64", "int64_C", "int64_row", {"nin": nin, "nout": nout}])


def cores(group):
    """Functions of arrays."""
    for name in ("int64_C", "float64_F", "int64_cube", "float64_turned", "int64_row", "int64_zero", "int64_empty", "float32_strided"):
        for function, signature in (("sum", "(n)->()"), ("extremes", "(n)->(),()"), ("reversed", "(n)->(n)"), ("reversed", "(n)->(m)"), ("sum", "(m,n)->()"), ("reversed", "(m,n)->(m,n)")):
            group.add(["vectorize_cores", function, signature, name])
            if "m)" not in signature.split("->")[1]:
                group.add(["vectorize_cores", function, signature, name, {"otypes": "d" if function != "extremes" else "dd"}])
    for first in ("int64_C", "int64_row", "float64_F", "int64_cube", "int64_column"):
        for second in ("int64_row", "float64_C", "int64_column", "int64_cube"):
            group.add(["vectorize_cores", "outer", "(m),(n)->(m,n)", first, second])
            group.add(["vectorize_cores", "dot", "(n),(n)->()", first, second])
            group.add(["vectorize_cores", "dot", "(),(n)->()", first, second])
    for signature in ("(n->()", "n->()", "(n)", "", "(n)->", "(n),->()", "(n)(m)->()", "( n ) -> ( )", "(2n)->()", "(n)->()->()"):
        group.add(["vectorize_cores", "sum", signature, "int64_C"])
    group.add(["vectorize_cores", "sum", "(n)->()", "int64_C", "int64_C"])
    group.add(["vectorize_cores", "dot", "(n),(n)->()", "int64_C"])
    group.add(["vectorize_cores", "dot", "(n),(n)->()", ["ones", [3]], ["ones", [4]]])
