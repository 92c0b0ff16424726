//! Arrays held against lists: views read the owner's cells, copies hold the same values apart, assignment acts as if
//! every value were read before any is written, and each operation says in the record what it did.

use engine::array::copy::CopyOrder;
use engine::layout::Order;
use engine::{Array, DType, Event, Index, Recorder, Scalar};
use proptest::prelude::*;

/// An array of 0, 1, 2 … in `int64`.
fn counted(shape: &[i64]) -> Array {
    let size: i64 = shape.iter().product();
    Array::from_elements(&(0..size).collect::<Vec<i64>>(), shape).expect("a small array")
}

fn slice() -> impl Strategy<Value = Index> {
    let part = || prop::option::of(-5..6i64);
    (
        part(),
        part(),
        prop::sample::select(vec![-2i64, -1, 1, 1, 2]),
    )
        .prop_map(|(start, stop, step)| Index::Slice {
            start,
            stop,
            step: Some(step),
        })
}

/// A view of an array by slices and perhaps a transposition.
fn view(array: &Array, slices: &[Index], transposed: bool) -> Array {
    let view = array.index(&slices[..array.ndim()]).expect("a small array");
    if transposed { view.t() } else { view }
}

/// The owner's flat positions that a view's cells show: its own values, as the owner counts up from 0.
fn positions(view: &Array) -> Vec<i64> {
    view.to_vec::<i64>().expect("a small array")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn assigning_reads_everything_before_it_writes(
        shape in prop::collection::vec(1..5i64, 1..=3),
        to in prop::collection::vec(slice(), 3),
        from in prop::collection::vec(slice(), 3),
        transposed in prop::bool::ANY,
    ) {
        let array = counted(&shape);
        let source = view(&array, &from, transposed);
        let target = view(&array, &to, false);
        let (source_at, target_at) = (positions(&source), positions(&target));
        let shared = source_at.iter().any(|at| target_at.contains(at));
        prop_assert_eq!(source.shares_memory(&target), shared);
        prop_assert!(!shared || source.may_share_memory(&target));
        let stretched = source.broadcast_to(target.shape());
        let mut expected = positions(&array);
        let result = array.assign(&to[..array.ndim()], &source);
        if let Ok(stretched) = &stretched {
            // The list as it was before: `stretched` is read from a fresh array, not from the one written.
            let fresh = view(&counted(&shape), &from, transposed);
            prop_assert!(result.is_ok());
            let values = positions(&fresh.broadcast_to(stretched.shape()).unwrap());
            for (at, value) in target_at.iter().zip(values) {
                expected[*at as usize] = value;
            }
        }
        if result.is_ok() && stretched.is_ok() || result.is_err() {
            prop_assert_eq!(array.to_vec::<i64>().unwrap(), expected);
        }
    }

    #[test]
    fn copies_hold_the_same_values_in_their_own_bytes(
        shape in prop::collection::vec(0..4i64, 0..=3),
        slices in prop::collection::vec(slice(), 3),
        transposed in prop::bool::ANY,
        order in prop::sample::select(vec![CopyOrder::C, CopyOrder::F, CopyOrder::A, CopyOrder::K]),
        dtype in prop::sample::select(DType::ALL.to_vec()),
    ) {
        let source = view(&counted(&shape), &slices, transposed);
        let copy = source.copy(order).unwrap();
        prop_assert_eq!(copy.shape(), source.shape());
        prop_assert_eq!(positions(&copy), positions(&source));
        prop_assert!(copy.owndata() && copy.writeable() && !copy.same_owner(&source));
        prop_assert!(order != CopyOrder::C || copy.c_contiguous());
        prop_assert!(order != CopyOrder::F || copy.f_contiguous());
        let cast = source.astype(dtype).unwrap();
        prop_assert_eq!(cast.dtype(), dtype);
        let expected: Vec<Scalar> = source.scalars().map(|value| value.cast(dtype)).collect();
        prop_assert_eq!(cast.scalars().collect::<Vec<_>>(), expected);
        let flat = source.flatten(CopyOrder::C).unwrap();
        prop_assert_eq!(flat.shape(), &[source.size()][..]);
        prop_assert_eq!(positions(&flat), positions(&source));
        let first_fastest = source.flatten(CopyOrder::F).unwrap();
        prop_assert_eq!(positions(&first_fastest), positions(&source.t()));
        for (raveled, expected) in [
            (source.ravel(CopyOrder::C).unwrap(), flat),
            (source.ravel(CopyOrder::F).unwrap(), first_fastest),
        ] {
            prop_assert_eq!(positions(&raveled), positions(&expected));
            prop_assert_eq!(raveled.same_owner(&source), !raveled.owndata());
        }
    }

    #[test]
    fn reshaping_reads_in_the_order_asked_for(
        shape in prop::collection::vec(1..4i64, 0..=3),
        slices in prop::collection::vec(slice(), 3),
        transposed in prop::bool::ANY,
        in_c in prop::bool::ANY,
    ) {
        let source = view(&counted(&shape), &slices, transposed);
        let order = if in_c { Order::C } else { Order::F };
        let row = source.reshape_in(&[1, -1, 1], order);
        if source.size() > 0 {
            let expected = if in_c { positions(&source) } else { positions(&source.t()) };
            prop_assert_eq!(positions(&row.unwrap()), expected);
        }
    }

    #[test]
    fn one_element_is_set_where_it_is_read(
        shape in prop::collection::vec(1..4i64, 0..=3), pick in prop::collection::vec(0..100i64, 3), value in any::<i64>(),
    ) {
        let array = counted(&shape).t();
        let indices: Vec<i64> = array.shape().iter().zip(&pick).map(|(extent, pick)| pick % extent).collect();
        let before = array.scalars().collect::<Vec<_>>();
        array.set(&indices, Scalar::I64(value)).unwrap();
        prop_assert_eq!(array.get(&indices).unwrap(), Scalar::I64(value));
        let changed = array.scalars().zip(before).filter(|(new, old)| new != old).count();
        prop_assert!(changed <= 1);
    }
}

