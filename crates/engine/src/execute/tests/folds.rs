//! Folds with masks, initial values and arrays to write into, every step of a fold, stretches, and ufuncs in place.

use super::*;
use crate::Scalar;
use crate::array::copy::CopyOrder;
use crate::index::Index;
use crate::reduce::Initial;
use crate::ufunc::method;

/// Ufuncs of two inputs and one output, which fold.
fn folds() -> impl Iterator<Item = &'static str> {
    ufunc::all()
        .filter(|row| row.inputs == 2 && row.outputs() == 1)
        .map(|row| row.name)
}

/// Whether a fold of short integers is one of halves, as `copysign.reduce`: these are cast on their way in and out. Every plan of
/// theirs is replayed in `tests/replays.rs`, where buffers between them are known.
fn in_halves(result: &Array) -> bool {
    result.dtype() == DType::F16
}

/// The last plan of folds or ufuncs that was recorded.
fn plan_of(events: &[Event]) -> Option<&Plan> {
    events.iter().rev().find_map(|event| match event {
        Event::Reduce(plan) | Event::Compute(plan) => Some(plan),
        _ => None,
    })
}

/// Holds what a plan replays against what it has written, and runs it once more.
fn check(plan: &Plan, buffers: &[Buffer], result: &Array) {
    let before = result.buffer.bytes().to_vec();
    let replay = Replay::new(plan, buffers).unwrap();
    let mut bytes = vec![0; before.len()];
    if let Plan::Reduce(plan) = plan
        && let Some(initial) = plan.initial
    {
        let initial = initial.cast(plan.output.dtype).to_bytes();
        for byte in plan.output.layout.addresses() {
            let start = byte as usize;
            bytes[start..start + initial.len()].copy_from_slice(&initial);
        }
    }
    for touch in replay.touches() {
        let Some(write) = touch.write else { continue };
        let start = write.byte as usize;
        bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
    }
    assert_eq!(bytes, before, "{plan:?}");
    let mut all = buffers.to_vec();
    all.push(result.buffer.clone());
    result.buffer.bytes_mut().fill(0);
    run(plan, &all).unwrap();
    assert_eq!(bytes, *result.buffer.bytes(), "{plan:?}");
}

#[test]
fn folds_with_masks_and_outs_replay_as_they_run() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut cases = 0;
    for name in folds() {
        for dtype in DType::ALL {
            for _ in 0..6 {
                let shape = dice.shape();
                let array = dice.array(dtype, &shape);
                let from = dice.below(shape.len() as i64 + 1) as usize;
                let mask = dice
                    .one_in(2)
                    .then(|| dice.array(DType::Bool, &shape[from..]));
                let axes: Vec<i64> = (0..shape.len() as i64).filter(|_| dice.one_in(2)).collect();
                let options = Options {
                    axis: Some(axes.as_slice()),
                    keepdims: dice.one_in(2),
                    initial: if dice.one_in(2) {
                        Initial::Value(crate::promote::Input::PyInt(1))
                    } else {
                        Initial::Identity
                    },
                    mask: mask.as_ref(),
                    ..Options::default()
                };
                let Ok(fresh) = reduce::with(name, &array, options) else {
                    continue;
                };
                if in_halves(&fresh) {
                    continue;
                }
                let out = fresh.zeros_like(None).unwrap();
                let options = Options {
                    // Folds of halves are made apart and moved to an `out`.
                    out: dice
                        .one_in(2)
                        .then_some(&out)
                        .filter(|out| out.dtype.itemsize() != 2 || out.dtype == dtype),
                    ..options
                };
                let recorder = Recorder::start();
                let result = reduce::with(name, &array, options).unwrap();
                let events = recorder.finish();
                let Some(plan) = plan_of(&events) else {
                    panic!("{events:?}");
                };
                let mut buffers = vec![array.buffer.clone()];
                buffers.extend(mask.iter().map(|mask| mask.buffer.clone()));
                check(plan, &buffers, &result);
                cases += 1;
            }
        }
    }
    println!("{cases} folds replayed");
    assert!(cases > 1000, "{cases}");
}

#[test]
fn every_step_of_a_fold_replays_as_it_runs() {
    let mut dice = Dice(0x9FB2_1C65_1E98_DF25);
    let mut cases = 0;
    for name in folds() {
        for dtype in DType::ALL {
            for _ in 0..4 {
                let shape = dice.shape();
                let array = dice.array(dtype, &shape);
                let axis = [dice.below(shape.len().max(1) as i64)];
                let options = Options {
                    axis: Some(&axis),
                    ..Options::default()
                };
                let recorder = Recorder::start();
                let result = method::accumulate(name, &array, options);
                let events = recorder.finish();
                let Ok(result) = result else {
                    assert!(matches!(events.last(), Some(Event::Fail(_))));
                    continue;
                };
                if in_halves(&result) {
                    continue;
                }
                let Some(plan) = plan_of(&events) else {
                    panic!("{events:?}");
                };
                check(plan, std::slice::from_ref(&array.buffer), &result);
                cases += 1;
            }
        }
    }
    // Lines longer than a block, with a loop of their own and without.
    for (name, dtype, step) in [("add", DType::F32, -1), ("subtract", DType::I64, 1)] {
        let whole = dice.array(dtype, &[1100]).flatten(CopyOrder::C).unwrap();
        let array = whole.index(&[Index::every(step)]).unwrap();
        let recorder = Recorder::start();
        let result = method::accumulate(name, &array, Options::default()).unwrap();
        let events = recorder.finish();
        let plan = plan_of(&events).unwrap();
        check(plan, std::slice::from_ref(&array.buffer), &result);
        cases += 1;
    }
    println!("{cases} accumulations replayed");
    assert!(cases > 800, "{cases}");
}

