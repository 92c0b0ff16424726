//! Quantiles of elements with weights: the first element at which the weights up to it reach the share asked for.
//! Step for step as NumPy's own, line by line; knows ufunc calls, sorting and searching, no loop.

use super::cumulative::{cumsum, overwrite};
use super::moments::weights_beside;
use super::quantile::{Folded, Method, unchecked};
use super::{Initial, Options};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::bins::{Side, searchsorted};
use crate::cast::Casting;
use crate::compose::{fold, is_true, with};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::{Index, select};
use crate::layout::walk::indices_of;
use crate::layout::{Dims, size_of_shape};
use crate::plan::Bounds;
use crate::print::shape_text;
use crate::promote::{self, Input};
use crate::record::warn;
use crate::scalar::Scalar;
use crate::sort;
use crate::ufunc::{self, Operand, heard};

/// Weights of the array's shape, or such as stretch to it; none of them negative.
///
/// # Errors
/// `Only method 'inverted_cdf' supports weights. Got: linear.`, `Weights must be non-negative.`, those of
/// [`weights_beside`].
pub(super) fn checked(
    array: &Array,
    method: Method<'_>,
    axis: Option<&[i64]>,
) -> Result<Option<Array>> {
    let Some(weights) = method.weights else {
        return Ok(None);
    };
    if method.name != "inverted_cdf" {
        return heard(Err(Error::value(format!(
            "Only method 'inverted_cdf' supports weights. Got: {}.",
            method.name
        ))));
    }
    let weights = weights_beside(array, weights, axis)?;
    if any(&with("less", &weights, Operand::PyInt(0))?)? {
        return heard(Err(Error::value("Weights must be non-negative.")));
    }
    Ok(Some(weights))
}

fn any(array: &Array) -> Result<bool> {
    is_true(&fold("any", array)?)
}

/// Quantiles along one axis of an array and of its weights.
///
/// # Errors
/// `Weights included NaN, inf or were all zero.`; `Wrong shape of argument 'out', shape=(2,) is required; got shape=(3,).`
pub(super) fn of_lines(
    array: &Array,
    weights: &Array,
    axis: usize,
    points: &Array,
    out: Option<&Array>,
) -> Result<Array> {
    let first = |array: &Array| array.moveaxis(&[axis as i64], &[0]);
    let (array, weights) = (first(array)?, first(weights)?);
    let count = array.shape()[0];
    let order = sort::argsort(&array, Some(0), sort::Kind::Quicksort)?;
    let sorted = array.take_along_axis(&order, Some(0))?;
    let weights = if weights.shape() == sorted.shape() {
        weights.take_along_axis(&order, Some(0))?
    } else {
        weights.reshape(&[-1])?.index(&[Index::from(order)])?
    };
    let last = sorted.index(&[Index::Int(-1)])?;
    let unordered = if sorted.dtype.is_inexact() {
        Some(ufunc::call("isnan", &[Operand::Array(&last)])?)
    } else {
        None
    };
    let shares = shares(&weights, points)?;
    let result = room(&sorted, points, out)?;
    let ahead = points.ndim();
    let lines: Dims = sorted.shape()[1..].into();
    let bases = [&sorted, &shares].map(|whole| strip(whole, 0));
    for number in 0..size_of_shape(&lines) {
        let Some(index) = indices_of(&lines, number) else {
            break;
        };
        let [line, reached] = bases
            .each_ref()
            .map(|(line, strides)| moved(line, strides, &index));
        let places = searchsorted(&reached, points, Side::Left, None)?;
        let most = Operand::PyInt(i128::from(count - 1));
        let places = with("minimum", &places, most)?;
        let found = line.take(&places, Some(0), Bounds::Raise)?;
        let (target, strides) = strip_front(&result, ahead);
        stored(&found, result.dtype)?.map_or_else(
            || moved(&target, &strides, &index).put(&found),
            |value| moved(&target, &strides, &index).put_scalar(value),
        )?;
    }
    if let Some(unordered) = unordered.filter(|unordered| unordered.size() > 0)
        && any(&unordered)?
    {
        let rule = if result.ndim() == 0 && out.is_none() {
            Casting::Unsafe
        } else {
            Casting::SameKind
        };
        select::copyto(&result, Operand::Array(&last), rule, Some(&unordered))?;
    }
    Ok(result)
}

