//! The singular vectors of two diagonals, turned as LAPACK turns them: `bdsdc` up to 25 by 25, which is `bdsqr` with its
//! steps of QR without a shift (Demmel and Kahan) and with one, from whichever end has the larger number. Knows nothing of
//! arrays.

use nalgebra::DMatrix;

use super::two::{of_two, values_of_two};
use crate::linalg::decompose::rotation::{Rotation, rotation};

/// What LAPACK calls epsilon: the most by which rounding changes 1.
const UNIT: f64 = f64::EPSILON / 2.0;

/// Two diagonals on their way to one, the second above the first.
pub(super) struct Iteration {
    /// In the end the values, falling.
    pub(super) diagonal: Vec<f64>,
    beside: Vec<f64>,
    /// Left and right vectors, as columns.
    pub(super) left: DMatrix<f64>,
    pub(super) right: DMatrix<f64>,
}

/// From which end a block is worked on.
#[derive(Clone, Copy, PartialEq)]
enum From {
    Start,
    End,
}

impl Iteration {
    /// The vectors of two diagonals, the largest value's first; nothing where the iteration does not come to an end.
    pub(super) fn of(diagonal: &[f64], beside: &[f64], is_lower: bool) -> Option<Self> {
        let count = diagonal.len();
        let mut found = Self {
            diagonal: diagonal.to_vec(),
            beside: beside.to_vec(),
            left: DMatrix::identity(count, count),
            right: DMatrix::identity(count, count),
        };
        if let [value] = found.diagonal.as_mut_slice() {
            // Of one number the left vector has the sign, of more the right ones.
            found.left[(0, 0)] = 1f64.copysign(*value);
            *value = value.abs();
            return Some(found);
        }
        let turns = if is_lower { found.raised() } else { Vec::new() };
        found.iterate()?;
        found.sort();
        for (place, by) in turns.into_iter().enumerate().rev() {
            let mut rows = found.left.transpose();
            by.turn(&mut rows, place);
            found.left = rows.transpose();
        }
        Some(found)
    }

    /// Brings the second diagonal from below the first above it; the rotations that bring it back.
    fn raised(&mut self) -> Vec<Rotation> {
        let mut turns = Vec::new();
        for place in 0..self.beside.len() {
            let (by, length) = rotation(self.diagonal[place], self.beside[place]);
            self.diagonal[place] = length;
            self.beside[place] = by.sine * self.diagonal[place + 1];
            self.diagonal[place + 1] *= by.cosine;
            turns.push(by.back());
        }
        turns
    }

    fn iterate(&mut self) -> Option<()> {
        let count = self.diagonal.len();
        let part = UNIT * libm::pow(UNIT, -0.125).clamp(10.0, 100.0);
        let least = (part * self.smallest()).max(6.0 * (count * count) as f64 * f64::MIN_POSITIVE);
        let mut left = 6 * count * count;
        let mut last: Option<(usize, usize, From)> = None;
        // The end of what is not yet one diagonal.
        let mut end = count - 1;
        while end > 0 {
            let apart = (0..end).rev().find(|&at| self.beside[at].abs() <= least);
            let start = apart.map_or(0, |at| at + 1);
            if let Some(at) = apart {
                self.beside[at] = 0.0;
            }
            if start == end {
                end -= 1;
                continue;
            }
            if start + 1 == end {
                self.close(start);
                if end < 2 {
                    break;
                }
                end -= 2;
                continue;
            }
            let from = match last {
                Some((old_start, old_end, from)) if start <= old_end && end >= old_start => from,
                _ if self.diagonal[start].abs() >= self.diagonal[end].abs() => From::Start,
                _ => From::End,
            };
            let Some(smallest) = self.cut(start, end, from, part) else {
                // A block is forgotten only after a step on it, as LAPACK has it.
                last = last.map(|(old_start, old_end, _)| (old_start, old_end, from));
                continue;
            };
            last = Some((start, end, from));
            left = left.checked_sub(end - start)?;
            let shift = self.shift(start, end, from, part, smallest);
            match from {
                From::Start => self.step_down(start, end, shift),
                From::End => self.step_up(start, end, shift),
            }
            let at = if from == From::Start { end - 1 } else { start };
            if self.beside[at].abs() <= least {
                self.beside[at] = 0.0;
            }
        }
        Some(())
    }

