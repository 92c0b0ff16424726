//! Cuts a text into Python tokens. Knows letters and digits; no grammar.

use super::raised::Raised;
use lesson::decimal::f64_from_decimal;
use std::ops::Range;

/// A piece of the text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Token {
    /// What it is.
    pub(super) kind: TokenKind,
    /// Its bytes.
    pub(super) range: Range<usize>,
}

/// What a piece of the text is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum TokenKind {
    /// A name or a word of the language.
    Name(String),
    /// A whole number.
    Int(i128),
    /// A number with a point or an exponent.
    Float(f64),
    /// A text in quotes.
    Text(String),
    /// An operator, a bracket or a separator.
    Mark(&'static str),
    /// The end of the text.
    End,
}

/// Longest first, so that `**` is not read as two stars.
const MARKS: [&str; 48] = [
    "**=", "//=", ">>=", "<<=", "...", "**", "//", "<<", ">>", "<=", ">=", "==", "!=", "->", ":=",
    "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "+", "-", "*", "/", "%", "@", "&", "|",
    "^", "~", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", ";", "=", "!",
];

/// Cuts the text; the last token is always [`TokenKind::End`].
///
/// # Errors
/// Python's `SyntaxError` where it cannot be cut.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Raised> {
    let mut found = Vec::new();
    let mut at = 0;
    // Line ends inside brackets are spaces to Python; outside they would end the statement.
    let mut open = 0usize;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        if letter == '#' {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        if letter.is_ascii_whitespace() || letter == '\u{a0}' {
            let ends_statement = matches!(letter, '\n' | '\r') && open == 0;
            if ends_statement && !found.is_empty() && !rest.trim().is_empty() {
                let next = at + (rest.len() - rest.trim_start().len());
                if !text[next..].starts_with('#') {
                    return Err(Raised::syntax("invalid syntax", &(next..text.len()))
                        .hint("Write one expression; it may go on over several lines only inside brackets."));
                }
            }
            at += letter.len_utf8();
            continue;
        }
        let token = if letter.is_ascii_digit()
            || (letter == '.' && rest[1..].starts_with(|c: char| c.is_ascii_digit()))
        {
            number(text, at)?
        } else if letter.is_alphabetic() || letter == '_' {
            name(text, at)
        } else if letter == '"' || letter == '\'' {
            quoted(text, at, letter)?
        } else {
            mark(text, at, letter)?
        };
        match &token.kind {
            TokenKind::Mark("(" | "[" | "{") => open += 1,
            TokenKind::Mark(")" | "]" | "}") => open = open.saturating_sub(1),
            _ => {}
        }
        at = token.range.end;
        found.push(token);
    }
    found.push(Token {
        kind: TokenKind::End,
        range: text.len()..text.len(),
    });
    Ok(found)
}

fn name(text: &str, at: usize) -> Token {
    let rest = &text[at..];
    let length = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    Token {
        kind: TokenKind::Name(rest[..length].to_owned()),
        range: at..at + length,
    }
}

fn mark(text: &str, at: usize, letter: char) -> Result<Token, Raised> {
    let rest = &text[at..];
    if let Some(found) = MARKS.iter().find(|mark| rest.starts_with(**mark)) {
        return Ok(Token {
            kind: TokenKind::Mark(found),
            range: at..at + found.len(),
        });
    }
    let range = at..at + letter.len_utf8();
    let plain = match letter {
        '−' | '–' | '—' => Some("-"),
        '×' | '·' => Some("*"),
        '÷' => Some("/"),
        '“' | '”' | '‘' | '’' => Some("'"),
        _ => None,
    };
    if !letter.is_ascii() {
        let message = format!("invalid character '{letter}' (U+{:04X})", letter as u32);
        let raised = Raised::syntax(message, &range);
        return Err(match plain {
            Some(plain) => raised.hint(format!("Type {plain} instead.")),
            None => raised,
        });
    }
    Err(match letter {
        '\\' => Raised::syntax(
            "unexpected character after line continuation character",
            &range,
        ),
        _ => Raised::syntax("invalid syntax", &range),
    })
}

