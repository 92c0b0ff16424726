//! `cargo xtask bench-build`: the engine alone as a module for speed, with the door that a page times it through.
//! `cargo xtask bench`: the project's own benchmark over it. Knows how both are compiled and started, not what they compute.

use std::path::{Path, PathBuf};

use crate::files;
use crate::options::Place;
use crate::process::{self, Outcome, step};
use crate::project::Project;
use crate::server::Server;
use crate::setup;
use crate::split;

/// Where the module goes unless a folder is named.
pub(crate) const FOLDER: &str = "target/bench-build";

/// The name of what is made: `engine_bench.js` and `engine_bench_bg.wasm`.
const NAME: &str = "engine_bench";

/// The package, and the profile of the root's `Cargo.toml` that it is built with.
const PACKAGE: &str = "bench";
const PROFILE: &str = "fast";

/// Measures the cases that some words choose, in each place, and prints a table for each.
pub(crate) fn run(project: &Project, words: &str, places: &[Place]) -> Outcome {
    for place in places {
        match place {
            Place::Native => step("benchmark, native", || native(project, words))?,
            Place::Browser => {
                build(project, None)?;
                step("benchmark, Chromium", || browser(project, words))?;
            }
        }
    }
    Ok(())
}

fn native(project: &Project, words: &str) -> Outcome {
    let mut command = project.command("cargo");
    command
        .args(["run", "--quiet", "--locked", "--package", PACKAGE])
        .args(["--profile", PROFILE, "--bin", "engine-bench", "--", words]);
    process::run(&mut command)
}

fn browser(project: &Project, words: &str) -> Outcome {
    let server = Server::start(&project.path(FOLDER), "/", 0)?;
    let mut command = project.command("node");
    command
        .args(["tests/e2e/bench.mjs", words])
        .env("CHROMIUM", setup::chromium(project)?)
        .env("NDARIUM_ADDRESS", server.address());
    process::run(&mut command)
}

/// Builds into a folder and says where.
pub(crate) fn build(project: &Project, folder: Option<&str>) -> Outcome {
    let folder = project.path(folder.unwrap_or(FOLDER));
    step("engine (release, for speed)", || module(project, &folder))?;
    println!("{}", folder.display());
    Ok(())
}

/// Compiles the module, and says where the linker left it, with the names of its functions.
pub(crate) fn compiled(project: &Project) -> Outcome<PathBuf> {
    let mut compile = project.command("cargo");
    compile
        .args(["build", "--locked", "--lib", "--package", PACKAGE])
        .args(["--profile", PROFILE])
        .args(["--target", "wasm32-unknown-unknown"]);
    process::run(&mut compile)?;
    let inside = format!("wasm32-unknown-unknown/{PROFILE}/{PACKAGE}.wasm");
    Ok(split::target_folder(project).join(inside))
}

fn module(project: &Project, folder: &Path) -> Outcome {
    let linked = compiled(project)?;
    files::empty_folder(folder)?;
    let mut bind = project.command("wasm-bindgen");
    bind.args(["--target", "web", "--no-typescript", "--out-name", NAME])
        .arg("--out-dir")
        .arg(folder)
        .arg(linked);
    process::run(&mut bind)?;

    let bound = folder.join(format!("{NAME}_bg.wasm"));
    let optimized = folder.join("optimized.wasm");
    let mut optimize = project.command("wasm-opt");
    // The app's features, another aim.
    optimize
        .arg("-O3")
        .args(split::FEATURES)
        .arg(&bound)
        .arg("-o")
        .arg(&optimized);
    process::run(&mut optimize)?;
    files::write(&bound, &files::read(&optimized)?)?;
    std::fs::remove_file(&optimized)
        .map_err(|error| format!("cannot remove {}: {error}", optimized.display()))
}
