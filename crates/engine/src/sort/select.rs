//! Brings the element of a given rank to its place, smaller ones before it and larger ones after it.
//! Knows how two elements are compared, nothing else.
//!
//! Introselect is NumPy's `npysort/selection.cpp` told anew, move for move, so that the rest lies in NumPy's order too: the
//! smallest few are picked one by one; else parts are split around the median of three, or around a median of medians of
//! five where the parts stay too uneven. Pivots met on the way serve later, larger ranks.

use super::order::Comparing;

/// Pivots remembered at most.
const REMEMBERED: usize = 50;

/// Elements split around some ranks; call it with ascending ranks.
pub(super) struct Selection<'a, C> {
    by: &'a C,
    /// Whether the elements are floats: then the largest of all is found by one look at each.
    inexact: bool,
    pivots: Vec<usize>,
}

impl<'a, C: Comparing> Selection<'a, C> {
    /// Nothing split yet.
    pub(super) fn new(by: &'a C, inexact: bool) -> Self {
        Self {
            by,
            inexact,
            pivots: Vec::new(),
        }
    }

    /// Brings the element of this rank to its place.
    pub(super) fn select(&mut self, items: &mut [C::Item], rank: usize) {
        let mut pivots = std::mem::take(&mut self.pivots);
        self.introselect(items, rank, Some(&mut pivots));
        self.pivots = pivots;
    }

    fn less(&self, left: C::Item, right: C::Item) -> bool {
        self.by.less(left, right)
    }

    fn introselect(&self, items: &mut [C::Item], rank: usize, mut pivots: Option<&mut Vec<usize>>) {
        if rank >= items.len() {
            return;
        }
        let (mut low, mut high) = (0, items.len() - 1);
        while let Some(pivot) = pivots.as_deref().and_then(|known| known.last().copied()) {
            if pivot > rank {
                high = pivot - 1;
                break;
            }
            if pivot == rank {
                return;
            }
            low = pivot + 1;
            if let Some(known) = &mut pivots {
                known.pop();
            }
        }
        if rank < low + 3 {
            self.pick_smallest(&mut items[low..=high], rank - low);
            remember(pivots, rank, rank);
            return;
        }
        if self.inexact && rank == items.len() - 1 {
            let mut largest = low;
            for place in low + 1..items.len() {
                if !self.less(items[place], items[largest]) {
                    largest = place;
                }
            }
            items.swap(rank, largest);
            return;
        }
        let mut depth = 2 * items.len().ilog2() as i32;
        while low + 1 < high {
            let pivot;
            (pivot, low, high) = self.narrow(items, low, high, rank, depth > 0);
            depth -= 1;
            if pivot != rank {
                remember(pivots.as_deref_mut(), pivot, rank);
            }
        }
        if high == low + 1 && self.less(items[high], items[low]) {
            items.swap(high, low);
        }
        remember(pivots, rank, rank);
    }

    /// Splits one part around a pivot; gives the pivot's place and the part in which the rank lies.
    fn narrow(
        &self,
        items: &mut [C::Item],
        low: usize,
        high: usize,
        rank: usize,
        balanced: bool,
    ) -> (usize, usize, usize) {
        // Both walks step before they look, so they start one outside of what they are to look at.
        let (mut up, mut down) = (low + 1, high);
        if balanced || high - (low + 1) < 5 {
            self.median_of_three(items, low, low + (high - low) / 2, high);
        } else {
            let median = low + 1 + self.median_of_medians(&mut items[low + 1..high]);
            items.swap(median, low);
            (up, down) = (low, high + 1);
        }
        let pivot = items[low];
        self.by.walk_ahead(items, &mut up, &mut down, pivot);
        loop {
            up += 1;
            while up < high && self.less(items[up], pivot) {
                up += 1;
            }
            down -= 1;
            while down > low && self.less(pivot, items[down]) {
                down -= 1;
            }
            if down < up {
                break;
            }
            items.swap(up, down);
        }
        items.swap(low, down);
        let next_high = if down >= rank {
            down.saturating_sub(1)
        } else {
            high
        };
        let next_low = if down <= rank { up } else { low };
        (down, next_low, next_high)
    }

    /// The median of three to the front, the smallest of them behind it.
    fn median_of_three(&self, items: &mut [C::Item], low: usize, middle: usize, high: usize) {
        if self.less(items[high], items[middle]) {
            items.swap(high, middle);
        }
        if self.less(items[high], items[low]) {
            items.swap(high, low);
        }
        if self.less(items[low], items[middle]) {
            items.swap(low, middle);
        }
        items.swap(middle, low + 1);
    }

    /// The place of the median of the medians of each five.
    fn median_of_medians(&self, items: &mut [C::Item]) -> usize {
        let fives = items.len() / 5;
        for five in 0..fives {
            let start = 5 * five;
            let median = self.median_of_five(&mut items[start..start + 5]);
            items.swap(start + median, five);
        }
        if fives > 2 {
            self.introselect(&mut items[..fives], fives / 2, None);
        }
        fives / 2
    }

    fn median_of_five(&self, items: &mut [C::Item]) -> usize {
        for (left, right) in [(0, 1), (3, 4), (0, 3), (1, 4), (1, 2)] {
            if self.less(items[right], items[left]) {
                items.swap(right, left);
            }
        }
        if !self.less(items[3], items[2]) {
            2
        } else if self.less(items[3], items[1]) {
            1
        } else {
            3
        }
    }

    /// The smallest few, one after another.
    fn pick_smallest(&self, items: &mut [C::Item], rank: usize) {
        for rank in 0..=rank {
            let mut smallest = rank;
            for place in rank + 1..items.len() {
                if self.less(items[place], items[smallest]) {
                    smallest = place;
                }
            }
            items.swap(rank, smallest);
        }
    }
}

/// Keeps a pivot that can serve this or a larger rank.
fn remember(pivots: Option<&mut Vec<usize>>, pivot: usize, rank: usize) {
    let Some(pivots) = pivots else { return };
    if pivot == rank
        && pivots.len() == REMEMBERED
        && let Some(last) = pivots.last_mut()
    {
        *last = pivot;
    } else if pivot >= rank && pivots.len() < REMEMBERED {
        pivots.push(pivot);
    }
}
