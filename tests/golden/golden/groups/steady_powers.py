"""`power` where one exponent stands for all, for a row, or lies beside each number: roots and squares, or powers."""

from ..answer import Group

EXPONENTS = ["-1.0", "0.0", "0.5", "1.0", "2.0", "1.5", "-0.5"]
# The shapes of base and exponent.
SHAPES = [
    ([], []), ([1], []), ([], [1]), ([1], [1]), ([1, 1], [1]), ([1, 1], [1, 1]), ([1], [1, 1]), ([9], []), ([9], [1]), ([9], [9]),
    ([], [9]), ([1], [9]), ([3, 4], [3, 1]), ([3, 4], [1, 4]), ([3, 4], [4]), ([3, 4], [1]), ([3, 4], [1, 1]), ([3, 1], [3, 1]),
    ([3, 1], [1, 1]), ([1, 4], [3, 1]), ([3, 1], [1, 4]), ([3, 1], [3, 4]), ([2, 3, 4], [2, 1, 1]), ([2, 3, 4], [2, 3, 1]), ([0, 4], [1]), ([3, 4], [3, 4]),
]  # fmt: skip
DTYPES = ["float16", "float32", "float64", "complex64", "complex128"]
# -0.0 and -inf are where roots and powers part; what is near a square is where the last bit does.
VALUES = "-0.0 -inf 0.0 2.0 nan inf -4.0 0.1 3.0 1.1 0.7 7.3"


def filled(dtype, shape, text):
    """An array of this dtype."""
    return ["cast_to", ["array", "float64", shape, text], dtype]


def base(dtype, shape):
    """As many of the values as the shape takes."""
    count = 1
    for extent in shape:
        count *= extent
    return filled(dtype, shape, " ".join((VALUES.split() * count)[:count]))


def exponents(dtype, shape, text):
    """One exponent all over."""
    return ["copy", ["broadcast_to", filled(dtype, [], text), shape]]


def make():
    """Shapes, then dtypes and layouts, then the other ways to call."""
    group = Group(warns=True)

    def add(program, text, **more):
        exact = text in EXPONENTS[:5]
        group.add(program, ulp=0 if exact and text != "0.5" else 1, **more)
        if text == "0.5":
            group.add(["signbit", program], **more)

    for dtype in DTYPES[1:3]:
        for shapes in SHAPES:
            for text in EXPONENTS:
                add(["power", base(dtype, shapes[0]), exponents(dtype, shapes[1], text)], text)
    for dtype in DTYPES:
        for other in DTYPES[:3] + ["int64", ">f8"]:
            for shapes in SHAPES[:19]:
                text = "2.0" if other == "int64" else "0.5"
                if dtype in DTYPES[1:3] or shapes in SHAPES[7:9]:
                    add(["power", base(dtype, shapes[0]), exponents(other, shapes[1], text)], text)
    for dtype in DTYPES:
        for text in EXPONENTS:
            for order in ("C", "F"):
                turned = ["copy", base(dtype, [3, 4]), order]
                near = int(not dtype.startswith("complex"))
                group.add(["power", turned, ["py", text]], ulp=near)
                group.add(["power", turned, ["copy", exponents(dtype, [3, 1], text), order]], ulp=near)
                group.add(["power", ["index", turned, ["::2", "::-1"]], ["broadcast_to", filled(dtype, [], text), [2, 4]]], ulp=near)
                group.add(["**", turned, ["py", text]], ulp=near)
                group.add(["**=", "t", ["py", text]], {"t": turned}, ulp=near)
                group.add(["**=", "t", exponents(dtype, [1], text)], {"t": turned}, ulp=near)
            group.add(["float_power", base(dtype, [12]), ["py", text]], ulp=near)
    half = "0.5"
    for dtype in DTYPES[:3]:
        for length in (1, 4, 6):
            line, still = base(dtype, [length]), ["broadcast_to", filled(dtype, [], half), [length]]
            add(["power", line, still], half)
            add(["power", line, ["broadcast_to", filled("float32", [], half), [length]]], half)
            add(["power", ["reshape", line, [1, length]], still], half)
            mask = ["greater", ["arange", "0", str(length), "1"], ["py", "0"]]
            for one in (still, exponents(dtype, [length], half), exponents(dtype, [1], half), ["py", half]):
                add(["power", line, one, {"where": mask, "out": "t"}], half, given={"t": ["zeros", [length], {"dtype": dtype}]})
                add(["power", line, one, {"out": "t"}], half, given={"t": ["zeros", [length], {"dtype": "float64"}]})
                add(["power", line, one, {"dtype": "float64"}], half)
            at = base(dtype, [6])
            for values in (["py", half], exponents(dtype, [1], half), exponents(dtype, [length], half), exponents("float64", [length], half)):
                add(["at", "power", "t", [["arange", "0", str(length), "1"]], values], half, given={"t": at})
        add(["outer_of", "power", base(dtype, [6]), exponents(dtype, [1], half)], half)
        add(["outer_of", "power", base(dtype, [6]), exponents(dtype, [2], half)], half)
        add(["outer_of", "power", base(dtype, [6]), filled(dtype, [], half)], half)
        for call in ("reduce", "accumulate"):
            for axis in (0, 1):
                add([call, "power", ["array", "float64", [2, 2], "-0.0 0.5 0.5 0.5"], {"axis": axis, "dtype": dtype}], half)
        add(["reduceat", "power", filled(dtype, [4], "-0.0 0.5 -0.0 0.5"), [0, 2]], half)
        for shape in ([2, 4097], [2, 4000]):
            many = ["full", shape, "-0.0", {"dtype": dtype}]
            group.add(["all", ["signbit", ["power", many, exponents(dtype, [2, 1], half)]]])
            group.add(["any", ["signbit", ["power", many, exponents("float32", [2, 1], half)]]])
    return group
