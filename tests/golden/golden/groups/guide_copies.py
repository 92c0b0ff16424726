"""The page on copies and views: which calls give views, which copies, what is seen through either; over dtypes and layouts."""

from .. import data
from ..answer import Group

DTYPES = ["bool", "int8", "int64", "uint16", "float32", "float64", "complex128", "float16", "U3"]

# Each gives a view where one will do, or always, or never.
CALLS = [
    ["index", "x", [":"]], ["index", "x", ["1:"]], ["index", "x", ["::-1"]], ["index", "x", ["...", "::2"]], ["index", "x", ["newaxis"]], ["index", "x", [0]],
    ["index", "x", ["...", 0]], ["reshape", "x", [-1]], ["reshape", "x", [2, 6]], ["reshape", "x", [3, 2, 2]], ["reshape", "x", [12, 1]], ["reshape", "x", [-1], "F"],
    ["reshape", "x", [2, 6], "A"], ["ravel", "x"], ["ravel", "x", "F"], ["ravel", "x", "A"], ["ravel", "x", "K"], ["flatten", "x"], ["flatten", "x", "F"], ["T", "x"],
    ["transpose", "x", [1, 0]], ["swapaxes", "x", 0, 1], ["moveaxis", "x", 0, 1], ["expand_dims", "x", 1], ["squeeze", "x"], ["flip", "x"], ["flip", "x", 0],
    ["fliplr", "x"], ["flipud", "x"], ["rot90", "x", 1], ["rot90", "x", 2], ["diagonal", "x", 0, 0, 1], ["diag", "x", 0], ["broadcast_to", "x", [2, 3, 4]],
    ["atleast_1d", "x"], ["atleast_3d", "x"], ["ascontiguousarray", "x"], ["asfortranarray", "x"], ["copy", "x"], ["copy", "x", "F"], ["copy", "x", "K"], ["real", "x"],
    ["sliding_window_view", "x", [2, 2]], ["converted", "x"], ["converted", "x", {"copy": True}], ["converted", "x", {"copy": False}], ["converted", "x", {"order": "F"}],
    ["converted", "x", {"order": "C", "copy": False}], ["pick", "x", [["value", [2, 1]]]], ["pick", "x", [":", ["value", [0, 0, 3]]]], ["pick", "x", [["value", [True, False, True]]]],
    ["pick", "x", [["value", [0, 1]], 1]], ["take", "x", ["value", [0, 2]], {"axis": 0}], ["roll", "x", 1], ["tile", "x", [1, 1]], ["repeat", "x", [1], 0],
    ["concatenate", ["x"]], ["item", ["split", "x", 3], 1], ["item", ["hsplit", "x", 2], 1], ["item", ["array_split", "x", 2], 0], ["resize", "x", [2, 3]], ["matrix_transpose", "x"],
]  # fmt: skip


def make():
    """Every call on every layout; what is written through views; shapes set."""
    shared = {}
    for dtype in DTYPES:
        if dtype == "U3":
            shared["U3_C"] = ["value", [["a", "bc", "d", "efg"], ["h", "i", "jk", "l"], ["m", "n", "o", "p"]]]
            shared |= {"U3_F": ["copy", "U3_C", "F"], "U3_strided": ["index", ["tile", "U3_C", [2, 2]], ["::2", "1::2"]], "U3_reversed": ["index", "U3_C", ["::-1", "::-1"]]}
        else:
            shared |= data.layouts("steps", dtype)
    group = Group(shared)
    calls(group)
    written(group)
    shaped(group)
    shared_memory(group)
    return group


def named(code, name):
    """A call on another array."""
    return [name if word == "x" else [name if one == "x" else one for one in word] if isinstance(word, list) and word == ["x"] else named(word, name) if isinstance(word, list) and word[:1] in (["split"], ["hsplit"], ["array_split"]) else word for word in code]


def calls(group):
    """What `base`, flags and strides tell."""
    for dtype in DTYPES:
        for layout in ("C", "F", "strided", "reversed"):
            for code in CALLS:
                group.add(named(code, f"{dtype}_{layout}"))
        if dtype != "U3":
            for layout in ("broadcast", "zero", "empty"):
                for code in CALLS[:12] + CALLS[13:40]:
                    if dtype in ("int64", "float64"):
                        group.add(named(code, f"{dtype}_{layout}"))


def written(group):
    """An element written through what a call gives, and the array after it."""
    for dtype in ("int64", "float32", "bool"):
        for layout in ("C", "F", "reversed"):
            given = {"x": ["copy", f"{dtype}_{layout}", "K"]}
            for code in CALLS:
                group.add(["after", ["set", code, ["..."], ["py", "1"]], "x"], given)


def shaped(group):
    """The shape set in place, where strides can say it and where they cannot."""
    for layout in ("C", "F", "strided", "reversed", "broadcast", "zero", "empty"):
        for shape in ([12], [6, 2], [4, 3], [3, 4], [-1], [2, 2, 3], [1, 12], [5], [0], []):
            group.add(["set_shape", "x", shape], {"x": ["index", f"float64_{layout}", ["..."]]})
            group.add(["set_shape", ["T", "x"], shape], {"x": ["index", f"int8_{layout}", ["..."]]})


def shared_memory(group):
    """Pairs of views of one array, and of an array and its copy."""
    views = [["index", "float64_wide", [":3"]], ["index", "float64_wide", ["3:"]], ["index", "float64_wide", ["2:4"]], ["index", "float64_wide", ["...", "::2"]], ["index", "float64_wide", ["...", "1::2"]], ["T", "float64_wide"], ["copy", "float64_wide"], ["index", "float64_wide", [":0"]], ["ravel", "float64_wide"]]
    for one in views:
        for other in views:
            group.add(["shares_memory", one, other])
            group.add(["may_share_memory", one, other])
