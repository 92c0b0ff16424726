"""The functions of `np.strings` and `np.char`."""

import operator

import numpy as np


def compare(names, a, b, sign, rstrip):
    """`np.char.compare_chararrays`."""
    from .. import program

    return np.char.compare_chararrays(program.run(a, names), program.run(b, names), sign, rstrip)


def call(function):
    """A function of arrays given as programs, plain values after them, and options."""

    def evaluate(names, *args, **options):
        from .. import program

        values = [program.run(arg, names) if isinstance(arg, (str, list)) else arg for arg in args]
        return function(*values, **options)

    return evaluate


def translate(names, array, *, text=None, map=None, bytes=None, delete=None):
    """`np.strings.translate` with a table that JSON can hold: a text, a mapping, or the numbers of bytes."""
    from .. import program

    array = program.run(array, names)
    if text is not None:
        return np.strings.translate(array, text)
    if map is not None:
        return np.strings.translate(array, {ord(key): value for key, value in map.items()})
    table = None if bytes is None else b"".join(number.to_bytes() for number in bytes)
    deleted = [] if delete is None else [b"".join(number.to_bytes() for number in delete)]
    return np.strings.translate(array, table, *deleted)


def lists(function):
    """A function whose result is an array of Python lists: its `repr`."""
    return lambda names, array: repr(call(function)(names, array))


ASKED = "isalpha isalnum isdigit isdecimal isnumeric isspace islower isupper istitle".split()
CHANGED = "upper lower swapcase title capitalize".split()
SOUGHT = "find rfind index rindex count startswith endswith".split()
FULL = {"len": "str_len"}
OTHERS = "len strip lstrip rstrip replace center ljust rjust zfill expandtabs slice partition rpartition encode decode".split()
OPERATIONS = {f"str_{name}": call(getattr(np.strings, FULL.get(name, name))) for name in ASKED + CHANGED + SOUGHT + OTHERS} | {
    "str_add": call(np.strings.add),
    "str_multiply": call(np.strings.multiply),
    "str_join": call(np.char.join),
    "str_mod": call(np.strings.mod),
    "str_translate": translate,
    "char_partition": call(np.char.partition),
    "char_rpartition": call(np.char.rpartition),
    "char_multiply": call(np.char.multiply),
    "char_compare": compare,
    "char_split": lists(np.char.split),
    "char_rsplit": lists(np.char.rsplit),
    "char_splitlines": lists(np.char.splitlines),
    "==": call(operator.eq),
    "!=": call(operator.ne),
    **{f"char_{name}": call(getattr(np.char, name)) for name in "equal not_equal less less_equal greater greater_equal".split()},
}
