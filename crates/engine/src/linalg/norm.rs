//! Norms of vectors and matrices, and the condition number made of them: `norm`, `vector_norm`, `matrix_norm`, `cond`.
//! Made of ufuncs, folds and singular values, step for step as NumPy's own.

use super::decompose::{self, svdvals};
use super::product::dot;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::axes::{normalize_axes, normalize_axis};
use crate::promote::Input as Number;
use crate::record::without_warnings;
use crate::reduce::{self, Initial};
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand, heard};

/// Which norm is meant (`ord=`).
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub enum NormOrder<'a> {
    /// The usual one: the root of the sum of squares.
    #[default]
    Usual,
    /// A number, infinities included.
    Number(f64),
    /// `fro`, `f` or `nuc`.
    Name(&'a str),
}

/// The norm of vectors along one axis, of matrices on two, or without axes of all elements (`np.linalg.norm`).
///
/// Shape: the operand's without those axes; with `keepdims` they stay with length 1. Dtype: real; integers count as
/// `float64`. New. A new array.
///
/// # Errors
/// `ValueError: Invalid norm order for matrices.`, `Invalid norm order 'fro' for vectors`, `Duplicate axes given.`,
/// `Improper number of dimensions to norm.`; `AxisError`; as [`svdvals`].
pub fn norm(
    array: &Array,
    order: NormOrder<'_>,
    axis: Option<&[i64]>,
    keepdims: bool,
) -> Result<Array> {
    let x = match array.dtype.is_inexact() {
        true => array.clone(),
        false => array.astype(DType::F64)?,
    };
    let ndim = x.ndim();
    let whole = match order {
        NormOrder::Usual => true,
        NormOrder::Name(name) => matches!(name, "f" | "fro") && ndim == 2,
        NormOrder::Number(number) => number == 2.0 && ndim == 1,
    };
    if axis.is_none() && whole {
        let root = of_all(&x)?;
        return match keepdims {
            true => root.reshape(&vec![1; ndim]),
            false => Ok(root),
        };
    }
    let all: Vec<i64> = (0..ndim as i64).collect();
    match axis.unwrap_or(&all) {
        [axis] => of_vectors(&x, order, *axis, keepdims),
        [rows, columns] => of_matrices(&x, order, [*rows, *columns], keepdims),
        _ => heard(Err(Error::value("Improper number of dimensions to norm."))),
    }
}

/// The root of the sum of the squares of all elements.
fn of_all(x: &Array) -> Result<Array> {
    let flat = x.ravel(CopyOrder::K)?;
    let squares = if x.dtype.is_complex() {
        let (real, imaginary) = (flat.real(), flat.imag()?);
        let (real, imaginary) = (dot(&real, &real)?, dot(&imaginary, &imaginary)?);
        ufunc::call("add", &[Operand::Array(&real), Operand::Array(&imaginary)])?
    } else {
        dot(&flat, &flat)?
    };
    ufunc::call("sqrt", &[Operand::Array(&squares)])
}

fn magnitude(x: &Array) -> Result<Array> {
    ufunc::call("absolute", &[Operand::Array(x)])
}

/// The squares of the magnitudes.
fn squares(x: &Array) -> Result<Array> {
    let conjugate = match x.dtype.is_complex() {
        true => ufunc::call("conjugate", &[Operand::Array(x)])?,
        false => x.clone(),
    };
    let product = ufunc::call("multiply", &[Operand::Array(&conjugate), Operand::Array(x)])?;
    Ok(product.real())
}

fn fold(
    name: &str,
    x: &Array,
    axes: &[i64],
    keepdims: bool,
    initial: Initial<'_>,
) -> Result<Array> {
    let options = reduce::Options {
        axis: Some(axes),
        keepdims,
        initial,
        ..reduce::Options::default()
    };
    reduce::call(name, x, options)
}

/// Nothing counts for less than 0.
const FROM_ZERO: Initial<'_> = Initial::Value(Number::PyInt(0));

