//! What runs along an axis: `cumsum`, `cumprod`, `cumulative_sum`, `cumulative_prod`, `diff`, `ediff1d`, `unwrap`, and
//! `count_nonzero`.
//! Made of accumulations, folds and ufunc calls; knows no loop.

use super::{Options, call};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{Casting, can_cast};
use crate::compose::{cut, differences, neighbors, two, with};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::join::{Joining, concatenate};
use crate::layout::axes::{converted, normalize_axis};
use crate::promote;
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::{self, Arguments, Operand, heard, method};

/// Running sums along an axis, or over all elements in C order where none is given (`np.cumsum`). Small integers are
/// added in the widest; the result is a new array, or `out`.
///
/// # Errors
/// As [`method::accumulate`].
pub fn cumsum(array: &Array, axis: Option<i64>, options: Options<'_>) -> Result<Array> {
    running("add", array, axis, options)
}

/// Running products, as [`cumsum`] (`np.cumprod`).
///
/// # Errors
/// As [`method::accumulate`].
pub fn cumprod(array: &Array, axis: Option<i64>, options: Options<'_>) -> Result<Array> {
    running("multiply", array, axis, options)
}

fn running(ufunc: &str, array: &Array, axis: Option<i64>, options: Options<'_>) -> Result<Array> {
    // The byte order of a dtype asked for counts for nothing here.
    let options = Options {
        dtype: options.dtype.map(DType::native),
        ..options
    };
    #[cfg(feature = "kept")]
    if matches!(axis, None | Some(0 | -1))
        && let Some(result) = super::along::straight(ufunc, array, &options)
    {
        return Ok(result);
    }
    // With no axis to run along, the array counts as one of a single axis.
    let flat = axis.is_none() || array.ndim() == 0;
    if let (Some(axis), 0) = (axis, array.ndim()) {
        heard(normalize_axis(axis, 1).map_err(converted))?;
    }
    let line = if flat {
        array.ravel(CopyOrder::C)?
    } else {
        array.clone()
    };
    let axis = [if flat { 0 } else { axis.unwrap_or(0) }];
    method::accumulate(
        ufunc,
        &line,
        Options {
            axis: Some(&axis),
            ..options
        },
    )
}

/// Running sums along an axis, which only an array of one axis may leave out (`np.cumulative_sum`). With
/// `include_initial`, what they start from stands in front of them. The result is a new array, or `out`.
///
/// # Errors
/// ``For arrays which have more than one dimension ``axis`` argument is required.``; as [`method::accumulate`].
pub fn cumulative_sum(
    array: &Array,
    axis: Option<i64>,
    include_initial: bool,
    options: Options<'_>,
) -> Result<Array> {
    hearing(|| cumulative("add", array, axis, include_initial, options))
}

/// Running products, as [`cumulative_sum`] (`np.cumulative_prod`).
///
/// # Errors
/// As [`cumulative_sum`].
pub fn cumulative_prod(
    array: &Array,
    axis: Option<i64>,
    include_initial: bool,
    options: Options<'_>,
) -> Result<Array> {
    hearing(|| cumulative("multiply", array, axis, include_initial, options))
}

fn cumulative(
    ufunc: &str,
    array: &Array,
    axis: Option<i64>,
    include_initial: bool,
    options: Options<'_>,
) -> Result<Array> {
    let array = if array.ndim() == 0 {
        array.reshape(&[1])?
    } else {
        array.clone()
    };
    let Some(axis) = axis.or((array.ndim() == 1).then_some(0)) else {
        return heard(Err(Error::value(
            "For arrays which have more than one dimension ``axis`` argument is required.",
        )));
    };
    let options = Options {
        axis: Some(&[axis]),
        ..options
    };
    if !include_initial {
        return method::accumulate(ufunc, &array, options);
    }
    let start = Scalar::I64(i64::from(ufunc == "multiply"));
    let Some(out) = options.out else {
        let running = method::accumulate(ufunc, &array, options)?;
        let mut shape = array.layout.shape.clone();
        shape[heard(normalize_axis(axis, array.ndim()))?] = 1;
        let first = running.zeros_like_in(None, CopyOrder::K, Some(&shape))?;
        first.put_scalar(start.cast(running.dtype))?;
        return concatenate(&[&first, &running], Some(axis), Joining::default());
    };
    let Ok(place) = normalize_axis(axis, array.ndim()) else {
        return heard(Err(Error::index("list assignment index out of range")));
    };
    let mut items = vec![Index::ALL; array.ndim()];
    items[place] = Index::Slice {
        start: Some(1),
        stop: None,
        step: None,
    };
    let rest = heard(out.index(&items))?;
    let into = Options {
        out: Some(&rest),
        ..options
    };
    method::accumulate(ufunc, &array, into)?;
    items[place] = Index::Int(0);
    out.index(&items)?.put_scalar(start.cast(out.dtype))?;
    Ok(out.clone())
}

