"""Several arrays in one file: `savez`, `savez_compressed`, `load`; members by name, files that are spoiled or none."""

import io
import zipfile

import numpy as np

from .. import data
from ..answer import Group

NAMES = ["b", "weights", "a/b", "x.npy", "arr_0", "arr_1", "", "grün", "with space"]


def make():
    """Written, read, spoiled, made by others."""
    shared = {}
    for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
        shared |= data.layouts("plain", dtype)
    shared |= {"words": ["value", ["one", "two", "three"]], "raw": ["value", [{"b": "ab"}, {"b": "c"}]], "records": ["zeros_of", [3], [["a", "int32"], ["b", "U2"]]], "long": ["arange", "300"]}
    group = Group(shared)
    written(group)
    spoiled(group)
    foreign(group)
    return group


def written(group):
    """Arrays of every dtype and layout, with names and without."""
    for dtype in [*data.DTYPES, "float16", *data.COMPLEX]:
        for layout in [*data.SQUARE, *data.OTHERS]:
            group.add(["npz_write", [f"{dtype}_{layout}"], []])
            group.add(["npz_member", [f"{dtype}_{layout}"], [], "arr_0"])
            group.add(["npz_compressed_member", [f"{dtype}_{layout}"], [["b", "long"]], "arr_0"])
    for name in ("words", "raw", "records", "long"):
        group.add(["npz_write", [name], [["b", name]]])
        group.add(["npz_compressed_files", [name, "long"], [["b", name]]])
        group.add(["npz_compressed_member", [name], [["b", "int8_C"]], "arr_0"])
        group.add(["npz_compressed_member", [name], [["arr_0", "int8_C"]], "arr_0"])
        group.add(["npz_member", [name], [["b", "int8_C"]], "arr_0"])
    for first in NAMES:
        for second in NAMES:
            if first != second:
                named = [[first, "int8_row"], [second, "float64_zero"]]
                group.add(["npz_write", ["bool_row"], named])
                group.add(["npz_files", ["bool_row"], named])
                for name in ("b", "arr_0", "b.npy", "x.npy", "x", "grün", "none"):
                    group.add(["npz_member", ["bool_row"], named, name])
    group.add(["npz_write", [], []])
    group.add(["npz_files", [], []])
    group.add(["npz_member", [], [], "b"])


def spoiled(group):
    """One byte after another."""
    for place in (*range(0, 4), 30, 60, 100, 160, 165, -1, -5, -22, -60, -200):
        # Where a byte says how long a name is, another name is read.
        group.add(["npz_spoiled", [], [["b", "int8_row"]], "b", place])


def archive(members, method):
    """A file made by hand."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as file:
        for name, content in members:
            file.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return stream.getvalue().hex()


def saved(array):
    """The bytes of one array's file."""
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


def foreign(group):
    """Compressed members, members that are no arrays, files of other kinds."""
    arrays = {
        "rising": np.arange(40), "same": np.zeros(600), "few": np.arange(30) % 3, "waves": np.sin(np.arange(25)), "words": np.array(["red", "green"] * 9), "none": np.zeros((0, 3)),
        "table": np.asfortranarray(np.arange(12, dtype="i2").reshape(3, 4)), "noise": np.random.default_rng(5).integers(0, 255, 90, dtype="u1"),
    }  # fmt: skip
    for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        for name, array in arrays.items():
            raw = archive([(f"{name}.npy", saved(array)), ("note.txt", b"two words, two words, two words")], method)
            group.add(["load_files", raw])
            group.add(["load_member", raw, name])
            group.add(["load_member", raw, "note.txt"])
            group.add(["load_member", raw, "note"])
    for raw in (b"", b"abc", b"PK\x03\x04", b"PK\x05\x06", b"PK\x05\x06" + bytes(18), b"\x93NUMPY", saved(np.arange(3)), saved(np.arange(3))[:-1], b"\x80\x04K\x01.", bytes(100), b"PK\x05\x06" + bytes(16) + b"\x05\0hello"):
        group.add(["load_files", raw.hex()])
        group.add(["load_member", raw.hex(), "a"]) if raw.startswith(b"PK") else None
