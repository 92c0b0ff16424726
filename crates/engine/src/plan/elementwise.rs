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
    /// The operands, in order.
    pub operands: Vec<Operand>,
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
