//! Sorting, searching, sets, bins and sequences on any arrays and arguments: an answer or a refusal, never a panic.
//! Results are only looked at where a law must hold for every input.

use engine::bins::{self, Bins, Given, Grid, GridBins, Side};
use engine::numeric::{self, Ends, Mode, Variables};
use engine::promote::Input;
use engine::sets::{self, IsinKind, Wanted};
use engine::sort::{self, Kind};
use engine::ufunc::Operand;
use engine::{Array, DType, Index, Scalar};
use proptest::prelude::*;

/// The edges of every dtype, as doubles and as bits.
fn element() -> impl Strategy<Value = Scalar> {
    prop_oneof![
        (-3i64..4).prop_map(Scalar::I64),
        any::<i64>().prop_map(Scalar::I64),
        any::<u64>().prop_map(Scalar::U64),
        any::<f64>().prop_map(Scalar::F64),
        prop_oneof![
            Just(f64::NAN),
            Just(f64::INFINITY),
            Just(-0.0),
            Just(1e308),
            Just(-1e308)
        ]
        .prop_map(Scalar::F64),
    ]
}

/// An array of up to three axes, sliced, reversed or stretched.
fn array() -> impl Strategy<Value = Array> {
    let shape = prop::collection::vec(0i64..5, 0..4);
    let dtype = prop::sample::select(DType::numbers().collect::<Vec<_>>());
    let values = prop::collection::vec(element(), 130);
    (shape, dtype, values, -3i64..4, any::<bool>(), 0..12).prop_map(
        |(shape, dtype, values, step, stretched, texts)| {
            let count = shape.iter().product::<i64>() as usize;
            let array =
                Array::from_scalars(&values[..count], &shape, dtype).expect("a small array");
            let array = match texts {
                0 => array.astype(DType::Str(3)).expect("numbers have texts"),
                1 => array.astype(DType::Bytes(2)).expect("numbers have texts"),
                _ => array,
            };
            let array = match (array.ndim(), step) {
                (0, _) | (_, 0) => array,
                _ => array.index(&[Index::every(step)]).expect("a small array"),
            };
            if stretched {
                let mut wider = vec![2];
                wider.extend(array.shape());
                return array.broadcast_to(&wider).expect("a small array");
            }
            array
        },
    )
}

fn whole() -> impl Strategy<Value = i64> {
    prop_oneof![-4i64..5, Just(i64::MIN), Just(i64::MAX), any::<i64>()]
}

