//! Views through freely chosen strides: `as_strided`, checked against its buffer, and `sliding_window_view`.
//! Knows layouts; no byte moves.

use super::Array;
use crate::error::{Error, Result};
use crate::layout::axes::{Axes, normalize_axis};
use crate::layout::check::Broken;
use crate::layout::{Dims, Layout, Order, tuple_text};
use crate::limit;
use crate::ufunc::heard;

impl Array {
    /// The bytes seen through another shape and strides, from this array's first element on
    /// (`np.lib.stride_tricks.as_strided`). Strides left out are this array's; with a new shape over a C-ordered array,
    /// those of C order.
    ///
    /// Unlike NumPy, which lets such a view read any byte of the process, the engine refuses what leaves the buffer.
    ///
    /// # Errors
    /// `ValueError: mismatch in length of strides and shape`, `negative dimensions are not allowed`, and one for strides
    /// that leave the buffer.
    pub fn as_strided(
        &self,
        shape: Option<&[i64]>,
        strides: Option<&[i64]>,
        writeable: bool,
    ) -> Result<Array> {
        let layout = heard(self.strided_layout(shape, strides))?;
        let mut view = self.viewed(layout, || {
            let text = |dims: Option<&[i64]>| dims.map_or("None".to_owned(), tuple_text);
            format!("as_strided({}, {})", text(shape), text(strides))
        });
        view.writeable &= writeable;
        Ok(view)
    }

    fn strided_layout(&self, shape: Option<&[i64]>, strides: Option<&[i64]>) -> Result<Layout> {
        let itemsize = self.dtype.itemsize();
        let shape = shape.unwrap_or(self.shape());
        if shape.len() > crate::layout::MAX_NDIM {
            return Err(Error::value(format!(
                "number of dimensions must be within [0, 64], got {}",
                shape.len()
            )));
        }
        limit::checked_nbytes(shape, itemsize)?;
        let strides = match strides {
            Some(strides) => Dims::from_slice(strides),
            None if self.c_contiguous() => crate::layout::packed_strides(shape, itemsize, Order::C),
            None => self.layout.strides.clone(),
        };
        if strides.len() != shape.len() {
            return Err(Error::value("mismatch in length of strides and shape"));
        }
        let layout = Layout {
            shape: Dims::from_slice(shape),
            strides,
            offset: self.layout.offset,
        };
        let nbytes = self.buffer.nbytes();
        match layout.check(itemsize, nbytes) {
            Ok(()) => Ok(layout),
            Err(Broken::Bounds { first, end }) => Err(Error::value(format!(
                "as_strided would read bytes {first} to {end}, but the buffer holds bytes 0 to {nbytes}"
            ))),
            Err(broken) => Err(Error::value(broken.to_string())),
        }
    }

    /// Every window of a shape that fits into the array, as new last axes (`sliding_window_view`); read-only unless asked.
    ///
    /// Without axes, the window has an extent for each; the same axis may be given more than once.
    ///
    /// # Errors
    /// `ValueError: window shape cannot be larger than input array shape`, `` `window_shape` cannot contain negative values ``,
    /// or for a number of extents that does not fit; `AxisError`.
    pub fn sliding_window_view(
        &self,
        window: &[i64],
        axes: Option<&[i64]>,
        writeable: bool,
    ) -> Result<Array> {
        let layout = heard(self.window_layout(window, axes))?;
        let mut view = self.viewed(layout, || {
            format!("sliding_window_view({})", tuple_text(window))
        });
        view.writeable &= writeable;
        Ok(view)
    }

    fn window_layout(&self, window: &[i64], axes: Option<&[i64]>) -> Result<Layout> {
        if window.iter().any(|&extent| extent < 0) {
            return Err(Error::value(
                "`window_shape` cannot contain negative values",
            ));
        }
        let axes: Axes = match axes {
            None if window.len() != self.ndim() => {
                return Err(Error::value(format!(
                    "Since axis is `None`, must provide window_shape for all dimensions of `x`; got {} window_shape \
                     elements and `x.ndim` is {}.",
                    window.len(),
                    self.ndim()
                )));
            }
            None => (0..self.ndim()).collect(),
            Some(axes) => {
                let axes: Axes = axes
                    .iter()
                    .map(|&axis| normalize_axis(axis, self.ndim()))
                    .collect::<Result<_>>()?;
                if axes.len() != window.len() {
                    return Err(Error::value(format!(
                        "Must provide matching length window_shape and axis; got {} window_shape elements and {} axes \
                         elements.",
                        window.len(),
                        axes.len()
                    )));
                }
                axes
            }
        };
        let mut layout = self.layout.clone();
        for (&axis, &extent) in std::iter::zip(&axes, window) {
            if layout.shape[axis] < extent {
                return Err(Error::value(
                    "window shape cannot be larger than input array shape",
                ));
            }
            layout.shape[axis] = layout.shape[axis].saturating_sub(extent - 1);
        }
        let strides: Dims = axes.iter().map(|&axis| self.strides()[axis]).collect();
        layout.shape.extend_from_slice(window);
        layout.strides.extend_from_slice(&strides);
        self.strided_layout(Some(&layout.shape), Some(&layout.strides))
    }
}
