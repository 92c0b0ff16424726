//! Integer arithmetic as NumPy defines it: wraparound, floored division, division by 0 gives 0, shifts past the width.
//! Pure functions of one element.

use super::Flags;

/// What the integer loops need of an integer type, signed or not.
pub(crate) trait Integer: crate::element::Element + Ord {
    /// `a // b`, toward minus infinity; 0 when `b` is 0.
    fn floor_divide(self, other: Self) -> (Self, Flags);
    /// `a % b`, with the sign of `b`; 0 when `b` is 0.
    fn floor_remainder(self, other: Self) -> (Self, Flags);
    /// The remainder of C, with the sign of `a`; 0 when `b` is 0.
    fn c_remainder(self, other: Self) -> (Self, Flags);
    /// `a ** b` by repeated squaring, wrapping around.
    fn power(self, exponent: Self) -> (Self, Flags);
    /// `a << b`; 0 when `b` is negative or at least the width.
    fn shift_left(self, by: Self) -> Self;
    /// `a >> b`; filled with the sign when `b` is negative or at least the width.
    fn shift_right(self, by: Self) -> Self;
    /// The greatest common divisor of the magnitudes.
    fn gcd(self, other: Self) -> Self;
    /// The least common multiple of the magnitudes, 0 when both are 0.
    fn lcm(self, other: Self) -> Self;
    /// -1, 0 or 1.
    fn sign(self) -> Self;
    /// The magnitude; the most negative integer stays as it is.
    fn magnitude(self) -> Self;
    /// `1 / a` toward 0; what the processor's conversion of infinity leaves when `a` is 0.
    fn reciprocal(self) -> (Self, Flags);
    /// The number of 1 bits in the magnitude.
    fn bit_count(self) -> u8;
}

macro_rules! integer {
    ($($t:ident, $unsigned:ident, $reciprocal_of_zero:expr;)*) => {$(
        // Comparisons with 0 and negations are no-ops for the unsigned half.
        #[allow(unused_comparisons, clippy::absurd_extreme_comparisons)]
        impl Integer for $t {
            fn floor_divide(self, other: Self) -> (Self, Flags) {
                if other == 0 {
                    return (0, Flags::DIVIDE_BY_ZERO);
                }
                let (quotient, overflow) = self.overflowing_div(other);
                let flags = if overflow { Flags::OVERFLOW } else { Flags::NONE };
                let remainder = self.wrapping_rem(other);
                let below = remainder != 0 && (remainder < 0) != (other < 0);
                (quotient.wrapping_sub($t::from(below)), flags)
            }

            fn floor_remainder(self, other: Self) -> (Self, Flags) {
                if other == 0 {
                    return (0, Flags::DIVIDE_BY_ZERO);
                }
                let remainder = self.wrapping_rem(other);
                if remainder != 0 && (remainder < 0) != (other < 0) {
                    (remainder.wrapping_add(other), Flags::NONE)
                } else {
                    (remainder, Flags::NONE)
                }
            }

            fn c_remainder(self, other: Self) -> (Self, Flags) {
                if other == 0 {
                    (0, Flags::DIVIDE_BY_ZERO)
                } else {
                    (self.wrapping_rem(other), Flags::NONE)
                }
            }

            fn power(self, exponent: Self) -> (Self, Flags) {
                if exponent < 0 {
                    return (0, Flags::NEGATIVE_POWER);
                }
                let (mut base, mut left, mut result) = (self, exponent, 1 as $t);
                while left > 0 {
                    if left & 1 == 1 {
                        result = result.wrapping_mul(base);
                    }
                    base = base.wrapping_mul(base);
                    left >>= 1;
                }
                (result, Flags::NONE)
            }

            fn shift_left(self, by: Self) -> Self {
                if by >= 0 && (by as u64) < u64::from($t::BITS) { self << by } else { 0 }
            }

            fn shift_right(self, by: Self) -> Self {
                if by >= 0 && (by as u64) < u64::from($t::BITS) {
                    self >> by
                } else if self < 0 {
                    (0 as $t).wrapping_sub(1)
                } else {
                    0
                }
            }

            fn gcd(self, other: Self) -> Self {
                let (mut a, mut b) = (self.magnitude() as $unsigned, other.magnitude() as $unsigned);
                while a != 0 {
                    (a, b) = (b % a, a);
                }
                b as $t
            }

            fn lcm(self, other: Self) -> Self {
                let divisor = self.gcd(other) as $unsigned;
                let (a, b) = (self.magnitude() as $unsigned, other.magnitude() as $unsigned);
                a.checked_div(divisor).map_or(0, |part| part.wrapping_mul(b) as $t)
            }

            fn sign(self) -> Self {
                if self > 0 { 1 } else if self < 0 { (0 as $t).wrapping_sub(1) } else { 0 }
            }

            fn magnitude(self) -> Self {
                if self < 0 { self.wrapping_neg() } else { self }
            }

            fn reciprocal(self) -> (Self, Flags) {
                (1 as $t)
                    .checked_div(self)
                    .map_or(($reciprocal_of_zero, Flags::DIVIDE_BY_ZERO.and(Flags::INVALID)), |one| (one, Flags::NONE))
            }

            fn bit_count(self) -> u8 {
                (self.magnitude() as $unsigned).count_ones() as u8
            }
        }
    )*};
}
integer! {
    i8, u8, 0;
    i16, u16, 0;
    i32, u32, i32::MIN;
    i64, u64, i64::MIN;
    u8, u8, 0;
    u16, u16, 0;
    u32, u32, 0;
    u64, u64, 0;
}
