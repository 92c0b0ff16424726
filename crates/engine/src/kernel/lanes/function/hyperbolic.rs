//! `tanh`, `sinh` and `cosh`: a short function near 0, exponentials beyond.
//! Knows registers and the exponential.
//!
//! # `tanh`
//!
//! Below 0.8 it is `x + x³ P(x²) / Q(x²)` in the form of S. Moshier's Cephes library (1984), with coefficients
//! by weighted least squares, good to 2**-60; from there on `1 - 2 / (exp(2x) + 1)`, whose quotient is a third at most, and so are its errors. Numerator, denominator and
//! what is added are chosen before the one division. Nothing needs more care: beyond 22 the value is 1.
//!
//! # `sinh` and `cosh`
//!
//! `(exp(x) ± exp(-x)) / 2` of the magnitude, where `exp(x)` stays the sum of its two numbers until the other exponential, its
//! reciprocal, is added to the smaller one. Below 1 a difference of exponentials would cancel: there the sine is nine terms of its
//! series behind `x`. Error: 0.9 units. From 700 on the value is half an exponential, whose power of 2 is lowered by one.

use std::marker::PhantomData;

use super::super::register::*;
use super::exponential::{pair_of, parts, reduced, within};
use super::together::all;
use super::{Function, Together, in_float64, magnitude, most_below};

pub(crate) struct Tanh<T>(PhantomData<T>);
pub(crate) struct Sinh<T>(PhantomData<T>);
pub(crate) struct Cosh<T>(PhantomData<T>);

impl Function for Tanh<f64> {
    type Element = f64;
    #[inline(always)]
    fn key(_: v128) -> v128 {
        splat(&[0])
    }
    #[inline(always)]
    fn most() -> v128 {
        splat(&[0])
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let (steps, r) = reduced((x + x).between(0.0, 44.0));
        let beyond = parts(steps, r).value() + 1.0;
        let z = x * x;
        let fourth = z * z;
        let numerator = z.polynomial(
            fourth,
            [
                -1.311_743_265_999_07e3,
                -8.423_736_147_117_395e1,
                -9.566_768_602_895_67e-1,
                -6.765_752_984_674_162e-5,
            ],
        );
        let denominator = z.polynomial(
            fourth,
            [
                3.935_229_797_997_211e3,
                1.826_804_003_612_390_5e3,
                9.645_918_854_070_773e1,
                1.0,
            ],
        );
        let near = x.less(all(0.8));
        let numerator = (x * z * numerator).or_else(near, all(-2.0));
        let denominator = denominator.or_else(near, beyond);
        let value = x.or_else(near, all(1.0)) + numerator / denominator;
        // Of NaN, which is not near, the exponential is NaN.
        value | (a & -0.0)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        Self::apply(a)
    }
}

in_float64!(Tanh);

/// From here on the smaller exponential is nothing beside the larger one.
const FAR: f64 = 700.0;

/// Half of the exponential of a magnitude from there on.
#[inline(always)]
fn large<const N: usize>(x: Together<f64, N>) -> Together<f64, N> {
    within(x, (FAR, 712.0), -1)
}

/// The exponential of a magnitude in two numbers, and its reciprocal.
#[inline(always)]
fn both<const N: usize>(
    x: Together<f64, N>,
) -> (Together<f64, N>, Together<f64, N>, Together<f64, N>) {
    let (scale, more) = pair_of(x);
    (scale, more, all(1.0) / (scale + more))
}

/// `1 / n!` of odd numbers from 3 to 19.
const SERIES: [f64; 9] = [
    1.0 / 6.0,
    1.0 / 120.0,
    1.0 / 5_040.0,
    1.0 / 362_880.0,
    1.0 / 39_916_800.0,
    1.0 / 6_227_020_800.0,
    1.0 / 1_307_674_368_000.0,
    1.0 / 355_687_428_096_000.0,
    1.0 / 121_645_100_408_832_000.0,
];

impl Function for Sinh<f64> {
    type Element = f64;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_below(FAR)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let (scale, more, reciprocal) = both(x);
        let far = (scale + (more - reciprocal)) * 0.5;
        let square = x * x;
        let near = x + x * square * square.polynomial(square * square, SERIES);
        near.or_else(x.less(all(1.0)), far) | (a & -0.0)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let value = Self::apply(a.between(-FAR, FAR));
        large(x).or_else(all(FAR).less(x), value) | (a & -0.0)
    }
}

in_float64!(Sinh);

impl Function for Cosh<f64> {
    type Element = f64;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_below(FAR)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (scale, more, reciprocal) = both(a.abs());
        (scale + (more + reciprocal)) * 0.5
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let value = Self::apply(a.between(-FAR, FAR));
        large(x).or_else(all(FAR).less(x), value)
    }
}

in_float64!(Cosh);
