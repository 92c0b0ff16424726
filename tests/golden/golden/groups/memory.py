"""Shapes too large to hold: refused in NumPy's words before a byte is allocated; views of any size for free."""

from itertools import product

from .. import data
from ..answer import Group

# All far over what the machine that makes these files could allocate, so that NumPy refuses, too.
HUGE = [
    [5000000, 1000, 1000], [2**45], [2**22, 2**22, 64], [10**15], [123456789, 987654321], [2**50, 1], [3, 5, 7, 10**13], [10**14],
    [7 * 10**14, 3], [2**56, 1, 1], [99999, 99999, 99999],
]  # fmt: skip
# Products that do not fit 63 bits.
BEYOND = [[2**40, 2**40], [2**62, 2], [2**63 - 1], [2**31, 2**31, 4], [2**61, 3], [2**62], [0, 2**62, 4], [2**61, 0]]


def make():
    """Creation, arithmetic on stretched views, and stretching itself."""
    group = Group({"one": ["fill", "steps", "float64", [1]], "byte": ["fill", "steps", "uint8", []]})
    for shape, dtype in product(HUGE, data.DTYPES):
        for maker in ("zeros", "ones"):
            if maker == "ones" or dtype in ("float64", "int8", "bool"):
                group.add(["ones", shape, {"dtype": dtype}])
    for shape, dtype in product(BEYOND, ("int8", "float64", "bool", "int32")):
        group.add(["ones", shape, {"dtype": dtype}], huge=False)
    for shape in HUGE:
        group.add(["add", ["broadcast_to", "one", shape], ["py", "1"]])
        group.add(["less", ["broadcast_to", "one", shape], ["py", "1"]])
        group.add(["astype", ["broadcast_to", "byte", shape], "int32"])
        group.add(["copy", ["broadcast_to", "byte", shape]])
    for shape in HUGE + BEYOND:
        for source in ("one", "byte"):
            stretched = ["broadcast_to", source, shape]
            group.add(stretched, huge=True)
            group.add(["nbytes", stretched])
            group.add(["T", stretched], huge=True)
            group.add(["index", stretched, ["::-1", "..."]], huge=True)
            group.add(["index", stretched, ["3::1000003"]], huge=True)
            group.add(["expand_dims", stretched, 0], huge=True)
            group.add(["index", stretched, [-1]], huge=len(shape) > 1)
    for shape in ([10, 1000], [1000, 1000, 1000], [5, 2000, 1]):
        group.add(["nbytes", ["broadcast_to", "one", shape]])
    for text in ("1e15", "10000000000000000", "1e19", "99999999999999999999"):
        group.add(["arange", text])
    group.add(["linspace", "0", "1", 10**15])
    group.add(["eye", 10**8, 10**8, 0])
    return group
