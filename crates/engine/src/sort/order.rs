//! Sorts places by their keys: introsort, which is fast and swaps equal elements, and a stable merge sort.
//! Knows keys only. Which of two equal elements comes first is NumPy's for both.
//!
//! Introsort is NumPy's `npysort/quicksort.cpp` told anew, move for move: the median of three as pivot, the larger part set
//! aside, insertion sort below 17 elements, heapsort (`heapsort.cpp`) where the parts stay too uneven. A stable sort has
//! one result only, so the merge sort need not follow NumPy's.

use super::keys::Keys;

/// Parts of at most this many elements are sorted by insertion.
const SMALL: usize = 16;

/// Sorts places so that their keys ascend; equal ones come in any order, the same as NumPy's.
pub(crate) fn introsort(keys: &Keys, places: &mut [usize]) {
    let depth = 2 * places.len().max(1).ilog2() as i32;
    quicksort(keys, places, depth);
}

/// Only the larger parts are watched for their depth, so that at most that many calls wait for each other.
fn quicksort(keys: &Keys, mut places: &mut [usize], mut depth: i32) {
    if depth < 0 {
        return heapsort(keys, places);
    }
    while places.len() > SMALL {
        let pivot = split(keys, places);
        depth -= 1;
        let (left, rest) = places.split_at_mut(pivot);
        let right = rest.get_mut(1..).unwrap_or(&mut []);
        let (smaller, larger) = if left.len() < right.len() {
            (left, right)
        } else {
            (right, left)
        };
        quicksort(keys, larger, depth);
        places = smaller;
    }
    insertion(keys, places);
}

/// Brings the median of the first, middle and last element to its final place and gives that place.
fn split(keys: &Keys, places: &mut [usize]) -> usize {
    let last = places.len() - 1;
    let middle = last / 2;
    if keys.less(places[middle], places[0]) {
        places.swap(middle, 0);
    }
    if keys.less(places[last], places[middle]) {
        places.swap(last, middle);
    }
    if keys.less(places[middle], places[0]) {
        places.swap(middle, 0);
    }
    let pivot = places[middle];
    let (mut low, mut high) = (0, last - 1);
    places.swap(middle, high);
    loop {
        // The pivot itself stops both walks: it stands next to last, and the first element is not above it.
        low += 1;
        while low < last && keys.less(places[low], pivot) {
            low += 1;
        }
        high -= 1;
        while high > 0 && keys.less(pivot, places[high]) {
            high -= 1;
        }
        if low >= high {
            break;
        }
        places.swap(low, high);
    }
    places.swap(low, last - 1);
    low
}

/// Each element moves left past those above it.
fn insertion(keys: &Keys, places: &mut [usize]) {
    for next in 1..places.len() {
        let mut hole = next;
        while hole > 0 && keys.less(places[hole], places[hole - 1]) {
            places.swap(hole, hole - 1);
            hole -= 1;
        }
    }
}

fn heapsort(keys: &Keys, places: &mut [usize]) {
    for root in (0..places.len() / 2).rev() {
        sink(keys, places, root);
    }
    for last in (1..places.len()).rev() {
        places.swap(0, last);
        sink(keys, &mut places[..last], 0);
    }
}

/// Lets an element sink below the larger of its two children, as often as that is above it.
fn sink(keys: &Keys, places: &mut [usize], mut root: usize) {
    loop {
        let mut child = 2 * root + 1;
        if child >= places.len() {
            return;
        }
        if child + 1 < places.len() && keys.less(places[child], places[child + 1]) {
            child += 1;
        }
        if !keys.less(places[root], places[child]) {
            return;
        }
        places.swap(root, child);
        root = child;
    }
}

/// Sorts places so that their keys ascend; equal ones keep their order. `spare` is as long as `places`.
pub(crate) fn merge_sort(keys: &Keys, places: &mut [usize], spare: &mut [usize]) {
    if places.len() <= SMALL {
        return insertion(keys, places);
    }
    let middle = places.len() / 2;
    let (left, right) = places.split_at_mut(middle);
    merge_sort(keys, left, spare);
    merge_sort(keys, right, spare);
    if !keys.less(places[middle], places[middle - 1]) {
        return;
    }
    let left = &mut spare[..middle];
    left.copy_from_slice(&places[..middle]);
    let (mut from_left, mut from_right, mut to) = (0, middle, 0);
    while from_left < middle {
        if from_right < places.len() && keys.less(places[from_right], left[from_left]) {
            places[to] = places[from_right];
            from_right += 1;
        } else {
            places[to] = left[from_left];
            from_left += 1;
        }
        to += 1;
    }
}
