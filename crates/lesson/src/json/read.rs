//! Reads JSON text (RFC 8259) into a [`Json`] value. Knows no types; refuses what the grammar refuses.

use super::{Json, JsonError};
use std::borrow::Cow;

/// Lists and objects within one another; a text that nests deeper is refused, so that none can
/// exhaust the stack.
pub const MAX_DEPTH: u32 = 128;

/// Parses a whole text.
///
/// # Errors
/// [`JsonError`] when the text is not exactly one JSON value or nests too deep.
pub fn parse(text: &str) -> Result<Json<'_>, JsonError> {
    let mut reader = Reader { text, at: 0 };
    let value = reader.value(MAX_DEPTH)?;
    match reader.peek() {
        None => Ok(value),
        Some(_) => Err(NOT_JSON),
    }
}

const NOT_JSON: JsonError = JsonError {
    path: String::new(),
    reason: "this is not JSON",
};

struct Reader<'a> {
    text: &'a str,
    /// The next byte, always at the start of a character.
    at: usize,
}

impl<'a> Reader<'a> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.byte() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: u8) -> Result<(), JsonError> {
        self.peek();
        if self.eat(wanted) {
            Ok(())
        } else {
            Err(NOT_JSON)
        }
    }

    fn value(&mut self, depth: u32) -> Result<Json<'a>, JsonError> {
        match self.peek() {
            Some(b'n') => self.word("null", Json::Null),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'"') => self.string().map(Json::Text),
            Some(b'[') => self.list(inner(depth)?),
            Some(b'{') => self.object(inner(depth)?),
            _ => self.number().map(Json::Number),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, JsonError> {
        if !self.rest().starts_with(word) {
            return Err(NOT_JSON);
        }
        self.at += word.len();
        Ok(value)
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn list(&mut self, depth: u32) -> Result<Json<'a>, JsonError> {
        let mut items = Vec::new();
        self.expect(b'[')?;
        if self.peek() != Some(b']') {
            loop {
                items.push(self.value(depth)?);
                self.peek();
                if !self.eat(b',') {
                    break;
                }
            }
        }
        self.expect(b']')?;
        Ok(Json::List(items))
    }

    fn object(&mut self, depth: u32) -> Result<Json<'a>, JsonError> {
        let mut fields = Vec::new();
        self.expect(b'{')?;
        if self.peek() != Some(b'}') {
            loop {
                self.peek();
                let key = self.string()?;
                self.expect(b':')?;
                fields.push((key, self.value(depth)?));
                self.peek();
                if !self.eat(b',') {
                    break;
                }
            }
        }
        self.expect(b'}')?;
        Ok(Json::Object(fields))
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at == start {
            Err(NOT_JSON)
        } else {
            Ok(())
        }
    }

    fn number(&mut self) -> Result<&'a str, JsonError> {
        let start = self.at;
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _signed = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        self.text.get(start..self.at).ok_or(NOT_JSON)
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        if !self.eat(b'"') {
            return Err(NOT_JSON);
        }
        let mut text = Cow::Borrowed("");
        loop {
            let plain = self.rest();
            let length = plain
                .bytes()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..=31))
                .ok_or(NOT_JSON)?;
            // The byte found is ASCII, so the cut is between characters.
            text += plain.get(..length).unwrap_or_default();
            self.at += length;
            if self.eat(b'"') {
                return Ok(text);
            }
            if !self.eat(b'\\') {
                return Err(NOT_JSON);
            }
            text.to_mut().push(self.escaped()?);
        }
    }

    /// What stands after a backslash.
    fn escaped(&mut self) -> Result<char, JsonError> {
        let byte = self.byte().ok_or(NOT_JSON)?;
        let character = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\x08',
            b'f' => '\x0c',
            b'u' => {
                self.at += 1;
                return self.code_point();
            }
            _ => return Err(NOT_JSON),
        };
        self.at += 1;
        Ok(character)
    }

    /// The four digits after `\u`, and the second half of a surrogate pair.
    fn code_point(&mut self) -> Result<char, JsonError> {
        let mut code = self.four_digits()?;
        if (0xd800..0xdc00).contains(&code) && self.eat(b'\\') && self.eat(b'u') {
            let low = self.four_digits()?;
            if (0xdc00..0xe000).contains(&low) {
                code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
            }
        }
        char::from_u32(code).ok_or(NOT_JSON)
    }

    fn four_digits(&mut self) -> Result<u32, JsonError> {
        let mut code = 0;
        for _ in 0..4 {
            let digit = self.byte().and_then(|byte| char::from(byte).to_digit(16));
            code = code * 16 + digit.ok_or(NOT_JSON)?;
            self.at += 1;
        }
        Ok(code)
    }
}

fn inner(depth: u32) -> Result<u32, JsonError> {
    depth
        .checked_sub(1)
        .ok_or(JsonError::new("this nests too deep"))
}
