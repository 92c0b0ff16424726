"""The modes of `qr` beyond `Q` and `R`: raw reflections, and those that NumPy deprecates."""

from ..answer import Group
from .factorizations import FEW, LAYOUTS, names_of
from .solve_inverse import DTYPES, NEAR


def make():
    """Each over dtypes and layouts, then matrices with zeros and ranks below the full one."""
    group = Group(names_of(), warns=True)
    for dtype in DTYPES:
        if dtype == "bool":
            continue
        far = 1e-4 if dtype in NEAR else 1e-11
        for layout in LAYOUTS if dtype not in ("int8", "uint16", "float32") else FEW:
            for mode in ("raw", "economic", "e", "full", "f"):
                if mode in ("raw", "economic") or layout in ("3", "tall", "wide", "row"):
                    group.add(["qr", f"{dtype}_{layout}", {"mode": mode}], near=far)
    zeros(group)
    return group


def zeros(group):
    """Columns with nothing below the diagonal, in real and complex numbers."""
    texts = ["1 2 3 4 5 6 7 8 10", "0 1 0 0 0 2 0 0 0", "2 1 3 0 -4 5 0 0 6", "0 0 0 0 0 0 0 0 0", "1 0 0 0 1 0 0 0 1", "-1 2 0 0 3 0 4 4 4", "0 0 5 1 0 0 0 -2 0"]
    turns = ["1", "1j", "-1j", "1+1j", "-3+0.5j"]
    for text in texts:
        for shape in ([3, 3], [1, 9], [9, 1]):
            for mode in ("raw", "complete", "reduced", "r", "economic"):
                group.add(["qr", "a", {"mode": mode}], given={"a": ["array", "float64", shape, text]}, near=1e-13)
                for turn in turns[1:] if shape == [3, 3] else turns[3:]:
                    given = {"a": ["multiply", ["array", "float64", shape, text], ["py", turn]]}
                    group.add(["qr", "a", {"mode": mode}], given=given, near=1e-13)
    for text in ("1+1j 2+0j 0+3j 0+0j -2+0j 1+0j 0+0j 0+0j 1-1j", "1+0j 2+0j 3+0j 0+0j -2+0j 0+1j 0+0j 0+0j 4+0j", "1+0j 0+1j 0+0j 0+1j 1+0j 0+0j 0+0j 0+0j 2+0j",
                 "0+0j 1+0j 2+0j 0+0j 0+1j 0+0j 0+0j 0+0j 0+0j"):
        for mode in ("raw", "complete", "reduced", "r"):
            group.add(["qr", "a", {"mode": mode}], given={"a": ["array", "complex128", [3, 3], text]}, near=1e-13)
    for scale in ("1e-300", "1e300", "1e-160", "1e200"):
        given = {"a": ["multiply", ["array", "float64", [3, 2], "2 -1 0.5 -1 2 -1"], ["py", scale]]}
        for mode in ("raw", "complete", "reduced"):
            group.add(["qr", "a", {"mode": mode}], given=given, near=1e-12)
