//! Runs of two, three or four elements that all lie side by side: the coordinates of points, the parts of a pair.
//! Knows bytes and shuffles; what a step of the fold is it is told.
//!
//! As many runs as a register has lanes fill as many registers as a run has elements. Shuffles turn these rows into columns: the
//! first elements of all runs, their second ones, and so on. Then each run is folded in a lane of its own, in its order.

use super::Fold;
use super::run::{Results, Runs, Start};
#[cfg(feature = "chain")]
use crate::dtype::DType;
#[cfg(feature = "chain")]
use crate::kernel::lanes::lane::Real;
use crate::kernel::lanes::operation::Binary;
#[cfg(feature = "chain")]
use crate::kernel::lanes::operation::{
    Absolute, Add, Maximum, Minimum, Multiply, Positive, Sqrt, Square, Subtract, Unary,
};
#[cfg(feature = "chain")]
use crate::kernel::lanes::pairs::Then;
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
    let (turns, behind) = turns::<N>(from);
    let (whole, last) = to.as_chunks_mut::<BYTES>();
    for (turn, to) in turns.iter().zip(whole) {
        *to = bytes_of(turn_of::<O, SIZE, N>(registers(turn), first));
    }
    if !last.is_empty() {
        let turn = registers(&last_turn::<N>(behind));
        put_first(&bytes_of(turn_of::<O, SIZE, N>(turn, first)), last);
    }
}

/// Whole turns of rows, and the bytes behind them.
#[inline(always)]
fn turns<const N: usize>(bytes: &[u8]) -> (&[[[u8; BYTES]; N]], &[u8]) {
    let turns = bytes.as_chunks::<BYTES>().0.as_chunks::<N>().0;
    let behind = bytes.get(turns.len() * N * BYTES..).unwrap_or(&[]);
    (turns, behind)
}

/// Less than a turn, followed by zeros.
#[inline(always)]
fn last_turn<const N: usize>(behind: &[u8]) -> [[u8; BYTES]; N] {
    let mut turn = [[0; BYTES]; N];
    for (to, from) in turn.iter_mut().zip(behind.chunks(BYTES)) {
        *to = match from.first_chunk() {
            Some(whole) => *whole,
            None => padded(from),
        };
    }
    turn
}

#[inline(always)]
fn registers<const N: usize>(turn: &[[u8; BYTES]; N]) -> [v128; MOST] {
    let mut rows = [splat(&[0]); MOST];
    let mut number = 0;
    while number < N {
        rows[number] = load(&turn[number]);
        number += 1;
    }
    rows
}

