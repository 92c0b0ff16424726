//! Python's `format % values`, for the values that stand in arrays.
//! Source of the rules: the Python reference, "printf-style String Formatting".

use super::float;
use crate::error::{Error, ErrorClass, Result};
use crate::print;
use crate::records::Value;
use crate::scalar::Scalar;

/// Wider than this, a number is no number anymore.
const WIDEST: usize = 1 << 20;

/// The flags, width and precision of one conversion.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Conversion {
    pub(super) left: bool,
    pub(super) plus: bool,
    pub(super) space: bool,
    pub(super) alternate: bool,
    pub(super) zero: bool,
    pub(super) width: usize,
    pub(super) precision: Option<usize>,
}

/// How a format meets its values.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Style {
    /// Whether the values are one that can be indexed, as every NumPy scalar but a `str` can: Python then lets it be left
    /// over.
    pub(crate) mapping: bool,
    /// Whether the format is `bytes`, each a character below 256.
    pub(crate) bytes: bool,
}

/// `format % tuple(values)`.
///
/// # Errors
/// Python's own: `TypeError: not enough arguments for format string`, `TypeError: not all arguments converted during
/// string formatting`, `ValueError: unsupported format character 'z' (0x7a) at index 4`, `ValueError: incomplete format`,
/// `ValueError: cannot convert float NaN to integer`.
pub(super) fn percent(format: &str, values: &[Value]) -> Result<String> {
    percent_in(format, values, Style::default())
}

/// [`percent`], of texts or of bytes, with a tuple or with a lone scalar.
///
/// # Errors
/// As [`percent`]; `IndexError: invalid index to scalar variable.` where a name is asked for.
pub(crate) fn percent_in(format: &str, values: &[Value], style: Style) -> Result<String> {
    let mut text = String::new();
    let mut rest = values.iter();
    let mut letters = format.chars().enumerate().peekable();
    while let Some((_, letter)) = letters.next() {
        if letter != '%' {
            text.push(letter);
            continue;
        }
        if letters.peek().is_some_and(|&(_, next)| next == '%') {
            letters.next();
            text.push('%');
            continue;
        }
        let mut conversion = Conversion::default();
        while let Some(&(_, flag)) = letters.peek() {
            match flag {
                '-' => conversion.left = true,
                '+' => conversion.plus = true,
                ' ' => conversion.space = true,
                '#' => conversion.alternate = true,
                '0' => conversion.zero = true,
                '(' => return Err(no_mapping(values, style)),
                _ => break,
            }
            letters.next();
        }
        conversion.width = count(&mut letters)?.unwrap_or(0);
        if letters.peek().is_some_and(|&(_, next)| next == '.') {
            letters.next();
            conversion.precision = Some(count(&mut letters)?.unwrap_or(0));
        }
        if letters
            .peek()
            .is_some_and(|&(_, next)| "hlL".contains(next))
        {
            letters.next();
        }
        let Some((place, kind)) = letters.next() else {
            return Err(Error::value("incomplete format"));
        };
        let Some(value) = rest.next() else {
            return Err(Error::type_("not enough arguments for format string"));
        };
        text.push_str(&converted(value, kind, place, conversion, style)?);
    }
    if rest.next().is_some() && !style.mapping {
        let what = if style.bytes { "bytes" } else { "string" };
        return Err(Error::type_(format!(
            "not all arguments converted during {what} formatting"
        )));
    }
    Ok(text)
}

fn no_mapping(values: &[Value], style: Style) -> Error {
    match values {
        _ if !style.mapping => Error::type_("format requires a mapping"),
        [Value::Bytes(_)] => Error::type_("byte indices must be integers or slices, not str"),
        _ => Error::index("invalid index to scalar variable."),
    }
}

/// A number in the format; none where no digit stands.
fn count(
    letters: &mut std::iter::Peekable<std::iter::Enumerate<std::str::Chars<'_>>>,
) -> Result<Option<usize>> {
    let mut found = None;
    if letters.peek().is_some_and(|&(_, next)| next == '*') {
        return Err(Error::type_("* wants int"));
    }
    while let Some(digit) = letters.peek().and_then(|&(_, next)| next.to_digit(10)) {
        letters.next();
        let sum = found.unwrap_or(0usize).saturating_mul(10);
        found = Some(sum.saturating_add(digit as usize));
    }
    match found {
        Some(count) if count > WIDEST => Err(Error::new(ErrorClass::Memory, "")),
        found => Ok(found),
    }
}

