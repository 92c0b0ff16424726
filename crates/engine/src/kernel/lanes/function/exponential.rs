//! `exp`, `exp2` and `expm1`: powers of 2 by steps of 1/128 from a table, short polynomials between them.
//! Knows registers and the table.
//!
//! # `float64`
//!
//! `exp(x) = 2**(k / 128) * exp(r)` with `|r| <= ln(2) / 256`, where five terms of the series are enough. A row of the table
//! is the power with its exponent's bits taken off, so that adding `k` shifted up gives the scale, and what its rounding
//! lost, relative to it. `k` times each part of `ln(2) / 128` is exact or tiny, `r` far smaller than the 1 it is added to: the
//! error is 0.52 units. Method, table and coefficients: Szabolcs Nagy, Arm's optimized routines (2018).
//!
//! `expm1(x)` is that scale less 1, in two numbers, and the rest on top; below 1/16, where the two cancel, the series itself, ten
//! terms of it. Error: 0.6 units.
//!
//! # `float32`
//!
//! `exp(x) = 2**k * exp(r)` with `|r| <= ln(2) / 2`, six terms, of which `1 + r` come last. The power of 2 is added to the
//! exponent's bits. The coefficients are the best for the largest relative error (Remez), rounded one after the other.

use std::marker::PhantomData;

use super::super::register::*;
use super::together::{all, columns};
use super::{
    Function, TO_INTEGER, TO_INTEGER_32, Together, in_float64, magnitude, most_below, most_up_to,
};
use crate::kernel::library::POWERS;

pub(crate) struct Exp<T>(PhantomData<T>);
pub(crate) struct Exp2<T>(PhantomData<T>);
pub(crate) struct Expm1<T>(PhantomData<T>);

/// `128 / ln 2`, and `ln 2 / 128` in two parts: the first has zeros at its end.
const PER_STEP: f64 = f64::from_bits(0x4067_1547_652b_82fe);
const STEP_HIGH: f64 = f64::from_bits(0x3f76_2e42_fefa_0000);
const STEP_LOW: f64 = f64::from_bits(0x3d0c_f79a_bc9e_3b3a);
/// Coefficients of `r**2` to `r**5`.
const C: [f64; 4] = [
    f64::from_bits(0x3fdf_ffff_ffff_fdbd),
    f64::from_bits(0x3fc5_5555_5555_543c),
    f64::from_bits(0x3fa5_5555_cf17_2b91),
    f64::from_bits(0x3f81_1111_67a4_d017),
];

/// How many steps of 1/128 an exponent is, in the lowest bits, and the rest.
#[inline(always)]
pub(super) fn reduced<const N: usize>(a: Together<f64, N>) -> (Together<i64, N>, Together<f64, N>) {
    let shifted = a * PER_STEP + TO_INTEGER;
    let k = shifted - TO_INTEGER;
    (shifted.bits(), a - k * STEP_HIGH - k * STEP_LOW)
}

/// What makes an exponential of so many steps and a rest.
pub(super) struct Parts<const N: usize> {
    /// The steps, in the lowest bits.
    steps: Together<i64, N>,
    /// The bits of the power of 2 without the whole steps.
    power: Together<i64, N>,
    /// By how much the exponential exceeds that power, relative to it.
    more: Together<f64, N>,
}

#[inline(always)]
pub(super) fn parts<const N: usize>(steps: Together<i64, N>, r: Together<f64, N>) -> Parts<N> {
    let (tail, power) = rows(steps);
    let square = r * r;
    let series = r.polynomial(square, C);
    let more = (tail.bits::<f64>() + r) + square * series;
    Parts { steps, power, more }
}

/// The table's rows for numbers of steps: what was lost, then the power.
#[inline(always)]
fn rows<const N: usize>(steps: Together<i64, N>) -> (Together<i64, N>, Together<i64, N>) {
    let table = POWERS.as_chunks::<2>().0;
    let steps = steps.registers();
    columns!(n, N, {
        let first = i32x4_extract_lane::<0>(steps[n]) as usize & 127;
        let second = i32x4_extract_lane::<2>(steps[n]) as usize & 127;
        (
            load(&bytemuck::cast(table[first])),
            load(&bytemuck::cast(table[second])),
        )
    })
}

impl<const N: usize> Parts<N> {
    /// The exponential, where neither the power nor the result leaves the range of normal numbers.
    #[inline(always)]
    pub(super) fn value(self) -> Together<f64, N> {
        let scale = (self.power + (self.steps << 45)).bits::<f64>();
        scale + scale * self.more
    }

    /// The same as the sum of two numbers, the first exact.
    #[inline(always)]
    pub(super) fn pair(self) -> (Together<f64, N>, Together<f64, N>) {
        let scale = (self.power + (self.steps << 45)).bits::<f64>();
        (scale, scale * self.more)
    }

