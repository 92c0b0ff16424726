"""Evaluates a program with NumPy.

A program is a name, or a list: an operation, then its arguments (programs, plain values), then options in a mapping.
The engine's tests evaluate the same lists; the two must mean the same.
"""

import numpy as np

from . import data, operations

UNARY = """negative positive absolute sign sqrt square cbrt reciprocal exp exp2 expm1 log log2 log10 log1p
 sin cos tan arcsin arccos arctan sinh cosh tanh arcsinh arccosh arctanh degrees radians deg2rad rad2deg
 floor ceil trunc rint fabs isnan isinf isfinite signbit logical_not invert spacing""".split()
BINARY = """add subtract multiply divide floor_divide remainder fmod power maximum minimum fmax fmin
 equal not_equal less less_equal greater greater_equal logical_and logical_or logical_xor
 bitwise_and bitwise_or bitwise_xor left_shift right_shift arctan2 hypot copysign
 logaddexp logaddexp2 nextafter heaviside float_power gcd lcm""".split()
REDUCTIONS = "sum prod min max mean std var any all argmin argmax".split()
MORE = "divmod modf frexp ldexp conjugate bitwise_count".split()
UFUNCS = {name: getattr(np, name) for name in UNARY + BINARY + MORE} | {"clip": np._core.umath.clip}


def items(texts):
    """Index items: 3, `1:5:2`, `newaxis`, `...`."""

    def item(text):
        if isinstance(text, int):
            return text
        if text == "newaxis":
            return None
        if text == "...":
            return Ellipsis
        return slice(*(int(part) if part else None for part in (text.split(":") + [""])[:3]))

    return tuple(item(text) for text in texts)


def axis_of(value):
    """A list of axes becomes a tuple."""
    return tuple(value) if isinstance(value, list) else value


def options_of(args):
    """Splits the closing mapping of options from the arguments."""
    if args and isinstance(args[-1], dict):
        options = dict(args[-1])
        for key in ("axis", "shape"):
            if key in options:
                options[key] = axis_of(options[key])
        return args[:-1], options
    return args, {}


def arrays_of(options, names):
    """The options of a ufunc, `out` (one program, or a list of names and nulls) and `where` as arrays."""
    options = dict(options)
    if "where" in options:
        options["where"] = run(options["where"], names)
    if "out" in options:
        out = options["out"]
        out = out if isinstance(out, list) else [out]
        options["out"] = tuple(None if one is None else run(one, names) for one in out)
    return options


def number(text):
    """A Python number from its text: `3` is an int, `3.0` a float, `1+2j` a complex, `True` a bool."""
    if text in ("True", "False"):
        return text == "True"
    if text.endswith("j"):
        return complex(text)
    return int(text) if text.lstrip("-").isdigit() else float(text)


def run(program, names):
    """The program's value: an array, a NumPy scalar, or a text."""
    if isinstance(program, str):
        return names[program]
    operation, *args = program
    args, options = options_of(args)
    if operation == "py":
        return number(args[0])
    if operation in UFUNCS:
        return UFUNCS[operation](*(run(arg, names) for arg in args), **arrays_of(options, names))
    if operation in REDUCTIONS:
        from .operations import ufuncs as folding

        return getattr(np, operation)(run(args[0], names), **folding.evaluated(options, names))
    if operation == "item":
        return run(args[0], names)[args[1]]
    found = OPERATIONS.get(operation) or operations.find(operation)
    return found(names, *args, **options)


def on_array(function):
    """An operation whose first argument is an array and whose others are plain."""
    return lambda names, array, *args, **options: function(run(array, names), *args, **options)


def assign(names, target, index, value):
    """`target[index] = value`; the answer is the target."""
    array = run(target, names)
    array[items(index)] = run(value, names)
    return array


def into(names, target, ufunc, *operands):
    """`ufunc(a, b, out=target)`; the answer is the target."""
    target = run(target, names)
    UFUNCS[ufunc](*(run(operand, names) for operand in operands), out=target)
    return target


def filled(_, kind, dtype, shape):
    """An array of a table's values."""
    return data.fill(kind, dtype, shape)


def literal(_, dtype, shape, text):
    """An array of these very values."""
    return data.parse(text, dtype).reshape(shape).copy()


def arange(_, *texts, **options):
    """`np.arange` of Python numbers given as texts."""
    return np.arange(*(number(text) for text in texts), **options)


def linspace(_, start, stop, count, **options):
    """`np.linspace` of Python numbers given as texts."""
    return np.linspace(number(start), number(stop), count, **options)


def dtype_or_array(argument, names):
    """For promotion: a dtype's name, or `["py", text]`, or an array."""
    if isinstance(argument, str) and argument in data.DTYPES + data.COMPLEX:
        return np.dtype(argument)
    return run(argument, names)


OPERATIONS = {
    "fill": filled,
    "array": literal,
    "arange": arange,
    "linspace": linspace,
    "zeros": lambda _, shape, **options: np.zeros(shape, **options),
    "ones": lambda _, shape, **options: np.ones(shape, **options),
    "full": lambda _, shape, value, **options: np.full(shape, number(value), **options),
    "eye": lambda _, rows, columns, k, **options: np.eye(rows, columns, k, **options),
    "identity": lambda _, n, **options: np.identity(n, **options),
    "zeros_like": on_array(np.zeros_like),
    "ones_like": on_array(np.ones_like),
    "full_like": on_array(lambda array, value, **options: np.full_like(array, number(value), **options)),
    "copy": on_array(lambda array, order="C": array.copy(order)),
    "index": on_array(lambda array, index: array[items(index)]),
    "set": assign,
    "reshape": on_array(lambda array, shape, order="C": array.reshape(shape, order=order)),
    "ravel": on_array(lambda array, order="C": array.ravel(order)),
    "flatten": on_array(lambda array, order="C": array.flatten(order)),
    "T": on_array(lambda array: array.T),
    "transpose": on_array(lambda array, axes=None: np.transpose(array, axes)),
    "swapaxes": on_array(np.swapaxes),
    "moveaxis": on_array(np.moveaxis),
    "expand_dims": on_array(lambda array, axis: np.expand_dims(array, axis_of(axis))),
    "squeeze": on_array(lambda array, axis=None: np.squeeze(array, axis_of(axis))),
    "flip": on_array(lambda array, axis=None: np.flip(array, axis_of(axis))),
    "diagonal": on_array(np.diagonal),
    "diag": on_array(np.diag),
    "into": into,
    "broadcast_to": on_array(lambda array, shape: np.broadcast_to(array, tuple(shape))),
    "astype": on_array(lambda array, dtype, **options: array.astype(dtype, **options)),
    "broadcast_shapes": lambda _, *shapes: str(np.broadcast_shapes(*(tuple(shape) for shape in shapes))),
    "promote_types": lambda _, left, right: str(np.promote_types(left, right)),
    "can_cast": lambda _, left, right, rule: str(np.can_cast(left, right, rule)),
    "result_type": lambda names, *args: str(np.result_type(*(dtype_or_array(arg, names) for arg in args))),
    "nbytes": on_array(lambda array: str(array.nbytes)),
}
