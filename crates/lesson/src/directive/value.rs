//! Single TOML values: how a message names them, and the integers, shapes and names in them.
//! Knows no keys.

use crate::nearest::clipped;
use toml::de::DeValue;

/// A value in the words of a message.
pub(super) fn found(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("the text `{}`", clipped(text)),
        DeValue::Integer(number) => format!("the integer {}", clipped(number.as_str())),
        DeValue::Float(number) => format!("the number {}", clipped(number.as_str())),
        DeValue::Boolean(flag) => format!("`{flag}`"),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "such a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}

/// An integer, if it is one that fits.
pub(super) fn integer(value: &DeValue<'_>) -> Option<i64> {
    let number = value.as_integer()?;
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// Integers, if it is a list of nothing else.
pub(super) fn integers(value: &DeValue<'_>) -> Option<Vec<i64>> {
    let list = value.as_array()?;
    list.iter().map(|item| integer(item.get_ref())).collect()
}

/// `(3, 1)`, `3, 1`, `(4,)` or `()`; underscores may part the digits.
pub(super) fn shape_from_text(text: &str) -> Option<Vec<i64>> {
    let text = text.trim();
    let inside = match text.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')')?.trim(),
        None if text.is_empty() => return None,
        None => text,
    };
    if inside.is_empty() {
        return Some(Vec::new());
    }
    let inside = inside.strip_suffix(',').unwrap_or(inside);
    inside
        .split(',')
        .map(|length| length.trim().replace('_', "").parse().ok())
        .collect()
}

/// Whether Python would take it for a name that is free.
pub(super) fn is_name(text: &str) -> bool {
    const KEPT: [&str; 12] = [
        "np", "numpy", "None", "True", "False", "and", "or", "not", "in", "is", "if", "lambda",
    ];
    let sound = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'_';
    text.len() <= 16
        && text.bytes().all(sound)
        && text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && !KEPT.contains(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_in_text() {
        assert_eq!(shape_from_text("(3, 1)"), Some(vec![3, 1]));
        assert_eq!(
            shape_from_text(" 5_000_000, 1000 "),
            Some(vec![5_000_000, 1000])
        );
        assert_eq!(shape_from_text("(4,)"), Some(vec![4]));
        assert_eq!(shape_from_text("()"), Some(vec![]));
        for wrong in [
            "",
            "(3",
            "3)",
            "3 1",
            "(,)",
            "a",
            "3,,1",
            "99999999999999999999",
        ] {
            assert_eq!(shape_from_text(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_are_pythons() {
        assert!(is_name("temps_2"));
        for wrong in [
            "",
            "2a",
            "a b",
            "np",
            "None",
            "a-b",
            "é",
            "seventeen_letters",
        ] {
            assert!(!is_name(wrong), "{wrong}");
        }
    }
}
