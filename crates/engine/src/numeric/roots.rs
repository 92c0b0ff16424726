//! Between polynomials and numbers: the roots of one, the one that has roots, the one that is nearest to points.
//! Composed of eigenvalues and least squares, as NumPy's.

use crate::array::Array;
use crate::compose::{alike, cut, double, fold, two, with};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::join::{Joining, concatenate};
use crate::linalg::{self, LeastSquares};
use crate::record::{hearing, warn};
use crate::reduce::{self, Options};
use crate::sort;
use crate::ufunc::{self, Operand, heard};

use super::{Mode, convolve};

fn is_float(dtype: DType) -> bool {
    matches!(dtype, DType::F32 | DType::F64) || dtype.is_complex()
}

/// NumPy looks for classes of their own among the numbers, and stops where there is one without axes.
fn several(numbers: &Array) -> Result<Array> {
    if numbers.ndim() == 0 {
        return heard(Err(Error::type_(
            "dispatcher for __array_function__ did not return an iterable",
        )));
    }
    Ok(numbers.clone())
}

/// The roots of a polynomial, its highest coefficient first (`np.roots`): the eigenvalues of its companion matrix, then as many
/// zeros as it ends with. One axis; floats, complex where a root is. New.
///
/// # Errors
/// `ValueError: Input must be a rank-1 array.`; `TypeError: dispatcher for __array_function__ did not return an iterable` without
/// axes; as [`linalg::eigvals`].
pub fn roots(coefficients: &Array) -> Result<Array> {
    hearing(|| {
        let given = several(coefficients)?;
        if given.ndim() != 1 {
            return Err(Error::value("Input must be a rank-1 array."));
        }
        let without_front = given.trim_zeros(true, false, None)?;
        let inner = without_front.trim_zeros(false, true, None)?;
        if inner.size() == 0 {
            return Array::zeros(&[0], DType::F64);
        }
        let zeros = without_front.size() - inner.size();
        let inner = match inner.dtype().kind() {
            Kind::Float => inner,
            _ if inner.dtype().is_complex() => inner,
            _ => inner.astype(DType::F64)?,
        };
        let size = inner.size();
        let found = if size > 1 {
            let companion = Array::ones(&[size - 2], inner.dtype())?.diag(-1)?;
            let rest = ufunc::call(
                "negative",
                &[Operand::Array(&cut(&inner, 0, Some(1), None)?)],
            )?;
            let row = two("divide", &rest, &inner.index(&[Index::Int(0)])?)?;
            companion.assign(&[Index::Int(0), Index::ALL], &row)?;
            linalg::eigvals(&companion)?
        } else {
            Array::zeros(&[0], DType::F64)?
        };
        let zeros = Array::zeros(&[zeros], found.dtype())?;
        concatenate(&[&found, &zeros], Some(0), Joining::default())
    })
}

/// The polynomial with these roots, or with the eigenvalues of a square matrix (`np.poly`), its highest coefficient 1 and first:
/// one axis of floats; real where roots that are complex come in pairs. New; 1 without axes where there is no root.
///
/// # Errors
/// `ValueError: input must be 1d or non-empty square 2d array.`; `TypeError` as [`roots`]; as [`linalg::eigvals`].
pub fn poly(roots: &Array) -> Result<Array> {
    hearing(|| {
        let given = several(roots)?;
        let roots = match *given.shape() {
            [rows, columns] if rows == columns && rows != 0 => linalg::eigvals(&given)?,
            [_] if is_float(given.dtype().native()) => given.astype(given.dtype().native())?,
            [_] => given.astype(DType::F64)?,
            _ => {
                return Err(Error::value(
                    "input must be 1d or non-empty square 2d array.",
                ));
            }
        };
        if roots.size() == 0 {
            return Array::scalar(crate::Scalar::F64(1.0));
        }
        let mut product = Array::ones(&[1], roots.dtype())?;
        for place in 0..roots.size() {
            let factor = Array::ones(&[2], roots.dtype())?;
            let root = roots.index(&[Index::Int(place)])?;
            let less = ufunc::call("negative", &[Operand::Array(&root)])?;
            factor.assign(&[Index::Int(1)], &less)?;
            product = convolve(&product, &factor, Mode::Full)?;
        }
        if product.dtype().is_complex() {
            let sorted = |array: &Array| sort::sort(array, Some(-1), sort::Kind::Quicksort);
            let roots = roots.astype(DType::C128)?;
            let conjugates = ufunc::call("conjugate", &[Operand::Array(&roots)])?;
            let same = alike(&sorted(&roots)?, &sorted(&conjugates)?, false)?;
            if crate::compose::is_true(&fold("all", &same)?)? {
                return product.real().astype(product.dtype().real_part());
            }
        }
        Ok(product)
    })
}

