"""`nditer` through buffers and copies: casts, external loops, axes of one's own, reductions, what it makes; refusals."""

from ..answer import Group

ORDERS = ["K", "C", "F"]
LAYOUTS = ["C", "F", "cube", "thin", "swung", "turned", "flat", "row", "column", "still", "zero"]
READ, WRITE, BOTH, MADE = ["readonly"], ["writeonly"], ["readwrite"], ["writeonly", "allocate"]


def arrays():
    """The arrays that are walked."""
    return {
        "C": ["fill", "steps", "int64", [3, 4]], "F": ["copy", "C", "F"], "cube": ["fill", "steps", "int64", [2, 3, 4]], "thin": ["index", "cube", [":", "::2", "::-1"]], "swung": ["transpose", "cube", [1, 2, 0]],
        "turned": ["index", ["transpose", "cube", [2, 0, 1]], ["::-1", ":", "::-1"]], "flat": ["index", "cube", ["0:1", ":", "2:3"]], "row": ["fill", "steps", "int64", [4]], "column": ["fill", "steps", "int64", [3, 1]],
        "still": ["broadcast_to", "row", [3, 4]], "zero": ["fill", "steps", "int64", []], "real": ["fill", "plain", "float64", [3, 4]], "single": ["copy", ["fill", "plain", "float32", [3, 4]], "F"], "big": ["cast_to", "C", ">i4"],
        "empty": ["fill", "steps", "int64", [0, 4]], "pages": ["reshape", ["arange", "6"], [2, 3]], "long": ["reshape", ["arange", "60"], [5, 3, 4]], "texts": ["value", [["1", "2"], ["3", "x"]]], "locked": ["broadcast_to", "row", [3, 4]],
        "truth": ["greater", "C", ["py", "5"]], "complex": ["fill", "plain", "complex128", [2, 3]], "gaps": ["index", "long", ["::2", ":", "1::2"]],
    }  # fmt: skip


def make():
    """One array, several, axes; then what is refused."""
    group = Group(arrays())
    page(group)
    alone(group)
    together(group)
    axes(group)
    refused(group)
    return group


def page(group):
    """The examples of the page on iterating over arrays."""
    steps, update, of = "nditer_steps", "nditer_update", {"a": ["copy", "pages"]}
    for order in ORDERS:
        group.add([steps, ["pages"], {"order": order}])
        group.add([steps, [["T", "pages"]], {"order": order}])
        group.add([steps, [["copy", ["T", "pages"]]], {"order": order}])
        group.add([steps, ["pages"], {"flags": ["external_loop"], "order": order}])
        group.add([steps, ["pages"], {"flags": ["external_loop", "buffered"], "order": order}])
    group.add([update, "double", ["a"], {"op_flags": BOTH}], of, in_full=True)
    shifted = ["subtract", "pages", ["py", "3"]]
    for dtype in ("complex128", "f8", "f4", "i4"):
        for more in ({}, {"op_flags": ["readonly", "copy"]}, {"flags": ["buffered"]}):
            for casting in (None, "same_kind", "unsafe"):
                rule = {} if casting is None else {"casting": casting}
                group.add([steps, [shifted], {"op_dtypes": [dtype], **more, **rule}])
                group.add([steps, ["real"], {"op_dtypes": [dtype], **more, **rule}])
    group.add([steps, [["arange", "3"], "pages"]])
    group.add([steps, [["arange", "2"], "pages"]])
    for out in ([None], ["b"]):
        group.add([update, "multiply", [["arange", "3"], ["arange", "3"], *out], {"op_flags": [READ, READ, MADE]}], {"b": ["zeros", [3]]}, in_full=True)
        group.add([update, "multiply", ["pages", "pages", *out], {"flags": ["external_loop", "buffered"], "op_flags": [READ, READ, ["writeonly", "allocate", "no_broadcast"]], "op_dtypes": [None, None, "f8"], "casting": "unsafe"}], {"b": ["zeros", [3]]}, in_full=True)
    group.add([update, "multiply", [["arange", "3"], ["reshape", ["arange", "8"], [2, 4]], None], {"flags": ["external_loop"], "op_axes": [[0, -1, -1], [-1, 0, 1], None]}], in_full=True)
    cubes = ["reshape", ["arange", "24"], [2, 3, 4]]
    group.add([update, "add", [cubes, "s"], {"flags": ["reduce_ok"], "op_flags": [READ, BOTH]}], {"s": ["array", "int64", [], "0"]})
    group.add([update, "add", [cubes, None], {"flags": ["reduce_ok"], "op_flags": [READ, ["readwrite", "allocate"]], "op_axes": [None, [0, 1, -1]]}], in_full=True)
    for flags in (["reduce_ok", "external_loop"], ["reduce_ok", "external_loop", "buffered"], ["reduce_ok", "buffered"], ["reduce_ok", "external_loop", "buffered", "delay_bufalloc"]):
        for kept in ([0, 1, -1], [0, -1, -1], [-1, 0, 1], [-1, 0, -1], [-1, -1, -1], [0, -1, 1]):
            for dtypes in (None, ["f8", "f8"]):
                if "buffered" in flags or dtypes is None:
                    for size in (0, 5, 12):
                        asked = {"flags": flags, "op_flags": [READ, ["readwrite", "allocate"]], "op_axes": [None, kept], "buffersize": size, "reset": True} | ({} if dtypes is None else {"op_dtypes": dtypes})
                        group.add([update, "add", [cubes, None], asked])
                        group.add([update, "add", [["transpose", cubes, [2, 0, 1]], None], asked])
    group.add([steps, ["pages"], {"flags": ["buffered", "delay_bufalloc"]}])
    group.add([steps, ["pages"], {"flags": ["buffered", "delay_bufalloc"], "reset": True}])
    group.add([steps, ["pages"], {"flags": ["delay_bufalloc"]}])


