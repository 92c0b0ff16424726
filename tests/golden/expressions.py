"""Writes the golden expressions: texts a reader may type, and what Python and NumPy answer to each.

Run as `python tests/golden/expressions.py --out tests/golden/cases`; it needs the pinned NumPy and nothing else.
"""

import argparse
import json
import os
import pathlib
import warnings

from golden import pinned

# Answers must not depend on the machine: without these, NumPy picks kernels by the processor it finds.
os.environ.setdefault(
    "NPY_DISABLE_CPU_FEATURES",
    "X86_V3 X86_V4 AVX512_ICL AVX512_SPR AVX2 FMA3 AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL",
)

# Arrays the expressions are about: name, dtype, shape, first number, step.
GIVEN = [
    ("a", "int64", (3, 4), 0, 1),
    ("b", "int64", (4,), 0, 10),
    ("c", "int64", (3,), 1, 1),
    ("f", "float64", (2, 3), 0.5, 0.25),
    ("g", "float32", (3, 1), -1.0, 1.5),
    ("m", "bool", (2, 2), 0, 1),
    ("t", "int64", (2, 3, 4), 0, 1),
    ("u", "uint8", (3,), 250, 2),
    ("z", "float64", (0, 3), 0, 1),
    ("s", "int64", (), 7, 1),
]

NUMBERS = """
2 + 3 * 4
-2 ** 2
2 ** -1
2 ** 3 ** 2
(-2) ** 3
7 // -2
-7 // 2
-7 % 3
7 % -3
-7.5 // 2
-7.5 % 2
1 / 4
4 / 2
True + True
True & False
True | 2
~True
~5
not 0
not 2.5
1 < 2
1 < 2 < 3
1 < 2 > 5
2 == 2.0
1 << 10
-9 >> 1
6 & 3 | 8 ^ 1
1e3
1e22
1.5e-7
0x1f + 0b101 + 0o17
1_000 * 2
10 ** 20
3 and 0 or 5
0 or None
() == ()
(1, 2) + (3,)
(1,) * 3
[1, 2] * 2
(1, 2, 3)[1]
(1, 2, 3)[-1]
(1, 2, 3)[::2]
1 / 0
1 // 0
1 % 0
1.0 / 0
0 ** -1
(1, 2)[5]
1 << -1
1 + None
1 + (2,)
1.5 & 2
2[0]
2(3)
(1, 2) < 3
""".strip().split("\n")

ARRAYS = """
a
a + b
a + 1
1 - a
a * 2.5
a / 4
a // 3
a % 5
a ** 2
f ** 0.5
(g * 0) ** 0.5
np.array([-0.0, 4.0]) ** 0.5
f ** -1
g ** 2
a ** 0.5
u ** 2
m ** 2
s ** 2
2 ** f
f ** 2.0
f ** f
b ** [2]
-a
+a
~a
a & 6
a | 1
a ^ 3
a << 2
a >> 1
a > 5
a <= b
a == 4
a != c[:, None]
5 > a
(a > 2) & (a < 9)
(a > 2) | (a == 0)
~(a > 5)
a + [1, 2, 3, 4]
[1, 2, 3, 4] + a
(1, 2, 3, 4) * b
u + 1
u + 10
u * 1.5
u + c
u + f[0]
g + 1
g + 1.5
g * c
m + 1
m & True
m ^ m
m + m
f - f.mean(axis=0)
(f - f.mean(axis=0)) / f.std(axis=0)
a - a.mean(axis=1, keepdims=True)
a - a.mean(axis=1)[:, np.newaxis]
a * c[:, None]
a * c[:, newaxis]
b + c[:, np.newaxis]
c[:, None] * c
s + 1
s + b
s * 2.5
z + 1
z * c
t + a
t * b
t + g
""".strip().split("\n")

