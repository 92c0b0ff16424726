//! Parses Python's expression grammar as far as arrays need it, with Python's precedence and words.
//! Knows tokens and the tree; evaluates nothing.

use super::lex::{Token, TokenKind, tokens};
use super::raised::Raised;
use super::tree::{Kind, Node, Unary};
use std::ops::Range;

/// Longest text that is read, in bytes.
pub const MOST_BYTES: usize = 2000;
/// How deep brackets and operators may nest.
const MOST_DEPTH: usize = 60;
/// Operators, calls and brackets in one text; bounds how deep the tree can be, so that no walk of it runs out of stack.
const MOST_LINKS: usize = 200;

/// What may be written, for a reader who wrote something else.
const USABLE: &str =
    "Here you can use the given names, numbers, operators, brackets, and np functions.";

/// Words of Python that cannot stand in an expression here.
pub(super) const WORDS: [&str; 29] = [
    "lambda", "if", "else", "for", "while", "import", "from", "def", "class", "return", "yield",
    "await", "async", "with", "as", "del", "assert", "raise", "try", "except", "finally", "pass",
    "break", "continue", "global", "nonlocal", "elif", "is", "in",
];

/// Left-associative operators between `&`'s operands and `@`, loosest first.
const LEVELS: [&[&str]; 6] = [
    &["|"],
    &["^"],
    &["&"],
    &["<<", ">>"],
    &["+", "-"],
    &["*", "@", "/", "//", "%"],
];

/// Reads one expression.
///
/// # Errors
/// Python's `SyntaxError`, or a sentence of ours about what can be used.
pub(super) fn parse(text: &str) -> Result<Node, Raised> {
    if text.len() > MOST_BYTES {
        return Err(Raised::ours(
            format!("This is longer than the {MOST_BYTES} characters that can be read here."),
            &(0..text.len()),
        ));
    }
    let tokens = tokens(text)?;
    check_brackets(&tokens)?;
    let mut parser = Parser {
        tokens,
        place: 0,
        depth: 0,
        links: 0,
    };
    if parser.peek() == &TokenKind::End {
        return Err(Raised::ours(
            "There is nothing here yet. Write an expression.",
            &(0..text.len()),
        ));
    }
    let node = parser.tuple_until(&TokenKind::End)?;
    match parser.peek() {
        TokenKind::End => Ok(node),
        _ => Err(parser.unexpected()),
    }
}

