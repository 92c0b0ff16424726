//! Products of a matrix with a reflection's vector in the order in which the library below NumPy adds: OpenBLAS' kernels for
//! x86-64 with fused multiply-add. Where a number should be 0 but for rounding, its sign decides to which side a vector points,
//! and only the same order has the same sign. Knows nothing of arrays.

use nalgebra::{DMatrix, DVector};

/// A number plus a product, rounded once.
fn fused(sum: f64, one: f64, other: f64) -> f64 {
    libm::fma(one, other, sum)
}

/// The root of a sum of squares, rounded once: the library adds them in 80 bits.
pub(super) fn norm(numbers: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut rest) = (0.0f64, 0.0f64);
    for number in numbers {
        let square = number * number;
        rest += libm::fma(number, number, -square);
        let whole = sum + square;
        let part = whole - sum;
        rest += (sum - (whole - part)) + (square - part);
        sum = whole;
    }
    let root = libm::sqrt(sum);
    if root == 0.0 || !root.is_finite() {
        return root;
    }
    root + (libm::fma(-root, root, sum) + rest) / (2.0 * root)
}

/// The length of a number, its imaginary part and what stands below it, as `dlapy2` and `dlapy3` find it.
pub(super) fn length(real: f64, imaginary: f64, below: f64) -> f64 {
    let most = real.abs().max(imaginary.abs()).max(below.abs());
    if most == 0.0 {
        return 0.0;
    }
    let square = |number: f64| number / most * (number / most);
    most * libm::sqrt(square(real) + square(imaginary) + square(below))
}

/// Each column's product with a vector: rows in fours, what is left of them at the end.
pub(super) fn of_columns(a: &DMatrix<f64>, vector: &DVector<f64>) -> DVector<f64> {
    let (rows, columns) = a.shape();
    let whole = rows - rows % 4;
    DVector::from_fn(columns, |column, _| {
        let product = |row: usize| a[(row, column)] * vector[row];
        let four = |sums: [f64; 4], row: usize| -> [f64; 4] {
            [0, 1, 2, 3].map(|lane| fused(sums[lane], a[(row + lane, column)], vector[row + lane]))
        };
        let plain = |sums: [f64; 4], row: usize| -> [f64; 4] {
            [0, 1, 2, 3].map(|lane| sums[lane] + product(row + lane))
        };
        let starts = (0..whole).step_by(4);
        let sum = if column < columns - columns % 4 {
            let [a, b, c, d] = starts.fold([0.0; 4], four);
            (a + c) + (b + d)
        } else if columns % 4 == 2 || (columns % 4 == 3 && column + 1 < columns) {
            let add = |[even, odd]: [f64; 2], row: usize| {
                [
                    even + product(row) + product(row + 2),
                    odd + product(row + 1) + product(row + 3),
                ]
            };
            let [even, odd] = starts.fold([0.0; 2], add);
            even + odd
        } else {
            let [a, b, c, d] = starts.fold([0.0; 4], plain);
            (a + c) + (b + d)
        };
        let at = |row: usize| (a[(row, column)], vector[row]);
        match rows % 4 {
            0 => sum,
            1 => fused(sum, at(whole).0, at(whole).1),
            left => {
                let pair = fused(product(whole + 1), at(whole).0, at(whole).1);
                match left {
                    2 => sum + pair,
                    _ => sum + fused(pair, at(whole + 2).0, at(whole + 2).1),
                }
            }
        }
    })
}

/// Each row's product with a vector, whose numbers lie side by side or `apart`: columns in fours, what is left of them at the
/// end; the last rows, less than four, column by column.
pub(super) fn of_rows(a: &DMatrix<f64>, vector: &DVector<f64>, apart: bool) -> DVector<f64> {
    let (rows, columns) = a.shape();
    let whole = columns - columns % 4;
    DVector::from_fn(rows, |row, _| {
        let product = |column: usize| a[(row, column)] * vector[column];
        let add = |sum: f64, column: usize| sum + product(column);
        if row >= rows - rows % 4 {
            return (0..columns).fold(0.0, add);
        }
        let pair = |one: usize, other: usize| fused(product(one), a[(row, other)], vector[other]);
        let four = |sum: f64, column: usize| {
            sum + (pair(column, column + 2) + pair(column + 1, column + 3))
        };
        let sum = (0..whole).step_by(4).fold(0.0, four);
        if !apart && columns - whole >= 2 {
            let sum = sum + (product(whole) + product(whole + 1));
            return (whole + 2..columns).fold(sum, add);
        }
        (whole..columns).fold(sum, add)
    })
}

/// Takes the products of two vectors off a matrix: `scale` times each number of `right` times the whole of `left`, rows in
/// sixteens rounded once.
pub(super) fn subtract(
    a: &mut DMatrix<f64>,
    scale: f64,
    left: &DVector<f64>,
    right: &DVector<f64>,
) {
    let whole = left.len() - left.len() % 16;
    for (column, part) in right.iter().enumerate() {
        let factor = -scale * part;
        for (row, number) in left.iter().enumerate() {
            let element = &mut a[(row, column)];
            *element = match row < whole {
                true => fused(*element, factor, *number),
                false => *element + factor * number,
            };
        }
    }
}
