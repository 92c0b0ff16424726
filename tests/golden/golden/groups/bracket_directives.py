"""The texts that `r_` and `c_` take first: axes, how many of them, where a piece's own ones begin, rows and columns."""

from ..answer import Group

DIRECTIVES = [
    "r", "c", "0", "1", "-1", "2", "0,2", "1,2", "0,2,0", "0,2,-1", "0,2,1", "0,2,5", "0,2,-5", "1,2,0", "0,3", "0,3,0", "0,3,1", "0,3,-1", "0,3,-2", "0,3,2", "0,3,5", "0,4,1", "0,4,-3", "0,1,0", "0,-3", "2,3,1", "0,2,0,7", "0,65", "+0,2", " 0 , 2 ",
    "x", "", "0,", "1,x", "r,c", "R", "0,2,z", "'a',",
]  # fmt: skip
PIECES = [["a", "a"], ["a"], ["b", "b"], ["b"], ["cube"], ["a", "1:4"], ["1:4"], ["1:4", "5:8"], ["0:1:4j"], [["py", "5"]], [["py", "5"], ["py", "6"]], ["a", ["py", "2.5"]], ["none"], ["words", "words"], ["flat", "b"], ["zero"], ["a", "zero", "1:3"]]


def make():
    """Every directive with every handful of pieces."""
    group = Group({
        "a": ["arange", "3"], "b": ["reshape", ["arange", "4.0"], [2, 2]], "cube": ["zeros", [2, 2, 2]], "none": ["zeros", [0]], "words": ["value", ["a", "bc"]], "flat": ["array", "int8", [2], "1 2"], "zero": ["array", "int64", [], "7"],
    })  # fmt: skip
    for directive in DIRECTIVES:
        for pieces in PIECES:
            for maker in ("r_", "c_"):
                group.add([maker, f"!{directive}", *pieces])
    return group
