"""What NumPy answers to a program, as the mapping that stands in a case.

Left out of an answer: strides where they are those of C order, `base` where the array owns its bytes,
`readonly` where it may be written.
"""

import contextlib
import json
import re
import warnings
import zipfile

import numpy as np
from numpy.lib._iotools import ConverterError

from . import data, program
from .tolerances import ULP

FULL_VALUES = 12
# What a program may be refused with; anything else is a mistake of the generator's own.
REFUSALS = (
    ValueError,
    TypeError,
    IndexError,
    KeyError,
    AttributeError,
    OverflowError,
    ZeroDivisionError,
    MemoryError,
    RuntimeError,
    SyntaxError,
    ConverterError,
    zipfile.BadZipFile,
    EOFError,
)
# The float errors of which NumPy warns unless told otherwise.
WARNED = {"divide": "warn", "over": "warn", "under": "ignore", "invalid": "warn"}
SILENT = dict.fromkeys(WARNED, "ignore")


def warning_text(warning):
    """A warning as a case holds it. The engine has no scalars: of one NumPy speaks as of an array."""
    text = str(warning.message).replace("encountered in scalar ", "encountered in ")
    # A file that is none has an address for a name.
    text = re.sub(r"<_io.StringIO object at 0x[0-9a-f]+>", "<text>", text)
    return f"{warning.category.__name__}: {text}"


