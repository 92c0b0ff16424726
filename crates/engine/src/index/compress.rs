//! A mask with the shape of an array: the elements it keeps, and writing where it is true.
//! Makes plans that read the mask itself; no list of positions is made on the way.

use super::geometry::operand_of;
use crate::array::Array;
#[cfg(all(feature = "kept", feature = "lanes"))]
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
#[cfg(all(feature = "kept", feature = "lanes"))]
use crate::kernel::lanes::compress as lanes;
use crate::layout::{Dims, Layout, Order};
#[cfg(all(feature = "kept", feature = "lanes"))]
use crate::plan::Kernel;
use crate::plan::gather::Direction;
use crate::plan::{Compress, Output};
#[cfg(all(feature = "kept", feature = "lanes"))]
use crate::record::listening;

impl Array {
    /// The elements where a mask of this array's shape is true, in C order of the indices: new bytes of one axis, dtype
    /// kept. The mask may be of any dtype; what is not zero is true.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(super) fn kept(
        &self,
        mask: &Array,
        operation: impl FnOnce() -> String,
        why: &str,
    ) -> Result<Array> {
        #[cfg(all(feature = "kept", feature = "lanes"))]
        if let Some(kept) = self.kept_straight(mask) {
            return kept;
        }
        let shape = [mask.count_true()];
        let itemsize = self.dtype.itemsize();
        crate::limit::checked_nbytes(&shape, itemsize)?;
        let layout = Layout::contiguous(&shape, itemsize, Order::C);
        let result = Array::unwritten_over(layout, self.dtype)?;
        let planned = Compress {
            direction: Direction::Gather,
            mask: operand_of(mask, mask.layout.clone()),
            source: operand_of(self, self.layout.clone()),
            output: Output {
                buffer: result.buffer.id(),
                dtype: self.dtype,
                layout: result.layout.clone(),
                fresh: true,
                cast: None,
            },
            kernel: Compress::kernel_of(self.dtype),
        };
        let buffers = [&self.buffer, &mask.buffer, &result.buffer].map(Clone::clone);
        execute::perform_compress(planned, &buffers, operation, why)?;
        Ok(result)
    }

    /// [`Array::kept`] where both lie side by side and nobody listens, who would be told of a plan: none is made.
    #[cfg(all(feature = "kept", feature = "lanes"))]
    fn kept_straight(&self, mask: &Array) -> Option<Result<Array>> {
        let lies = mask.dtype == DType::Bool && mask.c_contiguous() && self.c_contiguous();
        if !lies || listening() || Compress::kernel_of(self.dtype) == Kernel::Scalar {
            return None;
        }
        let (size, count) = (self.dtype.itemsize(), usize::try_from(self.size()).ok()?);
        let range = |array: &Array, size: usize| {
            let start = usize::try_from(array.layout.offset).ok()?;
            Some(start..start.checked_add(count.checked_mul(size)?)?)
        };
        let (truths, source) = (mask.buffer.bytes(), self.buffer.bytes());
        let truths = truths.get(range(mask, 1)?)?;
        let source = source.get(range(self, size)?)?;
        let kept = lanes::count(truths);
        let layout = Layout::contiguous(&[i64::try_from(kept).ok()?], size, Order::C);
        let result = match Array::unwritten_over(layout, self.dtype) {
            Ok(result) => result,
            Err(error) => return Some(Err(error)),
        };
        lanes::compress(
            size,
            truths,
            source,
            result.buffer.bytes_mut().get_mut(..kept * size)?,
        )?;
        Some(Ok(result))
    }

    /// Writes values where a mask of this array's shape is true: one for all, or one for each true element, of which there
    /// are `count`. What shares bytes with this array is copied first.
    ///
    /// # Errors
    /// As [`crate::limit::grant`] for copies.
    pub(super) fn written_where(
        &self,
        mask: &Array,
        value: &Array,
        count: i64,
        operation: impl FnOnce() -> String,
    ) -> Result<()> {
        let separate = |array: &Array| {
            if self.same_owner(array) {
                self.apart(array)
            } else {
                Ok(array.clone())
            }
        };
        let (mask, mut value) = (separate(mask)?, separate(value)?);
        if value.dtype != self.dtype {
            value = value.astype(self.dtype)?;
        }
        let (stride, given) = match (value.shape(), value.strides()) {
            (&[given], &[stride]) => (stride, given),
            _ => (0, 1),
        };
        if given != 1 && given != count {
            return Err(Error::value(
                "a mask takes one value, or as many as are true",
            ));
        }
        let stride = if given == 1 { 0 } else { stride };
        let over = Layout {
            shape: Dims::from_slice(&[count]),
            strides: Dims::from_slice(&[stride]),
            offset: value.layout.offset,
        };
        let planned = Compress {
            direction: Direction::Scatter,
            mask: operand_of(&mask, mask.layout.clone()),
            source: operand_of(&value, over),
            output: Output {
                buffer: self.buffer.id(),
                dtype: self.dtype,
                layout: self.layout.clone(),
                fresh: false,
                cast: None,
            },
            kernel: Compress::kernel_of(self.dtype),
        };
        let buffers = [&self.buffer, &mask.buffer, &value.buffer].map(Clone::clone);
        execute::perform_compress(
            planned,
            &buffers,
            operation,
            "an assignment writes the values into the bytes that are already there",
        )
    }
}
