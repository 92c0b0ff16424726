//! `arcsinh`, `arccosh` and `arctanh`: logarithms of what their definitions say, near 1 and near 0 written so that nothing cancels.
//! Knows registers and logarithms.
//!
//! | | near | from 2 on | farther than squares reach |
//! |---|---|---|---|
//! | `arcsinh(x)` | `log1p(x + x² / (1 + √(x² + 1)))` | `log(2x + 1 / (√(x² + 1) + x))` | `log(2x)` |
//! | `arccosh(x)` | `log1p(t + √(2t + t²))`, `t = x - 1` | `log(2x - 1 / (x + √(x² - 1)))` | `log(2x)` |
//! | `arctanh(x)` | `log1p(2x + 2x² / (1 - x)) / 2` | from 1/2 on `log1p(2x / (1 - x)) / 2` | |
//!
//! What the logarithm is taken of is chosen before the one logarithm. The formulas are those of fdlibm (Sun Microsystems,
//! 1993); their own roundings show in the last digit.

use std::marker::PhantomData;

use super::super::register::*;
use super::logarithm::{NO_EXCESS, apart, one_more, with_ends};
use super::together::all;
use super::{Function, Together, in_float64, magnitude, most_below};

pub(crate) struct ArcSinh<T>(PhantomData<T>);
pub(crate) struct ArcCosh<T>(PhantomData<T>);
pub(crate) struct ArcTanh<T>(PhantomData<T>);

/// Squares of numbers up to here are in range.
const FAR: f64 = 1e150;

/// `log1p(near)` where that is meant, `log(far)` elsewhere.
#[inline(always)]
fn logarithm<const N: usize>(
    is_near: Together<f64, N>,
    near: Together<f64, N>,
    far: Together<f64, N>,
) -> Together<f64, N> {
    let (sum, lost) = one_more(near);
    let value = apart(sum.or_else(is_near, far), all(NO_EXCESS));
    value.value_and((lost / sum) & is_near)
}

/// `log(2x)`, where `2x` may be beyond the largest number.
#[inline(always)]
fn of_twice<const N: usize>(x: Together<f64, N>) -> Together<f64, N> {
    let value = apart(x, all(NO_EXCESS - 1.0)).value();
    with_ends(x, value, f64::INFINITY)
}

impl Function for ArcSinh<f64> {
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
        let square = x * x;
        let root = (square + 1.0).sqrt();
        let is_near = x.less(all(2.0));
        let near = x + square / (root + 1.0);
        let far = x + x + all(1.0) / (root + x);
        logarithm(is_near, near, far) | (a & -0.0)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let value = Self::apply(a);
        value.or_else(x.less(all(FAR)), of_twice(x) | (a & -0.0))
    }
}

in_float64!(ArcSinh);

impl Function for ArcCosh<f64> {
    type Element = f64;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        // From 1 on; smaller ones are after all others.
        i32x4_sub(a, splat_of(1.0f64.to_bits()))
    }
    #[inline(always)]
    fn most() -> v128 {
        const MOST: u64 = ((FAR.to_bits() >> 32) - (1.0f64.to_bits() >> 32) - 1) << 32;
        splat_of(MOST | 0xffff_ffff)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let t = a - 1.0;
        let is_near = a.less(all(2.0));
        let near = t + (t * t + (t + t)).sqrt();
        let far = a + a - all(1.0) / (a + (a * a - 1.0).sqrt());
        logarithm(is_near, near, far)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let value = Self::apply(a).or_else(a.less(all(FAR)), of_twice(a));
        let nothing = all(f64::NAN);
        value.or_else(all(1.0).less_equal(a), nothing)
    }
}

in_float64!(ArcCosh);

impl Function for ArcTanh<f64> {
    type Element = f64;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_below(1.0)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let twice = x + x;
        let rest = all(1.0) - x;
        let is_small = x.less(all(0.5));
        let quotient = (twice * x).or_else(is_small, x) / rest;
        let argument = (twice + quotient).or_else(is_small, quotient + quotient);
        let (sum, lost) = one_more(argument);
        let value = apart(sum, all(NO_EXCESS)).value_and(lost / sum);
        (value * 0.5) | (a & -0.0)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let end = all(f64::INFINITY).or_else(x.equal(all(1.0)), all(f64::NAN)) | (a & -0.0);
        Self::apply(a).or_else(x.less(all(1.0)), end)
    }
}

in_float64!(ArcTanh);
