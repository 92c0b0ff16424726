//! What is made of moves, held against their replay: a result's bytes, zeroed and written again touch by touch, and once
//! more by running the recorded plans, are the bytes that the operation gave.

// The lint lets tests unwrap, but does not take what they call for a part of them.
#![allow(clippy::unwrap_used)]

use engine::array::copy::CopyOrder;
use engine::array::grid::{Meshing, meshgrid};
use engine::execute::{Replay, run};
use engine::join::{
    Joining, Mode, Nested, Padding, Positions, block, concatenate, hstack, stack, vstack,
};
use engine::layout::Order;
use engine::{Array, Buffer, DType, Event, Index, Recorder, Result, Scalar};

/// A small generator of numbers (xorshift), so that every run meets the same cases.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as i64
    }

    fn one_in(&mut self, chances: i64) -> bool {
        self.below(chances) == 0
    }

    fn dtype(&mut self) -> DType {
        let all = [
            DType::Bool,
            DType::I8,
            DType::U16,
            DType::I32,
            DType::I64,
            DType::F32,
            DType::F64,
        ];
        all[self.below(all.len() as i64) as usize]
    }

    /// An array of a shape over a larger owner: stepped, reversed, its axes in any memory order, perhaps stretched.
    fn array(&mut self, shape: &[i64], dtype: DType) -> Array {
        let mut order: Vec<i64> = (0..shape.len() as i64).collect();
        for last in (1..order.len()).rev() {
            order.swap(last, self.below(last as i64 + 1) as usize);
        }
        let steps: Vec<i64> = shape.iter().map(|_| 1 + self.below(2)).collect();
        let owner: Vec<i64> = order
            .iter()
            .map(|&axis| shape[axis as usize] * steps[axis as usize])
            .collect();
        let count: i64 = owner.iter().product();
        let values: Vec<Scalar> = (0..count).map(|_| Scalar::I64(self.below(90))).collect();
        let whole = Array::from_scalars(&values, &owner, dtype).unwrap();
        let mut back = vec![0; order.len()];
        for (place, &axis) in order.iter().enumerate() {
            back[axis as usize] = place as i64;
        }
        let turned = whole.transpose(Some(&back)).unwrap();
        let slices: Vec<Index> = steps
            .iter()
            .map(|&step| Index::every(if self.one_in(3) { -step } else { step }))
            .collect();
        turned.index(&slices).unwrap()
    }

    fn shape(&mut self, ndim: i64) -> Vec<i64> {
        (0..ndim)
            .map(|_| {
                if self.one_in(12) {
                    0
                } else {
                    1 + self.below(4)
                }
            })
            .collect()
    }
}

/// Runs an operation and holds what it wrote against the replay of its moves; gives how many there were.
fn held(sources: &[&Array], operation: impl FnOnce() -> Result<Array>) -> usize {
    let recorder = Recorder::start();
    let result = operation();
    let events = recorder.finish();
    let Ok(result) = result else {
        assert!(matches!(events.last(), Some(Event::Fail(_))), "{events:?}");
        return 0;
    };
    let mut buffers: Vec<Buffer> = sources
        .iter()
        .map(|source| source.buffer().clone())
        .collect();
    buffers.push(result.buffer().clone());
    let expected = result.buffer().bytes().to_vec();
    let moves: Vec<_> = events
        .iter()
        .filter_map(|event| match event {
            Event::Move(plan) => Some(plan),
            _ => None,
        })
        .collect();
    if sources
        .iter()
        .any(|source| source.buffer().id() == result.buffer().id())
    {
        assert!(moves.is_empty(), "a view moves nothing");
        return 0;
    }
    result.buffer().bytes_mut().fill(0);
    for plan in &moves {
        let replay = Replay::new(plan, &buffers).unwrap();
        let touches: Vec<_> = replay.touches().collect();
        let mut bytes = result.buffer().bytes_mut();
        for write in touches.iter().filter_map(|touch| touch.write.as_ref()) {
            assert_eq!(write.buffer, result.buffer().id());
            let start = write.byte as usize;
            bytes[start..start + write.nbytes].copy_from_slice(&write.value.to_bytes());
        }
    }
    assert_eq!(*result.buffer().bytes(), expected, "replayed: {moves:?}");
    result.buffer().bytes_mut().fill(0);
    for plan in &moves {
        run(plan, &buffers).unwrap();
    }
    assert_eq!(*result.buffer().bytes(), expected, "run again: {moves:?}");
    moves.len()
}

