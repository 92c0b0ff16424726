//! Shorthands for operations that are made of operations: taking, joining, cutting, counting true elements.
//! Each step is one that a recorder hears; whoever composes them says in which order.

use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::index::Index;
use crate::join::{Joining, concatenate};
use crate::plan::Bounds;
use crate::reduce::{self, Options};
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand};

/// The elements of `values` at these places along an axis (`np.take`), in a new C-ordered array.
///
/// # Errors
/// As [`Array::take`].
pub(crate) fn take(values: &Array, places: &Array, axis: usize) -> Result<Array> {
    values.take(places, Some(axis as i64), Bounds::Raise)
}

/// The elements of a 1-d array where a mask is true (`values[mask]`).
///
/// # Errors
/// As [`Array::compress`].
pub(crate) fn compress(values: &Array, mask: &Array) -> Result<Array> {
    values.compress(mask, Some(0))
}

/// A new 1-d array of this length, zero but for `values` at `places`; of two at one place the later stays.
///
/// # Errors
/// As [`Array::put_at`].
pub(crate) fn scatter(values: &Array, places: &Array, length: i64) -> Result<Array> {
    let result = Array::zeros(&[length], values.dtype)?;
    result.put_at(places, Operand::Array(values), Bounds::Raise)?;
    Ok(result)
}

/// 1-d arrays one after another in their common dtype (`np.concatenate`).
///
/// # Errors
/// As [`concatenate`].
pub(crate) fn joined(first: &Array, second: &Array) -> Result<Array> {
    concatenate(&[first, second], Some(0), Joining::default())
}

/// `a[start:stop]` on one axis, a view.
///
/// # Errors
/// None for an axis that the array has.
pub(crate) fn cut(
    array: &Array,
    axis: usize,
    start: Option<i64>,
    stop: Option<i64>,
) -> Result<Array> {
    let mut indices = vec![Index::ALL; axis];
    indices.push(Index::Slice {
        start,
        stop,
        step: None,
    });
    array.index(&indices)
}

/// `a[1:]` and `a[:-1]` on one axis: each element and the one before it.
///
/// # Errors
/// None for an axis that the array has.
pub(crate) fn neighbors(array: &Array, axis: usize) -> Result<(Array, Array)> {
    Ok((
        cut(array, axis, Some(1), None)?,
        cut(array, axis, None, Some(-1))?,
    ))
}

/// Each element less the one before it (`np.diff`); for bools, whether they differ.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn differences(array: &Array, axis: usize) -> Result<Array> {
    let (after, before) = neighbors(array, axis)?;
    let name = if array.dtype == DType::Bool {
        "not_equal"
    } else {
        "subtract"
    };
    two(name, &after, &before)
}

/// Where two arrays hold the same elements, or where not, as the operators `==` and `!=` tell: texts and records compare
/// too, and a text is unlike any number.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn alike(left: &Array, right: &Array, negated: bool) -> Result<Array> {
    #[cfg(feature = "records")]
    if !(left.dtype.is_number() && right.dtype.is_number()) {
        return crate::strings::equals(left, right, negated);
    }
    two(if negated { "not_equal" } else { "equal" }, left, right)
}

/// The array itself, or the real and the imaginary parts of a complex one, as views.
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn parts_of(array: &Array) -> Result<Vec<Array>> {
    #[cfg(feature = "complex")]
    if array.dtype.is_complex() {
        return Ok(vec![array.real(), array.imag()?]);
    }
    Ok(vec![array.clone()])
}

/// A ufunc of two arrays.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn two(name: &str, left: &Array, right: &Array) -> Result<Array> {
    ufunc::call(name, &[Operand::Array(left), Operand::Array(right)])
}

/// A ufunc of an array and a Python number.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn with(name: &str, left: &Array, right: Operand<'_>) -> Result<Array> {
    ufunc::call(name, &[Operand::Array(left), right])
}

/// A reduction of all elements.
///
/// # Errors
/// As [`reduce::call`].
pub(crate) fn fold(name: &str, array: &Array) -> Result<Array> {
    reduce::call(name, array, Options::default())
}

/// The only element as a whole number.
///
/// # Errors
/// As [`Array::item`].
pub(crate) fn whole_number(array: &Array) -> Result<i64> {
    match array.item()?.cast(DType::I64) {
        Scalar::I64(value) => Ok(value),
        _ => Ok(0),
    }
}

/// The only element as a double.
///
/// # Errors
/// As [`Array::item`].
pub(crate) fn double(array: &Array) -> Result<f64> {
    match array.item()?.cast(DType::F64) {
        Scalar::F64(value) => Ok(value),
        _ => Ok(f64::NAN),
    }
}

/// Whether the only element counts as true.
///
/// # Errors
/// As [`Array::item`].
pub(crate) fn is_true(array: &Array) -> Result<bool> {
    Ok(array.item()?.cast(DType::Bool) == Scalar::Bool(true))
}
