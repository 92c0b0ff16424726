"""Advanced indexing, and the functions that take, put, choose or find elements by index."""

import numpy as np

from .. import program


def item(one, names):
    """An index item: a list is the program of an array, `true` a truth value, anything else a basic item."""
    if isinstance(one, bool):
        return one
    if isinstance(one, list):
        return program.run(one, names)
    return program.items([one])[0]


def picked(names, array, index):
    """`a[index]`."""
    return program.run(array, names)[tuple(item(one, names) for one in index)]


def assigned(names, target, index, value):
    """`a[index] = value`; the answer is the target."""
    array = program.run(target, names)
    array[tuple(item(one, names) for one in index)] = program.run(value, names)
    return array


def evaluated(names, options):
    """Options in which some are programs."""
    return {key: program.run(value, names) if key in ("out", "where") else value for key, value in options.items()}


def on_arrays(count, function):
    """A function whose first arguments are programs and whose others are plain."""

    def operation(names, *args, **options):
        arrays = [program.run(arg, names) for arg in args[:count]]
        return function(*arrays, *args[count:], **evaluated(names, options))

    return operation


def on_target(count, function):
    """A function that changes its first argument; the answer is that argument."""

    def operation(names, *args, **options):
        arrays = [program.run(arg, names) for arg in args[:count]]
        function(*arrays, *args[count:], **evaluated(names, options))
        return arrays[0]

    return operation


def where(names, *args):
    """`np.where` with one argument or three."""
    return np.where(*(program.run(arg, names) for arg in args))


def choose(names, selector, choices, **options):
    """`np.choose` of a list of choices."""
    choices = [program.run(choice, names) for choice in choices]
    return np.choose(program.run(selector, names), choices, **evaluated(names, options))


def select(names, conditions, choices, *default):
    """`np.select` of lists."""
    conditions = [program.run(one, names) for one in conditions]
    choices = [program.run(one, names) for one in choices]
    return np.select(conditions, choices, *(program.run(one, names) for one in default))


def piecewise(names, array, conditions, pieces):
    """`np.piecewise`; a piece `["apply", name]` is a ufunc."""
    conditions = [program.run(one, names) for one in conditions]
    pieces = [getattr(np, one[1]) if one[0] == "apply" else program.run(one, names) for one in pieces]
    return np.piecewise(program.run(array, names), conditions, pieces)


def ix(names, *arrays):
    """`np.ix_`."""
    return np.ix_(*(program.run(array, names) for array in arrays))


def raveled(names, coordinates, shape, **options):
    """`np.ravel_multi_index`; several modes are a tuple."""
    if isinstance(options.get("mode"), list):
        options["mode"] = tuple(options["mode"])
    return np.ravel_multi_index(tuple(program.run(one, names) for one in coordinates), tuple(shape), **options)


OPERATIONS = {
    "the": lambda names, name: names[name],
    "pick": picked,
    "assign": assigned,
    "take": on_arrays(2, np.take),
    "put": on_target(3, np.put),
    "choose": choose,
    "compress": on_arrays(2, np.compress),
    "extract": on_arrays(2, np.extract),
    "place": on_target(3, np.place),
    "putmask": on_target(3, np.putmask),
    "copyto": on_target(2, np.copyto),
    "nonzero": on_arrays(1, np.nonzero),
    "argwhere": on_arrays(1, np.argwhere),
    "flatnonzero": on_arrays(1, np.flatnonzero),
    "where": where,
    "select": select,
    "piecewise": piecewise,
    "take_along_axis": on_arrays(2, np.take_along_axis),
    "put_along_axis": on_target(3, np.put_along_axis),
    "fill_diagonal": on_target(2, np.fill_diagonal),
    "ix_": ix,
    "diag_indices": lambda _, n, ndim: np.diag_indices(n, ndim),
    "diag_indices_from": on_arrays(1, np.diag_indices_from),
    "tril_indices": lambda _, n, k, m: np.tril_indices(n, k, m),
    "triu_indices": lambda _, n, k, m: np.triu_indices(n, k, m),
    "tril_indices_from": on_arrays(1, np.tril_indices_from),
    "triu_indices_from": on_arrays(1, np.triu_indices_from),
    "unravel_index": on_arrays(1, lambda array, shape, **options: np.unravel_index(array, tuple(shape), **options)),
    "ravel_multi_index": raveled,
}
