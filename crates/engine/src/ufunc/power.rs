//! `**`, which is not always the ufunc `power`.
//! Knows which other ufunc stands for it; computes nothing.

use super::{Operand, call, call_into};
use crate::array::Array;
use crate::error::Result;

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
