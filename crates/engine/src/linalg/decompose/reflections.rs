//! Householder reflections as LAPACK makes them (`larfg`, `geqr2`, `ung2r`), over the library's vectors. The library's own
//! turn a complex column to a number that is not real, and then have another `Q`. Knows nothing of arrays.

use nalgebra::{DMatrix, DVector};

use super::field::{Field, scaled};

/// A matrix turned to upper triangular form by reflections `I - tau v v^H`.
pub(super) struct Reflected<T> {
    /// `R` on and above the diagonal; below it the reflections' vectors, whose first element is 1.
    pub(super) packed: DMatrix<T>,
    /// Each reflection's `tau`, 0 for one that changes nothing.
    pub(super) scales: Vec<T>,
}

impl<T: Field> Reflected<T> {
    /// Turns a matrix, column after column.
    pub(super) fn of(matrix: DMatrix<T>) -> Self {
        let (mut packed, factor) = scaled(matrix);
        let mut scales = Vec::new();
        for step in 0..packed.nrows().min(packed.ncols()) {
            let scale = turn(&mut packed, step, step);
            scales.push(scale);
            if scale.is_zero() {
                continue;
            }
            let vector = vector(&packed, step, step);
            let mut rest = packed.view_range_mut(step..step + vector.len(), step + 1..);
            let products = rest.ad_mul(&vector);
            rest.gerc(-scale.conjugate(), &vector, &products, T::one());
        }
        for row in 0..packed.nrows() {
            for column in row..packed.ncols() {
                packed[(row, column)] = packed[(row, column)].scale(factor);
            }
        }
        Self { packed, scales }
    }

    /// The first columns of `Q`: the reflections applied to those of the identity, the last one first.
    pub(super) fn q(&self, columns: usize) -> DMatrix<T> {
        let mut q = DMatrix::identity(self.packed.nrows(), columns);
        let turning = self.scales.iter().enumerate().rev();
        for (step, &scale) in turning.filter(|(_, scale)| !scale.is_zero()) {
            let vector = vector(&self.packed, step, step);
            let mut rest = q.view_range_mut(step..step + vector.len(), step..);
            let products = rest.ad_mul(&vector);
            rest.gerc(-scale, &vector, &products, T::one());
        }
        q
    }

    /// The first rows of `R`.
    pub(super) fn r(&self, rows: usize) -> DMatrix<T> {
        DMatrix::from_fn(rows, self.packed.ncols(), |row, column| {
            match self.packed.get((row, column)) {
                Some(&element) if row <= column => element,
                _ => T::zero(),
            }
        })
    }
}

/// The vector of a reflection without the zeros at its end: rows where it has them keep even the signs of their own zeros.
pub(super) fn vector<T: Field>(packed: &DMatrix<T>, row: usize, column: usize) -> DVector<T> {
    let column = packed.view_range(row.., column);
    let last = column.iter().rposition(|element| !element.is_zero());
    let mut vector = column.rows_range(..last.unwrap_or(0) + 1).into_owned();
    vector[0] = T::one();
    vector
}

/// Turns a column against the real part of its first element, so that nothing is lost in their difference; one that is real
/// and has nothing below is left alone. The reflection's vector takes the column's place; its `tau`.
pub(super) fn turn<T: Field>(packed: &mut DMatrix<T>, row: usize, column: usize) -> T {
    let mut column = packed.view_range_mut(row.., column);
    let first = column[0];
    let below = column.rows_range(1..).norm();
    if below == 0.0 && first.imaginary() == 0.0 {
        return T::zero();
    }
    let length = libm::hypot(libm::hypot(first.real(), first.imaginary()), below);
    let turned = T::from_real(-length.copysign(first.real()));
    let inverse = T::one() / (first - turned);
    column
        .rows_range_mut(1..)
        .iter_mut()
        .for_each(|element| *element *= inverse);
    column[0] = turned;
    (turned - first).unscale(turned.real())
}
