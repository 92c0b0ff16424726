//! One float as text, with and without exponent: `format_float_positional` and `format_float_scientific`.
//! Knows how digits are rounded, trimmed and padded; nothing of arrays.

use super::digits::{Count, Digits, MOST, Real};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::record::hearing;
use crate::scalar::Scalar;

/// What becomes of zeros at the end, and of the point (`trim`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Trim {
    /// `k`: zeros and point stay.
    #[default]
    Keep,
    /// `.`: zeros go, the point stays.
    Point,
    /// `0`: zeros go but for one after the point.
    Zero,
    /// `-`: zeros go, and the point with them.
    Drop,
}

impl Trim {
    /// The mode of NumPy's letter.
    ///
    /// # Errors
    /// ``TypeError: if supplied, trim must be 'k', '.', '0' or '-' found ` … x` ``, as NumPy pads it.
    pub fn from_name(name: &str) -> Result<Self> {
        hearing(|| match name {
            "k" => Ok(Self::Keep),
            "." => Ok(Self::Point),
            "0" => Ok(Self::Zero),
            "-" => Ok(Self::Drop),
            _ => Err(Error::type_(format!(
                "if supplied, trim must be 'k', '.', '0' or '-' found `{name:>100}`"
            ))),
        })
    }
}

/// The arguments of [`format_float_positional`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Positional {
    /// Most digits; all that name the value where it is left out.
    pub precision: Option<usize>,
    /// Whether as few digits as name the value are taken, rather than those of its exact value.
    pub unique: bool,
    /// Whether digits are counted from the point, rather than from the first.
    pub fractional: bool,
    /// What becomes of zeros at the end.
    pub trim: Trim,
    /// Whether a plus stands before what is not negative.
    pub sign: bool,
    /// Fewest characters before the point.
    pub pad_left: Option<usize>,
    /// Fewest characters after the point.
    pub pad_right: Option<usize>,
    /// Fewest digits, where `unique`.
    pub min_digits: Option<usize>,
}

impl Default for Positional {
    fn default() -> Self {
        Self {
            precision: None,
            unique: true,
            fractional: true,
            trim: Trim::Keep,
            sign: false,
            pad_left: None,
            pad_right: None,
            min_digits: None,
        }
    }
}

/// The arguments of [`format_float_scientific`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scientific {
    /// Most digits after the point; all that name the value where it is left out.
    pub precision: Option<usize>,
    /// Whether as few digits as name the value are taken, rather than those of its exact value.
    pub unique: bool,
    /// What becomes of zeros at the end.
    pub trim: Trim,
    /// Whether a plus stands before what is not negative.
    pub sign: bool,
    /// Fewest characters before the point.
    pub pad_left: Option<usize>,
    /// Fewest digits of the exponent; two where it is left out.
    pub exp_digits: Option<usize>,
    /// Fewest digits after the point, where `unique`.
    pub min_digits: Option<usize>,
}

impl Default for Scientific {
    fn default() -> Self {
        Self {
            precision: None,
            unique: true,
            trim: Trim::Keep,
            sign: false,
            pad_left: None,
            exp_digits: None,
            min_digits: None,
        }
    }
}

/// A number without exponent (`np.format_float_positional`): `3.1415927`. What is no float is taken as a float64.
///
/// # Errors
/// `TypeError: in non-unique mode `precision` must be supplied`;
/// `ValueError: precision must be greater than 0 if fractional=False`;
/// `ValueError: min_digits must be less than or equal to precision`.
pub fn format_float_positional(value: Scalar, options: &Positional) -> Result<String> {
    hearing(|| {
        if !options.fractional && options.precision == Some(0) {
            return Err(Error::value(
                "precision must be greater than 0 if fractional=False",
            ));
        }
        check(options.precision, options.min_digits, options.unique)?;
        Ok(positional(real_of(value), options))
    })
}

/// A number with an exponent (`np.format_float_scientific`): `3.1415927e+00`. What is no float is taken as a float64.
///
/// # Errors
/// `TypeError: in non-unique mode `precision` must be supplied`;
/// `ValueError: min_digits must be less than or equal to precision`.
pub fn format_float_scientific(value: Scalar, options: &Scientific) -> Result<String> {
    hearing(|| {
        check(options.precision, options.min_digits, options.unique)?;
        Ok(scientific(real_of(value), options))
    })
}

fn check(precision: Option<usize>, min_digits: Option<usize>, unique: bool) -> Result<()> {
    if let (Some(most), Some(fewest)) = (precision, min_digits)
        && most > 0
        && fewest > most
    {
        return Err(Error::value(
            "min_digits must be less than or equal to precision",
        ));
    }
    if !unique && precision.is_none() {
        return Err(Error::type_(
            "in non-unique mode `precision` must be supplied",
        ));
    }
    Ok(())
}

fn real_of(value: Scalar) -> Real {
    let wide = || Real::from_scalar(value.cast(DType::F64));
    Real::from_scalar(value)
        .or_else(wide)
        .unwrap_or(Real::NOT_A_NUMBER)
}

