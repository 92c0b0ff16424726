//! Counted bytes with an identity: what arrays are lenses over.
//! Knows the owner's layout and dtype only to answer `base`; computes nothing.

use std::cell::{Cell, Ref, RefCell, RefMut};
use std::rc::{Rc, Weak};

use crate::dtype::DType;
use crate::element::Element;
use crate::error::Result;
use crate::layout::{Layout, Shared};
use crate::limit;

#[cfg(feature = "kept")]
mod pool;
#[cfg(not(feature = "kept"))]
#[path = "buffer/no_pool.rs"]
mod pool;

#[cfg(feature = "kept")]
pub use pool::{Memory, empty_pool, memory};

/// Names a buffer for as long as the program runs; never used twice.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct BufferId(pub u64);

thread_local! {
    static NEXT: Cell<u64> = const { Cell::new(1) };
}

/// Two words, as wide as a register: so every element type is aligned, and no register of elements side by side lies across
/// two lines of the cache (measured: rows of `float64` turned into columns take three fifths of the time).
type Pair = u128;

#[derive(Debug)]
struct Inner {
    id: BufferId,
    /// There may be more of them than the array needs.
    words: RefCell<Vec<Pair>>,
    /// How many words of 64 bits there are.
    size: usize,
    nbytes: usize,
    owner_layout: Shared,
    owner_dtype: DType,
    owner_writeable: Cell<bool>,
    /// Who wants to see the bytes as they are now, whatever becomes of them.
    moment: RefCell<Weak<Moment>>,
}

/// Shared, counted bytes. Cloning shares; a write through one view shows in all. When the last array leaves, the memory
/// goes to the [`pool`].
#[derive(Clone, Debug)]
pub struct Buffer(Rc<Inner>);

impl Drop for Buffer {
    fn drop(&mut self) {
        if Rc::strong_count(&self.0) > 1 {
            return;
        }
        if self.0.moment.borrow().strong_count() == 0 {
            return pool::keep(&self.0);
        }
        // Somebody still wants to see the bytes: they are not for the next array.
        if let Some(moment) = self.0.moment.take().upgrade() {
            pool::uncount(self.0.size);
            moment.take_over(self.0.words.take());
        }
    }
}

impl Buffer {
    /// New zeroed bytes for an owner of this layout and dtype, in C or Fortran order from offset 0.
    ///
    /// # Errors
    /// As [`limit::grant`]: refused before anything is allocated.
    pub(crate) fn zeroed(owner_layout: Shared, owner_dtype: DType) -> Result<Self> {
        let nbytes = limit::grant(&owner_layout.shape, owner_dtype)?;
        Self::of_size(nbytes, owner_layout, owner_dtype, true)
    }

    /// [`Buffer::zeroed`] for an operation that writes every element before anybody can read one: the bytes may be those of
    /// an array that died. Elements other than numbers are zeroed all the same, since not all their bytes need be written.
    ///
    /// # Errors
    /// As [`limit::grant`].
    pub(crate) fn unwritten(owner_layout: Shared, owner_dtype: DType) -> Result<Self> {
        let nbytes = limit::grant(&owner_layout.shape, owner_dtype)?;
        let clean = !owner_dtype.is_number();
        let buffer = Self::of_size(nbytes, owner_layout, owner_dtype, clean)?;
        // Whoever leaves an element unwritten shall be found out by every test.
        if cfg!(debug_assertions) && !clean {
            buffer.bytes_mut().fill(0xA5);
        }
        Ok(buffer)
    }

    /// [`Buffer::unwritten`] of so many bytes, which have been counted for numbers of this layout and dtype; nothing where
    /// they would be refused.
    #[cfg(feature = "kept")]
    pub(crate) fn unwritten_again(nbytes: usize, layout: Shared, dtype: DType) -> Option<Self> {
        if nbytes as u64 > limit::memory_limit() {
            return None;
        }
        let buffer = Self::of_size(nbytes, layout, dtype, false).ok()?;
        if cfg!(debug_assertions) {
            buffer.bytes_mut().fill(0xA5);
        }
        Some(buffer)
    }

