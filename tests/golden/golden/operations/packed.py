"""Windows that fade out, bits packed into bytes, arrays of what an iterator gives, indices of a masked matrix."""

import numpy as np

from .. import program
from . import values

MASKS = {
    "triu": np.triu,
    "tril": np.tril,
    "diagonal": lambda matrix, k: np.eye(len(matrix), k=k),
    "every_second": lambda matrix, k: matrix.cumsum(1) % 2 == k % 2,
    "line": lambda matrix, k: matrix[0],
}


def window(function):
    """A window of so many points; numbers are texts."""
    return lambda _, *texts: function(*(program.number(text) for text in texts))


def bits(function):
    """`packbits` or `unpackbits`."""
    return lambda names, array, **options: function(program.run(array, names), **options)


def iterated(_, given, dtype, **options):
    """`np.fromiter` of values as JSON holds them."""
    return np.fromiter(iter(values.value_of(given)), values.dtype_of(dtype), **options)


OPERATIONS = {
    "bartlett": window(np.bartlett),
    "blackman": window(np.blackman),
    "hamming": window(np.hamming),
    "hanning": window(np.hanning),
    "kaiser": window(np.kaiser),
    "packbits": bits(np.packbits),
    "unpackbits": bits(np.unpackbits),
    "fromiter": iterated,
    "mask_indices": lambda _, n, name, k=0: np.mask_indices(n, MASKS[name], k),
}