#[test]
fn stretches_replay_into_one_result() {
    let mut dice = Dice(0xA076_1D64_78BD_642F);
    let mut cases = 0;
    for name in folds() {
        for dtype in DType::ALL {
            let mut shape = dice.shape();
            shape.push(1 + dice.below(5));
            let array = dice.array(dtype, &shape);
            let axis = [dice.below(shape.len() as i64)];
            let length = shape[axis[0] as usize];
            if length == 0 {
                continue;
            }
            let starts: Vec<i64> = (0..dice.below(4)).map(|_| dice.below(length)).collect();
            let options = Options {
                axis: Some(&axis),
                ..Options::default()
            };
            let recorder = Recorder::start();
            let result = method::reduceat(name, &array, &starts, options);
            let events = recorder.finish();
            let Ok(result) = result else { continue };
            if in_halves(&result) {
                continue;
            }
            let mut bytes = vec![0; result.buffer.nbytes()];
            let mut stretches = 0;
            for event in &events {
                let Event::Reduce(plan) = event else { continue };
                stretches += 1;
                let replay = Replay::new(plan, std::slice::from_ref(&array.buffer)).unwrap();
                for write in replay.touches().filter_map(|touch| touch.write) {
                    let start = write.byte as usize;
                    bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
                }
            }
            assert_eq!(stretches, starts.len());
            assert_eq!(bytes, *result.buffer.bytes(), "{name} {dtype} {starts:?}");
            cases += 1;
        }
    }
    println!("{cases} reductions of stretches replayed");
    assert!(cases > 150, "{cases}");
}

#[test]
fn ufuncs_in_place_replay_element_by_element() {
    let mut dice = Dice(0xE703_7ED1_A0B4_28DB);
    let mut cases = 0;
    for row in ufunc::all() {
        for dtype in DType::ALL {
            let shape = [1 + dice.below(4), 1 + dice.below(3)];
            let mut array = dice.array(dtype, &shape);
            if array.layout.strides.contains(&0) {
                continue;
            }
            array.writeable = true;
            // Rows named more than once, or a slice.
            let named: Vec<i64> = (0..1 + dice.below(5))
                .map(|_| dice.below(shape[0]))
                .collect();
            let rows = Array::from_elements(&named, &[named.len() as i64]).unwrap();
            let index = if dice.one_in(2) {
                vec![Index::from(rows)]
            } else {
                vec![Index::every(-1)]
            };
            let other = DType::ALL[dice.below(11) as usize];
            let values = dice.array(other, &[shape[1]]);
            let second = (row.inputs == 2).then_some(Operand::Array(&values));
            let before = array.buffer.bytes().to_vec();
            let recorder = Recorder::start();
            let done = method::at(row.name, &array, &index, second);
            let events = recorder.finish();
            if done.is_err() {
                assert!(matches!(events.last(), Some(Event::Fail(_))));
                continue;
            }
            let Some(plan) = plan_of(&events) else {
                panic!("{events:?}");
            };
            let after = array.buffer.bytes().to_vec();
            array.buffer.bytes_mut().copy_from_slice(&before);
            let buffers = [array.buffer.clone(), values.buffer.clone()];
            let replay = Replay::new(plan, &buffers).unwrap();
            let mut bytes = before;
            for touch in replay.touches() {
                let (read, write) = (&touch.reads[0], touch.write.unwrap());
                let start = write.byte as usize;
                // What is read is what the touches before have left.
                assert_eq!(read.value.to_bytes()[..], bytes[start..start + read.nbytes]);
                bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
            }
            assert_eq!(bytes, after, "{plan:?}");
            run(plan, &buffers).unwrap();
            assert_eq!(after, *array.buffer.bytes());
            cases += 1;
        }
    }
    println!("{cases} calls in place replayed");
    assert!(cases > 300, "{cases}");
}

#[test]
fn a_fold_of_many_rows_replays_in_as_many_steps() {
    // Folding anew what came before each touch would take hours.
    let array = Array::arange(0, 60_000, 1, Some(DType::F64)).unwrap();
    let array = array.reshape(&[20_000, 3]).unwrap();
    let recorder = Recorder::start();
    let options = crate::reduce::Options {
        axis: Some(&[0]),
        ..crate::reduce::Options::default()
    };
    let result = crate::reduce::with("add", &array, options).unwrap();
    let events = recorder.finish();
    let plan = plan_of(&events).unwrap();
    let buffers = [array.buffer.clone(), result.buffer.clone()];
    let replay = Replay::new(plan, &buffers).unwrap();
    let mut last = [None; 3];
    for touch in replay.touches() {
        let column = *touch.index.last().unwrap() as usize;
        last[column] = touch.write.map(|write| write.value.number());
    }
    let sums: Vec<_> = result.scalars().map(|sum| Some(Some(sum))).collect();
    assert_eq!(last.to_vec(), sums);
    // Asked for in any order, a touch tells the same.
    let written = |nth: i64| replay.touch(nth).and_then(|touch| touch.write);
    let starts = replay.len() - 60_000;
    let late = written(starts + 3_000 * 3 + 1).map(|write| write.value.number());
    let expected: f64 = (0..=3_000).map(|row| f64::from(row * 3 + 1)).sum();
    assert_eq!(late, Some(Some(Scalar::F64(expected))));
}
