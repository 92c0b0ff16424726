//! Runs a ufunc in place at chosen elements, one after another in the order of the index.
//! An element named again is read as it was left.

use crate::short::SmallVec;

use super::buffer_of;
use super::replay::apply_flagged;
use crate::buffer::Buffer;
use crate::error::Result;
use crate::kernel::{Flags, Inner, warning};
use crate::layout::walk::Odometer;
use crate::plan::At;
use crate::scalar::Scalar;

/// Computes every named element anew. The values share no bytes with the array.
pub(super) fn run(plan: &At, buffers: &[Buffer], watched: bool) -> Result<Flags> {
    let kernel = plan.entry.plain.inner;
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let values = match plan.operands.get(1) {
        Some(operand) => Some((operand, buffer_of(operand.buffer, buffers)?.bytes())),
        None => None,
    };
    let mut walked = values
        .as_ref()
        .map(|(operand, _)| Odometer::new(&[&operand.broadcast]));
    let mut flags = Flags::NONE;
    for &place in &plan.places {
        let second = match (&values, &mut walked) {
            (Some((operand, bytes)), Some(walked)) => walked
                .next_bytes::<1>()
                .and_then(|[byte]| scalar(bytes, byte, operand.dtype)),
            _ => None,
        };
        let first = scalar(&written, place, plan.output.dtype);
        let Some((value, told)) =
            first.and_then(|first| step(plan, kernel, first, second, watched))
        else {
            continue;
        };
        flags = flags.and(told);
        let size = plan.output.dtype.itemsize();
        if let Ok(start) = usize::try_from(place)
            && let Some(slot) = written.get_mut(start..start + size)
        {
            crate::cast::write_scalar(value, plan.output.dtype, slot);
        }
    }
    Ok(flags)
}

fn scalar(bytes: &[u8], byte: i64, dtype: crate::DType) -> Option<Scalar> {
    let start = usize::try_from(byte).ok()?;
    Scalar::from_bytes(
        dtype,
        bytes.get(start..start.checked_add(dtype.itemsize())?)?,
    )
}

/// What becomes of one element, as the array stores it.
pub(super) fn step(
    plan: &At,
    kernel: Inner,
    first: Scalar,
    second: Option<Scalar>,
    watched: bool,
) -> Option<(Scalar, Flags)> {
    let (&result, read) = plan.signature.split_last()?;
    let inputs: SmallVec<[Scalar; 2]> = std::iter::once(first)
        .chain(second)
        .zip(read)
        .map(|(value, &dtype)| value.cast(dtype))
        .collect();
    let (value, mut flags) = apply_flagged(kernel, &inputs, result)?;
    if watched {
        let stored: SmallVec<[_; 2]> = inputs.iter().map(|input| input.to_bytes()).collect();
        let seen: SmallVec<[&[u8]; 2]> = stored.iter().map(|bytes| &bytes[..]).collect();
        let made = value.to_bytes();
        flags = flags
            .and(warning::of_step(plan.ufunc, &seen, result, &made))
            .and(warning::of_cast(&made, result, plan.output.dtype));
    }
    Some((value.cast(plan.output.dtype), flags))
}
