//! Chains held to their calls made one after another: random expressions, dtypes and layouts, refusals, records.

use proptest::prelude::*;

use super::{Call, Chain, Evaluation, Link, What, call, pairs, pieces, where_};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::buffer::memory;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::index::select;
use crate::kernels::{Way, set_way, way};
use crate::record::{Event, Recorder};
use crate::reduce::{self, Options};
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand};

/// The calls one after another, by nobody's help: what a reader would write without chains.
fn one_by_one(link: &Link) -> Result<Array> {
    let Link::Call(call) = link else {
        return match link {
            Link::Array(array) => Ok(Array::clone(array)),
            _ => Chain(link.clone()).evaluate(),
        };
    };
    let arrays = call
        .inputs
        .iter()
        .map(|link| match link {
            Link::Number(_) => Ok(None),
            link => one_by_one(link).map(Some),
        })
        .collect::<Result<Vec<_>>>()?;
    let operands: Vec<Operand<'_>> = call
        .inputs
        .iter()
        .zip(&arrays)
        .map(|(link, array)| match (link, array) {
            (Link::Number(number), _) => number.operand(),
            (_, Some(array)) => Operand::Array(array),
            (_, None) => panic!("an input that is neither"),
        })
        .collect();
    match (&call.what, operands.as_slice()) {
        (What::Ufunc(row), operands) => ufunc::call(row.name, operands),
        (What::Unknown(name), operands) => ufunc::call(name, operands),
        (What::Where, &[Operand::Array(condition), x, y]) => select::where_(condition, x, y),
        (What::Fold(fold), [Operand::Array(array)]) => {
            let options = Options {
                axis: fold.axes.as_deref(),
                keepdims: fold.keepdims,
                ..Options::default()
            };
            reduce::call(&fold.name, array, options)
        }
        _ => panic!("a call that the tests do not make"),
    }
}

fn bits(array: &Array) -> Vec<Vec<u8>> {
    array.scalars().map(|one| one.to_bytes().to_vec()).collect()
}

/// All that there is to see of a result or a refusal.
fn seen(result: &Result<Array>) -> std::result::Result<impl PartialEq + std::fmt::Debug, Error> {
    result.as_ref().map_err(Clone::clone).map(|array| {
        (
            array.dtype(),
            array.shape().to_vec(),
            array.strides().to_vec(),
            array.owndata(),
            bits(array),
        )
    })
}

fn same(chain: &Chain) -> std::result::Result<(), TestCaseError> {
    let before = way();
    for one in [Way::OneAtATime, Way::Simd128] {
        set_way(one);
        let (found, wanted) = (chain.evaluate(), one_by_one(&chain.0));
        prop_assert_eq!(seen(&found), seen(&wanted), "{:?}", chain);
    }
    set_way(before);
    Ok(())
}

/// Whether a chain is evaluated in pieces from its last call on.
fn goes_in_pieces(chain: &Chain) -> bool {
    match &chain.0 {
        Link::Call(call) => pieces::evaluated(call, &mut Evaluation::default()).is_some(),
        _ => false,
    }
}

/// Numbers with all kinds of fractions, zeros of both signs, and now and then something that is no number.
fn numbers(shape: &[i64], dtype: DType, seed: u64) -> Array {
    let count: i64 = shape.iter().product();
    let mut state = seed | 1;
    let values: Vec<Scalar> = (0..count)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let value = match state % 97 {
                0 => -0.0,
                1 if seed.is_multiple_of(5) => f64::NAN,
                2 if seed.is_multiple_of(7) => f64::INFINITY,
                _ => (state >> 40) as f64 / 4096.0 - 1000.0,
            };
            Scalar::F64(value).cast(dtype)
        })
        .collect();
    let array = Array::zeros(shape, dtype).unwrap();
    let places = array.layout.addresses();
    for (byte, value) in places.zip(values) {
        let bytes = value.to_bytes();
        let start = byte as usize;
        array.buffer.bytes_mut()[start..start + bytes.len()].copy_from_slice(&bytes);
    }
    array
}

