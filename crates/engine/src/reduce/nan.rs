//! Reductions that leave NaN out: `nansum`, `nanmean`, `nanvar`, `nanmedian` and their kin, step for step as NumPy's own.
//! Made of folds and ufunc calls; for dtypes without NaN they are the plain reductions.

use std::cell::Cell;

use super::cumulative::{cumprod, cumsum, overwrite};
use super::quantile::{self, Method, Wanted, folded};
use super::{Options, call, keeping, moments, weighted, with as fold_with};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::Casting;
use crate::compose::{compress, cut, double, fold, is_true};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::execute;
use crate::index::Index;
use crate::kernel::Flags;
use crate::layout::broadcast::broadcast_shape;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout};
use crate::lines::lines_first;
use crate::record::{hearing, warn, without_warnings};
use crate::scalar::Scalar;
use crate::sort;
use crate::ufunc::{self, Arguments, Operand, heard};

/// The names that [`nan_call`] knows.
pub const NAN_NAMES: [&str; 11] = [
    "nansum",
    "nanprod",
    "nanmin",
    "nanmax",
    "nanargmin",
    "nanargmax",
    "nanmean",
    "nanvar",
    "nanstd",
    "nancumsum",
    "nancumprod",
];

/// Reduces the elements that are not NaN, by NumPy's name. Options are as in [`call`]; the cumulative ones take at most
/// one axis. Where nothing is left, NaN and a warning.
///
/// # Errors
/// As [`call`]; `All-NaN slice encountered` of `nanargmin` and `nanargmax`;
/// `If a is inexact, then dtype must be inexact`.
pub fn nan_call(name: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    let axis = options.axis.and_then(|axes| axes.first().copied());
    match name {
        "nansum" => call("sum", &replaced(array, 0.0)?.0, options),
        "nanprod" => call("prod", &replaced(array, 1.0)?.0, options),
        "nancumsum" => cumsum(&replaced(array, 0.0)?.0, axis, options),
        "nancumprod" => cumprod(&replaced(array, 1.0)?.0, axis, options),
        "nanmin" => extreme("fmin", array, options),
        "nanmax" => extreme("fmax", array, options),
        "nanargmin" => place("argmin", array, f64::INFINITY, options),
        "nanargmax" => place("argmax", array, f64::NEG_INFINITY, options),
        "nanmean" => mean(array, options),
        "nanvar" => variance(array, options),
        "nanstd" => {
            let variance = variance(array, options)?;
            ufunc::call_into("sqrt", &[Operand::Array(&variance)], &variance)?;
            Ok(variance)
        }
        _ => heard(Err(Error::value(format!(
            "'{name}' is no reduction; `reduce::NAN_NAMES` lists them"
        )))),
    }
}

/// A copy with a number in the place of each NaN, and where they were; the array itself where its dtype has none.
fn replaced(array: &Array, number: f64) -> Result<(Array, Option<Array>)> {
    if !array.dtype.is_inexact() {
        return Ok((array.clone(), None));
    }
    let mask = ufunc::call("isnan", &[Operand::Array(array)])?;
    let copy = array.copy(CopyOrder::K)?;
    overwrite(&copy, Operand::PyFloat(number), &mask)?;
    Ok((copy, Some(mask)))
}

/// Whether any element is true.
fn any(array: &Array) -> Result<bool> {
    is_true(&fold("any", array)?)
}

fn extreme(ufunc: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    let result = fold_with(ufunc, array, options)?;
    if any(&ufunc::call("isnan", &[Operand::Array(&result)])?)? {
        warn("RuntimeWarning", || "All-NaN slice encountered".to_owned());
    }
    Ok(result)
}

fn place(name: &str, array: &Array, number: f64, options: Options<'_>) -> Result<Array> {
    let (array, mask) = replaced(array, number)?;
    if let Some(mask) = mask.filter(|mask| mask.size() > 0) {
        let axis = options.axis;
        let all = call(
            "all",
            &mask,
            Options {
                axis,
                ..Options::default()
            },
        )?;
        if any(&all)? {
            return heard(Err(Error::value("All-NaN slice encountered")));
        }
    }
    call(name, &array, options)
}

/// How many elements that are not NaN go into each result.
fn counted(mask: &Array, options: Options<'_>) -> Result<Array> {
    let there = ufunc::call("invert", &[Operand::Array(mask)])?;
    call(
        "sum",
        &there,
        Options {
            dtype: Some(DType::I64),
            out: None,
            ..options
        },
    )
}

