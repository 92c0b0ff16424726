//! How the floats of one array are written: with or without exponent, and how wide on both sides of the point.
//! Digits come from `decimal`; the choices are NumPy's.

use super::decimal::{Positional, Scientific, Trim, positional, scientific};
use super::digits::Real;
use super::options::{FloatMode, Options, Sign};

/// One way to write all shown floats of an array, so that their points stand in one column.
pub(super) struct FloatFormat<'a> {
    options: &'a Options,
    sign: Sign,
    /// Characters before the point.
    left: usize,
    /// Characters after it, exponent included.
    right: usize,
    notation: Notation,
}

enum Notation {
    /// `12.5`
    Positional(Positional),
    /// `1.25e+01`
    Scientific(Scientific),
}

impl<'a> FloatFormat<'a> {
    /// The format that fits all these floats; `sign` may differ from the options', as for imaginary parts.
    pub(super) fn new(reals: &[Real], options: &'a Options, sign: Sign) -> Self {
        let finite = |real: &&Real| real.value.is_finite();
        let finite: Vec<Real> = reals.iter().filter(finite).copied().collect();
        let (left, right, notation) = if finite.is_empty() {
            (0, 0, Notation::Positional(Positional::default()))
        } else if needs_exponent(&finite, options) {
            scientific_widths(&finite, options, sign)
        } else {
            positional_widths(&finite, options, sign)
        };
        let mut format = Self {
            options,
            sign,
            left,
            right,
            notation,
        };
        let negative = |real: &Real| real.value.is_sign_negative();
        if sign == Sign::Space && !finite.iter().any(negative) {
            format.left += 1;
        }
        if finite.len() < reals.len() {
            let signed =
                sign != Sign::Minus || reals.iter().any(|real| real.value == f64::NEG_INFINITY);
            let widest = options
                .nanstr
                .chars()
                .count()
                .max(options.infstr.chars().count() + usize::from(signed));
            format.left = format.left.max(widest.saturating_sub(format.right + 1));
        }
        format
    }

    /// One cell, padded to the common widths.
    pub(super) fn word(&self, real: Real) -> String {
        if !real.value.is_finite() {
            return format!("{:>1$}", self.special(real), self.left + 1 + self.right);
        }
        match &self.notation {
            Notation::Positional(options) => positional(
                real,
                &Positional {
                    pad_left: Some(self.left),
                    pad_right: Some(self.right),
                    ..options.clone()
                },
            ),
            Notation::Scientific(options) => scientific(
                real,
                &Scientific {
                    pad_left: Some(self.left),
                    ..options.clone()
                },
            ),
        }
    }

    /// `nan`, `inf`, `-inf`, as the options name them.
    fn special(&self, real: Real) -> String {
        let word = if real.value.is_nan() {
            &self.options.nanstr
        } else {
            &self.options.infstr
        };
        let sign = if real.value == f64::NEG_INFINITY {
            "-"
        } else if self.sign == Sign::Plus {
            "+"
        } else {
            ""
        };
        format!("{sign}{word}")
    }
}

/// The precision in force; none where each value takes what it needs.
fn precision_of(options: &Options) -> Option<usize> {
    (options.floatmode != FloatMode::Unique).then_some(options.precision)
}

/// First all are written once, to learn how wide they are; then the way to write them in columns follows.
fn positional_widths(finite: &[Real], options: &Options, sign: Sign) -> (usize, usize, Notation) {
    let fixed = options.floatmode == FloatMode::Fixed;
    let precision = precision_of(options);
    let mut way = Positional {
        precision,
        unique: !fixed,
        trim: if fixed { Trim::Keep } else { Trim::Point },
        sign: sign == Sign::Plus,
        ..Positional::default()
    };
    let (mut left, mut right) = (0, 0);
    for &real in finite {
        let text = positional(real, &way);
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        left = left.max(whole.len());
        right = right.max(fraction.len());
    }
    if fixed || options.floatmode == FloatMode::MaxPrecEqual {
        way.precision = Some(right);
        way.min_digits = Some(right);
        way.trim = Trim::Keep;
    }
    (left, right, Notation::Positional(way))
}

fn scientific_widths(finite: &[Real], options: &Options, sign: Sign) -> (usize, usize, Notation) {
    let fixed = options.floatmode == FloatMode::Fixed;
    let mut way = Scientific {
        precision: precision_of(options),
        unique: !fixed,
        trim: if fixed { Trim::Keep } else { Trim::Point },
        sign: sign == Sign::Plus,
        ..Scientific::default()
    };
    let (mut left, mut precision, mut exponent) = (0, 0, 0);
    for &real in finite {
        let text = scientific(real, &way);
        let (mantissa, power) = text.split_once('e').unwrap_or((&text, ""));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        left = left.max(whole.len());
        precision = precision.max(fraction.len());
        exponent = exponent.max(power.len().saturating_sub(1));
    }
    way.precision = Some(precision);
    way.min_digits = Some(precision);
    way.trim = Trim::Keep;
    way.exp_digits = Some(exponent);
    (left, exponent + 2 + precision, Notation::Scientific(way))
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
    #[cfg(feature = "records")]
    if finite.iter().any(|real| real.half) {
        let half = |value: f64| f64::from(crate::half::Half::from_f64(value).to_f32());
        let (small, ratio) = (half(0.0001), half(largest / smallest));
        return largest >= 1e3 || (!options.suppress && (smallest < small || ratio > 1000.0));
    }
    largest >= large || (!options.suppress && (smallest < small || ratio > 1000.0))
}
