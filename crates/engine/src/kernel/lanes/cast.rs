//! Casts of elements that lie side by side, sixteen in a turn.
//! Knows element types in pairs; what a cast means is said in `crate::cast`, whose values these are bit for bit.
//!
//! Sixteen elements of any type are as many registers as one of them has bytes. Most casts meet in the middle: every type
//! says how sixteen of its elements *enter* four registers of `int32`, and how they *leave* them, so that a type more is a
//! row more and not a row for every other type. Where numbers would not survive `int32`, there is a loop of its own (float
//! to float, `int64` to `float64`) or none: then elements are cast one at a time.

use super::lane::{Ordered, bools_from_masks, select};
use super::register::*;
use crate::dtype::DType;
use crate::element::Bool8;

/// Elements in a turn.
const TURN: usize = BYTES;

/// A cast of whole blocks.
pub(crate) type Cast = fn(&[u8], &mut [u8]);

/// The loop from one dtype to another, where there is one.
pub(crate) fn find(from: DType, to: DType) -> Option<Cast> {
    use DType::{Bool, F32, F64, I32, I64, U8};
    Some(match (from, to) {
        (Bool, U8) => through::<Bool8, u8>,
        (Bool, I32) => through::<Bool8, i32>,
        (Bool, I64) => through::<Bool8, i64>,
        (Bool, F32) => through::<Bool8, f32>,
        (Bool, F64) => through::<Bool8, f64>,
        (U8, I32) => through::<u8, i32>,
        (U8, I64) => through::<u8, i64>,
        (U8, F32) => through::<u8, f32>,
        (U8, F64) => through::<u8, f64>,
        (I32, U8) => through::<i32, u8>,
        (I32, I64) => through::<i32, i64>,
        (I32, F32) => through::<i32, f32>,
        (I32, F64) => through::<i32, f64>,
        (I64, U8) => through::<i64, u8>,
        (I64, I32) => through::<i64, i32>,
        (I64, F64) => doubles_from_longs,
        (F32, U8) => through::<f32, u8>,
        (F32, I32) => through::<f32, i32>,
        (F32, F64) => doubles_from_singles,
        (F64, U8) => through::<f64, u8>,
        (F64, I32) => through::<f64, i32>,
        (F64, F32) => singles_from_doubles,
        (U8, Bool) => truths::<u8>,
        (I32, Bool) => truths::<i32>,
        (I64, Bool) => truths::<i64>,
        (F32, Bool) => truths::<f32>,
        (F64, Bool) => truths::<f64>,
        _ => return None,
    })
}

/// Sixteen elements as `int32`: those that fit keep their value, longer integers keep their low bits, floats are cut off,
/// and those that do not fit become the lowest number.
trait Enter {
    fn enter(registers: &[[u8; BYTES]]) -> [v128; 4];
}

/// Sixteen elements from `int32`; shorter integers keep the low bits.
trait Leave {
    fn leave(integers: [v128; 4], registers: &mut [[u8; BYTES]]);
}

/// The register with this number; every turn has as many as are asked for.
#[inline(always)]
fn read(registers: &[[u8; BYTES]], number: usize) -> v128 {
    load(registers.get(number).unwrap_or(&[0; BYTES]))
}

/// The lower halves of two registers of `int64`.
#[inline(always)]
fn lower(registers: &[[u8; BYTES]], number: usize) -> v128 {
    i32x4_shuffle::<0, 2, 4, 6>(read(registers, number), read(registers, number + 1))
}

/// Four `float32` cut off. The instruction takes what is too large to the largest number, and NaN to 0; here both become
/// the lowest one.
#[inline(always)]
fn cut_singles(registers: &[[u8; BYTES]], number: usize) -> v128 {
    let value = read(registers, number);
    let fits = f32x4_lt(value, splat_of(2_147_483_648.0_f32));
    i32x4_trunc_sat_f32x4(select(fits, value, splat_of(-2_147_483_648.0_f32)))
}

/// Two registers of `float64` cut off, as [`cut_singles`].
#[inline(always)]
fn cut_doubles(registers: &[[u8; BYTES]], number: usize) -> v128 {
    i64x2_shuffle::<0, 2>(
        cut_two(read(registers, number)),
        cut_two(read(registers, number + 1)),
    )
}

#[inline(always)]
fn cut_two(value: v128) -> v128 {
    let fits = f64x2_lt(value, splat_of(2_147_483_648.0_f64));
    i32x4_trunc_sat_f64x2_zero(select(fits, value, splat_of(-2_147_483_648.0_f64)))
}

/// Writes registers one after another.
#[inline(always)]
fn write<const COUNT: usize>(registers: &mut [[u8; BYTES]], values: [v128; COUNT]) {
    for (to, value) in registers.iter_mut().zip(values) {
        *to = bytes_of(value);
    }
}

