//! Products held against plain loops over indices, decompositions against what they promise, and everything against
//! input that nobody would give.
#![cfg(feature = "linalg")]
// The lints let tests unwrap and panic, but do not take what they call for a part of them.
#![allow(clippy::unwrap_used, clippy::panic)]

use engine::cast::Casting;
use engine::linalg::{self, CoreAxes, Mode, NormOrder, Optimize, Tolerance, Triangle, einsum};
use engine::{Array, DType, Scalar};
use proptest::prelude::*;

/// Letters of an operand or a result.
type Letters = Vec<u8>;

fn letters() -> impl Strategy<Value = Letters> {
    prop::collection::vec(prop::sample::select(b"abcd".to_vec()), 0..4)
}

/// Each element of the sum by its definition: every index of every letter, multiplied and added with wrapping.
fn by_definition(operands: &[(Letters, Array)], output: &Letters, lengths: [i64; 4]) -> Vec<i64> {
    let length = |letter: u8| lengths[usize::from(letter - b'a')];
    let used: Letters = (b'a'..=b'd')
        .filter(|letter| operands.iter().any(|(own, _)| own.contains(letter)))
        .collect();
    let place = |index: &[i64; 4], letters: &Letters| -> Vec<i64> {
        letters
            .iter()
            .map(|letter| index[usize::from(letter - b'a')])
            .collect()
    };
    let cells: i64 = output.iter().map(|&letter| length(letter)).product();
    let mut sums = vec![0i64; cells as usize];
    let turns: i64 = used.iter().map(|&letter| length(letter)).product();
    for turn in 0..turns {
        let mut index = [0; 4];
        let mut rest = turn;
        for &letter in &used {
            index[usize::from(letter - b'a')] = rest % length(letter);
            rest /= length(letter);
        }
        let mut product = 1i64;
        for (own, array) in operands {
            let Scalar::I64(element) = array.get(&place(&index, own)).unwrap() else {
                panic!("int64 elements");
            };
            product = product.wrapping_mul(element);
        }
        let cell = output.iter().fold(0, |cell, &letter| {
            cell * length(letter) + index[usize::from(letter - b'a')]
        });
        sums[cell as usize] = sums[cell as usize].wrapping_add(product);
    }
    sums
}