def alone(group):
    """Every layout through buffers of several sizes."""
    for name in [*LAYOUTS, "long", "gaps", "big", "truth"]:
        for order in ORDERS:
            for size in (0, 1, 3, 4, 7, 12):
                for grow in ([], ["grow_inner"]) if size in (0, 4) else ([],):
                    group.add(["nditer_steps", [name], {"order": order, "flags": ["external_loop", "buffered", *grow], "buffersize": size}])
                    if size in (0, 4, 7):
                        group.add(["nditer_steps", [name], {"order": order, "flags": ["external_loop", "buffered", *grow], "buffersize": size, "op_dtypes": ["f8"]}])
            group.add(["nditer_steps", [name], {"order": order, "flags": ["buffered"], "op_dtypes": ["f4"], "casting": "same_kind"}])
            group.add(["nditer_steps", [name], {"order": order, "flags": ["external_loop"], "op_flags": ["readonly", "copy"], "op_dtypes": ["c16"]}])
            group.add(["nditer", [name], {"order": order, "buffered": True}])
    for name in ("texts", "empty", "complex"):
        for dtype in ("f8", "U5", "i4", "?", "c8"):
            for casting in ("unsafe", "safe"):
                group.add(["nditer_steps", [name], {"flags": ["buffered", "zerosize_ok"], "op_dtypes": [dtype], "casting": casting}])


def together(group):
    """Two and three arrays."""
    pairs = [["C", "F"], ["C", "row"], ["F", "column"], ["C", "zero"], ["cube", "row"], ["thin", "zero"], ["turned", "turned"], ["still", "C"], ["real", "C"], ["single", "F"], ["big", "real"], ["long", "gaps"], ["gaps", "row"], ["C", "F", "column"], ["cube", "swung"]]
    for pair in pairs:
        for order in ORDERS:
            for size in (0, 5):
                group.add(["nditer_steps", pair, {"order": order, "flags": ["external_loop", "buffered"], "buffersize": size}])
                group.add(["nditer_steps", pair, {"order": order, "flags": ["external_loop", "buffered", "grow_inner"], "buffersize": size, "op_dtypes": ["f8", *[None for _ in pair[1:]]]}])
            group.add(["nditer_steps", pair, {"order": order, "flags": ["buffered", "common_dtype"]}])
            group.add(["nditer_steps", pair, {"order": order, "flags": ["external_loop", "common_dtype"], "op_flags": [["readonly", "copy"] for _ in pair]}])
            group.add(["nditer_steps", [*pair, None], {"order": order, "flags": ["external_loop", "buffered"], "op_flags": [*[READ for _ in pair], MADE], "buffersize": 5}])


def axes(group):
    """Axes of one's own."""
    for name, lists in (("C", ([0, 1], [1, 0], [0], [1], [-1, 0, 1], [0, -1, 1], [])), ("cube", ([2, 0, 1], [0, 2], [1], [-1, 1, 0, 2], [0, 0], [3], [0, 1, 2]))):
        for one in lists:
            for order in ORDERS:
                group.add(["nditer_steps", [name], {"op_axes": [one], "order": order}])
                group.add(["nditer_steps", [name], {"op_axes": [one], "order": order, "flags": ["external_loop"]}])
                group.add(["nditer_steps", [name], {"op_axes": [one], "order": order, "flags": ["external_loop", "buffered"], "buffersize": 5}])
    for one, two in (([0, 1], [1, 0]), ([0, 1], [-1, 0]), ([0, -1], [-1, 0]), ([1, 0, -1], [-1, -1, 0]), ([0, 1], [0, -1]), ([0, 1], None), (None, [0, -1]), ([0], [0, 1])):
        for other in ("row", "C", "column"):
            group.add(["nditer_steps", ["C", other], {"op_axes": [one, two]}])
            group.add(["nditer_update", "multiply", ["C", other, None], {"op_axes": [one, two, None], "flags": ["external_loop"]}])


def refused(group):
    """What no walk can be."""
    group.add(["nditer_steps", ["C"], {"flags": ["external_loop", "multi_index", "buffered"]}])
    group.add(["nditer_steps", ["locked"], {"flags": ["buffered"], "op_flags": BOTH}])
    group.add(["nditer_steps", ["C", "row"], {"op_flags": [READ, BOTH]}])
    group.add(["nditer_steps", ["C", "row"], {"op_flags": [READ, WRITE], "flags": ["reduce_ok"]}])
    group.add(["nditer_steps", ["C", "column"], {"op_flags": [READ, ["readonly", "no_broadcast"]]}])
    group.add(["nditer_steps", ["C", "row"], {"op_flags": [READ, ["readwrite", "no_broadcast"]]}])
    group.add(["nditer_steps", [None], {"op_flags": [MADE]}])
    group.add(["nditer_steps", ["C", None], {"op_flags": [READ, MADE], "op_axes": [[0, 1], [0, -1]]}])
    group.add(["nditer_steps", ["C", None], {"op_flags": [READ, MADE], "op_axes": [[0, 1], [0, -1]], "flags": ["reduce_ok"]}])
    for dtype in ("f4", "i4", "?", "c8"):
        for casting in ("no", "equiv", "safe", "same_kind"):
            for op_flags in (READ, BOTH, WRITE):
                for name in ("real", "big", "complex", "C"):
                    group.add(["nditer_steps", ["t"], {"flags": ["buffered"], "op_dtypes": [dtype], "casting": casting, "op_flags": op_flags}], {"t": ["copy", name]})
