//! Views: other lenses over the same bytes. Each records itself; only `reshape` and `ravel` may have to copy, and say why.
//! Knows layouts' own operations and wraps them; computes no element.

use super::Array;
use super::copy::CopyOrder;
use crate::error::Result;
use crate::layout::reshape::Reshaped;
use crate::layout::{Layout, Order, Shared};
use crate::limit;
use crate::record::{Event, hearing, moves_heard, record};
use crate::ufunc::heard;

impl Array {
    /// This array's bytes through another layout, which the caller has derived from this one. Records nothing.
    pub(crate) fn over(&self, layout: impl Into<Shared>) -> Array {
        Array {
            buffer: self.buffer.clone(),
            layout: layout.into(),
            dtype: self.dtype,
            view: true,
            writeable: self.writeable,
        }
    }

    /// A recorded view.
    pub(crate) fn viewed(
        &self,
        layout: impl Into<Shared>,
        operation: impl FnOnce() -> String,
    ) -> Array {
        let layout = layout.into();
        if moves_heard() {
            self.tell_view(operation(), &layout);
        }
        self.over(layout)
    }

    // Every view is told in the same way: it is not copied into each.
    #[inline(never)]
    fn tell_view(&self, operation: String, after: &Layout) {
        record(|| Event::View {
            operation,
            buffer: self.buffer.id(),
            dtype: self.dtype,
            before: self.layout.clone(),
            after: after.clone(),
        });
    }

    /// The axes reversed (`a.T`). A view of the same bytes.
    pub fn t(&self) -> Array {
        let order: Vec<usize> = (0..self.ndim()).rev().collect();
        self.viewed(self.layout.with_axes(&order), || "T".to_owned())
    }

    /// The axes in a new order; `None` reverses them.
    ///
    /// # Errors
    /// As [`Layout::transpose`].
    pub fn transpose(&self, axes: Option<&[i64]>) -> Result<Array> {
        let layout = heard(self.layout.transpose(axes))?;
        Ok(self.viewed(layout, || {
            format!("transpose({})", axes.map_or_else(String::new, listed))
        }))
    }

    /// Two axes change places. A view of the same bytes.
    ///
    /// # Errors
    /// As [`Layout::swapaxes`].
    pub fn swapaxes(&self, axis1: i64, axis2: i64) -> Result<Array> {
        let layout = heard(self.layout.swapaxes(axis1, axis2))?;
        Ok(self.viewed(layout, || format!("swapaxes({axis1}, {axis2})")))
    }

    /// Axes move to new places, the others keep their order. Shape and strides are rearranged, the dtype stays.
    ///
    /// # Errors
    /// As [`Layout::moveaxis`].
    pub fn moveaxis(&self, source: &[i64], destination: &[i64]) -> Result<Array> {
        let layout = heard(self.layout.moveaxis(source, destination))?;
        Ok(self.viewed(layout, || {
            format!(
                "moveaxis({}, {})",
                one_or_tuple(source),
                one_or_tuple(destination)
            )
        }))
    }

    /// New axes of length 1 at these places of the result.
    ///
    /// # Errors
    /// As [`Layout::expanded_shape`].
    pub fn expand_dims(&self, axes: &[i64]) -> Result<Array> {
        let shape = heard(self.layout.expanded_shape(axes))?;
        let layout = match self
            .layout
            .reshape(&shape, self.dtype.itemsize(), Order::C)?
        {
            Reshaped::View(layout) => layout,
            // Axes of length 1 never hinder, so this does not arise.
            Reshaped::Copy { .. } => self.layout.clone(),
        };
        Ok(self.viewed(layout, || format!("expand_dims({})", one_or_tuple(axes))))
    }

    /// Axes of length 1 dropped: all, or the given ones; a view of the same bytes and dtype. With nothing to drop it is
    /// this very array, as in NumPy.
    ///
    /// # Errors
    /// As [`Layout::squeeze`].
    pub fn squeeze(&self, axes: Option<&[i64]>) -> Result<Array> {
        let layout = heard(self.layout.squeeze(axes))?;
        if layout == *self.layout {
            return Ok(self.clone());
        }
        Ok(self.viewed(layout, || {
            format!("squeeze({})", axes.map_or_else(String::new, one_or_tuple))
        }))
    }

    /// Axes walked backward: all, or the given ones. A view of the same bytes; shape and dtype stay.
    ///
    /// # Errors
    /// As [`Layout::flip`].
    pub fn flip(&self, axes: Option<&[i64]>) -> Result<Array> {
        let layout = heard(self.layout.flip(axes))?;
        Ok(self.viewed(layout, || {
            format!("flip({})", axes.map_or_else(String::new, one_or_tuple))
        }))
    }

