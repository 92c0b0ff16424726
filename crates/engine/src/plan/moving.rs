//! The plan of a move: elements of one layout written into another, cast where the dtypes differ.
//! Plain data; `array` makes it for copies and joins, `execute` reads it.

use super::{Kernel, Loops, Operand, Output, merged_loops};
use crate::dtype::DType;
use crate::kernels::{Way, way};
use crate::layout::Dims;
use crate::layout::axes::Axes;
use crate::layout::coalesce::loop_order;

/// Each element of the output is one element of the operand.
#[derive(Clone, PartialEq, Debug)]
pub struct Move {
    /// The shape moved, that of the output.
    pub shape: Dims,
    /// Where the elements come from; a constant is written everywhere.
    pub operand: Operand,
    /// Where they go.
    pub output: Output,
    /// The axes of the shape as they run, outermost first.
    pub order: Axes,
    /// The loops that run, outermost first; the last one is the inner loop.
    pub loops: Loops,
    /// Which inner loop runs.
    pub kernel: Kernel,
}

impl Move {
    /// The move whose axes turn as the output lies in memory, so that it is written from front to back.
    pub(crate) fn new(operand: Operand, output: Output) -> Self {
        let order = loop_order(&[&output.layout, &operand.broadcast]);
        let loops = merged_loops(&[&operand.broadcast, &output.layout], &order);
        let kernel = kernel_of(&operand, &output, &loops);
        Self {
            shape: output.layout.shape.clone(),
            operand,
            output,
            order,
            loops,
            kernel,
        }
    }
}

/// Elements that are written side by side are moved a register at a time, where they need no cast or one that has a loop.
fn kernel_of(operand: &Operand, output: &Output, loops: &Loops) -> Kernel {
    let (size, read) = (output.dtype.itemsize(), operand.dtype);
    let lanes = cfg!(feature = "lanes")
        && way() == Way::Simd128
        && operand.constant.is_none()
        && has_loop(read, output.dtype)
        && loops
            .last()
            .is_some_and(|inner| inner.output_stride == size as i64);
    if lanes {
        Kernel::Simd128 {
            lanes: (16 / size.max(read.itemsize())) as u8,
        }
    } else {
        Kernel::Scalar
    }
}

/// Whether there is a loop of lanes that moves elements, or one that casts them.
fn has_loop(from: DType, to: DType) -> bool {
    #[cfg(feature = "lanes")]
    return {
        use crate::kernel::lanes::cast;
        let fills = from.is_number() && matches!(to.itemsize(), 1 | 2 | 4 | 8 | 16);
        fills && cast::keeps_bytes(from, to) || cast::find(from, to).is_some()
    };
    #[cfg(not(feature = "lanes"))]
    (from, to, false).2
}
