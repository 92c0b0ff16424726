//! Rows and columns brought to like size by powers of two, as LAPACK's `gebal` does before it turns a matrix.
//! Knows nothing of arrays.

use std::ops::Range;

use nalgebra::DMatrix;

use crate::linalg::decompose::field::Field;

/// Divides rows by their factors and multiplies columns, between two places; the factors, 1 outside.
pub(super) fn balance<T: Field>(a: &mut DMatrix<T>, inner: Range<usize>) -> Vec<f64> {
    let mut factors = vec![1.0; a.nrows()];
    // A limit that a matrix with numbers near 1 never comes to.
    let most = 1.0 / (f64::MIN_POSITIVE / f64::EPSILON * 2.0);
    let mut again = true;
    while again {
        again = false;
        for place in inner.clone() {
            let mut column = a.view_range(inner.clone(), place).norm();
            let mut row = a.view_range(place, inner.clone()).norm();
            if column == 0.0 || row == 0.0 {
                continue;
            }
            let (sum, mut factor) = (column + row, 1.0f64);
            while column < row / 2.0 && factor < most {
                factor *= 2.0;
                column *= 2.0;
                row /= 2.0;
            }
            while column / 2.0 >= row && factor > 1.0 / most {
                factor /= 2.0;
                column /= 2.0;
                row *= 2.0;
            }
            let whole = factors[place] * factor;
            if column + row >= 0.95 * sum || !(1.0 / most..most).contains(&whole) {
                continue;
            }
            factors[place] = whole;
            again = true;
            a.row_mut(place).unscale_mut(factor);
            a.column_mut(place).scale_mut(factor);
        }
    }
    factors
}
