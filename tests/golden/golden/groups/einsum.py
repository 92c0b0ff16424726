"""`einsum`: expressions of every form, as one pass and as chosen orders, its views, its refusals, and `einsum_path`."""

from itertools import product

from .. import data
from ..answer import Group
from .products import near

ONE = """ij->ij ij->ji ji ba Ab bA ij-> ij->i ij->j ...->... ...j->... i...->... i... ...i ...ij->...ji ij...->ji...
 ij->ij... ...->""".split()
SQUARES = "ii ii->i ii-> ...ii->...i ii...->i... ii->ii i...i->... aa Aa->aA".split()
CUBES = """ijk->kji ijk->i ijk->ki ijk->jk ijk-> ijk->k ...k->k... ...k->...k k... i...k->k...i ...jk i...k->...
 ijk->ikj Kij kiJ""".split()
REPEATED = "iij->ij iij->ji iij->j iij->i iij iij-> i...j ...iij->...j iji->j iji->ji iji iii iii->i iij...".split()
TWO = """ij,jk->ik ij,jk ij,jk->ki ij,kj->ik ij,ij->ij ij,ij-> ij,ij->i ij,ij->ji ij,ij i,j i,j->ji , ...,... ...,...->...
 ij,j->i ij,j ij,j->ij ...j,j->... ...j,j i...,i->... ij,ik->jk ij,kl->ijkl ij,kl ij,kl->lkji ij,kl-> ij,k->ikj ij,k
 ij,...->ij... ...ij,...jk->...ik ...ij,...jk ij...,jk...->ik... b...,b... ...,i->i... ij,jj->i ii,ij->j ii,ii-> i,i i,i->i
 i,ij,->j""".split()
THREE = """ij,jk,kl->il ij,jk,kl ij,jk,kl->li i,ij,j i,ij,j-> i,i,i->i i,j,k->kji ij,ij,ij-> ij,ij,ij->i ...i,...i,...i->...
 a,ab,abc->abc a,ab,abc->c ij,kj,kl->il i,jk,k->ij""".split()
CHAINS = ["ab,bc,cd,de->ae", "ab,cd,bc,de->ae", "ea,fb,abcd,gc,hd->efgh", "ab,ab,c->", "ab,ab,c->c", "ab,ab,cd,cd->", "ab,cd,ef,gh->",
          "acdf,jbje,gihb,hfac", "bd,db,eac->ace", "abhe,hidj,jgba,hiab,gab", "bb,ff,be->e", "fdf,cdd,ccd,afe->ae", "adb,ij,i,ad",
          "a,ac,ab,ad,cd,bd,bc->", "chd,bde,agbc,hiad,bdi,cgh,agdb", "a,b,c,d,e", "dba,ead,cad->bce", "aef,fbc,dca->bde"]
BAD = """i i$ i. i..j ij. i....j ...i... ijk->i ij->k ij->ii ij>ij ij-ij ij->->ij ij->i. ij->.i. ij->i...j... i->i 1j ij->1
 ij,jk ij->ij,ij i,,j ij, ,ij ->ij ij->i$ iji ii""".split()


def make():
    """Expressions by the number of operands, over dtypes and layouts, then orders, options and refusals."""
    shared = {}
    for dtype in data.DTYPES + data.COMPLEX:
        shared |= data.layouts("plain", dtype)
        shared[f"{dtype}_square"] = ["fill", "plain", dtype, [4, 4]]
        shared[f"{dtype}_solid"] = ["fill", "plain", dtype, [3, 3, 4]]
        shared[f"{dtype}_solid_F"] = ["copy", ["fill", "plain", dtype, [3, 4, 3]], "F"]
        shared[f"{dtype}_T"] = ["T", f"{dtype}_strided"]
    group = Group(shared)
    dtypes = ["int64", "float64", "bool", "int8", "uint16", "float32", "complex128", "complex64"]
    for number, subscripts in enumerate(ONE):
        for turn, layout in enumerate(data.SQUARE + data.OTHERS):
            dtype = dtypes[(number + turn) % len(dtypes)]
            for optimize in (False, True):
                group.add(["einsum", subscripts, f"{dtype}_{layout}", {"optimize": optimize}], near=near(dtype))
    for name, expressions in (("square", SQUARES), ("cube", CUBES), ("turned", CUBES), ("solid", REPEATED), ("solid_F", REPEATED)):
        for number, subscripts in enumerate(expressions):
            for dtype in ("int64", dtypes[number % len(dtypes)]):
                group.add(["einsum", subscripts, f"{dtype}_{name}"], near=near(dtype))
                group.add(["einsum", subscripts, f"{dtype}_{name}", {"optimize": True}], near=near(dtype))
    two(group, dtypes)
    more(group)
    options(group)
    refusals(group)
    lists(group)
    paths(group)
    return group


