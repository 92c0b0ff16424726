//! The Schur form of a real Hessenberg matrix by the steps of LAPACK's `lahqr`: Francis' QR with two shifts at once. In which
//! order it finds the eigenvalues, from the end of the matrix on, is NumPy's order. Knows nothing of arrays.

use std::ops::Range;

use nalgebra::{Complex, DMatrix};

use super::iteration::{Iteration, PATIENCE};
use super::two::{Form, standard};
use crate::linalg::decompose::products::norm;
use crate::linalg::decompose::reflections::reflection;
use crate::linalg::decompose::rotation::Rotation;

/// Turns a Hessenberg matrix `h` between two places to its Schur form, and `q` with it; the values. Nothing where the
/// iteration does not come to an end.
pub(super) fn iterate(
    h: &mut DMatrix<f64>,
    q: &mut DMatrix<f64>,
    inner: Range<usize>,
) -> Option<Vec<Complex<f64>>> {
    let diagonal = h.diagonal();
    let mut values: Vec<Complex<f64>> = diagonal.iter().map(|&value| value.into()).collect();
    let mut end = inner.end;
    let mut iteration = Iteration::new(h, q, inner.clone());
    while end > inner.start {
        let last = end - 1;
        let start = iteration.split_off(last, 2, Iteration::turned)?;
        if start == last {
            values[last] = iteration.h[(last, last)].into();
        } else {
            (values[start], values[last]) = iteration.close(start);
        }
        end = start;
    }
    Some(values)
}

