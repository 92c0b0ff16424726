//! `Replay` held against `run`: applied touch by touch to zeroed bytes, a replayed plan gives what `run` gave.

mod contract;
#[cfg(feature = "linalg")]
mod decompose;
mod folds;
mod indexing;
mod lines;
#[cfg(feature = "records")]
mod records;
#[cfg(feature = "lanes")]
mod ways;

use super::{Replay, run};
use crate::array::Array;
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::layout::{Dims, Layout, Order};
use crate::plan::Plan;
use crate::record::{Event, Recorder};
use crate::reduce::{self, Options};
use crate::ufunc::{self, Operand};

/// A small generator of numbers (xorshift), so that every run meets the same cases.
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: i64) -> i64 {
        (self.roll() % end as u64) as i64
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.roll().is_multiple_of(chances)
    }

    /// An array over bytes of any pattern, its axes in any memory order, stepped, reversed or stretched.
    fn array(&mut self, dtype: DType, shape: &[i64]) -> Array {
        let mut order: Vec<usize> = (0..shape.len()).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, self.below(last as i64 + 1) as usize);
        }
        let size = dtype.itemsize() as i64;
        let mut layout = Layout {
            shape: Dims::from_slice(shape),
            strides: Dims::from_elem(0, shape.len()),
            offset: 0,
        };
        let mut extent = size;
        for &axis in &order {
            if self.one_in(6) {
                continue;
            }
            let step = 1 + self.below(2);
            layout.strides[axis] = extent * step;
            let span = extent * step * (shape[axis] - 1).max(0);
            if self.one_in(3) {
                layout.strides[axis] *= -1;
                layout.offset += span;
            }
            extent = extent * step * shape[axis].max(1);
        }
        let owner = Layout::contiguous(&[extent / size], dtype.itemsize(), Order::C);
        let buffer = Buffer::zeroed(owner.into(), dtype).unwrap();
        let small = self.one_in(2);
        for chunk in buffer.bytes_mut().chunks_exact_mut(dtype.itemsize()) {
            let value = match dtype {
                DType::Bool => crate::Scalar::Bool(self.one_in(2)),
                _ if small => crate::Scalar::I64(self.below(7) - 2).cast(dtype),
                _ => {
                    let mut bytes = self.roll().to_le_bytes().to_vec();
                    if chunk.len() > bytes.len() {
                        bytes.extend(self.roll().to_le_bytes());
                    }
                    crate::Scalar::from_bytes(dtype, &bytes[..chunk.len()]).unwrap()
                }
            };
            chunk.copy_from_slice(&value.to_bytes());
        }
        Array {
            buffer,
            layout: layout.into(),
            dtype,
            view: true,
            writeable: true,
        }
    }

    fn shape(&mut self) -> Vec<i64> {
        let ndim = self.below(4);
        (0..ndim)
            .map(|_| {
                if self.one_in(15) {
                    0
                } else {
                    1 + self.below(4)
                }
            })
            .collect()
    }
}

/// The result's bytes as replayed, and as run once more.
fn replayed(event: &Event, buffers: &[Buffer], result: &Array) -> Vec<u8> {
    let (Event::Compute(plan) | Event::Reduce(plan)) = event else {
        panic!("{event:?}");
    };
    let replay = Replay::new(plan, buffers).unwrap();
    let mut bytes = vec![0; result.buffer.nbytes()];
    if let Plan::Reduce(plan) = plan
        && let Some(initial) = plan.initial
    {
        let initial = initial.cast(plan.output.dtype).to_bytes();
        bytes
            .chunks_exact_mut(initial.len())
            .for_each(|one| one.copy_from_slice(&initial));
    }
    for touch in replay.touches() {
        for read in &touch.reads {
            assert_eq!(read.value.to_bytes().len(), read.nbytes);
        }
        if let Some(write) = touch.write {
            let start = write.byte as usize;
            bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
        }
    }
    bytes
}

#[test]
fn every_ufunc_replays_as_it_runs() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut cases = 0;
    for row in ufunc::all() {
        for first in DType::ALL {
            for second in DType::ALL {
                if row.inputs == 1 && second != first {
                    continue;
                }
                let full = dice.shape();
                let arrays: Vec<Array> = [first, second, first][..row.inputs]
                    .iter()
                    .map(|&dtype| {
                        let mut shape = full.clone();
                        for extent in &mut shape {
                            if dice.one_in(5) {
                                *extent = 1;
                            }
                        }
                        let from = if dice.one_in(4) {
                            dice.below(shape.len() as i64 + 1)
                        } else {
                            0
                        };
                        dice.array(dtype, &shape[from as usize..])
                    })
                    .collect();
                let operands: Vec<Operand<'_>> = arrays.iter().map(Operand::Array).collect();
                let mask = dice.one_in(4).then(|| dice.array(DType::Bool, &full));
                let arguments = ufunc::Arguments {
                    mask: mask.as_ref(),
                    ..ufunc::Arguments::default()
                };
                let recorder = Recorder::start();
                let results = ufunc::call_with(row.name, &operands, arguments);
                let events = recorder.finish();
                let Ok(results) = results else {
                    assert!(matches!(events.last(), Some(Event::Fail(_))));
                    continue;
                };
                let plans: Vec<&Event> = events
                    .iter()
                    .filter(|event| matches!(event, Event::Compute(_)))
                    .collect();
                assert_eq!(plans.len(), row.outputs());
                for (event, result) in plans.into_iter().zip(&results) {
                    let mut buffers: Vec<Buffer> = arrays
                        .iter()
                        .chain(&mask)
                        .map(|array| array.buffer.clone())
                        .collect();
                    let bytes = replayed(event, &buffers, result);
                    assert_eq!(bytes, *result.buffer.bytes(), "{event:?}");
                    // Running the recorded plan once more gives the same again.
                    buffers.push(result.buffer.clone());
                    result.buffer.bytes_mut().fill(0);
                    let Event::Compute(plan) = event else {
                        unreachable!()
                    };
                    run(plan, &buffers).unwrap();
                    assert_eq!(bytes, *result.buffer.bytes(), "{plan:?}");
                    cases += 1;
                }
            }
        }
    }
    println!("{cases} calls replayed");
    assert!(cases > 4000, "{cases}");
}

