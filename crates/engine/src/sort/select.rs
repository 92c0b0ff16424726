//! Brings the element of a given rank to its place, smaller ones before it and larger ones after it.
//! Knows keys only.
//!
//! Introselect is NumPy's `npysort/selection.cpp` told anew, move for move, so that the rest lies in NumPy's order too: the
//! smallest few are picked one by one; else parts are split around the median of three, or around a median of medians of
//! five where the parts stay too uneven. Pivots met on the way serve later, larger ranks.

use super::keys::Keys;

/// Pivots remembered at most.
const REMEMBERED: usize = 50;

/// Places split around some ranks; call it with ascending ranks.
pub(crate) struct Selection<'a> {
    keys: &'a Keys,
    /// Whether the elements are floats: then the largest of all is found by one look at each.
    inexact: bool,
    pivots: Vec<usize>,
}

impl<'a> Selection<'a> {
    /// Nothing split yet.
    pub(crate) fn new(keys: &'a Keys, inexact: bool) -> Self {
        Self {
            keys,
            inexact,
            pivots: Vec::new(),
        }
    }

    /// Brings the element of this rank to its place.
    pub(crate) fn select(&mut self, places: &mut [usize], rank: usize) {
        let mut pivots = std::mem::take(&mut self.pivots);
        self.introselect(places, rank, Some(&mut pivots));
        self.pivots = pivots;
    }

    fn less(&self, left: usize, right: usize) -> bool {
        self.keys.less(left, right)
    }

    fn introselect(&self, places: &mut [usize], rank: usize, mut pivots: Option<&mut Vec<usize>>) {
        if rank >= places.len() {
            return;
        }
        let (mut low, mut high) = (0, places.len() - 1);
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
            self.pick_smallest(&mut places[low..=high], rank - low);
            remember(pivots, rank, rank);
            return;
        }
        if self.inexact && rank == places.len() - 1 {
            let mut largest = low;
            for place in low + 1..places.len() {
                if !self.less(places[place], places[largest]) {
                    largest = place;
                }
            }
            places.swap(rank, largest);
            return;
        }
        let mut depth = 2 * places.len().ilog2() as i32;
        while low + 1 < high {
            let pivot;
            (pivot, low, high) = self.narrow(places, low, high, rank, depth > 0);
            depth -= 1;
            if pivot != rank {
                remember(pivots.as_deref_mut(), pivot, rank);
            }
        }
        if high == low + 1 && self.less(places[high], places[low]) {
            places.swap(high, low);
        }
        remember(pivots, rank, rank);
    }

    /// Splits one part around a pivot; gives the pivot's place and the part in which the rank lies.
    fn narrow(
        &self,
        places: &mut [usize],
        low: usize,
        high: usize,
        rank: usize,
        balanced: bool,
    ) -> (usize, usize, usize) {
        // Both walks step before they look, so they start one outside of what they are to look at.
        let (mut up, mut down) = (low + 1, high);
        if balanced || high - (low + 1) < 5 {
            self.median_of_three(places, low, low + (high - low) / 2, high);
        } else {
            let median = low + 1 + self.median_of_medians(&mut places[low + 1..high]);
            places.swap(median, low);
            (up, down) = (low, high + 1);
        }
        let pivot = places[low];
        loop {
            up += 1;
            while up < high && self.less(places[up], pivot) {
                up += 1;
            }
            down -= 1;
            while down > low && self.less(pivot, places[down]) {
                down -= 1;
            }
            if down < up {
                break;
            }
            places.swap(up, down);
        }
        places.swap(low, down);
        let next_high = if down >= rank {
            down.saturating_sub(1)
        } else {
            high
        };
        let next_low = if down <= rank { up } else { low };
        (down, next_low, next_high)
    }

    /// The median of three to the front, the smallest of them behind it.
    fn median_of_three(&self, places: &mut [usize], low: usize, middle: usize, high: usize) {
        if self.less(places[high], places[middle]) {
            places.swap(high, middle);
        }
        if self.less(places[high], places[low]) {
            places.swap(high, low);
        }
        if self.less(places[low], places[middle]) {
            places.swap(low, middle);
        }
        places.swap(middle, low + 1);
    }

    /// The place of the median of the medians of each five.
    fn median_of_medians(&self, places: &mut [usize]) -> usize {
        let fives = places.len() / 5;
        for five in 0..fives {
            let start = 5 * five;
            let median = self.median_of_five(&mut places[start..start + 5]);
            places.swap(start + median, five);
        }
        if fives > 2 {
            self.introselect(&mut places[..fives], fives / 2, None);
        }
        fives / 2
    }

    fn median_of_five(&self, places: &mut [usize]) -> usize {
        for (left, right) in [(0, 1), (3, 4), (0, 3), (1, 4), (1, 2)] {
            if self.less(places[right], places[left]) {
                places.swap(right, left);
            }
        }
        if !self.less(places[3], places[2]) {
            2
        } else if self.less(places[3], places[1]) {
            1
        } else {
            3
        }
    }

    /// The smallest few, one after another.
    fn pick_smallest(&self, places: &mut [usize], rank: usize) {
        for rank in 0..=rank {
            let mut smallest = rank;
            for place in rank + 1..places.len() {
                if self.less(places[place], places[smallest]) {
                    smallest = place;
                }
            }
            places.swap(rank, smallest);
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
