"""What `np.linalg` decomposes.

Where vectors hang on rounding, answers are brought into one form here and, in the same way, by the engine's tests: what they
were found for is made again from them.
"""

import numpy as np

from .. import program
from .linalg import on_arrays

la = np.linalg


def order_of(text):
    """A norm's order: a number as a text, a name, or nothing."""
    if text is None:
        return None
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if number.is_integer() else number


def with_order(function):
    """A norm whose order is given as a text."""
    return on_arrays(1, lambda array, order=None, **options: function(array, ord=order_of(order), **options))


def vector_norm(array, order=None, **options):
    """`vector_norm`, whose own order is 2."""
    return la.vector_norm(array, ord=2 if order is None else order_of(order), **options)


def matrix_norm(array, order=None, **options):
    """`matrix_norm`, whose own order is that of Frobenius."""
    return la.matrix_norm(array, ord="fro" if order is None else order_of(order), **options)


def qr(array, mode="reduced"):
    """`qr`: one array, or two."""
    found = la.qr(array, mode)
    return found if mode in ("r", "e", "economic") else tuple(found)


def eig_back(array):
    """The array made again from its eigenvalues and eigenvectors."""
    values, vectors = la.eig(array)
    return np.matmul(vectors * values[..., np.newaxis, :], la.inv(vectors))


def svdvals(array, hermitian=False):
    """`svdvals`, or those of Hermitian matrices, which only `svd` knows."""
    return la.svd(array, compute_uv=False, hermitian=True) if hermitian else la.svdvals(array)


def with_tolerance(function):
    """A function whose tolerance may be a program."""

    def operation(names, array, *args, **options):
        for key in ("tol", "rtol", "rcond"):
            if isinstance(options.get(key), (str, list)):
                options[key] = program.run(options[key], names)
        return function(program.run(array, names), *args, **options)

    return operation


def matrix_rank(array, **options):
    """`matrix_rank`, a Python int as NumPy's own."""
    found = la.matrix_rank(array, **options)
    return np.int64(found) if isinstance(found, int) else found


def svd(array, **options):
    """`svd` as a tuple."""
    return tuple(la.svd(array, **options))


def gram(columns):
    """The products of all columns with each other."""
    return np.matmul(np.conjugate(np.matrix_transpose(columns)), columns)


def svd_rest(array, **options):
    """The array made again, and how orthonormal its vectors are."""
    u, values, v = la.svd(array, **options)
    shorter = values.shape[-1]
    back = np.matmul(u[..., :shorter] * values[..., np.newaxis, :], v[..., :shorter, :])
    return back, gram(u), gram(np.matrix_transpose(v))


OPERATIONS = {
    name: on_arrays(1, getattr(la, name))
    for name in "inv det tensorinv cholesky eigvals eigvalsh matrix_power".split()
} | {
    "solve": on_arrays(2, la.solve),
    "tensorsolve": on_arrays(2, la.tensorsolve),
    "slogdet": on_arrays(1, lambda array: tuple(la.slogdet(array))),
    "lstsq": on_arrays(2, la.lstsq),
    "qr": on_arrays(1, qr),
    "eig": on_arrays(1, lambda array: tuple(la.eig(array))),
    "eigh": on_arrays(1, lambda array, **options: tuple(la.eigh(array, **options))),
    "eig_back": on_arrays(1, eig_back),
    "svdvals": on_arrays(1, svdvals),
    "pinv": with_tolerance(la.pinv),
    "matrix_rank": with_tolerance(matrix_rank),
    "svd": on_arrays(1, svd),
    "svd_rest": on_arrays(1, svd_rest),
    "cond": on_arrays(1, lambda array, order=None: la.cond(array, order_of(order))),
    "norm": with_order(la.norm),
    "vector_norm": on_arrays(1, vector_norm),
    "matrix_norm": on_arrays(1, matrix_norm),
}
