//! `cargo xtask measure`: bytes and times of the lesson page in headless Chromium.
//! Starts the server and the browser's script; the script does the measuring.

use crate::build::DIST;
use crate::process::{self, Outcome};
use crate::project::Project;
use crate::server::Server;
use crate::setup;

/// Measures; the last line printed holds the four results.
pub(crate) fn run(project: &Project) -> Outcome {
    let server = Server::start(&project.path(DIST), "/", 0)?;
    let mut command = project.command("node");
    command
        .arg("tests/e2e/measure.mjs")
        .env("CHROMIUM", setup::chromium(project)?)
        .env("NDARIUM_ADDRESS", server.address());
    process::run(&mut command)
}
