//! `tan`: the quotient of a sine and a cosine, each in two numbers.
//! Knows registers and how quarter turns are taken out of angles.
//!
//! A quotient of a sine and a cosine that were rounded before would miss by more than two units. So what each rounding loses is
//! kept as a second number, and the quotient corrected by them and by its own remainder, whose products are exact where they
//! must be. After an odd number of quarter turns the two change places. Error: 1.2 units at most, half of one nearly always.

use std::marker::PhantomData;

use super::super::register::*;
use super::circular::{Circle, Turned, far, holds, turned};
use super::together::{all, each};
use super::{Function, Together, magnitude, most_below, most_up_to, one_by_one};

pub(crate) struct Tan<T>(PhantomData<T>);

/// The upper half of a number's digits.
#[inline(always)]
fn upper<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
    (a.bits::<u64>() & !0x7ff_ffff).bits()
}

#[inline(always)]
fn value<const N: usize>(
    Turned {
        quarters,
        rest: x,
        less,
    }: Turned<f64, N>,
) -> Together<f64, N> {
    let square = x * x;
    let fourth = square * square;
    let half = square * 0.5;
    let cosine = all(1.0) - half;
    let cosine_low =
        ((all(1.0) - cosine) - half) + (fourth * f64::cosine(square, fourth) + x * less);
    let sine_low = square * x * f64::sine(square, fourth) - less * cosine;
    let is_odd = (quarters << 63).less(all(0)).bits::<f64>();
    let (number, number_low) = (
        cosine.or_else(is_odd, x),
        cosine_low.or_else(is_odd, sine_low),
    );
    let (divisor, divisor_low) = (
        x.or_else(is_odd, cosine),
        sine_low.or_else(is_odd, cosine_low),
    );
    let (a, b) = (number + number_low, divisor + divisor_low);
    let a_lost = (number - a) + number_low;
    let b_lost = (divisor - b) + divisor_low;
    let quotient = a / b;
    let (first, b_upper) = (upper(quotient), upper(b));
    let remainder = ((a - first * b_upper) - first * (b - b_upper)) - (quotient - first) * b;
    let value = quotient + (remainder + (a_lost - quotient * b_lost)) / b;
    // The quotient of a cosine and a sine counts the other way round. A zero keeps its sign.
    let value = value ^ (is_odd & -0.0);
    x.or_else(x.equal(all(0.0)), value)
}

impl Function for Tan<f64> {
    type Element = f64;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_below(f64::NEAR)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        value(turned(a))
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        careful::<false, N>(a)
    }
}

/// The tangent to the precision of `float32`, for which rounded sines and cosines are enough.
#[inline(always)]
fn rough_value<const N: usize>(
    Turned {
        quarters, rest: x, ..
    }: Turned<f64, N>,
) -> Together<f64, N> {
    let square = x * x;
    let fourth = square * square;
    let sine = x + square * x * f64::sine(square, fourth);
    let cosine = (all(1.0) - square * 0.5) + fourth * f64::cosine(square, fourth);
    let is_odd = (quarters << 63).less(all(0)).bits::<f64>();
    let quotient = cosine.or_else(is_odd, sine) / sine.or_else(is_odd, cosine);
    x.or_else(x.equal(all(0.0)), quotient ^ (is_odd & -0.0))
}

/// The tangent of any angle, to either precision.
#[inline(always)]
fn careful<const ROUGH: bool, const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
    let turned = far(a);
    let holds = holds(a, turned.rest);
    let values = if ROUGH {
        rough_value(turned)
    } else {
        value(turned)
    };
    if holds.all() {
        return values;
    }
    let registers = a.registers();
    let alone = each!(N, |n| one_by_one(registers[n], libm::tan));
    values.or_else(holds, alone)
}

impl Function for Tan<f32> {
    type Element = f32;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        magnitude(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        most_up_to(1599.0)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        let low = rough_value(turned(a.low()));
        Together::short(low, rough_value(turned(a.high())))
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        let low = careful::<true, N>(a.low());
        Together::short(low, careful::<true, N>(a.high()))
    }
}
