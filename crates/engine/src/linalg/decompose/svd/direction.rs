//! To which side singular vectors point. The vectors are the library's; LAPACK's point where its reduction to two diagonals
//! and its iteration (`gesdd`) turn the axes, which are followed here. Knows nothing of arrays.

use nalgebra::{DMatrix, DVector};

use super::Factors;
use super::bidiagonal::Bidiagonal;
use super::iteration::Iteration;
use crate::linalg::decompose::field::Field;

/// From here on LAPACK divides the problem, and nothing is followed.
const LARGEST: usize = 25;
/// Values no farther apart than this part of the largest are one value: any axes of their space are vectors of it.
const EQUAL: f64 = 1e-13;

/// Turns left and right vectors, as columns, of falling values to the sides of LAPACK's; those of one value, and those that
/// only make the sides square, to LAPACK's axes of their space.
pub(super) fn as_lapack<T: Field>(
    left: &mut DMatrix<T>,
    values: &[f64],
    right: &mut DMatrix<T>,
    a: &DMatrix<T>,
) {
    if values.is_empty() || values.len() > LARGEST {
        return;
    }
    let Some((reduced, inner)) = steps(a) else {
        return;
    };
    let wanted = reduced.left(&inner.left, left.nrows(), left.ncols());
    turn(left, values, &wanted);
    let wanted = reduced.right(&inner.right, right.nrows(), right.ncols());
    turn(right, values, &wanted);
}

/// The outer and the inner steps over a matrix, unless the inner ones do not come to an end.
fn steps<T: Field>(a: &DMatrix<T>) -> Option<(Bidiagonal<T>, Iteration)> {
    let reduced = Bidiagonal::of(a.clone());
    let inner = Iteration::of(&reduced.diagonal, &reduced.beside, reduced.is_lower)?;
    Some((reduced, inner))
}

/// The factors that the steps come to by themselves, whatever the size.
pub(super) fn followed<T: Field>(a: &DMatrix<T>) -> Option<Factors<T>> {
    let (reduced, inner) = steps(a)?;
    let count = inner.diagonal.len();
    Some((
        reduced.left(&inner.left, a.nrows(), count),
        DVector::from_column_slice(&inner.diagonal),
        reduced.right(&inner.right, a.ncols(), count).adjoint(),
    ))
}

/// Turns vectors toward the wanted ones; where those are vectors of something else, nothing is done.
fn turn<T: Field>(vectors: &mut DMatrix<T>, values: &[f64], wanted: &DMatrix<T>) {
    let largest = values.first().copied().unwrap_or(0.0);
    let value = |place: usize| values.get(place).copied().unwrap_or(0.0);
    let mut start = 0;
    while start < vectors.ncols() {
        let mut end = start + 1;
        while end < vectors.ncols() && value(end - 1) - value(end) <= EQUAL * largest {
            end += 1;
        }
        // Of what counts as 0 there may be more vectors than these: one of them need not be the wanted one.
        if end > start + 1 || !turn_one(vectors, start, wanted) {
            turn_space(vectors, start, end, wanted);
        }
        start = end;
    }
}

/// Turns one vector, if it is the wanted one but for its sign or phase.
fn turn_one<T: Field>(vectors: &mut DMatrix<T>, place: usize, wanted: &DMatrix<T>) -> bool {
    let product = vectors.column(place).dotc(&wanted.column(place));
    let size = product.modulus();
    if size <= 0.9 {
        return false;
    }
    let phase = product.unscale(size);
    let mut vector = vectors.column_mut(place);
    vector.iter_mut().for_each(|element| *element *= phase);
    true
}

/// Gives a space, all but the other columns among the first, the wanted axes.
fn turn_space<T: Field>(vectors: &mut DMatrix<T>, start: usize, end: usize, wanted: &DMatrix<T>) {
    let mut axes = wanted.columns_range(start..end).into_owned();
    let mut farthest = 0.0f64;
    let others = (0..start).chain(end..vectors.ncols());
    for other in others {
        let other = vectors.column(other);
        let products = axes.ad_mul(&other);
        farthest = products
            .iter()
            .fold(farthest, |most, product| most.max((*product).modulus()));
        axes.gerc(-T::one(), &other, &products, T::one());
    }
    // What is taken off a vector is at a right angle to it: only its square makes the vector shorter.
    if farthest < 1e-8 {
        vectors.columns_range_mut(start..end).copy_from(&axes);
    }
}
