"""Whether two arrays share bytes: by their bounds, exactly, and within so many steps of the search."""

from itertools import combinations_with_replacement

from .. import data
from ..answer import Group

CUTS = [["..."], ["::2"], ["1::2"], ["::-1"], [":", "::2"], [":", "1::2"], ["1:"], [":1"], ["2:", "2:"], [":2", ":2"], ["::2", "::3"], ["1::2", "1::3"], ["0:0"], [":", "3"], [1], [":", -1], ["::-2", "::-2"]]


def make():
    """The products."""
    group = Group(data.layouts("steps", "int32") | data.layouts("steps", "int64") | {"line": ["arange", "120"], "other": ["arange", "5"], "pad": ["fill", "steps", "int32", [4, 6]]})
    cut = [["index", "pad", [int(part) if str(part).lstrip("-").isdigit() else part for part in items]] for items in CUTS]
    cut += [["view", "pad", "int16"], ["view", "pad", "int64"], ["index", ["view", "pad", "uint8"], [":", "3::4"]], ["index", ["view", "pad", "uint8"], [":", "::4"]]]
    cut += [["T", "pad"], ["reshape", "pad", [24]], ["copy", "pad"], "line", ["broadcast_to", ["index", "pad", ["1:2"]], [3, 6]], ["diagonal", "pad", 0, 0, 1], ["diagonal", "pad", 1, 0, 1]]
    for one, other in combinations_with_replacement(cut, 2):
        group.add(["shares_memory", one, other])
        group.add(["may_share_memory", one, other])
    searched(group)
    return group


def searched(group):
    """Windows over a line whose strides make the search long, given up after so many steps."""
    windows = [
        ([3, 3, 3], [8, 24, 104], 0),
        ([3, 3, 3], [16, 56, 88], 1),
        ([2, 4, 3], [40, 72, 104], 3),
        ([4, 3], [56, 88], 5),
        ([5, 2, 2], [64, 24, 120], 2),
        ([3, 3, 2, 2], [48, 80, 112, 16], 7),
        ([6], [-32], 90),
        ([2, 2, 2, 2], [16, 48, 96, 144], 4),
        ([2, 2, 2, 2], [16, 48, 96, 144], 9),
        ([4, 4], [0, 24], 11),
        ([3, 3, 3], [12, 20, 44], 0),
    ]
    views = [["as_strided", ["index", "line", [f"{start}:"]], shape, strides] for shape, strides, start in windows]
    for one, other in combinations_with_replacement(views, 2):
        for most in (-3, -2, -1, 0, 1, 2, 3, 5, 8, 20, 1000):
            group.add(["shares_memory", one, other, {"max_work": most}])
        group.add(["shares_memory", one, other])
        group.add(["may_share_memory", one, other])
