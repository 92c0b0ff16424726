//! Names each built file by the bytes it really holds, so that a changed byte has a changed name.
//! Trunk takes its hashes before wasm-opt runs, and the same name could hold different bytes.
//! Knows names and bytes only, not what is in a file.

use std::fs;
use std::path::{Path, PathBuf};

use crate::files::{self, Fingerprint};
use crate::process::Outcome;

/// How many hexadecimal digits a hash in a file name has, and how few when Trunk leaves out the zeros in front.
const DIGITS: usize = 16;
const FEWEST_DIGITS: usize = 10;

/// Kinds of files that may name other files.
const TEXTS: [&str; 7] = ["html", "js", "css", "json", "svg", "txt", "webmanifest"];

struct BuiltFile {
    path: PathBuf,
    bytes: Vec<u8>,
    /// The words other files use for this one; `None` if its name holds no hash and stays.
    reference: Option<String>,
}

/// Renames the hashed files below `folder` by their bytes, and mends what refers to them.
pub(crate) fn settle(folder: &Path) -> Outcome {
    let mut pending = Vec::new();
    for path in files::files_below(folder)? {
        let inside = path.strip_prefix(folder).unwrap_or(&path);
        let reference = reference_to(inside);
        let bytes = files::read(&path)?;
        pending.push(BuiltFile {
            path,
            bytes,
            reference,
        });
    }
    // Leaves first: a file's own bytes are final once everything it names has its name.
    while pending.iter().any(|file| file.reference.is_some()) {
        let leaf = pending
            .iter()
            .position(|file| file.reference.is_some() && !names_another(file, &pending))
            .ok_or("the built files name each other in a circle")?;
        let file = pending.swap_remove(leaf);
        let old = file.reference.unwrap_or_default();
        let new = renamed(&old, &file.bytes);
        for other in pending.iter_mut().filter(|other| is_text(&other.path)) {
            other.bytes = replaced(&other.bytes, &old, &new)?;
        }
        let name = new.rsplit('/').next().unwrap_or(&new);
        let path = file.path.with_file_name(name);
        fs::remove_file(&file.path)
            .map_err(|error| format!("cannot rename {}: {error}", file.path.display()))?;
        files::write(&path, &file.bytes)?;
    }
    for file in pending {
        files::write(&file.path, &file.bytes)?;
    }
    Ok(())
}

fn names_another(file: &BuiltFile, pending: &[BuiltFile]) -> bool {
    is_text(&file.path)
        && pending
            .iter()
            .filter(|other| other.path != file.path)
            .filter_map(|other| other.reference.as_ref())
            .any(|reference| find(&file.bytes, reference.as_bytes()).is_some())
}

fn is_text(path: &Path) -> bool {
    path.extension()
        .is_some_and(|kind| TEXTS.iter().any(|text| kind == *text))
}

/// What other files call this one, if its name is to follow its bytes.
fn reference_to(inside: &Path) -> Option<String> {
    let name = inside.file_name()?.to_str()?;
    if inside.starts_with("snippets") {
        // wasm-bindgen hashes the folder by the crate's version, not by the script's bytes.
        let folder = inside.parent()?.file_name()?.to_str()?;
        return Some(format!("{folder}/{name}"));
    }
    hash_in(name).map(|_| name.to_owned())
}

/// Where the hash stands in a name like `ndarium-0123456789abcdef_bg.wasm`.
fn hash_in(name: &str) -> Option<std::ops::Range<usize>> {
    name.match_indices('-').find_map(|(dash, _)| {
        let rest = &name[dash + 1..];
        let length = rest
            .find(|next: char| !next.is_ascii_alphanumeric())
            .unwrap_or(rest.len());
        let digits = &rest[..length];
        let is_hash = (FEWEST_DIGITS..=DIGITS).contains(&length)
            && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        is_hash.then_some(dash + 1..dash + 1 + length)
    })
}

/// The reference with the hash of these bytes in it.
fn renamed(reference: &str, bytes: &[u8]) -> String {
    let mut print = Fingerprint::default();
    print.add(bytes);
    let hash = print.text();
    let (folder, name) = reference
        .rsplit_once('/')
        .map_or(("", reference), |(folder, name)| {
            (&reference[..folder.len() + 1], name)
        });
    match (hash_in(name), name.split_once('.')) {
        (Some(range), _) => format!(
            "{folder}{}{hash}{}",
            &name[..range.start],
            &name[range.end..]
        ),
        (None, Some((stem, kind))) => format!("{folder}{stem}-{hash}.{kind}"),
        (None, None) => format!("{folder}{name}-{hash}"),
    }
}

