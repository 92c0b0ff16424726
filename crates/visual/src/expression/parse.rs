//! Parses Python's expression grammar as far as arrays need it, with Python's precedence and words.
//! Knows tokens and the tree; evaluates nothing.

use super::lex::{Token, TokenKind, tokens};
use super::raised::Raised;
use super::tree::{Kind, Node, Operator, Unary};
use super::value::has;
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
const WORDS: &str = "lambda if else for while import from def class return yield await async with as del assert raise try \
    except finally pass break continue global nonlocal elif is in";

/// Signs that give a name a value.
const ASSIGNMENTS: &str = "= := += -= *= /= //= %= &= |= ^= **= @= <<= >>=";

/// Left-associative operators between comparisons and signs, loosest first.
const LEVELS: [&[Operator]; 6] = [
    &[Operator::Or],
    &[Operator::Xor],
    &[Operator::And],
    &[Operator::ShiftLeft, Operator::ShiftRight],
    &[Operator::Add, Operator::Subtract],
    &[
        Operator::Multiply,
        Operator::MatrixMultiply,
        Operator::Divide,
        Operator::FloorDivide,
        Operator::Remainder,
    ],
];

const COMPARISONS: [Operator; 6] = [
    Operator::Less,
    Operator::Greater,
    Operator::Equal,
    Operator::GreaterEqual,
    Operator::LessEqual,
    Operator::NotEqual,
];

/// Whether a name is a word of Python that cannot be used here.
pub(super) fn is_word(name: &str) -> bool {
    has(WORDS, name)
}

