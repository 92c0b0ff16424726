//! Shelves: what one call leaves for the next, in a few places chosen by what the call was made with.
//! Knows places, layouts and where results go; what lies there, and whether it fits another call, is the business of each
//! room.

use std::cell::Cell;
use std::thread::LocalKey;

use crate::array::Array;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::layout::{Layout, Shared};
use crate::limit;
use crate::plan::Output;

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

/// Where the result of a call goes: into an array that is there, or into a new one whose layout is shared.
#[derive(Debug)]
pub(crate) struct Target {
    fresh: bool,
    dtype: DType,
    layout: Shared,
    nbytes: usize,
}

impl Target {
    /// Of the output of a plan, if it holds numbers.
    pub(crate) fn of(output: &Output) -> Option<Self> {
        if !output.dtype.is_number() {
            return None;
        }
        Some(Self {
            fresh: output.fresh,
            dtype: output.dtype,
            layout: Shared::from(output.layout.clone()),
            nbytes: limit::grant(&output.layout.shape, output.dtype).ok()?,
        })
    }

    /// Of a new array.
    #[cfg(feature = "lanes")]
    pub(crate) fn like(result: &Array) -> Option<Self> {
        result.dtype.is_number().then(|| Self {
            fresh: true,
            dtype: result.dtype,
            layout: result.layout.share(),
            nbytes: result.buffer.nbytes(),
        })
    }

    /// Whether results have this dtype.
    #[cfg(all(feature = "chain", feature = "lanes"))]
    #[inline]
    pub(crate) fn is_of(&self, dtype: DType) -> bool {
        self.dtype == dtype
    }

    /// Whether the result can go into this array, or into none.
    #[inline]
    pub(crate) fn fits(&self, out: Option<&Array>) -> bool {
        match out {
            None => self.fresh,
            Some(out) => {
                !self.fresh
                    && out.writeable
                    && out.dtype == self.dtype
                    && self.layout.same_steps(&out.layout)
            }
        }
    }

    /// A new array, nothing of which is written. None where it would be refused.
    #[inline]
    pub(crate) fn fresh(&self) -> Option<Array> {
        let buffer = Buffer::unwritten_again(self.nbytes, self.layout.share(), self.dtype)?;
        Some(Array {
            buffer,
            layout: self.layout.share(),
            dtype: self.dtype,
            view: false,
            writeable: true,
        })
    }

    /// The array that is given or else a new one, after something went over it with the bytes of an input: each with the
    /// byte where its elements start. Nothing where the result does not fit, or lies over the input.
    #[inline]
    pub(crate) fn filled(
        &self,
        input: &Array,
        out: Option<&Array>,
        fill: impl FnOnce(&[u8], i64, &mut [u8], i64) -> Option<()>,
    ) -> Option<Array> {
        if !self.fits(out) {
            return None;
        }
        let result = match out {
            Some(out) if out.same_owner(input) => return None,
            Some(out) => out.clone(),
            None => self.fresh()?,
        };
        let (from, to) = (input.layout.offset, result.layout.offset);
        let filled = fill(
            &input.buffer.bytes(),
            from,
            &mut result.buffer.bytes_mut(),
            to,
        );
        filled.map(|()| result)
    }
}
