"""Shapes, strides, dtypes and flags of arrays; grids; matrices of diagonals and triangles; spaced sequences."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from .. import program


def on_array(function):
    """A function of one array and plain arguments."""
    return lambda names, array, *args, **options: function(program.run(array, names), *args, **options)


def on_two(function):
    """A question about two arrays."""
    return lambda names, one, other, **options: str(function(program.run(one, names), program.run(other, names), **options))


def on_list(function):
    """A function of several arrays, given as a list."""
    return lambda names, arrays, **options: function(*(program.run(array, names) for array in arrays), **options)


def writing(write):
    """`setflags`; the answer is the array."""

    def operation(array):
        array.setflags(write=write)
        return array

    return on_array(operation)


def cut(text):
    """`0:3:5j` as the slice between the brackets of a grid."""
    parts = [part and (complex(part) if part.endswith("j") else program.number(part)) for part in text.split(":")]
    return slice(*(None if part == "" else part for part in parts))


def broadcast_object(names, arrays):
    """What a broadcast object tells, before and after its first step."""
    walk = np.broadcast(*(program.run(array, names) for array in arrays))
    start = walk.index
    next(walk, None)
    return f"{walk.shape} {walk.ndim} {walk.size} {walk.numiter} {start} {walk.index}"


def broadcast_walk(names, arrays):
    """Each array's elements as a broadcast object meets them."""
    arrays = [program.run(array, names) for array in arrays]
    steps = list(np.broadcast(*arrays))
    return [np.array([step[number] for step in steps], dtype=array.dtype) for number, array in enumerate(arrays)]


def full_of(names, shape, values, **options):
    """`np.full` with an array."""
    return np.full(shape, program.run(values, names), **options)


def spaced(function):
    """A sequence between Python numbers given as texts."""
    return lambda _, start, stop, count, **options: function(program.number(start), program.number(stop), count, **options)


def between(function):
    """A sequence between arrays, or an array and a number."""
    return lambda names, start, stop, count, **options: function(program.run(start, names), program.run(stop, names), count, **options)


OPERATIONS = {
    "atleast_1d": on_array(np.atleast_1d),
    "atleast_2d": on_array(np.atleast_2d),
    "atleast_3d": on_array(np.atleast_3d),
    "permute_dims": on_array(np.permute_dims),
    "rollaxis": on_array(np.rollaxis),
    "as_strided": on_array(as_strided),
    "sliding_window_view": on_array(lambda array, window, axis=None, **options: sliding_window_view(array, window, axis, **options)),
    "view": on_array(lambda array, dtype: array.view(dtype)),
    "converted": on_array(lambda array, **options: np.array(array, **({"copy": None} | options))),
    "require": on_array(lambda array, names, dtype=None: np.require(array, dtype, names)),
    "byteswap": on_array(lambda array: array.byteswap()),
    "broadcast_object": broadcast_object,
    "broadcast_walk": broadcast_walk,
    "ascontiguousarray": on_array(np.ascontiguousarray),
    "asfortranarray": on_array(np.asfortranarray),
    "reshape_copying": on_array(lambda array, shape, order, copy: np.reshape(array, shape, order=order, copy=copy)),
    "astype_if_needed": on_array(lambda array, dtype, **options: array.astype(dtype, copy=False, **options)),
    "flags": on_array(lambda array: str(array.flags)),
    "itemsize": on_array(lambda array: str(array.itemsize)),
    "frozen": writing(False),
    "thawed": writing(True),
    "shares_memory": on_two(np.shares_memory),
    "may_share_memory": on_two(np.may_share_memory),
    "broadcast_arrays": on_list(np.broadcast_arrays),
    "meshgrid": on_list(np.meshgrid),
    "indices": lambda _, lengths, **options: np.indices(lengths, **options),
    "mgrid": lambda _, *texts: np.mgrid[tuple(cut(text) for text in texts)],
    "ogrid": lambda _, *texts: np.ogrid[tuple(cut(text) for text in texts)],
    "grid_line": lambda _, text: np.mgrid[cut(text)],
    "tri": lambda _, rows, columns, k, **options: np.tri(rows, columns, k, **options),
    "tril": on_array(np.tril),
    "triu": on_array(np.triu),
    "diagflat": on_array(np.diagflat),
    "vander": on_array(np.vander),
    "full_of": full_of,
    "zeros_like_in": on_array(np.zeros_like),
    "full_like_in": lambda names, array, value, **options: np.full_like(program.run(array, names), program.run(value, names), **options),
    "linspace_between": between(np.linspace),
    "linspace_step": between(lambda *args, **options: [np.asarray(one) for one in np.linspace(*args, retstep=True, **options)]),
    "logspace_between": between(np.logspace),
    "geomspace_between": between(np.geomspace),
    "logspace": spaced(np.logspace),
    "geomspace": spaced(np.geomspace),
}
