//! Runs an accumulation: line by line along the axis, by a loop for whole stretches or step by step through the kernel.
//! The order of steps is fixed: from the first element to the last.

use super::block::{BLOCK, Block, Run, gather, scatter};
use super::running::{row_axis, rows};
use super::{buffer_of, loop_of_fold};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::{Error, Result};
#[cfg(feature = "lanes")]
use crate::kernel::lanes::{self, LaneLoop};
use crate::kernel::scan::{self, Scan};
use crate::kernel::{Flags, Inner, warning};
use crate::layout::walk::{Odometer, indices_of};
use crate::layout::{Dims, Layout};
use crate::plan::{Accumulate, Kernel};
use crate::scalar::Scalar;

/// Folds along every line. The operand and the output share no bytes.
pub(super) fn run(plan: &Accumulate, buffers: &[Buffer], watched: bool) -> Result<Flags> {
    let steps = Steps {
        plan,
        kernel: kernel_of(plan)?,
        scan: scan::of(plan.ufunc, plan.accumulator).filter(|_| !plan.halves),
        #[cfg(feature = "lanes")]
        lanes: lanes_of(plan),
        watched,
    };
    let input = buffer_of(plan.operand.buffer, buffers)?.bytes();
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let (from, to) = (
        along(&plan.operand.broadcast, plan.axis),
        along(&plan.output.layout, plan.axis),
    );
    let (dtype, stored) = (plan.accumulator, plan.output.dtype);
    let size = dtype.itemsize();
    let length = usize::try_from(from.length).unwrap_or(0);
    let operand = (&plan.operand.broadcast, plan.operand.dtype);
    let output = (&plan.output.layout, stored);
    if let Some(row) = row_axis(operand, output, plan.axis, dtype) {
        let step = |before: &[u8], next: &[u8], slot: &mut [u8]| steps.row(before, next, slot);
        return rows(plan, row, &input, &mut written, step)
            .ok_or_else(|| Error::value("a plan reaches outside of its buffers"));
    }
    let mut flags = Flags::NONE;
    let (mut elements, mut results) = (Block::default(), Block::default());
    let mut lines = Odometer::new(&[&from.others, &to.others]);
    let side_by_side = |byte: i64, stride: i64, own: DType| {
        let whole = Run {
            byte,
            stride,
            count: length,
        };
        whole.contiguous(size).filter(|_| own == dtype)
    };
    while let Some([start, target]) = lines.next_bytes::<2>() {
        // A line that lies side by side in both is folded where it lies.
        if let (Some(_), Some(source), Some(target)) = (
            steps.scan,
            side_by_side(start, from.stride, plan.operand.dtype),
            side_by_side(target, to.stride, stored),
        ) && let (Some(source), Some(target)) = (input.get(source), written.get_mut(target))
        {
            let (first, rest) = source.split_at(size);
            target[..size].copy_from_slice(first);
            flags = flags.and(steps.take(rest, target));
            continue;
        }
        let whole = side_by_side(target, to.stride, stored);
        // The step before the first of a block stands in front of it.
        for first in (0..length).step_by(BLOCK) {
            let count = BLOCK.min(length - first);
            let run = |byte: i64, stride: i64| Run {
                byte: byte + stride * first as i64,
                stride,
                count,
            };
            let nbytes = count * size;
            gather(
                &input,
                run(start, from.stride),
                plan.operand.dtype,
                elements.bytes_mut(nbytes),
                dtype,
            );
            let given = plan.operand.dtype;
            if watched && given != dtype {
                let mut uncast = vec![0; count * given.itemsize()];
                gather(&input, run(start, from.stride), given, &mut uncast, given);
                flags = flags.and(warning::of_cast(&uncast, given, dtype).of_cast());
            }
            if let Some(whole) = &whole {
                // Where results lie side by side, it stands there already.
                let ahead = if first == 0 { size } else { 0 };
                let start = whole.start + (first * size).saturating_sub(size - ahead);
                let taken = written.get_mut(start..whole.start + (first + count) * size);
                let taken = taken.unwrap_or(&mut []);
                let (very_first, rest) = elements.bytes(nbytes).split_at(ahead);
                if let Some(slot) = taken.get_mut(..ahead) {
                    slot.copy_from_slice(very_first);
                }
                flags = flags.and(steps.take(rest, taken));
                continue;
            }
            let room = results.bytes_mut((BLOCK + 1) * size);
            // The very first element is the first result.
            let ahead = if first == 0 {
                room[size..2 * size].copy_from_slice(&elements.bytes(nbytes)[..size]);
                size
            } else {
                room.copy_within(BLOCK * size..(BLOCK + 1) * size, 0);
                0
            };
            let rest = elements.bytes(nbytes).get(ahead..).unwrap_or(&[]);
            let taken = room.get_mut(ahead..size + nbytes).unwrap_or(&mut []);
            flags = flags.and(steps.take(rest, taken));
            let done = room.get(size..size + nbytes).unwrap_or(&[]);
            scatter(done, dtype, &mut written, run(target, to.stride), stored);
        }
    }
    Ok(flags)
}

