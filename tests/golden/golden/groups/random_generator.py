"""`default_rng`: the plain draws over seeds, sizes, dtypes, parameters and `out`, the state below, children, refusals."""

from itertools import product

from ..answer import Group

SEEDS = [0, 1, 42, 20240229, [1, 2, 3], "340282366920938463463374607431768211457"]
SIZES = [None, [], 1, 4, [2, 3], [0], [2, 0, 3], [3, 1, 2], 10000]
PLAIN = ["random", "standard_normal", "standard_exponential"]
SHARED = {
    "low": ["array", "float64", [3], "-1.0 0.0 2.5"],
    "high": ["array", "float64", [3], "0.0 10.0 2.5"],
    "scales": ["array", "float64", [2, 1], "0.5 2.0"],
    "halves": ["array", "float32", [3], "0.5 1.5 2.5"],
    "whole": ["array", "int64", [3], "1 2 3"],
    "truths": ["array", "bool", [2], "1 0"],
    "bytes": ["array", "uint8", [2, 1], "3 200"],
    "wide": ["fill", "plain", "float64", [4, 6]],
    "strided": ["index", "wide", ["::2", "1::2"]],
    "turned": ["T", ["array", "float64", [2, 3], "1 2 3 4 5 6"]],
    "wrong": ["array", "float64", [3], "1.0 -1.0 2.0"],
    "nans": ["array", "float64", [3], "1.0 nan 2.0"],
    "zeros": ["array", "float64", [2], "0.0 -0.0"],
    "lone": ["array", "float64", [], "2.5"],
    "none": ["zeros", [0]],
    "edge": ["array", "float64", [2], "0.0 inf"],
}


def sized(size):
    """The option, where there is one."""
    return {} if size is None else {"size": size}


def make():
    """The products."""
    group = Group(SHARED)
    plain(group)
    single(group)
    with_parameters(group)
    into(group)
    in_turn(group)
    refusals(group)
    return group


def plain(group):
    """Without parameters."""
    for seed, method, size, dtype in product(SEEDS, PLAIN, SIZES, ("float64", "float32")):
        group.add(["draws", "default_rng", seed, [[method, sized(size) | {"dtype": dtype}]]])
    for seed, size, dtype in product(SEEDS, (None, 5, 10000), ("float64", "float32")):
        options = sized(size) | {"dtype": dtype, "method": "inv"}
        group.add(["draws", "default_rng", seed, [["standard_exponential", options]]])
    for seed in range(100, 130):
        group.add(["draws", "default_rng", seed, [[method, {"size": 3000}] for method in PLAIN]])


def single(group):
    """Over another generator of bits."""
    for seed in (0, 7, [3, 1]):
        calls = [[method, {"size": 2000, "dtype": dtype}] for method in PLAIN for dtype in ("float64", "float32")]
        group.add(["draws", "MT19937", seed, calls])
        group.add(["draws", "MT19937", seed, [["integers", 1000, {"size": 50}], ["random"], ["normal", 3, 2]]])


def with_parameters(group):
    """Uniform, normal and exponential with numbers and arrays."""
    pairs = [
        (None, None), (0, 1), (-3, 5), (2.5, 2.5), ("1e300", "1e308"), (1, 0), ("-1e-300", "1e-300"), ("low", "high"), ("low", 5),
        (-5, "low"), ("low", "scales"), ("halves", 3), ("whole", 7), ("truths", 2), ("bytes", 250), ("strided", 20), ("turned", 9),
        ("lone", 3), ("none", 1), (True, 3), ("zeros", 1),
    ]  # fmt: skip
    for (one, other), size in product(pairs, (None, 3, [2, 3], [4, 2, 3])):
        arguments = [value for value in (one, other) if value is not None]
        group.add(["draws", "default_rng", 5, [["uniform", *arguments, sized(size)]]])
        if not (isinstance(other, str) and other == "low"):
            group.add(["draws", "default_rng", 5, [["normal", *arguments, sized(size)]]])
        if one is not None:
            group.add(["draws", "default_rng", 5, [["exponential", other, sized(size)], ["exponential", one, sized(size)]]])
    for seed, size in product(SEEDS, (None, 10000)):
        calls = [["uniform", -7, 13, sized(size)], ["normal", 100, 15, sized(size)], ["exponential", 3.5, sized(size)]]
        group.add(["draws", "default_rng", seed, calls])


