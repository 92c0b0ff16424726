"""Joining, splitting, repeating, rolling, padding and editing.

A list of arrays is a list of programs; nested lists of blocks begin with `[]`: `["[]", "a", ["[]", "b", "c"]]`.
"""

import numpy as np

from .. import program


def on_list(function):
    """A function of a list of arrays."""

    def operation(names, arrays, **options):
        if "out" in options:
            options["out"] = program.run(options["out"], names)
        return function([program.run(array, names) for array in arrays], **options)

    return operation


def on_array(function):
    """A function of one array and plain arguments."""
    return lambda names, array, *args, **options: function(program.run(array, names), *args, **options)


def nested(code, names):
    """Lists of blocks."""
    if isinstance(code, list) and code[:1] == ["[]"]:
        return [nested(item, names) for item in code[1:]]
    return program.run(code, names)


def positions(code):
    """An index, a slice, a list of indices or a mask."""
    if isinstance(code, str):
        return slice(*(int(part) if part else None for part in (code.split(":") + [""])[:3]))
    if isinstance(code, list) and code and isinstance(code[0], bool):
        return np.array(code)
    return code


def insert(names, array, where, values, axis=None):
    """`np.insert`."""
    return np.insert(program.run(array, names), positions(where), program.run(values, names), axis)


def append(names, array, values, axis=None):
    """`np.append`."""
    return np.append(program.run(array, names), program.run(values, names), axis)


def resized(array, shape, **options):
    """The method `resize`; the answer is the array."""
    array.resize(shape, **options)
    return array


def fill(name):
    """The functions that pad, the same as those that the engine is given."""

    def call(line, ends, axis, _):
        (before, after), count = ends, line.size
        if name == "constant":
            line[:before] = 10
            line[count - after :] = 20
        elif name == "sum":
            line[:before] = line[before : count - after].sum()
            line[count - after :] = axis
        elif name == "count":
            np.add(line, int(100 * axis + before), out=line)
        elif name == "last":
            line[0] = line[-1]
        else:
            raise ValueError("no padding today")

    return call


def pad(array, width, mode, **options):
    """`np.pad`; a mode `["function", name]` is one of the functions above, a width may be a mapping by axis."""
    if isinstance(width, dict):
        width = {int(axis): tuple(pair) if isinstance(pair, list) else pair for axis, pair in width.items()}
    return np.pad(array, width, fill(mode[1]) if isinstance(mode, list) else mode, **options)


OPERATIONS = {
    "concatenate": on_list(np.concatenate),
    "stack": on_list(np.stack),
    "vstack": on_list(np.vstack),
    "row_stack": on_list(np.row_stack),
    "hstack": on_list(np.hstack),
    "dstack": on_list(np.dstack),
    "column_stack": on_list(np.column_stack),
    "block": lambda names, code: np.block(nested(code, names)),
    "append": append,
    "split": on_array(np.split),
    "array_split": on_array(np.array_split),
    "hsplit": on_array(np.hsplit),
    "vsplit": on_array(np.vsplit),
    "dsplit": on_array(np.dsplit),
    "unstack": on_array(np.unstack),
    "repeat": on_array(np.repeat),
    "tile": on_array(np.tile),
    "roll": on_array(lambda array, shift, axis=None: np.roll(array, shift, program.axis_of(axis))),
    "rot90": on_array(lambda array, turns=1, axes=(0, 1): np.rot90(array, turns, tuple(axes))),
    "flipud": on_array(np.flipud),
    "fliplr": on_array(np.fliplr),
    "pad": on_array(pad),
    "insert": insert,
    "delete": on_array(lambda array, where, axis=None: np.delete(array, positions(where), axis)),
    "resize": on_array(np.resize),
    "resize_in_place": on_array(resized),
    "trim_zeros": on_array(lambda array, trim="fb", axis=None: np.trim_zeros(array, trim, program.axis_of(axis))),
}
