//! Casts that must keep every value: which element a dtype does not hold, and NumPy's words for it.
//! Knows single values; who casts asks first.

use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::scalar::Scalar;

/// Refuses an array with an element that another dtype does not hold.
///
/// # Errors
/// As [`Array::astype_same_value`].
pub(crate) fn check(array: &Array, to: DType) -> Result<()> {
    let from = array.dtype();
    if !from.holds_numbers() || !to.holds_numbers() {
        return Err(array.of_scalar(Error::type_(format!(
            "Cannot cast array data from {} to {} according to the rule 'same_value'",
            from.repr(),
            to.repr()
        ))));
    }
    if to.kind() == Kind::Bool {
        return Ok(());
    }
    crate::limit::grant_work(array.size())?;
    for value in array.scalars() {
        if let Some(why) = lost(value, to.native()) {
            return Err(Error::value(format!(
                "could not cast 'same_value' {} to {}{why}",
                name_in_c(from),
                name_in_c(to)
            )));
        }
    }
    Ok(())
}

/// Whether a value is another one after a cast, and what NumPy adds then.
fn lost(value: Scalar, to: DType) -> Option<&'static str> {
    #[cfg(feature = "complex")]
    if let Scalar::C128(number) = value.cast(DType::C128)
        && value.dtype().is_complex()
    {
        let part = to.real_part();
        let im = lost_real(Scalar::F64(number.im), part);
        return match to.is_complex() {
            true => lost_real(Scalar::F64(number.re), part).or(im),
            false => {
                let imag = (number.im != 0.0).then_some(": imag is not 0");
                lost_real(Scalar::F64(number.re), part).or(imag)
            }
        };
    }
    lost_real(value, to.real_part())
}

fn lost_real(value: Scalar, to: DType) -> Option<&'static str> {
    let cast = value.cast(to);
    let kept = match (whole(value), whole(cast)) {
        (Some(before), Some(after)) => before == after,
        (Some(before), None) => {
            let after = real(cast);
            after.is_finite() && after as i128 == before
        }
        (None, Some(after)) => real(value) == after as f64,
        (None, None) => real(value) == real(cast) || real(value).is_nan(),
    };
    (!kept).then_some("")
}

/// An integer's value; nothing for a float.
fn whole(value: Scalar) -> Option<i128> {
    if value.dtype().is_inexact() {
        return None;
    }
    match value {
        Scalar::U64(value) => Some(value.into()),
        other => match other.cast(DType::I64) {
            Scalar::I64(value) => Some(value.into()),
            _ => None,
        },
    }
}

fn real(value: Scalar) -> f64 {
    match value.cast(DType::F64) {
        Scalar::F64(value) => value,
        _ => f64::NAN,
    }
}

/// What C calls the type.
fn name_in_c(dtype: DType) -> &'static str {
    match dtype.native() {
        DType::Bool => "bool",
        DType::I8 => "byte",
        DType::I16 => "short",
        DType::I32 => "int",
        DType::I64 => "long",
        DType::U8 => "ubyte",
        DType::U16 => "ushort",
        DType::U32 => "uint",
        DType::U64 => "ulong",
        DType::F32 => "float",
        DType::F64 => "double",
        #[cfg(feature = "complex")]
        DType::C64 => "cfloat",
        #[cfg(feature = "complex")]
        DType::C128 => "cdouble",
        #[cfg(feature = "records")]
        _ => "half",
    }
}