def two(group, dtypes):
    """Two operands: pairs of layouts, with and without an order chosen."""
    pairs = [("C", "T"), ("F", "T"), ("C", "C"), ("F", "F"), ("reversed", "strided"), ("row", "row"), ("C", "row"), ("row", "C"),
             ("cube", "row"), ("turned", "T"), ("zero", "C"), ("empty", "T"), ("column", "C"), ("square", "square"), ("cube", "cube")]
    for number, subscripts in enumerate(TWO):
        if subscripts.count(",") != 1:
            continue
        for turn, (left, right) in enumerate(pairs):
            dtype = dtypes[(number + turn) % len(dtypes)]
            for optimize in (False, True):
                if optimize and turn % 3 == 2:
                    continue
                # NumPy gives the axes of an ellipsis letters at random, and its refusals name them.
                spread = [term for term in subscripts.split("->")[0].split(",") if "..." in term]
                if optimize and spread and (len(spread) == 1 or left != right):
                    continue
                group.add(["einsum", subscripts, f"{dtype}_{left}", f"{dtype}_{right}", {"optimize": optimize}], near=near(dtype))
    for left, right in product(data.DTYPES + data.COMPLEX, repeat=2):
        group.add(["einsum", "ij,jk->ik", f"{left}_C", f"{right}_T"], near=near(left, right))


def more(group):
    """Three operands and more."""
    arrays = {1: "row", 2: "square", 3: "cube"}
    for subscripts in THREE:
        terms = subscripts.split("->")[0].split(",")
        for dtype in ("int64", "bool"):
            names = [f"{dtype}_{arrays[max(1, len(term.replace('...', '')))]}" for term in terms]
            if "..." in subscripts:
                names = [f"{dtype}_cube"] * len(names)
            if "abc" in terms:
                names = [["index", f"{dtype}_cube", ["...", "0", "0"]], ["index", f"{dtype}_cube", ["...", "0"]], f"{dtype}_cube"]
                names = [["index", f"{dtype}_cube", [":", 0, 0]], ["index", f"{dtype}_cube", [":", ":", 0]], f"{dtype}_cube"]
            for optimize in (False, "greedy", "optimal"):
                if optimize and "..." in subscripts:
                    continue
                group.add(["einsum", subscripts, *names, {"optimize": optimize}])
                group.add(["einsum", subscripts, *[["T", name] for name in names], {"optimize": optimize}])
    for subscripts in CHAINS:
        given, names = chain(subscripts, "int64")
        for optimize in (False, "greedy", "optimal"):
            if optimize != "greedy" and len(names) > 5:
                continue
            group.add(["einsum", subscripts, *names, {"optimize": optimize}], given=given)


def chain(subscripts, dtype):
    """Arrays for an expression, the lengths of its letters 2, 3, 4 … by the alphabet."""
    given = {}
    for place, term in enumerate(subscripts.split("->")[0].split(",")):
        shape = [2 + (ord(letter) - ord("a")) % 4 for letter in term]
        given[f"a{place}"] = ["fill", "plain", dtype, shape]
    return given, list(given)


def options(group):
    """Memory orders, dtypes, casts."""
    for order in ("C", "F", "A", "K"):
        for left, right in (("C", "T"), ("F", "T"), ("F", ["copy", "int64_T", "F"]), ("reversed", "T")):
            right = right if isinstance(right, list) else f"int64_{right}"
            for subscripts in ("ij,jk->ik", "ij,jk->ki", "ij,jk->"):
                for optimize in (False, True):
                    group.add(["einsum", subscripts, f"int64_{left}", right, {"order": order, "optimize": optimize}])
        for subscripts in ("ij->ji", "ij->j", "ijk->ki"):
            group.add(["einsum", subscripts, "int64_cube" if "k" in subscripts else "int64_F", {"order": order}])
    for source, target in product(("int8", "int64", "float32", "float64", "bool"), repeat=2):
        for casting in ("safe", "same_kind", "unsafe"):
            given = {"dtype": target, "casting": casting}
            group.add(["einsum", "ij,jk->ik", f"{source}_C", f"{source}_T", given], near=near(source, target))
            group.add(["einsum", "ij->j", f"{source}_C", given], near=near(source, target))


