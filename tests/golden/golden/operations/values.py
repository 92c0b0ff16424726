"""Values and dtypes as JSON holds them: `{"t": …}` is a tuple, `{"b": …}` bytes, `{"c": …}` a complex number."""

import numpy as np


def value_of(given):
    """The Python value."""
    if isinstance(given, list):
        return [value_of(item) for item in given]
    if isinstance(given, dict):
        if "t" in given:
            return tuple(value_of(item) for item in given["t"])
        if "b" in given:
            return given["b"].encode("latin-1")
        return complex(given["c"])
    return given


def dtype_of(given, align=False):
    """The dtype of a name, a list of fields, a dict of lists or by names, `{"base": …, "shape": …}`, or one made of others."""
    return np.dtype(spec_of(given), align=align)


def spec_of(given):
    """What `np.dtype` is called with."""
    if isinstance(given, list):
        return [field_of(field) for field in given]
    if isinstance(given, dict):
        if "base" in given:
            shape = given["shape"]
            return (spec_of(given["base"]), tuple(shape) if isinstance(shape, list) else shape)
        if "by_name" in given:
            return {name: (spec_of(form), *rest) for name, (form, *rest) in given["by_name"].items()}
        if "record" in given:
            return (np.record, spec_of(given["record"]))
        if "order" in given:
            base, order = given["order"]
            return dtype_of(base).newbyteorder(order)
        if "class" in given:
            return getattr(np, given["class"])
        if "void" in given:
            return (np.void, spec_of(given["void"]))
        if "union" in given:
            return tuple(spec_of(one) for one in given["union"])
        return {key: [spec_of(item) for item in value] if key == "formats" else value for key, value in given.items()}
    return given


def field_of(field):
    """One field of a list: its name, or title and name, its format, and perhaps a shape."""
    name, form, *shape = field
    name = tuple(name) if isinstance(name, list) else name
    return (name, spec_of(form), *(tuple(extent) for extent in shape))


def made(_, given, dtype=None):
    """`np.array(value, dtype)`."""
    return np.array(value_of(given), dtype=None if dtype is None else dtype_of(dtype))


def assigned(names, target, index, given):
    """`target[index] = value` for a value of any kind."""
    from .. import program

    array = program.run(target, names)
    array[program.items(index)] = value_of(given)
    return array


def cast(names, array, dtype, **options):
    """`astype` to any dtype."""
    from .. import program

    return program.run(array, names).astype(dtype_of(dtype), **options)


def listed(names, array):
    """`repr` of `tolist`."""
    from .. import program

    return repr(program.run(array, names).tolist())


OPERATIONS = {
    "value": made,
    "zeros_of": lambda _, shape, dtype: np.zeros(shape, dtype_of(dtype)),
    "ones_of": lambda _, shape, dtype: np.ones(shape, dtype_of(dtype)),
    "put_value": assigned,
    "cast_to": cast,
    "tolist": listed,
}
