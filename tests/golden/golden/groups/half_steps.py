"""Folds of `float16` that NumPy rounds after every step, and those that choose one of two halves."""

from ..answer import Group

STEPPED = "nextafter arctan2 hypot copysign fmod heaviside logaddexp logaddexp2 remainder floor_divide power".split()
ONCE = "divide subtract fmax fmin maximum minimum".split()


def shared():
    """Halves in several orders of memory, and short integers that are folded as halves."""
    return {
        "table": ["fill", "plain", "float16", [3, 5]],
        "turned": ["T", "table"],
        "back": ["index", "table", ["::-1", "::2"]],
        "wild": ["fill", "wild", "float16", [4, 5]],
        "long": ["fill", "positive", "float16", [300]],
        "truth": ["fill", "plain", "bool", [3, 5]],
        "bytes": ["fill", "plain", "uint8", [3, 5]],
        "short": ["fill", "plain", "int8", [3, 5]],
        "wide": ["fill", "plain", "int64", [3, 5]],
        "zeros": ["value", [[0.0, -0.0, 0.0, -0.0], [-0.0, 0.0, 0.0, -0.0]], "e"],
    }


def make():
    """Each ufunc, each way to fold, and pairs of zeros."""
    group = Group(shared(), warns=True)
    # These steps are doubles, each within one unit of NumPy's.
    for axis in (0, 1):
        for method in ("reduce", "accumulate"):
            group.add([method, "float_power", "table", {"axis": axis}], ulp=4)
            group.add([method, "float_power", "wild", {"axis": axis}], ulp=4)
    for name in STEPPED + ONCE:
        for source in ("table", "turned", "back", "wild", "truth", "bytes", "short", "zeros"):
            for axis in (0, 1):
                folded(group, name, source, {"axis": axis})
        folded(group, name, "long", {})
        folded(group, name, "wide", {"axis": 1, "dtype": "float16"})
        if name not in ("power", "floor_divide", "remainder"):
            group.add(["reduce", name, "table", {"axis": 0, "initial": "2"}])
            group.add(["reduce", name, "table", {"axis": 1, "keepdims": True}])
    for name in ("hypot", "logaddexp", "logaddexp2", "maximum", "fmin"):
        group.add(["reduce", name, "table", {"axis": [0, 1]}])
        group.add(["reduce", name, "turned", {"axis": [0, 1], "keepdims": True}])
    for name in ("maximum", "minimum", "fmax", "fmin"):
        for left, right in (("zeros", ["negative", "zeros"]), (["negative", "zeros"], "zeros"), ("wild", ["index", "wild", ["::-1"]])):
            group.add([name, left, right])
        group.add([name[-3:], "zeros", {"axis": 0}] if name in ("fmax", "fmin") else ["reduce", name, "zeros", {"axis": None}])
    return group


def folded(group, name, source, options):
    """Folded, step by step, and in stretches."""
    group.add(["reduce", name, source, options])
    group.add(["accumulate", name, source, options])
    if source != "long":
        group.add(["reduceat", name, source, [0, 2, 1], options])