/// What [`polyfit`] knows beside the coefficients (`full=True`).
#[derive(Clone, Debug)]
pub struct Fit {
    /// The coefficients, the highest first: one axis, or a column for each column of `y`.
    pub coefficients: Array,
    /// The least squares of the scaled matrix of powers.
    pub squares: LeastSquares,
    /// The part of the largest singular value below which others count as 0.
    pub rcond: f64,
    /// What the columns of powers were divided by.
    scale: Array,
    /// The matrix of powers, divided.
    powers: Array,
}

impl Fit {
    /// How far the coefficients may be off, and together (`cov=True`; `'unscaled'` where weights are known to be right): a
    /// square matrix, or one for each column of `y` along a third axis. New.
    ///
    /// # Errors
    /// `ValueError: the number of data points must exceed order to scale the covariance matrix`; as [`linalg::inv`].
    pub fn covariance(&self, unscaled: bool) -> Result<Array> {
        hearing(|| {
            let base = linalg::inv(&linalg::dot(&self.powers.t(), &self.powers)?)?;
            let base = two("divide", &base, &linalg::outer(&self.scale, &self.scale)?)?;
            let columns = self.coefficients.ndim() > 1;
            let base = match columns {
                true => base.index(&[Index::ALL, Index::ALL, Index::NewAxis])?,
                false => base,
            };
            if unscaled {
                return with("multiply", &base, Operand::PyInt(1));
            }
            let (points, order) = (self.powers.shape()[0], self.powers.shape()[1]);
            if points <= order {
                return Err(Error::value(
                    "the number of data points must exceed order to scale the covariance matrix",
                ));
            }
            let free = Operand::PyInt((points - order).into());
            two(
                "multiply",
                &base,
                &with("divide", &self.squares.residuals, free)?,
            )
        })
    }
}

/// The polynomial of a degree that is nearest to points by least squares (`np.polyfit`): its coefficients, the highest first, and
/// what else is known. `weights` are those of points, not of their squares. Floats, at least as precise as `x` and `y`. New.
/// Warns where the points do not determine it (`RankWarning: Polyfit may be poorly conditioned`) unless `full` was asked for.
///
/// # Errors
/// `ValueError: expected deg >= 0`; `TypeError: expected 1D vector for x`, `expected non-empty vector for x`,
/// `expected 1D or 2D array for y`, `expected x and y to have same length`, `expected a 1-d array for weights`,
/// `expected w and y to have the same length`; as [`linalg::lstsq`].
pub fn polyfit(
    x: &Array,
    y: &Array,
    degree: i64,
    rcond: Option<f64>,
    weights: Option<&Array>,
    full: bool,
) -> Result<Fit> {
    hearing(|| {
        let float = |array: &Array| with("add", array, Operand::PyFloat(0.0));
        let (x, mut y) = (float(x)?, float(y)?);
        if degree < 0 {
            return Err(Error::value("expected deg >= 0"));
        }
        let refused = |words| heard(Err(Error::type_(words)));
        if x.ndim() != 1 {
            return refused("expected 1D vector for x");
        }
        if x.size() == 0 {
            return refused("expected non-empty vector for x");
        }
        if y.ndim() < 1 || y.ndim() > 2 {
            return refused("expected 1D or 2D array for y");
        }
        if x.shape().first() != y.shape().first() {
            return refused("expected x and y to have same length");
        }
        let rcond = match rcond {
            Some(rcond) => rcond,
            None => {
                x.size() as f64 * double(&Array::scalar(crate::typeinfo::finfo(x.dtype())?.eps)?)?
            }
        };
        let order = degree.saturating_add(1);
        let mut powers = x.vander(Some(order), false)?;
        if let Some(weights) = weights {
            let weights = float(weights)?;
            if weights.ndim() != 1 {
                return refused("expected a 1-d array for weights");
            }
            if weights.shape().first() != y.shape().first() {
                return refused("expected w and y to have the same length");
            }
            let column = weights.index(&[Index::ALL, Index::NewAxis])?;
            powers = two("multiply", &powers, &column)?.astype(powers.dtype())?;
            let beside = if y.ndim() == 2 { &column } else { &weights };
            y = two("multiply", &y, beside)?.astype(y.dtype())?;
        }
        let squares = Options {
            axis: Some(&[0]),
            ..Options::default()
        };
        let sums = reduce::call("sum", &two("multiply", &powers, &powers)?, squares)?;
        let scale = ufunc::call("sqrt", &[Operand::Array(&sums)])?;
        let powers = two("divide", &powers, &scale)?;
        let squares = linalg::lstsq(&powers, &y, Some(rcond))?;
        let coefficients = two("divide", &squares.solution.t(), &scale)?.t();
        if crate::compose::whole_number(&squares.rank)? != order && !full {
            warn("RankWarning", || {
                "Polyfit may be poorly conditioned".to_owned()
            });
        }
        Ok(Fit {
            coefficients,
            squares,
            rcond,
            scale,
            powers,
        })
    })
}
