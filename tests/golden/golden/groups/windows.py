"""Views through chosen strides, windows that slide, and the same bytes as another dtype."""

from itertools import product

from .. import data
from ..answer import Group


def make():
    """The products."""
    group = Group(data.layouts("steps", "int32") | data.layouts("steps", "int16") | data.layouts("plain", "float64") | data.layouts("plain", "uint8") | data.layouts("plain", "complex64"))
    strided(group)
    layouts = data.SQUARE + data.OTHERS
    for layout, window, axis in product(layouts, (1, 2, 3, 0, 5, -1, [2, 2], [1, 3], [3, 4], [4, 1], [0, 0], [2, -1], [2, 1, 2], []), (None, 0, 1, -1, [0, 1], [1, 0], [1, 1], [0, 5], 2)):
        group.add(["sliding_window_view", f"int32_{layout}", window, axis])
    for layout in layouts:
        for window in (1, 2, [2, 2]):
            group.add(["sliding_window_view", f"int32_{layout}", window, {"writeable": True}])
            group.add(["copy", ["sliding_window_view", f"int32_{layout}", window]])
    for dtype, layout, target in product(("int32", "int16", "float64", "uint8", "complex64"), layouts, ("int8", "uint8", "int16", "int32", "uint32", "int64", "float32", "float64", "bool")):
        source = f"{dtype}_{layout}"
        # Bytes other than 0 and 1 are no bool, and bits of floats may be no number.
        if (target == "bool") or (dtype != "float64" and target.startswith("float")):
            group.add(["flags", ["view", source, target]])
            continue
        if layout in ("broadcast", "turned", "empty", "column", "zero"):
            group.add(["view", source, target])
            continue
        for array in (source, ["T", source], ["index", source, ["...", "::2"]], ["index", source, ["...", "1:3"]], ["index", source, ["::-1", "..."]], ["index", source, ["...", ":1"]]):
            group.add(["view", array, target])
        group.add(["flags", ["view", source, target]])
        group.add(["add", ["view", source, target], ["py", "1"]])
    return group


def strided(group):
    """`as_strided` inside the buffer: overlapping, stretched, backward, shapes that do not match."""
    for shape, strides in (
        ([2, 2], [4, 4]),
        ([3, 4], [16, 4]),
        ([4, 3], [4, 16]),
        ([12], [4]),
        ([6], [8]),
        ([3, 3], [4, 4]),
        ([5], [0]),
        ([2, 3, 4], [0, 16, 4]),
        ([2, 2, 2], [16, 8, 4]),
        ([3], [20]),
        ([2], [2]),
        ([4], [1]),
        ([1], [-4]),
        ([], []),
        ([1, 1], [400, -400]),
        ([0], [4]),
        ([0, 3], [4, 4]),
        ([2, 2], [4]),
        ([2], [4, 4]),
        ([-1], [4]),
        ([2, -2], [4, 4]),
        ([2**62, 4], [0, 0]),
    ):
        for layout in ("C", "F", "cube"):
            source = f"int32_{layout}"
            huge = bool(shape) and max(shape) > 10**6
            group.add(["as_strided", source, shape, strides], huge=huge)
            group.add(["as_strided", source, shape, strides, {"writeable": False}], huge=huge)
            view = ["as_strided", ["copy", source], shape, strides]
            if not huge:
                for after in (["T", view], ["copy", view], ["ravel", view], ["flags", view], ["add", view, ["py", "1"]], ["sum", view], ["reshape", view, [-1]]):
                    group.add(after)
    for shape, strides in (([4], [-4]), ([2, 2], [-8, -4]), ([3], [-4]), ([2, 2], [-4, -4])):
        last = ["index", "int32_row", ["-1:"]]
        group.add(["as_strided", last, shape, strides])
        group.add(["copy", ["as_strided", last, shape, strides]])
    for layout in ("C", "F", "strided", "reversed", "broadcast", "zero", "row", "turned"):
        group.add(["as_strided", f"int32_{layout}"])
        group.add(["as_strided", f"int32_{layout}", None, None, {"writeable": False}])
    for shape in ([2, 2], [12], [2, 3], [6, 2], [1, 2, 3]):
        group.add(["as_strided", "int32_C", shape])
        group.add(["as_strided", "int32_F", shape])
    for strides in ([16, 4], [0, 4], [4, 4], [0, 0], [4]):
        group.add(["as_strided", "int32_C", None, strides])
        group.add(["as_strided", "int32_F", None, strides])
