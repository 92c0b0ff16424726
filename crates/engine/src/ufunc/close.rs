//! `isclose`, `allclose`, `array_equal`, `array_equiv`: whether arrays hold the same numbers, or nearly.
//! Made of ufunc calls and folds.

use super::{Operand, call};
use crate::array::Array;
use crate::compose::{fold, is_true, two};
use crate::error::Result;
use crate::execute;
use crate::kernel::Flags;
use crate::layout::broadcast::broadcast_shape;
use crate::promote::{self, Input};
use crate::record::hearing;

/// How near is near enough.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tolerance {
    /// As a part of the second number's size (`rtol`).
    pub relative: f64,
    /// Beside that (`atol`).
    pub absolute: f64,
    /// Whether NaN is near NaN (`equal_nan`).
    pub equal_nan: bool,
}

impl Default for Tolerance {
    fn default() -> Self {
        Self {
            relative: 1e-5,
            absolute: 1e-8,
            equal_nan: false,
        }
    }
}

/// Where two arrays are nearly equal (`np.isclose`): `|a - b| <= absolute + relative * |b|`, and infinities equal. A new
/// `bool` array of the shape both broadcast to.
///
/// # Errors
/// As [`call`].
pub fn isclose(first: Operand<'_>, second: Operand<'_>, tolerance: Tolerance) -> Result<Array> {
    hearing(|| {
        // The second becomes inexact, so that its size can be taken.
        let float = match second {
            Operand::Array(array) => {
                let inputs = [Input::Array(array.dtype), Input::PyFloat(1.0)];
                let dtype = promote::result_type(&inputs)?;
                Some(if dtype == array.dtype {
                    array.clone()
                } else {
                    array.astype(dtype)?
                })
            }
            _ => None,
        };
        let second = match (&float, second) {
            (Some(array), _) => Operand::Array(array),
            (None, Operand::PyInt(value)) => Operand::PyFloat(value as f64),
            (None, Operand::PyBool(value)) => Operand::PyFloat(f64::from(u8::from(value))),
            (None, other) => other,
        };
        execute::without(Flags::INVALID, || {
            let distance = call(
                "absolute",
                &[Operand::Array(&call("subtract", &[first, second])?)],
            )?;
            let allowed = allowed(second, tolerance)?;
            let allowed = match &allowed {
                Allowed::Array(array) => Operand::Array(array),
                Allowed::Number(number) => Operand::PyFloat(*number),
            };
            let near = call("less_equal", &[Operand::Array(&distance), allowed])?;
            let near = two("bitwise_and", &near, &call("isfinite", &[second])?)?;
            let result = two("bitwise_or", &near, &call("equal", &[first, second])?)?;
            if tolerance.equal_nan {
                let both = two(
                    "bitwise_and",
                    &call("isnan", &[first])?,
                    &call("isnan", &[second])?,
                )?;
                let operands = [Operand::Array(&result), Operand::Array(&both)];
                super::call_into("bitwise_or", &operands, &result)?;
            }
            // As `result[()]`, a view.
            result.index(&[])
        })
    })
}

/// How far apart two numbers may be; a Python number as long as the second is one.
enum Allowed {
    Array(Array),
    Number(f64),
}

fn allowed(second: Operand<'_>, tolerance: Tolerance) -> Result<Allowed> {
    if let Operand::PyFloat(second) = second {
        let allowed = tolerance.absolute + tolerance.relative * second.abs();
        return Ok(Allowed::Number(allowed));
    }
    let size = call("absolute", &[second])?;
    let relative = Operand::PyFloat(tolerance.relative);
    let allowed = call("multiply", &[relative, Operand::Array(&size)])?;
    let absolute = Operand::PyFloat(tolerance.absolute);
    call("add", &[absolute, Operand::Array(&allowed)]).map(Allowed::Array)
}

/// Whether two arrays are nearly equal everywhere (`np.allclose`).
///
/// # Errors
/// As [`isclose`].
pub fn allclose(first: Operand<'_>, second: Operand<'_>, tolerance: Tolerance) -> Result<bool> {
    hearing(|| is_true(&fold("all", &isclose(first, second, tolerance)?)?))
}

/// Whether two arrays have one shape and equal elements (`np.array_equal`); with `equal_nan`, NaN equals NaN.
///
/// # Errors
/// As [`call`] of `equal`.
pub fn array_equal(first: &Array, second: &Array, equal_nan: bool) -> Result<bool> {
    hearing(|| {
        if first.shape() != second.shape() {
            return Ok(false);
        }
        #[cfg(feature = "records")]
        if !first.dtype.holds_numbers() || !second.dtype.holds_numbers() {
            if equal_nan && !first.lies_in(second) {
                // Texts and records cannot be asked.
                call("isnan", &[Operand::Array(first)])?;
                call("isnan", &[Operand::Array(second)])?;
            }
            return is_true(&fold(
                "all",
                &crate::strings::equals(first, second, false)?,
            )?);
        }
        let mut equal = two("equal", first, second)?;
        if equal_nan && first.dtype.is_inexact() && second.dtype.is_inexact() {
            let nan = |array: &Array| call("isnan", &[Operand::Array(array)]);
            let both = two("bitwise_and", &nan(first)?, &nan(second)?)?;
            equal = two("bitwise_or", &equal, &both)?;
        }
        is_true(&fold("all", &equal)?)
    })
}

/// Whether two arrays broadcast to one shape, and are equal there (`np.array_equiv`).
///
/// # Errors
/// As [`call`] of `equal`.
pub fn array_equiv(first: &Array, second: &Array) -> Result<bool> {
    hearing(|| {
        if broadcast_shape(&[first.shape(), second.shape()]).is_err() {
            return Ok(false);
        }
        #[cfg(feature = "records")]
        if !first.dtype.holds_numbers() || !second.dtype.holds_numbers() {
            let equal = crate::strings::equals(first, second, false)?;
            return is_true(&fold("all", &equal)?);
        }
        is_true(&fold("all", &two("equal", first, second)?)?)
    })
}
