//! The tree of an expression, as the parser leaves it and the evaluator walks it.
//! Plain data with byte ranges; knows no array.

use std::ops::Range;

/// A part of an expression and where it stands in the text.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// Bytes of the text it was written in.
    pub(super) range: Range<usize>,
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
    Slice([Option<Box<Node>>; 3]),
    /// `(1, 2)`, or items between brackets.
    Tuple(Vec<Node>),
    /// `[1, 2]`
    List(Vec<Node>),
    /// One operator before its operand.
    Unary(Unary, Box<Node>),
    /// One operator between its operands.
    Binary(&'static str, Box<Node>, Box<Node>),
    /// `a < b < c`: the first operand, then each operator with the operand after it.
    Compare(Box<Node>, Vec<(&'static str, Node)>),
    /// `a and b`: true for `and`, false for `or`.
    Logic(bool, Box<Node>, Box<Node>),
    /// `a.name`
    Attribute(Box<Node>, String),
    /// `f(arguments)`
    Call(Box<Node>, Vec<Argument>),
    /// `a[items]`
    Subscript(Box<Node>, Box<Node>),
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

/// One argument of a call.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Argument {
    /// Its keyword, where it has one.
    pub(super) keyword: Option<String>,
    /// Its value.
    pub(super) value: Node,
}
