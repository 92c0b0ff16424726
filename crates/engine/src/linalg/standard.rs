//! Products by their names in `np.linalg`, which follow the array API standard where those of `np` take more: `outer`,
//! `cross`, `trace`, `diagonal`. `np.linalg.matmul`, `tensordot`, `vecdot` and `matrix_transpose` are those of `np`.

use super::tensor::{self, CrossAxes, python_item};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::ufunc::heard;

/// The outer product of two vectors (`np.linalg.outer`), as [`super::outer`].
///
/// # Errors
/// `ValueError: Input arrays must be one-dimensional, but they are x1.ndim=2 and x2.ndim=1.`
pub fn outer(a: &Array, b: &Array) -> Result<Array> {
    if a.ndim() != 1 || b.ndim() != 1 {
        return heard(Err(Error::value(format!(
            "Input arrays must be one-dimensional, but they are x1.ndim={} and x2.ndim={}.",
            a.ndim(),
            b.ndim()
        ))));
    }
    super::outer(a, b)
}

/// The cross product of vectors of 3 along one axis of both (`np.linalg.cross`), as [`super::cross`].
///
/// # Errors
/// `IndexError: tuple index out of range`; `ValueError: Both input arrays must be (arrays of) 3-dimensional vectors, but they
/// are 3 and 2 dimensional instead.`
pub fn cross(a: &Array, b: &Array, axis: i64) -> Result<Array> {
    let (left, right) = heard((|| {
        Ok((python_item(a.shape(), axis)?, python_item(b.shape(), axis)?))
    })())?;
    if left != 3 || right != 3 {
        return heard(Err(Error::value(format!(
            "Both input arrays must be (arrays of) 3-dimensional vectors, but they are {left} and {right} dimensional \
             instead."
        ))));
    }
    tensor::cross(a, b, CrossAxes::all(axis))
}

/// The sum along a diagonal of the matrices on the last two axes (`np.linalg.trace`), as [`super::trace`].
///
/// # Errors
/// `ValueError: diag requires an array of at least two dimensions`.
pub fn trace(array: &Array, offset: i64, dtype: Option<DType>) -> Result<Array> {
    tensor::trace(array, offset, -2, -1, dtype, None)
}

/// A diagonal of the matrices on the last two axes (`np.linalg.diagonal`), a read-only view.
///
/// # Errors
/// `ValueError: diag requires an array of at least two dimensions`.
pub fn diagonal(array: &Array, offset: i64) -> Result<Array> {
    heard(array.diagonal(offset, -2, -1))
}
