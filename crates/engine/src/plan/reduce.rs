//! The plan of a reduction: which axes fold, in which order, and how many elements are folded in one run.
//! Plain data; `reduce` makes it, `execute` reads it.

use super::{Kernel, LoopAxis, Loops, Operand, Output};
use crate::dtype::DType;
use crate::layout::axes::Axes;
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
    /// A `bool` array beside it: only where it is true does an element go in.
    pub mask: Option<Operand>,
    /// The result.
    pub output: Output,
    /// The result's layout over the operand's shape: folded axes have stride 0.
    pub stretched: Layout,
    /// The axes folded away, ascending.
    pub axes: Axes,
    /// Whether folded axes stay in the result with length 1.
    pub keepdims: bool,
    /// The dtype the fold computes in.
    pub accumulator: DType,
    /// What every result starts from; `None` where the first element folded is the start.
    pub initial: Option<Scalar>,
    /// The axes of the shape as they run, outermost first.
    pub order: Axes,
    /// The loops that run, outermost first; the output's stride is 0 where a loop folds. A mask's strides stand behind the
    /// operand's.
    pub loops: Loops,
    /// How many of the last loops are folded as one run, in a register, before the result is written.
    /// 0 when the innermost loop does not fold: then every step reads and writes a result of its own.
    pub run_loops: usize,
    /// Elements in one run at most; a longer row is folded in several runs, each written.
    pub run_elements: i64,
    /// Which inner loops run.
    pub kernel: Kernel,
}

impl Reduce {
    /// The mask to look at; plans of builds without the feature `steered` have none.
    pub(crate) fn mask(&self) -> Option<&Operand> {
        self.mask.as_ref().filter(|_| cfg!(feature = "steered"))
    }

    /// Whether every step is rounded to the halves of the result; sums and products of a run are rounded once.
    pub(crate) fn steps_in_halves(&self) -> bool {
        let once = matches!(
            self.ufunc,
            "add" | "subtract" | "multiply" | "divide" | "maximum" | "minimum" | "fmax" | "fmin"
        );
        !once && self.in_halves()
    }

    /// Whether halves are folded, in `float32`.
    pub(crate) fn in_halves(&self) -> bool {
        #[cfg(feature = "records")]
        return self.output.dtype == DType::F16 && self.accumulator == DType::F32;
        #[cfg(not(feature = "records"))]
        false
    }

    /// The loops outside of a run, and those inside.
    pub fn split_loops(&self) -> (&[LoopAxis], &[LoopAxis]) {
        let outside = self.loops.len().saturating_sub(self.run_loops);
        self.loops.split_at(outside)
    }
}
