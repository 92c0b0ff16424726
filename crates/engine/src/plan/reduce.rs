//! The plan of a reduction: which axes fold, in which order.
//! Plain data; `reduce` makes it, `execute` reads it.

use super::{LoopAxis, Operand, Output};
use crate::dtype::DType;
use crate::layout::{Dims, Layout};
use crate::scalar::Scalar;

/// Elements along axes folded into one.
#[derive(Clone, PartialEq, Debug)]
pub struct Reduce {
    /// The binary ufunc that folds, a row of the table.
    pub ufunc: &'static str,
    /// The shape of the array reduced.
    pub shape: Dims,
    /// The array reduced.
    pub operand: Operand,
    /// The result.
    pub output: Output,
    /// The result's layout over the operand's shape: folded axes have stride 0.
    pub stretched: Layout,
    /// The axes folded away, ascending.
    pub axes: Vec<usize>,
    /// Whether folded axes stay in the result with length 1.
    pub keepdims: bool,
    /// The dtype the fold computes in.
    pub accumulator: DType,
    /// What every result starts from; `None` where the first element folded is the start.
    pub initial: Option<Scalar>,
    /// The axes of the shape as they run, outermost first.
    pub order: Vec<usize>,
    /// The loops that run, outermost first; the output's stride is 0 where the loop folds.
    pub loops: Vec<LoopAxis>,
}
