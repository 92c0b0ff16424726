//! Counted bytes with an identity: what arrays are lenses over.
//! Knows the owner's layout and dtype only to answer `base`; computes nothing.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc::Rc;

use crate::dtype::DType;
use crate::element::Element;
use crate::error::Result;
use crate::layout::Layout;
use crate::limit;

/// Names a buffer for as long as the program runs; never used twice.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BufferId(pub u64);

thread_local! {
    static NEXT: Cell<u64> = const { Cell::new(1) };
}

#[derive(Debug)]
struct Inner {
    id: BufferId,
    /// 64-bit words keep every element type aligned.
    words: RefCell<Vec<u64>>,
    nbytes: usize,
    owner_layout: Layout,
    owner_dtype: DType,
    owner_writeable: Cell<bool>,
}

/// Shared, counted bytes. Cloning shares; a write through one view shows in all.
#[derive(Clone, Debug)]
pub struct Buffer(Rc<Inner>);

impl Buffer {
    /// New zeroed bytes for an owner of this layout and dtype, in C or Fortran order from offset 0.
    ///
    /// # Errors
    /// As [`limit::grant`]: refused before anything is allocated.
    pub fn zeroed(owner_layout: Layout, owner_dtype: DType) -> Result<Self> {
        let nbytes = limit::grant(&owner_layout.shape, owner_dtype)?;
        let count = nbytes.div_ceil(8);
        let mut words = Vec::new();
        // The machine may hold less than the limit allows: say so as NumPy does rather than abort.
        words
            .try_reserve_exact(count)
            .map_err(|_| limit::refusal(&owner_layout.shape, owner_dtype))?;
        words.resize(count, 0);
        let words = RefCell::new(words);
        let id = BufferId(NEXT.replace(NEXT.get() + 1));
        Ok(Self(Rc::new(Inner {
            id,
            words,
            nbytes,
            owner_layout,
            owner_dtype,
            owner_writeable: Cell::new(true),
        })))
    }

    /// The buffer's name.
    pub fn id(&self) -> BufferId {
        self.0.id
    }

    /// Bytes held.
    pub fn nbytes(&self) -> usize {
        self.0.nbytes
    }

    /// The layout of the array that owns the bytes.
    pub fn owner_layout(&self) -> &Layout {
        &self.0.owner_layout
    }

    /// The dtype of the array that owns the bytes.
    pub fn owner_dtype(&self) -> DType {
        self.0.owner_dtype
    }

    /// Whether the array that owns the bytes may be written.
    pub fn owner_writeable(&self) -> bool {
        self.0.owner_writeable.get()
    }

    /// Tells whether the array that owns the bytes may be written.
    pub(crate) fn set_owner_writeable(&self, write: bool) {
        self.0.owner_writeable.set(write);
    }

    /// How many arrays (owner and views) hold these bytes now.
    pub fn holders(&self) -> usize {
        Rc::strong_count(&self.0)
    }

    /// The bytes, to read. Held only inside one engine operation, so that a write never finds them borrowed.
    pub fn bytes(&self) -> Ref<'_, [u8]> {
        let nbytes = self.0.nbytes;
        Ref::map(self.0.words.borrow(), |words| {
            &bytemuck::cast_slice(words)[..nbytes]
        })
    }

    /// The bytes, to write.
    pub fn bytes_mut(&self) -> RefMut<'_, [u8]> {
        let nbytes = self.0.nbytes;
        RefMut::map(self.0.words.borrow_mut(), |words| {
            &mut bytemuck::cast_slice_mut(words)[..nbytes]
        })
    }

    /// The bytes as elements, to read.
    pub fn elements<T: Element>(&self) -> Ref<'_, [T]> {
        let count = self.0.nbytes / size_of::<T>();
        Ref::map(self.0.words.borrow(), |words| {
            &bytemuck::cast_slice(words)[..count]
        })
    }

    /// The bytes as elements, to write.
    pub fn elements_mut<T: Element>(&self) -> RefMut<'_, [T]> {
        let count = self.0.nbytes / size_of::<T>();
        RefMut::map(self.0.words.borrow_mut(), |words| {
            &mut bytemuck::cast_slice_mut(words)[..count]
        })
    }
}
