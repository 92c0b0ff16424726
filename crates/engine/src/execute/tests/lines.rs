//! Operations on lines: what the watched kernel tells, written touch by touch, is what `run` wrote.

use super::{Dice, Replay, run};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::bins::{self, Side};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::numeric::{self, Ends, Mode};
use crate::plan::Plan;
use crate::record::{Event, Recorder};
use crate::sort::{self, Kind};

/// Runs an operation, replays each recorded plan over the bytes that were there, and counts the touches.
fn check(arrays: &[&Array], operation: impl FnOnce() -> crate::Result<Vec<Array>>) -> usize {
    let mut before: Vec<(Buffer, Vec<u8>)> = Vec::new();
    for array in arrays {
        before.push((array.buffer.clone(), array.buffer.bytes().to_vec()));
    }
    let recorder = Recorder::start();
    let results = operation().unwrap();
    let events = recorder.finish();
    let mut buffers: Vec<Buffer> = before.iter().map(|(buffer, _)| buffer.clone()).collect();
    buffers.extend(results.iter().map(|array| array.buffer.clone()));
    let mut touches = 0;
    for event in &events {
        let Event::Lines(plan) = event else { continue };
        let Plan::Lines(lines) = plan else {
            panic!("{plan:?}");
        };
        let target = buffers.iter().find(|one| one.id() == lines.output.buffer);
        let Some(target) = target else { continue };
        let after = target.bytes().to_vec();
        // Where an operand is overwritten, its bytes go back to what they were before.
        let start = match before.iter().find(|(one, _)| one.id() == target.id()) {
            Some((_, bytes)) => bytes.clone(),
            None => vec![0; after.len()],
        };
        target.bytes_mut().copy_from_slice(&start);
        let Ok(replay) = Replay::new(plan, &buffers) else {
            target.bytes_mut().copy_from_slice(&after);
            continue;
        };
        let mut bytes = start.clone();
        let told: Vec<_> = replay.touches().collect();
        assert_eq!(told.len() as i64, replay.len(), "{}", lines.kernel.name);
        for touch in &told {
            for read in &touch.reads {
                assert_eq!(read.nbytes, lines.operands[read.operand].dtype.itemsize());
            }
            if let Some(write) = &touch.write {
                let start = write.byte as usize;
                bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
            }
        }
        assert_eq!(bytes, after, "{plan:?}");
        // Touches can be looked at in any order.
        for nth in (0..replay.len()).rev().take(7) {
            let (now, then) = (replay.touch(nth), told.get(nth as usize));
            // As texts, in which NaN is like NaN.
            assert_eq!(format!("{:?}", now.as_ref()), format!("{then:?}"));
        }
        run(plan, &buffers).unwrap();
        assert_eq!(bytes, *target.bytes(), "{plan:?}");
        touches += told.len();
    }
    touches
}

/// An array with at least one axis.
fn array(dice: &mut Dice, dtype: DType) -> Array {
    loop {
        let shape = dice.shape();
        if !shape.is_empty() {
            return dice.array(dtype, &shape);
        }
    }
}

#[test]
fn sorting_replays_as_it_runs() {
    let mut dice = Dice(0xA076_1D64_78BD_642F);
    let mut touches = 0;
    for dtype in DType::ALL {
        for turn in 0..60 {
            let array = array(&mut dice, dtype);
            let axis = (turn % 3 > 0).then(|| dice.below(array.ndim() as i64));
            let kind = if turn % 2 == 0 {
                Kind::Stable
            } else {
                Kind::Quicksort
            };
            let one = |result: crate::Result<Array>| result.map(|array| vec![array]);
            touches += check(&[&array], || one(sort::sort(&array, axis, kind)));
            touches += check(&[&array], || one(sort::argsort(&array, axis, kind)));
            let length = axis.map_or(array.size(), |axis| array.shape()[axis as usize]);
            if length > 0 {
                let ranks = [dice.below(length), -1];
                touches += check(&[&array], || one(sort::partition(&array, &ranks, axis)));
                touches += check(&[&array], || one(sort::argpartition(&array, &ranks, axis)));
            }
            let other = dice.array(DType::ALL[turn % 11], array.shape());
            let keys = [array.clone(), other.clone()];
            touches += check(&[&array, &other], || {
                one(sort::lexsort(&keys, axis.unwrap_or(0)))
            });
            if !array.layout.strides.contains(&0) {
                touches += check(&[&array], || {
                    sort::sort_in_place(&array, axis.unwrap_or(-1), kind)?;
                    Ok(vec![])
                });
            }
        }
    }
    println!("{touches} touches");
    assert!(touches > 20_000, "{touches}");
}