#[test]
fn joins_are_the_moves_they_record() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut moves = 0;
    for _ in 0..400 {
        let ndim = 1 + dice.below(3);
        let shape = dice.shape(ndim);
        let arrays: Vec<Array> = (0..1 + dice.below(3))
            .map(|_| {
                let dtype = dice.dtype();
                dice.array(&shape, dtype)
            })
            .collect();
        let parts: Vec<&Array> = arrays.iter().collect();
        let axis = (!dice.one_in(4)).then(|| dice.below(ndim + 1));
        moves += held(&parts, || concatenate(&parts, axis, Joining::default()));
        moves += held(&parts, || {
            stack(&parts, axis.unwrap_or(-1), Joining::default())
        });
        moves += held(&parts, || vstack(&parts, Joining::default()));
        moves += held(&parts, || hstack(&parts, Joining::default()));
        let row = Nested::List(arrays.iter().cloned().map(Nested::Array).collect());
        moves += held(&parts, || block(&row));
        let recorder = Recorder::start();
        let meshes = meshgrid(&parts[..1], Meshing::default()).unwrap();
        drop(recorder);
        assert_eq!(meshes.len(), 1);
    }
    println!("{moves} moves replayed");
    assert!(moves > 3000, "{moves}");
}

#[test]
fn rearranged_arrays_are_the_moves_they_record() {
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut moves = 0;
    for _ in 0..600 {
        let ndim = 1 + dice.below(3);
        let (shape, dtype) = (dice.shape(ndim), dice.dtype());
        let array = dice.array(&shape, dtype);
        let source = [&array];
        let axis = dice.below(ndim);
        let length = shape[axis as usize];
        let times: Vec<i64> = (0..1 + dice.below(4)).map(|_| dice.below(4)).collect();
        moves += held(&source, || array.tile(&times));
        let counts: Vec<i64> = (0..length).map(|_| dice.below(4)).collect();
        moves += held(&source, || array.repeat(&counts, Some(axis)));
        moves += held(&source, || array.repeat(&[2], Some(axis)));
        let shifts = [dice.below(9) - 4, dice.below(9) - 4];
        moves += held(&source, || array.roll(&shifts, Some(&[axis, 0])));
        let ends = Padding::Ends(dice.below(9), dice.below(9));
        for mode in [
            Mode::Constant(Padding::Ends(Scalar::I64(7), Scalar::F64(2.5))),
            Mode::Edge,
            Mode::Wrap,
            Mode::Reflect { odd: false },
            Mode::Symmetric { odd: false },
        ] {
            moves += held(&source, || array.pad(&ends, &mode));
        }
        let place = dice.below(length + 2);
        moves += held(&source, || array.delete(&Positions::Int(place), Some(axis)));
        let several = Positions::List(vec![place, -1, 0]);
        moves += held(&source, || array.delete(&several, Some(axis)));
        let value = dice.array(&[1], DType::I16);
        let both = [&array, &value];
        moves += held(&both, || array.insert(&several, &value, Some(axis)));
        moves += held(&both, || {
            array.insert(&Positions::Int(place), &value, Some(axis))
        });
        moves += held(&source, || array.tril(dice.below(5) - 2));
        moves += held(&source, || array.triu(0));
        moves += held(&source, || array.byteswap());
    }
    println!("{moves} moves replayed");
    assert!(moves > 20_000, "{moves}");
}

#[test]
fn copies_are_one_move() {
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    for _ in 0..400 {
        let ndim = dice.below(4);
        let (shape, from, to) = (dice.shape(ndim), dice.dtype(), dice.dtype());
        let array = dice.array(&shape, from);
        let source = [&array];
        assert_eq!(held(&source, || array.copy(CopyOrder::K)), 1);
        assert_eq!(held(&source, || array.astype(to)), 1);
        assert_eq!(held(&source, || array.flatten(CopyOrder::F)), 1);
        assert!(held(&source, || array.reshape_in(&[-1], Order::F)) <= 1);
        assert!(held(&source, || array.ascontiguousarray()) <= 1);
    }
}
