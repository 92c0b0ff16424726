"""Arrays of records: fields, their assignment, sorting by fields."""

import numpy as np

from .values import value_of


def on_array(function):
    """A function of an array and plain arguments."""

    def call(names, array, *args, **options):
        from .. import program

        return function(program.run(array, names), *args, **options)

    return call


def put(array, name, given):
    """`a[name] = value`; the answer is the array."""
    array[name] = value_of(given)
    return array


def put_array(names, target, name, source):
    """`a[name] = b`; the answer is the array."""
    from .. import program

    array = program.run(target, names)
    array[name] = program.run(source, names)
    return array


def sort_in_place(array, order, **options):
    """`a.sort(order=…)`; the answer is the array."""
    array.sort(order=order, **options)
    return array


OPERATIONS = {
    "field": on_array(lambda array, name: array[name]),
    "fields": on_array(lambda array, names: array[names]),
    "put_field": on_array(put),
    "put_field_array": put_array,
    "sort_by": on_array(lambda array, order, **options: np.sort(array, order=order, **options)),
    "argsort_by": on_array(lambda array, order, **options: np.argsort(array, order=order, **options)),
    "sort_in_place_by": on_array(sort_in_place),
    "partition_by": on_array(lambda array, order, kth, **options: np.partition(array, kth, order=order, **options)),
    "argpartition_by": on_array(lambda array, order, kth, **options: np.argpartition(array, kth, order=order, **options)),
}
