"""Methods of ufuncs and what is made of folds."""

import operator

import numpy as np

from .. import program
from . import picking


def evaluated(options, names):
    """The options with `out`, `where`, `weights` and `mean` as arrays, `initial` as an array or a Python number."""
    options = dict(options)
    for key in ("out", "where", "weights", "mean"):
        if options.get(key) is not None:
            options[key] = program.run(options[key], names)
    if isinstance(options.get("initial"), list):
        options["initial"] = program.run(options["initial"], names)
    elif options.get("initial") is not None:
        options["initial"] = program.number(options["initial"])
    return options


def method(name):
    """A method of the ufunc that is named first; whole numbers stay as they are."""

    def call(names, ufunc, array, *args, **options):
        function = getattr(program.UFUNCS[ufunc], name)
        return function(program.run(array, names), *args, **evaluated(options, names))

    return call


def outer(names, ufunc, first, second, **options):
    """`np.add.outer(a, b)`."""
    function = program.UFUNCS[ufunc].outer
    return function(program.run(first, names), program.run(second, names), **program.arrays_of(options, names))


def at(names, ufunc, target, index, *values):
    """`np.add.at(a, index, values)`; the answer is the array."""
    target = program.run(target, names)
    index = tuple(picking.item(one, names) for one in index)
    program.UFUNCS[ufunc].at(target, index, *(program.run(value, names) for value in values))
    return target


def folded(function):
    """A function of an array and of options that may be programs."""
    return lambda names, array, **options: function(program.run(array, names), **evaluated(options, names))


def pow_in_place(names, array, exponent):
    """`array **= exponent`; the answer is the array."""
    array = program.run(array, names)
    return operator.ipow(array, program.run(exponent, names))


def types_here(ufunc):
    """`types` without loops of dtypes that have no elements here; `q` is another letter of `l`, and what NumPy has twice stands once."""
    found = {}
    for signature in ufunc.types:
        if not set(signature) & set("gGOmM"):
            found[signature.replace("q", "l").replace("Q", "L")] = None
    return list(found)


def about(_, name, attribute):
    """An attribute of a ufunc, as Python prints it."""
    ufunc = np._core.umath.clip if name == "clip" else getattr(np, name)
    if attribute == "types":
        return " ".join(types_here(ufunc))
    return str(len(types_here(ufunc)) if attribute == "ntypes" else getattr(ufunc, attribute))


def scalar_of(code, names):
    """A NumPy scalar, or a Python number."""
    value = program.run(code, names)
    return value[()] if isinstance(value, np.ndarray) else value


OPERATORS = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv, "%": operator.mod, "<": operator.lt,
    ">=": operator.ge, "==": operator.eq, "&": operator.and_, "|": operator.or_, "^": operator.xor, "<<": operator.lshift, ">>": operator.rshift,
    "negative": operator.neg, "absolute": abs, "positive": operator.pos,
}  # fmt: skip


def operated(names, sign, *operands):
    """`a + b`, whatever the operands are."""
    return OPERATORS[sign](*(program.run(one, names) for one in operands))


OPERATIONS = {
    "ufunc_about": about,
    "reduce": method("reduce"),
    "accumulate": method("accumulate"),
    "reduceat": method("reduceat"),
    "outer_of": outer,
    "at": at,
    "**": lambda names, base, exponent: operator.pow(program.run(base, names), program.run(exponent, names)),
    "**=": pow_in_place,
    "scalar_power": lambda names, base, exponent: scalar_of(base, names) ** scalar_of(exponent, names),
    "operator": operated,
    "ptp": folded(np.ptp),
    "average": folded(np.average),
}