fn filled(shape: &[i64], seed: i64) -> Array {
    let count: i64 = shape.iter().product();
    let values: Vec<Scalar> = (0..count)
        .map(|nth| Scalar::I64((nth * 7 + seed) % 19 - 9 + (nth % 3) * (1 << 61)))
        .collect();
    Array::from_scalars(&values, shape, DType::I64).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn einsum_sums_what_its_letters_say(
        terms in prop::collection::vec(letters(), 1..4),
        keep in prop::collection::vec(any::<bool>(), 4),
        lengths in prop::array::uniform4(0i64..4),
        seed in 0i64..100,
    ) {
        let operands: Vec<(Letters, Array)> = terms
            .into_iter()
            .enumerate()
            .map(|(place, own)| {
                let shape: Vec<i64> = own.iter().map(|letter| lengths[usize::from(letter - b'a')]).collect();
                let array = filled(&shape, seed + place as i64);
                (own, array)
            })
            .collect();
        let output: Letters = (b'a'..=b'd')
            .rev()
            .filter(|letter| keep[usize::from(letter - b'a')])
            .filter(|letter| operands.iter().any(|(own, _)| own.contains(letter)))
            .collect();
        let text = |letters: &Letters| String::from_utf8(letters.clone()).unwrap();
        let terms: Vec<String> = operands.iter().map(|(own, _)| text(own)).collect();
        let subscripts = format!("{}->{}", terms.join(","), text(&output));
        let arrays: Vec<&Array> = operands.iter().map(|(_, array)| array).collect();
        let expected = by_definition(&operands, &output, lengths);
        for optimize in [Optimize::Off, Optimize::Greedy, Optimize::Optimal] {
            let options = einsum::Options { optimize, ..einsum::Options::default() };
            let found = linalg::einsum(&subscripts, &arrays, &options).unwrap();
            prop_assert_eq!(found.to_vec::<i64>().unwrap(), expected.clone(), "{}", subscripts);
        }
    }

    #[test]
    fn solutions_solve(side in 1i64..6, values in prop::collection::vec(-5.0f64..5.0, 36), right in prop::collection::vec(-5.0f64..5.0, 6)) {
        let count = side as usize;
        let a = Array::from_elements(&values[..count * count], &[side, side]).unwrap();
        let b = Array::from_elements(&right[..count], &[side]).unwrap();
        let condition = linalg::cond(&a, NormOrder::Usual).unwrap().to_vec::<f64>().unwrap()[0];
        prop_assume!(condition < 1e8);
        let x = linalg::solve(&a, &b).unwrap();
        close(&linalg::matmul(&a, &x).unwrap(), &b, 1e-6)?;
        let (q, r) = linalg::qr(&a, Mode::Reduced).unwrap();
        close(&linalg::matmul(&q.unwrap(), &r).unwrap(), &a, 1e-12)?;
        let (values, vectors) = linalg::eig(&a).unwrap();
        let (left, right) = (linalg::matmul(&a, &vectors).unwrap(), columns_times(&vectors, &values));
        close(&left, &right, 1e-9)?;
        let (values, vectors) = linalg::eigh(&linalg::matmul(&a, &a.t()).unwrap(), Triangle::Lower).unwrap();
        let back = linalg::matmul(&columns_times(&vectors, &values), &vectors.t()).unwrap();
        close(&back, &linalg::matmul(&a, &a.t()).unwrap(), 1e-9)?;
        let (u, s, v) = linalg::svd(&a, false).unwrap();
        close(&linalg::matmul(&columns_times(&u, &s), &v).unwrap(), &a, 1e-10)?;
    }

    #[test]
    fn nothing_panics(
        dtype in prop::sample::select(DType::numbers().collect::<Vec<_>>()),
        shape in prop::collection::vec(prop::sample::select(vec![0i64, 1, 2, 2, 3, 1 << 40]), 0..4),
        other in prop::collection::vec(prop::sample::select(vec![0i64, 1, 2, 2, 3]), 0..4),
        wild in prop::collection::vec(prop::sample::select(vec![0.0, -0.0, 1.0, f64::NAN, f64::INFINITY, 1e308, -1e308, 5e-324, i64::MIN as f64, 3.5]), 27),
        number in -3i64..4,
        text in "[abi.,> -]{0,9}",
    ) {
        let of = |shape: &[i64]| -> Array {
            // A long axis is one element seen again and again.
            let own: Vec<i64> = shape.iter().map(|&extent| if extent > 3 { 1 } else { extent }).collect();
            let count: i64 = own.iter().product();
            let values: Vec<Scalar> = wild.iter().cycle().take(count as usize).map(|&value| Scalar::F64(value).cast(dtype)).collect();
            let array = Array::from_scalars(&values, &own, dtype).unwrap();
            array.broadcast_to(shape).unwrap_or(array)
        };
        let (a, b) = (of(&shape), of(&other));
        let long = shape.iter().any(|&extent| extent > 3);
        // What walks every element of a long axis would only take too long.
        if !long {
            drop(linalg::dot(&a, &b));
            drop(linalg::inner(&a, &b));
            drop(linalg::vdot(&a, &b));
            drop(linalg::vecdot(&a, &b, number));
            drop(linalg::tensordot(&a, &b, &linalg::Axes::Count(number)));
            drop(linalg::kron(&a, &b));
            drop(linalg::cross(&a, &b, linalg::CrossAxes::all(number)));
            drop(linalg::trace(&a, number, 0, number, None, Some(&b)));
            drop(linalg::multi_dot(&[&a, &b, &a]));
            let axes = [CoreAxes::One(number), CoreAxes::Several(vec![number, 0]), CoreAxes::Several(vec![])];
            for axes in [None, Some(&axes[..]), Some(&axes[..2])] {
                for keepdims in [None, Some(true)] {
                    let arguments = linalg::Arguments { out: Some(&b), casting: Some(Casting::Unsafe), axes, keepdims, ..linalg::Arguments::default() };
                    drop(linalg::vecdot_with(&a, &a, arguments));
                    drop(linalg::matmul_with(&a, &a, arguments));
                    drop(linalg::matvec_with(&a, &b, arguments));
                    drop(linalg::vecmat_with(&b, &a, arguments));
                }
            }
            drop(linalg::dot_into(&a, &b, &a));
            drop(linalg::outer_into(&a, &b, &a));
            drop(linalg::multi_dot_into(&[&a, &b, &a], &b));
            drop(linalg::einsum_into(&text, &[&a, &b], &b, &einsum::Options::default()));
            drop(linalg::standard::cross(&a, &b, number));
            for optimize in [Optimize::Off, Optimize::Greedy, Optimize::Optimal, Optimize::Path(vec![vec![0, 5]])] {
                let options = einsum::Options { optimize: optimize.clone(), ..einsum::Options::default() };
                drop(linalg::einsum(&text, &[&a, &b], &options));
                drop(linalg::einsum(&text, &[&a], &options));
                drop(linalg::einsum_path(&text, &[a.shape(), b.shape()], &optimize));
            }
            drop(linalg::solve(&a, &b));
            drop(linalg::lstsq(&a, &b, None));
            drop(linalg::matrix_power(&a, number));
            for order in [NormOrder::Usual, NormOrder::Number(number as f64), NormOrder::Name("nuc"), NormOrder::Number(f64::INFINITY)] {
                drop(linalg::norm(&a, order, None, true));
                drop(linalg::norm(&a, order, Some(&[number]), false));
                drop(linalg::vector_norm(&a, order, Some(&[number, 0]), true));
                drop(linalg::cond(&a, order));
            }
            for tolerance in [Tolerance::Usual, Tolerance::Precision, Tolerance::Relative(0.5), Tolerance::RelativeOf(&b), Tolerance::AbsoluteOf(&a)] {
                drop(linalg::pinv(&a, tolerance, number > 0));
                drop(linalg::matrix_rank(&a, tolerance, number > 0));
            }
            drop(linalg::inv(&a));
            drop(linalg::det(&a));
            drop(linalg::slogdet(&a));
            drop(linalg::eig(&a));
            drop(linalg::eigvals(&a));
            drop(linalg::eigh(&a, Triangle::Upper));
            drop(linalg::svd(&a, number > 0));
            drop(linalg::qr(&a, Mode::Complete));
            drop(linalg::qr(&a, Mode::Raw));
            drop(linalg::cholesky(&a, number > 0));
            drop(linalg::tensorinv(&a, number));
            drop(linalg::tensorsolve(&a, &b, Some(&[number])));
        }
        drop(linalg::matrix_transpose(&a));
        drop(linalg::einsum("...->...", &[&a], &einsum::Options::default()));
    }
}

/// Each column times one number.
fn columns_times(columns: &Array, numbers: &Array) -> Array {
    use engine::ufunc::{Operand, call};
    call(
        "multiply",
        &[Operand::Array(columns), Operand::Array(numbers)],
    )
    .unwrap()
}

fn close(left: &Array, right: &Array, part: f64) -> Result<(), TestCaseError> {
    let parts = |array: &Array| -> Vec<f64> {
        let number = |scalar: Scalar| match scalar {
            Scalar::C128(value) => [value.re, value.im],
            Scalar::F64(value) => [value, 0.0],
            other => panic!("{other:?}"),
        };
        array.scalars().flat_map(number).collect()
    };
    let (left, right) = (parts(left), parts(right));
    let largest = right
        .iter()
        .fold(1.0f64, |most, value| most.max(value.abs()));
    for (a, b) in left.iter().zip(&right) {
        prop_assert!((a - b).abs() <= part * largest, "{left:?} {right:?}");
    }
    Ok(())
}
