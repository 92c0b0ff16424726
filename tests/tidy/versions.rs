//! One version told in several files, and commands told in the documents, are the same everywhere.

use serde_json::{Value, json};

use crate::tree::{self, File};

/// The text between `start` and `end`, the first time they occur.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(start)?;
    Some(rest.split_once(end)?.0)
}

/// The command-line tool is installed in the locked version, the library in the manifest's.
fn wasm_bindgen_complaints(manifest: &str, lock: &str) -> Vec<String> {
    let wanted = between(manifest, "\nwasm-bindgen = \"=", "\"");
    let locked = between(lock, "name = \"wasm-bindgen\"\nversion = \"", "\"");
    if wanted.is_some() && wanted == locked {
        return Vec::new();
    }
    vec![format!(
        "wasm-bindgen: Cargo.toml asks for {wanted:?}, Cargo.lock holds {locked:?}"
    )]
}

fn trunk_complaints(trunk: &str, setup: &str) -> Vec<String> {
    let wanted = between(trunk, "trunk-version = \"=", "\"");
    let installed = between(setup, "TRUNK_VERSION: &str = \"", "\"");
    if wanted.is_some() && wanted == installed {
        return Vec::new();
    }
    vec![format!(
        "trunk: Trunk.toml asks for {wanted:?}, xtask installs {installed:?}"
    )]
}

fn node_complaints(package: &Value, lock: &Value) -> Vec<String> {
    let mut complaints = Vec::new();
    for (name, version) in package["devDependencies"].as_object().unwrap() {
        let version = version.as_str().unwrap_or_default();
        if !version
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            complaints.push(format!("{name}: `{version}` is not one exact version"));
        }
        if lock["packages"][format!("node_modules/{name}")]["version"] != version {
            complaints.push(format!("{name}: package-lock.json holds another version"));
        }
    }
    complaints
}

/// Every `cargo xtask …` a document tells the reader to type exists.
fn command_complaints(document: &File, options: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    for (number, line) in document.lines() {
        for told in line.split("cargo xtask ").skip(1) {
            let end = told.find(|c: char| !c.is_ascii_lowercase() && c != '-');
            let name = &told[..end.unwrap_or(told.len())];
            if !name.is_empty() && !options.contains(&format!("\"{name}\" ")) {
                complaints.push(format!(
                    "{}:{number}: there is no command {name}",
                    document.path
                ));
            }
        }
    }
    complaints
}

/// The machine that checks the project runs what the README tells a reader to run.
fn check_complaints(readme: &str, script: &str) -> Vec<String> {
    let command = "cargo xtask test";
    let mut complaints = Vec::new();
    if !readme.contains(command) {
        complaints.push(format!("README.md: does not tell `{command}`"));
    }
    if !script
        .lines()
        .any(|line| line.trim_start_matches("exec ").starts_with(command))
    {
        complaints.push(format!(".ci/run: does not run `{command}`"));
    }
    complaints
}

#[test]
fn versions_agree() {
    let trunk = tree::read("Trunk.toml");
    let json = |path| serde_json::from_str::<Value>(&tree::read(path)).unwrap();
    let (package, lock) = (json("package.json"), json("package-lock.json"));
    tree::none(&wasm_bindgen_complaints(
        &tree::read("Cargo.toml"),
        &tree::read("Cargo.lock"),
    ));
    tree::none(&trunk_complaints(
        &trunk,
        &tree::read("crates/xtask/src/project.rs"),
    ));
    tree::none(&node_complaints(&package, &lock));
}

#[test]
fn told_commands_exist() {
    let options = tree::read("crates/xtask/src/options.rs");
    let told = |file: &File| file.path.ends_with(".md") || file.path.starts_with(".ci/");
    let documents: Vec<_> = tree::files().into_iter().filter(told).collect();
    let complaints: Vec<_> = documents
        .iter()
        .flat_map(|file| command_complaints(file, &options))
        .collect();
    tree::none(&complaints);
    tree::none(&check_complaints(
        &tree::read("README.md"),
        &tree::read(".ci/run"),
    ));
}

#[test]
fn differing_versions_are_seen() {
    let manifest = "[dependencies]\nwasm-bindgen = \"=0.2.1\"\n";
    let lock = |version| {
        format!(
            "name = \"wasm-bindgen-macro\"\nversion = \"0.2.1\"\n\n\
             name = \"wasm-bindgen\"\nversion = \"{version}\"\n"
        )
    };
    tree::complains(
        &wasm_bindgen_complaints(manifest, &lock("0.2.2")),
        "wasm-bindgen",
    );
    tree::none(&wasm_bindgen_complaints(manifest, &lock("0.2.1")));
    let trunk = "trunk-version = \"=0.21.1\"\n";
    tree::complains(
        &trunk_complaints(trunk, "TRUNK_VERSION: &str = \"0.21.2\";"),
        "trunk",
    );
    tree::none(&trunk_complaints(
        trunk,
        "TRUNK_VERSION: &str = \"0.21.1\";",
    ));
    let node = |wanted: &str, locked: &str| {
        let package = json!({ "devDependencies": { "binaryen": wanted } });
        let lock = json!({ "packages": { "node_modules/binaryen": { "version": locked } } });
        node_complaints(&package, &lock)
    };
    tree::complains(&node("^7.0.0", "^7.0.0"), "not one exact version");
    tree::complains(&node("7.0.0", "7.0.1"), "another version");
    tree::none(&node("7.0.0", "7.0.0"));
}

#[test]
fn a_command_that_does_not_exist_is_seen() {
    let options = "\"serve\" => a,\n\"test\" => b,";
    let document = |text: &str| File::sample("README.md", text);
    let wrong = document("Run `cargo xtask serve`, then `cargo xtask dance`.");
    tree::complains(&command_complaints(&wrong, options), "no command dance");
    tree::none(&command_complaints(
        &document("`cargo xtask test --only fmt`"),
        options,
    ));
    tree::complains(&check_complaints("", "exec cargo xtask test"), "README.md");
    tree::complains(
        &check_complaints("cargo xtask test", "exec cargo test"),
        ".ci/run",
    );
}
