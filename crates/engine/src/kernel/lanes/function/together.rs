//! Several registers that take each step together: the operators of numbers, for functions of many steps.
//! Knows registers and the instructions of each element type.
//!
//! A step waits some turns of the processor's clock for the one before it, so one register alone would leave it idle most of
//! the time. Four that take each step one after the other fill the gaps, and a constant is fetched once for all of them.

use std::marker::PhantomData;
use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Shl, Shr, Sub};

use bytemuck::Pod;

use super::super::lane::{Arithmetic, Ordered, Real, select};
use super::super::register::*;

/// `N` registers of one element type.
pub(crate) struct Together<T, const N: usize>([v128; N], PhantomData<T>);

impl<T, const N: usize> Clone for Together<T, N> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<T, const N: usize> Copy for Together<T, N> {}

/// One step of all registers: `each!(N, |n| step of register n)`.
macro_rules! each {
    ($count:expr, |$n:ident| $step:expr) => {{
        let mut values = [splat(&[0]); $count];
        let mut $n = 0;
        while $n < $count {
            values[$n] = $step;
            $n += 1;
        }
        Together::of(values)
    }};
}

impl<T, const N: usize> Together<T, N> {
    #[inline(always)]
    pub(crate) fn of(registers: [v128; N]) -> Self {
        Self(registers, PhantomData)
    }

    #[inline(always)]
    pub(crate) fn registers(self) -> [v128; N] {
        self.0
    }

    /// The same bits as elements of another type.
    #[inline(always)]
    pub(super) fn bits<U>(self) -> Together<U, N> {
        Together(self.0, PhantomData)
    }

    /// `self` where the mask is set, `other` elsewhere.
    #[inline(always)]
    pub(super) fn or_else<M>(self, mask: Together<M, N>, other: Self) -> Self {
        each!(N, |n| select(mask.0[n], self.0[n], other.0[n]))
    }

    /// Whether a mask is set in every lane.
    #[inline(always)]
    pub(super) fn all(self) -> bool {
        let mut unset = splat(&[0]);
        let mut n = 0;
        while n < N {
            unset = v128_or(unset, v128_not(self.0[n]));
            n += 1;
        }
        !v128_any_true(unset)
    }
}

/// One element in every lane.
#[inline(always)]
pub(super) fn all<T: Pod, const N: usize>(element: T) -> Together<T, N> {
    Together([splat_of(element); N], PhantomData)
}

/// An operator between registers, or between registers and one element for all lanes.
macro_rules! operator {
    ($($trait:ident $name:ident: $bound:path, |$a:ident, $b:ident| $step:expr;)*) => {$(
        impl<T: $bound, const N: usize> $trait for Together<T, N> {
            type Output = Self;
            #[inline(always)]
            fn $name(self, other: Self) -> Self {
                each!(N, |n| {
                    let ($a, $b) = (self.0[n], other.0[n]);
                    $step
                })
            }
        }
        impl<T: $bound + Pod, const N: usize> $trait<T> for Together<T, N> {
            type Output = Self;
            #[inline(always)]
            fn $name(self, other: T) -> Self {
                $trait::$name(self, all(other))
            }
        }
    )*};
}

operator! {
    Add add: Arithmetic, |a, b| T::add(a, b);
    Sub sub: Arithmetic, |a, b| T::subtract(a, b);
    Mul mul: Arithmetic, |a, b| T::multiply(a, b);
    Div div: Real, |a, b| T::divide(a, b);
    BitAnd bitand: Copy, |a, b| v128_and(a, b);
    BitOr bitor: Copy, |a, b| v128_or(a, b);
    BitXor bitxor: Copy, |a, b| v128_xor(a, b);
}

/// Shifts; to the right a sign is drawn along, if the type has one.
pub(super) trait Bits {
    fn left(a: v128, bits: u32) -> v128;
    fn right(a: v128, bits: u32) -> v128;
}

macro_rules! bits {
    ($($t:ty: $left:ident, $right:ident;)*) => {$(
        impl Bits for $t {
            #[inline(always)]
            fn left(a: v128, bits: u32) -> v128 {
                $left(a, bits)
            }
            #[inline(always)]
            fn right(a: v128, bits: u32) -> v128 {
                $right(a, bits)
            }
        }
    )*};
}

bits! {
    i32: i32x4_shl, i32x4_shr;
    u32: i32x4_shl, u32x4_shr;
    i64: i64x2_shl, i64x2_shr;
    u64: i64x2_shl, u64x2_shr;
}

impl<T: Bits, const N: usize> Shl<u32> for Together<T, N> {
    type Output = Self;
    #[inline(always)]
    fn shl(self, bits: u32) -> Self {
        each!(N, |n| T::left(self.0[n], bits))
    }
}

