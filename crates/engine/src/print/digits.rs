//! The decimal digits of a float: the fewest that name it, or those of its exact value, rounded half to even.
//! All of them are taken from the exact value, written out: a float is a whole number times a power of two, and as a
//! decimal it ends. The standard library's way is faster, but its tables and its three algorithms weigh ten times as much.

use std::cmp::Ordering;

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

    /// The magnitude as a whole number of this width times a power of two.
    fn parts(self) -> Parts {
        let bits = self.value.abs().to_bits();
        let (biased, fraction) = ((bits >> 52) as i32, bits & 0x000f_ffff_ffff_ffff);
        let (mantissa, exponent) = match biased {
            0 => (fraction, -1074),
            _ => (fraction | 1 << 52, biased - 1075),
        };
        let (precision, least) = self.width();
        let length = 64 - mantissa.leading_zeros() as i32;
        // What a last place of this width is worth; a value of the width has nothing below it.
        let last = (exponent + length - precision).max(least);
        let mantissa = mantissa.checked_shr((last - exponent) as u32).unwrap_or(0);
        Parts {
            mantissa,
            exponent: last,
            has_unequal_margins: mantissa == 1 << (precision - 1) && last > least,
        }
    }

    /// Digits of the mantissa in base two, and the power of two of the least value.
    fn width(self) -> (i32, i32) {
        #[cfg(feature = "records")]
        if self.half {
            return (11, -24);
        }
        if self.single { (24, -149) } else { (53, -1074) }
    }
}

/// A magnitude: a whole number times a power of two.
struct Parts {
    mantissa: u64,
    exponent: i32,
    /// Whether the value below lies nearer than the one above.
    has_unequal_margins: bool,
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
    /// The fewest digits that name this value among those of its own width: the nearest to it of that length, and of
    /// two that are equally near the even one.
    pub(super) fn shortest(real: Real) -> Self {
        let Parts {
            mantissa,
            exponent,
            has_unequal_margins,
        } = real.parts();
        if mantissa == 0 {
            return Self::zero(0);
        }
        // Half way to the neighbors; what lies there reads back as the even one.
        let (lower, upper) = (
            if has_unequal_margins {
                Self::of_product(4 * mantissa - 1, exponent - 2)
            } else {
                Self::of_product(2 * mantissa - 1, exponent - 1)
            },
            Self::of_product(2 * mantissa + 1, exponent - 1),
        );
        let names = |digits: &Self| {
            let (below, above) = (digits.order(&lower), digits.order(&upper));
            below.is_gt() && above.is_lt() || mantissa % 2 == 0 && (below.is_eq() || above.is_eq())
        };
        let exact = Self::of_product(mantissa, exponent);
        // No width needs more than 17.
        for count in 1..17 {
            let mut nearest = exact.clone().cut(count, Rounding::Nearest);
            nearest.trim_zeros();
            if names(&nearest) {
                return nearest;
            }
            if has_unequal_margins {
                // The one above may name it where the nearer one below does not.
                let mut above = exact.clone().cut(count, Rounding::Up);
                above.trim_zeros();
                if names(&above) {
                    return above;
                }
            }
        }
        let mut nearest = exact.cut(17, Rounding::Nearest);
        nearest.trim_zeros();
        nearest
    }

    fn zero(exponent: i32) -> Self {
        Self {
            text: "0".to_owned(),
            exponent,
        }
    }

    /// All digits of a whole number times a power of two, without zeros at the end.
    fn of_product(mantissa: u64, exponent: i32) -> Self {
        let zeros = mantissa.trailing_zeros();
        let (mut rest, exponent) = (mantissa >> zeros, exponent + zeros as i32);
        // Nine digits each, the lowest first.
        let mut limbs: Vec<u32> = Vec::new();
        while rest > 0 {
            limbs.push((rest % LIMB) as u32);
            rest /= LIMB;
        }
        // A half is five tenths: so many digits stand behind the point then.
        let (factor, most): (u64, u32) = if exponent < 0 { (5, 12) } else { (2, 29) };
        let mut left = exponent.unsigned_abs();
        while left > 0 {
            let turns = left.min(most);
            multiply(&mut limbs, factor.pow(turns));
            left -= turns;
        }
        let mut text = String::with_capacity(9 * limbs.len());
        for &limb in limbs.iter().rev() {
            let mut place = LIMB as u32 / 10;
            while place > 0 {
                let digit = (limb / place % 10) as u8;
                // No number begins with zeros.
                if digit > 0 || !text.is_empty() {
                    text.push(char::from(b'0' + digit));
                }
                place /= 10;
            }
        }
        let mut digits = Self {
            exponent: text.len() as i32 - 1 + exponent.min(0),
            text,
        };
        digits.trim_zeros();
        digits
    }

    /// Which of two values is greater; neither has zeros at its end.
    fn order(&self, other: &Self) -> Ordering {
        self.exponent
            .cmp(&other.exponent)
            .then_with(|| self.text.cmp(&other.text))
    }

