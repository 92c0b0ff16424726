"""Which dtype two, three, or an array and a Python number become, and which casts are allowed."""

import random
from itertools import product

from .. import data
from ..answer import Group


def make():
    """Every pair, every three, every rule."""
    group = Group({f"{dtype}_a": ["fill", "plain", dtype, [2]] for dtype in data.DTYPES})
    for left, right in product(data.DTYPES, data.DTYPES):
        group.add(["promote_types", left, right])
        for rule in ("no", "equiv", "safe", "same_kind", "unsafe"):
            group.add(["can_cast", left, right, rule])
        group.add(["result_type", f"{left}_a", f"{right}_a"])
        for number in ("1", "1.5"):
            group.add(["result_type", left, ["py", number], right])
    for three in product(data.DTYPES, repeat=3):
        group.add(["result_type", *three])
    # Which of many meets which first matters: int16 and uint16 are not int32 beside a float32.
    lot = random.Random(7)
    for count in (4, 5, 6, 7, 8):
        for _ in range(60):
            group.add(["result_type", *(lot.choice(data.DTYPES) for _ in range(count))])
    for dtype in data.DTYPES:
        for number in ("1", "-1", "300", "1.5", "True", "1e300"):
            group.add(["result_type", dtype, ["py", number]])
            group.add(["result_type", ["py", number], dtype])
            group.add(["result_type", ["index", f"{dtype}_a", [0]], ["py", number]])
        for number, other in product(("1", "1.5", "True"), ("2", "2.5", "False")):
            group.add(["result_type", ["py", number], dtype, ["py", other]])
    for number, other in product(("1", "1.5", "True"), ("2", "2.5", "False")):
        group.add(["result_type", ["py", number], ["py", other]])
    return group
