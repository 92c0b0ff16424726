//! Sorting held against the standard library's, and what the ways of sorting cost.

use super::{Kind, argpartition, argsort, comparisons, lexsort, partition, sort};
use crate::array::Array;
use crate::dtype::{DType, Kind as DKind};
use crate::index::Index;
use crate::kernels::{Way, set_way};
use crate::scalar::Scalar;

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

/// Bits that look random, the same in every run (a linear congruential generator, Knuth's constants).
struct Bits(u64);

impl Bits {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 11
    }

    /// Elements in one of the manners in which lines differ.
    fn line(&mut self, dtype: DType, count: usize, manner: usize) -> Array {
        let special = [
            0.0,
            -0.0,
            1.0,
            -1.5,
            f64::NAN,
            -f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            1e-310,
        ];
        let half = count as f64 / 2.0;
        let value = |bits: &mut Self, place: usize| match manner {
            0 => bits.next() as f64 / (1u64 << 53) as f64,
            1 => (bits.next() % 7) as f64 - 3.0,
            2 => special[bits.next() as usize % special.len()],
            3 => (place as f64 - half).abs(),
            4 => (bits.next() as i64 - (1 << 52)) as f64 * 1e250,
            5 => f64::from((bits.next() >> 40) as u32) + (bits.next() % 3) as f64 * 1e-9,
            6 => place as f64,
            _ => f64::from_bits(bits.next() << 11),
        };
        let any_bits = manner == 7 && !matches!(dtype.kind(), DKind::Float | DKind::Bool);
        let array = Array::zeros(&[count as i64], dtype).unwrap();
        for (place, to) in array
            .buffer()
            .bytes_mut()
            .chunks_exact_mut(dtype.itemsize())
            .enumerate()
        {
            let scalar = match any_bits {
                true => Scalar::U64(self.next() << 11 | place as u64 & 0x7ff),
                false => Scalar::F64(value(self, place)),
            };
            to.copy_from_slice(&scalar.cast(dtype).to_bytes());
        }
        array
    }
}

/// A result of the way over lanes has every byte of the one that takes one element at a time.
fn both_ways(what: &str, run: impl Fn() -> Array) {
    set_way(Way::OneAtATime);
    let alone = run();
    set_way(Way::Simd128);
    let lanes = run();
    assert_eq!(alone.shape(), lanes.shape(), "{what}");
    assert!(
        *alone.buffer().bytes() == *lanes.buffer().bytes(),
        "{what}:\n{alone:?} alone\n{lanes:?} over lanes"
    );
}

#[test]
fn both_ways_sort_alike() {
    let mut bits = Bits(7);
    for dtype in DType::ALL {
        for count in [1, 2, 16, 17, 25, 100, 257, 1_000, 4_200] {
            for manner in 0..8 {
                let array = bits.line(dtype, count, manner);
                let other = bits.line(DType::ALL[manner], count, 1);
                let what = format!("{count} of {dtype}, manner {manner}");
                for kind in [Kind::Quicksort, Kind::Stable] {
                    both_ways(&format!("sort {kind:?} of {what}"), || {
                        sort(&array, Some(0), kind).unwrap()
                    });
                    both_ways(&format!("argsort {kind:?} of {what}"), || {
                        argsort(&array, Some(0), kind).unwrap()
                    });
                }
                let count = count as i64;
                for ranks in [
                    &[count / 2][..],
                    &[count / 3, count - 1],
                    &[-1],
                    &[0, count / 5],
                ] {
                    both_ways(&format!("partition {ranks:?} of {what}"), || {
                        partition(&array, ranks, Some(0)).unwrap()
                    });
                    both_ways(&format!("argpartition {ranks:?} of {what}"), || {
                        argpartition(&array, ranks, Some(0)).unwrap()
                    });
                }
                both_ways(&format!("lexsort of {what}"), || {
                    lexsort(&[array.clone(), other.clone()], -1).unwrap()
                });
            }
        }
    }
}

#[test]
fn numbers_that_crowd_are_sorted_by_all_their_digits() {
    // Many numbers share the digits that are looked at first, and some numbers are far away.
    let mut bits = Bits(11);
    for crowd in [1u64 << 8, 1 << 20, 1 << 40] {
        let values: Vec<f64> = (0..30_000)
            .map(|place| match place % 1000 {
                0 => f64::from_bits(bits.next() << 10),
                _ => f64::from_bits(1.0f64.to_bits() + bits.next() % crowd),
            })
            .collect();
        let array = Array::from_elements(&values, &[30_000]).unwrap();
        let mut expected = values.clone();
        expected.sort_by(f64::total_cmp);
        set_way(Way::Simd128);
        let found = sort(&array, Some(0), Kind::Quicksort).unwrap();
        assert_eq!(found.to_vec::<f64>().unwrap(), expected);
        both_ways("argsort of a crowd", || {
            argsort(&array, Some(0), Kind::Quicksort).unwrap()
        });
    }
}
