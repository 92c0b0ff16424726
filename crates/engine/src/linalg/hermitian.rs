//! Singular values of symmetric and Hermitian matrices by way of their eigenvalues (`hermitian=True`), step for step as
//! NumPy's own.

use super::decompose::{Triangle, eigh, eigvalsh};
use super::tensor::matrix_transpose;
use crate::array::Array;
use crate::error::Result;
use crate::index::Index;
use crate::record::hearing;
use crate::sort::{self, Kind};
use crate::ufunc::{self, Operand};

/// The singular value decomposition of each Hermitian matrix of a stack (`np.linalg.svd(a, hermitian=True)`), as
/// [`super::svd`]; only the lower triangles are read.
///
/// # Errors
/// As [`eigh`].
pub fn svd_hermitian(a: &Array) -> Result<(Array, Array, Array)> {
    hearing(|| {
        let (values, vectors) = eigh(a, Triangle::Lower)?;
        let signs = ufunc::call("sign", &[Operand::Array(&values)])?;
        let sizes = ufunc::call("absolute", &[Operand::Array(&values)])?;
        let falling = reversed(&sort::argsort(&sizes, Some(-1), Kind::Quicksort)?)?;
        let signs = signs.take_along_axis(&falling, Some(-1))?;
        let sizes = sizes.take_along_axis(&falling, Some(-1))?;
        let row = |array: &Array| array.index(&[Index::Ellipsis, Index::NewAxis, Index::ALL]);
        let vectors = vectors.take_along_axis(&row(&falling)?, Some(-1))?;
        let signed = ufunc::call(
            "multiply",
            &[Operand::Array(&vectors), Operand::Array(&row(&signs)?)],
        )?;
        let right = matrix_transpose(&signed)?;
        let right = match right.dtype().is_complex() {
            true => ufunc::call("conjugate", &[Operand::Array(&right)])?,
            false => right,
        };
        Ok((vectors, sizes, right))
    })
}

/// The singular values alone, from the largest on, a view of a new array. Shape `(…, n)`, dtype real.
///
/// # Errors
/// As [`eigh`].
pub fn svdvals_hermitian(a: &Array) -> Result<Array> {
    hearing(|| {
        let values = eigvalsh(a, Triangle::Lower)?;
        let sizes = ufunc::call("absolute", &[Operand::Array(&values)])?;
        reversed(&sort::sort(&sizes, Some(-1), Kind::Quicksort)?)
    })
}

/// `array[..., ::-1]`
fn reversed(array: &Array) -> Result<Array> {
    array.flip(Some(&[-1]))
}
