//! Reductions by NumPy's names: `sum`, `prod`, `min`, `max`, `any`, `all` fold with a ufunc; `mean`, `var`, `std`, `ptp` and
//! `average` are made of folds and ufunc calls, step for step as NumPy's own; `argmin` and `argmax` search.
//! The public door; what is done is in the files beside this.

use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::promote::Input as Number;
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand as Input, heard};

#[cfg(all(feature = "kept", feature = "lanes"))]
mod again;
#[cfg(feature = "kept")]
pub(crate) mod along;
pub(crate) mod cumulative;
pub(crate) mod fitting;
pub(crate) mod fold;
#[cfg(feature = "records")]
pub(crate) mod half;
mod keeping;
mod moments;
mod nan;
mod quantile;
mod search;
#[cfg(all(feature = "kept", feature = "lanes"))]
mod spread;
mod weighted;

pub use cumulative::{
    count_nonzero, cumprod, cumsum, cumulative_prod, cumulative_sum, diff, ediff1d, unwrap,
};
pub use moments::{average, ptp};
pub use nan::{NAN_NAMES, nan_call, nanmedian, nanpercentile, nanquantile};
pub use quantile::{METHODS, Method, Wanted, median, percentile, quantile};

/// The names that [`call`] knows.
pub const NAMES: [&str; 11] = [
    "sum", "prod", "mean", "std", "var", "min", "max", "any", "all", "argmin", "argmax",
];

/// How a reduction is to be made; the default folds every axis away.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// The axes to fold, negative ones from the end; `None` for all of them.
    pub axis: Option<&'a [i64]>,
    /// Whether folded axes stay with length 1.
    pub keepdims: bool,
    /// The dtype to compute in.
    pub dtype: Option<DType>,
    /// What `var` and `std` subtract from the count before they divide; it may have a fraction.
    pub ddof: f64,
    /// The same under the name of the array API standard (`correction=`); not together with `ddof`.
    pub correction: Option<f64>,
    /// The means that `var` and `std` measure distances from, where they are known already (`mean=`), broadcast with the
    /// array.
    pub mean: Option<&'a Array>,
    /// What every result starts from.
    pub initial: Initial<'a>,
    /// Which elements go in, a `bool` array broadcast to the operand (`where=`).
    pub mask: Option<&'a Array>,
    /// An array that takes the result.
    pub out: Option<&'a Array>,
}

/// What only a build that has the feature `steered` looks at; others refuse it at the door.
impl<'a> Options<'a> {
    pub(crate) fn out(&self) -> Option<&'a Array> {
        self.out.filter(|_| cfg!(feature = "steered"))
    }

    pub(crate) fn mask(&self) -> Option<&'a Array> {
        self.mask.filter(|_| cfg!(feature = "steered"))
    }

    fn mean(&self) -> Option<&'a Array> {
        self.mean.filter(|_| cfg!(feature = "steered"))
    }

    fn correction(&self) -> Option<f64> {
        self.correction.filter(|_| cfg!(feature = "steered"))
    }

    fn initial(&self) -> Initial<'a> {
        if cfg!(feature = "steered") {
            self.initial
        } else {
            Initial::Identity
        }
    }

    fn check(&self) -> Result<()> {
        let steers = !matches!(self.initial, Initial::Identity)
            || self.out.is_some()
            || self.mask.is_some()
            || self.mean.is_some()
            || self.correction.is_some();
        heard(ufunc::check_steering(steers))
    }
}

/// What a fold starts from.
#[derive(Clone, Copy, Debug, Default)]
pub enum Initial<'a> {
    /// The ufunc's identity; the first element where it has none.
    #[default]
    Identity,
    /// The first element (`initial=None`).
    First,
    /// A number.
    Value(Number),
    /// A number with a dtype of its own, cast as C casts.
    Scalar(Scalar),
    /// The only element of an array without axes, cast as C casts.
    Array(&'a Array),
}