impl Enter for u8 {
    #[inline(always)]
    fn enter(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let bytes = read(registers, 0);
        let low = i16x8_extend_low_u8x16(bytes);
        let high = i16x8_extend_high_u8x16(bytes);
        [
            i32x4_extend_low_u16x8(low),
            i32x4_extend_high_u16x8(low),
            i32x4_extend_low_u16x8(high),
            i32x4_extend_high_u16x8(high),
        ]
    }
}

impl Enter for Bool8 {
    #[inline(always)]
    fn enter(registers: &[[u8; BYTES]]) -> [v128; 4] {
        // Any byte but 0 is true.
        let truths = i8x16_ne(read(registers, 0), splat(&[0]));
        u8::enter(&[bytes_of(v128_and(truths, splat(&[1])))])
    }
}

impl Enter for i32 {
    #[inline(always)]
    fn enter(registers: &[[u8; BYTES]]) -> [v128; 4] {
        [
            read(registers, 0),
            read(registers, 1),
            read(registers, 2),
            read(registers, 3),
        ]
    }
}

impl Enter for i64 {
    #[inline(always)]
    fn enter(registers: &[[u8; BYTES]]) -> [v128; 4] {
        // Written out, as a closure given to `map` would be compiled for no registers.
        [
            lower(registers, 0),
            lower(registers, 2),
            lower(registers, 4),
            lower(registers, 6),
        ]
    }
}

impl Enter for f32 {
    #[inline(always)]
    fn enter(registers: &[[u8; BYTES]]) -> [v128; 4] {
        [
            cut_singles(registers, 0),
            cut_singles(registers, 1),
            cut_singles(registers, 2),
            cut_singles(registers, 3),
        ]
    }
}

impl Enter for f64 {
    #[inline(always)]
    fn enter(registers: &[[u8; BYTES]]) -> [v128; 4] {
        [
            cut_doubles(registers, 0),
            cut_doubles(registers, 2),
            cut_doubles(registers, 4),
            cut_doubles(registers, 6),
        ]
    }
}

impl Leave for u8 {
    #[inline(always)]
    fn leave([a, b, c, d]: [v128; 4], registers: &mut [[u8; BYTES]]) {
        let low = splat_of(0xFF_u32);
        let (a, b) = (v128_and(a, low), v128_and(b, low));
        let (c, d) = (v128_and(c, low), v128_and(d, low));
        // Now that they fit, nothing is cut off.
        let halves = [i16x8_narrow_i32x4(a, b), i16x8_narrow_i32x4(c, d)];
        write(registers, [u8x16_narrow_i16x8(halves[0], halves[1])]);
    }
}

impl Leave for i32 {
    #[inline(always)]
    fn leave(integers: [v128; 4], registers: &mut [[u8; BYTES]]) {
        write(registers, integers);
    }
}

impl Leave for i64 {
    #[inline(always)]
    fn leave(integers: [v128; 4], registers: &mut [[u8; BYTES]]) {
        for (to, integers) in registers.as_chunks_mut::<2>().0.iter_mut().zip(integers) {
            let longs = [
                i64x2_extend_low_i32x4(integers),
                i64x2_extend_high_i32x4(integers),
            ];
            write(to, longs);
        }
    }
}

impl Leave for f32 {
    #[inline(always)]
    fn leave(integers: [v128; 4], registers: &mut [[u8; BYTES]]) {
        for (to, integers) in registers.iter_mut().zip(integers) {
            *to = bytes_of(f32x4_convert_i32x4(integers));
        }
    }
}