VIEWS = """
a[0]
a[-1]
a[1, 2]
a[1, 2] + 1
a[1][2]
a[:, 1]
a[:, -1]
a[1:, ::2]
a[::-1]
a[::-1, ::-2]
a[:, None]
a[None]
a[..., 0]
a[0, ...]
a[1, 2, ...]
a[..., None]
a[:, np.newaxis, :]
a[5:2]
a[100:]
a[-100:2]
a[np.int64(1)]
a[True and 1]
t[0]
t[:, 0]
t[..., 0]
t[1, ..., 2]
t[0, 1, 2]
s[()]
s[...]
s[None]
b[()]
a.T
a.T.shape
a.shape
a.shape[0]
a.shape + (1,)
a.ndim
a.size
a.dtype
a.itemsize
a.nbytes
a.strides
a.T.strides
f.dtype
g.dtype == np.float32
a.dtype == 'int64'
len(a)
len(a.shape)
a.reshape(4, 3)
a.reshape((2, 6))
a.reshape(-1)
a.reshape(2, -1)
a.reshape(a.shape + (1,))
a.reshape(4, 3, order='F')
a.transpose()
a.transpose(1, 0)
t.transpose(2, 0, 1)
t.transpose((1, 2, 0))
t.swapaxes(0, 2)
t.swapaxes(-1, 0).shape
a.ravel()
a.T.ravel()
a.flatten()
a.copy()
a.astype(float)
a.astype('int8')
f.astype(int)
a.astype(bool)
a.astype(np.float32)
g.squeeze()
g.squeeze(axis=1)
t[:, None].squeeze().shape
a.item(3)
s.item()
f.item(1, 2)
""".strip().split("\n")

REDUCTIONS = """
a.sum()
a.sum(axis=0)
a.sum(axis=1)
a.sum(1)
a.sum(axis=-1, keepdims=True)
a.sum(axis=(0, 1))
a.sum(axis=None)
a.mean()
a.mean(axis=0)
a.std(axis=1)
a.var(axis=0, ddof=1)
a.min(axis=0)
a.max()
a.prod(axis=1)
(a > 3).any()
(a > 3).all(axis=0)
(a > 3).sum()
(a > 3).mean()
u.sum()
u.mean()
g.sum()
g.mean()
m.sum()
m.any(axis=1)
z.sum(axis=0)
z.sum()
t.sum(axis=(0, 2))
t.sum(axis=0).shape
a.argmax()
a.argmin(axis=1)
np.sum(a)
np.sum(a, axis=0)
np.mean(a, 1)
np.max(a, axis=0, keepdims=True)
np.min([3, 1, 2])
np.any(a > 10)
np.all(a)
np.sum([1.5, 2])
np.prod([[1, 2], [3, 4]], axis=0)
np.add.reduce(a)
np.add.reduce(a, axis=1)
np.multiply.reduce(a, axis=0)
np.maximum.reduce(a, axis=1, keepdims=True)
s.sum()
a[0, 1].sum()
a.sum().shape
a.sum() + 1
a.max() - a.min()
""".strip().split("\n")

FUNCTIONS = """
np.add(a, b)
np.add(1, 2)
np.add(1, 2.5)
np.subtract(a, 1)
np.multiply(c[:, None], b)
np.maximum(a, 5)
np.minimum(a, b)
np.sqrt(c)
np.sqrt(4)
np.exp(0)
np.abs([-1, 2])
np.negative(c)
np.square(c)
np.power(2, c)
np.equal(a, 3)
np.logical_and(m, True)
np.logical_not(m)
np.isnan(f)
np.sign([-2.5, 0, 3])
np.floor(f)
np.add.outer(c, b)
np.multiply.outer(c, c)
np.add.outer(c, a).shape
np.subtract.outer(1, c)
np.arange(5)
np.arange(2, 8)
np.arange(2, 8, 3)
np.arange(5.0)
np.arange(0, 1, 0.25)
np.arange(5, dtype=float)
np.arange(5)[:, None] * np.arange(3)
np.arange(12).reshape(3, 4)
np.zeros(3)
np.zeros((2, 3))
np.zeros((2, 3), dtype=int)
np.zeros([2], 'uint8')
np.ones((2, 2), dtype=bool)
np.full((2, 2), 7)
np.full(2, 1.5)
np.linspace(0, 1, 5)
np.linspace(0, 1, 4, endpoint=False)
np.linspace(0, 10, num=3)
np.eye(2)
np.eye(2, 3, k=1)
np.identity(2, dtype=int)
np.array([1, 2, 3])
np.array([[1, 2], [3, 4.5]])
np.array([True, False])
np.array([1, 2], dtype='float32')
np.array([])
np.array(5)
np.array(5)[None]
np.array([[1, 2], [3, 4]]).T
np.asarray([a[0], b])
np.zeros_like(a)
np.ones_like(f)
np.expand_dims(b, 0)
np.expand_dims(b, axis=1)
np.expand_dims(b, (0, 2)).shape
np.broadcast_to(b, (2, 4))
np.broadcast_to(c[:, None], (3, 2))
np.broadcast_to(3, (2, 2))
np.broadcast_shapes((3, 1), (4,))
np.reshape(a, (2, 6))
np.reshape(b, (-1, 1))
np.transpose(a).shape
np.swapaxes(t, 0, 1).shape
np.moveaxis(t, 0, -1).shape
np.ravel(a.T)
np.squeeze(g)
np.flip(b)
np.diag(c)
np.ndim(a)
np.shape(t)
np.size(a)
np.array_equal(a, a + 0)
np.array_equal(a, b)
np.float64(3)
np.float32(1.5) * 2
np.int8(100) + 1
np.bool(3)
np.pi
np.inf
-np.inf
np.nan
np.newaxis
np.float64(2)[None]
abs(-3)
abs(-c)
float(s)
int(f[0, 1])
bool(s)
np.atleast_2d(b).shape
""".strip().split("\n")

