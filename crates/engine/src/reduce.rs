//! Reductions by NumPy's names: `sum`, `prod`, `min`, `max`, `any`, `all` fold with a ufunc; `mean`, `var`, `std` are made
//! of folds and ufunc calls, step for step as NumPy's own; `argmin` and `argmax` search.

use smallvec::SmallVec;

use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::axes::{Axes, normalize_axes};
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, size_of_shape};
use crate::plan::{Operand, Output, Plan, Reduce, merged_loops};
use crate::scalar::Scalar;
use crate::ufunc::prepare::NOT_ALLOCATED;
use crate::ufunc::{self, Operand as Input, Ufunc, heard};

mod search;

/// The names that [`call`] knows.
pub const NAMES: [&str; 11] = [
    "sum", "prod", "mean", "std", "var", "min", "max", "any", "all", "argmin", "argmax",
];

/// How a reduction is to be made; the default folds every axis away.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options<'a> {
    /// The axes to fold, negative ones from the end; `None` for all of them.
    pub axis: Option<&'a [i64]>,
    /// Whether folded axes stay with length 1.
    pub keepdims: bool,
    /// The dtype to compute in, for `sum`, `prod`, `mean`, `var` and `std`.
    pub dtype: Option<DType>,
    /// What `var` and `std` subtract from the count before they divide.
    pub ddof: i64,
}

/// Elements that NumPy's iterator lays side by side at a time when it must copy (its buffer size).
const BUFFERED: i64 = 8192;

/// Reduces an array: `np.sum(a, axis=1)` is `call("sum", &a, …)`. Where NumPy gives a scalar, the result is 0-d.
///
/// # Errors
/// `AxisError`, `duplicate value in 'axis'`, `zero-size array to reduction operation maximum which has no identity`,
/// memory refused, and as [`ufunc::call`].
pub fn call(name: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    match name {
        "mean" => mean(array, options),
        "var" => variance(array, options),
        "std" => {
            let variance = variance(array, options)?;
            ufunc::call_into("sqrt", &[Input::Array(&variance)], &variance)?;
            Ok(variance)
        }
        "argmin" | "argmax" => heard(search::position(name, array, options)),
        _ => heard(fold(name, array, options)),
    }
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
    let (name, dtype) = match name {
        "mean" | "var" | "std" => ("sum", inexact(dtype)),
        "argmin" | "argmax" => return search::result_of(name, layout, options),
        _ => (name, dtype),
    };
    let plan = plan(name, dtype, layout, options)?;
    Ok((plan.output.dtype, plan.output.layout))
}

/// Reduces with the ufunc of a row.
fn fold(name: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    let mut planned = plan(name, array.dtype, &array.layout, options)?;
    planned.operand.buffer = Some(array.buffer.id());
    let (dtype, layout) = (planned.output.dtype, planned.output.layout.clone());
    let result = Array::zeros_over(layout, dtype)?;
    planned.output.buffer = result.buffer.id();
    let planned = Plan::Reduce(planned);
    execute::perform(planned, &[array.buffer.clone(), result.buffer.clone()])?;
    Ok(result)
}

/// The ufunc that folds, and the dtype it folds in.
fn folding(name: &str, dtype: DType, wanted: Option<DType>) -> Result<(&'static Ufunc, DType)> {
    let row = match name {
        "sum" => "add",
        "prod" => "multiply",
        "min" => "minimum",
        "max" => "maximum",
        "any" => "logical_or",
        "all" => "logical_and",
        _ => "",
    };
    let row = ufunc::find(row).ok_or_else(|| {
        Error::value(format!(
            "'{name}' is no reduction; `reduce::NAMES` lists them"
        ))
    })?;
    let accumulator = match name {
        "sum" | "prod" => wanted.unwrap_or(match dtype.kind() {
            // Small integers are added in the widest, so that a sum does not wrap around at once.
            Kind::Bool | Kind::Signed => DType::I64,
            Kind::Unsigned => DType::U64,
            _ => dtype,
        }),
        "any" | "all" => DType::Bool,
        _ => dtype,
    };
    Ok((row, accumulator))
}

/// The axes folded, ascending.
fn axes_of(axis: Option<&[i64]>, ndim: usize) -> Result<Axes> {
    match axis {
        None => Ok((0..ndim).collect()),
        // NumPy lets axis 0 and -1 slip through for a 0-d array.
        Some([0 | -1]) if ndim == 0 => Ok(Axes::new()),
        Some(axes) => {
            let axes = normalize_axes(axes, ndim, "duplicate value in 'axis'")?;
            Ok((0..ndim).filter(|axis| axes.contains(axis)).collect())
        }
    }
}

