//! Shelves: what one call leaves for the next, in a few places chosen by what the call was made with.
//! Knows places and layouts; what lies there, and whether it fits another call, is the business of each room.

use std::cell::Cell;
use std::thread::LocalKey;

use crate::array::Array;
use crate::layout::Layout;

/// A few places, each for one thing.
pub(crate) struct Shelf<T, const PLACES: usize>([Cell<Option<Box<T>>>; PLACES]);

impl<T, const PLACES: usize> Shelf<T, PLACES> {
    /// Empty places.
    pub(crate) const fn new() -> Self {
        Self([const { Cell::new(None) }; PLACES])
    }
}

/// What lay in a place, while another takes it; nothing while the thread ends.
pub(crate) fn swap<T, const PLACES: usize>(
    shelf: &'static LocalKey<Shelf<T, PLACES>>,
    place: usize,
    new: Option<Box<T>>,
) -> Option<Box<T>> {
    let swapped = shelf.try_with(|shelf| shelf.0[place % PLACES].replace(new));
    swapped.ok().flatten()
}

/// Looks at what lies in a place.
pub(crate) fn look<T, R, const PLACES: usize>(
    shelf: &'static LocalKey<Shelf<T, PLACES>>,
    place: usize,
    look: impl FnOnce(&T) -> Option<R>,
) -> Option<R> {
    let kept = swap(shelf, place, None)?;
    let seen = look(&kept);
    swap(shelf, place, Some(kept));
    seen
}

/// A number for the shape and the strides of an array; other layouts have others, mostly.
pub(crate) fn number_of(layout: &Layout) -> usize {
    let steps = layout.strides.last().copied().unwrap_or(0);
    let extent = layout.shape.last().copied().unwrap_or(0);
    let sum = layout.ndim() as i64 ^ steps.wrapping_mul(5) ^ extent.wrapping_mul(3);
    sum as usize
}

/// Whether both have the same shape and strides, wherever they start.
pub(crate) fn same_steps(one: &Layout, other: &Layout) -> bool {
    one.shape == other.shape && one.strides == other.strides
}

/// What there is to say of an array that takes a result: its dtype and layout.
pub(crate) fn fits_out(out: &Array, kept: &crate::plan::Output) -> bool {
    !kept.fresh && out.writeable && out.dtype == kept.dtype && same_steps(&out.layout, &kept.layout)
}
