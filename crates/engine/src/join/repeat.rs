//! `repeat` and `tile`: elements, or whole arrays, written several times.
//! Knows arrays; one move writes a run of elements that repeat equally often.

use crate::array::Array;
use crate::error::{Error, Result};
use crate::layout::axes::{converted, normalize_axis};
use crate::layout::{Dims, Layout, Order, shape_text, tuple_text};
use crate::ufunc::heard;

impl Array {
    /// Each element, or each slice along an axis, written as often as its count says (`np.repeat`); one count serves all.
    ///
    /// Without an axis the elements are taken in C order. The result is a new C-ordered array.
    ///
    /// # Errors
    /// `ValueError: repeats may not contain negative values.`,
    /// `operands could not be broadcast together with shape (4,) (3,)`; `AxisError`; as [`crate::limit::grant`].
    pub fn repeat(&self, counts: &[i64], axis: Option<i64>) -> Result<Array> {
        heard(self.repeated(counts, axis))
    }

    fn repeated(&self, counts: &[i64], axis: Option<i64>) -> Result<Array> {
        let (source, axis) = self.along_or_flat(axis)?;
        let length = source.shape()[axis];
        let total = match counts {
            [count] => count.saturating_mul(length),
            _ if counts.len() as i64 != length => {
                return Err(Error::value(format!(
                    "operands could not be broadcast together with shape {} {}",
                    shape_text(&[length]),
                    shape_text(&[counts.len() as i64])
                )));
            }
            _ if counts.iter().any(|&count| count < 0) => {
                return Err(Error::value("repeats may not contain negative values."));
            }
            _ => counts
                .iter()
                .fold(0i64, |total, &count| total.saturating_add(count)),
        };
        let mut shape = Dims::from_slice(source.shape());
        shape[axis] = total;
        let result = Array::unwritten(&shape, source.dtype)?;
        if let [count] = counts {
            result.put_repeated(&source, axis, *count)?;
            return Ok(result);
        }
        let (mut from, mut to) = (0, 0);
        for run in counts.chunk_by(|one, next| one == next) {
            let (length, count) = (run.len() as i64, run[0]);
            let part = source.strip(axis, from, length);
            let place = result.strip(axis, to, length.saturating_mul(count));
            place.put_repeated(&part, axis, count)?;
            from += length;
            to = to.saturating_add(length.saturating_mul(count));
        }
        Ok(result)
    }

    /// This array and the axis, or all its elements in one axis where none is given; an axis of a 0-d array counts as its
    /// only element's.
    fn along_or_flat(&self, axis: Option<i64>) -> Result<(Array, usize)> {
        let Some(axis) = axis.filter(|_| self.ndim() > 0) else {
            if let Some(axis) = axis {
                normalize_axis(axis, 1).map_err(converted)?;
            }
            return Ok((self.ravel(crate::array::copy::CopyOrder::C)?, 0));
        };
        Ok((
            self.clone(),
            normalize_axis(axis, self.ndim()).map_err(converted)?,
        ))
    }

    /// Writes each slice of another array along an axis `count` times into this one, which is as long.
    fn put_repeated(&self, source: &Array, axis: usize, count: i64) -> Result<()> {
        let length = source.shape()[axis];
        if count <= 0 || length == 0 {
            return Ok(());
        }
        // The repeated axis is seen as two: which slice, and which of its repetitions.
        let mut place = self.layout.clone();
        place.shape[axis] = length;
        place.shape.insert(axis + 1, count);
        let step = place.strides[axis];
        place.strides[axis] = step.saturating_mul(count);
        place.strides.insert(axis + 1, step);
        let mut part = source.layout.clone();
        part.shape.insert(axis + 1, count);
        part.strides.insert(axis + 1, 0);
        source.fill(self, &part, &place)
    }

    /// The array laid side by side as often as asked for on each axis, the last one first (`np.tile`).
    ///
    /// A new array, as a view of its bytes under the final shape; a plain copy where nothing repeats. An array without
    /// elements is not copied: the result is a view of it.
    ///
    /// # Errors
    /// `ValueError: negative dimensions are not allowed`; as [`crate::limit::grant`].
    pub fn tile(&self, repetitions: &[i64]) -> Result<Array> {
        heard(self.tiled(repetitions))
    }

    fn tiled(&self, repetitions: &[i64]) -> Result<Array> {
        crate::limit::check_ndim(repetitions.len())?;
        if repetitions.iter().all(|&count| count == 1) {
            let copied = self.copy(crate::array::copy::CopyOrder::K)?;
            return Ok(copied.with_leading_axes(repetitions.len()));
        }
        let source = self.with_leading_axes(repetitions.len());
        let missing = source.ndim() - repetitions.len();
        let counts: Dims = std::iter::repeat_n(1, missing)
            .chain(repetitions.iter().copied())
            .collect();
        let shape: Dims = std::iter::zip(source.shape(), &counts)
            .map(|(&extent, &count)| extent.saturating_mul(count))
            .collect();
        if source.size() == 0 {
            return source.reshape(&shape);
        }
        let result = Array::unwritten(&shape, self.dtype)?;
        // Every axis is seen as two: which repetition, at stride 0 of the source, and which index of the source.
        let mut part = Layout {
            shape: Dims::new(),
            strides: Dims::new(),
            offset: source.layout.offset,
        };
        for (axis, &count) in counts.iter().enumerate() {
            if count > 1 {
                part.shape.push(count);
                part.strides.push(0);
            }
            part.shape.push(source.shape()[axis]);
            part.strides.push(source.strides()[axis]);
        }
        if result.size() > 0 {
            let place = Layout::contiguous(&part.shape, self.dtype.itemsize(), Order::C);
            source.fill(&result, &part, &place)?;
        }
        // NumPy repeats in two axes and only then gives the result its shape; an empty one that has it keeps its strides.
        let width = (0..counts.len())
            .rev()
            .find(|&axis| counts[axis] != 1)
            .map(|axis| crate::layout::size_of_shape(&source.shape()[axis..]));
        let mut layout = result.layout.clone();
        if layout.size() == 0
            && Some(shape.as_slice())
                != width.map(|width| [0, width]).as_ref().map(|pair| &pair[..])
        {
            layout.strides = crate::layout::packed_strides(&shape, self.dtype.itemsize(), Order::C);
        }
        Ok(result.viewed(layout, || format!("reshape{}", tuple_text(&shape))))
    }
}
