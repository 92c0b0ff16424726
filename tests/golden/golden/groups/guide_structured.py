"""The page on structured arrays, call by call: dtypes in every form, fields, assignment, comparison, helper functions."""

from ..answer import Group

PETS = [["name", "U10"], ["age", "i4"], ["weight", "f4"]]
ROWS = [{"t": ["Tom", 8, 4.25]}, {"t": ["Kit", 2, 3.0]}]
FORMS = [
    [["x", "f4"], ["y", "f4"], ["z", "f4", [2, 2]]], [["x", "f4"], ["", "i4"], ["z", "i8"]], "i8, f4, S3", "3int8, float32, (2, 3)float64", "i,>i", "i,<i4", ">i4, >f8", "=i4, |S3", "V3, i2", "i1, V4",
    {"names": ["col1", "col2"], "formats": ["i4", "f4"]}, {"names": ["col1", "col2"], "formats": ["i4", "f4"], "offsets": [0, 4], "itemsize": 12},
    {"names": ["c", "d"], "formats": ["i1", ">f8"], "offsets": [3, 8]}, [["x", "i8"], ["y", "f4"]], [[["my title", "name"], "i4"], ["n", "f4"]], [["a", "e"], ["b", ">e"]], [["r", "V5"], ["s", ">U3"]],
    [["p", "f4", [2]], ["q", [["r", ">i2"], ["s", "S2"]]]],
]  # fmt: skip
PAIRS = [
    ("i,>i", "i,i"), ("i,>i", "i,>i"), ("i,>i", ">i,i"), ("i4,f8", "i8,f4"), ([["a", "i1"], ["b", "V3"]], [["a", "i4"], ["b", "V3"]]), ([["a", "i1"]], [["b", "i1"]]), (">i4", ">i4"), (">i4", "i4"),
    (">f8", ">i2"), (">U3", "U5"), ("V3", "V3"), ("V3", "V4"), ("V3", "i4"), (PETS, PETS), ([["a", "e"]], [["a", ">f4"]]),
]  # fmt: skip


def make():
    """In the order of the page."""
    group = Group({"pets": ["value", ROWS, PETS], "zeros": ["zeros_of", [3], [["a", "i8"], ["b", "i4"], ["c", "f8"]]], "numbers": ["reshape", ["arange", "15"], [3, 5]]})
    dtypes(group)
    assigned(group)
    by_place(group)
    viewed(group)
    compared(group)
    helpers(group)
    described(group)
    recorded(group)
    documented(group)
    return group


def dtypes(group):
    """Every form a dtype is written in, and what it tells."""
    for form in FORMS:
        for align in (False, True):
            group.add(["dtype", form, align])
            group.add(["dtype_str", form, align])
            for attribute in ("names", "fields", "itemsize", "alignment", "descr", "isalignedstruct", "isnative", "str", "byteorder"):
                group.add(["dtype_attribute", form, attribute, align])
        group.add(["zeros_of", [2], form, {}], in_full=True)
        group.add(["ones_of", [2], form, {}], in_full=True)
        for index in ("f0", "f1", "x", "col2", 0, -1):
            group.add(["dtype_field", form, index])


def assigned(group):
    """Tuples, single values, other arrays."""
    fresh = {"x": ["value", [{"t": [1, 2, 3]}, {"t": [4, 5, 6]}], "i8, f4, f8"]}
    for index, value in (([1], {"t": [7, 8, 9]}), (["..."], 3), ([0], {"t": [1, 2]}), (["..."], [10, 20]), ([0], 2.5)):
        group.add(["put_value", "x", index, value, {}], fresh, in_full=True)
    four = {"x": ["zeros_of", [2], "i8, f4, ?, S1", {}], "twos": ["zeros_of", [2], [["one", "?"]], {}], "three": ["value", [{"t": [1, 2, 3]}] * 2, "i4, f8, S3"]}
    group.add(["put_value", "x", ["..."], 3], four, in_full=True)
    group.add(["set", "x", ["..."], ["arange", "2"]], four, in_full=True)
    for source, target in (("x", "twos"), ("twos", "x"), ("three", "x"), ("x", "three"), (["arange", "2"], "twos"), ("twos", ["arange", "2"]), ("x", ["arange", "2"])):
        group.add(["set", target, ["..."], source], four, in_full=True)
    one, two = {"names": ["a", "b", "c"], "formats": ["i8", "f4", "S3"]}, {"names": ["x", "y", "z"], "formats": ["f4", "S3", "O"][:2] + ["i2"]}
    both = {"p": ["zeros_of", [3], one, {}], "q": ["ones_of", [3], two, {}]}
    group.add(["set", "q", ["..."], "p"], both, in_full=True)
    for field, value in (("age", 5), ("age", [6, 7]), ("name", "Lou"), ("weight", 1), ("name", 12), ("age", "9"), ("age", "old")):
        group.add(["put_field", "t", field, value], {"t": ["copy", "pets"]}, in_full=True)
    group.add(["field", "pets", "age"], in_full=True)
    group.add(["index", "pets", [1]], in_full=True)
    group.add(["field", ["index", "pets", [0]], "weight"], in_full=True)
    group.add(["set", "t", [0], ["index", "t", [1]]], {"t": ["copy", "pets"]}, in_full=True)
    group.add(["put_field", ["index", "t", [0]], "age", 100], {"t": ["copy", "pets"]}, in_full=True)
    group.add(["after", ["put_field", ["index", "t", [0]], "age", 100], "t"], {"t": ["copy", "pets"]}, in_full=True)
    group.add(["attribute", "pets", "dtype"])
    group.add(["tolist", "pets"])
    group.add(["item_at", "pets", 0])


