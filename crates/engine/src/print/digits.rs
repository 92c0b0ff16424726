//! The decimal digits of a float: the fewest that name it, or those of its exact value, rounded half to even.
//! The standard library makes them; where the two disagree about the fewest digits, NumPy's choice is taken.

use crate::scalar::Scalar;

/// The longest text of one number: NumPy writes it into a buffer of this size.
pub(super) const MOST: usize = 16_384;

/// A float of either width, held exactly in the wider one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Real {
    pub(super) value: f64,
    pub(super) single: bool,
    #[cfg(feature = "records")]
    pub(super) half: bool,
}

impl Real {
    pub(super) const NOT_A_NUMBER: Self = Self::of_double(f64::NAN);

    /// A `float64`.
    const fn of_double(value: f64) -> Self {
        Self {
            value,
            single: false,
            #[cfg(feature = "records")]
            half: false,
        }
    }

    /// The float in a scalar; `None` for what is no float.
    pub(crate) fn from_scalar(scalar: Scalar) -> Option<Self> {
        match scalar {
            Scalar::F32(value) => Some(Self {
                single: true,
                ..Self::of_double(f64::from(value))
            }),
            Scalar::F64(value) => Some(Self::of_double(value)),
            #[cfg(feature = "records")]
            Scalar::F16(value) => Some(Self {
                half: true,
                ..Self::of_double(f64::from(value.to_f32()))
            }),
            _ => None,
        }
    }

    /// Whether it is 0 without a sign.
    #[cfg(feature = "complex")]
    pub(super) fn is_plain_zero(self) -> bool {
        self.value == 0.0 && self.value.is_sign_positive()
    }

    /// Whether the float below lies nearer than the one above: only then rounding is not enough to name the value.
    fn has_unequal_margins(self) -> bool {
        if self.single {
            (self.value as f32).to_bits() & 0x007f_ffff == 0
        } else {
            self.value.to_bits() & 0x000f_ffff_ffff_ffff == 0
        }
    }
}

/// How many digits are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) enum Count {
    /// In all, at least one.
    Total(usize),
    /// After the point.
    Fraction(usize),
}

/// The digits of a finite value without its sign, and the power of ten of the first: `[1, 5]` and -3 are 0.0015.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Digits {
    pub(super) text: String,
    pub(super) exponent: i32,
}

impl Digits {
    /// The fewest digits that name this value among those of its own width.
    pub(super) fn shortest(real: Real) -> Self {
        #[cfg(feature = "records")]
        if real.half {
            return Self::shortest_of_half(real);
        }
        let shortest = if real.single {
            Self::from_scientific(&format!("{:e}", (real.value as f32).abs()))
        } else {
            Self::from_scientific(&format!("{:e}", real.value.abs()))
        };
        let count = shortest.text.len();
        if real.has_unequal_margins() && !Self::names_its_lower_neighbor(real, &shortest) {
            return shortest;
        }
        // Of two candidates equally near, NumPy takes the even one, as rounding the exact value does.
        let mut rounded = Self::rounded(real, Count::Total(count));
        rounded.trim_zeros();
        rounded
    }

    /// The fewest digits that name a half; five always do.
    #[cfg(feature = "records")]
    fn shortest_of_half(real: Real) -> Self {
        let half = crate::half::Half::from_f64;
        let names = |digits: &Self| {
            let (first, rest) = digits.text.split_at(1);
            let text = format!("{first}.{rest}e{}", digits.exponent);
            text.parse()
                .is_ok_and(|value| half(value) == half(real.value.abs()))
        };
        let mut each = (1..5).map(|count| Self::rounded(real, Count::Total(count)));
        let found = each.find(names);
        let mut found = found.unwrap_or_else(|| Self::rounded(real, Count::Total(5)));
        found.trim_zeros();
        found
    }

    /// Whether a power of two lies in the middle between two texts of this length, and the lower one names it as well,
    /// though the float below is only half as far as the one above.
    fn names_its_lower_neighbor(real: Real, shortest: &Self) -> bool {
        let count = shortest.text.len();
        // A five with nothing behind it.
        let further = Self::rounded(real, Count::Total(count + 8));
        if !further.text.ends_with("50000000") {
            return false;
        }
        let precision = if real.single { 24 } else { 53 };
        let margin = real.value.abs() * f64::from(-precision - 1).exp2();
        let distance = 0.5 * 10f64.powi(shortest.exponent + 1 - count as i32);
        distance <= margin
    }

    /// All digits of the exact value.
    pub(super) fn exact(real: Real) -> Self {
        // No float64 has more than 767.
        let mut digits = Self::rounded(real, Count::Total(768));
        digits.trim_zeros();
        digits
    }