/// The kinds of what was recorded, with the operation as NumPy writes it.
fn told(events: &[Event]) -> Vec<(&'static str, &str)> {
    events
        .iter()
        .map(|event| match event {
            Event::View { operation, .. } => ("view", operation.as_str()),
            Event::Copy { operation, .. } => ("copy", operation.as_str()),
            Event::Move(_) => ("move", ""),
            _ => ("other", ""),
        })
        .collect()
}

#[test]
fn views_and_copies_record_themselves() {
    let a = counted(&[3, 4]);
    let recorder = Recorder::start();
    let flat = a.t().reshape(&[-1]).unwrap();
    let rows = a
        .index(&[Index::every(2), Index::NewAxis])
        .unwrap()
        .squeeze(Some(&[1]))
        .unwrap();
    let events = recorder.finish();
    assert_eq!(
        told(&events),
        [
            ("view", "T"),
            ("move", ""),
            ("copy", "reshape(-1)"),
            ("view", "reshape(-1)"),
            ("view", "[::2, np.newaxis]"),
            ("view", "squeeze(1)"),
        ]
    );
    let Event::Copy {
        why,
        from,
        to,
        nbytes,
        ..
    } = &events[2]
    else {
        panic!("the copy is told after its move");
    };
    assert_eq!(
        (*from, *to, *nbytes),
        (a.buffer().id(), flat.buffer().id(), 96)
    );
    assert!(why.contains("no single stride walks both"), "{why}");
    assert!(!flat.owndata() && rows.same_owner(&a));
    assert_eq!(flat.base().unwrap().shape(), [4, 3]);
}

#[test]
fn an_overlapping_assignment_says_that_it_copies_first() {
    let a = counted(&[4]);
    let backward = a.flip(None).unwrap();
    let recorder = Recorder::start();
    a.assign(&[Index::ALL], &backward).unwrap();
    let events = recorder.finish();
    assert_eq!(
        told(&events),
        [
            ("move", ""),
            ("copy", "copy()"),
            ("move", ""),
            ("copy", "a[:] = …")
        ]
    );
    let one = counted(&[1]);
    let recorder = Recorder::start();
    a.assign(&[Index::ALL], &one).unwrap();
    assert_eq!(
        told(&recorder.finish()),
        [("move", ""), ("copy", "a[:] = …")]
    );
}

#[test]
fn stretched_views_and_diagonals_are_read_only() {
    let a = counted(&[3, 3]);
    for view in [
        a.broadcast_to(&[2, 3, 3]).unwrap(),
        a.diagonal(0, 0, 1).unwrap(),
    ] {
        assert!(!view.writeable());
        let refused = view.set(&vec![0; view.ndim()], Scalar::I64(1));
        assert_eq!(
            refused.unwrap_err().to_string(),
            "ValueError: assignment destination is read-only"
        );
        assert!(!view.index(&[Index::Int(0)]).unwrap().writeable());
        assert!(view.copy(CopyOrder::C).unwrap().writeable());
    }
}
