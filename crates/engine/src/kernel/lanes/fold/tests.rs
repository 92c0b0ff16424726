//! Every fold over lanes against the fold that takes one element at a time, bit for bit: runs and rows of any length,
//! strided, reversed, with and without something to start from.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::table::all;
use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::index::Index;
use crate::kernels::{Way, set_way};
use crate::plan::{Kernel, Plan};
use crate::reduce::{self, Initial, Options};
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand};
use crate::{Event, Recorder};

/// Lengths at which loops turn: registers, turns of them, leaves of a sum, and their halves.
const LENGTHS: [i64; 19] = [
    1, 2, 3, 4, 5, 7, 8, 9, 17, 31, 65, 128, 137, 257, 272, 403, 512, 527, 1033,
];

/// Bytes that look random, the same in every run (a linear congruential generator, Knuth's constants).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 11
    }

    /// Numbers whose sums round; now and then one of the values at which operations turn.
    fn number(&mut self, dtype: DType, special: bool) -> Scalar {
        let choice = self.next();
        let value = match dtype.kind() {
            Kind::Bool => Scalar::Bool(!choice.is_multiple_of(5)),
            Kind::Float | Kind::Complex if special && choice.is_multiple_of(9) => {
                let values = [
                    0.0,
                    -0.0,
                    f64::INFINITY,
                    f64::NEG_INFINITY,
                    f64::NAN,
                    1e-310,
                ];
                Scalar::F64(values[self.next() as usize % values.len()])
            }
            Kind::Float | Kind::Complex => Scalar::F64(self.next() as f64 / 1e12 - 4.0),
            _ if choice.is_multiple_of(4) => Scalar::I64(self.next() as i64 % 3 - 1),
            _ => Scalar::U64(self.next() << 11 | self.next() & 0x7ff),
        };
        value.cast(dtype)
    }

    fn array(&mut self, dtype: DType, shape: &[i64], special: bool) -> Array {
        let array = Array::zeros(shape, dtype).unwrap();
        let zeros = self.next().is_multiple_of(7);
        for item in array
            .buffer()
            .bytes_mut()
            .chunks_exact_mut(dtype.itemsize())
        {
            let number = if zeros {
                Scalar::F64(if self.next().is_multiple_of(2) {
                    0.0
                } else {
                    -0.0
                })
                .cast(dtype)
            } else {
                self.number(dtype, special)
            };
            item.copy_from_slice(&number.to_bytes());
        }
        array
    }
}

/// The result's bytes, and the kernel that the plan says; NaN counts as NaN.
fn folded(way: Way, name: &str, array: &Array, options: Options<'_>) -> (Vec<u8>, Kernel) {
    set_way(way);
    let recorder = Recorder::start();
    let result = reduce::with(name, array, options).unwrap();
    let told = recorder.finish().into_iter().find_map(|event| match event {
        Event::Reduce(Plan::Reduce(plan)) => Some(plan.kernel),
        _ => None,
    });
    let dtype = result.dtype();
    let mut bytes = result.buffer().bytes().to_vec();
    let part = dtype.real_part();
    if part.kind() == Kind::Float {
        for item in bytes.chunks_exact_mut(part.itemsize()) {
            if let Some(Scalar::F64(value)) =
                Scalar::from_bytes(part, item).map(|item| item.cast(DType::F64))
                && value.is_nan()
            {
                item.fill(0xff);
            }
        }
    }
    (bytes, told.unwrap())
}

