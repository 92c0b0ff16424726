//! A call made again takes a shorter way than the first one: what it gives must be what a first call gives.
//! While a recorder listens every call is planned anew, so that one is the judge of the other.

// The lint lets tests unwrap, but does not take what they call for a part of them.
#![allow(clippy::unwrap_used)]

use engine::array::copy::CopyOrder;
use engine::index::select;
use engine::kernels::{Way, set_way};
use engine::reduce::{self, Options};
use engine::sort::{self, Kind};
use engine::ufunc::{self, Operand};
use engine::{Array, DType, Index, Recorder, Result, linalg};

/// Two arrays in, one out; `out` where the operation takes one.
type Work = Box<dyn Fn(&Array, &Array, Option<&Array>) -> Result<Array>>;

/// One array in, one out.
type OfOne = fn(&Array) -> Result<Array>;

fn called(name: &'static str) -> Work {
    Box::new(move |a, b, out| {
        let operands = [Operand::Array(a), Operand::Array(b)];
        let inputs = ufunc::find(name).unwrap().inputs;
        match out {
            None => ufunc::call(name, &operands[..inputs]),
            Some(out) => ufunc::call_into(name, &operands[..inputs], out).map(|()| out.clone()),
        }
    })
}

fn beside(name: &'static str, number: Operand<'static>) -> Work {
    Box::new(move |a, _, out| {
        let operands = [Operand::Array(a), number];
        match out {
            None => ufunc::call(name, &operands),
            Some(out) => ufunc::call_into(name, &operands, out).map(|()| out.clone()),
        }
    })
}

fn folded(name: &'static str, axis: Option<i64>, keepdims: bool) -> Work {
    Box::new(move |a, _, out| {
        let axes = axis.map(|axis| [axis]);
        let options = Options {
            axis: axes.as_ref().map(|axes| &axes[..]),
            keepdims,
            out,
            ..Options::default()
        };
        reduce::call(name, a, options)
    })
}

fn works() -> Vec<(String, Work)> {
    let mut works: Vec<(String, Work)> = Vec::new();
    for name in [
        "add", "multiply", "power", "greater", "sqrt", "negative", "divide", "maximum",
    ] {
        works.push((name.to_owned(), called(name)));
    }
    for (name, number) in [
        ("add", Operand::PyInt(3)),
        ("add", Operand::PyInt(-4)),
        ("add", Operand::PyInt(1000)),
        ("multiply", Operand::PyFloat(1.5)),
        ("multiply", Operand::PyFloat(-0.25)),
        ("power", Operand::PyInt(2)),
        ("power", Operand::PyInt(-1)),
        ("greater", Operand::PyFloat(0.5)),
    ] {
        works.push((format!("{name} {number:?}"), beside(name, number)));
    }
    for name in ["sum", "max", "mean", "std", "any", "prod"] {
        for axis in [None, Some(0), Some(-1)] {
            for keepdims in [false, true] {
                works.push((
                    format!("{name} {axis:?} {keepdims}"),
                    folded(name, axis, keepdims),
                ));
            }
        }
    }
    works.push(("dot".to_owned(), Box::new(|a, b, _| linalg::dot(a, b))));
    for axis in [None, Some(0)] {
        works.push((
            format!("cumsum {axis:?}"),
            Box::new(move |a, _, out| {
                let options = Options {
                    out,
                    ..Options::default()
                };
                reduce::cumsum(a, axis, options)
            }),
        ));
    }
    works.push((
        "where".to_owned(),
        Box::new(|a, b, _| {
            let zero = Operand::PyInt(0);
            let truths = ufunc::call("greater", &[Operand::Array(a), zero])?;
            select::where_(&truths, Operand::Array(a), Operand::Array(b))
        }),
    ));
    for number in [0, 7, 4000] {
        works.push((
            format!("where {number}"),
            Box::new(move |a, b, _| {
                let truths = ufunc::call("not_equal", &[Operand::Array(a), Operand::Array(b)])?;
                select::where_(&truths, Operand::Array(a), Operand::PyInt(number))
            }),
        ));
    }
    let by_sorting: [(&str, OfOne); 5] = [
        ("sort", |a| sort::sort(a, Some(-1), Kind::Quicksort)),
        ("flat sort", |a| sort::sort(a, None, Kind::Stable)),
        ("argsort", |a| sort::argsort(a, Some(-1), Kind::Stable)),
        ("partition", |a| {
            sort::partition(a, &[a.shape().last().unwrap_or(&0) / 2], Some(-1))
        }),
        ("argpartition", |a| sort::argpartition(a, &[0], Some(0))),
    ];
    for (name, sorted) in by_sorting {
        works.push((name.to_owned(), Box::new(move |a, _, _| sorted(a))));
    }
    works.push((
        "mask".to_owned(),
        Box::new(|a, b, _| {
            let truths = ufunc::call("greater", &[Operand::Array(a), Operand::Array(b)])?;
            a.index(&[Index::from(truths)])
        }),
    ));
    works.push((
        "every second".to_owned(),
        Box::new(|a, _, _| {
            let second = a.index(&[Index::Ellipsis, Index::every(2)])?;
            reduce::call("sum", &second, Options::default())
        }),
    ));
    works
}

