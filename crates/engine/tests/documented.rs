//! What a reader of the API expects in its documentation: every public function says what it does, what it refuses, and of
//! an array the shape, the dtype, and whether its bytes are new or shared. Reads source files; runs nothing of the engine.

// A file that cannot be read is a test that fails.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

/// A public function: where it stands, its documentation and the type it gives.
struct Function {
    place: String,
    doc: Vec<String>,
    gives: String,
}

/// Words of which one tells whether bytes are new or shared. A link says: as that one.
const OWNERS: &[&str] = &[
    "new",
    "fresh",
    "view",
    "copy",
    "copies",
    "copied",
    "itself",
    "share",
    "same bytes",
    "of its own",
    "very array",
    "in place",
    "[`",
];
/// Words of which one tells of shape or dtype.
const FORMS: &[&str] = &[
    "shape", "dtype", "axis", "axes", "int64", "float64", "bool", "0-d", "1-d", "text", "elements",
    "floats", "truth", "record", "[`",
];

#[test]
fn every_public_function_says_what_it_refuses_and_what_it_shares() {
    let mut files = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut files,
    );
    let functions: Vec<Function> = files.iter().flat_map(|path| functions_of(path)).collect();
    assert!(
        functions.len() > 600,
        "only {} functions were found",
        functions.len()
    );
    let complaints: Vec<String> = functions.iter().filter_map(complaint).collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|own| own == "rs") {
            files.push(path);
        }
    }
}

/// The public functions of a file; those of a macro's body count as one.
fn functions_of(path: &Path) -> Vec<Function> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let starts = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.starts_with("pub fn "));
    let function = |(start, line): (usize, &&str)| {
        let above = lines[..start].iter().rev();
        let above = above.take_while(|line| {
            line.starts_with("//") || line.starts_with("#[") || line.starts_with("$(#[")
        });
        let mut doc: Vec<String> = above
            .filter_map(|line| line.strip_prefix("///"))
            .map(|line| line.trim().to_owned())
            .collect();
        doc.reverse();
        let signature: Vec<&str> = lines[start..]
            .iter()
            .copied()
            .take_while(|line| !line.is_empty())
            .collect();
        let signature = signature.join(" ");
        let signature = signature.split('{').next().unwrap_or_default();
        let name = line.trim_start_matches("pub fn ").split(['(', '<']).next();
        Function {
            place: format!(
                "{}:{} {}",
                path.display(),
                start + 1,
                name.unwrap_or_default()
            ),
            doc,
            gives: signature
                .rsplit_once("->")
                .map_or("", |(_, gives)| gives)
                .to_owned(),
        }
    };
    starts.map(function).collect()
}

/// What its documentation leaves open.
fn complaint(function: &Function) -> Option<String> {
    let errors = function.doc.iter().position(|line| line == "# Errors");
    let body = &function.doc[..errors.unwrap_or(function.doc.len())];
    let body = body.join(" ").to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| body.contains(word));
    let array = function
        .gives
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word == "Array");
    let missing = if body.trim().is_empty() {
        "says nothing"
    } else if function.gives.contains("Result<") && errors.is_none() {
        "does not say what it refuses (`# Errors`)"
    } else if array && !says(OWNERS) {
        "does not say whether the array is new or shares bytes"
    } else if array && !says(FORMS) {
        "says nothing of shape or dtype"
    } else {
        return None;
    };
    Some(format!("{} {missing}", function.place))
}

#[test]
fn what_is_left_open_is_seen() {
    let function = |doc: &[&str], gives: &str| Function {
        place: "here".to_owned(),
        doc: doc.iter().map(|&line| line.to_owned()).collect(),
        gives: gives.to_owned(),
    };
    for (doc, gives) in [
        (&[][..], "i64"),
        (&["A number."][..], "Result<i64>"),
        (&["The axes reversed."][..], "Array"),
        (&["A view."][..], "Array"),
        (&["The shape.", "", "# Errors", "new"][..], "Result<Array>"),
    ] {
        assert!(
            complaint(&function(doc, gives)).is_some(),
            "{doc:?} {gives}"
        );
    }
    for (doc, gives) in [
        (&["A number."][..], "i64"),
        (&["The axes reversed: a view."][..], "Array"),
        (
            &["As [`Array::sum`].", "", "# Errors", "None."][..],
            "Result<Array>",
        ),
    ] {
        assert!(
            complaint(&function(doc, gives)).is_none(),
            "{doc:?} {gives}"
        );
    }
}
