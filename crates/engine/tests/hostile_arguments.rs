//! Any argument at all: what takes axes, counts, shapes and strides refuses or answers, and never panics; every answer is
//! a layout inside its buffer, and no memory is taken beyond the limit.

// The lint lets tests unwrap, but does not take what they call for a part of them.
#![allow(clippy::unwrap_used)]

use engine::array::broadcast::{Broadcast, broadcast_arrays};
use engine::array::grid::{
    GridAxis, GridStep, Meshing, grid_line, indices, meshgrid, mgrid, ogrid, sparse_indices,
};
use engine::array::spaces::{self, Spacing};
use engine::join::{
    Joining, Mode, Padding, Positions, Sections, append, concatenate, dstack, stack,
};
use engine::limit::set_memory_limit;
use engine::promote::Input;
use engine::ufunc::Operand;
use engine::{Array, DType, Index, Result, Scalar};

struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn one_in(&mut self, chances: u64) -> bool {
        self.roll().is_multiple_of(chances)
    }

    /// A number that is mostly small, sometimes at the end of what there is.
    fn number(&mut self) -> i64 {
        match self.roll() % 24 {
            0 => i64::MAX,
            1 => i64::MIN,
            2 => i64::MAX - 1,
            3 => 1 << 40,
            4 => -(1 << 40),
            5 => 1 << 62,
            6 => self.roll() as i64,
            _ => (self.roll() % 9) as i64 - 3,
        }
    }

    fn numbers(&mut self, most: u64) -> Vec<i64> {
        (0..self.roll() % (most + 1))
            .map(|_| self.number())
            .collect()
    }

    fn float(&mut self) -> f64 {
        match self.roll() % 12 {
            0 => f64::NAN,
            1 => f64::INFINITY,
            2 => f64::NEG_INFINITY,
            3 => 1e300,
            4 => 0.0,
            _ => (self.roll() % 200) as f64 / 8.0 - 9.0,
        }
    }

    fn input(&mut self) -> Input {
        if self.one_in(2) {
            Input::PyInt(self.number().into())
        } else {
            Input::PyFloat(self.float())
        }
    }

    /// An array with few elements, none, or, stretched, far more than bytes.
    fn array(&mut self) -> Array {
        let dtype = DType::ALL[(self.roll() % DType::ALL.len() as u64) as usize];
        let shape: Vec<i64> = (0..self.roll() % 4)
            .map(|_| (self.roll() % 4) as i64 + i64::from(!self.one_in(8)))
            .collect();
        let array = Array::ones(&shape, dtype).unwrap();
        match self.roll() % 6 {
            0 => array.t(),
            1 => array.flip(None).unwrap(),
            2 => {
                let wide: Vec<i64> = std::iter::once(1 << 40).chain(shape).collect();
                array.broadcast_to(&wide).unwrap_or(array)
            }
            3 => array.index(&[Index::Ellipsis, Index::NewAxis]).unwrap(),
            4 => Array::zeros(&[1 << 45, 0], DType::I8).unwrap(),
            _ => array,
        }
    }

    fn positions(&mut self) -> Positions {
        let mut part = || (!self.one_in(3)).then(|| self.number());
        match [part(), part(), part()] {
            [Some(index), None, None] => Positions::Int(index),
            [None, None, Some(_)] => Positions::List(self.numbers(5)),
            [None, Some(_), None] => {
                Positions::Mask((0..self.roll() % 6).map(|_| self.one_in(2)).collect())
            }
            [start, stop, step] => Positions::Slice { start, stop, step },
        }
    }

    fn padding(&mut self) -> Padding<i64> {
        match self.roll() % 4 {
            0 => Padding::Same(self.number()),
            1 => Padding::Ends(self.number(), self.number()),
            2 => Padding::Both(self.numbers(3)),
            _ => Padding::Axes(vec![
                (self.number(), self.number());
                (self.roll() % 4) as usize
            ]),
        }
    }

    fn mode(&mut self) -> Mode {
        let length = self.one_in(2).then(|| self.padding());
        let value = Scalar::F64(self.float());
        match self.roll() % 11 {
            0 => Mode::Constant(Padding::Same(value)),
            1 => Mode::Edge,
            2 => Mode::LinearRamp(Padding::Ends(value, Scalar::I64(self.number()))),
            3 => Mode::Maximum(length),
            4 => Mode::Minimum(length),
            5 => Mode::Mean(length),
            6 => Mode::Median(length),
            7 => Mode::Reflect {
                odd: self.one_in(2),
            },
            8 => Mode::Symmetric {
                odd: self.one_in(2),
            },
            9 => Mode::Wrap,
            _ => Mode::Empty,
        }
    }

    fn grid(&mut self) -> Vec<GridAxis> {
        (0..self.roll() % 4)
            .map(|_| GridAxis {
                start: self.input(),
                stop: self.input(),
                step: if self.one_in(2) {
                    GridStep::By(self.input())
                } else {
                    GridStep::Points(self.float())
                },
            })
            .collect()
    }
}

/// Counts answers and refusals; an answer must lie inside its buffer.
#[derive(Default)]
struct Seen {
    answers: usize,
    refusals: usize,
}

impl Seen {
    fn one(&mut self, result: Result<Array>) {
        self.many(result.map(|array| vec![array]));
    }

    fn many(&mut self, result: Result<Vec<Array>>) {
        let Ok(arrays) = result else {
            self.refusals += 1;
            return;
        };
        self.answers += 1;
        for array in arrays {
            let nbytes = array.buffer().nbytes();
            assert!(nbytes <= LIMIT);
            let checked = array.layout().check(array.itemsize(), nbytes);
            assert!(checked.is_ok(), "{checked:?} {:?}", array.layout());
        }
    }
}

