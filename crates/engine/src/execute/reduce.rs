//! Runs a reduction plan: outer loops by odometer; inside, either a run folded in a register or a row of separate results.
//! How one run is folded is the business of `folder`.

use std::cell::Ref;
use std::collections::HashMap;

use super::block::{BLOCK, Block, Run, gather, scatter};
use super::folder::{Blocks, Folder, Input, Place, mask_stride, stretches};
use super::replay::apply_one;
use super::{buffer_of, in_order, loop_of};
use crate::buffer::Buffer;
use crate::dtype::{DType, Kind};
use crate::error::Result;
use crate::kernel::{Flags, warning};
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::{Kernel, LoopAxis, Reduce};
use crate::scalar::Scalar;
use crate::ufunc::check_steering;

/// Folds every element of the plan's operand into the output.
pub(super) fn run(plan: &Reduce, buffers: &[Buffer], watched: bool) -> Result<Flags> {
    check_steering(plan.mask.is_some())?;
    let folder = match plan.kernel {
        Kernel::Scalar => Folder::new(plan)?,
        Kernel::Simd128 { .. } => Folder::of_runs(plan),
    };
    let operand: Ref<'_, [u8]> = buffer_of(plan.operand.buffer, buffers)?.bytes();
    let mask = match plan.mask() {
        Some(mask) => Some(buffer_of(mask.buffer, buffers)?.bytes()),
        None => None,
    };
    let input = Input {
        bytes: &operand,
        mask: mask.as_deref(),
    };
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    if plan.shape.contains(&0) {
        // However often the loops around the empty one would turn, results are what folds start from.
        fill(plan, &mut written);
        return Ok(Flags::NONE);
    }
    let (outside, _) = plan.split_loops();
    if let Kernel::Simd128 { .. } = plan.kernel {
        over_lanes(plan, &folder, input, &mut written)?;
    } else if plan.run_loops == 0 {
        fill(plan, &mut written);
        rows(plan, &folder, input, &mut written);
    } else {
        fill(plan, &mut written);
        let mut visits = walk(plan, outside);
        let mut blocks = Blocks::default();
        let size = plan.output.dtype.itemsize();
        while visits.advance() {
            let &[from, mask, to] = visits.bytes() else {
                break;
            };
            let from = Place { byte: from, mask };
            let first = starts_a_result(outside, visits.indices());
            let target = to as usize..to as usize + size;
            let mut value = match plan.initial {
                None if first => None,
                _ => written
                    .get(target.clone())
                    .and_then(|bytes| Scalar::from_bytes(plan.output.dtype, bytes))
                    .map(|value| value.cast(plan.accumulator)),
            };
            for number in 0..folder.runs {
                value = folder.fold(input, from, number, value, &mut blocks);
                if let (Some(value), Some(bytes)) = (value, written.get_mut(target.clone())) {
                    bytes.copy_from_slice(&value.cast(plan.output.dtype).to_bytes());
                }
            }
        }
    }
    let mut flags = folder.flags.get();
    if watched && cfg!(feature = "warnings") {
        flags = flags.and(met(plan, input, &written));
    }
    Ok(flags)
}

fn over_lanes(
    plan: &Reduce,
    folder: &Folder<'_>,
    input: Input<'_>,
    written: &mut [u8],
) -> Result<()> {
    #[cfg(feature = "lanes")]
    return super::folding::run(plan, folder, input, written);
    #[cfg(not(feature = "lanes"))]
    {
        let _ = (plan, folder, input, written);
        Err(super::no_lanes())
    }
}

