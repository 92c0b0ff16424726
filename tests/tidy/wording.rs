//! Words that do not belong in the project: paths of one machine, strange hosts, notes to self.
//! Knows the words, not where they come from.

use crate::tree::{self, File};

/// Hosts a file may name; everything else would be a surprise to whoever builds or reads.
const HOSTS: [&str; 17] = [
    "127.0.0.1",
    "developer.mozilla.org",
    "doc.rust-lang.org",
    "docs.rs",
    "example.org",
    "github.com",
    "localhost",
    "nodejs.org",
    "numpy.org",
    "opensource.org",
    "playwright.dev",
    "rustup.rs",
    "trunkrs.dev",
    "webassembly.org",
    "www.apache.org",
    "www.w3.org",
    "www.rust-lang.org",
];

/// Folders that exist on one machine only, put together here so that this file does not name them.
fn machine_paths() -> [String; 6] {
    ["work", "tmp", "root", "home", "Users", "usr/local"].map(|folder| format!("/{folder}/"))
}

/// Notes to self, put together for the same reason.
fn markers() -> [String; 4] {
    [("TO", "DO"), ("FIX", "ME"), ("XX", "X"), ("HA", "CK")].map(|(a, b)| format!("{a}{b}"))
}

fn path_complaints(file: &File) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in file.lines() {
        for path in machine_paths() {
            let found = line.match_indices(&path).any(|(at, _)| {
                // Inside of a longer path or an address it is another folder.
                let before = line[..at].chars().next_back();
                before.is_none_or(|before| !before.is_alphanumeric() && !".-_~".contains(before))
            });
            if found {
                complaints.push(format!("{}:{number}: the machine path {path}", file.path));
            }
        }
    }
    complaints
}

fn host_complaints(file: &File) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in file.lines() {
        for (at, scheme) in line
            .match_indices("http://")
            .chain(line.match_indices("https://"))
        {
            let rest = &line[at + scheme.len()..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '.' && c != '-');
            let host = rest[..end.unwrap_or(rest.len())].trim_end_matches('.');
            // Too short for a host: a placeholder in code, or an attack made up for a test.
            if host.len() > 3 && !HOSTS.contains(&host) {
                complaints.push(format!("{}:{number}: the host {host}", file.path));
            }
        }
    }
    complaints
}

fn marker_complaints(file: &File) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in file.lines() {
        let mut words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        if let Some(marker) = words.find(|word| markers().iter().any(|marker| marker == word)) {
            complaints.push(format!("{}:{number}: the marker {marker}", file.path));
        }
    }
    complaints
}

/// A lock file may come from a machine with a registry of its own; addresses stay out of it.
fn lock_complaints(lock: &str) -> Vec<String> {
    lock.lines()
        .filter(|line| line.contains("\"resolved\"") || line.contains("://"))
        .map(|line| format!("package-lock.json: `{}` names a host", line.trim()))
        .collect()
}

#[test]
fn files_speak_of_the_project_alone() {
    let mut complaints = lock_complaints(&tree::read("package-lock.json"));
    for file in tree::files() {
        complaints.extend(path_complaints(&file));
        complaints.extend(host_complaints(&file));
        complaints.extend(marker_complaints(&file));
    }
    tree::none(&complaints);
}

#[test]
fn a_machine_path_is_seen() {
    for path in machine_paths() {
        let file = File::sample("a.md", &format!("see \"{path}notes\""));
        tree::complains(&path_complaints(&file), &path);
    }
    for line in ["crates/homework/src", "the way home/back", "src/work/a.rs"] {
        tree::none(&path_complaints(&File::sample("a.md", line)));
    }
}

#[test]
fn a_strange_host_is_seen() {
    let address = |host: &str| format!("<a href=\"http{}//{host}/page\">", "s:");
    let strange = File::sample("a.html", &address("registry.example.net"));
    tree::complains(&host_complaints(&strange), "registry.example.net");
    tree::none(&host_complaints(&File::sample(
        "a.html",
        &address("numpy.org"),
    )));
}

#[test]
fn a_marker_is_seen() {
    for marker in markers() {
        let file = File::sample("a.rs", &format!("// {marker}: later"));
        tree::complains(&marker_complaints(&file), &marker);
        tree::none(&marker_complaints(&File::sample(
            "a.rs",
            &format!("MY_{marker}S"),
        )));
    }
}

#[test]
fn a_host_in_the_lock_file_is_seen() {
    let line = format!("  \"resolved\": \"http{}//host/a.tgz\",", "s:");
    tree::complains(&lock_complaints(&line), "names a host");
    tree::none(&lock_complaints("  \"version\": \"1.0.0\","));
}
