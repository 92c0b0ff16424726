"""Joining, repeating and editing texts and records: widths that grow, casts that need room, fields that stay whole."""

from itertools import product

from ..answer import Group
from .strings import BYTES, LAYOUTS, OTHER, WORDS, layouts
from .structured import DTYPES, ROWS


def make():
    """Texts in every layout, then every kind of record."""
    shared = layouts("U", WORDS, "U10") | layouts("V", OTHER, "U7") | layouts("S", BYTES, "S10")
    shared |= {"i": ["arange", "4"], "whole": ["reshape", ["arange", "12"], [3, 4]], "half": ["astype", "whole", "float32"], "yes": ["astype", "whole", "bool"]}
    for name, dtype in DTYPES.items():
        shared[name] = ["value", ROWS[name], dtype, {}]
        shared[f"{name}_grid"] = ["value", [ROWS[name], ROWS[name][::-1]], dtype, {}]
    group = Group(shared)
    for left, right in product(("U_C", "V_F", "S_reversed", "whole", "half", "yes", "people_grid"), repeat=2):
        for axis in (0, 1, None):
            group.add(["concatenate", [left, right], {"axis": axis}])
        group.add(["stack", [left, right]])
        group.add(["append", left, right])
    for prefix, layout in product("UVS", LAYOUTS):
        rearranged(group, f"{prefix}_{layout}")
    for name in DTYPES:
        rearranged(group, name)
        rearranged(group, f"{name}_grid")
        for other in DTYPES:
            group.add(["concatenate", [name, other]])
    for source, dtype, casting in product(("U_row", "S_row", "whole", "people"), ("U3", "S4", "int8", "float64"), ("safe", "same_kind", "unsafe")):
        group.add(["concatenate", [source], {"axis": None, "dtype": dtype, "casting": casting}])
    return group


def rearranged(group, source):
    """Everything that moves elements and asks nothing of them."""
    for counts, axis in product((2, 0), (None, 0, -1)):
        group.add(["repeat", source, counts, axis])
    for times in (1, 2, [2, 2]):
        group.add(["tile", source, times])
    group.add(["roll", source, 1])
    group.add(["roll", source, -1, 0])
    group.add(["rot90", source])
    for mode in ("edge", "wrap", "reflect", "symmetric"):
        group.add(["pad", source, [1, 2], mode])
    group.add(["delete", source, 0, 0])
    group.add(["delete", source, [0, -1], 0])
    group.add(["insert", source, 1, ["index", source, ["...", "0:1"]], -1])
    group.add(["insert", source, [0, 1], ["index", source, ["...", ":1"]], -1])
    group.add(["resize", source, [2, 3]])
    group.add(["split", source, 1])
    group.add(["atleast_3d", source])
    group.add(["flags", source])
    group.add(["flags", ["T", source]])
    group.add(["byteswap", ["byteswap", source]])
    group.add(["zeros_like_in", source, {"order": "F"}])
    group.add(["hstack", [source, source]])
    group.add(["block", ["[]", source, source]])
    group.add(["sliding_window_view", source, 1, 0])
    group.add(["shares_memory", source, ["index", source, ["...", "::2"]]])
    for dtype in ("uint8", "int16", "int32", "S1", "S5", "U1"):
        group.add(["nbytes", ["view", source, dtype]])
        group.add(["flags", ["view", source, dtype]])
