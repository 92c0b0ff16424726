"""How far floats may be from NumPy's where no two libraries agree to the last bit: the whole list.

Everything else is bit for bit, complex functions too. What a group asks for beyond this list is a mistake.
"""

# One unit in the last place: functions without an exactly rounded answer.
ULP = {
    name: 1
    for name in """cbrt exp exp2 expm1 log log2 log10 log1p sin cos tan arcsin arccos arctan sinh cosh tanh
 arcsinh arccosh arctanh arctan2 hypot logaddexp logaddexp2 power float_power""".split()
}

# More than one unit, by operation and ufunc. A chain of angles adds up what each link is away.
ABOVE_ONE = {("reduce", "arctan2"): 4, ("accumulate", "arctan2"): 4}

# As a part of the largest element, by group: products, whose sums NumPy's library adds in an order of its own, and
# decompositions. The larger numbers are those of `float32` and `complex64`, the largest those of nearly singular matrices.
NEAR = {
    "covariance_rounded": 1e-13,
    "eigen": 2e-4,
    "eigen_directions": 1e-4,
    "eigen_order": 1e-4,
    "einsum": 1e-5,
    "einsum_arguments": 1e-5,
    "elimination": 1e-5,
    "factor_modes": 1e-4,
    "factorizations": 1e-4,
    "hermitian": 1e-2,
    "least_squares": 1e-4,
    "linalg_names": 1e-5,
    "linalg_warnings": 1e-4,
    "norms": 1e-3,
    "polynomials": 1e-4,
    "product_arguments": 1e-5,
    "product_axes": 1e-5,
    "product_casts": 1e-5,
    "products": 1e-5,
    "random_states": 1e-6,
    "singular_signs": 1e-10,
    "singular_vectors": 1e-4,
    "solve_inverse": 1e-4,
    "tensors": 1e-5,
}


def check(name, cases):
    """Refuses what a group asks for beyond the list."""
    for case in cases:
        for answer in answers_in(case):
            most = ABOVE_ONE.get(tuple(word for word in case["run"][:2] if isinstance(word, str)), 1)
            if answer.get("ulp", 0) > most:
                raise ValueError(f"{name}: {case['run']} asks for {answer['ulp']} units in the last place, not in tolerances.py")
            if answer.get("near", 0) > NEAR.get(name, 0):
                raise ValueError(f"{name}: {case['run']} asks for {answer['near']} of the largest element, not in tolerances.py")


def answers_in(answer):
    """An answer, and those in it."""
    yield answer
    for item in answer.get("items", []):
        yield from answers_in(item)
