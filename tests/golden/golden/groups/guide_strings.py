"""The page on texts and bytes: widths found and given, casts between texts, bytes and raw bytes, what is cut off."""

from ..answer import Group

WORDS = {
    "texts": ["hello", "world"],
    "uneven": ["this is a longer string", "short string", ""],
    "bytes": [{"b": "hello"}, {"b": "wo"}],
    "table": [["a", "bc"], ["def", "g"]],
    "numbers": ["12", "-3", "4.5"],
    "wide": ["grün", "日本", "é"],
    "mixed": ["a", {"b": "b"}],
    "spaced": ["  a ", "b\t", "\n"],
}
DTYPES = ["U", "U1", "U3", "U5", "U30", "S", "S1", "S3", "S5", "S30", "V", "V1", "V5", "V8", ">U5"]


def make():
    """Arrays, casts, views, functions of the page."""
    group = Group({name: ["value", value] for name, value in WORDS.items() if name != "mixed"})
    for name, value in WORDS.items():
        group.add(["value", value])
        for dtype in DTYPES:
            group.add(["value", value, dtype])
    for name in WORDS:
        if name == "mixed":
            continue
        for dtype in DTYPES:
            group.add(["cast_to", name, dtype])
            group.add(["cast_to", ["cast_to", name, "S30"], dtype])
            group.add(["cast_to", ["index", name, ["::-1"]], dtype, {"casting": "safe"}])
            group.add(["cast_to", name, dtype, {"casting": "same_kind"}])
        for dtype in ("int64", "float64", "bool", "complex128", "int8"):
            group.add(["cast_to", name, dtype])
        for dtype in ("S4", "V4", "int32", "uint8", "U1", "S1", "U5"):
            group.add(["view", name, dtype])
        for attribute in ("dtype", "itemsize", "nbytes", "shape", "strides", "size"):
            group.add(["attribute", name, attribute])
        for function in ("str_upper", "str_len", "str_strip", "str_isdigit", "str_isalpha", "str_title", "str_encode", "sort", "unique", "argsort", "max", "tolist", "flags"):
            group.add([function, name])
        group.add(["str_decode", name])
        for other in WORDS:
            if other != "mixed":
                group.add(["str_add", name, other])
                group.add(["==", name, other])
                group.add(["concatenate", [["ravel", name], ["ravel", other]]])
                group.add(["isin", name, other])
        for place in ([0], [-1], ["::2"], ["newaxis"]):
            for value in ("longer than all of them", "x", ""):
                group.add(["put_value", "a", place, value], {"a": ["copy", name]})
            group.add(["put_value", "a", place, 12], {"a": ["copy", name]})
    for number in ("int8", "int64", "uint16", "float32", "float64", "bool", "complex64", "float16"):
        for dtype in DTYPES:
            if not dtype.startswith("V"):
                group.add(["cast_to", ["array", number, [3], "1 0 1" if number == "bool" else "1 12 100" if number != "complex64" else "1+2j 0+1j 3+0j"], dtype])
    return group