def by_place(group):
    """One record, asked and changed by the places of its fields, as a tuple would be."""
    nested = [["size", "f8"], ["box", [["low", "i2"], ["high", "i2"]]], ["marks", "u1", [2]], ["word", "S4"]]
    value = [{"t": [2.5, {"t": [3, 4]}, [7, 9], {"b": "oak"}]}, {"t": [-1.0, {"t": [5, 6]}, [1, 0], {"b": ""}]}]
    given = {"r": ["value", value, nested], "t": ["copy", "pets"]}
    for place in (0, 1, 2, 3, -1, -4, 4, -5):
        for row in (0, -1):
            group.add(["field_at", "t", [row], place], given)
            group.add(["field_at", "r", [row], place], given)
    group.add(["field_at", "zeros", [2], 1])
    for place, new in ((0, "Ada"), (1, 12), (-1, 0.5), (2, 7), (1, "31"), (1, "old"), (3, 1)):
        group.add(["put_field_at", "t", [1], place, new], given, in_full=True)
    for place, new in ((0, 9.5), (1, {"t": [1, 2]}), (2, [4, 5]), (2, 8), (3, {"b": "elm"}), (-5, 1)):
        group.add(["put_field_at", "r", [0], place, new, {}], given, in_full=True)


def viewed(group):
    """Several fields, repacked or not; as plain numbers and back."""
    for names in (["a", "c"], ["c", "a"], ["a"], ["a", "b", "c"], ["a", "d"], ["a", "a"]):
        group.add(["fields", "zeros", names], in_full=True)
        group.add(["repack_fields", ["fields", "zeros", names]], in_full=True)
        group.add(["view", ["repack_fields", ["fields", "zeros", names]], "i8"])
        group.add(["view", ["fields", "zeros", names], "i8"])
        group.add(["to_unstructured", ["fields", "zeros", names]], in_full=True)
        group.add(["put_field", "t", names, {"t": [2] * len(names)}, {}], {"t": ["copy", "zeros"]}, in_full=True)
    group.add(["put_field_array", "t", ["a", "c"], ["fields", "t", ["c", "a"]]], {"t": ["ones_of", [2], [["a", "i8"], ["b", "i4"], ["c", "f8"]]]}, in_full=True)
    group.add(["to_structured", "numbers", {"dtype": "i4, (2,)f8, U3, f4"}], in_full=True)
    group.add(["to_structured", "numbers", {"names": ["a", "b", "c", "d", "e"]}], in_full=True)
    group.add(["to_unstructured", ["value", ROWS, [["a", "f8"], ["b", "i4"], ["c", "f4"]]]], in_full=True)


def compared(group):
    """Equality field by field, promotion."""
    for one, other in PAIRS:
        group.add(["result_dtype", one, other])
        group.add(["result_dtype", one])
        group.add(["joined_type", one, other])
        group.add(["castable", one, other])
        group.add(["castable", one, other, "equiv"])
        group.add(["castable", one, other, "no"])
        group.add(["castable", one, other, "same_kind"])
        group.add(["dtype_compare", one, "==", other])
        a, b = ["ones_of", [2], one, {}], ["ones_of", [2], other, {}]
        group.add(["equal", a, b], in_full=True)
        group.add(["not_equal", a, b], in_full=True)
        group.add(["concatenate", [a, b]], in_full=True)
        group.add(["less", a, b], in_full=True)
        group.add(["set", "t", ["..."], b], {"t": a}, in_full=True)
    group.add(["equal", ["field", "pets", "name"], ["value", "Kit"]], in_full=True)
    group.add(["pick", "pets", [["greater", ["field", "pets", "age"], ["py", "4"]]]], in_full=True)


