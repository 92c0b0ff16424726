//! The licenses of everything the project is built from.
//! Reads what packages declare; the texts themselves are not compared.

use serde_json::{Value, json};
use spdx::{Expression, ParseMode};

use crate::tree;

/// Licenses that ask for no more than a notice, so that the app can be given on as it is.
const PERMISSIVE: [&str; 13] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
];

/// Asks to publish changes to its own files: fine for a tool that is run and never shipped.
const FOR_TOOLS: [&str; 1] = ["MPL-2.0"];

fn license_complaints(name: &str, license: Option<&str>, allowed: &[&str]) -> Vec<String> {
    let Some(license) = license else {
        return vec![format!("{name}: declares no license")];
    };
    let Ok(expression) = Expression::parse_mode(license, ParseMode::LAX) else {
        return vec![format!("{name}: `{license}` is no license expression")];
    };
    let satisfied = expression.evaluate(|required| {
        required
            .license
            .id()
            .is_some_and(|id| allowed.contains(&id.name))
    });
    if satisfied {
        Vec::new()
    } else {
        vec![format!("{name}: `{license}` is not permissive")]
    }
}

fn cargo_complaints(metadata: &Value) -> Vec<String> {
    let packages = metadata["packages"].as_array().unwrap();
    packages
        .iter()
        .flat_map(|package| {
            let name = package["name"].as_str().unwrap_or("a crate without a name");
            license_complaints(name, package["license"].as_str(), &PERMISSIVE)
        })
        .collect()
}

fn node_complaints(lock: &Value) -> Vec<String> {
    let tools: Vec<_> = PERMISSIVE.iter().chain(&FOR_TOOLS).copied().collect();
    let packages = lock["packages"].as_object().unwrap();
    let mut complaints = Vec::new();
    for (name, package) in packages.iter().filter(|(name, _)| !name.is_empty()) {
        complaints.extend(license_complaints(
            name,
            package["license"].as_str(),
            &tools,
        ));
        if package["dev"] != true {
            complaints.push(format!("{name}: is not a tool (a devDependency)"));
        }
    }
    complaints
}

#[test]
fn every_crate_is_permissive() {
    let metadata = tree::metadata();
    let count = metadata["packages"].as_array().unwrap().len();
    assert!(count > 50, "only {count} packages were found");
    tree::none(&cargo_complaints(&metadata));
}

#[test]
fn every_node_package_is_a_permissive_tool() {
    let lock: Value = serde_json::from_str(&tree::read("package-lock.json")).unwrap();
    assert!(lock["packages"].as_object().unwrap().len() > 3);
    tree::none(&node_complaints(&lock));
}

#[test]
fn a_restrictive_crate_is_seen() {
    let one = |license: Value| {
        cargo_complaints(&json!({ "packages": [{ "name": "a", "license": license }] }))
    };
    for license in [
        "GPL-3.0-only",
        "MIT AND GPL-3.0-only",
        "MPL-2.0",
        "AGPL-3.0-or-later",
    ] {
        tree::complains(&one(json!(license)), "is not permissive");
    }
    tree::complains(&one(json!("free as in lunch")), "no license expression");
    tree::complains(&one(Value::Null), "declares no license");
    for license in [
        "MIT",
        "MIT/Apache-2.0",
        "MIT OR GPL-3.0-only",
        "(MIT OR Apache-2.0) AND Unicode-3.0",
        "Apache-2.0 WITH LLVM-exception OR MIT",
    ] {
        tree::none(&one(json!(license)));
    }
}

#[test]
fn a_shipped_or_restrictive_node_package_is_seen() {
    let one = |package: Value| node_complaints(&json!({ "packages": { "": {}, "a": package } }));
    tree::complains(&one(json!({ "license": "MIT" })), "is not a tool");
    tree::complains(
        &one(json!({ "license": "GPL-2.0-only", "dev": true })),
        "not permissive",
    );
    tree::none(&one(json!({ "license": "MPL-2.0", "dev": true })));
}
