//! `cargo xtask test`: every check, one after the other, and a table at the end.
//! A failed stage does not hide the ones after it.

use std::process::Command;
use std::time::Instant;

use crate::bench;
use crate::build::{self, DIST};
use crate::disassembly;
use crate::options::Stage;
use crate::process::{self, Outcome};
use crate::project::Project;
use crate::server::Server;
use crate::setup;
use crate::tally::{self, Row, Tally};

/// A path no host uses, to prove that the pages work wherever they are put.
const DEEP_PATH: &str = "/some/deep/path/";

/// Where the property tests look for the seed of their random cases.
const SEED: &str = "PROPTEST_RNG_SEED";

/// Runs the chosen stages.
pub(crate) fn run(project: &Project, stages: &[Stage]) -> Outcome {
    let mut rows = Vec::new();
    for stage in stages {
        match stage {
            Stage::Format => rows.push(checked("rustfmt", &mut format(project))),
            Stage::Clippy => {
                rows.push(checked("clippy, native", &mut native_clippy(project)));
                rows.push(checked("clippy, wasm32", &mut wasm_clippy(project)));
            }
            Stage::Native => rows.push(native_tests(project)),
            Stage::Web => rows.push(web_tests(project)),
            Stage::Kernels => rows.push(timed("kernels, disassembled", |tally| {
                let module = bench::compiled(project)?;
                disassembly::check(&module, &project.path("."), tally)
            })),
            Stage::Build => rows.push(timed("release build", |_| build::run(project))),
            Stage::EndToEnd => rows.push(timed("end-to-end tests, Chromium", |tally| {
                // Nothing to do after the stage before; alone, it tests what the sources say.
                build::run(project)?;
                end_to_end_tests(project, tally)
            })),
        }
    }
    print!("\n{}", tally::summary(&rows));
    let failed: Vec<_> = rows.iter().filter(|row| row.failure.is_some()).collect();
    if failed.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = failed.iter().map(|row| row.name).collect();
    Err(format!("failed: {}", names.join("; ")))
}

/// Runs one stage, and keeps its counts and its time.
fn timed(name: &'static str, work: impl FnOnce(&mut Tally) -> Outcome) -> Row {
    println!("\n▸ {name}");
    let start = Instant::now();
    let mut tally = Tally::default();
    let failure = work(&mut tally).err();
    Row::new(name, tally, start.elapsed(), failure)
}

/// A stage of one command that either agrees or not.
fn checked(name: &'static str, command: &mut Command) -> Row {
    timed(name, |_| process::run(command))
}

fn cargo(project: &Project, arguments: &[&str]) -> Command {
    let mut command = project.command("cargo");
    command.args(arguments);
    command
}

fn format(project: &Project) -> Command {
    cargo(project, &["fmt", "--all", "--check"])
}

fn native_clippy(project: &Project) -> Command {
    let arguments = [
        "clippy",
        "--locked",
        "--workspace",
        "--all-targets",
        "--",
        "-Dwarnings",
    ];
    cargo(project, &arguments)
}

fn wasm_clippy(project: &Project) -> Command {
    let mut command = cargo(
        project,
        &["clippy", "--locked", "--workspace", "--exclude", "xtask"],
    );
    command.args([
        "--target",
        "wasm32-unknown-unknown",
        "--lib",
        "--bins",
        "--test",
        "web",
        "--test",
        "web_golden",
    ]);
    command.args(["--", "-Dwarnings"]);
    command
}

fn native_tests(project: &Project) -> Row {
    let mut command = cargo(
        project,
        &["test", "--locked", "--workspace", "--no-fail-fast"],
    );
    // The same random cases for everyone, so that a change alone decides; another seed looks elsewhere.
    if std::env::var_os(SEED).is_none() {
        command.env(SEED, "1");
    }
    timed("native tests", |tally| {
        process::run_reading(&mut command, &mut |line| tally.read_rust(line))?;
        some_tests(*tally)
    })
}

fn web_tests(project: &Project) -> Row {
    let mut command = cargo(project, &["test", "--locked", "--package", "ndarium"]);
    // Kernels are one function each, made of hundreds of small ones; as they stand without any optimization, some are
    // too long for the browser's compiler, which takes the page down with it.
    command.args(["--config", "profile.dev.package.engine.opt-level=1"]);
    command.args(["--target", "wasm32-unknown-unknown"]);
    command.args(["--test", "web", "--test", "web_islands"]);
    command.args(["--test", "web_golden"]);
    // The runner waits so many seconds; the golden cases, and a driver that starts on a busy
    // machine, take longer than it would wait by itself.
    command.env("WASM_BINDGEN_TEST_TIMEOUT", "600");
    command.env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "60");
    command.arg("--no-fail-fast");
    timed("WebAssembly tests, Chromium", |tally| {
        command.env("CHROMEDRIVER", setup::chromedriver(project)?);
        process::run_reading(&mut command, &mut |line| tally.read_rust(line))?;
        some_tests(*tally)
    })
}

fn end_to_end_tests(project: &Project, tally: &mut Tally) -> Outcome {
    let dist = project.path(DIST);
    let root = Server::start(&dist, "/", 0)?;
    let deep = Server::start(&dist, DEEP_PATH, 0)?;
    let mut command = project.command("playwright");
    command
        .arg("test")
        .env("CHROMIUM", setup::chromium(project)?)
        .env("NDARIUM_ADDRESS", root.address())
        .env("NDARIUM_DEEP_ADDRESS", deep.address());
    process::run_reading(&mut command, &mut |line| tally.read_playwright(line))?;
    some_tests(*tally)
}

/// A stage of tests in which none ran proves nothing.
fn some_tests(tally: Tally) -> Outcome {
    if tally.passed > 0 {
        Ok(())
    } else {
        Err("no test ran".to_owned())
    }
}
