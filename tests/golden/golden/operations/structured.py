"""Arrays of records: fields, their assignment, sorting by fields."""

import numpy as np
from numpy.lib import recfunctions

from .values import dtype_of, value_of


def on_array(function):
    """A function of an array and plain arguments."""

    def call(names, array, /, *args, **options):
        from .. import program

        return function(program.run(array, names), *args, **options)

    return call


def put(array, name, given):
    """`a[name] = value`; the answer is the array."""
    array[name] = value_of(given)
    return array


def put_at(array, index, place, given):
    """`a[index][place] = value`; the answer is the array."""
    array[program_items(index)][place] = value_of(given)
    return array


def program_items(index):
    """Index items."""
    from .. import program

    return program.items(index)


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


def with_dtype(function):
    """A function of an array whose `dtype` stands in JSON."""

    def call(array, *args, **options):
        if options.get("dtype") is not None:
            options["dtype"] = dtype_of(options["dtype"])
        return function(array, *args, **options)

    return on_array(call)


def merged(names, arrays, **options):
    """`merge_arrays`."""
    from .. import program

    return recfunctions.merge_arrays([program.run(one, names) for one in arrays], **options)


def appended(names, base, new, data, dtypes=None, **options):
    """`append_fields` without a mask; one dtype that is no list stands for all."""
    from .. import program

    data = [program.run(one, names) for one in data]
    return recfunctions.append_fields(program.run(base, names), new, data, dtypes=dtypes, usemask=False, **options)


OPERATIONS = {
    "to_unstructured": with_dtype(recfunctions.structured_to_unstructured),
    "to_structured": with_dtype(recfunctions.unstructured_to_structured),
    "merge_arrays": merged,
    "append_fields": appended,
    "drop_fields": on_array(lambda array, names: recfunctions.drop_fields(array, names, usemask=False)),
    "rename_fields": on_array(lambda array, pairs: recfunctions.rename_fields(array, dict(pairs))),
    "repack_fields": on_array(recfunctions.repack_fields),
    "field": on_array(lambda array, name: array[name]),
    "fields": on_array(lambda array, names: array[names]),
    "field_at": on_array(lambda array, index, place: array[program_items(index)][place]),
    "put_field_at": on_array(put_at),
    "put_field": on_array(put),
    "put_field_array": put_array,
    "sort_by": on_array(lambda array, order, **options: np.sort(array, order=order, **options)),
    "argsort_by": on_array(lambda array, order, **options: np.argsort(array, order=order, **options)),
    "sort_in_place_by": on_array(sort_in_place),
    "partition_by": on_array(lambda array, order, kth, **options: np.partition(array, kth, order=order, **options)),
    "argpartition_by": on_array(lambda array, order, kth, **options: np.argpartition(array, kth, order=order, **options)),
}
