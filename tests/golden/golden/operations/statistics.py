"""Rounding, nearness, running sums, order statistics and reductions without NaN."""

import numpy as np

from .. import program
from . import ufuncs

PROGRAMS = ("prepend", "append", "to_end", "to_begin")
NUMBERS = ("nan", "posinf", "neginf", "rtol", "atol", "discont", "period")


def evaluated(options, names):
    """The options with programs as arrays and texts as numbers."""
    options = ufuncs.evaluated(options, names)
    for key, value in options.items():
        if key in PROGRAMS:
            options[key] = program.run(value, names)
        elif key in NUMBERS and value is not None:
            options[key] = program.number(value)
    return options


def of(function):
    """A function whose arguments are all programs; a null stays one."""

    def call(names, *args, **options):
        values = [None if arg is None else program.run(arg, names) for arg in args]
        result = function(*values, **evaluated(options, names))
        return str(result) if isinstance(result, bool) else result

    return call


def count_nonzero(array, **options):
    """The count as NumPy's integer, not Python's."""
    result = np.count_nonzero(array, **options)
    return np.int64(result) if isinstance(result, int) else result


NAMES = """round nan_to_num isposinf isneginf sinc i0 isclose allclose array_equal array_equiv cumsum cumprod diff ediff1d
 unwrap median quantile percentile nansum nanprod nanmin nanmax nanargmin nanargmax nanmean nanvar nanstd nancumsum
 nancumprod nanmedian nanquantile nanpercentile fix cumulative_sum cumulative_prod""".split()
OPERATIONS = {name: of(getattr(np, name)) for name in NAMES} | {
    "clipped": of(np.clip),
    "count_nonzero": of(count_nonzero),
}
