//! A float's digits as C's `%e`, `%f` and `%g` write them, exact and rounded half to even.
//! Knows no sign and no padding.

use super::percent::Conversion;

/// A float64 has no more digits than these, before or after the point; the rest are zeros.
const ALL: usize = 1100;

/// The text of a magnitude; `kind` is one of `eEfFgG`.
pub(super) fn text(magnitude: f64, kind: char, conversion: Conversion) -> String {
    let precision = conversion.precision.unwrap_or(6);
    let text = if magnitude.is_nan() {
        "nan".to_owned()
    } else if magnitude.is_infinite() {
        "inf".to_owned()
    } else {
        match kind.to_ascii_lowercase() {
            'e' => scientific(magnitude, precision, conversion.alternate),
            'f' => fixed(magnitude, precision, conversion.alternate),
            _ => general(magnitude, precision.max(1), conversion.alternate),
        }
    };
    if kind.is_ascii_uppercase() {
        text.to_ascii_uppercase()
    } else {
        text
    }
}

fn fixed(magnitude: f64, precision: usize, point: bool) -> String {
    let exact = precision.min(ALL);
    let mut text = format!("{magnitude:.exact$}");
    text.extend(std::iter::repeat_n('0', precision - exact));
    if point && precision == 0 {
        text.push('.');
    }
    text
}

fn scientific(magnitude: f64, precision: usize, point: bool) -> String {
    let (mantissa, exponent) = parts(magnitude, precision);
    let point = if point && precision == 0 { "." } else { "" };
    format!("{mantissa}{point}{}", exponent_text(exponent))
}

/// `1.250` and 7.
fn parts(magnitude: f64, precision: usize) -> (String, i32) {
    let exact = precision.min(ALL);
    let text = format!("{magnitude:.exact$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let zeros = "0".repeat(precision - exact);
    (format!("{mantissa}{zeros}"), exponent.parse().unwrap_or(0))
}

fn exponent_text(exponent: i32) -> String {
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("e{sign}{:02}", exponent.unsigned_abs())
}

/// So many significant digits, with an exponent where the number is very large or small.
fn general(magnitude: f64, significant: usize, alternate: bool) -> String {
    let (mantissa, exponent) = parts(magnitude, significant - 1);
    let trimmed = |digits: String| {
        if alternate || !digits.contains('.') {
            return digits;
        }
        digits
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    };
    let point = if alternate && significant == 1 {
        "."
    } else {
        ""
    };
    if exponent >= -4 && i64::from(exponent) < significant as i64 {
        let fraction = (significant as i64 - 1 - i64::from(exponent)).unsigned_abs() as usize;
        return trimmed(fixed(magnitude, fraction, alternate));
    }
    format!("{}{point}{}", trimmed(mantissa), exponent_text(exponent))
}
