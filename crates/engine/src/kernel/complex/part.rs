//! What a part of a complex number can do, in its own width: arithmetic, and the functions of the C library below NumPy.
//! Knows no complex numbers.

use std::ops::{Add, Div, Mul, Neg, Sub};

use crate::kernel::library::{self, single, single_functions};

/// A part of a complex number.
pub(crate) trait Part:
    Copy
    + PartialOrd
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// The distance from 1 to the next number.
    const EPSILON: Self;
    /// The smallest number with all digits.
    const SMALLEST: Self;
    const LARGEST: Self;
    /// The binary digits of a number.
    const DIGITS: i32;
    /// The largest whole number below the logarithm of half the range.
    const FAR: f64;

    /// The nearest part to a double.
    fn of(value: f64) -> Self;
    /// The same number as a double.
    fn wide(self) -> f64;
    /// NaN that comes of numbers.
    fn invalid() -> Self;
    /// The same number after two others were compared: an order that NaN has not is worth a warning.
    #[must_use]
    fn compared(self, left: Self, right: Self) -> Self {
        let _ = (left, right);
        self
    }
    /// NaN, which comes of a number where this is an infinity.
    fn nothing(self) -> Self {
        if self.infinite() {
            Self::invalid()
        } else if self.not_a_number() {
            // It remembers what made it so.
            self
        } else {
            Self::of(f64::NAN)
        }
    }
    /// Without its sign.
    fn magnitude(self) -> Self;
    /// With the sign of another.
    fn copysign(self, sign: Self) -> Self;
    /// The nearest whole number, halves to the even one.
    fn whole(self) -> Self;
    fn sqrt(self) -> Self;
    fn exp(self) -> Self;
    fn expm1(self) -> Self;
    fn log(self) -> Self;
    fn log1p(self) -> Self;
    fn sin(self) -> Self;
    fn sin_cos(self) -> (Self, Self);
    fn sinh(self) -> Self;
    fn cosh(self) -> Self;
    /// The angle of the point of this height.
    fn atan2(self, x: Self) -> Self;
    /// The length over two sides.
    fn hypot(self, other: Self) -> Self;
    /// The sum of two squares less 1, for numbers below 1 whose squares make at least a half.
    fn square_less_one(self, other: Self) -> Self;

    /// Times a power of two.
    fn scaled(self, power: i32) -> Self {
        self * Self::of(2f64.powi(power))
    }
    fn not_a_number(self) -> bool {
        self.wide().is_nan()
    }
    fn infinite(self) -> bool {
        self.wide().is_infinite()
    }
    fn finite(self) -> bool {
        self.wide().is_finite()
    }
    /// Whether the sign bit is set.
    fn negative(self) -> bool {
        self.wide().is_sign_negative()
    }
    fn is(self, value: f64) -> bool {
        self.wide() == value
    }
}

impl Part for f64 {
    const EPSILON: f64 = f64::EPSILON;
    const SMALLEST: f64 = f64::MIN_POSITIVE;
    const LARGEST: f64 = f64::MAX;
    const DIGITS: i32 = f64::MANTISSA_DIGITS as i32;
    const FAR: f64 = 709.0;

    fn of(value: f64) -> f64 {
        value
    }
    fn wide(self) -> f64 {
        self
    }
    fn invalid() -> f64 {
        f64::NAN
    }
    fn magnitude(self) -> f64 {
        self.abs()
    }
    fn copysign(self, sign: f64) -> f64 {
        f64::copysign(self, sign)
    }
    fn whole(self) -> f64 {
        self.round_ties_even()
    }
    fn sqrt(self) -> f64 {
        f64::sqrt(self)
    }
    fn exp(self) -> f64 {
        library::exp(self)
    }
    fn expm1(self) -> f64 {
        library::expm1(self)
    }
    fn log(self) -> f64 {
        library::log(self)
    }
    fn log1p(self) -> f64 {
        library::log1p(self)
    }
    fn sin(self) -> f64 {
        library::sin(self)
    }
    fn sin_cos(self) -> (f64, f64) {
        library::sin_cos(self)
    }
    fn sinh(self) -> f64 {
        library::sinh(self)
    }
    fn cosh(self) -> f64 {
        library::cosh(self)
    }
    fn atan2(self, x: f64) -> f64 {
        library::atan2(self, x)
    }
    fn hypot(self, other: f64) -> f64 {
        library::hypot(self, other)
    }
    fn square_less_one(self, other: f64) -> f64 {
        library::square_less_one(self, other)
    }
}

impl Part for f32 {
    const EPSILON: f32 = f32::EPSILON;
    const SMALLEST: f32 = f32::MIN_POSITIVE;
    const LARGEST: f32 = f32::MAX;
    const DIGITS: i32 = f32::MANTISSA_DIGITS as i32;
    const FAR: f64 = 88.0;

    fn of(value: f64) -> f32 {
        value as f32
    }
    fn wide(self) -> f64 {
        self.into()
    }
    fn invalid() -> f32 {
        f32::NAN
    }
    fn magnitude(self) -> f32 {
        self.abs()
    }
    fn copysign(self, sign: f32) -> f32 {
        f32::copysign(self, sign)
    }
    fn whole(self) -> f32 {
        self.round_ties_even()
    }
    fn sqrt(self) -> f32 {
        f32::sqrt(self)
    }
    fn exp(self) -> f32 {
        single_functions::expf(self)
    }
    fn expm1(self) -> f32 {
        single_functions::expm1f(self)
    }
    fn log(self) -> f32 {
        single::logf(self)
    }
    fn log1p(self) -> f32 {
        single::log1pf(self)
    }
    fn sin(self) -> f32 {
        single_functions::sin_cosf(self).0
    }
    fn sin_cos(self) -> (f32, f32) {
        single_functions::sin_cosf(self)
    }
    fn sinh(self) -> f32 {
        single_functions::sinhf(self)
    }
    fn cosh(self) -> f32 {
        single_functions::coshf(self)
    }
    fn atan2(self, x: f32) -> f32 {
        single_functions::atan2f(self, x)
    }
    fn hypot(self, other: f32) -> f32 {
        single_functions::hypotf(self, other)
    }
    fn square_less_one(self, other: f32) -> f32 {
        single_functions::square_less_onef(self, other)
    }
}