/// What a fold of floats met, as its results tell: one that is infinite or NaN is held against all that went into it.
fn met(plan: &Reduce, input: Input<'_>, written: &[u8]) -> Flags {
    if plan.accumulator.is_complex() {
        return met_step_by_step(plan, input);
    }
    if plan.accumulator.kind() != Kind::Float {
        return Flags::NONE;
    }
    let dtype = plan.output.dtype;
    let mut flags = Flags::NONE;
    let result = |byte: i64| {
        let start = usize::try_from(byte).ok()?;
        let bytes = written.get(start..start + dtype.itemsize())?;
        Some(crate::cast::read_as::<f64>(dtype, bytes))
    };
    let mut places = Odometer::new(&[&plan.output.layout]);
    let mut any = dtype.kind() != Kind::Float;
    while let Some([byte]) = places.next_bytes::<1>() {
        any |= result(byte).is_some_and(|value| !value.is_finite());
    }
    if !matches!(
        plan.ufunc,
        "add" | "multiply" | "maximum" | "minimum" | "fmax" | "fmin"
    ) {
        // What was met on the way may not show in the end.
        let met = in_order::met(plan, input).into_values();
        return met.fold(Flags::NONE, Flags::and);
    }
    if !any {
        return Flags::NONE;
    }
    let first = plan.initial.map(|initial| match initial.cast(DType::F64) {
        Scalar::F64(value) => value,
        _ => 0.0,
    });
    let mut inside: HashMap<i64, Seen> = HashMap::new();
    let masked = plan.mask().map_or(&plan.stretched, |mask| &mask.broadcast);
    let mut walked = Odometer::new(&[&plan.operand.broadcast, &plan.stretched, masked]);
    while let Some([from, to, mask]) = walked.next_bytes::<3>() {
        let stored = plan.operand.dtype;
        if let Some(bytes) = input.asked(from, mask, stored.itemsize()) {
            let value = crate::cast::read_as::<f64>(stored, bytes);
            let seen = inside.entry(to).or_insert_with(|| {
                let mut seen = Seen::default();
                first.into_iter().for_each(|first| seen.take(first));
                seen
            });
            seen.take(value);
        }
    }
    let mut in_order = None;
    for (byte, seen) in inside {
        let Some(value) = result(byte).filter(|value| !value.is_finite()) else {
            continue;
        };
        if seen.nan {
            let met = in_order.get_or_insert_with(|| in_order::met(plan, input));
            flags = flags.and(met.get(&byte).copied().unwrap_or(Flags::NONE));
            continue;
        }
        let inputs = [
            if seen.infinite { f64::INFINITY } else { 1.0 },
            if seen.zero { 0.0 } else { 1.0 },
        ];
        flags = flags.and(warning::of_element(plan.ufunc, &inputs, value));
        if value.is_nan() && !seen.infinite && matches!(plan.ufunc, "add" | "multiply") {
            // NaN can only come of an infinity that arose on the way.
            flags = flags.and(Flags::OVERFLOW);
        }
    }
    flags
}

/// What went into a result: whether NaN, an infinity, a zero was among it.
#[derive(Default)]
struct Seen {
    nan: bool,
    infinite: bool,
    zero: bool,
}

impl Seen {
    fn take(&mut self, value: f64) {
        self.nan |= value.is_nan();
        self.infinite |= value.is_infinite();
        self.zero |= value == 0.0;
    }
}

/// What a fold of complex numbers met: it is taken once more, one step after another.
fn met_step_by_step(plan: &Reduce, input: Input<'_>) -> Flags {
    let dtype = plan.accumulator;
    let Ok(chosen) = loop_of(plan.ufunc, &[dtype; 3]) else {
        return Flags::NONE;
    };
    let start = plan.initial.map(|value| value.cast(dtype));
    let mut reached: HashMap<i64, Scalar> = HashMap::new();
    let mut flags = Flags::NONE;
    let masked = plan.mask().map_or(&plan.stretched, |mask| &mask.broadcast);
    let mut walked = Odometer::new(&[&plan.operand.broadcast, &plan.stretched, masked]);
    while let Some([from, to, mask]) = walked.next_bytes::<3>() {
        let stored = plan.operand.dtype;
        let Some(bytes) = input.asked(from, mask, stored.itemsize()) else {
            continue;
        };
        let Some(next) = Scalar::from_bytes(stored, bytes) else {
            continue;
        };
        flags = flags.and(warning::of_cast(bytes, stored, dtype));
        let next = next.cast(dtype);
        let Some(before) = reached.get(&to).copied().or(start) else {
            reached.insert(to, next);
            continue;
        };
        if let Some(after) = apply_one(chosen.inner, &[before, next], dtype) {
            let inputs = [before.to_bytes(), next.to_bytes()];
            let told = warning::of_step(
                plan.ufunc,
                &[&inputs[0], &inputs[1]],
                dtype,
                &after.to_bytes(),
            );
            flags = flags.and(told);
            reached.insert(to, after);
        }
    }
    flags
}

