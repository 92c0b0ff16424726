//! Folds in half precision: computed in `float32` and rounded where NumPy rounds.
//! Knows folds of other dtypes and ufunc calls; no plan of its own.
//!
//! Along the axis that lies closest in memory NumPy's loop keeps its sum in `float32` and rounds it once, at the end; along
//! any other single axis whole rows are folded into the result, which is rounded each time.

use super::{Initial, Options, fold::fold as fold_plainly};
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::dtype::DType;
use crate::error::Result;
use crate::index::Index;
use crate::layout::axes::normalize_axis;
use crate::layout::coalesce::loop_order;
use crate::ufunc::{self, Operand, Ufunc};

/// Whether NumPy folds these in `float16`.
pub(crate) fn folds_in_halves(row: &Ufunc, array: &Array, options: Options<'_>) -> bool {
    if row.name.starts_with("logical_") {
        return false;
    }
    match (options.dtype, options.out) {
        (Some(wanted), _) => wanted == DType::F16,
        (None, Some(out)) => crate::promote::promote_types(out.dtype, array.dtype) == DType::F16,
        (None, None) => array.dtype.native() == DType::F16,
    }
}

/// Folds halves, or what is to be folded as halves, into halves.
pub(super) fn fold(row: &'static Ufunc, array: &Array, options: Options<'_>) -> Result<Array> {
    let halves = match array.dtype.native() {
        DType::F16 => array.clone(),
        _ => array.astype(DType::F16)?,
    };
    let rounded = match row_by_row(row, &halves, options)? {
        Some(folded) => folded,
        None => {
            let own = Options {
                dtype: Some(DType::F32),
                out: None,
                initial: rounded_initial(options.initial)?,
                ..options
            };
            fold_plainly(row, &halves, own)?.astype_quietly(DType::F16)?
        }
    };
    match options.out {
        None => Ok(rounded),
        Some(out) => {
            // Planned for its refusals alone: an `out` of another shape, or one that is read-only.
            super::fold::plan(
                row,
                DType::F32,
                &halves.layout,
                Options {
                    dtype: Some(DType::F32),
                    ..options
                },
            )?;
            out.put(&rounded)?;
            Ok(out.clone())
        }
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

/// A fold along one axis that does not lie closest in memory; nothing where it is another.
fn row_by_row(row: &'static Ufunc, halves: &Array, options: Options<'_>) -> Result<Option<Array>> {
    let (Some(&[axis]), None, 2..) = (options.axis, options.mask, halves.ndim()) else {
        return Ok(None);
    };
    let Ok(axis) = normalize_axis(axis, halves.ndim()) else {
        return Ok(None);
    };
    let closest = loop_order(&[&halves.layout]).last().copied();
    let exact = matches!(row.name, "maximum" | "minimum" | "fmax" | "fmin");
    let length = halves.shape()[axis];
    if closest == Some(axis) || exact || length == 0 || halves.size() == 0 {
        return Ok(None);
    }
    let mut items = vec![Index::ALL; halves.ndim()];
    let mut row_at = |place: i64| {
        items[axis] = Index::Int(place);
        halves.index(&items)
    };
    let (sum, start) = match rounded_initial(options.initial)? {
        Initial::Scalar(value) => {
            let sum = row_at(0)?.copy(CopyOrder::K)?;
            sum.put_scalar(value)?;
            (sum, 0)
        }
        Initial::Array(_) => return Ok(None),
        _ => (row_at(0)?.copy(CopyOrder::K)?.astype(DType::F16)?, 1),
    };
    for place in start..length {
        let next = row_at(place)?;
        let operands = [Operand::Array(&sum), Operand::Array(&next)];
        ufunc::call_into(row.name, &operands, &sum)?;
    }
    let sum = match options.keepdims {
        true => sum.expand_dims(&[axis as i64])?,
        false => sum,
    };
    // A new array owns its bytes.
    let owned = sum.base().is_none();
    Ok(Some(if owned { sum } else { sum.copy(CopyOrder::K)? }))
}

/// Every step of a fold along an axis of halves: each is rounded before the next begins.
pub(crate) fn accumulate(
    row: &'static Ufunc,
    halves: &Array,
    axis: usize,
    result: &Array,
) -> Result<()> {
    // An empty array may still have an axis longer than anybody can walk.
    if halves.size() == 0 {
        return Ok(());
    }
    let mut items = vec![Index::ALL; halves.ndim()];
    let mut rows_at = |place: i64| -> Result<(Array, Array)> {
        items[axis] = Index::Int(place);
        let (from, to) = (halves.index(&items)?, result.index(&items)?);
        items[axis] = Index::Int(place - 1);
        Ok((from, if place > 0 { result.index(&items)? } else { to }))
    };
    let length = halves.shape()[axis];
    for place in 0..length {
        let (from, before) = rows_at(place)?;
        if place == 0 {
            before.put(&from)?;
            continue;
        }
        let mut items = vec![Index::ALL; halves.ndim()];
        items[axis] = Index::Int(place);
        let target = result.index(&items)?;
        let operands = [Operand::Array(&before), Operand::Array(&from)];
        ufunc::call_into(row.name, &operands, &target)?;
    }
    Ok(())
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
