"""Operators between scalars, elements picked from arrays: NumPy has a loop of its own for them, the engine 0-d arrays."""

from itertools import product

from .. import data
from ..answer import Group

OPERATORS = ["+", "-", "*", "/", "//", "%", "<", ">=", "=="]
WHOLE = ["&", "|", "^", "<<", ">>"]


def make():
    """Picked elements with each other and with Python numbers."""
    shared = {f"{dtype}_wild": ["fill", "wild", dtype, [13]] for dtype in data.DTYPES}
    group = Group(shared, warns=True)
    for dtype in data.DTYPES:
        if dtype == "bool":
            continue
        floats = dtype in data.FLOATS
        for operator in [*OPERATORS, *([] if floats else WHOLE)]:
            for left, right in ((0, 3), (2, 6), (4, 0), (2, 10), (3, 1), (7, 0), (9, 6)):
                # NumPy leaves to the processor what a shift by more bits than there are gives, and what a division by 0 gives.
                if operator in ("<<", ">>") and right in (0, 1, 10):
                    continue
                group.add(["operator", operator, ["index", f"{dtype}_wild", [left]], ["index", f"{dtype}_wild", [right]]])
            for number in ("1", "2", "100"):
                if operator in ("<<", ">>") and number == "100":
                    continue
                group.add(["operator", operator, ["index", f"{dtype}_wild", [0]], ["py", number]])
                group.add(["operator", operator, ["py", number], ["index", f"{dtype}_wild", [3]]])
        for operator, place in product(("negative", "absolute", "positive"), (0, 1, 2, 10)):
            group.add(["operator", operator, ["index", f"{dtype}_wild", [place]]])
    return group