fn of_vectors(x: &Array, order: NormOrder<'_>, axis: i64, keepdims: bool) -> Result<Array> {
    let axes = &[axis][..];
    let sum = |x: &Array| fold("sum", x, axes, keepdims, Initial::Identity);
    let power = match order {
        NormOrder::Name(name) => {
            return heard(Err(Error::value(format!(
                "Invalid norm order '{name}' for vectors"
            ))));
        }
        NormOrder::Usual => 2.0,
        NormOrder::Number(power) => power,
    };
    if x.ndim() == 0 {
        // A fold would let axis 0 pass.
        heard(normalize_axis(axis, 0))?;
    }
    if power == f64::INFINITY {
        return fold("max", &magnitude(x)?, axes, keepdims, FROM_ZERO);
    }
    if power == f64::NEG_INFINITY {
        return fold("min", &magnitude(x)?, axes, keepdims, Initial::Identity);
    }
    if power == 0.0 {
        let met = ufunc::call("not_equal", &[Operand::Array(x), Operand::PyInt(0)])?;
        return sum(&met.astype(x.dtype.real_part())?);
    }
    if power == 1.0 {
        return sum(&magnitude(x)?);
    }
    if power == 2.0 {
        return ufunc::call("sqrt", &[Operand::Array(&sum(&squares(x)?)?)]);
    }
    let raised = magnitude(x)?;
    // The powers for which NumPy has functions of their own.
    let own = match power {
        -1.0 => Some("reciprocal"),
        0.5 => Some("sqrt"),
        _ => None,
    };
    match own {
        Some(name) => ufunc::call_into(name, &[Operand::Array(&raised)], &raised)?,
        None => {
            let operands = [Operand::Array(&raised), Operand::PyFloat(power)];
            ufunc::call_into("power", &operands, &raised)?;
        }
    }
    let found = sum(&raised)?;
    ufunc::call_into(
        "power",
        &[Operand::Array(&found), Operand::PyFloat(1.0 / power)],
        &found,
    )?;
    Ok(found)
}

fn of_matrices(x: &Array, order: NormOrder<'_>, axes: [i64; 2], keepdims: bool) -> Result<Array> {
    let ndim = x.ndim();
    let [rows, columns] = axes;
    let (row, column) = (
        heard(normalize_axis(rows, ndim))?,
        heard(normalize_axis(columns, ndim))?,
    );
    if row == column {
        return heard(Err(Error::value("Duplicate axes given.")));
    }
    // Magnitudes are summed along one axis; then the largest or the smallest along the other is taken.
    let along = |summed: usize, other: usize, name: &str, initial: Initial<'_>| -> Result<Array> {
        let sums = fold(
            "sum",
            &magnitude(x)?,
            &[summed as i64],
            false,
            Initial::Identity,
        )?;
        let place = other - usize::from(other > summed);
        fold(name, &sums, &[place as i64], false, initial)
    };
    let singular = |name: &str, initial: Initial<'_>| -> Result<Array> {
        let last = x.moveaxis(&[row as i64, column as i64], &[-2, -1])?;
        fold(name, &svdvals(&last)?, &[-1], false, initial)
    };
    let found = match order {
        NormOrder::Usual | NormOrder::Name("fro" | "f") => {
            let sum = fold("sum", &squares(x)?, &axes, false, Initial::Identity)?;
            ufunc::call("sqrt", &[Operand::Array(&sum)])?
        }
        NormOrder::Name("nuc") => singular("sum", FROM_ZERO)?,
        NormOrder::Number(2.0) => singular("max", FROM_ZERO)?,
        NormOrder::Number(-2.0) => singular("min", Initial::Identity)?,
        NormOrder::Number(1.0) => along(row, column, "max", FROM_ZERO)?,
        NormOrder::Number(-1.0) => along(row, column, "min", Initial::Identity)?,
        NormOrder::Number(f64::INFINITY) => along(column, row, "max", FROM_ZERO)?,
        NormOrder::Number(f64::NEG_INFINITY) => along(column, row, "min", Initial::Identity)?,
        _ => return heard(Err(Error::value("Invalid norm order for matrices."))),
    };
    if !keepdims {
        return Ok(found);
    }
    let mut shape = x.shape().to_vec();
    shape[row] = 1;
    shape[column] = 1;
    found.reshape(&shape)
}

/// The norm of the matrices on the last two axes (`np.linalg.matrix_norm`), as [`norm`].
///
/// # Errors
/// As [`norm`].
pub fn matrix_norm(array: &Array, order: NormOrder<'_>, keepdims: bool) -> Result<Array> {
    norm(array, order, Some(&[-2, -1]), keepdims)
}

