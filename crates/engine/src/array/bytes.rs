//! An array's elements as plain bytes, and bytes as elements: `tobytes` and `frombuffer`.
//! Knows no file format.

use super::Array;
use super::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::limit;
use crate::ufunc::heard;

impl Array {
    /// The elements' bytes one after another (`a.tobytes(order)`), little-endian. `K` counts as `C`, as in NumPy.
    ///
    /// # Errors
    /// As [`limit::grant`]: a broadcast view can have far more elements than bytes.
    pub fn tobytes(&self, order: CopyOrder) -> Result<Vec<u8>> {
        let order = match order {
            CopyOrder::K => CopyOrder::C,
            other => other,
        };
        let count = heard(limit::grant(self.shape(), self.dtype()))?;
        let flat = self.flat_copy(order)?;
        let bytes = flat.buffer().bytes();
        Ok(bytes.get(..count).unwrap_or(&bytes).to_vec())
    }

    /// A 1-d array of a copy of these bytes, taken as little-endian elements (`np.frombuffer(…).copy()`): `count` of them
    /// from byte `offset` on, all where `count` is negative. A `bool` is true for every byte but 0.
    ///
    /// # Errors
    /// `ValueError: buffer size must be a multiple of element size`; `ValueError: buffer is smaller than requested size`;
    /// `ValueError: offset must be non-negative and no greater than buffer length (8)`; `ValueError: itemsize cannot be zero
    /// in type`; as [`limit::grant`].
    pub fn frombuffer(bytes: &[u8], dtype: DType, count: i64, offset: i64) -> Result<Array> {
        heard(elements_of(bytes, dtype, count, offset))
    }
}

fn elements_of(bytes: &[u8], dtype: DType, count: i64, offset: i64) -> Result<Array> {
    let size = dtype.itemsize();
    if size == 0 {
        return Err(Error::value("itemsize cannot be zero in type"));
    }
    let tail = usize::try_from(offset)
        .ok()
        .and_then(|offset| bytes.get(offset..));
    let tail = tail.ok_or_else(|| {
        Error::value(format!(
            "offset must be non-negative and no greater than buffer length ({})",
            bytes.len()
        ))
    })?;
    // As many as there are, or so many; an address of 32 bits does not hold every count.
    let taken = if count < 0 {
        if !tail.len().is_multiple_of(size) {
            return Err(Error::value(
                "buffer size must be a multiple of element size",
            ));
        }
        tail
    } else {
        usize::try_from(limit::checked_nbytes(&[count], size)?)
            .ok()
            .and_then(|wanted| tail.get(..wanted))
            .ok_or_else(|| Error::value("buffer is smaller than requested size"))?
    };
    let array = Array::blank(&[(taken.len() / size) as i64], dtype)?;
    let mut to = array.buffer.bytes_mut();
    to.copy_from_slice(taken);
    if dtype == DType::Bool {
        for byte in to.iter_mut() {
            *byte = u8::from(*byte != 0);
        }
    }
    drop(to);
    array.tell_given();
    Ok(array)
}
