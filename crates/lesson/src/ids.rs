//! Ids of headings and widgets: unique in a document, usable in a link. Knows nothing else.

use std::collections::HashMap;

/// Longest id.
pub(crate) const LONGEST: usize = 48;

/// The ids taken so far, with the line that took each.
#[derive(Default)]
pub(crate) struct Ids {
    taken: HashMap<String, usize>,
}

impl Ids {
    /// Takes `id` for a line, or names the line that has it already.
    pub(crate) fn take(&mut self, id: &str, line: usize) -> Result<(), usize> {
        if let Some(earlier) = self.taken.get(id) {
            return Err(*earlier);
        }
        self.taken.insert(id.to_owned(), line);
        Ok(())
    }

    /// Takes `wish` if it is free, or else `wish-2`, `wish-3`, ….
    pub(crate) fn take_like(&mut self, wish: &str, line: usize) -> String {
        let mut id = wish.to_owned();
        let mut count = 1_usize;
        while self.take(&id, line).is_err() {
            count += 1;
            id = format!("{wish}-{count}");
        }
        id
    }
}

/// A heading's text as an id: small letters, digits, and single hyphens between them.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter.to_ascii_lowercase());
        }
        let parts = letter.is_whitespace() || (letter.is_ascii_punctuation() && letter != '\'');
        if parts && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= LONGEST {
            break;
        }
    }
    let trimmed = slug.trim_end_matches('-');
    if trimmed.is_empty() {
        "section".to_owned()
    } else {
        trimmed.to_owned()
    }
}

/// Whether an author's id may be used: small letters, digits and hyphens, a letter first.
pub(crate) fn is_id(text: &str) -> bool {
    text.len() <= LONGEST
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_become_slugs() {
        assert_eq!(slug("Align from the right"), "align-from-the-right");
        assert_eq!(slug("  `np.newaxis`, again! "), "np-newaxis-again");
        assert_eq!(slug("What doesn't fit"), "what-doesnt-fit");
        assert_eq!(slug("…"), "section");
        assert!(slug(&"x".repeat(500)).len() <= LONGEST);
    }

    #[test]
    fn a_second_taker_gets_another_id() {
        let mut ids = Ids::default();
        assert_eq!(ids.take_like("cost", 1), "cost");
        assert_eq!(ids.take_like("cost", 2), "cost-2");
        assert_eq!(ids.take("cost-2", 9), Err(2));
    }
}
