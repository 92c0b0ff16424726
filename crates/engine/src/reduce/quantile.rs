//! `median`, `quantile`, `percentile`: what stands in the middle, or anywhere, of the sorted elements along axes.
//! Step for step as NumPy's own (after Hyndman and Fan, 1996); the sorting is `sort`'s.

use super::cumulative::overwrite;
use super::keeping::{out_without, own_axes, reshaped};
use super::{Options, call, weighted};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{Casting, check_cast};
use crate::compose::{cut, fold, is_true, two, with};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::Dims;
use crate::layout::axes::{Axes, normalize_axes};
use crate::plan::Bounds;
use crate::record::hearing;
use crate::sort;
use crate::ufunc::{self, Arguments, Operand, heard};

/// The names of the ways to find a quantile that falls between two elements.
pub const METHODS: [&str; 13] = [
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
    "lower",
    "higher",
    "midpoint",
    "nearest",
];

/// The methods that pick one element and interpolate nothing.
const PICKING: [&str; 5] = [
    "inverted_cdf",
    "closest_observation",
    "lower",
    "higher",
    "nearest",
];

/// An array whose axes to fold are one.
pub(super) struct Folded {
    /// The array.
    pub(super) array: Array,
    /// The one axis to fold; `None` where all elements count as one line.
    pub(super) axis: Option<usize>,
}

/// Brings the axes to fold together, as NumPy's `_ureduce`.
pub(super) fn folded(array: &Array, axis: Option<&[i64]>) -> Result<Folded> {
    let ndim = array.ndim();
    let Some(axes) = axis else {
        return Ok(Folded {
            array: array.clone(),
            axis: None,
        });
    };
    let axes = normalize_axes(axes, ndim, "repeated axis")?;
    if let &[axis] = axes.as_slice() {
        return Ok(Folded {
            array: array.clone(),
            axis: Some(axis),
        });
    }
    let stay: Axes = (0..ndim).filter(|axis| !axes.contains(axis)).collect();
    let order: Vec<i64> = stay
        .iter()
        .copied()
        .chain((0..ndim).filter(|axis| axes.contains(axis)))
        .map(|axis| axis as i64)
        .collect();
    let mut shape: Dims = stay.iter().map(|&axis| array.shape()[axis]).collect();
    shape.push(-1);
    Ok(Folded {
        array: array.transpose(Some(&order))?.reshape(&shape)?,
        axis: Some(stay.len()),
    })
}

/// Which axes a fold takes away.
pub(super) fn axes_folded(axis: Option<&[i64]>, ndim: usize) -> Result<Axes> {
    match axis {
        None => Ok((0..ndim).collect()),
        Some(axes) => normalize_axes(axes, ndim, "repeated axis"),
    }
}

/// The median (`np.median`): the mean of the one or two elements in the middle; NaN where there is one. Integers give
/// `float64`; the result is a new array, or `out`.
///
/// # Errors
/// `AxisError`, `repeated axis`, and as [`call`] of `mean`.
pub fn median(array: &Array, options: Options<'_>) -> Result<Array> {
    let lines = heard(folded(array, options.axis))?;
    let axes = axes_folded(options.axis, array.ndim())?;
    let length = match lines.axis {
        Some(axis) => lines.array.shape().get(axis).copied().unwrap_or(1),
        None => lines.array.size(),
    };
    let half = length / 2;
    let start = if length % 2 == 1 { half } else { half - 1 };
    // The middle; of floats also the last, which is NaN where there is one.
    let last = if array.dtype.is_inexact() {
        length - 1
    } else {
        half
    };
    let ranks = if length > 0 {
        &[start, half, last][..]
    } else {
        &[]
    };
    let sorted = sort::partition(&lines.array, ranks, lines.axis.map(|axis| axis as i64))?;
    let axis = lines.axis.unwrap_or(0);
    let out = heard(out_without(
        options.out,
        &axes,
        array.ndim(),
        options.keepdims,
    ))?;
    let middle = cut(
        &sorted,
        axis,
        Some(start.max(0)),
        Some((half + 1).min(length)),
    )?;
    let mean = call(
        "mean",
        &middle,
        Options {
            axis: Some(&[axis as i64]),
            out: out.as_ref(),
            ..Options::default()
        },
    )?;
    if array.dtype.is_inexact() && length > 0 {
        let last = last_of(&sorted, axis)?;
        heard(overwrite_nan(&mean, &last))?;
    }
    let kept = own_axes(&axes, array);
    reshaped(mean, &[], &kept, options)
}

