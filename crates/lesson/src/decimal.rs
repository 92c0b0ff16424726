//! Reads a decimal number as the nearest `f64`, ties to the even one. The standard library does the same
//! with a table of powers that alone takes ten kilobytes no compression can shrink; this needs none.
//! The method: digits of any length are halved or doubled until the whole part is the mantissa.

/// Digits kept; the rest only tells on which side of a tie the number lies. The longest tie has 767.
const KEPT: usize = 800;

/// `0.d₁d₂d₃… × 10^point`, without zeros at either end.
struct Decimal {
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    fn trim(&mut self) {
        let zeros = self.digits.iter().take_while(|&&digit| digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= zeros as i32;
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
    }

    fn double(&mut self) {
        let mut carry = 0;
        for digit in self.digits.iter_mut().rev() {
            let doubled = *digit * 2 + carry;
            *digit = doubled % 10;
            carry = doubled / 10;
        }
        self.digits.insert(0, carry);
        self.point += 1;
        self.trim();
    }

    fn halve(&mut self) {
        self.digits.push(0);
        let mut rest = 0;
        for digit in &mut self.digits {
            let tens = *digit + rest * 10;
            *digit = tens / 2;
            rest = tens % 2;
        }
        self.trim();
    }

    /// The whole part, which must have at most 18 digits.
    fn whole(&self) -> u64 {
        (0..self.point.max(0) as usize).fold(0, |whole, place| {
            whole * 10 + self.digits.get(place).map_or(0, |&digit| u64::from(digit))
        })
    }

    /// The nearest whole number, the even one of two.
    fn rounded(&self) -> u64 {
        let whole = self.whole();
        let after = match self.point {
            point if point < 0 => &[][..],
            point => self.digits.get(point as usize..).unwrap_or_default(),
        };
        let up = match after {
            [5] => whole % 2 == 1,
            [first, ..] => *first >= 5,
            [] => false,
        };
        whole + u64::from(up)
    }
}

/// The nearest `f64` of a text such as `12`, `.5`, `1.`, `-1.5e-3`; infinite beyond the largest.
/// `None` for anything else, words such as `nan` included.
pub fn f64_from_decimal(text: &str) -> Option<f64> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent_of(exponent)?),
        None => (unsigned, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let mut digits = Vec::new();
    for byte in whole.bytes().chain(fraction.bytes()) {
        digits.push(byte.checked_sub(b'0').filter(|digit| *digit <= 9)?);
    }
    let point = i32::try_from(whole.len()).ok()?.checked_add(exponent)?;
    let mut decimal = Decimal { digits, point };
    decimal.trim();
    if decimal.digits.len() > KEPT {
        decimal.digits.truncate(KEPT);
        decimal.digits.push(1);
    }
    let magnitude = nearest(decimal);
    Some(if negative { -magnitude } else { magnitude })
}

/// An exponent; beyond any use it only needs to stay so.
fn exponent_of(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let magnitude = digits.bytes().fold(0_i32, |value, byte| {
        (value * 10 + i32::from(byte - b'0')).min(100_000_000)
    });
    Some(if text.starts_with('-') {
        -magnitude
    } else {
        magnitude
    })
}

fn nearest(mut decimal: Decimal) -> f64 {
    const HIDDEN: u64 = 1 << 52;
    if decimal.is_zero() || decimal.point < -330 {
        return 0.0;
    }
    if decimal.point > 310 {
        return f64::INFINITY;
    }
    // The number is `decimal × 2^power`; 2^-1074 is the smallest step there is.
    let mut power = 0;
    while decimal.point > 16 || decimal.whole() >= 2 * HIDDEN {
        decimal.halve();
        power += 1;
    }
    while power > -1074 && decimal.whole() < HIDDEN {
        decimal.double();
        power -= 1;
    }
    let mut mantissa = decimal.rounded();
    if mantissa == 2 * HIDDEN {
        mantissa = HIDDEN;
        power += 1;
    }
    if mantissa < HIDDEN {
        return f64::from_bits(mantissa);
    }
    match u64::try_from(power + 1075) {
        Ok(exponent) if exponent < 2047 => f64::from_bits((exponent << 52) | (mantissa - HIDDEN)),
        _ => f64::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn agree(text: &str) {
        let ours = f64_from_decimal(text).map(f64::to_bits);
        let standard = text.parse::<f64>().ok().map(f64::to_bits);
        assert_eq!(ours, standard, "{text}");
    }

    #[test]
    fn edges_are_rounded_as_the_standard_library_does() {
        for text in [
            "0",
            "-0",
            "+1",
            "1.",
            ".5",
            "",
            ".",
            "-",
            "e5",
            "1e",
            "1e+",
            "1e5",
            "1E-5",
            "--1",
            "1 ",
            "1_0",
            "1e5.0",
            "9007199254740993",
            "9007199254740992.99999",
            "9007199254740993.0000000001",
            "9007199254740995",
            "1.7976931348623157e308",
            "1.7976931348623158e308",
            "1.7976931348623159e308",
            "1e309",
            "1e-400",
            "4.9e-324",
            "2.4703282292062327e-324",
            "2.4703282292062328e-324",
            "2.2250738585072011e-308",
            "2.2250738585072014e-308",
            "0.1",
            "0.30000000000000004",
            "123456789012345678901234567890",
            "1e99999999999999999999",
            "1e-99999999999999999999",
            "0e99999999999999999999",
            "0.000001e6",
            "18446744073709551616",
            "179769313486231580793728971405303415079934132710037826936173778980444968292764750946649017977587207096330286416692887910946555547851940402630657488671505820681908902000708383676273854845817711531764475730270069855571366959622842914819860834936475292719074168444365510704342711559699508093042880",
        ] {
            agree(text);
        }
        // Halfway between two neighbors, with a last digit far away.
        let half = format!("9007199254740993.{}", "0".repeat(2000));
        agree(&half);
        agree(&format!("{half}1"));
        agree(&format!("0.{}1", "0".repeat(400)));
        agree(&format!("1{}", "0".repeat(308)));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        #[test]
        fn every_number_comes_back(bits in any::<u64>()) {
            let number = f64::from_bits(bits);
            prop_assume!(number.is_finite());
            agree(&format!("{number:?}"));
            agree(&format!("{number:.30e}"));
            // A little more or less than half a step beside it.
            let next = f64::from_bits(bits + 1);
            if next.is_finite() {
                agree(&format!("{number:.800e}"));
            }
        }

        #[test]
        fn any_digits_are_rounded_alike(text in "[+-]?[0-9]{0,25}\\.?[0-9]{0,25}(e[+-]?[0-9]{1,3})?") {
            agree(&text);
        }

        #[test]
        fn ties_are_rounded_alike(mantissa in (1_u64 << 52)..(1 << 53), zeros in 0_usize..30, last in 0_u8..3) {
            // Odd multiples of half a step above 2^53.
            let tie = u128::from(mantissa) * 4 + 2;
            agree(&format!("{tie}"));
            agree(&format!("{tie}.{}{last}", "0".repeat(zeros)));
            agree(&format!("{}.9{last}", tie - 1));
        }
    }
}
