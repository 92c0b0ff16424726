"""Dtypes that are others and tell more: fields over a number, an order of bytes by its name, raw bytes of `np.record`; and every form of a pair with a shape or a base."""

from ..answer import Group
from .record_dtypes import ATTRIBUTES

UNION = {"union": ["i4", {"by_name": {"real": ["i2", 0], "imag": ["i2", 2]}}]}
OTHER = {"union": ["i4", [["a", "i2"], ["b", "i2"]]]}
NAMED = [{"order": [code, "<"]} for code in ("i2", "i4", "i8", "u4", "f2", "f4", "f8", "c8", "c16", "U3")]
MADE = [
    UNION, OTHER, {"union": ["f8", [["x", "u1", [8]]]]}, {"union": ["c8", [["r", "f4"], ["i", "f4"]]]}, {"union": [">i4", [["a", "i2"], ["b", "i2"]]]}, {"union": ["U1", [["c", "u4"]]]}, {"union": ["S4", [["a", "u1", [4]]]]},
    {"union": ["f2", [["a", "u1"], ["b", "u1"]]]}, {"union": ["?", [["t", "u1"]]]}, *NAMED, {"order": [UNION, "<"]}, {"order": [UNION, ">"]}, {"order": [UNION, "S"]}, {"order": [{"order": ["i4", "<"]}, "="]},
    {"order": [">f8", "S"]}, {"order": [">f8", "="]}, {"order": [{"order": ["f8", "<"]}, "S"]}, {"order": [{"order": ["f8", "<"]}, "|"]}, {"record": "i4"}, {"record": "S3"}, {"record": "V"}, {"class": "record"}, {"base": {"class": "record"}, "shape": 16},
    {"order": [{"record": "i4"}, ">"]}, {"order": ["i4,>f8,U2", "<"]}, {"order": ["i4,>f8,U2", "S"]}, {"order": [{"base": "i4", "shape": [2]}, "<"]}, {"base": {"order": ["i4", "<"]}, "shape": [2]}, {"base": {"record": "i4"}, "shape": [2]},
    [["x", UNION], ["y", "u1"]], [["x", {"order": ["i4", "<"]}], ["y", {"order": ["U2", "<"]}]], [["x", {"record": "i4"}]], {"union": [{"order": ["i4", "<"]}, [["p", "i2"], ["q", "i2"]]]},
    {"union": ["i8", {"names": ["a", "b"], "formats": ["i1", "i4"], "aligned": True}]}, {"union": [{"record": "i4"}, [["x", "i2"], ["y", "i2"]]]}, {"union": [{"record": "i4"}, "i4"]}, {"void": {"record": "i4"}}, {"record": {"void": "i8"}},
]  # fmt: skip
PAIRS = [
    {"union": ["i4", "f4"]}, {"union": ["i4", "f8"]}, {"union": ["f8", "V8"]}, {"union": ["i4", {"base": "i1", "shape": [4]}]}, {"union": ["i4", {"base": "i1", "shape": [2]}]}, {"union": ["V", "i4"]}, {"union": ["V", "i4,i2"]}, {"union": ["V8", "i4,i2"]},
    {"union": ["V6", "i4,i2"]}, {"union": ["S", "i4"]}, {"union": ["U", "i4"]}, {"union": ["i4,i4", "i8"]}, {"union": ["i4,i4", "f4,f4"]}, {"union": ["S4", "U1"]}, {"union": ["?", "u1"]}, {"union": [UNION, "f4"]}, {"union": [UNION, [["c", "u1", [4]]]]},
    {"union": ["i8", UNION]}, {"union": ["f4", UNION]}, {"record": UNION}, {"void": UNION}, {"record": {"base": "i4", "shape": [2]}}, {"void": {"base": "i4", "shape": [2]}}, {"void": "i4"}, {"record": "i4,f8"}, {"base": UNION, "shape": [2]},
    {"base": {"record": "i4,f8"}, "shape": 2}, {"base": "i4, (2,3)f8, f4", "shape": [2, 3]}, {"base": "S", "shape": 2147483647}, {"base": "S", "shape": 2147483648}, {"base": "U", "shape": 536870911}, {"base": "U", "shape": 536870912}, {"base": "V", "shape": 2147483647},
    {"base": "V", "shape": -1}, {"base": "i4", "shape": 2147483648}, {"base": "i1", "shape": [2147483648, 0]}, {"base": "i4", "shape": [1] * 64}, {"base": "i4", "shape": [1] * 65}, {"base": "i4", "shape": [2] * 64}, {"base": "V0", "shape": [2]}, {"base": "V", "shape": [2]},
    {"base": "i4", "shape": [2, -1]}, {"base": "i4", "shape": [-1, 2147483648]}, {"base": {"class": "void"}, "shape": 10}, {"base": {"class": "record"}, "shape": 0}, {"base": {"class": "record"}, "shape": -1}, {"base": {"base": "i4", "shape": [2]}, "shape": [3]},
    {"base": "i4", "shape": 0}, {"base": "S3", "shape": 5}, {"base": "V3", "shape": 5}, {"base": "S0", "shape": 5}, {"base": {"order": ["U", "<"]}, "shape": 3}, {"base": {"record": "S3"}, "shape": [2, 2]},
]  # fmt: skip


def make():
    """Each dtype alone."""
    group = Group()
    for given in [*MADE, *PAIRS]:
        group.add(["dtype", given, False])
        group.add(["dtype_str", given, False])
    for given in MADE:
        for attribute in ATTRIBUTES:
            group.add(["dtype_attribute", given, attribute])
        for order in ("S", "<", ">", "=", "|"):
            group.add(["newbyteorder", given, order])
            group.add(["dtype_attribute", {"order": [given, order]}, "byteorder"])
            group.add(["dtype_attribute", {"order": [given, order]}, "isnative"])
        group.add(["result_dtype", given, {}])
        group.add(["result_dtype", given, "i4", {}])
        group.add(["result_dtype", given, {"py": 1}, {}])
    return group
