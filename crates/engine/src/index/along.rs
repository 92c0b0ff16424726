//! Taking and putting with one index array for every line along an axis: `take_along_axis`, `put_along_axis`.
//! Composed of indexing: every other axis is counted through.

use super::Index;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::layout::axes::normalize_axis;
use crate::record::hearing;
use crate::ufunc::{Operand, heard};

impl Array {
    /// For every line along an axis the elements at that line's own positions (`np.take_along_axis`): a gather into new
    /// bytes, with the positions' shape where that is broadcast against the other axes. Without an axis, the flat array is
    /// one line.
    ///
    /// # Errors
    /// `AxisError`; `ValueError: `indices` and `arr` must have the same number of dimensions`,
    /// `when axis=None, `indices` must have a single dimension.`; `IndexError: `indices` must be an integer array`; as
    /// [`Array::index`].
    pub fn take_along_axis(&self, positions: &Array, axis: Option<i64>) -> Result<Array> {
        hearing(|| {
            let (array, indices) = match axis {
                Some(axis) => {
                    let axis = heard(normalize_axis(axis, self.ndim()))?;
                    (self.clone(), heard(self.lines(positions, axis))?)
                }
                None => {
                    heard(check_flat(positions))?;
                    let flat = self.ravel(CopyOrder::C)?;
                    let indices = heard(flat.lines(positions, 0))?;
                    (flat, indices)
                }
            };
            array.index(&indices)
        })
    }

    /// Writes values to every line's own positions along an axis (`np.put_along_axis`); the bytes are this array's own.
    /// Without an axis, the flat array is one line; it must lie in C order, as NumPy's flat copy would not be written back.
    ///
    /// # Errors
    /// As [`Array::take_along_axis`] and [`Array::assign`].
    pub fn put_along_axis(
        &self,
        positions: &Array,
        values: Operand<'_>,
        axis: Option<i64>,
    ) -> Result<()> {
        hearing(|| {
            let (array, indices) = match axis {
                Some(axis) => {
                    let axis = heard(normalize_axis(axis, self.ndim()))?;
                    (self.clone(), heard(self.lines(positions, axis))?)
                }
                None => {
                    heard(check_flat(positions))?;
                    let mut flat = self.ravel(CopyOrder::C)?;
                    flat.writeable = self.writeable && self.c_contiguous();
                    let indices = heard(flat.lines(positions, 0))?;
                    (flat, indices)
                }
            };
            match values {
                Operand::Array(values) => array.assign(&indices, values),
                number => array.assign_number(&indices, number.input()),
            }
        })
    }

    /// One index array for each axis: the positions on one, the count of its elements on every other.
    fn lines(&self, positions: &Array, axis: usize) -> Result<Vec<Index>> {
        if !matches!(positions.dtype.kind(), Kind::Signed | Kind::Unsigned) {
            return Err(Error::index("`indices` must be an integer array"));
        }
        if positions.ndim() != self.ndim() {
            return Err(Error::value(
                "`indices` and `arr` must have the same number of dimensions",
            ));
        }
        let count = |own: usize| {
            if own == axis {
                return Ok(Index::from(positions.clone()));
            }
            let mut shape = vec![1; self.ndim()];
            shape[own] = self.shape()[own];
            let counted = Array::arange(0i64, shape[own], 1i64, Some(DType::I64))?;
            counted.reshape(&shape).map(Index::from)
        };
        (0..self.ndim()).map(count).collect()
    }
}

fn check_flat(positions: &Array) -> Result<()> {
    if positions.ndim() == 1 {
        return Ok(());
    }
    Err(Error::value(
        "when axis=None, `indices` must have a single dimension.",
    ))
}
