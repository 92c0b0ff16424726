//! Texts and records: their replay, element by element, leaves the bytes that `run` left.

use crate::array::copy::CopyOrder;
use crate::execute::Replay;
use crate::records::{FieldSpec, Spec, Value};
use crate::sort::{self, Kind};
use crate::strings::{self, Between, Side, Table};
use crate::{Array, DType, Event, Recorder, Scalar};

fn texts(words: &[&str]) -> Array {
    let words = words.iter().map(|&word| Value::Text(word.to_owned()));
    Array::from_value(&Value::List(words.collect()), None).unwrap()
}

/// Runs something that makes an array and replays every plan that wrote to it.
fn check(sources: &[&Array], operation: impl Fn() -> Array) {
    let recorder = Recorder::start();
    let result = operation();
    let events = recorder.finish();
    let mut buffers: Vec<_> = sources.iter().map(|array| array.buffer().clone()).collect();
    buffers.push(result.buffer().clone());
    let mut replayed = 0;
    for event in &events {
        let (Event::Lines(plan) | Event::Move(plan)) = event else {
            continue;
        };
        let Ok(replay) = Replay::new(plan, &buffers) else {
            continue;
        };
        let mut bytes = vec![0; result.buffer().nbytes()];
        let before = replayed;
        for nth in 0..replay.len() {
            let touch = replay.touch(nth).unwrap();
            if touch.write.as_ref().map(|write| write.buffer) != Some(result.buffer().id()) {
                continue;
            }
            let (start, written) = (
                touch.write.unwrap().byte as usize,
                replay.written_bytes(nth).unwrap(),
            );
            bytes[start..start + written.len()].copy_from_slice(&written);
            replayed += 1;
        }
        if before < replayed {
            assert_eq!(bytes, *result.buffer().bytes(), "{plan:?}");
        }
    }
    assert!(replayed > 0, "{events:?}");
}

#[test]
fn texts_and_records_replay_as_they_run() {
    let words = texts(&["pear", "fig", "", "Apple", "fig", "kiwi"]);
    let grid = words.reshape(&[2, 3]).unwrap().t();
    let part = texts(&["i"]);
    for array in [&words, &grid] {
        check(&[array], || array.copy(CopyOrder::F).unwrap());
        check(&[array], || array.astype(DType::Str(2)).unwrap());
        check(&[array], || array.astype(DType::Bytes(9)).unwrap());
        check(&[array], || array.astype(DType::Bool).unwrap());
        check(&[array], || {
            sort::sort(array, Some(-1), Kind::Stable).unwrap()
        });
        check(&[array], || {
            sort::argsort(array, Some(0), Kind::Quicksort).unwrap()
        });
        check(&[array], || strings::change("upper", array).unwrap());
        check(&[array], || strings::equals(array, array, false).unwrap());
        check(&[array, &part], || strings::add(array, &part).unwrap());
        let (start, stop) = (
            Array::scalar(Scalar::I64(1)),
            Array::scalar(Scalar::I64(-1)),
        );
        let (start, stop) = (start.unwrap(), stop.unwrap());
        let between = Between {
            start: Some(&start),
            stop: Some(&stop),
        };
        check(&[array, &part, &start, &stop], || {
            strings::find(array, &part, between, Side::Left).unwrap()
        });
        check(&[array, &start, &stop], || {
            let step = Some(&stop);
            strings::slice(array, Some(&start), Some(&stop), step).unwrap()
        });
        check(&[array], || strings::str_len(array).unwrap());
        let tabs = Array::scalar(Scalar::I64(4)).unwrap();
        check(&[array, &tabs], || {
            strings::expandtabs(array, &tabs).unwrap()
        });
        let table = Table::Map(&[('a', "A!"), ('e', "")]);
        check(&[array], || strings::translate(array, table).unwrap());
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
    check(&[&records], || records.copy(CopyOrder::C).unwrap());
    check(&[&records], || {
        sort::sort(&records, Some(0), Kind::Stable).unwrap()
    });
    // A field lies between the multiples of its size.
    let real = records.field("c").unwrap();
    check(&[&records], || real.copy(CopyOrder::C).unwrap());
    check(&[&records], || real.astype(DType::Str(5)).unwrap());
    check(&[&records], || {
        sort::sort(&real, Some(0), Kind::Quicksort).unwrap()
    });
}