    /// The first bytes, as those of an owner with this layout, of a buffer that nobody else holds yet; else nothing. The memory
    /// behind them stays with the buffer.
    #[cfg(all(feature = "chain", feature = "lanes"))]
    pub(crate) fn shorten(&mut self, nbytes: usize, layout: Shared) -> Option<()> {
        let inner = Rc::get_mut(&mut self.0)?;
        inner.nbytes = inner.nbytes.min(nbytes);
        inner.owner_layout = layout;
        Some(())
    }

    /// Bytes from the pool, or new ones.
    fn of_size(
        nbytes: usize,
        owner_layout: Shared,
        owner_dtype: DType,
        clean: bool,
    ) -> Result<Self> {
        let count = nbytes.div_ceil(8);
        let size = pool::rounded(count);
        let id = BufferId(NEXT.replace(NEXT.get() + 1));
        if let Some(mut kept) = pool::take(size)
            && let Some(inner) = Rc::get_mut(&mut kept)
        {
            if clean && let Some(words) = inner.words.get_mut().get_mut(..count.div_ceil(2)) {
                words.fill(0);
            }
            inner.id = id;
            inner.nbytes = nbytes;
            inner.owner_layout = owner_layout;
            inner.owner_dtype = owner_dtype;
            inner.owner_writeable.set(true);
            if inner.moment.get_mut().strong_count() > 0 {
                inner.moment.take();
            }
            return Ok(Self(kept));
        }
        // The machine may hold less than the limit allows: say so as NumPy does rather than abort.
        let words = words(size).ok_or_else(|| limit::refusal(&owner_layout.shape, owner_dtype))?;
        pool::count(size);
        Ok(Self(Rc::new(Inner {
            id,
            words: RefCell::new(words),
            size,
            nbytes,
            owner_layout,
            owner_dtype,
            owner_writeable: Cell::new(true),
            moment: RefCell::new(Weak::new()),
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

    /// [`Buffer::owner_layout`], shared.
    pub(crate) fn shared_layout(&self) -> Shared {
        self.0.owner_layout.share()
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
        self.elements()
    }

    /// The bytes as they are now, for as long as they are asked for.
    ///
    /// Nothing is copied until the bytes are about to be written; then they are, once, however many ask. The last array
    /// that drops them leaves them to who asked, so that they take memory as long as this lives.
    pub fn kept(&self) -> Kept {
        let mut moment = self.0.moment.borrow_mut();
        if let Some(known) = moment.upgrade() {
            return Kept(known);
        }
        let fresh = Rc::new(Moment {
            id: self.id(),
            nbytes: self.nbytes(),
            buffer: RefCell::new(Rc::downgrade(&self.0)),
            words: RefCell::default(),
        });
        *moment = Rc::downgrade(&fresh);
        Kept(fresh)
    }

    /// Copies the bytes for who wants to see them as they are now.
    #[inline(always)]
    fn before_change(&self) {
        if self.0.moment.borrow().strong_count() > 0 {
            self.left_behind();
        }
    }

    #[cold]
    #[inline(never)]
    fn left_behind(&self) {
        if let Some(moment) = self.0.moment.take().upgrade() {
            moment.take_over(self.0.words.borrow().clone());
        }
    }

    /// The bytes, to write.
    pub fn bytes_mut(&self) -> RefMut<'_, [u8]> {
        self.elements_mut()
    }

    /// The bytes as elements, to read.
    pub fn elements<T: Element>(&self) -> Ref<'_, [T]> {
        let whole = self.0.nbytes / size_of::<T>() * size_of::<T>();
        Ref::map(self.0.words.borrow(), |words| {
            bytemuck::cast_slice(&bytemuck::cast_slice::<Pair, u8>(words)[..whole])
        })
    }

    /// The bytes as elements, to write.
    pub fn elements_mut<T: Element>(&self) -> RefMut<'_, [T]> {
        self.before_change();
        let whole = self.0.nbytes / size_of::<T>() * size_of::<T>();
        RefMut::map(self.0.words.borrow_mut(), |words| {
            bytemuck::cast_slice_mut(&mut bytemuck::cast_slice_mut::<Pair, u8>(words)[..whole])
        })
    }
}

/// So many words of zeros. Where the machine has no room, the pool gives up what it keeps.
fn words(size: usize) -> Option<Vec<Pair>> {
    let size = size.div_ceil(2);
    let mut words = Vec::new();
    if words.try_reserve_exact(size).is_err() {
        pool::empty_pool();
        words.try_reserve_exact(size).ok()?;
    }
    words.resize(size, 0);
    Some(words)
}

/// What a buffer held at one moment.
#[derive(Debug)]
struct Moment {
    id: BufferId,
    nbytes: usize,
    /// Where the bytes still are, until they are written or dropped.
    buffer: RefCell<Weak<Inner>>,
    words: RefCell<Option<Vec<Pair>>>,
}

impl Moment {
    /// From here on the bytes are its own.
    fn take_over(&self, words: Vec<Pair>) {
        self.words.replace(Some(words));
        self.buffer.take();
    }
}

/// The bytes of a buffer as they were at one moment. See [`Buffer::kept`].
#[derive(Clone, Debug)]
pub struct Kept(Rc<Moment>);

impl Kept {
    /// The buffer's name.
    pub fn id(&self) -> BufferId {
        self.0.id
    }

    /// Lends the bytes.
    pub fn with<T>(&self, look: impl FnOnce(&[u8]) -> T) -> T {
        let cut = |words: &[Pair]| {
            let bytes: &[u8] = bytemuck::cast_slice(words);
            look(bytes.get(..self.0.nbytes).unwrap_or(bytes))
        };
        match (&*self.0.words.borrow(), self.0.buffer.borrow().upgrade()) {
            (Some(words), _) => cut(words),
            (None, Some(buffer)) => cut(&buffer.words.borrow()),
            // Bytes that are neither written nor dropped are still in their buffer.
            (None, None) => cut(&[]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Order;

    fn buffer(bytes: &[u8]) -> Buffer {
        let layout = Layout::contiguous(&[bytes.len() as i64], 1, Order::C);
        let buffer = Buffer::zeroed(layout.into(), DType::U8).unwrap();
        buffer.bytes_mut().copy_from_slice(bytes);
        buffer
    }

    fn seen(kept: &Kept) -> Vec<u8> {
        kept.with(<[u8]>::to_vec)
    }

    #[test]
    fn a_moment_outlives_writes_and_the_buffer() {
        let buffer = buffer(&[1, 2, 3]);
        let first = buffer.kept();
        assert_eq!(seen(&first), [1, 2, 3]);
        buffer.bytes_mut()[0] = 9;
        let second = buffer.kept();
        buffer.elements_mut::<u8>()[1] = 8;
        buffer.bytes_mut()[2] = 7;
        let last = buffer.kept();
        assert_eq!(buffer.holders(), 1);
        drop(buffer);
        assert_eq!(seen(&first), [1, 2, 3]);
        assert_eq!(seen(&second), [9, 2, 3]);
        assert_eq!(seen(&last), [9, 8, 7]);
    }

    #[test]
    fn one_moment_is_copied_once() {
        let buffer = buffer(&[1, 2]);
        let (one, other) = (buffer.kept(), buffer.kept());
        assert!(Rc::ptr_eq(&one.0, &other.0));
        assert!(one.0.words.borrow().is_none());
        drop((one, other));
        // Nobody asks any more: a write copies nothing.
        buffer.bytes_mut()[0] = 5;
        assert!(buffer.0.moment.borrow().upgrade().is_none());
    }
}
