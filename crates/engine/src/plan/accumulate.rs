//! The plan of an accumulation: a fold along one axis that keeps every step.
//! Plain data; `ufunc::method` makes it, `execute` reads it.

use super::{Kernel, Operand, Output};
use crate::dtype::DType;
use crate::layout::Dims;

/// Each element of the output is the fold of the operand's elements up to the same place.
#[derive(Clone, PartialEq, Debug)]
pub struct Accumulate {
    /// The binary ufunc that folds, a row of the table.
    pub ufunc: &'static str,
    /// The shape of the operand and of the output.
    pub shape: Dims,
    /// The array accumulated.
    pub operand: Operand,
    /// The result.
    pub output: Output,
    /// The axis along which the fold runs: the innermost loop. The others turn in C order.
    pub axis: usize,
    /// The dtype the fold computes in.
    pub accumulator: DType,
    /// Whether each step is rounded to `float16` before the next begins.
    pub halves: bool,
    /// Which inner loop runs where whole rows are folded with rows; along a line it is always one element at a time.
    pub kernel: Kernel,
}
