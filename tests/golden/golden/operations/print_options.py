"""Printing: arrays under options, single floats, integers in other bases."""

import numpy as np

from .. import program


def each(function):
    """The texts of all elements."""

    def texts(names, array, **options):
        return "|".join(function(value, **options) for value in program.run(array, names).ravel())

    return texts


def printed(names, array, **options):
    """`repr` and `str` under other print options."""
    array = program.run(array, names)
    with np.printoptions(**options):
        return f"{array!r}\n{array!s}"


def array2string(names, array, formatter=None, **options):
    """`np.array2string`; any formatter stands for angle brackets around the scalar's own text."""
    if formatter:
        options["formatter"] = {formatter: lambda value: f"<{value!s}>"}
    return np.array2string(program.run(array, names), **options)


OPERATIONS = {
    "printed": printed,
    "array2string": array2string,
    "array_repr": lambda names, array, **options: np.array_repr(program.run(array, names), **options),
    "array_str": lambda names, array, **options: np.array_str(program.run(array, names), **options),
    "positional": each(np.format_float_positional),
    "scientific": each(np.format_float_scientific),
    "base_repr": lambda _, number, base, padding: np.base_repr(int(number), base, padding),
    "binary_repr": lambda _, number, width: np.binary_repr(int(number), width),
}
