"""`cov` and `corrcoef`: rows and columns, one array and two, degrees of freedom, weights; refusals.

The values are quarters and the observations a power of two, so that means and products are exact in any order.
"""

from .. import data
from ..answer import Group

VALUES = "1.5 2 0.25 3 7.5 1 4.75 -2 0.5 6 2.25 8 1.75 5 -3.5 9 2.5 3.25 0 4"


def make():
    """The products."""
    shared = {"v8": ["array", "float64", [8], " ".join(VALUES.split()[:8])], "v4": ["array", "float64", [4], "3 1.5 -2 0.25"]}
    for dtype in ["float64", "float32", "int8", "uint16", "int64", "bool"]:
        wide = ["astype", ["array", "float64", [2, 8], " ".join(VALUES.split()[:16])], dtype] if dtype != "bool" else ["array", "bool", [2, 8], "1 0 1 1 0 1 0 0 1 1 1 0 0 0 0 1"]
        shared[f"{dtype}_wide"] = wide
        shared[f"{dtype}_fortran"] = ["copy", f"{dtype}_wide", "F"]
        shared[f"{dtype}_tall"] = ["T", f"{dtype}_wide"]
        shared[f"{dtype}_backward"] = ["index", f"{dtype}_wide", ["::-1", "::-1"]]
        shared[f"{dtype}_row"] = ["index", f"{dtype}_wide", [0]]
        shared[f"{dtype}_four"] = ["index", f"{dtype}_wide", [":", "::2"]]
        shared[f"{dtype}_zero"] = ["index", f"{dtype}_wide", [0, 0]]
    shared["cube"] = ["zeros", [2, 2, 2]]
    group = Group(shared)
    options = [{}, {"bias": True}, {"ddof": 0}, {"ddof": 2}, {"ddof": 20}, {"ddof": -8, "bias": True}]
    for dtype in ["float64", "float32", "int8", "uint16", "int64", "bool"]:
        for name in ("wide", "fortran", "tall", "backward", "row", "four", "zero"):
            for rows in (True, False):
                if name == "tall" and rows or name in ("wide", "fortran", "backward", "four") and not rows:
                    # Two observations of eight variables: still a power of two.
                    group.add(["cov", f"{dtype}_{name}", {"rowvar": rows}])
                    group.add(["corrcoef", f"{dtype}_{name}", {"rowvar": rows}])
                    continue
                for given in options:
                    group.add(["cov", f"{dtype}_{name}", given | {"rowvar": rows}])
                group.add(["corrcoef", f"{dtype}_{name}", {"rowvar": rows}])
        for other in data.FLOATS + ["int8", "bool"]:
            group.add(["cov", f"{dtype}_row", f"{other}_row"])
            group.add(["cov", f"{dtype}_wide", f"{other}_row"])
            group.add(["cov", f"{dtype}_tall", f"{other}_row", {"rowvar": False}])
            group.add(["cov", f"{dtype}_row", f"{other}_wide", {"bias": True}])
            group.add(["corrcoef", f"{dtype}_row", f"{other}_row"])
            group.add(["corrcoef", f"{dtype}_four", f"{other}_four"])
        weights = {"f": ["array", "int64", [8], "1 2 1 4 2 3 2 1"], "a": ["array", "float64", [8], "0.5 1 1.5 1 0.5 1 1.5 1"]}
        for given in ({"fweights": "f"}, {"aweights": "a"}, {"fweights": "f", "aweights": "a"}):
            for more in ({}, {"ddof": 0}, {"bias": True}):
                group.add(["cov", f"{dtype}_wide", given | more], given=weights)
                group.add(["cov", f"{dtype}_row", given | more], given=weights)
    for first, second in (("cube", None), ("v8", "cube"), ("v8", "v4"), ("float64_wide", "v4"), ("float64_zero", "float64_zero")):
        pair = [first] if second is None else [first, second]
        for name in ("cov", "corrcoef"):
            group.add([name, *pair])
            group.add([name, *pair, {"rowvar": False}])
    for text in ("1 2 3", "1 2 1 4 2 3 2 1.5", "1 2 1 4 2 3 2 -1", "0 0 0 0 0 0 0 0", "nan 1 1 1 1 1 1 1"):
        weights = {"w": ["array", "float64", [len(text.split())], text]}
        for key in ("fweights", "aweights"):
            group.add(["cov", "v8", {key: "w"}], given=weights)
            group.add(["cov", "v8", {key: ["reshape", "w", [1, -1]]}], given=weights)
            group.add(["cov", "v8", {key: ["index", "w", [0]]}], given=weights)
    for shape in ([0], [0, 3], [3, 0], [1, 1], [1]):
        for name in ("cov", "corrcoef"):
            group.add([name, ["ones", shape]])
            group.add([name, ["ones", shape], {"rowvar": False}])
    return group
