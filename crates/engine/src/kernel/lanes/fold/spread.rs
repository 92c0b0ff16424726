//! Sums of squared distances from a mean, without keeping the distances: what `var` and `std` are made of.
//!
//! Written one call after another, `(a - mean) ** 2` is as large as `a` and goes to memory and back before it is summed. Here
//! a part of it that fits the nearest cache is made and summed at once. Nothing is reordered: rows are added to the row of
//! results as [`super::rows`] does it, runs as the tree of [`super::pairwise`], so the bits are those of the three calls.

use std::ops::{Mul, Sub};

use super::Fold;
use super::pairwise::{Pairwise, Summed, half_of, tree_of};
use super::rows::Rows;
use super::run::{ROOM, read};
use crate::kernel::lanes::lane::Arithmetic;
use crate::kernel::lanes::register::*;

/// Rows in a turn.
const TURN: usize = 8;

/// `results[j] += (rows[i][j] - means[j])²` for row after row.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn rows_of<T: Arithmetic>(rows: &Rows<'_>, means: &[u8], results: &mut [u8]) {
    let whole = rows.number - rows.number % TURN;
    for number in (0..whole).step_by(TURN) {
        turn::<T, TURN>(rows, number, means, results);
    }
    for number in whole..rows.number {
        turn::<T, 1>(rows, number, means, results);
    }
}

#[inline(always)]
fn turn<T: Arithmetic, const N: usize>(
    rows: &Rows<'_>,
    from: usize,
    means: &[u8],
    results: &mut [u8],
) {
    let width = results.len();
    let (to, to_rest) = results.as_chunks_mut::<BYTES>();
    let (means, means_rest) = means.as_chunks::<BYTES>();
    let mut whole: [&[[u8; BYTES]]; N] = [&[]; N];
    let mut rests: [&[u8]; N] = [&[]; N];
    for number in 0..N {
        let (registers, rest) = rows.row(from + number, width).as_chunks::<BYTES>();
        if registers.len() != to.len() || means.len() != to.len() {
            return;
        }
        (whole[number], rests[number]) = (registers, rest);
    }
    for (place, (to, mean)) in to.iter_mut().zip(means).enumerate() {
        let (mut value, mean) = (load(to), load(mean));
        for row in whole {
            let distance = T::subtract(load(&row[place]), mean);
            value = T::add(value, T::multiply(distance, distance));
        }
        *to = bytes_of(value);
    }
    if !to_rest.is_empty() {
        let (mut value, mean) = (load(&padded(to_rest)), load(&padded(means_rest)));
        for rest in rests {
            let distance = T::subtract(load(&padded(rest)), mean);
            value = T::add(value, T::multiply(distance, distance));
        }
        put_first(&bytes_of(value), to_rest);
    }
}

/// The tree's sum of the squared distances of a run from one mean.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn run_of<T: Arithmetic + Summed>(run: &[u8], mean: v128, room: &mut [u8; ROOM]) -> T {
    if run.len() > ROOM {
        let (left, right) = run.split_at(half_of::<T>(run.len() / size_of::<T>()) * size_of::<T>());
        let left = run_of::<T>(left, mean, room);
        return left + run_of::<T>(right, mean, room);
    }
    let (registers, rest) = run.as_chunks::<BYTES>();
    let to = room.as_chunks_mut::<BYTES>().0;
    for (from, to) in registers.iter().zip(to.iter_mut()) {
        let distance = T::subtract(load(from), mean);
        *to = bytes_of(T::multiply(distance, distance));
    }
    if let Some(to) = to.get_mut(registers.len()) {
        let distance = T::subtract(load(&padded(rest)), mean);
        *to = bytes_of(T::multiply(distance, distance));
    }
    tree_of::<T>(&room[..run.len()])
}

/// Each run of so many bytes to a result, the mean of each beside it.
fn runs_of<T: Arithmetic + Summed + Sub<Output = T> + Mul<Output = T>>(
    input: &[u8],
    nbytes: usize,
    means: &[u8],
    results: &mut [u8],
) {
    let size = size_of::<T>();
    if nbytes < Pairwise::<T>::SHORT * size {
        return short_runs_of::<T>(input, nbytes, means, results);
    }
    let mut room = [0; ROOM];
    let runs = input.chunks_exact(nbytes.max(1));
    let each = means.chunks_exact(size).zip(results.chunks_exact_mut(size));
    for (run, (mean, to)) in runs.zip(each) {
        let zero: T = bytemuck::Zeroable::zeroed();
        let sum = zero + run_of::<T>(run, splat(mean), &mut room);
        to.copy_from_slice(bytemuck::bytes_of(&sum));
    }
}

/// The same of runs so short that a tree of them is a line.
fn short_runs_of<T: Summed + Sub<Output = T> + Mul<Output = T>>(
    input: &[u8],
    nbytes: usize,
    means: &[u8],
    results: &mut [u8],
) {
    let size = size_of::<T>();
    let (runs, count) = (input.chunks_exact(nbytes.max(1)), nbytes / size);
    let each = means.chunks_exact(size).zip(results.chunks_exact_mut(size));
    for (run, (mean, to)) in runs.zip(each) {
        let mean: T = read(mean, 0);
        let mut sum = T::NOTHING;
        for number in 0..count {
            let distance = read::<T>(run, (number * size) as i64) - mean;
            sum = sum + distance * distance;
        }
        let zero: T = bytemuck::Zeroable::zeroed();
        to.copy_from_slice(bytemuck::bytes_of(&(zero + sum)));
    }
}

/// Which elements go to one result.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Spread {
    /// Runs of so many bytes, one behind the other.
    Runs(usize),
    /// Columns of rows of so many bytes.
    Columns(usize),
}

/// Sums the squared distances of elements side by side from their means, which lie side by side like the results.
fn squares<T: Arithmetic + Summed + Sub<Output = T> + Mul<Output = T>>(
    input: &[u8],
    spread: Spread,
    means: &[u8],
    results: &mut [u8],
) {
    match spread {
        Spread::Runs(nbytes) => runs_of::<T>(input, nbytes, means, results),
        Spread::Columns(nbytes) => {
            results.fill(0);
            let rows = Rows {
                bytes: input,
                first: 0,
                step: nbytes as i64,
                number: input.len() / nbytes.max(1),
            };
            rows_of::<T>(&rows, means, results);
        }
    }
}

/// [`Spread`] of `float64`.
pub(crate) fn squares_f64(input: &[u8], spread: Spread, means: &[u8], results: &mut [u8]) {
    squares::<f64>(input, spread, means, results);
}

/// [`Spread`] of `float32`.
pub(crate) fn squares_f32(input: &[u8], spread: Spread, means: &[u8], results: &mut [u8]) {
    squares::<f32>(input, spread, means, results);
}
