//! Elements that are sorted or split where they lie, and the walk that NumPy's introsort and introselect share.
//! Knows keys and places; which parts are walked is the business of `order` and `select`.
//!
//! C.A.R. Hoare's walk (1961) goes from the left past what is below the pivot and from the right past what is above it, and
//! swaps the two elements that stopped it. Each step asks a question whose answer nobody can predict, and the processor
//! waits for most of them. S. Edelkamp and A. Weiss ("BlockQuicksort", 2016) ask them for a block at a time instead: the
//! places that would have stopped the walk are written down, each over the one before unless that was a stop, which takes
//! no branch; then as many of the left are swapped with as many of the right. The swaps are the same, in the same order, so
//! the elements end up where NumPy's would, equal ones too.

use std::marker::PhantomData;

use super::order::{Comparing, SMALL};

/// What lies side by side and is compared by a key of its own.
pub(super) trait Keyed {
    type Item: Copy;
    type Key: Copy + Ord;
    fn key(item: Self::Item) -> Self::Key;
}

/// Nothing but keys.
pub(super) struct Whole<T>(PhantomData<T>);

impl<T: Copy + Ord> Keyed for Whole<T> {
    type Item = T;
    type Key = T;
    #[inline(always)]
    fn key(item: T) -> T {
        item
    }
}

/// Keys of 32 bits, each above a place.
pub(super) struct Upper;

impl Keyed for Upper {
    type Item = u64;
    type Key = u32;
    #[inline(always)]
    fn key(item: u64) -> u32 {
        (item >> 32) as u32
    }
}

/// Keys of 64 bits, each beside a place.
pub(super) struct Pairs;

impl Keyed for Pairs {
    type Item = (u64, u32);
    type Key = u64;
    #[inline(always)]
    fn key((key, _): (u64, u32)) -> u64 {
        key
    }
}

/// Compares elements by their keys, a block at a time where it can.
pub(super) struct ByKey<K>(PhantomData<K>);

impl<K> ByKey<K> {
    pub(super) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<K: Keyed> Comparing for ByKey<K> {
    type Item = K::Item;

    #[inline(always)]
    fn less(&self, left: K::Item, right: K::Item) -> bool {
        K::key(left) < K::key(right)
    }

    fn walk_ahead(&self, items: &mut [K::Item], low: &mut usize, high: &mut usize, pivot: K::Item) {
        blocks::<K>(items, low, high, K::key(pivot));
    }
}

/// Compares places by the keys above them, beside a line of the same places that is sorted already.
///
/// The places of a line without equal elements are the same whatever sorts them. Where some are equal, introsort has to be
/// followed move for move, but only in the parts that hold such elements: the others are taken over.
pub(super) struct Beside<'a> {
    /// The places in a sorted order; above each, where the next element lies that is equal to a neighbor, from itself on.
    pub(super) sorted: &'a [u64],
}

impl Comparing for Beside<'_> {
    type Item = u64;

    #[inline(always)]
    fn less(&self, left: u64, right: u64) -> bool {
        Upper::key(left) < Upper::key(right)
    }

    fn walk_ahead(&self, items: &mut [u64], low: &mut usize, high: &mut usize, pivot: u64) {
        blocks::<Upper>(items, low, high, Upper::key(pivot));
    }

    fn settle(&self, items: &mut [u64], start: usize) -> bool {
        let Some(known) = self.sorted.get(start..start + items.len()) else {
            return false;
        };
        let next_tie = known.first().map_or(0, |&word| Upper::key(word) as usize);
        if next_tie < start + items.len() {
            return false;
        }
        items.copy_from_slice(known);
        true
    }

    /// Counts for each how many belong before it: of 16 elements that is done before a branch is guessed wrong.
    fn sort_few(&self, items: &mut [u64]) {
        let mut sorted = [0; SMALL];
        for (place, &item) in items.iter().enumerate() {
            let (before, after) = items.split_at(place);
            let mut rank = 0;
            for &other in before {
                rank += usize::from(Upper::key(other) <= Upper::key(item));
            }
            for &other in after {
                rank += usize::from(Upper::key(other) < Upper::key(item));
            }
            sorted[rank & (SMALL - 1)] = item;
        }
        items.copy_from_slice(&sorted[..items.len()]);
    }
}

/// Elements asked about at a time.
const BLOCK: usize = 64;

/// The places in a block that stop the walk, as steps from where the walk enters it.
struct Stops {
    steps: [u8; BLOCK],
    next: usize,
    count: usize,
}

impl Stops {
    fn none() -> Self {
        Self {
            steps: [0; BLOCK],
            next: 0,
            count: 0,
        }
    }

    fn is_empty(&self) -> bool {
        self.next == self.count
    }

    /// The first stop that was not used yet.
    fn first(&self) -> usize {
        usize::from(self.steps[self.next & (BLOCK - 1)])
    }

    #[inline(always)]
    fn note(&mut self, step: usize, stops: bool) {
        self.steps[self.count & (BLOCK - 1)] = step as u8;
        self.count += usize::from(stops);
    }
}

/// Takes the walk as far as whole blocks go. `low` is the place of the last element that the left side has passed, `high`
/// that of the right side's; both are moved on, so that the plain walk can go on from there.
fn blocks<K: Keyed>(items: &mut [K::Item], low: &mut usize, high: &mut usize, pivot: K::Key) {
    // Not asked about: from `start` up to `end`.
    let (mut start, mut end) = (*low + 1, *high);
    if end.saturating_sub(start) < 2 * BLOCK {
        return;
    }
    let (mut left, mut right) = (Stops::none(), Stops::none());
    let (mut left_from, mut right_from) = (start, end);
    loop {
        if left.is_empty() {
            let Some(block) = items.get(start..end).and_then(<[_]>::first_chunk::<BLOCK>) else {
                break;
            };
            (left.next, left.count) = (0, 0);
            for (step, &item) in block.iter().enumerate() {
                left.note(step, K::key(item) >= pivot);
            }
            left_from = start;
            start += BLOCK;
        }
        if right.is_empty() {
            let Some(block) = items.get(start..end).and_then(<[_]>::last_chunk::<BLOCK>) else {
                break;
            };
            (right.next, right.count) = (0, 0);
            for (step, &item) in block.iter().rev().enumerate() {
                right.note(step, K::key(item) <= pivot);
            }
            right_from = end;
            end -= BLOCK;
        }
        let both = (left.count - left.next).min(right.count - right.next);
        let pairs = left.steps[left.next..]
            .iter()
            .zip(&right.steps[right.next..]);
        for (&up, &down) in pairs.take(both) {
            items.swap(
                left_from + usize::from(up),
                right_from - 1 - usize::from(down),
            );
        }
        left.next += both;
        right.next += both;
    }
    *low = if left.is_empty() {
        start
    } else {
        left_from + left.first()
    } - 1;
    *high = if right.is_empty() {
        end
    } else {
        right_from - right.first()
    };
}
