"""Views, parts and copies as a dtype without a width: texts and raw bytes of as many bytes as are found, or of none."""

from ..answer import Group

SHARED = {
    "i": ["fill", "plain", "int32", [4]],
    "wide": ["fill", "plain", "float64", [3, 4]],
    "turned": ["T", "wide"],
    "strided": ["index", "wide", ["...", "::2"]],
    "zero": ["fill", "plain", "float64", []],
    "empty": ["fill", "plain", "int16", [2, 0]],
    "S": ["value", [{"b": "pear"}, {"b": "fig"}]],
    "U": ["value", ["pear", "fig"]],
    "big": ["astype", "U", ">U4"],
    "R": ["zeros_of", [2], [["a", "i4"], ["b", "i2"]]],
    "raw": ["view", "S", "V4"],
    "V0": ["zeros_of", [3], "V0"],
    "V02": ["zeros_of", [2, 3], "V0"],
    "V0e": ["zeros_of", [0, 3], "V0"],
    "V00": ["zeros_of", [], "V0"],
    "F0": ["zeros_of", [2, 3], []],
    "n": ["zeros_of", [4], {"union": ["i4", [["a", "i2"], ["b", "i2"]]]}, {}],
    "r": ["zeros_of", [2], {"record": [["a", "i4"], ["b", "f8"]]}, {}],
}
WIDTHS = ["V", "S", "U", ">U", "V0", "V1", "V8", "S4", "U1", "i4", "c16"]


def make():
    """Each array as each dtype."""
    group = Group(SHARED)
    for name in SHARED:
        for dtype in WIDTHS:
            group.add(["astype", name, dtype])
            # What lies there need be no text.
            if dtype != "U1":
                group.add(["view", name, dtype])
                group.add(["view", ["index", name, ["::2"]], dtype])
                for offset in (0, 1, -1):
                    group.add(["getfield", name, dtype, offset])
            group.add(["zeros_like", name, {"dtype": dtype}])
            group.add(["ones_like", name, {"dtype": dtype}])
            group.add(["full_like", name, "3", {"dtype": dtype}])
            if dtype != "U1":
                group.add(["ndarray", name, [2], dtype])
                group.add(["ndarray", name, [0], dtype, {"offset": 2}])
            # As many elements without bytes as there is room for are too many for NumPy itself.
            if dtype not in ("V", "S", "U", ">U", "V0", "U1"):
                group.add(["ndarray", name, [-1], dtype])
        for way in (name, ["T", name], ["copy", name], ["zeros_like", name], ["index", name, ["::2"]], ["ravel", name]):
            group.add(["flags", way])
        group.add(["npy_round_trip", name])
        group.add(["asfortranarray", name])
        group.add(["ascontiguousarray", name])
        group.add(["tolist", name])
        if name != "n":
            group.add(["savetxt", name])
    return group
