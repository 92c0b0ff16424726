"""`packbits` and `unpackbits`: dtypes, layouts, axes, counts and both orders of bits; there and back."""

from .. import data
from ..answer import Group

ORDERS = [{}, {"bitorder": "little"}, {"bitorder": "big"}]


def make():
    """Packed, unpacked, both, refused."""
    shared = {}
    for dtype in [*data.DTYPES, "complex64", "float16"]:
        shared |= data.layouts("plain", dtype)
    shared |= {"swapped": ["cast_to", "int16_F", ">i2"], "text": ["value", ["a", "b"]]}
    for length in (0, 1, 7, 8, 9, 16, 17, 40):
        shared[f"line{length}"] = ["fill", "plain", "bool", [length]]
        shared[f"bytes{length}"] = ["multiply", ["fill", "plain", "uint8", [length]], ["array", "uint8", [], "37"]]
    shared["tall"] = ["fill", "plain", "bool", [17, 3]]
    shared["deep"] = ["multiply", ["fill", "plain", "uint8", [2, 3, 2]], ["array", "uint8", [], "91"]]
    group = Group(shared)
    packed(group)
    unpacked(group)
    return group


def packed(group):
    """Of every dtype; what is not 0 is a set bit."""
    for dtype in [*data.DTYPES, "complex64", "float16"]:
        for layout in [*data.SQUARE, *data.OTHERS]:
            for axis in (None, 0, 1, -1):
                if dtype in ("bool", "uint8", "int64") or axis in (None, 1):
                    group.add(["packbits", f"{dtype}_{layout}", {"axis": axis}])
        group.add(["packbits", f"{dtype}_C", {"axis": 0, "bitorder": "little"}])
    for length in (0, 1, 7, 8, 9, 16, 17, 40):
        for order in ORDERS:
            group.add(["packbits", f"line{length}", order])
            group.add(["packbits", ["index", f"line{length}", ["::-1"]], {"axis": 0, **order}])
            group.add(["packbits", ["index", f"line{length}", ["::2"]], order])
    for name in ("tall", ["T", "tall"], ["copy", "tall", "F"], "swapped", "text", ["index", "tall", ["::2", "::-1"]], ["index", "tall", [":0"]], ["index", "tall", [":", ":0"]]):
        for axis in (None, 0, 1, -1, -2, 2, -3):
            for order in ORDERS[:2]:
                group.add(["packbits", name, {"axis": axis, **order}])
    for word in ("x", "lit", "BIG", "littlest", ""):
        group.add(["packbits", "line9", {"bitorder": word}])
        group.add(["unpackbits", "bytes9", {"bitorder": word}])


def unpacked(group):
    """Counts that cut and counts that fill up; the way back."""
    for length in (1, 7, 8, 9):
        for count in (None, 0, 1, 5, 8, 20, 100, -1, -3, -8, -9, -56, -72, -73, -1000):
            for order in ORDERS[:2]:
                group.add(["unpackbits", f"bytes{length}", {"count": count, **order}])
    for layout in [*data.SQUARE, *data.OTHERS]:
        for axis in (None, 0, 1, -1, 3):
            for count in (None, 3, -2, 40):
                if layout != "empty" or count in (None, -2) or axis == 1:
                    group.add(["unpackbits", f"uint8_{layout}", {"axis": axis, "count": count}])
    for name in ("deep", ["T", "deep"], ["copy", "deep", "F"], ["index", "deep", ["::-1", "...", "1:"]], ["transpose", "deep", [1, 0, 2]]):
        for axis in (None, 0, 1, 2, -1):
            for order in ORDERS[:2]:
                group.add(["unpackbits", name, {"axis": axis, **order}])
                group.add(["packbits", ["unpackbits", name, {"axis": axis, **order}], {"axis": axis, **order}])
                group.add(["unpackbits", ["packbits", name, {"axis": axis, **order}], {"axis": axis, "count": 2, **order}])
    for dtype in [*data.DTYPES, "complex64", "float16"]:
        for layout in ("C", "row", "zero"):
            group.add(["unpackbits", f"{dtype}_{layout}"])
            group.add(["unpackbits", f"{dtype}_{layout}", {"axis": 0}])
    group.add(["unpackbits", "bytes0"])
    group.add(["unpackbits", ["view", ["array", "int8", [3], "5 -1 -128"], "uint8"], {"bitorder": "little"}], in_full=True)
