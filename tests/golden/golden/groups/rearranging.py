"""Elements repeated, tiled, rolled and turned: over every layout, by counts and shifts of every sign."""

from itertools import product

from .. import data
from ..answer import Group


def make():
    """The products."""
    group = Group(data.layouts("steps", "int32") | data.layouts("plain", "float64") | data.layouts("plain", "bool") | data.layouts("plain", "complex128"))
    everything = [f"{dtype}_{layout}" for dtype in ("int32", "float64", "bool", "complex128") for layout in data.SQUARE + data.OTHERS]
    for source in everything:
        if not source.startswith("int32"):
            small(group, source)
            continue
        for counts, axis in product((0, 1, 2, -1, [3], [1, 0, 2], [2, 1, 0, 3], [2, 2, 2], [1, -1, 1], [1, 2], [], [0, 0, 0, 0], [1, 1, 3, 3]), (None, 0, 1, -1, 2, 5)):
            group.add(["repeat", source, counts, axis])
        for times in (1, 2, 0, 3, [2], [1, 1], [2, 1], [1, 2], [2, 3], [0, 2], [1, 2, 3], [2, 1, 1, 2], [1, 1, 1], [1, 1, 1, 1, 1], [], -1, [2, -1], [1, -2]):
            group.add(["tile", source, times])
        rolls(group, source)
        for turns in (1, 0, 2, 3, -1, 10**9 + 2):
            for axes in ([0, 1], [1, 0], [0, 2], [-1, 0], [0, 0], [0, -2], [1, -1], [0, 7]):
                group.add(["rot90", source, turns, axes])
        group.add(["rot90", source])
        for name in ("flipud", "fliplr"):
            group.add([name, source])
            group.add([name, [name, source]])
    counts_of_each(group)
    for shape, axis in ([1] * 64, 63), ([1] * 40 + [2], 40):
        group.add(["repeat", ["ones", shape], 2, axis])
        group.add(["tile", ["ones", shape], 2])
        group.add(["tile", ["ones", shape], [2] + [1] * len(shape[1:])])
        group.add(["roll", ["ones", shape], 1, axis])
    return group


def small(group, source):
    """A few of each for the other dtypes."""
    for counts, axis in product((2, [1, 0, 2], [2, 1, 0, 3]), (None, 0, -1)):
        group.add(["repeat", source, counts, axis])
    for times in (1, 2, 0, [2, 1], [2, 3], [2, 1, 1, 2]):
        group.add(["tile", source, times])
    for shift, axis in product((1, -2, [1, 2]), (None, 0, [0, 1])):
        group.add(["roll", source, shift, axis])
    for turns in (1, 2, 3):
        group.add(["rot90", source, turns])


def rolls(group, source):
    """Shifts along one axis, several, the same one twice, none."""
    for shift, axis in product((0, 1, -1, 2, 7, -13, 10**12), (None, 0, 1, -1, 2, 5)):
        group.add(["roll", source, shift, axis])
    for shift, axis in (
        ([1, 1], [0, 1]),
        ([1, -2], [1, 0]),
        (1, [0, 1]),
        (1, [0, 0]),
        ([1, 2], [0, 0]),
        ([1, 2], 0),
        ([1, 2], 1),
        ([1], [0, 1]),
        ([1, 2, 3], [0, 1]),
        ([1, 2], [0]),
        ([1, 2, 3], [0, 1, 2]),
        ([0, 0], [0, 1]),
        ([1, 2], None),
        ([3], None),
    ):
        group.add(["roll", source, shift, axis])


def counts_of_each(group):
    """Longer arrays, where equal counts follow each other."""
    for length, pattern in product((5, 20, 33), ([1, 1, 2], [0, 3], [4], [2, 2, 2, 0, 0, 1])):
        counts = (pattern * length)[:length]
        group.add(["repeat", ["arange", str(length)], counts])
        group.add(["repeat", ["T", ["reshape", ["arange", str(length * 2)], [2, length]]], counts, 0])
        group.add(["repeat", ["reshape", ["arange", str(length * 2)], [2, length]], counts, 1])