/// Reduces an array: `np.sum(a, axis=1)` is `call("sum", &a, …)`. Where NumPy gives a scalar, the result is 0-d. A new array
/// without the folded axes, or `out` itself; the dtype is that of the fold's row in the table, unless one is given.
///
/// # Errors
/// `AxisError`, `duplicate value in 'axis'`, `zero-size array to reduction operation maximum which has no identity`,
/// `setting an array element with a sequence.` for an `initial` of several elements,
/// `ddof and correction can't be provided simultaneously.`, memory refused, an `out` of another shape, and as
/// [`ufunc::call`].
pub fn call(name: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    options.check()?;
    #[cfg(feature = "records")]
    if let DType::Alias(alias) = array.dtype {
        let plain = Array {
            dtype: alias.base,
            ..array.clone()
        };
        let result = call(name, &plain, options)?;
        // A mean of halves is computed in `float32` and made anew.
        let anew = name.starts_with("arg") || name == "mean" && result.dtype == DType::F16;
        let keeps = options.out().is_none() && !anew;
        return Ok(if keeps {
            result.told_like(array.dtype)
        } else {
            result
        });
    }
    if let Some((ufunc, dtype)) = folding(name, options.dtype) {
        let row = heard(ufunc::row(ufunc))?;
        #[cfg(all(feature = "kept", feature = "lanes"))]
        if let Some(result) = again::straight(row, array, &options, dtype) {
            return Ok(result);
        }
        return heard(fold::fold(row, array, Options { dtype, ..options }));
    }
    match name {
        #[cfg(feature = "records")]
        "mean" if half::means_halves(array, options) => half::mean(array, options),
        "mean" => moments::mean(array, options),
        "var" => moments::variance(array, options),
        "std" => {
            let variance = moments::variance(array, options)?;
            let inputs = [Input::Array(&variance)];
            let scalar = variance.ndim() == 0 && !options.keepdims && options.out().is_none();
            if scalar && !variance.dtype.is_inexact() {
                // A scalar's root is made a number of its dtype, whatever is lost.
                return ufunc::call("sqrt", &inputs)?.astype(variance.dtype);
            }
            ufunc::call_over("sqrt", &inputs, &variance, Casting::SameKind)
        }
        "argmin" | "argmax" => heard(search::position(name, array, options)),
        _ => heard(Err(unknown(name))),
    }
}

/// Folds with any ufunc of two inputs and one output: `np.multiply.reduce(a, axis=…)`. The axes are all of them where none
/// are given, while NumPy folds axis 0 then. A new array without the folded axes, or `out` itself.
///
/// # Errors
/// As [`call`]; `reduce only supported for binary functions`;
/// `reduction operation 'subtract' is not reorderable, so at most one axis may be specified`;
/// `reduction operation 'maximum' does not have an identity, so to use a where mask one has to specify 'initial'`.
pub fn with(ufunc: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    options.check()?;
    heard(ufunc::row(ufunc).and_then(|row| fold::fold(row, array, options)))
}

/// The dtype and layout that a reduction would give, found without allocating anything.
///
/// # Errors
/// As [`call`] before it allocates.
pub fn result_of(
    name: &str,
    dtype: DType,
    layout: &Layout,
    options: Options<'_>,
) -> Result<(DType, Layout)> {
    options.check()?;
    hearing(|| {
        let (name, dtype) = match name {
            "mean" | "var" | "std" => ("sum", moments::inexact(dtype)),
            "argmin" | "argmax" => return search::result_of(name, layout, options),
            _ => (name, dtype),
        };
        let (ufunc, wanted) = folding(name, options.dtype).ok_or_else(|| unknown(name))?;
        let options = Options {
            dtype: wanted,
            ..options
        };
        let plan = fold::plan(ufunc::row(ufunc)?, dtype, layout, options)?;
        Ok((plan.output.dtype, plan.output.layout))
    })
}

/// The ufunc that folds, and the dtype it folds in, of which one may be asked for. `any` and `all` fold truth values unless
/// another dtype is asked for; `min` and `max` have no dtype to choose.
fn folding(name: &str, dtype: Option<DType>) -> Option<(&'static str, Option<DType>)> {
    Some(match name {
        "sum" => ("add", dtype),
        "max" => ("maximum", None),
        "min" => ("minimum", None),
        "any" => ("logical_or", dtype.or(Some(DType::Bool))),
        "all" => ("logical_and", dtype.or(Some(DType::Bool))),
        "prod" => ("multiply", dtype),
        _ => return None,
    })
}

fn unknown(name: &str) -> Error {
    Error::value(format!(
        "'{name}' is no reduction; `reduce::NAMES` lists them"
    ))
}

#[cfg(test)]
mod tests;
