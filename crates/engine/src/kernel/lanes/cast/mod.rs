//! Casts of elements that lie side by side, sixteen in a turn.
//! Knows element types and registers; what a cast means is said in `crate::cast`, whose values these are bit for bit.
//!
//! Sixteen elements of any type are as many registers as one of them has bytes. No loop is written for a pair of types:
//! every type says how sixteen of its elements *enter* what lies in the middle (four registers of 32-bit integers, eight of
//! 64-bit ones, four of `float32`, eight of `float64`), and how they *leave* from there, so that a type more is an entrance
//! and an exit more. Most entrances are the one of `int32`, which every smaller integer reaches whole.
//!
//! Between 64-bit integers and floats there are no instructions but these:
//! - `int64` to `float64`: the upper half times 2**32 and the lower half are `float64` exactly, so that their sum is rounded
//!   once, as the whole is.
//! - floats to integers: a whole number below 2**51 stands in the low bits of its sum with 1.5 × 2**52. Registers that hold
//!   anything larger, or NaN, go a longer way.

mod floats;
mod integers;
#[cfg(test)]
mod tests;

use super::lane::{Ordered, bools_from_masks, low_words};
use super::register::*;
use crate::dtype::{DType, Kind};
use crate::element::Bool8;

/// Elements in a turn.
const TURN: usize = BYTES;

/// A cast of whole blocks.
pub(crate) type Cast = fn(&[u8], &mut [u8]);

/// Whether the bytes of every element stay what they are.
pub(crate) fn keeps_bytes(from: DType, to: DType) -> bool {
    let is_integer =
        |dtype: DType| dtype.is_number() && matches!(dtype.kind(), Kind::Signed | Kind::Unsigned);
    from == to || is_integer(from) && is_integer(to) && from.itemsize() == to.itemsize()
}

/// The loop from one dtype to another, where bytes do not stay: between any two of real numbers, and from complex numbers
/// to complex ones, whose parts are cast side by side.
pub(crate) fn find(from: DType, to: DType) -> Option<Cast> {
    if keeps_bytes(from, to) {
        return None;
    }
    Some(match from {
        DType::Bool => to_each::<Bool8>(to)?,
        DType::I8 => to_each::<i8>(to)?,
        DType::I16 => to_each::<i16>(to)?,
        DType::I32 => to_each::<i32>(to)?,
        DType::I64 => to_each::<i64>(to)?,
        DType::U8 => to_each::<u8>(to)?,
        DType::U16 => to_each::<u16>(to)?,
        DType::U32 => to_each::<u32>(to)?,
        DType::U64 => to_each::<u64>(to)?,
        DType::F32 => to_each::<f32>(to)?,
        DType::F64 => to_each::<f64>(to)?,
        #[cfg(feature = "complex")]
        DType::C64 if to == DType::C128 => cast::<f32, f64>,
        #[cfg(feature = "complex")]
        DType::C128 if to == DType::C64 => cast::<f64, f32>,
        #[allow(unreachable_patterns)]
        // These are all dtypes of a program without complex numbers and records.
        _ => return None,
    })
}

fn to_each<T: Enter>(to: DType) -> Option<Cast> {
    Some(match to {
        DType::Bool => cast::<T, Bool8>,
        DType::I8 => cast::<T, i8>,
        DType::I16 => cast::<T, i16>,
        DType::I32 => cast::<T, i32>,
        DType::I64 => cast::<T, i64>,
        DType::U8 => cast::<T, u8>,
        DType::U16 => cast::<T, u16>,
        DType::U32 => cast::<T, u32>,
        DType::U64 => cast::<T, u64>,
        DType::F32 => cast::<T, f32>,
        DType::F64 => cast::<T, f64>,
        #[allow(unreachable_patterns)]
        // These are all dtypes of a program without complex numbers and records.
        _ => return None,
    })
}

/// Whole turns, then the rest as the beginning of a turn.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn cast<T: Enter, U: Leave>(from: &[u8], to: &mut [u8]) {
    let (read, written) = (size_of::<T>() * TURN, size_of::<U>() * TURN);
    let (mut from, mut to) = (from.chunks_exact(read), to.chunks_exact_mut(written));
    for (from, to) in from.by_ref().zip(to.by_ref()) {
        U::leave::<T>(from.as_chunks().0, to.as_chunks_mut().0);
    }
    let (from, to) = (from.remainder(), to.into_remainder());
    if to.is_empty() {
        return;
    }
    let (mut before, mut after) = ([[0; BYTES]; 8], [[0; BYTES]; 8]);
    if let Some(slot) = before.as_flattened_mut().get_mut(..from.len()) {
        slot.copy_from_slice(from);
    }
    U::leave::<T>(&before[..size_of::<T>()], &mut after[..size_of::<U>()]);
    if let Some(found) = after.as_flattened().get(..to.len()) {
        to.copy_from_slice(found);
    }
}

