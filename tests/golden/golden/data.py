"""The values that go into the cases, and the memory layouts they are given.

A table is a list of texts for each dtype; an array takes as many as it needs, from the first on, around and around.
"""

import numpy as np

INTEGERS = ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64"]
FLOATS = ["float32", "float64"]
COMPLEX = ["complex64", "complex128"]
DTYPES = ["bool", *INTEGERS, *FLOATS]

PLAIN_BOOL = "1 0 1 1 0 0 1 0 1 1 1 0 0"
PLAIN_SIGNED = "3 -1 7 0 5 -4 2 9 -8 6 1 -3 11"
PLAIN_UNSIGNED = "3 1 7 0 5 4 2 9 8 6 10 13 11"
PLAIN_FLOAT = "0.5 -1.25 3.0 0.1 -2.0 7.75 1.5 0.0 -0.75 2.625 10.0 -3.3 0.001"
PLAIN_COMPLEX = "1+2j 0.5-1j -3+0j 0+1j 2.5+2.5j -1.25-0.75j 10-0.1j 0+0j 3+4j -2+1j 0.1+0.3j 7-7j -0.5+8j"
WILD_COMPLEX = (
    "1+1j -0.0+0.0j nan+1j inf-infj -2.5-0.0j 0.0-1j 1e30+1e-30j nan+nanj -inf+2j 3+nanj 1e-3-1e3j -1+0j 0.0+infj"
)
WILD_FLOAT = "1.0 -0.0 nan 1e30 -2.5 inf 0.0 3e-40 -inf 0.1 -1e-3 12345.678 2.0"


def tables():
    """Every table by `kind dtype`: `plain` holds tame values, `wild` the edges of each dtype, `steps` 0, 1, 2 …"""
    result = {"plain bool": PLAIN_BOOL, "wild bool": PLAIN_BOOL, "steps bool": PLAIN_BOOL, "positive bool": "1"}
    for name in INTEGERS:
        info = np.iinfo(name)
        signed = info.min < 0
        result[f"plain {name}"] = PLAIN_SIGNED if signed else PLAIN_UNSIGNED
        edges = [info.max, 0, info.min, 1, info.max - 1, info.min + 1, 2, info.max // 2 + 1, 100, 7]
        result[f"wild {name}"] = " ".join(str(edge) for edge in edges + ([-1, -7, -100] if signed else [5, 3, 50]))
        result[f"steps {name}"] = " ".join(str(step) for step in range(120))
        result[f"positive {name}"] = "1 2 3 4 5 6 7 8 9 10 11"
    for name in [*FLOATS, "float16"]:
        result[f"plain {name}"] = PLAIN_FLOAT
        result[f"wild {name}"] = WILD_FLOAT
        result[f"steps {name}"] = " ".join(f"{step}.0" for step in range(120))
        result[f"positive {name}"] = "0.5 1.0 1.5 2.0 0.25 0.125 3.0 0.75 1.25 0.1 2.75"
    for name in COMPLEX:
        result[f"plain {name}"] = PLAIN_COMPLEX
        result[f"wild {name}"] = WILD_COMPLEX
        result[f"steps {name}"] = " ".join(f"{step}-{step / 2}j" for step in range(120))
    return result


def parse(text, dtype):
    """The values of a text such as `1 -0.0 nan`."""
    words = text.split()
    if dtype == "bool":
        return np.array([word == "1" for word in words], dtype=bool)
    if dtype.startswith("float"):
        return np.array([float(word) for word in words], dtype=dtype)
    if dtype.startswith("complex"):
        return np.array([complex(word) for word in words], dtype=dtype)
    return np.array([int(word) for word in words], dtype=dtype)


TABLES = tables()


def fill(kind, dtype, shape):
    """A C-ordered array of a table's values."""
    values = parse(TABLES[f"{kind} {dtype}"], dtype)
    count = int(np.prod(shape, dtype=np.int64))
    return np.array(np.resize(values, count).reshape(shape) if count else np.zeros(shape, dtype), copy=True, order="C")


def layouts(kind, dtype):
    """Named arrays of one dtype in every layout, as programs, in order: later ones use earlier ones.

    All 2-D ones have shape (3, 4), so that any two can meet in one operation.
    """
    prefix = f"{dtype}_"
    wide, row, cube = prefix + "wide", prefix + "row", prefix + "cube"
    return {
        prefix + "C": ["fill", kind, dtype, [3, 4]],
        prefix + "F": ["copy", ["fill", kind, dtype, [3, 4]], "F"],
        wide: ["fill", kind, dtype, [6, 8]],
        prefix + "strided": ["index", wide, ["::2", "1::2"]],
        prefix + "reversed": ["index", prefix + "C", ["::-1", "::-1"]],
        row: ["fill", kind, dtype, [4]],
        prefix + "broadcast": ["broadcast_to", row, [3, 4]],
        prefix + "zero": ["fill", kind, dtype, []],
        prefix + "empty": ["fill", kind, dtype, [0, 4]],
        cube: ["fill", kind, dtype, [2, 3, 4]],
        prefix + "turned": ["transpose", cube, [2, 0, 1]],
        prefix + "column": ["fill", kind, dtype, [3, 1]],
    }


# The layouts of shape (3, 4), and those of every other shape.
SQUARE = ["C", "F", "strided", "reversed", "broadcast"]
OTHERS = ["zero", "empty", "cube", "turned", "row", "column"]
