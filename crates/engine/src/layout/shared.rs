//! A layout that several arrays hold at once: an array is moved as a few words, and a result whose layout is known shares it
//! rather than have a copy built. Reads as a layout; who changes a shared one gets a copy first.
//! Knows nothing of arrays.

use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use super::Layout;

/// A counted layout. It is not `Clone`, so that `clone` gives a plain layout: sharing has a word of its own.
#[derive(Debug)]
pub(crate) struct Shared(Rc<Layout>);

impl Shared {
    /// The same layout, held once more.
    #[inline]
    pub(crate) fn share(&self) -> Self {
        Self(Rc::clone(&self.0))
    }

    /// Whether both are one.
    #[cfg(feature = "chain")]
    #[inline]
    pub(crate) fn is(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }

    /// Whether both have the same shape and strides, wherever they start.
    #[cfg(feature = "kept")]
    #[inline]
    pub(crate) fn same_steps(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || Layout::same_steps(self, other)
    }
}

impl From<Layout> for Shared {
    #[inline]
    fn from(layout: Layout) -> Self {
        Self(Rc::new(layout))
    }
}

impl Deref for Shared {
    type Target = Layout;
    #[inline]
    fn deref(&self) -> &Layout {
        &self.0
    }
}

impl DerefMut for Shared {
    fn deref_mut(&mut self) -> &mut Layout {
        Rc::make_mut(&mut self.0)
    }
}

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0) || *self.0 == *other.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Order;

    #[test]
    fn who_changes_a_shared_layout_changes_it_alone() {
        let one = Shared::from(Layout::contiguous(&[2, 3], 8, Order::C));
        let mut other = one.share();
        other.offset = 16;
        other.shape[0] = 1;
        assert_eq!((one.offset, &one.shape[..]), (0, &[2, 3][..]));
        assert_eq!((other.offset, &other.shape[..]), (16, &[1, 3][..]));
        assert!(one != other && one == one.share());
    }
}