/// How steps are taken along a line.
struct Steps<'a> {
    plan: &'a Accumulate,
    kernel: Inner,
    scan: Option<Scan>,
    #[cfg(feature = "lanes")]
    lanes: Option<&'static LaneLoop>,
    watched: bool,
}

impl Steps<'_> {
    /// Folds elements one after another; the results are one more, the first of which stands there already.
    fn take(&self, elements: &[u8], results: &mut [u8]) -> Flags {
        let dtype = self.plan.accumulator;
        let size = dtype.itemsize();
        let mut flags = Flags::NONE;
        match self.scan {
            Some(scan) => scan(elements, results),
            None => {
                for (number, next) in elements.chunks_exact(size).enumerate() {
                    let (before, after) = results.split_at_mut((number + 1) * size);
                    let (before, slot) = (&before[number * size..], &mut after[..size]);
                    flags = flags.and(self.kernel.apply(dtype, &[before, next], slot));
                    if self.plan.halves
                        && let Some(value) = Scalar::from_bytes(dtype, slot)
                    {
                        slot.copy_from_slice(&as_kept(self.plan, value).to_bytes());
                    }
                }
            }
        }
        if self.watched {
            let before = results.get(..elements.len()).unwrap_or(&[]);
            let after = results.get(size..).unwrap_or(&[]);
            let inputs = [before, elements];
            let met = warning::of_block(self.plan.ufunc, &inputs, &[dtype; 2], after, dtype);
            flags = flags.and(met);
        }
        flags
    }
}

impl Steps<'_> {
    /// Folds a row of elements with the row of results before.
    fn row(&self, before: &[u8], next: &[u8], slot: &mut [u8]) -> Flags {
        let dtype = self.plan.accumulator;
        let told = match self.over_lanes(before, next, slot) {
            Some(told) => told,
            None => self.kernel.apply(dtype, &[before, next], slot),
        };
        if !self.watched {
            return told;
        }
        let inputs = [before, next];
        let met = warning::of_block(self.plan.ufunc, &inputs, &[dtype; 2], slot, dtype);
        told.and(met)
    }

    #[cfg(feature = "lanes")]
    fn over_lanes(&self, before: &[u8], next: &[u8], slot: &mut [u8]) -> Option<Flags> {
        use crate::kernel::Source::Stream;
        let block = self.lanes?.part(0)?;
        Some(block(&[Stream(before), Stream(next)], slot))
    }

    #[cfg(not(feature = "lanes"))]
    fn over_lanes(&self, _before: &[u8], _next: &[u8], _slot: &mut [u8]) -> Option<Flags> {
        None
    }
}

/// The loop over lanes that a plan asks for.
#[cfg(feature = "lanes")]
fn lanes_of(plan: &Accumulate) -> Option<&'static LaneLoop> {
    let dtype = plan.accumulator;
    match plan.kernel {
        Kernel::Scalar => None,
        Kernel::Simd128 { .. } => exact_lanes(plan.ufunc, dtype),
    }
}

/// The loop over lanes of a fold: steps build on each other, so only one that gives what single elements give.
#[cfg(feature = "lanes")]
fn exact_lanes(ufunc: &str, dtype: DType) -> Option<&'static LaneLoop> {
    lanes::find(ufunc, &[dtype; 2], dtype).filter(|lanes| lanes.exact)
}

/// The kernel of an accumulation between two layouts: lanes where rows are folded with rows.
pub(crate) fn kernel_chosen(
    ufunc: &str,
    operand: (&Layout, DType),
    output: (&Layout, DType),
    axis: usize,
    accumulator: DType,
) -> Kernel {
    #[cfg(feature = "lanes")]
    if row_axis(operand, output, axis, accumulator).is_some()
        && let Some(lanes) = exact_lanes(ufunc, accumulator)
    {
        return lanes.kernel();
    }
    let _ = (ufunc, operand, output, axis, accumulator);
    Kernel::Scalar
}

