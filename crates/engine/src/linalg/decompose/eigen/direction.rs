//! To which side the eigenvectors of symmetric and Hermitian matrices point. The vectors are the library's; LAPACK's point
//! where its reduction (`sytd2`) and its iteration (`steqr`) turn the axes, which are followed here. Knows nothing of arrays.

use nalgebra::DMatrix;

use crate::linalg::decompose::field::Field;
use crate::linalg::decompose::reflections::{turn, vector};
use crate::linalg::decompose::rotation::{Rotation, of_two, rotation};

/// From here on LAPACK divides the problem, and nothing is followed.
const LARGEST: usize = 25;

/// A symmetric tridiagonal matrix, and the axes that its rotations have turned.
struct Tridiagonal {
    diagonal: Vec<f64>,
    beside: Vec<f64>,
    axes: DMatrix<f64>,
}

/// Turns vectors of rising values, as columns, to the side of LAPACK's. `a` is the whole matrix, of which LAPACK would read the
/// lower triangle, or the `upper` one. Vectors that are not LAPACK's, those of equal values, are left alone.
pub(super) fn as_lapack<T: Field>(vectors: &mut DMatrix<T>, a: &DMatrix<T>, upper: bool) {
    let count = a.nrows();
    if count > LARGEST {
        return;
    }
    // From the upper triangle LAPACK starts at the other end.
    let seen = |row: usize, column: usize| match upper {
        true => a[(count - 1 - row, count - 1 - column)],
        false => a[(row, column)],
    };
    let (diagonal, beside, turned) = tridiagonal(DMatrix::from_fn(count, count, seen));
    let mut reduced = Tridiagonal {
        diagonal,
        beside,
        axes: DMatrix::identity(count, count),
    };
    if upper {
        reduced.diagonal.reverse();
        reduced.beside.reverse();
    }
    reduced.iterate();
    for (place, column) in reduced.rising().into_iter().enumerate() {
        let axis = reduced.axes.column(column);
        let mut product = T::zero();
        for row in 0..count {
            let element = (0..count).fold(T::zero(), |sum, between| {
                let factor = match upper {
                    true => turned[(count - 1 - row, count - 1 - between)],
                    false => turned[(row, between)],
                };
                sum + factor.scale(axis[between])
            });
            product += vectors[(row, place)].conjugate() * element;
        }
        let size = product.modulus();
        if size > 0.9 {
            let phase = product.unscale(size);
            vectors
                .column_mut(place)
                .iter_mut()
                .for_each(|element| *element *= phase);
        }
    }
}

/// The reduction of a whole Hermitian matrix: the diagonal, what stands beside it, and the product of the reflections.
fn tridiagonal<T: Field>(mut a: DMatrix<T>) -> (Vec<f64>, Vec<f64>, DMatrix<T>) {
    let count = a.nrows();
    let mut turned = DMatrix::identity(count, count);
    let (mut diagonal, mut beside) = (Vec::new(), Vec::new());
    for step in 0..count {
        diagonal.push(a[(step, step)].real());
        if step + 1 == count {
            break;
        }
        let scale = turn(&mut a, step + 1, step);
        beside.push(a[(step + 1, step)].real());
        if scale.is_zero() {
            continue;
        }
        let axis = vector(&a, step + 1, step);
        let end = step + 1 + axis.len();
        let mut rows = a.view_range_mut(step + 1..end, step + 1..);
        let products = rows.ad_mul(&axis);
        rows.gerc(-scale.conjugate(), &axis, &products, T::one());
        for matrix in [&mut a, &mut turned] {
            let mut columns = matrix.view_range_mut(.., step + 1..end);
            let products = &columns * &axis;
            columns.gerc(-scale, &products, &axis, T::one());
        }
        // The last step went over the column, which nobody reads again but for its vector.
    }
    (diagonal, beside, turned)
}

impl Tridiagonal {
    /// The iteration, from whichever end of a block has the smaller number.
    fn iterate(&mut self) {
        let count = self.diagonal.len();
        let mut start = 0;
        let mut left = 30 * count;
        while start < count {
            if start > 0 {
                self.beside[start - 1] = 0.0;
            }
            let ends = (start..count - 1).find(|&place| {
                let (one, other) = (self.diagonal[place], self.diagonal[place + 1]);
                let least = libm::sqrt(one.abs()) * libm::sqrt(other.abs()) * (f64::EPSILON / 2.0);
                self.beside[place].abs() <= least
            });
            let end = ends.unwrap_or(count - 1);
            if let Some(place) = ends {
                self.beside[place] = 0.0;
            }
            let done = if self.diagonal[end].abs() < self.diagonal[start].abs() {
                self.steps_from_the_end(end, start, &mut left)
            } else {
                self.steps_from_the_start(start, end, &mut left)
            };
            start = if done { end + 1 } else { start };
            if left == 0 {
                return;
            }
        }
    }