def helpers(group):
    """recfunctions over these arrays."""
    group.add(["drop_fields", "pets", ["age"]], in_full=True)
    group.add(["rename_fields", "pets", [["age", "years"]]], in_full=True)
    group.add(["append_fields", "pets", ["legs"], [["value", [4, 4]]]], in_full=True)
    group.add(["merge_arrays", [["value", [1, 2]], ["value", [10.0, 20.0, 30.0]]]], in_full=True)
    for name in ("mean", "std", "sum", "max", "median"):
        group.add([name, ["field", "pets", "age"]], in_full=True)
    for order in ("age", "name", ["weight", "age"]):
        group.add(["sort_by", "pets", order], in_full=True)
        group.add(["argsort_by", "pets", order], in_full=True)


def described(group):
    """What the page says of dtypes beside their forms: offsets, titles, names, promotion of some fields."""
    for form in ({"by_name": {"col1": ["i1", 0], "col2": ["f4", 1]}}, {"by_name": {"name": ["i4", 0, "my title"]}}, "u1, u1, i4, u1, i8, u2", [["x", "i8"], ["y", "f4"]], {"record": [["foo", "i4"], ["bar", "f4"], ["baz", "S10"]]}):
        for align in (False, True):
            group.add(["dtype", form, align])
            for attribute in ("names", "fields", "itemsize", "alignment"):
                group.add(["dtype_attribute", form, attribute, align])
        group.add(["fields_told", form, {}])
    group.add(["with_names", [["x", "i8"], ["y", "f4"]], ["a", "b"]])
    group.add(["with_names", [["x", "i8"], ["y", "f4"]], ["a"]])
    for field in ("a", "b"):
        group.add(["attribute", ["field", ["zeros_of", [2, 2], [["a", "i4"], ["b", "f8", [3, 3]]]], field], "shape"])
    some = {"names": ["f0", "f2"], "formats": ["i1", "i4"], "offsets": [0, 4], "itemsize": 9}
    aligned = some | {"itemsize": 12, "aligned": True}
    for form in (some, aligned):
        group.add(["dtype", form, False])
        group.add(["result_dtype", form, form, {}])
        group.add(["dtype_attribute", form, "isalignedstruct"])
    for form in (
        {"names": ["b", "a"], "formats": ["i2", ">f8"], "offsets": [8, 0]}, [["in", some], ["to", ">i2"]], [["in", some, [2]]], {"base": some, "shape": [3]}, {"record": some}, some | {"titles": ["first", "third"]},
        {"names": ["x"], "formats": ["S3"], "offsets": [5], "itemsize": 16}, [["in", aligned], ["n", "i1"]],
    ):  # fmt: skip
        group.add(["result_dtype", form, {}])
        group.add(["result_dtype", form, form, {}])
    packed = {"names": ["f0", "f1"], "formats": ["i4", "f8"]}
    for one, two in ((packed, packed | {"aligned": True}), (packed | {"aligned": True}, packed), (packed | {"aligned": True}, packed | {"aligned": True})):
        group.add(["result_dtype", one, two, {}])
    gaps = {"g": ["zeros_of", [2], some, {}]}
    for name in ("concatenate", "stack", "hstack", "vstack"):
        group.add([name, ["g"]], gaps, in_full=True)
        group.add([name, ["g", "g"]], gaps, in_full=True)
    group.add(["copy", "g"], gaps, in_full=True)
    group.add(["index", "g", ["::-1"]], gaps, in_full=True)
    group.add(["with_fields", "i1,V3,i4,V1", ["f0", "f2"]])
    swapped = {"t": ["zeros_of", [3], [["a", "i4"], ["b", "i4"], ["c", "f4"]]]}
    group.add(["put_field_array", "t", ["a", "c"], ["fields", "t", ["c", "a"]]], swapped, in_full=True)
    group.add(["put_field", "t", ["a", "c"], {"t": [2, 3]}, {}], swapped, in_full=True)


def recorded(group):
    """Record arrays."""
    rows, dtype = [{"t": [1, 2.0, "Hi"]}, {"t": [2, 3.0, "You"]}], [["foo", "i4"], ["bar", "f4"], ["baz", "S10"]]
    arr = {"arr": ["value", rows, dtype, {}], "nested": ["value", [{"t": ["Hi", {"t": [1, 2]}]}, {"t": ["You", {"t": [3, 4]}]}], [["foo", "S6"], ["bar", [["A", "i8"], ["B", "i8"]]]], {}]}
    start = ["array", {"value": rows}, {"dtype": dtype}]
    for steps in ([], [["attribute", "bar"]], [["index", ["1:2"]]], [["index", ["1:2"]], ["attribute", "foo"]], [["attribute", "foo"], ["index", ["1:2"]]], [["index", [1]], ["attribute", "baz"]], [["index", [1]]], [["ndarray_of", dtype]]):
        group.add(["rec", start, *steps])
        group.add(["rec", ["array", {"array": "arr"}], *steps], arr)
        group.add(["rec", ["view", "arr"], *steps], arr)
    for name in ("foo", "bar"):
        group.add(["rec", ["array", {"array": "nested"}], ["attribute", name]], arr)
        group.add(["rec", ["array", {"array": "nested"}], ["get", name]], arr)


