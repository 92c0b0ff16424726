//! Putting values by position or under a mask: `put`, `place`, `putmask`, `fill_diagonal`. Each is a scatter over the
//! flat array, whatever its memory order; values are taken around and around.

use super::geometry::operand_of;
use super::take::in_bounds;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{self, Casting};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::axes::Axes;
use crate::layout::{Dims, Layout};
use crate::plan::gather::{Direction, Picker};
use crate::plan::{Bounds, Gather, Output};
use crate::promote::{self, Input};
use crate::scalar::Scalar;
use crate::ufunc::{Operand, heard};

impl Array {
    /// Writes values to positions of the flat array (`np.put`), cast to this dtype; the bytes are this array's own.
    ///
    /// Values are taken around and around; of several for one position the last stays. Values that share bytes with this
    /// array are copied first.
    ///
    /// # Errors
    /// `ValueError: put: output array is read-only`; `TypeError: Cannot cast array data from dtype('float64') to
    /// dtype('int64') according to the rule 'safe'`; `IndexError: index 9 is out of bounds for axis 0 with size 5`,
    /// `cannot replace elements of an empty array`; `OverflowError` for a Python int out of bounds. Then nothing is
    /// written.
    pub fn put_at(&self, positions: &Array, values: Operand<'_>, bounds: Bounds) -> Result<()> {
        heard(self.put_positions(positions, values, bounds))
    }

    fn put_positions(&self, positions: &Array, values: Operand<'_>, bounds: Bounds) -> Result<()> {
        if !self.writeable {
            return Err(Error::value("put: output array is read-only"));
        }
        cast::check_cast(positions.dtype, DType::I64, Casting::Safe)
            .map_err(|error| positions.of_scalar(error))?;
        if self.size() == 0 && positions.size() > 0 {
            return Err(Error::index("cannot replace elements of an empty array"));
        }
        let values = stored(values, self.dtype)?;
        if values.size() == 0 || positions.size() == 0 {
            return Ok(());
        }
        if bounds == Bounds::Raise {
            in_bounds(positions, self.size(), 0)?;
        }
        self.scatter_flat("put", &positions.ravel(CopyOrder::C)?, &values, bounds)
    }

    /// Writes values where a mask is true, one after another and around again (`np.place`).
    ///
    /// # Errors
    /// `ValueError: place: mask and data must be the same size`, `Cannot insert from an empty array!`,
    /// `WRITEBACKIFCOPY base is read-only`; `TypeError` when values cannot be cast safely; `OverflowError`.
    pub fn place(&self, mask: &Array, values: Operand<'_>) -> Result<()> {
        heard(self.placed(mask, values))
    }

    fn placed(&self, mask: &Array, values: Operand<'_>) -> Result<()> {
        if !self.writeable {
            return Err(Error::value("WRITEBACKIFCOPY base is read-only"));
        }
        #[cfg(feature = "records")]
        cast::check_cast(mask.dtype, DType::Bool, Casting::Unsafe)?;
        if mask.size() != self.size() {
            return Err(Error::value("place: mask and data must be the same size"));
        }
        let values = self.safely(values)?;
        if mask.shape() == self.shape() && values.size() > 0 {
            let count = mask.count_true();
            let values = values.ravel(CopyOrder::C)?;
            if values.size() == 1 || values.size() >= count {
                let given = if values.size() == 1 { 1 } else { count };
                let values = values.strip(0, 0, given);
                return self.written_where(mask, &values, count, || "place".to_owned());
            }
        }
        let places = mask.flatnonzero()?;
        if places.size() == 0 {
            return Ok(());
        }
        if values.size() == 0 {
            return Err(Error::value("Cannot insert from an empty array!"));
        }
        self.scatter_flat("place", &places, &values, Bounds::Raise)
    }

    /// Writes, where a mask is true, the value with the position's own number (`np.putmask`): `values[n]` goes to the flat
    /// position `n`, values taken around and around.
    ///
    /// # Errors
    /// `ValueError: putmask: mask and data must be the same size`, `putmask: output array is read-only`; `TypeError` when
    /// values cannot be cast safely; `OverflowError`.
    pub fn putmask(&self, mask: &Array, values: Operand<'_>) -> Result<()> {
        heard(self.put_masked(mask, values))
    }

    fn put_masked(&self, mask: &Array, values: Operand<'_>) -> Result<()> {
        if !self.writeable {
            return Err(Error::value("putmask: output array is read-only"));
        }
        #[cfg(feature = "records")]
        cast::check_cast(mask.dtype, DType::Bool, Casting::Unsafe)?;
        if mask.size() != self.size() {
            return Err(Error::value("putmask: mask and data must be the same size"));
        }
        let values = self.safely(values)?;
        if mask.shape() == self.shape() && values.size() == 1 {
            let values = values.ravel(CopyOrder::C)?;
            let count = mask.count_true();
            return self.written_where(mask, &values, count, || "putmask".to_owned());
        }
        let places = mask.flatnonzero()?;
        if values.size() == 0 || places.size() == 0 {
            return Ok(());
        }
        let values = if values.size() == 1 {
            values
        } else {
            values.take(&places, None, Bounds::Wrap)?
        };
        self.scatter_flat("putmask", &places, &values, Bounds::Raise)
    }