/// Differences of neighbors along an axis, taken `order` times (`np.diff`); for bools, whether they differ. `prepend` and
/// `append` are put before and behind first; one without axes is stretched. With order 0 the array itself.
///
/// # Errors
/// `order must be non-negative but got -1`, `diff requires input that is at least one dimensional`, `AxisError`, and
/// shapes that do not fit together.
pub fn diff(
    array: &Array,
    order: i64,
    axis: i64,
    prepend: Option<&Array>,
    append: Option<&Array>,
) -> Result<Array> {
    if order == 0 {
        return Ok(array.clone());
    }
    if order < 0 {
        return heard(Err(Error::value(format!(
            "order must be non-negative but got {order}"
        ))));
    }
    if array.ndim() == 0 {
        return heard(Err(Error::value(
            "diff requires input that is at least one dimensional",
        )));
    }
    let axis = heard(normalize_axis(axis, array.ndim()))?;
    let mut parts = Vec::new();
    for part in [prepend, Some(array), append].into_iter().flatten() {
        let mut shape = array.layout.shape.clone();
        shape[axis] = 1;
        parts.push(if part.ndim() == 0 {
            part.broadcast_to(&shape)?
        } else {
            part.clone()
        });
    }
    let mut result = if parts.len() > 1 {
        let parts: Vec<&Array> = parts.iter().collect();
        concatenate(&parts, Some(axis as i64), Joining::default())?
    } else {
        array.clone()
    };
    for _ in 0..order.min(result.shape()[axis].saturating_add(1)) {
        result = differences(&result, axis)?;
    }
    Ok(result)
}

/// Differences of neighbors in C order, with what is to stand before and behind them (`np.ediff1d`). The result has one axis
/// and the array's dtype. It is new.
///
/// # Errors
/// ``dtype of `to_begin` must be compatible with input `ary` under the `same_kind` rule.``; bools, whose difference has no
/// meaning.
pub fn ediff1d(array: &Array, to_end: Option<&Array>, to_begin: Option<&Array>) -> Result<Array> {
    let line = array.ravel(CopyOrder::C)?;
    let (after, before) = neighbors(&line, 0)?;
    if to_end.is_none() && to_begin.is_none() {
        return two("subtract", &after, &before);
    }
    let mut around = [None, None];
    for (slot, (given, name)) in
        std::iter::zip(&mut around, [(to_begin, "to_begin"), (to_end, "to_end")])
    {
        if let Some(given) = given {
            if !can_cast(given.dtype, line.dtype, Casting::SameKind) {
                return heard(Err(Error::type_(format!(
                    "dtype of `{name}` must be compatible with input `ary` under the `same_kind` rule."
                ))));
            }
            *slot = Some(given.ravel(CopyOrder::C)?);
        }
    }
    let [begin, end] = around;
    let length = |part: &Option<Array>| part.as_ref().map_or(0, Array::size);
    let between = (line.size() - 1).max(0);
    let (start, stop) = (length(&begin), length(&begin) + between);
    let result = Array::blank(&[stop + length(&end)], line.dtype)?;
    if let Some(begin) = &begin {
        cut(&result, 0, None, Some(start))?.put(begin)?;
    }
    if let Some(end) = &end {
        cut(&result, 0, Some(stop), None)?.put(end)?;
    }
    let middle = cut(&result, 0, Some(start), Some(stop))?;
    let operands = [Operand::Array(&after), Operand::Array(&before)];
    ufunc::call_into("subtract", &operands, &middle)?;
    Ok(result)
}