/// An array through both ways, over each of its axes and all of them.
fn check(name: &str, value: DType, array: &Array, tried: &mut usize) {
    let mut lanes = 0;
    let whole: Vec<i64> = (0..array.ndim() as i64).collect();
    let axes = whole.chunks(1).chain([whole.as_slice()]);
    for axis in axes {
        for initial in [
            Initial::Identity,
            Initial::First,
            Initial::Value(crate::promote::Input::PyInt(1)),
        ] {
            let options = Options {
                axis: Some(axis),
                initial,
                dtype: Some(value),
                ..Options::default()
            };
            let (alone, kernel) = folded(Way::OneAtATime, name, array, options);
            assert_eq!(kernel, Kernel::Scalar);
            let (found, kernel) = folded(Way::Simd128, name, array, options);
            lanes += usize::from(kernel != Kernel::Scalar);
            assert_eq!(
                alone,
                found,
                "{name} of {:?} in {value:?}, shape {:?}, strides {:?}, axis {axis:?}",
                array.dtype(),
                array.shape(),
                array.layout().strides
            );
            *tried += 1;
        }
    }
    assert!(lanes > 0, "{name} of {:?} in {value:?}", array.dtype());
}

#[test]
fn lanes_fold_as_single_elements_do() {
    let mut numbers = Numbers(1995);
    let mut tried = 0;
    for (name, one) in all() {
        for (number, length) in LENGTHS.into_iter().enumerate() {
            let special = number % 2 == 1;
            let line = numbers.array(one.item, &[3 * length], special);
            for step in [1, 2, 3, -1] {
                let every = line.index(&[Index::every(step)]).unwrap();
                check(name, one.value, &every, &mut tried);
            }
            if length < 140 {
                for shape in [
                    [length, 2],
                    [length, 3],
                    [length, 4],
                    [11, length],
                    [2, length],
                ] {
                    let table = numbers.array(one.item, &shape, special);
                    check(name, one.value, &table, &mut tried);
                    let apart = table.index(&[Index::every(-1), Index::every(2)]).unwrap();
                    check(name, one.value, &apart, &mut tried);
                }
            }
        }
        let block = numbers.array(one.item, &[5, 6, 40], true);
        check(name, one.value, &block, &mut tried);
        let swapped = block.transpose(Some(&[1, 2, 0])).unwrap();
        check(name, one.value, &swapped, &mut tried);
        let apart = block
            .index(&[Index::every(2), Index::every(-2), Index::every(3)])
            .unwrap();
        check(name, one.value, &apart, &mut tried);
    }
    set_way(Way::Simd128);
    assert!(tried > 10_000, "{tried}");
}

#[test]
fn long_runs_and_casts_fold_the_same() {
    let mut numbers = Numbers(42);
    let mut tried = 0;
    for (name, item, value) in [
        ("add", DType::F64, DType::F64),
        ("add", DType::F32, DType::F32),
        ("add", DType::F32, DType::F64),
        ("add", DType::I16, DType::F64),
        ("add", DType::I8, DType::I64),
        ("add", DType::U16, DType::U64),
        ("add", DType::U64, DType::U64),
        ("minimum", DType::F64, DType::F64),
        ("maximum", DType::U8, DType::U8),
        ("logical_and", DType::F32, DType::Bool),
    ] {
        let line = numbers.array(item, &[70_001], false);
        check(name, value, &line, &mut tried);
        for step in [-2, 2] {
            let every = line.index(&[Index::every(step)]).unwrap();
            check(name, value, &every, &mut tried);
        }
        let table = numbers.array(item, &[130, 200], false);
        let apart = table.index(&[Index::every(1), Index::every(2)]).unwrap();
        check(name, value, &apart, &mut tried);
    }
    set_way(Way::Simd128);
    assert!(tried > 100, "{tried}");
}

