//! How the floats of one array are written: with or without exponent, and how wide on both sides of the point.
//! Digits come from the standard library's shortest and exact conversions; the choices are NumPy's.

use super::Options;
use crate::scalar::Scalar;

/// A float of either width, held exactly in the wider one.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Real {
    value: f64,
    single: bool,
}

impl Real {
    /// The float in a scalar; `None` for booleans and integers.
    pub(super) fn from_scalar(scalar: Scalar) -> Option<Self> {
        match scalar {
            Scalar::F32(value) => Some(Self {
                value: f64::from(value),
                single: true,
            }),
            Scalar::F64(value) => Some(Self {
                value,
                single: false,
            }),
            _ => None,
        }
    }

    /// The fewest digits that name this value among those of its own width, without exponent.
    fn shortest(self) -> String {
        let shortest = if self.single {
            format!("{}", self.value as f32)
        } else {
            format!("{}", self.value)
        };
        match split_point(&shortest).1.len() {
            0 => shortest,
            // Of two candidates equally near, NumPy takes the even one, as rounding the exact value does.
            digits => format!("{:.digits$}", self.value),
        }
    }

    /// The same digits with an exponent.
    fn shortest_scientific(self) -> String {
        let shortest = if self.single {
            format!("{:e}", self.value as f32)
        } else {
            format!("{:e}", self.value)
        };
        let digits = split_point(&split_exponent(&shortest).0).1.len();
        format!("{:.digits$e}", self.value)
    }

    /// `nan`, `inf` or `-inf`.
    fn special(self) -> Option<&'static str> {
        if self.value.is_nan() {
            Some("nan")
        } else if self.value == f64::INFINITY {
            Some("inf")
        } else if self.value == f64::NEG_INFINITY {
            Some("-inf")
        } else {
            None
        }
    }

    /// Whether it is 0 without a sign.
    #[cfg(feature = "complex")]
    pub(super) fn is_plain_zero(self) -> bool {
        self.value == 0.0 && self.value.is_sign_positive()
    }

    /// What stands before the digits or the word where signs are always shown.
    fn plus(self, signed: bool) -> &'static str {
        if signed && (self.value.is_nan() || self.value.is_sign_positive()) {
            "+"
        } else {
            ""
        }
    }

    /// `str` of the scalar: `1.0`, `1e+16`, `nan`.
    pub(super) fn full_text(self) -> String {
        if let Some(word) = self.special() {
            return word.to_owned();
        }
        let magnitude = self.value.abs();
        // From its decimal digits on, a float's positional form would show digits it does not hold.
        let large = if self.single { 1e6 } else { 1e16 };
        if magnitude == 0.0 || (1e-4..large).contains(&magnitude) {
            let mut text = self.shortest();
            if !text.contains('.') {
                text.push_str(".0");
            }
            text
        } else {
            let (mantissa, exponent) = split_exponent(&self.shortest_scientific());
            format!("{mantissa}e{}", exponent_text(exponent, 2))
        }
    }
}

/// `"1.5e-7"` as `("1.5", -7)`.
fn split_exponent(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    (mantissa.to_owned(), exponent.parse().unwrap_or(0))
}

/// `+08`: sign, then at least so many digits.
fn exponent_text(exponent: i32, digits: usize) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{sign}{:0digits$}", exponent.unsigned_abs())
}

/// The parts before and after the point.
fn split_point(text: &str) -> (&str, &str) {
    text.split_once('.').unwrap_or((text, ""))
}

/// One way to write all shown floats of an array, so that their points stand in one column.
pub(super) struct FloatFormat {
    /// Characters before the point.
    left: usize,
    /// Characters after it, exponent included.
    right: usize,
    notation: Notation,
    /// Whether numbers above zero show a `+`.
    signed: bool,
}

enum Notation {
    /// `12.5`, at most so many digits after the point, zeros trimmed.
    Positional { precision: usize },
    /// `1.25e+01`, exactly so many digits after the point and at least so many in the exponent.
    Scientific { precision: usize, exponent: usize },
}

impl FloatFormat {
    /// The format that fits every shown cell.
    pub(super) fn new(cells: &[Scalar], options: &Options) -> Self {
        let reals: Vec<Real> = cells
            .iter()
            .filter_map(|&cell| Real::from_scalar(cell))
            .collect();
        Self::of_reals(&reals, options, false)
    }

