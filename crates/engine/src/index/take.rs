//! Taking elements by position: `take`, `compress`, `extract`. Each is a gather along one axis, or over the flat array.
//! Knows arrays; what brackets pick is the business of `fancy`.

use super::geometry::operand_of;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{self, Casting};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::axes::{Axes, converted, normalize_axis};
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, size_of_shape};
use crate::plan::gather::{Direction, Picker};
use crate::plan::{Bounds, Gather, Output};
use crate::record::hearing;
use crate::ufunc::heard;

impl Array {
    /// The elements at these positions along an axis, or of the flat array (`np.take`): new bytes in C order, dtype kept,
    /// with the positions' shape in place of the axis.
    ///
    /// # Errors
    /// `AxisError`; `TypeError: Cannot cast array data from dtype('float64') to dtype('int64') according to the rule
    /// 'same_kind'`; `IndexError: index 9 is out of bounds for axis 0 with size 5`,
    /// `cannot do a non-empty take from an empty axes.`; as [`crate::limit::grant`].
    pub fn take(&self, positions: &Array, axis: Option<i64>, bounds: Bounds) -> Result<Array> {
        heard(self.taken(positions, axis, bounds, None))
    }

    /// [`Array::take`] into an array that exists, cast to its dtype; nothing is written when a position is out of bounds.
    ///
    /// # Errors
    /// As [`Array::take`]; `ValueError: output array does not match result of ndarray.take`,
    /// `WRITEBACKIFCOPY base is read-only`; `TypeError` when `out` could not be cast to this dtype safely.
    pub fn take_into(
        &self,
        positions: &Array,
        axis: Option<i64>,
        bounds: Bounds,
        out: &Array,
    ) -> Result<()> {
        heard(self.taken(positions, axis, bounds, Some(out))).map(|_| ())
    }

    fn taken(
        &self,
        positions: &Array,
        axis: Option<i64>,
        bounds: Bounds,
        out: Option<&Array>,
    ) -> Result<Array> {
        let axis = match axis {
            // An array without axes counts as one of one element.
            Some(axis) => Some(normalize_axis(axis, self.ndim().max(1)).map_err(converted)?)
                .filter(|_| self.ndim() > 0),
            None => None,
        };
        cast::check_cast(positions.dtype, DType::I64, Casting::SameKind)
            .map_err(|error| positions.of_scalar(error))?;
        let along = Along::new(self, positions, axis, bounds);
        if let Some(out) = out {
            self.check_taken_into(out, &along.shape)?;
        }
        let direct = out.filter(|out| {
            out.dtype == self.dtype && !out.same_owner(self) && !out.same_owner(positions)
        });
        let result = match direct {
            Some(out) => out.clone(),
            None => Array::unwritten(&along.shape, self.dtype)?,
        };
        along.check(positions)?;
        along.run(self, positions, &result, out.is_none())?;
        match (out, direct) {
            (Some(out), None) => {
                out.put(&result)?;
                Ok(out.clone())
            }
            _ => Ok(result),
        }
    }

    fn check_taken_into(&self, out: &Array, shape: &[i64]) -> Result<()> {
        if out.shape() != shape {
            return Err(Error::value(
                "output array does not match result of ndarray.take",
            ));
        }
        cast::check_cast(out.dtype, self.dtype, Casting::Safe)
            .map_err(|error| out.of_scalar(error))?;
        if !out.writeable {
            return Err(Error::value("WRITEBACKIFCOPY base is read-only"));
        }
        Ok(())
    }

    /// The slices of this array along an axis where a condition is true (`np.compress`); new bytes.
    ///
    /// The condition may be shorter than the axis: what it does not speak of is left out.
    ///
    /// # Errors
    /// `ValueError: condition must be a 1-d array`; as [`Array::take`].
    pub fn compress(&self, condition: &Array, axis: Option<i64>) -> Result<Array> {
        if let Some(kept) = self.kept_along(condition, axis) {
            return heard(kept);
        }
        self.take(&places_of(condition)?, axis, Bounds::Raise)
    }

    /// The elements that a condition keeps of the only axis there is, without a list of positions; nothing where there
    /// are more axes, or where the condition is no such thing.
    fn kept_along(&self, condition: &Array, axis: Option<i64>) -> Option<Result<Array>> {
        let (&[length], itemsize) = (condition.shape(), self.dtype.itemsize() as i64) else {
            return None;
        };
        let (stride, size) = match (axis, self.shape()) {
            (None | Some(0 | -1), &[size]) => (self.strides()[0], size),
            (None, _) if self.c_contiguous() => (itemsize, self.size()),
            _ => return None,
        };
        if length > size {
            return None;
        }
        let head = self.over(Layout {
            shape: Dims::from_slice(&[length]),
            strides: Dims::from_slice(&[stride]),
            offset: self.layout.offset,
        });
        Some(head.kept(condition, || "take".to_owned(), ANY_ORDER))
    }