/// Puts the initial value into every result.
pub(super) fn fill(plan: &Reduce, written: &mut [u8]) {
    let Some(initial) = plan.initial else { return };
    let value = initial.cast(plan.output.dtype).to_bytes();
    for byte in plan.output.layout.addresses() {
        if let Some(target) = written.get_mut(byte as usize..byte as usize + value.len()) {
            target.copy_from_slice(&value);
        }
    }
}

/// The innermost loop keeps its axis: each step folds one element into a result of its own.
fn rows(plan: &Reduce, folder: &Folder<'_>, input: Input<'_>, written: &mut [u8]) {
    let (Some((inner, outer)), Some(kernel)) = (plan.loops.split_last(), folder.inner) else {
        return;
    };
    let (dtype, stored) = (plan.accumulator, plan.output.dtype);
    let (mut results, mut elements, mut folded, mut asked) = (
        Block::default(),
        Block::default(),
        Block::default(),
        Block::default(),
    );
    let length = usize::try_from(inner.length).unwrap_or(0);
    let mut visits = walk(plan, outer);
    while visits.advance() {
        let &[from, mask, to] = visits.bytes() else {
            return;
        };
        let first = plan.initial.is_none() && starts_a_result(outer, visits.indices());
        for start in (0..length).step_by(BLOCK) {
            let count = BLOCK.min(length - start);
            let run = |byte: i64, stride: i64| Run {
                byte: byte + stride * start as i64,
                stride,
                count,
            };
            let (source, target) = (
                run(from, inner.input_strides[0]),
                run(to, inner.output_stride),
            );
            let nbytes = count * dtype.itemsize();
            gather(
                input.bytes,
                source,
                plan.operand.dtype,
                elements.bytes_mut(nbytes),
                dtype,
            );
            let new = if first {
                &elements
            } else {
                gather(written, target, stored, results.bytes_mut(nbytes), dtype);
                let pair = [results.bytes(nbytes), elements.bytes(nbytes)];
                let told = kernel.apply(dtype, &pair, folded.bytes_mut(nbytes));
                folder.tell(told);
                &folded
            };
            let Some(bytes) = input.mask() else {
                scatter(new.bytes(nbytes), dtype, written, target, stored);
                continue;
            };
            let which = run(mask, inner.input_strides.get(1).copied().unwrap_or(0));
            gather(
                bytes,
                which,
                DType::Bool,
                asked.bytes_mut(count),
                DType::Bool,
            );
            let size = dtype.itemsize();
            for (start, end) in stretches(asked.bytes(count)) {
                let part = Run {
                    byte: target.byte + target.stride * start as i64,
                    count: end - start,
                    ..target
                };
                let values = new.bytes(nbytes).get(start * size..end * size);
                scatter(values.unwrap_or(&[]), dtype, written, part, stored);
            }
        }
    }
}

/// An odometer over some outer loops: the operand's address, the mask's, then the output's.
pub(super) fn walk(plan: &Reduce, outer: &[LoopAxis]) -> Odometer {
    let shape: Dims = outer.iter().map(|one| one.length).collect();
    let layout = |offset, stride: fn(&LoopAxis) -> i64| Layout {
        shape: shape.clone(),
        strides: outer.iter().map(stride).collect(),
        offset,
    };
    let first_mask = plan.mask().map_or(0, |mask| mask.broadcast.offset);
    let input = layout(plan.operand.broadcast.offset, |one| one.input_strides[0]);
    let mask = layout(first_mask, mask_stride);
    let output = layout(plan.output.layout.offset, |one| one.output_stride);
    Odometer::over(&shape, &[&input, &mask, &output])
}

/// Whether these loop indices are the first that reach their result.
pub(super) fn starts_a_result(outer: &[LoopAxis], indices: &[i64]) -> bool {
    std::iter::zip(outer, indices).all(|(one, &index)| one.output_stride != 0 || index == 0)
}
