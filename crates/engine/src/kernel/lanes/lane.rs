//! The instructions of each element type, under common names, so that an operation is written once for all of them.
//! Knows registers; an operation's meaning for NumPy is said in `operation`.

use super::register::*;
use crate::element::Bool8;

/// Sums and products; of integers they wrap around.
pub(crate) trait Arithmetic {
    /// 1 in every lane.
    fn one() -> v128;
    /// Without its sign; of the lowest integer, which has no opposite, itself.
    fn absolute(a: v128) -> v128;
    fn add(a: v128, b: v128) -> v128;
    fn subtract(a: v128, b: v128) -> v128;
    fn multiply(a: v128, b: v128) -> v128;
    fn negative(a: v128) -> v128;
}

/// Numbers that lie on either side of zero, or could.
pub(crate) trait Signed: Arithmetic + Ordered {}
impl<T: Arithmetic + Ordered> Signed for T {}

/// What only floats do.
pub(crate) trait Real: Signed {
    fn divide(a: v128, b: v128) -> v128;
    fn sqrt(a: v128) -> v128;
    /// An infinity in every lane.
    fn infinity() -> v128;
    /// The sign's bit, alone, in every lane.
    fn sign() -> v128;
    /// All bits of a lane where the sign's bit is set.
    fn is_negative(a: v128) -> v128;
    fn floor(a: v128) -> v128;
    fn ceil(a: v128) -> v128;
    fn trunc(a: v128) -> v128;
    /// The nearest integer; of two as near, the even one.
    fn nearest(a: v128) -> v128;
    /// Degrees in a radian, and radians in a degree.
    fn degrees() -> v128;
    fn radians() -> v128;
}

/// Comparisons: all bits of a lane are set where the answer is yes.
pub(crate) trait Ordered {
    fn equal(a: v128, b: v128) -> v128;
    fn not_equal(a: v128, b: v128) -> v128;
    fn less(a: v128, b: v128) -> v128;
    fn less_equal(a: v128, b: v128) -> v128;
}

/// `f64 => { add: f64x2_add, … }`: one function for each name.
macro_rules! instructions {
    ($($trait:ident for $t:ty { $($name:ident($($input:ident),*) = $body:expr;)* })*) => {$(
        impl $trait for $t {$(
            #[inline(always)]
            fn $name($($input: v128),*) -> v128 {
                $body
            }
        )*}
    )*};
}

instructions! {
    Arithmetic for f64 {
        one() = splat(&<f64>::to_le_bytes(1.0));
        absolute(a) = f64x2_abs(a);
        add(a, b) = f64x2_add(a, b);
        subtract(a, b) = f64x2_sub(a, b);
        multiply(a, b) = f64x2_mul(a, b);
        negative(a) = f64x2_neg(a);
    }
    Arithmetic for f32 {
        one() = splat(&<f32>::to_le_bytes(1.0));
        absolute(a) = f32x4_abs(a);
        add(a, b) = f32x4_add(a, b);
        subtract(a, b) = f32x4_sub(a, b);
        multiply(a, b) = f32x4_mul(a, b);
        negative(a) = f32x4_neg(a);
    }
    Real for f64 {
        divide(a, b) = f64x2_div(a, b);
        sqrt(a) = f64x2_sqrt(a);
        infinity() = splat(&f64::INFINITY.to_le_bytes());
        sign() = splat(&(-0.0_f64).to_le_bytes());
        is_negative(a) = i64x2_lt(a, splat(&[0]));
        floor(a) = f64x2_floor(a);
        ceil(a) = f64x2_ceil(a);
        trunc(a) = f64x2_trunc(a);
        nearest(a) = f64x2_nearest(a);
        degrees() = splat_of(180.0 / std::f64::consts::PI);
        radians() = splat_of(std::f64::consts::PI / 180.0);
    }
    Real for f32 {
        divide(a, b) = f32x4_div(a, b);
        sqrt(a) = f32x4_sqrt(a);
        infinity() = splat(&f32::INFINITY.to_le_bytes());
        sign() = splat(&(-0.0_f32).to_le_bytes());
        is_negative(a) = i32x4_lt(a, splat(&[0]));
        floor(a) = f32x4_floor(a);
        ceil(a) = f32x4_ceil(a);
        trunc(a) = f32x4_trunc(a);
        nearest(a) = f32x4_nearest(a);
        degrees() = splat_of(180.0 / std::f32::consts::PI);
        radians() = splat_of(std::f32::consts::PI / 180.0);
    }
    Ordered for f64 {
        equal(a, b) = f64x2_eq(a, b);
        not_equal(a, b) = f64x2_ne(a, b);
        less(a, b) = f64x2_lt(a, b);
        less_equal(a, b) = f64x2_le(a, b);
    }
    Ordered for f32 {
        equal(a, b) = f32x4_eq(a, b);
        not_equal(a, b) = f32x4_ne(a, b);
        less(a, b) = f32x4_lt(a, b);
        less_equal(a, b) = f32x4_le(a, b);
    }
}