    /// [`Array::compress`] into an array that exists, cast to its dtype.
    ///
    /// # Errors
    /// As [`Array::compress`] and [`Array::take_into`].
    pub fn compress_into(&self, condition: &Array, axis: Option<i64>, out: &Array) -> Result<()> {
        self.take_into(&places_of(condition)?, axis, Bounds::Raise, out)
    }

    /// The elements where a condition is true, both taken as flat (`np.extract`); new bytes of one axis.
    ///
    /// # Errors
    /// As [`Array::take`].
    pub fn extract(&self, condition: &Array) -> Result<Array> {
        hearing(|| {
            let flat = self.ravel(CopyOrder::C)?;
            if let Some(kept) = flat.kept_along(&condition.ravel(CopyOrder::C)?, None) {
                return heard(kept);
            }
            flat.take(&condition.flatnonzero()?, Some(0), Bounds::Raise)
        })
    }
}

const ANY_ORDER: &str = "positions can be in any order, which no strides describe";

/// Where a condition is true.
fn places_of(condition: &Array) -> Result<Array> {
    if condition.ndim() != 1 {
        return heard(Err(Error::value("condition must be a 1-d array")));
    }
    condition.flatnonzero()
}

/// A gather along one axis.
struct Along {
    shape: Dims,
    picker: Picker,
    picked: Layout,
    /// Whether anything is looked at: an outer axis of length 0 leaves positions unread.
    looks: bool,
}

impl Along {
    fn new(array: &Array, positions: &Array, axis: Option<usize>, bounds: Bounds) -> Self {
        let layout = &array.layout;
        let (own, spoken) = match axis {
            Some(axis) => (axis, axis + 1),
            None => (0, layout.ndim()),
        };
        let (before, after) = match axis {
            Some(_) => (0..own, spoken..layout.ndim()),
            None => (0..0, 0..0),
        };
        // Over the result's axes: those before, those of the positions, those after.
        let over = |layout: &Layout, values: &Dims, middle: &[i64]| -> Dims {
            let of = |range: std::ops::Range<usize>| match values.get(range) {
                Some(values) if layout.ndim() > 0 => Dims::from_slice(values),
                _ => Dims::new(),
            };
            let mut all = of(before.clone());
            all.extend_from_slice(middle);
            all.extend(of(after.clone()));
            all
        };
        let none = Dims::from_elem(0, layout.ndim());
        let nothing = Dims::from_elem(0, positions.ndim());
        let shape = over(layout, &layout.shape, positions.shape());
        let picked = Layout {
            strides: over(layout, &layout.strides, &nothing),
            shape: shape.clone(),
            offset: layout.offset,
        };
        let spread = Layout {
            strides: over(layout, &none, positions.strides()),
            shape: shape.clone(),
            offset: positions.layout.offset,
        };
        let flat = axis.is_none() && array.c_contiguous();
        let (span, strides) = if flat {
            let itemsize = array.dtype.itemsize() as i64;
            (
                Dims::from_slice(&[array.size()]),
                Dims::from_slice(&[itemsize]),
            )
        } else {
            (
                Dims::from_slice(&layout.shape[own..spoken]),
                Dims::from_slice(&layout.strides[own..spoken]),
            )
        };
        Along {
            looks: size_of_shape(&layout.shape[before]) > 0,
            picker: Picker {
                positions: operand_of(positions, spread),
                axis: own,
                span,
                strides,
                bounds,
            },
            shape,
            picked,
        }
    }

    fn check(&self, positions: &Array) -> Result<()> {
        let length = self.picker.length();
        if length == 0 && size_of_shape(&self.shape) != 0 {
            return Err(Error::index(
                "cannot do a non-empty take from an empty axes.",
            ));
        }
        if self.picker.bounds != Bounds::Raise || !self.looks {
            return Ok(());
        }
        in_bounds(positions, length, self.picker.axis)
    }

    fn run(self, array: &Array, positions: &Array, result: &Array, fresh: bool) -> Result<()> {
        let planned = Gather {
            direction: Direction::Gather,
            order: loop_order(&[&result.layout]),
            shape: self.shape,
            pickers: vec![self.picker],
            source: operand_of(array, self.picked),
            output: Output {
                buffer: result.buffer.id(),
                dtype: result.dtype,
                layout: result.layout.clone(),
                fresh,
                cast: None,
            },
            backward: Axes::new(),
        };
        let buffers = [&array.buffer, &positions.buffer, &result.buffer].map(Clone::clone);
        execute::perform_gather(planned, &buffers, || "take".to_owned(), ANY_ORDER)
    }
}

/// Refuses the first position, in C order, that an axis does not have.
pub(super) fn in_bounds(positions: &Array, length: i64, axis: usize) -> Result<()> {
    let order: Axes = (0..positions.ndim()).collect();
    let outside = execute::first_outside(
        &positions.layout,
        positions.dtype,
        &positions.buffer.bytes(),
        &order,
        &[],
        -length..length,
    )?;
    match outside {
        Some(position) => Err(Error::index(format!(
            "index {position} is out of bounds for axis {axis} with size {length}"
        ))),
        None => Ok(()),
    }
}
