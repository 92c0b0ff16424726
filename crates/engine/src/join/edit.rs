//! `insert`, `delete`, `resize`, `trim_zeros`: arrays with elements more or fewer.
//! Knows arrays; what stays and what comes in are moves into a new array, except that `trim_zeros` is a view.

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::axes::{Axes, normalize_axes, normalize_axis};
use crate::layout::coalesce::loop_order;
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout, Order, shape_text, slice};
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// Which indices of an axis are meant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Positions {
    /// One index.
    Int(i64),
    /// A slice.
    Slice {
        /// First index.
        start: Option<i64>,
        /// Index after the last.
        stop: Option<i64>,
        /// Step, not 0.
        step: Option<i64>,
    },
    /// Several indices, in any order.
    List(Vec<i64>),
    /// Those that are marked.
    Mask(Vec<bool>),
}

impl std::fmt::Display for Positions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let python = |part: &Option<i64>| part.map_or("None".to_owned(), |part| part.to_string());
        let listed = |items: Vec<String>, separator| format!("[{}]", items.join(separator));
        match self {
            Positions::Int(index) => write!(f, "{index}"),
            Positions::Slice { start, stop, step } => {
                let parts = [python(start), python(stop), python(step)];
                write!(f, "slice({})", parts.join(", "))
            }
            Positions::List(indices) => {
                f.write_str(&listed(indices.iter().map(i64::to_string).collect(), ", "))
            }
            Positions::Mask(marks) => f.write_str(&listed(
                marks
                    .iter()
                    .map(|&mark| if mark { " True" } else { "False" }.to_owned())
                    .collect(),
                " ",
            )),
        }
    }
}

impl Array {
    /// The array without some indices of an axis, or of all its elements in C order (`np.delete`): a new array.
    ///
    /// # Errors
    /// `IndexError: index 9 is out of bounds for axis 0 with size 4`; `ValueError: boolean array argument obj to delete must
    /// be one dimensional and match the axis length of 4`; `AxisError`; as [`crate::limit::grant`].
    pub fn delete(&self, positions: &Positions, axis: Option<i64>) -> Result<Array> {
        heard(self.deleted(positions, axis))
    }

    fn deleted(&self, positions: &Positions, axis: Option<i64>) -> Result<Array> {
        let order = self.copied_order();
        let (source, axis) = self.edited_axis(axis)?;
        let length = source.shape()[axis];
        crate::limit::grant(&[length], DType::U8)?;
        let mut kept = vec![true; usize::try_from(length).unwrap_or(0)];
        let mut drop = |index: i64| {
            if let Some(slot) = usize::try_from(index).ok().and_then(|at| kept.get_mut(at)) {
                *slot = false;
            }
        };
        match positions {
            Positions::Int(index) => drop(slice::resolve_index(*index, axis, length)?),
            Positions::List(indices) if indices.len() == 1 => {
                drop(slice::resolve_index(indices[0], axis, length)?);
            }
            Positions::Slice { start, stop, step } => {
                let span = slice::resolve(*start, *stop, *step, length)?;
                (0..span.count).for_each(|nth| drop(span.start + nth * span.step));
            }
            Positions::List(indices) => {
                for &index in indices {
                    // The indices meet a mask of one axis, so NumPy speaks of axis 0.
                    drop(slice::resolve_index(index, 0, length)?);
                }
                return source.picked(axis, &kept);
            }
            Positions::Mask(marks) if marks.len() as i64 != length => {
                return Err(Error::value(format!(
                    "boolean array argument obj to delete must be one dimensional and match the axis length of {length}"
                )));
            }
            Positions::Mask(marks) => {
                let kept: Vec<bool> = marks.iter().map(|mark| !mark).collect();
                return source.picked(axis, &kept);
            }
        }
        let mut shape = Dims::from_slice(source.shape());
        shape[axis] = kept.iter().filter(|kept| **kept).count() as i64;
        let result = Array::blank_in(&shape, source.dtype, order)?;
        result.put_kept(&source, axis, &kept)?;
        Ok(result)
    }

    /// `F` where the array is Fortran-contiguous and not C-contiguous.
    fn copied_order(&self) -> Order {
        if self.f_contiguous() && !self.c_contiguous() {
            Order::F
        } else {
            Order::C
        }
    }