/// The numbers of a shape, lying in one of several ways.
fn lying(shape: &[i64], dtype: DType, seed: u64, way: usize) -> Array {
    match way % 6 {
        1 => {
            let turned: Vec<i64> = shape.iter().rev().copied().collect();
            numbers(&turned, dtype, seed).t()
        }
        2 => {
            let mut wide = shape.to_vec();
            if let Some(last) = wide.last_mut() {
                *last *= 2;
            }
            let every = [Index::Ellipsis, Index::every(2)];
            numbers(&wide, dtype, seed).index(&every).unwrap()
        }
        3 => {
            let back = [Index::Slice {
                start: None,
                stop: None,
                step: Some(-1),
            }];
            numbers(shape, dtype, seed).index(&back).unwrap()
        }
        4 => {
            let mut one = shape.to_vec();
            one[seed as usize % shape.len()] = 1;
            numbers(&one, dtype, seed)
        }
        5 if shape.len() > 1 => numbers(&shape[1..], dtype, seed),
        _ => numbers(shape, dtype, seed),
    }
}

/// Grows a chain by a call that one number chooses.
fn grown(chain: &Chain, others: &[Array], choice: u32) -> Chain {
    let other = &others[choice as usize / 32 % others.len()];
    let axis = i64::from(choice / 64 % 4) - 2;
    match choice % 32 {
        0 | 1 => chain + other,
        2 | 3 => chain - other,
        4 => chain * other,
        5 => chain / other,
        6 => 2.5 - chain,
        7 => chain * 3,
        8 => chain.power(2),
        9 => chain.sqrt(),
        10 => -chain,
        11 => chain.absolute(),
        12 | 13 => where_(chain.greater(0.5), chain, other),
        14 => where_(chain.less_equal(other), other, 0),
        15 => chain.greater(other),
        16 => chain.maximum(other),
        17 => chain.exp(),
        18 => chain * chain,
        19 => chain - chain.fold("mean", Some(&[-1]), true),
        20 => chain / chain.fold("max", Some(&[-1]), true),
        21 => chain - chain.mean(0),
        22 => chain.sum(-1),
        23 => chain.fold("sum", Some(&[-1, -2]), false),
        24 => chain.std(-1),
        25 => chain.max(axis),
        26 => chain.fold("sum", Some(&[axis]), true),
        27 => chain.fold("any", Some(&[-1]), false),
        28 => chain + &Chain::of(other).sqrt(),
        29 => call("floor_divide", [chain.clone(), 2.into()]),
        30 => chain.sum(-1).fold("sum", None, false) + chain,
        _ => chain % 7,
    }
}

const DTYPES: [DType; 8] = [
    DType::F64,
    DType::F64,
    DType::F32,
    DType::F32,
    DType::I32,
    DType::I64,
    DType::U8,
    DType::Bool,
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_chain_is_its_calls(
        kind in 0..6_usize,
        extents in proptest::array::uniform3(1..40_i64),
        dtypes in proptest::array::uniform3(0..DTYPES.len()),
        ways in proptest::array::uniform3(0..12_usize),
        seed in any::<u32>(),
        choices in proptest::collection::vec(any::<u32>(), 1..6),
    ) {
        let [a, b, c] = extents;
        let shape = match kind {
            0 => vec![a * b * c],
            1 => vec![a * b, c],
            2 => vec![a * 40, b],
            3 => vec![3, a * b * 9],
            4 => vec![a, 1, b * c],
            _ => vec![a, b, c],
        };
        // Most lie as they were made: else few would go in pieces.
        let array = |number: usize| {
            let way = ways[number].saturating_sub(6);
            lying(&shape, DTYPES[dtypes[number]], u64::from(seed) + number as u64, way)
        };
        let others = [array(0), array(1)];
        let chain = choices
            .iter()
            .fold(Chain::of(&array(2)), |chain, &choice| grown(&chain, &others, choice));
        same(&chain)?;
    }
}

#[test]
fn halves_in_the_middle_are_left_to_whole_calls() {
    // The root of a byte is a half, which a fold rounds where a whole call does.
    let bytes = Chain::of(&numbers(&[152, 27], DType::U8, 5));
    for chain in [
        &bytes.sqrt() - bytes.sqrt().fold("mean", Some(&[-1]), true),
        &bytes.sqrt() / bytes.sqrt().fold("max", Some(&[-1]), true),
        bytes.sqrt().sum(-1) * 3,
        (&bytes.sqrt() - bytes.sqrt().mean(0)) / 3,
    ] {
        same(&chain).unwrap();
    }
}

