//! What is made of folds and ufunc calls, step for step as NumPy's own: `mean`, `var`, `std`, `ptp`, `average`.
//! Knows no loop and no plan.

use super::{Options, call};
use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::{DType, Kind};
use crate::error::{Error, ErrorClass, Result};
use crate::layout::axes::{Axes, normalize_axes};
use crate::layout::{Dims, size_of_shape};
use crate::promote::{self, promote_types};
use crate::record::{hearing, warn};
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand as Input, heard};

/// Integers and bools are averaged in `float64`.
pub(super) fn inexact(dtype: DType) -> DType {
    match dtype.kind() {
        Kind::Bool | Kind::Signed | Kind::Unsigned => DType::F64,
        _ => dtype,
    }
}

/// How many elements go into each result, as the `int64` array NumPy divides by.
fn count(array: &Array, options: Options<'_>) -> Result<Array> {
    if let Some(mask) = options.mask() {
        let mask = heard(mask.broadcast_to(array.shape()))?;
        let options = Options {
            dtype: Some(DType::I64),
            mask: None,
            out: None,
            ..options
        };
        return call("sum", &mask, options);
    }
    let ndim = array.ndim();
    let axes = match options.axis {
        // `mean` counts before it folds, and here a 0-d array has no axis 0.
        Some(axes) => heard(count_axes(axes, ndim))?,
        None => (0..ndim).collect(),
    };
    let lengths: Dims = axes.iter().map(|&axis| array.shape()[axis]).collect();
    Array::scalar(Scalar::I64(size_of_shape(&lengths)))
}

fn count_axes(axes: &[i64], ndim: usize) -> Result<crate::layout::axes::Axes> {
    normalize_axes(axes, ndim, "duplicate value in 'axis'")
}

/// Whether some count is at most this.
fn any_at_most(counts: &Array, bound: f64) -> bool {
    counts
        .scalars()
        .any(|count| matches!(count, Scalar::I64(count) if count as f64 <= bound))
}

/// Divides an array by counts, in place; a quotient in an integer dtype asked for loses its fraction.
fn divide_by(array: &Array, counts: &Array) -> Result<Array> {
    let inputs = [Input::Array(array), Input::Array(counts)];
    ufunc::call_over("divide", &inputs, array, Casting::Unsafe)
}

/// The dtype to fold in: integers as `float64`, unless one is asked for. `out` does not change it.
fn dtype_of(array: &Array, options: Options<'_>) -> Option<DType> {
    options
        .dtype
        .or_else(|| (inexact(array.dtype) != array.dtype).then_some(DType::F64))
}

pub(super) fn mean(array: &Array, options: Options<'_>) -> Result<Array> {
    let counts = count(array, options)?;
    if any_at_most(&counts, 0.0) {
        warn("RuntimeWarning", || "Mean of empty slice".to_owned());
    }
    let options = Options {
        dtype: dtype_of(array, options),
        ..options
    };
    let sum = call("sum", array, options)?;
    divide_by(&sum, &counts)
}

/// What is subtracted from the count, by one name or by the other.
pub(super) fn freedom_lost(options: Options<'_>) -> Result<f64> {
    match options.correction() {
        None => Ok(options.ddof),
        Some(correction) if options.ddof == 0.0 => Ok(correction),
        Some(_) => heard(Err(Error::value(
            "ddof and correction can't be provided simultaneously.",
        ))),
    }
}

/// A number as Python has it: whole ones are ints.
pub(super) fn number_of(number: f64) -> Input<'static> {
    if number == libm::trunc(number) && number.abs() < 1e15 {
        Input::PyInt(number as i128)
    } else {
        Input::PyFloat(number)
    }
}

pub(super) fn variance(array: &Array, options: Options<'_>) -> Result<Array> {
    let ddof = freedom_lost(options)?;
    let counts = count(array, options)?;
    if any_at_most(&counts, ddof) {
        warn("RuntimeWarning", || {
            "Degrees of freedom <= 0 for slice".to_owned()
        });
    }
    let options = Options {
        dtype: dtype_of(array, options),
        ..options
    };
    let mean = match options.mean() {
        Some(mean) => mean.clone(),
        None => mean_beside(array, &counts, options)?,
    };
    let sum = squared_distances(array, &mean, options)?;
    let freedom = ufunc::call("subtract", &[Input::Array(&counts), number_of(ddof)])?;
    let freedom = ufunc::call("maximum", &[Input::Array(&freedom), Input::PyInt(0)])?;
    divide_by(&sum, &freedom)
}

/// The sum of squared distances from the mean.
fn squared_distances(array: &Array, mean: &Array, options: Options<'_>) -> Result<Array> {
    #[cfg(all(feature = "kept", feature = "lanes"))]
    if let Some(sum) = super::spread::squares(array, mean, &options) {
        return Ok(sum);
    }
    let distance = ufunc::call("subtract", &[Input::Array(array), Input::Array(mean)])?;
    let squares = squares_in_place(&distance, array.dtype)?;
    call("sum", &squares, options)
}

/// The mean with its axes kept, so that it stands beside the array.
fn mean_beside(array: &Array, counts: &Array, options: Options<'_>) -> Result<Array> {
    let kept = Options {
        keepdims: true,
        out: None,
        ..options
    };
    let mean = call("sum", array, kept)?;
    let beside_mean = if counts.ndim() == 0 {
        counts.clone()
    } else {
        heard(counts.reshape(mean.shape()))?
    };
    divide_by(&mean, &beside_mean)
}

