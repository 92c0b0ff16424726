//! Names that begin with the other order of bytes, and names of dtypes that NumPy has and the engine has not: each of these
//! is refused by a sentence that says what there is instead. Knows names only.

use crate::dtype::DType;
use crate::error::{Error, Result};

/// The dtype of a name with the byte order of other machines; nothing for a name that NumPy does not know either.
///
/// # Errors
/// `TypeError: data type 'object' has no elements here: they would be Python objects` and its like.
pub(crate) fn dtype(name: &str) -> Result<Option<DType>> {
    if let Some(plain) = name.strip_prefix('>') {
        // A whole name takes no byte order, nor a second one.
        let code = plain.starts_with(|first: char| first.is_ascii_alphabetic() || first == '?');
        let digits = |rest: &str| rest.trim_start().bytes().all(|byte| byte.is_ascii_digit());
        let code = code && plain.get(1..).is_some_and(digits);
        return match (code, DType::from_single_name(plain)) {
            (true, Ok(dtype)) => Ok(Some(super::order::swapped(dtype))),
            (true, Err(error)) if error.message.contains("has no elements here") => Err(error),
            _ => Ok(None),
        };
    }
    let plain = name.strip_prefix(['<', '=', '|']).unwrap_or(name);
    let unit = |rest: &str| rest.is_empty() || rest.starts_with('[') && rest.ends_with(']');
    let instead = match plain {
        "longdouble" | "float128" | "f16" | "g" => "floats are float16, float32 and float64",
        "clongdouble" | "complex256" | "c32" | "G" => {
            "complex numbers are complex64 and complex128"
        }
        "object" | "object_" | "O" | "O4" | "O8" => "they would be Python objects",
        "T" => "texts are U and S, of one width each",
        "bool8" | "bytes0" | "int0" | "object0" | "str0" | "uint0" | "void0" if plain == name => {
            return Err(Error::type_(format!(
                "Alias '{name}' was removed in NumPy 2.0. Use a name without a digit at the end."
            )));
        }
        _ => match plain.split_at_checked(1) {
            Some(("M" | "m", rest)) if unit(rest.strip_prefix('8').unwrap_or(rest)) => {
                "dates and spans of time are kept as int64"
            }
            _ => match plain
                .strip_prefix("datetime64")
                .or_else(|| plain.strip_prefix("timedelta64"))
            {
                Some(rest) if unit(rest) => "dates and spans of time are kept as int64",
                _ => return Ok(None),
            },
        },
    };
    refused(name, &format!("has no elements here: {instead}"))
}

/// The name without what C's `strtol` passes over before the digits of an item size: spaces and a plus sign, as in `i 4`.
pub(crate) fn plainly(name: &str) -> Option<String> {
    let kind = name.len() - name.trim_start_matches(['<', '=', '|', '>']).len() + 1;
    let (kind, rest) = name.split_at_checked(kind)?;
    let digits = rest.trim_start_matches(' ');
    let digits = digits.strip_prefix('+').unwrap_or(digits);
    let is_size = digits.len() < rest.len() && digits.starts_with(|one: char| one.is_ascii_digit());
    let is_code = kind.ends_with(|one: char| one.is_ascii_alphabetic());
    (is_size && is_code).then(|| format!("{kind}{digits}"))
}

/// The dtype of a class of NumPy's scalars, by its name.
///
/// # Errors
/// `TypeError` for the classes that stand above several dtypes, each in NumPy's words.
pub(crate) fn of_class(name: &str) -> Result<DType> {
    let words = match name {
        "record" => return Ok(DType::Void(0).as_record()),
        "generic" | "flexible" => "Converting `np.generic` to a dtype is not allowed.",
        "number" | "inexact" | "floating" => {
            "Converting `np.inexact` or `np.floating` to a dtype not allowed"
        }
        "complexfloating" => "Converting `np.complex` to a dtype is not allowed.",
        "integer" | "signedinteger" => {
            "Converting 'np.integer' or 'np.signedinteger' to a dtype is not allowed"
        }
        "unsignedinteger" => "Converting `np.unsignedinteger` to a dtype is not allowed",
        "character" => "Converting `np.character` to a dtype is not allowed",
        _ => return DType::from_single_name(name),
    };
    Err(Error::type_(words))
}

fn refused(name: &str, why: &str) -> Result<Option<DType>> {
    Err(Error::type_(format!("data type '{name}' {why}")))
}
