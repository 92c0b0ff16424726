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
pub mod diophantine;
pub mod few;
pub mod reshape;
pub(crate) mod shared;
pub mod slice;
pub mod walk;

pub use few::Few;
pub(crate) use shared::Shared;

/// Extents, strides or indices, one for each axis. 64-bit on every target, as NumPy's `npy_intp`.
pub type Dims = Few<i64>;

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

/// The layout of one element at offset 0, as of a number beside arrays.
pub(crate) static ONE_ELEMENT: Layout = Layout::NOTHING;

impl Layout {
    /// No axes yet, from byte 0 on.
    pub(crate) const NOTHING: Layout = Layout {
        shape: Dims::new(),
        strides: Dims::new(),
        offset: 0,
    };

    /// The layout of a new array: packed in the given order from offset 0.
    ///
    /// An array without elements gets strides 0, as NumPy gives it. Strides saturate where the bytes would not fit
    /// 63 bits; `limit::grant` refuses such shapes before they become arrays.
    pub fn contiguous(shape: &[i64], itemsize: usize, order: Order) -> Self {
        let strides = if shape.contains(&0) {
            Dims::from_elem(0, shape.len())
        } else {
            packed_strides(shape, itemsize, order)
        };
        Self {
            shape: Dims::from_slice(shape),
            strides,
            offset: 0,
        }
    }

    /// Number of axes.
    pub fn ndim(&self) -> usize {
        self.shape.len()
    }

    /// Number of elements, 0-length axes included; saturates rather than overflows.
    pub fn size(&self) -> i64 {
        size_of_shape(&self.shape)
    }

    /// Whether both have the same shape and strides, wherever they start.
    #[cfg(feature = "kept")]
    #[inline]
    pub(crate) fn same_steps(&self, other: &Self) -> bool {
        self.shape == other.shape && self.strides == other.strides
    }

    /// The byte of the element at these indices: `offset + Σ index · stride`. No bounds check;
    /// wraps for indices no array can have.
    pub fn byte_at(&self, indices: &[i64]) -> i64 {
        indices
            .iter()
            .zip(&self.strides)
            .fold(self.offset, |byte, (&index, &stride)| {
                byte.wrapping_add(index.wrapping_mul(stride))
            })
    }
}

/// The product of the extents: 1 for no axes, 0 when any extent is 0; saturates rather than overflows.
pub fn size_of_shape(shape: &[i64]) -> i64 {
    if let [only] = shape {
        return *only;
    }
    if shape.contains(&0) {
        return 0;
    }
    shape
        .iter()
        .fold(1i64, |product, &extent| product.saturating_mul(extent))
}

/// Packed strides that step over 0-length axes as if they had length 1 (what NumPy gives a reshaped view).
pub(crate) fn packed_strides(shape: &[i64], itemsize: usize, order: Order) -> Dims {
    let mut strides: Dims = Dims::from_elem(0, shape.len());
    let mut step = i64::try_from(itemsize).unwrap_or(i64::MAX);
    // As many elements as lie below an axis; the product is costly, and the last one would not be used.
    let mut below = 1;
    let mut visit = |axis: usize| {
        if below != 1 {
            step = step.saturating_mul(below);
        }
        strides[axis] = step;
        below = shape[axis].max(1);
    };
    match order {
        Order::C => (0..shape.len()).rev().for_each(&mut visit),
        Order::F => (0..shape.len()).for_each(&mut visit),
    }
    strides
}

/// A shape as Python prints the tuple: `(3, 4)`, `(3,)`, `()`.
pub fn tuple_text(shape: &[i64]) -> String {
    joined(shape, ", ")
}

/// A shape as NumPy's broadcasting errors print it: `(3,4)`, `(3,)`, `()`.
pub fn shape_text(shape: &[i64]) -> String {
    joined(shape, ",")
}

fn joined(shape: &[i64], separator: &str) -> String {
    match shape {
        [only] => format!("({only},)"),
        _ => {
            let items: Vec<String> = shape.iter().map(ToString::to_string).collect();
            format!("({})", items.join(separator))
        }
    }
}
