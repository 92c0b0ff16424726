//! Making arrays: zeros, ones, full, from elements.
//! Each asks the memory limit first; none looks at another array's bytes.

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::element::Element;
use crate::error::{Error, Result};
use crate::layout::axes::Axes;
use crate::layout::coalesce::sort_falling;
use crate::layout::{Layout, Order, Shared};
use crate::record::hearing;
use crate::scalar::Scalar;

impl Array {
    /// A new array of zeros in the given memory order (`np.zeros`). Shape and dtype as given; in a buffer of its own.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn zeros_in(shape: &[i64], dtype: DType, order: Order) -> Result<Array> {
        hearing(|| {
            let array = Self::blank_in(shape, dtype, order)?;
            array.tell_zeros();
            Ok(array)
        })
    }

    /// [`Array::zeros_in`] for bytes that an operation is about to write; recorded is what it writes.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(crate) fn blank_in(shape: &[i64], dtype: DType, order: Order) -> Result<Array> {
        #[cfg(feature = "records")]
        let dtype = crate::records::value::sized(dtype);
        crate::limit::grant(shape, dtype)?;
        Self::zeros_over(Layout::contiguous(shape, dtype.itemsize(), order), dtype)
    }

    /// A new array of zeros with a packed layout from offset 0, its axes in any order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(crate) fn zeros_over(layout: Layout, dtype: DType) -> Result<Array> {
        let layout = Shared::from(layout);
        Ok(Array {
            buffer: Buffer::zeroed(layout.share(), dtype)?,
            layout,
            dtype,
            view: false,
            writeable: true,
        })
    }

    /// A new array with a packed layout from offset 0 for an operation that writes every element: until then the bytes may
    /// be those of an array that died, and nobody must see them.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(crate) fn unwritten_over(layout: impl Into<Shared>, dtype: DType) -> Result<Array> {
        let layout = layout.into();
        Ok(Array {
            buffer: Buffer::unwritten(layout.share(), dtype)?,
            layout,
            dtype,
            view: false,
            writeable: true,
        })
    }

    /// The first elements of an array of one axis that nobody has seen yet, as an array of their own. Where they are few, they
    /// move to bytes of their own; else what lies behind them, which is at most twice as much, is only forgotten. Nothing where
    /// they would be refused.
    #[cfg(all(feature = "chain", feature = "lanes"))]
    pub(crate) fn shortened(mut self, length: usize) -> Option<Array> {
        let size = self.dtype.itemsize();
        let nbytes = length.checked_mul(size)?;
        let layout = Shared::from(Layout::contiguous(
            &[i64::try_from(length).ok()?],
            size,
            Order::C,
        ));
        if nbytes < self.buffer.nbytes() / 3 {
            let moved = Self::unwritten_over(layout, self.dtype).ok()?;
            let from = self.buffer.bytes();
            moved
                .buffer
                .bytes_mut()
                .copy_from_slice(from.get(..nbytes)?);
            return Some(moved);
        }
        self.buffer.shorten(nbytes, layout.share())?;
        self.layout = layout;
        Some(self)
    }

    /// [`Array::unwritten_over`] in C order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(crate) fn unwritten(shape: &[i64], dtype: DType) -> Result<Array> {
        #[cfg(feature = "records")]
        let dtype = crate::records::value::sized(dtype);
        crate::limit::grant(shape, dtype)?;
        Self::unwritten_over(Layout::contiguous(shape, dtype.itemsize(), Order::C), dtype)
    }

    /// [`Array::blank_in`] in C order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub(crate) fn blank(shape: &[i64], dtype: DType) -> Result<Array> {
        Self::blank_in(shape, dtype, Order::C)
    }

    /// Tells a recorder that a fresh array holds zeros. New bytes are zeros: none is written.
    pub(crate) fn tell_zeros(&self) {
        if self.dtype.is_number() {
            let zero = Scalar::Bool(false).cast(self.dtype);
            self.tell_constant(zero);
        } else {
            self.tell_given();
        }
    }

    /// A new array of zeros in C order (`np.zeros`). Shape and dtype as given; in a buffer of its own.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn zeros(shape: &[i64], dtype: DType) -> Result<Array> {
        hearing(|| Self::zeros_in(shape, dtype, Order::C))
    }

    /// A new array whose contents nobody promised (`np.empty`). Here it holds zeros, so that every run shows the same. Shape
    /// and dtype as given; in a buffer of its own.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn empty(shape: &[i64], dtype: DType) -> Result<Array> {
        hearing(|| Self::zeros(shape, dtype))
    }

    /// A new array of ones (`np.ones`). Shape and dtype as given; in a buffer of its own.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn ones(shape: &[i64], dtype: DType) -> Result<Array> {
        hearing(|| {
            let array = Self::unwritten(shape, dtype)?;
            array.put_scalar(Scalar::I64(1))?;
            Ok(array)
        })
    }

    /// A new array of one value, in the value's dtype (`np.full`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn full(shape: &[i64], value: Scalar) -> Result<Array> {
        hearing(|| {
            let array = Self::unwritten(shape, value.dtype())?;
            array.put_scalar(value)?;
            Ok(array)
        })
    }

    /// Ones on one diagonal, zeros elsewhere (`np.eye`): `k` above the main diagonal, below it when negative. A new array of
    /// shape `(rows, columns)` and this dtype, in C order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn eye(rows: i64, columns: i64, k: i64, dtype: DType) -> Result<Array> {
        hearing(|| {
            let array = Self::zeros(&[rows, columns], dtype)?;
            // Beyond 32 bits there is no diagonal to be named, and no element on it.
            let k = k.clamp(i64::from(i32::MIN), i64::from(i32::MAX));
            let diagonal = array.over(array.layout.diagonal(k, 0, 1)?);
            diagonal.put_scalar(Scalar::I64(1).cast(dtype))?;
            Ok(array)
        })
    }

    /// The square identity matrix (`np.identity`). A new array of shape `(n, n)` and this dtype, in C order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn identity(n: i64, dtype: DType) -> Result<Array> {
        hearing(|| Self::eye(n, n, 0, dtype))
    }

    /// A square matrix with this 1-d array on diagonal `k`, or the (read-only) diagonal of this 2-d array (`np.diag`). The
    /// square is a new array in C order, the diagonal a view; the dtype stays.
    ///
    /// # Errors
    /// `ValueError: Input must be 1- or 2-d.`; as [`crate::limit::grant`].
    pub fn diag(&self, k: i64) -> Result<Array> {
        hearing(|| match self.ndim() {
            1 => {
                let n = self.size().saturating_add(k.saturating_abs());
                let array = Self::zeros(&[n, n], self.dtype)?;
                array.write_diagonal(k, self)?;
                Ok(array)
            }
            2 => self.diagonal(k, 0, 1),
            _ => Err(Error::value("Input must be 1- or 2-d.")),
        })
    }

    fn write_diagonal(&self, k: i64, values: &Array) -> Result<()> {
        let diagonal = self.over(self.layout.diagonal(k, 0, 1)?);
        diagonal.put(values)
    }

    /// Zeros with another array's shape, dtype (unless given) and memory order (`np.zeros_like`). A new array.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn zeros_like(&self, dtype: Option<DType>) -> Result<Array> {
        hearing(|| {
            let dtype = dtype.map_or(self.dtype, with_width);
            crate::limit::grant(self.shape(), dtype)?;
            let array = Self::zeros_over(self.order_kept(dtype.itemsize()), dtype)?;
            array.tell_zeros();
            Ok(array)
        })
    }

    /// [`Array::zeros_like`] with a memory order and perhaps another shape: `K` keeps this array's order of axes where the
    /// shape has as many, and means `C` where it has not.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn zeros_like_in(
        &self,
        dtype: Option<DType>,
        order: CopyOrder,
        shape: Option<&[i64]>,
    ) -> Result<Array> {
        hearing(|| {
            let dtype = dtype.map_or(self.dtype, with_width);
            let shape = shape.unwrap_or(self.shape());
            crate::limit::grant(shape, dtype)?;
            let itemsize = dtype.itemsize();
            let layout = match self.resolved(order) {
                Some(found) if order != CopyOrder::K || shape.len() == self.ndim() => {
                    Layout::contiguous(shape, itemsize, found)
                }
                None if shape.len() == self.ndim() => {
                    let mut axes: Axes = (0..shape.len()).collect();
                    sort_falling(&mut axes, |axis| self.strides()[axis].unsigned_abs());
                    Layout::packed_in_order(shape, itemsize, &axes)
                }
                _ => Layout::contiguous(shape, itemsize, Order::C),
            };
            let array = Self::zeros_over(layout, dtype)?;
            array.tell_zeros();
            Ok(array)
        })
    }

    /// An array's elements stretched to a shape, cast to a dtype if one is given, in new bytes (`np.full` with an array).
    ///
    /// # Errors
    /// `ValueError: could not broadcast input array from shape (2,) into shape (2,3)`; as [`crate::limit::grant`].
    pub fn full_of(
        shape: &[i64],
        values: &Array,
        dtype: Option<DType>,
        order: Order,
    ) -> Result<Array> {
        hearing(|| {
            let array = Self::blank_in(shape, dtype.unwrap_or(values.dtype), order)?;
            crate::cast::check_parts(values.dtype, array.dtype);
            array.put_assigned(values)?;
            Ok(array)
        })
    }

    /// Unpromised contents, here zeros, like another array (`np.empty_like`). A new array with its shape, dtype (unless
    /// given) and memory order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn empty_like(&self, dtype: Option<DType>) -> Result<Array> {
        self.zeros_like(dtype)
    }

    /// Ones like another array (`np.ones_like`). A new array with its shape, dtype (unless given) and memory order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn ones_like(&self, dtype: Option<DType>) -> Result<Array> {
        self.full_like(Scalar::I64(1), dtype)
    }

    /// One value, cast, like another array (`np.full_like`). A new array with its shape, dtype (unless given) and memory
    /// order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn full_like(&self, value: Scalar, dtype: Option<DType>) -> Result<Array> {
        hearing(|| {
            let dtype = dtype.map_or(self.dtype, with_width);
            crate::limit::grant(self.shape(), dtype)?;
            let array = Self::zeros_over(self.order_kept(dtype.itemsize()), dtype)?;
            #[cfg(feature = "warnings")]
            if value.dtype() != dtype && !matches!(value, Scalar::I64(_)) {
                // Cast as an array is, so that what is lost is warned of.
                crate::cast::check_parts(value.dtype(), dtype);
                array.put_assigned(&Self::scalar(value)?)?;
                return Ok(array);
            }
            array.put_scalar(value)?;
            Ok(array)
        })
    }

    /// A value, stretched and cast as C casts, like another array with a memory order and perhaps another shape
    /// (`np.full_like(a, value, dtype, order, shape=…)`, `np.ones_like` with 1). New, as [`Array::zeros_like_in`].
    ///
    /// # Errors
    /// As [`Array::zeros_like_in`] and [`crate::index::select::copyto`].
    pub fn full_like_in(
        &self,
        value: crate::ufunc::Operand<'_>,
        dtype: Option<DType>,
        order: CopyOrder,
        shape: Option<&[i64]>,
    ) -> Result<Array> {
        let array = self.zeros_like_in(dtype, order, shape)?;
        crate::index::select::copyto(&array, value, crate::cast::Casting::Unsafe, None)?;
        Ok(array)
    }

    /// A 0-d array of one value. The engine has no NumPy scalars: where NumPy returns one, it returns a 0-d array. A new
    /// array of the value's dtype.
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
        hearing(|| {
            check_count(elements.len(), shape)?;
            let array = Self::unwritten(shape, T::DTYPE)?;
            array.buffer.elements_mut::<T>().copy_from_slice(elements);
            array.tell_given();
            Ok(array)
        })
    }

    /// A new C-ordered array of these values, each cast to the dtype.
    ///
    /// # Errors
    /// As [`Array::from_elements`].
    pub fn from_scalars(values: &[Scalar], shape: &[i64], dtype: DType) -> Result<Array> {
        hearing(|| {
            check_count(values.len(), shape)?;
            let array = Self::blank(shape, dtype)?;
            dispatch!(dtype, T => {
                for (slot, value) in array.buffer.elements_mut::<T>().iter_mut().zip(values) {
                    *slot = T::from_scalar(*value);
                }
            }, _ => {
                let mut bytes = array.buffer.bytes_mut();
                let elements = bytes.chunks_exact_mut(dtype.itemsize().max(1));
                for (element, value) in elements.zip(values) {
                    crate::records::cast::write_scalar(*value, element, dtype);
                }
            });
            array.tell_given();
            Ok(array)
        })
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

/// A dtype asked for by name: texts without a width get one character, so that there is something to hold.
fn with_width(dtype: DType) -> DType {
    #[cfg(feature = "records")]
    let dtype = crate::records::value::sized(dtype);
    dtype
}