/// Divides in place, saying nothing of what is divided by 0.
fn divide_by_count(array: &Array, counts: &Array) -> Result<()> {
    let operands = [Operand::Array(array), Operand::Array(counts)];
    execute::without(Flags::DIVIDE_BY_ZERO.and(Flags::INVALID), || {
        ufunc::call_into_casting("divide", &operands, array, Casting::Unsafe)
    })
}

fn check_inexact(options: Options<'_>) -> Result<()> {
    if options.dtype.is_some_and(|dtype| !dtype.is_inexact()) {
        return heard(Err(Error::type_(
            "If a is inexact, then dtype must be inexact",
        )));
    }
    if options.out.is_some_and(|out| !out.dtype.is_inexact()) {
        return heard(Err(Error::type_(
            "If a is inexact, then out must be inexact",
        )));
    }
    Ok(())
}

fn mean(array: &Array, options: Options<'_>) -> Result<Array> {
    let (array, Some(mask)) = replaced(array, 0.0)? else {
        return call("mean", array, options);
    };
    check_inexact(options)?;
    let counts = counted(&mask, options)?;
    let sum = call("sum", &array, options)?;
    divide_by_count(&sum, &counts)?;
    let empty = ufunc::call("equal", &[Operand::Array(&counts), Operand::PyInt(0)])?;
    if any(&empty)? {
        warn("RuntimeWarning", || "Mean of empty slice".to_owned());
    }
    Ok(sum)
}

fn variance(array: &Array, options: Options<'_>) -> Result<Array> {
    let (distance, Some(mask)) = replaced(array, 0.0)? else {
        return call("var", array, options);
    };
    check_inexact(options)?;
    let ddof = moments::freedom_lost(options)?;
    let kept = Options {
        keepdims: true,
        out: None,
        ..options
    };
    let counts = counted(&mask, kept)?;
    let mean = match options.mean {
        Some(mean) => mean.clone(),
        None => {
            let mean = call("sum", &distance, kept)?;
            divide_by_count(&mean, &counts)?;
            mean
        }
    };
    if options.mask.is_none() {
        // NumPy says these shapes when they do not fit, its absent mask among them.
        let shape = distance.shape();
        heard(broadcast_shape(&[shape, mean.shape(), shape, &[]]))?;
    }
    let arguments = Arguments {
        out: &[Some(&distance)],
        mask: options.mask,
        casting: Some(Casting::Unsafe),
        ..Arguments::NONE
    };
    let operands = [Operand::Array(&distance), Operand::Array(&mean)];
    ufunc::call_with("subtract", &operands, arguments)?;
    overwrite(&distance, Operand::PyInt(0), &mask)?;
    let squares = squares_in_place(&distance, arguments)?;
    let variance = call("sum", &squares, options)?;
    let counts = if variance.ndim() < counts.ndim() {
        counts.reshape(variance.shape())?
    } else {
        counts
    };
    let freedom = ufunc::call(
        "subtract",
        &[Operand::Array(&counts), moments::number_of(ddof)],
    )?;
    divide_by_count(&variance, &freedom)?;
    let none = ufunc::call("less_equal", &[Operand::Array(&freedom), Operand::PyInt(0)])?;
    if any(&none)? {
        warn("RuntimeWarning", || {
            "Degrees of freedom <= 0 for slice.".to_owned()
        });
        overwrite(&variance, Operand::PyFloat(f64::NAN), &none)?;
    }
    Ok(variance)
}

/// The squares of distances in their own bytes; of complex numbers the squared lengths, the real parts of these bytes.
fn squares_in_place(distance: &Array, arguments: Arguments<'_>) -> Result<Array> {
    #[cfg(feature = "complex")]
    if distance.dtype.is_complex() {
        let mirrored = ufunc::call("conjugate", &[Operand::Array(distance)])?;
        let operands = [Operand::Array(distance), Operand::Array(&mirrored)];
        ufunc::call_with("multiply", &operands, arguments)?;
        return Ok(distance.real());
    }
    let operands = [Operand::Array(distance), Operand::Array(distance)];
    ufunc::call_with("multiply", &operands, arguments)?;
    Ok(distance.clone())
}

