"""Arrays of different kinds in one call: texts, records, raw bytes and fields over numbers beside each other and beside Python numbers."""

from ..answer import Group

SHARED = {
    "U": ["value", ["pear", "", "fig", "Oak 7"]],
    "S": ["value", [{"b": "pear"}, {"b": ""}, {"b": "fig"}, {"b": "7"}]],
    "big": ["astype", "U", ">U6"],
    "R": ["value", [{"t": [1, 2.5]}, {"t": [3, 4.0]}, {"t": [0, 0.0]}, {"t": [1, 2.5]}], [["a", "i4"], ["b", "f8"]]],
    "Q": ["value", [{"t": [1, 2.5]}, {"t": [0, 4.0]}, {"t": [0, -1.0]}, {"t": [0, 0.0]}], [["a", ">i4"], ["b", "f4"]]],
    "O": ["value", [{"t": [1]}, {"t": [3]}, {"t": [0]}, {"t": [1]}], [["x", "i4"]]],
    "V": ["view", ["value", [{"b": "abcd"}, {"b": "efgh"}, {"b": "abcd"}, {"b": "1234"}]], "V4"],
    "W": ["view", ["value", [{"b": "abcdef"}, {"b": "efghij"}, {"b": "abcdef"}, {"b": "123456"}]], "V6"],
    "n": ["zeros_of", [4], {"union": ["i4", [["a", "i2"], ["b", "i2"]]]}, {}],
    "r": ["zeros_of", [4], {"record": [["a", "i4"]]}, {}],
    "s": ["zeros_of", [4], {"record": [["a", "i4"]]}, {}],
    "i": ["fill", "plain", "int64", [4]],
    "b": ["fill", "plain", "bool", [4]],
    "f": ["fill", "plain", "float64", [4]],
    "c": ["fill", "plain", "complex128", [4]],
    "h": ["fill", "plain", "float16", [4]],
    "none": ["index", "U", ["4:"]],
    "norec": ["index", "R", ["4:"]],
    "noraw": ["index", "V", ["4:"]],
    "U2": ["reshape", "U", [2, 2]],
    "R2": ["reshape", "R", [2, 2]],
    "V2": ["reshape", "V", [2, 2]],
    "i2": ["reshape", "i", [2, 2]],
}
ONE = "U S big R Q O V W n i b f c h none norec noraw".split()
PYTHON = ["1", "2.5", "True", "1j"]


def make():
    """Searches, products, choices, writing, truths."""
    group = Group(SHARED)
    searches(group)
    products(group)
    choices(group)
    classes(group)
    writing(group)
    truths(group)
    return group


def searches(group):
    """`searchsorted`: what has no common dtype is compared as Python compares its objects."""
    for sorted_ones in ONE:
        for values in [*ONE, "R2"]:
            group.add(["searchsorted", sorted_ones, values])
        for number in PYTHON:
            group.add(["searchsorted", sorted_ones, ["py", number]])
    for sorted_ones, values in (("R", "O"), ("V", "W"), ("V", "S"), ("U", "i"), ("n", "U")):
        group.add(["searchsorted", sorted_ones, values, {"side": "right"}])
        group.add(["searchsorted", sorted_ones, values, ["array", "int64", [4], "2 0 3 1"], {"side": "right"}])
        group.add(["searchsorted", sorted_ones, values, ["array", "int64", [3], "2 0 3"]])


def products(group):
    """Matrix products and their kin."""
    for name in ("matmul", "dot", "vdot", "inner", "outer", "kron", "vecdot"):
        for one in ("U", "S", "R", "Q", "V", "n", "i", "f", "norec", "noraw", "none"):
            for other in ("U", "R", "V", "n", "i", "b", "c", "norec", "noraw"):
                group.add([name, one, other])
                group.add([name, other, one])
    for name in ("dot", "matmul", "matvec", "vecmat", "tensordot", "inner"):
        for one in ("U2", "R2", "V2", "i2"):
            for other in ("U2", "R2", "V2", "i2", "U", "R"):
                group.add([name, one, other, 1] if name == "tensordot" else [name, one, other])
    for one in ("U", "R", "V", "n", "f"):
        for other in ("U", "R", "V", "n", "f"):
            group.add(["correlate", one, other])
            group.add(["convolve", one, other])


