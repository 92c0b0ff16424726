//! The form of a file: its head, its length, its name, and colors where they belong.
//! What compilers and Clippy see already is left to them.

use crate::tree::{self, File};

/// The most lines one source file may have.
const CEILING: usize = 600;

/// Names that say nothing about what is inside.
const EMPTY_NAMES: [&str; 6] = ["utils", "util", "helpers", "helper", "misc", "common"];

fn head_complaints(file: &File) -> Vec<String> {
    if !file.is_rust() {
        return Vec::new();
    }
    // An essay may follow, after an empty `//!`; the head itself is short.
    let head = file
        .text
        .lines()
        .take_while(|line| line.starts_with("//! "))
        .count();
    if (1..=4).contains(&head) {
        return Vec::new();
    }
    vec![format!(
        "{}: a file starts with one to four lines `//!`, not {head}",
        file.path
    )]
}

fn length_complaints(file: &File) -> Vec<String> {
    let source = [".rs", ".mjs", ".py"]
        .iter()
        .any(|kind| file.path.ends_with(kind));
    let lines = file.text.lines().count();
    if !source || lines <= CEILING {
        return Vec::new();
    }
    vec![format!(
        "{}: {lines} lines are more than {CEILING}; split it by concept",
        file.path
    )]
}

fn name_complaints(file: &File) -> Vec<String> {
    let empty = file
        .path
        .split('/')
        .map(|part| part.split('.').next().unwrap_or_default())
        .find(|part| EMPTY_NAMES.contains(part));
    empty
        .map(|name| format!("{}: `{name}` does not say what is inside", file.path))
        .into_iter()
        .collect()
}

/// Colors live in the style sheet by role; code and lessons name roles.
fn color_complaints(file: &File) -> Vec<String> {
    let searched = ["src/", "crates/", "lessons/", "index.html"]
        .iter()
        .any(|place| file.path.starts_with(place));
    if !searched {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for (number, line) in file.lines() {
        // The browser's own frame can be colored from the page's head only.
        if let Some(color) = color_in(line).filter(|_| !line.contains("theme-color")) {
            complaints.push(format!("{}:{number}: the color `{color}`", file.path));
        }
    }
    complaints
}

fn color_in(line: &str) -> Option<&str> {
    let functions = ["rgb(", "rgba(", "hsl(", "hsla(", "oklch(", "oklab(", "hwb("];
    let function = functions.iter().find_map(|name| {
        let at = line.find(name)?;
        let before = line[..at].chars().next_back();
        let whole = before.is_none_or(|before| !before.is_alphanumeric() && before != '_');
        whole.then(|| &line[at..at + name.len()])
    });
    function.or_else(|| {
        line.match_indices('#')
            .find_map(|(at, _)| hex_color_at(line, at))
    })
}

/// `#fff` or `#1f2937`, unless it is the end of a longer word or the target of a link.
fn hex_color_at(line: &str, at: usize) -> Option<&str> {
    let rest = &line[at + 1..];
    let word = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-');
    let digits = &rest[..word.unwrap_or(rest.len())];
    let link = ["href=\"", "href='", "](", "&"]
        .iter()
        .any(|lead| line[..at].ends_with(lead));
    let hex = matches!(digits.len(), 3 | 4 | 6 | 8)
        && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    (hex && !link).then(|| &line[at..=at + digits.len()])
}

#[test]
fn every_file_keeps_the_form() {
    let mut complaints = Vec::new();
    for file in tree::files() {
        complaints.extend(head_complaints(&file));
        complaints.extend(length_complaints(&file));
        complaints.extend(name_complaints(&file));
        complaints.extend(color_complaints(&file));
    }
    tree::none(&complaints);
}

#[test]
fn a_wrong_head_is_seen() {
    for text in [
        "",
        "use a::b;\n",
        "\n//! late\n",
        "//! 1\n//! 2\n//! 3\n//! 4\n//! 5\n",
    ] {
        tree::complains(
            &head_complaints(&File::sample("a.rs", text)),
            "one to four lines",
        );
    }
    tree::none(&head_complaints(&File::sample(
        "a.rs",
        "//! What it is.\n//! And not.\n\n",
    )));
    tree::none(&head_complaints(&File::sample(
        "a.rs",
        "//! What it is.\n//!\n//! 1\n//! 2\n",
    )));
    tree::none(&head_complaints(&File::sample("a.md", "no head")));
}

#[test]
fn a_long_file_is_seen() {
    let long = "line\n".repeat(CEILING + 1);
    tree::complains(
        &length_complaints(&File::sample("src/a.rs", &long)),
        "601 lines",
    );
    tree::none(&length_complaints(&File::sample("src/a.rs", &long[5..])));
    tree::none(&length_complaints(&File::sample("lessons/a.md", &long)));
}

#[test]
fn an_empty_name_is_seen() {
    for path in [
        "src/utils.rs",
        "crates/engine/src/helpers/mod.rs",
        "tests/e2e/common.mjs",
    ] {
        tree::complains(&name_complaints(&File::sample(path, "")), "does not say");
    }
    tree::none(&name_complaints(&File::sample("src/commonly.rs", "")));
}

#[test]
fn a_color_outside_the_style_sheet_is_seen() {
    for line in [
        "let fill = \"#1f2937\";",
        "<p style=\"color:#fff\">",
        "fill: rgb(1, 2, 3)",
        "`oklch(0.7 0.1 200)`",
    ] {
        tree::complains(
            &color_complaints(&File::sample("src/a.rs", line)),
            "the color",
        );
        tree::none(&color_complaints(&File::sample("assets/style.css", line)));
    }
    for line in [
        "#[derive(Debug)]",
        "<a href=\"#add\">",
        "[see](#decade)",
        "a strengrgb(",
        "r#\"raw\"#",
        "&#233;",
        "# Facade",
        "<meta name=\"theme-color\" content=\"#ffffff\">",
    ] {
        tree::none(&color_complaints(&File::sample("src/a.rs", line)));
    }
}