    /// About the smallest value there is.
    fn smallest(&self) -> f64 {
        let mut size = self.diagonal[0].abs();
        let mut least = size;
        for (number, beside) in self.diagonal.iter().skip(1).zip(&self.beside) {
            if least == 0.0 {
                break;
            }
            size = number.abs() * (size / (size + beside.abs()));
            least = least.min(size);
        }
        least / libm::sqrt(self.diagonal.len() as f64)
    }

    /// Sets one number beside the diagonal of a block to 0 where it is small; where none is, about the block's smallest value.
    fn cut(&mut self, start: usize, end: usize, from: From, part: f64) -> Option<f64> {
        let (edge, corner) = match from {
            From::Start => (end - 1, end),
            From::End => (start, start),
        };
        if self.beside[edge].abs() <= part * self.diagonal[corner].abs() {
            self.beside[edge] = 0.0;
            return None;
        }
        let first = if from == From::Start { start } else { end };
        let mut size = self.diagonal[first].abs();
        let mut least = size;
        for step in 0..end - start {
            let (at, next) = match from {
                From::Start => (start + step, start + step + 1),
                From::End => (end - 1 - step, end - 1 - step),
            };
            if self.beside[at].abs() <= part * size {
                self.beside[at] = 0.0;
                return None;
            }
            size = self.diagonal[next].abs() * (size / (size + self.beside[at].abs()));
            least = least.min(size);
        }
        Some(least)
    }

    /// The shift of the next step: 0 where another would cost a small value its digits.
    fn shift(&self, start: usize, end: usize, from: From, part: f64, smallest: f64) -> f64 {
        let numbers = self.diagonal[start..=end]
            .iter()
            .chain(&self.beside[start..end]);
        let largest = numbers.fold(0.0f64, |most, number| most.max(number.abs()));
        let count = self.diagonal.len() as f64;
        if count * part * (smallest / largest) <= UNIT.max(0.01 * part) {
            return 0.0;
        }
        let (far, [f, g, h]) = match from {
            From::Start => (
                self.diagonal[start].abs(),
                [
                    self.diagonal[end - 1],
                    self.beside[end - 1],
                    self.diagonal[end],
                ],
            ),
            From::End => (
                self.diagonal[end].abs(),
                [
                    self.diagonal[start],
                    self.beside[start],
                    self.diagonal[start + 1],
                ],
            ),
        };
        let shift = values_of_two(f, g, h)[0];
        let ratio = shift / far;
        if far > 0.0 && ratio * ratio < UNIT {
            return 0.0;
        }
        shift
    }

    /// A step from the start of a block to its end.
    fn step_down(&mut self, start: usize, end: usize, shift: f64) {
        if shift == 0.0 {
            let (mut right, mut left) = (NONE, NONE);
            for at in start..end {
                let length;
                (right, length) = rotation(self.diagonal[at] * right.cosine, self.beside[at]);
                if at > start {
                    self.beside[at - 1] = left.sine * length;
                }
                (left, self.diagonal[at]) =
                    rotation(left.cosine * length, self.diagonal[at + 1] * right.sine);
                right.turn(&mut self.right, at);
                left.turn(&mut self.left, at);
            }
            let last = self.diagonal[end] * right.cosine;
            self.diagonal[end] = last * left.cosine;
            self.beside[end - 1] = last * left.sine;
            return;
        }
        let mut f = self.start_of_step(start, shift);
        let mut g = self.beside[start];
        for at in start..end {
            let (right, length) = rotation(f, g);
            if at > start {
                self.beside[at - 1] = length;
            }
            (f, self.beside[at]) = right.of_pair((self.diagonal[at], self.beside[at]));
            g = right.sine * self.diagonal[at + 1];
            self.diagonal[at + 1] *= right.cosine;
            let (left, length) = rotation(f, g);
            self.diagonal[at] = length;
            (f, self.diagonal[at + 1]) = left.of_pair((self.beside[at], self.diagonal[at + 1]));
            if at + 1 < end {
                g = left.sine * self.beside[at + 1];
                self.beside[at + 1] *= left.cosine;
            }
            right.turn(&mut self.right, at);
            left.turn(&mut self.left, at);
        }
        self.beside[end - 1] = f;
    }

