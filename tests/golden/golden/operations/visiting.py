"""Functions of single elements, and walks: the functions are named, both languages have them."""

import numpy as np

from .. import program
from .values import dtype_of

# Of numbers.
FUNCTIONS = {
    "add_one": lambda a: a + 1,
    "halved": lambda a: a / 2,
    "is_even": lambda a: a % 2 == 0,
    "difference_or_sum": lambda a, b: a - b if a > b else a + b,
    "with_double": lambda a: (a, a * 2),
    "three": lambda *a: 3,
    "three_hundred": lambda *a: 300,
    "three_and_a_half": lambda *a: 3.5,
    "no_number": lambda *a: float("nan"),
    "place_value": lambda a, b: (a * 10 + b) % 1000007,
    "smaller": lambda a, b: a if a < b else b,
}
# Of arrays, with the axes that their signature names.
OF_ARRAYS = {
    "sum": lambda a: a.sum(),
    "outer": np.multiply.outer,
    "extremes": lambda a: (a.min(), a.max()),
    "reversed": lambda a: a[::-1],
    "dot": lambda a, b: (a * b).sum(),
}


def several(value):
    """A tuple as a list of results."""
    return list(value) if isinstance(value, tuple) else value


def vectorized(names, function, *arrays, excluded=None, otypes=None):
    """`np.vectorize(f, otypes=…, excluded=…)(*arrays)`."""
    arrays = [program.run(array, names) for array in arrays]
    call = np.vectorize(FUNCTIONS[function], otypes=otypes, excluded=None if excluded is None else [excluded])
    return several(call(*arrays))


def vectorized_cores(names, function, signature, *arrays, otypes=None):
    """`np.vectorize(f, signature=…)(*arrays)`."""
    call = np.vectorize(OF_ARRAYS[function], signature=signature, otypes=otypes)
    return several(call(*(program.run(array, names) for array in arrays)))


def from_python(names, function, outputs, dtype, *arrays, nin=None):
    """`np.frompyfunc(f, nin, nout)(*arrays)`, its objects cast."""
    call = np.frompyfunc(FUNCTIONS[function], len(arrays) if nin is None else nin, outputs)
    result = call(*(program.run(array, names) for array in arrays))
    if isinstance(result, tuple):
        return [np.asarray(one).astype(dtype) for one in result]
    return np.asarray(result).astype(dtype)


def python_method(names, method, function, dtype, *arrays, nin=2, nout=1, starts=None, **options):
    """A method of what `np.frompyfunc(f, nin, nout)` gives, its objects cast; with `identity`, where one is given."""
    known = {"identity": options.pop("identity")} if "identity" in options else {}
    call = getattr(np.frompyfunc(FUNCTIONS[function], nin, nout, **known), method)
    arrays = [program.run(array, names) for array in arrays]
    result = call(*arrays, *([] if starts is None else [starts]), **options)
    if isinstance(result, tuple):
        return [np.asarray(one).astype(dtype) for one in result]
    return np.asarray(result).astype(dtype)


def iterator(arrays, names, writes=(), order="K", dtypes=None, **flags):
    """`np.nditer` of these arrays, those that are missing made by it, and they."""
    arrays = [None if array is None else program.run(array, names) for array in arrays]
    modes = [["readwrite" if place < len(writes) and writes[place] else "readonly"] for place in range(len(arrays))]
    modes = [["writeonly", "allocate"] if array is None else mode for array, mode in zip(arrays, modes, strict=True)]
    on = [flag for flag, value in flags.items() if value]
    walk = np.nditer(arrays, flags=on, op_flags=modes, order=order, op_dtypes=dtypes)
    for made, given in zip(walk.operands, arrays, strict=True):
        if given is None:
            # Until something is written there, it is what was in memory before.
            made[...] = 0
    return walk, [made if given is None else given for made, given in zip(walk.operands, arrays, strict=True)]


def walked(names, arrays, **options):
    """What a walk meets: the elements of each array, then the lengths of steps or the indices, where there are any."""
    walk, arrays = iterator(arrays, names, **options)
    met, steps, places = [[] for _ in arrays], [], []
    while not walk.finished:
        views = walk.value if isinstance(walk.value, tuple) else (walk.value,)
        for one, view in zip(met, views, strict=True):
            one.extend(np.ravel(view))
        if options.get("external_loop"):
            steps.append(len(views[0]))
        if options.get("multi_index"):
            steps.append(walk.multi_index)
        if options.get("c_index") or options.get("f_index"):
            places.append(walk.index)
        walk.iternext()
    results = [np.array(one, array.dtype) for one, array in zip(met, arrays, strict=True)]
    if options.get("external_loop"):
        results.append(np.array(steps, "i8"))
    if options.get("multi_index"):
        results.append(np.array(steps, "i8").reshape(len(steps), -1).copy() if steps and steps[0] else np.zeros((len(steps), 0), "i8"))
    if options.get("c_index") or options.get("f_index"):
        results.append(np.array(places, "i8"))
    return results


