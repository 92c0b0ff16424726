//! Inner loops over registers: several elements of a block in one instruction.
//! Written once over the instructions of WebAssembly's SIMD128; natively `register` is a model of the same instructions.
//!
//! # How a loop of lanes is made
//!
//! A register (`v128`) is 16 bytes without a type: 2 `float64`, 4 `float32` or `int32`, 16 `uint8`. Which of them it holds
//! is said by the instruction, so a *lane type* is a set of instructions: [`lane`] gives each element type its own, under
//! common names (`f64::add` is `f64x2_add`, `u8::add` is `u8x16_add`).
//!
//! An *operation* ([`operation`]) is a step from registers to a register, written once over those names: `Add<T>` for all
//! `T`. A *driver* ([`drive`]) takes an operation through whole blocks: four registers in a turn, so that loads, sums and
//! stores of neighbors overlap, then single registers, and the rest through a padded one. So every element goes through the
//! same instruction, and no result depends on where in a block its element lies.
//!
//! A *family* ([`table`]) is an operation with the element types it is offered for: one row. Adding a dtype is adding its
//! name to the row, and its instructions to `lane`, where they are not there yet.
//!
//! Integers are divided in [`divide`] and shifted in [`shift`].
//!
//! What folds many elements into one is in [`fold`]. What only moves them is in [`moving`] (steps, reversed lines, rows
//! turned into columns), [`spreading`] (side by side to steps), [`compress`] (what a mask keeps, and the way back),
//! [`choose`] (one of two), [`cast`], and, for chains, `compared` (one of two by a comparison) and `filter` (what a
//! comparison keeps). What sorting works with is in [`ordinal`] (elements as whole numbers in their order), [`stops`] (where
//! a walk along keys stops) and [`few`] (the ranks of a few bytes).
//!
//! # Why the rest of the module is not compiled for SIMD
//!
//! `#[target_feature(enable = "simd128")]` stands on the drivers and nowhere else. Were it on for the whole module, the
//! compiler would turn the one-at-a-time loops into registers by itself, and nobody could compare the two. What a driver
//! calls is `inline(always)` and has no attribute of its own: inlined, it is compiled for the driver's instructions.

pub(crate) mod cast;
pub(crate) mod choose;
#[cfg(feature = "chain")]
pub(crate) mod compared;
pub(crate) mod compress;
mod divide;
mod drive;
pub(crate) mod few;
#[cfg(feature = "chain")]
pub(crate) mod filter;
pub(crate) mod fold;
mod function;
mod lane;
pub(crate) mod moving;
mod operation;
pub(crate) mod ordinal;
#[cfg(feature = "chain")]
mod pairs;
pub(crate) mod product;
mod register;
mod shift;
pub(crate) mod spreading;
pub(crate) mod stops;
mod streams;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use lane::Arithmetic;
#[cfg(feature = "powers")]
pub(crate) use table::steady_power;
pub(crate) use table::{LaneLoop, find};

use super::{Flags, Source};

/// A loop over untyped blocks.
pub(crate) type Block = fn(&[Source<'_>], &mut [u8]) -> Flags;
