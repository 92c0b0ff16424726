//! Finding what is not zero: `nonzero`, `argwhere`, `flatnonzero`, and the index arrays that a mask stands for.
//! Knows one array; what is done with the indices is the business of others.

use super::Index;
use super::geometry::operand_of;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::{Dims, Layout};
use crate::plan::{Nonzero, Output};
use crate::ufunc::heard;

impl Array {
    /// The indices of the elements that are not zero, in C order: one `int64` array for each axis (`np.nonzero`).
    ///
    /// All of them are views of the columns of one new array, as in NumPy. NaN is not zero.
    ///
    /// # Errors
    /// `ValueError: Calling nonzero on 0d arrays is not allowed. …`; as [`crate::limit::grant`].
    pub fn nonzero(&self) -> Result<Vec<Array>> {
        if self.ndim() == 0 {
            let advice = if self.dtype == DType::Bool {
                " If the context of this error is of the form `arr[nonzero(cond)]`, just use `arr[cond]`."
            } else {
                ""
            };
            return heard(Err(Error::value(format!(
                "Calling nonzero on 0d arrays is not allowed. Use np.atleast_1d(scalar).nonzero() instead.{advice}"
            ))));
        }
        heard(self.columns())
    }

    /// The indices of the elements that are not zero, one row for each (`np.argwhere`): `int64`, of shape `(count, ndim)`,
    /// a transposed view of new bytes.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn argwhere(&self) -> Result<Array> {
        if self.ndim() == 0 {
            let found = self.reshape(&[1])?.argwhere()?;
            return found.index(&[Index::ALL, Index::range(0, 0)]);
        }
        let rows = heard(self.rows())?;
        Ok(rows.t().copied(CopyOrder::C)?.t())
    }

    /// The positions in C order of the elements that are not zero (`np.flatnonzero`): one axis of `int64`. New.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn flatnonzero(&self) -> Result<Array> {
        let flat = self.ravel(CopyOrder::C)?;
        let mut columns = heard(flat.columns())?;
        columns
            .pop()
            .ok_or_else(|| Error::value("a flat array has one axis"))
    }

    /// How many elements are not zero.
    pub(super) fn count_true(&self) -> i64 {
        execute::count_true(&self.layout, self.dtype, &self.buffer.bytes())
    }

    /// One row of indices for each element that is not zero, in new bytes.
    fn rows(&self) -> Result<Array> {
        let ndim = i64::try_from(self.ndim()).unwrap_or(i64::MAX);
        let rows = Array::unwritten(&[self.count_true(), ndim], DType::I64)?;
        let planned = Nonzero {
            operand: operand_of(self, self.layout.clone()),
            output: Output {
                buffer: rows.buffer.id(),
                dtype: DType::I64,
                layout: rows.layout.clone(),
                fresh: true,
                cast: None,
            },
            kernel: Nonzero::kernel_of(self.ndim()),
        };
        execute::perform(planned, &[self.buffer.clone(), rows.buffer.clone()])?;
        Ok(rows)
    }

    /// The columns of those rows, one for each axis; none for an array without axes.
    pub(super) fn columns(&self) -> Result<Vec<Array>> {
        if self.ndim() == 0 {
            return Ok(Vec::new());
        }
        let rows = self.rows()?;
        let itemsize = DType::I64.itemsize() as i64;
        let step = itemsize.saturating_mul(rows.shape()[1]);
        let column = |axis: i64| {
            rows.over(Layout {
                shape: Dims::from_slice(&rows.shape()[..1]),
                strides: Dims::from_slice(&[step]),
                offset: itemsize * axis,
            })
        };
        Ok((0..rows.shape()[1]).map(column).collect())
    }
}
