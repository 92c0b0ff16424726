//! The multivariate normal distribution of both generators: rows of normal values times a factor of their covariance.
//! Knows the decompositions of `linalg`; behind the feature of that name.
//!
//! The normal values are those of NumPy. What they are multiplied by comes from another library than NumPy's LAPACK: the
//! last digits may differ. Signs are LAPACK's as far as `svd` and `eigh` have them, up to 25 numbers in a vector.

use super::bits::Source;
use super::fill::{Target, drawn};
use super::sample::legacy;
use super::{Generator, RandomState, ziggurat};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::linalg::{Triangle, cholesky, eigh, matmul, svd};
use crate::record::warn;
use crate::reduce;
use crate::scalar::Scalar;
use crate::ufunc::close::{Tolerance, allclose};
use crate::ufunc::{self, Operand, heard};

/// How the covariance is factored.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Factor {
    /// By its singular values.
    #[default]
    Svd,
    /// By its eigenvalues.
    Eigh,
    /// By Cholesky's method, which takes no semidefinite matrix.
    Cholesky,
}

/// What is done about a covariance that is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Validity {
    /// A warning is given.
    #[default]
    Warn,
    /// It is refused.
    Raise,
    /// Nothing.
    Ignore,
}

const NOT_POSITIVE: &str = "covariance is not symmetric positive-semidefinite.";

impl Generator {
    /// Vectors with this mean and covariance (`multivariate_normal`): `float64`, a fresh array of shape `size` and an axis
    /// for the vectors.
    ///
    /// # Errors
    /// `ValueError: mean must be 1 dimensional`, `cov must be 2 dimensional and square`, `mean and cov must have same
    /// length`, `covariance is not symmetric positive-semidefinite.`; `TypeError: mean and cov must not be complex`;
    /// `LinAlgError: Matrix is not positive definite`; memory.
    pub fn multivariate_normal(
        &mut self,
        mean: &Array,
        cov: &Array,
        size: Option<&[i64]>,
        validity: Validity,
        tolerance: f64,
        factor: Factor,
    ) -> Result<Array> {
        let source = &mut self.source;
        heard(rows(
            source,
            (mean, cov),
            size,
            |source, _| ziggurat::normal(&mut *source.bits),
            |cov| match factor {
                Factor::Svd => by_singular_values(cov, validity, tolerance, false),
                Factor::Eigh => by_eigenvalues(cov, validity, tolerance),
                Factor::Cholesky => cholesky(cov, false),
            },
        ))
    }
}

impl RandomState {
    /// Vectors with this mean and covariance, the covariance factored by its singular values: as
    /// [`Generator::multivariate_normal`].
    ///
    /// # Errors
    /// As [`Generator::multivariate_normal`].
    pub fn multivariate_normal(
        &mut self,
        mean: &Array,
        cov: &Array,
        size: Option<&[i64]>,
        validity: Validity,
        tolerance: f64,
    ) -> Result<Array> {
        let source = &mut self.source;
        let normal: Sampler = |source, _| legacy::gauss(source);
        heard(rows(source, (mean, cov), size, normal, |cov| {
            let cov = cov.astype(DType::F64)?;
            by_singular_values(&cov, validity, tolerance, true)
        }))
    }
}

type Sampler = fn(&mut Source, [f64; 3]) -> f64;

/// Normal values in rows, times the factor, around the mean.
fn rows(
    source: &mut Source,
    (mean, cov): (&Array, &Array),
    size: Option<&[i64]>,
    normal: Sampler,
    factor: impl Fn(&Array) -> Result<Array>,
) -> Result<Array> {
    if mean.dtype.is_complex() || cov.dtype.is_complex() {
        return Err(Error::type_("mean and cov must not be complex"));
    }
    let &[length] = mean.shape() else {
        return Err(Error::value("mean must be 1 dimensional"));
    };
    match *cov.shape() {
        [rows, columns] if rows == columns && rows == length => {}
        [rows, columns] if rows == columns => {
            return Err(Error::value("mean and cov must have same length"));
        }
        _ => return Err(Error::value("cov must be 2 dimensional and square")),
    }
    let mut shape = size.unwrap_or(&[]).to_vec();
    shape.push(length);
    let target = Target::Fresh(Some(&shape));
    let values = drawn(source, "multivariate_normal", target, &[], normal)?;
    let factor = factor(cov)?;
    let turned = matmul(&values, &factor.t())?;
    ufunc::call("add", &[Operand::Array(mean), Operand::Array(&turned)])
}

/// The old generator takes the right vectors; those of a covariance are the same.
fn by_singular_values(
    cov: &Array,
    validity: Validity,
    tolerance: f64,
    right: bool,
) -> Result<Array> {
    let (u, s, vh) = svd(cov, true)?;
    let scaled = |vectors: &Array, by: &Array| {
        ufunc::call("multiply", &[Operand::Array(vectors), Operand::Array(by)])
    };
    if validity != Validity::Ignore {
        let again = matmul(&scaled(&vh.t(), &s)?, &vh)?;
        let far = Tolerance {
            relative: tolerance,
            absolute: tolerance,
            ..Tolerance::default()
        };
        let near = allclose(Operand::Array(&again), Operand::Array(cov), far)?;
        complain(near, validity)?;
    }
    let root = ufunc::call("sqrt", &[Operand::Array(&s)])?;
    let vectors = if right { vh.t() } else { u };
    scaled(&vectors, &root)
}

fn by_eigenvalues(cov: &Array, validity: Validity, tolerance: f64) -> Result<Array> {
    let (s, u) = eigh(cov, Triangle::Lower)?;
    let below = ufunc::call("less", &[Operand::Array(&s), Operand::PyFloat(-tolerance)])?;
    let any = reduce::call("any", &below, reduce::Options::default())?.item()?;
    complain(any == Scalar::Bool(false), validity)?;
    let size = ufunc::call("absolute", &[Operand::Array(&s)])?;
    let root = ufunc::call("sqrt", &[Operand::Array(&size)])?;
    ufunc::call("multiply", &[Operand::Array(&u), Operand::Array(&root)])
}

fn complain(positive: bool, validity: Validity) -> Result<()> {
    match validity {
        Validity::Raise if !positive => return Err(Error::value(NOT_POSITIVE)),
        Validity::Warn if !positive => warn("RuntimeWarning", || NOT_POSITIVE.to_owned()),
        _ => {}
    }
    Ok(())
}
