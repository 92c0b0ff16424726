//! `log`: reciprocals and logarithms of 128 points from a table, short polynomials between them.
//! Knows registers and the table.
//!
//! # `float64`
//!
//! `x = 2**k * z` with `z` from 0.7 to 1.4, and `log(x) = k ln 2 + log(c) + log(1 + r)` with `r = z / c - 1` for the point `c`
//! nearest to `z`. The table's reciprocals have so few digits that `r` is exact when the upper and the lower half of `z` are
//! multiplied apart, and `k ln 2 + log(c)` is exact by zeros at the ends of both. Around 1 the point is 1 itself and its
//! logarithm 0, so that nothing cancels. Error: 0.52 units. The table is that of `pow` in Szabolcs Nagy's optimized routines
//! for Arm (2018).
//!
//! # `float32`
//!
//! `x = 2**k * (1 + f)` with `1 + f` between the roots of 1/2 and 2, and one polynomial of `f` whose first two terms are added
//! last. Coefficients by Remez's method, rounded one after the other.

use std::marker::PhantomData;

use super::super::lane::{Arithmetic, Ordered, Real};
use super::super::register::*;
use super::together::{all, columns};
use super::{Function, Together};
use crate::kernel::library::LOGARITHMS;

pub(crate) struct Log<T>(PhantomData<T>);

/// `ln 2` in two parts: the first has zeros at its end.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);
/// The start of the table's intervals, about 0.7.
const START: u64 = 0x3fe6_9555_0000_0000;

/// A number taken apart: `log(x) = (k ln 2 + log(c)) + (its rest) + log(1 + r)`; the first is exact.
pub(super) struct Apart<const N: usize> {
    pub(super) exact: Together<f64, N>,
    pub(super) rest: Together<f64, N>,
    pub(super) r: Together<f64, N>,
}

/// Takes apart numbers that are normal and above 0, whose binary exponents are too large by `excess`.
#[inline(always)]
pub(super) fn apart<const N: usize>(a: Together<f64, N>, excess: Together<f64, N>) -> Apart<N> {
    // 1023 more in the exponent, so that it is not negative.
    let offset = a.bits::<u64>() + (1023u64 << 52).wrapping_sub(START);
    let k = ((offset >> 52) | 0x4330_0000_0000_0000).bits::<f64>() - excess;
    let z = (offset & 0x000f_ffff_ffff_ffff) + START;
    let upper = (z & 0xffff_ffff_0000_0000).bits::<f64>();
    let (reciprocal, logarithm, tail) = rows(offset);
    // The halves' products are exact, and so is their sum, which is close to 1.
    let lower = (z.bits::<f64>() - upper) * reciprocal;
    Apart {
        exact: k * LN2_HIGH + logarithm,
        rest: k * LN2_LOW + tail,
        r: (upper * reciprocal - 1.0) + lower,
    }
}

/// What [`apart`] takes for exponents as they are.
pub(super) const NO_EXCESS: f64 = 4_503_599_627_371_519.0;

/// The table's rows: reciprocals, logarithms, what those lost.
#[inline(always)]
fn rows<const N: usize>(
    offset: Together<u64, N>,
) -> (Together<f64, N>, Together<f64, N>, Together<f64, N>) {
    let table = LOGARITHMS.as_chunks::<3>().0;
    let offset = offset.registers();
    let mut tails = [splat(&[0]); N];
    let (reciprocals, logarithms) = columns!(n, N, {
        let [a, b, first] = table[(i32x4_extract_lane::<1>(offset[n]) >> 13) as usize & 127];
        let [c, d, second] = table[(i32x4_extract_lane::<3>(offset[n]) >> 13) as usize & 127];
        tails[n] = load(&bytemuck::cast([first, second]));
        (load(&bytemuck::cast([a, b])), load(&bytemuck::cast([c, d])))
    });
    (reciprocals, logarithms, Together::of(tails))
}

impl<const N: usize> Apart<N> {
    /// The logarithm of what was taken apart.
    #[inline(always)]
    fn value(self) -> Together<f64, N> {
        let Self { exact, rest, r } = self;
        let high = exact + r;
        let low = ((exact - high) + r) + rest;
        let square = r * r;
        let series = r.polynomial(
            square,
            [
                -0.5,
                0.333_333_333_333_335_65,
                -0.249_999_999_926_729_86,
                0.199_999_999_620_797_95,
                -0.166_672_945_679_022_4,
                0.142_871_234_281_233_73,
            ],
        );
        high + (low + square * series)
    }
}

impl Function for Log<f64> {
    type Element = f64;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        // Normal numbers above 0 are those from here on, and all others are after them.
        i32x4_sub(a, splat_of(0x0010_0000_0000_0000u64))
    }
    #[inline(always)]
    fn most() -> v128 {
        splat_of(0x7fdf_ffff_ffff_ffffu64)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        apart(a, all(NO_EXCESS)).value()
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let small = a.less(all(f64::MIN_POSITIVE));
        let brought = (a * 18_014_398_509_481_984.0).or_else(small, a);
        let excess = all(NO_EXCESS + 54.0).or_else(small, all(NO_EXCESS));
        with_ends(a, apart(brought, excess).value(), f64::INFINITY)
    }
}

/// The logarithms of infinity, 0, negative numbers and NaN put where they belong.
#[inline(always)]
fn with_ends<T: Real + Arithmetic + Ordered + bytemuck::Pod, const N: usize>(
    a: Together<T, N>,
    value: Together<T, N>,
    infinity: T,
) -> Together<T, N> {
    let zero = Together::of([splat(&[0]); N]);
    let value = a.or_else(a.equal(all(infinity)), value);
    let value = (zero - all(infinity)).or_else(a.equal(zero), value);
    // Neither above 0 nor equal to it.
    value.or_else(zero.less_equal(a), zero * all(infinity))
}

/// The logarithm of normal numbers above 0, whose binary exponents are too large by `excess`.
#[inline(always)]
fn of_short<const N: usize>(a: Together<f32, N>, excess: Together<f32, N>) -> Together<f32, N> {
    // What exceeds the root of 1/2 carries into the exponent.
    const ROOT: u32 = 0x3f35_04f3;
    let offset = a.bits::<u32>() + (127u32 << 23).wrapping_sub(ROOT);
    let k = (offset >> 23).bits::<i32>().to_floats() - excess;
    let f = ((offset & 0x007f_ffff) + ROOT).bits::<f32>() - 1.0;
    let square = f * f;
    let series = f.polynomial(
        square,
        [
            0.333_333_13,
            -0.250_001_67,
            0.200_022_24,
            -0.166_593_67,
            0.142_095_5,
            -0.125_496_5,
            0.121_087_11,
            -0.109_073_326,
            0.053_159_908,
        ],
    );
    let more = f * square * series + k * 1.428_606_8e-6;
    k * 6.931_457_5e-1 + (f + (more - square * 0.5))
}

impl Function for Log<f32> {
    type Element = f32;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        i32x4_sub(a, splat_of(0x0080_0000u32))
    }
    #[inline(always)]
    fn most() -> v128 {
        splat_of(0x7eff_ffffu32)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        of_short(a, all(127.0))
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        let small = a.less(all(f32::MIN_POSITIVE));
        let brought = (a * 33_554_432.0).or_else(small, a);
        let excess = all(127.0 + 25.0).or_else(small, all(127.0));
        with_ends(a, of_short(brought, excess), f32::INFINITY)
    }
}
