//! The texts of complex numbers: two floats side by side, the second with its sign and a `j`.
//! Knows nothing of nesting or lines.

use super::decimal;
use super::digits::Real;
use super::float::FloatFormat;
use super::options::{Options, Sign};
use crate::scalar::Scalar;

/// The parts of a complex scalar; `None` for other scalars.
fn parts(value: Scalar) -> Option<(Real, Real)> {
    let (re, im) = match value {
        Scalar::C64(value) => (Scalar::F32(value.re), Scalar::F32(value.im)),
        Scalar::C128(value) => (Scalar::F64(value.re), Scalar::F64(value.im)),
        _ => return None,
    };
    Real::from_scalar(re).zip(Real::from_scalar(im))
}

/// `str` of the scalar: `(1+2j)`, and `2j` where the real part is a plain 0.
pub(super) fn full_text(value: Scalar) -> Option<String> {
    let (re, im) = parts(value)?;
    let short = |part: Real| {
        let text = decimal::full_text(part);
        text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
    };
    let imaginary = short(im);
    if re.is_plain_zero() {
        return Some(format!("{imaginary}j"));
    }
    let sign = if imaginary.starts_with('-') { "" } else { "+" };
    Some(format!("({}{sign}{imaginary}j)", short(re)))
}

/// One way to write all shown complex numbers of an array: each part has a column of its own.
pub(super) struct ComplexFormat<'a> {
    real: FloatFormat<'a>,
    imaginary: FloatFormat<'a>,
}

impl<'a> ComplexFormat<'a> {
    /// The format that fits every shown cell.
    pub(super) fn new(cells: &[Scalar], options: &'a Options) -> Self {
        let (real, imaginary): (Vec<Real>, Vec<Real>) =
            cells.iter().filter_map(|&cell| parts(cell)).unzip();
        Self {
            real: FloatFormat::new(&real, options, options.sign),
            imaginary: FloatFormat::new(&imaginary, options, Sign::Plus),
        }
    }

    /// One cell, padded to the common widths: the `j` follows the digits, the padding comes after it.
    pub(super) fn word(&self, cell: Scalar) -> String {
        let Some((re, im)) = parts(cell) else {
            return String::new();
        };
        let padded = self.imaginary.word(im);
        let digits = padded.trim_end();
        let padding = padded.len() - digits.len();
        format!("{}{digits}j{:padding$}", self.real.word(re), "")
    }
}
