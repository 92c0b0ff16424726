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
//! A larger quotient takes two turns: first what `2**26 y` leaves over, then what `y` leaves over of that. NumPy's quotient is
//! rounded in steps, of which nothing shows while it has few digits; beyond, those steps are taken.
//!
//! Of a `float32` each part has 12 digits. A quotient of more is divided in `float64`, where no cut is needed.

use super::super::divide::{CRemainder, FloorDivide, Remainder};
use super::super::lane::Real;
use super::super::register::*;
use super::together::{all, each};
use super::{FunctionOfTwo, Together, unset};
use crate::kernel::float::Float;

/// Floats whose digits are cut in two.
pub(crate) trait Digits: Real + Float + bytemuck::Pod {
    const ZERO: Self;
    const HALF: Self;
    const ONE: Self;
    /// The bits of a number's sign.
    const SIGN: Self;
    /// Quotients of as many digits as a part has are less.
    const FEW: Self;
    /// Numbers from here on may have products beyond the range.
    const VAST: Self;
    /// Quotients from here on are rounded, or their floors are.
    const ROUNDED: Self;
    /// The upper digits.
    fn upper<const N: usize>(a: Together<Self, N>) -> Together<Self, N>;
    /// The values of larger quotients, and where they hold.
    fn of_many_digits<L: Left, const N: usize>(
        a: Together<Self, N>,
        b: Together<Self, N>,
    ) -> (Together<Self, N>, Together<Self, N>);
    /// The values of single elements.
    fn alone<L: Left>(a: v128, b: v128) -> v128;
}

impl Digits for f64 {
    const ZERO: Self = 0.0;
    const HALF: Self = 0.5;
    const ONE: Self = 1.0;
    const SIGN: Self = -0.0;
    const FEW: Self = 67_108_864.0;
    const VAST: Self = 1e300;
    const ROUNDED: Self = 2_251_799_813_685_248.0;

    #[inline(always)]
    fn upper<const N: usize>(a: Together<Self, N>) -> Together<Self, N> {
        (a.bits::<u64>() & !0x7ff_ffff).bits()
    }

    #[inline(always)]
    fn of_many_digits<L: Left, const N: usize>(
        a: Together<Self, N>,
        b: Together<Self, N>,
    ) -> (Together<Self, N>, Together<Self, N>) {
        let (x, y) = (a.abs(), b.abs());
        let first = whole(x, y * Self::FEW);
        let second = whole(first.rest, y);
        (L::far(a, b, second.rest), first.holds & second.holds)
    }

    #[inline(always)]
    fn alone<L: Left>(a: v128, b: v128) -> v128 {
        alone_f64::<L>(a, b)
    }
}

impl Digits for f32 {
    const ZERO: Self = 0.0;
    const HALF: Self = 0.5;
    const ONE: Self = 1.0;
    const SIGN: Self = -0.0;
    const FEW: Self = 4096.0;
    const VAST: Self = 1e37;
    const ROUNDED: Self = 4_194_304.0;

    #[inline(always)]
    fn upper<const N: usize>(a: Together<Self, N>) -> Together<Self, N> {
        (a.bits::<u32>() & !0xfff).bits()
    }

    #[inline(always)]
    fn of_many_digits<L: Left, const N: usize>(
        a: Together<Self, N>,
        b: Together<Self, N>,
    ) -> (Together<Self, N>, Together<Self, N>) {
        let (low, low_holds) = in_float64::<L, N>(a.low(), b.low());
        let (high, high_holds) = in_float64::<L, N>(a.high(), b.high());
        let value = Together::short(low, high);
        (
            value,
            Together::short(low_holds & 1.0, high_holds & 1.0).equal(all(1.0)),
        )
    }

    #[inline(always)]
    fn alone<L: Left>(a: v128, b: v128) -> v128 {
        alone_f32::<L>(a, b)
    }
}