/// Elements of every sign, in the order of their number.
fn line(count: i64, dtype: DType, seed: i64) -> Array {
    let numbers = Array::arange(0.0, count as f64, 1.0, Some(DType::I64)).unwrap();
    let turned = |name, number| {
        move |array: Array| ufunc::call(name, &[Operand::Array(&array), Operand::PyInt(number)])
    };
    let numbers = turned("multiply", i128::from(7 + seed))(numbers)
        .and_then(turned("remainder", 23))
        .and_then(turned(
            "subtract",
            i128::from(dtype.code().is_lowercase()) * 9,
        ));
    numbers.unwrap().astype(dtype).unwrap()
}

/// The same number of elements in many layouts, two of each.
fn pairs(count: i64, dtype: DType) -> Vec<[Array; 2]> {
    let both = |make: &dyn Fn(Array) -> Array, longer: i64| {
        [1, 4].map(|seed| make(line(longer, dtype, seed)))
    };
    let slice = |start, stop, step| Index::Slice { start, stop, step };
    let cut =
        |start, stop, step| move |array: Array| array.index(&[slice(start, stop, step)]).unwrap();
    let mut pairs = vec![
        both(&|array| array, count),
        both(&cut(None, None, Some(2)), 2 * count),
        both(&cut(None, None, Some(-1)), count),
        both(&cut(Some(1), None, None), count + 1),
        both(&cut(Some(3), None, None), count + 3),
    ];
    if count == 1 {
        pairs.push(both(&|array| array.reshape(&[]).unwrap(), 1));
    }
    if count % 4 == 0 && count > 0 {
        let rows = |array: Array| array.reshape(&[4, -1]).unwrap();
        pairs.push(both(&rows, count));
        pairs.push(both(&|array| rows(array).t(), count));
        let [a, b] = both(&rows, count);
        pairs.push([a.clone(), b.index(&[Index::Int(0)]).unwrap()]);
        let column = b.index(&[Index::ALL, slice(None, Some(1), None)]).unwrap();
        pairs.push([column, a]);
    }
    pairs
}

/// All that can be seen of a result: dtype, shape, strides, bytes.
type Seen = (DType, Vec<i64>, Vec<i64>, Vec<u8>);

fn seen(result: Result<Array>) -> Result<Seen> {
    let array = result?;
    let bytes = array.tobytes(CopyOrder::C)?;
    Ok((
        array.dtype(),
        array.shape().to_vec(),
        array.strides().to_vec(),
        bytes,
    ))
}

fn recorded(work: &Work, a: &Array, b: &Array, out: Option<&Array>) -> Result<Array> {
    let recorder = Recorder::start();
    let result = work(a, b, out);
    assert!(!recorder.finish().is_empty());
    result
}

const DTYPES: [DType; 6] = [
    DType::F64,
    DType::F32,
    DType::I32,
    DType::U8,
    DType::I64,
    DType::Bool,
];

