"""Polynomials by their coefficients, and between them and numbers."""

import numpy as np

from .. import program
from .sorting import on_arrays


def several(value):
    """A tuple as a list of results."""
    return [np.asarray(one) for one in value] if isinstance(value, tuple) else value


def integrated(names, coefficients, order=1, constants=None):
    """`np.polyint(p, m, k)`."""
    constants = None if constants is None else program.run(constants, names)
    return np.polyint(program.run(coefficients, names), order, constants)


def fitted(names, x, y, degree, w=None, **options):
    """`np.polyfit`, perhaps with weights; with `full` or `cov` a list."""
    w = None if w is None else program.run(w, names)
    return several(np.polyfit(program.run(x, names), program.run(y, names), degree, w=w, **options))


OPERATIONS = {
    "poly": on_arrays(1, np.poly),
    "roots": on_arrays(1, np.roots),
    "polyadd": on_arrays(2, np.polyadd),
    "polysub": on_arrays(2, np.polysub),
    "polymul": on_arrays(2, np.polymul),
    "polydiv": on_arrays(2, lambda *both: several(np.polydiv(*both))),
    "polyder": on_arrays(1, np.polyder),
    "polyint": integrated,
    "polyfit": fitted,
}