impl Leave for f64 {
    #[inline(always)]
    fn leave(integers: [v128; 4], registers: &mut [[u8; BYTES]]) {
        for (to, integers) in registers.as_chunks_mut::<2>().0.iter_mut().zip(integers) {
            let upper = i64x2_shuffle::<1, 1>(integers, integers);
            let doubles = [
                f64x2_convert_low_i32x4(integers),
                f64x2_convert_low_i32x4(upper),
            ];
            write(to, doubles);
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn through<T: Enter, U: Leave>(from: &[u8], to: &mut [u8]) {
    turns::<T, U>(from, to, |from, to| U::leave(T::enter(from), to));
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn truths<T: Ordered>(from: &[u8], to: &mut [u8]) {
    turns::<T, Bool8>(from, to, |from, to| {
        let mut masks = [splat(&[0]); 8];
        let masks = &mut masks[..size_of::<T>()];
        for (mask, from) in masks.iter_mut().zip(from) {
            *mask = T::not_equal(load(from), splat(&[0]));
        }
        write(to, [bools_from_masks(masks)]);
    });
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn doubles_from_singles(from: &[u8], to: &mut [u8]) {
    turns::<f32, f64>(from, to, |from, to| {
        for (to, from) in to.as_chunks_mut::<2>().0.iter_mut().zip(from) {
            let singles = load(from);
            let upper = i64x2_shuffle::<1, 1>(singles, singles);
            let doubles = [
                f64x2_promote_low_f32x4(singles),
                f64x2_promote_low_f32x4(upper),
            ];
            write(to, doubles);
        }
    });
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn singles_from_doubles(from: &[u8], to: &mut [u8]) {
    turns::<f64, f32>(from, to, |from, to| {
        for (to, [a, b]) in to.iter_mut().zip(from.as_chunks::<2>().0) {
            let a = f32x4_demote_f64x2_zero(load(a));
            let b = f32x4_demote_f64x2_zero(load(b));
            *to = bytes_of(i64x2_shuffle::<0, 2>(a, b));
        }
    });
}

/// No instruction does it; but the upper half times 2**32 and the lower half are `float64` without rounding, so that their
/// sum is rounded once, as the whole is.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn doubles_from_longs(from: &[u8], to: &mut [u8]) {
    let scale = splat_of(4_294_967_296.0_f64);
    turns::<i64, f64>(from, to, |from, to| {
        for (to, longs) in to.iter_mut().zip(from) {
            let longs = load(longs);
            let lower = f64x2_convert_low_u32x4(i32x4_shuffle::<0, 2, 0, 2>(longs, longs));
            let upper = f64x2_convert_low_i32x4(i32x4_shuffle::<1, 3, 1, 3>(longs, longs));
            *to = bytes_of(f64x2_add(f64x2_mul(upper, scale), lower));
        }
    });
}

/// Whole turns, then the rest as the beginning of a turn.
#[inline(always)]
fn turns<T, U>(from: &[u8], to: &mut [u8], f: impl Fn(&[[u8; BYTES]], &mut [[u8; BYTES]])) {
    let (read, written) = (size_of::<T>() * TURN, size_of::<U>() * TURN);
    let (mut from, mut to) = (from.chunks_exact(read), to.chunks_exact_mut(written));
    for (from, to) in from.by_ref().zip(to.by_ref()) {
        f(from.as_chunks().0, to.as_chunks_mut().0);
    }
    let (from, to) = (from.remainder(), to.into_remainder());
    if to.is_empty() {
        return;
    }
    let (mut before, mut after) = ([[0; BYTES]; 8], [[0; BYTES]; 8]);
    if let Some(slot) = before.as_flattened_mut().get_mut(..from.len()) {
        slot.copy_from_slice(from);
    }
    f(&before[..size_of::<T>()], &mut after[..size_of::<U>()]);
    if let Some(found) = after.as_flattened().get(..to.len()) {
        to.copy_from_slice(found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Scalar;

    /// Numbers near every bound, as elements of a dtype.
    fn numbers(dtype: DType, count: usize) -> Vec<u8> {
        let floats = [
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.3,
            255.9,
            300.7,
            -129.0,
            2_147_483_647.0,
            2_147_483_647.9,
            2_147_483_648.0,
            -2_147_483_648.0,
            -2_147_483_648.9,
            -2_147_483_649.0,
            16_777_217.0,
            4.3e9,
            -9.3e18,
            1e19,
            1e-320,
            1e300,
            3.5e38,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
        ];
        let longs = [
            i64::MIN,
            i64::MAX,
            (1 << 53) + 1,
            -(1 << 53) - 1,
            (1 << 62) + 1,
            0x8000_0081,
            -1,
            1 << 32,
            (1 << 54) + 2,
            (1 << 54) + 6,
            0x7FFF_FFFF_FFFF_FE00,
            0x7FFF_FFFF_FFFF_FDFF,
        ];
        let all: Vec<Scalar> = floats
            .into_iter()
            .map(Scalar::F64)
            .chain(longs.into_iter().map(Scalar::I64))
            .collect();
        let mut bytes = Vec::new();
        for number in 0..count {
            let whole = all[number * 7 % all.len()];
            bytes.extend_from_slice(&whole.cast(dtype).to_bytes());
        }
        bytes
    }

    #[test]
    fn casts_give_what_they_give_one_at_a_time() {
        let mut pairs = 0;
        for from in DType::numbers() {
            for to in DType::numbers() {
                let Some(cast) = find(from, to) else {
                    continue;
                };
                pairs += 1;
                for count in [0, 1, 2, 15, 16, 17, 33, 100] {
                    let mut bytes = numbers(from, count);
                    if from == DType::Bool {
                        bytes.iter_mut().for_each(|byte| *byte *= 5);
                    }
                    let items = bytes.chunks_exact(from.itemsize());
                    let expected: Vec<u8> = items
                        .flat_map(|item| {
                            let value = match from {
                                DType::Bool => Scalar::Bool(item != [0]),
                                _ => Scalar::from_bytes(from, item).unwrap(),
                            };
                            value.cast(to).to_bytes().to_vec()
                        })
                        .collect();
                    let mut found = vec![0xEE; expected.len()];
                    cast(&bytes, &mut found);
                    assert_eq!(found, expected, "{from} {to} {count}");
                }
            }
        }
        assert_eq!(pairs, 27);
    }
}
