//! The aligner's state as a short text for a link, `a=3,1&b=4&ufunc=add`, and back.
//! Reading never fails: what cannot be read gives the author's state and a complaint.

use super::repair::{parse_view, view_text};
use super::{Operand, State, shape};
use crate::case::{self, Given};
use crate::draw::key::Key;
use crate::story::aligner::select::exists;
use engine::DType;
use lesson::spec::{MAX_AXES, MAX_OPERANDS, Reduce, Reduction, Values};

/// Links longer than this are not read.
const MOST_LETTERS: usize = 2000;

pub(super) fn write(state: &State) -> String {
    let mut parts: Vec<String> = state
        .active()
        .iter()
        .map(|operand| {
            format!(
                "{}={}",
                encode(&operand.given.name),
                operand_text(&operand.given)
            )
        })
        .collect();
    parts.push(format!("ufunc={}", state.ufunc));
    if let Some(key) = &state.chosen {
        parts.push(format!("cell={}", key.text()));
    }
    parts.join("&")
}

fn operand_text(given: &Given) -> String {
    let mut text = match &given.from {
        Some(from) => {
            let keep = if from.keepdims { "-keep" } else { "" };
            format!(
                "{}-{}-{}{keep}",
                from.reduce.word(),
                encode(&from.of),
                from.axis
            )
        }
        None if given.shape.is_empty() => "0d".to_owned(),
        None => {
            let lengths: Vec<String> = given.shape.iter().map(i64::to_string).collect();
            lengths.join(",")
        }
    };
    if given.from.is_none() {
        text.push('.');
        text.push_str(given.dtype.name());
    }
    for view in &given.views {
        text.push('.');
        text.push_str(&view_text(view));
    }
    text
}

pub(super) fn read(author: State, link: &str) -> (State, Option<String>) {
    let link = link.trim().trim_start_matches(['?', '#']);
    if link.is_empty() {
        return (author, None);
    }
    match try_read(&author, link) {
        Ok(state) => (state, None),
        Err(reason) => (
            author,
            Some(format!(
                "The link could not be read, so this is the picture as its author left it: {reason}"
            )),
        ),
    }
}

fn try_read(author: &State, link: &str) -> Result<State, String> {
    if link.len() > MOST_LETTERS {
        return Err("it is too long.".to_owned());
    }
    let mut state = author.clone();
    let mut operands: Vec<Operand> = Vec::new();
    let mut name = author.ufunc.clone();
    let mut cell = None;
    for part in link.split('&').filter(|part| !part.is_empty()) {
        let (key, value) = part
            .split_once('=')
            .ok_or_else(|| format!("“{}” has no =.", cut(part)))?;
        let (key, value) = (decode(key)?, decode(value)?);
        match key.as_str() {
            "ufunc" => {
                let row = case::drawable(&value)
                    .ok_or_else(|| format!("there is no ufunc called {}.", cut(&value)))?;
                name = row.name.to_owned();
            }
            "cell" => cell = Some(value),
            _ => operands.push(Operand {
                given: read_operand(author, &operands, &key, &value)?,
                typed: None,
            }),
        }
    }
    let row = case::drawable(&name).ok_or("its ufunc is unknown.")?;
    let count = operands.len();
    if count == 0 || count > MAX_OPERANDS {
        return Err(format!("it needs one to {MAX_OPERANDS} operands."));
    }
    if (row.inputs == 1) != (count == 1) {
        return Err(format!("{name} does not take {count} operands."));
    }
    state.operands = operands;
    state.ufunc = name;
    state.chosen = None;
    state.refresh();
    if let Some(text) = cell {
        let key = Key::parse(&text).filter(|key| exists(&state.aligner(), key));
        state.chosen = Some(key.ok_or_else(|| format!("there is no cell {}.", cut(&text)))?);
    }
    Ok(state)
}

