//! What comes through Node: Node itself is only looked for, its packages are installed.

use super::{Tool, nothing_more, version_of};
use crate::files::{self, Fingerprint};
use crate::process::Outcome;
use crate::project::Project;

/// The oldest Node that runs every package in `package-lock.json`.
const OLDEST_NODE: u32 = 20;

/// Left in `node_modules` after installing: which lock file it was filled from.
const MARK: &str = "node_modules/.filled-from";

/// Node and npm.
pub(super) fn node(project: &Project) -> Tool<'_> {
    Tool {
        name: format!("Node {OLDEST_NODE} or newer"),
        purpose: "shrink the WebAssembly file and to drive the browser",
        look: Box::new(|| {
            let version = version_of(project, "node")?;
            let major = version
                .trim_start_matches('v')
                .split('.')
                .next()
                .unwrap_or_default();
            if major.parse::<u32>().is_ok_and(|major| major >= OLDEST_NODE) {
                project
                    .program("npm")
                    .map(|_| ())
                    .ok_or("there is no npm on PATH".to_owned())
            } else {
                Err(format!("node here is {version}"))
            }
        }),
        install: Box::new(|| {
            // The newest Node is not in every distribution: which source to trust is the reader's
            // choice, so the command is named and not run.
            let command = [
                ("apt-get", "sudo apt-get install nodejs npm"),
                ("dnf", "sudo dnf install nodejs npm"),
                ("pacman", "sudo pacman -S nodejs npm"),
                ("brew", "brew install node"),
            ]
            .into_iter()
            .find(|(manager, _)| project.program(manager).is_some());
            Err(match command {
                Some((_, command)) => format!("install it: {command}"),
                None => "install it from nodejs.org".to_owned(),
            })
        }),
        finish: nothing_more(),
    }
}

/// The packages of `package-lock.json`.
pub(super) fn packages(project: &Project) -> Tool<'_> {
    Tool {
        name: "Node packages".to_owned(),
        purpose: "shrink the WebAssembly file and to test the pages",
        look: Box::new(|| {
            let filled_from = std::fs::read_to_string(project.path(MARK)).unwrap_or_default();
            let whole = project.path("node_modules/.bin/wasm-opt").exists();
            if whole && filled_from == lock_fingerprint(project)? {
                Ok(())
            } else {
                Err("node_modules does not match package-lock.json".to_owned())
            }
        }),
        install: Box::new(|| {
            let mut command = project.command("npm");
            // Playwright drives the system's Chromium; its own browsers are not wanted.
            command
                .arg("ci")
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
            Ok(vec![command])
        }),
        finish: Box::new(|| {
            files::write(&project.path(MARK), lock_fingerprint(project)?.as_bytes())
        }),
    }
}

fn lock_fingerprint(project: &Project) -> Outcome<String> {
    let mut print = Fingerprint::default();
    for name in ["package.json", "package-lock.json"] {
        print.add(&files::read(&project.path(name))?);
    }
    Ok(print.text())
}
