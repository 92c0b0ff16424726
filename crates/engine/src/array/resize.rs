//! `resize` in place: an array that takes another shape, its owner new bytes.
//! Knows arrays; the elements kept are one move.

use super::Array;
use crate::error::{Error, Result};
use crate::layout::{Layout, Order};
use crate::ufunc::heard;

impl Array {
    /// Gives this array another shape in place (`a.resize(shape)`): its elements in memory order, zeros after the last.
    ///
    /// An owner whose size changes gets new bytes; arrays that looked at the old ones keep those. A view can only take a
    /// shape of the same size.
    ///
    /// # Errors
    /// `ValueError: negative dimensions not allowed`, `resize only works on single-segment arrays`,
    /// `cannot resize this array: it does not own its data`, and with `refcheck` when others hold the bytes; as
    /// [`crate::limit::grant`].
    pub fn resize_in_place(&mut self, shape: &[i64], refcheck: bool) -> Result<()> {
        let resized = heard(self.resized_anew(shape, refcheck))?;
        *self = resized;
        Ok(())
    }

    fn resized_anew(&self, shape: &[i64], refcheck: bool) -> Result<Array> {
        if !self.c_contiguous() && !self.f_contiguous() {
            return Err(Error::value("resize only works on single-segment arrays"));
        }
        if shape.iter().any(|&extent| extent < 0) {
            return Err(Error::value("negative dimensions not allowed"));
        }
        crate::limit::grant(shape, self.dtype)?;
        let itemsize = self.dtype.itemsize();
        let order = if self.f_contiguous() && !self.c_contiguous() {
            Order::F
        } else {
            Order::C
        };
        let mut layout = Layout::contiguous(shape, itemsize, order);
        layout.strides = crate::layout::packed_strides(shape, itemsize, order);
        layout.offset = self.layout.offset;
        let wanted = layout.size();
        if wanted == self.size() {
            return Ok(Array {
                layout: layout.into(),
                ..self.clone()
            });
        }
        if self.view {
            return Err(Error::value(
                "cannot resize this array: it does not own its data",
            ));
        }
        if refcheck && self.buffer.holders() > 1 {
            return Err(Error::value(
                "cannot resize an array that references or is referenced\nby another object in this way.\nUse the \
                 np.resize function to get a new resized copy or\n set refcheck=False to disable this check",
            ));
        }
        layout.offset = 0;
        let resized = Array::zeros_over(layout, self.dtype)?;
        let kept = wanted.min(self.size());
        let line = |offset: i64| Layout {
            offset,
            ..Layout::contiguous(&[kept], itemsize, Order::C)
        };
        let kept = self.over(line(self.layout.offset));
        resized.over(line(0)).put(&kept)?;
        Ok(resized)
    }
}
