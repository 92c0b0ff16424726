//! An accumulation across rows: each row of results is the one before it and the next row of elements, step by step.
//! Every column takes the steps of its line in order; going by rows, memory is walked along rather than across.

use crate::dtype::DType;
use crate::kernel::Flags;
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::Accumulate;

/// Bytes of a row that are taken at a time, so that the results before are still near.
const NEAR: usize = 1 << 14;

/// The axis along which rows lie side by side in both layouts, where the fold goes across them.
pub(crate) fn row_axis(
    operand: (&Layout, DType),
    output: (&Layout, DType),
    axis: usize,
    accumulator: DType,
) -> Option<usize> {
    let size = accumulator.itemsize() as i64;
    let ((from, stored), (to, written)) = (operand, output);
    if stored != accumulator || written != accumulator || from.shape.contains(&0) {
        return None;
    }
    // Fields of records may lie between the multiples of their size.
    let whole = |layout: &Layout| {
        layout.offset % size == 0 && layout.strides.iter().all(|stride| stride % size == 0)
    };
    let row = (0..from.ndim()).rev().find(|&other| {
        other != axis
            && from.shape[other] > 1
            && (from.strides[other], to.strides[other]) == (size, size)
    })?;
    let apart = from.shape[row].checked_mul(size)?;
    (whole(from) && whole(to) && to.strides[axis] >= apart && from.shape[axis] > 1).then_some(row)
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
    let width = usize::try_from(from.shape[row]).ok()? * plan.accumulator.itemsize();
    let mut visits = Odometer::over(&shape, &[&from_outer, &to_outer]);
    let mut flags = Flags::NONE;
    while let Some([source, target]) = visits.next_bytes::<2>() {
        for part in (0..width).step_by(NEAR) {
            let count = NEAR.min(width - part);
            let place = |start: i64, step: i64, number: i64| {
                usize::try_from(start + step * number).map(|place| place + part)
            };
            let first = place(source, from_step, 0).ok()?;
            let begun = place(target, to_step, 0).ok()?;
            written
                .get_mut(begun..begun + count)?
                .copy_from_slice(input.get(first..first + count)?);
            for number in 1..from.shape[plan.axis] {
                let next = place(source, from_step, number).ok()?;
                let before = place(target, to_step, number - 1).ok()?;
                let slot = place(target, to_step, number).ok()?;
                let (done, rest) = written.split_at_mut_checked(slot)?;
                let told = step(
                    done.get(before..before + count)?,
                    input.get(next..next + count)?,
                    rest.get_mut(..count)?,
                );
                flags = flags.and(told);
            }
        }
    }
    Some(flags)
}
