//! Numbers read from the fields of a text file, as C reads them: no underscores, spaces around allowed.
//! Knows one field at a time.

#[cfg(feature = "complex")]
use num_complex::Complex;

use crate::dtype::DType;
use crate::scalar::Scalar;

/// The value of a `bool` or an integer; nothing for other numbers.
pub(super) fn integer_of(number: Scalar) -> Option<i128> {
    match number {
        Scalar::Bool(value) => Some(value.into()),
        Scalar::U64(value) => Some(value.into()),
        Scalar::F16(_) | Scalar::F32(_) | Scalar::F64(_) => None,
        #[cfg(feature = "complex")]
        Scalar::C64(_) | Scalar::C128(_) => None,
        other => match other.cast(DType::I64) {
            Scalar::I64(value) => Some(value.into()),
            _ => None,
        },
    }
}

/// A whole number with an optional sign.
pub(super) fn integer(field: &str) -> Option<i128> {
    let field = field.trim();
    let (negative, digits) = match field.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, field.strip_prefix('+').unwrap_or(field)),
    };
    if digits.is_empty() || digits.len() > 30 && digits.trim_start_matches('0').len() > 30 {
        return None;
    }
    let mut value = 0i128;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        value = value.checked_mul(10)?.checked_add((digit - b'0').into())?;
    }
    Some(if negative { -value } else { value })
}

/// A float: decimal digits or a word for what is infinite or no number.
pub(super) fn real(field: &str) -> Option<f64> {
    let Leading { value, rest } = leading_real(field.trim_start())?;
    rest.trim().is_empty().then_some(value)
}

/// A float at the start of a text.
pub(super) struct Leading<'a> {
    pub(super) value: f64,
    /// What stands behind it.
    pub(super) rest: &'a str,
}

/// The float a text starts with.
pub(super) fn leading_real(text: &str) -> Option<Leading<'_>> {
    let length = real_length(text)?;
    let (number, rest) = text.split_at_checked(length)?;
    // What is read here is what the standard library reads, too.
    let value = number.to_ascii_lowercase().parse().ok()?;
    Some(Leading { value, rest })
}

/// The whole number a text starts with, as far out as can be where it has too many digits.
pub(super) fn leading_integer(text: &str, signed: bool) -> Option<(i128, &str)> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) if signed => (true, rest),
        _ if signed => (false, text.strip_prefix('+').unwrap_or(text)),
        _ => (false, text),
    };
    let length = digits.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, rest) = digits.split_at_checked(length)?;
    if digits.is_empty() {
        return None;
    }
    let value = digits.bytes().fold(0i128, |value, digit| {
        value
            .saturating_mul(10)
            .saturating_add((digit - b'0').into())
    });
    Some((if negative { -value } else { value }, rest))
}

/// The complex number a text starts with: `1`, `2j`, `1+2j`.
#[cfg(feature = "complex")]
pub(super) fn leading_complex(text: &str) -> Option<(Complex<f64>, &str)> {
    let first = leading_real(text)?;
    if let Some(rest) = first.rest.strip_prefix('j') {
        return Some((Complex::new(0.0, first.value), rest));
    }
    if first.rest.starts_with(['+', '-']) {
        let second = leading_real(first.rest)?;
        let rest = second.rest.strip_prefix('j')?;
        return Some((Complex::new(first.value, second.value), rest));
    }
    Some((Complex::new(first.value, 0.0), first.rest))
}

/// How many bytes at the start are a float.
fn real_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let signed = usize::from(matches!(bytes.first(), Some(b'+' | b'-')));
    let body = &bytes[signed..];
    for word in ["infinity", "inf", "nan"] {
        let head = body.get(..word.len());
        if head.is_some_and(|head| head.eq_ignore_ascii_case(word.as_bytes())) {
            return Some(signed + word.len());
        }
    }
    let digits = |from: usize| {
        let tail = body.get(from..).unwrap_or(&[]);
        tail.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let whole = digits(0);
    let mut end = whole;
    let mut fraction = 0;
    if body.get(end) == Some(&b'.') {
        fraction = digits(end + 1);
        if whole + fraction > 0 {
            end += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return None;
    }
    if matches!(body.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(body.get(end + 1), Some(b'+' | b'-')));
        let power = digits(end + 1 + sign);
        if power > 0 {
            end += 1 + sign + power;
        }
    }
    Some(signed + end)
}

/// A complex number: `1`, `1.5j`, `1+2j`, perhaps in parentheses.
#[cfg(feature = "complex")]
pub(super) fn complex(field: &str) -> Option<Complex<f64>> {
    let text = field.trim();
    let (text, open) = match text.strip_prefix('(') {
        Some(rest) => (rest.trim_start(), true),
        None => (text, false),
    };
    let closed = |rest: &str| match (open, rest) {
        (true, ")") | (false, "") => Some(()),
        _ => None,
    };
    let Leading { value: first, rest } = leading_real(text)?;
    if let Some(rest) = rest.strip_prefix('j') {
        closed(rest)?;
        return Some(Complex::new(0.0, first));
    }
    if closed(rest).is_some() {
        return Some(Complex::new(first, 0.0));
    }
    let rest = rest.strip_prefix('+').unwrap_or(rest);
    let second = leading_real(rest.trim_start())?;
    let (second, rest) = (second.value, second.rest);
    closed(rest.strip_prefix('j')?)?;
    Some(Complex::new(first, second))
}
