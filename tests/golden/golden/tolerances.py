"""How far floats may be from NumPy's where no two libraries agree to the last bit: the whole list.

Everything else is bit for bit, complex functions too. What a group asks for beyond this list is a mistake.
"""

# One unit in the last place: functions without an exactly rounded answer.
ULP = {
    name: 1
    for name in """cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh
 arcsinh arccosh arctanh arctan2 hypot logaddexp logaddexp2 power float_power""".split()
}

# More than one unit, by operation and ufunc. A chain of angles or powers adds up what each link is away.
ABOVE_ONE = {(method, name): 4 for method in ("reduce", "accumulate") for name in ("arctan2", "float_power")}

# As a part of the largest element: products, whose sums NumPy's library adds in an order of its own, and decompositions.
# Each is at least twenty times what the engine was ever away.
NEAR = {"float32": 1e-6, "complex64": 1e-6, "float64": 1e-12, "complex128": 1e-12}

# Where more is lost than by rounding once: what is computed in 32 bits and kept in 64, and matrices that are nearly singular.
FARTHER = {
    "odd_arguments": 1e-10,
    "polynomials": 1e-10,
    "product_casts": 1e-6,
    "random_states": 1e-7,
    "singular_vectors": 1e-9,
}


def settle(name, cases):
    """Holds what a group asks for to the list: more units are refused, and of two distances the smaller counts."""
    for case in cases:
        for answer in answers_in(case):
            most = ABOVE_ONE.get(tuple(word for word in case["run"][:2] if isinstance(word, str)), 1)
            if answer.get("ulp", 0) > most:
                raise ValueError(f"{name}: {case['run']} asks for {answer['ulp']} units in the last place, not in tolerances.py")
            if "near" in answer:
                dtype = answer["dtype"]
                answer["near"] = min(answer["near"], max(NEAR[dtype], FARTHER.get(name, 0)))


def answers_in(answer):
    """An answer, and those in it."""
    yield answer
    for item in answer.get("items", []):
        yield from answers_in(item)