#[inline(never)]
fn alone_f64<L: Left>(a: v128, b: v128) -> v128 {
    let (a, b): ([f64; 2], [f64; 2]) = (bytemuck::cast(bytes_of(a)), bytemuck::cast(bytes_of(b)));
    load(&bytemuck::cast([
        L::alone(a[0], b[0]),
        L::alone(a[1], b[1]),
    ]))
}

#[inline(never)]
fn alone_f32<L: Left>(a: v128, b: v128) -> v128 {
    let (a, b): ([f32; 4], [f32; 4]) = (bytemuck::cast(bytes_of(a)), bytemuck::cast(bytes_of(b)));
    let mut values = [0.0; 4];
    for (to, (a, b)) in values.iter_mut().zip(std::iter::zip(a, b)) {
        *to = L::alone(a, b);
    }
    load(&bytemuck::cast(values))
}

/// Numbers of 24 digits: a quotient of up to 22 and its products are exact, and the steps of NumPy's quotient are not seen.
#[inline(always)]
fn in_float64<L: Left, const N: usize>(
    a: Together<f64, N>,
    b: Together<f64, N>,
) -> (Together<f64, N>, Together<f64, N>) {
    let (x, y) = (a.abs(), b.abs());
    let quotient = (x / y).trunc();
    let holds =
        quotient.less(all(f64::from(f32::ROUNDED))) & x.less(all(1e300)) & y.less(all(1e300));
    let found = Whole::of(quotient, x - quotient * y, y, holds);
    (L::result(a, b, found.quotient, found.rest), holds)
}

/// What makes a result of a quotient and a remainder.
pub(crate) trait Left {
    /// The results, where they show without a remainder in every lane.
    #[inline(always)]
    fn at_once<T: Digits, const N: usize>(
        _a: Together<T, N>,
        _b: Together<T, N>,
    ) -> Option<Together<T, N>> {
        None
    }
    /// From magnitudes: the whole quotient, and what it leaves over.
    fn result<T: Digits, const N: usize>(
        a: Together<T, N>,
        b: Together<T, N>,
        quotient: Together<T, N>,
        rest: Together<T, N>,
    ) -> Together<T, N>;
    /// The same where the quotient has so many digits that it is rounded.
    #[inline(always)]
    fn far<T: Digits, const N: usize>(
        a: Together<T, N>,
        b: Together<T, N>,
        rest: Together<T, N>,
    ) -> Together<T, N> {
        Self::result(a, b, rest, rest)
    }
    /// Single elements.
    fn alone<T: Float>(a: T, b: T) -> T;
}

/// All bits where a rest is not 0 and the two numbers have different signs.
#[inline(always)]
fn lies_below<T: Digits, const N: usize>(
    a: Together<T, N>,
    b: Together<T, N>,
    rest: Together<T, N>,
) -> Together<T, N> {
    let signs = (a ^ b).registers();
    each!(N, |n| T::is_negative(signs[n])) & all(T::ZERO).less(rest)
}

impl<U> Left for FloorDivide<U> {
    #[inline(always)]
    fn at_once<T: Digits, const N: usize>(
        a: Together<T, N>,
        b: Together<T, N>,
    ) -> Option<Together<T, N>> {
        let quotient = a / b;
        let floor = quotient.floor();
        let shows = floor.less(quotient) & quotient.abs().less(all(T::ROUNDED));
        shows.all().then_some(floor)
    }
    #[inline(always)]
    fn result<T: Digits, const N: usize>(
        a: Together<T, N>,
        b: Together<T, N>,
        quotient: Together<T, N>,
        rest: Together<T, N>,
    ) -> Together<T, N> {
        let one_more = lies_below(a, b, rest) & T::ONE;
        (quotient + one_more) | ((a ^ b) & T::SIGN)
    }
    #[inline(always)]
    fn far<T: Digits, const N: usize>(
        a: Together<T, N>,
        b: Together<T, N>,
        rest: Together<T, N>,
    ) -> Together<T, N> {
        let below = lies_below(a, b, rest);
        let quotient = (a - (rest | (a & T::SIGN))) / b - (below & T::ONE);
        let floor = quotient.floor();
        let floor = floor + (all(T::HALF).less(quotient - floor) & T::ONE);
        let is_zero = quotient.equal(all(T::ZERO));
        ((a ^ b) & T::SIGN).or_else(is_zero, floor)
    }
    fn alone<T: Float>(a: T, b: T) -> T {
        a.floor_divide(b)
    }
}

