//! `**`, which is not always the ufunc `power`.
//! Knows which other ufunc stands for it; computes nothing.

use super::{Operand, call, call_into};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::error::Result;
use crate::promote;
use crate::record::hearing;

/// `base ** exponent`: for an array and the Python number `2` what `square` gives, for one of floats or complex numbers and
/// `-1` or `0.5` what `reciprocal` or `sqrt` gives, whose last bits may be others and which warn under their own names; else
/// what `power` gives. Shape, dtype and what it shares as of [`call`]: a new array.
///
/// # Errors
/// As [`call`]; `ValueError: Integers to negative integer powers are not allowed.`
pub fn pow(base: Operand<'_>, exponent: Operand<'_>) -> Result<Array> {
    match shorter(base, exponent) {
        Some(name) => call(name, &[base]),
        None => call("power", &[base, exponent]),
    }
}

/// `base ** exponent` of two NumPy scalars, or of one and a Python number: always what C's `pow` gives, so that `-0.0` to the
/// power of `0.5` is `0.0`, where an array's root is `-0.0`. A new array without axes, of the dtype that both come to.
///
/// # Errors
/// `OverflowError: Python integer 300 out of bounds for int8`; `ValueError: Integers to negative integer powers are not
/// allowed.`
pub fn pow_of_scalars(base: Operand<'_>, exponent: Operand<'_>) -> Result<Array> {
    hearing(|| {
        let dtype = promote::result_type(&[base.input(), exponent.input()])?;
        // Numbers that go into the loop as they lie, side by side, are taken one by one.
        let line = |one: Operand<'_>| -> Result<Array> {
            let array = match one {
                Operand::Array(array) => array.astype(dtype)?,
                number => Array::scalar(promote::convert_assigned(number.input(), dtype)?)?,
            };
            array.reshape(&[1])
        };
        let (base, exponent) = (line(base)?, line(exponent)?);
        let both = [Operand::Array(&base), Operand::Array(&exponent)];
        call("power", &both)?.reshape(&[])?.copy(CopyOrder::C)
    })
}

/// `base **= exponent`: [`pow`] into the array itself.
///
/// # Errors
/// As [`call_into`].
pub fn pow_in_place(base: &Array, exponent: Operand<'_>) -> Result<()> {
    let own = Operand::Array(base);
    match shorter(own, exponent) {
        Some(name) => call_into(name, &[own], base),
        None => call_into("power", &[own, exponent], base),
    }
}

/// The ufunc of one argument that stands for a power; nothing where it is `power`.
pub fn shorter(base: Operand<'_>, exponent: Operand<'_>) -> Option<&'static str> {
    let Operand::Array(base) = base else {
        return None;
    };
    let inexact = base.dtype.is_inexact();
    match exponent {
        Operand::PyInt(2) => Some("square"),
        Operand::PyInt(-1) if inexact => Some("reciprocal"),
        Operand::PyFloat(0.5) if inexact => Some("sqrt"),
        _ => None,
    }
}