#[test]
fn large_chains_go_in_pieces() {
    let points = numbers(&[300, 3], DType::F64, 9);
    let rows = Chain::of(&points.index(&[Index::ALL, Index::NewAxis]).unwrap());
    let columns = Chain::of(&points.index(&[Index::NewAxis]).unwrap());
    let apart = (rows - columns).power(2).sum(-1).sqrt();
    let m = Chain::of(&numbers(&[500, 100], DType::F32, 11));
    let normal = (&m - m.mean(0)) / m.std(0) + 1;
    let a = Chain::of(&numbers(&[100_000], DType::F64, 13));
    let chosen = where_(a.greater(0.5), &a, 0);
    let flat = Chain::of(&numbers(&[2, 60_000], DType::F64, 15));
    let soft = &flat / flat.absolute().fold("sum", Some(&[-1]), true);
    for chain in [&apart, &normal, &chosen, &soft] {
        assert!(goes_in_pieces(chain), "{chain:?}");
        same(chain).unwrap();
    }
    // A fold along rows that are each larger than a piece is no reason to fold them once for every piece.
    let row = Chain::of(&numbers(&[1, 120_000], DType::F64, 17));
    let soft = &row / row.absolute().fold("sum", Some(&[-1]), true);
    assert!(!goes_in_pieces(&soft) || goes_in_pieces(&(&row + 1)));
    same(&soft).unwrap();
}

/// Whether the last two calls go through one loop.
fn is_joined(chain: &Chain) -> bool {
    match &chain.0 {
        Link::Call(call) => pairs::Joined::of(call, &Evaluation::default()).is_some(),
        _ => false,
    }
}

#[test]
fn two_calls_of_floats_are_one() {
    let beside = ["add", "subtract", "multiply", "divide"];
    for (dtype, other) in [
        (DType::F64, DType::F64),
        (DType::F32, DType::F32),
        (DType::F32, DType::F64),
        (DType::I32, DType::I32),
    ] {
        for shape in [[1, 7], [5, 40]] {
            let a = Chain::of(&numbers(&shape, dtype, 5));
            let row = Chain::of(&numbers(&shape[1..], other, 7));
            let column = Chain::of(&numbers(&[shape[0], 1], dtype, 11));
            for first in beside {
                let made = |of: &Chain, by: &Chain| call(first, [of.clone(), by.clone()]);
                for alone in ["square", "sqrt", "absolute", "negative"] {
                    let chain = call(alone, [made(&a, &row)]);
                    assert!(is_joined(&chain), "{first} {alone}");
                    same(&chain).unwrap();
                }
                for (exponent, one) in [
                    (Chain::from(2), true),
                    (2.0.into(), true),
                    (3.into(), false),
                ] {
                    let chain = call("power", [made(&row, &a), exponent]);
                    assert_eq!(is_joined(&chain), one && cfg!(feature = "powers"));
                    same(&chain).unwrap();
                }
                for second in beside {
                    for third in [&a, &row, &column, &Chain::from(1.5), &Chain::from(3)] {
                        for chain in [
                            call(second, [made(&a, &row), third.clone()]),
                            call(second, [third.clone(), made(&column, &a)]),
                            call(second, [made(&a, &Chain::from(0.1)), third.clone()]),
                        ] {
                            assert!(is_joined(&chain), "{first} {second}");
                            same(&chain).unwrap();
                        }
                    }
                }
            }
            // Somebody else wants the first: it is made.
            let first = &a + &row;
            let root = first.sqrt();
            let both = &root / &first;
            assert!(!is_joined(&root));
            same(&both).unwrap();
        }
    }
}