    /// This array and the axis; without one, all its elements in one axis.
    fn edited_axis(&self, axis: Option<i64>) -> Result<(Array, usize)> {
        match axis {
            Some(axis) => Ok((self.clone(), normalize_axis(axis, self.ndim())?)),
            None if self.ndim() == 1 => Ok((self.clone(), 0)),
            None => Ok((self.ravel(CopyOrder::C)?, 0)),
        }
    }

    /// `a[:, kept]`, laid out as NumPy lays out a mask's pick: the masked axis slowest, the others in memory order.
    fn picked(&self, axis: usize, kept: &[bool]) -> Result<Array> {
        let mut shape = Dims::from_slice(self.shape());
        shape[axis] = kept.iter().filter(|kept| **kept).count() as i64;
        crate::limit::grant(&shape, self.dtype)?;
        let rest: Axes = (0..self.ndim()).filter(|&one| one != axis).collect();
        let order: Axes = std::iter::once(axis)
            .chain(
                loop_order(&[&self.layout.with_axes(&rest)])
                    .iter()
                    .map(|&one| rest[one]),
            )
            .collect();
        let layout = Layout::packed_in_order(&shape, self.dtype.itemsize(), &order);
        let result = Array::zeros_over(layout.clone(), self.dtype)?;
        result.put_kept(self, axis, kept)?;
        // The pick stands in front while it is made; where it belongs elsewhere, the result is a transposed view.
        Ok(if axis == 0 {
            result
        } else {
            result.over(layout)
        })
    }

    /// Moves the kept indices of another array's axis to this array's, run by run.
    fn put_kept(&self, source: &Array, axis: usize, kept: &[bool]) -> Result<()> {
        let (mut from, mut to) = (0, 0);
        for run in kept.chunk_by(|one, next| one == next) {
            let count = run.len() as i64;
            if run[0] {
                let place = self.strip(axis, to, count);
                place.put(&source.strip(axis, from, count))?;
                to += count;
            }
            from += count;
        }
        Ok(())
    }

    /// The array with values put in before some indices of an axis, or of all its elements in C order (`np.insert`).
    ///
    /// A single index takes as many slices as the values have there; several indices take one each. Values are cast to
    /// this array's dtype. A new array, in Fortran order where this one is and not in C order.
    ///
    /// # Errors
    /// `IndexError: index 9 is out of bounds for axis 0 with size 4`; `ValueError` where values do not broadcast;
    /// `AxisError`; as [`crate::limit::grant`].
    pub fn insert(
        &self,
        positions: &Positions,
        values: &Array,
        axis: Option<i64>,
    ) -> Result<Array> {
        heard(self.inserted(positions, values, axis))
    }

    fn inserted(&self, positions: &Positions, values: &Array, axis: Option<i64>) -> Result<Array> {
        let order = self.copied_order();
        let (source, axis) = self.edited_axis(axis)?;
        let length = source.shape()[axis];
        let indices: Vec<i64> = match positions {
            Positions::Int(index) => vec![*index],
            Positions::List(indices) => indices.clone(),
            Positions::Slice { start, stop, step } => {
                let span = slice::resolve(*start, *stop, *step, length)?;
                crate::limit::grant(&[span.count], DType::I64)?;
                (0..span.count)
                    .map(|nth| span.start + nth * span.step)
                    .collect()
            }
            Positions::Mask(marks) => std::iter::zip(0.., marks)
                .filter_map(|(index, &mark)| mark.then_some(index))
                .collect(),
        };
        if let [index] = indices[..] {
            if index < -length || index > length {
                return Err(Error::index(format!(
                    "index {positions} is out of bounds for axis {axis} with size {length}"
                )));
            }
            let at = if index < 0 { index + length } else { index };
            let alone = matches!(positions, Positions::Int(_));
            return source.with_slices(at, values, axis, alone, order);
        }
        source.with_each(indices, values, axis, order)
    }

