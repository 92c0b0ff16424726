//! An accumulation across rows: each row of results is the one before it and the next row of elements, step by step.
//! Every column takes the steps of its line in order; going by rows, memory is walked along rather than across.

use super::block::{Block, Run, gather};
use crate::dtype::{DType, Kind};
use crate::kernel::Flags;
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::Accumulate;

/// Bytes of a row that are taken at a time, so that the results before are still near.
const NEAR: usize = 1 << 14;

/// The axis along which rows lie side by side in both layouts, where the fold goes across them. Integers may be folded in
/// longer ones.
pub(crate) fn row_axis(
    operand: (&Layout, DType),
    output: (&Layout, DType),
    axis: usize,
    accumulator: DType,
) -> Option<usize> {
    let size = accumulator.itemsize() as i64;
    let ((from, stored), (to, written)) = (operand, output);
    let is_integer = stored.is_number() && matches!(stored.kind(), Kind::Signed | Kind::Unsigned);
    let widened = stored == DType::Bool || is_integer;
    if stored != accumulator && !widened || written != accumulator || from.shape.contains(&0) {
        return None;
    }
    let own = stored.itemsize() as i64;
    // Fields of records may lie between the multiples of their size.
    let whole = |layout: &Layout, size: i64| {
        layout.offset % size == 0 && layout.strides.iter().all(|stride| stride % size == 0)
    };
    let row = (0..from.ndim()).rev().find(|&other| {
        other != axis
            && from.shape[other] > 1
            && (from.strides[other], to.strides[other]) == (own, size)
    })?;
    let apart = from.shape[row].checked_mul(size)?;
    (whole(from, own) && whole(to, size) && to.strides[axis] >= apart && from.shape[axis] > 1)
        .then_some(row)
}

/// Writes every row. `step` is given a row of results, the elements behind it, and the row of results to write.
/// `None` where the plan reaches outside of its buffers.
pub(super) fn rows(
    plan: &Accumulate,
    row: usize,
    input: &[u8],
    written: &mut [u8],
    step: impl Fn(&[u8], &[u8], &mut [u8]) -> Flags,
) -> Option<Flags> {
    let (from, to) = (&plan.operand.broadcast, &plan.output.layout);
    let outer: Vec<usize> = (0..from.ndim())
        .filter(|&axis| axis != row && axis != plan.axis)
        .collect();
    let shape: Dims = outer.iter().map(|&axis| from.shape[axis]).collect();
    let (from_outer, to_outer) = (from.with_axes(&outer), to.with_axes(&outer));
    let (from_step, to_step) = (from.strides[plan.axis], to.strides[plan.axis]);
    let (own, size) = (plan.operand.dtype.itemsize(), plan.accumulator.itemsize());
    let width = usize::try_from(from.shape[row]).ok()?;
    let mut block = Block::default();
    let mut visits = Odometer::over(&shape, &[&from_outer, &to_outer]);
    let mut flags = Flags::NONE;
    while let Some([source, target]) = visits.next_bytes::<2>() {
        for part in (0..width).step_by(NEAR / size) {
            let count = (NEAR / size).min(width - part);
            let nbytes = count * size;
            let place = |start: i64, step: i64, number: i64, size: usize| {
                usize::try_from(start + step * number).map(|place| place + part * size)
            };
            let first = place(source, from_step, 0, own).ok()?;
            let begun = place(target, to_step, 0, size).ok()?;
            written
                .get_mut(begun..begun + nbytes)?
                .copy_from_slice(elements(plan, input, (first, count), &mut block)?);
            for number in 1..from.shape[plan.axis] {
                let next = place(source, from_step, number, own).ok()?;
                let before = place(target, to_step, number - 1, size).ok()?;
                let slot = place(target, to_step, number, size).ok()?;
                let (done, rest) = written.split_at_mut_checked(slot)?;
                let told = step(
                    done.get(before..before + nbytes)?,
                    elements(plan, input, (next, count), &mut block)?,
                    rest.get_mut(..nbytes)?,
                );
                flags = flags.and(told);
            }
        }
    }
    Some(flags)
}

/// Elements that lie side by side, in the dtype of the fold.
fn elements<'a>(
    plan: &Accumulate,
    input: &'a [u8],
    (first, count): (usize, usize),
    block: &'a mut Block,
) -> Option<&'a [u8]> {
    let (stored, accumulator) = (plan.operand.dtype, plan.accumulator);
    let lie = input.get(first..first + count * stored.itemsize())?;
    if stored == accumulator {
        return Some(lie);
    }
    let run = Run {
        byte: 0,
        stride: stored.itemsize() as i64,
        count,
    };
    let nbytes = count * accumulator.itemsize();
    gather(lie, run, stored, block.bytes_mut(nbytes), accumulator);
    Some(block.bytes(nbytes))
}
