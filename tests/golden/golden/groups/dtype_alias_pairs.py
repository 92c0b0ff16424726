"""Pairs of dtypes of which one is another that tells more: whether they are equal, which casts are allowed, what they have in common."""

from ..answer import Group
from .dtype_aliases import MADE

PLAIN = ["i4", "f8", ">i4", "U3", "V4", "i8", "c8", "?", "S4", [["x", "i4"], ["y", "u1"]], [["x", "i4"], ["y", "U2"]]]


def make():
    """Every alias with every other one and with plain dtypes."""
    group = Group()
    for given in MADE:
        for other in [*MADE, *PLAIN]:
            if other in MADE[::2] or other in PLAIN:
                group.add(["dtype_compare", given, "==", other, {}])
            if other in MADE[:13:3] or other in PLAIN[::3] or other is given:
                group.add(["castable", given, other, "no"])
                group.add(["castable", other, given, "safe"])
                group.add(["joined_type", given, other, {}])
                group.add(["joined_type", other, given, {}])
                group.add(["dtype_compare", given, "<", other, {}])
    return group
