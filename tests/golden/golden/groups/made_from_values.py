"""Arrays made one value after another or of what stands elsewhere: `fromiter`, `fromfunction`, `frombuffer`, `mask_indices`,
and the indices of triangles."""

from .. import data
from ..answer import Group

VALUES = {
    "ints": [1, 2, 300, -7, 0],
    "floats": [0.5, -1.25, 3.0, 1e300],
    "mixed": [1, 2.5, True],
    "texts": ["1", "22", "three"],
    "digits": ["1", " 2 ", "-30"],
    "none": [],
    "complex": [{"c": "1+2j"}, 3],
    "pairs": [{"t": [1, 2.5]}, {"t": [3, 4]}],
    "lists": [[1, 2], [3, 4]],
    "uneven": [[1, 2], [3]],
    "bytes": [{"b": "ab"}, {"b": "c"}],
    "truths": [True, False, True],
}
DTYPES = [*data.DTYPES, "complex64", "complex128", "float16", "U", "U2", "S1", "S", ">i4", "V", "V2"]
RECORDS = [[["a", "i4"], ["b", "f8"]], [["x", "U3"], ["y", "i1"]]]
PAIRS = [{"base": "i4", "shape": [2]}, {"base": "f4", "shape": 2}, {"base": "u1", "shape": [2, 2]}]


def make():
    """One function after another."""
    group = Group({"square": ["reshape", ["arange", "16"], [4, 4]], "wide": ["reshape", ["arange", "15"], [3, 5]]})
    iterated(group)
    called(group)
    buffers(group)
    triangles(group)
    return group


def iterated(group):
    """Every kind of value as every dtype, with counts."""
    for name, values in VALUES.items():
        for dtype in [*DTYPES, *RECORDS, *PAIRS]:
            # What is told of a number too large or of no number hangs on the class that held it.
            group.add(["fromiter", values, dtype, {}], in_full=True)
        for count in (0, 1, 2, 5, 100, -1, -5):
            group.add(["fromiter", values, "float64", {"count": count}], in_full=True)
            group.add(["fromiter", values, "U3", {"count": count}], in_full=True)


def called(group):
    """A function of all indices at once."""
    for name in ("tens", "sum", "same", "far"):
        for shape in ([3, 4], [1, 5], [0, 3], [4, 1], [2, 0]):
            for options in ({}, {"dtype": "int64"}, {"dtype": "float32"}, {"dtype": "int8"}, {"dtype": "complex64"}):
                group.add(["fromfunction", name, shape, options], ulp=1)
    for shape in ([4], [0], [1]):
        for dtype in (*data.DTYPES[1:], "complex128", "float16"):
            group.add(["fromfunction", "double", shape, {"dtype": dtype}], in_full=True)


def buffers(group):
    """Bytes read as elements."""
    raw = bytes((i * 37 + 5) % 256 for i in range(48)).hex()
    for dtype in ("int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "S3", "S1", "U1", "V5", ">i2", ">u4", "V", "S"):
        for options in ({}, {"count": 3}, {"count": 0}, {"offset": 8}, {"offset": 16, "count": 1}, {"offset": 48}, {"offset": 49}, {"offset": -1}, {"count": 100}, {"offset": 3}, {"count": -1}):
            # Texts of any bytes are no texts.
            if dtype != "U1":
                group.add(["frombuffer", raw, {"dtype": dtype, **options}])
    for dtype in ("float32", "float64", "complex64", "complex128"):
        for options in ({}, {"count": 1}, {"offset": 16}, {"count": 20}):
            group.add(["frombuffer", "0000803f000000400000c0bf00000000" * 4, {"dtype": dtype, **options}], in_full=True)
    group.add(["frombuffer", "", {"dtype": "int8"}])
    group.add(["frombuffer", "", {"dtype": "float64", "count": 0}])


def triangles(group):
    """Indices of triangles and of whatever a function leaves of a matrix; what they pick."""
    for name in ("triu", "tril", "diagonal", "every_second"):
        for n in (0, 1, 2, 3, 5):
            for k in (0, 1, -1, 2, 9):
                group.add(["mask_indices", n, name, k])
        group.add(["mask_indices", -1, name])
    group.add(["mask_indices", 3, "line", 0])
    for name in ("tril_indices", "triu_indices"):
        for n in (0, 1, 3, 4):
            for m in (None, 0, 2, 5):
                for k in (0, 1, -2, 7):
                    group.add([name, n, k, m])
        for array in ("square", "wide", ["T", "wide"], ["index", "square", [0]], ["index", "square", [":0"]]):
            for k in (0, 1, -1):
                group.add([f"{name}_from", array, k])
        for k in (0, 1, -1):
            places = [["item", [name, 4, k, 4], place] for place in range(2)]
            group.add(["pick", "square", places], in_full=True)
            group.add(["assign", "c", places, ["py", "-1"]], {"c": ["copy", "square"]}, in_full=True)
    for n in (0, 1, 4):
        for ndim in (0, 1, 2, 3):
            group.add(["diag_indices", n, ndim])
    for array in ("square", "wide", ["index", "square", [0]], ["zeros", [2, 2, 2]], ["zeros", [0, 0]]):
        group.add(["diag_indices_from", array])