fn quoted(text: &str, at: usize, quote: char) -> Result<Token, Raised> {
    let rest = &text[at + 1..];
    let length = rest
        .find([quote, '\n'])
        .filter(|end| rest[*end..].starts_with(quote));
    let Some(length) = length else {
        let message = format!(
            "unterminated string literal (detected at line {})",
            text[..at].matches('\n').count() + 1
        );
        return Err(Raised::syntax(message, &(at..text.len())));
    };
    let range = at..at + length + 2;
    if rest[..length].contains('\\') {
        return Err(Raised::ours(
            "Texts here are names of dtypes, such as 'float64'; a backslash has no place in them.",
            &range,
        ));
    }
    Ok(Token {
        kind: TokenKind::Text(rest[..length].to_owned()),
        range,
    })
}

/// A number: decimal, hexadecimal, octal or binary, with single underscores between digits.
fn number(text: &str, at: usize) -> Result<Token, Raised> {
    let bytes = text.as_bytes();
    let digit = |place: usize| bytes.get(place).is_some_and(u8::is_ascii_digit);
    let radix = match (bytes[at], bytes.get(at + 1).map(u8::to_ascii_lowercase)) {
        (b'0', Some(b'x')) => Some((16, "hexadecimal")),
        (b'0', Some(b'o')) => Some((8, "octal")),
        (b'0', Some(b'b')) => Some((2, "binary")),
        _ => None,
    };
    if let Some((radix, noun)) = radix {
        return in_radix(text, at, radix, noun);
    }
    let run = |mut place: usize| {
        while digit(place)
            || (bytes.get(place) == Some(&b'_') && digit(place + 1) && digit(place.wrapping_sub(1)))
        {
            place += 1;
        }
        place
    };
    let mut end = run(at);
    let mut is_float = false;
    if bytes.get(end) == Some(&b'.') {
        is_float = true;
        end = run(end + 1);
    }
    if matches!(bytes.get(end), Some(b'e' | b'E')) {
        let signed = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        if digit(end + 1 + signed) {
            is_float = true;
            end = run(end + 1 + signed);
        }
    }
    let range = at..end;
    if let Some(next) = text[end..]
        .chars()
        .next()
        .filter(|c| c.is_alphanumeric() || *c == '_')
    {
        if matches!(next, 'j' | 'J') {
            return Err(Raised::ours(
                "Complex numbers are not among the dtypes here.",
                &(at..end + 1),
            ));
        }
        return Err(Raised::syntax(
            "invalid decimal literal",
            &(at..end + next.len_utf8()),
        ));
    }
    let digits: String = text[range.clone()].chars().filter(|c| *c != '_').collect();
    let kind = if is_float {
        f64_from_decimal(&digits).map(TokenKind::Float)
    } else if digits.len() > 1 && digits.starts_with('0') && digits.bytes().any(|b| b != b'0') {
        let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
        return Err(Raised::syntax(message, &range));
    } else {
        digits.parse().map(TokenKind::Int).ok()
    };
    kind.map(|kind| Token {
        kind,
        range: range.clone(),
    })
    .ok_or_else(|| too_long(&range))
}

fn in_radix(text: &str, at: usize, radix: u32, noun: &str) -> Result<Token, Raised> {
    let rest = &text[at + 2..];
    let length = rest
        .find(|c: char| !(c.is_alphanumeric() || c == '_'))
        .unwrap_or(rest.len());
    let range = at..at + 2 + length;
    let written = &rest[..length];
    let digits: String = written
        .strip_prefix('_')
        .unwrap_or(written)
        .split('_')
        .collect();
    if digits.is_empty() || written.ends_with('_') || written.contains("__") {
        return Err(Raised::syntax(format!("invalid {noun} literal"), &range));
    }
    if let Some(wrong) = digits.chars().find(|c| !c.is_digit(radix)) {
        let message = if wrong.is_ascii_digit() {
            format!("invalid digit '{wrong}' in {noun} literal")
        } else {
            format!("invalid {noun} literal")
        };
        return Err(Raised::syntax(message, &range));
    }
    match i128::from_str_radix(&digits, radix) {
        Ok(value) => Ok(Token {
            kind: TokenKind::Int(value),
            range,
        }),
        Err(_) => Err(too_long(&range)),
    }
}

fn too_long(range: &Range<usize>) -> Raised {
    Raised::ours(
        "This number has more digits than any dtype here can hold.",
        range,
    )
}
