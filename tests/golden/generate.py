"""Writes the golden case files: small programs and what NumPy answers to each.

Run as `python tests/golden/generate.py --out tests/golden/cases`; it needs the pinned NumPy and nothing else.
"""

import argparse
import os
import pathlib
import subprocess
import sys

from golden import pinned, tolerances

# Answers must not depend on the machine: without these, NumPy picks kernels by the processor it finds.
os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V3 X86_V4 AVX512_ICL AVX512_SPR")
# So does the library below its linear algebra, whose kernels add in orders of their own.
os.environ.setdefault("OPENBLAS_CORETYPE", "Haswell")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def write_list(folder, groups):
    """Writes the names of all groups as Rust, for the tests that cannot look into a folder."""
    text = "run_each! {\n" + "".join(f"    {name},\n" for name in groups.NAMES) + "}\n"
    (folder / "groups.rs").write_text(text, encoding="ascii", newline="\n")


def write(folder, name, groups):
    """Runs one group and writes its file; how many cases it has."""
    group = groups.make(name)
    tolerances.settle(name, group.cases)
    lines = group.lines()
    text = "\n".join(lines) + "\n"
    (folder / f"{name}.jsonl").write_text(text, encoding="ascii", newline="\n")
    print(f"{name}: {len(lines) - 1} cases, {len(text) / 1000:.0f} kB", flush=True)
    return len(lines) - 1


def write_all(folder, groups):
    """Runs every group in a process of its own: NumPy remembers which loops it has chosen, and its words for a refusal
    can depend on what was called before."""
    total = 0
    for name in groups.NAMES:
        subprocess.run([sys.executable, __file__, "--out", folder, "--only", name], check=True)
        with open(folder / f"{name}.jsonl", encoding="ascii") as file:
            total += sum(1 for _ in file) - 1
    print(f"golden: {total} cases from NumPy {pinned.NUMPY}")


def main():
    """Checks the NumPy, runs every group, writes one file for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for the case files")
    parser.add_argument("--only", help="write this group only")
    options = parser.parse_args()
    import warnings

    warnings.simplefilter("ignore")
    pinned.require()
    from golden import groups

    options.out.mkdir(parents=True, exist_ok=True)
    write_list(options.out, groups)
    if options.only is None:
        write_all(options.out, groups)
    else:
        write(options.out, options.only, groups)


if __name__ == "__main__":
    main()
