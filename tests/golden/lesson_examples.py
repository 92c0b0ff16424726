"""Holds the lessons to the pinned NumPy.

Every example in lessons/*.md is run as a session; every option of every question is the outcome
of its rule, computed here with NumPy alone; every solution of an exercise runs and fills its own
templates. Knows the lessons' text only, nothing of the Rust code. Prints what ran; exits with 1
and one line for each failure if anything is not true.
"""

import argparse
import doctest
import math
import re
import sys
import tomllib
from pathlib import Path

import numpy as np
from golden.pinned import NUMPY

# Allocations beyond this fail with NumPy's error instead of filling the machine.
MEMORY = 6 << 30
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```[ \t]*$", re.MULTILINE | re.DOTALL)


def limit_memory():
    """Lets this process have only so much memory, where the system can say so."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def fences(path):
    """The fenced blocks of a lesson: line of the opening fence, words behind it, body."""
    text = path.read_text(encoding="utf-8")
    for found in FENCE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        yield line, found.group(1).split(), found.group(2)


class Session:
    """One lesson's examples, in order, in one namespace, as a reader would type them."""

    def __init__(self, path):
        self.path = path
        self.names = {}
        self.ran = 0
        self.failures = []
        self.parser = doctest.DocTestParser()

    def run(self, text, line):
        test = self.parser.get_doctest(text, self.names, f"{self.path.name}:{line}", str(self.path), line)
        runner = doctest.DocTestRunner(verbose=False)
        told = []
        result = runner.run(test, out=told.append, clear_globs=False)
        self.names = test.globs
        self.ran += result.attempted
        if result.failed:
            self.failures.append(f"{self.path.name}:{line}: an example is not true\n{''.join(told)}")


def array(spec, dtype, earlier):
    """An operand of a block as a real array; huge ones are views of a single element."""
    if "from" in spec:
        source = spec["from"]
        method = getattr(earlier[source["of"]], source["reduce"])
        return method(axis=source["axis"], keepdims=source.get("keepdims", False))
    shape = spec["shape"]
    if isinstance(shape, str):
        shape = [int(length) for length in re.findall(r"\d+", shape.replace("_", ""))]
    dtype = spec.get("dtype", dtype)
    values = spec.get("values", "count")
    count = math.prod(shape)
    if count > 1_000_000:
        return np.broadcast_to(np.ones((), dtype), shape)
    if isinstance(values, list):
        return np.array(values, dtype).reshape(shape)
    if values == "ones":
        return np.ones(shape, dtype)
    return (np.arange(count) * (10 if values == "tens" else 1)).astype(dtype).reshape(shape)


def arrays(specs, dtype):
    """The operands of a block by name."""
    named = {}
    for place, spec in enumerate(specs):
        named[spec.get("name", "abcd"[place])] = array(spec, dtype, named)
    return named


class Refused(Exception):
    """A rule that finds no way to fit the shapes."""


def placed(rule, operands):
    """The operands as a wrong rule would have them before NumPy's own broadcasting."""
    rank = max(operand.ndim for operand in operands)
    if rule == "same-shape":
        if len({operand.shape for operand in operands}) > 1:
            raise Refused
        return operands
    if rule == "align-left":
        return [operand.reshape(operand.shape + (1,) * (rank - operand.ndim)) for operand in operands]
    if rule == "as-row":
        return [operand[np.newaxis, :] if operand.ndim == 1 else operand for operand in operands]
    if rule == "as-column":
        return [operand[:, np.newaxis] if operand.ndim == 1 else operand for operand in operands]
    if rule == "shortest":
        return shortest(operands, rank)
    if rule == "any-axis":
        largest = max(operands, key=lambda operand: operand.ndim)
        return [any_axis(operand, largest.shape) for operand in operands]
    return operands


def shortest(operands, rank):
    padded = [operand.reshape((1,) * (rank - operand.ndim) + operand.shape) for operand in operands]
    for axis in range(rank):
        lengths = [operand.shape[axis] for operand in padded if operand.shape[axis] != 1]
        if lengths:
            cut = (slice(None),) * axis + (slice(min(lengths)),)
            padded = [operand[cut] if operand.shape[axis] != 1 else operand for operand in padded]
    return padded


def any_axis(operand, shape):
    """The operand with its axes at the first places, from the left, where its lengths fit."""

    def places(axis, start):
        if axis == operand.ndim:
            return []
        for place in range(start, len(shape)):
            length = operand.shape[axis]
            if length == shape[place] or 1 in (length, shape[place]):
                rest = places(axis + 1, place + 1)
                if rest is not None:
                    return [place, *rest]
        return None

    found = places(0, 0)
    if found is None:
        raise Refused
    full = [1] * len(shape)
    for axis, place in enumerate(found):
        full[place] = operand.shape[axis]
    return operand.reshape(full)


def outcome(rule, question, named):
    """What a rule gives for a question, as text in the form of its measure."""
    measure = question["measure"]
    ufunc = getattr(np, question["case"].get("ufunc", "add"))
    operands = list(named.values())
    try:
        placed_operands = placed(rule, operands)
        shape = np.broadcast_shapes(*(operand.shape for operand in placed_operands))
    except (Refused, ValueError) as error:
        if measure == "error":
            return str(error).strip()
        return "error"
    small = [np.ones((1,) * len(shape), operand.dtype) for operand in placed_operands]
    itemsize = ufunc(*small).itemsize
    full = math.prod(shape)
    stretched = [operand.size != full for operand in placed_operands]
    if measure == "shape":
        return str(shape)
    if measure == "error":
        return "no error"
    if measure == "result-bytes":
        if rule == "free-result":
            return "0"
        copies = [o.itemsize * full for o, grown in zip(placed_operands, stretched, strict=True) if grown]
        return str(full * itemsize + (sum(copies) if rule == "copy-stretched" else 0))
    if measure == "operand-bytes":
        place = list(named).index(question["of"])
        operand = placed_operands[place]
        if stretched[place] and rule == "copy-stretched":
            return str(operand.itemsize * full)
        if stretched[place] and rule == "free-result":
            return "0"
        return str(operand.nbytes)
    return str(ufunc(*placed_operands)[tuple(question["index"])])


def written(answer, measure):
    """An answer in the form outcomes have."""
    if measure == "shape" and answer != "error":
        if isinstance(answer, str):
            answer = [int(length) for length in re.findall(r"\d+", answer)]
        return str(tuple(answer))
    return str(answer)


def check_question(question, where, tally, failures):
    named = arrays(question["case"]["operands"], question["case"].get("dtype", "int64"))
    for option in question["options"]:
        found = outcome(option["rule"], question, named)
        answer = written(option["answer"], question["measure"])
        tally["options"] += 1
        if found != answer:
            failures.append(f"{where}: the rule {option['rule']} gives {found}, not {answer}")


def fill(template, solution):
    """Whether a solution is its template with the blanks filled."""
    pattern = "(.+)".join(re.escape(part) for part in template.split("___"))
    return "___" in template and re.fullmatch(pattern, solution) is not None


def check_exercise(exercise, where, tally, failures):
    named = arrays(exercise["arrays"], exercise.get("dtype", "int64"))

    def value(expression):
        return eval(expression, {"np": np, **named})  # noqa: S307 (our own lessons)

    for solution in [exercise["solution"], *(step["solution"] for step in exercise.get("scaffold", []))]:
        tally["solutions"] += 1
        try:
            value(solution)
        except Exception as error:  # noqa: BLE001 (any failure is told)
            failures.append(f"{where}: {solution}: {type(error).__name__}: {error}")
    for step in exercise.get("scaffold", []):
        if not fill(step["template"], step["solution"]):
            failures.append(f"{where}: {step['solution']} does not fill {step['template']}")
    if "start" in exercise:
        try:
            solved = np.array_equal(value(exercise["start"]), value(exercise["solution"]))
        except (ValueError, SyntaxError):
            solved = False
        if solved:
            failures.append(f"{where}: the reader starts from a solution")


def check_lesson(path, tally, failures):
    session = Session(path)
    for line, words, body in fences(path):
        where = f"{path.name}:{line}"
        if words[:1] == ["python"]:
            if ">>>" not in body:
                failures.append(f"{where}: an example without a session")
            session.run(body, line)
        elif words[:1] == ["widget"]:
            spec = tomllib.loads(body)
            if "code" in spec and ">>>" in spec["code"]:
                session.run(spec["code"] + "\n", line)
            if words[1] == "question":
                check_question(spec, where, tally, failures)
            elif words[1] == "exercise":
                check_exercise(spec, where, tally, failures)
    tally["examples"] += session.ran
    failures.extend(session.failures)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lessons", type=Path, default=Path("lessons"))
    lessons = parser.parse_args().lessons
    if np.__version__ != NUMPY:
        sys.exit(f"this is NumPy {np.__version__}; the lessons are held to {NUMPY}")
    limit_memory()
    tally = {"lessons": 0, "examples": 0, "options": 0, "solutions": 0}
    failures = []
    for path in sorted(lessons.glob("*.md")):
        if path.name == "SUMMARY.md":
            continue
        tally["lessons"] += 1
        check_lesson(path, tally, failures)
    for failure in failures:
        print(failure, file=sys.stderr)
    print(", ".join(f"{count} {what}" for what, count in tally.items()), "checked with NumPy", NUMPY)
    if failures or not tally["lessons"]:
        sys.exit(1)


if __name__ == "__main__":
    main()