/// The last element along an axis.
fn last_of(array: &Array, axis: usize) -> Result<Array> {
    let mut indices = vec![Index::ALL; axis];
    indices.push(Index::Int(-1));
    array.index(&indices)
}

/// Where the last of the sorted elements is NaN, so is the result.
fn overwrite_nan(result: &Array, last: &Array) -> Result<()> {
    let nan = ufunc::call("isnan", &[Operand::Array(last)])?;
    if is_true(&fold("any", &nan)?)? {
        overwrite(result, Operand::Array(last), &nan)?;
    }
    Ok(())
}

/// What quantiles to find: an array of them, or a single Python number, whose dtype gives way to the array's.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    /// An array of at most two axes, which come first in the result.
    Array(&'a Array),
    /// One number.
    Number(f64),
    /// One whole number.
    Whole(i64),
}

/// How quantiles are found (`method=`, `weights=`).
#[derive(Clone, Copy, Debug)]
pub struct Method<'a> {
    /// What to do where a quantile falls between two elements, one of [`METHODS`].
    pub name: &'a str,
    /// What each element weighs: an array of the same shape, or of the axes that are folded. With `inverted_cdf` only.
    pub weights: Option<&'a Array>,
}

impl<'a> Method<'a> {
    /// A method without weights.
    pub const fn named(name: &'a str) -> Self {
        Self {
            name,
            weights: None,
        }
    }
}

/// Quantiles from 0 to 1 (`np.quantile`), one for each of `wanted`, whose axes stand first in the result. NaN where there
/// is one. The result is a new array, or `out`.
///
/// # Errors
/// `Quantiles must be in the range [0, 1]`, `q must be a scalar or 1d`, `'…' is not a valid method. Use one of: …`,
/// `a must be an array of real numbers`, an axis that is not there, and no elements at all; of weights
/// `Only method 'inverted_cdf' supports weights. Got: linear.`, `Weights must be non-negative.`,
/// `Weights included NaN, inf or were all zero.` and those of [`super::average`] for their shape.
pub fn quantile(
    array: &Array,
    wanted: Wanted<'_>,
    method: Method<'_>,
    options: Options<'_>,
) -> Result<Array> {
    hearing(|| {
        let (points, weak) = quantiles_of(array, wanted)?;
        let weights = weighted::checked(array, method, options.axis)?;
        unchecked(array, &points, weak, method, weights.as_ref(), options)
    })
}

/// The quantiles asked for, found to be such, and whether they are a single Python number.
pub(super) fn quantiles_of(array: &Array, wanted: Wanted<'_>) -> Result<(Array, bool)> {
    heard(check_real(array))?;
    let (points, weak) = points_of(wanted)?;
    heard(check_range(
        &points,
        "Quantiles must be in the range [0, 1]",
    ))?;
    Ok((points, weak))
}

/// The percentiles asked for as quantiles.
pub(super) fn percentiles_of(array: &Array, wanted: Wanted<'_>) -> Result<(Array, bool)> {
    heard(check_real(array))?;
    let (points, weak) = points_of(wanted)?;
    let points = with("divide", &points, Operand::PyInt(100))?;
    heard(check_range(
        &points,
        "Percentiles must be in the range [0, 100]",
    ))?;
    Ok((points, weak))
}

