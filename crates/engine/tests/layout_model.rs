//! Every operation on layouts, held against the naive model: same cells, same bytes; and no panic on hostile numbers.

mod model;

use engine::Index;
use engine::layout::coalesce::{coalesce, loop_order};
use engine::layout::reshape::Reshaped;
use engine::layout::walk::{Odometer, indices_of, number_of};
use engine::layout::{Dims, Layout, Order, broadcast};
use model::{Model, all_indices, hostile, layout_of_shape, layouts};
use proptest::prelude::*;

const ITEM: usize = 8;

/// A layout and one number for each of its axes, drawn from a range.
fn with_axes(range: std::ops::Range<i64>) -> impl Strategy<Value = (Layout, Vec<i64>)> {
    layouts().prop_flat_map(move |layout| {
        let ndim = layout.ndim();
        (
            Just(layout),
            prop::collection::vec(range.clone(), ndim..=ndim),
        )
    })
}

fn index_item() -> impl Strategy<Value = Index> {
    let part =
        prop_oneof![3 => Just(None), 4 => (-5..6i64).prop_map(Some), 1 => hostile().prop_map(Some)];
    let step = prop_oneof![
        3 => Just(None),
        4 => prop::sample::select(vec![-3, -2, -1, 1, 2, 3]).prop_map(Some),
        1 => hostile().prop_map(Some),
    ];
    prop_oneof![
        4 => (-3..3i64).prop_map(Index::Int),
        1 => hostile().prop_map(Index::Int),
        8 => (part.clone(), part, step).prop_map(|(start, stop, step)| Index::Slice { start, stop, step }),
        2 => Just(Index::NewAxis),
        1 => Just(Index::Ellipsis),
    ]
}

/// The indices a Python slice picks from a length, by walking.
fn picked(start: Option<i64>, stop: Option<i64>, step: i64, length: i64) -> Vec<i64> {
    let length = i128::from(length);
    let at = |end: i64| {
        let end = i128::from(end);
        if end < 0 { end + length } else { end }
    };
    let forward = step > 0;
    let (lowest, highest) = if forward {
        (0, length)
    } else {
        (-1, length - 1)
    };
    let mut place = start
        .map_or(if forward { 0 } else { length - 1 }, at)
        .clamp(lowest, highest);
    let stop = stop
        .map_or(if forward { length } else { -1 }, at)
        .clamp(lowest, highest);
    let mut found = Vec::new();
    while if forward { place < stop } else { place > stop } {
        found.push(place as i64);
        place += i128::from(step);
    }
    found
}

