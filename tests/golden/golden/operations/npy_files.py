"""Arrays as bytes: the `.npy` format, `tobytes`, `frombuffer`."""

import io

import numpy as np
from numpy.lib import format as npy

from .. import program

# Longer files are told by their length and a fingerprint.
IN_FULL = 300


def shown(raw):
    """Bytes in hexadecimal."""
    from ..answer import fingerprint

    return raw.hex() if len(raw) <= IN_FULL else f"{len(raw)} bytes {fingerprint(raw)}"


def write(names, array, version=None):
    """The bytes of the file."""
    stream = io.BytesIO()
    npy.write_array(stream, program.run(array, names), tuple(version) if version else None)
    return stream.getvalue()


def file_of(header, version, data):
    """A file made by hand: a header's text, a version, the elements in hexadecimal."""
    body = header.encode("utf8" if version[0] == 3 else "latin1")
    return b"\x93NUMPY" + bytes(version) + len(body).to_bytes(2 if version[0] == 1 else 4, "little") + body + bytes.fromhex(data)


def round_trip(names, array, version=None):
    """Written and read again."""
    return npy.read_array(io.BytesIO(write(names, array, version)))


def archived(names, unnamed, named, compressed=False):
    """The bytes of an archive of these arrays."""
    stream = io.BytesIO()
    write = np.savez_compressed if compressed else np.savez
    write(stream, *(program.run(one, names) for one in unnamed), **{name: program.run(one, names) for name, one in named})
    return stream.getvalue()


def loaded(raw):
    """What `np.load` gives: an array, or the names in an archive."""
    found = np.load(io.BytesIO(raw))
    return repr(found.files) if isinstance(found, np.lib.npyio.NpzFile) else found


def member(raw, name):
    """A member of an archive, bytes as Python prints them."""
    found = np.load(io.BytesIO(raw))[name]
    return repr(found) if isinstance(found, bytes) else found


def spoiled(raw, place):
    """The bytes with one of them turned over; a negative place cuts off as many at the end."""
    if place < 0:
        return raw[:place]
    raw = bytearray(raw)
    raw[place] ^= 0xFF
    return bytes(raw)


OPERATIONS = {
    "npz_write": lambda names, unnamed, named: shown(archived(names, unnamed, named)),
    "npz_compressed_files": lambda names, unnamed, named: loaded(archived(names, unnamed, named, True)),
    "npz_compressed_member": lambda names, unnamed, named, name: member(archived(names, unnamed, named, True), name),
    "npz_files": lambda names, unnamed, named: loaded(archived(names, unnamed, named)),
    "npz_member": lambda names, unnamed, named, name: member(archived(names, unnamed, named), name),
    "npz_spoiled": lambda names, unnamed, named, name, place: member(spoiled(archived(names, unnamed, named), place), name),
    "load_files": lambda _, data: loaded(bytes.fromhex(data)),
    "load_member": lambda _, data, name: member(bytes.fromhex(data), name),

    "npy_write": lambda names, array, version=None: shown(write(names, array, version)),
    "npy_round_trip": round_trip,
    "npy_cut": lambda names, array, length: npy.read_array(io.BytesIO(write(names, array)[:length])),
    "npy_read": lambda _, header, version, data: npy.read_array(io.BytesIO(file_of(header, version, data))),
    "npy_read_repr": lambda _, header, version, data: repr(npy.read_array(io.BytesIO(file_of(header, version, data)))),
    "npy_raw": lambda _, data: npy.read_array(io.BytesIO(bytes.fromhex(data))),
    "tobytes": lambda names, array, order="C": shown(program.run(array, names).tobytes(order)),
    "frombuffer": lambda _, data, **options: np.frombuffer(bytes.fromhex(data), **options).copy(),
}
