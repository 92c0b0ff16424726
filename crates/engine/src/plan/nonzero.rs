//! The plan of finding what is not zero: the operand is walked in C order, and the indices of each true element written.
//! Plain data; `index` makes it, `execute` reads it.

use super::{Kernel, Operand, Output};
use crate::kernels::{Way, way};

/// One row of indices for every element that is not zero.
#[derive(Clone, PartialEq, Debug)]
pub struct Nonzero {
    /// The array looked at.
    pub operand: Operand,
    /// The rows, `int64`: as many as there are true elements, each with one index for every axis of the operand.
    pub output: Output,
    /// Which loop runs.
    pub kernel: Kernel,
}

impl Nonzero {
    /// The indices of one axis are written by lanes.
    pub(crate) fn kernel_of(ndim: usize) -> Kernel {
        if cfg!(feature = "lanes") && way() == Way::Simd128 && ndim == 1 {
            Kernel::Simd128 { lanes: 2 }
        } else {
            Kernel::Scalar
        }
    }
}
