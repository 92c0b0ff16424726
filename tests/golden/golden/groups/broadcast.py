"""Shapes that meet: which fit, what they become, how a stretched array lies in memory, what a misfit is told."""

from itertools import product

from ..answer import Group

SHAPES = [
    [], [1], [3], [4], [0], [1, 1], [3, 1], [1, 4], [3, 4], [4, 3], [0, 4], [3, 0],
    [2, 3, 4], [2, 1, 4], [1, 3, 1], [2, 1, 1], [2, 3, 1], [2, 0, 1], [5, 1, 3, 1], [1, 1, 1, 1],
]  # fmt: skip
TRIPLES = [[], [1], [4], [3, 1], [2, 1, 4], [0], [2, 3, 1], [3]]
TARGETS = [[3, 4], [2, 3, 4], [4], [0, 4], [], [5, 2, 3, 4], [3, 1], [1], [2, 0, 4]]


def make():
    """All pairs, all triples of a few, every shape to every target, through several layouts."""
    group = Group(
        {
            "cube": ["fill", "steps", "int64", [2, 3, 4]],
            "table": ["fill", "steps", "int64", [3, 4]],
            "row": ["fill", "steps", "int64", [4]],
            "column": ["fill", "steps", "int64", [3, 1]],
            "one": ["fill", "steps", "int64", []],
        }
    )
    for left, right in product(SHAPES, SHAPES):
        group.add(["broadcast_shapes", left, right])
        group.add(["add", ["fill", "steps", "int64", left], ["fill", "steps", "int64", right]])
    for triple in product(TRIPLES, TRIPLES, TRIPLES):
        group.add(["broadcast_shapes", *triple])
    for shape, target in product(SHAPES, TARGETS):
        group.add(["broadcast_to", ["fill", "steps", "float32", shape], target])
    for big in ([5000000, 1, 10], [1, 1000, 10], [2**40, 1], [1, 2**22], [3000000000], [3]):
        for other in ([5000000, 1000, 1], [1, 7], [2**40, 4], [3000000000]):
            group.add(["broadcast_shapes", big, other])
    layouts(group)
    for bad in ([-1], [3, -4], [2, 3, -1]):
        group.add(["broadcast_to", "row", bad])
        group.add(["broadcast_shapes", bad, [4]])
    return group


def layouts(group):
    """Stretching what is already turned, flipped, strided or stretched."""
    views = [
        "cube", "table", "row", "column", "one",
        ["T", "table"],
        ["T", "cube"],
        ["index", "table", ["::-1", "::2"]],
        ["index", "table", ["1:2"]],
        ["index", "table", ["...", "0:1"]],
        ["index", "row", ["newaxis", "...", "newaxis"]],
        ["index", "cube", [0]],
        ["broadcast_to", "row", [3, 4]],
        ["broadcast_to", "column", [3, 4]],
    ]  # fmt: skip
    for view, target in product(views, [[3, 4], [2, 3, 4], [1, 2, 3, 4], [4, 3], [4, 3, 2], [3, 2], [2, 4, 4]]):
        group.add(["broadcast_to", view, target])
    for left, right in product(views, views):
        group.add(["subtract", left, right])
