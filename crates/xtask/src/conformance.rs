//! `cargo xtask conformance`: the golden cases run natively, told as a table by group of functions.
//! Starts the runner and passes its exit code on; the runner counts and prints.

use crate::process::{self, Outcome};
use crate::project::Project;

/// Prints the table; fails where a case is wrong or a group has too few.
pub(crate) fn run(project: &Project) -> Outcome {
    let mut command = project.command("cargo");
    command.args(["test", "--quiet", "--locked", "--package", "engine"]);
    command.args(["--test", "golden", "--", "--conformance"]);
    process::run(&mut command)
}
