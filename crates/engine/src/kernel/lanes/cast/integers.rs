//! How integers and bools enter a cast.
//! Knows one type at a time; where they leave to is the business of the parent.

use super::{Enter, eight, four, read, upper, words_of};
use crate::element::Bool8;
use crate::kernel::lanes::register::*;

impl Enter for i8 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [low, high] = Self::halves(registers);
        [
            i32x4_extend_low_i16x8(low),
            i32x4_extend_high_i16x8(low),
            i32x4_extend_low_i16x8(high),
            i32x4_extend_high_i16x8(high),
        ]
    }
    #[inline(always)]
    fn halves(registers: &[[u8; BYTES]]) -> [v128; 2] {
        let bytes = read(registers, 0);
        [
            i16x8_extend_low_i8x16(bytes),
            i16x8_extend_high_i8x16(bytes),
        ]
    }
}

impl Enter for u8 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [low, high] = Self::halves(registers);
        [
            i32x4_extend_low_u16x8(low),
            i32x4_extend_high_u16x8(low),
            i32x4_extend_low_u16x8(high),
            i32x4_extend_high_u16x8(high),
        ]
    }
    #[inline(always)]
    fn halves(registers: &[[u8; BYTES]]) -> [v128; 2] {
        let bytes = read(registers, 0);
        [
            i16x8_extend_low_u8x16(bytes),
            i16x8_extend_high_u8x16(bytes),
        ]
    }
}

/// Any byte but 0 is true.
#[inline(always)]
fn ones(registers: &[[u8; BYTES]]) -> [[u8; BYTES]; 1] {
    let truths = i8x16_ne(read(registers, 0), splat(&[0]));
    [bytes_of(v128_and(truths, splat(&[1])))]
}

impl Enter for Bool8 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        u8::words(&ones(registers))
    }
    #[inline(always)]
    fn halves(registers: &[[u8; BYTES]]) -> [v128; 2] {
        u8::halves(&ones(registers))
    }
}

impl Enter for i16 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [low, high] = Self::halves(registers);
        [
            i32x4_extend_low_i16x8(low),
            i32x4_extend_high_i16x8(low),
            i32x4_extend_low_i16x8(high),
            i32x4_extend_high_i16x8(high),
        ]
    }
    #[inline(always)]
    fn halves(registers: &[[u8; BYTES]]) -> [v128; 2] {
        [read(registers, 0), read(registers, 1)]
    }
}

impl Enter for u16 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [low, high] = Self::halves(registers);
        [
            i32x4_extend_low_u16x8(low),
            i32x4_extend_high_u16x8(low),
            i32x4_extend_low_u16x8(high),
            i32x4_extend_high_u16x8(high),
        ]
    }
    #[inline(always)]
    fn halves(registers: &[[u8; BYTES]]) -> [v128; 2] {
        [read(registers, 0), read(registers, 1)]
    }
}

impl Enter for i32 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        four(registers)
    }
}

impl Enter for u32 {
    #[inline(always)]
    fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
        four(registers)
    }
    #[inline(always)]
    fn longs<const UNSIGNED: bool>(registers: &[[u8; BYTES]]) -> [v128; 8] {
        let [a, b, c, d] = four(registers);
        [
            i64x2_extend_low_u32x4(a),
            i64x2_extend_high_u32x4(a),
            i64x2_extend_low_u32x4(b),
            i64x2_extend_high_u32x4(b),
            i64x2_extend_low_u32x4(c),
            i64x2_extend_high_u32x4(c),
            i64x2_extend_low_u32x4(d),
            i64x2_extend_high_u32x4(d),
        ]
    }
    #[inline(always)]
    fn singles(registers: &[[u8; BYTES]]) -> [v128; 4] {
        let [a, b, c, d] = four(registers);
        [
            f32x4_convert_u32x4(a),
            f32x4_convert_u32x4(b),
            f32x4_convert_u32x4(c),
            f32x4_convert_u32x4(d),
        ]
    }
    #[inline(always)]
    fn doubles(registers: &[[u8; BYTES]]) -> [v128; 8] {
        let [a, b, c, d] = four(registers);
        [
            f64x2_convert_low_u32x4(a),
            f64x2_convert_low_u32x4(upper(a)),
            f64x2_convert_low_u32x4(b),
            f64x2_convert_low_u32x4(upper(b)),
            f64x2_convert_low_u32x4(c),
            f64x2_convert_low_u32x4(upper(c)),
            f64x2_convert_low_u32x4(d),
            f64x2_convert_low_u32x4(upper(d)),
        ]
    }
}

/// Two 64-bit integers as `float64`.
#[inline(always)]
fn double_from_long<const UNSIGNED: bool>(longs: v128) -> v128 {
    let lower = f64x2_convert_low_u32x4(i32x4_shuffle::<0, 2, 0, 2>(longs, longs));
    let upper = i32x4_shuffle::<1, 3, 1, 3>(longs, longs);
    let upper = if UNSIGNED {
        f64x2_convert_low_u32x4(upper)
    } else {
        f64x2_convert_low_i32x4(upper)
    };
    f64x2_add(f64x2_mul(upper, splat_of(4_294_967_296.0_f64)), lower)
}

/// Two registers of 64-bit integers as one of `float32`. To go through `float64` would round twice; each lane alone has an
/// instruction.
#[inline(always)]
fn single_from_longs<const UNSIGNED: bool>(a: v128, b: v128) -> v128 {
    let [a, b]: [[i64; 2]; 2] = [bytemuck::cast(a), bytemuck::cast(b)];
    if UNSIGNED {
        bytemuck::cast([
            a[0] as u64 as f32,
            a[1] as u64 as f32,
            b[0] as u64 as f32,
            b[1] as u64 as f32,
        ])
    } else {
        bytemuck::cast([a[0] as f32, a[1] as f32, b[0] as f32, b[1] as f32])
    }
}

/// 64-bit integers, which differ in how they reach floats.
macro_rules! longs {
    ($($t:ty, $unsigned:literal;)*) => {$(
        impl Enter for $t {
            #[inline(always)]
            fn words(registers: &[[u8; BYTES]]) -> [v128; 4] {
                words_of(eight(registers))
            }
            #[inline(always)]
            fn longs<const UNSIGNED: bool>(registers: &[[u8; BYTES]]) -> [v128; 8] {
                eight(registers)
            }
            #[inline(always)]
            fn singles(registers: &[[u8; BYTES]]) -> [v128; 4] {
                let [a, b, c, d, e, f, g, h] = eight(registers);
                [
                    single_from_longs::<$unsigned>(a, b),
                    single_from_longs::<$unsigned>(c, d),
                    single_from_longs::<$unsigned>(e, f),
                    single_from_longs::<$unsigned>(g, h),
                ]
            }
            #[inline(always)]
            fn doubles(registers: &[[u8; BYTES]]) -> [v128; 8] {
                let [a, b, c, d, e, f, g, h] = eight(registers);
                [
                    double_from_long::<$unsigned>(a),
                    double_from_long::<$unsigned>(b),
                    double_from_long::<$unsigned>(c),
                    double_from_long::<$unsigned>(d),
                    double_from_long::<$unsigned>(e),
                    double_from_long::<$unsigned>(f),
                    double_from_long::<$unsigned>(g),
                    double_from_long::<$unsigned>(h),
                ]
            }
        }
    )*};
}
longs! {
    i64, false;
    u64, true;
}
