//! Floating-point operations whose special cases NumPy fixes: floored division, signed zeros, NaN in `maximum`.
//! Pure functions of one element; what is only a call into `libm` stands in the table itself.

use std::f64::consts::{LN_2, LOG2_E};

/// What the floating-point loops need, for both widths; each operation rounds in its own width.
pub(crate) trait Float: crate::element::Element {
    /// `a // b`: the floor of the quotient, made exact with the remainder as Python does.
    fn floor_divide(self, other: Self) -> Self;
    /// `a % b` with the sign of `b`.
    fn floor_remainder(self, other: Self) -> Self;
    /// The remainder of C, with the sign of `a`.
    fn c_remainder(self, other: Self) -> Self;
    /// -1, 0, 1 or NaN.
    fn sign(self) -> Self;
    /// `maximum`: NaN when either is NaN.
    fn maximum(self, other: Self) -> Self;
    /// `minimum`: NaN when either is NaN.
    fn minimum(self, other: Self) -> Self;
    /// `fmax`: the other one when one is NaN.
    fn fmax(self, other: Self) -> Self;
    /// `fmin`: the other one when one is NaN.
    fn fmin(self, other: Self) -> Self;
    /// 0 below 0, `at_zero` at 0, 1 above, NaN for NaN.
    fn heaviside(self, at_zero: Self) -> Self;
    /// The next number toward another.
    fn next_after(self, toward: Self) -> Self;
    /// The distance to the next number away from 0, with the number's sign.
    fn spacing(self) -> Self;
    /// What follows the point, with the number's sign; 0 for an infinity.
    fn fraction(self) -> Self;
    /// Held within two bounds; NaN when any is NaN. Of two zeros, the number's own stays.
    fn clip(self, low: Self, high: Self) -> Self;
    /// Radians to degrees.
    fn degrees(self) -> Self;
    /// Degrees to radians.
    fn radians(self) -> Self;
}

macro_rules! float {
    ($t:ident, $next_after:path) => {
        impl Float for $t {
            fn floor_divide(self, other: Self) -> Self {
                if other == 0.0 {
                    return self / other;
                }
                let remainder = self.c_remainder(other);
                let mut quotient = (self - remainder) / other;
                if remainder != 0.0 && (remainder < 0.0) != (other < 0.0) {
                    quotient -= 1.0;
                }
                if quotient == 0.0 {
                    return (0.0 as $t).copysign(self / other);
                }
                let floor = quotient.floor();
                if quotient - floor > 0.5 {
                    floor + 1.0
                } else {
                    floor
                }
            }

            fn floor_remainder(self, other: Self) -> Self {
                let remainder = self.c_remainder(other);
                if other == 0.0 || remainder.is_nan() {
                    remainder
                } else if remainder == 0.0 {
                    (0.0 as $t).copysign(other)
                } else if (remainder < 0.0) != (other < 0.0) {
                    remainder + other
                } else {
                    remainder
                }
            }

            fn c_remainder(self, other: Self) -> Self {
                // The remainder of two float32 is exact in float64 and fits float32 again.
                libm::fmod(f64::from(self), f64::from(other)) as $t
            }

            fn sign(self) -> Self {
                if self > 0.0 {
                    1.0
                } else if self < 0.0 {
                    -1.0
                } else if self == 0.0 {
                    0.0
                } else {
                    self
                }
            }

            fn maximum(self, other: Self) -> Self {
                if self > other || self.is_nan() {
                    self
                } else {
                    other
                }
            }

            fn minimum(self, other: Self) -> Self {
                if self < other || self.is_nan() {
                    self
                } else {
                    other
                }
            }

            fn fmax(self, other: Self) -> Self {
                if self >= other || other.is_nan() {
                    self
                } else {
                    other
                }
            }

            fn fmin(self, other: Self) -> Self {
                if self <= other || other.is_nan() {
                    self
                } else {
                    other
                }
            }

            fn heaviside(self, at_zero: Self) -> Self {
                if self.is_nan() {
                    self
                } else if self == 0.0 {
                    at_zero
                } else if self < 0.0 {
                    0.0
                } else {
                    1.0
                }
            }

            fn next_after(self, toward: Self) -> Self {
                $next_after(self, toward)
            }

            fn spacing(self) -> Self {
                if !self.is_finite() {
                    return $t::NAN;
                }
                if self == 0.0 {
                    return $t::from_bits(1);
                }
                // One more in the bit pattern is one step away from 0, whatever the sign.
                $t::from_bits(self.to_bits() + 1) - self
            }

            fn clip(self, low: Self, high: Self) -> Self {
                if self.is_nan() {
                    return self;
                }
                let above = if self < low || low.is_nan() {
                    low
                } else {
                    self
                };
                if high < above || high.is_nan() {
                    high
                } else {
                    above
                }
            }

            fn fraction(self) -> Self {
                let fraction = if self.is_infinite() {
                    0.0
                } else {
                    self - self.trunc()
                };
                fraction.copysign(self)
            }

            fn degrees(self) -> Self {
                self * (180.0 / std::$t::consts::PI)
            }

            fn radians(self) -> Self {
                self * (std::$t::consts::PI / 180.0)
            }
        }
    };
}
float!(f32, libm::nextafterf);
float!(f64, libm::nextafter);

/// The inverse hyperbolic cosine, NaN below 1.
pub(crate) fn arccosh(a: f64) -> f64 {
    if a < 1.0 { f64::NAN } else { libm::acosh(a) }
}

/// `log(exp(a) + exp(b))` without leaving the range of the numbers.
pub(crate) fn log_add_exp(a: f64, b: f64) -> f64 {
    if a == b {
        // Also covers two infinities of one sign, whose difference would be NaN.
        return a + LN_2;
    }
    let difference = a - b;
    if difference > 0.0 {
        a + libm::log1p(libm::exp(-difference))
    } else if difference <= 0.0 {
        b + libm::log1p(libm::exp(difference))
    } else {
        difference
    }
}

/// `log2(2**a + 2**b)` without leaving the range of the numbers.
pub(crate) fn log_add_exp2(a: f64, b: f64) -> f64 {
    if a == b {
        return a + 1.0;
    }
    let difference = a - b;
    if difference > 0.0 {
        a + LOG2_E * libm::log1p(libm::exp2(-difference))
    } else if difference <= 0.0 {
        b + LOG2_E * libm::log1p(libm::exp2(difference))
    } else {
        difference
    }
}