#[test]
fn short_axes_are_folded_as_they_are_made() {
    for dtype in [DType::F64, DType::F32, DType::I32] {
        for count in 1..6 {
            let points = numbers(&[30, count], dtype, 9);
            let others = Chain::of(&numbers(&[30, 30, count], dtype, 10));
            let rows = Chain::of(&points.index(&[Index::ALL, Index::NewAxis]).unwrap());
            let columns = Chain::of(&points.index(&[Index::NewAxis]).unwrap());
            for (a, b) in [
                (&rows, &columns),
                (&columns, &rows),
                (&others, &rows),
                (&others, &others),
            ] {
                for fold in ["sum", "max", "min"] {
                    let folded = |made: Chain| made.fold(fold, Some(&[-1]), false);
                    for chain in [
                        folded((a - b).power(2)),
                        folded((a - b).absolute()) + 1,
                        folded(a * b) * 2,
                        folded(a + b),
                    ] {
                        same(&chain).unwrap();
                    }
                }
            }
        }
    }
}

#[test]
fn a_choice_by_a_comparison_is_one_call() {
    for dtype in [DType::F64, DType::F32, DType::I32, DType::Bool] {
        let (a, b) = (numbers(&[5, 9], dtype, 5), numbers(&[5, 9], dtype, 14));
        let (a, b, row) = (
            Chain::of(&a),
            Chain::of(&b),
            Chain::of(&numbers(&[9], dtype, 3)),
        );
        let half = Chain::from(0.5);
        for name in [
            "less",
            "less_equal",
            "greater",
            "greater_equal",
            "equal",
            "not_equal",
        ] {
            for [x, y] in [
                [&a, &half],
                [&half, &b],
                [&a, &b],
                [&row, &a],
                [&half, &half],
            ] {
                for [left, right] in [[&a, &b], [&a, &half], [&half, &a], [&a, &row]] {
                    let condition = call(name, [left.clone(), right.clone()]);
                    let chain = where_(condition, x, y);
                    same(&chain).unwrap();
                }
            }
        }
        let chosen = where_(a.greater(&b), &a, 0);
        let Link::Call(call) = &chosen.0 else {
            panic!("no call")
        };
        let is_number = dtype != DType::Bool;
        assert_eq!(call.chosen_by_comparison().is_some(), is_number);
    }
}

#[test]
fn spreads_are_measured_from_means_that_are_known() {
    for dtype in [DType::F64, DType::F32, DType::I16] {
        let m = Chain::of(&numbers(&[37, 21], dtype, 5));
        for axis in [0, 1, -1] {
            let mean = m.fold("mean", Some(&[axis]), true);
            for name in ["std", "var"] {
                for kept in [false, true] {
                    let spread = m.fold(name, Some(&[axis]), kept);
                    let all = [&mean - &spread.sum(0), (&m - m.mean(0)) / m.std(0)];
                    for chain in all {
                        same(&chain).unwrap();
                    }
                }
            }
        }
    }
}

#[test]
fn chains_made_again_take_no_more_memory() {
    let points = numbers(&[60, 3], DType::F64, 9);
    let rows = Chain::of(&points.index(&[Index::ALL, Index::NewAxis]).unwrap());
    let columns = Chain::of(&points.index(&[Index::NewAxis]).unwrap());
    let m = Chain::of(&numbers(&[100, 70], DType::F32, 11));
    let chains = [
        (&rows - &columns).power(2).sum(-1).sqrt(),
        (&m - m.mean(0)) / m.std(0),
        where_(m.greater(0.5), &m, 0),
        (&m * 2.5 + &m) - 1,
    ];
    for chain in chains {
        for _ in 0..2 {
            chain.evaluate().unwrap();
        }
        let before = memory();
        for _ in 0..100 {
            chain.evaluate().unwrap();
        }
        let after = memory();
        assert_eq!(
            (after.live, after.kept, after.allocations),
            (before.live, before.kept, before.allocations),
            "{chain:?}"
        );
    }
}

#[test]
fn what_is_kept_again_takes_no_more_memory() {
    let a = Chain::of(&numbers(&[5_000], DType::F64, 9));
    // Half of the elements stay where they are, few are moved.
    for number in [0.5, 1e9] {
        for _ in 0..2 {
            a.index(a.less(number)).unwrap();
            a.index(a.greater(number)).unwrap();
        }
        let before = memory();
        for _ in 0..100 {
            a.index(a.less(number)).unwrap();
            a.index(a.greater(number)).unwrap();
        }
        let after = memory();
        assert_eq!(
            (after.live, after.kept, after.allocations),
            (before.live, before.kept, before.allocations),
        );
    }
}

