//! Sorting held against the standard library's, and what the ways of sorting cost.

use super::{Kind, argsort, comparisons, partition, sort};
use crate::array::Array;
use crate::index::Index;

/// Numbers that repeat, in no order (a linear congruence).
fn mixed(count: i64, modulus: i64) -> Vec<i64> {
    let mut state = 12_345i64;
    let mut next = || {
        state = (state * 1_103_515_245 + 12_345) % (1 << 31);
        state / 65_536 % modulus
    };
    (0..count).map(|_| next()).collect()
}

#[test]
fn sorted_values_are_those_of_the_standard_library() {
    for count in [0, 1, 2, 16, 17, 100, 5_000] {
        for modulus in [1, 2, 30, 30_000] {
            let mut values = mixed(count, modulus);
            let array = Array::from_elements(&values, &[count]).unwrap();
            let mut order: Vec<i64> = (0..count).collect();
            order.sort_by_key(|&place| values[place as usize]);
            let stable = argsort(&array, Some(0), Kind::Stable).unwrap();
            assert_eq!(stable.to_vec::<i64>().unwrap(), order);
            values.sort_unstable();
            for kind in [Kind::Quicksort, Kind::Stable] {
                let sorted = sort(&array, Some(0), kind).unwrap();
                assert_eq!(sorted.to_vec::<i64>().unwrap(), values);
            }
            for rank in [0, count / 2, count - 1] {
                if rank < 0 || count == 0 {
                    continue;
                }
                let parted = partition(&array, &[rank], Some(0)).unwrap();
                let parted = parted.to_vec::<i64>().unwrap();
                let (before, after) = parted.split_at(rank as usize);
                assert_eq!(after[0], values[rank as usize]);
                assert!(before.iter().all(|value| *value <= after[0]));
                assert!(after.iter().all(|value| *value >= after[0]));
            }
        }
    }
}

#[test]
fn comparisons_are_counted() {
    let count = 1 << 12;
    let array = Array::from_elements(&mixed(count, 1 << 15), &[count]).unwrap();
    let logarithm = 12;
    for kind in [Kind::Quicksort, Kind::Stable] {
        let cost = comparisons(&array, kind).unwrap() as i64;
        assert!(
            cost > count * (logarithm - 2) && cost < 2 * count * logarithm,
            "{cost}"
        );
    }
    // A sorted array costs the stable sort one comparison for each element and each pair of parts.
    let sorted = sort(&array, Some(0), Kind::Stable).unwrap();
    let cost = comparisons(&sorted, Kind::Stable).unwrap() as i64;
    assert_eq!(cost, count / 16 * 15 + count / 16 - 1);
    let reversed = sorted.index(&[Index::every(-1)]).unwrap();
    assert!(comparisons(&reversed, Kind::Stable).unwrap() as i64 > cost);
}
