//! Finds what the other commands need and installs what is missing, one step after the other.
//! This file knows how a tool is provided; which tools there are is told in the files below it.

mod browser;
mod node;
mod rust;

use std::process::Command;
use std::time::Instant;

use crate::process::{self, Outcome, seconds, words};
use crate::project::Project;

pub(crate) use browser::{chromedriver, chromium};

/// How much has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// What builds a module of its own.
    Module,
    /// What builds a module and times it in a browser.
    Timing,
    /// What builds the app.
    Build,
    /// What builds the app and checks it.
    Everything,
}

/// One thing the project needs on this machine.
struct Tool<'a> {
    name: String,
    /// Completes "needed to …".
    purpose: &'static str,
    /// Whether it is here in the right version; if not, says what is.
    look: Box<dyn Fn() -> Outcome + 'a>,
    /// The commands that install it, the last of which decides; or why there are none.
    install: Box<dyn Fn() -> Outcome<Vec<Command>> + 'a>,
    /// What remains to be noted after installing.
    finish: Box<dyn Fn() -> Outcome + 'a>,
}

/// Provides everything that `needs` names.
pub(crate) fn run(project: &Project, needs: Needs) -> Outcome {
    let start = Instant::now();
    let version = project.wasm_bindgen_version()?;
    let mut tools = vec![rust::wasm_target(project)];
    if needs == Needs::Everything {
        tools.push(rust::component(project, "rustfmt", "rustfmt"));
        tools.push(rust::component(project, "clippy", "cargo-clippy"));
    }
    if matches!(needs, Needs::Build | Needs::Everything) {
        tools.push(rust::trunk(project));
        tools.push(rust::wasm_split(project));
    }
    tools.push(rust::wasm_bindgen(project, version));
    tools.push(node::node(project));
    tools.push(node::packages(project));
    if matches!(needs, Needs::Timing | Needs::Everything) {
        tools.push(browser::both(project));
    }
    for tool in &tools {
        provide(tool)?;
    }
    println!("✓ setup: {}", seconds(start.elapsed()));
    Ok(())
}

/// Looks for a tool, and installs it if it is not here.
fn provide(tool: &Tool<'_>) -> Outcome {
    let start = Instant::now();
    let Err(reason) = (tool.look)() else {
        println!("✓ {}: here, {}", tool.name, seconds(start.elapsed()));
        return Ok(());
    };
    let lead = format!("{} is needed to {}: {reason}", tool.name, tool.purpose);
    let mut commands = (tool.install)().map_err(|why| format!("{lead}; {why}"))?;
    let by_hand: Vec<_> = commands.iter().map(words).collect();
    let by_hand = by_hand.join(" && ");
    println!("▸ {}: {reason}; installing: {by_hand}", tool.name);
    let mut result = Ok(());
    for command in &mut commands {
        // Only the last decides: refreshing a package list may fail for an unrelated source.
        result = process::run(command);
    }
    result
        .and_then(|()| (tool.finish)())
        .and_then(|()| (tool.look)())
        .map_err(|why| format!("{lead}; installing failed: {why}; by hand: {by_hand}"))?;
    println!("✓ {}: installed, {}", tool.name, seconds(start.elapsed()));
    Ok(())
}

/// For tools after whose installation nothing is left to do.
fn nothing_more<'a>() -> Box<dyn Fn() -> Outcome + 'a> {
    Box::new(|| Ok(()))
}

/// Asks a program for its version: the last word of a line like `trunk 0.21.14`.
fn version_of(project: &Project, program: &str) -> Outcome<String> {
    let path = project
        .program(program)
        .ok_or_else(|| format!("there is no {program} on PATH"))?;
    let line = process::printed(path, &["--version"])
        .ok_or_else(|| format!("`{program} --version` fails"))?;
    line.split_whitespace()
        .last()
        .map(str::to_owned)
        .ok_or_else(|| format!("`{program} --version` prints nothing"))
}

/// Whether a program has exactly the wanted version.
fn wants_version(project: &Project, program: &str, wanted: &str) -> Outcome {
    let found = version_of(project, program)?;
    if found == wanted {
        Ok(())
    } else {
        Err(format!("{program} here is {found}, not {wanted}"))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    fn tool<'a>(installed: &'a Cell<bool>, arguments: &'static [&'static str]) -> Tool<'a> {
        Tool {
            name: "widget press".to_owned(),
            purpose: "press widgets",
            look: Box::new(|| {
                if installed.get() {
                    Ok(())
                } else {
                    Err("it is not here".to_owned())
                }
            }),
            install: Box::new(move || {
                let mut command = Command::new(env!("CARGO"));
                command.args(arguments).stderr(std::process::Stdio::null());
                Ok(vec![command])
            }),
            finish: Box::new(|| {
                installed.set(true);
                Ok(())
            }),
        }
    }

    #[test]
    fn what_is_missing_is_installed() {
        let installed = Cell::new(false);
        assert_eq!(provide(&tool(&installed, &["--version"])), Ok(()));
        assert!(installed.get());
    }

    #[test]
    fn what_cannot_be_installed_ends_in_one_line_with_the_command() {
        let installed = Cell::new(false);
        let message = provide(&tool(&installed, &["no-such-command"])).expect_err("wrong command");
        for part in [
            "widget press is needed to press widgets: it is not here",
            "cargo no-such",
        ] {
            assert!(message.contains(part), "{message}");
        }
        assert_eq!(message.lines().count(), 1);
        assert!(!installed.get());
    }
}