#[test]
fn memory_across_the_axes_is_left_to_whole_calls() {
    let turned = Chain::of(&numbers(&[200, 300], DType::F64, 3).t());
    let chain = (&turned + &turned).sum(-1);
    assert!(!goes_in_pieces(&chain));
    same(&chain).unwrap();
}

#[test]
fn refusals_are_those_of_the_calls() {
    let (a, b) = (
        numbers(&[300, 400], DType::I32, 5),
        numbers(&[300, 401], DType::I32, 6),
    );
    let (a, b) = (Chain::of(&a), Chain::of(&b));
    let negative = Chain::of(&Array::full(&[300, 400], Scalar::I32(-2)).unwrap());
    let refused = [
        (&a + 1) - &b,
        a.power(&negative) + 1,
        (&a + 1).sum(2),
        call("no such ufunc", [&a + 1]),
        call("sqrt", [a.clone(), b.clone()]),
        a.fold("no such fold", Some(&[1]), false),
        (&a << 1.5) + 1,
        &a + i64::MAX,
        (&a + 1).fold("sum", Some(&[1, 1]), false),
    ];
    for chain in refused {
        assert!(chain.evaluate().is_err(), "{chain:?}");
        same(&chain).unwrap();
    }
}

#[test]
fn a_recorder_hears_the_calls() {
    let a = numbers(&[200, 300], DType::F64, 7);
    let chain = (Chain::of(&a) / 0.0).sqrt().sum(-1);
    let hear = |run: &dyn Fn() -> Result<Array>| {
        let recorder = Recorder::start();
        run().unwrap();
        let events = recorder.finish();
        let names = events.iter().map(|event| match event {
            Event::Warn(warning) => warning.message.clone(),
            event => format!(
                "{:?}",
                event
                    .plan()
                    .map(|plan| plan.parts().output().layout.clone())
            ),
        });
        names.collect::<Vec<_>>()
    };
    let heard = hear(&|| chain.evaluate());
    assert_eq!(heard, hear(&|| one_by_one(&chain.0)));
    assert!(heard.contains(&"divide by zero encountered in divide".to_owned()));
}

#[test]
fn a_shared_part_is_made_once() {
    let a = Chain::of(&numbers(&[30], DType::F64, 7).t());
    let mut chain = a;
    // Were each part made for each that reads it, there would be 2^90 calls.
    for _ in 0..90 {
        chain = (&chain + &chain) * 0.5;
    }
    let recorder = Recorder::start();
    chain.evaluate().unwrap();
    assert_eq!(recorder.finish().len(), 180);
}

#[test]
fn too_many_calls_are_refused() {
    let mut chain = Chain::of(&numbers(&[30], DType::F64, 7));
    for _ in 0..100_000 {
        chain = chain + 1;
    }
    let error = (chain * 2).evaluate().unwrap_err();
    assert_eq!(
        error.message,
        "more than 200 calls below each other cannot be evaluated"
    );
}

#[test]
fn leaves_are_what_they_are() {
    let a = numbers(&[4, 5], DType::F64, 7);
    let itself = Chain::of(&a).evaluate().unwrap();
    assert!(itself.same_owner(&a));
    assert_eq!(Chain::from(2).evaluate().unwrap().dtype(), DType::I64);
    let sum = where_(true, 1, 2.5).evaluate().unwrap();
    assert_eq!(sum.item().unwrap(), Scalar::F64(1.0));
    let copied = a.copy(CopyOrder::F).unwrap();
    same(&(Chain::from(&copied) + 1)).unwrap();
}

#[test]
fn a_call_knows_its_axes() {
    let a = Chain::of(&numbers(&[3, 4, 5], DType::F64, 7));
    for (chain, wanted) in [
        (&a + 1, 3),
        (a.sum(1), 2),
        (a.fold("sum", None, false), 0),
        (a.fold("sum", Some(&[0, 2]), true), 3),
    ] {
        let Link::Call(call) = &chain.0 else {
            panic!("no call")
        };
        let call: &Call = call;
        assert_eq!(call.like.shape.len(), wanted);
        assert_eq!(chain.evaluate().unwrap().ndim(), wanted);
    }
}