impl Iteration<'_, f64> {
    /// One step.
    fn turned(&mut self, start: usize, last: usize, turn: usize) {
        let shifts = self.shifts(start, last, turn);
        self.step(start, last, shifts);
    }

    /// The eigenvalues of a block at the end, of two real ones the one nearer to the corner twice.
    fn shifts(&self, start: usize, last: usize, turn: usize) -> [Complex<f64>; 2] {
        let h = &*self.h;
        let unusual = |size: f64, corner: f64| {
            let moved = 0.75 * size + corner;
            [moved, -0.4375 * size, size, moved]
        };
        let [a, b, c, d] = if turn.is_multiple_of(2 * PATIENCE) {
            let size = h[(last, last - 1)].abs() + h[(last - 1, last - 2)].abs();
            unusual(size, h[(last, last)])
        } else if turn.is_multiple_of(PATIENCE) {
            let size = h[(start + 1, start)].abs() + h[(start + 2, start + 1)].abs();
            unusual(size, h[(start, start)])
        } else {
            [
                h[(last - 1, last - 1)],
                h[(last - 1, last)],
                h[(last, last - 1)],
                h[(last, last)],
            ]
        };
        let size = a.abs() + b.abs() + c.abs() + d.abs();
        if size == 0.0 {
            return [Complex::from(0.0); 2];
        }
        let [a, b, c, d] = [a, b, c, d].map(|number| number / size);
        let middle = (a + d) / 2.0;
        let determinant = (a - middle) * (d - middle) - b * c;
        let root = libm::sqrt(determinant.abs());
        if determinant >= 0.0 {
            let shift = Complex::new(middle * size, root * size);
            return [shift, shift.conj()];
        }
        let (one, other) = (middle + root, middle - root);
        let nearer = if (one - d).abs() <= (other - d).abs() {
            one
        } else {
            other
        };
        [Complex::from(nearer * size); 2]
    }

    /// What the first column of a step is that starts at a row.
    fn first_column(&self, row: usize, [one, other]: [Complex<f64>; 2]) -> [f64; 3] {
        let h = &*self.h;
        let corner = h[(row, row)];
        let size = (corner - other.re).abs() + other.im.abs() + h[(row + 1, row)].abs();
        let below = h[(row + 1, row)] / size;
        let column = [
            below * h[(row, row + 1)] + (corner - one.re) * ((corner - other.re) / size)
                - one.im * (other.im / size),
            below * (corner + h[(row + 1, row + 1)] - one.re - other.re),
            below * h[(row + 2, row + 1)],
        ];
        let size = column[0].abs() + column[1].abs() + column[2].abs();
        column.map(|number| number / size)
    }

    /// A step with two shifts on a block, from the row on from which it makes no difference to what is above.
    fn step(&mut self, start: usize, last: usize, shifts: [Complex<f64>; 2]) {
        let mut from = last - 2;
        let mut column = self.first_column(from, shifts);
        while from > start {
            let at = |row: usize, column: usize| self.h[(row, column)].abs();
            let left = at(from, from - 1) * (column[1].abs() + column[2].abs());
            let around = at(from - 1, from - 1) + at(from, from) + at(from + 1, from + 1);
            if left <= f64::EPSILON * column[0].abs() * around {
                break;
            }
            from -= 1;
            column = self.first_column(from, shifts);
        }
        for row in from..last {
            let length = 3.min(last - row + 1);
            if row > from {
                for (place, number) in column.iter_mut().enumerate().take(length) {
                    *number = self.h[(row + place, row - 1)];
                }
            }
            let below = match length {
                3 => norm(column[1..].iter().copied()),
                _ => column[1].abs(),
            };
            let (turned, scale, factor) = match reflection(column[0], below) {
                Some(found) => (found.turned, found.scale, found.factor),
                None => (column[0], 0.0, 1.0),
            };
            if row > from {
                self.h[(row, row - 1)] = turned;
                for place in 1..length {
                    self.h[(row + place, row - 1)] = 0.0;
                }
            } else if from > start {
                self.h[(row, row - 1)] *= 1.0 - scale;
            }
            let axis = [1.0, column[1] * factor, column[2] * factor];
            self.reflect(row, last, scale, &axis[..length]);
        }
    }

    /// Reflects rows and columns from a place on, and the axes.
    fn reflect(&mut self, place: usize, last: usize, scale: f64, axis: &[f64]) {
        for column in place..self.h.ncols() {
            let along =
                |sum: f64, (row, part): (usize, &f64)| sum + part * self.h[(place + row, column)];
            let product = axis.iter().enumerate().fold(0.0, along);
            for (row, part) in axis.iter().enumerate() {
                self.h[(place + row, column)] -= product * (scale * part);
            }
        }
        let count = self.q.nrows();
        for (matrix, rows) in [
            (&mut *self.h, (place + 3).min(last) + 1),
            (&mut *self.q, count),
        ] {
            for row in 0..rows {
                let along = |sum: f64, (column, part): (usize, &f64)| {
                    sum + part * matrix[(row, place + column)]
                };
                let product = axis.iter().enumerate().fold(0.0, along);
                for (column, part) in axis.iter().enumerate() {
                    matrix[(row, place + column)] -= product * (scale * part);
                }
            }
        }
    }

    /// Brings a block of two rows to its own form; its values.
    fn close(&mut self, place: usize) -> (Complex<f64>, Complex<f64>) {
        let h = &mut *self.h;
        let form: Form = standard(
            h[(place, place)],
            h[(place, place + 1)],
            h[(place + 1, place)],
            h[(place + 1, place + 1)],
        );
        let by = Rotation {
            cosine: form.cosine,
            sine: form.sine,
        };
        for column in place + 2..h.ncols() {
            let pair = (h[(place, column)], h[(place + 1, column)]);
            (h[(place, column)], h[(place + 1, column)]) = by.of_pair(pair);
        }
        by.turn(h, place);
        by.turn(self.q, place);
        // What the turn made of rows below the block, and of the block itself, is known.
        for row in place + 2..h.nrows() {
            h[(row, place)] = 0.0;
            h[(row, place + 1)] = 0.0;
        }
        h[(place, place)] = form.a;
        h[(place, place + 1)] = form.b;
        h[(place + 1, place)] = form.c;
        h[(place + 1, place + 1)] = form.d;
        let [one, other] = form.values();
        (one, other)
    }
}
