//! Python literals as a file's header holds them: dicts, tuples, lists, texts, numbers, truth values.
//! Reads and writes text; knows no arrays.

use crate::print::scalar_str;
use crate::records::text::python_text;
use crate::scalar::Scalar;

/// Deeper nests than this are no header.
const DEEPEST: usize = 50;

/// A value written in Python.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Literal {
    Integer(i128),
    Float(f64),
    Text(String),
    Truth(bool),
    Nothing,
    Tuple(Vec<Literal>),
    List(Vec<Literal>),
    Dict(Vec<(Literal, Literal)>),
}

impl Literal {
    /// Reads a whole text; nothing where it is no literal. `long` lets integers end in `L`, as Python 2 wrote them.
    pub(super) fn read(text: &str, long: bool) -> Option<Self> {
        let mut reader = Reader { rest: text, long };
        let value = reader.value(0)?;
        reader.skip_space();
        reader.rest.is_empty().then_some(value)
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&Literal> {
        let Literal::Dict(entries) = self else {
            return None;
        };
        // Python keeps the last of several.
        let found = entries
            .iter()
            .rev()
            .find(|(own, _)| matches!(own, Literal::Text(own) if own == key));
        found.map(|(_, value)| value)
    }

    /// `repr` of the value.
    pub(super) fn repr(&self) -> String {
        let all = |values: &[Literal]| {
            let texts: Vec<String> = values.iter().map(Literal::repr).collect();
            texts.join(", ")
        };
        match self {
            Literal::Integer(value) => value.to_string(),
            Literal::Float(value) => scalar_str(Scalar::F64(*value)),
            Literal::Text(text) => python_text(text),
            Literal::Truth(true) => "True".to_owned(),
            Literal::Truth(false) => "False".to_owned(),
            Literal::Nothing => "None".to_owned(),
            Literal::Tuple(values) => match values.as_slice() {
                [only] => format!("({},)", only.repr()),
                _ => format!("({})", all(values)),
            },
            Literal::List(values) => format!("[{}]", all(values)),
            Literal::Dict(entries) => {
                let texts: Vec<String> = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", key.repr(), value.repr()))
                    .collect();
                format!("{{{}}}", texts.join(", "))
            }
        }
    }
}

struct Reader<'a> {
    rest: &'a str,
    long: bool,
}

impl Reader<'_> {
    fn skip_space(&mut self) {
        self.rest = self
            .rest
            .trim_start_matches([' ', '\t', '\n', '\r', '\x0c']);
    }

    fn eat(&mut self, token: &str) -> bool {
        self.skip_space();
        match self.rest.strip_prefix(token) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn value(&mut self, depth: usize) -> Option<Literal> {
        if depth > DEEPEST {
            return None;
        }
        self.skip_space();
        for (word, value) in [
            ("True", Literal::Truth(true)),
            ("False", Literal::Truth(false)),
            ("None", Literal::Nothing),
        ] {
            if self.eat(word) {
                return Some(value);
            }
        }
        match self.rest.chars().next()? {
            '{' => self.dict(depth),
            '[' => {
                self.eat("[");
                self.items("]", depth)
                    .map(|(items, _)| Literal::List(items))
            }
            '(' => {
                self.eat("(");
                let (mut items, comma) = self.items(")", depth)?;
                // Parentheses alone make no tuple.
                match items.pop() {
                    Some(only) if items.is_empty() && !comma => Some(only),
                    last => {
                        items.extend(last);
                        Some(Literal::Tuple(items))
                    }
                }
            }
            quote @ ('\'' | '"') => self.text(quote),
            _ => self.number(),
        }
    }

    /// The items up to a closing bracket, and whether a comma stands behind the last.
    fn items(&mut self, close: &str, depth: usize) -> Option<(Vec<Literal>, bool)> {
        let mut items = Vec::new();
        let mut comma = false;
        loop {
            if self.eat(close) {
                return Some((items, comma));
            }
            if !items.is_empty() && !comma {
                return None;
            }
            items.push(self.value(depth + 1)?);
            comma = self.eat(",");
        }
    }

    fn dict(&mut self, depth: usize) -> Option<Literal> {
        self.eat("{");
        let mut entries = Vec::new();
        let mut comma = true;
        loop {
            if self.eat("}") {
                return Some(Literal::Dict(entries));
            }
            if !comma {
                return None;
            }
            let key = self.value(depth + 1)?;
            if !self.eat(":") {
                return None;
            }
            entries.push((key, self.value(depth + 1)?));
            comma = self.eat(",");
        }
    }

    fn text(&mut self, quote: char) -> Option<Literal> {
        let mut text = String::new();
        let mut letters = self.rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            if letter == quote {
                self.rest = &self.rest[at + 1..];
                return Some(Literal::Text(text));
            }
            if letter == '\n' {
                return None;
            }
            if letter != '\\' {
                text.push(letter);
                continue;
            }
            let digits = match letters.next()?.1 {
                'n' => {
                    text.push('\n');
                    continue;
                }
                't' => {
                    text.push('\t');
                    continue;
                }
                'r' => {
                    text.push('\r');
                    continue;
                }
                'x' => 2,
                'u' => 4,
                'U' => 8,
                other @ ('\\' | '\'' | '"') => {
                    text.push(other);
                    continue;
                }
                _ => return None,
            };
            let mut code = 0u32;
            for _ in 0..digits {
                code = code.checked_mul(16)? + letters.next()?.1.to_digit(16)?;
            }
            text.push(char::from_u32(code)?);
        }
        None
    }

    fn number(&mut self) -> Option<Literal> {
        let length = self
            .rest
            .find(|letter: char| !(letter.is_ascii_alphanumeric() || "+-._".contains(letter)))
            .unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        let digits = match word.strip_suffix('L') {
            Some(digits) if self.long => digits,
            _ => word,
        };
        let unsigned = digits.strip_prefix(['+', '-']).unwrap_or(digits);
        if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
            return None;
        }
        if unsigned.bytes().all(|byte| byte.is_ascii_digit()) {
            // Python writes no number with zeros before it, but zero itself.
            if unsigned.len() > 1
                && unsigned.starts_with('0')
                && !unsigned.trim_matches('0').is_empty()
            {
                return None;
            }
            return digits.parse().ok().map(Literal::Integer);
        }
        digits.parse().ok().map(Literal::Float)
    }
}

#[cfg(test)]
mod tests {
    use super::Literal;

    #[test]
    fn literals_are_read_and_written_as_python_does() {
        for text in [
            "{'a': [(1, -2.5), 'it\\'s', True], 'b': None, 'c': ()}",
            "(3,)",
            "[]",
        ] {
            let value = Literal::read(text, false).unwrap();
            let again = Literal::read(&value.repr(), false).unwrap();
            assert_eq!(value, again);
        }
        assert_eq!(Literal::read("(3)", false), Some(Literal::Integer(3)));
        assert_eq!(Literal::read("3L", true), Some(Literal::Integer(3)));
        for broken in [
            "", "(", "{'a' 1}", "[1 2]", "'", "foo", "1 2", "'\\x4'", "007",
        ] {
            assert_eq!(Literal::read(broken, false), None, "{broken}");
        }
        let deep = "[".repeat(100_000);
        assert_eq!(Literal::read(&deep, false), None);
    }
}
