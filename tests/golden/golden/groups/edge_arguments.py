"""Arguments at the edge of what a function takes: orders, paths, bins without axes, byte orders, zeros of either sign."""

from ..answer import Group


def shared():
    """A few arrays of each kind."""
    return {
        "f": ["fill", "plain", "float64", [3, 4]],
        "i": ["fill", "plain", "int64", [3, 4]],
        "s": ["fill", "plain", "int8", [3, 4]],
        "c": ["fill", "plain", "complex64", [3, 4]],
        "wild": ["fill", "wild", "complex128", [12]],
        "line": ["fill", "plain", "int64", [12]],
        "truth": ["fill", "plain", "bool", [3, 4]],
        "square": ["fill", "plain", "float64", [4, 4]],
        "mask": ["greater", ["fill", "steps", "int64", [3, 1]], ["py", "0"]],
        "half": ["fill", "plain", "float16", [3, 4]],
    }


def make():
    """One room after another."""
    group = Group(shared(), warns=True)
    ordered(group)
    contracted(group)
    summed(group)
    counted(group)
    chosen(group)
    slid(group)
    started(group)
    return group


def ordered(group):
    """Orders in which elements are read to be reshaped."""
    for source in ("f", ["T", "f"], ["copy", "f", "F"], ["index", "f", ["::-1"]], ["zeros", [0, 4]]):
        for shape in ([4, 3], [12], [2, 2, 3], [5, 3], [-1]):
            for order in "CFAK":
                group.add(["reshape", source, shape, order])
                for copy in (None, True, False):
                    group.add(["reshape_copying", source, shape, order, copy])


def contracted(group):
    """Paths that name what is not there, and lists that do."""
    for path in ([[0, 1]], [[0, 0]], [[1]], [[0, 1, 2]], [[0]], [[0], [0]]):
        group.add(["einsum", "ij->i", "f", {"path": path}])
    for path in ([[0, 5]], [[2]], [[0, 1, 2]], [[0, 1], [0, 1]], [[0]], [[0, 1], [0]], [[0], [0, 1]], [[0, 1]]):
        group.add(["einsum", "ij,jk->ik", "i", "square", {"path": path}])
    for path in ([[0, 5]], [[0, 1], [0, 1]], [[0, 1], [0, 2]], [[1, 2], [0, 3]], [[0, 1, 2]], [[3]], [[0, 1]], [[1, 2], [0, 1]]):
        group.add(["einsum", "ij,jk,kl->il", "i", ["astype", "square", "int64"], ["astype", "square", "int64"], {"path": path}])
    for labels in ([0, 1], [-1, 0], [51, 0], [52, 0], [-52, 1], [-53, 1], [60, 2], [0, 0], [0]):
        for optimize in (False, True):
            group.add(["einsum_lists", "f", labels, {"optimize": optimize}])
            group.add(["einsum_lists", "f", labels, labels[:1], {"optimize": optimize}])
            group.add(["einsum_lists", "f", [0, 1], "f", labels, [0], {"optimize": optimize}])


def summed(group):
    """Running sums and traces in a dtype of the other byte order; stretches into such an array; steps of `ldexp`."""
    for source in ("f", "i", "s", "truth", "c"):
        for dtype in (">f4", ">i8", ">u2", ">c8", ">f8"):
            for name in ("cumsum", "cumprod", "nancumsum", "trace", "sum"):
                group.add([name, source, {"dtype": dtype}])
            group.add(["cumsum", source, {"axis": 0, "dtype": dtype}])
            for name in ("cumsum", "sum", "prod", "trace"):
                group.add([name, source, {"dtype": {"f4": "float32", "i8": "int64", "u2": "uint16", "c8": "complex64", "f8": "float64"}[dtype[1:]]}])
            for name in ("add", "maximum", "multiply"):
                group.add(["reduceat", name, source, [0, 2, 1], {"axis": 1, "out": "o"}], {"o": ["zeros", [3, 3], {"dtype": dtype}]})
    for source in ("s", "truth", "i", "f", ["astype", "i", "int16"], ["astype", "i", "int32"], ["astype", "truth", "uint16"], ["astype", "truth", "uint64"]):
        for axis in (0, 1):
            group.add(["accumulate", "ldexp", source, {"axis": axis}])
            group.add(["reduceat", "ldexp", source, [0, 1], {"axis": axis}])
            group.add(["reduce", "ldexp", source, {"axis": axis}])


