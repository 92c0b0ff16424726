"""Seeds mixed into states: integers of any size, lists, keys, children, pools, both word sizes, refusals."""

from ..answer import Group

INTEGERS = [0, 1, 2, 42, 12345, 2**31, 2**32 - 1, 2**32, 2**40 + 7, 2**53, 2**63 - 1]
LARGE = [2**63, 2**64, 2**96 + 5, 2**128 - 1, 2**128, 10**40, 3**200, 7**333, 123456789**13]
LISTS = [[], [0], [0, 0], [1], [1, 2], [1, 2, 3, 4], [1, 2, 3, 4, 5], [2**32], [2**40, 3], [9] * 9, list(range(20)), [0, 0, 0, 0, 1]]
KEYS = [[], [0], [1], [0, 0], [3, 1, 4], [2**33], [5, 0, 2**32 - 1]]


def make():
    """The products."""
    group = Group()
    entropies = INTEGERS + [str(value) for value in LARGE] + LISTS
    for entropy in entropies:
        for dtype in ("uint32", "uint64"):
            for count in (0, 1, 4, 9):
                group.add(["generate_state", entropy, count, dtype])
        for key in KEYS:
            group.add(["generate_state", entropy, 6, "uint32", {"spawn_key": key}])
        for children in (1, 2, 5):
            group.add(["generate_state", entropy, 4, "uint64", {"children": children}])
            group.add(["generate_state", entropy, 4, "uint64", {"children": children, "spawn_key": [7]}])
    for entropy in (0, 42, [1, 2, 3, 4, 5, 6, 7], str(2**200)):
        for pool in (4, 5, 8, 16):
            for key in ([], [1]):
                group.add(["generate_state", entropy, 20, "uint32", {"pool_size": pool, "spawn_key": key}])
        group.add(["generate_state", entropy, 700, "uint32"])
        group.add(["generate_state", entropy, 333, "uint64"])
    for entropy in (-1, [1, -2], [-(2**40)]):
        group.add(["generate_state", entropy, 4, "uint32"])
    for pool in (3, 0, -1):
        group.add(["generate_state", 1, 4, "uint32", {"pool_size": pool}])
    for dtype in ("int32", "int64", "float64", "uint8", "bool"):
        group.add(["generate_state", 1, 4, dtype])
    group.add(["generate_state", 1, -1, "uint32"])
    group.add(["generate_state", 1, -5, "uint64"])
    for entropy in entropies:
        group.add(["draws", "default_rng", entropy, [["state"], ["random", {"size": 3}], ["state"]]])
    return group
