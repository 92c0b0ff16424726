//! What is made of decompositions: `matrix_rank`, `pinv`, `matrix_power`. Composed of recorded operations as in NumPy.

use super::decompose::{self, inv, svd, svdvals};
use super::hermitian::{svd_hermitian, svdvals_hermitian};
use super::product::matmul;
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::promote::Input as Number;
use crate::record::hearing;
use crate::reduce::{self, Initial};
use crate::ufunc::{self, Arguments, Operand, heard};

/// Up to which singular value one counts as 0.
#[derive(Clone, Copy, Debug, Default)]
pub enum Tolerance<'a> {
    /// NumPy's default.
    #[default]
    Usual,
    /// The longer side times the precision of the dtype, as a part of the largest.
    Precision,
    /// This part of the largest (`rtol`).
    Relative(f64),
    /// This number (`tol`).
    Absolute(f64),
    /// For each matrix of the stack a part of its largest, broadcast with the stack.
    RelativeOf(&'a Array),
    /// For each matrix of the stack a number.
    AbsoluteOf(&'a Array),
}

/// One tolerance for each matrix, with an axis for its singular values: `np.asarray(tolerance)[..., np.newaxis]`.
fn for_each(tolerance: &Array) -> Result<Array> {
    tolerance.index(&[Index::Ellipsis, Index::NewAxis])
}

/// A number as [`for_each`] has it.
fn for_all(tolerance: f64) -> Result<Array> {
    Array::full(&[1], crate::Scalar::F64(tolerance))
}

fn precision(dtype: DType) -> f64 {
    match dtype.real_part() {
        DType::F32 => f32::EPSILON.into(),
        _ => f64::EPSILON,
    }
}

/// The longer of the sides of the matrices on the last two axes.
fn longer(array: &Array) -> f64 {
    let last = &array.shape()[array.ndim().saturating_sub(2)..];
    last.iter().copied().max().unwrap_or(0) as f64
}

/// The number of singular values above a tolerance, for each matrix of a stack (`np.linalg.matrix_rank`); of a vector or
/// number, whether any element is not 0. `int64`, new. Of Hermitian matrices only the lower triangles are read.
///
/// # Errors
/// As [`svdvals`], or [`svdvals_hermitian`].
pub fn matrix_rank(array: &Array, tolerance: Tolerance<'_>, hermitian: bool) -> Result<Array> {
    hearing(|| {
        if array.ndim() < 2 {
            let any = ufunc::call("not_equal", &[Operand::Array(array), Operand::PyInt(0)])?;
            return reduce::call("any", &any, reduce::Options::default())?.astype(DType::I64);
        }
        let values = match hermitian {
            true => svdvals_hermitian(array)?,
            false => svdvals(array)?,
        };
        let above = |least: &Array| {
            let operands = [Operand::Array(&values), Operand::Array(least)];
            ufunc::call("greater", &operands)
        };
        let relative = |part: Operand<'_>| -> Result<Array> {
            let options = reduce::Options {
                axis: Some(&[-1]),
                keepdims: true,
                initial: Initial::Value(Number::PyInt(0)),
                ..reduce::Options::default()
            };
            let largest = reduce::call("max", &values, options)?;
            above(&ufunc::call("multiply", &[Operand::Array(&largest), part])?)
        };
        let counted = match tolerance {
            Tolerance::Usual | Tolerance::Precision => {
                relative(Operand::PyFloat(longer(array) * precision(values.dtype)))?
            }
            Tolerance::Relative(part) => relative(Operand::Array(&for_all(part)?))?,
            Tolerance::Absolute(least) => above(&for_all(least)?)?,
            Tolerance::RelativeOf(parts) => relative(Operand::Array(&for_each(parts)?))?,
            Tolerance::AbsoluteOf(least) => above(&for_each(least)?)?,
        };
        let options = reduce::Options {
            axis: Some(&[-1]),
            ..reduce::Options::default()
        };
        reduce::call("sum", &counted, options)
    })
}

