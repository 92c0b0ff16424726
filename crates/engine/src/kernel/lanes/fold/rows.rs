//! Rows of elements folded into the row of results, one after another: each column in order, with a lane of its own.
//! Wide rows go several at a time, so that a result is loaded and stored once for eight steps or more; narrow ones stay in
//! registers.

use crate::kernel::lanes::operation::Binary;
use crate::kernel::lanes::register::*;

/// Rows of elements side by side, at one distance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rows<'a> {
    /// The bytes they lie in.
    pub(crate) bytes: &'a [u8],
    /// Byte of the first.
    pub(crate) first: i64,
    /// Bytes from one row to the next.
    pub(crate) step: i64,
    /// How many.
    pub(crate) number: usize,
}

/// Rows in a turn.
const TURN: usize = 8;

/// Rows in a turn where all of them are more than caches hold: bytes that come from far are fetched ahead along each row, and
/// the more rows, the more of them are on their way (measured: faster by 15 % at 32 MB, slower by 20 % at 16 MB).
const FAR_TURN: usize = 24;

/// Bytes that come from far.
const FAR: usize = 20 << 20;

impl<'a> Rows<'a> {
    /// The bytes of a row, as many as asked for.
    #[inline(always)]
    pub(super) fn row(&self, number: usize, width: usize) -> &'a [u8] {
        let at = (self.first + self.step * number as i64) as usize;
        self.bytes.get(at..at.wrapping_add(width)).unwrap_or(&[])
    }
}

/// Folds the rows into the bytes of a row of results, which hold what it starts from.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(super) fn rows<O: Binary>(rows: &Rows<'_>, results: &mut [u8]) {
    if rows.number > 1 {
        match results.len().div_ceil(BYTES) {
            0 => return,
            1 => return narrow::<O, 1>(rows, results),
            2 => return narrow::<O, 2>(rows, results),
            3 => return narrow::<O, 3>(rows, results),
            4 => return narrow::<O, 4>(rows, results),
            _ => {}
        }
    }
    let mut done = 0;
    if rows.number.saturating_mul(results.len()) > FAR {
        done = turns::<O, FAR_TURN>(rows, done, results);
    }
    done = turns::<O, TURN>(rows, done, results);
    turns::<O, 1>(rows, done, results);
}

/// Whole turns of so many rows into the results, from a row on. The row after them.
#[inline(always)]
fn turns<O: Binary, const N: usize>(rows: &Rows<'_>, from: usize, results: &mut [u8]) -> usize {
    let end = from + (rows.number - from) / N * N;
    for number in (from..end).step_by(N) {
        wide::<O, N>(rows, number, results);
    }
    end
}

/// So many rows into the results.
#[inline(always)]
fn wide<O: Binary, const N: usize>(rows: &Rows<'_>, from: usize, results: &mut [u8]) {
    let width = results.len();
    let (to, to_rest) = results.as_chunks_mut::<BYTES>();
    let mut whole: [&[[u8; BYTES]]; N] = [&[]; N];
    for (number, row) in whole.iter_mut().enumerate() {
        let registers = rows.row(from + number, width).as_chunks::<BYTES>().0;
        let Some(registers) = registers.get(..to.len()) else {
            return;
        };
        *row = registers;
    }
    for (place, to) in to.iter_mut().enumerate() {
        let mut value = load(to);
        for row in whole {
            value = O::apply(value, load(&row[place]));
        }
        *to = bytes_of(value);
    }
    if !to_rest.is_empty() {
        let mut value = load(&padded(to_rest));
        for number in from..from + N {
            let rest = rows.row(number, width);
            value = O::apply(value, load(&padded(&rest[width - to_rest.len()..])));
        }
        put_first(&bytes_of(value), to_rest);
    }
}

/// Rows that fit a few registers, where the results stay. What follows a row in memory goes along and is dropped.
///
/// Each loop over the registers has as many turns as is known beforehand: else they would lie in memory, and every row would wait
/// for the one before to be stored and loaded again (measured, three columns of `float64`: ten times as long).
#[inline(always)]
fn narrow<O: Binary, const REGISTERS: usize>(rows: &Rows<'_>, results: &mut [u8]) {
    let mut values = registers_of::<REGISTERS>(results);
    for number in 0..rows.number {
        let row = rows.row(number, REGISTERS * BYTES).as_chunks::<BYTES>().0;
        // Near the end of the bytes there is nothing to go along.
        let elements = match row.first_chunk::<REGISTERS>() {
            Some(whole) => loaded(whole),
            None => registers_of(rows.row(number, results.len())),
        };
        let mut place = 0;
        while place < REGISTERS {
            values[place] = O::apply(values[place], elements[place]);
            place += 1;
        }
    }
    let mut place = 0;
    while place < REGISTERS {
        let value = bytes_of(values[place]);
        let to = results.get_mut(place * BYTES..).unwrap_or(&mut []);
        match to.first_chunk_mut() {
            Some(to) => *to = value,
            None => put_first(&value, to),
        }
        place += 1;
    }
}

#[inline(always)]
fn loaded<const REGISTERS: usize>(bytes: &[[u8; BYTES]; REGISTERS]) -> [v128; REGISTERS] {
    let mut registers = [splat(&[0]); REGISTERS];
    let mut place = 0;
    while place < REGISTERS {
        registers[place] = load(&bytes[place]);
        place += 1;
    }
    registers
}

/// So many registers of the bytes there are, followed by zeros.
#[inline(always)]
fn registers_of<const REGISTERS: usize>(bytes: &[u8]) -> [v128; REGISTERS] {
    let mut registers = [splat(&[0]); REGISTERS];
    let mut place = 0;
    while place < REGISTERS {
        registers[place] = load(&whole_or_padded(bytes.get(place * BYTES..).unwrap_or(&[])));
        place += 1;
    }
    registers
}

/// Bytes of a register or fewer, followed by zeros.
#[inline(always)]
fn whole_or_padded(bytes: &[u8]) -> [u8; BYTES] {
    match bytes.first_chunk() {
        Some(bytes) => *bytes,
        None => padded(bytes),
    }
}