/// Which share of all weights lies up to each element.
fn shares(weights: &Array, points: &Array) -> Result<Array> {
    let running = Options {
        dtype: Some(DType::F64),
        initial: Initial::Identity,
        ..Options::default()
    };
    let shares = cumsum(weights, Some(0), running)?;
    let all = shares.index(&[Index::Int(-1)])?;
    let operands = [Operand::Array(&shares), Operand::Array(&all)];
    ufunc::call_into("divide", &operands, &shares)?;
    let all = shares.index(&[Index::Int(-1)])?;
    if any(&ufunc::call("isnan", &[Operand::Array(&all)])?)? {
        return Err(Error::value("Weights included NaN, inf or were all zero."));
    }
    let shares = match points.dtype.kind() {
        Kind::Float => shares.astype(points.dtype)?,
        _ => shares,
    };
    // What weighs nothing at the start is never picked, not even for a share of 0.
    let first = shares.index(&[Index::Int(0)])?;
    if any(&with("equal", &first, Operand::PyInt(0))?)? {
        let nothing = with("equal", &shares, Operand::PyInt(0))?;
        overwrite(&shares, Operand::PyInt(-1), &nothing)?;
    }
    Ok(shares)
}

/// Room for the quantiles: the axes of the points before those of the lines, in the memory order of the sorted elements.
fn room(sorted: &Array, points: &Array, out: Option<&Array>) -> Result<Array> {
    let mut shape = points.layout.shape.clone();
    shape.extend_from_slice(&sorted.shape()[1..]);
    let Some(out) = out else {
        return sorted.zeros_like_in(None, CopyOrder::K, Some(&shape));
    };
    if out.shape() != shape.as_slice() {
        return Err(Error::value(format!(
            "Wrong shape of argument 'out', shape={} is required; got shape={}.",
            shape_text(&shape),
            shape_text(out.shape())
        )));
    }
    Ok(out.clone())
}

/// A single float for an array of integers, which takes it as it takes a Python float; nothing else.
fn stored(found: &Array, dtype: DType) -> Result<Option<Scalar>> {
    let whole = matches!(dtype.kind(), Kind::Signed | Kind::Unsigned);
    if found.ndim() > 0 || found.dtype.kind() != Kind::Float || !whole {
        return Ok(None);
    }
    let number = Input::PyFloat(crate::compose::double(found)?);
    promote::convert_assigned(number, dtype).map(Some)
}

/// A view without all axes but one, and the strides of the others: a line to be moved along them.
fn strip(whole: &Array, axis: usize) -> (Array, Dims) {
    let mut line = whole.clone();
    line.view = true;
    let mut strides = line.layout.strides.clone();
    let stride = strides.remove(axis);
    line.layout.shape = Dims::from_slice(&[line.layout.shape[axis]]);
    line.layout.strides = Dims::from_slice(&[stride]);
    (line, strides)
}

/// Likewise with the first axes kept.
fn strip_front(whole: &Array, kept: usize) -> (Array, Dims) {
    let mut part = whole.clone();
    part.view = true;
    let strides = part.layout.strides[kept..].into();
    part.layout.shape.truncate(kept);
    part.layout.strides.truncate(kept);
    (part, strides)
}

fn moved(line: &Array, strides: &[i64], index: &[i64]) -> Array {
    let mut line = line.clone();
    for (stride, place) in std::iter::zip(strides, index) {
        line.layout.offset += stride * place;
    }
    line
}

