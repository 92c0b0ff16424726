//! Leaves out of the built texts what only their authors read: comments, indents, empty lines.
//! Knows just enough of a script and of a style sheet for that; a line stays a line.

use std::path::Path;

use crate::files;
use crate::process::Outcome;

/// A script without lines of comment. No text in it goes over several lines.
pub(crate) fn script(text: &str) -> String {
    let is_comment = |line: &str| ["//", "/*", "*"].iter().any(|sign| line.starts_with(sign));
    lines(text, |line| !is_comment(line))
}

/// A style sheet without comments. No text in it looks like one.
fn style(text: &str) -> String {
    let mut plain = String::new();
    for (place, part) in text.split("/*").enumerate() {
        let after = match place {
            0 => part,
            _ => part.split_once("*/").map_or("", |(_, after)| after),
        };
        plain.push_str(after);
    }
    lines(&plain, |_| true)
}

fn lines(text: &str, stays: impl Fn(&str) -> bool) -> String {
    let lines = text.lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && stays(line));
    kept.flat_map(|line| [line, "\n"]).collect()
}

/// Trims the style sheets of a folder.
pub(crate) fn styles(folder: &Path) -> Outcome {
    for file in files::files_below(folder)? {
        if file.extension().is_some_and(|kind| kind == "css") {
            let text = std::fs::read_to_string(&file)
                .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            files::write(&file, style(&text).as_bytes())?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_keeps_its_lines_and_no_comment() {
        let text = "/**\n * Says what.\n */\nfunction a() {\n    // Why.\n    return 2 * 3;\n\n}\n";
        assert_eq!(script(text), "function a() {\nreturn 2 * 3;\n}\n");
    }

    #[test]
    fn a_style_sheet_keeps_its_rules_and_no_comment() {
        let text = "/* Over\n   two lines. */\na { top: 0 } /* beside */ b { left: 0 }\n\n  c { right: 0 }\n";
        assert_eq!(style(text), "a { top: 0 }  b { left: 0 }\nc { right: 0 }\n");
        assert_eq!(style("a {}\n/* never closed"), "a {}\n");
    }
}