    /// All the values' slices before one index.
    fn with_slices(
        &self,
        at: i64,
        values: &Array,
        axis: usize,
        alone: bool,
        order: Order,
    ) -> Result<Array> {
        #[cfg(feature = "records")]
        crate::cast::check_cast(values.dtype, self.dtype, crate::cast::Casting::Unsafe)
            .map_err(|error| values.of_scalar(error))?;
        #[cfg(feature = "records")]
        crate::records::cast::refuse_unreadable(values, self.dtype)?;
        let mut values = values.with_leading_axes(self.ndim());
        if alone {
            values = values.moveaxis(&[0], &[axis as i64])?;
        }
        let added = values.shape()[axis];
        let length = self.shape()[axis];
        let mut shape = Dims::from_slice(self.shape());
        shape[axis] = length.saturating_add(added);
        let result = Array::blank_in(&shape, self.dtype, order)?;
        result.strip(axis, 0, at).put(&self.strip(axis, 0, at))?;
        result.strip(axis, at, added).put_assigned(&values)?;
        result
            .strip(axis, at + added, length - at)
            .put(&self.strip(axis, at, length - at))?;
        Ok(result)
    }

    /// One slice of the values before each index; they keep the order in which the indices were given.
    fn with_each(
        &self,
        mut indices: Vec<i64>,
        values: &Array,
        axis: usize,
        order: Order,
    ) -> Result<Array> {
        let added = indices.len() as i64;
        let length = self.shape()[axis];
        for index in &mut indices {
            *index = if *index < 0 {
                index.saturating_add(length)
            } else {
                *index
            };
        }
        let mut ranks: Vec<usize> = (0..indices.len()).collect();
        ranks.sort_by_key(|&nth| indices[nth]);
        for (before, nth) in std::iter::zip(0.., ranks) {
            indices[nth] = indices[nth].saturating_add(before);
        }
        let mut shape = Dims::from_slice(self.shape());
        shape[axis] = length.saturating_add(added);
        crate::limit::grant(&shape, self.dtype)?;
        crate::limit::grant(&[shape[axis]], DType::U8)?;
        let mut old = vec![true; usize::try_from(shape[axis]).unwrap_or(0)];
        for index in &mut indices {
            *index = slice::resolve_index(*index, 0, shape[axis])?;
            if let Some(slot) = usize::try_from(*index).ok().and_then(|at| old.get_mut(at)) {
                *slot = false;
            }
        }
        let result = Array::blank_in(&shape, self.dtype, order)?;
        let mut picked = Dims::from_slice(self.shape());
        picked[axis] = added;
        let values = values.stretched_to_pick(&picked)?;
        for (nth, &index) in std::iter::zip(0.., &indices) {
            let place = result.strip(axis, index, 1);
            place.put(&values.strip(axis, nth, 1))?;
        }
        let left = old.iter().filter(|old| **old).count() as i64;
        if left != length {
            // Indices far below zero can meet the same place twice.
            if self.ndim() == 1 {
                return Err(Error::value(format!(
                    "NumPy boolean array indexing assignment cannot assign {length} input values to the {left} output \
                     values where the mask is true"
                )));
            }
            picked[axis] = left;
            self.stretched_to_pick(&picked)?;
        }
        let (mut from, mut to) = (0, 0);
        for run in old.chunk_by(|one, next| one == next) {
            let count = run.len() as i64;
            if run[0] {
                let place = result.strip(axis, to, count);
                place.put(&self.strip(axis, from, count))?;
                from += count;
            }
            to += count;
        }
        Ok(result)
    }

    /// Broadcast to what indices pick, or NumPy's refusal of such an assignment.
    fn stretched_to_pick(&self, shape: &[i64]) -> Result<Array> {
        let surplus = self.ndim().saturating_sub(shape.len());
        let leading = self.shape().iter().take(surplus);
        let leading = leading.take_while(|&&extent| extent == 1).count();
        let trimmed = Layout {
            shape: Dims::from_slice(&self.shape()[leading..]),
            strides: Dims::from_slice(&self.strides()[leading..]),
            offset: self.layout.offset,
        };
        let stretched = trimmed.broadcast_to(shape).map_err(|_| {
            Error::value(format!(
                "shape mismatch: value array of shape {} could not be broadcast to indexing result of shape {}",
                shape_text(self.shape()),
                shape_text(shape)
            ))
        })?;
        Ok(self.over(stretched))
    }

