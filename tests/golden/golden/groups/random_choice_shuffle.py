"""`choice`, `shuffle`, `permutation` and `permuted`: populations, probabilities, axes, every dtype and layout, refusals."""

from itertools import product

from .. import data
from ..answer import Group
from .random_generator import sized

LAYOUTS = [*data.SQUARE, *data.OTHERS]
SHARED = {
    "fair": ["array", "float64", [4], "0.25 0.25 0.25 0.25"],
    "uneven": ["array", "float64", [4], "0.1 0.0 0.6 0.3"],
    "singles": ["array", "float32", [4], "0.1 0.2 0.3 0.4"],
    "loose": ["array", "float32", [4], "0.1 0.2 0.3 0.4002"],
    "strict": ["array", "float64", [4], "0.1 0.2 0.3 0.4002"],
    "close": ["array", "float64", [4], "0.1 0.2 0.3 0.400000001"],
    "sure": ["array", "int64", [4], "0 1 0 0"],
    "over": ["array", "float64", [4], "0.5 0.6 0.1 0.1"],
    "minus": ["array", "float64", [4], "0.5 -0.1 0.3 0.3"],
    "nans": ["array", "float64", [4], "0.5 nan 0.3 0.2"],
    "three": ["array", "float64", [3], "0.2 0.3 0.5"],
    "square": ["array", "float64", [2, 2], "0.25 0.25 0.25 0.25"],
    "lone": ["array", "float64", [], "1.0"],
    "truth": ["array", "bool", [4], "0 0 1 0"],
    "none": ["zeros", [0]],
    "many": ["full", [200], "0.005"],
    "letters": ["array", "int64", [4], "10 20 30 40"],
    "number": ["array", "int64", [], "6"],
    "float": ["array", "float64", [], "6.0"],
    "flat": ["zeros", [0, 3]],
    "thin": ["zeros", [3, 0]],
}
SIZES = [None, [], 1, 3, [2, 2], 0, [2, 0], 50]


def make():
    """The products."""
    shared = dict(SHARED)
    for dtype in data.DTYPES:
        shared |= data.layouts("steps", dtype)
    group = Group(shared)
    numbers(group)
    probabilities(group)
    entries(group)
    shuffles(group)
    permutations(group)
    rows(group)
    refusals(group)
    return group


def numbers(group):
    """Integers below a number, around the points where the method changes."""
    for seed, population, replace in product((0, 1, 2), (1, 2, 5, 100, 10000, 10001, 20000, "5000000000"), (True, False)):
        for size in (None, [], 1, 2, 5, [2, 3], 99, 199, 201, 401, 3000):
            count = 1 if size is None or size == [] else 6 if size == [2, 3] else size
            for shuffle in (True, False):
                if count <= int(population) and not (replace and not shuffle) and not (population == "5000000000" and count > 99):
                    options = sized(size) | {"replace": replace, "shuffle": shuffle}
                    if seed == 0 or count > 100 or shuffle:
                        group.add(["draws", "default_rng", seed, [["choice", population, options], ["state"]]])
    for size in (100, [10, 10], 20000):
        for population in (100, 20000):
            if population != 100 or size != 20000:
                group.add(["draws", "default_rng", 9, [["choice", population, {"size": size, "replace": False}], ["random"]]])
    group.add(["draws", "default_rng", 9, [["choice", True], ["choice", "number", {"size": 3}], ["choice", 0, {"size": 0}]]])


def probabilities(group):
    """With `p`."""
    for seed, p, size, replace in product((0, 1), ("fair", "uneven", "singles", "loose", "close", "sure", "truth"), SIZES, (True, False)):
        options = sized(size) | {"p": p, "replace": replace}
        group.add(["draws", "default_rng", seed, [["choice", 4, options], ["state"]]])
        if seed == 0:
            group.add(["draws", "default_rng", seed, [["choice", "letters", options]]])
    for size in (1, 10, 150, 200, [20, 10]):
        group.add(["draws", "default_rng", 3, [["choice", 200, {"size": size, "p": "many", "replace": False}], ["state"]]])
    group.add(["draws", "default_rng", 3, [["choice", 4, {"size": 10000, "p": "uneven"}]]])
    group.add(["draws", "default_rng", 3, [["choice", 0, {"size": 0, "p": "none"}]]])


def entries(group):
    """Entries of arrays along every axis."""
    for dtype, layout in product(data.DTYPES, LAYOUTS):
        name = f"{dtype}_{layout}"
        for size in (None, [2, 2]) if dtype in ("float64", "int8") else (3,):
            group.add(["draws", "default_rng", 5, [["choice", name, sized(size)]]])
    for layout, axis, size in product(LAYOUTS, (0, 1, -1, 2), (None, [], 2, [1, 3], 0)):
        if layout != "zero":
            for dtype in ("float64", "int16"):
                group.add(["draws", "default_rng", 5, [["choice", f"{dtype}_{layout}", sized(size) | {"axis": axis}]]])
            group.add(["draws", "default_rng", 5, [["choice", f"int32_{layout}", sized(size) | {"axis": axis, "replace": False}]]])


def fresh(dtype, layout):
    """Arrays of this case alone, in any layout."""
    wanted = f"{dtype}_{layout}"
    found = data.layouts("steps", dtype)
    kept = {name: code for name, code in found.items() if name in (f"{dtype}_wide", f"{dtype}_C", f"{dtype}_row", f"{dtype}_cube")}
    return {name.replace(dtype, "own"): renamed(code, dtype) for name, code in (kept | {wanted: found[wanted]}).items()}, f"own_{layout}"


def renamed(code, dtype):
    """The program over the names of this case."""
    if isinstance(code, str) and code.startswith(dtype + "_"):
        return code.replace(dtype, "own")
    return [renamed(part, dtype) for part in code] if isinstance(code, list) else code