fn read_operand(
    author: &State,
    before: &[Operand],
    name: &str,
    text: &str,
) -> Result<Given, String> {
    let is_name = name
        .chars()
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
        && name.chars().count() <= 40;
    if !is_name {
        return Err(format!("“{}” is no name for an operand.", cut(name)));
    }
    if before.iter().any(|operand| operand.given.name == name) {
        return Err(format!("{name} is there twice."));
    }
    let written = author
        .operands
        .iter()
        .find(|operand| operand.given.name == name)
        .map(|operand| &operand.given);
    let mut pieces = text.split('.');
    let head = pieces.next().unwrap_or("");
    let mut given = Given {
        name: name.to_owned(),
        shape: Vec::new(),
        dtype: written.map_or(DType::I64, |given| given.dtype),
        values: written.map_or(Values::Count, |given| given.values.clone()),
        from: None,
        views: Vec::new(),
    };
    if head == "0d" {
    } else if head.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
        given.from = Some(read_reduction(before, head)?);
    } else {
        let items: Result<Vec<i64>, String> = head.split(',').map(shape::length).collect();
        given.shape = items?;
        if given.shape.len() > MAX_AXES {
            return Err(format!("{name} has more than {MAX_AXES} axes."));
        }
    }
    if let Some(from) = &given.from
        && let Some(source) = before.iter().find(|operand| operand.given.name == from.of)
    {
        given.shape = super::reduced_shape(&source.given.shape, from)
            .ok_or_else(|| format!("{} has no axis {}.", from.of, from.axis))?;
    }
    for piece in pieces {
        if let Some(view) = parse_view(piece) {
            let ndim = given.viewed_shape().len();
            if !view.fits(ndim) || given.views.len() >= 8 {
                return Err(format!("“{}” does not fit {name}.", cut(piece)));
            }
            given.views.push(view);
            if given.viewed_shape().len() > MAX_AXES {
                return Err(format!("{name} has more than {MAX_AXES} axes."));
            }
        } else {
            given.dtype = DType::ALL
                .into_iter()
                .find(|dtype| dtype.name() == piece)
                .ok_or_else(|| format!("“{}” is neither a dtype nor a view.", cut(piece)))?;
        }
    }
    Ok(given)
}

/// Reads `mean-a-1` or `mean-a-1-keep`.
fn read_reduction(before: &[Operand], text: &str) -> Result<Reduction, String> {
    let wrong = || format!("“{}” is no shape and no reduction.", cut(text));
    let mut pieces = text.split('-');
    let reduce = pieces
        .next()
        .and_then(Reduce::from_word)
        .ok_or_else(wrong)?;
    let of = pieces.next().ok_or_else(wrong)?.to_owned();
    let axis = shape::length(pieces.next().ok_or_else(wrong)?)?;
    let keepdims = match pieces.next() {
        None => false,
        Some("keep") => true,
        Some(_) => return Err(wrong()),
    };
    if pieces.next().is_some() || !before.iter().any(|operand| operand.given.name == of) {
        return Err(wrong());
    }
    Ok(Reduction {
        reduce,
        of,
        axis,
        keepdims,
    })
}

/// The first letters of a text, for a complaint.
fn cut(text: &str) -> String {
    text.chars().take(24).collect()
}

/// Letters, digits and `_` as they are, every other byte as `%2A`.
fn encode(text: &str) -> String {
    let mut safe = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            safe.push(char::from(byte));
        } else {
            safe.push_str(&format!("%{byte:02X}"));
        }
    }
    safe
}

fn decode(text: &str) -> Result<String, String> {
    let wrong = || format!("“{}” is not encoded as links are.", cut(text));
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(if byte == b'%' {
            let mut digit = || char::from(rest.next()?).to_digit(16);
            let (high, low) = (digit(), digit());
            (high.ok_or_else(wrong)? * 16 + low.ok_or_else(wrong)?) as u8
        } else {
            byte
        });
    }
    String::from_utf8(bytes).map_err(|_| wrong())
}
