//! Sorts elements by their keys: introsort, which is fast and swaps equal elements, and a stable merge sort.
//! Knows how two elements are compared, nothing else. Which of two equal ones comes first is NumPy's for both.
//!
//! Introsort is NumPy's `npysort/quicksort.cpp` told anew, move for move: the median of three as pivot, the larger part set
//! aside, insertion sort below 17 elements, heapsort (`heapsort.cpp`) where the parts stay too uneven. A stable sort has
//! one result only, so the merge sort need not follow NumPy's.

/// Parts of at most this many elements are sorted by insertion.
pub(super) const SMALL: usize = 16;

/// How elements are compared, and what helps to sort them: by default nothing.
pub(super) trait Comparing {
    /// What is moved: a place of an element whose key lies elsewhere, or the key itself.
    type Item: Copy;

    /// Whether one comes before the other.
    fn less(&self, left: Self::Item, right: Self::Item) -> bool;

    /// Takes the walk that splits a part some way ahead. `low` is the last place that the left side has passed, `high` that
    /// of the right side; what lies between them is left for the plain walk, which goes on from there.
    fn walk_ahead(
        &self,
        _items: &mut [Self::Item],
        _low: &mut usize,
        _high: &mut usize,
        _pivot: Self::Item,
    ) {
    }

    /// Sorts a part that starts at a place of the whole, where it is known how introsort would leave it.
    fn settle(&self, _items: &mut [Self::Item], _start: usize) -> bool {
        false
    }

    /// Sorts at most [`SMALL`] elements; equal ones keep their order.
    fn sort_few(&self, items: &mut [Self::Item]) {
        // Each element moves left past those above it.
        for next in 1..items.len() {
            let mut hole = next;
            while hole > 0 && self.less(items[hole], items[hole - 1]) {
                items.swap(hole, hole - 1);
                hole -= 1;
            }
        }
    }
}

/// Sorts elements so that their keys ascend; equal ones come in any order, the same as NumPy's.
pub(super) fn introsort<C: Comparing>(by: &C, items: &mut [C::Item]) {
    let depth = 2 * items.len().max(1).ilog2() as i32;
    quicksort(by, items, 0, depth);
}

/// Only the larger parts are watched for their depth, so that at most that many calls wait for each other.
fn quicksort<C: Comparing>(by: &C, mut items: &mut [C::Item], mut start: usize, mut depth: i32) {
    if depth < 0 {
        return heapsort(by, items);
    }
    while items.len() > SMALL {
        if by.settle(items, start) {
            return;
        }
        let pivot = split(by, items);
        depth -= 1;
        let (left, rest) = items.split_at_mut(pivot);
        let right = rest.get_mut(1..).unwrap_or(&mut []);
        let right_start = start + pivot + 1;
        if left.len() < right.len() {
            quicksort(by, right, right_start, depth);
            items = left;
        } else {
            quicksort(by, left, start, depth);
            (items, start) = (right, right_start);
        }
    }
    by.sort_few(items);
}

/// Brings the median of the first, middle and last element to its final place and gives that place.
fn split<C: Comparing>(by: &C, items: &mut [C::Item]) -> usize {
    let last = items.len() - 1;
    let middle = last / 2;
    if by.less(items[middle], items[0]) {
        items.swap(middle, 0);
    }
    if by.less(items[last], items[middle]) {
        items.swap(last, middle);
    }
    if by.less(items[middle], items[0]) {
        items.swap(middle, 0);
    }
    let pivot = items[middle];
    let (mut low, mut high) = (0, last - 1);
    items.swap(middle, high);
    by.walk_ahead(items, &mut low, &mut high, pivot);
    loop {
        // The pivot itself stops both walks: it stands next to last, and the first element is not above it.
        low += 1;
        while low < last && by.less(items[low], pivot) {
            low += 1;
        }
        high -= 1;
        while high > 0 && by.less(pivot, items[high]) {
            high -= 1;
        }
        if low >= high {
            break;
        }
        items.swap(low, high);
    }
    items.swap(low, last - 1);
    low
}

fn heapsort<C: Comparing>(by: &C, items: &mut [C::Item]) {
    for root in (0..items.len() / 2).rev() {
        sink(by, items, root);
    }
    for last in (1..items.len()).rev() {
        items.swap(0, last);
        sink(by, &mut items[..last], 0);
    }
}

/// Lets an element sink below the larger of its two children, as often as that is above it.
fn sink<C: Comparing>(by: &C, items: &mut [C::Item], mut root: usize) {
    loop {
        let mut child = 2 * root + 1;
        if child >= items.len() {
            return;
        }
        if child + 1 < items.len() && by.less(items[child], items[child + 1]) {
            child += 1;
        }
        if !by.less(items[root], items[child]) {
            return;
        }
        items.swap(root, child);
        root = child;
    }
}

/// Sorts elements so that their keys ascend; equal ones keep their order. `spare` is as long as `items`.
pub(super) fn merge_sort<C: Comparing>(by: &C, items: &mut [C::Item], spare: &mut [C::Item]) {
    if items.len() <= SMALL {
        return by.sort_few(items);
    }
    let middle = items.len() / 2;
    let (left, right) = items.split_at_mut(middle);
    merge_sort(by, left, spare);
    merge_sort(by, right, spare);
    if !by.less(items[middle], items[middle - 1]) {
        return;
    }
    let left = &mut spare[..middle];
    left.copy_from_slice(&items[..middle]);
    let (mut from_left, mut from_right, mut to) = (0, middle, 0);
    while from_left < middle {
        if from_right < items.len() && by.less(items[from_right], left[from_left]) {
            items[to] = items[from_right];
            from_right += 1;
        } else {
            items[to] = left[from_left];
            from_left += 1;
        }
        to += 1;
    }
}
