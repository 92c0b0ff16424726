//! A lesson's text made uniform, and the line a byte stands on. Knows nothing of Markdown.

use std::borrow::Cow;

/// Drops a byte order mark, makes every line end `\n` and every NUL a replacement character.
/// Lines keep their numbers.
pub(crate) fn uniform(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains(['\r', '\0']) {
        Cow::Owned(
            text.replace("\r\n", "\n")
                .replace('\r', "\n")
                .replace('\0', "\u{fffd}"),
        )
    } else {
        Cow::Borrowed(text)
    }
}

/// Where the lines of a text begin.
pub(crate) struct Lines {
    starts: Vec<usize>,
    first: usize,
    last: usize,
}

impl Lines {
    /// Lines of `text`, whose first line has the number `first` in the lesson file.
    pub(crate) fn new(text: &str, first: usize) -> Self {
        let starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self {
            starts,
            first,
            last: usize::MAX,
        }
    }

    /// Lines of a text that takes the lines from `first` to `last` of the file, whatever line
    /// ends it holds: those of a TOML string may be written as `\n`.
    pub(crate) fn within(text: &str, (first, last): (usize, usize)) -> Self {
        Self {
            last,
            ..Self::new(text, first)
        }
    }

    /// Number of the line on which the byte at `offset` stands.
    pub(crate) fn at(&self, offset: usize) -> usize {
        let passed = self.starts.partition_point(|start| *start <= offset);
        (self.first + passed.saturating_sub(1)).min(self.last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_one() {
        assert_eq!(uniform("\u{feff}a\r\nb\rc\0"), "a\nb\nc\u{fffd}");
        assert!(matches!(uniform("a\nb"), Cow::Borrowed(_)));
    }

    #[test]
    fn offsets_have_lines() {
        let lines = Lines::new("ab\nc\n\nd", 10);
        let at: Vec<usize> = (0..8).map(|offset| lines.at(offset)).collect();
        assert_eq!(at, [10, 10, 10, 11, 11, 12, 13, 13]);
    }
}
