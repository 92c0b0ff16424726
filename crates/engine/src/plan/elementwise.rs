//! The plan of a ufunc call: operands aligned, dtypes chosen, loops merged.
//! Plain data; `ufunc` makes it, `execute` reads it.

use crate::short::SmallVec;

use super::{Kernel, Loops, Operand, Output};
use crate::dtype::DType;
use crate::layout::Dims;
use crate::layout::axes::Axes;
use crate::ufunc::Entry;

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
    pub operands: SmallVec<[Operand; 2]>,
    /// Whether the last operand is a `bool` mask: only where it is true is anything computed and written.
    pub masked: bool,
    /// The result.
    pub output: Output,
    /// The dtypes of the chosen loop: inputs, then output (`dd->d` in NumPy's `types`).
    pub signature: SmallVec<[DType; 4]>,
    /// The axes of the shape as they run, outermost first.
    pub order: Axes,
    /// The loops that run, outermost first, made of those axes; the last one is the inner loop.
    pub loops: Loops,
    /// Which inner loop runs.
    pub kernel: Kernel,
    /// The ufunc's loops of this signature, so that they are looked up once.
    pub(crate) entry: Entry,
}

impl Elementwise {
    /// Whether there is a mask to look at; plans of builds without the feature `steered` have none.
    pub(crate) fn is_masked(&self) -> bool {
        cfg!(feature = "steered") && self.masked
    }
}
