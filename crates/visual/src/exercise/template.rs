//! Templates with blanks: which of the given parts a reader's line still holds.
//! Knows text only; spaces do not matter.

/// What stands for a blank.
pub(super) const BLANK: &str = "___";

/// The given parts of a template that a text no longer holds, in order. Spaces are left out of the comparison.
pub(super) fn changed_parts(template: &str, text: &str) -> Vec<String> {
    let text = squeezed(text);
    let parts: Vec<&str> = template.split(BLANK).collect();
    let last = parts.len() - 1;
    let mut changed = Vec::new();
    let mut rest = text.as_str();
    for (place, part) in parts.iter().enumerate() {
        let wanted = squeezed(part);
        let after = match place {
            _ if wanted.is_empty() => Some(rest),
            0 if last == 0 => (rest == wanted).then_some(""),
            0 => rest.strip_prefix(wanted.as_str()),
            _ if place == last => rest.strip_suffix(wanted.as_str()).map(|_| ""),
            _ => rest.find(&wanted).map(|at| &rest[at + wanted.len()..]),
        };
        match after {
            Some(after) => rest = after,
            None => changed.push(part.trim().to_owned()),
        }
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
