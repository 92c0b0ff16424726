"""The `.npy` format byte for byte: every dtype and layout written, read and written again; headers made by hand, files cut off; plain bytes."""

from .. import data
from ..answer import Group

DTYPES = data.DTYPES
COMPLEX = ["complex64", "complex128"]


def header(descr, shape, order="False"):
    """A header's text."""
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


def make():
    """Writing, reading, refusing, plain bytes."""
    shared = {}
    for dtype in DTYPES:
        shared |= data.layouts("plain", dtype)
    group = Group(shared)
    for dtype in DTYPES:
        for layout in data.SQUARE + data.OTHERS:
            name = f"{dtype}_{layout}"
            group.add(["npy_write", name])
            group.add(["npy_round_trip", name])
            for order in "CFAK":
                group.add(["tobytes", name, order])
        for version in ([1, 0], [2, 0], [3, 0]):
            group.add(["npy_write", f"{dtype}_C", version])
            group.add(["npy_round_trip", f"{dtype}_F", version])
        group.add(["npy_write", ["fill", "wild", dtype, [13]]])
        group.add(["npy_round_trip", ["fill", "wild", dtype, [13]]])
    for version in ([4, 0], [1, 1], [0, 0], [2, 1], [255, 255]):
        group.add(["npy_write", "int8_C", version])
    for shape in ([], [0], [1], [10], [100], [12345], [0, 3], [3, 0], [1, 1, 1], [1] * 20, [2, 3, 4, 5], [1000, 2], [1] * 64):
        group.add(["npy_write", ["zeros", shape, {"dtype": "int8"}]])
        group.add(["npy_write", ["zeros", shape, {"dtype": "float64", "order": "F"}]])
        group.add(["npy_round_trip", ["zeros", shape, {"dtype": "int16"}]])
    by_hand(group)
    cut(group)
    buffers(group)
    return group


def by_hand(group):
    """Headers of other programs: byte orders, spaces, versions, and those that mean nothing."""
    raw = bytes(range(1, 49)).hex()
    for code in ("b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f4", "f8", "c8", "c16"):
        for order in "<>|=":
            for shape, fortran in (("(2,)", "False"), ("()", "False"), ("(1, 3)", "True"), ("(3, 1)", "True"), ("(0, 2)", "False")):
                group.add(["npy_read_repr", header(f"'{order}{code}'", shape, fortran), [1, 0], raw])
    group.add(["npy_read_repr", header("'>U2'", "(2,)"), [1, 0], "00000041000000e90000263a00000000"])
    for code in ("<U2", "|S3", "S1", "<U1"):
        group.add(["npy_read_repr", header(f"'{code}'", "(2,)"), [1, 0], "41000000420000004300000044000000"])
    for descr in (
        "[('a', '<i2'), ('b', '>f4')]", "[('a', '<i2'), ('', '|V2'), ('b', '>f4', (2,))]", "[('x', [('y', '>u2'), ('z', '|S1')])]",
        "[('a', '|u1'), ('', '|V3')]", "[('n', '<u2', (2, 2))]", "[('n', '>u2', (2, 2))]", "[(('title', 'a'), '<i4')]",
    ):  # fmt: skip
        group.add(["npy_read_repr", header(descr, "(2,)"), [1, 0], raw])
        group.add(["npy_read_repr", header(descr, "()"), [3, 0], raw])
    for version in ([1, 0], [2, 0], [3, 0], [4, 0], [1, 1], [9, 9]):
        group.add(["npy_read", header("'<i2'", "(2, 3)"), version, raw])
        group.add(["npy_read", header("'<i2'", "(2, 3)", "True"), version, raw])
        group.add(["npy_read", "{'shape': (3,), 'descr': '<f4', 'fortran_order': False}", version, raw])
    for text in (
        "{ 'descr' : \"<i4\" , 'fortran_order':False,'shape':( 2 , ) }", "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }" + " " * 40,
        "{'descr': 'i4', 'fortran_order': True, 'shape': (2, 2)}", "{'descr': 'int32', 'fortran_order': False, 'shape': (3,)}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (2L,)}", "{'descr': 'f', 'fortran_order': False, 'shape': (1, 1, 1)}",
        "[1, 2]", "(1,)", "3", "3.5", "'text'", "None", "True", "{}", "{'descr': '<i4'}", "{'a': 1, 'b': [2]}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), 'more': 0}", "{'descr': '<i4', 'fortran_order': 0, 'shape': (2,)}",
        "{'descr': '<i4', 'fortran_order': 'C', 'shape': (2,)}", "{'descr': '<i4', 'fortran_order': None, 'shape': (2,)}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': [2]}", "{'descr': '<i4', 'fortran_order': False, 'shape': 2}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (2.0,)}", "{'descr': '<i4', 'fortran_order': False, 'shape': ('2',)}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (2, None)}", "{'descr': '<i4', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': '<zz', 'fortran_order': False, 'shape': (2,)}", "{'descr': 5, 'fortran_order': False, 'shape': (2,)}",
        "{'descr': '', 'fortran_order': False, 'shape': (2,)}", "{'descr': '|O', 'fortran_order': False, 'shape': (2,)}", "{'descr': 'O', 'fortran_order': True, 'shape': ()}",
        "{'descr': '<i4', 'fortran_order': False, 'shape': (100000000000000,)}", "{'descr': '<f8', 'fortran_order': False, 'shape': (300000000000, 100)}",
        "", "\n", "{'descr': '<i4', 'fortran_order': False, 'shape': (2,), }" + " " * 10000,
    ):  # fmt: skip
        group.add(["npy_read", text, [1, 0], raw])
        group.add(["npy_read", text, [2, 0], raw])


def cut(group):
    """Files that end too early, and what is no such file at all."""
    for length in (0, 1, 5, 7, 8, 9, 10, 11, 50, 127, 128, 129, 135, 136, 200, 223, 224):
        group.add(["npy_cut", ["fill", "steps", "float64", [12]], length])
        group.add(["npy_cut", ["fill", "steps", "int16", [4, 4]], length])
    for length in (128, 1000, 262271, 262272, 300000, 400127):
        group.add(["npy_cut", ["zeros", [50000], {"dtype": "float64"}], length])
    for raw in (b"NUMPY123", b"\x93NUMPX\x01\x00", b"\x89PNG\r\n\x1a\n", b"PK\x03\x04abcdefgh", b"\x93NUMPY\x01\x00\xff\xff{", b"'\"'\"'\"'\""):
        group.add(["npy_raw", raw.hex()])


def buffers(group):
    """Bytes as elements."""
    for dtype in [*DTYPES, *COMPLEX]:
        raw = bytes(range(24)).hex() if dtype != "bool" else "000101" * 8
        group.add(["frombuffer", raw, {"dtype": dtype}] if dtype != "complex128" else ["frombuffer", raw[:32], {"dtype": dtype}])
        for count, offset in ((-1, 8), (1, 0), (2, 4), (0, 0), (3, 1), (-1, 3), (-7, 0), (100, 0), (1, 24), (-1, 24), (-1, 25), (1, -1), (2**62, 0)):
            group.add(["frombuffer", raw, {"dtype": dtype, "count": count, "offset": offset}])
        group.add(["frombuffer", "", {"dtype": dtype}])