/// Integers of one width: the same bits come of signed and unsigned sums and products, not of comparisons.
macro_rules! integers {
    ($signed:ty, $unsigned:ty: $add:ident, $sub:ident, $mul:ident, $neg:ident, $abs:ident, $eq:ident, $ne:ident;
     $lt_signed:ident, $le_signed:ident, $lt_unsigned:ident, $le_unsigned:ident) => {
        integers!(arithmetic $signed: $add, $sub, $mul, $neg, $abs);
        integers!(arithmetic $unsigned: $add, $sub, $mul, $neg, itself);
        integers!(ordered $signed: $eq, $ne, $lt_signed, $le_signed);
        integers!(ordered $unsigned: $eq, $ne, $lt_unsigned, $le_unsigned);
    };
    (arithmetic $t:ty: $add:ident, $sub:ident, $mul:ident, $neg:ident, $abs:ident) => {
        instructions! {
            Arithmetic for $t {
                one() = splat(&<$t>::to_le_bytes(1));
                absolute(a) = $abs(a);
                add(a, b) = $add(a, b);
                subtract(a, b) = $sub(a, b);
                multiply(a, b) = $mul(a, b);
                negative(a) = $neg(a);
            }
        }
    };
    (ordered $t:ty: $eq:ident, $ne:ident, $lt:ident, $le:ident) => {
        instructions! {
            Ordered for $t {
                equal(a, b) = $eq(a, b);
                not_equal(a, b) = $ne(a, b);
                less(a, b) = $lt(a, b);
                less_equal(a, b) = $le(a, b);
            }
        }
    };
}

integers!(i8, u8: i8x16_add, i8x16_sub, multiply_bytes, i8x16_neg, i8x16_abs, i8x16_eq, i8x16_ne;
    i8x16_lt, i8x16_le, u8x16_lt, u8x16_le);
integers!(i16, u16: i16x8_add, i16x8_sub, i16x8_mul, i16x8_neg, i16x8_abs, i16x8_eq, i16x8_ne;
    i16x8_lt, i16x8_le, u16x8_lt, u16x8_le);
integers!(i32, u32: i32x4_add, i32x4_sub, i32x4_mul, i32x4_neg, i32x4_abs, i32x4_eq, i32x4_ne;
    i32x4_lt, i32x4_le, u32x4_lt, u32x4_le);
integers!(i64, u64: i64x2_add, i64x2_sub, i64x2_mul, i64x2_neg, i64x2_abs, i64x2_eq, i64x2_ne;
    i64x2_lt, i64x2_le, less_u64, less_equal_u64);
integers!(ordered Bool8: i8x16_eq, i8x16_ne, u8x16_lt, u8x16_le);

/// An unsigned number has no sign to lose.
#[inline(always)]
fn itself(a: v128) -> v128 {
    a
}

/// Bytes have no product of their own: the lower halves of the products in 16 bits are the same for either sign.
#[inline(always)]
fn multiply_bytes(a: v128, b: v128) -> v128 {
    i8x16_shuffle::<0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30>(
        i16x8_extmul_low_i8x16(a, b),
        i16x8_extmul_high_i8x16(a, b),
    )
}

/// There is no instruction for 64 bits without a sign. Numbers with the same highest bit compare as with a sign, others the
/// other way round. (Signed comparison of numbers with their highest bits turned is what a compiler knows, takes for what it
/// means, and computes lane by lane.)
#[inline(always)]
fn less_u64(a: v128, b: v128) -> v128 {
    v128_xor(i64x2_lt(a, b), i64x2_lt(v128_xor(a, b), splat_of(0_i64)))
}

#[inline(always)]
fn less_equal_u64(a: v128, b: v128) -> v128 {
    v128_not(less_u64(b, a))
}

/// The lanes of `a` where the mask is set, those of `b` elsewhere.
#[inline(always)]
pub(crate) fn select(mask: v128, a: v128, b: v128) -> v128 {
    v128_bitselect(a, b, mask)
}

/// One byte with 1 or 0 for each of sixteen elements, from the masks of their comparisons: as many registers as an element
/// has bytes.
///
/// Of the first register's masks the lowest byte stays, of the second's the next, and so on: laid over each other they miss
/// nothing, and one shuffle brings the bytes into the order of their elements. Masks of 64 bits are cut in half before.
#[inline(always)]
pub(crate) fn bools_from_masks(masks: &[v128]) -> v128 {
    match *masks {
        [a] => v128_and(a, splat(&[1])),
        [a, b] => {
            let both = v128_or(
                v128_and(a, splat_of(1_u16)),
                v128_and(b, splat_of(1_u16 << 8)),
            );
            i8x16_shuffle::<0, 2, 4, 6, 8, 10, 12, 14, 1, 3, 5, 7, 9, 11, 13, 15>(both, both)
        }
        [a, b, c, d] => bools_from_words(a, b, c, d),
        [a, b, c, d, e, f, g, h] => bools_from_words(
            low_words(a, b),
            low_words(c, d),
            low_words(e, f),
            low_words(g, h),
        ),
        _ => splat(&[0]),
    }
}

/// The lower halves of 64-bit lanes.
#[inline(always)]
pub(crate) fn low_words(a: v128, b: v128) -> v128 {
    i32x4_shuffle::<0, 2, 4, 6>(a, b)
}

#[inline(always)]
fn bools_from_words(a: v128, b: v128, c: v128, d: v128) -> v128 {
    let ab = v128_or(
        v128_and(a, splat_of(1_u32)),
        v128_and(b, splat_of(1_u32 << 8)),
    );
    let cd = v128_or(
        v128_and(c, splat_of(1_u32 << 16)),
        v128_and(d, splat_of(1_u32 << 24)),
    );
    let all = v128_or(ab, cd);
    i8x16_shuffle::<0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15>(all, all)
}
