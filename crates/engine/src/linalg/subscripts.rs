//! Reads the subscripts of `einsum`, `ij,jk->ik`, for operands of known shapes, with the refusals of NumPy's C code.
//! Knows letters and shapes; computes nothing.

use crate::error::{Error, Result};

/// One axis: a letter, or [`BROADCAST`] for an axis of an ellipsis.
pub(super) type Label = u8;

/// An axis that an ellipsis stands for.
pub(super) const BROADCAST: Label = 0;

/// An axis as a list names it: a number, or the ellipsis.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subscript {
    /// A number from 0 to 51, which stands for a letter from `A` to `z`.
    Axis(i64),
    /// `...`
    Ellipsis,
}

/// The text of subscripts given as lists, one for each operand and perhaps one for the result.
///
/// # Errors
/// `ValueError: subscript is not within the valid range [0, 52)`; `IndexError: string index out of range`.
pub(super) fn text_from_lists(
    terms: &[&[Subscript]],
    output: Option<&[Subscript]>,
    in_python: bool,
) -> Result<String> {
    let spelled = |list: &[Subscript]| -> Result<String> {
        let mut text = String::new();
        for subscript in list {
            match subscript {
                Subscript::Ellipsis => text += "...",
                Subscript::Axis(number) => {
                    let letters = (b'A'..=b'Z').chain(b'a'..=b'z');
                    // Where a path is looked for, Python counts negative ones from the end.
                    let number = match *number {
                        below @ ..0 if in_python => below.saturating_add(52),
                        other => other,
                    };
                    let place = usize::try_from(number).unwrap_or(usize::MAX);
                    let letter = letters
                        .into_iter()
                        .nth(place)
                        .ok_or_else(|| match in_python {
                            true => Error::index("string index out of range"),
                            false => {
                                Error::value("subscript is not within the valid range [0, 52)")
                            }
                        })?;
                    text.push(char::from(letter));
                }
            }
        }
        Ok(text)
    };
    let terms = terms
        .iter()
        .map(|term| spelled(term))
        .collect::<Result<Vec<_>>>()?;
    let mut text = terms.join(",");
    if let Some(output) = output {
        text = format!("{text}->{}", spelled(output)?);
    }
    Ok(text)
}

/// Subscripts matched with operands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Subscripts {
    /// The labels of each operand's axes, as many as it has.
    pub(super) terms: Vec<Vec<Label>>,
    /// The labels of the result's axes.
    pub(super) output: Vec<Label>,
}

impl Subscripts {
    /// The labels summed away, in the order of their letters.
    pub(super) fn summed(&self) -> Vec<Label> {
        let mut found: Vec<Label> = Vec::new();
        for letter in 1..=u8::MAX {
            let used = self.terms.iter().any(|term| term.contains(&letter));
            if used && !self.output.contains(&letter) {
                found.push(letter);
            }
        }
        found
    }
}

/// Reads subscripts for operands with so many axes each.
///
/// # Errors
/// `ValueError` in NumPy's words, each beginning with `einstein sum subscripts string` or telling of operands.
pub(super) fn parse(subscripts: &str, ndims: &[usize]) -> Result<Subscripts> {
    let Some(last) = ndims.len().checked_sub(1) else {
        return Err(Error::value(
            "must specify the einstein sum subscripts string and at least one operand",
        ));
    };
    if ndims.len() >= 64 {
        return Err(Error::value(
            "too many operands provided to einstein sum function",
        ));
    }
    let mut rest = subscripts.as_bytes();
    let mut terms: Vec<Vec<Label>> = Vec::new();
    for (place, &ndim) in ndims.iter().enumerate() {
        let length = rest.iter().position(|byte| matches!(byte, b',' | b'-'));
        let length = length.unwrap_or(rest.len());
        let (own, after) = rest.split_at(length);
        let more = after.first() == Some(&b',');
        if place == last && more {
            return Err(Error::value(
                "more operands provided to einstein sum function than specified in the subscripts string",
            ));
        }
        if place < last && !more {
            return Err(Error::value(
                "fewer operands provided to einstein sum function than specified in the subscripts string",
            ));
        }
        terms.push(operand_labels(own, ndim, place)?);
        rest = if place < last { &after[1..] } else { after };
    }
    let broadcast = terms
        .iter()
        .map(|term| term.iter().filter(|label| **label == BROADCAST).count())
        .max()
        .unwrap_or(0);
    let count = |letter: Label| -> usize {
        let all = terms.iter().flatten();
        all.filter(|label| **label == letter).count()
    };
    let output = match rest {
        [] => {
            let once = (1..=u8::MAX).filter(|letter| count(*letter) == 1);
            std::iter::repeat_n(BROADCAST, broadcast)
                .chain(once)
                .collect()
        }
        [b'-', b'>', output @ ..] => output_labels(output, broadcast, count)?,
        _ => {
            return Err(Error::value(
                "einstein sum subscript string does not contain proper '->' output specified",
            ));
        }
    };
    Ok(Subscripts { terms, output })
}