/// Quantiles of the elements that are not NaN, line by line.
pub(super) fn without_nan(
    lines: &Folded,
    weights: &Array,
    points: &Array,
    out: Option<&Array>,
) -> Result<Array> {
    let axis = match lines.axis {
        Some(axis) if lines.array.ndim() > 1 => axis,
        _ => {
            let array = lines.array.ravel(CopyOrder::C)?;
            let (found, _) = of_line(&array, &weights.ravel(CopyOrder::C)?, points)?;
            return match out {
                Some(out) => out.put(&found).map(|()| out.clone()),
                None => Ok(found),
            };
        }
    };
    let last = |array: &Array| array.moveaxis(&[axis as i64], &[-1]);
    let (array, weights) = (last(&lines.array)?, last(weights)?);
    let outer: Dims = array.shape()[..array.ndim() - 1].into();
    let mut shape = points.layout.shape.clone();
    shape.extend_from_slice(&outer);
    let result = match out {
        Some(out) => out.clone(),
        None => array.zeros_like_in(None, CopyOrder::K, Some(&shape))?,
    };
    for number in 0..size_of_shape(&outer) {
        let Some(index) = indices_of(&outer, number) else {
            break;
        };
        let here: Vec<Index> = index.iter().map(|&place| Index::Int(place)).collect();
        let (line, weights) = (array.index(&here)?, weights.index(&here)?);
        let (found, there_was_some) = of_line(&line, &weights, points)?;
        let mut there = vec![Index::Ellipsis];
        there.extend(here);
        let scalar = if there_was_some {
            None
        } else {
            stored(&found, result.dtype)?
        };
        match scalar {
            Some(value) => result.index(&there)?.put_scalar(value)?,
            None if found.ndim() == 0 => result.index(&there)?.put(&found)?,
            None => result.assign(&there, &found)?,
        }
    }
    Ok(result)
}

/// The quantiles of one line, and whether anything but NaN was there; without, NumPy has a scalar of NaN.
fn of_line(line: &Array, weights: &Array, points: &Array) -> Result<(Array, bool)> {
    let kept = kept_places(line)?;
    let (line, weights) = match &kept {
        Some(kept) => {
            let take = |array: &Array| array.take(kept, Some(0), Bounds::Raise);
            (take(line)?, take(weights)?)
        }
        None => (line.clone(), weights.clone()),
    };
    if line.size() == 0 {
        let nan = Scalar::F64(f64::NAN).cast(line.dtype);
        return Ok((Array::full(points.shape(), nan)?, false));
    }
    let method = Method {
        name: "inverted_cdf",
        weights: None,
    };
    let options = Options::default();
    let found = unchecked(&line, points, false, method, Some(&weights), options)?;
    Ok((found, true))
}

/// The places of what is not NaN in NumPy's order: the holes of the front are filled from the back. Nothing where there
/// are no holes.
fn kept_places(line: &Array) -> Result<Option<Array>> {
    if !line.dtype.is_inexact() {
        return Ok(None);
    }
    let unordered = ufunc::call("isnan", &[Operand::Array(line)])?;
    let holes = unordered.flatnonzero()?;
    let (count, missing) = (line.size(), holes.size());
    if missing == count {
        warn("RuntimeWarning", || "All-NaN slice encountered".to_owned());
        return Array::zeros(&[0], DType::I64).map(Some);
    }
    if missing == 0 {
        return Ok(None);
    }
    let front = Index::range(0, count - missing);
    let there = ufunc::call("invert", &[Operand::Array(&unordered)])?;
    let behind = there.index(&[Index::range(count - missing, count)])?;
    let fill = behind.flatnonzero()?;
    let fill = with("add", &fill, Operand::PyInt(i128::from(count - missing)))?;
    let places = Array::arange(0i64, count, 1i64, Some(DType::I64))?;
    let filled = holes.index(&[Index::range(0, fill.size())])?;
    places.put_at(&filled, Operand::Array(&fill), Bounds::Raise)?;
    places.index(&[front]).map(Some)
}