def choices(group):
    """`where`, `select`, `choose`, and joins."""
    for one in ONE[:14]:
        for other in ONE[:14:2]:
            group.add(["where", "b", one, other])
            group.add(["where", "b", other, one])
            group.add(["select", ["b", "b"], [one, other]])
            group.add(["select", ["b", "b"], [one, other], one])
            if one != "n":
                group.add(["choose", "b", [one, other]])
            group.add(["concatenate", [one, other]])
        for number in PYTHON:
            group.add(["where", "b", one, ["py", number]])
            group.add(["where", "b", ["py", number], one])
            group.add(["select", ["b", "b"], [one, ["py", number]]])
            group.add(["select", ["b", "b"], [["py", number], one]])
            group.add(["select", ["b"], [one], ["py", number]])
            if number != "True":
                group.add(["choose", "b", [one, ["py", number]]])


def classes(group):
    """Two arrays of a dtype that was written twice, and of one that was written once."""
    for other in ("s", "r", ["copy", "r"]):
        group.add(["concatenate", ["r", other]])
        group.add(["where", "b", "r", other])


def writing(group):
    """Python numbers and arrays written into elements of every kind."""
    for target in ONE[:14]:
        for number in [*PYTHON, "300"]:
            group.add(["copyto", "t", ["py", number]], {"t": ["copy", target]})
            group.add(["fill_with", "t", ["py", number]], {"t": ["copy", target]})
            group.add(["set", "t", [1], ["py", number]], {"t": ["copy", target]})
            group.add(["put", "t", ["array", "int64", [1], "1"], ["py", number]], {"t": ["copy", target]})
            group.add(["place", "t", "b", ["py", number]], {"t": ["copy", target]})
            group.add(["putmask", "t", "b", ["py", number]], {"t": ["copy", target]})
            # Bytes of numbers are no texts.
            for dtype in {"U": ("S", "U1", "V"), "big": ("S", "V")}.get(target, ("S", "V", "V2", "i2", "f4")):
                group.add(["setfield", "t", ["py", number], dtype, 0], {"t": ["copy", target]})
        group.add(["full_like", target, "7", {"dtype": "V3"}])
    for shape, number, dtype in (([2], "7", "V2"), ([2], "7.5", "V9"), ([], "True", "V"), ([2], "7", "S"), ([2], "7", ">U"), ([2], "1j", "U8")):
        group.add(["full", shape, number, {"dtype": dtype}])


def truths(group):
    """What counts as true: a record where any of its fields does."""
    shared = {
        "deep": ["value", [{"t": [{"t": [0, ""]}, [0.0, 0.0]]}, {"t": [{"t": [0, "x"]}, [0.0, 0.0]]}, {"t": [{"t": [0, ""]}, [0.0, 3.0]]}], [["a", [["p", "i2"], ["q", "U2"]]], ["b", "f8", [2]]]],
        "lone": ["value", [{"t": [0]}, {"t": [7]}, {"t": [0]}], [["x", "i4"]]],
        "wide": ["value", [{"t": [[0, 5]]}, {"t": [[5, 0]]}, {"t": [[0, 0]]}], [["x", "i4", [2]]]],
        "gaps": ["value", [{"t": [0, 0]}, {"t": [0, 1]}, {"t": [0, 0]}], {"names": ["a", "b"], "formats": ["i1", "i8"], "aligned": True}, {}],
    }
    for name in (*shared, "R", "Q", "O", "V", "n", "R2", "norec"):
        given = {name: shared[name]} if name in shared else None
        for function in ("nonzero", "flatnonzero", "argwhere", "count_nonzero"):
            group.add([function, name], given)
            group.add([function, ["index", name, ["::-2"]]], given)
        for axis in (0, -1):
            group.add(["count_nonzero", name, {"axis": axis}], given)
        group.add(["count_nonzero", name, {"keepdims": True}], given)
        group.add(["compress", name, ["fill", "plain", "int64", [4]]], given)
        group.add(["compress", name, ["fill", "plain", "int64", [4, 2]], {"axis": 0}], given)
        group.add(["extract", name, ["fill", "plain", "int64", [4]]], given)
        group.add(["place", ["fill", "plain", "int64", [4]], name, ["array", "int64", [1], "9"]], given)
        group.add(["where", name], given)
        group.add(["where", name, ["py", "1"], ["py", "2"]], given)
        group.add(["any", name], given)
        group.add(["all", name], given)
        group.add(["python_bool", name], given)
        group.add(["python_bool", ["reshape", ["index", name, ["1:2"]], []]], given)
        group.add(["python_int", ["reshape", ["index", name, ["1:2"]], []]], given)
        group.add(["python_float", ["reshape", ["index", name, ["1:2"]], []]], given)
        group.add(["argmax", ["index", name, ["4:"]]], given)
        group.add(["argmin", name], given)
        # Characters turned around are none.
        if name != "deep":
            group.add(["byteswap", name], given)
            group.add(["byteswap", ["index", name, ["::2"]]], given)
        group.add(["savetxt", name], given)
