//! Folds over registers: runs of elements to one value each, and rows of elements into a row of results.
//! Knows bytes at fixed distances; which runs and rows there are is the business of `execute`.
//!
//! # What a fold may and may not do with lanes
//!
//! Adding up floats rounds, so the order of additions shows in the last bits, and NumPy's order is the one wanted. It
//! happens to be made for registers: a leaf of up to 128 floats goes into *eight* running sums, which are the lanes of four
//! registers of `float64` or two of `float32`, and leaves are joined as the halves of a tree ([`pairwise`]). Nothing is
//! reordered; the eight sums are only kept side by side.
//!
//! Sums of integers wrap around, smallest and largest elements have no order, nor do bits: such folds are cut into as many
//! running values as a turn has lanes, joined at the end ([`joined`], [`widened`], [`extreme`], [`truth`]).
//!
//! Over an outer axis nothing needs to be joined at all: each column has a value of its own, so whole rows are folded into
//! the row of results, several at a time in their order ([`rows`]).
//!
//! Sums of products have no order of NumPy's (it leaves them to a library), so theirs is chosen for lanes: [`dot`].
//!
//! # How a fold is added
//!
//! A fold of runs is a type with [`Fold`]: what a run of one element is, how two values are joined, and a loop over
//! elements side by side. Strides, short runs and what a result starts from are the same for all ([`run`]); runs of a few elements side by side go in lanes of
//! their own ([`short`]). A fold of rows
//! is any [`Binary`](super::operation::Binary) operation. A row of [`table`] names both, and the element types.

mod dot;
mod extreme;
mod joined;
mod pairwise;
mod rows;
mod run;
mod short;
#[cfg(feature = "kept")]
mod spread;
mod table;
#[cfg(test)]
mod tests;
mod truth;
mod widened;

pub(crate) use dot::{dot_f32, dot_f64};
pub(crate) use rows::Rows;
pub(crate) use run::{Results, Runs, Start, Strip};
#[cfg(feature = "chain")]
pub(crate) use short::{Paired, paired};
#[cfg(feature = "kept")]
pub(crate) use spread::{Spread, squares_f32, squares_f64};
pub(crate) use table::{FoldLoop, chosen, find};

use bytemuck::Pod;

use run::ROOM;

/// A fold of runs.
pub(crate) trait Fold {
    /// What is stored.
    type Item: Pod;
    /// What it is folded in.
    type Value: Pod;
    /// Fewer elements than this are folded one by one.
    const SHORT: usize;
    /// Whether `x + (y + z)` may differ from `(x + y) + z`.
    const ROUNDS: bool;
    /// Whether every second element is read where it lies.
    const SECONDS: bool = false;

    /// A run of one.
    fn one(item: Self::Item) -> Self::Value;
    /// The value of two runs, one behind the other.
    fn join(a: Self::Value, b: Self::Value) -> Self::Value;
    /// A run of elements side by side, [`Fold::SHORT`] at least.
    fn side_by_side(bytes: &[u8]) -> Self::Value;
    /// A run of every second element of those side by side, [`Fold::SHORT`] at least; nothing unless [`Fold::SECONDS`].
    fn every_second(bytes: &[u8]) -> Option<Self::Value> {
        let _ = bytes;
        None
    }
    /// A run of elements apart from each other, [`Fold::SHORT`] at least, and room to lay some of them side by side.
    fn apart(strip: Strip<'_>, room: &mut [u8; ROOM]) -> Self::Value;
}