impl<T: Bits, const N: usize> Shr<u32> for Together<T, N> {
    type Output = Self;
    #[inline(always)]
    fn shr(self, bits: u32) -> Self {
        each!(N, |n| T::right(self.0[n], bits))
    }
}

impl<T: Ordered + Arithmetic, const N: usize> Together<T, N> {
    #[inline(always)]
    pub(super) fn abs(self) -> Self {
        each!(N, |n| T::absolute(self.0[n]))
    }

    #[inline(always)]
    pub(super) fn less(self, other: Self) -> Self {
        each!(N, |n| T::less(self.0[n], other.0[n]))
    }

    #[inline(always)]
    pub(super) fn less_equal(self, other: Self) -> Self {
        each!(N, |n| T::less_equal(self.0[n], other.0[n]))
    }

    #[inline(always)]
    pub(super) fn equal(self, other: Self) -> Self {
        each!(N, |n| T::equal(self.0[n], other.0[n]))
    }
}

impl<T: Real, const N: usize> Together<T, N> {
    #[inline(always)]
    pub(super) fn trunc(self) -> Self {
        each!(N, |n| T::trunc(self.0[n]))
    }

    #[inline(always)]
    pub(super) fn sqrt(self) -> Self {
        each!(N, |n| T::sqrt(self.0[n]))
    }

    #[inline(always)]
    pub(super) fn floor(self) -> Self {
        each!(N, |n| T::floor(self.0[n]))
    }
}

impl<T: Arithmetic + Pod, const N: usize> Together<T, N> {
    /// `(c[0] + c[1] * x) + x² * ((c[2] + c[3] * x) + x² * (…))`: pairs wait for each other half as often as single terms
    /// would (G. Estrin, 1960).
    #[inline(always)]
    pub(super) fn polynomial<const M: usize>(self, square: Self, coefficients: [T; M]) -> Self {
        let mut place = (M - 1) / 2 * 2;
        let mut value = self.pair(coefficients, place);
        while place > 0 {
            place -= 2;
            value = self.pair(coefficients, place) + square * value;
        }
        value
    }

    /// `c[place] + c[place + 1] * x`
    #[inline(always)]
    fn pair<const M: usize>(self, coefficients: [T; M], place: usize) -> Self {
        if place + 1 < M {
            self * coefficients[place + 1] + coefficients[place]
        } else {
            all(coefficients[place])
        }
    }
}

impl<const N: usize> Together<f64, N> {
    /// Not below `low` and not above `high`; NaN stays.
    #[inline(always)]
    pub(super) fn between(self, low: f64, high: f64) -> Self {
        each!(N, |n| f64x2_pmin(
            f64x2_pmax(self.0[n], splat_of(low)),
            splat_of(high)
        ))
    }

    /// Two halves of registers of `float32`. Joined by `or`: a shuffle would be merged with the conversions by the compiler,
    /// into conversions of single elements.
    #[inline(always)]
    pub(super) fn short(low: Self, high: Self) -> Together<f32, N> {
        each!(N, |n| {
            let high = f32x4_demote_f64x2_zero(high.0[n]);
            v128_or(
                f32x4_demote_f64x2_zero(low.0[n]),
                i64x2_shuffle::<1, 0>(high, high),
            )
        })
    }
}

impl<const N: usize> Together<f32, N> {
    /// Not below `low` and not above `high`; NaN stays.
    #[inline(always)]
    pub(super) fn between(self, low: f32, high: f32) -> Self {
        each!(N, |n| f32x4_pmin(
            f32x4_pmax(self.0[n], splat_of(low)),
            splat_of(high)
        ))
    }

    /// The first two lanes of each register as `float64`.
    #[inline(always)]
    pub(super) fn low(self) -> Together<f64, N> {
        each!(N, |n| f64x2_promote_low_f32x4(self.0[n]))
    }

    /// The last two lanes of each register as `float64`.
    #[inline(always)]
    pub(super) fn high(self) -> Together<f64, N> {
        each!(N, |n| f64x2_promote_low_f32x4(i64x2_shuffle::<1, 1>(
            self.0[n], self.0[n]
        )))
    }
}

impl<const N: usize> Together<i32, N> {
    /// The integers as floats.
    #[inline(always)]
    pub(super) fn to_floats(self) -> Together<f32, N> {
        each!(N, |n| f32x4_convert_i32x4(self.0[n]))
    }
}

/// Rows of a table, one for each lane of two, as columns.
macro_rules! columns {
    ($number:ident, $count:expr, $row:expr) => {{
        let mut values = [[splat(&[0]); $count]; 2];
        let mut $number = 0;
        while $number < $count {
            let (first, second) = $row;
            values[0][$number] = i64x2_shuffle::<0, 2>(first, second);
            values[1][$number] = i64x2_shuffle::<1, 3>(first, second);
            $number += 1;
        }
        (Together::of(values[0]), Together::of(values[1]))
    }};
}
pub(super) use {columns, each};
