//! The plan of a mask: the elements where it is true are kept side by side, or written one after another.
//! Plain data; `index` makes it, `execute` reads it.

use super::gather::Direction;
use super::{Kernel, Operand, Output};
use crate::dtype::DType;
use crate::kernels::{Way, way};

/// Elements read, or written, where a mask is true, in C order of its indices.
///
/// One side has the shape of the mask; the other has one axis, with an element for each true one. No list of positions is
/// made on the way.
#[derive(Clone, PartialEq, Debug)]
pub struct Compress {
    /// Which side the mask picks from.
    pub direction: Direction,
    /// The truths, of any dtype: what is not zero is true.
    pub mask: Operand,
    /// Where elements come from, in the dtype that is written: in a gather it has the mask's shape.
    pub source: Operand,
    /// Where they go: in a scatter it has the mask's shape.
    pub output: Output,
    /// Which loop runs.
    pub kernel: Kernel,
}

impl Compress {
    /// The shape of the mask.
    pub fn shape(&self) -> &[i64] {
        &self.mask.broadcast.shape
    }

    /// Elements that fill a register without a rest are moved by lanes.
    pub(crate) fn kernel_of(dtype: DType) -> Kernel {
        let size = dtype.itemsize();
        let lanes =
            cfg!(feature = "lanes") && way() == Way::Simd128 && matches!(size, 1 | 2 | 4 | 8);
        if lanes {
            Kernel::Simd128 {
                lanes: (16 / size) as u8,
            }
        } else {
            Kernel::Scalar
        }
    }
}
