//! Sums of products: replayed as run, and added up in the order the plan promises, whatever path the loops take.

use super::{Dice, replayed, run};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::linalg::einsum::{Options, einsum};
use crate::linalg::{Arguments, dot, inner, matmul, matmul_with, vecdot};
use crate::plan::Plan;
use crate::record::{Event, Recorder};

/// Calls a product, replays what was recorded and runs it once more.
fn check(arrays: &[&Array], product: impl FnOnce() -> crate::Result<Array>) {
    let recorder = Recorder::start();
    let result = product();
    let events = recorder.finish();
    let Ok(result) = result else {
        assert!(matches!(events.as_slice(), [Event::Fail(_)]));
        return;
    };
    let mut buffers: Vec<_> = arrays.iter().map(|array| array.buffer.clone()).collect();
    let bytes = replayed(&events[0], &buffers, &result);
    assert_eq!(bytes, *result.buffer.bytes(), "{:?}", events[0]);
    buffers.push(result.buffer.clone());
    result.buffer.bytes_mut().fill(0);
    let Event::Compute(plan) = &events[0] else {
        panic!("{events:?}");
    };
    run(plan, &buffers).unwrap();
    assert_eq!(bytes, *result.buffer.bytes(), "{plan:?}");
}

#[test]
fn every_product_replays_as_it_runs() {
    let mut dice = Dice(0xA076_1D64_78BD_642F);
    for first in DType::ALL {
        for second in DType::ALL {
            for _ in 0..2 {
                let (n, k, m) = (dice.below(4) + 1, dice.below(5), dice.below(4) + 1);
                let mut batch = dice.shape();
                batch.truncate(2);
                let with = |batch: &[i64], core: [i64; 2]| [batch, &core[..]].concat();
                let a = dice.array(first, &with(&batch, [n, k]));
                let b = dice.array(second, &with(&batch[batch.len() / 2..], [k, m]));
                let c = dice.array(second, &with(&batch, [m, k]));
                let line = dice.array(second, &[k]);
                check(&[&a, &b], || matmul(&a, &b));
                check(&[&a, &b], || dot(&a, &b));
                check(&[&a, &c], || inner(&a, &c));
                check(&[&a, &line], || vecdot(&a, &line, -1));
                check(&[&line, &b], || matmul(&line, &b));
            }
        }
    }
}

#[test]
fn products_into_arrays_replay_as_they_run() {
    let mut dice = Dice(0x5851_F42D_4C95_7F2D);
    let mut at_once = 0;
    for dtype in DType::numbers() {
        for _ in 0..12 {
            let (n, k, m) = (dice.below(4) + 1, dice.below(4), dice.below(4) + 1);
            let a = dice.array(dtype, &[n, k]);
            let b = dice.array(dtype, &[k, m]);
            // Twice as wide as the result, and full of other numbers.
            let owner = Array::full(&[n, 2 * m], crate::Scalar::I64(7).cast(dtype)).unwrap();
            let mut out = owner.clone();
            out.layout.shape[1] = m;
            out.layout.strides[1] *= 2;
            let recorder = Recorder::start();
            let arguments = Arguments {
                out: Some(&out),
                ..Arguments::default()
            };
            matmul_with(&a, &b, arguments).unwrap();
            let events = recorder.finish();
            let buffers = [a.buffer.clone(), b.buffer.clone(), out.buffer.clone()];
            let Event::Compute(plan) = &events[0] else {
                panic!("{events:?}");
            };
            let bytes = replayed(&events[0], &buffers, &out);
            let ran = out.tobytes(CopyOrder::C).unwrap();
            let written = Array::zeros(&[n, 2 * m], dtype).unwrap();
            written.buffer.bytes_mut().copy_from_slice(&bytes);
            let mut seen = written.clone();
            seen.layout = out.layout.clone().into();
            assert_eq!(seen.tobytes(CopyOrder::C).unwrap(), ran, "{plan:?}");
            // Run again over what it wrote, it clears that first; what lies between stays.
            run(plan, &buffers).unwrap();
            assert_eq!(out.tobytes(CopyOrder::C).unwrap(), ran, "{plan:?}");
            let sevens = crate::Scalar::I64(7).cast(dtype);
            for row in 0..n {
                assert_eq!(owner.get(&[row, 1]).unwrap(), sevens);
            }
            at_once += 1;
        }
    }
    assert!(at_once > 100);
}

#[test]
fn sums_are_taken_in_order_on_every_path() {
    let mut dice = Dice(0xE703_7ED1_A0B4_28DB);
    for (n, k, m) in [
        (1, 700, 1),
        (9, 31, 17),
        (40, 3, 40),
        (300, 2, 1),
        (2, 2, 300),
    ] {
        for _ in 0..12 {
            let (a, b) = (
                dice.array(DType::F64, &[n, k]),
                dice.array(DType::F64, &[k, m]),
            );
            let recorder = Recorder::start();
            let product = matmul(&a, &b).unwrap();
            let events = recorder.finish();
            // A warning may follow: the numbers are of any size.
            assert!(matches!(
                events.first(),
                Some(Event::Compute(Plan::Contract(_)))
            ));
            let (left, right) = (a.to_vec::<f64>().unwrap(), b.to_vec::<f64>().unwrap());
            let found = product.to_vec::<f64>().unwrap();
            for cell in 0..n * m {
                let (row, column) = (cell / m, cell % m);
                let terms =
                    (0..k).map(|j| left[(row * k + j) as usize] * right[(j * m + column) as usize]);
                // A single sum along two strips has sixteen running ones.
                let sum = if n * m == 1 {
                    let mut sums = [0.0; 16];
                    for (number, term) in terms.enumerate() {
                        sums[number % 16] += term;
                    }
                    for width in [8, 4, 2, 1] {
                        for number in 0..width {
                            sums[number] = sums[2 * number] + sums[2 * number + 1];
                        }
                    }
                    sums[0]
                } else {
                    terms.fold(0.0, |sum, term| sum + term)
                };
                let same = sum == found[cell as usize] || sum.is_nan();
                assert!(same, "{sum} {} {n} {k} {m}", found[cell as usize]);
            }
        }
    }
}

#[test]
fn expressions_replay_as_they_run() {
    let mut dice = Dice(0x8EBC_6AF0_9C88_C6E3);
    let expressions: [(&str, &[&[i64]]); 8] = [
        ("ij,jk->ki", &[&[3, 4], &[4, 2]]),
        ("ijk->j", &[&[3, 4, 2]]),
        ("iij->i", &[&[3, 3, 2]]),
        ("ij,jk,kl->il", &[&[2, 3], &[3, 4], &[4, 2]]),
        ("i,j,k->kij", &[&[2], &[3], &[4]]),
        ("...i,i...->...", &[&[3, 4, 2], &[2, 3, 4]]),
        ("ii,ii->", &[&[3, 3], &[3, 3]]),
        ("ij,j,->ij", &[&[3, 1], &[4], &[]]),
    ];
    for (subscripts, shapes) in expressions {
        for first in DType::numbers() {
            for second in [DType::I64, DType::F32] {
                let arrays: Vec<Array> = shapes
                    .iter()
                    .enumerate()
                    .map(|(place, shape)| dice.array([first, second][place % 2], shape))
                    .collect();
                let operands: Vec<&Array> = arrays.iter().collect();
                check(&operands, || {
                    einsum(subscripts, &operands, &Options::default())
                });
            }
        }
    }
}