fn check_real(array: &Array) -> Result<()> {
    if array.dtype.is_complex() {
        return Err(Error::type_("a must be an array of real numbers"));
    }
    Ok(())
}

/// Percentiles from 0 to 100 (`np.percentile`), as [`quantile`].
///
/// # Errors
/// `Percentiles must be in the range [0, 100]`, and as [`quantile`].
pub fn percentile(
    array: &Array,
    wanted: Wanted<'_>,
    method: Method<'_>,
    options: Options<'_>,
) -> Result<Array> {
    hearing(|| {
        let (points, weak) = percentiles_of(array, wanted)?;
        let weights = weighted::checked(array, method, options.axis)?;
        unchecked(array, &points, weak, method, weights.as_ref(), options)
    })
}

pub(super) fn points_of(wanted: Wanted<'_>) -> Result<(Array, bool)> {
    match wanted {
        Wanted::Array(points) => Ok((points.clone(), false)),
        Wanted::Number(number) => Ok((Array::scalar(crate::Scalar::F64(number))?, true)),
        Wanted::Whole(number) => Ok((Array::scalar(crate::Scalar::I64(number))?, true)),
    }
}

fn check_range(points: &Array, refusal: &str) -> Result<()> {
    if points.size() == 0 && points.ndim() != 1 {
        // NumPy looks for the smallest.
        fold("min", points)?;
    }
    crate::limit::grant_work(points.size())?;
    let inside = |value: crate::Scalar| matches!(value.cast(DType::F64), crate::Scalar::F64(value) if (0.0..=1.0).contains(&value));
    if points.scalars().all(inside) {
        return Ok(());
    }
    Err(Error::value(refusal))
}

/// Quantiles whose range was looked at.
pub(super) fn unchecked(
    array: &Array,
    points: &Array,
    weak: bool,
    method: Method<'_>,
    weights: Option<&Array>,
    options: Options<'_>,
) -> Result<Array> {
    let lines = heard(folded(array, options.axis))?;
    let axes = axes_folded(options.axis, array.ndim())?;
    if points.ndim() > 2 {
        return heard(Err(Error::value("q must be a scalar or 1d")));
    }
    let out = heard(out_without(
        options.out,
        &axes,
        array.ndim(),
        options.keepdims,
    ))?;
    let line = match lines.axis {
        None => lines.array.flatten(CopyOrder::C)?,
        Some(_) => lines.array.clone(),
    };
    let axis = lines.axis.unwrap_or(0);
    let out = out.as_ref();
    let result = match weights {
        None => of_lines(&line, axis, points, weak, method.name, out),
        Some(weights) => {
            let own = folded(weights, options.axis)?.array;
            let own = match lines.axis {
                None => own.flatten(CopyOrder::C)?,
                Some(_) => own,
            };
            weighted::of_lines(&line, &own, axis, points, out)
        }
    };
    let result = heard(result)?;
    let kept = own_axes(&axes, array);
    reshaped(result, points.shape(), &kept, options)
}

/// Quantiles along one axis.
fn of_lines(
    array: &Array,
    axis: usize,
    points: &Array,
    weak: bool,
    method: &str,
    out: Option<&Array>,
) -> Result<Array> {
    if !METHODS.contains(&method) {
        let names: Vec<String> = METHODS.iter().map(|name| format!("'{name}'")).collect();
        return heard(Err(Error::value(format!(
            "'{method}' is not a valid method. Use one of: dict_keys([{}])",
            names.join(", ")
        ))));
    }
    let count = array.shape()[axis];
    let places = virtual_places(method, count, points)?;
    let sorted = sort::sort(
        array,
        Some(axis as i64),
        sort::Kind::from_name("quicksort")?,
    )?;
    let sorted = sorted.moveaxis(&[axis as i64], &[0])?;
    if count == 0 && array.dtype.is_inexact() {
        return heard(Err(Error::index(
            "index -1 is out of bounds for axis 0 with size 0",
        )));
    }
    let whole = !places.dtype.is_inexact();
    let picks = PICKING.contains(&method) || method == "linear" && whole;
    let result = if picks {
        let found = picked(&sorted, &places)?;
        match out {
            Some(out) => {
                heard(check_cast(out.dtype, found.dtype, Casting::Safe))?;
                heard(out.put(&found))?;
                out.clone()
            }
            None => found,
        }
    } else {
        between(&sorted, &places, weak, method, out)?
    };
    if array.dtype.is_inexact() {
        overwrite_nan(&result, &last_of(&sorted, 0)?)?;
    }
    Ok(result)
}

