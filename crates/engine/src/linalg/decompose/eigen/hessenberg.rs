//! A matrix turned by reflections until nothing is left below its second lower diagonal: LAPACK's `gehd2` and `orghr`.
//! Knows nothing of arrays.

use std::ops::Range;

use nalgebra::DMatrix;

use crate::linalg::decompose::field::Field;
use crate::linalg::decompose::reflections::{reflect_columns, reflect_rows, turn, vector};

/// Turns a matrix `a` between two places into `q^H a q`; the `q`.
pub(super) fn reduce<T: Field>(a: &mut DMatrix<T>, inner: Range<usize>) -> DMatrix<T> {
    let mut q = DMatrix::identity(a.nrows(), a.nrows());
    for step in inner.start..inner.end.saturating_sub(1) {
        let scale = turn(a, step + 1, step);
        let axis = vector(a, step + 1, step);
        a.view_range_mut(step + 2.., step).fill(T::zero());
        if scale.is_zero() {
            continue;
        }
        let turned = step + 1..step + 1 + axis.len();
        // What is below the inner part is 0 there.
        reflect_columns(a, (0, step + 1), scale, &axis, false);
        reflect_rows(a, (step + 1, step + 1), scale, &axis);
        let mut columns = q.columns_range_mut(turned);
        let products = &columns * &axis;
        columns.gerc(-scale, &products, &axis, T::one());
    }
    q
}
