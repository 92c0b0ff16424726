//! Quotients and remainders of integers, by division of floats.
//! Knows registers; dividing by 0 is told, and gives 0.
//!
//! # How floats divide integers
//!
//! There is no instruction that divides integers in registers, but those of floats are right here. Where `a` has fewer digits
//! than a float, a quotient that is no integer is at least `1 / b` away from the next one, which is more than the rounding of
//! `a / b` can take from it: rounded down, it is the quotient of the integers. So 8 and 16 bits are divided as `float32`, 32
//! bits as `float64`. Of 64 bits the numbers below 2**50 are; a register with a larger one is divided one element at a time.
//! The remainder is `a - q b` in integers, which wraps around to the right bits.
//!
//! By one number for all, multiplying by `1 / b` is several times as fast. Its error could carry a quotient that is an
//! integer below itself. So half of a unit is added to `a` beforehand, away from the integer that it is not to fall below: the
//! quotient is then `0.5 / b` away from integers on both sides, and the error less than that.
//!
//! Adding 1.5 times the power of 2 whose last digit counts ones leaves the integer in the lowest bits of the float: so many of
//! them as the result has are its own, also where it wraps around (the lowest integer by -1).

use std::marker::PhantomData;

use super::drive::{Reader, once};
use super::function::{TO_INTEGER, TO_INTEGER_32};
use super::lane::{Arithmetic, Ordered, Real, low_words, select};
use super::register::*;
use crate::kernel::Flags;
use crate::kernel::Source::{self, Splat, Stream};
use crate::kernel::integer::Integer;

/// Floats as wide as they must be to divide integers of one type.
pub(crate) trait Whole: Arithmetic + Ordered + Integer {
    /// Those floats.
    type Wide: Real;
    /// How many registers of them the integers of one take.
    const PARTS: usize;
    /// The lowest number, by -1; without a sign there is none to overflow.
    fn overflows(a: v128, b: v128) -> v128;
    /// The integers as floats, exactly. Of 64 bits, where they are not beyond.
    fn widen(a: v128) -> [v128; 4];
    /// Floats that are integers in the lowest bits that they need, wrapping around.
    fn narrow(parts: [v128; 4]) -> v128;
    /// Bits that are set where an integer has more digits than a float divides.
    fn beyond(a: v128) -> v128;
}

/// What is made of a quotient.
pub(crate) trait Division {
    /// The elements.
    type Number: Whole;
    /// Whether quotients are cut off instead of rounded down.
    const TOWARD_ZERO: bool;
    /// Whether the quotient is the result, which may overflow.
    const QUOTIENT: bool;
    /// The result for single elements.
    fn alone(a: Self::Number, b: Self::Number) -> (Self::Number, Flags);
}

/// The floored quotient.
pub(crate) struct FloorDivide<T>(PhantomData<T>);
/// What it leaves over.
pub(crate) struct Remainder<T>(PhantomData<T>);
/// What the quotient toward zero leaves over.
pub(crate) struct CRemainder<T>(PhantomData<T>);

macro_rules! division {
    ($($name:ident: $toward_zero:literal, $quotient:literal, $alone:ident;)*) => {$(
        impl<T: Whole> Division for $name<T> {
            type Number = T;
            const TOWARD_ZERO: bool = $toward_zero;
            const QUOTIENT: bool = $quotient;
            fn alone(a: T, b: T) -> (T, Flags) {
                a.$alone(b)
            }
        }
    )*};
}

division! {
    FloorDivide: false, true, floor_divide;
    Remainder: false, false, floor_remainder;
    CRemainder: true, false, c_remainder;
}

/// Divisors: one for each element, or one for all.
trait Divisor: Copy {
    /// The divisors as integers.
    fn number(self) -> v128;
    /// Quotients of floats, rounded as the division asks; `b` are the divisors as floats.
    fn quotient<O: Division>(self, a: v128, b: v128) -> v128;
}

#[derive(Clone, Copy)]
struct Each(v128);

