//! Texts and records: their replay, element by element, leaves the bytes that `run` left.

use crate::array::copy::CopyOrder;
use crate::execute::Replay;
use crate::execute::Touch;
use crate::record::Keeper;
use crate::records::{FieldSpec, Spec, Value};
use crate::sort::{self, Kind};
use crate::strings::{self, Between, Side, Table};
use crate::ufunc::{self, Operand};
use crate::{Array, DType, Event, Scalar};

fn texts(words: &[&str]) -> Array {
    let words = words.iter().map(|&word| Value::Text(word.to_owned()));
    Array::from_value(&Value::List(words.collect()), None).unwrap()
}

/// Runs something that makes an array and replays every plan that wrote to it.
fn check(operation: impl Fn() -> Array) {
    let keeper = Keeper::start();
    let result = operation();
    let record = keeper.finish();
    let mut replayed = 0;
    for (nth, event) in record.events.iter().enumerate() {
        let (Event::Lines(plan) | Event::Move(plan) | Event::Compute(plan)) = event else {
            continue;
        };
        if plan.parts().output().buffer != result.buffer().id() {
            continue;
        }
        let replay = Replay::recorded(&record, nth).unwrap().unwrap();
        let mut bytes = vec![0; result.buffer().nbytes()];
        for nth in 0..replay.len() {
            let write = replay.touch(nth).unwrap().write.unwrap();
            let start = write.byte as usize;
            write.value.write(&mut bytes[start..start + write.nbytes]);
            replayed += 1;
        }
        assert_eq!(bytes, *result.buffer().bytes(), "{plan:?}");
    }
    assert!(replayed > 0, "{:?}", record.events);
}

/// Everything that the plans of an operation read and wrote, as it prints.
fn told(operation: impl Fn() -> Array) -> Vec<(Vec<String>, String)> {
    let keeper = Keeper::start();
    operation();
    let record = keeper.finish();
    let replays = (0..record.events.len()).filter_map(|nth| Replay::recorded(&record, nth));
    let touches: Vec<Touch> = replays
        .flat_map(|replay| replay.unwrap().touches().collect::<Vec<_>>())
        .collect();
    let words = |touch: &Touch| {
        let reads = touch.reads.iter().map(|read| read.value.to_string());
        let write = touch.write.as_ref().map(|write| write.value.to_string());
        (reads.collect(), write.unwrap_or_default())
    };
    touches.iter().map(words).collect()
}

#[test]
fn touches_tell_texts_and_records() {
    let words = texts(&["pear", "fig"]);
    let one = |read: &str, write: &str| (vec![read.to_owned()], write.to_owned());
    assert_eq!(
        told(|| words.copy(CopyOrder::C).unwrap()),
        [one("pear", "pear"), one("fig", "fig")]
    );
    assert_eq!(
        told(|| words.astype(DType::Bytes(2)).unwrap()),
        [one("pear", "b'pe'"), one("fig", "b'fi'")]
    );
    let numbers = texts(&["1.5", "-2"]);
    assert_eq!(
        told(|| numbers.astype(DType::F64).unwrap()),
        [one("1.5", "1.5"), one("-2", "-2.0")]
    );
    let mixed = told(|| {
        let truth = numbers.astype(DType::Bool).unwrap();
        ufunc::call("logical_not", &[Operand::Array(&truth)]).unwrap()
    });
    assert_eq!(mixed[2..], [one("True", "False"), one("True", "False")]);
}

#[test]
fn texts_and_records_replay_as_they_run() {
    let words = texts(&["pear", "fig", "", "Apple", "fig", "kiwi"]);
    let grid = words.reshape(&[2, 3]).unwrap().t();
    let part = texts(&["i"]);
    for array in [&words, &grid] {
        check(|| array.copy(CopyOrder::F).unwrap());
        check(|| array.astype(DType::Str(2)).unwrap());
        check(|| array.astype(DType::Bytes(9)).unwrap());
        check(|| array.astype(DType::Bool).unwrap());
        check(|| sort::sort(array, Some(-1), Kind::Stable).unwrap());
        check(|| sort::argsort(array, Some(0), Kind::Quicksort).unwrap());
        check(|| strings::change("upper", array).unwrap());
        check(|| strings::equals(array, array, false).unwrap());
        check(|| strings::add(array, &part).unwrap());
        let (start, stop) = (
            Array::scalar(Scalar::I64(1)),
            Array::scalar(Scalar::I64(-1)),
        );
        let (start, stop) = (start.unwrap(), stop.unwrap());
        let between = Between {
            start: Some(&start),
            stop: Some(&stop),
        };
        check(|| strings::find(array, &part, between, Side::Left).unwrap());
        check(|| {
            let step = Some(&stop);
            strings::slice(array, Some(&start), Some(&stop), step).unwrap()
        });
        check(|| strings::str_len(array).unwrap());
        let tabs = Array::scalar(Scalar::I64(4)).unwrap();
        check(|| strings::expandtabs(array, &tabs).unwrap());
        let table = Table::Map(&[('a', "A!"), ('e', "")]);
        check(|| strings::translate(array, table).unwrap());
    }
    let field = |name: &str, format: &str| FieldSpec {
        name: name.to_owned(),
        title: None,
        format: Spec::Name(format.to_owned()),
        shape: None,
    };
    let dtype = Spec::Fields(vec![field("a", "U3"), field("b", "i2"), field("c", "f8")]);
    let dtype = DType::from_spec(&dtype, false).unwrap();
    let row = |text: &str, whole: i64, real: f64| {
        let (whole, real) = (Scalar::I64(whole), Scalar::F64(real));
        Value::Record(vec![
            Value::Text(text.to_owned()),
            Value::Number(whole),
            Value::Number(real),
        ])
    };
    let rows = Value::List(vec![
        row("x", 3, 0.5),
        row("abc", -1, 2.0),
        row("x", 2, -7.25),
    ]);
    let records = Array::from_value(&rows, Some(dtype)).unwrap();
    check(|| records.copy(CopyOrder::C).unwrap());
    check(|| sort::sort(&records, Some(0), Kind::Stable).unwrap());
    // A field lies between the multiples of its size.
    let real = records.field("c").unwrap();
    check(|| real.copy(CopyOrder::C).unwrap());
    check(|| real.astype(DType::Str(5)).unwrap());
    check(|| sort::sort(&real, Some(0), Kind::Quicksort).unwrap());
}
