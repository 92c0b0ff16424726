//! The tree of an expression, as the parser leaves it and the evaluator walks it.
//! Plain data with byte ranges; knows no array.

use std::ops::{Deref, Range};

/// A part of an expression. In a box, since every step of the parser hands it on.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Node(Box<Part>);

/// What a part of an expression is, and where it stands in the text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Part {
    /// What it is.
    pub(super) kind: Kind,
    /// Bytes of the text it was written in.
    pub(super) range: Range<usize>,
}

impl Node {
    /// A part.
    #[inline(never)]
    pub(super) fn new(kind: Kind, range: Range<usize>) -> Node {
        Node(Box::new(Part { kind, range }))
    }

    /// The same part, with what stands around it.
    pub(super) fn widened(mut self, range: Range<usize>) -> Node {
        self.0.range = range;
        self
    }
}

impl Deref for Node {
    type Target = Part;

    fn deref(&self) -> &Part {
        &self.0
    }
}

/// What a part of an expression is.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Kind {
    /// A name.
    Name(String),
    /// A whole number.
    Int(i128),
    /// A number with a point or an exponent.
    Float(f64),
    /// `True` or `False`.
    Bool(bool),
    /// `None`.
    None,
    /// A text in quotes, as dtype names are written.
    Text(String),
    /// `...`
    Ellipsis,
    /// `start:stop:step` between brackets.
    Slice([Option<Node>; 3]),
    /// `(1, 2)`, or items between brackets.
    Tuple(Vec<Node>),
    /// `[1, 2]`
    List(Vec<Node>),
    /// One operator before its operand.
    Unary(Unary, Node),
    /// One operator between its operands.
    Binary(Operator, Node, Node),
    /// `a < b < c`: the first operand, then each operator with the operand after it.
    Compare(Node, Vec<(Operator, Node)>),
    /// `a and b`: true for `and`, false for `or`.
    Logic(bool, Node, Node),
    /// `a.name`
    Attribute(Node, String),
    /// `f(arguments)`
    Call(Node, Vec<Argument>),
    /// `a[items]`
    Subscript(Node, Node),
}

/// An operator with one operand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Unary {
    /// `-a`
    Minus,
    /// `+a`
    Plus,
    /// `~a`
    Invert,
    /// `not a`
    Not,
}

/// An operator with two operands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Operator {
    Or,
    Xor,
    And,
    ShiftLeft,
    ShiftRight,
    Add,
    Subtract,
    Multiply,
    MatrixMultiply,
    Divide,
    FloorDivide,
    Remainder,
    Power,
    Less,
    Greater,
    Equal,
    GreaterEqual,
    LessEqual,
    NotEqual,
}

/// How Python writes each operator.
static TEXTS: [&str; 19] = [
    "|", "^", "&", "<<", ">>", "+", "-", "*", "@", "/", "//", "%", "**", "<", ">", "==", ">=",
    "<=", "!=",
];

impl Operator {
    /// How Python writes it.
    pub(super) fn text(self) -> &'static str {
        TEXTS[self as usize]
    }

    /// Whether it works on bits.
    pub(super) fn is_bitwise(self) -> bool {
        matches!(self, Operator::Or | Operator::Xor | Operator::And)
    }
}

/// One argument of a call.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Argument {
    /// Its keyword, where it has one.
    pub(super) keyword: Option<String>,
    /// Its value.
    pub(super) value: Node,
}
