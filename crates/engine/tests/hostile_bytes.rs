//! Bytes that are packed, read as something else or come from a file, and what Python asks of an array: any argument at all is
//! refused or answered, without a panic; every answer is a layout inside its buffer, and no memory is taken beyond the limit.

// The lint lets tests unwrap, but does not take what they call for a part of them.
#![allow(clippy::unwrap_used)]

use engine::index::grid::mask_indices;
use engine::layout::Order;
use engine::limit::set_memory_limit;
use engine::npy::{self, Loaded, Member};
use engine::numeric::{
    BitOrder, bartlett, blackman, hamming, hanning, kaiser, packbits, unpackbits,
};
use engine::records::Value;
use engine::ufunc::{Operand, power, rounding};
use engine::visit::{Folding, Identity, PyFunc};
use engine::{Array, DType, Index, Result, Scalar};

const LIMIT: usize = 1 << 16;

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % sides
    }

    /// A number that is mostly small, sometimes at the end of what there is.
    fn number(&mut self) -> i64 {
        match self.roll(20) {
            0 => i64::MAX,
            1 => i64::MIN,
            2 => 1 << 40,
            3 => -(1 << 62),
            _ => self.roll(12) as i64 - 4,
        }
    }

    fn numbers(&mut self) -> Vec<i64> {
        (0..self.roll(4)).map(|_| self.number()).collect()
    }

    fn perhaps<T>(&mut self, of: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.roll(2) == 0).then(|| of(self))
    }

    fn float(&mut self) -> f64 {
        match self.roll(12) {
            0 => f64::NAN,
            1 => f64::INFINITY,
            2 => f64::NEG_INFINITY,
            3 => 1e300,
            _ => self.roll(200) as f64 / 8.0 - 9.0,
        }
    }

    fn dtype(&mut self) -> DType {
        let others = [
            DType::F16,
            DType::Str(3),
            DType::Bytes(5),
            DType::Void(0),
            DType::Void(3),
            DType::C64,
        ];
        match self.roll(3) {
            0 => others[self.roll(others.len() as u64) as usize],
            _ => DType::ALL[self.roll(DType::ALL.len() as u64) as usize],
        }
    }

    /// An array with few elements, none, or, stretched, far more than bytes.
    fn array(&mut self) -> Array {
        let shape: Vec<i64> = (0..self.roll(4)).map(|_| self.roll(5) as i64).collect();
        let dtype = self.dtype();
        let array = Array::zeros(&shape, dtype).unwrap();
        match self.roll(6) {
            0 => array.t(),
            1 => array.flip(None).unwrap(),
            2 => {
                let wide: Vec<i64> = std::iter::once(1 << 40).chain(shape).collect();
                array.broadcast_to(&wide).unwrap_or(array)
            }
            3 => array.index(&[Index::Ellipsis, Index::NewAxis]).unwrap(),
            4 if dtype.holds_numbers() => array
                .full_like(Scalar::F64(self.float()).cast(dtype), None)
                .unwrap_or(array),
            _ => array,
        }
    }

    fn order(&mut self) -> BitOrder {
        match self.roll(2) {
            0 => BitOrder::Big,
            _ => BitOrder::Little,
        }
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
        let Ok(array) = result else {
            self.refusals += 1;
            return;
        };
        self.answers += 1;
        let nbytes = array.buffer().nbytes();
        assert!(nbytes <= LIMIT);
        let checked = array.layout().check(array.itemsize(), nbytes);
        assert!(checked.is_ok(), "{checked:?} {:?}", array.layout());
    }

    fn other<T>(&mut self, result: &Result<T>) {
        match result {
            Ok(_) => self.answers += 1,
            Err(_) => self.refusals += 1,
        }
    }
}

