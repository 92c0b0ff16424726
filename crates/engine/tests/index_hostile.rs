//! Indexing met by numbers that break careless arithmetic: whatever is asked, the engine answers or refuses.

use engine::index::{Index, grid, select};
use engine::layout::Order;
use engine::limit::set_memory_limit;
use engine::plan::Bounds;
use engine::ufunc::Operand;
use engine::{Array, DType, Scalar};
use proptest::prelude::*;

/// Numbers at the edges of 64 bits, among small ones.
fn hostile() -> impl Strategy<Value = i64> {
    prop_oneof![
        6 => -4..5i64,
        1 => prop::sample::select(vec![i64::MIN, i64::MIN + 1, i64::MAX, i64::MAX - 1, 1 << 62, -(1 << 62), 1 << 32]),
        1 => any::<i64>(),
    ]
}

/// Arrays over few bytes: empty, without axes, reversed, and stretched to shapes that no memory holds.
fn array() -> impl Strategy<Value = Array> {
    let shape = prop::collection::vec(0..4i64, 0..4);
    let stretch = prop::collection::vec(prop_oneof![4 => 1..3i64, 1 => Just(1i64 << 40)], 0..2);
    (shape, stretch, any::<bool>(), 0..11usize).prop_map(|(shape, stretch, backward, dtype)| {
        let dtype = DType::ALL[dtype];
        let count = shape.iter().product::<i64>();
        let values: Vec<Scalar> = (0..count).map(|n| Scalar::I64(n - 2).cast(dtype)).collect();
        let array = Array::from_scalars(&values, &shape, dtype).expect("few elements");
        let array = if backward {
            array.flip(None).expect("axes of its own")
        } else {
            array
        };
        let wide: Vec<i64> = stretch.into_iter().chain(shape).collect();
        array.broadcast_to(&wide).unwrap_or(array)
    })
}

/// Positions, some of them far out of bounds.
fn positions() -> impl Strategy<Value = Array> {
    (prop::collection::vec(hostile(), 0..5), any::<bool>()).prop_map(|(values, column)| {
        let count = values.len() as i64;
        let shape = if column { vec![count, 1] } else { vec![count] };
        Array::from_elements(&values, &shape).expect("few elements")
    })
}

fn item() -> impl Strategy<Value = Index> {
    let part = || prop::option::of(hostile());
    prop_oneof![
        2 => hostile().prop_map(Index::Int),
        2 => (part(), part(), part()).prop_map(|(start, stop, step)| Index::Slice { start, stop, step }),
        1 => Just(Index::NewAxis),
        1 => Just(Index::Ellipsis),
        4 => positions().prop_map(Index::from),
        1 => any::<bool>().prop_map(Index::from),
        2 => prop::collection::vec(any::<bool>(), 0..5).prop_map(|truths| {
            let values: Vec<Scalar> = truths.iter().map(|&truth| Scalar::Bool(truth)).collect();
            let mask = Array::from_scalars(&values, &[values.len() as i64], DType::Bool);
            Index::from(mask.expect("few elements"))
        }),
    ]
}

/// Whether walking all elements one at a time ends soon.
fn is_small(array: &Array) -> bool {
    array.size() < 1 << 16
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    #[test]
    fn brackets_answer_or_refuse(
        array in array(), indices in prop::collection::vec(item(), 0..5), value in array(),
    ) {
        set_memory_limit(1 << 20);
        if let Ok(picked) = array.index(&indices) {
            prop_assert_eq!(picked.dtype(), array.dtype());
            prop_assert!(picked.layout().check(picked.dtype().itemsize(), picked.buffer().nbytes()).is_ok());
        }
        if is_small(&array) && is_small(&value) {
            let target = array.copy(engine::array::copy::CopyOrder::C).expect("a small copy");
            let before: Vec<Scalar> = target.scalars().collect();
            if target.assign(&indices, &value).is_err() {
                let after: Vec<Scalar> = target.scalars().collect();
                prop_assert_eq!(format!("{before:?}"), format!("{after:?}"));
            }
        }
    }

    #[test]
    fn functions_answer_or_refuse(
        array in array(), other in array(), at in positions(), axis in prop::option::of(hostile()),
        numbers in prop::collection::vec(hostile(), 0..4), bounds in prop::sample::select(vec![Bounds::Raise, Bounds::Wrap, Bounds::Clip]),
    ) {
        set_memory_limit(1 << 20);
        let _ = array.take(&at, axis, bounds);
        let _ = array.take_along_axis(&at, axis);
        let _ = grid::unravel_index(&at, &numbers, Order::C);
        let _ = grid::ravel_multi_index(&[&at, &at], &numbers, &[bounds], Order::F);
        let _ = grid::ix_(&[&at, &array]);
        if let [n, k, m, ..] = *numbers {
            let _ = grid::diag_indices(n, 2);
            let _ = grid::tril_indices(n, k, Some(m));
            let _ = grid::triu_indices(n, k, None);
        }
        if is_small(&array) && is_small(&other) {
            let _ = array.nonzero();
            let _ = array.argwhere();
            let _ = array.extract(&other);
            let _ = array.compress(&other, axis);
            let (one, two) = (Operand::Array(&array), Operand::Array(&other));
            let _ = select::where_(&array, one, two);
            let _ = select::where_(&other, one, Operand::PyInt(i128::MAX));
            let _ = select::choose(&at, &[one, two], bounds);
            let _ = select::select(&[&array, &other], &[one, two], Operand::PyInt(1));
            let target = array.copy(engine::array::copy::CopyOrder::F).expect("a small copy");
            let _ = target.put_at(&at, two, bounds);
            let _ = target.place(&other, two);
            let _ = target.putmask(&other, two);
            let _ = target.fill_diagonal(two, true);
            let _ = target.put_along_axis(&at, two, axis);
            let _ = select::copyto(&target, two, engine::cast::Casting::Unsafe, Some(&other));
        }
    }
}
