//! The pool of a build that keeps nothing: each buffer is allocated, and freed with its last array. The same door as `pool`.

use std::rc::Rc;

use super::Inner;

/// Words of a buffer that holds so many.
pub(super) fn rounded(words: usize) -> usize {
    words
}

/// No buffer waits here.
pub(super) fn take(_words: usize) -> Option<Rc<Inner>> {
    None
}

/// Counts nothing.
pub(super) fn count(_words: usize) {}

/// Counts nothing.
pub(super) fn uncount(_words: usize) {}

/// Leaves the buffer to be freed.
pub(super) fn keep(_buffer: &Rc<Inner>) {}

/// There is nothing to free.
pub(super) fn empty_pool() {}
