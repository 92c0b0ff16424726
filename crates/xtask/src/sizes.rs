//! `cargo xtask sizes`: what the rooms of the engine take of the app's code, in brotli bytes.
//! Starts the script that takes the linker's module apart; the script measures.

use crate::build::DIST;
use crate::files;
use crate::process::{self, Outcome};
use crate::project::Project;
use crate::split;

/// Where the module lies while it is taken apart.
const WORK: &str = "target/site/sizes";

/// Prints the table; the last line holds the sums.
pub(crate) fn run(project: &Project) -> Outcome {
    let linked = split::linked(project);
    if !linked.is_file() {
        return Err(format!(
            "{} is gone, though the app is built; remove target/site and try again",
            linked.display()
        ));
    }
    let shrinker = project
        .program("wasm-opt")
        .ok_or("there is no wasm-opt; `cargo xtask setup` installs it")?;
    let folder = project.path(WORK);
    files::empty_folder(&folder)?;
    let mut command = project.command("node");
    command
        .arg("tests/e2e/sizes.mjs")
        .arg(linked)
        .arg(&folder)
        .arg(project.path(DIST))
        .arg(shrinker)
        .args(split::AIM)
        .args(split::FEATURES);
    process::run(&mut command)
}