def shuffles(group):
    """In place."""
    for dtype, layout in product(data.DTYPES, LAYOUTS):
        given, name = fresh(dtype, layout)
        for axis in (0, 1, -1, 2) if dtype == "float64" else (0,):
            group.add(["draws", "default_rng", 7, [["shuffle", name, {"axis": axis}], ["state"]]], given)
    for seed, count in product(range(4), (0, 1, 2, 3, 10, 100, 1000)):
        for dtype in ("int64", "uint8", "bool"):
            group.add(["draws", "default_rng", seed, [["shuffle", ["arange", "0", str(count), {"dtype": "int64"}]], ["state"]]])
            line = ["fill", "steps", dtype, [count]]
            group.add(["draws", "default_rng", seed, [["shuffle", line], ["random"]]])
    for shape, axis in product(([0, 3], [3, 0], [1, 5], [5, 1], [2, 3, 4]), (0, 1, -2)):
        given = {"own": ["fill", "steps", "float64", shape]}
        group.add(["draws", "default_rng", 7, [["shuffle", "own", {"axis": axis}], ["shuffle", "own"], ["state"]]], given)


def permutations(group):
    """As fresh arrays."""
    for seed, count in product(range(5), (0, 1, 2, 5, 13, 100, 5000, -3)):
        group.add(["draws", "default_rng", seed, [["permutation", count], ["state"]]])
    for dtype, layout in product(data.DTYPES, LAYOUTS):
        for axis in (0, 1, -1) if dtype in ("float64", "uint8") else (0,):
            group.add(["draws", "default_rng", 8, [["permutation", f"{dtype}_{layout}", {"axis": axis}], ["random"]]])
    for value in (True, 2.5, "number", "nan"):
        group.add(["draws", "default_rng", 8, [["permutation", value]]])
    for name, axis in product(("flat", "thin"), (0, 1, 2, -3)):
        group.add(["draws", "default_rng", 8, [["permutation", name, {"axis": axis}]]])


def rows(group):
    """`permuted`: each row in an order of its own."""
    for dtype, layout in product(data.DTYPES, LAYOUTS):
        for axis in (None, 0, 1, -1, 2) if dtype in ("float64", "uint8") else (None, 0):
            group.add(["draws", "default_rng", 8, [["permuted", f"{dtype}_{layout}", {"axis": axis}], ["state"]]])
    for order, axis in product("CF", (None, 0, 1)):
        for source, dtype in (("float64_C", "float64"), ("int8_F", "int16"), ("float32_strided", "float64"), ("float64_C", "int64")):
            given = {"out": ["zeros", [3, 4], {"dtype": dtype, "order": order}]}
            group.add(["draws", "default_rng", 8, [["permuted", source, {"axis": axis, "out": "out"}], ["random"]]], given)
    for axis in (None, 0, 1):
        given = {"whole": ["zeros", [6, 8]], "out": ["index", "whole", ["::2", "::-2"]]}
        group.add(["draws", "default_rng", 8, [["permuted", "float64_C", {"axis": axis, "out": "out"}]]], given)
        given = {"own": ["fill", "steps", "float64", [3, 4]], "out": ["index", "own", ["::-1"]]}
        group.add(["draws", "default_rng", 8, [["permuted", "own", {"axis": axis, "out": "out"}]]], given)
    group.add(["draws", "default_rng", 8, [["permuted", "float64_C", {"out": ["zeros", [4, 3]]}]]])
    group.add(["draws", "default_rng", 8, [["permuted", "float64_C", {"out": ["broadcast_to", ["zeros", [4]], [3, 4]]}]]])
    for name in ("flat", "thin", "none"):
        for axis in (None, 0, 1):
            group.add(["draws", "default_rng", 8, [["permuted", name, {"axis": axis}]]])


def refusals(group):
    """What NumPy refuses."""
    for a, size, replace in product((0, -3, 2.5, "none", "float", "flat", "thin", "nan", "lone"), (None, 2, 0, [0, 3], [2, 0]), (True, False)):
        group.add(["draws", "default_rng", 1, [["choice", a, sized(size) | {"replace": replace}]]])
    for p, size, replace in product(("over", "minus", "nans", "three", "square", "lone", "none", "strict"), (None, 2, 0), (True, False)):
        for a in (4, "letters"):
            group.add(["draws", "default_rng", 1, [["choice", a, sized(size) | {"p": p, "replace": replace}]]])
    for size in (5, [2, 3], [5, 1], -1, [-1, 2], [-2, -1], [3, -1]):
        for a, p in ((4, None), ("letters", None), (4, "fair"), (4, "uneven"), (4, "sure")):
            for replace in (True, False):
                group.add(["draws", "default_rng", 1, [["choice", a, {"size": size, "p": p, "replace": replace}]]])
    for size in (10**15, [2**40, 2**40]):
        group.add(["draws", "default_rng", 1, [["choice", 4, {"size": size}]]])
    group.add(["draws", "default_rng", 1, [["choice", 4, {"size": 2, "p": "sure", "replace": False}]]])
    for axis in (1, 2, -3, 5):
        group.add(["draws", "default_rng", 1, [["choice", "letters", {"axis": axis}]]])
        for method in ("shuffle", "permutation", "permuted"):
            group.add(["draws", "default_rng", 1, [[method, "letters", {"axis": axis}]]])
            group.add(["draws", "default_rng", 1, [[method, "float64_zero", {"axis": axis}]]])
    group.add(["draws", "default_rng", 1, [["shuffle", ["broadcast_to", "letters", [3, 4]]]]])
    group.add(["draws", "default_rng", 1, [["shuffle", "float64_zero"]]])
    group.add(["draws", "default_rng", 1, [["permuted", "float64_zero"]]])
