//! How floats enter a cast.
//! Knows one type at a time; where they leave to is the business of the parent.

use super::{Enter, eight, four, single_from_doubles, upper, words_of};
use crate::cast::CastTo;
use crate::kernel::lanes::lane::{low_words, select};
use crate::kernel::lanes::register::*;

/// Four `float32` cut off. The instruction takes what is too large to the largest number, and NaN to 0; here both become
/// the lowest one.
#[inline(always)]
fn word_from_single(value: v128) -> v128 {
    let fits = f32x4_lt(value, splat_of(2_147_483_648.0_f32));
    i32x4_trunc_sat_f32x4(select(fits, value, splat_of(-2_147_483_648.0_f32)))
}

/// 1.5 × 2**52: whole numbers that are not too large stand in the low bits of their sum with it.
const FAR: f64 = 6_755_399_441_055_744.0;

/// Two registers of `float64` cut off, as [`word_from_single`].
#[inline(always)]
fn words_from_doubles(a: v128, b: v128) -> v128 {
    let (whole_a, whole_b) = (f64x2_trunc(a), f64x2_trunc(b));
    let bound = splat_of(2_147_483_648.0_f64);
    let fits = v128_and(
        f64x2_lt(f64x2_abs(whole_a), bound),
        f64x2_lt(f64x2_abs(whole_b), bound),
    );
    if v128_any_true(v128_not(fits)) {
        return i64x2_shuffle::<0, 2>(cut(a), cut(b));
    }
    let far = splat_of(FAR);
    low_words(f64x2_add(whole_a, far), f64x2_add(whole_b, far))
}

#[inline(always)]
fn cut(value: v128) -> v128 {
    let fits = f64x2_lt(value, splat_of(2_147_483_648.0_f64));
    i32x4_trunc_sat_f64x2_zero(select(fits, value, splat_of(-2_147_483_648.0_f64)))
}

/// Two `float64` cut off, as 64-bit integers.
#[inline(always)]
fn long_from_double<const UNSIGNED: bool>(value: v128) -> v128 {
    let whole = f64x2_trunc(value);
    let fits = f64x2_lt(f64x2_abs(whole), splat_of(2_251_799_813_685_248.0_f64));
    if v128_any_true(v128_not(fits)) {
        let [a, b]: [f64; 2] = bytemuck::cast(value);
        return bytemuck::cast([long_alone::<UNSIGNED>(a), long_alone::<UNSIGNED>(b)]);
    }
    let far = splat_of(FAR);
    i64x2_sub(f64x2_add(whole, far), far)
}

fn long_alone<const UNSIGNED: bool>(value: f64) -> i64 {
    if UNSIGNED {
        let long: u64 = value.cast_to();
        long as i64
    } else {
        value.cast_to()
    }
}

/// Sixteen `float64` as 64-bit integers.
#[inline(always)]
fn longs_from_doubles<const UNSIGNED: bool>([a, b, c, d, e, f, g, h]: [v128; 8]) -> [v128; 8] {
    [
        long_from_double::<UNSIGNED>(a),
        long_from_double::<UNSIGNED>(b),
        long_from_double::<UNSIGNED>(c),
        long_from_double::<UNSIGNED>(d),
        long_from_double::<UNSIGNED>(e),
        long_from_double::<UNSIGNED>(f),
        long_from_double::<UNSIGNED>(g),
        long_from_double::<UNSIGNED>(h),
    ]
}

impl Enter for f32 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [a, b, c, d] = four(registers);
        [
            word_from_single(a),
            word_from_single(b),
            word_from_single(c),
            word_from_single(d),
        ]
    }
    #[inline(always)]
    fn unsigned_words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        words_of(Self::longs::<false>(registers))
    }
    #[inline(always)]
    fn longs<const UNSIGNED: bool>(registers: &[[u8; BYTES]]) -> [v128; 8] {
        longs_from_doubles::<UNSIGNED>(Self::doubles(registers))
    }
    #[inline(always)]
    fn singles(registers: &[[u8; BYTES]]) -> [v128; 4] {
        four(registers)
    }
    #[inline(always)]
    fn doubles(registers: &[[u8; BYTES]]) -> [v128; 8] {
        let [a, b, c, d] = four(registers);
        [
            f64x2_promote_low_f32x4(a),
            f64x2_promote_low_f32x4(upper(a)),
            f64x2_promote_low_f32x4(b),
            f64x2_promote_low_f32x4(upper(b)),
            f64x2_promote_low_f32x4(c),
            f64x2_promote_low_f32x4(upper(c)),
            f64x2_promote_low_f32x4(d),
            f64x2_promote_low_f32x4(upper(d)),
        ]
    }
}

impl Enter for f64 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [a, b, c, d, e, f, g, h] = eight(registers);
        [
            words_from_doubles(a, b),
            words_from_doubles(c, d),
            words_from_doubles(e, f),
            words_from_doubles(g, h),
        ]
    }
    #[inline(always)]
    fn unsigned_words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        words_of(Self::longs::<false>(registers))
    }
    #[inline(always)]
    fn longs<const UNSIGNED: bool>(registers: &[[u8; BYTES]]) -> [v128; 8] {
        longs_from_doubles::<UNSIGNED>(eight(registers))
    }
    #[inline(always)]
    fn singles(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [a, b, c, d, e, f, g, h] = eight(registers);
        [
            single_from_doubles(a, b),
            single_from_doubles(c, d),
            single_from_doubles(e, f),
            single_from_doubles(g, h),
        ]
    }
    #[inline(always)]
    fn doubles(registers: &[[u8; BYTES]]) -> [v128; 8] {
        eight(registers)
    }
}