def fingerprint(raw):
    """FNV-1a, 64 bits, of some bytes."""
    value = 0xCBF29CE484222325
    for byte in raw:
        value = ((value ^ byte) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f"{value:016x}"


def canonical(array):
    """The elements' bytes in C order, every NaN the same one."""
    if array.itemsize == 0:
        # A copy would be of one character.
        return b""
    array = np.array(array, order="C", copy=True)
    if array.dtype.kind in "fc":
        parts = array.reshape(-1).view(array.real.dtype)
        parts[np.isnan(parts)] = np.nan
    return array.tobytes()


def value_texts(array):
    """Each element in the fewest characters that give it back."""
    if array.dtype.kind == "b":
        return ["1" if value else "0" for value in array.ravel()]
    if array.dtype.kind == "f":
        return [real_text(value) for value in array.ravel()]
    if array.dtype.kind == "c":
        return [real_text(value.real) + with_sign(real_text(value.imag)) + "j" for value in array.ravel()]
    return [str(int(value)) for value in array.ravel()]


def real_text(value):
    """A float in few characters."""
    return np.format_float_scientific(value, trim="-", exp_digits=1) if wide(value) else plain(value)


def with_sign(text):
    """A number's text after another's."""
    return text if text.startswith("-") else "+" + text


def has_gaps(dtype):
    """Whether a record has bytes that belong to no field."""
    if dtype.names is None:
        return dtype.subdtype is not None and has_gaps(dtype.base)
    fields = [dtype[name] for name in dtype.names]
    return dtype.itemsize != sum(field.itemsize for field in fields) or any(has_gaps(field) for field in fields)


def wide(value):
    """Whether a float is shorter with an exponent."""
    return bool(np.isfinite(value)) and value != 0 and not 1e-4 <= abs(float(value)) < 1e6


def plain(value):
    """A float without exponent."""
    return np.format_float_positional(value, trim="-")


def c_strides(array):
    """The strides the array would have in C order."""
    strides, step = [], array.itemsize
    for extent in reversed(array.shape):
        strides.insert(0, step)
        step *= max(extent, 1)
    return strides


def base_name(array, names):
    """The name of the bytes' owner, `unnamed` where it has none, nothing where it is the array itself."""
    owner = array
    while owner.base is not None:
        owner = owner.base
    if owner is array:
        return None
    return next((name for name, value in names.items() if value is owner), "unnamed")


def texts(value, in_full):
    """`repr` and `str`, or their fingerprint."""
    if in_full:
        return {"repr": repr(value), "str": str(value)}
    return {"text": fingerprint(f"{value!r}\n{value!s}".encode())}


def of_value(value, names, ulp, in_full, huge, near=None):
    """The answer for a value. `near` is how far floats may be away, as a part of the largest finite one."""
    if isinstance(value, str) and not isinstance(value, np.generic):
        return {"is": value}
    if isinstance(value, (tuple, list)):
        return {"items": [of_value(item, names, ulp, in_full, huge, near) for item in value]}
    array = np.asarray(value)
    if array.dtype == object:
        # Neither the elements nor their texts can be compared here.
        return {"dtype": "object", "shape": list(array.shape)}
    answer = {"dtype": str(array.dtype), "shape": list(array.shape)}
    if isinstance(value, np.generic):
        answer["scalar"] = True
        if array.dtype.kind in "SU":
            # Such a scalar is as wide as its text, an element as its array says.
            return answer | {"dtype": array.dtype.kind} | texts(value, in_full)
    else:
        if list(array.strides) != c_strides(array):
            answer["strides"] = list(array.strides)
        flags = array.flags
        answer["flags"] = ("C" if flags.c_contiguous else "") + ("F" if flags.f_contiguous else "")
        if base := base_name(array, names):
            answer["base"] = base
        if not flags.writeable:
            answer["readonly"] = True
    if not huge:
        if near and array.dtype.kind in "fc":
            answer["near"] = near
            answer["values"] = " ".join(value_texts(array))
            return answer
        if ulp and array.dtype.kind in "fc":
            answer["ulp"] = ulp
            answer["values"] = " ".join(value_texts(array))
            return answer
        if array.dtype.kind in "SUV":
            # What stands in the gaps of records is nobody's business.
            if not has_gaps(array.dtype):
                answer["hash"] = fingerprint(canonical(array))
        elif array.size <= FULL_VALUES:
            answer["values"] = " ".join(value_texts(array))
        else:
            answer["hash"] = fingerprint(canonical(array))
    answer.update(texts(value, in_full))
    return answer


def of_error(error):
    """The answer for an exception: its class as a traceback names it, and its words."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    return {"error": name, "says": str(error)}


class Group:
    """The cases of one file: shared names first, then one line for each case."""

    def __init__(self, shared=None, warns=False):
        self.shared = shared or {}
        self.warns = warns
        self.names = {}
        for name, code in self.shared.items():
            self.names[name] = program.run(code, self.names)
        self.cases = []
        self.seen = set()

    def add(self, run, given=None, in_full=False, huge=False, ulp=None, near=None):
        """Runs one program and keeps its answer. `given` names fresh arrays for this case only."""
        case = {"run": run}
        if given:
            case["let"] = given
        key = json.dumps(case)
        if key in self.seen:
            return
        self.seen.add(key)
        if ulp is None:
            ulp = ULP.get(run[0], 0)
        names = dict(self.names)
        heard = warnings.catch_warnings(record=True) if self.warns else contextlib.nullcontext()
        with heard as told, np.errstate(**(WARNED if self.warns else SILENT)):
            if self.warns:
                warnings.simplefilter("always")
            try:
                for name, code in (given or {}).items():
                    names[name] = program.run(code, names)
                case |= of_value(program.run(run, names), names, ulp, in_full, huge, near)
            except REFUSALS as error:
                case |= of_error(error)
        if self.warns:
            case["warns"] = [warning_text(warning) for warning in told]
        self.cases.append(case)

    def lines(self):
        """The file's lines."""
        header = {"tables": tables_in([self.shared, self.cases]), "let": self.shared}
        return [json.dumps(line, separators=(",", ":"), ensure_ascii=True) for line in [header, *self.cases]]


def tables_in(tree):
    """The tables that some programs take values from."""
    if isinstance(tree, dict):
        return tables_in(list(tree.values()))
    if not isinstance(tree, list):
        return {}
    found = {}
    if len(tree) == 4 and tree[0] == "fill":
        name = f"{tree[1]} {tree[2]}"
        found[name] = data.TABLES[name]
    for branch in tree:
        found |= tables_in(branch)
    return found