/// The median of the elements that are not NaN (`np.nanmedian`); NaN and a warning where there are none. A new array of
/// floats without the folded axes, or `out` itself.
///
/// # Errors
/// As [`quantile::median`].
pub fn nanmedian(array: &Array, options: Options<'_>) -> Result<Array> {
    if array.size() == 0 {
        return mean(array, options);
    }
    let lines = heard(folded(array, options.axis))?;
    let length = |axis: usize| lines.array.shape().get(axis).copied().unwrap_or(0);
    let short = lines.array.ndim() > 1 && lines.axis.is_some_and(|axis| length(axis) < SHORT);
    let met = Cell::new(Flags::NONE);
    let result = along_lines(array, &[], options, false, |left, line| {
        match (left.size(), short) {
            (0, true) => Array::scalar(Scalar::F64(f64::NAN).cast(line.dtype)),
            (0, false) => line.index(&[Index::Int(-1)])?.copy(CopyOrder::C),
            (_, true) => half_of_middle(left, &met),
            (_, false) => quantile::median(left, Options::default()),
        }
    });
    execute::warn_of(met.get(), "reduce");
    heard(result)
}

/// Lines shorter than this are put together by NumPy before it halves.
const SHORT: i64 = 600;

/// The median as NumPy finds it in short lines: half the sum of the two in the middle, which are one and the same where the
/// count is odd. What the sums met is told once for all lines.
fn half_of_middle(line: &Array, met: &Cell<Flags>) -> Result<Array> {
    let hushed = Flags::OVERFLOW.and(Flags::INVALID);
    let median = execute::without(hushed, || quantile::median(line, Options::default()))?;
    if line.dtype.kind() != Kind::Float {
        return Ok(median);
    }
    let value = double(&median)?;
    let told = |flags: Flags| met.set(met.get().and(flags));
    if line.size() % 2 == 1 {
        let twice = Scalar::F64(value * 2.0).cast(line.dtype);
        let beyond = matches!(twice, Scalar::F32(twice) if twice.is_infinite())
            || matches!(twice, Scalar::F64(twice) if twice.is_infinite());
        if beyond && value.is_finite() {
            told(Flags::OVERFLOW);
            return Array::scalar(twice);
        }
    } else if value.is_nan() {
        told(Flags::INVALID);
    } else if value.is_infinite() {
        let sorted = sort::sort(line, Some(-1), sort::Kind::Quicksort)?;
        let half = line.size() / 2;
        let middle = cut(&sorted, 0, Some(half - 1), Some(half + 1))?;
        if is_true(&fold(
            "all",
            &ufunc::call("isfinite", &[Operand::Array(&middle)])?,
        )?)? {
            told(Flags::OVERFLOW);
        }
    }
    Ok(median)
}

/// Quantiles of the elements that are not NaN (`np.nanquantile`), as [`quantile::quantile`].
///
/// # Errors
/// As [`quantile::quantile`].
pub fn nanquantile(
    array: &Array,
    wanted: Wanted<'_>,
    method: Method<'_>,
    options: Options<'_>,
) -> Result<Array> {
    hearing(|| {
        let (points, weak) = quantile::quantiles_of(array, wanted)?;
        of_points(array, &points, weak, method, options)
    })
}

/// Percentiles of the elements that are not NaN (`np.nanpercentile`), as [`quantile::percentile`].
///
/// # Errors
/// As [`quantile::percentile`].
pub fn nanpercentile(
    array: &Array,
    wanted: Wanted<'_>,
    method: Method<'_>,
    options: Options<'_>,
) -> Result<Array> {
    hearing(|| {
        let (points, weak) = quantile::percentiles_of(array, wanted)?;
        of_points(array, &points, weak, method, options)
    })
}

fn of_points(
    array: &Array,
    points: &Array,
    weak: bool,
    method: Method<'_>,
    options: Options<'_>,
) -> Result<Array> {
    let weights = weighted::checked(array, method, options.axis)?;
    if array.size() == 0 {
        return mean(array, options);
    }
    if let Some(weights) = &weights {
        return heard(weighted_lines(array, points, weights, options));
    }
    heard(along_lines(
        array,
        points.shape(),
        options,
        true,
        |line, _| {
            if line.size() == 0 {
                return Array::full(points.shape(), Scalar::F64(f64::NAN).cast(line.dtype));
            }
            quantile::unchecked(line, points, weak, method, None, Options::default())
        },
    ))
}

fn weighted_lines(
    array: &Array,
    points: &Array,
    weights: &Array,
    options: Options<'_>,
) -> Result<Array> {
    let lines = folded(array, options.axis)?;
    let weights = folded(weights, options.axis)?.array;
    let axes = quantile::axes_folded(options.axis, array.ndim())?;
    let kept = keeping::own_axes(&axes, array);
    let out = keeping::out_without(options.out, &axes, array.ndim(), options.keepdims)?;
    let found = weighted::without_nan(&lines, &weights, points, out.as_ref())?;
    keeping::reshaped(found, points.shape(), &kept, options)
}

