//! Householder reflections as LAPACK makes them (`larfg`, `geqr2`, `ung2r`), over the library's vectors. The library's own
//! turn a complex column to a number that is not real, and then have another `Q`. Knows nothing of arrays.

use nalgebra::{DMatrix, DVector};

use super::field::{Field, scaled};
use super::products;

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
    let parts = |element: &T| [element.real(), element.imaginary()];
    let below = products::norm(column.rows_range(1..).iter().flat_map(parts));
    let Some(reflection) = reflection(column[0], below) else {
        return T::zero();
    };
    column
        .rows_range_mut(1..)
        .iter_mut()
        .for_each(|element| *element *= reflection.factor);
    column[0] = reflection.turned;
    reflection.scale
}

/// Turns rows of a matrix from one on, in columns from one on, by the adjoint of a reflection.
pub(super) fn reflect_rows<T: Field>(
    a: &mut DMatrix<T>,
    (row, column): (usize, usize),
    scale: T,
    axis: &DVector<T>,
) {
    let rows = row..row + axis.len();
    let seen = a.view_range(rows.clone(), column..);
    // Columns of zeros at the end are left alone, as in LAPACK.
    let count = (0..seen.ncols())
        .rev()
        .find(|&column| seen.column(column).iter().any(|element| !element.is_zero()));
    let columns = column..column + count.map_or(0, |last| last + 1);
    let mut turned = a.view_range(rows.clone(), columns.clone()).into_owned();
    T::reflect_rows(&mut turned, scale, axis);
    a.view_range_mut(rows, columns).copy_from(&turned);
}

/// Turns columns of a matrix from one on, in rows from one on, by a reflection whose axis is a row or a column.
pub(super) fn reflect_columns<T: Field>(
    a: &mut DMatrix<T>,
    (row, column): (usize, usize),
    scale: T,
    axis: &DVector<T>,
    is_row: bool,
) {
    let columns = column..column + axis.len();
    let seen = a.view_range(row.., columns.clone());
    let count = (0..seen.nrows())
        .rev()
        .find(|&row| seen.row(row).iter().any(|element| !element.is_zero()));
    let rows = row..row + count.map_or(0, |last| last + 1);
    let mut turned = a.view_range(rows.clone(), columns.clone()).into_owned();
    T::reflect_columns(&mut turned, scale, axis, is_row);
    a.view_range_mut(rows, columns).copy_from(&turned);
}

/// A reflection of a vector to its first axis.
pub(super) struct Turning<T> {
    /// The only element that is left.
    pub(super) turned: T,
    /// The reflection's `tau`.
    pub(super) scale: T,
    /// What the other elements are multiplied by to make the reflection's vector.
    pub(super) factor: T,
}

/// The reflection of a vector with this first element, and others of this norm.
pub(super) fn reflection<T: Field>(first: T, below: f64) -> Option<Turning<T>> {
    if below == 0.0 && first.imaginary() == 0.0 {
        return None;
    }
    let length = products::length(first.real(), first.imaginary(), below);
    let turned = T::from_real(-length.copysign(first.real()));
    Some(Turning {
        turned,
        scale: (turned - first).unscale(turned.real()),
        factor: T::one() / (first - turned),
    })
}