/// The squares of distances, in the bytes of the distances; those of complex numbers are real, unless only the mean that
/// was given is complex.
#[cfg_attr(not(feature = "complex"), allow(unused_variables))]
fn squares_in_place(distance: &Array, dtype: DType) -> Result<Array> {
    #[cfg(feature = "complex")]
    if distance.dtype.is_complex() && (dtype.is_complex() || dtype == DType::Bool) {
        return distance.squared_lengths();
    }
    let inputs = [Input::Array(distance)];
    ufunc::call_over("square", &inputs, distance, Casting::SameKind)
}

/// The largest element less the smallest (`np.ptp`). The result has the array's dtype. It is a new array, or `out` itself.
///
/// # Errors
/// As [`call`] of `max` and `min`.
pub fn ptp(array: &Array, options: Options<'_>) -> Result<Array> {
    hearing(|| {
        let most = call("max", array, options)?;
        let least = call(
            "min",
            array,
            Options {
                out: None,
                ..options
            },
        )?;
        let inputs = [Input::Array(&most), Input::Array(&least)];
        match options.out() {
            Some(out) => ufunc::call_into("subtract", &inputs, out).map(|()| out.clone()),
            None => ufunc::call("subtract", &inputs),
        }
    })
}

/// The average with weights (`np.average(…, returned=True)`): the averages, and the sum of the weights of each. Both are new
/// arrays without the folded axes, of floats.
///
/// # Errors
/// `ZeroDivisionError: Weights sum to zero, can't be normalized`,
/// `TypeError: Axis must be specified when shapes of a and weights differ.`,
/// `ValueError: Shape of weights must be consistent with shape of a along specified axis.`, and as [`call`].
pub fn average(
    array: &Array,
    weights: Option<&Array>,
    options: Options<'_>,
) -> Result<(Array, Array)> {
    let Some(weights) = weights else {
        heard(named_axes(options.axis, array.ndim()))?;
        let mean = call("mean", array, options)?;
        if mean.size() == 0 {
            return heard(Err(Error::new(
                ErrorClass::ZeroDivision,
                "division by zero",
            )));
        }
        let share = array.size() as f64 / mean.size() as f64;
        let total = mean.full_like(Scalar::F64(share).cast(mean.dtype), None)?;
        return Ok((mean, total));
    };
    let weights = weights_beside(array, weights, options.axis)?;
    let mut dtype = promote_types(array.dtype, weights.dtype);
    if inexact(array.dtype) != array.dtype {
        dtype = promote::result_type(&[
            promote::Input::Array(array.dtype),
            promote::Input::Array(weights.dtype),
            promote::Input::Array(DType::F64),
        ])?;
    }
    let total = call(
        "sum",
        &weights,
        Options {
            dtype: Some(dtype),
            ..options
        },
    )?;
    let zero = ufunc::call("equal", &[Input::Array(&total), Input::PyFloat(0.0)])?;
    if zero.scalars().any(|zero| zero == Scalar::Bool(true)) {
        return heard(Err(Error::new(
            ErrorClass::ZeroDivision,
            "Weights sum to zero, can't be normalized",
        )));
    }
    let arguments = ufunc::Arguments {
        dtype: Some(dtype),
        ..ufunc::Arguments::NONE
    };
    let inputs = [Input::Array(array), Input::Array(&weights)];
    let mut weighted = ufunc::call_with("multiply", &inputs, arguments)?;
    let weighted = weighted
        .pop()
        .ok_or_else(|| Error::value("multiply has one result"))?;
    let sum = call("sum", &weighted, options)?;
    let average = ufunc::call("divide", &[Input::Array(&sum), Input::Array(&total)])?;
    let total = if total.shape() == average.shape() {
        total
    } else {
        total
            .broadcast_to(average.shape())?
            .copy(crate::array::copy::CopyOrder::C)?
    };
    Ok((average, total))
}

/// Axes with NumPy's words for an argument that is called `axis`.
fn named_axes(axis: Option<&[i64]>, ndim: usize) -> Result<Option<Axes>> {
    let Some(axes) = axis else { return Ok(None) };
    let axes = normalize_axes(axes, ndim, "repeated axis in `axis` argument");
    axes.map(Some).map_err(|mut error| {
        if error.class == ErrorClass::Axis {
            error.message.insert_str(0, "axis: ");
        }
        error
    })
}

/// Weights of the array's shape, or such as stretch to it from the axes they belong to.
///
/// # Errors
/// `AxisError`, `Axis must be specified when shapes of a and weights differ.`,
/// `Shape of weights must be consistent with shape of a along specified axis.`
pub(super) fn weights_beside(
    array: &Array,
    weights: &Array,
    axis: Option<&[i64]>,
) -> Result<Array> {
    let axes = heard(named_axes(axis, array.ndim()))?;
    heard(beside(array, weights, axes.as_deref()))
}

fn beside(array: &Array, weights: &Array, axes: Option<&[usize]>) -> Result<Array> {
    if weights.shape() == array.shape() {
        return Ok(weights.clone());
    }
    let Some(axes) = axes else {
        return Err(Error::type_(
            "Axis must be specified when shapes of a and weights differ.",
        ));
    };
    let wanted: Dims = axes.iter().map(|&axis| array.shape()[axis]).collect();
    if weights.shape() != wanted.as_slice() {
        return Err(Error::value(
            "Shape of weights must be consistent with shape of a along specified axis.",
        ));
    }
    let mut order: Vec<usize> = (0..axes.len()).collect();
    order.sort_unstable_by_key(|&place| axes[place]);
    let order: Vec<i64> = order.into_iter().map(|place| place as i64).collect();
    let shape: Dims = array
        .shape()
        .iter()
        .enumerate()
        .map(|(axis, &length)| if axes.contains(&axis) { length } else { 1 })
        .collect();
    weights.transpose(Some(&order))?.reshape(&shape)
}
