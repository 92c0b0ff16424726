//! The array: a buffer, a layout over it, a dtype. Making, viewing, copying and joining each have a file beside this.
//! Knows nothing of ufuncs.

pub mod access;
pub mod apply;
pub mod axes;
pub mod broadcast;
pub mod bytes;
pub mod copy;
pub mod create;
#[cfg(feature = "records")]
pub mod field;
pub mod flags;
pub mod flat;
pub mod grid;
pub mod overlap;
pub mod parts;
pub mod python;
pub mod recast;
pub mod require;
pub mod resize;
pub mod sequence;
pub mod spaces;
pub mod triangle;
pub mod view;
pub mod window;

use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::layout::{Layout, Shared};

/// An n-dimensional array: a lens over shared bytes. Cloning shares the bytes, as `b = a` does.
///
/// Where NumPy returns a scalar (`a[0, 0]`, a full sum), the engine returns a 0-d array.
#[derive(Debug)]
pub struct Array {
    pub(crate) buffer: Buffer,
    pub(crate) layout: Shared,
    pub(crate) dtype: DType,
    pub(crate) view: bool,
    pub(crate) writeable: bool,
}

impl Clone for Array {
    #[inline]
    fn clone(&self) -> Self {
        Self {
            buffer: self.buffer.clone(),
            layout: self.layout.share(),
            ..*self
        }
    }
}

impl Array {
    /// The bytes.
    pub fn buffer(&self) -> &Buffer {
        &self.buffer
    }

    /// Shape, strides, offset.
    pub fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Length of each axis.
    pub fn shape(&self) -> &[i64] {
        &self.layout.shape
    }

    /// Bytes from one index to the next on each axis.
    pub fn strides(&self) -> &[i64] {
        &self.layout.strides
    }

    /// The element type.
    pub fn dtype(&self) -> DType {
        self.dtype
    }

    /// Number of axes.
    pub fn ndim(&self) -> usize {
        self.layout.ndim()
    }

    /// Number of elements.
    pub fn size(&self) -> i64 {
        self.layout.size()
    }

    /// Bytes of one element.
    pub fn itemsize(&self) -> usize {
        self.dtype.itemsize()
    }

    /// Bytes the elements would fill if each were stored once: `size * itemsize`, as NumPy counts.
    pub fn nbytes(&self) -> i64 {
        self.size().saturating_mul(self.dtype.itemsize() as i64)
    }

    /// NumPy's `C_CONTIGUOUS` flag.
    pub fn c_contiguous(&self) -> bool {
        self.layout.is_c_contiguous(self.dtype.itemsize())
    }

    /// NumPy's `F_CONTIGUOUS` flag.
    pub fn f_contiguous(&self) -> bool {
        #[cfg(feature = "records")]
        if self.dtype.itemsize() == 0 && !self.view {
            // Of its own bytes NumPy says how they were asked for, though all steps are 0; views are looked at anew.
            let several = self.shape().iter().filter(|&&extent| extent != 1).count() > 1;
            return !several || self.shape().contains(&0);
        }
        self.layout.is_f_contiguous(self.dtype.itemsize())
    }

    /// NumPy's `OWNDATA` flag: false for views.
    pub fn owndata(&self) -> bool {
        !self.view
    }

    /// Whether writing is allowed.
    pub fn writeable(&self) -> bool {
        self.writeable
    }

    /// The owner of the memory, when this array is not it: never a chain, as in NumPy. With the owner's own shape and dtype, its
    /// bytes shared.
    pub fn base(&self) -> Option<Array> {
        self.view.then(|| Array {
            buffer: self.buffer.clone(),
            layout: self.buffer.shared_layout(),
            dtype: self.buffer.owner_dtype(),
            view: false,
            writeable: self.buffer.owner_writeable(),
        })
    }
}
