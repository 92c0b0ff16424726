//! Shapes as readers type them: `(3, 1)`, `3,1`, `3x1`, `3`.
//! Knows text only.

use lesson::spec::MAX_AXES;

/// Reads a shape.
///
/// # Errors
/// What is wrong and what to type instead, in one sentence.
pub(super) fn parse_shape(text: &str) -> Result<Vec<i64>, String> {
    let trimmed = text.trim();
    let inner = strip_pair(trimmed)?;
    let Some(inner) = inner
        .map(str::trim)
        .or((!trimmed.is_empty()).then_some(trimmed))
    else {
        return Err(
            "Type a shape such as (3, 4), or () for a single element without axes.".to_owned(),
        );
    };
    if inner.is_empty() {
        return Ok(Vec::new());
    }
    let items: Vec<&str> = if inner.contains([',', ';']) {
        let inner = inner.strip_suffix([',', ';']).unwrap_or(inner);
        inner.split([',', ';']).map(str::trim).collect()
    } else if inner.contains(['x', 'X', '×', '*']) {
        inner.split(['x', 'X', '×', '*']).map(str::trim).collect()
    } else {
        inner.split_whitespace().collect()
    };
    if items.len() > MAX_AXES {
        return Err(format!(
            "{} axes are too many to draw: use at most {MAX_AXES}.",
            items.len()
        ));
    }
    if items.len() > 1
        && items[1..].iter().all(|item| item.len() == 3)
        && items[1..].contains(&"000")
    {
        let joined = items.concat();
        return Err(format!(
            "A comma separates axes: write {joined} for one long axis."
        ));
    }
    items.into_iter().map(length).collect()
}

/// What is between brackets, when there are brackets.
fn strip_pair(text: &str) -> Result<Option<&str>, String> {
    for (open, close) in [('(', ')'), ('[', ']')] {
        match (text.strip_prefix(open), text.ends_with(close)) {
            (Some(rest), true) => return Ok(Some(rest.strip_suffix(close).unwrap_or(rest))),
            (Some(_), false) => return Err(format!("A {close} is missing at the end.")),
            (None, true) => return Err(format!("A {open} is missing at the start.")),
            (None, false) => {}
        }
    }
    Ok(None)
}

/// Reads one length.
///
/// # Errors
/// What is wrong with it, in one sentence.
pub(super) fn length(text: &str) -> Result<i64, String> {
    let digits: String = text.chars().filter(|letter| *letter != '_').collect();
    if digits.is_empty() {
        return Err("A length is missing between two commas.".to_owned());
    }
    if digits.starts_with('-') {
        return Err(format!("A length cannot be negative, as {text} is."));
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let mut shown: String = text.chars().take(12).collect();
        if shown.len() < text.len() {
            shown.push('…');
        }
        return Err(format!(
            "“{shown}” is not a whole number: type lengths such as 3, 4."
        ));
    }
    digits.parse::<i64>().map_err(|_| {
        "Maximum allowed dimension exceeded: NumPy counts an axis with 63 bits.".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_way_to_write_a_shape_is_read() {
        for text in [
            "(3, 1)",
            "3,1",
            "3x1",
            "3 × 1",
            " ( 3 ,1, ) ",
            "[3, 1]",
            "3 1",
        ] {
            assert_eq!(parse_shape(text), Ok(vec![3, 1]), "{text}");
        }
        for text in ["3", "(3,)", "3,", "(3)"] {
            assert_eq!(parse_shape(text), Ok(vec![3]), "{text}");
        }
        assert_eq!(parse_shape("()"), Ok(vec![]));
        assert_eq!(
            parse_shape("5_000_000, 1000, 1"),
            Ok(vec![5_000_000, 1000, 1])
        );
    }

    #[test]
    fn what_cannot_be_read_is_explained() {
        for (text, says) in [
            ("", "Type a shape"),
            ("(3, 4", "A ) is missing"),
            ("3, 4)", "A ( is missing"),
            ("3,,4", "missing between"),
            ("3, -1", "negative"),
            ("three", "not a whole number"),
            ("1,2,3,4,5,6,7", "at most 6"),
            ("5,000,000", "write 5000000"),
            ("99999999999999999999", "63 bits"),
            ("3.5", "not a whole number"),
        ] {
            let said = parse_shape(text).unwrap_err();
            assert!(said.contains(says), "{text}: {said}");
        }
    }
}
