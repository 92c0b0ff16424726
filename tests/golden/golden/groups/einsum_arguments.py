"""`einsum` into arrays, in a dtype, under a casting rule; as one pass and in an order chosen."""

from itertools import product

from ..answer import Group
from .product_arguments import LAYOUTS, SAMPLE, shared, target
from .products import near


def make():
    """Every expression into arrays that fit and that do not."""
    group = Group(shared(), warns=True)
    others(group)
    return group



def others(group):
    """`einsum` into arrays: dtypes, shapes, orders chosen."""
    calls = [("ij,jk->ik", ("C", "T"), [3, 3]), ("ij,jk->ki", ("C", "T"), [3, 3]), ("ij->ji", ("C",), [4, 3]), ("ij->ij", ("C",), [3, 4]), ("ij->", ("C",), []), ("ij->j", ("F",), [4]),
             ("i,j->ij", ("row", "row"), [4, 4]), ("ij,ij->ij", ("C", "F"), [3, 4]), ("ijk,jk->i", ("cube", "C"), [2]), ("ijk,lk->ijl", ("cube", "C"), [2, 3, 3]), ("...j,j->...", ("cube", "row"), [2, 3]),
             ("ij,jk,kl->il", ("C", "T", "C"), [3, 4]), ("i,i->", ("row", "row"), []), ("ij,kj->ik", ("C", "empty"), [3, 0])]
    for subscripts, operands, shape in calls:
        for optimize in (False, True):
            if optimize and "..." in subscripts:
                continue
            options = {"out": "o", "optimize": optimize}
            inputs = [f"int64_{one}" for one in operands]
            for layout in LAYOUTS:
                group.add(["einsum", subscripts, *inputs, options], given={"o": target("int64", shape, layout)})
            for other in ([*shape, 1], [1, *shape], shape[1:], shape[::-1], [1] * len(shape), [1, *shape[1:]], [*shape[:-1], 1], [5] * len(shape), [*shape[:-1], 5], [2, *shape[1:]]):
                group.add(["einsum", subscripts, *inputs, options], given={"o": target("int64", other, "C")})
            for result in SAMPLE:
                for casting in (None, "same_kind", "unsafe", "no"):
                    rule = {} if casting is None else {"casting": casting}
                    if casting == "unsafe" and result == "uint8":
                        continue
                    group.add(["einsum", subscripts, *inputs, options | rule], given={"o": target(result, shape, "C")}, near=near(result))
    for source, loop, result in product(("int8", "float64"), ("int8", "float32", "complex64"), ("int64", "float32")):
        for casting, optimize in product((None, "same_kind"), (False, True)):
            options = {"out": "o", "dtype": loop, "optimize": optimize} | ({} if casting is None else {"casting": casting})
            for subscripts, operands, shape in calls[:6]:
                group.add(["einsum", subscripts, *(f"{source}_{one}" for one in operands), options], given={"o": target(result, shape, "C")}, near=1e-5)
    for loop, casting, optimize in product(SAMPLE, (None, "safe", "same_kind", "unsafe"), (True,)):
        options = {"dtype": loop, "optimize": optimize} | ({} if casting is None else {"casting": casting})
        for subscripts in ("ij,jk->ik", "i,j->ij", "ij->i"):
            operands = {"ij,jk->ik": ("C", "T"), "i,j->ij": ("row", "row"), "ij->i": ("C",)}[subscripts]
            group.add(["einsum", subscripts, *(f"int32_{one}" for one in operands), options], near=near(loop))
    for order in "CFAK":
        group.add(["einsum", "ij,jk->ik", "int64_C", "int64_T", {"order": order, "out": "o"}], given={"o": target("int64", [3, 3], "F")})

