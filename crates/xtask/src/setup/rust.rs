//! What comes through rustup and cargo: the wasm32 target, Trunk, the tools that bind and split modules.
//! Tools go to `.tools/` of the project, so that no version the reader has is replaced.

use std::env::consts::EXE_EXTENSION;
use std::path::PathBuf;
use std::process::Command;

use super::{Tool, nothing_more, wants_version};
use crate::process::{self, Outcome};
use crate::project::{Project, TRUNK_VERSION, WASM_SPLIT_VERSION};
use crate::split;

const TARGET: &str = "wasm32-unknown-unknown";

/// The standard library for WebAssembly.
pub(super) fn wasm_target(project: &Project) -> Tool<'_> {
    Tool {
        name: format!("Rust target {TARGET}"),
        purpose: "compile the app for the browser",
        look: Box::new(|| {
            let library = sysroot(project)?
                .join("lib/rustlib")
                .join(TARGET)
                .join("lib");
            if library.is_dir() {
                Ok(())
            } else {
                Err("it is not installed".to_owned())
            }
        }),
        install: Box::new(|| {
            let mut command = project.command("rustup");
            command.args(["target", "add", TARGET]);
            Ok(vec![command])
        }),
        finish: nothing_more(),
    }
}

/// A part of the toolchain, known by the program it brings.
pub(super) fn component<'a>(
    project: &'a Project,
    name: &'static str,
    program: &'static str,
) -> Tool<'a> {
    Tool {
        name: name.to_owned(),
        purpose: "check the code",
        look: Box::new(move || {
            // Not PATH: rustup puts a stand-in there even where the component is missing.
            let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
            let file = sysroot(project)?.join("bin").join(file);
            if file.is_file() {
                Ok(())
            } else {
                Err("it is not installed".to_owned())
            }
        }),
        install: Box::new(move || {
            let mut command = project.command("rustup");
            command.args(["component", "add", name]);
            Ok(vec![command])
        }),
        finish: nothing_more(),
    }
}

/// The bundler.
pub(super) fn trunk(project: &Project) -> Tool<'_> {
    Tool {
        name: format!("trunk {TRUNK_VERSION}"),
        purpose: "build the app",
        look: Box::new(|| wants_version(project, "trunk", TRUNK_VERSION)),
        install: Box::new(|| {
            let mut command = cargo_install(project);
            command.args(["trunk", "--version", TRUNK_VERSION, "--locked"]);
            Ok(vec![command])
        }),
        finish: nothing_more(),
    }
}

/// The wasm-bindgen tools in the locked version; their format changes with every release.
pub(super) fn wasm_bindgen(project: &Project, version: String) -> Tool<'_> {
    let wanted = version.clone();
    Tool {
        name: format!("wasm-bindgen {version}"),
        purpose: "join the app with the page, and to run its browser tests",
        look: Box::new(move || {
            wants_version(project, "wasm-bindgen", &wanted)?;
            wants_version(project, "wasm-bindgen-test-runner", &wanted)
        }),
        install: Box::new(move || {
            let mut command = cargo_install(project);
            // Without optimization it is built in half the time, and has little to do.
            command.args(["wasm-bindgen-cli", "--version", &version, "--debug"]);
            Ok(vec![command])
        }),
        finish: nothing_more(),
    }
}

/// The tool that cuts the app's module in parts. It cannot tell its version, so cargo is asked which one it installed.
pub(super) fn wasm_split(project: &Project) -> Tool<'_> {
    const PACKAGE: &str = "wasm_split_cli_support";
    Tool {
        name: format!("wasm-split-cli {WASM_SPLIT_VERSION}"),
        purpose: "cut the app in parts that a page fetches when it needs them",
        look: Box::new(|| {
            let installed = project.path(".tools/.crates.toml");
            let installed = std::fs::read_to_string(installed).unwrap_or_default();
            let wanted = format!("\"{PACKAGE} {WASM_SPLIT_VERSION} ");
            let program = project.path(".tools/bin").join(split::PROGRAM);
            if installed.contains(&wanted) && program.with_extension(EXE_EXTENSION).is_file() {
                Ok(())
            } else {
                Err("it is not in .tools".to_owned())
            }
        }),
        install: Box::new(|| {
            let mut command = cargo_install(project);
            command.args([PACKAGE, "--version", WASM_SPLIT_VERSION, "--locked"]);
            // Optimized it would take longer to build than it ever saves.
            command.args(["--features", "build-binary", "--debug"]);
            Ok(vec![command])
        }),
        finish: nothing_more(),
    }
}

fn cargo_install(project: &Project) -> Command {
    let mut command = project.command("cargo");
    // A folder of its own while it builds, so that the project's is not filled with tools.
    command
        .env_remove("CARGO_TARGET_DIR")
        .args(["install", "--root", ".tools"]);
    command
}

fn sysroot(project: &Project) -> Outcome<PathBuf> {
    let rustc = project
        .program("rustc")
        .ok_or("there is no rustc on PATH")?;
    let path =
        process::printed(rustc, &["--print", "sysroot"]).ok_or("`rustc --print sysroot` fails")?;
    Ok(PathBuf::from(path))
}