    fn is_apart(&self, place: usize) -> bool {
        let square = self.beside[place] * self.beside[place];
        let unit = f64::EPSILON / 2.0;
        let (one, other) = (self.diagonal[place].abs(), self.diagonal[place + 1].abs());
        square <= unit * unit * one * other + f64::MIN_POSITIVE
    }

    /// The shift near a corner: of its diagonal element, its neighbor's, and what stands between.
    fn shift(corner: f64, neighbor: f64, between: f64, far: f64) -> f64 {
        let lean = (neighbor - corner) / (2.0 * between);
        let root = libm::hypot(lean, 1.0);
        far - corner + between / (lean + root.copysign(lean))
    }

    /// QL steps on a block; whether it came to its end.
    fn steps_from_the_start(&mut self, start: usize, end: usize, left: &mut usize) -> bool {
        let mut low = start;
        while low <= end {
            let apart = (low..end).find(|&place| self.is_apart(place));
            let high = apart.unwrap_or(end);
            if let Some(place) = apart {
                self.beside[place] = 0.0;
            }
            if high == low {
                low += 1;
                continue;
            }
            if high == low + 1 {
                self.close(low);
                low += 2;
                continue;
            }
            if *left == 0 {
                return false;
            }
            *left -= 1;
            let corner = self.diagonal[low];
            let mut g = Self::shift(
                corner,
                self.diagonal[low + 1],
                self.beside[low],
                self.diagonal[high],
            );
            let (mut sine, mut cosine, mut p) = (1.0, 1.0, 0.0);
            let mut turns = Vec::new();
            for place in (low..high).rev() {
                let (f, b) = (sine * self.beside[place], cosine * self.beside[place]);
                let (by, length) = rotation(g, f);
                (cosine, sine) = (by.cosine, by.sine);
                if place + 1 != high {
                    self.beside[place + 1] = length;
                }
                g = self.diagonal[place + 1] - p;
                let r = (self.diagonal[place] - g) * sine + 2.0 * cosine * b;
                p = sine * r;
                self.diagonal[place + 1] = g + p;
                g = cosine * r - b;
                turns.push((place, cosine, -sine));
            }
            for (place, cosine, sine) in turns {
                Rotation { cosine, sine }.turn(&mut self.axes, place);
            }
            self.diagonal[low] -= p;
            self.beside[low] = g;
        }
        true
    }

    /// QR steps on a block, from its last element on; whether it came to its end.
    fn steps_from_the_end(&mut self, start: usize, end: usize, left: &mut usize) -> bool {
        let mut high = start;
        loop {
            let apart = (end..high).rev().find(|&place| self.is_apart(place));
            let low = apart.map_or(end, |place| place + 1);
            if let Some(place) = apart {
                self.beside[place] = 0.0;
            }
            let solved = high - low + 1;
            if solved <= 2 {
                if solved == 2 {
                    self.close(low);
                }
                match high.checked_sub(solved) {
                    Some(next) if next >= end => high = next,
                    _ => return true,
                }
                continue;
            }
            if *left == 0 {
                return false;
            }
            *left -= 1;
            let corner = self.diagonal[high];
            let mut g = Self::shift(
                corner,
                self.diagonal[high - 1],
                self.beside[high - 1],
                self.diagonal[low],
            );
            let (mut sine, mut cosine, mut p) = (1.0, 1.0, 0.0);
            let mut turns = Vec::new();
            for place in low..high {
                let (f, b) = (sine * self.beside[place], cosine * self.beside[place]);
                let (by, length) = rotation(g, f);
                (cosine, sine) = (by.cosine, by.sine);
                if place != low {
                    self.beside[place - 1] = length;
                }
                g = self.diagonal[place] - p;
                let r = (self.diagonal[place + 1] - g) * sine + 2.0 * cosine * b;
                p = sine * r;
                self.diagonal[place] = g + p;
                g = cosine * r - b;
                turns.push((place, cosine, sine));
            }
            for (place, cosine, sine) in turns {
                Rotation { cosine, sine }.turn(&mut self.axes, place);
            }
            self.diagonal[high] -= p;
            self.beside[high - 1] = g;
        }
    }

    /// Solves two neighbors in closed form.
    fn close(&mut self, place: usize) {
        let (values, by) = of_two(
            self.diagonal[place],
            self.beside[place],
            self.diagonal[place + 1],
        );
        by.turn(&mut self.axes, place);
        self.diagonal[place] = values[0];
        self.diagonal[place + 1] = values[1];
        self.beside[place] = 0.0;
    }

    /// The places of the values from the smallest on, found by selection as LAPACK does, so that equal ones come alike.
    fn rising(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.diagonal.len()).collect();
        for first in 0..order.len() {
            let mut least = first;
            for other in first + 1..order.len() {
                if self.diagonal[order[other]] < self.diagonal[order[least]] {
                    least = other;
                }
            }
            order.swap(first, least);
        }
        order
    }
}
