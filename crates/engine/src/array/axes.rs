//! Arrays with more axes, or with their axes arranged: `atleast_1d` … `atleast_3d`, `permute_dims`, `rollaxis`; and the
//! plain parts of arrays that joins are written to. Views only; no byte moves.

use super::Array;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::layout::axes::normalize_axis;
use crate::layout::slice::Span;
use crate::layout::{Dims, Layout, Order};
use crate::record::hearing;
use crate::ufunc::heard;

impl Array {
    /// This array, a 0-d one as a view with one axis (`np.atleast_1d`).
    pub fn atleast_1d(&self) -> Array {
        if self.ndim() == 0 {
            return self.with_leading_axes(1);
        }
        self.clone()
    }

    /// This array, with fewer than two axes as a view with leading ones (`np.atleast_2d`).
    pub fn atleast_2d(&self) -> Array {
        match self.ndim() {
            0 => self.with_leading_axes(2),
            1 => self.with_new_axis(0),
            _ => self.clone(),
        }
    }

    /// This array, with fewer than three axes as a view with axes around it (`np.atleast_3d`): a row lies in the middle
    /// axis, a matrix in the first two.
    pub fn atleast_3d(&self) -> Array {
        match self.ndim() {
            0 => self.with_leading_axes(3),
            1 => self.with_new_axis(1).with_new_axis(0),
            2 => self.with_new_axis(2),
            _ => self.clone(),
        }
    }

    /// The axes in a new order (`np.permute_dims`): [`Array::transpose`] by its name in the array API standard.
    ///
    /// # Errors
    /// As [`Array::transpose`].
    pub fn permute_dims(&self, axes: Option<&[i64]>) -> Result<Array> {
        self.transpose(axes)
    }

    /// One axis moved back until it lies before another (`np.rollaxis`): a view.
    ///
    /// # Errors
    /// `AxisError: axis 5 is out of bounds for array of dimension 2`,
    /// `'start' arg requires -2 <= start < 3, but 9 was passed in`.
    pub fn rollaxis(&self, axis: i64, start: i64) -> Result<Array> {
        hearing(|| {
            let ndim = self.ndim() as i64;
            let from = normalize_axis(axis, self.ndim())? as i64;
            let mut to = if start < 0 {
                start.saturating_add(ndim)
            } else {
                start
            };
            if !(0..=ndim).contains(&to) {
                return Err(Error::new(
                    ErrorClass::Axis,
                    format!(
                        "'start' arg requires {} <= start < {}, but {to} was passed in",
                        -ndim,
                        ndim + 1
                    ),
                ));
            }
            if from < to {
                to -= 1;
            }
            if from == to {
                return self.index(&[Index::Ellipsis]);
            }
            let mut order: Vec<i64> = (0..ndim).filter(|&one| one != from).collect();
            order.insert(usize::try_from(to).unwrap_or(0), from);
            self.transpose(Some(&order))
        })
    }

    /// The array with at least so many axes (`np.array(a, copy=None, order=…, ndmin=…)`): itself, or a view with leading axes of
    /// length 1. Their strides, which nothing hangs on, are as NumPy has them in this order.
    ///
    /// # Errors
    /// `ValueError: ndmin must be <= ndmax (64)`; `OverflowError: Python int too large to convert to C int`.
    pub fn with_ndmin(&self, ndmin: i64, order: Order) -> Result<Array> {
        let most = crate::layout::MAX_NDIM;
        if i32::try_from(ndmin).is_err() {
            return heard(Err(Error::new(
                ErrorClass::Overflow,
                "Python int too large to convert to C int",
            )));
        }
        match usize::try_from(ndmin.max(0)) {
            Ok(ndim) if ndim <= most => {
                let mut array = self.with_leading_axes(ndim);
                if order == Order::F {
                    let led = ndim.saturating_sub(self.ndim());
                    let step = i64::try_from(self.dtype.itemsize()).unwrap_or(i64::MAX);
                    let leading = array.layout.strides.iter_mut().take(led);
                    leading.for_each(|stride| *stride = step);
                }
                Ok(array)
            }
            _ => heard(Err(Error::value(format!(
                "ndmin must be <= ndmax ({most})"
            )))),
        }
    }

    /// A view with enough leading axes of length 1, as `np.array(a, copy=None, ndmin=ndim)` gives it.
    pub(crate) fn with_leading_axes(&self, ndim: usize) -> Array {
        let missing = ndim.saturating_sub(self.ndim());
        if missing == 0 {
            return self.clone();
        }
        let itemsize = self.dtype.itemsize();
        let fortran = self.f_contiguous() && !self.c_contiguous();
        let stride = match (self.shape().first(), self.strides().first()) {
            (Some(&extent), Some(&stride)) if !fortran => stride.wrapping_mul(extent),
            _ => i64::try_from(itemsize).unwrap_or(i64::MAX),
        };
        let led = |first: i64, rest: &[i64]| -> Dims {
            std::iter::repeat_n(first, missing)
                .chain(rest.iter().copied())
                .collect()
        };
        let layout = Layout {
            shape: led(1, self.shape()),
            strides: led(stride, self.strides()),
            offset: self.layout.offset,
        };
        self.viewed(layout, || format!("array(ndmin={ndim})"))
    }

    /// `a[:, np.newaxis]`: a view with an axis of length 1 at a place that the caller has checked.
    pub(crate) fn with_new_axis(&self, place: usize) -> Array {
        let mut layout = self.layout.clone();
        let place = place.min(layout.shape.len());
        layout.shape.insert(place, 1);
        layout.strides.insert(place, 0);
        self.viewed(layout, || {
            let mut items = vec![Index::ALL; place];
            items.push(Index::NewAxis);
            crate::index::brackets(&items)
        })
    }

    /// Some indices of an axis, which the caller has checked, as the place of a part; records nothing.
    pub(crate) fn strip(&self, axis: usize, start: i64, count: i64) -> Array {
        let span = Span {
            start,
            step: 1,
            count: count.max(0),
        };
        let layout = self.layout.slice_axis(axis, span);
        self.over(layout.unwrap_or_else(|_| self.layout.clone()))
    }
}
