//! The Schur form of a complex Hessenberg matrix by the steps of LAPACK's `zlahqr`: QR with one shift. In which order it finds
//! the eigenvalues, from the end of the matrix on, is NumPy's order. Knows nothing of arrays.

use std::ops::Range;

use nalgebra::{Complex, ComplexField, DMatrix};

use super::iteration::{Iteration, PATIENCE, size};
use crate::linalg::decompose::reflections::reflection;

type C = Complex<f64>;

/// Turns a Hessenberg matrix `h` between two places to its Schur form, and `q` with it; the values. Nothing where the
/// iteration does not come to an end.
pub(super) fn iterate(
    h: &mut DMatrix<C>,
    q: &mut DMatrix<C>,
    inner: Range<usize>,
) -> Option<Vec<C>> {
    let mut iteration = Iteration::new(h, q, inner.clone());
    for row in inner.start + 1..inner.end {
        iteration.make_real(row, iteration.h.ncols());
    }
    let mut end = inner.end;
    while end > inner.start {
        end = iteration.split_off(end - 1, 1, Iteration::turned)?;
    }
    Some(iteration.h.diagonal().iter().copied().collect())
}

impl Iteration<'_, C> {
    /// Turns an axis until the number below the diagonal in its row is real.
    fn make_real(&mut self, row: usize, columns: usize) {
        let below = self.h[(row, row - 1)];
        if below.im == 0.0 {
            return;
        }
        let phase = below.unscale(below.modulus());
        self.h[(row, row - 1)] = below.modulus().into();
        for column in row..columns {
            self.h[(row, column)] *= phase.conj();
        }
        let rows = self.h.nrows().min(row + 2);
        for above in 0..rows {
            self.h[(above, row)] *= phase;
        }
        for place in 0..self.q.nrows() {
            self.q[(place, row)] *= phase;
        }
    }

    /// One step.
    fn turned(&mut self, start: usize, last: usize, turn: usize) {
        let shift = self.shift(start, last, turn);
        self.step(start, last, shift);
        self.make_last_real(last);
    }

    /// Wilkinson's shift: of the values of the block at the end the one nearer to the corner.
    fn shift(&self, start: usize, last: usize, turn: usize) -> C {
        let h = &*self.h;
        if turn.is_multiple_of(2 * PATIENCE) {
            return h[(last, last)] + 0.75 * h[(last, last - 1)].re.abs();
        }
        if turn.is_multiple_of(PATIENCE) {
            return h[(start, start)] + 0.75 * h[(start + 1, start)].re.abs();
        }
        let corner = h[(last, last)];
        let mean =
            ComplexField::sqrt(h[(last - 1, last)]) * ComplexField::sqrt(h[(last, last - 1)]);
        if size(mean) == 0.0 {
            return corner;
        }
        let half = (h[(last - 1, last - 1)] - corner) * 0.5;
        let most = size(mean).max(size(half));
        let (x, u) = (half / most, mean / most);
        let mut root = ComplexField::sqrt(x * x + u * u) * most;
        if size(half) > 0.0 {
            let direction = half / size(half);
            if direction.re * root.re + direction.im * root.im < 0.0 {
                root = -root;
            }
        }
        corner - mean * (mean / (half + root))
    }

    /// The first column of a step that starts at a row: a complex number, and a real one below.
    fn first_column(&self, row: usize, shift: C) -> (C, f64) {
        let first = self.h[(row, row)] - shift;
        let below = self.h[(row + 1, row)].re;
        let most = size(first) + below.abs();
        (first / most, below / most)
    }

    /// A step on a block, from the row on from which it makes no difference to what is above.
    fn step(&mut self, start: usize, last: usize, shift: C) {
        let mut from = last - 1;
        let mut column = self.first_column(from, shift);
        while from > start {
            let left = self.h[(from, from - 1)].re.abs() * column.1.abs();
            let around = size(self.h[(from, from)]) + size(self.h[(from + 1, from + 1)]);
            if left <= f64::EPSILON * (size(column.0) * around) {
                break;
            }
            from -= 1;
            column = self.first_column(from, shift);
        }
        let mut first = column.0;
        let mut below = C::from(column.1);
        for row in from..last {
            if row > from {
                first = self.h[(row, row - 1)];
                below = self.h[(row + 1, row - 1)];
            }
            let (turned, scale, factor) = match reflection(first, below.modulus()) {
                Some(found) => (found.turned, found.scale, found.factor),
                None => (first, 0.0.into(), 1.0.into()),
            };
            if row > from {
                self.h[(row, row - 1)] = turned;
                self.h[(row + 1, row - 1)] = 0.0.into();
            }
            self.reflect(row, last, scale, below * factor);
            if row == from && from > start {
                self.keep_real(from, last, C::from(1.0) - scale);
            }
        }
    }

    /// Reflects two rows and columns, and the axes.
    fn reflect(&mut self, place: usize, last: usize, scale: C, axis: C) {
        let second = (scale * axis).re;
        for column in place..self.h.ncols() {
            let pair = [self.h[(place, column)], self.h[(place + 1, column)]];
            let sum = scale.conj() * pair[0] + pair[1] * second;
            self.h[(place, column)] -= sum;
            self.h[(place + 1, column)] -= sum * axis;
        }
        let count = self.q.nrows();
        for (matrix, rows) in [
            (&mut *self.h, (place + 2).min(last) + 1),
            (&mut *self.q, count),
        ] {
            for row in 0..rows {
                let sum = scale * matrix[(row, place)] + matrix[(row, place + 1)] * second;
                matrix[(row, place)] -= sum;
                matrix[(row, place + 1)] -= sum * axis.conj();
            }
        }
    }

    /// After a step that did not start at the start of its block: turns all axes but one by a phase, so that numbers below the
    /// diagonal stay real.
    fn keep_real(&mut self, from: usize, last: usize, turned: C) {
        let phase = turned.unscale(turned.modulus());
        self.h[(from + 1, from)] *= phase.conj();
        if from + 2 <= last {
            self.h[(from + 2, from + 1)] *= phase;
        }
        for place in (from..=last).filter(|&place| place != from + 1) {
            for column in place + 1..self.h.ncols() {
                self.h[(place, column)] *= phase;
            }
            for row in 0..place {
                self.h[(row, place)] *= phase.conj();
            }
            for row in 0..self.q.nrows() {
                self.q[(row, place)] *= phase.conj();
            }
        }
    }

    fn make_last_real(&mut self, last: usize) {
        let below = self.h[(last, last - 1)];
        if below.im == 0.0 {
            return;
        }
        let phase = below.unscale(below.modulus());
        self.h[(last, last - 1)] = below.modulus().into();
        for column in last + 1..self.h.ncols() {
            self.h[(last, column)] *= phase.conj();
        }
        for row in 0..last {
            self.h[(row, last)] *= phase;
        }
        for row in 0..self.q.nrows() {
            self.q[(row, last)] *= phase;
        }
    }
}
