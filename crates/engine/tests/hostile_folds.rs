//! Folds, running sums, order statistics and rounding, met by arguments of any size: they answer or refuse, and a refusal
//! is always told to a recorder. Knows the public interface only.

// The lint lets tests unwrap, but does not take what they call for a part of them.
#![allow(clippy::unwrap_used)]

use engine::reduce::{self, Initial, Options, Wanted};
use engine::ufunc::{self, Operand, close, method, rounding};
use engine::{Array, DType, Event, Recorder, Result, Scalar};

/// A small generator of numbers (xorshift), so that every run meets the same cases.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    fn whole(&mut self) -> i64 {
        self.of(&[0, 1, -1, 2, 3, -2, 7, 64, i64::MIN, i64::MAX, 1 << 40])
    }

    fn axes(&mut self) -> Vec<i64> {
        (0..self.below(3)).map(|_| self.whole()).collect()
    }

    /// An array of extremes: no axes, none or few elements, turned or stretched.
    fn array(&mut self) -> Array {
        let numbers: Vec<DType> = DType::numbers().collect();
        let dtype = self.of(&numbers);
        let shape: Vec<i64> = (0..self.below(4)).map(|_| self.of(&[0, 1, 2, 3])).collect();
        let count = shape.iter().product::<i64>() as usize;
        let values: Vec<Scalar> = (0..count)
            .map(|_| {
                let value = self.of(&[0.0, -0.0, 1.0, -2.5, 1e300, f64::NAN, f64::INFINITY]);
                let whole = self.of(&[i64::MIN, i64::MAX, -1, 0, 5]);
                let chosen = if self.below(2) == 0 {
                    Scalar::F64(value)
                } else {
                    Scalar::I64(whole)
                };
                chosen.cast(dtype)
            })
            .collect();
        let array = Array::from_scalars(&values, &shape, dtype).unwrap();
        match self.below(4) {
            0 => array.t(),
            1 => array.flip(None).unwrap(),
            2 => {
                let mut wider = vec![2];
                wider.extend_from_slice(array.shape());
                array.broadcast_to(&wider).unwrap()
            }
            _ => array,
        }
    }
}

/// Runs a call that may refuse, and asks that a refusal was told.
fn tried<T>(call: impl FnOnce() -> Result<T>) -> bool {
    let recorder = Recorder::start();
    let result = call();
    let events = recorder.finish();
    let told = |event: &Event| matches!(event, Event::Fail(_));
    if let Err(error) = &result {
        assert!(events.iter().any(told), "told to nobody: {error}");
    }
    result.is_ok()
}

#[test]
fn folds_answer_or_refuse() {
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let names: Vec<&str> = ufunc::all().map(|row| row.name).collect();
    let (mut answered, mut refused) = (0, 0);
    for _ in 0..4000 {
        let (array, other, out) = (dice.array(), dice.array(), dice.array());
        let axes = dice.axes();
        let options = Options {
            axis: (dice.below(3) > 0).then_some(axes.as_slice()),
            keepdims: dice.below(2) == 0,
            ddof: dice.whole() as f64,
            correction: (dice.below(6) == 0).then_some(0.5),
            mean: (dice.below(6) == 0).then_some(&other),
            mask: (dice.below(4) == 0).then_some(&other),
            out: (dice.below(5) == 0).then_some(&out),
            initial: dice.of(&[
                Initial::Identity,
                Initial::First,
                Initial::Array(&other),
                Initial::Scalar(Scalar::F64(f64::NAN)),
            ]),
            ..Options::default()
        };
        let name = dice.of(&names);
        let plain = dice.of(&reduce::NAMES);
        let nan = dice.of(&reduce::NAN_NAMES);
        let weights = (dice.below(3) == 0).then_some(&other);
        let name_of_method = match weights {
            Some(_) if dice.below(4) > 0 => "inverted_cdf",
            _ => dice.of(&reduce::METHODS),
        };
        let method = reduce::Method {
            name: name_of_method,
            weights,
        };
        let point = dice.of(&[0.0, 0.5, 1.0, -1.0, f64::NAN, f64::INFINITY]);
        let starts = dice.axes();
        let whole = dice.whole();
        let ok = match dice.below(14) {
            0 => tried(|| reduce::call(plain, &array, options)),
            1 => tried(|| reduce::with(name, &array, options)),
            2 => tried(|| method::accumulate(name, &array, options)),
            3 => tried(|| method::reduceat(name, &array, &starts, options)),
            4 => tried(|| reduce::nan_call(nan, &array, options)),
            5 => tried(|| reduce::median(&array, options)),
            6 => tried(|| reduce::quantile(&array, Wanted::Number(point), method, options)),
            7 => tried(|| reduce::nanquantile(&array, Wanted::Array(&other), method, options)),
            8 => tried(|| {
                reduce::diff(
                    &array,
                    whole,
                    axes.first().copied().unwrap_or(-1),
                    None,
                    Some(&other),
                )
            }),
            9 => tried(|| rounding::round(&array, whole, options.out)),
            10 => tried(|| {
                let bound = Operand::PyInt(i128::from(whole) << 40);
                rounding::clip(
                    &array,
                    Some(bound),
                    Some(Operand::Array(&other)),
                    ufunc::Arguments::default(),
                )
            }),
            11 => tried(|| {
                close::isclose(
                    Operand::Array(&array),
                    Operand::Array(&other),
                    close::Tolerance::default(),
                )
            }),
            12 => tried(|| reduce::average(&array, Some(&other), options)),
            _ => tried(|| {
                reduce::unwrap(
                    &array,
                    Some(point),
                    whole,
                    engine::promote::Input::PyFloat(point),
                )
            }),
        };
        if ok {
            answered += 1;
        } else {
            refused += 1;
        }
    }
    println!("{answered} answered, {refused} refused");
    assert!(answered > 300 && refused > 300);
}
