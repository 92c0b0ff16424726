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
            for axis in [0, -1] {
                both(&what, || {
                    crate::reduce::cumsum(&a, Some(axis), Default::default()).unwrap()
                });
            }
            let steps = [Index::Ellipsis, Index::every([2, -1, 3][shape.len() % 3])];
            both(&what, || {
                let target = a.astype(DType::F64).unwrap();
                let view = target.index(&steps).unwrap();
                let operands = [Operand::Array(&view), Operand::PyInt(1)];
                ufunc::call_into("add", &operands, &view).unwrap();
                target
            });
            if let &[.., rows, columns] = shape {
                let mut places = |length: i64| {
                    let places: Vec<i64> =
                        (0..60).map(|_| dice.below(2 * length) - length).collect();
                    Index::from(Array::from_elements(&places, &[3, 20]).unwrap())
                };
                let crossed = [Index::Ellipsis, places(rows), places(columns)];
                both(&what, || a.index(&crossed).unwrap());
                both(&what, || {
                    let target = b.copy(CopyOrder::K).unwrap();
                    target
                        .assign(&crossed, &a.index(&crossed).unwrap())
                        .unwrap();
                    target
                });
            }
        }
    }
}

#[test]
fn sums_of_integers_run_on_in_wider_ones() {
    let mut dice = Dice(0x51AB_0C2D);
    for dtype in [
        DType::Bool,
        DType::I8,
        DType::U8,
        DType::I16,
        DType::U16,
        DType::I32,
        DType::U32,
    ] {
        for (rows, columns) in [(1, 3000), (3000, 1), (40, 70), (3, 1100), (1100, 3)] {
            let array = dice.array(dtype, &[rows, columns]);
            let values: Vec<i64> = array.astype(DType::I64).unwrap().to_vec().unwrap();
            for (axis, step) in [(0, columns as usize), (1, 1)] {
                let length = if axis == 0 { rows } else { columns } as usize;
                // Each sum is the one before it along the axis and the next element.
                let mut expected = values.clone();
                for place in 0..expected.len() {
                    if place / step % length > 0 {
                        expected[place] += expected[place - step];
                    }
                }
                for way in [Way::OneAtATime, Way::Simd128] {
                    set_way(way);
                    let sums =
                        crate::reduce::cumsum(&array, Some(axis), Default::default()).unwrap();
                    let sums: Vec<i64> = sums.astype(DType::I64).unwrap().to_vec().unwrap();
                    assert_eq!(sums, expected, "{dtype} {rows} {columns} {axis}");
                }
            }
        }
    }
}

#[test]
fn elements_are_picked_and_put_by_two_positions() {
    let (rows, columns) = (37, 41);
    let table = Array::arange(0, rows * columns, 1, Some(DType::I32)).unwrap();
    let table = table.reshape(&[rows, columns]).unwrap();
    let mut dice = Dice(0x0DD5);
    let mut places =
        |length: i64| -> Vec<i64> { (0..3000).map(|_| dice.below(2 * length) - length).collect() };
    let (down, across) = (places(rows), places(columns));
    let indices =
        [&down, &across].map(|places| Index::from(Array::from_elements(places, &[3000]).unwrap()));
    let number =
        |down: i64, across: i64| down.rem_euclid(rows) * columns + across.rem_euclid(columns);
    let expected: Vec<i32> = down
        .iter()
        .zip(&across)
        .map(|(&r, &c)| number(r, c) as i32)
        .collect();
    for way in [Way::OneAtATime, Way::Simd128] {
        set_way(way);
        let picked = table.index(&indices).unwrap();
        assert_eq!(picked.to_vec::<i32>().unwrap(), expected);
        let target = Array::zeros(&[rows, columns], DType::I32).unwrap();
        target.assign(&indices, &picked).unwrap();
        for (place, value) in (0..).zip(target.to_vec::<i32>().unwrap()) {
            assert_eq!(value, if expected.contains(&place) { place } else { 0 });
        }
        let outside = [
            indices[0].clone(),
            Index::from(Array::from_elements(&vec![columns; 3000], &[3000]).unwrap()),
        ];
        let refused = table.index(&outside).unwrap_err().to_string();
        assert!(
            refused.contains("index 41 is out of bounds for axis 1 with size 41"),
            "{refused}"
        );
    }
}
