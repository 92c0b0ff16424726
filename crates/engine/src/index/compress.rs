//! A mask with the shape of an array: the elements it keeps, and writing where it is true.
//! Makes plans that read the mask itself; no list of positions is made on the way.

use super::geometry::operand_of;
use crate::array::Array;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::{Dims, Layout, Order};
use crate::plan::gather::Direction;
use crate::plan::{Compress, Output};

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
