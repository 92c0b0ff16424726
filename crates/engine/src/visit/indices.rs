//! The indices of a shape one after another, and the elements of an array with them.
//! Knows shapes and arrays; nothing is copied.

use crate::array::Array;
use crate::error::{Error, Result};
use crate::layout::walk::indices_of;
use crate::layout::{Dims, size_of_shape};
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// Every index of a shape in C order, the last axis fastest (`np.ndindex`).
#[derive(Clone, Debug)]
pub struct NdIndex {
    shape: Dims,
    next: i64,
}

/// `np.ndindex(*shape)`: an iterator over every index of a shape, in C order; over one index without axes where the shape has
/// none. Nothing is allocated but each index.
///
/// # Errors
/// `ValueError: negative dimensions are not allowed`; as [`crate::limit::check_ndim`].
pub fn ndindex(shape: &[i64]) -> Result<NdIndex> {
    heard(crate::limit::check_ndim(shape.len()))?;
    if shape.iter().any(|&extent| extent < 0) {
        return heard(Err(Error::value("negative dimensions are not allowed")));
    }
    Ok(NdIndex {
        shape: Dims::from_slice(shape),
        next: 0,
    })
}

impl NdIndex {
    /// How many indices are still to come.
    pub fn left(&self) -> i64 {
        size_of_shape(&self.shape) - self.next
    }
}

impl Iterator for NdIndex {
    type Item = Dims;

    fn next(&mut self) -> Option<Dims> {
        let index = indices_of(&self.shape, self.next)?;
        self.next += 1;
        Some(index)
    }
}

/// Every element of an array with its index, in C order (`np.ndenumerate`).
#[derive(Clone, Debug)]
pub struct NdEnumerate {
    array: Array,
    indices: NdIndex,
}

/// `np.ndenumerate(a)`: an iterator over the index and the value of every element, in C order however the array lies in
/// memory. The array is shared, so that what is written to it meanwhile is seen.
///
/// # Errors
/// None of its own; as [`ndindex`].
pub fn ndenumerate(array: &Array) -> Result<NdEnumerate> {
    Ok(NdEnumerate {
        array: array.clone(),
        indices: ndindex(array.shape())?,
    })
}

impl Iterator for NdEnumerate {
    type Item = (Dims, Scalar);

    fn next(&mut self) -> Option<(Dims, Scalar)> {
        let index = self.indices.next()?;
        let value = self.array.get(&index).ok()?;
        Some((index, value))
    }
}
