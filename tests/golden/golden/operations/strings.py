"""The functions of `np.strings` and `np.char`."""

import operator

import numpy as np


def call(function):
    """A function of arrays given as programs, plain values after them, and options."""

    def evaluate(names, *args, **options):
        from .. import program

        values = [program.run(arg, names) if isinstance(arg, (str, list)) else arg for arg in args]
        return function(*values, **options)

    return evaluate


ASKED = "isalpha isalnum isdigit isdecimal isnumeric isspace islower isupper istitle".split()
CHANGED = "upper lower swapcase title capitalize".split()
SOUGHT = "find rfind index rindex count startswith endswith".split()
FULL = {"len": "str_len"}
OTHERS = "len strip lstrip rstrip replace center ljust rjust zfill expandtabs slice partition rpartition encode decode".split()
OPERATIONS = {f"str_{name}": call(getattr(np.strings, FULL.get(name, name))) for name in ASKED + CHANGED + SOUGHT + OTHERS} | {
    "str_add": call(np.strings.add),
    "str_multiply": call(np.strings.multiply),
    "str_join": call(np.char.join),
    "==": call(operator.eq),
    "!=": call(operator.ne),
    **{f"char_{name}": call(getattr(np.char, name)) for name in "equal not_equal less less_equal greater greater_equal".split()},
}
