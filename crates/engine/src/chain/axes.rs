//! Axes of a chain: where those of each array stand, which of them a fold takes away, and what part of an array belongs to a
//! piece. Knows layouts; evaluates nothing.

use super::{Call, What};
use crate::layout::Layout;
use crate::layout::axes::normalize_axes;

/// Where the axes of an array stand among those of the result, and beyond them: the axes that a fold takes away are right of
/// the result's last one.
#[derive(Clone, Copy)]
pub(super) struct Right(pub(super) usize);

impl Right {
    /// The place of an axis of an array with so many.
    pub(super) fn place(self, axis: usize, ndim: usize) -> usize {
        (self.0 + axis).saturating_sub(ndim)
    }
}

/// The layout of the part of an array that belongs to a piece: this index on the axes before the one that is cut, and there
/// so many from a first one on. Stretched axes are the same for every piece.
pub(super) fn narrow(
    piece: &mut Layout,
    whole: &Layout,
    right: Right,
    index: &[i64],
    (start, length): (i64, i64),
) {
    let ndim = whole.ndim();
    piece.offset = whole.offset;
    for axis in 0..ndim {
        let place = right.place(axis, ndim);
        if place > index.len() {
            break;
        }
        if whole.shape[axis] == 1 {
            continue;
        }
        let (first, count) = index.get(place).map_or((start, length), |&one| (one, 1));
        piece.offset += first * whole.strides[axis];
        piece.shape[axis] = count;
    }
}

/// The next index in C order; false after the last.
pub(super) fn turn(index: &mut [i64], shape: &[i64]) -> bool {
    for (place, &length) in index.iter_mut().zip(shape).rev() {
        *place += 1;
        if *place < length {
            return true;
        }
        *place = 0;
    }
    false
}

/// How many axes a fold takes away, if they are the last ones and not all.
pub(super) fn folded_at_the_end(call: &Call) -> Option<usize> {
    let What::Fold(fold) = &call.what else {
        return None;
    };
    let ndim = call.inputs.first()?.ndim();
    let axes = normalize_axes(fold.axes.as_deref()?, ndim, "duplicate value in 'axis'").ok()?;
    let first = ndim.checked_sub(axes.len())?;
    (first > 0 && axes.iter().all(|&axis| axis >= first)).then_some(axes.len())
}

/// Whether a fold takes away others than the last axes, or all.
pub(super) fn folds_across(call: &Call) -> bool {
    matches!(call.what, What::Fold(_)) && folded_at_the_end(call).is_none()
}

/// Whether axes turn as they stand; those of length 1 do not turn.
pub(super) fn is_c_order(order: &[usize], shape: &[i64]) -> bool {
    let mut turning = order.iter().filter(|&&axis| shape[axis] != 1);
    let mut before = turning.next();
    turning.all(|axis| before.replace(axis).is_none_or(|before| before < axis))
}
