//! `tanh`: a rational function near 0, an exponential beyond.
//! Knows registers and the exponential.
//!
//! Below 0.8 it is `x + x³ P(x²) / Q(x²)` in the form of S. Moshier's Cephes library (1984), with coefficients
//! by weighted least squares, good to 2**-60; from there on `1 - 2 / (exp(2x) + 1)`, whose quotient is a third at most, and so are its errors. Numerator, denominator and
//! what is added are chosen before the one division. Nothing needs more care: beyond 22 the value is 1.

use std::marker::PhantomData;

use super::super::register::*;
use super::exponential::{parts, reduced};
use super::together::all;
use super::{Function, Together, in_float64};

pub(crate) struct Tanh<T>(PhantomData<T>);

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