fn plan(name: &str, dtype: DType, layout: &Layout, options: Options<'_>) -> Result<Reduce> {
    let (row, accumulator) = folding(name, dtype, options.dtype)?;
    let axes = axes_of(options.axis, layout.ndim())?;
    let initial = row.identity_in(accumulator);
    let order = loop_order(&[layout]);
    let kept = kept_layout(layout, &axes, &order, accumulator);
    let folded: Dims = axes.iter().map(|&axis| layout.shape[axis]).collect();
    if initial.is_none() && folded.contains(&0) {
        return Err(Error::value(format!(
            "zero-size array to reduction operation {} which has no identity",
            row.name
        )));
    }
    let mut stretched = Layout {
        shape: layout.shape.clone(),
        ..kept.clone()
    };
    for &axis in &axes {
        stretched.strides[axis] = 0;
    }
    let loops = merged_loops(&[layout, &stretched], &order);
    // A loop that stays in one place of the output folds.
    let lengths: SmallVec<[(i64, bool); 4]> = loops
        .iter()
        .map(|one| (one.length, one.output_stride == 0))
        .collect();
    let (run_loops, run_elements) = run_of(&lengths, dtype != accumulator);
    Ok(Reduce {
        ufunc: row.name,
        shape: layout.shape.clone(),
        operand: Operand {
            buffer: None,
            dtype,
            layout: layout.clone(),
            broadcast: layout.clone(),
            cast: (dtype != accumulator).then_some(accumulator),
            constant: None,
        },
        output: Output {
            buffer: NOT_ALLOCATED,
            dtype: accumulator,
            layout: if options.keepdims {
                kept
            } else {
                without_axes(&kept, &axes)
            },
            fresh: true,
            cast: None,
        },
        stretched,
        axes,
        keepdims: options.keepdims,
        accumulator,
        initial,
        order,
        loops,
        run_loops,
        run_elements,
    })
}

/// The result's layout with folded axes of length 1, in the memory order of the operand.
fn kept_layout(layout: &Layout, axes: &[usize], order: &[usize], dtype: DType) -> Layout {
    let mut shape = layout.shape.clone();
    for &axis in axes {
        shape[axis] = 1;
    }
    Layout::packed_in_order(&shape, dtype.itemsize(), order)
}

fn without_axes(layout: &Layout, axes: &[usize]) -> Layout {
    let keep = |dims: &Dims| -> Dims {
        let kept = dims
            .iter()
            .enumerate()
            .filter(|(axis, _)| !axes.contains(axis));
        kept.map(|(_, &extent)| extent).collect()
    };
    Layout {
        shape: keep(&layout.shape),
        strides: keep(&layout.strides),
        offset: layout.offset,
    }
}

/// How many of the last loops make one run, and the most elements of a run.
///
/// One folding loop without a cast is a run however long it is. Several, or a cast, go through a buffer of 8192
/// elements: loops join the run until it is full, and the outermost of them is cut so that whole inner loops fit.
/// `loops` are (length, folds), outermost first.
fn run_of(loops: &[(i64, bool)], cast: bool) -> (usize, i64) {
    let folding = loops.iter().rev().take_while(|(_, folds)| *folds).count();
    let mut inner = loops.iter().rev().take(folding).map(|(length, _)| *length);
    let Some(mut total) = inner.next() else {
        return (0, 0);
    };
    if total > BUFFERED {
        return (1, if cast { BUFFERED } else { total });
    }
    let (mut run_loops, mut whole) = (1, total);
    for length in inner {
        run_loops += 1;
        total = total.saturating_mul(length);
        if total > BUFFERED {
            break;
        }
        whole = total;
    }
    if run_loops == 1 && !cast {
        return (1, total);
    }
    (run_loops, BUFFERED / whole.max(1) * whole)
}

/// Integers and bools are averaged in `float64`.
fn inexact(dtype: DType) -> DType {
    if dtype.is_inexact() {
        dtype
    } else {
        DType::F64
    }
}

/// How many elements go into each result, as the 0-d `int64` array NumPy divides by.
fn count(array: &Array, options: Options<'_>) -> Result<i64> {
    let ndim = array.ndim();
    let axes = match options.axis {
        // `mean` counts before it folds, and here a 0-d array has no axis 0.
        Some(axes) => normalize_axes(axes, ndim, "duplicate value in 'axis'")?,
        None => (0..ndim).collect(),
    };
    let lengths: Dims = axes.iter().map(|&axis| array.shape()[axis]).collect();
    Ok(size_of_shape(&lengths))
}

/// Divides an array in place by an `int64`; a quotient in an integer dtype asked for loses its fraction.
fn divide_by(array: &Array, count: i64) -> Result<()> {
    let count = Array::scalar(Scalar::I64(count))?;
    ufunc::call_into_casting(
        "divide",
        &[Input::Array(array), Input::Array(&count)],
        array,
        Casting::Unsafe,
    )
}

fn mean(array: &Array, options: Options<'_>) -> Result<Array> {
    let count = heard(count(array, options))?;
    let dtype = options.dtype.unwrap_or(inexact(array.dtype));
    let options = Options {
        dtype: Some(dtype),
        ..options
    };
    let sum = heard(fold("sum", array, options))?;
    divide_by(&sum, count)?;
    Ok(sum)
}

fn variance(array: &Array, options: Options<'_>) -> Result<Array> {
    let count = heard(count(array, options))?;
    let options = Options {
        dtype: Some(options.dtype.unwrap_or(inexact(array.dtype))),
        ..options
    };
    let kept = Options {
        keepdims: true,
        ..options
    };
    let mean = heard(fold("sum", array, kept))?;
    divide_by(&mean, count)?;
    let distance = ufunc::call("subtract", &[Input::Array(array), Input::Array(&mean)])?;
    ufunc::call_into("square", &[Input::Array(&distance)], &distance)?;
    let sum = heard(fold("sum", &distance, options))?;
    divide_by(&sum, count.saturating_sub(options.ddof).max(0))?;
    Ok(sum)
}

#[cfg(test)]
mod tests;