impl Divisor for Each {
    #[inline(always)]
    fn number(self) -> v128 {
        self.0
    }
    #[inline(always)]
    fn quotient<O: Division>(self, a: v128, b: v128) -> v128 {
        rounded::<O>(Wide::<O>::divide(a, b))
    }
}

type Wide<O> = <<O as Division>::Number as Whole>::Wide;

#[derive(Clone, Copy)]
struct Same {
    number: v128,
    /// `1 / b` in floats.
    reciprocal: v128,
    /// 0.5 in floats, with the sign of the divisor.
    half: v128,
}

impl Same {
    #[inline(always)]
    fn new<O: Division>(number: v128) -> Self {
        let one = Wide::<O>::one();
        let [wide, ..] = O::Number::widen(number);
        let half = Wide::<O>::divide(one, Wide::<O>::add(one, one));
        Self {
            number,
            reciprocal: Wide::<O>::divide(one, wide),
            half: select(Wide::<O>::sign(), wide, half),
        }
    }
}

impl Divisor for Same {
    #[inline(always)]
    fn number(self) -> v128 {
        self.number
    }
    #[inline(always)]
    fn quotient<O: Division>(self, a: v128, _: v128) -> v128 {
        // Away from the integer on the side to which is rounded: below, or toward zero.
        let half = if O::TOWARD_ZERO {
            select(Wide::<O>::sign(), a, self.half)
        } else {
            self.half
        };
        rounded::<O>(Wide::<O>::multiply(
            Wide::<O>::add(a, half),
            self.reciprocal,
        ))
    }
}

#[inline(always)]
fn rounded<O: Division>(quotient: v128) -> v128 {
    if O::TOWARD_ZERO {
        Wide::<O>::trunc(quotient)
    } else {
        Wide::<O>::floor(quotient)
    }
}

/// What was met on the way, as bits that are set.
#[derive(Clone, Copy)]
struct Met {
    zero: v128,
    overflow: v128,
}

impl Met {
    #[inline(always)]
    fn nothing() -> Self {
        let zero = splat(&[0]);
        Self {
            zero,
            overflow: zero,
        }
    }

    #[inline(always)]
    fn flags(self) -> Flags {
        let mut flags = Flags::NONE;
        if v128_any_true(self.zero) {
            flags = flags.and(Flags::DIVIDE_BY_ZERO);
        }
        if v128_any_true(self.overflow) {
            flags = flags.and(Flags::OVERFLOW);
        }
        flags
    }
}

/// The results of one register.
#[inline(always)]
fn divided<O: Division, D: Divisor>(a: v128, divisor: D, met: &mut Met) -> v128 {
    let b = divisor.number();
    let zero = O::Number::equal(b, splat(&[0]));
    met.zero = v128_or(met.zero, zero);
    if O::QUOTIENT {
        met.overflow = v128_or(met.overflow, O::Number::overflows(a, b));
    }
    if v128_any_true(v128_or(O::Number::beyond(a), O::Number::beyond(b))) {
        return one_at_a_time::<O>(a, b);
    }
    let (numbers, divisors) = (O::Number::widen(a), O::Number::widen(b));
    let mut parts = [splat(&[0]); 4];
    let mut part = 0;
    while part < O::Number::PARTS {
        parts[part] = divisor.quotient::<O>(numbers[part], divisors[part]);
        part += 1;
    }
    let quotient = O::Number::narrow(parts);
    let value = if O::QUOTIENT {
        quotient
    } else {
        O::Number::subtract(a, O::Number::multiply(quotient, b))
    };
    v128_andnot(value, zero)
}

/// The results of a register with numbers that no float divides.
#[inline(never)]
fn one_at_a_time<O: Division>(a: v128, b: v128) -> v128 {
    let (a, b) = (bytes_of(a), bytes_of(b));
    let mut to = [0; BYTES];
    let size = size_of::<O::Number>();
    for ((a, b), to) in
        (a.chunks_exact(size).zip(b.chunks_exact(size))).zip(to.chunks_exact_mut(size))
    {
        let (value, _) = O::alone(
            bytemuck::pod_read_unaligned(a),
            bytemuck::pod_read_unaligned(b),
        );
        to.copy_from_slice(bytemuck::bytes_of(&value));
    }
    load(&to)
}