def counted(group):
    """Bins that are numbers in an array without axes; derivatives of tables."""
    for bins in ("3", "0", "-1", "1", "10"):
        for dtype in ("int64", "uint8", "int16"):
            if bins.startswith("-") and dtype == "uint8":
                continue
            whole = ["array", dtype, [], bins]
            group.add(["histogram", "line", whole])
            group.add(["histogram_bin_edges", "line", whole])
    for order in (0, 1, 2, 3, 4):
        for source in ("f", "i", "square", ["index", "i", ["1:"]], ["zeros", [1, 3]], ["zeros", [0, 3]], ["ones", [2, 1]], "line"):
            group.add(["polyder", source, order])


def chosen(group):
    """Numbers within bounds that are zeros of either sign, and numbers too large for halves."""
    zeros = (["py", "0j"], ["py", "-0.0"], ["py", "0.0"], ["py", "1"], ["py", "-1"])
    for low in zeros:
        for high in zeros:
            for source in ("c", "wild", "f", "half"):
                group.add(["clip", source, low, high])
    for number in ("1e300", "9223372036854775807", "70000.0", "-1e39", "1"):
        for source in ("half", "c", "f", ["astype", "f", "float32"]):
            group.add(["select", ["truth"], [source], ["py", number]])
            group.add(["select", ["truth", "truth"], [source, ["py", number]]])
            group.add(["where", "truth", source, ["py", number]])
            group.add(["where", "truth", ["py", number], source])


def slid(group):
    """Long floats slid along each other, in the order of the library's sums; stretches into an `out` that does not fit."""
    for dtype in ("float32", "float64", "float16"):
        for first in (1, 5, 12, 33, 70, 200):
            for second in (1, 3, 11, 12, 16, 40, 130):
                for mode in ("full", "same", "valid"):
                    for name in ("convolve", "correlate"):
                        group.add([name, ["fill", "plain", dtype, [first]], ["fill", "positive", dtype, [second]], {"mode": mode}])
    for shape, axis in (([3, 4], 0), ([3, 4], 1), ([4], 0), ([2, 3, 4], 1), ([2, 3, 4], 2), ([3, 4, 2], 0)):
        for out in ([3, 3], [4, 2], [3, 2], [2, 4], [3], [2], [2, 2, 3], [2, 2, 4], [2, 3, 2], [1, 2], [3, 1], [3, 2, 1], [3, 2, 2], [2, 4, 2], []):
            for dtype in ("float64", "float32", ">i2"):
                group.add(["reduceat", "add", ["fill", "plain", "float64", shape], [0, 2], {"axis": axis, "out": "o"}], {"o": ["zeros", out, {"dtype": dtype}]})
    for number in ("18446744073709551615", "18446744073709551616", "-9223372036854775808", "-9223372036854775809", "1267650600228229401496703205376"):
        group.add(["min_scalar_type", number])
    for ndmin in (2, 64, 65, -1, 2**31 - 1, 2**31, -(2**31) - 1, 2**62):
        group.add(["converted", "f", {"ndmin": ndmin}])
    for number in ("float16", "float32", "int8"):
        for source in ("half", ["T", "half"], ["T", "s"], ["T", "truth"], ["T", "f"], ["index", "half", [":", "::-1"]]):
            group.add(["dot", ["array", number, [], "2"], source])
            group.add(["dot", source, ["array", number, [], "2"]])


def started(group):
    """What a masked fold starts from, one number or several; an element that is to hold several."""
    for mask in ("mask", "truth", ["index", "mask", ["1:"]], ["index", "truth", ["1:"]]):
        for start in (["array", "float64", [3], "1 2 3"], ["array", "float64", [], "2.5"], ["array", "float64", [1], "2"]):
            for name in ("sum", "max", "prod"):
                group.add([name, "f", {"axis": 1, "initial": start, "where": mask}])
                group.add([name, ["index", "f", ["1:"]], {"axis": 1, "initial": start, "where": mask, "keepdims": True}])
    for dtype in ("complex64", "complex128", "float64", "float16", "int8", "bool"):
        for value in ("line", ["index", "line", [":1"]], ["array", "float64", [1, 1], "2"], "c", ["array", "int64", [], "3"]):
            group.add(["set", "t", [0, 1], value], {"t": ["zeros", [2, 3], {"dtype": dtype}]})
            group.add(["set", "t", [0], value], {"t": ["zeros", [2, 3], {"dtype": dtype}]})
