"""Writes the golden case files: small programs and what NumPy answers to each.

Run as `python tests/golden/generate.py --out tests/golden/cases`; it needs the pinned NumPy and nothing else.
"""

import argparse
import os
import pathlib

from golden import pinned

# Answers must not depend on the machine: without these, NumPy picks kernels by the processor it finds.
os.environ.setdefault("NPY_DISABLE_CPU_FEATURES", "X86_V3 X86_V4 AVX512_ICL AVX512_SPR")


def write_list(folder, groups):
    """Writes the names of all groups as Rust, for the tests that cannot look into a folder."""
    text = "run_each! {\n" + "".join(f"    {name},\n" for name in groups.NAMES) + "}\n"
    (folder / "groups.rs").write_text(text, encoding="ascii", newline="\n")


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
    total = 0
    for name, group in groups.all_groups(options.only):
        lines = group.lines()
        text = "\n".join(lines) + "\n"
        (options.out / f"{name}.jsonl").write_text(text, encoding="ascii", newline="\n")
        count = len(lines) - 1
        total += count
        print(f"{name}: {count} cases, {len(text) / 1000:.0f} kB")
    print(f"golden: {total} cases from NumPy {pinned.NUMPY}")


if __name__ == "__main__":
    main()
