"""Along a sequence: `interp`, `gradient`, `trapezoid`, `correlate`, `convolve`, `polyval`."""

from itertools import product

from .. import data
from ..answer import Group


def make():
    """Dtypes, layouts, axes, edges, modes; refusals."""
    shared = {}
    for dtype in data.DTYPES:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_wild"] = ["fill", "wild", dtype, [13]]
        shared[f"{dtype}_steps"] = ["fill", "steps", dtype, [13]]
        shared[f"{dtype}_positive"] = ["fill", "positive", dtype, [9]]
        # Quarters, whose products and sums are exact in whatever order they are taken.
        shared[f"{dtype}_exact"] = ["array", dtype, [7], "1 0 1 1 0 1 1"] if dtype == "bool" else ["astype", ["array", "float64", [7], "1.5 2 0.25 3 7.5 1 4.75"], dtype]
    group = Group(shared)
    lines(group)
    slopes(group)
    areas(group)
    slides(group)
    polynomials(group)
    return group


def lines(group):
    """`interp`: few and many points, in and out of range, ends, periods."""
    for turn, dtype in enumerate(data.DTYPES):
        other = data.DTYPES[(turn + 5) % 11]
        for points in (1, 2, 3, 4, 5, 9, 13):
            part = [f":{points}"]
            xs, ys = ["index", "float64_steps", part], ["index", f"{dtype}_wild", part]
            group.add(["interp", f"{other}_wild", xs, ys])
            group.add(["interp", f"{other}_turned", ["sort", ["index", f"{dtype}_wild", part]], ["index", f"{other}_wild", part]])
        for layout in data.SQUARE + data.OTHERS:
            group.add(["interp", f"{dtype}_{layout}", f"{dtype}_steps", f"{other}_wild"])
        for number in ("3", "-1", "2.5", "True"):
            group.add(["interp", ["py", number], f"{dtype}_steps", f"{other}_wild"])
        for ends in ({"left": -1.5}, {"right": 9}, {"left": 0, "right": 0.25}, {"period": 3}, {"period": -5.5}, {"period": 360, "left": 4}):
            group.add(["interp", f"{dtype}_wild", f"{other}_steps", f"{dtype}_wild", ends])
            group.add(["interp", ["index", f"{dtype}_wild", ["::-1"]], ["index", f"{other}_steps", ["0:1"]], ["index", f"{dtype}_wild", ["0:1"]], ends])
    for step in ("0.1", "0.37", "1.9", "7.3"):
        xs = {"x": ["multiply", ["arange", "50"], ["py", step]], "p": ["multiply", ["arange", "60"], ["py", "0.9"]], "f": ["remainder", ["multiply", ["arange", "60"], ["py", "7"]], ["py", "11"]]}
        for x in ("x", ["index", "x", ["::-1"]], ["index", "x", ["::7"]], ["remainder", ["multiply", "x", ["py", "13"]], ["py", "60"]]):
            group.add(["interp", x, "p", "f"], given=xs)
            group.add(["interp", x, ["index", "p", ["::-1"]], "f"], given=xs)
            group.add(["interp", x, "p", "f", {"period": 24}], given=xs)
    for texts in ("0 inf", "-inf inf", "0 nan", "nan 1", "nan nan nan", "0 0 1 1 2 2", "0 1 nan 3 4 5", "1 1", "-inf 0 1 inf inf", "5 4 3 2 1 0"):
        count = len(texts.split())
        given = {"p": ["array", "float64", [count], texts], "f": ["index", "float64_wild", [f":{count}"]]}
        for x in ("float64_wild", "int8_C", "float32_steps"):
            group.add(["interp", x, "p", "f"], given=given)
            group.add(["interp", x, "p", "p"], given=given)
            group.add(["interp", x, ["index", "float64_steps", [f":{count}"]], "p", {"left": 2}], given=given)
    nothing = ["index", "float64_steps", ["0:0"]]
    for xs, ys in product(("float64_steps", "float64_row", "float64_C", "float64_zero", nothing), repeat=2):
        group.add(["interp", "float64_row", xs, ys])
        group.add(["interp", "float64_row", xs, ys, {"period": 4}])
        group.add(["interp", "float64_row", xs, ys, {"period": 0}])