/// What becomes of each line once its NaN are left out, put together: `front` is the shape of what a line gives.
fn along_lines(
    array: &Array,
    front: &[i64],
    options: Options<'_>,
    masks_nothing: bool,
    of_line: impl Fn(&Array, &Array) -> Result<Array>,
) -> Result<Array> {
    let lines = heard(folded(array, options.axis))?;
    let layout = match lines.axis {
        Some(axis) if lines.array.ndim() > 1 => lines_first(&lines.array.layout, Some(axis)),
        _ => {
            let flat = lines.array.ravel(CopyOrder::C)?;
            let (found, there) = one_line(&flat, &of_line)?;
            let found = if there { found } else { found.index(&[])? };
            return finished(&found, front, array, options);
        }
    };
    let mut outer = layout.clone();
    let length = outer.shape.pop().unwrap_or(1);
    let stride = outer.strides.pop().unwrap_or(0);
    let (mut result, mut all_there): (Option<Array>, bool) = (None, true);
    let mut shape = Dims::from_slice(front);
    shape.extend_from_slice(&outer.shape);
    for (number, byte) in std::iter::zip(0.., outer.addresses()) {
        let mut line = lines.array.clone();
        line.view = true;
        line.layout = Layout {
            shape: Dims::from_slice(&[length]),
            strides: Dims::from_slice(&[stride]),
            offset: byte,
        }
        .into();
        let (found, there) = one_line(&line, &of_line)?;
        all_there &= there;
        let whole = match &result {
            Some(whole) => whole.clone(),
            None => {
                let whole = match !masks_nothing && length < SHORT {
                    // Short lines are sorted where they lie, and halved in that order.
                    true => {
                        let order = loop_order(&[&outer]);
                        let size = found.dtype.itemsize();
                        let layout = Layout::packed_in_order(&shape, size, &order);
                        Array::zeros_over(layout, found.dtype)?
                    }
                    false => lined_up(&shape, front.len(), found.dtype)?,
                };
                result = Some(whole.clone());
                whole
            }
        };
        let mut target = whole;
        let index = crate::layout::walk::indices_of(&outer.shape, number).unwrap_or_default();
        for (&place, axis) in std::iter::zip(&index, front.len()..) {
            target.layout.offset += target.layout.strides[axis] * place;
        }
        target.layout.shape.truncate(front.len());
        target.layout.strides.truncate(front.len());
        target.view = true;
        target.put(&found)?;
    }
    let result = match result {
        Some(result) => result,
        None => Array::blank(&shape, DType::F64)?,
    };
    // As NumPy's: a view of what was put together, unless its masked arrays had to fill in NaN.
    if all_there || masks_nothing {
        let view = result.index(&[])?;
        return finished(&view, front, array, options);
    }
    finished(&result, front, array, options)
}

/// Room for what the lines give: in memory, the axes of one line's results lie innermost.
fn lined_up(shape: &[i64], front: usize, dtype: DType) -> Result<Array> {
    let order: Vec<usize> = (front..shape.len()).chain(0..front).collect();
    let layout = Layout::packed_in_order(shape, dtype.itemsize(), &order);
    Array::zeros_over(layout, dtype)
}

/// A line without its NaN, through a function that is given the whole line too, and whether anything was left; a warning where nothing was.
fn one_line(
    line: &Array,
    of_line: &impl Fn(&Array, &Array) -> Result<Array>,
) -> Result<(Array, bool)> {
    if !line.dtype.is_inexact() {
        return Ok((of_line(line, line)?, true));
    }
    let nan = ufunc::call("isnan", &[Operand::Array(line)])?;
    let there = ufunc::call("invert", &[Operand::Array(&nan)])?;
    let left = compress(line, &there)?;
    if left.size() == 0 {
        warn("RuntimeWarning", || "All-NaN slice encountered".to_owned());
        // A median of nothing would warn of that too.
        return Ok((without_warnings(|| of_line(&left, line))?, false));
    }
    Ok((of_line(&left, line)?, true))
}

/// A result with the axes that `keepdims` keeps, or put into `out`.
fn finished(result: &Array, front: &[i64], array: &Array, options: Options<'_>) -> Result<Array> {
    let axes = quantile::axes_folded(options.axis, array.ndim())?;
    let kept = keeping::own_axes(&axes, array);
    let Some(out) = options.out else {
        return keeping::reshaped(result.clone(), front, &kept, options);
    };
    let part = keeping::out_without(Some(out), &axes, array.ndim(), options.keepdims)?;
    out.check_writeable()?;
    part.as_ref().unwrap_or(out).put_assigned(result)?;
    Ok(out.clone())
}