/// The elements at these places along the first axis; the shape of the places comes first. Negative places count from the
/// end.
fn picked(sorted: &Array, places: &Array) -> Result<Array> {
    sorted.take(places, Some(0), Bounds::Raise)
}

/// Where quantiles stand among `count` sorted elements: whole numbers for methods that pick one, else places between.
fn virtual_places(method: &str, count: i64, points: &Array) -> Result<Array> {
    let times = |number: i64| with("multiply", points, Operand::PyInt(i128::from(number)));
    let one = |name: &str, array: &Array| ufunc::call(name, &[Operand::Array(array)]);
    let span = count.saturating_sub(1);
    let linear = |alpha: f64, beta: f64| {
        let shift = with("multiply", points, Operand::PyFloat(1.0 - alpha - beta))?;
        let shift = with("add", &shift, Operand::PyFloat(alpha))?;
        let place = two("add", &times(count)?, &shift)?;
        with("subtract", &place, Operand::PyInt(1))
    };
    match method {
        "linear" => times(span),
        "lower" => one("floor", &times(span)?)?.astype(DType::I64),
        "higher" => one("ceil", &times(span)?)?.astype(DType::I64),
        "nearest" => {
            let place = times(span)?;
            if place.dtype.is_inexact() {
                one("rint", &place)?.astype(DType::I64)
            } else {
                Ok(place)
            }
        }
        "midpoint" => {
            let place = times(span)?;
            let sum = two("add", &one("floor", &place)?, &one("ceil", &place)?)?;
            with("multiply", &sum, Operand::PyFloat(0.5))
        }
        "averaged_inverted_cdf" => with("subtract", &times(count)?, Operand::PyInt(1)),
        "interpolated_inverted_cdf" => linear(0.0, 1.0),
        "hazen" => linear(0.5, 0.5),
        "weibull" => linear(0.0, 0.0),
        "median_unbiased" => linear(1.0 / 3.0, 1.0 / 3.0),
        "normal_unbiased" => linear(3.0 / 8.0, 3.0 / 8.0),
        "inverted_cdf" => {
            let place = with("subtract", &times(count)?, Operand::PyInt(1))?;
            at_a_boundary(&place, false)
        }
        _ => {
            let place = with("subtract", &times(count)?, Operand::PyInt(1))?;
            at_a_boundary(&with("subtract", &place, Operand::PyFloat(0.5))?, true)
        }
    }
}

/// The element before a place that lies exactly on it (and, where asked, whose number is odd), else the one behind.
fn at_a_boundary(place: &Array, odd: bool) -> Result<Array> {
    let before = ufunc::call("floor", &[Operand::Array(place)])?;
    let behind = with("add", &before, Operand::PyInt(1))?;
    let rest = two("subtract", place, &before)?;
    let mut exact = with("equal", &rest, Operand::PyInt(0))?;
    if odd {
        let parity = with("remainder", &before, Operand::PyInt(2))?;
        let odd = with("equal", &parity, Operand::PyInt(1))?;
        exact = two("bitwise_and", &exact, &odd)?;
    }
    overwrite(&behind, Operand::Array(&before), &exact)?;
    let places = behind.astype(DType::I64)?;
    ufunc::call("maximum", &[Operand::Array(&places), Operand::PyInt(0)])
}

