"""Record arrays, the further functions of `recfunctions`, and dtypes made of others.

A record array is asked for in steps: how it is made, then what is asked of it; the answer is the text of the last result.
"""

import io

import numpy as np
from numpy.lib import recfunctions

from .. import program
from .values import dtype_of, spec_of, value_of


def asked(options):
    """The keyword arguments of `np.rec`: dtypes, formats, names in a text or a list."""
    options = dict(options)
    if options.get("dtype") is not None:
        options["dtype"] = dtype_of(options["dtype"])
    if isinstance(options.get("formats"), list):
        options["formats"] = [spec_of(one) for one in options["formats"]]
    elif options.get("formats") is not None:
        options["formats"] = spec_of(options["formats"])
    if isinstance(options.get("shape"), list):
        options["shape"] = tuple(options["shape"])
    return options


def of_anything(names, source, /, **options):
    """`np.rec.array` of a value, of arrays, of a record array or of nothing."""
    ((kind, given),) = source.items()
    given = {
        "nothing": lambda: None,
        "value": lambda: value_of(given),
        "array": lambda: program.run(given, names),
        "arrays": lambda: [program.run(one, names) for one in given],
        "records": lambda: program.run(given, names).view(np.recarray),
    }[kind]()
    return np.rec.array(given, **options)


MAKERS = {
    "view": lambda names, array: program.run(array, names).view(np.recarray),
    "fromarrays": lambda names, arrays, /, **options: np.rec.fromarrays([program.run(one, names) for one in arrays], **options),
    "fromrecords": lambda _, rows, /, **options: np.rec.fromrecords(value_of(rows), **options),
    "fromstring": lambda _, text, /, **options: np.rec.fromstring(text.encode("latin-1"), **options),
    "fromfile": lambda _, text, /, **options: np.rec.fromfile(io.BytesIO(text.encode("latin-1")), **options),
    "array": of_anything,
    "recarray": lambda _, shape, /, **options: np.recarray(tuple(shape), **options),
}


def attribute(found, name):
    """A field as an attribute; what is no field is every array's own."""
    value = getattr(found, name)
    own = callable(value) or name not in (found.dtype.names or ()) + tuple(found.dtype.fields or ()) or hasattr(np.ndarray, name)
    return "its own" if own else value


def put(found, name, value):
    """`r.name = value`"""
    setattr(found, name, value_of(value))
    return found


STEPS = {
    "attribute": attribute,
    "get": lambda found, name: found[name],
    "fields": lambda found, names: found[names],
    "index": lambda found, index: found[program.items(index)],
    "field": lambda found, name: found.field(name),
    "view": lambda found, dtype: found.view(dtype_of(dtype)),
    "ndarray": lambda found: found.view(np.ndarray),
    "ndarray_of": lambda found, dtype: found.view(dtype_of(dtype), np.ndarray),
    "put": put,
    "copy": lambda found: found.copy(),
    "pprint": lambda found: found.pprint(),
    "dtype": lambda found: f"{found.dtype!r} {found.shape}",
}


def told(found):
    """The class, the texts, the dtype, the strides and whether it may be written."""
    if isinstance(found, str) and not isinstance(found, np.generic):
        return found
    kind = type(found)
    lines = [f"{kind.__module__}.{kind.__name__}", repr(found), str(found)]
    if isinstance(found, np.ndarray):
        lines += [repr(found.dtype), str(found.shape), str(found.strides), str(found.flags.writeable)]
    return "\n".join(lines)


def stepwise(names, maker, *steps):
    """A record array, then what is asked of it."""
    maker, *args = maker
    args, options = program.options_of(args) if maker != "array" or len(args) > 1 else (args, {})
    found = MAKERS[maker](names, *args, **asked(options))
    for step, *args in steps:
        found = STEPS[step](found, *args)
    return told(found)


def parsed(_, formats, names, titles, aligned=False, byteorder=None):
    """`np.rec.format_parser`"""
    formats = [spec_of(one) for one in formats] if isinstance(formats, list) else None if formats is None else spec_of(formats)
    return repr(np.rec.format_parser(formats, names, titles, aligned, byteorder).dtype)


def described(function):
    """What a function tells of a dtype, as a text."""
    return lambda _, dtype: repr(function(dtype_of(dtype)))


def pair(function):
    """A function of two arrays."""
    return lambda names, one, other, **options: function(program.run(one, names), program.run(other, names), **options)


def assigned(names, target, source, zero_unassigned=True):
    """`assign_fields_by_name`; the answer is the target."""
    target = program.run(target, names)
    recfunctions.assign_fields_by_name(target, program.run(source, names), zero_unassigned)
    return target


def defaults_of(options):
    """The options of a function that fills, without a mask."""
    options = dict(options)
    if "defaults" in options:
        options["defaults"] = {name: value_of(value) for name, value in options["defaults"].items()}
    return options | {"usemask": False}


def stacked(names, arrays, **options):
    """`stack_arrays`"""
    arrays = [program.run(one, names) for one in arrays]
    found = recfunctions.stack_arrays(arrays, **defaults_of(options))
    # What was masked is a view of what nobody can name.
    return found if any(found is one for one in arrays) else np.array(found)


def joined(names, key, one, other, **options):
    """`join_by`"""
    return recfunctions.join_by(key, program.run(one, names), program.run(other, names), **defaults_of(options))


def duplicates(names, array, key=None):
    """`find_duplicates` of a masked array without a mask: the records and where they stood."""
    found, places = recfunctions.find_duplicates(np.ma.array(program.run(array, names)), key, return_index=True)
    return [np.array(found.data), np.array(places)]


def renamed(_, dtype, names):
    """`dtype.names = names`"""
    dtype = np.dtype(dtype_of(dtype), copy=True)
    dtype.names = tuple(names)
    return repr(dtype)


def fields_told(_, dtype):
    """`dtype.fields` in the order of the names."""
    dtype = dtype_of(dtype)
    return repr([(name, dtype.fields[name]) for name in dtype.names])


OPERATIONS = {
    "rec": stepwise,
    "format_parser": parsed,
    "get_names": described(recfunctions.get_names),
    "get_names_flat": described(recfunctions.get_names_flat),
    "flatten_descr": described(recfunctions.flatten_descr),
    "get_fieldstructure": described(recfunctions.get_fieldstructure),
    "recursive_fill_fields": pair(recfunctions.recursive_fill_fields),
    "assign_fields_by_name": assigned,
    "require_fields": lambda names, array, dtype: recfunctions.require_fields(program.run(array, names), dtype_of(dtype)),
    "apply_along_fields": lambda names, name, array: recfunctions.apply_along_fields(getattr(np, name), program.run(array, names)),
    "stack_arrays": stacked,
    "join_by": joined,
    "find_duplicates": duplicates,
    "with_names": renamed,
    "with_fields": lambda _, dtype, names: repr(dtype_of(dtype)[names]),
    "fields_told": fields_told,
    "newbyteorder": lambda _, dtype, order="S": repr(dtype_of(dtype).newbyteorder(order)),
}
