//! `cov` and `corrcoef`: how variables vary together.
//! Composed of an average, a product of matrices and ufuncs, step for step as NumPy composes them.

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::compose::{fold, is_true, parts_of, two, with};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::index::Index;
use crate::join::{Joining, concatenate};
use crate::linalg;
use crate::promote::promote_types;
use crate::record::{hearing, warn};
use crate::reduce::{self, Options};
use crate::ufunc::{self, Operand, heard};

/// How a covariance is to be taken.
#[derive(Clone, Copy, Debug)]
pub struct Variables<'a> {
    /// Whether each row is a variable; each column unless so.
    pub rows: bool,
    /// Whether to divide by the count instead of one less.
    pub bias: bool,
    /// What is subtracted from the count, instead of what `bias` says.
    pub ddof: Option<i64>,
    /// How often each observation occurred.
    pub frequencies: Option<&'a Array>,
    /// How much each observation weighs.
    pub weights: Option<&'a Array>,
}

impl Default for Variables<'_> {
    fn default() -> Self {
        Self {
            rows: true,
            bias: false,
            ddof: None,
            frequencies: None,
            weights: None,
        }
    }
}

/// The covariances of the variables of one array, or of two (`np.cov`): square, `float64` or `complex128`, 0-d for a single
/// variable. A new array.
///
/// # Errors
/// `ValueError: m has more than 2 dimensions`, `fweights cannot be negative`; `TypeError: fweights must be integer`;
/// `RuntimeError: incompatible numbers of samples and fweights`; `ZeroDivisionError: Weights sum to zero, can't be
/// normalized`; as [`linalg::dot`].
pub fn cov(array: &Array, other: Option<&Array>, how: Variables<'_>) -> Result<Array> {
    for (name, array) in [("m", Some(array)), ("y", other)] {
        if array.is_some_and(|array| array.ndim() > 2) {
            return heard(Err(Error::value(format!(
                "{name} has more than 2 dimensions"
            ))));
        }
    }
    let mut dtype = promote_types(array.dtype, DType::F64);
    if let Some(other) = other {
        dtype = promote_types(dtype, other.dtype);
    }
    let mut table = matrix(&array.astype(dtype)?)?;
    if !how.rows && array.ndim() != 1 {
        table = table.t();
    }
    if table.shape().first() == Some(&0) {
        return Array::blank(&[0], DType::F64)?.reshape(&[0, 0]);
    }
    if let Some(other) = other {
        let mut more = matrix(&other.astype(dtype)?)?;
        if !how.rows && more.shape().first() != Some(&1) {
            more = more.t();
        }
        table = concatenate(&[&table, &more], Some(0), Joining::default())?;
    }
    let ddof = how.ddof.unwrap_or(i64::from(!how.bias));
    let samples = table.shape().get(1).copied().unwrap_or(0);
    let weights = weights(how, samples)?;
    let one_axis = Options {
        axis: Some(&[1]),
        ..Options::default()
    };
    let (average, totals) = reduce::average(&table, weights.as_ref(), one_axis)?;
    let factor = factor(how, weights.as_ref(), &totals, samples, ddof)?;
    let column = average.index(&[Index::ALL, Index::NewAxis])?;
    let from_mean = two("subtract", &table, &column)?;
    let weighted = match &weights {
        None => from_mean.t(),
        Some(weights) => two("multiply", &from_mean, weights)?.t(),
    };
    let conjugate = match dtype.is_complex() {
        true => ufunc::call("conjugate", &[Operand::Array(&weighted)])?,
        false => weighted,
    };
    let products = linalg::dot(&from_mean, &conjugate)?;
    let share = ufunc::call("divide", &[Operand::PyInt(1), Operand::Array(&factor)])?;
    let operands = [Operand::Array(&products), Operand::Array(&share)];
    ufunc::call_into("multiply", &operands, &products)?;
    products.squeeze(None)
}

/// As many rows as variables: a 0-d or 1-d array is one row.
fn matrix(array: &Array) -> Result<Array> {
    match array.ndim() {
        0 => array.reshape(&[1, 1]),
        1 => array.index(&[Index::NewAxis]),
        _ => Ok(array.clone()),
    }
}

