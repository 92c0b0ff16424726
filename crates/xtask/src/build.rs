//! The release build: Trunk makes the app, `split` cuts it in parts, `pages` writes the static pages around it.
//! What has not changed since the last time is not made again.

use std::path::PathBuf;

use crate::content_names;
use crate::files::{self, Fingerprint};
use crate::process::{self, Outcome, step};
use crate::project::Project;
use crate::split;
use crate::trim;

/// What Trunk makes; its `index.html` is the template of every page.
const APP: &str = "target/site/app";
/// Where the pages are put together before `dist/` is replaced.
const STAGE: &str = "target/site/stage";
/// What a reader's server needs.
pub(crate) const DIST: &str = "dist";

/// What the compiler is asked to leave out for size: a counter of its own for each address in a loop, copies of an
/// expression for each way that leads to it, and keeping what can be computed again.
const LEAN: &str = "-Cllvm-args=-disable-lsr -Cllvm-args=-disable-lftr -Cllvm-args=-enable-pre=0 \
                    -Cllvm-args=-disable-machine-cse -Cllvm-args=-licm-max-num-uses-traversed=0 \
                    -Cllvm-args=-licm-mssa-max-acc-promotion=0";

/// Files that decide what the app is, besides the crates.
const APP_INPUTS: [&str; 8] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "assets",
    "index.html",
    "package-lock.json",
    "src",
];

/// Fills `dist/`.
pub(crate) fn run(project: &Project) -> Outcome {
    let app_inputs = app_inputs(project)?;
    let app = Stamp::new(project, "app", APP);
    let app_is_new = app.is_current(&app_inputs)?;
    if !app_is_new {
        step("app (Trunk, release)", || build_app(project))?;
        app.set(&app_inputs)?;
    }
    let page_inputs = page_inputs(project, &app_inputs)?;
    let dist = Stamp::new(project, "dist", DIST);
    if app_is_new && dist.is_current(&page_inputs)? {
        println!("✓ dist/ is up to date");
        return Ok(());
    }
    step("pages", || write_pages(project))?;
    dist.set(&page_inputs)
}

fn build_app(project: &Project) -> Outcome {
    let folder = project.path(APP);
    files::empty_folder(&folder)?;
    let mut trunk = project.command("trunk");
    trunk
        .args([
            "build",
            "--config",
            "Trunk.toml",
            "--skip-version-check",
            "--dist",
        ])
        .arg(&folder)
        .env(
            "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
            // The splitter works on the linker's own record of what refers to what.
            format!("{}-Clink-args=--emit-relocs {LEAN}", plain_paths(project)),
        );
    process::run(&mut trunk)?;
    split::run(project, &folder)?;
    trim::styles(&folder)?;
    content_names::settle(&folder)
}

/// Flags that keep this machine's folders out of the panic messages that readers download.
fn plain_paths(project: &Project) -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    let crates = home.map(|home| home.join("registry").join("src"));
    // Where the standard library's source is installed, its paths are this machine's too.
    let library = project
        .program("rustc")
        .and_then(|rustc| process::printed(rustc, &["--print", "sysroot"]))
        .map(|sysroot| PathBuf::from(sysroot).join("lib/rustlib/src/rust"));
    let folders = [crates, library, Some(project.path(""))];
    // A folder with a space in it cannot be written in this variable; its paths stay as they are.
    let plain = folders
        .into_iter()
        .flatten()
        .map(|folder| folder.display().to_string());
    plain
        .filter(|folder| !folder.contains(char::is_whitespace))
        .map(|folder| format!("--remap-path-prefix={folder}= "))
        .collect()
}

fn write_pages(project: &Project) -> Outcome {
    let (app, stage) = (project.path(APP), project.path(STAGE));
    files::empty_folder(&stage)?;
    files::copy_folder(&app, &stage)?;
    let mut pages = project.command("cargo");
    pages
        .args([
            "run",
            "--quiet",
            "--locked",
            "--package",
            "ndarium",
            "--bin",
            "pages",
            "--",
        ])
        .arg("--template")
        .arg(app.join("index.html"))
        .args(["--lessons", "lessons", "--out"])
        .arg(&stage);
    process::run(&mut pages)?;
    let dist = project.path(DIST);
    files::empty_folder(&dist)?;
    files::copy_folder(&stage, &dist)
}

