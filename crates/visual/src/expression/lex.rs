//! Cuts a text into Python tokens. Knows letters and digits; no grammar.

use super::raised::Raised;
use lesson::decimal::f64_from_decimal;
use std::fmt;
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
    let mut lexer = Lexer { text, at: 0 };
    // Line ends inside brackets are spaces to Python; outside they would end the statement.
    let mut open = 0usize;
    let mut is_ended = false;
    while let Some(letter) = lexer.letter() {
        let start = lexer.at;
        if letter == '#' {
            lexer.skip(|letter| letter != '\n');
            continue;
        }
        if letter.is_ascii_whitespace() || letter == '\u{a0}' {
            is_ended |= matches!(letter, '\n' | '\r') && open == 0 && !found.is_empty();
            lexer.at += letter.len_utf8();
            continue;
        }
        if is_ended {
            return Err(Raised::syntax(format_args!("invalid syntax"), &(start..text.len())).hint(
                format_args!(
                    "Write one expression; it may go on over several lines only inside brackets."
                ),
            ));
        }
        let kind = lexer.token(letter)?;
        match kind {
            TokenKind::Mark("(" | "[" | "{") => open += 1,
            TokenKind::Mark(")" | "]" | "}") => open = open.saturating_sub(1),
            _ => {}
        }
        found.push(Token {
            kind,
            range: start..lexer.at,
        });
    }
    found.push(Token {
        kind: TokenKind::End,
        range: text.len()..text.len(),
    });
    Ok(found)
}

/// A walk over the text.
struct Lexer<'a> {
    text: &'a str,
    /// The next byte, always at the start of a letter.
    at: usize,
}

fn is_of_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

impl<'a> Lexer<'a> {
    fn letter(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// The byte so many places further.
    fn byte(&self, further: usize) -> u8 {
        let bytes = self.text.as_bytes();
        bytes.get(self.at + further).copied().unwrap_or_default()
    }

    /// Goes over letters of a kind; gives what it went over.
    fn skip(&mut self, is_skipped: fn(char) -> bool) -> &'a str {
        let start = self.at;
        while let Some(letter) = self.letter().filter(|letter| is_skipped(*letter)) {
            self.at += letter.len_utf8();
        }
        &self.text[start..self.at]
    }

    /// One token, which begins with this letter.
    fn token(&mut self, letter: char) -> Result<TokenKind, Raised> {
        let start = self.at;
        let is_number = letter.is_ascii_digit() || (letter == '.' && self.byte(1).is_ascii_digit());
        let read = if is_number {
            self.number()
        } else if letter.is_alphabetic() || letter == '_' {
            Ok(TokenKind::Name(self.skip(is_of_name).to_owned()))
        } else if letter == '"' || letter == '\'' {
            self.quoted(letter)
        } else {
            self.mark(letter)
        };
        read.map_err(|raised| raised.at(&(start..self.at)))
    }

    fn mark(&mut self, letter: char) -> Result<TokenKind, Raised> {
        let rest = &self.text.as_bytes()[self.at..];
        if let Some(found) = MARKS.iter().find(|mark| rest.starts_with(mark.as_bytes())) {
            self.at += found.len();
            return Ok(TokenKind::Mark(found));
        }
        self.at += letter.len_utf8();
        if letter.is_ascii() {
            return Err(wrong(match letter {
                '\\' => "unexpected character after line continuation character",
                _ => "invalid syntax",
            }));
        }
        let raised = syntax(format_args!(
            "invalid character '{letter}' (U+{:04X})",
            letter as u32
        ));
        let plain = match letter {
            '−' | '–' | '—' => "-",
            '×' | '·' => "*",
            '÷' => "/",
            '“' | '”' | '‘' | '’' => "'",
            _ => return Err(raised),
        };
        Err(raised.hint(format_args!("Type {plain} instead.")))
    }

    fn quoted(&mut self, quote: char) -> Result<TokenKind, Raised> {
        let start = self.at;
        self.at += 1;
        let inside = match quote {
            '"' => self.skip(|letter| !matches!(letter, '"' | '\n')),
            _ => self.skip(|letter| !matches!(letter, '\'' | '\n')),
        };
        if self.letter() != Some(quote) {
            let ends = self.text[..start].bytes().filter(|byte| *byte == b'\n');
            let line = ends.count() + 1;
            self.at = self.text.len();
            return Err(syntax(format_args!(
                "unterminated string literal (detected at line {line})"
            )));
        }
        self.at += 1;
        if inside.bytes().any(|byte| byte == b'\\') {
            return Err(Raised::ours(format_args!(
                "Texts here are names of dtypes, such as 'float64'; a backslash has no place in them."
            )));
        }
        Ok(TokenKind::Text(inside.to_owned()))
    }