/// Trees whose leaves are all there at once, and others; of leaves of each length, with and without a longer neighbor.
#[test]
fn trees_of_any_length_sum_up_the_same() {
    let mut numbers = Numbers(7);
    for dtype in [DType::F64, DType::F32] {
        let line = numbers.array(dtype, &[9000], false);
        let zeros = Array::zeros(&[9000], dtype).unwrap();
        let zeros = ufunc::call("negative", &[Operand::Array(&zeros)]).unwrap();
        let eights = (31..280).chain([500, 512, 513, 540, 561]);
        for length in eights.flat_map(|eights| [8 * eights, 8 * eights + eights % 8]) {
            for (array, step) in [(&line, 1), (&line, 2), (&zeros, 1)] {
                let part = Index::Slice {
                    start: Some(length % 3),
                    stop: Some(length % 3 + length * step),
                    step: Some(step),
                };
                let part = array.index(&[part]).unwrap();
                let options = Options {
                    initial: Initial::First,
                    ..Options::default()
                };
                let sums =
                    [Way::OneAtATime, Way::Simd128].map(|way| folded(way, "add", &part, options).0);
                assert_eq!(sums[0], sums[1], "{dtype:?} {length} {step}");
            }
        }
    }
    set_way(Way::Simd128);
}

#[test]
fn rows_from_far_fold_the_same() {
    let table = Numbers(3).array(DType::F64, &[35, 80_001], true);
    let fold = |way| {
        let options = Options {
            axis: Some(&[0]),
            ..Options::default()
        };
        folded(way, "add", &table, options)
    };
    let (plain, lanes) = (fold(Way::OneAtATime), fold(Way::Simd128));
    assert!(plain.0 == lanes.0);
    assert_ne!(plain.1, lanes.1);
    set_way(Way::Simd128);
}

#[test]
fn rows_accumulate_as_their_columns_do() {
    let mut numbers = Numbers(7);
    for dtype in [DType::F64, DType::F32, DType::I64, DType::U16] {
        for (name, shape) in [
            ("add", [40, 7]),
            ("multiply", [5, 40]),
            ("maximum", [4, 5000]),
            ("subtract", [3, 2]),
        ] {
            let table = numbers.array(dtype, &shape, true);
            for way in [Way::OneAtATime, Way::Simd128] {
                set_way(way);
                let over = |array: &Array| {
                    let options = Options {
                        axis: Some(&[0]),
                        dtype: Some(dtype),
                        ..Options::default()
                    };
                    crate::ufunc::method::accumulate(name, array, options).unwrap()
                };
                let recorder = Recorder::start();
                let rows = over(&table);
                let told = recorder.finish().into_iter().find_map(|event| match event {
                    Event::Reduce(Plan::Accumulate(plan)) => Some(plan.kernel),
                    _ => None,
                });
                assert_eq!(told == Some(Kernel::Scalar), way == Way::OneAtATime);
                let size = dtype.itemsize();
                for column in 0..shape[1] {
                    let line = table.index(&[Index::ALL, Index::from(column)]).unwrap();
                    let line = over(&line);
                    for row in 0..shape[0] {
                        let at = (row * shape[1] + column) as usize * size;
                        let nan = |bytes: &[u8]| {
                            let value = Scalar::from_bytes(dtype, bytes).unwrap();
                            matches!(value.cast(DType::F64), Scalar::F64(value) if value.is_nan())
                        };
                        let found = &rows.buffer().bytes()[at..at + size];
                        let alone = &line.buffer().bytes()[row as usize * size..][..size];
                        assert!(
                            found == alone || nan(found) && nan(alone),
                            "{name} {dtype:?}"
                        );
                    }
                }
            }
        }
    }
    set_way(Way::Simd128);
}

#[test]
fn the_first_extreme_is_found_in_parts() {
    let mut numbers = Numbers(11);
    for dtype in [DType::F64, DType::F32, DType::I8, DType::U64, DType::Bool] {
        for length in [1, 2, 1023, 1024, 1025, 5000] {
            for special in [false, true] {
                let line = numbers.array(dtype, &[length], special);
                for name in ["argmin", "argmax"] {
                    let found = [Way::OneAtATime, Way::Simd128].map(|way| {
                        set_way(way);
                        let found = reduce::call(name, &line, Options::default()).unwrap();
                        found.item().unwrap()
                    });
                    assert_eq!(found[0], found[1], "{name} {dtype:?} {length}");
                }
            }
        }
    }
    set_way(Way::Simd128);
}