/// The fingerprint of everything the app is made from.
fn app_inputs(project: &Project) -> Outcome<String> {
    let mut print = Fingerprint::default();
    // How the app is built is an input too.
    print.add(include_bytes!("build.rs"));
    print.add(include_bytes!("content_names.rs"));
    print.add(include_bytes!("quiet_panics.rs"));
    print.add(include_bytes!("quiet_panics/dead_ends.rs"));
    print.add(include_bytes!("quiet_panics/notes.rs"));
    print.add(include_bytes!("quiet_panics/unheard.rs"));
    print.add(include_bytes!("short_names.rs"));
    print.add(include_bytes!("split.rs"));
    print.add(include_bytes!("trim.rs"));
    for program in ["rustc", "wasm-bindgen"] {
        let version = project
            .program(program)
            .and_then(|path| process::printed(path, &["--version"]));
        print.add(version.unwrap_or_default().as_bytes());
    }
    for path in APP_INPUTS {
        print.add_path(&project.path(path))?;
    }
    for package in packages(project)? {
        print.add_path(&package.join("Cargo.toml"))?;
        print.add_path(&package.join("src"))?;
    }
    Ok(print.text())
}

/// Crates of which the app holds nothing.
const OUTSIDE: [&str; 2] = ["bench", "xtask"];

/// The folders of the crates the app may contain.
fn packages(project: &Project) -> Outcome<Vec<PathBuf>> {
    let folder = project.path("crates");
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("cannot read {}: {error}", folder.display()))?;
    let mut packages: Vec<_> = entries
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.join("Cargo.toml").is_file())
        .filter(|path| !OUTSIDE.iter().any(|name| path.ends_with(name)))
        .collect();
    packages.sort();
    Ok(packages)
}

fn page_inputs(project: &Project, app_inputs: &str) -> Outcome<String> {
    let mut print = Fingerprint::default();
    print.add(app_inputs.as_bytes());
    print.add_path(&project.path("lessons"))?;
    Ok(print.text())
}

/// Remembers from which inputs a folder was made, and what was in it then.
struct Stamp {
    file: PathBuf,
    folder: PathBuf,
}

impl Stamp {
    fn new(project: &Project, name: &str, folder: &str) -> Self {
        let file = project.path(&format!("target/site/{name}.stamp"));
        Self {
            file,
            folder: project.path(folder),
        }
    }

    fn text(&self, inputs: &str) -> Outcome<String> {
        let mut print = Fingerprint::default();
        print.add(inputs.as_bytes());
        print.add_path(&self.folder)?;
        Ok(print.text())
    }

    /// Whether the folder still holds what was made from the same inputs.
    fn is_current(&self, inputs: &str) -> Outcome<bool> {
        match std::fs::read_to_string(&self.file) {
            Ok(stamp) => Ok(stamp == self.text(inputs)?),
            Err(_) => Ok(false),
        }
    }

    fn set(&self, inputs: &str) -> Outcome {
        files::write(&self.file, self.text(inputs)?.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::TestFolder;

    #[test]
    fn a_stamp_holds_until_inputs_or_results_change() {
        let folder = TestFolder::new("stamp");
        let project = Project::at(&folder.0).unwrap();
        files::write(&project.path("dist/a.html"), b"one").unwrap();
        let stamp = Stamp::new(&project, "dist", DIST);
        assert_eq!(stamp.is_current("inputs"), Ok(false));
        stamp.set("inputs").unwrap();
        assert_eq!(stamp.is_current("inputs"), Ok(true));
        assert_eq!(stamp.is_current("other inputs"), Ok(false));
        files::write(&project.path("dist/a.html"), b"edited").unwrap();
        assert_eq!(stamp.is_current("inputs"), Ok(false));
        std::fs::remove_dir_all(project.path(DIST)).unwrap();
        assert_eq!(stamp.is_current("inputs"), Ok(false));
    }

    #[test]
    fn an_edited_source_or_lesson_changes_its_inputs() {
        let folder = TestFolder::new("inputs");
        let project = Project::at(&folder.0).unwrap();
        for file in [
            "crates/engine/Cargo.toml",
            "crates/engine/src/lib.rs",
            "crates/bench/Cargo.toml",
            "crates/xtask/a.rs",
        ] {
            files::write(&project.path(file), b"").unwrap();
        }
        let before = app_inputs(&project).unwrap();
        let pages_before = page_inputs(&project, &before).unwrap();
        files::write(&project.path("crates/xtask/a.rs"), b"changed").unwrap();
        files::write(&project.path("crates/bench/Cargo.toml"), b"changed").unwrap();
        assert_eq!(before, app_inputs(&project).unwrap());
        files::write(&project.path("lessons/a.md"), b"changed").unwrap();
        assert_eq!(before, app_inputs(&project).unwrap());
        assert_ne!(pages_before, page_inputs(&project, &before).unwrap());
        for file in [
            "crates/engine/src/lib.rs",
            "src/main.rs",
            "assets/style.css",
            "Cargo.lock",
        ] {
            let before = app_inputs(&project).unwrap();
            files::write(&project.path(file), b"changed").unwrap();
            assert_ne!(before, app_inputs(&project).unwrap(), "{file}");
        }
    }
}
