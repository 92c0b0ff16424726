//! Elements that are sorted or split where they lie, and the walk that NumPy's introsort and introselect share.
//! Knows keys and places; which parts are walked is the business of `order` and `select`.
//!
//! C.A.R. Hoare's walk (1961) goes from the left past what is below the pivot and from the right past what is above it, and
//! swaps the two elements that stopped it. Each step asks a question whose answer nobody can predict, and the processor
//! waits for most of them. S. Edelkamp and A. Weiss ("BlockQuicksort", 2016) ask them for a block at a time instead: the
//! places that would have stopped the walk are written down, which takes no branch, and then as many of the left are
//! swapped with as many of the right. Here they are written down as the bits of a number, 64 of them by a few comparisons of
//! registers. The swaps are the same, in the same order, so the elements end up where NumPy's would, equal ones too.

use std::marker::PhantomData;

use super::order::{Comparing, SMALL};
use crate::kernel::lanes::{few, stops};

/// What lies side by side and is compared by a key of its own.
pub(super) trait Keyed {
    type Item: Copy;
    type Key: Copy + Ord;
    fn key(item: Self::Item) -> Self::Key;

    /// Which elements of a block are not below the pivot; the first is the lowest bit.
    #[inline(always)]
    fn not_below(block: &[Self::Item], pivot: Self::Key) -> u64 {
        let mut found = 0;
        for (place, &item) in block.iter().enumerate() {
            found |= u64::from(Self::key(item) >= pivot) << place;
        }
        found
    }

    /// Which elements of a block are not above the pivot.
    #[inline(always)]
    fn not_above(block: &[Self::Item], pivot: Self::Key) -> u64 {
        let mut found = 0;
        for (place, &item) in block.iter().enumerate() {
            found |= u64::from(Self::key(item) <= pivot) << place;
        }
        found
    }

    /// [`Keyed::not_below`] of a whole block.
    #[inline(always)]
    fn whole_not_below(block: &[Self::Item; BLOCK], pivot: Self::Key) -> u64 {
        Self::not_below(block, pivot)
    }

    /// [`Keyed::not_above`] of a whole block.
    #[inline(always)]
    fn whole_not_above(block: &[Self::Item; BLOCK], pivot: Self::Key) -> u64 {
        Self::not_above(block, pivot)
    }
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

/// Nothing but keys of a width whose whole blocks are compared in registers.
macro_rules! keys {
    ($(#[$doc:meta])* $name:ident: $key:ty, $stops:ty) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl Keyed for $name {
            type Item = $key;
            type Key = $key;
            #[inline(always)]
            fn key(item: $key) -> $key {
                item
            }
            fn whole_not_below(block: &[$key; BLOCK], pivot: $key) -> u64 {
                stops::not_below::<$stops>(block, pivot)
            }
            fn whole_not_above(block: &[$key; BLOCK], pivot: $key) -> u64 {
                stops::not_above::<$stops>(block, pivot)
            }
        }
    };
}

keys! {
    /// Nothing but keys of 32 bits.
    Narrow: u32, stops::Alone
}
keys! {
    /// Nothing but keys of 63 bits.
    Wide: u64, stops::Wide
}

/// Keys of 8 bits, each above a place of 16: half as much to move as [`Upper`].
pub(super) struct Short;

/// Bits of such a place.
pub(super) const SHORT_PLACE: u32 = 16;

impl Keyed for Short {
    type Item = u32;
    type Key = u32;
    #[inline(always)]
    fn key(item: u32) -> u32 {
        item >> SHORT_PLACE
    }
    // Whole words are compared: with the lowest and with the highest that has the pivot's key.
    fn whole_not_below(block: &[u32; BLOCK], pivot: u32) -> u64 {
        stops::not_below::<stops::Alone>(block, pivot << SHORT_PLACE)
    }
    fn whole_not_above(block: &[u32; BLOCK], pivot: u32) -> u64 {
        stops::not_above::<stops::Alone>(block, ((pivot + 1) << SHORT_PLACE) - 1)
    }
}

/// Compares places by the bytes above them.
pub(super) struct Bytes;

impl Comparing for Bytes {
    type Item = u32;

