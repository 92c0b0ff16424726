//! The project's files as text, and what cargo knows about its packages.
//! Reads only; the rules live beside this file.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// A text file of the project.
pub(crate) struct File {
    /// The path from the root, with `/` between the parts.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl File {
    /// A file made up for a rule's own test.
    pub(crate) fn sample(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    pub(crate) fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    /// The lines with their numbers, from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text
            .lines()
            .enumerate()
            .map(|(index, line)| (index + 1, line))
    }
}

/// The project's root folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of one file.
pub(crate) fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every text file of the project that is not ignored by git or made by a program.
pub(crate) fn files() -> Vec<File> {
    let ignored: Vec<String> = read(".gitignore")
        .lines()
        .map(|line| line.trim_matches('/').to_owned())
        .filter(|line| !line.is_empty())
        .chain([".git".to_owned()])
        .collect();
    let mut files = Vec::new();
    collect(root(), &ignored, &mut files);
    assert!(files.len() > 20, "only {} files were found", files.len());
    files
}

fn collect(folder: &Path, ignored: &[String], files: &mut Vec<File>) {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let inside = path
            .strip_prefix(root())
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/");
        if ignored.contains(&name) || is_made(&inside) {
            continue;
        }
        if path.is_dir() {
            collect(&path, ignored, files);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            // What is not UTF-8 is a picture, not a text.
            files.push(File { path: inside, text });
        }
    }
}

/// What a program wrote, or somebody else: its words are not ours.
fn is_made(path: &str) -> bool {
    [
        "Cargo.lock",
        "package-lock.json",
        "LICENSE-APACHE",
        "tests/golden/cases",
    ]
    .contains(&path)
        || path.ends_with(".proptest-regressions")
}

/// `cargo metadata` of the whole dependency graph.
pub(crate) fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Fails the calling test with every complaint.
pub(crate) fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Holds that a rule complains, and that it says why.
pub(crate) fn complains(complaints: &[String], why: &str) {
    assert!(
        complaints.iter().any(|complaint| complaint.contains(why)),
        "`{why}` is not among {complaints:?}"
    );
}
