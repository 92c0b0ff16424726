//! Runs of two, three or four elements that all lie side by side: the coordinates of points, the parts of a pair.
//! Knows bytes and shuffles; what a step of the fold is it is told.
//!
//! As many runs as a register has lanes fill as many registers as a run has elements. Shuffles turn these rows into columns: the
//! first elements of all runs, their second ones, and so on. Then each run is folded in a lane of its own, in its order.

use super::Fold;
use super::run::{Results, Runs, Start};
use crate::kernel::lanes::operation::Binary;
use crate::kernel::lanes::register::*;

/// Elements of a run at most.
const MOST: usize = 4;

/// Folds each run to its result, by the step that is the fold's. `None` where they lie otherwise, or are folded otherwise.
pub(super) fn short<F: Fold, O: Binary>(runs: &Runs<'_>, results: &mut Results<'_>) -> Option<()> {
    let (size, count) = (size_of::<F::Item>(), runs.run.count);
    let even = runs.run.step == size as i64
        && runs.apart == (count * size) as i64
        && results.step == size as i64
        && size_of::<F::Value>() == size;
    if !even || F::ROUNDS && count >= F::SHORT {
        return None;
    }
    let start = match runs.start {
        Start::Value(value) => Some(value),
        Start::First if !F::ROUNDS => None,
        _ => return None,
    };
    let from = runs.run.bytes.get(runs.run.first as usize..)?;
    let from = from.get(..count * runs.number * size)?;
    let to = results.bytes.get_mut(results.first as usize..)?;
    let to = to.get_mut(..runs.number * size)?;
    match (size, count) {
        (4, 2) => folded::<O, 4, 2>(from, start, to),
        (4, 3) => folded::<O, 4, 3>(from, start, to),
        (4, 4) => folded::<O, 4, 4>(from, start, to),
        (8, 2) => folded::<O, 8, 2>(from, start, to),
        (8, 3) => folded::<O, 8, 3>(from, start, to),
        (8, 4) => folded::<O, 8, 4>(from, start, to),
        _ => return None,
    }
    Some(())
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn folded<O: Binary, const SIZE: usize, const N: usize>(
    from: &[u8],
    start: Option<&[u8]>,
    to: &mut [u8],
) {
    let first = start.map(splat);
    let turns = from.as_chunks::<BYTES>().0.as_chunks::<N>().0;
    let (whole, last) = to.as_chunks_mut::<BYTES>();
    for (turn, to) in turns.iter().zip(whole) {
        *to = bytes_of(turn_of::<O, SIZE, N>(turn, first));
    }
    if !last.is_empty() {
        let mut turn = [[0; BYTES]; N];
        let behind = from.get(turns.len() * N * BYTES..).unwrap_or(&[]);
        for (to, from) in turn.iter_mut().zip(behind.chunks(BYTES)) {
            *to = match from.first_chunk() {
                Some(whole) => *whole,
                None => padded(from),
            };
        }
        put_first(&bytes_of(turn_of::<O, SIZE, N>(&turn, first)), last);
    }
}

/// The values of as many runs as a register has lanes.
#[inline(always)]
fn turn_of<O: Binary, const SIZE: usize, const N: usize>(
    turn: &[[u8; BYTES]; N],
    first: Option<v128>,
) -> v128 {
    let mut rows = [splat(&[0]); MOST];
    let mut number = 0;
    while number < N {
        rows[number] = load(&turn[number]);
        number += 1;
    }
    let columns = columns::<SIZE, N>(rows);
    let mut value = columns[0];
    let mut number = 1;
    while number < N {
        value = O::apply(value, columns[number]);
        number += 1;
    }
    match first {
        Some(first) => O::apply(first, value),
        None => value,
    }
}

/// The columns of rows of `N` elements that fill `N` registers.
#[inline(always)]
fn columns<const SIZE: usize, const N: usize>([a, b, c, d]: [v128; MOST]) -> [v128; MOST] {
    match (SIZE, N) {
        (8, 2) => [
            i64x2_shuffle::<0, 2>(a, b),
            i64x2_shuffle::<1, 3>(a, b),
            c,
            d,
        ],
        (8, 3) => [
            i64x2_shuffle::<0, 3>(a, b),
            i64x2_shuffle::<1, 2>(a, c),
            i64x2_shuffle::<0, 3>(b, c),
            d,
        ],
        (8, _) => [
            i64x2_shuffle::<0, 2>(a, c),
            i64x2_shuffle::<1, 3>(a, c),
            i64x2_shuffle::<0, 2>(b, d),
            i64x2_shuffle::<1, 3>(b, d),
        ],
        (_, 2) => [
            i32x4_shuffle::<0, 2, 4, 6>(a, b),
            i32x4_shuffle::<1, 3, 5, 7>(a, b),
            c,
            d,
        ],
        (_, 3) => {
            let first = i32x4_shuffle::<0, 3, 6, 6>(a, b);
            let second = i32x4_shuffle::<1, 4, 7, 7>(a, b);
            let third = i32x4_shuffle::<2, 5, 5, 5>(a, b);
            [
                i32x4_shuffle::<0, 1, 2, 5>(first, c),
                i32x4_shuffle::<0, 1, 2, 6>(second, c),
                i32x4_shuffle::<0, 1, 4, 7>(third, c),
                d,
            ]
        }
        _ => {
            let (ab, cd) = (
                i32x4_shuffle::<0, 4, 1, 5>(a, b),
                i32x4_shuffle::<0, 4, 1, 5>(c, d),
            );
            let (ab_last, cd_last) = (
                i32x4_shuffle::<2, 6, 3, 7>(a, b),
                i32x4_shuffle::<2, 6, 3, 7>(c, d),
            );
            [
                i64x2_shuffle::<0, 2>(ab, cd),
                i64x2_shuffle::<1, 3>(ab, cd),
                i64x2_shuffle::<0, 2>(ab_last, cd_last),
                i64x2_shuffle::<1, 3>(ab_last, cd_last),
            ]
        }
    }
}
