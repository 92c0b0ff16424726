//! One axis of a padded array, and the ways to fill the room at its two ends from what lies between them.
//! Knows arrays and moves; where a chunk is shorter than the room, filling goes on with what is already filled.

use crate::array::Array;
use crate::dtype::Kind;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::reduce;
use crate::scalar::Scalar;
use crate::sort;
use crate::ufunc::{self, Arguments, Operand};

/// The room before and after the filled part of an axis.
pub(super) struct Rim {
    /// The part of the padded array that this axis fills.
    pub(super) array: Array,
    /// The axis.
    pub(super) axis: usize,
    /// Indices before the filled part.
    pub(super) before: i64,
    /// Indices after it.
    pub(super) after: i64,
}

/// What is still to be filled at each end.
#[derive(Clone, Copy)]
struct Room {
    before: i64,
    after: i64,
}

impl Rim {
    /// Indices of the axis.
    fn length(&self) -> i64 {
        self.array.shape()[self.axis]
    }

    fn room(&self) -> Room {
        Room {
            before: self.before,
            after: self.after,
        }
    }

    fn part(&self, start: i64, count: i64) -> Array {
        self.array.strip(self.axis, start, count)
    }

    /// `count` indices from `start` downward.
    fn backward(&self, start: i64, count: i64) -> Result<Array> {
        self.part(start - count + 1, count)
            .flip_unrecorded(self.axis)
    }

    /// Each end filled with values that are stretched to it.
    pub(super) fn fill(&self, before: &Array, after: &Array) -> Result<()> {
        self.part(0, self.before).put(before)?;
        self.part(self.length() - self.after, self.after).put(after)
    }

    /// Each end filled with one value.
    pub(super) fn fill_constant(&self, before: Scalar, after: Scalar) -> Result<()> {
        self.part(0, self.before).put_scalar(before)?;
        self.part(self.length() - self.after, self.after)
            .put_scalar(after)
    }

    fn edges(&self) -> (Array, Array) {
        (
            self.part(self.before, 1),
            self.part(self.length() - self.after - 1, 1),
        )
    }

    /// The outermost elements.
    pub(super) fn fill_edge(&self) -> Result<()> {
        let (first, last) = self.edges();
        self.fill(&first, &last)
    }

    /// A reduction of the outermost elements, of so many at each end or of all.
    pub(super) fn fill_stat(&self, name: &str, lengths: Option<(i64, i64)>) -> Result<()> {
        let filled = self.length() - self.before - self.after;
        let (before, after) = lengths.map_or((filled, filled), |(before, after)| {
            (before.min(filled), after.min(filled))
        });
        if (before == 0 || after == 0) && (name == "max" || name == "min") {
            return Err(Error::value("stat_length of 0 yields no value for padding"));
        }
        let first = self.stat(name, self.before, before)?;
        let last = if before == filled && after == filled {
            first.clone()
        } else {
            self.stat(name, self.length() - self.after - after, after)?
        };
        self.fill(&first, &last)
    }

    fn stat(&self, name: &str, start: i64, count: i64) -> Result<Array> {
        let axis = [self.axis as i64];
        let options = reduce::Options {
            axis: Some(&axis),
            keepdims: true,
            ..reduce::Options::default()
        };
        let part = self.part(start, count);
        let stat = if name == "median" && count > 0 {
            self.median(&part, options)?
        } else {
            let name = if name == "median" { "mean" } else { name };
            reduce::call(name, &part, options)?
        };
        let whole = matches!(self.array.dtype.kind(), Kind::Signed | Kind::Unsigned);
        if whole && stat.dtype.kind() == Kind::Float {
            ufunc::call_into("rint", &[Operand::Array(&stat)], &stat)?;
        }
        Ok(stat)
    }