fn kernel_of(plan: &Accumulate) -> Result<Inner> {
    let dtype = plan.accumulator;
    Ok(loop_of_fold(plan.ufunc, dtype, plan.halves)?.inner)
}

/// A layout taken apart into the lines along an axis.
struct Along {
    others: Layout,
    length: i64,
    stride: i64,
}

fn along(layout: &Layout, axis: usize) -> Along {
    let mut others = layout.clone();
    Along {
        length: others.shape.remove(axis),
        stride: others.strides.remove(axis),
        others,
    }
}

/// The indices of the element with this number: lines one after another.
pub(super) fn index_of(plan: &Accumulate, nth: i64) -> Option<Dims> {
    let mut others = plan.shape.clone();
    let length = others.remove(plan.axis);
    let mut index = indices_of(&others, nth.checked_div(length)?)?;
    index.insert(plan.axis, nth % length);
    Some(index)
}

/// The step after this one, over an element as it is stored.
pub(super) fn step(plan: &Accumulate, before: Scalar, next: Scalar) -> Option<Scalar> {
    let next = next.cast(plan.accumulator);
    let value = super::replay::apply_one(kernel_of(plan).ok()?, &[before, next], plan.accumulator)?;
    Some(as_kept(plan, value))
}

/// A step as the next one starts from it.
fn as_kept(plan: &Accumulate, value: Scalar) -> Scalar {
    #[cfg(feature = "records")]
    if plan.halves {
        return value.cast(DType::F16).cast(plan.accumulator);
    }
    let _ = plan;
    value
}

/// The fold of a line up to the element at these indices.
pub(super) fn value_at(plan: &Accumulate, input: &[u8], index: &[i64]) -> Option<Scalar> {
    let kernel = kernel_of(plan).ok()?;
    let dtype = plan.operand.dtype;
    let mut place = Dims::from_slice(index);
    let last = *index.get(plan.axis)?;
    (0..=last).try_fold(None, |value, number| {
        place[plan.axis] = number;
        let start = usize::try_from(plan.operand.broadcast.byte_at(&place)).ok()?;
        let bytes = input.get(start..start.checked_add(dtype.itemsize())?)?;
        let next = Scalar::from_bytes(dtype, bytes)?.cast(plan.accumulator);
        let folded = match value {
            None => next,
            Some(value) => {
                let value = super::replay::apply_one(kernel, &[value, next], plan.accumulator)?;
                as_kept(plan, value)
            }
        };
        Some(Some(folded))
    })?
}

/// What a plan says of one line that lies side by side, like its results, and is folded where it lies.
#[cfg(feature = "kept")]
#[derive(Clone, Copy)]
pub(crate) struct Straight {
    scan: Scan,
    size: usize,
    nbytes: usize,
}

#[cfg(feature = "kept")]
impl Straight {
    /// Of a plan, if it is of this kind.
    pub(crate) fn of(plan: &Accumulate) -> Option<Self> {
        let dtype = plan.accumulator;
        let scan = scan::of(plan.ufunc, dtype)?;
        let (from, to) = (&plan.operand.broadcast, &plan.output.layout);
        let plain = plan.operand.dtype == dtype && plan.output.dtype == dtype;
        let count = usize::try_from(*from.shape.first()?).ok()?;
        let side_by_side = |layout: &Layout| {
            let run = Run {
                byte: 0,
                stride: *layout.strides.first()?,
                count,
            };
            run.contiguous(dtype.itemsize())
        };
        let nbytes = side_by_side(from)?.end;
        side_by_side(to)?;
        let line = plain && from.ndim() == 1 && count > 0;
        line.then_some(Self {
            scan,
            size: dtype.itemsize(),
            nbytes,
        })
    }

    /// Folds from one byte on to results from another on.
    pub(crate) fn run(&self, input: &[u8], from: i64, written: &mut [u8], to: i64) -> Option<()> {
        let range = |first: i64| {
            let first = usize::try_from(first).ok()?;
            let whole = first.is_multiple_of(self.size);
            whole.then(|| first..first + self.nbytes)
        };
        let (source, target) = (input.get(range(from)?)?, written.get_mut(range(to)?)?);
        let (first, rest) = source.split_at(self.size);
        target.get_mut(..self.size)?.copy_from_slice(first);
        (self.scan)(rest, target);
        Some(())
    }
}
