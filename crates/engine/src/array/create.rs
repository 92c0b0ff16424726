//! Making arrays: zeros, ones, full, from elements.
//! Each asks the memory limit first; none looks at another array's bytes.

use crate::array::Array;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::element::Element;
use crate::error::{Error, Result};
use crate::layout::{Layout, Order};
use crate::scalar::Scalar;

impl Array {
    /// A new array of zeros in the given memory order (`np.zeros`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn zeros_in(shape: &[i64], dtype: DType, order: Order) -> Result<Array> {
        crate::limit::grant(shape, dtype)?;
        let layout = Layout::contiguous(shape, dtype.itemsize(), order);
        Ok(Array {
            buffer: Buffer::zeroed(layout.clone(), dtype)?,
            layout,
            dtype,
            view: false,
            writeable: true,
        })
    }

    /// A new array of zeros in C order (`np.zeros`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn zeros(shape: &[i64], dtype: DType) -> Result<Array> {
        Self::zeros_in(shape, dtype, Order::C)
    }

    /// A new array whose contents nobody promised (`np.empty`). Here it holds zeros, so that every run shows the same.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn empty(shape: &[i64], dtype: DType) -> Result<Array> {
        Self::zeros(shape, dtype)
    }

    /// A new array of ones (`np.ones`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn ones(shape: &[i64], dtype: DType) -> Result<Array> {
        Self::full(shape, Scalar::Bool(true).cast(dtype))
    }

    /// A new array of one value, in the value's dtype (`np.full`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn full(shape: &[i64], value: Scalar) -> Result<Array> {
        let array = Self::zeros(shape, value.dtype())?;
        dispatch!(value.dtype(), T => array.buffer.elements_mut::<T>().fill(T::from_scalar(value)));
        Ok(array)
    }

    /// A 0-d array of one value. The engine has no NumPy scalars: where NumPy returns one, it returns a 0-d array.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn scalar(value: Scalar) -> Result<Array> {
        Self::full(&[], value)
    }

    /// A new C-ordered array of these elements.
    ///
    /// # Errors
    /// `ValueError: cannot reshape array of size 12 into shape (5,2)` when the counts differ, and as
    /// [`crate::limit::grant`].
    pub fn from_elements<T: Element>(elements: &[T], shape: &[i64]) -> Result<Array> {
        check_count(elements.len(), shape)?;
        let array = Self::zeros(shape, T::DTYPE)?;
        array.buffer.elements_mut::<T>().copy_from_slice(elements);
        Ok(array)
    }

    /// A new C-ordered array of these values, each cast to the dtype.
    ///
    /// # Errors
    /// As [`Array::from_elements`].
    pub fn from_scalars(values: &[Scalar], shape: &[i64], dtype: DType) -> Result<Array> {
        check_count(values.len(), shape)?;
        let array = Self::zeros(shape, dtype)?;
        dispatch!(dtype, T => {
            for (slot, value) in array.buffer.elements_mut::<T>().iter_mut().zip(values) {
                *slot = T::from_scalar(*value);
            }
        });
        Ok(array)
    }
}

fn check_count(count: usize, shape: &[i64]) -> Result<()> {
    let wanted = crate::layout::size_of_shape(shape);
    if usize::try_from(wanted) == Ok(count) {
        return Ok(());
    }
    Err(Error::value(format!(
        "cannot reshape array of size {count} into shape {}",
        crate::layout::shape_text(shape)
    )))
}