def documented(group):
    """The examples that stand with the functions themselves."""
    four = {"x1": ["value", [1, 2, 3, 4]], "x2": ["value", ["a", "dd", "xyz", "12"]], "x3": ["value", [1.1, 2, 3, 4]]}
    for options in ({"names": "a,b,c"}, {"dtype": [["a", "i4"], ["b", "S3"], ["c", "f4"]]}):
        for steps in ([], [["index", [1]]], [["attribute", "a"]]):
            group.add(["rec", ["fromarrays", ["x1", "x2", "x3"], options], *steps], four)
    rows = [{"t": [456, "dbe", 1.2]}, {"t": [2, "de", 1.3]}]
    for steps in ([], [["index", [0]]], [["attribute", "col1"]], [["attribute", "col2"]]):
        group.add(["rec", ["fromrecords", rows, {"names": "col1,col2,col3"}], *steps])
    group.add(["rec", ["fromstring", "\x01\x02\x03abc", {"dtype": "u1,u1,u1,S3"}]])
    group.add(["rec", ["array", {"array": "numbers"}]])
    for steps in ([], [["attribute", "x"]], [["attribute", "y"]]):
        group.add(["rec", ["array", {"value": [{"t": [1, 1]}, {"t": [2, 4]}, {"t": [3, 9]}]}, {"formats": ["i2", "f2"], "names": ["x", "y"]}], *steps])
    for steps in ([], [["attribute", "col1"]], [["attribute", "col2"]]):
        group.add(["rec", ["array", {"value": ["abc", "def"]}, {"names": ["col1", "col2"]}], *steps])
    for formats, names, titles in ((["<f8", "<i4"], ["col1", "col2"], ["T1", "T2"]), (["f8", "i4", "S5"], ["col1", "col2", "col3"], []), (["<f8", "<i4", "S5"], [], [])):
        group.add(["format_parser", formats, names, titles])
    ints = {"a": ["value", [{"t": [1, 10.0]}, {"t": [2, 20.0]}], [["A", "i8"], ["B", "f8"]], {}], "ones": ["ones_of", [4], [["a", "i4"], ["b", "f8"], ["c", "u1"]]]}
    group.add(["recursive_fill_fields", "a", ["zeros_of", [3], [["A", "i8"], ["B", "f8"]]]], ints, in_full=True)
    for dtype in ([["A", "i8"], ["B", [["BA", "i8"], ["BB", [["BBA", "i8"], ["BBB", "i8"]]]]]], [["a", "i8"], ["b", [["ba", "i8"], ["bb", "i8"]]]], [["A", "i8"]]):
        for name in ("get_names", "get_names_flat", "flatten_descr", "get_fieldstructure"):
            group.add([name, dtype])
    group.add(["require_fields", "ones", [["b", "f4"], ["c", "u1"]]], ints, in_full=True)
    group.add(["require_fields", "ones", [["b", "f4"], ["newf", "u1"]]], ints, in_full=True)
    points = {"b": ["value", [{"t": [1, 2, 5]}, {"t": [4, 5, 7]}, {"t": [7, 8, 11]}, {"t": [10, 11, 12]}], [["x", "i4"], ["y", "f4"], ["z", "f8"]], {}]}
    group.add(["apply_along_fields", "mean", "b"], points, in_full=True)
    group.add(["apply_along_fields", "mean", ["fields", "b", ["x", "z"]]], points, in_full=True)
    tables = {"z": ["value", [{"t": ["A", 1]}, {"t": ["B", 2]}], [["A", "S3"], ["B", "f8"]], {}], "zz": ["value", [{"t": ["a", 10.0, 100.0]}, {"t": ["b", 20.0, 200.0]}, {"t": ["c", 30.0, 300.0]}], [["A", "S3"], ["B", "f8"], ["C", "f8"]], {}]}
    group.add(["stack_arrays", ["z", "zz"]], tables, in_full=True)
    group.add(["stack_arrays", ["z"]], tables, in_full=True)
    group.add(["find_duplicates", ["value", [{"t": [one]} for one in (1, 1, 1, 2, 2, 3, 3)], [["a", "i8"]], {}]], in_full=True)
    inner = {"a": ["value", [{"t": [1, {"t": [2, 3.0]}]}, {"t": [4, {"t": [5, 6.0]}]}], [["a", "i8"], ["b", [["ba", "f8"], ["bb", "i8"]]]], {}]}
    for names in ("a", "ba", ["ba", "bb"]):
        group.add(["drop_fields", "a", names], inner, in_full=True)