    /// The mean of the one or two in the middle, NaN where some element is.
    fn median(&self, part: &Array, options: reduce::Options<'_>) -> Result<Array> {
        let count = part.shape()[self.axis];
        let sorted = sort::sort(part, Some(self.axis as i64), sort::Kind::default())?;
        let middle = sorted.strip(self.axis, (count - 1) / 2, 2 - count % 2);
        let median = reduce::call("mean", &middle, options)?;
        if median.dtype == part.dtype {
            // Sorted, NaN comes last; added, it spreads.
            let last = sorted.strip(self.axis, count - 1, 1);
            let unordered = ufunc::call("isnan", &[Operand::Array(&last)])?;
            let arguments = Arguments {
                out: &[Some(&median)],
                mask: Some(&unordered),
                ..Arguments::NONE
            };
            let both = [Operand::Array(&median), Operand::Array(&last)];
            ufunc::call_with("add", &both, arguments)?;
        }
        Ok(median)
    }

    /// The elements in mirrored order, again and again, with or without the outermost one itself.
    pub(super) fn fill_mirrored(&self, period: i64, with_edge: bool, odd: bool) -> Result<()> {
        if period == 1 && (self.before > 0 || self.after > 0) {
            // A single element has no neighbor to mirror; NumPy repeats it.
            return self.fill_edge();
        }
        let mut room = self.room();
        while room.before > 0 || room.after > 0 {
            room = self.mirror_once(room, period, with_edge, odd)?;
        }
        Ok(())
    }

    fn mirror_once(&self, room: Room, period: i64, with_edge: bool, odd: bool) -> Result<Room> {
        let filled = self.length() - room.before - room.after;
        // Only whole periods are mirrored, so that the pattern goes on unbroken.
        let (most, edge) = if with_edge {
            (filled / period * period, 1)
        } else {
            ((filled - 1) / (period - 1) * (period - 1), 0)
        };
        let mut rest = room;
        if room.before > 0 {
            let count = most.min(room.before);
            let chunk = self.backward(room.before - edge + count, count)?;
            let chunk = self.mirrored(chunk, room.before, odd)?;
            self.part(room.before - count, count).put(&chunk)?;
            rest.before -= count;
        }
        if room.after > 0 {
            let count = most.min(room.after);
            let last = self.length() - room.after - 1;
            let chunk = self.backward(last - 1 + edge, count)?;
            let chunk = self.mirrored(chunk, last, odd)?;
            self.part(last + 1, count).put(&chunk)?;
            rest.after -= count;
        }
        Ok(rest)
    }

    /// The chunk, its values mirrored at that of the edge if asked for.
    fn mirrored(&self, chunk: Array, edge: i64, odd: bool) -> Result<Array> {
        if !odd {
            return Ok(chunk);
        }
        let edge = self.part(edge, 1);
        let twice = ufunc::call("multiply", &[Operand::PyInt(2), Operand::Array(&edge)])?;
        ufunc::call(
            "subtract",
            &[Operand::Array(&twice), Operand::Array(&chunk)],
        )
    }

    /// The elements from the other end, again and again.
    pub(super) fn fill_wrapped(&self, original: i64) -> Result<()> {
        let mut room = self.room();
        while room.before > 0 || room.after > 0 {
            let filled = self.length() - room.before - room.after;
            let period = filled / original * original;
            let (before, after) = (period.min(room.before), period.min(room.after));
            let end = room.before + period;
            self.part(room.before - before, before)
                .put(&self.part(end - before, before))?;
            let start = self.length() - room.after;
            self.part(start, after)
                .put(&self.part(start - period, after))?;
            room.before -= before;
            room.after -= after;
        }
        Ok(())
    }
}

impl Array {
    /// An axis walked backward, unrecorded.
    fn flip_unrecorded(&self, axis: usize) -> Result<Array> {
        let backward = self.layout.index(
            &(0..=axis)
                .map(|one| {
                    if one == axis {
                        Index::every(-1)
                    } else {
                        Index::ALL
                    }
                })
                .collect::<Vec<_>>(),
        )?;
        Ok(self.over(backward))
    }
}
