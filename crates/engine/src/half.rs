//! Half precision: a float of 16 bits, stored so and computed with in `float32`.
//! Knows numbers only. Rounding is to the nearest, ties to the even one, as IEEE 754 and NumPy have it.

/// A `float16`: a sign, 5 bits of exponent, 10 of fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Half(pub u16);

/// The fraction's bits.
const FRACTION: i32 = 10;
/// The power of two of the smallest normal number.
const LOWEST: i32 = -14;
/// What is not below this is infinite.
const BEYOND: f64 = 65_520.0;
const INFINITE: u16 = 0x7c00;
const NOT_A_NUMBER: u16 = 0x7e00;

impl Half {
    /// The nearest half of a float, in one rounding.
    pub fn from_f64(value: f64) -> Self {
        let magnitude = value.abs();
        let bits = if value.is_nan() {
            NOT_A_NUMBER
        } else if magnitude >= BEYOND {
            INFINITE
        } else {
            // The exponent of the double; what is below the smallest normal half has that one's steps.
            let exponent = ((magnitude.to_bits() >> 52) as i32 - 1023).max(LOWEST);
            let step = f64::from_bits(((exponent - FRACTION + 1023) as u64) << 52);
            // Divided by a power of two: exact.
            let steps = (magnitude / step).round_ties_even() as u16;
            // A carry runs on into the exponent, as it should.
            (((exponent - LOWEST) as u16) << FRACTION) + steps
        };
        let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
        Self(sign | bits)
    }

    /// The nearest half of a `float32`.
    pub fn from_f32(value: f32) -> Self {
        Self::from_f64(value.into())
    }

    /// The same number as a `float32`, exactly.
    pub fn to_f32(self) -> f32 {
        let (exponent, fraction) = ((self.0 >> FRACTION) & 0x1f, self.0 & 0x3ff);
        let magnitude = match (exponent, fraction) {
            (0x1f, 0) => f32::INFINITY,
            (0x1f, _) => f32::NAN,
            (0, _) => f32::from(fraction) * f32::from_bits(0x3380_0000),
            _ => {
                let exponent = u32::from(exponent) + 127 - 15;
                f32::from_bits(exponent << 23 | u32::from(fraction) << 13)
            }
        };
        if self.0 & 0x8000 == 0 {
            magnitude
        } else {
            -magnitude
        }
    }
}

impl Half {
    const NOT_A_NUMBER: Half = Half(NOT_A_NUMBER);

    fn is_nan(self) -> bool {
        self.0 & 0x7fff > INFINITE
    }

    /// The next number in the direction of another; the same where they are equal.
    pub(crate) fn next_after(self, to: Half) -> Half {
        let (from, target) = (self.to_f32(), to.to_f32());
        if self.is_nan() || to.is_nan() {
            Half::NOT_A_NUMBER
        } else if from == target {
            self
        } else if from == 0.0 {
            Half(to.0 & 0x8000 | 1)
        } else if (from < target) == (from > 0.0) {
            Half(self.0 + 1)
        } else {
            Half(self.0 - 1)
        }
    }

    /// The distance to the next number above, as NumPy has it: of the largest one infinite, of what is no number or
    /// infinite no number.
    pub(crate) fn spacing(self) -> f32 {
        if self.0 & INFINITE == INFINITE {
            return f32::NAN;
        }
        if self.0 == INFINITE - 1 {
            return f32::INFINITY;
        }
        // Above a negative power of two the numbers lie twice as close as below it.
        let closer = i32::from(self.0 & 0x8000 != 0 && self.0 & 0x3ff == 0);
        let exponent = i32::from((self.0 >> FRACTION) & 0x1f).max(1) - 15 - FRACTION - closer;
        f32::from_bits(((exponent.max(LOWEST - FRACTION) + 127) as u32) << 23)
    }
}

#[cfg(test)]
mod tests {
    use super::Half;

    #[test]
    fn every_half_comes_back_from_its_float() {
        for bits in 0..=u16::MAX {
            let half = Half(bits);
            let value = half.to_f32();
            if value.is_nan() {
                assert!(Half::from_f32(value).to_f32().is_nan());
            } else {
                assert_eq!(Half::from_f32(value), half, "{bits:#x} is {value}");
            }
        }
    }

    #[test]
    fn the_nearest_is_taken_and_of_two_the_even_one() {
        // Between each pair of neighbors: the middle goes to the even one, anything off it to the nearer one.
        for bits in 0..0x7bff_u16 {
            let (low, high) = (
                f64::from(Half(bits).to_f32()),
                f64::from(Half(bits + 1).to_f32()),
            );
            let middle = (low + high) / 2.0;
            let even = if bits % 2 == 0 { bits } else { bits + 1 };
            assert_eq!(Half::from_f64(middle).0, even);
            assert_eq!(Half::from_f64(middle.next_down()).0, bits);
            assert_eq!(Half::from_f64(middle.next_up()).0, bits + 1);
            assert_eq!(Half::from_f64(-middle).0, even | 0x8000);
        }
        assert_eq!(Half::from_f64(65_519.99).0, 0x7bff);
        assert_eq!(Half::from_f64(65_520.0).0, 0x7c00);
        assert_eq!(Half::from_f64(1e-300).0, 0);
    }
}