def slopes(group):
    """`gradient` with every kind of spacing."""
    for turn, dtype in enumerate(data.DTYPES):
        uneven = ["add", f"{dtype}_positive", "float64_steps"] if False else ["multiply", ["index", "float64_steps", [":4"]], ["index", "float64_steps", ["1:5"]]]
        for place, layout in enumerate(data.SQUARE + data.OTHERS):
            for edge in (1, 2):
                group.add(["gradient", f"{dtype}_{layout}", [], {"edge_order": edge}])
                if (turn + place) % 3 == 0:
                    group.add(["gradient", f"{dtype}_{layout}", [["py", "2"]], {"edge_order": edge, "axis": 0}])
        if dtype == "bool":
            continue
        for spacing in (["py", "2"], ["py", "0.3"], ["py", "True"], "float32_zero", "float64_zero", ["astype", ["full", [], "3"], dtype], uneven, ["astype", uneven, "int16"], ["astype", uneven, "float32"], ["arange", "4"], ["index", ["arange", "4"], ["::-1"]]):
            for edge in (1, 2):
                for array in (f"{dtype}_row", f"{dtype}_F", ["flip", f"{dtype}_C"]):
                    group.add(["gradient", array, [spacing], {"axis": -1, "edge_order": edge}])
        for axes in ([0, 1], [1, 0], [-1], [0, -1]):
            for spacings in ([], [["py", "0.5"]], [["py", "1"], ["py", "2"]]):
                group.add(["gradient", f"{dtype}_strided", spacings, {"axis": axes}])
        group.add(["gradient", f"{dtype}_cube", [["py", "1"], ["index", uneven, [":3"]], uneven]])
        group.add(["gradient", f"{dtype}_turned", [["py", "2"], ["py", "0.25"], ["arange", "3"]], {"edge_order": 1}])
        group.add(["gradient", f"{dtype}_wild", [["add", "float64_steps", "float64_steps"]], {"edge_order": 2}])
        group.add(["gradient", f"{dtype}_wild", ["float64_wild"]])
    for spacings in ([["py", "1"], ["py", "2"], ["py", "3"]], ["float64_row"], ["float64_C"], ["float64_zero", "float64_steps"], ["float64_C", ["py", "1"]], [["zeros", [3]], ["zeros", [4]]]):
        group.add(["gradient", "float64_C", spacings])
        group.add(["gradient", "float64_C", spacings, {"axis": 0}])
        group.add(["gradient", "float64_C", spacings, {"axis": [1, 0], "edge_order": 2}])
    for axis in (2, -3, [0, 0], [0, 5], [1, -1], []):
        group.add(["gradient", "float64_C", [], {"axis": axis}])
    for order in (0, 3, 9):
        group.add(["gradient", "int8_C", [], {"edge_order": order}])
    for shape in ([1], [2], [3], [0], [2, 1], [0, 3], []):
        for order in (1, 2):
            group.add(["gradient", ["ones", shape], [], {"edge_order": order}])
            group.add(["gradient", ["ones", shape], [["arange", "1"]], {"edge_order": order, "axis": 0}])
    for zero in ("0", "0.0"):
        group.add(["gradient", "float64_row", [["py", zero]]])
        group.add(["gradient", "float64_row", [["py", zero]], {"edge_order": 2}])