    #[inline(always)]
    fn less(&self, left: u32, right: u32) -> bool {
        Short::key(left) < Short::key(right)
    }

    fn walk_ahead(&self, items: &mut [u32], low: &mut usize, high: &mut usize, pivot: u32) {
        blocks::<Short>(items, low, high, Short::key(pivot));
    }

    /// Each word goes at once to where its rank says.
    fn sort_few(&self, items: &mut [u32]) {
        let mut words = [0; SMALL];
        let Some(few) = words.get_mut(..items.len()) else {
            return;
        };
        few.copy_from_slice(items);
        let keys = words.map(|word| Short::key(word) as u8);
        let ranks = few::ranks(&keys, items.len());
        for (&word, &rank) in words.iter().zip(&ranks).take(items.len()) {
            if let Some(slot) = items.get_mut(usize::from(rank)) {
                *slot = word;
            }
        }
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
    fn whole_not_below(block: &[u64; BLOCK], pivot: u32) -> u64 {
        stops::not_below::<stops::Above>(block, pivot)
    }
    fn whole_not_above(block: &[u64; BLOCK], pivot: u32) -> u64 {
        stops::not_above::<stops::Above>(block, pivot)
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

    /// Each word moves left past those above it, which are moved up instead of swapped.
    fn sort_few(&self, items: &mut [u64]) {
        for next in 1..items.len() {
            let item = items[next];
            let mut hole = next;
            while hole > 0 && Upper::key(item) < Upper::key(items[hole - 1]) {
                items[hole] = items[hole - 1];
                hole -= 1;
            }
            items[hole] = item;
        }
    }
}

/// Elements asked about at a time.
const BLOCK: usize = 64;
/// Fewer than this are left to the plain walk.
const LEAST: usize = 32;

/// Takes the walk as far as blocks go. `low` is the place of the last element that the left side has passed, `high` that of
/// the right side's; both are moved on, so that the plain walk can go on from there.
fn blocks<K: Keyed>(items: &mut [K::Item], low: &mut usize, high: &mut usize, pivot: K::Key) {
    // Not asked about: from `start` up to `end`.
    let (mut start, mut end) = (*low + 1, *high);
    // The stops that are left of each side's block, and where it begins.
    let (mut left, mut right) = (0u64, 0u64);
    let (mut left_from, mut right_from) = (start, end);
    while end.saturating_sub(start) >= LEAST {
        let Some(open) = items.get(start..end) else {
            break;
        };
        // Each side takes half of what is left in the end.
        let half = open.len().div_ceil(2);
        if left == 0 {
            (left, left_from) = match open.first_chunk() {
                Some(block) if half >= BLOCK => (K::whole_not_below(block, pivot), start),
                _ => (K::not_below(&open[..half.min(BLOCK)], pivot), start),
            };
            start += half.min(BLOCK);
        }
        let Some(open) = items.get(start..end) else {
            break;
        };
        if right == 0 {
            let size = open.len().min(BLOCK);
            right_from = end - size;
            right = match open.last_chunk() {
                Some(block) => K::whole_not_above(block, pivot),
                None => K::not_above(open, pivot),
            };
            end = right_from;
        }
        for _ in 0..left.count_ones().min(right.count_ones()) {
            let up = left.trailing_zeros();
            let down = u64::BITS - 1 - right.leading_zeros();
            items.swap(left_from + up as usize, right_from + down as usize);
            left &= left - 1;
            right ^= 1 << down;
        }
    }
    *low = if left == 0 {
        start
    } else {
        left_from + left.trailing_zeros() as usize
    } - 1;
    *high = if right == 0 {
        end
    } else {
        right_from + (u64::BITS - right.leading_zeros()) as usize
    };
}