    /// So many of these digits, or one more where rounding up passes nines; missing ones are zeros.
    fn cut(mut self, count: usize, rounding: Rounding) -> Self {
        let bytes = self.text.as_bytes();
        let Some((&next, rest)) = bytes.get(count..).and_then(<[u8]>::split_first) else {
            self.text
                .extend(std::iter::repeat_n('0', count - bytes.len()));
            return self;
        };
        let is_odd = count > 0 && bytes[count - 1] % 2 == 1;
        let goes_up = match (rounding, next) {
            (Rounding::Up, _) => true,
            (_, b'5') => is_odd || rest.iter().any(|&digit| digit != b'0'),
            _ => next > b'5',
        };
        self.text.truncate(count);
        if goes_up {
            let nines = count - self.text.trim_end_matches('9').len();
            self.text.truncate(count - nines);
            match self.text.pop() {
                Some(last) => self.text.push(char::from(last as u8 + 1)),
                None => {
                    self.text.push('1');
                    self.exponent += 1;
                }
            }
            self.text.extend(std::iter::repeat_n('0', nines));
        }
        self
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
        let Parts {
            mantissa, exponent, ..
        } = real.parts();
        if mantissa == 0 {
            return Self::zero(0);
        }
        let exact = Self::of_product(mantissa, exponent);
        match count {
            Count::Total(total) => {
                let total = total.clamp(1, MOST);
                let mut digits = exact.cut(total, Rounding::Nearest);
                digits.text.truncate(total);
                digits
            }
            Count::Fraction(fraction) => {
                let fraction = fraction.min(MOST) as i32;
                let digits = match usize::try_from(exact.exponent + 1 + fraction) {
                    Ok(count) => exact.cut(count, Rounding::Nearest),
                    Err(_) => Self::zero(0),
                };
                // What rounds to nothing keeps its last zero.
                match digits.text.as_str() {
                    "" | "0" => Self::zero(-fraction),
                    _ => digits,
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

    fn trim_zeros(&mut self) {
        let kept = self.text.trim_end_matches('0').len().max(1);
        self.text.truncate(kept);
    }
}

/// A value from 1 on with so many digits behind the point, which is always there.
pub(crate) fn fixed(value: f64, decimals: usize) -> String {
    let mut text = Digits::rounded(Real::of_double(value), Count::Fraction(decimals)).text;
    text.insert(text.len().saturating_sub(decimals), '.');
    text
}

/// Which way digits are left out.
#[derive(Clone, Copy)]
enum Rounding {
    /// To the nearest, and half to even.
    Nearest,
    /// Away from zero.
    Up,
}

/// A limb is less than this.
const LIMB: u64 = 1_000_000_000;

fn multiply(limbs: &mut Vec<u32>, factor: u64) {
    let mut carry = 0;
    for limb in limbs.iter_mut() {
        let product = u64::from(*limb) * factor + carry;
        *limb = (product % LIMB) as u32;
        carry = product / LIMB;
    }
    if carry > 0 {
        limbs.push(carry as u32);
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

    /// What the standard library writes with `{:e}`.
    fn of_text(text: &str) -> Digits {
        let (mantissa, exponent) = text.split_once('e').expect("an exponent");
        Digits {
            text: mantissa.replace('.', ""),
            exponent: exponent.parse().expect("a number"),
        }
    }

    #[test]
    fn digits_are_those_of_the_standard_library() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut next = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let mut seen = 0;
        for turn in 0..20_000_u64 {
            let bits = next();
            let value = match turn % 4 {
                0 => f64::from_bits(bits),
                1 => f64::from(f32::from_bits(bits as u32)),
                2 => (bits >> 40) as f64 / 1000.0,
                _ => (bits % 4096) as f64 * f64::from((bits >> 60) as i32 - 12).exp2(),
            };
            let value = value.abs();
            if !value.is_finite() || value == 0.0 {
                continue;
            }
            seen += 1;
            let real = Real::of_double(value);
            let count = (bits % 25) as usize;
            let rounded = Digits::rounded(real, Count::Total(count + 1));
            assert_eq!(rounded, of_text(&format!("{value:.count$e}")));
            let text = format!("{value:.count$}");
            let plain = text.replace('.', "");
            let digits = Digits::rounded(real, Count::Fraction(count));
            let shown = plain.trim_start_matches('0');
            assert_eq!(
                digits.text,
                if shown.is_empty() { "0" } else { shown },
                "{text}"
            );
            assert_eq!(
                digits.exponent,
                digits.text.len() as i32 - 1 - count as i32,
                "{text}"
            );
            if value.to_bits() & 0x000f_ffff_ffff_ffff != 0 {
                // Equally near candidates aside, which differ in the last digit only.
                let shortest = Digits::shortest(real);
                let library = of_text(&format!("{value:e}"));
                assert_eq!(shortest.text.len(), library.text.len(), "{value:e}");
                let back: f64 = format!("0.{}e{}", shortest.text, shortest.exponent + 1)
                    .parse()
                    .expect("a number");
                assert_eq!(back, value);
            }
        }
        assert!(seen > 15_000, "{seen}");
    }
}
