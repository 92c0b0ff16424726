"""Axes, offsets and diagonals that 32 bits do not hold: NumPy refuses them in words of their own."""

from ..answer import Group

# The lowest number of 32 bits stands for no axis with some functions.
FAR = [2**31 - 1, 2**31, -(2**31), -(2**31) - 1, 2**62, -(2**62), 2**63 - 1, -(2**63)]
FOLDS = "sum prod max min any all mean std var argmax argmin nansum nanmean nanmax nanargmin median nanmedian ptp".split()
LINES = "sort argsort cumsum cumprod cumulative_sum diff unique count_nonzero average trapezoid packbits".split()


def shared():
    """A table of numbers."""
    return {"f": ["fill", "plain", "float64", [3, 4]], "i": ["fill", "plain", "int64", [3, 4]], "cube": ["fill", "plain", "uint8", [2, 1, 3]]}


def make():
    """Every function that takes an axis, with every number."""
    group = Group(shared())
    for far in FAR:
        for name in FOLDS:
            group.add([name, "f", {"axis": far}])
        for name in LINES:
            group.add([name, "i", {"axis": far}])
        for name in ("sum", "max", "mean", "median", "count_nonzero"):
            group.add([name, "f", {"axis": [0, far]}])
        for name in ("reduce", "accumulate"):
            group.add([name, "add", "f", {"axis": far}])
        group.add(["reduceat", "add", "f", [0, 1], {"axis": far}])
        moved(group, far)
        cut(group, far)
        joined(group, far)
    return group


def moved(group, far):
    """Axes that change places, come and go."""
    for run in (
        ["expand_dims", "f", far],
        ["squeeze", "cube", far],
        ["flip", "f", far],
        ["flip", "f", [0, far]],
        ["moveaxis", "f", far, 0],
        ["moveaxis", "f", 0, far],
        ["swapaxes", "f", far, 0],
        ["swapaxes", "f", 0, far],
        ["transpose", "f", [far, 0]],
        ["transpose", "f", [1, far]],
        ["permute_dims", "f", [far, 1]],
        ["rollaxis", "f", far, 0],
        ["rollaxis", "f", 0, far],
        ["roll", "f", 1, far],
        ["unstack", "f", {"axis": far}],
    ):
        group.add(run)


def cut(group, far):
    """Lines, picks and diagonals. Between 32 bits and the array NumPy reads beside its bytes."""
    for run in (
        ["take", "f", ["value", [0]], {"axis": far}],
        ["partition", "f", 1, {"axis": far}],
        ["argpartition", "f", 1, {"axis": far}],
        ["lexsort", ["f", "f"], {"axis": far}],
        ["quantile", "f", ["value", 0.5], {"axis": far}],
        ["gradient", "f", [], {"axis": far}],
        ["delete", "f", 0, far],
        ["insert", "f", 0, ["py", "1"], far],
        ["repeat", "f", 2, far],
        ["norm", "f", None, {"axis": far}],
        ["vector_norm", "f", None, {"axis": far}],
        ["take_along_axis", "i", ["zeros", [3, 1], {"dtype": "int64"}], far],
        ["apply_along_axis", "sum", far, "f"],
        ["apply_over_axes", "sum", "f", [far]],
        ["diagonal", "f", 0, far, 1],
        ["diagonal", "f", 0, 0, far],
        ["trace", "f", 0, far, 1],
        ["trace", "f", 0, 0, far],
        ["tril", "f", far],
        ["triu", "f", far],
        ["tri", 3, 4, far],
        ["eye", 3, 4, far],
    ):
        group.add(run)
    if not -(2**31) <= far < 2**31:
        group.add(["diagonal", "f", far, 0, 1])
        group.add(["diag", "f", far])
        group.add(["trace", "f", far, 0, 1])


def joined(group, far):
    """Arrays put together."""
    group.add(["concatenate", ["f", "i"], {"axis": far}])
    group.add(["stack", ["f", "i"], {"axis": far}])
    group.add(["append", "f", "i", far])
    group.add(["cumulative_prod", "f", {"axis": far, "include_initial": True}])