def into(group):
    """`out=`."""
    for order, dtype, method in product("CF", ("float64", "float32"), PLAIN):
        given = {"out": ["zeros", [3, 4], {"dtype": dtype, "order": order}]}
        for size in (None, [3, 4]):
            group.add(["draws", "default_rng", 3, [[method, sized(size) | {"dtype": dtype, "out": "out"}]]], given)
    for out in (["zeros", []], ["zeros", [0]], ["zeros", [1, 3, 1]]):
        group.add(["draws", "default_rng", 3, [["random", {"out": "out"}]]], {"out": out})
    part = {"whole": ["zeros", [4, 3]], "out": ["index", "whole", ["1:3"]]}
    group.add(["draws", "default_rng", 3, [["random", {"out": "out"}], ["random"]]], part)
    given = {"out": ["zeros", [2, 3]]}
    for shape in (2, "whole", "halves", "scales"):
        group.add(["draws", "default_rng", 3, [["standard_gamma", shape, {"out": "out"}]]], given)
    refused = [
        (["zeros", [2, 3]], {"size": [3, 2]}), (["zeros", [2, 3]], {"size": 6}), (["zeros", [2], {"dtype": "float32"}], {}),
        (["zeros", [2]], {"dtype": "float32"}), (["index", ["zeros", [2, 4]], [":", "::2"]], {}), (["zeros", [2], {"dtype": "int64"}], {}),
        (["broadcast_to", ["zeros", [1]], [3]], {}), (["index", ["zeros", [4]], ["::-1"]], {}),
    ]  # fmt: skip
    for (out, options), method in product(refused, PLAIN):
        group.add(["draws", "default_rng", 3, [[method, options | {"out": "out"}]]], {"out": out})
    given = {"out": ["zeros", [2, 3], {"order": "F"}]}
    group.add(["draws", "default_rng", 3, [["standard_gamma", 2, {"out": "out"}]]], given)
    for shape in ("low", "turned", "none"):
        group.add(["draws", "default_rng", 3, [["standard_gamma", shape, {"out": "out"}]]], {"out": ["zeros", [2, 2]]})


def in_turn(group):
    """Several calls on one generator: what is kept between two, and the state below."""
    halves = [["random", {"dtype": "float32"}], ["state"], ["random"], ["state"], ["random", {"dtype": "float32"}], ["state"]]
    for seed in SEEDS:
        group.add(["draws", "default_rng", seed, halves])
        group.add(["draws", "default_rng", seed, [["standard_normal", {"size": 501, "dtype": "float32"}], ["state"], ["integers", 9]]])
        group.add(["draws", "default_rng", seed, [["spawned", 2, [["random", {"size": 2}], ["state"]]], ["random"]]])
        deeper = [["spawned", 1, [["spawned", 2, [["normal", 0, 1]]]]], ["spawned", 3, [["integers", 100, {"size": 5}]]]]
        group.add(["draws", "default_rng", seed, deeper])
        for jumps in (1, 2, 10):
            group.add(["draws", "default_rng", seed, [["random"], ["jumped", jumps, [["random", {"size": 2}], ["state"]]]]])
        for steps in ("0", "1", "1000", str(2**64), str(2**127 - 1)):
            calls = [["random", {"dtype": "float32"}], ["advanced", steps, [["random", {"dtype": "float32"}], ["state"]]]]
            group.add(["draws", "default_rng", seed, calls])
        mixed = [["random"], ["standard_normal"], ["integers", 10, {"dtype": "int32"}], ["random", {"dtype": "float32"}]]
        group.add(["draws", "default_rng", seed, [*mixed, ["state"], *mixed, ["state"]]])
        for length in (0, 1, 3, 4, 5, 17, 100, -1, -2, -3, -9):
            group.add(["draws", "default_rng", seed, [["bytes", length], ["state"]]])


def refusals(group):
    """What NumPy refuses."""
    for method, dtype in product(PLAIN, ("int64", "bool", "uint8")):
        group.add(["draws", "default_rng", 1, [[method, {"dtype": dtype}]]])
    for method in PLAIN + ["normal", "uniform", "exponential"]:
        for size in (-1, [2, -1], [2**40, 2**40], 10**15, [1] * 65, [0, -3]):
            group.add(["draws", "default_rng", 1, [[method, {"size": size}]]])
    calls = [
        ["normal", 0, -1], ["normal", 0, "-0.0"], ["normal", 0, "nan"], ["normal", "nan", 1], ["normal", 0, "wrong"], ["normal", 0, "zeros"],
        ["normal", 0, "nan"], ["normal", "whole", 1, {"size": 2}], ["normal", "whole", 1, {"size": [3, 2]}],
        ["normal", "whole", 1, {"size": [1]}], ["normal", "whole", "scales", {"size": [1, 3]}], ["normal", "whole", "truths"],
        ["normal", "whole", 1, {"size": []}], ["exponential", -2], ["exponential", "wrong"], ["exponential", "nan"],
        ["exponential", "whole", {"size": 2}], ["exponential", "whole", {"size": [2, 1]}], ["uniform", 0, "inf"], ["uniform", "-inf", 0],
        ["uniform", "nan", 0], ["uniform", "-1e308", "1e308"], ["uniform", 0, "edge"], ["uniform", "nan", "low"],
        ["uniform", "high", "low"], ["uniform", "low", "truths"], ["uniform", "low", "high", {"size": 2}], ["uniform", 5, 3],
        ["uniform", "low", "high", {"size": [1]}], ["normal", "whole", 1, {"size": -1}], ["normal", 0, -1, {"size": -1}],
    ]  # fmt: skip
    for call in calls:
        group.add(["draws", "default_rng", 1, [call]])
    for seed in (-1, [1, -2]):
        group.add(["draws", "default_rng", seed, [["random"]]])