/// The text with `new` for `old`, but for the keys of objects: there wasm-bindgen writes under
/// which name the WebAssembly file itself asks for a script, and that name is inside its bytes.
fn replaced(bytes: &[u8], old: &str, new: &str) -> Outcome<Vec<u8>> {
    let text = std::str::from_utf8(bytes).map_err(|_| "a built text file is not UTF-8")?;
    let mut parts = text.split(old);
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let is_key = part.starts_with("\":") || part.starts_with("':");
        result.push_str(if is_key { old } else { new });
        result.push_str(part);
    }
    Ok(result.into_bytes())
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::TestFolder;

    const OLD: &str = "0123456789abcdef";

    /// A site as Trunk leaves it, settled; returns its files' names and the page.
    fn settled(name: &str, wasm: &[u8], snippet: &str) -> (Vec<String>, String) {
        let folder = TestFolder::new(name);
        let write = |path: &str, bytes: &[u8]| files::write(&folder.0.join(path), bytes).unwrap();
        write(&format!("app-{OLD}_bg.wasm"), wasm);
        write("snippets/inner-fedcba/inline0.js", snippet.as_bytes());
        let script = format!("import './snippets/inner-fedcba/inline0.js'; 'app-{OLD}_bg.wasm'");
        write(&format!("app-{OLD}.js"), script.as_bytes());
        write(&format!("style-{OLD}.css"), b"body{}");
        write("robots.txt", b"");
        let page = format!("<link href=./style-{OLD}.css>app-{OLD}.js app-{OLD}_bg.wasm");
        write("index.html", page.as_bytes());
        settle(&folder.0).unwrap();
        let names = files::files_below(&folder.0)
            .unwrap()
            .iter()
            .map(|file| {
                file.strip_prefix(&folder.0)
                    .unwrap()
                    .to_string_lossy()
                    .into_owned()
            })
            .collect();
        let page = String::from_utf8(files::read(&folder.0.join("index.html")).unwrap()).unwrap();
        (names, page)
    }

    fn named<'a>(names: &'a [String], start: &str, end: &str) -> &'a String {
        names
            .iter()
            .find(|name| name.starts_with(start) && name.ends_with(end))
            .unwrap()
    }

    #[test]
    fn a_changed_byte_changes_every_name_above_it_and_no_other() {
        let (first, _) = settled("names-first", b"\0asm one", "let a = 1;");
        let (again, _) = settled("names-again", b"\0asm one", "let a = 1;");
        let (other, _) = settled("names-other", b"\0asm two", "let a = 1;");
        let (inner, _) = settled("names-inner", b"\0asm one", "let a = 2;");
        assert_eq!(first, again);
        for (start, end, follows_wasm, follows_snippet) in [
            ("app-", "_bg.wasm", true, false),
            ("app-", ".js", true, true),
            ("snippets/inner-fedcba/inline0-", ".js", false, true),
            ("style-", ".css", false, false),
        ] {
            let before = named(&first, start, end);
            assert_eq!(
                before != named(&other, start, end),
                follows_wasm,
                "{before}"
            );
            assert_eq!(
                before != named(&inner, start, end),
                follows_snippet,
                "{before}"
            );
        }
        assert!(first.contains(&"robots.txt".to_owned()));
    }

    #[test]
    fn the_page_names_files_that_exist() {
        let (names, page) = settled("names-page", b"\0asm", "");
        assert!(!page.contains(OLD), "{page}");
        for (start, end) in [("app-", "_bg.wasm"), ("app-", ".js"), ("style-", ".css")] {
            assert!(page.contains(named(&names, start, end).as_str()), "{page}");
        }
    }

    #[test]
    fn names_inside_the_wasm_file_are_kept() {
        let script = "import * as a from \"./x/inline0.js\"; ({ \"./x/inline0.js\": a })";
        let mended = replaced(script.as_bytes(), "x/inline0.js", "x/new.js").unwrap();
        let wanted = "import * as a from \"./x/new.js\"; ({ \"./x/inline0.js\": a })";
        assert_eq!(String::from_utf8(mended).unwrap(), wanted);
    }

    #[test]
    fn only_whole_hashes_count() {
        assert_eq!(hash_in("app-0123456789abcdef.js"), Some(4..20));
        assert_eq!(hash_in("my-app-0123456789abcdef_bg.wasm"), Some(7..23));
        assert_eq!(hash_in("app-123456789abcdef.js"), Some(4..19));
        assert_eq!(hash_in("app-0123456789abcdef0.js"), None);
        assert_eq!(hash_in("app-0123.js"), None);
        assert_eq!(hash_in("favicon.svg"), None);
    }

    #[test]
    fn a_circle_is_an_error_and_not_a_hang() {
        let folder = TestFolder::new("names-circle");
        let (one, two) = (format!("one-{OLD}.js"), format!("two-{OLD}.js"));
        files::write(&folder.0.join(&one), two.as_bytes()).unwrap();
        files::write(&folder.0.join(&two), one.as_bytes()).unwrap();
        assert!(settle(&folder.0).expect_err("a circle").contains("circle"));
    }
}