    /// So many digits of the exact value, zeros at the end kept; zero itself has one.
    pub(super) fn rounded(real: Real, count: Count) -> Self {
        let magnitude = real.value.abs();
        if magnitude == 0.0 {
            return Self {
                text: "0".to_owned(),
                exponent: 0,
            };
        }
        match count {
            Count::Total(total) => {
                let fraction = total.clamp(1, MOST) - 1;
                Self::from_scientific(&format!("{magnitude:.fraction$e}"))
            }
            Count::Fraction(fraction) => {
                let fraction = fraction.min(MOST);
                let text = format!("{magnitude:.fraction$}");
                let point = text.find('.').unwrap_or(text.len());
                let plain = text.replacen('.', "", 1);
                let zeros = plain.len() - plain.trim_start_matches('0').len();
                // What rounds to nothing keeps its last zero.
                let zeros = zeros.min(plain.len() - 1);
                Self {
                    exponent: point as i32 - 1 - zeros as i32,
                    text: plain[zeros..].to_owned(),
                }
            }
        }
    }

    /// At most so many of these digits, the rest rounded away.
    pub(super) fn at_most(self, real: Real, count: Count) -> Self {
        let kept = self.wanted(count);
        if kept >= self.text.len() as i64 {
            return self;
        }
        let last = usize::try_from(kept - 1).ok();
        let last = last.and_then(|last| self.text.as_bytes().get(last).copied());
        let mut rounded = Self::rounded(real, count);
        // Rounding up past nines leaves no zeros behind.
        if last == Some(b'9') && rounded.text.ends_with('0') {
            rounded.trim_zeros();
        }
        rounded
    }

    /// At least so many digits, further ones taken from the exact value.
    pub(super) fn at_least(self, real: Real, count: Count) -> Self {
        let wanted = self.wanted(count);
        if wanted <= self.text.len() as i64 {
            return self;
        }
        let mut rounded = Self::rounded(real, count);
        if rounded.text.ends_with('0') {
            let last = usize::try_from(wanted - 1).unwrap_or(0);
            if Self::exact(real).text.as_bytes().get(last) == Some(&b'9') {
                rounded.trim_zeros();
            }
        }
        rounded
    }

    fn wanted(&self, count: Count) -> i64 {
        match count {
            Count::Total(total) => total.min(MOST) as i64,
            Count::Fraction(fraction) => i64::from(self.exponent) + 1 + fraction.min(MOST) as i64,
        }
    }

    /// `1.5e-7` as its digits.
    fn from_scientific(text: &str) -> Self {
        let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
        Self {
            text: mantissa.replacen('.', "", 1),
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    fn trim_zeros(&mut self) {
        let kept = self.text.trim_end_matches('0').len().max(1);
        self.text.truncate(kept);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shortest(value: f64) -> (String, i32) {
        let digits = Digits::shortest(Real::of_double(value));
        (digits.text, digits.exponent)
    }

    #[test]
    fn the_fewest_digits_read_back() {
        for value in [1.0, 0.1, 2f64.powi(-44), 2f64.powi(-24), 5e-324, 1e22] {
            let (text, exponent) = shortest(value);
            let back: f64 = format!("{}.{}e{exponent}", &text[..1], &text[1..])
                .parse()
                .unwrap();
            assert_eq!(back, value, "{text}e{exponent}");
        }
        assert_eq!(shortest(0.0), ("0".to_owned(), 0));
        assert_eq!(shortest(1e22), ("1".to_owned(), 22));
    }

    #[test]
    fn digits_are_cut_and_filled() {
        let real = Real::of_double;
        let cut = |value, count| {
            let digits = Digits::shortest(real(value)).at_most(real(value), count);
            (digits.text, digits.exponent)
        };
        assert_eq!(cut(9.9996, Count::Fraction(3)), ("1".to_owned(), 1));
        assert_eq!(cut(1.0001, Count::Fraction(3)), ("1000".to_owned(), 0));
        assert_eq!(cut(1e-5, Count::Fraction(3)), ("0".to_owned(), -3));
        assert_eq!(cut(0.0006, Count::Fraction(3)), ("1".to_owned(), -3));
        assert_eq!(cut(12345.0, Count::Total(2)), ("12".to_owned(), 4));
        let filled = Digits::shortest(real(0.1)).at_least(real(0.1), Count::Fraction(20));
        assert_eq!(filled.text, "10000000000000000555");
        assert_eq!(Digits::exact(real(2f64.powi(-10))).text, "9765625");
    }
}
