//! The plan of finding what is not zero: the operand is walked in C order, and the indices of each true element written.
//! Plain data; `index` makes it, `execute` reads it.

use super::{Operand, Output};

/// One row of indices for every element that is not zero.
#[derive(Clone, PartialEq, Debug)]
pub struct Nonzero {
    /// The array looked at.
    pub operand: Operand,
    /// The rows, `int64`: as many as there are true elements, each with one index for every axis of the operand.
    pub output: Output,
}