    /// The format that fits these floats; `signed` where those above zero show a `+`.
    pub(super) fn of_reals(reals: &[Real], options: &Options, signed: bool) -> Self {
        let finite: Vec<Real> = reals
            .iter()
            .copied()
            .filter(|real| real.value.is_finite())
            .collect();
        let mut format = if finite.is_empty() {
            Self {
                left: 0,
                right: 0,
                notation: Notation::Positional { precision: 0 },
                signed,
            }
        } else if needs_exponent(&finite, options) {
            Self::scientific(&finite, options.precision, signed)
        } else {
            Self::positional(&finite, options.precision, signed)
        };
        let specials = reals.iter().filter_map(|real| real.special());
        let specials = specials.map(|word| if signed { "-inf".len() } else { word.len() });
        if let Some(widest) = specials.max() {
            format.left = format.left.max(widest.saturating_sub(format.right + 1));
        }
        format
    }

    fn positional(finite: &[Real], precision: usize, signed: bool) -> Self {
        let mut format = Self {
            left: 0,
            right: 0,
            notation: Notation::Positional { precision },
            signed,
        };
        for &real in finite {
            let text = positional_text(real, precision);
            let (whole, fraction) = split_point(&text);
            format.left = format.left.max(real.plus(signed).len() + whole.len());
            format.right = format.right.max(fraction.len());
        }
        format
    }

    fn scientific(finite: &[Real], most: usize, signed: bool) -> Self {
        let mut left = 0;
        let mut precision = 0;
        let mut exponent = 0;
        for real in finite {
            let mut text = real.shortest_scientific();
            if split_point(&split_exponent(&text).0).1.len() > most {
                text = format!("{:.most$e}", real.value);
            }
            let (mantissa, power) = split_exponent(&text);
            let (whole, fraction) = split_point(&mantissa);
            left = left.max(real.plus(signed).len() + whole.len());
            precision = precision.max(fraction.trim_end_matches('0').len());
            exponent = exponent.max(exponent_text(power, 2).len() - 1);
        }
        Self {
            left,
            right: exponent + 2 + precision,
            notation: Notation::Scientific {
                precision,
                exponent,
            },
            signed,
        }
    }

    /// One cell, padded to the common widths.
    pub(super) fn word(&self, real: Real) -> String {
        let (left, right, plus) = (self.left, self.right, real.plus(self.signed));
        if let Some(word) = real.special() {
            return format!("{:>1$}", format!("{plus}{word}"), left + 1 + right);
        }
        match self.notation {
            Notation::Positional { precision } => {
                let text = positional_text(real, precision);
                let (whole, fraction) = split_point(&text);
                let whole = format!("{plus}{whole}");
                format!("{whole:>left$}.{fraction:<right$}")
            }
            Notation::Scientific {
                precision,
                exponent,
            } => {
                let (mantissa, power) = split_exponent(&format!("{:.precision$e}", real.value));
                let (whole, fraction) = split_point(&mantissa);
                let power = exponent_text(power, exponent);
                let whole = format!("{plus}{whole}");
                format!("{whole:>left$}.{fraction}e{power}")
            }
        }
    }
}

/// The shortest digits, or as many as allowed rounded from the exact value; zeros at the end trimmed, the point kept.
fn positional_text(real: Real, precision: usize) -> String {
    let mut text = real.shortest();
    if split_point(&text).1.len() > precision {
        text = format!("{:.precision$}", real.value);
    }
    let (whole, fraction) = split_point(&text);
    format!("{whole}.{}", fraction.trim_end_matches('0'))
}

/// NumPy's choice: very large, very small or very different magnitudes take an exponent.
fn needs_exponent(finite: &[Real], options: &Options) -> bool {
    let nonzero = || finite.iter().filter(|real| real.value != 0.0);
    let largest = nonzero().map(|real| real.value.abs()).reduce(f64::max);
    let smallest = nonzero().map(|real| real.value.abs()).reduce(f64::min);
    let (Some(largest), Some(smallest)) = (largest, smallest) else {
        return false;
    };
    let single = finite.iter().any(|real| real.single);
    // float32 holds 6 decimal digits for certain; comparisons happen in the array's own width.
    let (large, small, ratio) = if single {
        let ratio = largest as f32 / smallest as f32;
        (1e6, f64::from(0.0001_f32), f64::from(ratio))
    } else {
        (1e8, 0.0001, largest / smallest)
    };
    largest >= large || (!options.suppress && (smallest < small || ratio > 1000.0))
}