fn number() -> impl Strategy<Value = Input> {
    prop_oneof![
        (-5i128..6).prop_map(Input::PyInt),
        any::<f64>().prop_map(Input::PyFloat),
        prop_oneof![Just(f64::NAN), Just(f64::INFINITY), Just(0.5)].prop_map(Input::PyFloat),
        Just(Input::PyInt(1 << 100)),
        any::<bool>().prop_map(Input::PyBool),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sorting(a in array(), b in array(), axis in whole(), ranks in prop::collection::vec(whole(), 0..4), flat in any::<bool>()) {
        let axis = (!flat).then_some(axis);
        for kind in [Kind::Quicksort, Kind::Stable] {
            let sorted = sort::sort(&a, axis, kind);
            let order = sort::argsort(&a, axis, kind);
            prop_assert_eq!(sorted.is_ok(), order.is_ok() && (axis.is_none() || a.ndim() > 0));
            // Both zeros are equal, and only a stable sort leaves them where they are.
            if let (Ok(sorted), Kind::Stable) = (sorted, kind) {
                let again = sort::sort(&sorted, axis, kind).unwrap();
                let words = |array: &Array| format!("{:?}", array.scalars().collect::<Vec<_>>());
                prop_assert_eq!(words(&again), words(&sorted));
            }
        }
        let _ = sort::partition(&a, &ranks, axis);
        let _ = sort::argpartition(&a, &ranks, axis);
        let _ = sort::lexsort(&[a.clone(), b.clone()], axis.unwrap_or(0));
        let _ = sort::lexsort(&[a.clone(), a.clone()], axis.unwrap_or(0));
        let _ = sort::sort_in_place(&a, axis.unwrap_or(0), Kind::Stable);
        let _ = sort::partition_in_place(&a, &ranks, axis.unwrap_or(0));
        let _ = sort::comparisons(&b, Kind::Quicksort);
    }

    #[test]
    fn searching(a in array(), b in array(), c in array(), length in whole(), right in any::<bool>()) {
        let side = if right { Side::Right } else { Side::Left };
        let _ = bins::searchsorted(&a, &b, side, None);
        let _ = bins::searchsorted(&a, &b, side, Some(&c));
        let _ = bins::digitize(&a, &b, right);
        let _ = bins::bincount(&a, None, length % 100);
        let _ = bins::bincount(&a, Some(&b), length);
    }

    #[test]
    fn sets_of_anything(a in array(), b in array(), axis in whole(), told in any::<[bool; 5]>()) {
        // Tables of numbers far apart are refused instead of made.
        engine::limit::set_memory_limit(1 << 20);
        let wanted = Wanted {
            index: told[0],
            inverse: told[1],
            counts: told[2],
            axis: told[3].then_some(axis),
            equal_nan: told[4],
        };
        if let Ok(found) = sets::unique(&a, wanted)
            && let (Some(counts), None) = (found.counts, wanted.axis)
        {
            prop_assert_eq!(counts.to_vec::<i64>().unwrap().iter().sum::<i64>(), a.size());
        }
        for kind in [IsinKind::Chosen, IsinKind::Sort, IsinKind::Table] {
            let _ = sets::isin(&a, &b, told[0], kind);
        }
        let _ = sets::intersect1d(&a, &b, told[1]);
        let _ = sets::intersect1d_places(&a, &b, told[1]);
        let _ = sets::union1d(&a, &b);
        let _ = sets::setdiff1d(&a, &b, told[2]);
        let _ = sets::setxor1d(&a, &b, told[3]);
    }

    #[test]
    fn histograms(a in array(), b in array(), count in whole(), ends in prop::option::of((number(), number())), density in any::<bool>(), rule in 0usize..9) {
        let rules = ["auto", "doane", "fd", "rice", "scott", "sqrt", "stone", "sturges", "?"];
        let given = Given { range: ends, density, weights: None };
        let few = count.clamp(-3, 40);
        for bins in [Bins::Count(few), Bins::Count(count), Bins::Edges(&b)] {
            let _ = bins::histogram(&a, bins, given);
            let _ = bins::histogram(&a, bins, Given { weights: Some(&b), ..given });
            let _ = bins::histogram_bin_edges(&a, bins, ends, Some(&a));
            let _ = bins::histogram2d(&a, &b, GridBins::Each(&[bins, Bins::Count(few)]), Grid { density, weights: Some(&b), ranges: None });
            // A grid has as many axes as the sample has columns.
            if a.ndim() < 2 || a.shape()[1] < 4 {
                let _ = bins::histogramdd(&a, GridBins::Same(bins), Grid { density, weights: Some(&b), ranges: None });
            }
        }
        let _ = bins::histogram_bin_edges(&a, Bins::Rule(rules[rule]), None, None);
        let _ = bins::histogram2d(&a, &a, GridBins::Same(Bins::Edges(&b)), Grid { ranges: Some(&[ends, ends]), density, weights: None });
        let _ = bins::histogramdd(&a, GridBins::Each(&[Bins::Edges(&b), Bins::Count(few)]), Grid { ranges: Some(&[ends]), density, weights: None });
    }

    #[test]
    fn sequences(a in array(), b in array(), c in array(), axis in whole(), order in whole(), left in any::<f64>(), period in prop::option::of(any::<f64>()), step in any::<f64>()) {
        let _ = numeric::interp(&a, &b, &c, Ends { left: Some(Input::PyFloat(left)), right: None, period });
        let _ = numeric::interp(&a, &b, &b, Ends::default());
        for mode in [Mode::Valid, Mode::Same, Mode::Full] {
            let _ = numeric::correlate(&a, &b, mode);
            let _ = numeric::convolve(&a, &b, mode);
        }
        let _ = numeric::polyval(&a, &b);
        let how = Variables { ddof: Some(order), weights: Some(&b), ..Variables::default() };
        let _ = numeric::cov(&a, Some(&c), how);
        let _ = numeric::cov(&a, None, Variables { frequencies: Some(&b), ..how });
        let _ = numeric::corrcoef(&a, Some(&b), axis > 0);
        let step = Operand::PyFloat(step);
        let _ = numeric::trapezoid(&a, None, step, axis);
        let _ = numeric::trapezoid(&a, Some(&b), step, axis);
        let _ = numeric::gradient(&a, &[step], Some(&[axis]), order);
        let _ = numeric::gradient(&a, &[Operand::Array(&b)], None, 1);
        let _ = numeric::gradient(&a, &[], None, order.clamp(-2, 3));
    }
}