fn weights(how: Variables<'_>, samples: i64) -> Result<Option<Array>> {
    let mut product: Option<Array> = None;
    for (name, weights) in [("fweights", how.frequencies), ("aweights", how.weights)] {
        let Some(weights) = weights else { continue };
        let weights = weights.astype(DType::F64)?;
        heard(check_weights(name, &weights, samples))?;
        product = Some(match product {
            None => weights,
            Some(product) => two("multiply", &product, &weights)?,
        });
    }
    Ok(product)
}

fn check_weights(name: &str, weights: &Array, samples: i64) -> Result<()> {
    let runtime = |words: String| Error::new(ErrorClass::Runtime, words);
    if name == "fweights" {
        let whole = ufunc::call("rint", &[Operand::Array(weights)])?;
        if !is_true(&fold("all", &two("equal", weights, &whole)?)?)? {
            return Err(Error::type_("fweights must be integer"));
        }
    }
    let Some(&length) = weights.shape().first() else {
        return Err(Error::index("tuple index out of range"));
    };
    if weights.ndim() > 1 {
        return Err(runtime(format!("cannot handle multidimensional {name}")));
    }
    if length != samples {
        return Err(runtime(format!(
            "incompatible numbers of samples and {name}"
        )));
    }
    if is_true(&fold("any", &with("less", weights, Operand::PyInt(0))?)?)? {
        return Err(Error::value(format!("{name} cannot be negative")));
    }
    Ok(())
}

/// What the products are divided by: the number of observations, or their weight, less the degrees of freedom.
fn factor(
    how: Variables<'_>,
    weights: Option<&Array>,
    totals: &Array,
    samples: i64,
    ddof: i64,
) -> Result<Array> {
    let factor = match weights {
        None => Array::scalar(crate::Scalar::F64(samples.saturating_sub(ddof) as f64))?,
        Some(weights) => {
            let total = totals.index(&[Index::Int(0)])?.copy(CopyOrder::C)?;
            match how.weights {
                _ if ddof == 0 => total,
                None => with("subtract", &total, Operand::PyInt(ddof.into()))?,
                Some(own) => {
                    let squares = fold("sum", &two("multiply", weights, own)?)?;
                    let ddof = Operand::PyInt(ddof.into());
                    let scaled = with("multiply", &squares, ddof)?;
                    two("subtract", &total, &two("divide", &scaled, &total)?)?
                }
            }
        }
    };
    if is_true(&with("less_equal", &factor, Operand::PyInt(0))?)? {
        warn("RuntimeWarning", || {
            "Degrees of freedom <= 0 for slice".to_owned()
        });
        return Array::scalar(crate::Scalar::F64(0.0));
    }
    Ok(factor)
}

/// The correlations of the variables of one array, or of two (`np.corrcoef`): covariances over the deviations of both, kept
/// between -1 and 1. A new array of the shape of [`cov`].
///
/// # Errors
/// As [`cov`].
pub fn corrcoef(array: &Array, other: Option<&Array>, rows: bool) -> Result<Array> {
    hearing(|| {
        let how = Variables {
            rows,
            ..Variables::default()
        };
        let products = cov(array, other, how)?;
        if products.ndim() == 0 {
            return two("divide", &products, &products);
        }
        let variances = products.diag(0)?;
        let variances = parts_of(&variances)?
            .into_iter()
            .next()
            .unwrap_or(variances);
        let deviations = ufunc::call("sqrt", &[Operand::Array(&variances)])?;
        for place in [[Index::ALL, Index::NewAxis], [Index::NewAxis, Index::ALL]] {
            let stretched = deviations.index(&place)?;
            let operands = [Operand::Array(&products), Operand::Array(&stretched)];
            ufunc::call_into("divide", &operands, &products)?;
        }
        for part in parts_of(&products)? {
            for (name, bound) in [("maximum", -1), ("minimum", 1)] {
                let operands = [Operand::Array(&part), Operand::PyInt(bound)];
                ufunc::call_into(name, &operands, &part)?;
            }
        }
        Ok(products)
    })
}
