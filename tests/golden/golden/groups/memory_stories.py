"""Sequences of views, copies and changes in place over bytes that several arrays share, drawn from a fixed seed.

After each sequence some of the arrays are looked at, and whether two of them share bytes. Left out is what NumPy itself
leaves open: `place`, `flat` and masks whose values share bytes with their target, and powers.
"""

import random

import numpy as np

from .. import answer, program
from ..answer import Group

DTYPES = "bool int8 int32 int64 uint8 float32 float64 complex128 >i4".split()
# To look at the same bytes as something else; any bytes are such a number.
OTHERS = "int8 int16 int32 int64 uint8 uint16 uint32 uint64 complex64 >i4 >u2".split()
NUMBERS = ["0", "1", "-1", "2", "3", "7", "100", "2.0", "True", "1+2j", "300"]
ONE = "negative absolute square positive logical_not".split()
TWO = "add subtract multiply maximum minimum bitwise_and bitwise_or bitwise_xor logical_and equal less greater".split()
LARGEST = 100


class Story:
    """Draws the statements of one sequence and runs them."""

    def __init__(self, dice):
        self.dice = dice
        self.given = {}
        self.names = {}

    def tell(self, name, code):
        """Runs a statement and keeps it, if NumPy takes it; whether it did."""
        try:
            value = program.run(code, self.names)
        except answer.REFUSALS:
            # What was written before the refusal is undone.
            self.names = {}
            for known, kept in self.given.items():
                self.names[known] = program.run(kept, self.names)
            return False
        self.given[name], self.names[name] = code, value
        # A single element that NumPy gives is no array but a scalar, which shares nothing.
        return isinstance(value, np.ndarray) and value.size <= LARGEST

    def any(self):
        """One of the arrays."""
        return self.dice.choice(list(self.names))

    def number(self):
        """A Python number."""
        return ["py", self.dice.choice(NUMBERS)]

    def cut(self, array):
        """Basic indices that fit an array, or nearly."""
        found = []
        for extent in array.shape[: self.dice.randrange(array.ndim + 1)]:
            if self.dice.random() < 0.25:
                found.append(self.dice.randrange(-extent, extent) if extent else 0)
                continue
            ends = [self.dice.choice(["", str(self.dice.randrange(-extent - 1, extent + 2))]) for _ in range(2)]
            found.append(":".join([*ends, self.dice.choice(["", "1", "2", "-1", "-2", "3"])]))
        if self.dice.random() < 0.2:
            found.insert(self.dice.randrange(len(found) + 1), self.dice.choice(["...", "newaxis"]))
        return found

    def places(self, length, count):
        """An array of positions, negative ones too."""
        texts = [str(self.dice.randrange(-length, length)) for _ in range(count if length else 0)]
        return ["array", "int64", [len(texts)], " ".join(texts)]

    def mask(self, shape):
        """An array of truth values."""
        size = int(np.prod(shape))
        return ["array", "bool", list(shape), " ".join(self.dice.choice("01") for _ in range(size))]

    def advanced(self, array):
        """Indices with arrays among them."""
        if array.ndim == 0 or self.dice.random() < 0.3:
            return [self.mask(array.shape)]
        count = self.dice.randrange(4)
        axes = array.shape[: self.dice.randrange(1, array.ndim + 1)]
        return [self.places(extent, count) if self.dice.random() < 0.6 else ":" for extent in axes]

    def shape(self, size):
        """A shape of so many elements."""
        found = []
        for _ in range(self.dice.randrange(3)):
            if size:
                found.append(self.dice.choice([one for one in range(1, size + 1) if size % one == 0]))
                size //= found[-1]
        return found + [size]

    def value(self):
        """What is assigned: a number, an array, or a part of one."""
        if self.dice.random() < 0.3:
            return self.number()
        name = self.any()
        return self.dice.choice([name, ["index", name, self.cut(self.names[name])]])

    def start(self):
        """A fresh array."""
        size = self.dice.choice([0, 1, 4, 6, 8, 12, 12, 24])
        fresh = ["astype", ["arange", str(size)], self.dice.choice(DTYPES)]
        return ["reshape", ["copy", fresh], self.shape(size), self.dice.choice("CCF")]

    def view(self):
        """The same bytes, seen in another way, or a copy where there is none."""
        name = self.any()
        array = self.names[name]
        axes = [self.dice.randrange(-array.ndim, array.ndim) if array.ndim else 0 for _ in range(2)]
        order = self.dice.choice("CFAK")
        cut = ["index", name, self.cut(array)]
        return self.dice.choice(
            [
                *[cut] * 4,
                *[["reshape", name, self.shape(array.size), order.replace("K", "C")]] * 3,
                ["T", name],
                ["ravel", name, order],
                ["swapaxes", name, *axes],
                ["moveaxis", name, *axes],
                ["flip", name, self.dice.choice([None, axes[0]])],
                ["expand_dims", name, axes[0]],
                ["squeeze", name],
                ["broadcast_to", name, [2, *array.shape]],
                ["view", name, self.dice.choice(OTHERS)],
                ["real", name],
                ["imag", name],
                ["sliding_window_view", name, 2, axes[0]],
                ["item", ["array_split", name, 2, axes[0]], 0],
                ["rot90", name, self.dice.randrange(4)],
                ["atleast_2d", name],
                ["converted", name, {"order": order, "copy": None}],
                ["astype_if_needed", name, str(array.dtype)],
                ["ascontiguousarray", name],
                ["asfortranarray", name],
                ["frozen", ["index", name, ["..."]]],
                ["getfield", name, self.dice.choice(OTHERS), self.dice.randrange(5)],
                ["pick", name, self.advanced(array)],
                ["copy", name, order],
            ]
        )

    def change(self):
        """Something that writes into an array."""
        name, other = self.any(), self.any()
        array = self.names[name]
        axis = self.dice.randrange(-array.ndim, array.ndim) if array.ndim else 0
        where = ["greater", name, self.number()]
        ufunc = self.dice.choice(ONE + TWO)
        operands = [self.value() for _ in range(1 if ufunc in ONE else 2)]
        return self.dice.choice(
            [
                *[["set", name, self.cut(array), self.value()]] * 4,
                *[["into", name, ufunc, *operands]] * 2,
                ["assign", name, self.advanced(array), self.number()],
                ["assign", name, [self.places(array.shape[0] if array.ndim else 0, 2)], self.value()],
                ["put", name, self.places(max(array.size, 1), 3), self.value()],
                ["place", name, where, self.number()],
                ["putmask", name, where, self.number()],
                ["copyto", name, self.value()],
                ["copyto", name, self.value(), {"where": where}],
                ["fill_diagonal", name, self.number()],
                ["sort_in_place", name, {"axis": axis}],
                ["put_flat", name, ":", self.number()],
                ["fill_with", name, self.number()],
                ["setfield", name, self.number(), self.dice.choice(OTHERS), self.dice.randrange(4)],
                ["put_along_axis", name, ["argsort", name, {"axis": axis, "kind": "stable"}], self.value(), axis],
                ["choose", ["astype", where, "int64"], [other, name], {"out": name}],
                ["clipped", other, ["py", "1"], ["py", "5"], {"out": name}],
                ["concatenate", [other, other], {"out": name}] if array.size else ["fill_with", name, self.number()],
            ]
        )


def make():
    """Some hundred endings."""
    dice = random.Random("what shares bytes with what")
    group = Group()
    while len(group.cases) < 1800:
        story = Story(dice)
        story.tell("a", story.start())
        for number in range(dice.randrange(3, 9)):
            kind = dice.random() < 0.55
            name = f"{'v' if kind else 'w'}{number}"
            if not story.tell(name, story.view() if kind else story.change()):
                story.given.pop(name, None)
                story.names.pop(name, None)
        names = list(story.given)
        for name in dict.fromkeys([names[0], dice.choice(names), names[-1]]):
            group.add(["the", name], story.given)
        if len(names) > 1:
            group.add([dice.choice(["shares_memory", "may_share_memory"]), *dice.sample(names, 2)], story.given)
    return group
