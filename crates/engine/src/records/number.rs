//! Texts as numbers and numbers as texts, as Python's `int`, `float`, `complex` and `str` convert them.
//! Knows one value at a time.

#[cfg(feature = "complex")]
use num_complex::Complex;

use super::text::{python_bytes, python_text};
use super::value::Value;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::promote::{Input, convert_assigned, convert_python_int};
use crate::scalar::Scalar;

/// `str` of a number, as NumPy stores it in a string: `1.5`, `True`, `(1+2j)`.
pub(crate) fn text(value: Scalar) -> String {
    crate::print::scalar_str(value)
}

/// The number an array's text names, as an element of a dtype. Every text but the empty one is `True`.
///
/// # Errors
/// `ValueError: invalid literal for int() with base 10: np.str_('a')`, `could not convert string to float: np.str_('a')`,
/// `complex() arg is a malformed string`; as [`convert_python_int`].
pub(crate) fn from_value(value: &Value, dtype: DType) -> Result<Scalar> {
    let (text, quoted) = match value {
        Value::Text(text) => (text.clone(), format!("np.str_({})", python_text(text))),
        Value::Bytes(bytes) => {
            let text = bytes.iter().map(|&byte| char::from(byte)).collect();
            let quoted = python_bytes(bytes);
            let quoted = if dtype.kind() == Kind::Float {
                format!("np.bytes_({quoted})")
            } else {
                quoted
            };
            (text, quoted)
        }
        Value::Number(number) => return Ok(number.cast(dtype)),
        _ => return Err(Error::type_("a record is no number")),
    };
    parse(&text, &quoted, dtype)
}

/// Refuses a number of Python's where an element has a part that does not take it: raw bytes take none.
///
/// # Errors
/// `TypeError: a bytes-like object is required, not 'int'`; as [`convert_assigned`] for each field.
pub(crate) fn check_assigned(number: Input, dtype: DType) -> Result<()> {
    match dtype.unaliased() {
        DType::Record(definition) => definition
            .fields
            .iter()
            .try_for_each(|field| check_assigned(number, field.dtype)),
        DType::Sub(subarray) => check_assigned(number, subarray.base),
        DType::Void(_) => {
            let value = match number {
                Input::PyBool(value) => Scalar::Bool(value),
                Input::PyFloat(value) => Scalar::F64(value),
                #[cfg(feature = "complex")]
                Input::PyComplex(value) => Scalar::C128(value),
                _ => Scalar::I64(0),
            };
            Err(Value::Number(value).no_bytes('a'))
        }
        other => convert_assigned(number, other).map(|_| ()),
    }
}

/// The number a text names, as an element of a dtype; `quoted` is the text as a complaint names it.
///
/// # Errors
/// As [`from_value`].
pub(crate) fn parse(text: &str, quoted: &str, dtype: DType) -> Result<Scalar> {
    match dtype.kind() {
        Kind::Bool => Ok(Scalar::Bool(!text.is_empty())),
        Kind::Signed | Kind::Unsigned => {
            let digits = without_underscores(text.trim());
            let whole = digits.as_deref().and_then(whole_number).ok_or_else(|| {
                Error::value(format!("invalid literal for int() with base 10: {quoted}"))
            })?;
            convert_python_int(whole, dtype)
        }
        Kind::Float => {
            let real = real_number(text.trim()).ok_or_else(|| {
                Error::value(format!("could not convert string to float: {quoted}"))
            })?;
            Ok(Scalar::F64(real).cast(dtype))
        }
        #[cfg(feature = "complex")]
        Kind::Complex => complex_number(text)
            .map(|value| Scalar::C128(value).cast(dtype))
            .ok_or_else(|| Error::value("complex() arg is a malformed string")),
        _ => Err(Error::new(
            ErrorClass::Type,
            format!("{quoted} is no number"),
        )),
    }
}

/// A Python number beside the scalar of an array: its kind decides how it is stored.
pub(crate) fn input_of(value: Scalar) -> Input {
    match value {
        Scalar::Bool(value) => Input::PyBool(value),
        Scalar::U64(value) => Input::PyInt(value.into()),
        Scalar::F32(value) => Input::PyFloat(value.into()),
        Scalar::F64(value) => Input::PyFloat(value),
        #[cfg(feature = "complex")]
        Scalar::C64(value) => Input::PyComplex(Complex::new(value.re.into(), value.im.into())),
        #[cfg(feature = "complex")]
        Scalar::C128(value) => Input::PyComplex(value),
        other => match other.cast(DType::I64) {
            Scalar::I64(value) => Input::PyInt(value.into()),
            _ => Input::PyInt(0),
        },
    }
}

/// Python lets single underscores stand between digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    for (place, &byte) in bytes.iter().enumerate() {
        let digit = |place: Option<usize>| {
            place
                .and_then(|place| bytes.get(place))
                .is_some_and(u8::is_ascii_digit)
        };
        if byte == b'_' && !(digit(place.checked_sub(1)) && digit(Some(place + 1))) {
            return None;
        }
    }
    Some(text.replace('_', ""))
}

/// An `int`; what is beyond 128 bits is as far out as can be.
fn whole_number(digits: &str) -> Option<i128> {
    let (negative, digits) = match digits.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, digits.strip_prefix('+').unwrap_or(digits)),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value = digits.bytes().fold(0i128, |value, digit| {
        value
            .saturating_mul(10)
            .saturating_add(i128::from(digit - b'0'))
    });
    Some(if negative { -value } else { value })
}

/// A `float`: decimal digits, or a word for what is no number or infinite.
fn real_number(text: &str) -> Option<f64> {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let word = unsigned.to_ascii_lowercase();
    let digits = without_underscores(text)?;
    match word.as_str() {
        "nan" | "inf" | "infinity" => digits.to_ascii_lowercase().parse().ok(),
        // The standard library reads more words than Python, and all of them begin with a letter.
        _ if word.starts_with(|first: char| first.is_ascii_digit() || first == '.') => {
            digits.parse().ok()
        }
        _ => None,
    }
}

/// A `complex`: `1+2j`, `3`, `j`, perhaps in parentheses.
#[cfg(feature = "complex")]
fn complex_number(text: &str) -> Option<Complex<f64>> {
    let text = text.trim();
    let text = match text.strip_prefix('(') {
        Some(rest) => rest.strip_suffix(')')?.trim(),
        None => text,
    };
    let Some(parts) = text.strip_suffix(['j', 'J']) else {
        return real_number(text).map(|re| Complex::new(re, 0.0));
    };
    let imaginary = |part: &str| match part {
        "" | "+" => Some(1.0),
        "-" => Some(-1.0),
        _ => real_number(part),
    };
    // The sign between the parts is the last one that belongs to no exponent.
    let bytes = parts.as_bytes();
    let between = (1..bytes.len()).rev().find(|&place| {
        matches!(bytes[place], b'+' | b'-') && !matches!(bytes[place - 1], b'e' | b'E')
    });
    match between.and_then(|place| parts.split_at_checked(place)) {
        Some((re, im)) => Some(Complex::new(real_number(re)?, imaginary(im)?)),
        None => imaginary(parts).map(|im| Complex::new(0.0, im)),
    }
}
