//! Plans of many elements, both ways through the inner loops: touches from the middle of nowhere and from the end, held to
//! what the plan wrote and to the bytes it read.

use std::collections::HashMap;

use engine::buffer::Kept;
use engine::execute::{Replay, Write};
use engine::index::Index;
use engine::join::{Joining, concatenate};
use engine::kernels::{Way, set_way};
use engine::linalg::{einsum, matmul};
use engine::plan::{Bounds, Plan};
use engine::random::{Entropy, default_rng};
use engine::record::{Keeper, Record};
use engine::reduce::{self, Options, cumsum};
use engine::sort::{self, Kind};
use engine::ufunc::{self, Operand, method};
use engine::{Array, DType, Event};

/// Touches looked at from the end, where every place has its last value, and from all over.
const LAST: i64 = 300;
const SPREAD: i64 = 120;

/// Numbers that do not repeat soon and have fractions.
fn numbers(shape: &[i64]) -> Array {
    let count: i64 = shape.iter().product();
    let numbers: Vec<f64> = (0..count)
        .map(|i| (i.wrapping_mul(7919) % 100_003) as f64 / 64.0 - 700.0)
        .collect();
    Array::from_elements(&numbers, shape).unwrap()
}

fn integers(shape: &[i64], below: i64) -> Array {
    let count: i64 = shape.iter().product();
    let numbers: Vec<i64> = (0..count)
        .map(|i| i.wrapping_mul(48_271) % 65_537 % below)
        .collect();
    Array::from_elements(&numbers, shape).unwrap()
}

fn every_second(array: &Array) -> Array {
    let step = Index::Slice {
        start: None,
        stop: None,
        step: Some(2),
    };
    array.index(&[Index::Ellipsis, step]).unwrap()
}

fn along(axis: &[i64]) -> Options<'_> {
    Options {
        axis: Some(axis),
        ..Options::default()
    }
}

type Run = fn() -> engine::Result<Array>;

/// What is run, and how many lanes its last plan has on the way through registers.
const OPERATIONS: &[(&str, u8, Run)] = &[
    ("add", 2, || {
        let a = numbers(&[200, 300]);
        ufunc::call("add", &[Operand::Array(&a), Operand::PyFloat(0.5)])
    }),
    ("sqrt of a strided view", 2, || {
        let a = ufunc::call("absolute", &[Operand::Array(&numbers(&[200, 300]))])?;
        ufunc::call("sqrt", &[Operand::Array(&every_second(&a))])
    }),
    ("maximum, cast and stretched", 2, || {
        let (a, b) = (numbers(&[200, 300]).t(), integers(&[1, 200], 900));
        ufunc::call("maximum", &[Operand::Array(&a), Operand::Array(&b)])
    }),
    ("sum along rows", 2, || {
        reduce::call("sum", &numbers(&[200, 300]), along(&[1]))
    }),
    ("sum along columns", 2, || {
        reduce::call("sum", &numbers(&[200, 300]), along(&[0]))
    }),
    ("max of all", 2, || {
        reduce::call("max", &numbers(&[50_000]), Options::default())
    }),
    ("cumsum", 1, || {
        cumsum(&numbers(&[12_000]), Some(0), Options::default())
    }),
    ("cumsum along columns", 2, || {
        cumsum(&numbers(&[200, 200]), Some(0), Options::default())
    }),
    ("add.at", 1, || {
        let sums = numbers(&[500]);
        let places = integers(&[12_000], 500);
        method::at(
            "add",
            &sums,
            &[Index::from(places)],
            Some(Operand::PyFloat(0.25)),
        )?;
        Ok(sums)
    }),
    ("concatenate", 2, || {
        let (a, b) = (numbers(&[100, 150]), integers(&[100, 150], 99));
        concatenate(&[&a, &b], Some(1), Joining::default())
    }),
    ("astype", 2, || numbers(&[150, 200]).t().astype(DType::I32)),
    ("sort of one line", 2, || {
        sort::sort(&numbers(&[12_000]), Some(0), Kind::Quicksort)
    }),
    ("argsort of many", 2, || {
        sort::argsort(&numbers(&[200, 100]), Some(0), Kind::Stable)
    }),
    ("matmul", 2, || {
        matmul(&numbers(&[40, 60]), &numbers(&[60, 50]))
    }),
    ("matmul in float32", 4, || {
        let single = |shape: &[i64]| numbers(shape).astype(DType::F32);
        matmul(&single(&[40, 60])?, &single(&[60, 50])?)
    }),
    ("a long dot", 2, || {
        let a = numbers(&[30_000]);
        matmul(&a, &a)
    }),
    ("einsum of three", 1, || {
        let (a, b, c) = (numbers(&[20, 30]), numbers(&[30, 20]), numbers(&[20, 20]));
        einsum("ij,jk,ki->i", &[&a, &b, &c], &Default::default())
    }),
    ("take", 1, || {
        numbers(&[300, 40]).take(&integers(&[400], 300), Some(0), Bounds::Raise)
    }),
    ("indexed by arrays", 1, || {
        let (rows, columns) = (integers(&[20_000], 150), integers(&[20_000], 97));
        numbers(&[150, 97]).index(&[Index::from(rows), Index::from(columns)])
    }),
    ("where", 2, || {
        let a = numbers(&[150, 100]);
        let positive = ufunc::call("greater", &[Operand::Array(&a), Operand::PyInt(0)])?;
        engine::index::select::where_(&positive, Operand::Array(&a), Operand::PyInt(0))
    }),
    ("flatnonzero", 2, || integers(&[11_000], 3).flatnonzero()),
    ("arange", 1, || Array::arange(0.5, 40_000.0, 1.5, None)),
    ("normal draws", 1, || {
        default_rng(Entropy::from_int(5)?).standard_normal(Some(&[12_000]), DType::F64, None)
    }),
    ("binomial draws", 1, || {
        let shares = Operand::PyFloat(0.3);
        default_rng(Entropy::from_int(5)?).binomial(Operand::PyInt(100), shares, Some(&[12_000]))
    }),
    ("shuffle", 2, || {
        let a = numbers(&[11_000]);
        default_rng(Entropy::from_int(5)?).shuffle(&a, 0)?;
        Ok(a)
    }),
];

