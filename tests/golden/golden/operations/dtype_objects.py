"""Dtypes as objects, and what NumPy says about them; every answer is a text."""

import json

import numpy as np

from .values import dtype_of, value_of


def attribute(dtype, name):
    """An attribute as Python prints it."""
    if name == "len":
        return len(dtype)
    if name == "fields":
        return None if dtype.fields is None else dict(dtype.fields)
    if name == "type":
        return f"{dtype.type.__module__}.{dtype.type.__name__}"
    if name == "class":
        return f"{type(dtype).__name__}"
    return getattr(dtype, name)


def of_dtype(_, given, name, align=False):
    """`np.dtype(given).name`"""
    found = attribute(dtype_of(given, align), name)
    return found if isinstance(found, str) else repr(found)


def compared(_, left, operator, right):
    """`np.dtype(left) < np.dtype(right)`"""
    left, right = dtype_of(left), dtype_of(right)
    return repr({"==": left == right, "!=": left != right, "<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[operator])


def told(names, source):
    """What the dtype of an array tells of itself, and its fields."""
    from .. import program

    dtype = program.run(source, names).dtype
    return " ".join([repr(dtype), dtype.byteorder, f"{dtype.type.__module__}.{dtype.type.__name__}", *(repr(dtype[name]) for name in dtype.names or ())])


def promoted_pair(_, one, two):
    """`np.promote_types`, of one and the same dtype where both are written alike."""
    first = dtype_of(one)
    return repr(np.promote_types(first, first if one == two else dtype_of(two)))


def limits(function):
    """`iinfo` or `finfo`, printed, or one of its attributes."""

    def call(_, dtype, name):
        info = function(dtype_of(dtype))
        if name in ("repr", "str"):
            return {"repr": repr, "str": str}[name](info)
        return repr(getattr(info, name))

    return call


def promoted(_, *args):
    """`np.result_type` of dtypes, and of Python numbers given as `{"py": …}`; what is written alike is one and the same dtype."""
    made = {json.dumps(arg): dtype_of(arg) for arg in args if not (isinstance(arg, dict) and "py" in arg)}
    return repr(np.result_type(*(value_of(arg["py"]) if isinstance(arg, dict) and "py" in arg else made[json.dumps(arg)] for arg in args)))


def smallest(_, given):
    """`np.min_scalar_type` of a Python number given as a text."""
    from .. import program

    return repr(np.min_scalar_type(program.number(given)))


def reordered(_, given, order):
    """`newbyteorder`, as `str` of the result says it; of a record as it is printed."""
    dtype = dtype_of(given).newbyteorder(order)
    return dtype.str if dtype.names is None else repr(dtype)


OPERATIONS = {
    "dtype_reordered": reordered,
    "dtype": lambda _, given, align=False: repr(dtype_of(given, align)),
    "dtype_str": lambda _, given, align=False: str(dtype_of(given, align)),
    "dtype_attribute": of_dtype,
    "dtype_field": lambda _, given, index: repr(dtype_of(given)[index]),
    "dtype_compare": compared,
    "iinfo": limits(np.iinfo),
    "finfo": limits(np.finfo),
    "castable": lambda _, one, two, rule="safe": repr(np.can_cast(dtype_of(one), dtype_of(two), rule)),
    "joined_type": promoted_pair,
    "dtype_told": told,
    "result_dtype": promoted,
    "min_scalar_type": smallest,
    "common_type": lambda _, *dtypes: repr(np.dtype(np.common_type(*(np.zeros(1, dtype_of(dtype)) for dtype in dtypes)))),
    "isdtype": lambda _, dtype, kinds: repr(np.isdtype(dtype_of(dtype), kinds if isinstance(kinds, str) else tuple(kinds))),
    "issubdtype": lambda _, dtype, kind: repr(np.issubdtype(dtype_of(dtype), getattr(np, kind))),
}
