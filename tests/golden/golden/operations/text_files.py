"""Arrays as text and text as arrays: `savetxt`, `loadtxt`, `genfromtxt`, `fromstring`."""

import io

import numpy as np

from .. import program


def savetxt(names, array, **options):
    """The text that is written."""
    stream = io.StringIO()
    np.savetxt(stream, program.run(array, names), **options)
    return stream.getvalue()


def dtype_of(options):
    """A dtype given as a list of lists becomes one of tuples."""
    if isinstance(options.get("dtype"), list):
        options["dtype"] = [tuple(field) for field in options["dtype"]]
    return options


def shown(result):
    """`repr` of an array, or of each in a list."""
    return "\n".join(map(repr, result)) if isinstance(result, list) else repr(result)


def read(reader):
    """The array read from a text."""
    return lambda _, text, **options: reader(io.StringIO(text), **dtype_of(options))


def read_repr(reader):
    """Its `repr`, for texts and records."""
    return lambda _, text, **options: shown(reader(io.StringIO(text), **dtype_of(options)))


OPERATIONS = {
    "savetxt": savetxt,
    "loadtxt": read(np.loadtxt),
    "loadtxt_repr": read_repr(np.loadtxt),
    "genfromtxt": read(np.genfromtxt),
    "genfromtxt_repr": read_repr(np.genfromtxt),
    "fromstring": lambda _, text, **options: np.fromstring(text, **options),
}