/// Python names the bracket that is wrong before it reads the rest.
fn check_brackets(tokens: &[Token]) -> Result<(), Raised> {
    let mut open: Vec<(&'static str, &Range<usize>)> = Vec::new();
    for token in tokens {
        let TokenKind::Mark(mark) = token.kind else {
            continue;
        };
        match mark {
            "(" | "[" | "{" => open.push((mark, &token.range)),
            ")" | "]" | "}" => {
                let Some((opening, _)) = open.pop() else {
                    return Err(Raised::syntax(format!("unmatched '{mark}'"), &token.range));
                };
                if !matches!((opening, mark), ("(", ")") | ("[", "]") | ("{", "}")) {
                    let message = format!(
                        "closing parenthesis '{mark}' does not match opening parenthesis '{opening}'"
                    );
                    return Err(Raised::syntax(message, &token.range));
                }
            }
            _ => {}
        }
    }
    match open.pop() {
        Some((opening, range)) => Err(Raised::syntax(
            format!("'{opening}' was never closed"),
            range,
        )),
        None => Ok(()),
    }
}

/// A walk over the tokens; `atoms` holds its lower half.
pub(super) struct Parser {
    pub(super) tokens: Vec<Token>,
    pub(super) place: usize,
    depth: usize,
    links: usize,
}

pub(super) type Parsed = Result<Node, Raised>;

impl Parser {
    pub(super) fn token(&self) -> &Token {
        // The last token is the end and is never passed.
        &self.tokens[self.place.min(self.tokens.len() - 1)]
    }

    pub(super) fn peek(&self) -> &TokenKind {
        &self.token().kind
    }

    pub(super) fn range(&self) -> Range<usize> {
        self.token().range.clone()
    }

    pub(super) fn take(&mut self, mark: &str) -> bool {
        let found = matches!(self.peek(), TokenKind::Mark(own) if *own == mark);
        self.place += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = matches!(self.peek(), TokenKind::Name(own) if own == word);
        self.place += usize::from(found);
        found
    }

    fn take_any(&mut self, marks: &[&'static str]) -> Option<&'static str> {
        let TokenKind::Mark(own) = *self.peek() else {
            return None;
        };
        let found = marks.iter().find(|mark| **mark == own)?;
        self.place += 1;
        Some(found)
    }

    pub(super) fn unexpected(&self) -> Raised {
        let range = self.range();
        let usable = |what: &str| Raised::ours(format!("{what} {USABLE}"), &range);
        match self.peek() {
            TokenKind::Mark(
                "=" | ":=" | "+=" | "-=" | "*=" | "/=" | "//=" | "%=" | "&=" | "|=" | "^=" | "**="
                | "@=" | "<<=" | ">>=",
            ) => usable("Write only the expression, without assigning it to a name."),
            TokenKind::Mark("{" | "}") => {
                usable("Sets and dictionaries have no place in this field.")
            }
            TokenKind::Mark(";") => usable("Write a single expression."),
            TokenKind::Name(word) if WORDS.contains(&word.as_str()) => {
                usable(&format!("'{word}' cannot be used in this field."))
            }
            _ => Raised::syntax("invalid syntax", &range),
        }
    }

    pub(super) fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= MOST_DEPTH {
            return Err(Raised::ours(
                "This is nested too deeply to be read here.",
                &self.range(),
            ));
        }
        self.depth += 1;
        let parsed = inner(self);
        self.depth -= 1;
        parsed
    }

    pub(super) fn link(&mut self) -> Result<(), Raised> {
        self.links += 1;
        if self.links > MOST_LINKS {
            return Err(Raised::ours(
                "This has more operators and calls than can be read here.",
                &self.range(),
            ));
        }
        Ok(())
    }

    /// One expression, or several with commas between them, which are a tuple.
    pub(super) fn tuple_until(&mut self, end: &TokenKind) -> Parsed {
        let first = self.expression()?;
        if !matches!(self.peek(), TokenKind::Mark(",")) {
            return Ok(first);
        }
        let start = first.range.start;
        let mut items = vec![first];
        while self.take(",") {
            if self.peek() == end {
                break;
            }
            items.push(self.expression()?);
        }
        let range = start..self.end_before();
        Ok(Node {
            kind: Kind::Tuple(items),
            range,
        })
    }

    pub(super) fn end_before(&self) -> usize {
        self.place
            .checked_sub(1)
            .and_then(|place| self.tokens.get(place))
            .map_or(0, |token| token.range.end)
    }

    pub(super) fn expression(&mut self) -> Parsed {
        self.deeper(|parser| parser.logic(false))
    }

    /// `or` and, inside it, `and`.
    fn logic(&mut self, and: bool) -> Parsed {
        let operand = |parser: &mut Self| {
            if and {
                parser.not()
            } else {
                parser.logic(true)
            }
        };
        let mut left = operand(self)?;
        while self.take_word(if and { "and" } else { "or" }) {
            self.link()?;
            let right = operand(self)?;
            left = joined(left, right, |left, right| Kind::Logic(and, left, right));
        }
        Ok(left)
    }

    fn not(&mut self) -> Parsed {
        let start = self.range().start;
        if self.take_word("not") {
            let operand = self.deeper(Self::not)?;
            return Ok(prefixed(Unary::Not, start, operand));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let first = self.binary(0)?;
        let mut rest = Vec::new();
        while let Some(operator) = self.take_any(&["<", ">", "==", ">=", "<=", "!="]) {
            rest.push((operator, self.binary(0)?));
        }
        let Some((_, last)) = rest.last() else {
            return Ok(first);
        };
        let range = first.range.start..last.range.end;
        Ok(Node {
            kind: Kind::Compare(Box::new(first), rest),
            range,
        })
    }

    fn binary(&mut self, level: usize) -> Parsed {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = self.take_any(operators) {
            self.link()?;
            let right = self.binary(level + 1)?;
            left = joined(left, right, |left, right| {
                Kind::Binary(operator, left, right)
            });
        }
        Ok(left)
    }

    fn unary(&mut self) -> Parsed {
        let start = self.range().start;
        let operator = match self.take_any(&["-", "+", "~"]) {
            Some("-") => Unary::Minus,
            Some("+") => Unary::Plus,
            Some(_) => Unary::Invert,
            None => return self.power(),
        };
        let operand = self.deeper(Self::unary)?;
        Ok(prefixed(operator, start, operand))
    }

    /// `**` binds tighter than a sign before it and looser than one after it.
    fn power(&mut self) -> Parsed {
        let base = self.primary()?;
        if self.take("**") {
            let exponent = self.deeper(Self::unary)?;
            return Ok(joined(base, exponent, |base, exponent| {
                Kind::Binary("**", base, exponent)
            }));
        }
        Ok(base)
    }
}

fn joined(left: Node, right: Node, kind: impl FnOnce(Box<Node>, Box<Node>) -> Kind) -> Node {
    let range = left.range.start..right.range.end;
    Node {
        kind: kind(Box::new(left), Box::new(right)),
        range,
    }
}

fn prefixed(operator: Unary, start: usize, operand: Node) -> Node {
    let range = start..operand.range.end;
    Node {
        kind: Kind::Unary(operator, Box::new(operand)),
        range,
    }
}