fn converted(
    value: &Value,
    kind: char,
    place: usize,
    conversion: Conversion,
    style: Style,
) -> Result<String> {
    match kind {
        's' | 'b' if style.bytes => Ok(as_text(raw(value), conversion)),
        's' => Ok(as_text(value.plain_text(), conversion)),
        'r' if !style.bytes => Ok(as_text(repr(value), conversion)),
        'r' | 'a' => Ok(as_text(ascii(&repr(value)), conversion)),
        'c' => {
            let character = if style.bytes {
                byte(value)?
            } else {
                character(value)?
            };
            Ok(padded("", "", &character, conversion, false))
        }
        'd' | 'i' | 'u' => {
            let kind = if style.bytes && kind == 'i' {
                'd'
            } else {
                kind
            };
            let (negative, digits) = whole(value, kind)?;
            Ok(integer(negative, "", &digits, conversion))
        }
        'o' | 'x' | 'X' => {
            let (negative, magnitude) = exact(value, kind)?;
            let (prefix, digits) = match kind {
                'o' => ("0o", format!("{magnitude:o}")),
                'x' => ("0x", format!("{magnitude:x}")),
                _ => ("0X", format!("{magnitude:X}")),
            };
            let prefix = if conversion.alternate { prefix } else { "" };
            Ok(integer(negative, prefix, &digits, conversion))
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let real = real(value, style)?;
            let sign = sign(real.is_sign_negative() && !real.is_nan(), conversion);
            let digits = float::text(real.abs(), kind, conversion);
            Ok(padded(sign, "", &digits, conversion, conversion.zero))
        }
        _ => Err(Error::value(format!(
            "unsupported format character '{kind}' ({:#x}) at index {place}",
            u32::from(kind)
        ))),
    }
}

fn as_text(text: String, conversion: Conversion) -> String {
    let text = match conversion.precision {
        Some(most) => text.chars().take(most).collect(),
        None => text,
    };
    padded("", "", &text, conversion, false)
}

/// The bytes of a scalar as characters below 256: every NumPy scalar shows its memory to a `bytes` format.
fn raw(value: &Value) -> String {
    let bytes = match value {
        Value::Number(number) => number.to_bytes().to_vec(),
        Value::Text(text) => text
            .chars()
            .flat_map(|one| u32::from(one).to_le_bytes())
            .collect(),
        Value::Bytes(bytes) => bytes.clone(),
        other => other.plain_text().into_bytes(),
    };
    bytes.into_iter().map(char::from).collect()
}

/// The text with escapes for what is not ASCII, as Python's `ascii` writes it.
fn ascii(text: &str) -> String {
    let mut plain = String::new();
    for letter in text.chars() {
        match u32::from(letter) {
            0..=0x7f => plain.push(letter),
            code @ 0x80..=0xff => plain.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..=0xffff => plain.push_str(&format!("\\u{code:04x}")),
            code => plain.push_str(&format!("\\U{code:08x}")),
        }
    }
    plain
}

/// `repr` of the NumPy scalar.
fn repr(value: &Value) -> String {
    match value {
        Value::Number(number) => print::scalar_repr(*number),
        Value::Text(_) => format!("np.str_({})", value.repr()),
        Value::Bytes(_) => format!("np.bytes_({})", value.repr()),
        other => other.repr(),
    }
}

fn sign(negative: bool, conversion: Conversion) -> &'static str {
    match (negative, conversion.plus, conversion.space) {
        (true, _, _) => "-",
        (false, true, _) => "+",
        (false, false, true) => " ",
        (false, false, false) => "",
    }
}

fn integer(negative: bool, prefix: &str, digits: &str, conversion: Conversion) -> String {
    let fewest = conversion.precision.unwrap_or(0);
    let digits = format!("{digits:0>fewest$}");
    let sign = sign(negative, conversion);
    padded(sign, prefix, &digits, conversion, conversion.zero)
}

/// Filled to the width: spaces before or behind, or zeros after the sign and prefix.
fn padded(sign: &str, prefix: &str, body: &str, conversion: Conversion, zeros: bool) -> String {
    let length = sign.len() + prefix.len() + body.chars().count();
    let missing = conversion.width.saturating_sub(length);
    if conversion.left {
        format!("{sign}{prefix}{body}{}", " ".repeat(missing))
    } else if zeros {
        format!("{sign}{prefix}{}{body}", "0".repeat(missing))
    } else {
        format!("{}{sign}{prefix}{body}", " ".repeat(missing))
    }
}

