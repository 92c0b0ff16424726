//! The order in which LAPACK's `geev` comes to the eigenvalues of a general matrix, and to which side its vectors point: its
//! steps are followed, balanced, reduced, iterated, each vector from the last value it hangs on. The values and vectors
//! themselves are the library's. Knows nothing of arrays.

use std::ops::Range;

use nalgebra::{Complex, DMatrix, DVector};

use super::hessenberg;
use super::triangular::{self, Sign};
use crate::linalg::decompose::field::Field;

type C = Complex<f64>;

/// Beyond this side LAPACK finds several values at once, and nothing is followed.
const LARGEST: usize = 75;
/// How far values of both may be apart, as a part of the largest: those of a matrix without a full set of vectors are never
/// nearer to the truth than a root of the machine's precision.
const SAME: f64 = 1e-4;
/// How far values may be apart that count as one, as a part of the largest.
const EQUAL: f64 = 1e-12;
/// The product of unit vectors that are the same but for rounding and the side to which they point.
const ALONG: f64 = 1.0 - 1e-9;
/// What is left of a unit vector that lies in the space of others.
const NOTHING: f64 = 1e-8;

/// The iteration of a field: from a Hessenberg matrix and axes to a Schur form; the values.
pub(super) type Iterate<T> = fn(&mut DMatrix<T>, &mut DMatrix<T>, Range<usize>) -> Option<Vec<C>>;

/// What LAPACK's steps come to.
pub(super) struct Followed {
    pub(super) values: Vec<C>,
    /// Columns of any length, of the balanced matrix.
    pub(super) vectors: DMatrix<C>,
    sign: Sign,
}

impl Followed {
    /// Follows LAPACK over a balanced matrix between two places; nothing where it is too large, or the iteration does not come to
    /// an end.
    pub(super) fn of<T: Field + Into<C>>(
        mut h: DMatrix<T>,
        inner: Range<usize>,
        iterate: Iterate<T>,
        sign: Sign,
    ) -> Option<Self> {
        if h.nrows() > LARGEST {
            return None;
        }
        let mut q = hessenberg::reduce(&mut h, inner.clone());
        let values = iterate(&mut h, &mut q, inner)?;
        let complex = |matrix: DMatrix<T>| matrix.map(Into::<C>::into);
        let vectors = complex(q) * triangular::vectors(&complex(h), &values);
        Some(Self {
            values,
            vectors,
            sign,
        })
    }

    /// The places that LAPACK's values have among the library's; nothing where some are others, or are real in one and not in
    /// the other.
    pub(super) fn order_of(&self, values: &[C]) -> Option<Vec<usize>> {
        let same = SAME * SAME * largest(values);
        let mut left: Vec<usize> = (0..values.len()).collect();
        let is_alike = |one: C, other: C| {
            self.sign == Sign::Positive || one.im.partial_cmp(&0.0) == other.im.partial_cmp(&0.0)
        };
        let nearest = |value: &C| {
            let far = |place: usize| (values[place] - value).norm_sqr();
            let alike = (0..left.len()).filter(|&at| is_alike(values[left[at]], *value));
            let at = alike.min_by(|&one, &other| far(left[one]).total_cmp(&far(left[other])))?;
            let place = left.remove(at);
            (far(place) <= same).then_some(place)
        };
        self.values.iter().map(nearest).collect()
    }

    /// The library's vectors, columns of norm 1, in an order, and turned to the side of LAPACK's, which have norm 1 too. Of values that are equal
    /// those of LAPACK's directions that lie in the library's space are taken.
    pub(super) fn turned(&self, vectors: &DMatrix<C>, values: &[C], order: &[usize]) -> DMatrix<C> {
        let equal = EQUAL * EQUAL * largest(values);
        let mut turned = self.vectors.clone();
        for (mut column, &place) in turned.column_iter_mut().zip(order) {
            let mut alike = (0..values.len())
                .filter(|&other| (values[other] - values[place]).norm_sqr() <= equal)
                .map(|other| vectors.column(other).into_owned());
            let own = vectors.column(place);
            let product = own.dotc(&column);
            let mut found = if libm::hypot(product.re, product.im) > ALONG {
                own * product
            } else {
                within(&mut alike, &column.clone_owned())
            };
            let length = found.norm();
            if length < 0.5 {
                column.copy_from(&own);
                continue;
            }
            found.unscale_mut(length);
            for (element, new) in column.iter_mut().zip(found.iter()) {
                // Where LAPACK's is real without rounding, so is this.
                let imaginary = if element.im == 0.0 { 0.0 } else { new.im };
                *element = C::new(new.re, imaginary);
            }
        }
        turned
    }
}

/// The square of the largest magnitude.
fn largest(values: &[C]) -> f64 {
    let squares = values.iter().map(C::norm_sqr);
    squares.fold(0.0, f64::max)
}

/// What of a direction lies in the space of some vectors.
fn within(vectors: &mut dyn Iterator<Item = DVector<C>>, direction: &DVector<C>) -> DVector<C> {
    let mut axes: Vec<DVector<C>> = Vec::new();
    let mut found = DVector::zeros(direction.len());
    for mut vector in vectors {
        for axis in &axes {
            let product = axis.dotc(&vector);
            vector.axpy(-product, axis, C::from(1.0));
        }
        let length = vector.norm();
        if length < NOTHING {
            continue;
        }
        vector.unscale_mut(length);
        found.axpy(vector.dotc(direction), &vector, C::from(1.0));
        axes.push(vector);
    }
    found
}
