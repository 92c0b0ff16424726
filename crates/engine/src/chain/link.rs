//! What a call of a chain stands on: an array, a Python number, or another call. Links are moved more often than anything
//! else when a chain is written, so they are kept to a few words. Knows nothing of evaluating.

use std::rc::Rc;

use super::held::Held;
use crate::array::Array;
use crate::ufunc::Operand;

/// What a call may stand on.
#[derive(Clone, Debug)]
pub(super) enum Link {
    Array(Array),
    Number(Number),
    Call(Held),
}

/// A Python number: those that most expressions are written with in place, any other apart.
#[derive(Clone, Debug)]
pub(super) enum Number {
    Int(i64),
    Float(f64),
    Bool(bool),
    Other(Rc<Operand<'static>>),
}

impl Number {
    /// The number as calls take it.
    pub(super) fn operand(&self) -> Operand<'static> {
        match self {
            Number::Int(value) => Operand::PyInt((*value).into()),
            Number::Float(value) => Operand::PyFloat(*value),
            Number::Bool(value) => Operand::PyBool(*value),
            Number::Other(operand) => **operand,
        }
    }
}

impl From<Operand<'_>> for Link {
    fn from(operand: Operand<'_>) -> Self {
        Link::Number(match operand {
            Operand::Array(array) => return Link::Array(array.clone()),
            Operand::PyInt(value) => match i64::try_from(value) {
                Ok(value) => Number::Int(value),
                Err(_) => Number::Other(Rc::new(Operand::PyInt(value))),
            },
            Operand::PyFloat(value) => Number::Float(value),
            Operand::PyBool(value) => Number::Bool(value),
            #[cfg(feature = "complex")]
            Operand::PyComplex(value) => Number::Other(Rc::new(Operand::PyComplex(value))),
        })
    }
}

impl Link {
    pub(super) fn shape(&self) -> &[i64] {
        match self {
            Link::Array(array) => array.shape(),
            Link::Number(_) => &[],
            Link::Call(call) => &call.like.shape,
        }
    }

    /// Whether both stand for the same array.
    pub(super) fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Link::Array(one), Link::Array(other)) => {
                one.same_owner(other) && one.dtype == other.dtype && one.layout == other.layout
            }
            (Link::Call(one), Link::Call(other)) => Held::same(one, other),
            _ => false,
        }
    }

    pub(super) fn ndim(&self) -> usize {
        self.shape().len()
    }

    /// What a call reads here, unless that is still to be computed.
    pub(super) fn operand(&self) -> Option<Operand<'_>> {
        match self {
            Link::Array(array) => Some(Operand::Array(array)),
            Link::Number(number) => Some(number.operand()),
            Link::Call(_) => None,
        }
    }
}
