"""Structured dtypes drawn at random: nested, with titles, offsets, alignment, subarrays, both orders of bytes; casts, assignments, promotion, views."""

import json
import random

from ..answer import Group

LEAVES = ["i1", "i2", "i4", "i8", "u1", "u4", "f4", "f8", ">i4", ">f8", "?", "S3", "U2", "c8", "V2", "f2", ">U2", {"order": ["i4", "<"]}]
DRAWN = 26


def leaf(draw, deep=0):
    """What a field holds."""
    chance = draw.random()
    if deep < 2 and chance < 0.2:
        return record(draw, deep + 1)
    if chance < 0.3:
        return {"base": draw.choice(LEAVES), "shape": draw.choice([[2], [1], [3], [2, 2]])}
    return draw.choice(LEAVES)


def record(draw, deep=0):
    """One to three fields, written in one of NumPy's ways."""
    names = draw.sample(["a", "b", "c", "d"], draw.choice([1, 2, 2, 3]))
    forms = [leaf(draw, deep) for _ in names]
    chance = draw.random()
    if chance < 0.6:
        return [[name if draw.random() < 0.85 else [name.upper() * 2, name], form] for name, form in zip(names, forms, strict=True)]
    if chance < 0.75:
        return {"names": names, "formats": forms, "aligned": True}
    if chance < 0.85 and deep == 0:
        return {"record": {"names": names, "formats": forms}}
    return {"names": names, "formats": forms, "offsets": draw.sample([0, 64, 130, 200], len(names)), "itemsize": 320}


def make():
    """Two dtypes at a time: each by itself, both together, arrays of them."""
    draw = random.Random(3)
    group = Group()
    for _ in range(DRAWN):
        one, two = record(draw), record(draw)
        if draw.random() < 0.4:
            two = one if draw.random() < 0.3 else [[name, leaf(draw)] for name in ("a", "b")]
        for dtype in (one, two):
            alone(group, draw, dtype)
        other = draw.choice(LEAVES)
        together(group, draw, one, two, other)
        arrays(group, draw, one, two, other)
    return group


def alone(group, draw, dtype):
    """What a dtype tells of itself."""
    for operation in ("dtype", "dtype_str"):
        group.add([operation, dtype, draw.random() < 0.3])
    for attribute in draw.sample(["descr", "itemsize", "alignment", "isalignedstruct", "isnative", "fields", "names", "name", "str", "byteorder", "base"], 4):
        group.add(["dtype_attribute", dtype, attribute])
    group.add(["newbyteorder", dtype, draw.choice(["S", "<", ">", "="])])
    group.add(["with_fields", dtype, draw.sample(["a", "b", "c"], 2)])
    group.add(["flatten_descr", dtype, {}])
    group.add(["get_fieldstructure", dtype, {}])


def together(group, draw, one, two, other):
    """How two dtypes compare, and what they have in common."""
    group.add(["dtype_compare", one, draw.choice(["==", "<", "<=", ">"]), two, {}])
    group.add(["joined_type", one, two, {}])
    group.add(["joined_type", one, one, {}])
    for rule in ("no", "equiv", "safe", "same_kind", "unsafe"):
        group.add(["castable", one, two, rule])
    group.add(["castable", one, other, "unsafe"])
    group.add(["castable", other, one, draw.choice(["safe", "same_kind", "unsafe"])])
    group.add(["joined_type", one, other, {}])


def arrays(group, draw, one, two, other):
    """Casts, assignments by place and by name, views, sorting, fields."""
    words = json.dumps([one, two, other])
    source, target = ["zeros_of" if "V2" in words else "ones_of", [3], one, {}], ["zeros_of", [3], two, {}]
    group.add(source, in_full=True)
    group.add(["cast_to", source, two, {}])
    group.add(["set", target, ["..."], source])
    group.add(["cast_to", source, other, {}] if isinstance(other, dict) else ["cast_to", source, other])
    group.add(["set", target, [0], ["index", source, ["1:2"]]])
    group.add(["cast_to", ["arange", "3"], two, {}])
    group.add(["==", source, ["zeros_of", [3], one, {}]])
    group.add(["==", source, target])
    # NumPy joins a lone element in the other order of bytes wrongly, and keeps a class where the dtypes are one object.
    if "record" not in words and not (">" in words and "[1]" in words):
        group.add(["concatenate", [source, target]])
    group.add(["sort", source])
    group.add(["tolist", source])
    group.add(["repack_fields", source, {"align": draw.random() < 0.5, "recurse": False}])
    group.add(["repack_fields", source, {"align": False, "recurse": True}])
    if "V2" not in words:
        group.add(["to_unstructured", source])
    group.add(["rec", ["view", source], ["attribute", "a"]])
    group.add(["rec", ["view", source], ["index", [0]]])
    group.add(["assign_fields_by_name", target, source])
    group.add(["require_fields", source, two, {}])
    for name in ("a", "b", "AA"):
        group.add(["field", source, name])
        group.add(["sort_by", source, name])
    empty = ["zeros_of", [2], one, {}]
    group.add(["put_value", empty, [0], {"t": [1, 2]}, {}])
    group.add(["put_value", empty, [0], 1])
    group.add(["put_value", empty, ["..."], [{"t": [1]}, {"t": [0]}]])
    group.add(["fields", source, ["a", "b"]])
    group.add(["npy_round_trip", source])