def refusals(group):
    """Subscripts that cannot be read, or do not fit."""
    for subscripts in BAD:
        for optimize in (False, True):
            if optimize and subscripts in ("ij,", ",ij", "i,,j"):
                continue
            group.add(["einsum", subscripts, "int64_C", {"optimize": optimize}])
            group.add(["einsum", subscripts, "int64_C", "int64_C", {"optimize": optimize}])
    misfits = [("ij,jk->ik", [3, 4], [3, 5]), ("ij,jk", [3, 4], [3, 5]), ("i,i", [3], [4]), ("i,i->i", [3], [4]), ("ij,j->i", [2, 3], [4]),
               ("...i,...i->...", [2, 3], [4, 3]), ("...,...", [2, 3], [2]), ("i...,i...", [2, 3], [2, 4]), ("ij,jk->ik", [3, 4], [1, 5]),
               ("ij,ij", [3, 4], [1, 1]), ("i,i->i", [1], [3]), ("ii,i->i", [1, 3], [3]), ("ii,jk", [2, 3], [3, 4]), ("ii,jk", [3, 3], [3, 3]),
               ("abc,cd", [2, 3, 4], [3, 2]), ("a,b,c->abc", [2], [3], [4]), ("ab,bc,cd", [2, 3], [3, 4], [5, 2]), ("ij,jk->ik", [3, 0], [0, 4]),
               ("i,ij,->j", [3], [3, 4], [])]
    for subscripts, *shapes in misfits:
        given = {f"a{place}": ["fill", "plain", "int64", shape] for place, shape in enumerate(shapes)}
        for optimize in (False, True):
            if optimize and "..." in subscripts:
                continue
            group.add(["einsum", subscripts, *given, {"optimize": optimize}], given=given)
    group.add(["einsum", "ij,jk,kl->il", "int64_square", "int64_square", "int64_square", {"path": [[0, 1]]}])
    group.add(["einsum", "ij,jk,kl->il", "int64_square", "int64_square", "int64_square", {"path": [[0, 1], [0, 1]]}])
    group.add(["einsum", "ij,jk,kl->il", "int64_square", "int64_square", "int64_square", {"path": [[0, 2], [0, 1]]}])
    group.add(["einsum", "ij,jk,kl->il", "int64_square", "int64_square", "int64_square", {"path": [[0, 1, 2]]}])


def lists(group):
    """Numbers in place of letters."""
    one = [[0, 1], [1, 0], [0, "..."], ["...", 3], [51, 26], [0, 52], [-1, 0], [0], [0, 1, 2], ["..."], [7, 7]]
    for subscripts in one:
        group.add(["einsum_lists", "int64_C", subscripts])
        for output in ([0], [1, 0], [], ["...", 0], ["..."], [26, 51], [60]):
            group.add(["einsum_lists", "int64_C", subscripts, output])
    for left, right, output in (([0, 1], [1, 2], [0, 2]), ([0, 1], [1, 2], [2, 0]), ([30, 5], [5, 2], [2, 30]), ([0, 1], [2, 1], []), ([0, "..."], ["...", 2], [2, 0])):
        for optimize in (False, True):
            group.add(["einsum_lists", "int64_C", left, "int64_T", right, output, {"optimize": optimize}])
            group.add(["einsum_lists", "int64_F", left, "int64_T", right, {"optimize": optimize}])


def paths(group):
    """The order chosen, and what is told of it."""
    for subscripts in CHAINS + ["ij,jk->ik", "ii->i", "ij,jk,kl->il"]:
        given, names = chain(subscripts, "int8")
        for optimize in ("greedy", "optimal", False):
            if optimize == "optimal" and len(names) > 6:
                continue
            group.add(["einsum_path", subscripts, *names, {"optimize": optimize}], given=given)
            for limit in (6, 40):
                if optimize:
                    group.add(["einsum_path", subscripts, *names, {"optimize": optimize, "limit": limit}], given=given)