    /// Writes values along the main diagonal (`np.fill_diagonal`), around and around. With `wrap`, the diagonal of a tall
    /// matrix goes on after a row left out.
    ///
    /// # Errors
    /// `ValueError: array must be at least 2-d`, `All dimensions of input must be of equal length`,
    /// `underlying array is read-only`; `OverflowError` for a Python int out of bounds.
    pub fn fill_diagonal(&self, values: Operand<'_>, wrap: bool) -> Result<()> {
        heard(self.filled_diagonal(values, wrap))
    }

    fn filled_diagonal(&self, values: Operand<'_>, wrap: bool) -> Result<()> {
        let shape = self.shape();
        let (step, end) = match *shape {
            [] | [_] => return Err(Error::value("array must be at least 2-d")),
            [_, columns] => {
                let square = columns.saturating_mul(columns);
                (
                    columns.saturating_add(1),
                    if wrap { i64::MAX } else { square },
                )
            }
            [first, .., _] => {
                if shape.iter().any(|&extent| extent != first) {
                    return Err(Error::value(
                        "All dimensions of input must be of equal length",
                    ));
                }
                let mut step: i64 = 1;
                let mut product: i64 = 1;
                for &extent in &shape[..shape.len() - 1] {
                    product = product.saturating_mul(extent);
                    step = step.saturating_add(product);
                }
                (step, i64::MAX)
            }
        };
        if !self.writeable {
            return Err(Error::value("underlying array is read-only"));
        }
        let values = stored(values, self.dtype)?;
        let end = end.min(self.size());
        if values.size() == 0 || end <= 0 {
            return Ok(());
        }
        let positions = Array::arange(0i64, end, step, Some(DType::I64))?;
        self.scatter_flat("fill_diagonal", &positions, &values, Bounds::Raise)
    }

    /// A value that may only be cast safely; a Python number goes as an assignment takes it.
    fn safely(&self, values: Operand<'_>) -> Result<Array> {
        if let Operand::Array(array) = values {
            cast::check_cast(array.dtype, self.dtype, Casting::Safe)
                .map_err(|error| array.of_scalar(error))?;
        }
        stored(values, self.dtype)
    }

    /// Scatters values over the flat array, around and around. Both sides have elements; positions have one axis.
    fn scatter_flat(
        &self,
        operation: &str,
        positions: &Array,
        values: &Array,
        bounds: Bounds,
    ) -> Result<()> {
        let count = positions.size();
        let mut source = values.clone();
        if source.dtype != self.dtype {
            source = source.astype(self.dtype)?;
        } else if self.same_owner(&source) {
            source = self.apart(&source)?;
        }
        let mut source = source.ravel(CopyOrder::C)?;
        if source.size() > 1 && source.size() < count {
            let around = Array::arange(0i64, count, 1i64, Some(DType::I64))?;
            source = source.take(&around, None, Bounds::Wrap)?;
        }
        let positions = if self.same_owner(positions) {
            self.apart(positions)?
        } else {
            positions.clone()
        };
        let shape = Dims::from_slice(&[count]);
        let over = |array: &Array, stride: i64| Layout {
            shape: shape.clone(),
            strides: Dims::from_slice(&[stride]),
            offset: array.layout.offset,
        };
        let step = if source.size() == 1 {
            0
        } else {
            source.strides()[0]
        };
        let planned = Gather {
            direction: Direction::Scatter,
            shape: shape.clone(),
            pickers: vec![Picker {
                positions: operand_of(&positions, over(&positions, positions.strides()[0])),
                axis: 0,
                span: self.layout.shape.clone(),
                strides: self.layout.strides.clone(),
                bounds,
            }],
            source: operand_of(&source, over(&source, step)),
            output: Output {
                buffer: self.buffer.id(),
                dtype: self.dtype,
                layout: over(self, 0),
                fresh: false,
                cast: None,
            },
            order: Axes::from_slice(&[0]),
            backward: Axes::new(),
        };
        let buffers = [&positions.buffer, &source.buffer, &self.buffer].map(Clone::clone);
        let why = "the values go into the bytes that are already there";
        execute::perform_gather(planned, &buffers, || operation.to_owned(), why)
    }
}

/// A value as an assignment to a dtype takes it: an array as it is, a Python number as an array without axes.
pub(super) fn stored(value: Operand<'_>, dtype: DType) -> Result<Array> {
    match value {
        Operand::Array(array) => Ok(array.clone()),
        number => Array::scalar(promote::convert_assigned(number.input(), dtype)?),
    }
}

/// A Python number as NumPy makes an array of it, then cast as C casts: the way of functions that do not mind.
pub(super) fn as_c_casts(number: Input, dtype: DType) -> Result<Scalar> {
    let own = match number {
        // Beyond 64 bits only a float takes it, by its value.
        _ if dtype.is_inexact() => dtype,
        _ => promote::result_type(&[number])?,
    };
    Ok(promote::convert_assigned(number, own)?.cast(dtype))
}
