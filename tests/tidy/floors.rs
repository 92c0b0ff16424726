//! The floors: which crate may depend on what, and which words its code must not hold.
//! A new crate needs a row here before it can be built on.

use serde_json::{Value, json};

use crate::tree::{self, File};

/// What one crate may use.
struct Floor {
    name: &'static str,
    /// All it may depend on outside of tests.
    dependencies: &'static [&'static str],
    /// What its code must not name, besides the browser and the system.
    forbidden: &'static [&'static str],
    /// What of the browser and the system it may name all the same.
    may_name: &'static [&'static str],
}

/// The system: whoever uses it cannot be replayed from plain data.
const SYSTEM: [&str; 7] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
];

/// The browser, which only the root package's `src/` knows, and the door of the benchmark.
const BROWSER: [&str; 4] = ["leptos", "web_sys", "js_sys", "wasm_bindgen"];

const FLOORS: [Floor; 4] = [
    Floor {
        name: "bench",
        dependencies: &["engine", "rlsf", "wasm-bindgen"],
        forbidden: &["web_sys"],
        // A clock is what it is for.
        may_name: &["std::env", "std::time", "wasm_bindgen"],
    },
    Floor {
        name: "engine",
        dependencies: &[
            "bytemuck",
            "crc32fast",
            "libm",
            "miniz_oxide",
            "nalgebra",
            "ndarray",
            "num-complex",
            "rand_pcg",
            "smallvec",
        ],
        forbidden: &["serde"],
        may_name: &[],
    },
    Floor {
        name: "lesson",
        dependencies: &["pulldown-cmark", "strsim", "toml"],
        forbidden: &["engine::", "visual::"],
        may_name: &[],
    },
    Floor {
        name: "visual",
        dependencies: &["engine", "lesson", "plotters"],
        forbidden: &[],
        may_name: &[],
    },
];

/// Packages without a floor: the app may use all below it, and this one only starts programs.
const ABOVE: [&str; 2] = ["ndarium", "xtask"];

fn dependency_complaints(package: &Value) -> Vec<String> {
    let name = package["name"].as_str().unwrap();
    if ABOVE.contains(&name) {
        return Vec::new();
    }
    let Some(floor) = FLOORS.iter().find(|floor| floor.name == name) else {
        return vec![format!(
            "{name}: this crate has no row in tests/tidy/floors.rs"
        )];
    };
    let mut complaints = Vec::new();
    for dependency in package["dependencies"].as_array().unwrap() {
        let used = dependency["name"].as_str().unwrap();
        let browser = BROWSER.contains(&used.replace('-', "_").as_str());
        let allowed = match dependency["kind"].as_str() {
            // Tests may hold a crate against what they like, but not in a browser.
            Some("dev") => !browser,
            // A build script could reach anything.
            Some(_) => false,
            None => floor.dependencies.contains(&used),
        };
        if !allowed {
            complaints.push(format!("{name}: must not depend on {used}"));
        }
    }
    complaints
}

fn word_complaints(file: &File) -> Vec<String> {
    let inside = |floor: &&Floor| {
        file.path
            .starts_with(&format!("crates/{}/src/", floor.name))
    };
    let Some(floor) = FLOORS.iter().find(inside) else {
        return Vec::new();
    };
    if !file.is_rust() {
        return Vec::new();
    }
    let words = BROWSER.iter().chain(&SYSTEM).chain(floor.forbidden);
    let words: Vec<_> = words
        .filter(|word| !floor.may_name.contains(word))
        .collect();
    let mut complaints = Vec::new();
    for (number, line) in file.lines() {
        if line.trim() == "#[cfg(test)]" {
            break;
        }
        // What a thread keeps for itself starts none.
        let code = line.split("//").next().unwrap_or_default();
        let code = code.replace("std::thread::LocalKey", "");
        for word in &words {
            if code.contains(**word) {
                complaints.push(format!(
                    "{}:{number}: {} names `{word}`",
                    file.path, floor.name
                ));
            }
        }
    }
    complaints
}

#[test]
fn crates_depend_on_their_floor_only() {
    let metadata = tree::metadata();
    let members = metadata["workspace_members"].as_array().unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let ours: Vec<_> = packages
        .iter()
        .filter(|package| members.contains(&package["id"]))
        .collect();
    for floor in FLOORS {
        assert!(
            ours.iter().any(|package| package["name"] == floor.name),
            "{}",
            floor.name
        );
    }
    let complaints: Vec<_> = ours
        .iter()
        .flat_map(|package| dependency_complaints(package))
        .collect();
    tree::none(&complaints);
}

#[test]
fn code_names_nothing_above_its_floor() {
    let files = tree::files();
    for floor in FLOORS {
        let folder = format!("crates/{}/src/", floor.name);
        assert!(
            files.iter().any(|file| file.path.starts_with(&folder)),
            "{folder}"
        );
    }
    tree::none(&files.iter().flat_map(word_complaints).collect::<Vec<_>>());
}

#[test]
fn a_dependency_above_the_floor_is_seen() {
    let package = |name: &str, used: &str, kind: Value| json!({ "name": name, "dependencies": [{ "name": used, "kind": kind }] });
    for (name, used, kind) in [
        ("engine", "serde", Value::Null),
        ("engine", "wasm-bindgen", json!("dev")),
        ("engine", "libm", json!("build")),
        ("lesson", "engine", Value::Null),
        ("visual", "web-sys", Value::Null),
        ("visual", "bench", Value::Null),
        ("bench", "visual", Value::Null),
    ] {
        let complaints = dependency_complaints(&package(name, used, kind));
        tree::complains(&complaints, &format!("{name}: must not depend on {used}"));
    }
    tree::complains(
        &dependency_complaints(&package("cellar", "libm", Value::Null)),
        "no row",
    );
    tree::none(&dependency_complaints(&package(
        "engine",
        "serde_json",
        json!("dev"),
    )));
    tree::none(&dependency_complaints(&package(
        "visual",
        "engine",
        Value::Null,
    )));
}

#[test]
fn a_word_above_the_floor_is_seen_in_code_and_not_in_comments() {
    for (path, line, why) in [
        (
            "crates/engine/src/a.rs",
            "use std::time::Instant;",
            "std::time",
        ),
        (
            "crates/engine/src/a.rs",
            "#[derive(serde::Serialize)]",
            "serde",
        ),
        (
            "crates/visual/src/b/c.rs",
            "use web_sys::Element;",
            "web_sys",
        ),
        ("crates/bench/src/e.rs", "use std::fs;", "std::fs"),
        (
            "crates/lesson/src/d.rs",
            "let array = engine::Array::new();",
            "engine::",
        ),
    ] {
        tree::complains(&word_complaints(&File::sample(path, line)), why);
    }
    for (path, text) in [
        (
            "crates/engine/src/a.rs",
            "//! Knows no leptos and no std::time.",
        ),
        ("crates/engine/src/a.rs", "#[cfg(test)]\nuse std::fs;"),
        ("crates/engine/tests/golden.rs", "use std::fs;"),
        ("crates/bench/src/clock.rs", "use std::time::Instant;"),
        ("src/clock.rs", "use web_sys::Performance;"),
    ] {
        tree::none(&word_complaints(&File::sample(path, text)));
    }
}