const LIMIT: usize = 1 << 16;
const ROUNDS: usize = 12_000;

#[test]
fn joining_and_editing_never_panic() {
    set_memory_limit(LIMIT as u64);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut seen = Seen::default();
    for _ in 0..ROUNDS {
        let (a, b) = (dice.array(), dice.array());
        let axis = dice.one_in(2).then(|| dice.number());
        let number = dice.number();
        seen.one(concatenate(&[&a, &b], axis, Joining::default()));
        seen.one(concatenate(&[&a, &a], axis, Joining::default()));
        seen.one(stack(&[&a, &a], number, Joining::default()));
        seen.one(dstack(&[&a, &b]));
        seen.one(append(&a, &b, axis));
        let points = dice.numbers(4);
        seen.many(a.array_split(Sections::At(&points), number));
        seen.many(a.split(Sections::Count(dice.number()), number));
        seen.many(a.array_split(Sections::Count(dice.number()), 0));
        seen.many(a.unstack(number));
        seen.one(a.repeat(&dice.numbers(4), axis));
        seen.one(a.tile(&dice.numbers(4)));
        let axes = dice.numbers(3);
        seen.one(a.roll(&dice.numbers(3), dice.one_in(3).then_some(axes.as_slice())));
        seen.one(a.rot90(number, (dice.number(), dice.number())));
        seen.one(a.pad(&dice.padding(), &dice.mode()));
        seen.one(a.delete(&dice.positions(), axis));
        seen.one(a.insert(&dice.positions(), &b, axis));
        seen.one(a.resize(&dice.numbers(3)));
        seen.one(a.trim_zeros(dice.one_in(2), dice.one_in(2), None));
        let mut owned = Array::zeros(&[2, 3], DType::I32).unwrap();
        let resized = owned.resize_in_place(&dice.numbers(3), true);
        seen.one(resized.map(|()| owned));
    }
    println!("{} answers, {} refusals", seen.answers, seen.refusals);
    assert!(seen.answers > 5 * ROUNDS && seen.refusals > 5 * ROUNDS);
}

#[test]
fn views_and_grids_never_panic() {
    set_memory_limit(LIMIT as u64);
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let mut seen = Seen::default();
    for _ in 0..ROUNDS {
        let (a, b) = (dice.array(), dice.array());
        let (shape, strides) = (dice.numbers(3), dice.numbers(3));
        let axes = dice.one_in(2).then(|| dice.numbers(3));
        seen.one(a.as_strided(Some(&shape), Some(&strides), true));
        seen.one(a.as_strided(Some(&shape), None, false));
        seen.one(a.sliding_window_view(&dice.numbers(3), axes.as_deref(), false));
        let dtype = DType::ALL[(dice.roll() % 11) as usize];
        seen.one(a.view(dtype));
        seen.one(a.rollaxis(dice.number(), dice.number()));
        seen.one(a.permute_dims(axes.as_deref()));
        seen.one(a.zeros_like_in(
            Some(dtype),
            engine::array::copy::CopyOrder::K,
            Some(&dice.numbers(3)),
        ));
        seen.one(Array::full_of(
            &dice.numbers(3),
            &a,
            Some(dtype),
            engine::layout::Order::F,
        ));
        seen.one(a.tril(dice.number()));
        seen.one(a.triu(dice.number()));
        seen.one(a.diagflat(dice.number()));
        seen.one(a.vander(Some(dice.number()), dice.one_in(2)));
        seen.one(Array::tri(
            dice.number(),
            dice.number(),
            dice.number(),
            dtype,
        ));
        seen.one(a.byteswap());
        seen.one(a.ascontiguousarray());
        seen.one(indices(&dice.numbers(3), dtype));
        seen.many(sparse_indices(&dice.numbers(3), dtype));
        let grid = dice.grid();
        seen.one(mgrid(&grid));
        seen.many(ogrid(&grid));
        if let Some(axis) = grid.first() {
            seen.one(grid_line(axis));
        }
        let spacing = Spacing {
            num: dice.number(),
            endpoint: dice.one_in(2),
            dtype: dice.one_in(2).then_some(dtype),
            axis: dice.number(),
        };
        let stop = Operand::PyFloat(dice.float());
        let spaced = spaces::linspace(Operand::Array(&a), stop, spacing);
        seen.many(spaced.map(|(values, step)| vec![values, step]));
        seen.one(spaces::logspace(
            stop,
            Operand::Array(&a),
            dice.float(),
            spacing,
        ));
        seen.one(spaces::geomspace(&a, &b, spacing));
        seen.one(Array::arange(
            dice.input(),
            dice.input(),
            dice.input(),
            None,
        ));
        seen.many(meshgrid(&[&a, &b], Meshing::default()));
        seen.many(broadcast_arrays(&[&a, &b]));
        if let Ok(mut walk) = Broadcast::new(&[&a, &b]) {
            assert!(walk.next().is_none_or(|step| step.len() == 2));
        }
        let most = dice.number().clamp(-3, 2000);
        assert!(!a.may_share_memory(&b));
        let _ = a.shares_memory_within(&a, if most == -1 { 7 } else { most.max(0) });
        assert_eq!(a.flags().owndata, a.base().is_none());
    }
    println!("{} answers, {} refusals", seen.answers, seen.refusals);
    assert!(seen.answers > 5 * ROUNDS && seen.refusals > 5 * ROUNDS);
}

#[test]
fn lines_without_elements_are_not_walked_forever() {
    let vast = Array::zeros(&[0, 1 << 61], DType::I8).unwrap();
    let refusal = vast
        .apply_along_axis(0, |line| Ok(line.clone()))
        .unwrap_err();
    assert!(
        refusal.to_string().contains("max_work was exceeded"),
        "{refusal}"
    );
}
