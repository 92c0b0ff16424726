//! Cuts the app's module in parts: what every page needs, and what is fetched when the reader comes near.
//! Trunk knows no parts, so what it made of the linker's module is made again from the pieces: bound, shrunk, named.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files;
use crate::process::{self, Outcome};
use crate::project::Project;
use crate::quiet_panics;
use crate::short_names;
use crate::trim;

/// The tool that cuts.
pub(crate) const PROGRAM: &str = "wasm-split-cli";

/// Where the linker leaves the module, below cargo's target folder.
const LINKED: &str = "wasm32-unknown-unknown/release/ndarium.wasm";
/// Where the pieces lie while they are worked on.
const PIECES: &str = "target/site/pieces";
/// The script that fetches parts, and the module it takes the app's own script for.
const LOADER: &str = "__wasm_split.js";
const MAIN: &str = "main";

/// What a module may use: all that browsers with SIMD128 have had as long.
pub(crate) const FEATURES: [&str; 7] = [
    "--enable-simd",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What the shrinker aims at.
pub(crate) const AIM: [&str; 2] = ["-Os", "--converge"];

/// What it does before. No datum lies in the first kilobyte of memory, where the stack ends, so that an offset never leads
/// back to it; control that is taken apart and put together again comes out shorter than the linker leaves it.
const BEFORE: [&str; 4] = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz"];

/// Puts the pieces where Trunk's module and script stand in `app`.
pub(crate) fn run(project: &Project, app: &Path) -> Outcome {
    let pieces = project.path(PIECES);
    files::empty_folder(&pieces)?;
    let (quiet, stops) = quiet_panics::make(&files::read(&linked(project))?)?;
    println!("{stops} functions that never return became a stop");
    let linked = pieces.join("linked");
    files::write(&linked, &quiet)?;
    let mut cut = project.command(PROGRAM);
    cut.arg(&linked).arg(&pieces);
    process::run(&mut cut)?;

    let bound = pieces.join("bound");
    let mut bind = project.command("wasm-bindgen");
    bind.args(["--target", "web", "--no-typescript", "--out-name", MAIN])
        // The parts share the memory and the table of functions, which are the linker's to name.
        .arg("--keep-lld-exports")
        .arg("--out-dir")
        .arg(&bound)
        .arg(pieces.join("main.wasm"));
    process::run(&mut bind)?;

    let (script_file, module_file) = trunks_files(app)?;
    let (main, script) = short_names::give(
        &files::read(&bound.join("main_bg.wasm"))?,
        &text(&bound.join(format!("{MAIN}.js")))?,
    )?;
    let renamed = bound.join("renamed.wasm");
    files::write(&renamed, &main)?;
    shrink(project, &renamed, &module_file)?;
    let mut loader = text(&pieces.join(LOADER))?;
    for part in parts(&pieces)? {
        let name = name_of(&part)?;
        let named = named_part(&name);
        shrink(project, &part, &app.join(&named))?;
        loader = loader.replace(&format!("./{name}"), &format!("./{named}"));
    }
    let script = script.replace("main_bg.wasm", &name_of(&module_file)?);
    let script = trim::script(&joined(&script, &loader)?);
    files::write(&script_file, script.as_bytes())
}

/// The module as the linker left it, with the names of its functions.
pub(crate) fn linked(project: &Project) -> PathBuf {
    target_folder(project).join(LINKED)
}

/// Cargo's target folder: the project's own, or where the environment says.
pub(crate) fn target_folder(project: &Project) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => project.path("").join(folder),
        None => project.path("target"),
    }
}

fn shrink(project: &Project, from: &Path, to: &Path) -> Outcome {
    let mut command = project.command("wasm-opt");
    command
        .args(BEFORE)
        .args(AIM)
        .args(FEATURES)
        .arg(from)
        .arg("-o")
        .arg(to);
    process::run(&mut command)
}

/// The script and the module that Trunk made.
fn trunks_files(app: &Path) -> Outcome<(PathBuf, PathBuf)> {
    let made = files::files_below(app)?;
    let one = |ending: &str| {
        let mut fitting = made.iter().filter(|file| {
            file.file_name()
                .is_some_and(|name| name.to_string_lossy().ends_with(ending))
        });
        match (fitting.next(), fitting.next()) {
            (Some(file), None) => Ok(file.clone()),
            _ => Err(format!(
                "Trunk did not make one file that ends with {ending}"
            )),
        }
    };
    Ok((one(".js")?, one("_bg.wasm")?))
}

/// The parts besides the main one, in order of name.
fn parts(pieces: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(pieces)
        .map_err(|error| format!("cannot read {}: {error}", pieces.display()))?;
    let mut parts: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|kind| kind == "wasm"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != MAIN))
        .collect();
    parts.sort();
    if parts.is_empty() {
        return Err(format!("{PROGRAM} found nothing to cut off"));
    }
    Ok(parts)
}

/// A name with room for the hash of what is in the file: `split_mount_8322….wasm` becomes `part-mount-0….wasm`.
fn named_part(name: &str) -> String {
    let words = name
        .trim_end_matches(".wasm")
        .trim_start_matches("split_")
        .trim_end_matches(|letter: char| letter.is_ascii_digit())
        .trim_end_matches('_');
    format!("part-{words}-{:016x}.wasm", 0)
}

/// One script from two that name each other: the loader asks the app's script for its memory, the app's script asks
/// the loader for parts. As one file they have one name, which can follow their bytes.
fn joined(script: &str, loader: &str) -> Outcome<String> {
    let missing = |what: &str| format!("{what}: this version of {PROGRAM} writes otherwise");
    let import = format!("import {{ initSync }} from \"./{MAIN}.js\";");
    let loader = loader
        .split_once(&import)
        .map(|(_, after)| after)
        .ok_or_else(|| missing("the loader does not begin with its import"))?;
    let names: Vec<&str> = loader
        .lines()
        .filter_map(|line| line.strip_prefix("export const "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let line = script
        .lines()
        .find(|line| line.starts_with("import * as ") && line.contains(LOADER))
        .ok_or_else(|| missing("the script does not import the loader"))?;
    let alias = line
        .trim_start_matches("import * as ")
        .split_whitespace()
        .next()
        .unwrap_or_default();
    let loader = loader.replace("export const ", "const ");
    let bare = script.replacen(line, "", 1);
    Ok(format!(
        "{bare}\n{loader}\nconst {alias} = {{ {} }};\n",
        names.join(", ")
    ))
}

fn name_of(path: &Path) -> Outcome<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned)
        .ok_or_else(|| format!("{} has no plain name", path.display()))
}

fn text(path: &Path) -> Outcome<String> {
    fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_and_its_loader_become_one() {
        let script = "import * as import1 from \"./__wasm_split.js\"\nfunction initSync() {}\nconst all = () => ({ \"./__wasm_split.js\": import1 });\n";
        let loader = "import { initSync } from \"./main.js\";\nconst helper = initSync;\nexport const load_a = helper(1);\nexport const load_b = helper(2);\n";
        let one = joined(script, loader).unwrap();
        assert!(!one.contains("import "), "{one}");
        assert!(one.contains("const import1 = { load_a, load_b };"), "{one}");
        assert!(one.contains("\"./__wasm_split.js\": import1"), "{one}");
        assert!(!one.contains("export const load"), "{one}");
        assert!(joined("function a() {}", loader).is_err());
    }

    #[test]
    fn a_parts_name_has_room_for_a_hash() {
        assert_eq!(
            named_part("split_mount_8322359760085270039.wasm"),
            "part-mount-0000000000000000.wasm"
        );
    }
}