#[test]
fn large_plans_replay_as_they_ran() {
    let mut complaints = Vec::new();
    for way in [Way::Simd128, Way::OneAtATime] {
        set_way(way);
        for (name, lanes, run) in OPERATIONS {
            let keeper = Keeper::start();
            let result = run().unwrap();
            let record = keeper.finish();
            let wanted = if way == Way::Simd128 { *lanes } else { 1 };
            if let Err(complaint) = check(&result, &record, wanted) {
                complaints.push(format!("{name}, {way:?}: {complaint}"));
            }
        }
    }
    set_way(Way::Simd128);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// The plan that wrote the result, touch by touch here and there.
fn check(result: &Array, record: &Record, lanes: u8) -> Result<(), String> {
    let writes = |event: &Event| {
        let plan = event.plan();
        plan.is_some_and(|plan| plan.parts().output().buffer == result.buffer().id())
    };
    let nth = record
        .events
        .iter()
        .rposition(writes)
        .ok_or("nothing wrote the result")?;
    let replay = Replay::recorded(record, nth)
        .ok_or("no plan")?
        .map_err(|error| error.to_string())?;
    let count = replay.len();
    if count < 10_000 {
        return Err(format!("{count} touches"));
    }
    let bytes = result.buffer().bytes().to_vec();
    let stands = |write: &Write| {
        let start = write.byte as usize;
        let mut value = vec![0; write.nbytes];
        write.value.write(&mut value);
        match &bytes[start..start + write.nbytes] {
            same if same == value => Ok(()),
            other => Err(format!("{write:?} is written where {other:?} stands")),
        }
    };
    let mut last = HashMap::new();
    for number in count - LAST..count {
        if let Some(write) = look(&replay, number, lanes, record.kept(nth))? {
            last.insert(write.byte, write);
        }
    }
    last.values().try_for_each(stands)?;
    // A place that is written once has its value from then on.
    let once = match replay.plan() {
        Plan::Reduce(_) | Plan::At(_) => false,
        Plan::Draw(plan) => plan.output.fresh,
        _ => true,
    };
    for number in (0..SPREAD).map(|step| step * (count / SPREAD)) {
        let write = look(&replay, number, lanes, record.kept(nth))?;
        write.filter(|_| once).as_ref().map_or(Ok(()), stands)?;
    }
    Ok(())
}

/// What one touch writes; what it reads must have stood there when the plan ran.
fn look(replay: &Replay, number: i64, lanes: u8, kept: &[Kept]) -> Result<Option<Write>, String> {
    let touch = replay
        .touch(number)
        .ok_or_else(|| format!("no touch {number}"))?;
    // What is written before the first turn goes one at a time.
    if touch.lanes != lanes && !touch.reads.is_empty() {
        return Err(format!("touch {number} tells of {} lanes", touch.lanes));
    }
    for read in &touch.reads {
        let Some(source) = kept.iter().find(|one| Some(one.id()) == read.buffer) else {
            continue;
        };
        let start = read.byte as usize;
        let stood = source.with(|bytes| bytes[start..start + read.nbytes].to_vec());
        // Steps in place read what the steps before them wrote.
        let stepwise = matches!(replay.plan(), Plan::At(_));
        if !stepwise && stood != read.value.to_bytes().to_vec() {
            return Err(format!("touch {number} reads {read:?}, not {stood:?}"));
        }
    }
    Ok(touch.write)
}
