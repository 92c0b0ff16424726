"""Sorting, searching, sets, bins, and what is computed along a sequence."""

import numpy as np

from .. import program


def on_arrays(count, function):
    """An operation whose first arguments are arrays and whose others are plain."""

    def operation(names, *args, **options):
        arrays = [program.run(arg, names) for arg in args[:count]]
        return function(*arrays, *args[count:], **options)

    return operation


def in_place(method):
    """A method that changes its array; the answer is the array."""

    def operation(array, *args, **options):
        getattr(array, method)(*args, **options)
        return array

    return on_arrays(1, operation)


def lexsort(names, keys, **options):
    """`np.lexsort` of a list of keys."""
    return np.lexsort(tuple(program.run(key, names) for key in keys), **options)


def searchsorted(names, array, values, sorter=None, **options):
    """`np.searchsorted`, perhaps with a sorter."""
    sorter = None if sorter is None else program.run(sorter, names)
    return np.searchsorted(program.run(array, names), program.run(values, names), sorter=sorter, **options)


def bincount(names, numbers, weights=None, **options):
    """`np.bincount`, perhaps with weights."""
    weights = None if weights is None else program.run(weights, names)
    return np.bincount(program.run(numbers, names), weights, **options)


def gradient(names, values, spacings, **options):
    """`np.gradient` with a list of spacings; several results as a tuple."""
    spacings = [program.run(spacing, names) for spacing in spacings]
    return np.gradient(program.run(values, names), *spacings, **options)


def trapezoid(names, values, positions=None, dx="1.0", **options):
    """`np.trapezoid`, perhaps with positions."""
    positions = None if positions is None else program.run(positions, names)
    return np.trapezoid(program.run(values, names), positions, dx=program.number(dx), **options)


def told(function):
    """A function that gives one array or a tuple of them."""
    return on_arrays(1, lambda array, **options: unpacked(function(array, **options)))


def unpacked(result):
    """A named tuple as a plain one."""
    return tuple(result) if isinstance(result, tuple) else result


OPERATIONS = {
    "searchsorted": searchsorted,
    "digitize": on_arrays(2, np.digitize),
    "bincount": bincount,
    "interp": on_arrays(3, np.interp),
    "gradient": gradient,
    "trapezoid": trapezoid,
    "correlate": on_arrays(2, np.correlate),
    "convolve": on_arrays(2, np.convolve),
    "polyval": on_arrays(2, np.polyval),
    "unique": told(np.unique),
    "unique_all": told(np.unique_all),
    "unique_counts": told(np.unique_counts),
    "unique_inverse": told(np.unique_inverse),
    # NumPy promises no order here.
    "unique_values": on_arrays(1, lambda array: np.sort(np.unique_values(array), kind="stable")),
    "isin": on_arrays(2, np.isin),
    "intersect1d": on_arrays(2, np.intersect1d),
    "union1d": on_arrays(2, np.union1d),
    "setdiff1d": on_arrays(2, np.setdiff1d),
    "setxor1d": on_arrays(2, np.setxor1d),
    "sort": on_arrays(1, np.sort),
    "argsort": on_arrays(1, np.argsort),
    "sort_in_place": in_place("sort"),
    "partition": on_arrays(1, np.partition),
    "argpartition": on_arrays(1, np.argpartition),
    "partition_in_place": in_place("partition"),
    "lexsort": lexsort,
}