/// A signal whose jumps of more than `discontinuity` (half a period unless given) are taken back by whole periods
/// (`np.unwrap`). The result has the same shape: floats, or integers where the signal and the period are such. It is new.
///
/// # Errors
/// As [`diff`].
pub fn unwrap(
    array: &Array,
    discontinuity: Option<f64>,
    axis: i64,
    period: promote::Input,
) -> Result<Array> {
    hearing(|| {
        let jumps = diff(array, 1, axis, None, None)?;
        let axis = normalize_axis(axis, array.ndim())?;
        let dtype = promote::result_type(&[promote::Input::Array(jumps.dtype), period])?;
        let whole = match period {
            promote::Input::PyBool(value) => Some(i128::from(value)),
            promote::Input::PyInt(value) => Some(value),
            _ => None,
        };
        let length = match (period, whole) {
            (promote::Input::PyFloat(value), _) => value,
            (_, Some(whole)) => whole as f64,
            _ => return Err(Error::type_("a period is a real number")),
        };
        let discontinuity = discontinuity.unwrap_or(length / 2.0);
        // Half an odd period of integers lies between two of them: then no jump can be taken for either side.
        let (period, high, low, ambiguous) = match whole.filter(|_| !dtype.is_inexact()) {
            Some(whole) => {
                let half = whole.div_euclid(2);
                (
                    Operand::PyInt(whole),
                    Operand::PyInt(half),
                    Operand::PyInt(-half),
                    whole.rem_euclid(2) == 0,
                )
            }
            None => (
                Operand::PyFloat(length),
                Operand::PyFloat(length / 2.0),
                Operand::PyFloat(-length / 2.0),
                true,
            ),
        };
        let shifted = with("subtract", &jumps, low)?;
        let wrapped = with("remainder", &shifted, period)?;
        let wrapped = with("add", &wrapped, low)?;
        if ambiguous {
            let lowest = with("equal", &wrapped, low)?;
            let rising = with("greater", &jumps, Operand::PyInt(0))?;
            overwrite(&wrapped, high, &two("bitwise_and", &lowest, &rising)?)?;
        }
        let correction = two("subtract", &wrapped, &jumps)?;
        let size = ufunc::call("absolute", &[Operand::Array(&jumps)])?;
        let small = with("less", &size, Operand::PyFloat(discontinuity))?;
        overwrite(&correction, Operand::PyInt(0), &small)?;
        let result = array.astype(dtype)?;
        let running = cumsum(&correction, Some(axis as i64), Options::default())?;
        let rest = cut(array, axis, Some(1), None)?;
        cut(&result, axis, Some(1), None)?.put(&two("add", &rest, &running)?)?;
        Ok(result)
    })
}

/// Writes a value wherever a mask is true, cast as C casts (`np.copyto(a, value, where=mask, casting='unsafe')`).
///
/// # Errors
/// As [`ufunc::call_with`].
pub(crate) fn overwrite(target: &Array, value: Operand<'_>, mask: &Array) -> Result<()> {
    let arguments = Arguments {
        out: &[Some(target)],
        mask: Some(mask),
        casting: Some(Casting::Unsafe),
        dtype: Some(target.dtype.native()),
        ..Arguments::NONE
    };
    let name = if target.dtype == DType::Bool {
        "absolute"
    } else {
        "positive"
    };
    ufunc::call_with(name, &[value], arguments).map(|_| ())
}

/// How many elements are other than 0, counted as they are read. Nothing where it is not all numbers that are counted, nor
/// where somebody listens, who is told of a plan.
#[cfg(feature = "kept")]
fn counted_straight(array: &Array, options: &Options<'_>) -> Option<Result<Array>> {
    let plain = options.axis.is_none()
        && !options.keepdims
        && options.mask.is_none()
        && options.out.is_none()
        && matches!(options.initial, super::Initial::Identity);
    if !plain || !array.dtype.is_number() || crate::record::listening() {
        return None;
    }
    let bytes = array.buffer.bytes();
    let count = crate::execute::count_true(&array.layout, array.dtype, &bytes);
    Some(Array::scalar(Scalar::I64(count)))
}

/// How many elements are other than 0 (`np.count_nonzero`), as `int64`. A new array without the folded axes.
///
/// # Errors
/// As [`call`] of `sum`.
pub fn count_nonzero(array: &Array, options: Options<'_>) -> Result<Array> {
    #[cfg(feature = "kept")]
    if let Some(count) = counted_straight(array, &options) {
        return count;
    }
    hearing(|| {
        #[cfg(feature = "records")]
        if array.dtype.definition().is_some() && options.axis.is_none() && !options.keepdims {
            return Array::scalar(Scalar::I64(array.flatnonzero()?.size()));
        }
        let truth = if array.dtype.kind() == Kind::Bool {
            array.clone()
        } else {
            array.astype(DType::Bool)?
        };
        call(
            "sum",
            &truth,
            Options {
                dtype: Some(DType::I64),
                ..options
            },
        )
    })
}
