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


OPERATIONS = {
    "sort": on_arrays(1, np.sort),
    "argsort": on_arrays(1, np.argsort),
    "sort_in_place": in_place("sort"),
    "partition": on_arrays(1, np.partition),
    "argpartition": on_arrays(1, np.argpartition),
    "partition_in_place": in_place("partition"),
    "lexsort": lexsort,
}