ERRORS = """
a + c
a + np.ones(5)
t + c
a.reshape(5, 2)
a.reshape(-1, 5)
a.reshape(-1, -1)
a[5]
a[0, 4]
a[0, 0, 0]
a[-4]
a[..., ...]
a[::0]
a[1.5]
a['x']
a.sum(axis=2)
a.sum(axis=(0, 0))
a.mean(axis=-3)
z.max()
np.max([])
a.transpose(0, 0)
a.transpose(0)
a.swapaxes(0, 2)
f.squeeze(axis=0)
np.expand_dims(b, 3)
np.broadcast_to(b, (3,))
np.broadcast_to(b, (4, 3))
np.broadcast_shapes((2,), (3,))
m - m
-m
f & 1
f << 1
f & f
~f
u + 300
u - 300
u == 300
np.uint8(3) + 300
c ** -1
2 ** np.array([-1])
a and b
a or b
not a
not z
0 < a < 5
bool(a)
a[0, 0][0]
a[0](1)
a()
x
x + a
A + 1
a.sahpe
a.foo()
np.add(a)
np.add(a, b, c, 4)
np.gcd(f, f)
np.zeros(-1)
np.zeros((2, -3))
np.arange()
np.arange(1, 2, 0)
np.zeros(2.5)
np.zeros((2, 1.5))
np.full('x', 1)
np.zeros((10 ** 6, 10 ** 6, 100))
np.zeros((10 ** 12, 10 ** 12))
np.array([[1, 2], [3]])
np.array([1, [2, 3]])
np.array([[[1], [2]], [[3], [4, 5]]])
np.zeros(3, dtype='float63')
np.linspace(0, 1, -1)
len(5)
len(s)
int(np.array([1, 2]))
np.reshape(a)
np.broadcast_to(b)
np.expand_dims(a, 0, 1)
np.zeros(3, dtipe=int)
a + None
None + a
np.float64(1)[0]
np.sum[0]
a.reshape('x')
a.astype('int7')
""".strip().split("\n")

SYNTAX = """
a +
+
a b
a (b
a)
a[1
(a]
[1, 2
(1, 2
a[]
a..b
1a
0x
0b12
012
a $ b
1 +* 2
a[1 2]
(1 2)
'abc
f(x=1, 2)
f(x=1, x=2)
a × b
a ? b
""".strip().split("\n")


def given():
    """The named arrays."""
    import numpy as np

    arrays = {}
    for name, dtype, shape, first, step in GIVEN:
        count = int(np.prod(shape))
        numbers = [first + step * place for place in range(count)]
        if dtype == "bool":
            numbers = [bool(number % 2) for number in numbers]
        arrays[name] = np.array(numbers, dtype=dtype).reshape(shape)
    return arrays


def class_name(error):
    """The class as a traceback names it."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def answer(text):
    """What Python says to a text: a repr, or a class and a message."""
    import numpy as np

    names = {**given(), "np": np, "newaxis": np.newaxis}
    try:
        return {"text": text, "repr": repr(eval(text, {}, names))}
    except SyntaxError as error:
        return {"text": text, "error": f"SyntaxError: {error.msg}"}
    except Exception as error:
        return {"text": text, "error": f"{class_name(error)}: {error}"}


def main():
    """Checks the NumPy, evaluates every text, writes one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the case file")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    pinned.require()
    texts = NUMBERS + ARRAYS + VIEWS + REDUCTIONS + FUNCTIONS + ERRORS + SYNTAX
    arrays = {
        name: {"dtype": str(array.dtype), "shape": list(array.shape), "values": [float(v) for v in array.ravel()]}
        for name, array in given().items()
    }
    lines = [json.dumps({"given": arrays})] + [json.dumps(answer(text)) for text in texts]
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "expressions.jsonl").write_text("\n".join(lines) + "\n", encoding="ascii", newline="\n")
    print(f"expressions: {len(texts)} cases from NumPy {pinned.NUMPY}")


if __name__ == "__main__":
    main()
