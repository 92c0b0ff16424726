//! Parses Python's expression grammar as far as arrays need it, with Python's precedence and words.
//! Knows tokens and the tree; evaluates nothing.

use super::lex::{Token, TokenKind, tokens};
use super::raised::Raised;
use super::tree::{Argument, Kind, Node, Unary};
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
const WORDS: [&str; 29] = [
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

struct Parser {
    tokens: Vec<Token>,
    place: usize,
    depth: usize,
    links: usize,
}

type Parsed = Result<Node, Raised>;

impl Parser {
    fn token(&self) -> &Token {
        // The last token is the end and is never passed.
        &self.tokens[self.place.min(self.tokens.len() - 1)]
    }

    fn peek(&self) -> &TokenKind {
        &self.token().kind
    }

    fn range(&self) -> Range<usize> {
        self.token().range.clone()
    }

    fn take(&mut self, mark: &str) -> bool {
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

    fn unexpected(&self) -> Raised {
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

    fn deeper(&mut self, inner: impl FnOnce(&mut Self) -> Parsed) -> Parsed {
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

    fn link(&mut self) -> Result<(), Raised> {
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
    fn tuple_until(&mut self, end: &TokenKind) -> Parsed {
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

    fn end_before(&self) -> usize {
        self.place
            .checked_sub(1)
            .and_then(|place| self.tokens.get(place))
            .map_or(0, |token| token.range.end)
    }

    fn expression(&mut self) -> Parsed {
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

    fn primary(&mut self) -> Parsed {
        let mut node = self.atom()?;
        loop {
            let start = node.range.start;
            let kind = if self.take(".") {
                let TokenKind::Name(name) = self.peek().clone() else {
                    return Err(Raised::syntax("invalid syntax", &self.range()));
                };
                self.place += 1;
                Kind::Attribute(Box::new(node), name)
            } else if self.take("(") {
                let arguments = self.arguments()?;
                Kind::Call(Box::new(node), arguments)
            } else if self.take("[") {
                let items = self.items()?;
                Kind::Subscript(Box::new(node), Box::new(items))
            } else {
                return Ok(node);
            };
            self.link()?;
            node = Node {
                kind,
                range: start..self.end_before(),
            };
        }
    }

    fn atom(&mut self) -> Parsed {
        let range = self.range();
        let kind = match self.peek().clone() {
            TokenKind::Name(name) => match name.as_str() {
                "True" => Kind::Bool(true),
                "False" => Kind::Bool(false),
                "None" => Kind::None,
                "and" | "or" | "not" => return Err(Raised::syntax("invalid syntax", &range)),
                word if WORDS.contains(&word) => return Err(self.unexpected()),
                _ => Kind::Name(name),
            },
            TokenKind::Int(value) => Kind::Int(value),
            TokenKind::Float(value) => Kind::Float(value),
            TokenKind::Text(text) => Kind::Text(text),
            TokenKind::Mark("...") => Kind::Ellipsis,
            TokenKind::Mark("(") => return self.parentheses(),
            TokenKind::Mark("[") => return self.list(),
            TokenKind::Mark(_) | TokenKind::End => return Err(self.unexpected()),
        };
        self.place += 1;
        Ok(Node { kind, range })
    }

    fn parentheses(&mut self) -> Parsed {
        let start = self.range().start;
        self.place += 1;
        if self.take(")") {
            return Ok(Node {
                kind: Kind::Tuple(Vec::new()),
                range: start..self.end_before(),
            });
        }
        let inner = self.tuple_until(&TokenKind::Mark(")"))?;
        if !self.take(")") {
            return Err(self.missing_comma());
        }
        Ok(Node {
            kind: inner.kind,
            range: start..self.end_before(),
        })
    }

    fn list(&mut self) -> Parsed {
        let start = self.range().start;
        self.place += 1;
        let mut items = Vec::new();
        while !self.take("]") {
            items.push(self.expression()?);
            if !self.take(",") && !matches!(self.peek(), TokenKind::Mark("]")) {
                return Err(self.missing_comma());
            }
        }
        Ok(Node {
            kind: Kind::List(items),
            range: start..self.end_before(),
        })
    }

    /// Two values side by side inside brackets: Python asks whether a comma was forgotten.
    fn missing_comma(&self) -> Raised {
        match self.peek() {
            TokenKind::Int(_) | TokenKind::Float(_) | TokenKind::Text(_) => {
                Raised::syntax("invalid syntax. Perhaps you forgot a comma?", &self.range())
            }
            TokenKind::Name(name) if !WORDS.contains(&name.as_str()) => {
                Raised::syntax("invalid syntax. Perhaps you forgot a comma?", &self.range())
            }
            _ => self.unexpected(),
        }
    }

    fn arguments(&mut self) -> Result<Vec<Argument>, Raised> {
        let mut arguments: Vec<Argument> = Vec::new();
        while !self.take(")") {
            let range = self.range();
            if matches!(self.peek(), TokenKind::Mark("*" | "**")) {
                return Err(Raised::ours(
                    "Write the arguments one by one; * and ** cannot unpack them here.",
                    &range,
                ));
            }
            let keyword = self.keyword();
            let value = self.expression()?;
            match &keyword {
                None if arguments.iter().any(|argument| argument.keyword.is_some()) => {
                    return Err(Raised::syntax(
                        "positional argument follows keyword argument",
                        &value.range,
                    ));
                }
                Some(name)
                    if arguments
                        .iter()
                        .any(|argument| argument.keyword.as_ref() == Some(name)) =>
                {
                    return Err(Raised::syntax(
                        format!("keyword argument repeated: {name}"),
                        &range,
                    ));
                }
                _ => {}
            }
            arguments.push(Argument { keyword, value });
            if !self.take(",") && !matches!(self.peek(), TokenKind::Mark(")")) {
                return Err(self.missing_comma());
            }
        }
        Ok(arguments)
    }

    fn keyword(&mut self) -> Option<String> {
        let TokenKind::Name(name) = self.peek() else {
            return None;
        };
        let next = self.tokens.get(self.place + 1)?;
        if next.kind != TokenKind::Mark("=") {
            return None;
        }
        let name = name.clone();
        self.place += 2;
        Some(name)
    }

    /// What stands between the brackets of `a[...]`: one item, or a tuple of them.
    fn items(&mut self) -> Parsed {
        let start = self.range().start;
        let mut items = Vec::new();
        let mut is_tuple = false;
        while !matches!(self.peek(), TokenKind::Mark("]")) {
            items.push(self.item()?);
            if self.take(",") {
                is_tuple = true;
            } else if !matches!(self.peek(), TokenKind::Mark("]")) {
                return Err(self.missing_comma());
            }
        }
        if items.is_empty() {
            return Err(Raised::syntax("invalid syntax", &self.range()));
        }
        let range = start..self.end_before();
        self.place += 1;
        if is_tuple {
            return Ok(Node {
                kind: Kind::Tuple(items),
                range,
            });
        }
        Ok(items.swap_remove(0))
    }

    fn item(&mut self) -> Parsed {
        let start = self.range().start;
        let mut parts: [Option<Box<Node>>; 3] = [None, None, None];
        let mut colons = 0;
        loop {
            if !matches!(self.peek(), TokenKind::Mark(":" | "," | "]")) {
                parts[colons] = Some(Box::new(self.expression()?));
            }
            if colons < 2 && self.take(":") {
                colons += 1;
            } else {
                break;
            }
        }
        match (colons, &mut parts[0]) {
            (0, Some(_)) => {
                let [first, ..] = parts;
                first.map(|node| *node).ok_or_else(|| self.unexpected())
            }
            (0, None) => Err(Raised::syntax("invalid syntax", &self.range())),
            _ => Ok(Node {
                kind: Kind::Slice(parts),
                range: start..self.end_before(),
            }),
        }
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
