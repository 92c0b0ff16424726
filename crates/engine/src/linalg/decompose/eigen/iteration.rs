//! What both iterations share that turn a Hessenberg matrix to its Schur form: the matrix on its way, and where it falls into
//! blocks. Which shifts a step takes is not known here, nor are arrays.

use std::ops::Range;

use nalgebra::DMatrix;

use crate::linalg::decompose::field::Field;

/// After so many steps without a value another shift is taken, at either end in turn.
pub(super) const PATIENCE: usize = 10;

/// A matrix on its way, and the axes it is seen from.
pub(super) struct Iteration<'a, T> {
    pub(super) h: &'a mut DMatrix<T>,
    pub(super) q: &'a mut DMatrix<T>,
    inner: Range<usize>,
    /// A number below the diagonal that counts as 0 wherever it stands.
    least: f64,
}

/// The sum of both parts' magnitudes.
pub(super) fn size<T: Field>(number: T) -> f64 {
    number.real().abs() + number.imaginary().abs()
}

impl<'a, T: Field> Iteration<'a, T> {
    /// A Hessenberg matrix `h` between two places, and the axes `q`, before the first step.
    pub(super) fn new(h: &'a mut DMatrix<T>, q: &'a mut DMatrix<T>, inner: Range<usize>) -> Self {
        let least = f64::MIN_POSITIVE * (inner.len() as f64 / f64::EPSILON);
        Self { h, q, inner, least }
    }

    /// Steps until a block of no more rows than these stands apart at the end; where it starts. A step gets the first and the
    /// last place of the block it goes over, and its number. Nothing where it does not come to an end.
    pub(super) fn split_off(
        &mut self,
        last: usize,
        rows: usize,
        step: fn(&mut Self, usize, usize, usize),
    ) -> Option<usize> {
        let mut start = self.inner.start;
        for turn in 1..=30 * self.inner.len().max(10) {
            start = (start + 1..=last)
                .rev()
                .find(|&row| self.is_apart(row))
                .unwrap_or(start);
            if start > self.inner.start {
                self.h[(start, start - 1)] = T::zero();
            }
            if start + rows > last {
                return Some(start);
            }
            step(self, start, last, turn);
        }
        None
    }

    /// Whether the number below the diagonal in a row is nothing beside its neighbors (Ahues and Tisseur).
    fn is_apart(&self, row: usize) -> bool {
        let at = |row: usize, column: usize| size(self.h[(row, column)]);
        let real = |row: usize, column: usize| self.h[(row, column)].real().abs();
        let below = at(row, row - 1);
        if below <= self.least {
            return true;
        }
        let mut beside = at(row - 1, row - 1) + at(row, row);
        if beside == 0.0 {
            if row >= self.inner.start + 2 {
                beside += real(row - 1, row - 2);
            }
            if row + 1 < self.inner.end {
                beside += real(row + 1, row);
            }
        }
        if real(row, row - 1) > f64::EPSILON * beside {
            return false;
        }
        let above = at(row - 1, row);
        let difference = size(self.h[(row - 1, row - 1)] - self.h[(row, row)]);
        let (ab, ba) = (below.max(above), below.min(above));
        let (aa, bb) = (at(row, row).max(difference), at(row, row).min(difference));
        let sum = aa + ab;
        ba * (ab / sum) <= self.least.max(f64::EPSILON * (bb * (aa / sum)))
    }
}