#[test]
fn searching_and_counting_replay_as_they_run() {
    let mut dice = Dice(0x8EBC_6AF0_9C88_C6E3);
    let mut touches = 0;
    let one = |result: crate::Result<Array>| result.map(|array| vec![array]);
    for dtype in DType::ALL {
        for turn in 0..40 {
            let values = array(&mut dice, dtype);
            let sorted = array(&mut dice, DType::ALL[turn % 11])
                .flatten(CopyOrder::C)
                .unwrap();
            let order = sort::argsort(&sorted, None, Kind::Stable).unwrap();
            let side = if turn % 2 == 0 {
                Side::Left
            } else {
                Side::Right
            };
            touches += check(&[&sorted, &values, &order], || {
                one(bins::searchsorted(&sorted, &values, side, Some(&order)))
            });
            touches += check(&[&sorted, &values], || {
                one(bins::searchsorted(&sorted, &values, side, None))
            });
            let flat = values.flatten(CopyOrder::C).unwrap();
            let places: Vec<i64> = (0..flat.size()).map(|_| dice.below(flat.size())).collect();
            let places = Array::from_elements(&places, &[flat.size()]).unwrap();
            touches += check(&[&places], || {
                one(bins::bincount(&places, None, turn as i64))
            });
            let weights = flat.astype(DType::F64).unwrap();
            touches += check(&[&places, &weights], || {
                one(bins::bincount(&places, Some(&weights), 0))
            });
            let table = values.reshape(&[values.shape()[0], -1]);
            if let Ok(table) = table {
                touches += check(&[&table], || one(sort::argsort_rows(&table, Kind::Stable)));
            }
        }
    }
    println!("{touches} touches");
    assert!(touches > 10_000, "{touches}");
}

#[test]
fn sequences_replay_as_they_run() {
    let mut dice = Dice(0x589A_B3C1_77D1_4E2B);
    let mut touches = 0;
    let one = |result: crate::Result<Array>| result.map(|array| vec![array]);
    for dtype in DType::ALL {
        for turn in 0..30 {
            let values = array(&mut dice, dtype);
            let flat = array(&mut dice, DType::ALL[turn % 11])
                .flatten(CopyOrder::C)
                .unwrap();
            if flat.size() == 0 {
                continue;
            }
            let xs = sort::sort(&flat, None, Kind::Stable).unwrap();
            touches += check(&[&values, &xs, &flat], || {
                one(numeric::interp(&values, &xs, &flat, Ends::default()))
            });
            let mode = [Mode::Valid, Mode::Same, Mode::Full][turn % 3];
            let other = values.flatten(CopyOrder::C).unwrap();
            if other.size() > 0 && other.size() <= flat.size() {
                touches += check(&[&other, &flat], || {
                    one(numeric::correlate(&flat, &other, mode))
                });
            }
        }
    }
    println!("{touches} touches");
    assert!(touches > 2_000, "{touches}");
}

#[test]
fn many_lines_of_nothing_end_at_once() {
    let empty = Array::zeros(&[1 << 40, 0], DType::F64).unwrap();
    let sorted = sort::sort(&empty, Some(1), Kind::Stable).unwrap();
    assert_eq!(sorted.shape(), [1 << 40, 0]);
    let order = sort::argpartition(&empty, &[3], Some(1)).unwrap();
    assert_eq!(order.shape(), [1 << 40, 0]);
    sort::sort_in_place(&empty, 1, Kind::Quicksort).unwrap();
    let places = bins::searchsorted(
        &Array::zeros(&[0], DType::I8).unwrap(),
        &empty,
        Side::Left,
        None,
    );
    assert_eq!(places.unwrap().shape(), [1 << 40, 0]);
}

#[test]
fn long_lines_are_refused_before_they_are_gathered() {
    let one = Array::ones(&[1], DType::I8).unwrap();
    let long = one.broadcast_to(&[1 << 40]).unwrap();
    let refused = |result: crate::Result<Array>| result.unwrap_err().into_message();
    assert_eq!(
        refused(sort::sort(&long, None, Kind::Stable)),
        "Unable to allocate 1.00 TiB for an array with shape (1099511627776,) and data type int8"
    );
    let words = refused(bins::bincount(&long, None, 0));
    assert!(words.starts_with("Unable to allocate 8.00 TiB"), "{words}");
    let words = refused(bins::searchsorted(&long, &one, Side::Left, None));
    assert!(words.starts_with("Unable to allocate 1.00 TiB"), "{words}");
}
