//! The pool: buffers whose last array died wait here for the next array of about their size, so that a fresh result costs
//! little more than writing into an old one. Knows words and counts; nothing of layouts or dtypes.
//!
//! Sizes are rounded up to one of eight steps between two powers of two, so that arrays of nearly one size share buffers and
//! at most an eighth of a buffer lies idle. What is kept is bounded, in bytes and in number; where the bound would be
//! passed, all that lay longer goes first. Nothing here can fail: what cannot be kept is freed.

use std::cell::RefCell;
use std::rc::Rc;

use super::Inner;

/// The most bytes kept for later.
const MOST_BYTES: usize = 256 << 20;

/// The most buffers kept between two powers of two.
const MOST_BUFFERS: usize = 32;

/// One shelf for each power of two; buffers beyond the last are never kept.
const SHELVES: usize = 32;

/// Words of the smallest buffer.
const LEAST_WORDS: usize = 4;

/// What the buffers of this thread take, and where they came from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Memory {
    /// Bytes of buffers that arrays hold.
    pub live: usize,
    /// Bytes of buffers that wait for the next array.
    pub kept: usize,
    /// Buffers that were newly allocated.
    pub allocations: u64,
    /// Buffers that were taken from those kept.
    pub reuses: u64,
}

struct Pool {
    shelves: [Vec<Rc<Inner>>; SHELVES],
    memory: Memory,
}

thread_local! {
    static POOL: RefCell<Pool> = const {
        RefCell::new(Pool {
            shelves: [const { Vec::new() }; SHELVES],
            memory: Memory { live: 0, kept: 0, allocations: 0, reuses: 0 },
        })
    };
}

/// What the buffers of this thread take now, and how many were allocated or used again since it started.
pub fn memory() -> Memory {
    with(|pool| pool.memory).unwrap_or_default()
}

/// Frees all buffers that wait for the next array.
pub fn empty_pool() {
    with(Pool::empty);
}

/// Does something with this thread's pool; nothing while the thread ends, when the pool may be gone.
fn with<T>(run: impl FnOnce(&mut Pool) -> T) -> Option<T> {
    POOL.try_with(|pool| pool.try_borrow_mut().ok().map(|mut pool| run(&mut pool)))
        .ok()
        .flatten()
}

/// Words of a buffer that holds at least so many.
pub(super) fn rounded(words: usize) -> usize {
    let step = 1 << shelf(words).saturating_sub(4);
    words
        .max(1)
        .checked_next_multiple_of(LEAST_WORDS.max(step))
        .unwrap_or(words)
}

/// The shelf of a buffer of so many words.
fn shelf(words: usize) -> usize {
    (usize::BITS - words.leading_zeros()) as usize
}

/// A buffer of exactly so many words that nobody else holds, its contents old.
pub(super) fn take(words: usize) -> Option<Rc<Inner>> {
    with(|pool| {
        let shelf = pool.shelves.get_mut(shelf(words))?;
        let place = shelf.iter().rposition(|one| one.size == words)?;
        let found = shelf.swap_remove(place);
        pool.memory.kept -= words * 8;
        pool.memory.live += words * 8;
        pool.memory.reuses += 1;
        Some(found)
    })?
}

/// Counts a newly allocated buffer.
pub(super) fn count(words: usize) {
    with(|pool| {
        pool.memory.live += words * 8;
        pool.memory.allocations += 1;
    });
}

/// Counts a buffer whose bytes are left to who still looks at them.
pub(super) fn uncount(words: usize) {
    with(|pool| pool.memory.live = pool.memory.live.saturating_sub(words * 8));
}

/// Keeps a buffer that its last array is about to leave, if there is room.
pub(super) fn keep(buffer: &Rc<Inner>) {
    let words = buffer.size;
    with(|pool| {
        let bytes = words * 8;
        pool.memory.live = pool.memory.live.saturating_sub(bytes);
        if bytes > MOST_BYTES {
            return;
        }
        if pool.memory.kept + bytes > MOST_BYTES {
            pool.empty();
        }
        let Some(shelf) = pool.shelves.get_mut(shelf(words)) else {
            return;
        };
        if shelf.len() < MOST_BUFFERS && shelf.try_reserve(1).is_ok() {
            shelf.push(Rc::clone(buffer));
            pool.memory.kept += bytes;
        }
    });
}

impl Pool {
    fn empty(&mut self) {
        self.shelves.fill_with(Vec::new);
        self.memory.kept = 0;
    }
}

#[cfg(test)]
mod tests;