    /// The elements in C order under a new shape, again from the first one where they are too few (`np.resize`).
    ///
    /// A view of new bytes; zeros where the array or the shape has no element.
    ///
    /// # Errors
    /// `ValueError: all elements of \`new_shape\` must be non-negative`; as [`crate::limit::grant`].
    pub fn resize(&self, shape: &[i64]) -> Result<Array> {
        heard(self.resized(shape))
    }

    fn resized(&self, shape: &[i64]) -> Result<Array> {
        let flat = self.ravel(CopyOrder::C)?;
        if shape.iter().any(|&extent| extent < 0) {
            return Err(Error::value(
                "all elements of `new_shape` must be non-negative",
            ));
        }
        crate::limit::grant(shape, self.dtype)?;
        let wanted = crate::layout::size_of_shape(shape);
        let size = self.size();
        if size == 0 || wanted == 0 {
            return Array::zeros(shape, self.dtype);
        }
        let repeats = wanted / size + i64::from(wanted % size != 0);
        // The array so many times are joined arrays: records lose the gaps between their fields.
        let dtype = crate::promote::try_promote_types(self.dtype, self.dtype)?;
        let rows = Array::blank(&[repeats, size], dtype)?;
        rows.put(&flat)?;
        let mut line = Layout::contiguous(&[wanted], dtype.itemsize(), Order::C);
        line.offset = rows.layout.offset;
        rows.over(line).reshape(shape)
    }

    /// The part between the first and the last element that is not zero, on each axis or on the given ones
    /// (`np.trim_zeros`): a view. `front` and `back` say at which ends to trim.
    ///
    /// # Errors
    /// `AxisError: axis: axis 5 is out of bounds for array of dimension 1`; `ValueError: repeated axis in \`axis\` argument`.
    pub fn trim_zeros(&self, front: bool, back: bool, axes: Option<&[i64]>) -> Result<Array> {
        heard(self.trimmed(front, back, axes))
    }

    fn trimmed(&self, front: bool, back: bool, axes: Option<&[i64]>) -> Result<Array> {
        let axes: Axes = match axes {
            None => (0..self.ndim()).collect(),
            Some(axes) => normalize_axes(axes, self.ndim(), "repeated axis in `axis` argument")
                .map_err(|mut error| {
                    if error.class == crate::error::ErrorClass::Axis {
                        error.message = format!("axis: {}", error.message);
                    }
                    error
                })?,
        };
        if axes.is_empty() {
            return Ok(self.clone());
        }
        // A stretched view can have far more elements than bytes; NumPy asks which are zero in an array of its own.
        crate::limit::grant(self.shape(), DType::Bool)?;
        let bounds = self.bounds_of_nonzero();
        let mut layout = self.layout.clone();
        for &axis in &axes {
            let (start, stop) = match &bounds {
                None => (Some(0), Some(0)),
                Some(bounds) => (
                    front.then_some(bounds[axis].0),
                    back.then_some(bounds[axis].1 + 1),
                ),
            };
            let span = slice::resolve(start, stop, None, self.shape()[axis])?;
            layout = layout.slice_axis(axis, span)?;
        }
        Ok(self.viewed(layout, || "trim_zeros()".to_owned()))
    }

    /// The smallest and largest index of elements that are not zero, on each axis; `None` where all are.
    fn bounds_of_nonzero(&self) -> Option<Vec<(i64, i64)>> {
        let mut bounds: Option<Vec<(i64, i64)>> = None;
        let mut odometer = Odometer::new(&[&self.layout]);
        let mut values = self.scalars();
        while odometer.advance() {
            let value = values.next()?;
            if value.cast(DType::Bool) == Scalar::Bool(false) {
                continue;
            }
            let at = odometer.indices();
            match &mut bounds {
                None => bounds = Some(at.iter().map(|&one| (one, one)).collect()),
                Some(bounds) => {
                    for (bound, &one) in bounds.iter_mut().zip(at) {
                        *bound = (bound.0.min(one), bound.1.max(one));
                    }
                }
            }
        }
        bounds
    }
}
