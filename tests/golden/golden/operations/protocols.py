"""What Python asks of an array, and what functions tell without a look at its elements."""

import operator

import numpy as np

from .. import program


def asked(function):
    """The answer as Python prints it."""
    return lambda names, *args, **options: repr(function(*(program.run(arg, names) for arg in args), **options))


def ndarray(names, array, shape, dtype, strides=None, **options):
    """`np.ndarray(shape, dtype, buffer=a, …)`."""
    return np.ndarray(tuple(shape), dtype, buffer=program.run(array, names), strides=None if strides is None else tuple(strides), **options)


def setfield(names, array, value, dtype, offset):
    """`a.setfield(value, dtype, offset)`; the answer is the array."""
    array = program.run(array, names)
    array.setfield(program.run(value, names), dtype, offset)
    return array


def told(names, array, name, *args):
    """What a function of `np` tells of an array, in words."""
    axes = [tuple(arg) if isinstance(arg, list) else arg for arg in args]
    return repr(getattr(np, name)(program.run(array, names), *axes))


def ufunc_attribute(_, name, attribute):
    """An attribute of a ufunc."""
    return repr(getattr(getattr(np, name), attribute))


OPERATIONS = {
    "python_bool": asked(bool),
    "python_int": asked(int),
    "python_float": asked(float),
    "python_complex": asked(complex),
    "python_index": asked(operator.index),
    "python_in": asked(lambda array, value: value in array),
    "getfield": lambda names, array, dtype, offset=0: program.run(array, names).getfield(dtype, offset),
    "setfield": setfield,
    "ndarray": ndarray,
    "asarray_chkfinite": lambda names, array: np.asarray_chkfinite(program.run(array, names)),
    "mT": lambda names, array: program.run(array, names).mT,
    "told": told,
    "ufunc_attribute": ufunc_attribute,
}
