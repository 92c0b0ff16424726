//! LU with partial pivoting, in blocks of one column: the library's products with all columns before it are taken off a
//! column, in which the library then finds the pivot. Whether a pivot is exactly 0 depends on the order in which products are
//! taken off; this is the order of `getf2` in OpenBLAS, on which NumPy stands. The library's factorization of the whole
//! matrix takes off each product by itself, and finds other zeros. Knows nothing of arrays.

use nalgebra::{DMatrix, DVector, Dyn, LU, PermutationSequence};

use super::field::Field;

/// A factored matrix.
pub(super) struct Eliminated<T> {
    /// `U` on and above the diagonal, below it `L`, which has ones on its own.
    factors: DMatrix<T>,
    /// 1, or -1 after an odd number of swaps of rows.
    pub(super) sign: T,
}

impl<T: Field> Eliminated<T> {
    /// Factors a square matrix; the rows of another change places with its own.
    pub(super) fn of(mut a: DMatrix<T>, beside: &mut DMatrix<T>) -> Self {
        let rows = a.nrows();
        let mut sign = T::one();
        for step in 0..rows {
            let mut column = a.column(step).into_owned();
            for row in 1..step {
                let products = a.view((row, 0), (1, row)) * column.rows(0, row);
                column[row] -= products[0];
            }
            let products = a.view((step, 0), (rows - step, step)) * column.rows(0, step);
            let mut below = column.rows(step, rows - step) - products;
            let swaps = pivoting(&below);
            swaps.permute_rows(&mut below);
            let pivot = below[0];
            // Nothing is divided by a pivot that is no number; one that is 0 has only zeros below.
            if pivot.is_zero() || pivot.modulus().is_nan() {
                swaps.inv_permute_rows(&mut below);
            } else {
                swaps.permute_rows(&mut a.rows_range_mut(step..));
                swaps.permute_rows(&mut beside.rows_range_mut(step..));
                sign *= swaps.determinant::<T>();
                let factor = pivot.reciprocal();
                let mut rest = below.rows_range_mut(1..);
                rest.iter_mut().for_each(|element| *element *= factor);
            }
            column.rows_mut(step, rows - step).copy_from(&below);
            a.set_column(step, &column);
        }
        Self { factors: a, sign }
    }

    /// The pivots.
    pub(super) fn pivots(&self) -> Vec<T> {
        self.factors.diagonal().iter().copied().collect()
    }

    /// Solves for what stood beside, in its place; false where a pivot is 0.
    pub(super) fn solve(&self, beside: &mut DMatrix<T>) -> bool {
        if self.factors.diagonal().iter().any(T::is_zero) {
            return false;
        }
        beside.is_empty()
            || self
                .factors
                .solve_lower_triangular_with_diag_mut(beside, T::one())
                && self.factors.solve_upper_triangular_mut(beside)
    }
}

/// The swap of rows with which the library factors a column.
fn pivoting<T: Field>(column: &DVector<T>) -> PermutationSequence<Dyn> {
    let (permutation, ..) = LU::new(column.clone()).unpack();
    permutation
}
