//! The plan of a ufunc call: operands aligned, dtypes chosen, loops merged.
//! Plain data; `ufunc` makes it, `execute` reads it.

use super::{Kernel, LoopAxis, Operand, Output};
use crate::dtype::DType;
use crate::layout::Dims;
use crate::layout::axes::Axes;

/// One output element from one element of each operand.
#[derive(Clone, PartialEq, Debug)]
pub struct Elementwise {
    /// The ufunc's name, a row of the table.
    pub ufunc: &'static str,
    /// The shape all operands broadcast to.
    pub shape: Dims,
    /// Which of the ufunc's outputs is computed, from 0; each has a plan of its own.
    pub part: usize,
    /// The inputs, in order; after them the mask, where there is one.
    pub operands: Vec<Operand>,
    /// Whether the last operand is a `bool` mask: only where it is true is anything computed and written.
    pub masked: bool,
    /// The result.
    pub output: Output,
    /// The dtypes of the chosen loop: inputs, then output (`dd->d` in NumPy's `types`).
    pub signature: Vec<DType>,
    /// The axes of the shape as they run, outermost first.
    pub order: Axes,
    /// The loops that run, outermost first, made of those axes; the last one is the inner loop.
    pub loops: Vec<LoopAxis>,
    /// Which inner loop runs.
    pub kernel: Kernel,
}
