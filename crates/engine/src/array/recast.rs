//! The same bytes read as another dtype, and the bytes of each element turned around.
//! Knows layouts and dtypes; no element is converted.

use super::Array;
use super::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::record::{Event, record};
use crate::ufunc::heard;

impl Array {
    /// The same bytes as elements of another dtype (`a.view(dtype)`): no element is converted. Where the item sizes
    /// differ, the last axis gets longer or shorter. Raw bytes of no width (`V`) take that of the elements.
    ///
    /// # Errors
    /// `ValueError: To change to a dtype of a different size, the last axis must be contiguous`,
    /// `When changing to a smaller dtype, its size must be a divisor of the size of original dtype`,
    /// `When changing to a larger dtype, its size must be a divisor of the total size in bytes of the last axis of the array.`,
    /// `Changing the dtype of a 0d array is only supported if the itemsize is unchanged`.
    pub fn view(&self, dtype: DType) -> Result<Array> {
        #[cfg(feature = "records")]
        let dtype = crate::records::promote::void_of(dtype, self.dtype.itemsize());
        let layout = heard(self.reread(dtype))?;
        Ok(self.seen_as(dtype, layout, || format!("view({dtype})")))
    }

    /// The same bytes as elements of another dtype that lie so, recorded as a view.
    pub(crate) fn seen_as(
        &self,
        dtype: DType,
        layout: Layout,
        operation: impl FnOnce() -> String,
    ) -> Array {
        record(|| Event::View {
            operation: operation(),
            buffer: self.buffer.id(),
            dtype,
            before: self.layout.clone(),
            after: layout.clone(),
        });
        let mut view = self.over(layout);
        view.dtype = dtype;
        view
    }

    /// The array with an [alias](DType::Alias) for its dtype, if it is of the dtype that the alias stands for in the machine's own
    /// order: NumPy keeps the very dtype of a first input where a result has its class.
    #[cfg(feature = "records")]
    pub(crate) fn told_like(self, first: DType) -> Array {
        match first {
            DType::Alias(_) if self.dtype == first.native() => Array {
                dtype: crate::records::order::all_native(first),
                ..self
            },
            _ => self,
        }
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

    /// Every element with its bytes in the opposite order (`a.byteswap()`), complex ones part by part: new bytes, in Fortran
    /// order where this array is and not in C order, else in C order. Strings of bytes stay as they are; of records each field
    /// is turned. Shape and dtype stay.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn byteswap(&self) -> Result<Array> {
        #[cfg(feature = "records")]
        if let DType::Record(_) = self.dtype {
            let swapped = self.copy(CopyOrder::A)?;
            self.swap_fields(&swapped)?;
            return Ok(swapped);
        }
        let swapped = heard(self.zeros_like_in(None, CopyOrder::A, None))?;
        self.swap_into(&swapped)?;
        Ok(swapped)
    }

    /// Writes the fields of records, turned around, to the same fields of other ones.
    #[cfg(feature = "records")]
    fn swap_fields(&self, swapped: &Array) -> Result<()> {
        let DType::Record(definition) = self.dtype else {
            return self.swap_into(swapped);
        };
        for field in &definition.fields {
            let part = |array: &Array| {
                let (dtype, layout) = super::field::field_layout(&array.layout, field);
                Array {
                    dtype,
                    ..array.over(layout)
                }
            };
            part(self).swap_fields(&part(swapped))?;
        }
        Ok(())
    }

    /// Writes the elements, turned around, to an array of the same shape.
    fn swap_into(&self, swapped: &Array) -> Result<()> {
        let size = i64::try_from(self.dtype.alignment()).unwrap_or(1).max(1);
        let parts = i64::try_from(self.dtype.itemsize()).unwrap_or(0) / size;
        // Each element is seen as its parts, each part as its bytes.
        let bytewise = |array: &Array, backward: bool| {
            let mut layout = array.layout.clone();
            layout.shape.extend_from_slice(&[parts, size]);
            layout
                .strides
                .extend_from_slice(&[size, if backward { -1 } else { 1 }]);
            if backward && layout.size() > 0 {
                layout.offset += size - 1;
            }
            layout
        };
        let as_bytes = |array: &Array| Array {
            dtype: DType::U8,
            ..array.clone()
        };
        as_bytes(self).fill(
            &as_bytes(swapped),
            &bytewise(self, true),
            &bytewise(swapped, false),
        )
    }
}
