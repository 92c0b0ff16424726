"""Arrays as text and text as arrays: `savetxt`, `loadtxt`, `genfromtxt`, `fromstring`."""

import io

import numpy as np

from .. import program


def savetxt(names, array, **options):
    """The text that is written."""
    stream = io.StringIO()
    np.savetxt(stream, program.run(array, names), **options)
    return stream.getvalue()


READERS = {
    "percent": lambda text: float(text.strip().strip("%")) / 100,
    "double": lambda text: float(text) * 2,
    "length": len,
    "upper": str.upper,
    "or9": lambda text: float(text.strip() or -9),
}


def dtype_of(options):
    """A dtype given as a list of lists becomes one of tuples, a reader's name the reader."""
    readers = options.get("converters")
    if isinstance(readers, str):
        options["converters"] = READERS[readers]
    elif readers is not None:
        number = lambda text: int(text) if text.lstrip("-").isdigit() else text
        options["converters"] = {number(column): READERS[name] for column, name in readers.items()}
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