/// `output[i] = f(a[i], b[i])`, where either may be one element for all; tells of divisions by 0 and of overflow.
pub(crate) fn division<O: Division>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    if output.is_empty() {
        return Flags::NONE;
    }
    match *inputs {
        [Splat(a), Splat(b)] => {
            let mut flags = Flags::NONE;
            once(output, |to| {
                flags = each_loop::<O>([Splat(a), Splat(b)], to);
            });
            flags
        }
        [Stream(a), Splat(b)] => same_loop::<O>(a, b, output),
        [a, b] => each_loop::<O>([a, b], output),
        _ => Flags::NONE,
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn each_loop<O: Division>([a, b]: [Source<'_>; 2], output: &mut [u8]) -> Flags {
    // What stands behind the last elements repeats others: it must not tell anything of its own.
    let size = size_of::<O::Number>();
    let (a, b) = (Reader::filled(a, size), Reader::filled(b, size));
    let mut met = Met::nothing();
    let (to, to_last) = output.as_chunks_mut();
    for (number, to) in to.iter_mut().enumerate() {
        let divisor = Each(b.register(number));
        *to = bytes_of(divided::<O, _>(a.register(number), divisor, &mut met));
    }
    if !to_last.is_empty() {
        let divisor = Each(b.register(to.len()));
        let last = divided::<O, _>(a.register(to.len()), divisor, &mut met);
        put_first(&bytes_of(last), to_last);
    }
    met.flags()
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn same_loop<O: Division>(a: &[u8], b: &[u8], output: &mut [u8]) -> Flags {
    let divisor = Same::new::<O>(splat(b));
    let mut met = Met::nothing();
    let last = Reader::filled(Stream(a), size_of::<O::Number>());
    let (to, to_last) = output.as_chunks_mut();
    for (a, to) in a.as_chunks().0.iter().zip(&mut *to) {
        *to = bytes_of(divided::<O, _>(load(a), divisor, &mut met));
    }
    if !to_last.is_empty() {
        let last = divided::<O, _>(last.register(to.len()), divisor, &mut met);
        put_first(&bytes_of(last), to_last);
    }
    met.flags()
}

/// `i16: f32, 2, signed, { widen, narrow }`.
macro_rules! whole {
    ($($t:ident: $wide:ty, $parts:literal, $overflows:ident, $widen:ident, $narrow:ident, $beyond:ident;)*) => {$(
        impl Whole for $t {
            type Wide = $wide;
            const PARTS: usize = $parts;
            #[inline(always)]
            fn overflows(a: v128, b: v128) -> v128 {
                $overflows::<$t>(a, b, $t::MIN)
            }
            #[inline(always)]
            fn widen(a: v128) -> [v128; 4] {
                $widen(a)
            }
            #[inline(always)]
            fn narrow(parts: [v128; 4]) -> v128 {
                $narrow(parts)
            }
            #[inline(always)]
            fn beyond(a: v128) -> v128 {
                $beyond(a)
            }
        }
    )*};
}

whole! {
    i8: f32, 4, lowest_by_minus_one, widen_i8, narrow_8, never;
    u8: f32, 4, no_overflow, widen_u8, narrow_8, never;
    i16: f32, 2, lowest_by_minus_one, widen_i16, narrow_16, never;
    u16: f32, 2, no_overflow, widen_u16, narrow_16, never;
    i32: f64, 2, lowest_by_minus_one, widen_i32, narrow_32, never;
    u32: f64, 2, no_overflow, widen_u32, narrow_32, never;
    i64: f64, 1, lowest_by_minus_one, widen_64, narrow_64, beyond_i64;
    u64: f64, 1, no_overflow, widen_64, narrow_64, beyond_u64;
}

#[inline(always)]
fn lowest_by_minus_one<T: Ordered + bytemuck::Pod>(a: v128, b: v128, lowest: T) -> v128 {
    let minus_one = v128_not(splat(&[0]));
    v128_and(T::equal(a, splat_of(lowest)), T::equal(b, minus_one))
}

#[inline(always)]
fn no_overflow<T>(_: v128, _: v128, _: T) -> v128 {
    splat(&[0])
}

#[inline(always)]
fn never(_: v128) -> v128 {
    splat(&[0])
}

#[inline(always)]
fn widen_i8(a: v128) -> [v128; 4] {
    let (low, high) = (i16x8_extend_low_i8x16(a), i16x8_extend_high_i8x16(a));
    let ([a, b, ..], [c, d, ..]) = (widen_i16(low), widen_i16(high));
    [a, b, c, d]
}

#[inline(always)]
fn widen_u8(a: v128) -> [v128; 4] {
    let (low, high) = (i16x8_extend_low_u8x16(a), i16x8_extend_high_u8x16(a));
    let ([a, b, ..], [c, d, ..]) = (widen_i16(low), widen_i16(high));
    [a, b, c, d]
}

#[inline(always)]
fn widen_i16(a: v128) -> [v128; 4] {
    let zero = splat(&[0]);
    let low = f32x4_convert_i32x4(i32x4_extend_low_i16x8(a));
    let high = f32x4_convert_i32x4(i32x4_extend_high_i16x8(a));
    [low, high, zero, zero]
}

#[inline(always)]
fn widen_u16(a: v128) -> [v128; 4] {
    let zero = splat(&[0]);
    let low = f32x4_convert_i32x4(i32x4_extend_low_u16x8(a));
    let high = f32x4_convert_i32x4(i32x4_extend_high_u16x8(a));
    [low, high, zero, zero]
}

#[inline(always)]
fn widen_i32(a: v128) -> [v128; 4] {
    let zero = splat(&[0]);
    let high = f64x2_convert_low_i32x4(i64x2_shuffle::<1, 1>(a, a));
    [f64x2_convert_low_i32x4(a), high, zero, zero]
}

#[inline(always)]
fn widen_u32(a: v128) -> [v128; 4] {
    let zero = splat(&[0]);
    let high = f64x2_convert_low_u32x4(i64x2_shuffle::<1, 1>(a, a));
    [f64x2_convert_low_u32x4(a), high, zero, zero]
}

/// The bits of the float to which an integer is added, and from whose sum it is taken again.
#[inline(always)]
fn integer_bits() -> v128 {
    splat_of(TO_INTEGER)
}

#[inline(always)]
fn widen_64(a: v128) -> [v128; 4] {
    let zero = splat(&[0]);
    let wide = f64x2_sub(i64x2_add(a, integer_bits()), integer_bits());
    [wide, zero, zero, zero]
}

#[inline(always)]
fn narrow_64([a, ..]: [v128; 4]) -> v128 {
    i64x2_sub(f64x2_add(a, integer_bits()), integer_bits())
}

#[inline(always)]
fn narrow_32([a, b, ..]: [v128; 4]) -> v128 {
    low_words(f64x2_add(a, integer_bits()), f64x2_add(b, integer_bits()))
}

#[inline(always)]
fn narrow_16([a, b, ..]: [v128; 4]) -> v128 {
    let magic = splat_of(TO_INTEGER_32);
    i16x8_shuffle::<0, 2, 4, 6, 8, 10, 12, 14>(f32x4_add(a, magic), f32x4_add(b, magic))
}

#[inline(always)]
fn narrow_8([a, b, c, d]: [v128; 4]) -> v128 {
    let zero = splat(&[0]);
    i8x16_shuffle::<0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30>(
        narrow_16([a, b, zero, zero]),
        narrow_16([c, d, zero, zero]),
    )
}

/// The largest magnitude with which 64 bits are divided as floats, as a number of bits.
const DIGITS: u32 = 50;

#[inline(always)]
fn beyond_i64(a: v128) -> v128 {
    u64x2_shr(i64x2_add(a, splat_of(1u64 << DIGITS)), DIGITS + 1)
}

#[inline(always)]
fn beyond_u64(a: v128) -> v128 {
    u64x2_shr(a, DIGITS)
}

#[cfg(test)]
mod tests;