#[test]
fn every_reduction_replays_as_it_runs() {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut cases = 0;
    for name in ["sum", "prod", "min", "max", "any", "all"] {
        for dtype in DType::ALL {
            for _ in 0..40 {
                let shape = dice.shape();
                let array = dice.array(dtype, &shape);
                let axes: Vec<i64> = (0..shape.len() as i64).filter(|_| dice.one_in(2)).collect();
                let options = Options {
                    axis: (!dice.one_in(3)).then_some(axes.as_slice()),
                    keepdims: dice.one_in(2),
                    ..Options::default()
                };
                let recorder = Recorder::start();
                let result = reduce::call(name, &array, options);
                let events = recorder.finish();
                let Ok(result) = result else { continue };
                let bytes = replayed(&events[0], std::slice::from_ref(&array.buffer), &result);
                assert_eq!(bytes, *result.buffer.bytes(), "{:?}", events[0]);
                cases += 1;
            }
        }
    }
    println!("{cases} reductions replayed");
    assert!(cases > 2000, "{cases}");
}

#[test]
fn long_runs_cross_blocks() {
    let long = Array::from_elements(&(0..5000i32).collect::<Vec<_>>(), &[5000]).unwrap();
    let mut reversed = long.clone();
    reversed.layout.strides[0] = -4;
    reversed.layout.offset = 4 * 4999;
    let sum = ufunc::call("add", &[Operand::Array(&long), Operand::Array(&reversed)]).unwrap();
    assert!(
        sum.buffer
            .elements::<i32>()
            .iter()
            .all(|&value| value == 4999)
    );
    let total = reduce::call("sum", &reversed, Options::default()).unwrap();
    assert_eq!(*total.buffer.elements::<i64>(), [12_497_500]);
    let most = reduce::call("max", &long, Options::default()).unwrap();
    assert_eq!(*most.buffer.elements::<i32>(), [4999]);
}

#[test]
fn a_long_loop_around_nothing_ends_at_once() {
    let empty = Array::zeros(&[1 << 40, 0], DType::F64).unwrap();
    let row = Array::zeros(&[0], DType::F64).unwrap();
    let sum = ufunc::call("add", &[Operand::Array(&empty), Operand::Array(&row)]).unwrap();
    assert_eq!(sum.shape(), [1 << 40, 0]);
}

#[test]
fn every_move_replays_as_it_runs() {
    let mut dice = Dice(0x1234_5678_9ABC_DEF1);
    let mut cases = 0;
    for from in DType::ALL {
        for to in DType::ALL {
            for _ in 0..20 {
                let shape = dice.shape();
                let source = dice.array(from, &shape);
                let recorder = Recorder::start();
                let result = source.astype(to);
                let events = recorder.finish();
                let Ok(result) = result else { continue };
                let Some(Event::Move(plan)) = events.first() else {
                    panic!("{events:?}");
                };
                let bytes = moved(plan, &[source.buffer.clone(), result.buffer.clone()], None);
                assert_eq!(bytes, *result.buffer.bytes(), "{plan:?}");
                cases += 1;
            }
        }
    }
    println!("{cases} moves replayed");
    assert!(cases > 2000, "{cases}");
}

#[test]
fn a_move_inside_one_buffer_reads_before_it_writes() {
    let long = Array::from_elements(&(0..9i16).collect::<Vec<_>>(), &[9]).unwrap();
    let head = long.index(&[crate::Index::range(0, 8)]).unwrap();
    let tail = long.index(&[crate::Index::range(1, 9)]).unwrap();
    let before = long.buffer.bytes().to_vec();
    let recorder = Recorder::start();
    tail.put(&head).unwrap();
    let events = recorder.finish();
    let [Event::Move(plan)] = events.as_slice() else {
        panic!("{events:?}");
    };
    assert_eq!(long.to_vec::<i16>().unwrap(), [0, 0, 1, 2, 3, 4, 5, 6, 7]);
    long.buffer.bytes_mut().copy_from_slice(&before);
    let bytes = moved(plan, std::slice::from_ref(&long.buffer), Some(before));
    run(plan, std::slice::from_ref(&long.buffer)).unwrap();
    assert_eq!(bytes, *long.buffer.bytes());
}

/// The target's bytes after a replayed move.
fn moved(plan: &Plan, buffers: &[Buffer], onto: Option<Vec<u8>>) -> Vec<u8> {
    let Plan::Move(inner) = plan else {
        panic!("{plan:?}");
    };
    let target = buffers
        .iter()
        .find(|one| one.id() == inner.output.buffer)
        .unwrap();
    let mut bytes = onto.unwrap_or_else(|| vec![0; target.nbytes()]);
    for touch in Replay::new(plan, buffers).unwrap().touches() {
        let write = touch.write.unwrap();
        let start = write.byte as usize;
        bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
    }
    bytes
}
