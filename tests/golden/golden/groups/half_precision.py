"""`float16`: casts and their rounding, ufuncs over dtypes and layouts."""

from .. import data
from ..answer import Group
from ..program import BINARY, UNARY

BESIDE = ["bool", "int8", "int16", "int64", "uint8", "uint16", "float32", "float64", "complex64"]
# Halves around which something happens: the least, the last below 1, the largest, their neighbors.
EDGES = [0.0, -0.0, 6e-8, 1.2e-7, 6.1e-5, 6.104e-5, 0.1, 0.3333, 0.9995, 1.0, 1.001, 2.5, 999.5, 1000.0, 2048.0, 2049.0, 4097.0, 65472.0, 65504.0]
ROUNDED = [65519.0, 65520.0, 70000.0, 1e300, 2.98e-8, 2.99e-8, 1e-300, 1.00048828125, 1.00146484375, 0.1, 1 / 3, 2047.5, 2049.0, 4098.0]


def shared():
    """Arrays of halves in every layout, and of other dtypes beside them."""
    arrays = data.layouts("plain", "float16")
    arrays |= {"wild": ["fill", "wild", "float16", [13]], "steps": ["fill", "steps", "float16", [4, 6]], "edges": ["value", EDGES, "e"], "back": ["index", "edges", ["::-1"]]}
    arrays |= {f"beside_{name}": ["fill", "plain", name, [3, 4]] for name in BESIDE}
    return arrays | {"swapped": ["cast_to", "float16_C", ">e"], "all": ["view", ["arange", "0", "31744", "1", {"dtype": "uint16"}], "e"]}


def make():
    """One part after another."""
    group = Group(shared())
    cast(group)
    computed(group)
    return group


def cast(group):
    """To and from every dtype."""
    for name in data.DTYPES + data.COMPLEX + ["U", "S5", ">f2", "V2"]:
        for source in ("float16_C", "float16_F", "float16_strided", "wild", "edges", "float16_zero", "float16_empty"):
            group.add(["cast_to", source, name])
            group.add(["cast_to", ["cast_to", source, name], "e"]) if name not in ("V2", "S5") else None
    for name in data.DTYPES + data.COMPLEX:
        for kind in ("plain", "wild"):
            group.add(["cast_to", ["fill", kind, name, [13]], "e"])
    group.add(["value", ROUNDED, "e"], in_full=True)
    group.add(["cast_to", ["value", ROUNDED], "e"], in_full=True)
    group.add(["cast_to", ["cast_to", ["value", ROUNDED], "f4"], "e"], in_full=True)
    group.add(["value", ["1.5", "0.1", "nan", "-inf", "1e6"], "e"], in_full=True)
    group.add(["value", ["word"], "e"])
    group.add(["value", [{"c": "1+2j"}], "e"])
    for number in ("3", "2.5", "0.1", "1j", "True", "100000", "-70000", "1e400", "nan"):
        group.add(["set", "t", [0], ["py", number]], {"t": ["copy", "float16_row"]}, in_full=True)
        group.add(["full", [2], number, {"dtype": "e"}], in_full=True)
        group.add(["add", "float16_row", ["py", number]], in_full=True)
        group.add(["maximum", ["py", number], "float16_row"], in_full=True)
    for source in ("beside_float64", "beside_int16", "beside_bool"):
        group.add(["set", "t", ["..."], source], {"t": ["copy", "float16_C"]})
        group.add(["set", "t", ["..."], "float16_C"], {"t": ["copy", source]})
    for view in ("u2", "i2", "u1", "V2", "S2", ">f2", "f4"):
        group.add(["view", "float16_C", view])
    group.add(["byteswap", "edges"])
    group.add(["tobytes", "edges"])
    group.add(["tolist", "wild"])
    group.add(["npy_round_trip", "float16_C"])
    group.add(["npy_write", "float16_row"])


def computed(group):
    """Every ufunc of one and of two numbers."""
    for name in UNARY:
        for source in ("float16_C", "float16_F", "float16_strided", "float16_broadcast", "wild", "edges", "float16_zero", "float16_empty", "swapped", "float16_turned"):
            group.add([name, source])
    for name in BINARY:
        for one, other in (
            ("float16_C", "float16_F"), ("float16_strided", "float16_row"), ("float16_column", "float16_broadcast"), ("wild", "wild"), ("edges", "back"), ("float16_C", "float16_zero"),
            ("swapped", "float16_C"), ("float16_C", "float16_cube"), ("float16_empty", "float16_row"),
        ):  # fmt: skip
            group.add([name, one, other])
        for beside in BESIDE:
            group.add([name, "float16_C", f"beside_{beside}"])
        group.add([name, "float16_row", ["py", "2"]])
        group.add([name, ["py", "2.5"], "float16_row"])
    for name in ("divmod", "modf", "frexp", "conjugate"):
        group.add([name, "float16_C", "float16_F"] if name == "divmod" else [name, "float16_C"])
        group.add([name, "edges", "back"] if name == "divmod" else [name, "edges"])
    group.add(["ldexp", "float16_C", ["fill", "plain", "int8", [3, 4]]])
    for out in ("e", "f4", "f8", "i4", ">f2", "c8"):
        group.add(["into", "t", "multiply", "float16_C", ["py", "0.1"]], {"t": ["zeros", [3, 4], {"dtype": out}]})
        group.add(["add", "float16_C", "float16_F", {"out": "t", "where": ["greater", "float16_C", ["py", "0"]]}], {"t": ["zeros", [3, 4], {"dtype": out}]})
    for dtype in ("e", "f4", "f8", "i4", "c8"):
        for casting in ("no", "equiv", "safe", "same_kind", "unsafe"):
            group.add(["add", "float16_C", "beside_int8", {"dtype": dtype, "casting": casting}])
            group.add(["sqrt", "beside_float64", {"dtype": dtype, "casting": casting}])
    for order in "CFAK":
        group.add(["negative", "float16_F", {"order": order}])
    group.add(["add", "float16_C", "float16_C", {"where": ["greater", "float16_C", ["py", "0"]], "out": "t"}], {"t": ["copy", "float16_F"]})
    group.add(["clip", "float16_C", ["py", "0.1"], ["py", "2.5"]])
    for name in ("add", "multiply", "maximum", "subtract"):
        group.add(["outer_of", name, "float16_row", "float16_row"])
        group.add(["at", name, "t", [["value", [0, 1, 1, 3]]], ["py", "0.1"]], {"t": ["copy", "float16_row"]})
        group.add(["at", name, "t", [["value", [0, 1, 1, 3]]], "float16_row"], {"t": ["copy", "float16_row"]})