#[test]
fn bytes_seen_otherwise_never_panic() {
    set_memory_limit(LIMIT as u64);
    let mut dice = Dice(0x2545_F491_4F6C_DD1D);
    let mut seen = Seen::default();
    for _ in 0..6_000 {
        let (array, other) = (dice.array(), dice.array());
        let axis = dice.perhaps(Dice::number);
        seen.one(packbits(&array, axis, dice.order()));
        seen.one(unpackbits(
            &array,
            axis,
            dice.perhaps(Dice::number),
            dice.order(),
        ));
        let (dtype, shape, offset) = (dice.dtype(), dice.numbers(), dice.number());
        let strides = dice.perhaps(Dice::numbers);
        seen.one(array.over_bytes(&shape, dtype, offset, strides.as_deref(), Order::F));
        seen.one(array.getfield(dtype, offset));
        seen.other(&array.setfield(Operand::PyInt(offset.into()), dtype, offset));
        seen.other(&array.truth());
        seen.other(&array.to_int());
        seen.other(&array.to_float());
        seen.other(&array.to_complex());
        seen.other(&array.to_index());
        seen.other(&array.size_along(dice.perhaps(Dice::numbers).as_deref()));
        seen.one(array.m_t());
        if array.size() < 1000 && other.size() < 1000 {
            seen.other(&array.contains(&other));
            seen.one(array.asarray_chkfinite());
            seen.one(rounding::round(&array, dice.number(), Some(&other)));
        }
        let (points, beta) = (dice.float(), dice.float());
        for window in [bartlett, blackman, hamming, hanning] {
            seen.one(window(points));
        }
        seen.one(kaiser(points, beta));
        let exponent = Operand::PyFloat(dice.float());
        if array.ndim() == 0 {
            seen.one(power::pow_of_scalars(Operand::Array(&array), exponent));
        }
        let k = dice.number();
        seen.other(&mask_indices(dice.number(), |matrix| matrix.triu(k)));
        let values = (0..dice.roll(6)).map(|number| match number % 3 {
            0 => Value::Number(Scalar::I64(number as i64 * 100)),
            1 => Value::Text("7".to_owned()),
            _ => Value::List(vec![Value::Number(Scalar::F64(0.5))]),
        });
        let values: Vec<Value> = values.collect();
        seen.one(Array::fromiter(values, dtype, dice.number()));
    }
    println!("{} answers, {} refusals", seen.answers, seen.refusals);
    assert!(seen.answers > 20_000 && seen.refusals > 20_000);
}

#[test]
fn folds_of_a_function_never_panic() {
    set_memory_limit(LIMIT as u64);
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut seen = Seen::default();
    let mut first = PyFunc::new("first", 2, 1, |given: &[Scalar]| Ok(vec![given[0]]));
    for _ in 0..3_000 {
        let array = dice.array();
        if array.size() > 1000 || !array.dtype().holds_numbers() {
            continue;
        }
        first.identity = match dice.roll(3) {
            0 => Identity::Missing,
            1 => Identity::Reorderable,
            _ => Identity::Value(Scalar::F64(dice.float())),
        };
        let folding = Folding {
            keepdims: dice.roll(2) == 0,
            initial: dice.perhaps(|dice| Scalar::I64(dice.number())),
        };
        let axes = dice.perhaps(Dice::numbers);
        seen.one(first.reduce(&array, axes.as_deref(), DType::F64, folding));
        let starts = dice.numbers();
        seen.one(first.reduceat(&array, &starts, dice.number(), DType::F64));
    }
    println!("{} answers, {} refusals", seen.answers, seen.refusals);
    assert!(seen.answers > 500 && seen.refusals > 500);
}

#[test]
fn files_of_any_bytes_never_panic() {
    set_memory_limit(LIMIT as u64);
    let mut dice = Dice(0xD1B5_4A32_D192_ED03);
    let (numbers, texts) = (
        Array::arange(0, 40, 1, None).unwrap(),
        Array::zeros(&[2, 3], DType::Str(2)).unwrap(),
    );
    let whole = npy::savez(&[&numbers], &[("texts", &texts)]).unwrap();
    let Ok(Loaded::Archive(archive)) = npy::load(&whole) else {
        panic!("an archive");
    };
    assert_eq!(archive.files, ["texts", "arr_0"]);
    let Ok(Member::Array(back)) = archive.get("arr_0") else {
        panic!("an array");
    };
    assert_eq!(
        back.to_vec::<i64>().unwrap(),
        numbers.to_vec::<i64>().unwrap()
    );
    let (mut opened, mut refused) = (0, 0);
    for _ in 0..20_000 {
        let mut file = whole.clone();
        for _ in 0..=dice.roll(4) {
            // Mostly in the records around the arrays.
            let place = match dice.roll(3) {
                0 => file.len() - 1 - dice.roll(140) as usize,
                1 => dice.roll(60) as usize,
                _ => dice.roll(file.len() as u64) as usize,
            };
            file[place] = match dice.roll(4) {
                0 => 0xff,
                1 => 8,
                _ => dice.roll(256) as u8,
            };
        }
        file.truncate(file.len() - dice.roll(2) as usize * dice.roll(300) as usize);
        match npy::load(&file) {
            Ok(Loaded::Archive(archive)) => {
                opened += 1;
                for name in archive.files.iter().map(String::as_str).chain(["none"]) {
                    if archive.get(name).is_err() {
                        refused += 1;
                    }
                }
            }
            Ok(Loaded::Array(_)) => {}
            Err(_) => refused += 1,
        }
    }
    assert!(opened > 1_000 && refused > 1_000, "{opened} {refused}");
}