#[test]
fn a_call_made_again_gives_what_a_first_one_gives() {
    let works = works();
    let mut results = 0;
    for way in [Way::Simd128, Way::OneAtATime, Way::Simd128] {
        set_way(way);
        for dtype in DTYPES {
            for count in [0, 1, 2, 7, 16, 33, 200] {
                for [a, b] in pairs(count, dtype) {
                    for (name, work) in &works {
                        let first = recorded(work, &a, &b, None);
                        let wanted = seen(first.clone());
                        for time in 0..3 {
                            let again = seen(work(&a, &b, None));
                            assert_eq!(
                                again,
                                wanted,
                                "{name} {dtype} {count} {time} {:?}",
                                a.layout()
                            );
                        }
                        let Ok(first) = first else { continue };
                        results += 1;
                        let into =
                            |out: &Array| (seen(recorded(work, &a, &b, Some(out))), out.clone());
                        let (wanted, _) = into(&first.zeros_like(None).unwrap());
                        for _ in 0..3 {
                            let out = first.zeros_like(None).unwrap();
                            let again = work(&a, &b, Some(&out));
                            assert_eq!(seen(again), wanted, "{name} into {dtype} {count}");
                        }
                    }
                }
            }
        }
    }
    assert!(results > 10_000, "{results}");
}

#[test]
fn other_bytes_and_other_numbers_are_read_anew() {
    let a = line(40, DType::F64, 1);
    let add = |number| ufunc::call("add", &[Operand::Array(&a), Operand::PyFloat(number)]).unwrap();
    for number in [1.0, 2.5, -3.0] {
        let fresh = recorded(&beside("add", Operand::PyFloat(number)), &a, &a, None);
        assert_eq!(seen(Ok(add(number))), seen(fresh));
    }
    let sum = || {
        reduce::call("sum", &a, Options::default())
            .unwrap()
            .item()
            .unwrap()
    };
    let (before, _) = (sum(), sum());
    ufunc::call_into("add", &[Operand::Array(&a), Operand::PyInt(1)], &a).unwrap();
    assert_ne!(sum(), before);
    // The results of two calls are apart.
    let (one, other) = (add(1.0), add(1.0));
    assert!(!one.same_owner(&other));
}

#[test]
fn what_is_refused_is_refused_again() {
    let a = line(64, DType::I32, 1);
    let out = line(64, DType::I32, 2);
    let operands = [Operand::Array(&a), Operand::PyInt(2)];
    for _ in 0..3 {
        ufunc::call("power", &operands).unwrap();
        ufunc::call_into("power", &operands, &out).unwrap();
        reduce::call("sum", &a, Options::default()).unwrap();
    }
    let refused = |operands: &[Operand<'_>]| ufunc::call("power", operands).unwrap_err();
    let negative = [Operand::Array(&a), Operand::Array(&line(64, DType::I32, 1))];
    for _ in 0..3 {
        assert!(
            refused(&negative)
                .message
                .contains("negative integer powers")
        );
    }
    // Memory is asked for each time.
    let before = engine::limit::memory_limit();
    engine::limit::set_memory_limit(100);
    let over = refused(&operands);
    engine::limit::set_memory_limit(before);
    assert_eq!(over.class, engine::ErrorClass::Memory);
    ufunc::call("power", &operands).unwrap();
    // An array that may not be written any more.
    let mut closed = out.clone();
    closed.set_writeable(false).unwrap();
    let into = ufunc::call_into("power", &operands, &closed).unwrap_err();
    assert_eq!(into.message, "output array is read-only");
}

#[test]
fn a_recorder_hears_of_every_call() {
    let a = line(32, DType::F64, 1);
    for (name, work) in works() {
        let first = recorded(&work, &a, &a, None).map(|_| ());
        for _ in 0..2 {
            drop(work(&a, &a, None));
        }
        let recorder = Recorder::start();
        let again = work(&a, &a, None).map(|_| ());
        assert_eq!(again, first, "{name}");
        assert!(!recorder.finish().is_empty(), "{name}");
    }
}