/// The norm of vectors along an axis, or along several axes taken as one (`np.linalg.vector_norm`); without axes, of all
/// elements. As [`norm`].
///
/// # Errors
/// As [`norm`].
pub fn vector_norm(
    array: &Array,
    order: NormOrder<'_>,
    axis: Option<&[i64]>,
    keepdims: bool,
) -> Result<Array> {
    let ndim = array.ndim();
    let order = match order {
        NormOrder::Usual => NormOrder::Number(2.0),
        other => other,
    };
    let found = match axis {
        None => norm(&array.ravel(CopyOrder::C)?, order, Some(&[0]), false)?,
        Some([axis]) => norm(array, order, Some(&[*axis]), false)?,
        Some(axes) => {
            let folded = heard(normalize_axes(axes, ndim, "repeated axis"))?;
            let rest = (0..ndim).filter(|axis| !folded.contains(axis));
            let turned: Vec<i64> = folded
                .iter()
                .copied()
                .chain(rest)
                .map(|axis| axis as i64)
                .collect();
            let turned = heard(array.transpose(Some(&turned)))?;
            let count = turned.shape()[..folded.len()]
                .iter()
                .fold(1i64, |product, length| product.saturating_mul(*length));
            let shape = [&[count], &turned.shape()[folded.len()..]].concat();
            norm(&heard(turned.reshape(&shape))?, order, Some(&[0]), false)?
        }
    };
    if !keepdims {
        return Ok(found);
    }
    let mut shape = array.shape().to_vec();
    match axis {
        None => shape.fill(1),
        Some(axes) => {
            for axis in heard(normalize_axes(axes, ndim, "repeated axis"))? {
                shape[axis] = 1;
            }
        }
    }
    found.reshape(&shape)
}

/// The condition number of the matrices on the last two axes (`np.linalg.cond`): how far errors can grow.
///
/// Without an order, and for 2 and -2, the ratio of the largest and the smallest singular value; else the norm times the norm
/// of the inverse. Singular matrices have `inf`. Shape: the axes before. Dtype: real. New. A new array of the shape before
/// the matrices, of floats.
///
/// # Errors
/// `LinAlgError: cond is not defined on empty arrays`, `Last 2 dimensions of the array must be square`; as [`norm`].
pub fn cond(array: &Array, order: NormOrder<'_>) -> Result<Array> {
    let last = &array.shape()[array.ndim().saturating_sub(2)..];
    if array.size() == 0 && last.contains(&0) {
        return heard(Err(decompose::refusal(
            "cond is not defined on empty arrays",
        )));
    }
    let found = without_warnings(|| condition(array, order))?;
    infinite_where_undefined(array, &found)?;
    Ok(found)
}

fn condition(array: &Array, order: NormOrder<'_>) -> Result<Array> {
    Ok(match order {
        NormOrder::Usual | NormOrder::Number(2.0 | -2.0) => {
            let values = svdvals(array)?;
            let end = |place: i64| values.index(&[Index::Ellipsis, Index::Int(place)]);
            let (largest, smallest) = (end(0)?, end(-1)?);
            let (above, below) = match order {
                NormOrder::Number(-2.0) => (&smallest, &largest),
                _ => (&largest, &smallest),
            };
            ufunc::call("divide", &[Operand::Array(above), Operand::Array(below)])?
        }
        _ => {
            let inverse = heard(decompose::inv_or_nan(array))?;
            let (own, other) = (
                matrix_norm(array, order, false)?,
                matrix_norm(&inverse, order, false)?,
            );
            let product = ufunc::call("multiply", &[Operand::Array(&own), Operand::Array(&other)])?;
            let (_, dtype) = decompose::common_types("inv", &[array])?;
            match product.dtype == dtype.real_part() {
                true => product,
                false => product.astype(dtype.real_part())?,
            }
        }
    })
}

/// A condition that is NaN though the matrix has none is that of a singular matrix.
fn infinite_where_undefined(array: &Array, found: &Array) -> Result<()> {
    let is_nan = |scalar: Scalar| match scalar {
        Scalar::F32(value) => value.is_nan(),
        Scalar::F64(value) => value.is_nan(),
        _ => false,
    };
    if !found.scalars().any(is_nan) {
        return Ok(());
    }
    let nan = ufunc::call("isnan", &[Operand::Array(array)])?;
    let options = reduce::Options {
        axis: Some(&[-2, -1]),
        ..reduce::Options::default()
    };
    let known = reduce::call("any", &nan, options)?;
    let cells: Vec<(Scalar, Scalar)> = found.scalars().zip(known.scalars()).collect();
    for (nth, (value, known)) in cells.into_iter().enumerate() {
        let indices = crate::layout::walk::indices_of(found.shape(), nth as i64);
        if let (true, Scalar::Bool(false), Some(indices)) = (is_nan(value), known, indices) {
            found.set(&indices, Scalar::F64(f64::INFINITY))?;
        }
    }
    Ok(())
}