/// The values of as many runs as a register has lanes.
#[inline(always)]
fn turn_of<O: Binary, const SIZE: usize, const N: usize>(
    rows: [v128; MOST],
    first: Option<v128>,
) -> v128 {
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

/// Loops over the rows of two inputs: what a step makes of their elements, folded along each row.
#[cfg(feature = "chain")]
#[derive(Clone, Copy)]
pub(crate) struct Paired {
    /// Rows as they lie. Where the first input has a single row, it stands beside all of the second.
    pub(crate) rows: fn(&[u8], &[u8], &mut [u8]),
    /// One row beside others of which the columns lie behind each other.
    pub(crate) columns: fn(&[u8], &[u8], &mut [u8]),
}

/// The loop of a step and a fold over rows of so many floats, and of a step behind them, if there is one: distances of points,
/// products of vectors. The first step is the same whichever input comes first.
#[cfg(feature = "chain")]
pub(crate) fn paired(
    step: &str,
    fold: &str,
    behind: Option<&str>,
    dtype: DType,
    count: usize,
) -> Option<Paired> {
    match dtype {
        DType::F64 => of_type::<f64, 8>(step, fold, behind, count),
        DType::F32 => of_type::<f32, 4>(step, fold, behind, count),
        _ => None,
    }
}

#[cfg(feature = "chain")]
fn of_type<T: Real, const SIZE: usize>(
    step: &str,
    fold: &str,
    behind: Option<&str>,
    count: usize,
) -> Option<Paired> {
    match step {
        "subtract then square" => {
            of_step::<Then<Subtract<T>, Square<T>>, T, SIZE>(fold, behind, count)
        }
        "subtract then absolute" => {
            of_step::<Then<Subtract<T>, Absolute<T>>, T, SIZE>(fold, behind, count)
        }
        "multiply" => of_step::<Multiply<T>, T, SIZE>(fold, behind, count),
        _ => None,
    }
}

#[cfg(feature = "chain")]
fn of_step<P: Binary, T: Real, const SIZE: usize>(
    fold: &str,
    behind: Option<&str>,
    count: usize,
) -> Option<Paired> {
    match (fold, behind) {
        ("sum", None) => of_fold::<P, Add<T>, Positive<T>, SIZE, true>(count),
        // The length of what is between two points.
        ("sum", Some("sqrt")) => of_fold::<P, Add<T>, Sqrt<T>, SIZE, true>(count),
        ("max", None) => of_fold::<P, Maximum<T>, Positive<T>, SIZE, false>(count),
        ("min", None) => of_fold::<P, Minimum<T>, Positive<T>, SIZE, false>(count),
        _ => None,
    }
}

#[cfg(feature = "chain")]
fn of_fold<P: Binary, O: Binary, U: Unary, const SIZE: usize, const FROM_ZERO: bool>(
    count: usize,
) -> Option<Paired> {
    match count {
        2 => Some(loops_of::<P, O, U, SIZE, 2, FROM_ZERO>()),
        3 => Some(loops_of::<P, O, U, SIZE, 3, FROM_ZERO>()),
        4 => Some(loops_of::<P, O, U, SIZE, 4, FROM_ZERO>()),
        _ => None,
    }
}

#[cfg(feature = "chain")]
fn loops_of<
    P: Binary,
    O: Binary,
    U: Unary,
    const SIZE: usize,
    const N: usize,
    const FROM_ZERO: bool,
>() -> Paired {
    Paired {
        rows: |a, b, to| rows_of_two::<P, O, U, SIZE, N, FROM_ZERO>(a, b, to),
        columns: |a, b, to| row_beside_columns::<P, O, U, SIZE, N, FROM_ZERO>(a, b, to),
    }
}

/// Each lane holds an element of another row, and nothing has to be turned.
#[cfg(feature = "chain")]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn row_beside_columns<
    P: Binary,
    O: Binary,
    U: Unary,
    const SIZE: usize,
    const N: usize,
    const FROM_ZERO: bool,
>(
    a: &[u8],
    b: &[u8],
    to: &mut [u8],
) {
    let mut row = [splat(&[0]); N];
    for (element, bytes) in row.iter_mut().zip(a.chunks_exact(SIZE)) {
        *element = splat(bytes);
    }
    let length = to.len();
    let (whole, last) = to.as_chunks_mut::<BYTES>();
    let (mut columns, mut ends): ([&[[u8; BYTES]]; N], [&[u8]; N]) = ([&[]; N], [&[]; N]);
    for number in 0..N {
        let column = b.get(number * length..(number + 1) * length);
        let (registers, end) = column.unwrap_or(&[]).as_chunks();
        let Some(registers) = registers.get(..whole.len()) else {
            return;
        };
        (columns[number], ends[number]) = (registers, end);
    }
    for (place, to) in whole.iter_mut().enumerate() {
        let mut elements = row;
        for (element, column) in elements.iter_mut().zip(&columns) {
            *element = load(&column[place]);
        }
        *to = bytes_of(beside::<P, O, U, N, FROM_ZERO>(row, elements));
    }
    if !last.is_empty() {
        let mut elements = row;
        for (element, end) in elements.iter_mut().zip(ends) {
            *element = load(&padded(end));
        }
        put_first(
            &bytes_of(beside::<P, O, U, N, FROM_ZERO>(row, elements)),
            last,
        );
    }
}

/// What a row and others give, each of those in a lane of its own.
#[cfg(feature = "chain")]
#[inline(always)]
fn beside<P: Binary, O: Binary, U: Unary, const N: usize, const FROM_ZERO: bool>(
    row: [v128; N],
    elements: [v128; N],
) -> v128 {
    let mut value = P::apply(row[0], elements[0]);
    let mut number = 1;
    while number < N {
        value = O::apply(value, P::apply(row[number], elements[number]));
        number += 1;
    }
    if FROM_ZERO {
        value = O::apply(splat(&[0]), value);
    }
    U::apply(value)
}

#[cfg(feature = "chain")]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn rows_of_two<
    P: Binary,
    O: Binary,
    U: Unary,
    const SIZE: usize,
    const N: usize,
    const FROM_ZERO: bool,
>(
    a: &[u8],
    b: &[u8],
    to: &mut [u8],
) {
    let first = if FROM_ZERO { Some(splat(&[0])) } else { None };
    let (b_turns, b_behind) = turns::<N>(b);
    let (whole, last) = to.as_chunks_mut::<BYTES>();
    if a.len() == N * SIZE {
        let mut row = [[0; BYTES]; N];
        for place in row.as_flattened_mut().chunks_exact_mut(N * SIZE) {
            place.copy_from_slice(a);
        }
        let row = registers(&row);
        for (turn, to) in b_turns.iter().zip(whole) {
            let made = made::<P, N>(row, registers(turn));
            *to = bytes_of(U::apply(turn_of::<O, SIZE, N>(made, first)));
        }
        if !last.is_empty() {
            let made = made::<P, N>(row, registers(&last_turn::<N>(b_behind)));
            put_first(
                &bytes_of(U::apply(turn_of::<O, SIZE, N>(made, first))),
                last,
            );
        }
        return;
    }
    let (a_turns, a_behind) = turns::<N>(a);
    for ((a, b), to) in a_turns.iter().zip(b_turns).zip(whole) {
        let made = made::<P, N>(registers(a), registers(b));
        *to = bytes_of(U::apply(turn_of::<O, SIZE, N>(made, first)));
    }
    if !last.is_empty() {
        let (a, b) = (last_turn::<N>(a_behind), last_turn::<N>(b_behind));
        let made = made::<P, N>(registers(&a), registers(&b));
        put_first(
            &bytes_of(U::apply(turn_of::<O, SIZE, N>(made, first))),
            last,
        );
    }
}

/// What a step makes of rows.
#[cfg(feature = "chain")]
#[inline(always)]
fn made<P: Binary, const N: usize>(a: [v128; MOST], b: [v128; MOST]) -> [v128; MOST] {
    let mut made = a;
    let mut number = 0;
    while number < N {
        made[number] = P::apply(a[number], b[number]);
        number += 1;
    }
    made
}