impl<U> Left for Remainder<U> {
    #[inline(always)]
    fn result<T: Digits, const N: usize>(
        a: Together<T, N>,
        b: Together<T, N>,
        _: Together<T, N>,
        rest: Together<T, N>,
    ) -> Together<T, N> {
        let signed = rest | (a & T::SIGN);
        let signed = (signed + b).or_else(lies_below(a, b, rest), signed);
        (b & T::SIGN).or_else(rest.equal(all(T::ZERO)), signed)
    }
    fn alone<T: Float>(a: T, b: T) -> T {
        a.floor_remainder(b)
    }
}

impl<U> Left for CRemainder<U> {
    #[inline(always)]
    fn result<T: Digits, const N: usize>(
        a: Together<T, N>,
        _: Together<T, N>,
        _: Together<T, N>,
        rest: Together<T, N>,
    ) -> Together<T, N> {
        rest | (a & T::SIGN)
    }
    fn alone<T: Float>(a: T, b: T) -> T {
        a.c_remainder(b)
    }
}

/// The whole quotient of magnitudes, what it leaves over, and where both are right.
struct Whole<T, const N: usize> {
    quotient: Together<T, N>,
    rest: Together<T, N>,
    holds: Together<T, N>,
}

impl<T: Digits, const N: usize> Whole<T, N> {
    /// From a quotient that may be one too large, and what it leaves over.
    #[inline(always)]
    fn of(
        quotient: Together<T, N>,
        left: Together<T, N>,
        y: Together<T, N>,
        holds: Together<T, N>,
    ) -> Self {
        let carried = left.less(all(T::ZERO));
        Self {
            quotient: quotient - (carried & T::ONE),
            rest: left + (carried & y),
            holds,
        }
    }
}

/// `x` and `y` are not negative.
#[inline(always)]
fn whole<T: Digits, const N: usize>(x: Together<T, N>, y: Together<T, N>) -> Whole<T, N> {
    let quotient = (x / y).trunc();
    let upper = T::upper(y);
    let left = (x - quotient * upper) - quotient * (y - upper);
    // With these bounds no product leaves the range.
    let holds = quotient.less(all(T::FEW)) & x.less(all(T::VAST)) & y.less(all(T::VAST));
    Whole::of(quotient, left, y, holds)
}

macro_rules! function_of_two {
    ($($name:ident)*) => {$(
        impl<T: Digits> FunctionOfTwo for $name<T> {
            type Number = T;

            #[inline(always)]
            fn apply<const N: usize>(a: Together<T, N>, b: Together<T, N>) -> (Together<T, N>, v128) {
                if let Some(value) = Self::at_once(a, b) {
                    return (value, splat(&[0]));
                }
                let Whole { quotient, rest, holds } = whole(a.abs(), b.abs());
                (Self::result(a, b, quotient, rest), unset(holds))
            }

            #[inline(always)]
            fn careful<const N: usize>(a: Together<T, N>, b: Together<T, N>) -> Together<T, N> {
                let near = whole(a.abs(), b.abs());
                let value = Self::result(a, b, near.quotient, near.rest);
                if near.holds.all() {
                    return value;
                }
                let (far, far_holds) = T::of_many_digits::<Self, N>(a, b);
                let value = value.or_else(near.holds, far);
                let holds = near.holds | far_holds;
                if holds.all() {
                    return value;
                }
                let (numbers, divisors) = (a.registers(), b.registers());
                value.or_else(holds, each!(N, |n| T::alone::<Self>(numbers[n], divisors[n])))
            }
        }
    )*};
}

function_of_two!(FloorDivide Remainder CRemainder);
