//! Names of dtypes that NumPy has and the engine has not: each is refused by a sentence that says what there is instead.
//! Knows names only.

use crate::dtype::DType;
use crate::error::{Error, Result};

/// The dtype of a name with the byte order of other machines where its elements are single bytes, which have no order;
/// nothing for a name that NumPy does not know either.
///
/// # Errors
/// `TypeError: data type '>i4' has its bytes in the other order: elements here are little-endian` and its like.
pub(crate) fn dtype(name: &str) -> Result<Option<DType>> {
    if let Some(plain) = name.strip_prefix('>') {
        // A whole name takes no byte order.
        let coded = |dtype: &DType| plain != dtype.name();
        return match DType::from_single_name(plain).ok().filter(coded) {
            Some(dtype) if dtype.byteorder() == '|' => Ok(Some(dtype)),
            Some(_) => refused(
                name,
                "has its bytes in the other order: elements here are little-endian",
            ),
            None => Ok(None),
        };
    }
    let plain = name.strip_prefix(['<', '=', '|']).unwrap_or(name);
    let digits = |rest: &str| rest.bytes().all(|byte| byte.is_ascii_digit());
    let unit = |rest: &str| rest.is_empty() || rest.starts_with('[') && rest.ends_with(']');
    let instead = match plain {
        "float16" | "half" | "f2" | "e" | "longdouble" | "float128" | "f16" | "g" => {
            "floats are float32 and float64"
        }
        "clongdouble" | "complex256" | "c32" | "G" => {
            "complex numbers are complex64 and complex128"
        }
        "object" | "object_" | "O" | "O8" => "they would be Python objects",
        "void" => "raw bytes are kept as uint8 or S",
        _ => match plain.split_at_checked(1) {
            Some(("V", rest)) if digits(rest) => "raw bytes are kept as uint8 or S",
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