def written(names, function, arrays, **options):
    """A function of what each step reads, written to the last array; the answer is that array."""
    writes = options.pop("writes", [False] * (len(arrays) - 1) + [True])
    walk, arrays = iterator(arrays, names, writes=writes, **options)
    with walk:
        for step in walk:
            views = step if isinstance(step, tuple) else (step,)
            read = views[:-1] if len(views) > 1 else views
            views[-1][...] = FUNCTIONS[function](*(view[()] if view.ndim == 0 else view for view in read))
    return arrays[-1]


def steered(names, arrays, options):
    """`np.nditer` with everything that it can be asked; what it makes is zero."""
    arrays = [None if array is None else program.run(array, names) for array in arrays]
    asked = dict(options)
    asked.pop("reset", None)
    if "op_dtypes" in asked:
        asked["op_dtypes"] = [None if one is None else dtype_of(one) for one in asked["op_dtypes"]]
    walk = np.nditer(arrays, **asked)
    for made, given in zip(walk.operands, arrays, strict=True):
        if given is None:
            made[...] = 0
    if options.get("reset") or None in [None if one is None else 0 for one in arrays] and "delay_bufalloc" not in asked.get("flags", []):
        walk.reset()
    return walk


def is_read(options, arrays, place):
    """Whether an operand's elements are read."""
    flags = options.get("op_flags")
    if flags is None:
        return arrays[place] is not None
    return "writeonly" not in (flags if isinstance(flags[0], str) else flags[place])


def steps_of(names, arrays, **options):
    """The elements of each operand that is read, as they are seen, then a row for each step: how long it is, its strides."""
    walk = steered(names, arrays, options)
    met, kinds, rows = [[] for _ in arrays], [None for _ in arrays], []
    for step in walk:
        views = step if isinstance(step, tuple) else (step,)
        for place, view in enumerate(views):
            kinds[place] = view.dtype
            if is_read(options, arrays, place):
                met[place].extend(view.ravel().tolist())
        rows.append([view.strides[0] if view.ndim else 0 for view in views] + [views[0].size])
    results = [np.array(one, kind) for one, kind in zip(met, kinds, strict=True)]
    return [*results, np.array(rows, "i8").reshape(len(rows), len(arrays) + 1).copy()]


def updated(names, function, arrays, **options):
    """A function of each step; the answer are the operands, given ones as they were given."""
    walk = steered(names, arrays, options)
    given = [None if array is None else program.run(array, names) if not isinstance(array, str) else names[array] for array in arrays]
    with walk:
        operands = walk.operands
        for step in walk:
            views = step if isinstance(step, tuple) else (step,)
            UPDATES[function](*views)
    return [made if own is None else own for made, own in zip(operands, given, strict=True)]


def add_up(*views):
    """`y[...] += x`, for the last operand and all before it."""
    for view in views[:-1]:
        views[-1][...] += view


def multiply(*views):
    """`z[...] = x * y`"""
    product = views[0]
    for view in views[1:-1]:
        product = product * view
    views[-1][...] = product


UPDATES = {
    "add": add_up,
    "multiply": multiply,
    "copy": lambda x, y: y.__setitem__(Ellipsis, x),
    "double": lambda x: x.__setitem__(Ellipsis, 2 * x),
}


def nested(names, arrays, axes, **options):
    """`np.nested_iters`: the innermost elements, how many each innermost walk met, and the indices where they are followed."""
    arrays = [program.run(array, names) for array in arrays]
    if "op_dtypes" in options:
        options = options | {"op_dtypes": [None if one is None else dtype_of(one) for one in options["op_dtypes"]]}
    walks = np.nested_iters(arrays, [list(one) for one in axes], **options)
    met, kinds, counts, places = [[] for _ in arrays], [None for _ in arrays], [], []

    def inner(level):
        if level == len(walks):
            return
        count = 0
        for step in walks[level]:
            views = step if isinstance(step, tuple) else (step,)
            if "multi_index" in options.get("flags", []):
                places.append([level, *walks[level].multi_index])
            if level == len(walks) - 1:
                for place, view in enumerate(views):
                    kinds[place] = view.dtype
                    met[place].extend(view.ravel().tolist())
                    count += view.size if place == 0 else 0
            inner(level + 1)
        if level == len(walks) - 1:
            counts.append(count)

    inner(0)
    return [*(np.array(one, kind) for one, kind in zip(met, kinds, strict=True)), np.array(counts, "i8"), np.array([one for row in places for one in row], "i8")]


def enumerated(names, array):
    """`np.ndenumerate(a)`: the indices, and the elements."""
    array = program.run(array, names)
    pairs = list(np.ndenumerate(array))
    indices = np.array([index for index, _ in pairs], "i8").reshape(len(pairs), array.ndim).copy()
    return [indices, np.array([value for _, value in pairs], array.dtype)]


OPERATIONS = {
    "vectorize": vectorized,
    "vectorize_cores": vectorized_cores,
    "frompyfunc": from_python,
    "frompyfunc_method": python_method,
    "nditer": walked,
    "nditer_write": written,
    "nditer_steps": steps_of,
    "nditer_update": updated,
    "nested_iters": nested,
    "ndenumerate": enumerated,
    "ndindex": lambda _, shape: np.array(list(np.ndindex(*shape)), "i8").reshape(len(list(np.ndindex(*shape))), len(shape)).copy(),
}
