//! `cargo xtask golden`: the golden files again, made by the pinned NumPy in its own place, and the
//! lessons held to it. Knows how the generator and the check are started, not what they do.

use crate::process::{self, Outcome, step};
use crate::project::Project;

/// The NumPy the engine is held against.
const NUMPY_VERSION: &str = "2.4.6";
/// The oldest Python that NumPy runs on: 3.11.
const OLDEST_PYTHON: (u32, u32) = (3, 11);
/// Python's own place for the project.
const PLACE: &str = ".tools/venv";

/// Makes the golden files, then runs the lessons' examples.
pub(crate) fn run(project: &Project) -> Outcome {
    let python = project.path(PLACE).join("bin/python");
    let numpy = || {
        let question = "import numpy; print(numpy.__version__)";
        process::printed(&python, &["-c", question])
    };
    if numpy().as_deref() != Some(NUMPY_VERSION) {
        step(&format!("NumPy {NUMPY_VERSION} in {PLACE}"), || {
            install(project)
        })?;
    }
    match numpy() {
        Some(version) if version == NUMPY_VERSION => {}
        found => {
            return Err(format!(
                "{PLACE} holds NumPy {found:?}, not {NUMPY_VERSION}"
            ));
        }
    }
    step("golden files", || {
        let mut generate = project.command(&python.to_string_lossy());
        generate.args(["tests/golden/generate.py", "--out", "tests/golden/cases"]);
        process::run(&mut generate)
    })?;
    step("golden expressions", || {
        let mut generate = project.command(&python.to_string_lossy());
        generate.args(["tests/golden/expressions.py", "--out", "tests/golden/cases"]);
        process::run(&mut generate)
    })?;
    step("examples, answers and solutions of the lessons", || {
        let mut check = project.command(&python.to_string_lossy());
        check.arg("tests/golden/lesson_examples.py");
        process::run(&mut check)
    })
}

fn install(project: &Project) -> Outcome {
    let (major, minor) = OLDEST_PYTHON;
    let wanted = format!("Python {major}.{minor} or newer is needed to run NumPy {NUMPY_VERSION}");
    let python = project
        .program("python3")
        .ok_or_else(|| format!("{wanted}: there is no python3; {}", how_to_install(project)))?;
    let printed = process::printed(python, &["--version"]).unwrap_or_default();
    if version_in(&printed).is_none_or(|version| version < OLDEST_PYTHON) {
        let found = if printed.is_empty() {
            "does not run"
        } else {
            &printed
        };
        return Err(format!(
            "{wanted}: python3 here is {found}; {}",
            how_to_install(project)
        ));
    }
    let mut make = project.command("python3");
    make.args(["-m", "venv", "--clear", PLACE]);
    process::run(&mut make).map_err(|why| {
        format!(
            "{why}; python3 lacks its module venv; {}",
            how_to_install(project)
        )
    })?;
    let mut pip = project.command(&project.path(PLACE).join("bin/python").to_string_lossy());
    pip.args([
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-deps",
    ]);
    pip.arg(format!("numpy=={NUMPY_VERSION}"));
    process::run(&mut pip)
}

fn how_to_install(project: &Project) -> &'static str {
    [
        (
            "apt-get",
            "install it: sudo apt-get install python3 python3-venv",
        ),
        ("dnf", "install it: sudo dnf install python3"),
        ("pacman", "install it: sudo pacman -S python"),
        ("brew", "install it: brew install python"),
    ]
    .into_iter()
    .find(|(manager, _)| project.program(manager).is_some())
    .map_or("install it from python.org", |(_, command)| command)
}

/// `(3, 11)` out of `Python 3.11.7`.
fn version_in(line: &str) -> Option<(u32, u32)> {
    let mut parts = line.strip_prefix("Python ")?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn python_versions_compare_as_numbers() {
        assert_eq!(version_in("Python 3.11.7"), Some((3, 11)));
        assert!(version_in("Python 3.9.18") < Some(OLDEST_PYTHON));
        assert!(version_in("Python 3.14.0rc1") > Some(OLDEST_PYTHON));
        assert_eq!(version_in("command not found"), None);
    }
}
