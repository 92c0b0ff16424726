//! Folds in half precision: computed in `float32` and rounded where NumPy rounds.
//! Knows how folds are planned; no plan of its own.
//!
//! A run is folded in `float32` and rounded once, at its end, since the result of a plan is halves; where the axis that lies
//! closest in memory is kept, whole rows are folded into the result, which is rounded each time.

use super::{Initial, Options, fold};
use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::Result;
use crate::execute;
use crate::kernel::Flags;
use crate::promote::{Input, promote_types};
use crate::ufunc::Ufunc;
use crate::ufunc::resolve::resolve;

/// Whether NumPy folds these in `float16`.
pub(crate) fn folds_in_halves(row: &'static Ufunc, array: &Array, options: Options<'_>) -> bool {
    if row.name.starts_with("logical_") {
        return false;
    }
    match (options.dtype, options.out) {
        (Some(wanted), _) => wanted == DType::F16,
        (None, Some(out)) if promote_types(out.dtype, array.dtype) == DType::F16 => {
            computes_halves(row)
        }
        (None, None) if array.dtype.native() == DType::F16 => computes_halves(row),
        (None, out) => computes_in_halves(row, array.dtype, out.map(|out| out.dtype)),
    }
}

/// Whether the ufunc computes with halves at all.
fn computes_halves(row: &'static Ufunc) -> bool {
    let quick = matches!(row.name, "add" | "multiply" | "maximum" | "minimum");
    let both = [Input::Array(DType::F16); 2];
    quick || resolve(row, &both, None, Casting::Unsafe).is_ok_and(|found| found.half)
}

/// Whether the ufunc has no loop of integers, and that of halves is the first with room for such short ones.
fn computes_in_halves(row: &'static Ufunc, dtype: DType, out: Option<DType>) -> bool {
    let short = |dtype: DType| matches!(dtype, DType::Bool | DType::I8 | DType::U8);
    let first = out.unwrap_or(dtype);
    if !short(first) || !short(dtype) || matches!(row.name, "add" | "multiply") {
        return false;
    }
    let inputs = [Input::Array(first), Input::Array(dtype)];
    let resolved = resolve(row, &inputs, None, Casting::Unsafe);
    resolved.is_ok_and(|found| found.half && found.entry.plain.output == DType::F32)
}

/// Folds halves, or what is to be folded as halves, into halves.
pub(super) fn fold(row: &'static Ufunc, array: &Array, options: Options<'_>) -> Result<Array> {
    let halves = match array.dtype {
        DType::F16 => array.clone(),
        // Every number of one byte is a half.
        small if small.itemsize() == 1 && small.is_number() => array.clone(),
        complex if complex.is_complex() => array.astype(DType::F16)?,
        _ => crate::record::without_warnings(|| array.astype_quietly(DType::F16))?,
    };
    let own = Options {
        dtype: Some(DType::F32),
        out: None,
        initial: rounded_initial(options.initial)?,
        ..options
    };
    if options.out.is_some() {
        // Planned for its refusals alone: an `out` of another shape, or one that is read-only.
        let out = options.out;
        fold::plan(row, DType::F32, &halves.layout, Options { out, ..own })?;
    }
    let halves = match options.out.filter(|out| out.dtype != DType::F16) {
        None => halves,
        Some(out) => {
            let planned = fold::plan(row, DType::F32, &halves.layout, own)?;
            fold::begun_in(&halves, &planned, out.dtype)?.unwrap_or(halves)
        }
    };
    let mut parts = fold::parts_of(row, DType::F32, &halves.layout, own)?;
    parts.kept = DType::F16;
    // NumPy casts what is stored otherwise a buffer at a time, and each of these is a run.
    let stored = array.dtype;
    let mut planned = parts.plan(stored, &halves.layout, options.mask, None)?;
    planned.operand.dtype = halves.dtype;
    planned.operand.cast = Some(DType::F32);
    let met = match array.dtype.native() {
        DType::F16 => Flags::NONE,
        _ => fold::met_by_cast(array, DType::F16, &planned),
    };
    let (folded, flags) = fold::perform_told(planned, &halves, options.mask, None)?;
    let flags = flags.and(met);
    match options.out {
        None => {
            execute::warn_of(flags, "reduce");
            Ok(folded)
        }
        Some(out) => fold::put_folded(&folded, out, flags),
    }
}

/// A number to start from, rounded as an element is.
fn rounded_initial(initial: Initial<'_>) -> Result<Initial<'_>> {
    Ok(match initial {
        Initial::Value(number) => {
            Initial::Scalar(crate::promote::convert_assigned(number, DType::F16)?)
        }
        Initial::Scalar(value) => Initial::Scalar(value.cast(DType::F16)),
        other => other,
    })
}

/// The mean of halves: added and divided in `float32`, rounded once.
pub(super) fn mean(array: &Array, options: Options<'_>) -> Result<Array> {
    let own = Options {
        dtype: Some(DType::F32),
        ..options
    };
    let mean = super::moments::mean(array, own)?;
    match options.out {
        Some(_) => Ok(mean),
        None => mean.astype_quietly(DType::F16),
    }
}

/// Whether a mean is that of halves.
pub(super) fn means_halves(array: &Array, options: Options<'_>) -> bool {
    options.dtype.is_none() && array.dtype.native() == DType::F16
}