/// How sixteen elements enter. What is not said for a type goes by way of its `words`, which hold it whole.
trait Enter: Ordered + Sized {
    /// As 32-bit integers on the way to no longer ones: numbers that fit keep their value, longer integers their low bits;
    /// floats are cut off, and those that do not fit become the lowest number.
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4];

    /// As 16-bit integers, which keep the low bits.
    #[inline(always)]
    fn halves(registers: &[[u8; BYTES]]) -> [v128; 2] {
        let [a, b, c, d] = Self::words(registers);
        [low_halves(a, b), low_halves(c, d)]
    }

    /// As `uint32`.
    #[inline(always)]
    fn unsigned_words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        Self::words(registers)
    }

    /// As 64-bit integers, `uint64` where that makes a difference.
    #[inline(always)]
    fn longs<const UNSIGNED: bool>(registers: &[[u8; BYTES]]) -> [v128; 8] {
        let [a, b, c, d] = Self::words(registers);
        [
            i64x2_extend_low_i32x4(a),
            i64x2_extend_high_i32x4(a),
            i64x2_extend_low_i32x4(b),
            i64x2_extend_high_i32x4(b),
            i64x2_extend_low_i32x4(c),
            i64x2_extend_high_i32x4(c),
            i64x2_extend_low_i32x4(d),
            i64x2_extend_high_i32x4(d),
        ]
    }

    /// As `float32`.
    #[inline(always)]
    fn singles(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [a, b, c, d] = Self::words(registers);
        [
            f32x4_convert_i32x4(a),
            f32x4_convert_i32x4(b),
            f32x4_convert_i32x4(c),
            f32x4_convert_i32x4(d),
        ]
    }

    /// As `float64`.
    #[inline(always)]
    fn doubles(registers: &[[u8; BYTES]]) -> [v128; 8] {
        let [a, b, c, d] = Self::words(registers);
        [
            f64x2_convert_low_i32x4(a),
            f64x2_convert_low_i32x4(upper(a)),
            f64x2_convert_low_i32x4(b),
            f64x2_convert_low_i32x4(upper(b)),
            f64x2_convert_low_i32x4(c),
            f64x2_convert_low_i32x4(upper(c)),
            f64x2_convert_low_i32x4(d),
            f64x2_convert_low_i32x4(upper(d)),
        ]
    }
}

/// How sixteen elements leave.
trait Leave: Sized {
    fn leave<T: Enter>(from: &[[u8; BYTES]], to: &mut [[u8; BYTES]]);
}

/// The register with this number; every turn has as many as are asked for.
#[inline(always)]
fn read(registers: &[[u8; BYTES]], number: usize) -> v128 {
    load(registers.get(number).unwrap_or(&[0; BYTES]))
}

/// Writes registers one after another.
#[inline(always)]
fn write<const COUNT: usize>(registers: &mut [[u8; BYTES]], values: [v128; COUNT]) {
    for (to, value) in registers.iter_mut().zip(values) {
        *to = bytes_of(value);
    }
}

/// The upper half of a register where the lower one is.
#[inline(always)]
fn upper(a: v128) -> v128 {
    i64x2_shuffle::<1, 1>(a, a)
}

/// The lower halves of 32-bit lanes.
#[inline(always)]
fn low_halves(a: v128, b: v128) -> v128 {
    i16x8_shuffle::<0, 2, 4, 6, 8, 10, 12, 14>(a, b)
}

/// Four registers as they are.
#[inline(always)]
fn four(registers: &[[u8; BYTES]]) -> [v128; 4] {
    [
        read(registers, 0),
        read(registers, 1),
        read(registers, 2),
        read(registers, 3),
    ]
}

/// Eight registers as they are.
#[inline(always)]
fn eight(registers: &[[u8; BYTES]]) -> [v128; 8] {
    [
        read(registers, 0),
        read(registers, 1),
        read(registers, 2),
        read(registers, 3),
        read(registers, 4),
        read(registers, 5),
        read(registers, 6),
        read(registers, 7),
    ]
}

/// The low bits of 64-bit integers.
#[inline(always)]
fn words_of([a, b, c, d, e, f, g, h]: [v128; 8]) -> [v128; 4] {
    [
        low_words(a, b),
        low_words(c, d),
        low_words(e, f),
        low_words(g, h),
    ]
}

#[inline(always)]
fn single_from_doubles(a: v128, b: v128) -> v128 {
    i64x2_shuffle::<0, 2>(f32x4_demote_f64x2_zero(a), f32x4_demote_f64x2_zero(b))
}

/// `Leave for u8 = from => registers`: one exit for each line.
macro_rules! leave {
    ($($t:ty: $from:ident => $registers:expr;)*) => {$(
        impl Leave for $t {
            #[inline(always)]
            fn leave<T: Enter>($from: &[[u8; BYTES]], to: &mut [[u8; BYTES]]) {
                write(to, $registers);
            }
        }
    )*};
}
leave! {
    Bool8: from => [truths::<T>(from)];
    i8: from => [low_bytes(T::halves(from))];
    u8: from => [low_bytes(T::halves(from))];
    i16: from => T::halves(from);
    u16: from => T::halves(from);
    i32: from => T::words(from);
    u32: from => T::unsigned_words(from);
    i64: from => T::longs::<false>(from);
    u64: from => T::longs::<true>(from);
    f32: from => T::singles(from);
    f64: from => T::doubles(from);
}

/// The low bits of 16-bit integers.
#[inline(always)]
fn low_bytes([a, b]: [v128; 2]) -> v128 {
    i8x16_shuffle::<0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30>(a, b)
}

/// Whether elements are not zero; NaN is not.
#[inline(always)]
fn truths<T: Enter>(registers: &[[u8; BYTES]]) -> v128 {
    let mut masks = [splat(&[0]); 8];
    let masks = &mut masks[..size_of::<T>()];
    for (mask, from) in masks.iter_mut().zip(registers) {
        *mask = T::not_equal(load(from), splat(&[0]));
    }
    bools_from_masks(masks)
}
