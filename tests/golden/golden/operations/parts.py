"""The parts of complex numbers."""

import numpy as np


def of_array(function):
    """A function of one array and plain options."""

    def call(names, array, *args, **options):
        from .. import program

        return function(program.run(array, names), *args, **options)

    return call


OPERATIONS = {
    "real": of_array(lambda array: array.real),
    "imag": of_array(lambda array: array.imag),
    "angle": of_array(np.angle),
    "iscomplex": of_array(np.iscomplex),
    "isreal": of_array(np.isreal),
    "iscomplexobj": of_array(lambda array: str(np.iscomplexobj(array))),
    "real_if_close": of_array(np.real_if_close),
}
