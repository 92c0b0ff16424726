//! Rows and columns moved so that eigenvalues which can be read off stand at the ends of the diagonal, as LAPACK's `gebal`
//! moves them: the values of triangular and block matrices then come in NumPy's order. Knows nothing of arrays.

use std::ops::Range;

use nalgebra::DMatrix;

use crate::linalg::decompose::field::Field;

/// A matrix whose rows and columns have changed places alike.
pub(super) struct Isolated<T> {
    pub(super) matrix: DMatrix<T>,
    /// The places of those that cannot be read off.
    pub(super) inner: Range<usize>,
    /// The place that each row had.
    order: Vec<usize>,
}

impl<T: Field> Isolated<T> {
    /// Moves a row with nothing beside its diagonal to the end, again and again; then a column with nothing else to the
    /// front.
    pub(super) fn of(matrix: DMatrix<T>) -> Self {
        let count = matrix.nrows();
        let order = (0..count).collect();
        let mut found = Self {
            matrix,
            inner: 0..0,
            order,
        };
        let (mut first, mut end) = (0, count);
        let mut again = true;
        while again {
            again = false;
            for row in (0..end).rev() {
                if found.is_alone(row, |at, other| (at, other), 0, end) {
                    end -= 1;
                    found.exchange(row, end);
                    again = true;
                    if end == 0 {
                        return found;
                    }
                }
            }
        }
        again = true;
        while again {
            again = false;
            let mut column = first;
            while column < end {
                if found.is_alone(column, |at, other| (other, at), first, end) {
                    found.exchange(column, first);
                    first += 1;
                    again = true;
                }
                column += 1;
            }
        }
        found.inner = first..end;
        found
    }

    /// Whether a row or column has only zeros beside the diagonal, between two places.
    fn is_alone(
        &self,
        at: usize,
        cell: fn(usize, usize) -> (usize, usize),
        first: usize,
        end: usize,
    ) -> bool {
        let mut others = (first..end).filter(|&other| other != at);
        others.all(|other| self.matrix.get(cell(at, other)).is_none_or(T::is_zero))
    }

    fn exchange(&mut self, one: usize, other: usize) {
        self.matrix.swap_columns(one, other);
        self.matrix.swap_rows(one, other);
        self.order.swap(one, other);
    }

    /// Vectors of the moved matrix as those of the matrix that was given.
    pub(super) fn moved_back<U: Field>(&self, vectors: &DMatrix<U>) -> DMatrix<U> {
        let mut back = vectors.clone();
        for (row, &place) in self.order.iter().enumerate() {
            back.set_row(place, &vectors.row(row));
        }
        back
    }
}
