//! Eigenvalues and eigenvectors of a general matrix as LAPACK's `geev` comes to them: balanced, reduced, iterated, each vector
//! from the last value it hangs on. They are taken where the library's values are the same; the library has them in another
//! order, and its vectors point to another side. Knows nothing of arrays.

use std::ops::Range;

use nalgebra::{Complex, DMatrix};

use super::balance::balance;
use super::hessenberg;
use super::isolate::Isolated;
use super::triangular::{self, Sign};
use crate::linalg::decompose::field::Field;

type C = Complex<f64>;

/// Beyond this side LAPACK finds several values at once, and nothing is followed.
const LARGEST: usize = 75;
/// How far values of both may be apart, as a part of the largest: those of a matrix without a full set of vectors are never
/// nearer to the truth than a root of the machine's precision.
const SAME: f64 = 1e-4;

/// The iteration of a field: from a Hessenberg matrix and axes to a Schur form; the values.
pub(super) type Iterate<T> = fn(&mut DMatrix<T>, &mut DMatrix<T>, Range<usize>) -> Option<Vec<C>>;

/// What LAPACK's steps come to.
pub(super) struct Followed {
    pub(super) values: Vec<C>,
    /// Columns of norm 1.
    pub(super) vectors: DMatrix<C>,
}

impl Followed {
    /// Follows LAPACK over a matrix; nothing where it is too large, or the iteration does not come to an end.
    pub(super) fn of<T: Field + Into<C>>(
        moved: &Isolated<T>,
        iterate: Iterate<T>,
        sign: Sign,
    ) -> Option<Self> {
        let mut h = moved.matrix.clone();
        if h.nrows() > LARGEST {
            return None;
        }
        let factors = balance(&mut h, moved.inner.clone());
        let mut q = hessenberg::reduce(&mut h, moved.inner.clone());
        let values = iterate(&mut h, &mut q, moved.inner.clone())?;
        let complex = |matrix: DMatrix<T>| matrix.map(Into::<C>::into);
        let mut vectors = complex(q) * triangular::vectors(&complex(h), &values);
        for (mut row, factor) in vectors.row_iter_mut().zip(factors) {
            row.scale_mut(factor);
        }
        let mut vectors = moved.moved_back(&vectors);
        for mut vector in vectors.column_iter_mut() {
            triangular::normalize(vector.as_mut_slice(), sign);
        }
        Some(Self { values, vectors })
    }

    /// Whether some values are the same but for rounding and their order.
    pub(super) fn is_of(&self, values: &[C]) -> bool {
        let largest = values
            .iter()
            .fold(0.0, |most, value| value.norm_sqr().max(most));
        let mut left = values.to_vec();
        self.values.iter().all(|value| {
            let far = |other: &C| (other - value).norm_sqr();
            let places = 0..left.len();
            let nearest =
                places.min_by(|&one, &other| far(&left[one]).total_cmp(&far(&left[other])));
            nearest.is_some_and(|place| far(&left.swap_remove(place)) <= SAME * SAME * largest)
        })
    }
}