    /// A number: decimal, hexadecimal, octal or binary, with single underscores between digits.
    fn number(&mut self) -> Result<TokenKind, Raised> {
        if self.byte(0) == b'0' {
            match self.byte(1).to_ascii_lowercase() {
                b'x' => return self.in_radix(16, "hexadecimal"),
                b'o' => return self.in_radix(8, "octal"),
                b'b' => return self.in_radix(2, "binary"),
                _ => {}
            }
        }
        let mut digits = String::new();
        self.digits(&mut digits);
        let mut is_float = self.byte(0) == b'.';
        if is_float {
            self.at += 1;
            digits.push('.');
            self.digits(&mut digits);
        }
        if matches!(self.byte(0), b'e' | b'E') {
            let sign = self.byte(1);
            let signed = usize::from(matches!(sign, b'+' | b'-'));
            if self.byte(1 + signed).is_ascii_digit() {
                is_float = true;
                digits.push('e');
                if signed > 0 {
                    digits.push(char::from(sign));
                }
                self.at += 1 + signed;
                self.digits(&mut digits);
            }
        }
        if let Some(next) = self.letter().filter(|letter| is_of_name(*letter)) {
            self.at += next.len_utf8();
            return Err(match next {
                'j' | 'J' => Raised::ours(format_args!(
                    "Complex numbers are not among the dtypes here."
                )),
                _ => wrong("invalid decimal literal"),
            });
        }
        if is_float {
            return f64_from_decimal(&digits)
                .map(TokenKind::Float)
                .ok_or_else(too_long);
        }
        if digits.starts_with('0') && digits.bytes().any(|digit| digit != b'0') {
            return Err(wrong(
                "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
            ));
        }
        whole(&digits, 10)
    }

    /// Goes over digits and single underscores between them.
    fn digits(&mut self, digits: &mut String) {
        let mut is_between = false;
        loop {
            let byte = self.byte(0);
            if byte.is_ascii_digit() {
                digits.push(char::from(byte));
                is_between = true;
            } else if !(byte == b'_' && is_between && self.byte(1).is_ascii_digit()) {
                return;
            }
            self.at += 1;
        }
    }

    fn in_radix(&mut self, radix: u32, noun: &str) -> Result<TokenKind, Raised> {
        self.at += 2;
        let mut digits = String::new();
        // One underscore may stand before each digit.
        let mut underscores = 0;
        let mut is_valid = true;
        for letter in self.skip(is_of_name).chars() {
            underscores = if letter == '_' { underscores + 1 } else { 0 };
            is_valid &= underscores < 2;
            if letter != '_' {
                digits.push(letter);
            }
        }
        if is_valid && underscores == 0 && !digits.is_empty() {
            let Some(wrong) = digits.chars().find(|letter| !letter.is_digit(radix)) else {
                return whole(&digits, radix);
            };
            if wrong.is_ascii_digit() {
                return Err(syntax(format_args!(
                    "invalid digit '{wrong}' in {noun} literal"
                )));
            }
        }
        Err(syntax(format_args!("invalid {noun} literal")))
    }
}

fn wrong(words: &str) -> Raised {
    syntax(format_args!("{words}"))
}

fn syntax(words: fmt::Arguments<'_>) -> Raised {
    Raised::new("SyntaxError", words)
}

fn whole(digits: &str, radix: u32) -> Result<TokenKind, Raised> {
    let mut whole = 0i128;
    for letter in digits.chars() {
        let digit = letter.to_digit(radix).unwrap_or_default();
        whole = whole
            .checked_mul(radix.into())
            .and_then(|whole| whole.checked_add(digit.into()))
            .ok_or_else(too_long)?;
    }
    Ok(TokenKind::Int(whole))
}

fn too_long() -> Raised {
    Raised::ours(format_args!(
        "This number has more digits than any dtype here can hold."
    ))
}