/// What `a[items]` means, cell by cell; `None` when it must be refused.
fn index_model(model: &Model, items: &[Index]) -> Option<Model> {
    let ellipses = items.iter().filter(|i| **i == Index::Ellipsis).count();
    let used = items
        .iter()
        .filter(|i| matches!(i, Index::Int(_) | Index::Slice { .. }))
        .count();
    if ellipses > 1 || used > model.shape.len() {
        return None;
    }
    let all = |length: i64| (0..length).collect::<Vec<i64>>();
    // For each axis of the array its picks and whether it stays; `None` marks a new axis.
    let mut picks: Vec<Option<(Vec<i64>, bool)>> = Vec::new();
    let mut axis = 0;
    let missing = model.shape.len() - used;
    let spell_out = |picks: &mut Vec<_>, axis: &mut usize| {
        for _ in 0..missing {
            picks.push(Some((all(model.shape[*axis]), true)));
            *axis += 1;
        }
    };
    for item in items {
        match *item {
            Index::Int(index) => {
                let length = i128::from(model.shape[axis]);
                let place = i128::from(index) + if index < 0 { length } else { 0 };
                if place < 0 || place >= length {
                    return None;
                }
                picks.push(Some((vec![place as i64], false)));
                axis += 1;
            }
            Index::Slice { start, stop, step } => {
                let step = step.unwrap_or(1);
                if step == 0 {
                    return None;
                }
                picks.push(Some((picked(start, stop, step, model.shape[axis]), true)));
                axis += 1;
            }
            Index::NewAxis => picks.push(None),
            Index::Ellipsis => spell_out(&mut picks, &mut axis),
            // A layout has no bytes for an array to pick from.
            Index::Advanced(_) => return None,
        }
    }
    if ellipses == 0 {
        spell_out(&mut picks, &mut axis);
    }
    let shape: Vec<i64> = picks
        .iter()
        .filter_map(|pick| match pick {
            None => Some(1),
            Some((found, true)) => Some(found.len() as i64),
            Some((_, false)) => None,
        })
        .collect();
    Some(model.rearranged(&shape, |new| {
        let mut new = new.iter();
        let mut old = Vec::new();
        for pick in &picks {
            match pick {
                None => {
                    new.next();
                }
                Some((found, true)) => old.push(found[*new.next().expect("an index") as usize]),
                Some((found, false)) => old.push(found[0]),
            }
        }
        old
    }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn walking_meets_the_cells_in_c_order(layout in layouts()) {
        let model = Model::of(&layout);
        prop_assert_eq!(layout.size(), model.cells.len() as i64);
        let walked: Vec<i128> = layout.addresses().map(i128::from).collect();
        prop_assert_eq!(walked, model.bytes());
        let mut odometer = Odometer::new(&[&layout, &layout]);
        for (number, (indices, byte)) in model.cells.iter().enumerate() {
            prop_assert!(odometer.advance());
            prop_assert_eq!(odometer.indices(), &indices[..]);
            prop_assert_eq!(odometer.bytes().iter().map(|&b| i128::from(b)).collect::<Vec<_>>(), vec![*byte; 2]);
            prop_assert_eq!(layout.nth_byte(number as i64).map(i128::from), Some(*byte));
            prop_assert_eq!(indices_of(&layout.shape, number as i64).map(|i| i.to_vec()), Some(indices.clone()));
            prop_assert_eq!(number_of(&layout.shape, indices), Some(number as i64));
        }
        prop_assert!(!odometer.advance());
        prop_assert_eq!(layout.nth_byte(model.cells.len() as i64), None);
    }

    #[test]
    fn contiguity_and_bounds_are_those_of_the_cells(layout in layouts(), nbytes in 0usize..900) {
        let model = Model::of(&layout);
        let packed = |bytes: Vec<i128>| {
            bytes.iter().enumerate().all(|(n, &byte)| byte == i128::from(layout.offset) + (n * ITEM) as i128)
        };
        prop_assert_eq!(layout.is_c_contiguous(ITEM), packed(model.bytes()));
        prop_assert_eq!(layout.is_f_contiguous(ITEM), packed(model.bytes_first_fastest()));
        let bytes = model.bytes();
        let bounds = bytes.iter().min().zip(bytes.iter().max()).map(|(&low, &high)| (low, high + ITEM as i128));
        prop_assert_eq!(layout.byte_bounds(ITEM), bounds);
        let inside = bytes.iter().all(|&byte| byte >= 0 && byte + ITEM as i128 <= nbytes as i128);
        prop_assert_eq!(layout.check(ITEM, nbytes).is_ok(), inside);
    }

    #[test]
    fn new_layouts_are_packed(shape in prop::collection::vec(0..4i64, 0..=6), order in prop::bool::ANY) {
        let order = if order { Order::C } else { Order::F };
        let layout = Layout::contiguous(&shape, ITEM, order);
        let model = Model::of(&layout);
        let bytes = if order == Order::C { model.bytes() } else { model.bytes_first_fastest() };
        let expected: Vec<i128> = (0..all_indices(&shape).len()).map(|n| (n * ITEM) as i128).collect();
        prop_assert_eq!(bytes, expected);
    }

    #[test]
    fn transposing_permutes_the_indices((layout, order) in layouts().prop_flat_map(|layout| {
        let order: Vec<i64> = (0..layout.ndim() as i64).collect();
        (Just(layout), Just(order).prop_shuffle())
    }), negative in prop::bool::ANY) {
        let ndim = layout.ndim() as i64;
        let model = Model::of(&layout);
        let shape: Vec<i64> = order.iter().map(|&axis| layout.shape[axis as usize]).collect();
        let expected = model.rearranged(&shape, |new| {
            let mut old = vec![0; new.len()];
            for (place, &axis) in order.iter().enumerate() {
                old[axis as usize] = new[place];
            }
            old
        });
        let asked: Vec<i64> = order.iter().map(|&axis| if negative { axis - ndim } else { axis }).collect();
        prop_assert_eq!(Model::of(&layout.transpose(Some(&asked)).unwrap()), expected);
        let reversed: Vec<i64> = layout.shape.iter().rev().copied().collect();
        let expected = model.rearranged(&reversed, |new| new.iter().rev().copied().collect());
        prop_assert_eq!(Model::of(&layout.transpose(None).unwrap()), expected);
    }

    #[test]
    fn swapping_and_moving_axes((layout, _) in with_axes(0..1), a in -7..7i64, b in -7..7i64) {
        let ndim = layout.ndim() as i64;
        let valid = |axis: i64| (-ndim..ndim).contains(&axis);
        let place = |axis: i64| (if axis < 0 { axis + ndim } else { axis }) as usize;
        let model = Model::of(&layout);
        let swapped = layout.swapaxes(a, b);
        let moved = layout.moveaxis(&[a], &[b]);
        prop_assert_eq!(swapped.is_ok(), valid(a) && valid(b));
        prop_assert_eq!(moved.is_ok(), valid(a) && valid(b));
        if let (Ok(swapped), Ok(moved)) = (swapped, moved) {
            let (a, b) = (place(a), place(b));
            let mut shape = layout.shape.to_vec();
            shape.swap(a, b);
            let expected = model.rearranged(&shape, |new| {
                let mut old = new.to_vec();
                old.swap(a, b);
                old
            });
            prop_assert_eq!(Model::of(&swapped), expected);
            let mut shape = layout.shape.to_vec();
            let extent = shape.remove(a);
            shape.insert(b, extent);
            let expected = model.rearranged(&shape, |new| {
                let mut old = new.to_vec();
                let index = old.remove(b);
                old.insert(a, index);
                old
            });
            prop_assert_eq!(Model::of(&moved), expected);
        }
    }

    #[test]
    fn squeezing_drops_only_length_one((layout, choice) in with_axes(0..2)) {
        let model = Model::of(&layout);
        let chosen: Vec<usize> = (0..layout.ndim()).filter(|&axis| choice[axis] == 1).collect();
        let asked: Vec<i64> = chosen.iter().map(|&axis| axis as i64).collect();
        let allowed = chosen.iter().all(|&axis| layout.shape[axis] == 1);
        let without = |dropped: &dyn Fn(usize) -> bool| {
            let kept: Vec<usize> = (0..layout.ndim()).filter(|&axis| !dropped(axis)).collect();
            let shape: Vec<i64> = kept.iter().map(|&axis| layout.shape[axis]).collect();
            model.rearranged(&shape, |new| {
                let mut old = vec![0; layout.ndim()];
                for (place, &axis) in kept.iter().enumerate() {
                    old[axis] = new[place];
                }
                old
            })
        };
        let squeezed = layout.squeeze(Some(&asked));
        prop_assert_eq!(squeezed.is_ok(), allowed);
        if let Ok(squeezed) = squeezed {
            prop_assert_eq!(Model::of(&squeezed), without(&|axis| chosen.contains(&axis)));
        }
        prop_assert_eq!(Model::of(&layout.squeeze(None).unwrap()), without(&|axis| layout.shape[axis] == 1));
    }

    #[test]
    fn flipping_counts_backward((layout, choice) in with_axes(0..2)) {
        let model = Model::of(&layout);
        let chosen: Vec<i64> = (0..layout.ndim() as i64).filter(|&axis| choice[axis as usize] == 1).collect();
        let backward = |axes: &[i64]| {
            model.rearranged(&layout.shape, |new| {
                let mut old = new.to_vec();
                for &axis in axes {
                    old[axis as usize] = layout.shape[axis as usize] - 1 - new[axis as usize];
                }
                old
            })
        };
        prop_assert_eq!(Model::of(&layout.flip(Some(&chosen)).unwrap()), backward(&chosen));
        let all: Vec<i64> = (0..layout.ndim() as i64).collect();
        prop_assert_eq!(Model::of(&layout.flip(None).unwrap()), backward(&all));
    }

    #[test]
    fn a_diagonal_holds_the_cells_whose_indices_differ_by_its_offset(
        (layout, _) in with_axes(0..1), offset in -5..6i64, a in -7..7i64, b in -7..7i64,
    ) {
        let ndim = layout.ndim() as i64;
        let place = |axis: i64| if axis < 0 { axis + ndim } else { axis };
        let found = layout.diagonal(offset, a, b);
        let (a, b) = (place(a), place(b));
        let valid = ndim >= 2 && a != b && [a, b].iter().all(|axis| (0..ndim).contains(axis));
        prop_assert_eq!(found.is_ok(), valid);
        if let Ok(found) = found {
            let (a, b) = (a as usize, b as usize);
            let model = Model::of(&layout);
            let pairs: Vec<(i64, i64)> = (0..layout.shape[a])
                .map(|i| (i, i + offset))
                .filter(|&(_, j)| (0..layout.shape[b]).contains(&j))
                .collect();
            let kept: Vec<usize> = (0..layout.ndim()).filter(|&axis| axis != a && axis != b).collect();
            let mut shape: Vec<i64> = kept.iter().map(|&axis| layout.shape[axis]).collect();
            shape.push(pairs.len() as i64);
            let expected = model.rearranged(&shape, |new| {
                let mut old = vec![0; layout.ndim()];
                for (place, &axis) in kept.iter().enumerate() {
                    old[axis] = new[place];
                }
                (old[a], old[b]) = pairs[new[new.len() - 1] as usize];
                old
            });
            prop_assert_eq!(Model::of(&found), expected);
        }
    }

    #[test]
    fn indexing_picks_what_python_picks(layout in layouts(), items in prop::collection::vec(index_item(), 0..7)) {
        let expected = index_model(&Model::of(&layout), &items);
        let found = layout.index(&items);
        prop_assert_eq!(found.is_ok(), expected.is_some(), "{:?} on {:?} gave {:?}", &items, &layout, &found);
        if let (Ok(found), Some(expected)) = (found, expected) {
            prop_assert_eq!(Model::of(&found), expected);
        }
    }

    #[test]
    fn stretching_repeats_cells((layout, shape) in layouts().prop_flat_map(|layout| {
        let own = layout.shape.to_vec();
        let grown = (prop::collection::vec(0..4i64, 0..2), prop::collection::vec(prop_oneof![4 => Just(-1i64), 1 => 0..4i64], own.len()))
            .prop_map(move |(mut lead, tail)| {
                lead.extend(own.iter().zip(tail).map(|(&extent, wanted)| if wanted < 0 { extent } else { wanted }));
                lead
            });
        (Just(layout), prop_oneof![5 => grown, 1 => prop::collection::vec(0..4i64, 0..6)])
    })) {
        let model = Model::of(&layout);
        let added = shape.len() as i64 - layout.ndim() as i64;
        let fits = added >= 0
            && (0..layout.ndim()).all(|axis| {
                let wanted = shape[axis + added as usize];
                layout.shape[axis] == wanted || layout.shape[axis] == 1
            });
        let found = layout.broadcast_to(&shape);
        prop_assert_eq!(found.is_ok(), fits);
        if let Ok(found) = found {
            let expected = model.rearranged(&shape, |new| {
                let tail = &new[added as usize..];
                tail.iter().zip(&layout.shape).map(|(&index, &extent)| if extent == 1 { 0 } else { index }).collect()
            });
            prop_assert_eq!(Model::of(&found), expected);
        }
    }

    #[test]
    fn shapes_broadcast_as_written_under_each_other(
        shapes in prop::collection::vec(prop::collection::vec(prop_oneof![3 => Just(1i64), 3 => Just(3), 1 => 0..5i64], 0..5), 0..5),
    ) {
        let slices: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
        let ndim = shapes.iter().map(Vec::len).max().unwrap_or(0);
        // Column by column from the right: every length that is not 1 must be the same.
        let mut expected = Some(Vec::new());
        for back in 1..=ndim {
            let mut lengths: Vec<i64> = shapes
                .iter()
                .filter(|shape| shape.len() >= back)
                .map(|shape| shape[shape.len() - back])
                .filter(|&length| length != 1)
                .collect();
            lengths.sort_unstable();
            lengths.dedup();
            expected = match (expected, lengths.as_slice()) {
                (Some(mut found), []) => { found.insert(0, 1); Some(found) }
                (Some(mut found), [only]) => { found.insert(0, *only); Some(found) }
                _ => None,
            };
        }
        let alignment = broadcast::align(&slices);
        prop_assert_eq!(alignment.shape().map(|shape| shape.to_vec()), expected.clone());
        prop_assert_eq!(broadcast::broadcast_shape(&slices).ok().map(|shape| shape.to_vec()), expected.clone());
        prop_assert_eq!(broadcast::broadcast_shapes(&slices).ok().map(|shape| shape.to_vec()), expected.clone());
        prop_assert_eq!(alignment.conflict().is_some(), expected.is_none());
        for (axis, aligned) in alignment.axes.iter().enumerate() {
            for (shape, (&length, &fate)) in shapes.iter().zip(aligned.lengths.iter().zip(&aligned.fates)) {
                let own = (axis + shape.len()).checked_sub(ndim).map(|own| shape[own]);
                prop_assert_eq!(length, own);
                let expected = match (own, aligned.result) {
                    (None, _) => broadcast::AxisFate::Missing,
                    (Some(own), Some(result)) if own == result => broadcast::AxisFate::Kept,
                    (Some(1), _) => broadcast::AxisFate::Stretched,
                    (Some(_), _) => broadcast::AxisFate::Conflict,
                };
                prop_assert_eq!(fate, expected);
            }
        }
    }

    #[test]
    fn reshaping_keeps_the_sequence_of_bytes((layout, shape) in layouts().prop_flat_map(|layout| {
        let size = layout.size();
        let shape = prop::collection::vec(prop::sample::select(vec![1i64, 1, 2, 2, 3, 3, 4, 6, 9]), 0..6)
            .prop_map(move |mut shape| {
                // Drop or add factors until the sizes agree.
                while shape.iter().product::<i64>() > size.max(1) { shape.pop(); }
                let known = shape.iter().product::<i64>();
                let rest = if size % known == 0 { size / known } else { size };
                let position = shape.len() / 2;
                shape.insert(position, rest);
                shape
            });
        (Just(layout), shape)
    }), c_order in prop::bool::ANY, unknown in prop::option::of(0usize..6)) {
        let order = if c_order { Order::C } else { Order::F };
        let fits = shape.iter().product::<i64>() == layout.size();
        let mut asked = shape.clone();
        if let Some(axis) = unknown.filter(|&axis| axis < shape.len() && fits && layout.size() > 0) {
            asked[axis] = -1;
        }
        let result = layout.reshape(&asked, ITEM, order);
        prop_assert_eq!(result.is_ok(), fits);
        let sequence = |model: &Model| if c_order { model.bytes() } else { model.bytes_first_fastest() };
        let bytes = sequence(&Model::of(&layout));
        match result {
            Err(_) => {}
            Ok(Reshaped::View(view)) => {
                prop_assert_eq!(view.shape.to_vec(), shape);
                prop_assert_eq!(sequence(&Model::of(&view)), bytes);
            }
            Ok(Reshaped::Copy { shape: resolved, .. }) => {
                prop_assert_eq!(resolved.to_vec(), shape.clone());
                // No strides at all give this sequence: the only candidates are the steps from the first cell.
                let mut indices = all_indices(&shape);
                if !c_order {
                    indices.sort_by_key(|i| i.iter().rev().copied().collect::<Vec<_>>());
                }
                let byte_of = |wanted: &[i64]| bytes[indices.iter().position(|i| i == wanted).expect("an index")];
                let origin = vec![0; shape.len()];
                let strides: Vec<i128> = (0..shape.len())
                    .map(|axis| {
                        let mut step = origin.clone();
                        step[axis] = 1;
                        if shape[axis] > 1 { byte_of(&step) - byte_of(&origin) } else { 0 }
                    })
                    .collect();
                let linear = indices.iter().zip(&bytes).all(|(index, &byte)| {
                    let sum: i128 = index.iter().zip(&strides).map(|(&i, &s)| i128::from(i) * s).sum();
                    byte == byte_of(&origin) + sum
                });
                prop_assert!(!linear, "a view was possible");
            }
        }
    }

    #[test]
    fn new_axes_change_no_cell((layout, places) in layouts().prop_flat_map(|layout| {
        let ndim = layout.ndim();
        (Just(layout), prop::collection::hash_set(0..ndim as i64 + 2, 2))
    })) {
        let places: Vec<i64> = places.into_iter().collect();
        let shape = layout.expanded_shape(&places).unwrap();
        let mut rest = layout.shape.iter();
        for (axis, &extent) in shape.iter().enumerate() {
            let expected = if places.contains(&(axis as i64)) { 1 } else { *rest.next().unwrap() };
            prop_assert_eq!(extent, expected);
        }
        match layout.reshape(&shape, ITEM, Order::C).unwrap() {
            Reshaped::View(view) => prop_assert_eq!(Model::of(&view).bytes(), Model::of(&layout).bytes()),
            Reshaped::Copy { why, .. } => prop_assert!(false, "{}", why),
        }
    }

    #[test]
    fn merged_loops_meet_the_same_cells(operands in prop::collection::vec(1..4i64, 0..=6).prop_flat_map(|shape| {
        prop::collection::vec(layout_of_shape(shape), 1..4)
    })) {
        let layouts: Vec<&Layout> = operands.iter().collect();
        let order = loop_order(&layouts);
        let mut sorted = order.to_vec();
        sorted.sort_unstable();
        prop_assert_eq!(sorted, (0..operands[0].ndim()).collect::<Vec<_>>());
        let loops = coalesce(&layouts, &order);
        let covered: Vec<usize> = loops.iter().flat_map(|merged| merged.axes.to_vec()).collect();
        prop_assert_eq!(covered, order.to_vec());
        let models: Vec<Model> = operands.iter().map(Model::of).collect();
        // All cells in the chosen order of the axes …
        let mut expected: Vec<(Vec<i64>, Vec<i128>)> = models[0]
            .cells
            .iter()
            .enumerate()
            .map(|(n, (indices, _))| {
                let key = order.iter().map(|&axis| indices[axis]).collect();
                (key, models.iter().map(|model| model.cells[n].1).collect())
            })
            .collect();
        expected.sort_by(|a, b| a.0.cmp(&b.0));
        // … must be what the merged loops meet.
        let lengths: Vec<i64> = loops.iter().map(|merged| merged.length).collect();
        let met: Vec<Vec<i128>> = all_indices(&lengths)
            .into_iter()
            .map(|turns| {
                (0..operands.len())
                    .map(|operand| {
                        i128::from(operands[operand].offset)
                            + turns.iter().zip(&loops).map(|(&t, l)| i128::from(t * l.strides[operand])).sum::<i128>()
                    })
                    .collect()
            })
            .collect();
        prop_assert_eq!(met, expected.into_iter().map(|(_, bytes)| bytes).collect::<Vec<_>>());
        // No two neighboring loops could still be one.
        for pair in loops.windows(2) {
            let one = (0..operands.len()).all(|o| pair[0].strides[o] == pair[1].strides[o] * pair[1].length);
            prop_assert!(!one && pair.iter().all(|merged| merged.length != 1));
        }
    }

    #[test]
    fn copies_that_keep_the_order_are_packed(layout in layouts()) {
        let kept = layout.packed_like(ITEM);
        let mut bytes = Model::of(&kept).bytes();
        bytes.sort_unstable();
        let expected: Vec<i128> = (0..bytes.len()).map(|n| (n * ITEM) as i128).collect();
        prop_assert_eq!(bytes, expected);
        prop_assert_eq!(kept.shape.to_vec(), layout.shape.to_vec());
        // Where two axes have different strides, the copy orders them the same way.
        let long: Vec<usize> = (0..layout.ndim()).filter(|&axis| layout.shape[axis] > 1).collect();
        let contiguous = layout.is_c_contiguous(ITEM) || layout.is_f_contiguous(ITEM);
        for &a in &long {
            for &b in &long {
                if !contiguous && layout.strides[a].abs() > layout.strides[b].abs() {
                    prop_assert!(kept.strides[a] > kept.strides[b]);
                }
            }
        }
    }

    #[test]
    fn hostile_numbers_are_refused_or_survived(
        (shape, strides) in (0usize..6).prop_flat_map(|ndim| {
            (prop::collection::vec(hostile(), ndim), prop::collection::vec(hostile(), ndim))
        }),
        offset in hostile(),
        target in prop::collection::vec(hostile(), 0..5),
        items in prop::collection::vec(index_item(), 0..5),
        numbers in prop::collection::vec(hostile(), 4),
    ) {
        let layout = Layout { shape: Dims::from_slice(&shape), strides: Dims::from_slice(&strides), offset };
        let (a, b) = (numbers[0], numbers[1]);
        let valid = layout.check(ITEM, 1 << 20).is_ok();
        // What a sound layout may reach, in arithmetic wide enough to hold it.
        if shape.iter().all(|&extent| extent > 0) {
            let (mut low, mut high) = (i128::from(offset), i128::from(offset) + ITEM as i128);
            for (&extent, &stride) in shape.iter().zip(&strides) {
                let reach = (i128::from(extent) - 1) * i128::from(stride);
                low = low.saturating_add(reach.min(0));
                high = high.saturating_add(reach.max(0));
            }
            let countable = shape.iter().try_fold(8i128, |n, &e| n.checked_mul(e.into())).is_some_and(|n| n <= i128::from(i64::MAX));
            prop_assert_eq!(valid, countable && low >= 0 && high <= 1 << 20);
        }
        let mut derived = vec![layout.clone()];
        derived.extend(layout.index(&items));
        derived.extend(layout.transpose(Some(&numbers)));
        derived.extend(layout.swapaxes(a, b));
        derived.extend(layout.moveaxis(&numbers[..2], &numbers[2..]));
        derived.extend(layout.squeeze(Some(&numbers[..1])));
        derived.extend(layout.flip(None));
        derived.extend(layout.diagonal(a, 0, 1));
        derived.extend(layout.broadcast_to(&target));
        for order in [Order::C, Order::F] {
            if let Ok(Reshaped::View(view)) = layout.reshape(&target, ITEM, order) {
                derived.push(view);
            }
            derived.push(Layout::contiguous(&target, ITEM, order));
        }
        derived.push(layout.packed_like(ITEM));
        let _ = broadcast::broadcast_shape(&[&shape, &target]);
        let _ = broadcast::broadcast_shapes(&[&shape, &target]);
        let _ = broadcast::align(&[&shape, &target]);
        let _ = layout.expanded_shape(&numbers);
        for made in &derived {
            let _ = (made.size(), made.byte_at(&numbers), made.byte_bounds(ITEM), made.nth_byte(a));
            let _ = (made.is_c_contiguous(ITEM), made.is_f_contiguous(ITEM), made.check(ITEM, 64));
            let _ = coalesce(&[made, made], &loop_order(&[made, made]));
            let _ = made.addresses().take(20).count();
            let _ = (indices_of(&made.shape, b), number_of(&made.shape, &numbers));
        }
    }
}
