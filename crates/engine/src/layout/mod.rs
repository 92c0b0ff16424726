//! A layout: how shape, strides and offset lay a lens over bytes. A pure value.
//! Knows no buffer and no dtype beyond an item size; each way to make one layout from another is a file beside this.
//!
//! Invariants, checked by `check`:
//! 1. `shape.len() == strides.len()`, at most 64 axes.
//! 2. Every extent is at least 0, and their product times the item size fits an `i64`
//!    (extents of 0 are left out of that product, as NumPy does).
//! 3. Every element's bytes lie in `0 .. nbytes` of the buffer, unless the layout has no element.
//! 4. Strides are bytes, of any sign; 0 means that the axis reads the same bytes again.

pub mod axes;
pub mod broadcast;
pub mod check;
pub mod coalesce;
pub mod reshape;
pub mod slice;
pub mod walk;

use smallvec::SmallVec;

/// Extents, strides or indices, one for each axis. 64-bit on every target, as NumPy's `npy_intp`.
pub type Dims = SmallVec<[i64; 4]>;

/// NumPy's bound on the number of axes.
pub const MAX_NDIM: usize = 64;

/// Shape, strides (bytes) and offset (bytes).
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Layout {
    /// Length of each axis.
    pub shape: Dims,
    /// Bytes from one index to the next, for each axis.
    pub strides: Dims,
    /// Byte of the element whose indices are all 0.
    pub offset: i64,
}

/// In which order elements lie in memory.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Order {
    /// Last axis fastest.
    #[default]
    C,
    /// First axis fastest.
    F,
}

impl Layout {
    /// Number of axes.
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Number of elements, 0-length axes included; saturates rather than overflows.
    pub fn size(&self) -> i64 {
        if self.shape.contains(&0) {
            return 0;
        }
        self.shape
            .iter()
            .fold(1i64, |product, &extent| product.saturating_mul(extent))
    }

    /// The byte of the element at these indices: `offset + Σ index · stride`. No bounds check.
    pub fn byte_at(&self, indices: &[i64]) -> i64 {
        self.offset
            + indices
                .iter()
                .zip(&self.strides)
                .map(|(index, stride)| index * stride)
                .sum::<i64>()
    }
}