    /// Stretched to a shape without copying: many indices share one address, so the view is read-only.
    ///
    /// # Errors
    /// As [`Layout::broadcast_to`]; `ValueError: array is too big; …` beyond 63 bits of bytes.
    pub fn broadcast_to(&self, shape: &[i64]) -> Result<Array> {
        let layout = heard(self.layout.broadcast_to(shape))?;
        heard(limit::checked_nbytes(shape, self.dtype.itemsize()))?;
        let mut view = self.viewed(layout, || {
            format!("broadcast_to({})", crate::layout::tuple_text(shape))
        });
        view.writeable = false;
        Ok(view)
    }

    /// The elements whose indices on two axes differ by `offset`, as a new last axis; read-only as in NumPy.
    ///
    /// # Errors
    /// As [`Layout::diagonal`].
    pub fn diagonal(&self, offset: i64, axis1: i64, axis2: i64) -> Result<Array> {
        let layout = heard(self.layout.diagonal(offset, axis1, axis2))?;
        let mut view = self.viewed(layout, || format!("diagonal({offset}, {axis1}, {axis2})"));
        view.writeable = false;
        Ok(view)
    }

    /// The elements in C order under a new shape, of which one extent may be -1: a view if strides can do it, else a
    /// view of a copy, recorded with the reason.
    ///
    /// # Errors
    /// As [`Layout::reshape`]; as [`limit::grant`] for the copy.
    pub fn reshape(&self, shape: &[i64]) -> Result<Array> {
        self.reshape_in(shape, Order::C)
    }

    /// [`Array::reshape`] that reads and places the elements in the given order.
    ///
    /// # Errors
    /// As [`Array::reshape`].
    pub fn reshape_in(&self, shape: &[i64], order: Order) -> Result<Array> {
        let itemsize = self.dtype.itemsize();
        let operation = || match order {
            Order::C => format!("reshape({})", listed(shape)),
            Order::F => format!("reshape({}, order='F')", listed(shape)),
        };
        match heard(self.layout.reshape(shape, itemsize, order))? {
            Reshaped::View(layout) => Ok(self.viewed(layout, operation)),
            Reshaped::Copy { shape, why } => {
                let copied = self.copied(CopyOrder::from(order))?;
                if moves_heard() {
                    self.record_copy(&copied, operation(), why);
                }
                let layout = Layout::contiguous(&shape, itemsize, order);
                Ok(copied.viewed(layout, operation))
            }
        }
    }

    /// All elements in one axis: a view when they already lie so, else a copy, recorded with the reason.
    ///
    /// # Errors
    /// As [`limit::grant`] for the copy.
    pub fn ravel(&self, order: CopyOrder) -> Result<Array> {
        hearing(|| {
            let itemsize = self.dtype.itemsize();
            let operation = || match order {
                CopyOrder::C => "ravel()".to_owned(),
                other => format!("ravel(order='{}')", other.name()),
            };
            let along = self.layout.packed_like(itemsize);
            let lies_so = match self.resolved(order) {
                Some(Order::C) => self.layout.is_c_contiguous(itemsize),
                Some(Order::F) => self.layout.is_f_contiguous(itemsize),
                // Keeping the order: packed in some order of the axes.
                None => std::iter::zip(
                    &self.layout.shape,
                    std::iter::zip(&self.layout.strides, &along.strides),
                )
                .all(|(&extent, (own, packed))| extent == 1 || own == packed),
            };
            if lies_so {
                let mut layout = Layout::contiguous(&[self.size()], itemsize, Order::C);
                layout.offset = self.layout.offset;
                if layout.shape[0] == 0 {
                    layout.strides[0] = itemsize as i64;
                }
                return Ok(self.viewed(layout, operation));
            }
            let flat = self.flat_copy(order)?;
            if moves_heard() {
                let why = "the elements do not lie packed one after another in that order";
                self.record_copy(&flat, operation(), why.to_owned());
            }
            Ok(flat)
        })
    }
}

/// `1, 2, 3`
fn listed(numbers: &[i64]) -> String {
    let items: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    items.join(", ")
}

/// `1`, or `(1, 2)`
fn one_or_tuple(numbers: &[i64]) -> String {
    match numbers {
        [only] => only.to_string(),
        _ => crate::layout::tuple_text(numbers),
    }
}
