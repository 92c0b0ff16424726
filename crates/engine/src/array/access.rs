//! Single elements and plain values: `get`, `item`, `set`, walking all elements.
//! Knows no other array; whole regions are written by `index::assign`.

use super::Array;
use crate::cast::{self, Side};
use crate::element::Element;
use crate::error::{Error, Result};
use crate::layout::walk::{Odometer, indices_of};
use crate::layout::{Dims, Layout, Order, slice};
use crate::limit;
use crate::record::hearing;
use crate::scalar::Scalar;

impl Array {
    /// The element at these indices, one for each axis, negative ones counted from the end.
    ///
    /// # Errors
    /// `ValueError: incorrect number of indices for array`;
    /// `IndexError: index 5 is out of bounds for axis 0 with size 3`.
    pub fn get(&self, indices: &[i64]) -> Result<Scalar> {
        hearing(|| {
            let resolved = self.resolve(indices)?;
            Ok(self.at(&resolved))
        })
    }

    /// The only element (`a.item()`).
    ///
    /// # Errors
    /// `ValueError: can only convert an array of size 1 to a Python scalar`.
    pub fn item(&self) -> Result<Scalar> {
        hearing(|| {
            if self.size() != 1 {
                return Err(Error::value(
                    "can only convert an array of size 1 to a Python scalar",
                ));
            }
            // Its indices are all 0.
            Ok(self.at_byte(self.layout.offset))
        })
    }

    /// Sets one element, cast to this array's dtype as C casts.
    ///
    /// # Errors
    /// `ValueError: assignment destination is read-only`, and as [`Array::get`].
    pub fn set(&self, indices: &[i64], value: Scalar) -> Result<()> {
        hearing(|| {
            if !self.writeable {
                return Err(Error::value("assignment destination is read-only"));
            }
            let resolved = self.resolve(indices)?;
            let element = Layout {
                offset: self.layout.byte_at(&resolved),
                ..Layout::contiguous(&[], self.dtype.itemsize(), Order::C)
            };
            self.over(element).put_scalar(value)
        })
    }

    /// The element with number `nth` in C order; `None` beyond the last.
    pub fn nth(&self, nth: i64) -> Option<Scalar> {
        indices_of(&self.layout.shape, nth).map(|indices| self.at(&indices))
    }

    /// Every element in C order, one at a time; nothing is copied ahead.
    pub fn scalars(&self) -> impl Iterator<Item = Scalar> + use<> {
        let mut odometer = Odometer::new(&[&self.layout]);
        let array = self.clone();
        std::iter::from_fn(move || {
            let [byte] = odometer.next_bytes::<1>()?;
            Some(array.at_byte(byte))
        })
    }

    /// Every element in C order, cast to `T` as C casts.
    ///
    /// # Errors
    /// As [`limit::grant`]: a broadcast view can have far more elements than bytes.
    pub fn to_vec<T: Element>(&self) -> Result<Vec<T>> {
        hearing(|| {
            limit::grant(&self.layout.shape, T::DTYPE)?;
            let count = usize::try_from(self.size()).unwrap_or(0);
            let mut elements = vec![T::zeroed(); count];
            let packed = Layout::contiguous(&self.layout.shape, T::DTYPE.itemsize(), Order::C);
            cast::copy_strided(
                &self.buffer.bytes(),
                Side {
                    layout: &self.layout,
                    dtype: self.dtype,
                },
                bytemuck::cast_slice_mut(&mut elements),
                Side {
                    layout: &packed,
                    dtype: T::DTYPE,
                },
            );
            Ok(elements)
        })
    }

    fn resolve(&self, indices: &[i64]) -> Result<Dims> {
        if indices.len() != self.ndim() {
            return Err(Error::value("incorrect number of indices for array"));
        }
        indices
            .iter()
            .enumerate()
            .map(|(axis, &index)| slice::resolve_index(index, axis, self.layout.shape[axis]))
            .collect()
    }

    /// The element at indices in bounds.
    fn at(&self, indices: &[i64]) -> Scalar {
        self.at_byte(self.layout.byte_at(indices))
    }

    fn at_byte(&self, byte: i64) -> Scalar {
        let bytes = self.buffer.bytes();
        // What most numbers are, before any other dtype is asked for.
        #[cfg(feature = "kept")]
        if self.dtype == crate::dtype::DType::F64
            && let Some(bytes) = usize::try_from(byte)
                .ok()
                .and_then(|start| bytes.get(start..)?.first_chunk())
        {
            return Scalar::F64(f64::from_le_bytes(*bytes));
        }
        span(byte, self.dtype.itemsize())
            .and_then(|span| Scalar::from_bytes(self.dtype, bytes.get(span)?))
            // A checked layout reaches no byte outside its buffer.
            .unwrap_or(Scalar::Bool(false).cast(self.dtype))
    }
}

fn span(byte: i64, itemsize: usize) -> Option<std::ops::Range<usize>> {
    let start = usize::try_from(byte).ok()?;
    Some(start..start.checked_add(itemsize)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dtype::DType;

    #[test]
    fn elements_are_found_by_index_and_number() {
        let a = Array::from_elements(&[1i32, 2, 3, 4, 5, 6], &[2, 3]).unwrap();
        assert_eq!(a.get(&[1, -1]), Ok(Scalar::I32(6)));
        assert_eq!(a.t().nth(1), Some(Scalar::I32(4)));
        assert_eq!(
            a.t().to_vec::<f64>().unwrap(),
            [1.0, 4.0, 2.0, 5.0, 3.0, 6.0]
        );
        a.set(&[0, 0], Scalar::F64(-7.9)).unwrap();
        assert_eq!(a.scalars().next(), Some(Scalar::I32(-7)));
    }

    #[test]
    fn refusals_use_numpy_words() {
        let a = Array::zeros(&[2, 3], DType::F64).unwrap();
        assert_eq!(
            a.item().unwrap_err().to_string(),
            "ValueError: can only convert an array of size 1 to a Python scalar"
        );
        assert_eq!(
            a.get(&[0, 5]).unwrap_err().to_string(),
            "IndexError: index 5 is out of bounds for axis 1 with size 3"
        );
        let huge = Array::zeros(&[1], DType::I8)
            .unwrap()
            .broadcast_to(&[1 << 40])
            .unwrap();
        assert_eq!(
            huge.to_vec::<i8>().unwrap_err().message,
            "Unable to allocate 1.00 TiB for an array with shape (1099511627776,) and data type int8"
        );
    }
}
