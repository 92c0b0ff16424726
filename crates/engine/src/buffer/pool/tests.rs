//! The pool seen from arrays: what is used again, what is kept, what is counted, and that nobody meets old contents.

use proptest::prelude::*;

use super::{LEAST_WORDS, MOST_BUFFERS, MOST_BYTES, empty_pool, memory, rounded};
use crate::limit::{memory_limit, set_memory_limit};
use crate::ufunc::{Arguments, Operand, call, call_with};
use crate::{Array, DType, ErrorClass, Scalar};

fn ramp(length: i64) -> Array {
    let values: Vec<f64> = (0..length).map(|i| i as f64).collect();
    Array::from_elements(&values, &[length]).unwrap()
}

fn is_true(value: &Scalar) -> bool {
    value.cast(DType::Bool) == Scalar::Bool(true)
}

#[test]
fn ten_thousand_fresh_results_take_no_more_memory_than_one() {
    for length in [1, 100, 100_000] {
        empty_pool();
        let a = ramp(length);
        let add = || call("add", &[Operand::Array(&a), Operand::PyFloat(1.0)]).unwrap();
        drop(add());
        let before = memory();
        let turns = if length > 1000 { 100 } else { 10_000 };
        for _ in 0..turns {
            let sum = add();
            assert_eq!(sum.to_vec::<f64>().unwrap().last(), Some(&(length as f64)));
        }
        let after = memory();
        assert_eq!(
            (after.live, after.kept, after.allocations),
            (before.live, before.kept, before.allocations)
        );
        assert_eq!(after.reuses, before.reuses + turns);
    }
}

#[test]
fn a_freed_large_array_is_the_next_one_of_its_size() {
    empty_pool();
    let large = 3_000_000;
    let first = Array::ones(&[large], DType::F64).unwrap();
    let (allocations, live) = (memory().allocations, memory().live);
    assert!(live >= 24_000_000);
    drop(first);
    assert_eq!(memory().live, live - memory().kept);
    // Of nearly the same size, another dtype, and other contents.
    let second = Array::zeros(&[2 * large - 5], DType::F32).unwrap();
    assert_eq!(memory().allocations, allocations);
    assert_eq!((memory().live, memory().kept), (live, 0));
    assert!(
        second
            .to_vec::<f32>()
            .unwrap()
            .iter()
            .all(|&value| value == 0.0)
    );
    drop(second);
    empty_pool();
    assert_eq!((memory().live, memory().kept), (0, 0));
}

#[test]
fn a_view_holds_its_bytes_back_from_the_pool() {
    empty_pool();
    let view = ramp(100).t();
    assert_eq!(memory().kept, 0);
    let other = ramp(100);
    other.set(&[0], Scalar::F64(7.0)).unwrap();
    assert_eq!(view.get(&[0]).unwrap(), Scalar::F64(0.0));
    drop(view);
    assert!(memory().kept >= 800);
}

#[test]
fn what_is_kept_is_bounded_in_bytes_and_number() {
    empty_pool();
    let many: Vec<Array> = (0..1000).map(|_| ramp(10)).collect();
    drop(many);
    assert_eq!(memory().kept, MOST_BUFFERS * rounded(10) * 8);
    let megabytes = 1 << 20;
    let large: Vec<Array> = (0..30)
        .map(|i| Array::zeros(&[(i % 7 + 10) * megabytes], DType::U8).unwrap())
        .collect();
    drop(large);
    assert!(memory().kept <= MOST_BYTES);
    assert!(memory().kept >= 100 << 20);
    empty_pool();
}

#[test]
fn nobody_meets_old_contents() {
    empty_pool();
    for dtype in DType::numbers() {
        drop(Array::ones(&[5], dtype).unwrap());
        let fresh = [
            Array::zeros(&[5], dtype).unwrap(),
            Array::empty(&[5], dtype).unwrap(),
            Array::eye(2, 2, 0, dtype).unwrap(),
        ];
        let ones = fresh[2].scalars().filter(is_true).count();
        assert_eq!(ones, 2);
        assert!(
            fresh[..2]
                .iter()
                .all(|one| !one.scalars().any(|one| is_true(&one)))
        );
    }
    // Where a mask leaves elements out, they are zeros.
    drop(ramp(4));
    let a = ramp(4);
    let mask = Array::from_scalars(&[0, 1, 0, 1].map(Scalar::I64), &[4], DType::Bool);
    let mask = mask.unwrap();
    let arguments = Arguments {
        mask: Some(&mask),
        ..Arguments::default()
    };
    drop(Array::ones(&[4], DType::F64).unwrap());
    let result = call_with("sqrt", &[Operand::Array(&a)], arguments).unwrap();
    assert_eq!(
        result[0].to_vec::<f64>().unwrap(),
        [0.0, 1.0, 0.0, 3f64.sqrt()]
    );
}

#[test]
fn the_limit_counts_what_an_array_asks_for() {
    empty_pool();
    let before = memory_limit();
    set_memory_limit(1000);
    assert!(rounded(125) > 125);
    drop(Array::zeros(&[125], DType::F64).unwrap());
    // Not what lies in the pool, nor the words it was rounded up to.
    let refused = Array::zeros(&[1001], DType::U8).unwrap_err();
    assert_eq!(refused.class, ErrorClass::Memory);
    assert!(Array::zeros(&[1000], DType::U8).is_ok());
    assert_eq!(memory().allocations, 1);
    set_memory_limit(u64::MAX);
    let refused = Array::zeros(&[1 << 58], DType::U8).unwrap_err();
    assert_eq!(
        refused.message,
        "Unable to allocate 256. PiB for an array with shape (288230376151711744,) and data type uint8"
    );
    // Where the machine has no room, the pool has given up what it kept.
    assert_eq!((memory().live, memory().kept), (0, 0));
    set_memory_limit(before);
}

proptest! {
    #[test]
    fn sizes_are_rounded_up_a_little(words in 0usize..1 << 40) {
        let size = rounded(words);
        prop_assert!(size >= words);
        prop_assert!(size <= words + words / 8 + LEAST_WORDS);
        // A buffer fits what is rounded to its own size.
        prop_assert_eq!(rounded(size), size);
    }
}
