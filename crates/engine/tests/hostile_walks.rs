//! Walks never panic, whatever arrays they go over, in which dtypes, through which buffers and along which axes: they step or are
//! refused. What the steps are is the business of the golden cases.

use engine::array::copy::CopyOrder;
use engine::cast::Casting;
use engine::layout::Order;
use engine::visit::{Buffering, Level, NdIter, Walk, nested_iters};
use engine::{Array, DType, Index};
use proptest::prelude::*;

fn array() -> impl Strategy<Value = Array> {
    let shape = prop::collection::vec(0i64..4, 0..4);
    let dtype = prop_oneof![
        Just(DType::I32),
        Just(DType::F64),
        Just(DType::Bool),
        Just(DType::Str(2)),
        Just(DType::Void(0))
    ];
    (shape, dtype, any::<bool>(), 0u8..4).prop_filter_map("made", |(shape, dtype, turns, how)| {
        let made = Array::zeros(&shape, dtype).ok()?;
        let made = if turns {
            made.transpose(None).ok()?
        } else {
            made
        };
        match how {
            0 => made.index(&[Index::Ellipsis, Index::NewAxis]).ok(),
            1 => made.flip(None).ok(),
            2 => {
                let far = [&[i64::MAX >> 4], made.shape()].concat();
                Some(made.broadcast_to(&far).unwrap_or(made))
            }
            _ => Some(made),
        }
    })
}

fn axes() -> impl Strategy<Value = Option<Vec<Option<usize>>>> {
    let axis = prop_oneof![
        Just(None),
        (0usize..4).prop_map(Some),
        Just(Some(usize::MAX))
    ];
    prop::option::of(prop::collection::vec(axis, 0..4))
}

fn number() -> impl Strategy<Value = i64> {
    prop_oneof![-2i64..9, Just(i64::MIN), Just(i64::MAX), Just(1 << 40)]
}

proptest! {
    #[test]
    fn walks_of_anything(
        arrays in prop::collection::vec(prop::option::of(array()), 0..4),
        lists in prop::collection::vec(axes(), 0..4),
        nested in prop::collection::vec(prop::collection::vec(number(), 0..3), 0..4),
        flags in prop::collection::vec(any::<bool>(), 24),
        dtypes in prop::collection::vec(prop::option::of(prop_oneof![Just(DType::F32), Just(DType::I64), Just(DType::Bytes(3)), Just(DType::F16)]), 0..4),
        size in number(),
    ) {
        let given: Vec<Option<&Array>> = arrays.iter().map(Option::as_ref).collect();
        let op_axes: Vec<Option<&[Option<usize>]>> = lists.iter().map(Option::as_deref).collect();
        let walk = Walk {
            order: [CopyOrder::K, CopyOrder::C, CopyOrder::F, CopyOrder::A][usize::from(flags[0]) * 2 + usize::from(flags[1])],
            external_loop: flags[2],
            multi_index: flags[3] && flags[4],
            index: (flags[5] && flags[6]).then_some(Order::F),
            zerosize_ok: flags[7],
            writes: &flags[8..11],
            unread: &flags[11..14],
            copies: &flags[14..17],
            whole: &[],
            dtypes: &dtypes,
            common_dtype: flags[17] && flags[18],
            casting: if flags[19] { Casting::Unsafe } else { Casting::SameKind },
            buffering: flags[20].then_some(Buffering { size, grow_inner: flags[21], delayed: flags[22] && flags[3] }),
            reduce_ok: flags[23],
            op_axes: &op_axes,
        };
        if let Ok(mut walk) = NdIter::allocating(&given, &[], walk) {
            for _ in 0..6 {
                let Ok(Some(views)) = walk.step() else { break };
                for view in &views {
                    if view.writeable() && view.size() < 100 {
                        let _ = view.assign(&[Index::Ellipsis], &views[0]);
                    }
                }
                let _ = (walk.multi_index(), walk.index(), walk.operands().len());
            }
            let _ = walk.reset();
            let _ = walk.step();
            let _ = walk.close();
        }
        let present: Vec<&Array> = arrays.iter().flatten().collect();
        let nested: Vec<&[i64]> = nested.iter().map(Vec::as_slice).collect();
        if let Ok(mut walks) = nested_iters(&present, &nested, Walk { op_axes: &[], ..walk }) {
            for _ in 0..3 {
                match walks.step() {
                    Ok(Some(Level::Walk(mut inner))) => drop(inner.step()),
                    Ok(Some(Level::Nested(mut inner))) => drop(inner.step()),
                    _ => break,
                }
            }
        }
    }
}