/// Without exponent: `12.5`.
pub(super) fn positional(real: Real, options: &Positional) -> String {
    let sign = sign_of(real, options.sign);
    if let Some(word) = not_finite(real) {
        return format!("{sign}{word}");
    }
    let count = |digits: usize| {
        if options.fractional {
            Count::Fraction(digits)
        } else {
            Count::Total(digits)
        }
    };
    let digits = if options.unique {
        let shortest = Digits::shortest(real);
        cut(shortest, real, options.precision, options.min_digits, count)
    } else {
        let count = count(options.precision.unwrap_or(0));
        // Zeros that were not rounded to are counted where digits are counted from the first.
        if options.fractional {
            Digits::rounded(real, count)
        } else {
            Digits::exact(real).at_most(real, count)
        }
    };
    let (mut whole, mut fraction) = split(&digits);
    let point = finish_fraction(
        &mut fraction,
        options.trim,
        filled(options.unique, options.min_digits, options.precision)
            .saturating_sub(if options.fractional { 0 } else { whole.len() }),
    );
    let point = point || (options.trim == Trim::Drop && !fraction.is_empty());
    whole.insert_str(0, sign);
    let left = options.pad_left.unwrap_or(0).min(MOST);
    let mut text = format!("{whole:>left$}");
    if point {
        text.push('.');
    }
    text.push_str(&fraction);
    if let Some(right) = options.pad_right {
        if !point {
            text.push(' ');
        }
        let missing = right.min(MOST).saturating_sub(fraction.len());
        text.extend(std::iter::repeat_n(' ', missing));
    }
    text
}

/// With exponent: `1.25e+01`.
pub(super) fn scientific(real: Real, options: &Scientific) -> String {
    let sign = sign_of(real, options.sign);
    if let Some(word) = not_finite(real) {
        return format!("{sign}{word}");
    }
    let count = |digits: usize| Count::Total(digits.saturating_add(1));
    let digits = match options.precision {
        Some(precision) if !options.unique => {
            // Only the last way to trim can tell a value that ends here from one that was rounded.
            if options.trim == Trim::Drop {
                Digits::exact(real).at_most(real, count(precision))
            } else {
                Digits::rounded(real, count(precision))
            }
        }
        precision => {
            let shortest = Digits::shortest(real);
            cut(shortest, real, precision, options.min_digits, count)
        }
    };
    let mut fraction = digits.text[1..].to_owned();
    let rounded = !fraction.is_empty();
    let point = finish_fraction(
        &mut fraction,
        options.trim,
        filled(options.unique, options.min_digits, options.precision),
    );
    let left = options.pad_left.unwrap_or(0).min(MOST);
    let whole = format!("{sign}{}", &digits.text[..1]);
    // NumPy leaves the point where zeros after it were trimmed away.
    let point = if point || rounded { "." } else { "" };
    let exponent = exponent_text(digits.exponent, options.exp_digits.unwrap_or(2));
    format!("{whole:>left$}{point}{fraction}e{exponent}")
}

/// At most `most` digits, at least `fewest`.
fn cut(
    digits: Digits,
    real: Real,
    most: Option<usize>,
    fewest: Option<usize>,
    count: impl Fn(usize) -> Count,
) -> Digits {
    let digits = match fewest {
        Some(fewest) => digits.at_least(real, count(fewest)),
        None => digits,
    };
    match most {
        Some(most) => digits.at_most(real, count(most)),
        None => digits,
    }
}

/// To how many digits zeros are added where they are kept.
fn filled(unique: bool, min_digits: Option<usize>, precision: Option<usize>) -> usize {
    let wanted = if unique { min_digits } else { precision };
    wanted.unwrap_or(0).min(MOST)
}

/// Trims or fills the digits after the point; true where the point stays whatever is left.
fn finish_fraction(fraction: &mut String, trim: Trim, filled: usize) -> bool {
    if trim == Trim::Keep {
        let missing = filled.saturating_sub(fraction.len());
        fraction.extend(std::iter::repeat_n('0', missing));
        return true;
    }
    fraction.truncate(fraction.trim_end_matches('0').len());
    if trim == Trim::Zero && fraction.is_empty() {
        fraction.push('0');
    }
    trim != Trim::Drop
}

/// The digits before and after the point.
fn split(digits: &Digits) -> (String, String) {
    let Ok(last) = usize::try_from(digits.exponent) else {
        let zeros = usize::try_from(-1 - digits.exponent).unwrap_or(0);
        return ("0".to_owned(), "0".repeat(zeros) + &digits.text);
    };
    let places = last + 1;
    if digits.text.len() <= places {
        (format!("{:0<places$}", digits.text), String::new())
    } else {
        let (whole, fraction) = digits.text.split_at(places);
        (whole.to_owned(), fraction.to_owned())
    }
}

/// `+08`: sign, then at least so many digits, five at most.
fn exponent_text(exponent: i32, digits: usize) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    let digits = digits.min(5);
    if exponent == 0 && digits == 0 {
        return sign.to_string();
    }
    format!("{sign}{:0digits$}", exponent.unsigned_abs())
}

fn sign_of(real: Real, plus: bool) -> &'static str {
    if real.value.is_nan() {
        ""
    } else if real.value.is_sign_negative() {
        "-"
    } else if plus {
        "+"
    } else {
        ""
    }
}

fn not_finite(real: Real) -> Option<&'static str> {
    if real.value.is_nan() {
        Some("nan")
    } else if real.value.is_infinite() {
        Some("inf")
    } else {
        None
    }
}

/// `str` of the scalar: `1.0`, `1e+16`, `nan`.
pub(super) fn full_text(real: Real) -> String {
    let magnitude = real.value.abs();
    // From its decimal digits on, a float's positional form would show digits it does not hold.
    let large = if real.single { 1e6 } else { 1e16 };
    #[cfg(feature = "records")]
    let large = if real.half { 1e3 } else { large };
    if magnitude == 0.0 || (1e-4..large).contains(&magnitude) || !magnitude.is_finite() {
        let options = Positional {
            trim: Trim::Zero,
            ..Positional::default()
        };
        positional(real, &options)
    } else {
        let options = Scientific {
            trim: Trim::Drop,
            ..Scientific::default()
        };
        scientific(real, &options)
    }
}
