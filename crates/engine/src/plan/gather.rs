//! The plan of a gather or a scatter: index arrays say, element by element, where to read or where to write.
//! Plain data; `index` makes it, `execute` reads it.

use super::{Operand, Output, index_in_order};
use crate::layout::axes::Axes;
use crate::layout::walk::indices_of;
use crate::layout::{Dims, Layout, size_of_shape};

/// What becomes of a position that an axis does not have (`mode` of `np.take`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Bounds {
    /// Negative positions count from the end; beyond that the operation refuses.
    #[default]
    Raise,
    /// Positions go around.
    Wrap,
    /// Positions stop at the first and the last element.
    Clip,
}

impl Bounds {
    /// The position inside `0..length`, or nothing where there is none.
    pub fn resolve(self, position: i64, length: i64) -> Option<i64> {
        if length <= 0 {
            return None;
        }
        match self {
            Bounds::Raise if position < 0 => {
                Some(position.saturating_add(length)).filter(|&found| found >= 0)
            }
            Bounds::Raise => Some(position).filter(|&found| found < length),
            Bounds::Wrap => Some(position.rem_euclid(length)),
            Bounds::Clip => Some(position.clamp(0, length - 1)),
        }
    }
}

/// One index array, and what it counts over.
#[derive(Clone, PartialEq, Debug)]
pub struct Picker {
    /// The positions, broadcast to the plan's shape; integers of any dtype.
    pub positions: Operand,
    /// The axis of the array that is picked from; 0 where all axes are counted as one.
    pub axis: usize,
    /// The extents counted over, the last one fastest: one axis, or every axis of an array taken as flat.
    pub span: Dims,
    /// Bytes from one index to the next on each of those axes.
    pub strides: Dims,
    /// What becomes of positions out of bounds.
    pub bounds: Bounds,
}

impl Picker {
    /// Number of elements counted over.
    pub fn length(&self) -> i64 {
        size_of_shape(&self.span)
    }

    /// How many bytes a position leads away from the first element; nothing where it is out of bounds.
    pub fn bytes_to(&self, position: i64) -> Option<i64> {
        if let ([length], [stride]) = (self.span.as_slice(), self.strides.as_slice()) {
            let found = self.bounds.resolve(position, *length)?;
            return Some(found.wrapping_mul(*stride));
        }
        let found = self.bounds.resolve(position, self.length())?;
        let indices = indices_of(&self.span, found)?;
        let steps = std::iter::zip(&indices, &self.strides);
        Some(steps.fold(0, |bytes: i64, (&index, &stride)| {
            bytes.wrapping_add(index.wrapping_mul(stride))
        }))
    }
}

/// Which side the index arrays point into.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// They say where to read: `b = a[indices]`.
    Gather,
    /// They say where to write: `a[indices] = b`. Of several elements for one place, the last one stays.
    Scatter,
}

/// Elements read from, or written to, places that index arrays give.
///
/// The side that the pickers point into has, over the shape, the strides of the axes that no index array picks from, and
/// 0 on all others; each picker adds its bytes to that.
#[derive(Clone, PartialEq, Debug)]
pub struct Gather {
    /// Which side the pickers point into.
    pub direction: Direction,
    /// The shape of what is read or written.
    pub shape: Dims,
    /// The index arrays.
    pub pickers: Vec<Picker>,
    /// Where elements come from, in the dtype that is written.
    pub source: Operand,
    /// Where they go.
    pub output: Output,
    /// The axes of the shape as they run, outermost first.
    pub order: Axes,
    /// Those of them that run from their end.
    pub backward: Axes,
}

impl Gather {
    /// The indices of the turn with this number.
    pub fn index_of(&self, nth: i64) -> Dims {
        let mut index = index_in_order(&self.shape, &self.order, nth);
        for &axis in &self.backward {
            index[axis] = self.shape[axis] - 1 - index[axis];
        }
        index
    }

    /// A layout over the shape as the plan walks it: axes that run from their end are turned around.
    pub(crate) fn walked(&self, layout: &Layout) -> Layout {
        walked_backward(layout, &self.backward)
    }
}

/// A layout with some axes turned around.
pub(crate) fn walked_backward(layout: &Layout, backward: &[usize]) -> Layout {
    let mut turned = layout.clone();
    for &axis in backward {
        let last = turned.shape[axis].saturating_sub(1).max(0);
        turned.offset = turned
            .offset
            .wrapping_add(turned.strides[axis].wrapping_mul(last));
        turned.strides[axis] = turned.strides[axis].wrapping_neg();
    }
    turned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_brought_into_bounds() {
        let of = |bounds: Bounds| [-9, -4, -1, 0, 3, 4, 9].map(|at| bounds.resolve(at, 4));
        let raise = [None, Some(0), Some(3), Some(0), Some(3), None, None];
        assert_eq!(of(Bounds::Raise), raise);
        assert_eq!(of(Bounds::Wrap), [3, 0, 3, 0, 3, 0, 1].map(Some));
        assert_eq!(of(Bounds::Clip), [0, 0, 0, 0, 3, 3, 3].map(Some));
        for bounds in [Bounds::Raise, Bounds::Wrap, Bounds::Clip] {
            assert_eq!(bounds.resolve(0, 0), None);
            for extreme in [i64::MIN, i64::MAX] {
                let found = bounds.resolve(extreme, i64::MAX);
                assert!(found.is_none_or(|found| (0..i64::MAX).contains(&found)));
            }
        }
    }
}