/// Sign and digits of a number without its fraction.
fn whole(value: &Value, kind: char) -> Result<(bool, String)> {
    let Value::Number(number) = value else {
        return Err(Error::type_(format!(
            "%{kind} format: a real number is required, not {}",
            class_of(value)
        )));
    };
    match real_of(*number) {
        Some(real) if real.is_nan() => Err(Error::value("cannot convert float NaN to integer")),
        Some(real) if real.is_infinite() => Err(Error::new(
            ErrorClass::Overflow,
            "cannot convert float infinity to integer",
        )),
        Some(real) => Ok((real <= -1.0, format!("{:.0}", real.abs().trunc()))),
        None => {
            let number = super::number::integer_of(*number).ok_or_else(|| {
                Error::type_(format!(
                    "%{kind} format: a real number is required, not complex"
                ))
            })?;
            Ok((number < 0, number.unsigned_abs().to_string()))
        }
    }
}

/// An integer; floats and booleans are none here.
fn exact(value: &Value, kind: char) -> Result<(bool, u128)> {
    let number = match value {
        Value::Number(Scalar::Bool(_)) => None,
        Value::Number(number) => super::number::integer_of(*number),
        _ => None,
    };
    let number = number.ok_or_else(|| {
        Error::type_(format!(
            "%{kind} format: an integer is required, not {}",
            class_of(value)
        ))
    })?;
    Ok((number < 0, number.unsigned_abs()))
}

fn real(value: &Value, style: Style) -> Result<f64> {
    let wanted = if style.bytes {
        "float argument required"
    } else {
        "must be real number"
    };
    let refused = || Error::type_(format!("{wanted}, not {}", class_of(value)));
    let Value::Number(number) = value else {
        return Err(refused());
    };
    match (real_of(*number), super::number::integer_of(*number)) {
        (Some(real), _) => Ok(real),
        (None, Some(integer)) => Ok(integer as f64),
        (None, None) => Err(refused()),
    }
}

fn real_of(number: Scalar) -> Option<f64> {
    match number {
        Scalar::F16(value) => Some(value.to_f32().into()),
        Scalar::F32(value) => Some(value.into()),
        Scalar::F64(value) => Some(value),
        #[cfg(feature = "complex")]
        Scalar::C64(value) => Some(real_part(value.re.into())),
        #[cfg(feature = "complex")]
        Scalar::C128(value) => Some(real_part(value.re)),
        _ => None,
    }
}

/// Half of a complex number, with NumPy's warning.
#[cfg(feature = "complex")]
fn real_part(value: f64) -> f64 {
    crate::record::warn("ComplexWarning", || {
        "Casting complex values to real discards the imaginary part".to_owned()
    });
    value
}

fn character(value: &Value) -> Result<String> {
    let refused = || Error::type_("%c requires int or char");
    match value {
        Value::Text(text) if text.chars().count() == 1 => Ok(text.clone()),
        Value::Number(Scalar::Bool(_)) => Err(refused()),
        Value::Number(number) => {
            let code = super::number::integer_of(*number).ok_or_else(refused)?;
            let code = u32::try_from(code).ok().filter(|&code| code < 0x11_0000);
            let code = code
                .ok_or_else(|| Error::new(ErrorClass::Overflow, "%c arg not in range(0x110000)"))?;
            Ok(char::from_u32(code)
                .unwrap_or(char::REPLACEMENT_CHARACTER)
                .to_string())
        }
        _ => Err(refused()),
    }
}

/// One byte for `%c` in a `bytes` format.
fn byte(value: &Value) -> Result<String> {
    let refused = || Error::type_("%c requires an integer in range(256) or a single byte");
    match value {
        Value::Bytes(bytes) if bytes.len() == 1 => Ok(char::from(bytes[0]).to_string()),
        Value::Number(Scalar::Bool(_)) => Err(refused()),
        Value::Number(number) => {
            let code = super::number::integer_of(*number).ok_or_else(refused)?;
            let code = u8::try_from(code)
                .map_err(|_| Error::new(ErrorClass::Overflow, "%c arg not in range(256)"))?;
            Ok(char::from(code).to_string())
        }
        _ => Err(refused()),
    }
}

fn class_of(value: &Value) -> String {
    match value {
        Value::Number(number) => format!("numpy.{}", number.dtype().name()),
        Value::Text(_) => "numpy.str_".to_owned(),
        Value::Bytes(_) => "numpy.bytes_".to_owned(),
        Value::Record(_) => "numpy.void".to_owned(),
        Value::List(_) | Value::Elements(_) => "numpy.ndarray".to_owned(),
    }
}
