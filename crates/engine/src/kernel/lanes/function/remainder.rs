//! Floored division of floats, and what it or division toward zero leaves over: exact, as NumPy's own steps give it.
//! Knows registers; infinities, NaN, divisors of 0 and vast quotients are left to the loop of single elements.
//!
//! # The remainder without a loop
//!
//! With magnitudes `x` and `y`, `q = trunc(x / y)` is the whole quotient, or one more where the rounding of `x / y` has carried
//! it up to an integer; it is never less. `x - q y` is a multiple of `y`'s last digit and not larger than `y`, so it is a
//! float, and it is found exactly if `q y` is subtracted in exact parts: `y` is cut into its upper 26 digits and the lower 27,
//! `q` has at most 26, and products of such numbers are exact. Where it is negative, `y` is added and 1 taken from `q`.
//!
//! A quotient that was not rounded to an integer is known by its floor: no rounding carries it past one. So where no lane has an
//! integer, floored division needs no remainder at all.
//!
//! A larger quotient takes two turns: first what `2**26 y` leaves over, then what `y` leaves over of that.
//!
//! A `float32` is divided in `float64`, where no cut is needed. NumPy's quotient is rounded in steps, of which nothing shows
//! while it has few digits; beyond, those steps are taken.

use super::super::divide::{CRemainder, FloorDivide, Remainder};
use super::super::lane::Real;
use super::super::register::*;
use super::together::{all, each};
use super::{FunctionOfTwo, Together, unset};
use crate::kernel::float::Float;

/// What makes a result of a quotient and a remainder.
pub(crate) trait Left {
    /// The results, where they show without a remainder in every lane; `most` is where quotients begin to be rounded.
    #[inline(always)]
    fn at_once<T: Real + bytemuck::Pod, const N: usize>(
        _a: Together<T, N>,
        _b: Together<T, N>,
        _most: T,
    ) -> Option<Together<T, N>> {
        None
    }
    /// From magnitudes: the whole quotient, and what it leaves over.
    fn result<const N: usize>(
        a: Together<f64, N>,
        b: Together<f64, N>,
        quotient: Together<f64, N>,
        rest: Together<f64, N>,
    ) -> Together<f64, N>;
    /// The same where the quotient has so many digits that it is rounded.
    #[inline(always)]
    fn far<const N: usize>(
        a: Together<f64, N>,
        b: Together<f64, N>,
        rest: Together<f64, N>,
    ) -> Together<f64, N> {
        Self::result(a, b, rest, rest)
    }
    /// Single elements.
    fn alone<T: Float>(a: T, b: T) -> T;
}

/// The bits of a number's sign.
const SIGN: f64 = -0.0;

/// All bits where a rest is not 0 and the two numbers have different signs.
#[inline(always)]
fn lies_below<const N: usize>(
    a: Together<f64, N>,
    b: Together<f64, N>,
    rest: Together<f64, N>,
) -> Together<f64, N> {
    let differ = (a ^ b).bits::<i64>().less(all(0)).bits::<f64>();
    differ & all(0.0).less(rest)
}

impl Left for FloorDivide<f64> {
    #[inline(always)]
    fn at_once<T: Real + bytemuck::Pod, const N: usize>(
        a: Together<T, N>,
        b: Together<T, N>,
        most: T,
    ) -> Option<Together<T, N>> {
        let quotient = a / b;
        let floor = quotient.floor();
        let shows = floor.less(quotient) & quotient.abs().less(all(most));
        shows.all().then_some(floor)
    }
    #[inline(always)]
    fn result<const N: usize>(
        a: Together<f64, N>,
        b: Together<f64, N>,
        quotient: Together<f64, N>,
        rest: Together<f64, N>,
    ) -> Together<f64, N> {
        let one_more = lies_below(a, b, rest) & 1.0;
        (quotient + one_more) | ((a ^ b) & SIGN)
    }
    #[inline(always)]
    fn far<const N: usize>(
        a: Together<f64, N>,
        b: Together<f64, N>,
        rest: Together<f64, N>,
    ) -> Together<f64, N> {
        let below = lies_below(a, b, rest);
        let quotient = (a - (rest | (a & SIGN))) / b - (below & 1.0);
        let floor = quotient.floor();
        let floor = floor + (all(0.5).less(quotient - floor) & 1.0);
        let is_zero = quotient.equal(all(0.0));
        ((a ^ b) & SIGN).or_else(is_zero, floor)
    }
    fn alone<T: Float>(a: T, b: T) -> T {
        a.floor_divide(b)
    }
}

impl Left for Remainder<f64> {
    #[inline(always)]
    fn result<const N: usize>(
        a: Together<f64, N>,
        b: Together<f64, N>,
        _: Together<f64, N>,
        rest: Together<f64, N>,
    ) -> Together<f64, N> {
        let signed = rest | (a & SIGN);
        let signed = (signed + b).or_else(lies_below(a, b, rest), signed);
        (b & SIGN).or_else(rest.equal(all(0.0)), signed)
    }
    fn alone<T: Float>(a: T, b: T) -> T {
        a.floor_remainder(b)
    }
}

impl Left for CRemainder<f64> {
    #[inline(always)]
    fn result<const N: usize>(
        a: Together<f64, N>,
        _: Together<f64, N>,
        _: Together<f64, N>,
        rest: Together<f64, N>,
    ) -> Together<f64, N> {
        rest | (a & SIGN)
    }
    fn alone<T: Float>(a: T, b: T) -> T {
        a.c_remainder(b)
    }
}

