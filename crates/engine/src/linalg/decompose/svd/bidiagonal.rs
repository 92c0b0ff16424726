//! A matrix reduced to two diagonals by reflections from both sides, as LAPACK does it before it looks for singular values:
//! `gebd2`, and where one side is much longer `geqr2` or `gelq2` before. Knows nothing of arrays.
//!
//! The two diagonals are real whatever the matrix holds. Which of the reflections comes when decides about the side to which
//! every singular vector points; the numbers themselves any other reduction would give as well.

use nalgebra::{DMatrix, DVector};

use crate::linalg::decompose::field::Field;
use crate::linalg::decompose::reflections::{reflect_columns, reflect_rows, turn, vector};

/// A reflection `I - scale axis axis^H` of the rows from `start` on.
pub(super) struct Reflection<T> {
    start: usize,
    scale: T,
    axis: DVector<T>,
}

impl<T: Field> Reflection<T> {
    fn of(scale: T, axis: DVector<T>, start: usize) -> Option<Self> {
        (!scale.is_zero()).then_some(Self { start, scale, axis })
    }

    /// The rows of a matrix turned by it.
    fn turn(&self, matrix: &mut DMatrix<T>) {
        let mut rows = matrix.rows_range_mut(self.start..self.start + self.axis.len());
        let products = rows.ad_mul(&self.axis);
        rows.gerc(-self.scale, &self.axis, &products, T::one());
    }
}

/// The matrix is `left B right^H`, where `B` has one diagonal and another beside it.
pub(super) struct Bidiagonal<T> {
    pub(super) diagonal: Vec<f64>,
    pub(super) beside: Vec<f64>,
    /// Whether the other diagonal is the one below.
    pub(super) is_lower: bool,
    left: Vec<Reflection<T>>,
    right: Vec<Reflection<T>>,
}

impl<T: Field> Bidiagonal<T> {
    /// Reduces a matrix: a column, a row, a column, and so on; rows first where there are more columns.
    pub(super) fn of(mut a: DMatrix<T>) -> Self {
        let (rows, columns) = a.shape();
        let shorter = rows.min(columns);
        let is_lower = rows < columns;
        let (mut left, mut right) = (Vec::new(), Vec::new());
        if rows.max(columns) >= T::much_longer(shorter) {
            // To a triangle first, which has the form of a square one.
            for step in 0..shorter {
                if is_lower {
                    right.extend(turn_row(&mut a, step, step));
                } else {
                    left.extend(turn_column(&mut a, step, step));
                }
            }
            a = a.view_range(..shorter, ..shorter).into_owned();
        }
        let is_lower = a.nrows() < a.ncols();
        let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
        for step in 0..shorter {
            if is_lower {
                right.extend(turn_row(&mut a, step, step));
            } else {
                left.extend(turn_column(&mut a, step, step));
            }
            diagonal.push(a[(step, step)].real());
            if step + 1 == shorter {
                break;
            }
            if is_lower {
                left.extend(turn_column(&mut a, step + 1, step));
                beside.push(a[(step + 1, step)].real());
            } else {
                right.extend(turn_row(&mut a, step, step + 1));
                beside.push(a[(step, step + 1)].real());
            }
        }
        Self {
            diagonal,
            beside,
            is_lower,
            left,
            right,
        }
    }

    /// Left vectors of `B` as those of the matrix, with as many more as make up a number.
    pub(super) fn left(&self, inner: &DMatrix<f64>, rows: usize, wanted: usize) -> DMatrix<T> {
        turned(&self.left, inner, rows, wanted)
    }

    /// Right vectors of `B`, as columns, as those of the matrix, with as many more as make up a number.
    pub(super) fn right(&self, inner: &DMatrix<f64>, rows: usize, wanted: usize) -> DMatrix<T> {
        turned(&self.right, inner, rows, wanted)
    }
}

/// The inner vectors, beside them those of the identity, turned by reflections, the last one first.
fn turned<T: Field>(
    reflections: &[Reflection<T>],
    inner: &DMatrix<f64>,
    rows: usize,
    wanted: usize,
) -> DMatrix<T> {
    let mut vectors = DMatrix::identity(rows, wanted);
    vectors
        .view_range_mut(..inner.nrows(), ..inner.ncols())
        .copy_from(&inner.map(T::from_real));
    for reflection in reflections.iter().rev() {
        reflection.turn(&mut vectors);
    }
    vectors
}

/// Turns a column from a row on to its first axis, and with it all columns behind; what is below becomes 0.
fn turn_column<T: Field>(a: &mut DMatrix<T>, row: usize, column: usize) -> Option<Reflection<T>> {
    let scale = turn(a, row, column);
    let axis = vector(a, row, column);
    a.view_range_mut(row + 1.., column).fill(T::zero());
    let turning = Reflection::of(scale, axis, row)?;
    reflect_rows(a, (row, column + 1), scale, &turning.axis);
    Some(turning)
}

/// Turns a row from a column on to its first axis, and with it all rows below; what is behind becomes 0.
fn turn_row<T: Field>(a: &mut DMatrix<T>, row: usize, column: usize) -> Option<Reflection<T>> {
    let mut line = a.view_range(row..=row, column..).adjoint();
    let scale = turn(&mut line, 0, 0);
    let axis = vector(&line, 0, 0);
    a.view_range_mut(row, column..).fill(T::zero());
    a[(row, column)] = line[(0, 0)];
    let turning = Reflection::of(scale, axis, column)?;
    reflect_columns(a, (row + 1, column), scale, &turning.axis, true);
    Some(turning)
}