fn no_letter(byte: u8) -> Error {
    Error::value(format!(
        "invalid subscript '{}' in einstein sum subscripts string, subscripts must be letters",
        char::from(byte)
    ))
}

/// The labels of one operand's axes.
fn operand_labels(subscripts: &[u8], ndim: usize, place: usize) -> Result<Vec<Label>> {
    let mut labels: Vec<Label> = Vec::new();
    let mut ellipsis = None;
    let mut rest = subscripts;
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            letter if letter.is_ascii_alphabetic() => {
                if labels.len() >= ndim {
                    return Err(Error::value(format!(
                        "einstein sum subscripts string contains too many subscripts for operand {place}"
                    )));
                }
                labels.push(*letter);
            }
            b'.' => {
                let ([b'.', b'.', after @ ..], None) = (rest, ellipsis) else {
                    return Err(Error::value(format!(
                        "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in \
                         operand {place}"
                    )));
                };
                rest = after;
                ellipsis = Some(labels.len());
            }
            b' ' => {}
            other => return Err(no_letter(*other)),
        }
    }
    let missing = ndim - labels.len();
    match ellipsis {
        Some(place) => {
            labels.splice(place..place, std::iter::repeat_n(BROADCAST, missing));
        }
        None if missing > 0 => {
            return Err(Error::value(
                "operand has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to \
                 broadcast the extra dimensions.",
            ));
        }
        None => {}
    }
    Ok(labels)
}

/// The labels of the result's axes. `broadcast` axes take the place of its ellipsis.
fn output_labels(
    subscripts: &[u8],
    broadcast: usize,
    count: impl Fn(Label) -> usize,
) -> Result<Vec<Label>> {
    let mut labels: Vec<Label> = Vec::new();
    let mut ellipsis = false;
    let mut rest = subscripts;
    while let [byte, after @ ..] = rest {
        rest = after;
        match byte {
            letter if letter.is_ascii_alphabetic() => {
                let name = char::from(*letter);
                if rest.contains(letter) {
                    return Err(Error::value(format!(
                        "einstein sum subscripts string includes output subscript '{name}' multiple times"
                    )));
                }
                if count(*letter) == 0 {
                    return Err(Error::value(format!(
                        "einstein sum subscripts string included output subscript '{name}' which never appeared in an \
                         input"
                    )));
                }
                labels.push(*letter);
            }
            b'.' => {
                let ([b'.', b'.', after @ ..], false) = (rest, ellipsis) else {
                    return Err(Error::value(
                        "einstein sum subscripts string contains a '.' that is not part of an ellipsis ('...') in the \
                         output",
                    ));
                };
                rest = after;
                ellipsis = true;
                labels.extend(std::iter::repeat_n(BROADCAST, broadcast));
            }
            b' ' => {}
            other => return Err(no_letter(*other)),
        }
        if labels.len() > crate::layout::MAX_NDIM {
            return Err(Error::value(
                "einstein sum subscripts string contains too many subscripts in the output",
            ));
        }
    }
    if !ellipsis && broadcast > 0 {
        return Err(Error::value(
            "output has more dimensions than subscripts given in einstein sum, but no '...' ellipsis provided to \
             broadcast the extra dimensions.",
        ));
    }
    Ok(labels)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(labels: &[Label]) -> String {
        let letter = |label: &Label| {
            if *label == BROADCAST {
                '.'
            } else {
                char::from(*label)
            }
        };
        labels.iter().map(letter).collect()
    }

    #[test]
    fn an_ellipsis_stands_for_the_axes_left_over() {
        let found = parse("i...j,...k -> ...ik", &[4, 2]).unwrap();
        let terms: Vec<String> = found.terms.iter().map(|term| letters(term)).collect();
        assert_eq!(terms, ["i..j", ".k"]);
        assert_eq!(letters(&found.output), "..ik");
        assert_eq!(letters(&found.summed()), "j");
    }

    #[test]
    fn without_an_output_each_letter_met_once_stays_in_order() {
        assert_eq!(letters(&parse("ba", &[2]).unwrap().output), "ab");
        assert_eq!(letters(&parse("...jk,kB", &[3, 2]).unwrap().output), ".Bj");
        assert_eq!(letters(&parse("ii", &[2]).unwrap().output), "");
    }
}
