//! The same bytes read as another dtype, and arrays that must lie in a given order or dtype.
//! Knows layouts and dtypes; only `converted` may have to copy, and says why.

use super::Array;
use super::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::{Layout, Order};
use crate::record::{Event, record};
use crate::ufunc::heard;

impl Array {
    /// The same bytes as elements of another dtype (`a.view(dtype)`): no element is converted. Where the item sizes
    /// differ, the last axis gets longer or shorter.
    ///
    /// # Errors
    /// `ValueError: To change to a dtype of a different size, the last axis must be contiguous`,
    /// `When changing to a smaller dtype, its size must be a divisor of the size of original dtype`,
    /// `When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.`,
    /// `Changing the dtype of a 0d array is only supported if the itemsize is unchanged`.
    pub fn view(&self, dtype: DType) -> Result<Array> {
        let layout = heard(self.reread(dtype))?;
        record(|| Event::View {
            operation: format!("view({dtype})"),
            buffer: self.buffer.id(),
            dtype,
            before: self.layout.clone(),
            after: layout.clone(),
        });
        let mut view = self.over(layout);
        view.dtype = dtype;
        Ok(view)
    }

    fn reread(&self, dtype: DType) -> Result<Layout> {
        let bytes = |dtype: DType| i64::try_from(dtype.itemsize()).unwrap_or(i64::MAX);
        let (old, new) = (bytes(self.dtype), bytes(dtype));
        let mut layout = self.layout.clone();
        if old == new {
            return Ok(layout);
        }
        let Some(last) = self.ndim().checked_sub(1) else {
            return Err(Error::value(
                "Changing the dtype of a 0d array is only supported if the itemsize is unchanged",
            ));
        };
        let length = layout.shape[last];
        if length != 1 && self.size() != 0 && layout.strides[last] != old {
            return Err(Error::value(
                "To change to a dtype of a different size, the last axis must be contiguous",
            ));
        }
        if new < old {
            if new == 0 || old % new != 0 {
                return Err(Error::value(
                    "When changing to a smaller dtype, its size must be a divisor of the size of original dtype",
                ));
            }
            layout.shape[last] = length.saturating_mul(old / new);
        } else {
            let span = length.saturating_mul(old);
            if span % new != 0 {
                return Err(Error::value(
                    "When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last \
                     axis of the array.",
                ));
            }
            layout.shape[last] = span / new;
        }
        layout.strides[last] = new;
        crate::limit::checked_nbytes(&layout.shape, dtype.itemsize())?;
        Ok(layout)
    }

    /// This array if it has the dtype and lies in the order already, else a copy (`np.array(a, dtype, copy=…, order=…)`).
    ///
    /// `copy` is `Some(true)` for a copy in any case, `Some(false)` to refuse one; `K` and `A` take any order.
    ///
    /// # Errors
    /// `ValueError: Unable to avoid copy while creating an array as requested. …`; as [`crate::limit::grant`].
    pub fn converted(
        &self,
        dtype: Option<DType>,
        copy: Option<bool>,
        order: CopyOrder,
    ) -> Result<Array> {
        let same_dtype_asked = dtype == Some(self.dtype);
        let dtype = dtype.unwrap_or(self.dtype);
        let lies_so = match order {
            CopyOrder::C => self.c_contiguous(),
            CopyOrder::F => self.f_contiguous(),
            CopyOrder::A | CopyOrder::K => true,
        };
        if copy != Some(true) && lies_so && dtype == self.dtype {
            return Ok(self.clone());
        }
        if copy == Some(false) && same_dtype_asked {
            return heard(Err(Error::value(
                "Unable to avoid copy while creating a new array.",
            )));
        }
        if copy == Some(false) {
            return heard(Err(Error::value(
                "Unable to avoid copy while creating an array as requested.\nIf using `np.array(obj, copy=False)` replace \
                 it with `np.asarray(obj)` to allow a copy when needed (no behavior change in NumPy 1.x).\nFor more \
                 details, see https://numpy.org/devdocs/numpy_2_0_migration_guide.html#adapting-to-changes-in-the-copy-\
                 keyword.",
            )));
        }
        if dtype != self.dtype {
            // Beside a cast, NumPy takes "any order" for "the order that is there".
            let order = match order {
                CopyOrder::A => CopyOrder::K,
                other => other,
            };
            return self.astype_with(dtype, order, crate::cast::Casting::Unsafe);
        }
        self.copy(order)
    }

    /// This array in C order, with at least one axis; a copy only where it does not lie so (`np.ascontiguousarray`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn ascontiguousarray(&self) -> Result<Array> {
        let array = self.converted(None, None, CopyOrder::C)?;
        Ok(array.with_leading_axes(1))
    }

    /// This array in Fortran order, with at least one axis; a copy only where it does not lie so (`np.asfortranarray`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn asfortranarray(&self) -> Result<Array> {
        let array = self.converted(None, None, CopyOrder::F)?;
        Ok(array.with_leading_axes(1))
    }

    /// [`Array::astype_with`] that leaves an array of that dtype and order as it is (`a.astype(dtype, copy=False)`).
    ///
    /// # Errors
    /// As [`Array::astype_with`].
    pub fn astype_if_needed(
        &self,
        dtype: DType,
        order: CopyOrder,
        casting: crate::cast::Casting,
    ) -> Result<Array> {
        let lies_so = match order {
            CopyOrder::C => self.c_contiguous(),
            CopyOrder::F => self.f_contiguous(),
            CopyOrder::A => self.c_contiguous() || self.f_contiguous(),
            CopyOrder::K => true,
        };
        if dtype == self.dtype && lies_so {
            return Ok(self.clone());
        }
        self.astype_with(dtype, order, casting)
    }

    /// [`Array::reshape_in`] with a say about copying: `Some(true)` always copies, `Some(false)` refuses to.
    ///
    /// # Errors
    /// `ValueError: Unable to avoid creating a copy while reshaping.`; as [`Array::reshape`].
    pub fn reshape_with(&self, shape: &[i64], order: Order, copy: Option<bool>) -> Result<Array> {
        match copy {
            None => self.reshape_in(shape, order),
            Some(true) => {
                // Whether the shape fits is asked before anything is copied.
                heard(self.layout.reshape(shape, self.dtype.itemsize(), order))?;
                self.copy(order.into())?.reshape_in(shape, order)
            }
            Some(false) => {
                let found = heard(self.layout.reshape(shape, self.dtype.itemsize(), order))?;
                if matches!(found, crate::layout::reshape::Reshaped::Copy { .. }) {
                    return heard(Err(Error::value(
                        "Unable to avoid creating a copy while reshaping.",
                    )));
                }
                self.reshape_in(shape, order)
            }
        }
    }

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
                layout,
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
