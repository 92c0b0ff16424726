"""Random draws: a generator is seeded, then called again and again; the answers are listed.

A call is a method with its arguments and options. An argument is a Python number (as it is, or as a text such as
`nan`), null, or a program that gives an array.
"""

import numpy as np

from .. import program

# Options that hold a program.
PROGRAMS = ("p", "out")
# Options that NumPy takes as Python objects; here they are what they are.
SHAPES = ("size", "shape")


def argument(value, names):
    """A number, nothing, or an array."""
    if isinstance(value, str):
        try:
            return program.number(value)
        except ValueError:
            return program.run(value, names)
    return program.run(value, names) if isinstance(value, list) else value


def option(key, value, names):
    """An option's value."""
    if key in PROGRAMS and value is not None:
        return program.run(value, names)
    return tuple(value) if key in SHAPES and isinstance(value, list) else value


def seed_of(seed):
    """A seed: texts are numbers that JSON cannot hold."""
    if isinstance(seed, list):
        return [seed_of(one) for one in seed]
    return int(seed) if isinstance(seed, str) else seed


def scalar(value, options):
    """Python's numbers and bytes as NumPy's own."""
    if isinstance(value, bytes):
        return np.frombuffer(value, np.uint8).copy()
    if isinstance(value, float):
        return np.dtype(options.get("dtype", "float64")).type(value)
    if isinstance(value, int) and not isinstance(value, np.generic):
        return np.int64(value)
    # What looks at bytes that nobody can name is as good as a copy of it.
    if isinstance(value, np.ndarray) and value.base is not None and options.get("out") is None:
        owned = np.ndarray(value.shape, value.dtype, strides=value.strides)
        owned[...] = value
        return owned
    return value


def state_of(generator):
    """`bit_generator.state` in one line."""
    if isinstance(generator, np.random.RandomState):
        _, words, place, has_gauss, gauss = generator.get_state()
        total = int(np.bitwise_xor.reduce(words))
        return f"{total} {place} {gauss!r}" if has_gauss else f"{total} {place}"
    state = generator.bit_generator.state
    inner = state["state"]
    return f"{inner['state']} {inner['inc']} {state['has_uint32']} {state['uinteger']}"


def restored(generator, args, names):
    """What a generator answers that goes on from a state."""
    if isinstance(generator, np.random.RandomState):
        start, count, place, gauss, calls = args
        words = (np.arange(count, dtype=np.uint32) * np.uint32(2654435761) + np.uint32(start)).astype(np.uint32)
        generator.set_state(("MT19937", words, place, 0 if gauss is None else 1, 0.0 if gauss is None else gauss))
        return answers(generator, calls, names)
    state, inc, has_uint32, uinteger = (int(text) for text in args[:4])
    inner = {"state": state, "inc": inc}
    generator.bit_generator.state = {"bit_generator": "PCG64", "state": inner, "has_uint32": has_uint32, "uinteger": uinteger}
    return answers(generator, args[4], names)


def called(generator, call, names):
    """What one call answers."""
    method, *args = call
    options = args.pop() if args and isinstance(args[-1], dict) else {}
    options = {key: option(key, value, names) for key, value in options.items()}
    if method == "state":
        return state_of(generator)
    if method == "spawned":
        children = generator.spawn(args[0])
        return [answer for child in children for answer in answers(child, args[1], names)]
    if method == "jumped":
        generator.bit_generator.state = generator.bit_generator.jumped(args[0]).state
        return answers(generator, args[1], names)
    if method == "advanced":
        generator.bit_generator.advance(int(args[0]))
        return answers(generator, args[1], names)
    if method == "restored":
        return restored(generator, args, names)
    if method in ("rand", "randn"):
        return scalar(getattr(generator, method)(*args), options)
    args = [argument(arg, names) for arg in args]
    result = getattr(generator, method)(*args, **options)
    return args[0] if method == "shuffle" else scalar(result, options)


def answers(generator, calls, names):
    """What all calls answer, one after another."""
    return [called(generator, call, names) for call in calls]


def draws(names, kind, seed, calls):
    """A fresh generator's answers."""
    seed = seed_of(seed)
    if kind == "default_rng":
        generator = np.random.default_rng(seed)
    elif kind == "MT19937":
        generator = np.random.Generator(np.random.MT19937(seed))
    else:
        generator = np.random.RandomState(seed)
    return answers(generator, calls, names)


def generate_state(_, entropy, count, dtype, spawn_key=(), pool_size=4, children=0):
    """Words of a seed sequence, or of its last child."""
    spawn_key = tuple(seed_of(list(spawn_key)))
    sequence = np.random.SeedSequence(seed_of(entropy), spawn_key=spawn_key, pool_size=pool_size)
    if children:
        sequence = sequence.spawn(children)[-1]
    return sequence.generate_state(count, dtype)


OPERATIONS = {"draws": draws, "generate_state": generate_state}
