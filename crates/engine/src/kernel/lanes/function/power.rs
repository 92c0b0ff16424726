//! `pow`: the exponential of a product with a logarithm.
//! Knows registers, logarithms and exponentials; what has a 0 or an infinity in it is left to the loop of single elements.
//!
//! `x**y = exp(y log x)`, where an error of the product counts as many times as the product is large, 700 at most. So the
//! logarithm is the sum of two numbers of 68 digits together, the product another such sum, and its second number goes into
//! the rest of the exponential. Error: 0.6 units. The method is that of Szabolcs Nagy's optimized routines for Arm (2018)
//! for processors without a fused multiply-add. A `float32` is computed in `float64`, where one number is enough.
//!
//! A negative number to the power of an integer is that of its magnitude, with its sign where the integer is odd.

use std::marker::PhantomData;

use super::super::lane::{Ordered, Real};
use super::super::register::*;
use super::exponential::{parts, reduced};
use super::logarithm::{Log, NO_EXCESS, apart, brought, times};
use super::together::{all, each};
use super::{Function, FunctionOfTwo, Together, magnitude, most_below, most_up_to, over};

/// A number raised to the power of another.
#[cfg(feature = "powers")]
pub(crate) trait Power: FunctionOfTwo {
    /// A number that both types hold.
    fn of(number: f64) -> Self::Number;
}

pub(crate) struct Raise<T>(PhantomData<T>);

#[cfg(feature = "powers")]
impl Power for Raise<f64> {
    fn of(number: f64) -> f64 {
        number
    }
}

#[cfg(feature = "powers")]
impl Power for Raise<f32> {
    fn of(number: f64) -> f32 {
        number as f32
    }
}

impl FunctionOfTwo for Raise<f64> {
    type Number = f64;

    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>, b: Together<f64, N>) -> (Together<f64, N>, v128) {
        let (high, low) = times(apart(a, all(NO_EXCESS)).pair(), b);
        let (steps, r) = reduced(high);
        let value = parts(steps, r + low).value();
        let (numbers, products) = (a.registers(), high.registers());
        let mut beyond = splat(&[0]);
        let mut n = 0;
        while n < N {
            let number = over(Log::<f64>::key(numbers[n]), Log::<f64>::most());
            let product = over(magnitude(products[n]), most_below(700.0));
            beyond = v128_or(beyond, v128_or(number, product));
            n += 1;
        }
        (value, beyond)
    }

    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>, b: Together<f64, N>) -> Together<f64, N> {
        let (brought, excess) = brought(a.abs());
        let (high, low) = times(apart(brought, excess).pair(), b);
        let (steps, r) = reduced(high.between(-750.0, 710.0));
        let low = low.or_else(high.abs().less(all(760.0)), all(0.0));
        let value = with_sign(a, b, parts(steps, r + low).value_in_halves());
        let usual = usual(a, b, f64::INFINITY);
        if usual.all() {
            return value;
        }
        let (numbers, exponents) = (a.registers(), b.registers());
        value.or_else(usual, each!(N, |n| alone(numbers[n], exponents[n])))
    }
}

impl FunctionOfTwo for Raise<f32> {
    type Number = f32;

    #[inline(always)]
    fn apply<const N: usize>(a: Together<f32, N>, b: Together<f32, N>) -> (Together<f32, N>, v128) {
        let value = Together::short(
            of_positive(a.low(), b.low()),
            of_positive(a.high(), b.high()),
        );
        let (numbers, exponents) = (a.registers(), b.registers());
        let mut beyond = splat(&[0]);
        let mut n = 0;
        while n < N {
            // Numbers above 0 are those from 1 on.
            let number = i32x4_sub(numbers[n], splat_of(1u32));
            let number = over(number, splat_of(f32::MAX.to_bits() - 1));
            let exponent = over(magnitude(exponents[n]), most_up_to(f32::MAX));
            beyond = v128_or(beyond, v128_or(number, exponent));
            n += 1;
        }
        (value, beyond)
    }

    #[inline(always)]
    fn careful<const N: usize>(a: Together<f32, N>, b: Together<f32, N>) -> Together<f32, N> {
        let value = with_sign(a, b, Self::apply(a.abs(), b).0);
        let usual = usual(a, b, f32::INFINITY);
        if usual.all() {
            return value;
        }
        let (numbers, exponents) = (a.registers(), b.registers());
        value.or_else(usual, each!(N, |n| alone_short(numbers[n], exponents[n])))
    }
}

/// Powers of numbers above 0 that were `float32`.
#[inline(always)]
fn of_positive<const N: usize>(a: Together<f64, N>, b: Together<f64, N>) -> Together<f64, N> {
    let product = apart(a, all(NO_EXCESS)).value() * b;
    // What is beyond is beyond `float32` long before.
    let (steps, r) = reduced(product.between(-200.0, 200.0));
    parts(steps, r).value()
}

/// Where a power is an exponential of a logarithm, but for the sign: neither 0 nor infinities nor NaN.
#[inline(always)]
fn usual<T: Real + bytemuck::Pod, const N: usize>(
    a: Together<T, N>,
    b: Together<T, N>,
    infinity: T,
) -> Together<T, N> {
    let (zero, infinity) = (Together::of([splat(&[0]); N]), all(infinity));
    zero.less(a.abs()) & a.abs().less(infinity) & b.abs().less(infinity)
}

/// The power of a magnitude as that of the number: with its sign where the exponent is odd, NaN where it is no integer.
#[inline(always)]
fn with_sign<T: Real + Ordered + bytemuck::Pod, const N: usize>(
    a: Together<T, N>,
    b: Together<T, N>,
    value: Together<T, N>,
) -> Together<T, N> {
    let sign: Together<T, N> = Together::of([T::sign(); N]);
    let zero: Together<T, N> = Together::of([splat(&[0]); N]);
    let half = Together::of([T::one(); N]) / Together::of([T::add(T::one(), T::one()); N]);
    let whole = b.trunc().equal(b);
    let even = (b * half).trunc().equal(b * half);
    let value = value.or_else(even, value ^ (a & sign));
    let infinity = Together::of([T::infinity(); N]);
    value.or_else(zero.less_equal(a) | whole, zero * infinity)
}

#[inline(never)]
fn alone(a: v128, b: v128) -> v128 {
    let (a, b): ([f64; 2], [f64; 2]) = (bytemuck::cast(bytes_of(a)), bytemuck::cast(bytes_of(b)));
    load(&bytemuck::cast([
        libm::pow(a[0], b[0]),
        libm::pow(a[1], b[1]),
    ]))
}

#[inline(never)]
fn alone_short(a: v128, b: v128) -> v128 {
    let (a, b): ([f32; 4], [f32; 4]) = (bytemuck::cast(bytes_of(a)), bytemuck::cast(bytes_of(b)));
    let mut values = [0.0f32; 4];
    for (to, (a, b)) in values.iter_mut().zip(std::iter::zip(a, b)) {
        *to = libm::pow(f64::from(a), f64::from(b)) as f32;
    }
    load(&bytemuck::cast(values))
}
