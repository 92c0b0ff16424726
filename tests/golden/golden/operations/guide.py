"""What readers of a user guide type beside the functions of the other rooms: attributes, `flat`, callbacks, `r_` and `c_`."""

import numpy as np

from .. import program

# Functions that a reader would write himself, each with a name.
CALLBACKS = {
    "tens": lambda i, j: 10 * i + j,
    "sum": lambda i, j: i + j,
    "same": lambda i, j: i == j,
    "far": lambda i, j: np.sqrt(i**2 + j**2),
    "double": lambda i: i * 2,
}
# Functions of one row.
ROWS = {
    "sum": np.sum,
    "sort": np.sort,
    "mean": np.mean,
    "ends": lambda row: (row[0] + row[-1]) * 0.5,
    "cumsum": np.cumsum,
    "first": lambda row: row[0],
    "outer": lambda row: np.outer(row, row),
    "unique": np.unique,
    "even": lambda row: row % 2 == 0,
}


def attribute(names, array, name):
    """An attribute as Python prints it."""
    array = program.run(array, names)
    return str(len(array)) if name == "len" else str(getattr(array, name))


def flat_index(one, names):
    """An index of one axis: a basic item, or the program of an array."""
    return program.run(one, names) if isinstance(one, list) else program.items([one])[0]


def flat(names, array, index):
    """`a.flat[index]`."""
    return program.run(array, names).flat[flat_index(index, names)]


def put_flat(names, array, index, value):
    """`a.flat[index] = value`; the answer is the array."""
    array = program.run(array, names)
    array.flat[flat_index(index, names)] = program.run(value, names)
    return array


def filled(names, array, value):
    """`a.fill(value)`; the answer is the array."""
    array = program.run(array, names)
    array.fill(program.run(value, names))
    return array


def reshaped(names, array, shape):
    """`a.shape = shape`; the answer is the array."""
    array = program.run(array, names)
    array.shape = tuple(shape)
    return array


def piece(one, names):
    """A piece between the brackets of `r_`: `1:5:2`, a directive after `!`, or a program."""
    if isinstance(one, str) and one.startswith("!"):
        return one[1:]
    if isinstance(one, str) and ":" in one:
        parts = [part and (complex(part) if part.endswith("j") else program.number(part)) for part in one.split(":")]
        return slice(*(None if part == "" else part for part in parts))
    return program.run(one, names)


def bracketed(maker):
    """`np.r_[...]` or `np.c_[...]`."""

    def call(names, *pieces):
        pieces = tuple(piece(one, names) for one in pieces)
        joined = maker[pieces[0] if len(pieces) == 1 else pieces]
        # There is no class of matrices in the engine.
        return np.array(joined) if isinstance(joined, np.matrix) else joined

    return call


OPERATIONS = {
    "attribute": attribute,
    "flat": flat,
    "put_flat": put_flat,
    "fill_with": filled,
    "item_at": lambda names, array, *place: repr(program.run(array, names).item(*place)),
    "set_shape": reshaped,
    "astype_same_value": lambda names, array, dtype, **options: program.run(array, names).astype(dtype, casting="same_value", **options),
    "fromfunction": lambda _, name, shape, **options: np.fromfunction(CALLBACKS[name], shape, **options),
    "apply_along_axis": lambda names, name, axis, array: np.apply_along_axis(ROWS[name], axis, program.run(array, names)),
    "apply_over_axes": lambda names, name, array, axes: np.apply_over_axes(getattr(np, name), program.run(array, names), axes),
    "r_": bracketed(np.r_),
    "c_": bracketed(np.c_),
}
