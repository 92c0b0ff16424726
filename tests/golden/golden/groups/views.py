"""Every view function over every layout: shape, strides, flags, whose memory it is, or why it had to copy."""

from itertools import permutations

from .. import data
from ..answer import Group

NEW_SHAPES = {
    12: [[12], [3, 4], [4, 3], [2, 6], [6, 2], [2, 3, 2], [1, 12], [12, 1], [-1], [2, -1], [3, -1, 2], [1, 3, 1, 4], [5], [-1, 5], [-1, -1], [3, 2, 2], [0, -1]],
    24: [[24], [2, 12], [6, 4], [8, 3], [4, 6], [2, 3, 4], [4, 3, 2], [2, 2, 6], [-1, 4], [2, 3, 2, 2], [1, 24], [-1], [7, -1], [3, 8], [2, 4, 3], [1, 2, 1, 12]],
    1: [[], [1], [1, 1], [-1], [2], [0]],
    0: [[0], [0, 4], [4, 0], [2, 0, 7], [-1], [0, -1], [-1, 4], [3], [0, 0]],
}  # fmt: skip


def make():
    """The products."""
    group = Group(data.layouts("steps", "int32") | data.layouts("steps", "float64"))
    shapes = {"zero": 1, "empty": 0, "cube": 24, "turned": 24}
    sources = [f"int32_{layout}" for layout in data.SQUARE + ["zero", "empty", "cube", "turned"]]
    for source in sources:
        size = shapes.get(source.split("_")[1], 12)
        for shape in NEW_SHAPES[size]:
            for order in "CFA":
                group.add(["reshape", source, shape, order])
    everything = [f"{dtype}_{layout}" for dtype in ("int32", "float64") for layout in data.SQUARE + data.OTHERS]
    odd = [
        ["index", "int32_cube", ["::-1"]],
        ["index", "int32_cube", ["...", "::2"]],
        ["index", "int32_cube", [":", "1:2"]],
        ["index", "int32_turned", [":", ":", "::-1"]],
        ["index", "int32_cube", ["newaxis", ":", "...", "newaxis"]],
        ["broadcast_to", "int32_column", [2, 3, 4]],
        ["index", "int32_cube", ["0:0"]],
        ["index", "int32_C", ["1:2", "2:3"]],
    ]
    for source in everything + odd:
        axes_of(group, source)
    for source in odd:
        for shape in ([-1], [2, -1], [3, -1], [4, -1], [-1, 2], [6, 4], [24], [1], [12]):
            for order in "CFA":
                group.add(["reshape", source, shape, order])
    return group


def axes_of(group, source):
    """Everything that only turns, adds, drops or flips axes."""
    for order in "CFAK":
        group.add(["ravel", source, order])
        group.add(["flatten", source, order])
        group.add(["copy", source, order])
    group.add(["T", source])
    group.add(["transpose", source])
    for axes in [[], [0], [0, 1], [1, 0], [-1, 0], [0, 0], [0, 2], [5, 0], *map(list, permutations(range(3)))]:
        group.add(["transpose", source, axes])
    for first, second in ((0, 1), (0, -1), (1, 2), (0, 0), (2, 0), (-3, 1), (0, 7)):
        group.add(["swapaxes", source, first, second])
        group.add(["moveaxis", source, first, second])
    for axis in (0, 1, -1, 2, -3, 4, [0, 1], [0, 0], [0, -1], []):
        group.add(["expand_dims", source, axis])
        group.add(["squeeze", source, axis])
        group.add(["flip", source, axis])
    for offset, first, second in ((0, 0, 1), (1, 0, 1), (-1, 0, 1), (2, 1, 0), (0, 0, 2), (0, -1, -2), (9, 0, 1), (0, 0, 0)):
        group.add(["diagonal", source, offset, first, second])
    for k in (0, 1, -1, 5):
        group.add(["diag", source, k])
    group.add(["squeeze", source])
    group.add(["flip", source])
    group.add(["squeeze", ["expand_dims", source, 0]])
    group.add(["T", ["T", source]])
    group.add(["ravel", ["T", source]])
    group.add(["reshape", ["T", source], [-1]])
    group.add(["flip", ["flip", source]])
