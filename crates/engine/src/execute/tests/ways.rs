//! Both ways of the inner loops give the same bytes: over arrays that are large enough for tiles, bands and whole turns, that
//! lie in memory in any way, and are cast on the way or not.

use super::Dice;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::index::{Index, select};
use crate::kernels::{Way, set_way};
use crate::plan::Bounds;
use crate::record::Recorder;
use crate::ufunc::{self, Operand};

const DTYPES: [DType; 9] = [
    DType::Bool,
    DType::I8,
    DType::U8,
    DType::I16,
    DType::U32,
    DType::I64,
    DType::U64,
    DType::F32,
    DType::F64,
];

/// The elements of what is computed, in C order, are the same both ways, and whether somebody listens or not.
fn both(what: &str, compute: impl Fn() -> Array) {
    let ways = [Way::OneAtATime, Way::Simd128, Way::Simd128];
    let results = std::iter::zip(ways, [false, false, true]).map(|(way, listens)| {
        set_way(way);
        let recorder = listens.then(Recorder::start);
        let result = compute();
        drop(recorder);
        set_way(Way::OneAtATime);
        let packed = result.copy(CopyOrder::C).unwrap();
        set_way(Way::Simd128);
        let bytes = packed.buffer().bytes().to_vec();
        (result.shape().to_vec(), bytes)
    });
    let results: Vec<(Vec<i64>, Vec<u8>)> = results.collect();
    for other in &results[1..] {
        assert_eq!(results[0].0, other.0, "{what}");
        assert!(results[0].1 == other.1, "{what}");
    }
}

#[test]
fn both_ways_give_the_same_wherever_elements_lie() {
    let mut dice = Dice(0x00D1_CE0F_3A75);
    for shape in [
        &[40_i64, 33][..],
        &[17, 64],
        &[3, 20, 18],
        &[70, 130],
        &[16, 16, 17],
        &[300],
        &[2, 1100],
    ] {
        for _ in 0..12 {
            let mut dtype = || DTYPES[dice.below(DTYPES.len() as i64) as usize];
            let (one, other) = (dtype(), dtype());
            let (a, b) = (dice.array(one, shape), dice.array(other, shape));
            let mask = dice.array(DType::Bool, shape);
            let what = format!(
                "{shape:?} {one} {:?} {other} {:?} {:?}",
                a.strides(),
                b.strides(),
                mask.strides()
            );
            let (x, y) = (Operand::Array(&a), Operand::Array(&b));
            both(&what, || ufunc::call("less", &[x, y]).unwrap());
            both(&what, || select::where_(&mask, x, y).unwrap());
            both(&what, || {
                select::where_(&mask, x, Operand::PyInt(0)).unwrap()
            });
            both(&what, || {
                select::where_(&mask, Operand::PyInt(1), x).unwrap()
            });
            both(&what, || a.astype(other).unwrap());
            both(&what, || a.copy(CopyOrder::C).unwrap());
            both(&what, || a.copy(CopyOrder::F).unwrap());
            both(&what, || a.index(&[Index::from(mask.clone())]).unwrap());
            both(&what, || a.repeat(&[2], Some(-1)).unwrap());
            both(&what, || {
                crate::reduce::count_nonzero(&a, Default::default()).unwrap()
            });
            both(&what, || {
                let target = b.copy(CopyOrder::C).unwrap();
                let rule = crate::cast::Casting::Unsafe;
                select::copyto(&target, x, rule, Some(&mask)).unwrap();
                target
            });
            both(&what, || {
                let target = a.copy(CopyOrder::K).unwrap();
                let kept = b.index(&[Index::from(mask.clone())]).unwrap();
                target.assign(&[Index::from(mask.clone())], &kept).unwrap();
                target
            });
            if one != DType::Bool && a.dtype().kind() != crate::dtype::Kind::Float {
                both(&what, || ufunc::call("add", &[x, x]).unwrap());
            }
            let (packed, packed_mask) = (
                a.copy(CopyOrder::C).unwrap(),
                mask.copy(CopyOrder::C).unwrap(),
            );
            both(&what, || {
                packed.index(&[Index::from(packed_mask.clone())]).unwrap()
            });
            let places: Vec<i64> = (0..50)
                .map(|_| dice.below(2 * shape[0]) - shape[0])
                .collect();
            let places = Array::from_elements(&places, &[50]).unwrap();
            both(&what, || a.take(&places, Some(0), Bounds::Raise).unwrap());
            both(&what, || a.take(&places, Some(-1), Bounds::Wrap).unwrap());
            both(&what, || a.index(&[Index::from(places.clone())]).unwrap());
        }
    }
}