/// The whole quotient of magnitudes, what it leaves over, and where both are right.
struct Whole<const N: usize> {
    quotient: Together<f64, N>,
    rest: Together<f64, N>,
    holds: Together<f64, N>,
}

/// `x` and `y` are not negative. Quotients must be below `most`; where they have more than 26 digits, `CUT` must be false and `y`
/// have so many fewer.
#[inline(always)]
fn whole<const CUT: bool, const N: usize>(
    x: Together<f64, N>,
    y: Together<f64, N>,
    most: f64,
) -> Whole<N> {
    let quotient = (x / y).trunc();
    let left = if CUT {
        let upper = (y.bits::<u64>() & !0x7ff_ffff).bits::<f64>();
        (x - quotient * upper) - quotient * (y - upper)
    } else {
        x - quotient * y
    };
    let carried = left.less(all(0.0));
    // With these bounds no product leaves the range.
    let holds = quotient.less(all(most)) & x.less(all(1e300)) & y.less(all(1e300));
    Whole {
        quotient: quotient - (carried & 1.0),
        rest: left + (carried & y),
        holds,
    }
}

/// Quotients from here on are rounded, or their floors are.
const ROUNDED: f64 = 2_251_799_813_685_248.0;
const ROUNDED_32: f32 = 4_194_304.0;

/// Quotients of 26 digits.
const FEW: f64 = 67_108_864.0;
/// `float32`: what keeps `q y` exact, and what keeps the steps of its quotient from being seen.
const FEW_32: f64 = 4_194_304.0;

macro_rules! function_of_two {
    ($($name:ident)*) => {$(
        impl FunctionOfTwo for $name<f64> {
            type Number = f64;

            #[inline(always)]
            fn apply<const N: usize>(
                a: Together<f64, N>,
                b: Together<f64, N>,
            ) -> (Together<f64, N>, v128) {
                if let Some(value) = Self::at_once(a, b, ROUNDED) {
                    return (value, splat(&[0]));
                }
                let Whole { quotient, rest, holds } = whole::<true, N>(a.abs(), b.abs(), FEW);
                (Self::result(a, b, quotient, rest), unset(holds))
            }

            #[inline(always)]
            fn careful<const N: usize>(a: Together<f64, N>, b: Together<f64, N>) -> Together<f64, N> {
                let (x, y) = (a.abs(), b.abs());
                let near = whole::<true, N>(x, y, FEW);
                let value = Self::result(a, b, near.quotient, near.rest);
                if near.holds.all() {
                    return value;
                }
                let first = whole::<true, N>(x, y * FEW, FEW);
                let second = whole::<true, N>(first.rest, y, FEW);
                let value = value.or_else(near.holds, Self::far(a, b, second.rest));
                let holds = near.holds | (first.holds & second.holds);
                if holds.all() {
                    return value;
                }
                let (numbers, divisors) = (a.registers(), b.registers());
                value.or_else(holds, each!(N, |n| alone::<Self>(numbers[n], divisors[n])))
            }
        }

        impl FunctionOfTwo for $name<f32> {
            type Number = f32;

            #[inline(always)]
            fn apply<const N: usize>(
                a: Together<f32, N>,
                b: Together<f32, N>,
            ) -> (Together<f32, N>, v128) {
                if let Some(value) = $name::<f64>::at_once(a, b, ROUNDED_32) {
                    return (value, splat(&[0]));
                }
                let (low, low_holds) = $name::<f32>::half(a.low(), b.low());
                let (high, high_holds) = $name::<f32>::half(a.high(), b.high());
                (Together::short(low, high), unset(low_holds & high_holds))
            }

            #[inline(always)]
            fn careful<const N: usize>(a: Together<f32, N>, b: Together<f32, N>) -> Together<f32, N> {
                let (value, unset) = Self::apply(a, b);
                if !v128_any_true(unset) {
                    return value;
                }
                let (numbers, divisors) = (a.registers(), b.registers());
                each!(N, |n| alone_short::<$name<f64>>(numbers[n], divisors[n]))
            }
        }

        impl $name<f32> {
            #[inline(always)]
            fn half<const N: usize>(
                a: Together<f64, N>,
                b: Together<f64, N>,
            ) -> (Together<f64, N>, Together<f64, N>) {
                let Whole { quotient, rest, holds } = whole::<false, N>(a.abs(), b.abs(), FEW_32);
                ($name::<f64>::result(a, b, quotient, rest), holds)
            }
        }
    )*};
}

function_of_two!(FloorDivide Remainder CRemainder);

#[inline(never)]
fn alone<L: Left>(a: v128, b: v128) -> v128 {
    let (a, b): ([f64; 2], [f64; 2]) = (bytemuck::cast(bytes_of(a)), bytemuck::cast(bytes_of(b)));
    load(&bytemuck::cast([
        L::alone(a[0], b[0]),
        L::alone(a[1], b[1]),
    ]))
}

#[inline(never)]
fn alone_short<L: Left>(a: v128, b: v128) -> v128 {
    let (a, b): ([f32; 4], [f32; 4]) = (bytemuck::cast(bytes_of(a)), bytemuck::cast(bytes_of(b)));
    let mut values = [0.0f32; 4];
    for (to, (a, b)) in values.iter_mut().zip(std::iter::zip(a, b)) {
        *to = L::alone(a, b);
    }
    load(&bytemuck::cast(values))
}
