//! One line of a file cut into fields as `genfromtxt` cuts it: at a delimiter, or at fixed widths.
//! Knows no values.

use super::tokens::is_space;

/// What stands between columns, or how wide they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Delimiter<'a> {
    /// Any white space.
    #[default]
    Space,
    /// This text.
    Text(&'a str),
    /// Every column has so many characters.
    Width(usize),
    /// Each column has its own number of characters.
    Widths(&'a [usize]),
}

/// Cuts lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Splitter<'a> {
    pub(super) delimiter: Delimiter<'a>,
    pub(super) comments: Option<&'a str>,
    pub(super) autostrip: bool,
}

impl Splitter<'_> {
    /// The fields; none of an empty line or one that is all comment.
    pub(super) fn fields(&self, line: &str) -> Vec<String> {
        let line = match self.comments {
            Some(comments) if !comments.is_empty() => line.split(comments).next().unwrap_or(line),
            _ => line,
        };
        let fields = match self.delimiter {
            Delimiter::Space | Delimiter::Text("") => words(line),
            Delimiter::Text(delimiter) => {
                let line = line.trim_matches([' ', '\r', '\n']);
                if line.is_empty() {
                    Vec::new()
                } else {
                    line.split(delimiter).map(str::to_owned).collect()
                }
            }
            Delimiter::Width(0) => words(line),
            Delimiter::Width(width) => {
                let letters: Vec<char> = line.trim_matches(['\r', '\n']).chars().collect();
                let pieces = letters.chunks(width);
                pieces.map(|piece| piece.iter().collect()).collect()
            }
            Delimiter::Widths(widths) => pieces(line, widths),
        };
        if self.autostrip {
            fields
                .iter()
                .map(|field| field.trim_matches(is_space).to_owned())
                .collect()
        } else {
            fields
        }
    }
}

fn words(line: &str) -> Vec<String> {
    line.split(is_space)
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A piece for each width, empty ones behind the end of the line.
fn pieces(line: &str, widths: &[usize]) -> Vec<String> {
    if line.is_empty() {
        return Vec::new();
    }
    let letters: Vec<char> = line.chars().collect();
    let mut start = 0usize;
    let mut pieces = Vec::new();
    for &width in widths {
        let end = start.saturating_add(width);
        let piece = letters
            .get(start.min(letters.len())..end.min(letters.len()))
            .unwrap_or_default();
        pieces.push(piece.iter().collect());
        start = end;
    }
    pieces
}
