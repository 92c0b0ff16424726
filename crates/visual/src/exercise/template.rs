//! Templates with blanks: which of the given parts a reader's line still holds.
//! Knows text only; spaces do not matter.

/// What stands for a blank.
pub(super) const BLANK: &str = "___";

/// Whether a text has a blank.
pub(super) fn has_blank(text: &str) -> bool {
    after(text, BLANK).is_some()
}

/// What comes after the first place of a part in a text, and where that place begins.
fn after<'a>(text: &'a str, part: &str) -> Option<(usize, &'a str)> {
    // Texts here are short: a library's search is longer than they are.
    let mut places = text.char_indices();
    places.find_map(|(at, _)| Some((at, text.get(at..)?.strip_prefix(part)?)))
}

/// The given parts of a template that a text no longer holds, in order. Spaces are left out of the comparison.
pub(super) fn changed_parts(template: &str, text: &str) -> Vec<String> {
    let text = squeezed(text);
    let mut changed = Vec::new();
    let mut rest = text.as_str();
    let mut template = Some(template);
    let mut is_first = true;
    while let Some(from_here) = template {
        let blank = after(from_here, BLANK);
        let part = blank.map_or(from_here, |(at, _)| &from_here[..at]);
        template = blank.map(|(_, after_blank)| after_blank);
        let wanted = squeezed(part);
        let is_last = template.is_none();
        let found = match (is_first, is_last) {
            _ if wanted.is_empty() => Some(rest),
            (true, true) => (rest == wanted).then_some(""),
            (true, false) => rest.strip_prefix(wanted.as_str()),
            (false, true) => rest.ends_with(wanted.as_str()).then_some(""),
            (false, false) => after(rest, &wanted).map(|(_, rest)| rest),
        };
        match found {
            Some(found) => rest = found,
            None => changed.push(part.trim().to_owned()),
        }
        is_first = false;
    }
    changed
}

fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::changed_parts;

    #[test]
    fn given_parts_are_found_around_the_blanks() {
        let changed = |text: &str| changed_parts("temps.mean(axis=1, ___) - ___", text);
        assert_eq!(changed("temps.mean(axis=1, keepdims=True) - 3"), [""; 0]);
        assert_eq!(changed("temps.mean( axis = 1,keepdims=True)-3"), [""; 0]);
        assert_eq!(
            changed("temps.mean(axis=0, keepdims=True) - 3"),
            ["temps.mean(axis=1,"]
        );
        assert_eq!(changed("temps.mean(axis=1, keepdims=True) + 3"), [") -"]);
        assert_eq!(changed_parts("a[___]", "a[0] + 1"), ["]"]);
        assert_eq!(changed_parts("___", "anything"), [""; 0]);
        assert_eq!(changed_parts("a", "b"), ["a"]);
    }
}