def areas(group):
    """`trapezoid` along each axis."""
    for turn, dtype in enumerate(data.DTYPES):
        other = data.DTYPES[(turn + 7) % 11]
        for layout in data.SQUARE + data.OTHERS:
            for axis in (0, -1):
                group.add(["trapezoid", f"{dtype}_{layout}", {"axis": axis}])
            group.add(["trapezoid", f"{dtype}_{layout}", {"dx": "0.5"}])
        for axis in (0, 1, 2, -3):
            group.add(["trapezoid", f"{dtype}_cube", {"axis": axis, "dx": "2"}])
        for layout in ("C", "strided", "reversed"):
            group.add(["trapezoid", f"{dtype}_{layout}", f"{other}_row"])
            group.add(["trapezoid", f"{dtype}_{layout}", f"{other}_F", {"axis": 0}])
            group.add(["trapezoid", f"{dtype}_{layout}", ["index", f"{other}_row", ["1:"]], {"axis": 0}])
        group.add(["trapezoid", f"{dtype}_wild", f"{other}_wild"])
        group.add(["trapezoid", f"{dtype}_row", f"{other}_C"])
    for axis in (2, -3, 9):
        group.add(["trapezoid", "float64_C", {"axis": axis}])
        group.add(["trapezoid", "float64_C", "float64_row", {"axis": axis}])
        group.add(["trapezoid", "float64_C", "float64_F", {"axis": axis}])
    for positions in ("float64_zero", "float64_steps", "float64_cube", "float64_column", ["index", "float64_row", ["0:0"]]):
        group.add(["trapezoid", "float64_C", positions])
        group.add(["trapezoid", "float64_C", positions, {"axis": 0}])
        group.add(["trapezoid", "float64_zero", positions])


def slides(group):
    """`correlate` and `convolve` in each mode."""
    for turn, (left, right) in enumerate(product(data.DTYPES, repeat=2)):
        for place, mode in enumerate(("valid", "same", "full")):
            if (turn + place) % 2:
                group.add(["correlate", f"{left}_exact", ["index", f"{right}_exact", [":3"]], {"mode": mode}])
                group.add(["convolve", ["index", f"{left}_exact", ["::-3"]], f"{right}_exact", {"mode": mode}])
    for dtype in data.DTYPES:
        for mode, count in product(("valid", "same", "full"), (1, 2, 4, 7)):
            group.add(["convolve", f"{dtype}_exact", ["index", f"{dtype}_exact", [f":{count}"]], {"mode": mode}])
            group.add(["correlate", ["index", f"{dtype}_exact", [f":{count}"]], f"{dtype}_exact", {"mode": mode}])
        long = {"l": ["fill", "steps", dtype, [50]]}
        for mode in ("valid", "same", "full"):
            group.add(["convolve", "l", ["index", "l", ["::-2"]], {"mode": mode}], given=long)
            group.add(["correlate", ["index", "l", ["3:9"]], "l", {"mode": mode}], given=long)
        if dtype not in data.FLOATS:
            group.add(["convolve", f"{dtype}_wild", ["index", f"{dtype}_wild", ["::-1"]]])
            group.add(["correlate", f"{dtype}_wild", f"{dtype}_wild", {"mode": "same"}])
    for mode in ("v", "Same", "fulls", "x", "", "FULL"):
        group.add(["correlate", "int8_exact", "int8_row", {"mode": mode}])
        group.add(["convolve", "int8_exact", "int8_row", {"mode": mode}])
    nothing = ["index", "int8_exact", ["0:0"]]
    for other in (nothing, "int8_C", "int8_zero", "int8_cube"):
        for pair in ((other, "int8_exact"), ("int8_exact", other), (other, other)):
            group.add(["correlate", *pair])
            group.add(["convolve", *pair])


def polynomials(group):
    """`polyval` of numbers and arrays."""
    for turn, dtype in enumerate(data.DTYPES):
        for place, other in enumerate(data.DTYPES):
            if (turn + place) % 2:
                group.add(["polyval", f"{dtype}_row", f"{other}_{(data.SQUARE + data.OTHERS)[place]}"])
        for number in ("2", "0.5", "True"):
            group.add(["polyval", f"{dtype}_exact", ["py", number]])
        group.add(["polyval", f"{dtype}_zero", f"{dtype}_row"])
        group.add(["polyval", ["index", f"{dtype}_row", ["0:0"]], f"{dtype}_F"])
        group.add(["polyval", f"{dtype}_C", f"{dtype}_row"])
        group.add(["polyval", f"{dtype}_C", f"{dtype}_column"])