/// Between the elements before and behind each place, by the part of the way that the method says.
fn between(
    sorted: &Array,
    places: &Array,
    weak: bool,
    method: &str,
    out: Option<&Array>,
) -> Result<Array> {
    let count = sorted.shape()[0];
    let before = ufunc::call("floor", &[Operand::Array(places)])?;
    let behind = with("add", &before, Operand::PyInt(1))?;
    let last = i128::from(count.saturating_sub(1));
    let above = with("greater_equal", places, Operand::PyInt(last))?;
    let below = with("less", places, Operand::PyInt(0))?;
    for place in [&before, &behind] {
        overwrite(place, Operand::PyInt(-1), &above)?;
        overwrite(place, Operand::PyInt(0), &below)?;
    }
    let before_places = before.astype(DType::I64)?;
    if let (0, Some(crate::Scalar::I64(place))) = (count, before_places.scalars().next()) {
        return heard(Err(Error::index(format!(
            "index {place} is out of bounds for axis 0 with size 0"
        ))));
    }
    let previous = picked(sorted, &before_places)?;
    let next = picked(sorted, &behind.astype(DType::I64)?)?;
    let gamma = two("subtract", places, &before)?;
    let gamma = match method {
        "averaged_inverted_cdf" => {
            mask_of(&gamma, &with("equal", &gamma, Operand::PyInt(0))?, 1.0, 0.5)?
        }
        "midpoint" => {
            let rest = with("remainder", places, Operand::PyInt(1))?;
            mask_of(&gamma, &with("equal", &rest, Operand::PyInt(0))?, 0.5, 0.0)?
        }
        _ => gamma,
    };
    let mut shape = gamma.layout.shape.clone();
    shape.extend(std::iter::repeat_n(1, sorted.ndim() - 1));
    let gamma = if weak { gamma } else { gamma.reshape(&shape)? };
    lerp(&previous, &next, &gamma, weak, out)
}

/// One value everywhere, and another where a mask is true, in the dtype of an array.
fn mask_of(like: &Array, mask: &Array, otherwise: f64, value: f64) -> Result<Array> {
    let result = Array::full(like.shape(), crate::Scalar::F64(otherwise))?;
    overwrite(&result, Operand::PyFloat(value), mask)?;
    if like.dtype == DType::F64 {
        return Ok(result);
    }
    result.astype(like.dtype)
}

/// Linear interpolation, from the nearer end, so that both ends are met exactly.
fn lerp(from: &Array, to: &Array, part: &Array, weak: bool, out: Option<&Array>) -> Result<Array> {
    // A single Python number gives way to the array's dtype.
    let number = if weak {
        crate::compose::double(part)?
    } else {
        0.0
    };
    let distance = two("subtract", to, from)?;
    let forward = if weak {
        with("multiply", &distance, Operand::PyFloat(number))?
    } else {
        two("multiply", &distance, part)?
    };
    let operands = [Operand::Array(from), Operand::Array(&forward)];
    let result = match out {
        Some(out) => {
            ufunc::call_into("add", &operands, out)?;
            out.clone()
        }
        None => ufunc::call("add", &operands)?,
    };
    let (backward, far) = if weak {
        (
            with("multiply", &distance, Operand::PyFloat(1.0 - number))?,
            Array::scalar(crate::Scalar::Bool(number >= 0.5))?,
        )
    } else {
        let rest = ufunc::call("subtract", &[Operand::PyInt(1), Operand::Array(part)])?;
        (
            two("multiply", &distance, &rest)?,
            with("greater_equal", part, Operand::PyFloat(0.5))?,
        )
    };
    let arguments = Arguments {
        out: &[Some(&result)],
        mask: Some(&far),
        casting: Some(Casting::Unsafe),
        dtype: Some(result.dtype),
        ..Arguments::NONE
    };
    let operands = [Operand::Array(to), Operand::Array(&backward)];
    ufunc::call_with("subtract", &operands, arguments)?;
    Ok(result)
}