/// The Moore-Penrose inverse of each matrix of a stack (`np.linalg.pinv`), by singular values; those up to the tolerance
/// (by default 1e-15 of the largest) count as 0. Shape `(…, columns, rows)`, dtype as [`inv`], new. Of Hermitian matrices
/// only the lower triangles are read.
///
/// # Errors
/// `ValueError: data type <class 'numpy.int64'> not inexact`; as [`svd`], or [`svd_hermitian`].
pub fn pinv(array: &Array, tolerance: Tolerance<'_>, hermitian: bool) -> Result<Array> {
    let part = match tolerance {
        Tolerance::Usual => for_all(1e-15)?,
        Tolerance::Precision if array.ndim() == 0 => {
            return heard(Err(Error::value("max() arg is an empty sequence")));
        }
        Tolerance::Precision if !array.dtype.is_inexact() => {
            let words = format!("data type <class 'numpy.{}'> not inexact", array.dtype);
            return heard(Err(Error::value(words)));
        }
        Tolerance::Precision => for_all(longer(array) * precision(array.dtype))?,
        Tolerance::Relative(part) | Tolerance::Absolute(part) => for_all(part)?,
        Tolerance::RelativeOf(parts) | Tolerance::AbsoluteOf(parts) => for_each(parts)?,
    };
    if let [batch @ .., rows, columns] = array.shape()
        && array.size() == 0
        && rows.saturating_mul(*columns) == 0
    {
        return heard(Array::blank(
            &[batch, &[*columns, *rows]].concat(),
            array.dtype,
        ));
    }
    if !array.dtype.holds_numbers() {
        return heard(Err(Error::type_("cannot conjugate non-numeric dtype")));
    }
    let conjugate = match array.dtype.is_complex() {
        true => ufunc::call("conjugate", &[Operand::Array(array)])?,
        false => array.clone(),
    };
    let (u, values, v) = match hermitian {
        true => svd_hermitian(&conjugate)?,
        false => svd(&conjugate, false)?,
    };
    let options = reduce::Options {
        axis: Some(&[-1]),
        keepdims: true,
        ..reduce::Options::default()
    };
    let largest = reduce::call("max", &values, options)?;
    let least = ufunc::call(
        "multiply",
        &[Operand::Array(&part), Operand::Array(&largest)],
    )?;
    let counted = ufunc::call(
        "greater",
        &[Operand::Array(&values), Operand::Array(&least)],
    )?;
    // Values that do not count stay 0.
    let inverted = values.zeros_like(None)?;
    ufunc::call_with(
        "divide",
        &[Operand::PyInt(1), Operand::Array(&values)],
        Arguments {
            out: &[Some(&inverted)],
            mask: Some(&counted),
            ..Arguments::default()
        },
    )?;
    let column = inverted.index(&[Index::Ellipsis, Index::NewAxis])?;
    let scaled = ufunc::call(
        "multiply",
        &[
            Operand::Array(&column),
            Operand::Array(&u.swapaxes(-1, -2)?),
        ],
    )?;
    matmul(&v.swapaxes(-1, -2)?, &scaled)
}

/// A square matrix multiplied by itself so many times (`np.linalg.matrix_power`), by squaring; of a negative exponent, the
/// inverse. Over stacks; dtype the operand's, or that of [`inv`]. With exponent 1 it is this very array.
///
/// # Errors
/// As [`inv`].
pub fn matrix_power(array: &Array, exponent: i64) -> Result<Array> {
    let rows = heard(decompose::side(array))?;
    if exponent == 0 {
        let result = array.zeros_like(None)?;
        heard(result.put(&Array::eye(rows, rows, 0, array.dtype)?))?;
        return Ok(result);
    }
    let base = match exponent {
        ..0 => inv(array)?,
        _ => array.clone(),
    };
    let mut left = exponent.unsigned_abs();
    if left == 3 {
        return matmul(&matmul(&base, &base)?, &base);
    }
    let mut square = base;
    let mut result: Option<Array> = None;
    loop {
        if left & 1 == 1 {
            result = Some(match result {
                None => square.clone(),
                Some(so_far) => matmul(&so_far, &square)?,
            });
        }
        left >>= 1;
        if left == 0 {
            return result.ok_or_else(|| Error::value("a power of nothing"));
        }
        square = matmul(&square, &square)?;
    }
}
