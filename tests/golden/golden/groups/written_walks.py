"""`nditer` that writes through buffers and copies, and walks inside of walks (`nested_iters`)."""

from ..answer import Group
from .buffered_walks import BOTH, READ, WRITE, arrays


def make():
    """What is written, then levels."""
    group = Group(arrays())
    updates(group)
    levels(group)
    return group


def updates(group):
    """What is written through buffers and copies."""
    for name in ("C", "F", "thin", "turned", "single", "big", "truth"):
        for dtype in (None, "f8", "i4"):
            for flags in (["buffered"], ["buffered", "external_loop"], []):
                for op_flags in (BOTH, ["readwrite", "updateifcopy"], WRITE):
                    asked = {"flags": flags, "op_flags": op_flags, "casting": "unsafe", "buffersize": 5} | ({} if dtype is None else {"op_dtypes": [dtype]})
                    if op_flags is not WRITE:
                        group.add(["nditer_update", "double", ["t"], asked], {"t": ["copy", name, "K"]})
                        group.add(["nditer_update", "double", ["t"], asked | {"casting": "same_kind"}], {"t": ["copy", name, "K"]})
                    group.add(["nditer_update", "copy", [name, "t"], asked | {"op_flags": [READ, op_flags], "op_dtypes": [None, dtype]}], {"t": ["copy", name, "K"]})
    for source, target in (("C", "real"), ("real", "C"), ("row", "single"), ("column", "F"), ("zero", "C"), ("truth", "big")):
        for size in (0, 5):
            for flags in (["buffered"], ["buffered", "external_loop", "grow_inner"]):
                for casting in ("same_kind", "unsafe"):
                    for dtypes in ([None, None], ["f4", "f4"], ["i8", "i8"]):
                        group.add(["nditer_update", "add", [source, "t"], {"flags": flags, "op_flags": [READ, BOTH], "buffersize": size, "casting": casting, "op_dtypes": dtypes}], {"t": ["copy", target, "K"]})


def levels(group):
    """Walks inside of walks."""
    for name in ("C", "F", "thin", "swung", "turned"):
        for lists in ([[0], [1]], [[1], [0]], [[], [0, 1]], [[0, 1], []], [[1], [2, 0]], [[0, 2], [1]], [[2], [1], [0]], [[0], [1], [2]], [[0], [0]], [[0]], [], [[0], [3]], [[0], [-1]], [[1, 1], [0]]):
            for flags in ([], ["multi_index"], ["external_loop"], ["buffered", "external_loop"]):
                group.add(["nested_iters", [name], lists, {"flags": flags}])
            group.add(["nested_iters", [name], lists, {"order": "C"}])
            group.add(["nested_iters", [name], lists, {"flags": ["buffered"], "op_dtypes": ["f8"]}])
    for pair in (["C", "F"], ["cube", "thin"], ["cube", "swung"]):
        for lists in ([[0], [1]], [[1], [0]], [[0, 1], []]):
            group.add(["nested_iters", pair, lists, {}])
