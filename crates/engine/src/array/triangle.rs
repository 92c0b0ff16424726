//! Matrices made of diagonals and triangles: `tri`, `tril`, `triu`, `diagflat`, `vander`.
//! Knows arrays; rows are written by moves, powers by ufunc calls.

use super::Array;
use super::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::coalesce::loop_order;
use crate::layout::{Layout, Order};
use crate::promote::promote_types;
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand, heard};

/// Refuses a diagonal beside which NumPy cannot count the columns.
fn counted(k: i64, columns: i64) -> Result<()> {
    let fits = k.checked_neg().is_some() && columns.checked_sub(k).is_some();
    if fits { Ok(()) } else { Err(too_large()) }
}

fn too_large() -> Error {
    Error::new(
        ErrorClass::Overflow,
        "Python int too large to convert to C long",
    )
}

impl Array {
    /// Ones on and below a diagonal, zeros above (`np.tri`). Negative extents count as 0. A new array of shape `(rows,
    /// columns)` and this dtype, in C order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn tri(rows: i64, columns: i64, k: i64, dtype: DType) -> Result<Array> {
        hearing(|| {
            let (rows, columns) = (rows.max(0), columns.max(0));
            counted(k, columns)?;
            let array = Self::zeros(&[rows, columns], dtype)?;
            let one = Scalar::Bool(true).cast(dtype);
            array.each_row(k, true, |place, _| place.put_scalar(one))?;
            Ok(array)
        })
    }

    /// The elements on and below diagonal `k`, zeros above it (`np.tril`): a new array.
    ///
    /// A 1-d array counts as the rows of a square matrix.
    ///
    /// # Errors
    /// `TypeError` for a 0-d array; as [`crate::limit::grant`].
    pub fn tril(&self, k: i64) -> Result<Array> {
        heard(self.triangle(k, true))
    }

    /// The elements on and above diagonal `k`, zeros below it (`np.triu`): a new array.
    ///
    /// # Errors
    /// As [`Array::tril`].
    pub fn triu(&self, k: i64) -> Result<Array> {
        heard(self.triangle(k, false))
    }

    fn triangle(&self, k: i64, lower: bool) -> Result<Array> {
        let mask: Vec<i64> = match *self.shape() {
            [] => {
                return Err(Error::type_(
                    "tri() missing 1 required positional argument: 'N'",
                ));
            }
            [length] => vec![length, length],
            [.., rows, columns] => vec![rows, columns],
        };
        let mut shape = self.layout.shape.clone();
        if self.ndim() == 1 {
            shape.push(self.shape()[0]);
        }
        let above = if lower { 0 } else { 1 };
        let below = k.checked_sub(above).ok_or_else(too_large)?;
        counted(below, shape.last().copied().unwrap_or(0))?;
        crate::limit::grant(&shape, self.dtype)?;
        let source = self.broadcast_unrecorded(&shape)?;
        // NumPy asks a mask of the triangle, in C order, and the array for the order of the result.
        let mask = Layout::contiguous(&mask, 1, Order::C).broadcast_to(&shape)?;
        let order = loop_order(&[&mask, &source.layout]);
        let dtype = self.dtype.native();
        let layout = Layout::packed_in_order(&shape, dtype.itemsize(), &order);
        let result = Array::zeros_over(layout, dtype)?;
        result.tell_zeros();
        result.each_row(k, lower, |place, (row, start, count)| {
            let rows = source.ndim() - 2;
            let part = source.strip(rows, row, 1);
            place.put(&part.strip(rows + 1, start, count))
        })?;
        Ok(result)
    }

    fn broadcast_unrecorded(&self, shape: &[i64]) -> Result<Array> {
        Ok(self.over(self.layout.broadcast_to(shape)?))
    }

    /// Writes each row's part of a triangle, told by row, first column and number of columns.
    fn each_row(
        &self,
        k: i64,
        lower: bool,
        write: impl Fn(&Array, (i64, i64, i64)) -> Result<()>,
    ) -> Result<()> {
        if self.size() == 0 || self.dtype.itemsize() == 0 {
            return Ok(());
        }
        let axis = self.ndim() - 2;
        let (rows, columns) = (self.shape()[axis], self.shape()[axis + 1]);
        for row in 0..rows {
            let (start, stop) = if lower {
                (0, row.saturating_add(k).saturating_add(1).clamp(0, columns))
            } else {
                (row.saturating_add(k).clamp(0, columns), columns)
            };
            if start < stop {
                let count = stop - start;
                let place = self.strip(axis, row, 1).strip(axis + 1, start, count);
                write(&place, (row, start, count))?;
            }
        }
        Ok(())
    }

    /// A square matrix with all elements, in C order, on diagonal `k` (`np.diagflat`): a new array.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn diagflat(&self, k: i64) -> Result<Array> {
        hearing(|| self.ravel(CopyOrder::C)?.diag(k))
    }

    /// The powers of each element as a row, falling unless `increasing` (`np.vander`): a new array of at least `int64`.
    ///
    /// # Errors
    /// `ValueError: x must be a one-dimensional array or sequence.`; as [`crate::limit::grant`].
    pub fn vander(&self, columns: Option<i64>, increasing: bool) -> Result<Array> {
        hearing(|| {
            if self.ndim() != 1 {
                return heard(Err(Error::value(
                    "x must be a one-dimensional array or sequence.",
                )));
            }
            let columns = columns.unwrap_or(self.size());
            let dtype = promote_types(self.dtype, DType::I64);
            let powers = Array::blank(&[self.size(), columns], dtype)?;
            let at = |power: i64| {
                let column = if increasing {
                    power
                } else {
                    columns - 1 - power
                };
                powers.strip(1, column, 1)
            };
            if powers.size() == 0 {
                return Ok(powers);
            }
            at(0).put_scalar(Scalar::Bool(true).cast(dtype))?;
            if columns > 1 {
                let column = self.with_new_axis(1);
                at(1).put(&column)?;
            }
            for power in 2..columns {
                let (base, before) = (at(1), at(power - 1));
                let both = [Operand::Array(&before), Operand::Array(&base)];
                ufunc::call_into("multiply", &both, &at(power))?;
            }
            Ok(powers)
        })
    }
}
