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
        "object" | "object_" | "O" | "O8" => "they would be Python objects",
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

fn refused(name: &str, why: &str) -> Result<Option<DType>> {
    Err(Error::type_(format!("data type '{name}' {why}")))
}