/// Reads one expression.
///
/// # Errors
/// Python's `SyntaxError`, or a sentence of ours about what can be used.
pub(super) fn parse(text: &str) -> Result<Node, Raised> {
    let everything = 0..text.len();
    if text.len() > MOST_BYTES {
        return Err(Raised::ours(format_args!(
            "This is longer than the {MOST_BYTES} characters that can be read here."
        ))
        .at(&everything));
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
        return Err(Raised::ours(format_args!(
            "There is nothing here yet. Write an expression."
        ))
        .at(&everything));
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
        let wanted = match mark {
            "(" | "[" | "{" => {
                open.push((mark, &token.range));
                continue;
            }
            ")" => "(",
            "]" => "[",
            "}" => "{",
            _ => continue,
        };
        match open.pop() {
            Some((opening, _)) if opening == wanted => {}
            Some((opening, _)) => {
                return Err(Raised::syntax(
                    format_args!(
                        "closing parenthesis '{mark}' does not match opening parenthesis '{opening}'"
                    ),
                    &token.range,
                ));
            }
            None => {
                return Err(Raised::syntax(
                    format_args!("unmatched '{mark}'"),
                    &token.range,
                ));
            }
        }
    }
    match open.pop() {
        Some((opening, range)) => Err(Raised::syntax(
            format_args!("'{opening}' was never closed"),
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

    fn take_any(&mut self, operators: &[Operator]) -> Option<Operator> {
        let TokenKind::Mark(own) = *self.peek() else {
            return None;
        };
        let found = operators.iter().find(|one| one.text() == own)?;
        self.place += 1;
        Some(*found)
    }

    /// A sentence of ours about the next token.
    fn ours(&self, words: &str) -> Raised {
        Raised::ours(format_args!("{words}")).at(&self.range())
    }

    pub(super) fn unexpected(&self) -> Raised {
        let what = match self.peek() {
            TokenKind::Mark(mark) if has(ASSIGNMENTS, mark) => {
                "Write only the expression, without assigning it to a name."
            }
            TokenKind::Mark("{" | "}") => "Sets and dictionaries have no place in this field.",
            TokenKind::Mark(";") => "Write a single expression.",
            TokenKind::Name(word) if is_word(word) => {
                return self.ours(&format!("'{word}' cannot be used in this field. {USABLE}"));
            }
            _ => return self.invalid(),
        };
        self.ours(&format!("{what} {USABLE}"))
    }

    /// Python's shortest words about the next token.
    pub(super) fn invalid(&self) -> Raised {
        Raised::syntax(format_args!("invalid syntax"), &self.range())
    }

    pub(super) fn deeper(&mut self, inner: fn(&mut Self) -> Parsed) -> Parsed {
        if self.depth >= MOST_DEPTH {
            return Err(self.ours("This is nested too deeply to be read here."));
        }
        self.depth += 1;
        let parsed = inner(self);
        self.depth -= 1;
        parsed
    }

    pub(super) fn link(&mut self) -> Result<(), Raised> {
        self.links += 1;
        if self.links > MOST_LINKS {
            return Err(self.ours("This has more operators and calls than can be read here."));
        }
        Ok(())
    }

    /// One expression, or several with commas between them, which are a tuple.
    pub(super) fn tuple_until(&mut self, end: &TokenKind) -> Parsed {
        let first = self.expression()?;
        if !self.take(",") {
            return Ok(first);
        }
        let start = first.range.start;
        let mut items = vec![first];
        while self.peek() != end {
            items.push(self.expression()?);
            if !self.take(",") {
                break;
            }
        }
        Ok(self.node_from(start, Kind::Tuple(items)))
    }

    /// What began at `start` and ends before the next token.
    pub(super) fn node_from(&self, start: usize, kind: Kind) -> Node {
        Node::new(kind, start..self.end_before())
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
        let mut left = self.operand_of_logic(and)?;
        while self.take_word(if and { "and" } else { "or" }) {
            self.link()?;
            let (start, right) = (left.range.start, self.operand_of_logic(and)?);
            left = self.node_from(start, Kind::Logic(and, left, right));
        }
        Ok(left)
    }

    fn operand_of_logic(&mut self, and: bool) -> Parsed {
        if and { self.not() } else { self.logic(true) }
    }

    fn not(&mut self) -> Parsed {
        let start = self.range().start;
        if self.take_word("not") {
            let operand = self.deeper(Self::not)?;
            return Ok(self.node_from(start, Kind::Unary(Unary::Not, operand)));
        }
        self.comparison()
    }

    fn comparison(&mut self) -> Parsed {
        let first = self.binary(0)?;
        let mut rest = Vec::new();
        while let Some(operator) = self.take_any(&COMPARISONS) {
            rest.push((operator, self.binary(0)?));
        }
        if rest.is_empty() {
            return Ok(first);
        }
        let start = first.range.start;
        Ok(self.node_from(start, Kind::Compare(first, rest)))
    }

    fn binary(&mut self, level: usize) -> Parsed {
        let Some(operators) = LEVELS.get(level) else {
            return self.unary();
        };
        let mut left = self.binary(level + 1)?;
        while let Some(operator) = self.take_any(operators) {
            self.link()?;
            let right = self.binary(level + 1)?;
            left = self.joined(left, operator, right);
        }
        Ok(left)
    }

    fn joined(&self, left: Node, operator: Operator, right: Node) -> Node {
        let start = left.range.start;
        self.node_from(start, Kind::Binary(operator, left, right))
    }

    fn unary(&mut self) -> Parsed {
        let start = self.range().start;
        let operator = match self.peek() {
            TokenKind::Mark("-") => Unary::Minus,
            TokenKind::Mark("+") => Unary::Plus,
            TokenKind::Mark("~") => Unary::Invert,
            _ => return self.power(),
        };
        self.place += 1;
        let operand = self.deeper(Self::unary)?;
        Ok(self.node_from(start, Kind::Unary(operator, operand)))
    }

    /// `**` binds tighter than a sign before it and looser than one after it.
    fn power(&mut self) -> Parsed {
        let base = self.primary()?;
        if self.take("**") {
            let exponent = self.deeper(Self::unary)?;
            return Ok(self.joined(base, Operator::Power, exponent));
        }
        Ok(base)
    }
}