    /// The value where the power or the result may leave that range: the power of 2 in two halves.
    #[inline(always)]
    pub(super) fn value_in_halves(self) -> Together<f64, N> {
        self.times_power_of_2(0)
    }

    /// The same times another power of 2.
    #[inline(always)]
    pub(super) fn times_power_of_2(self, other: i64) -> Together<f64, N> {
        let exponent = (self.steps << 13) >> 20;
        let scale = (self.power + (self.steps << 45) - (exponent << 52)).bits::<f64>();
        let half = exponent >> 1;
        let value = scale + scale * self.more;
        value * power_of_2(half) * power_of_2(exponent - half + other)
    }
}

/// Powers of 2 with these exponents.
#[inline(always)]
fn power_of_2<const N: usize>(exponent: Together<i64, N>) -> Together<f64, N> {
    ((exponent + 1023) << 52).bits()
}

/// The exponential as the sum of two numbers, the first exact.
#[inline(always)]
pub(super) fn pair_of<const N: usize>(a: Together<f64, N>) -> (Together<f64, N>, Together<f64, N>) {
    let (steps, r) = reduced(a);
    parts(steps, r).pair()
}

/// Exponentials times a power of 2, of numbers that are held within bounds.
#[inline(always)]
pub(super) fn within<const N: usize>(
    a: Together<f64, N>,
    (low, high): (f64, f64),
    power: i64,
) -> Together<f64, N> {
    let (steps, r) = reduced(a.between(low, high));
    parts(steps, r).times_power_of_2(power)
}

/// Beyond these bounds no exponential changes.
const BOUNDS: (f64, f64) = (-750.0, 710.0);

impl Function for Exp<f64> {
    type Element = f64;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_below(708.0)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (steps, r) = reduced(a);
        parts(steps, r).value()
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        within(a, BOUNDS, 0)
    }
}

/// As [`reduced`], of a power of 2; what is left is exact before it becomes one of `e`.
#[inline(always)]
fn reduced_of_2<const N: usize>(a: Together<f64, N>) -> (Together<i64, N>, Together<f64, N>) {
    let shifted = a * 128.0 + TO_INTEGER;
    let k = shifted - TO_INTEGER;
    let r = (a - k * (1.0 / 128.0)) * std::f64::consts::LN_2;
    (shifted.bits(), r)
}

impl Function for Exp2<f64> {
    type Element = f64;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_below(1020.0)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (steps, r) = reduced_of_2(a);
        parts(steps, r).value()
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (steps, r) = reduced_of_2(a.between(-1080.0, 1030.0));
        parts(steps, r).value_in_halves()
    }
}

in_float64!(Exp2);

/// `1 / n!` from 2 to 10.
const SERIES: [f64; 9] = [
    1.0 / 2.0,
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
];

impl Function for Expm1<f64> {
    type Element = f64;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_below(700.0)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (scale, more) = pair_of(a);
        let less = scale - 1.0;
        let taken = less - scale;
        let lost = (scale - (less - taken)) - (taken + 1.0);
        let far = less + (more + lost);
        let square = a * a;
        let near = a + square * a.polynomial(square, SERIES);
        // Also of 0 the result has the sign of the number.
        near.or_else(a.abs().less(all(1.0 / 16.0)), far) | (a & -0.0)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let value = Self::apply(a.between(-700.0, 700.0));
        within(a, BOUNDS, 0).or_else(all(700.0).less(a), value)
    }
}

in_float64!(Expm1);

const LN2_HIGH: f32 = 6.931_457_5e-1;
const LN2_LOW: f32 = 1.428_606_8e-6;

/// `exp` without its power of 2, and that power's exponent in the lowest bits.
#[inline(always)]
fn of_rest<const N: usize>(a: Together<f32, N>) -> (Together<f32, N>, Together<i32, N>) {
    let shifted = a * std::f32::consts::LOG2_E + TO_INTEGER_32;
    let k = shifted - TO_INTEGER_32;
    let r = a - k * LN2_HIGH - k * LN2_LOW;
    let square = r * r;
    let series = r.polynomial(
        square,
        [
            0.5,
            0.166_664_88,
            0.041_665_558,
            0.008_372_262,
            0.001_403_394_5,
        ],
    );
    ((r + square * series) + 1.0, shifted.bits())
}

impl Function for Exp<f32> {
    type Element = f32;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_up_to(87.0)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        let (value, exponent) = of_rest(a);
        (value.bits() + (exponent << 23)).bits()
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        let (value, exponent) = of_rest(a.between(-105.0, 89.0));
        let exponent = exponent - all(TO_INTEGER_32.to_bits().cast_signed());
        let half = exponent >> 1;
        value * short_power_of_2(half) * short_power_of_2(exponent - half)
    }
}

/// Powers of 2 with these exponents.
#[inline(always)]
fn short_power_of_2<const N: usize>(exponent: Together<i32, N>) -> Together<f32, N> {
    ((exponent + 127) << 23).bits()
}