    /// A step from the end of a block to its start.
    fn step_up(&mut self, start: usize, end: usize, shift: f64) {
        if shift == 0.0 {
            let (mut left, mut right) = (NONE, NONE);
            for at in (start + 1..=end).rev() {
                let length;
                (left, length) = rotation(self.diagonal[at] * left.cosine, self.beside[at - 1]);
                if at < end {
                    self.beside[at] = right.sine * length;
                }
                (right, self.diagonal[at]) =
                    rotation(right.cosine * length, self.diagonal[at - 1] * left.sine);
                left.back().turn(&mut self.left, at - 1);
                right.back().turn(&mut self.right, at - 1);
            }
            let last = self.diagonal[start] * left.cosine;
            self.diagonal[start] = last * right.cosine;
            self.beside[start] = last * right.sine;
            return;
        }
        let mut f = self.start_of_step(end, shift);
        let mut g = self.beside[end - 1];
        for at in (start + 1..=end).rev() {
            let (left, length) = rotation(f, g);
            if at < end {
                self.beside[at] = length;
            }
            (f, self.beside[at - 1]) = left.of_pair((self.diagonal[at], self.beside[at - 1]));
            g = left.sine * self.diagonal[at - 1];
            self.diagonal[at - 1] *= left.cosine;
            let (right, length) = rotation(f, g);
            self.diagonal[at] = length;
            (f, self.diagonal[at - 1]) =
                right.of_pair((self.beside[at - 1], self.diagonal[at - 1]));
            if at > start + 1 {
                g = right.sine * self.beside[at - 2];
                self.beside[at - 2] *= right.cosine;
            }
            left.back().turn(&mut self.left, at - 1);
            right.back().turn(&mut self.right, at - 1);
        }
        self.beside[start] = f;
    }

    fn start_of_step(&self, at: usize, shift: f64) -> f64 {
        let number = self.diagonal[at];
        (number.abs() - shift) * (1f64.copysign(number) + shift / number)
    }

    /// Solves two neighbors in closed form.
    fn close(&mut self, place: usize) {
        let found = of_two(
            self.diagonal[place],
            self.beside[place],
            self.diagonal[place + 1],
        );
        [self.diagonal[place + 1], self.diagonal[place]] = found.values;
        self.beside[place] = 0.0;
        found.right.turn(&mut self.right, place);
        found.left.turn(&mut self.left, place);
    }

    /// Makes every value positive, by its right vector, and sorts them: to falling, rising and again falling order, by
    /// exchanges, so that equal ones come to stand where LAPACK has them.
    fn sort(&mut self) {
        let count = self.diagonal.len();
        for place in 0..count {
            if self.diagonal[place] < 0.0 {
                self.diagonal[place] = -self.diagonal[place];
                self.right.column_mut(place).neg_mut();
            }
        }
        for end in (1..count).rev() {
            let mut least = 0;
            for other in 1..=end {
                if self.diagonal[other] <= self.diagonal[least] {
                    least = other;
                }
            }
            self.exchange(least, end);
        }
        for start in 0..count {
            let mut least = start;
            for other in start + 1..count {
                if self.diagonal[other] < self.diagonal[least] {
                    least = other;
                }
            }
            self.exchange(least, start);
        }
        for start in 0..count {
            let mut most = start;
            for other in start + 1..count {
                if self.diagonal[other] > self.diagonal[most] {
                    most = other;
                }
            }
            self.exchange(most, start);
        }
    }

    fn exchange(&mut self, one: usize, other: usize) {
        self.diagonal.swap(one, other);
        self.left.swap_columns(one, other);
        self.right.swap_columns(one, other);
    }
}

const NONE: Rotation = Rotation {
    cosine: 1.0,
    sine: 0.0,
};
