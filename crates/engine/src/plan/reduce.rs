//! The plan of a reduction: which axes fold, in which order.
//! Plain data; `reduce` makes it, `execute` reads it.

use super::{Operand, Output};
use crate::dtype::DType;

/// Elements along axes folded into one.
#[derive(Clone, PartialEq, Debug)]
pub struct Reduce {
    /// The binary ufunc that folds, a row of the table.
    pub ufunc: &'static str,
    /// The array reduced.
    pub operand: Operand,
    /// The result, its layout with reduced axes kept as stride-0 axes of the operand's shape for the walk.
    pub output: Output,
    /// The axes folded away, ascending.
    pub axes: Vec<usize>,
    /// Whether folded axes stay in the result with length 1.
    pub keepdims: bool,
    /// The dtype the fold computes in.
    pub accumulator: DType,
}
