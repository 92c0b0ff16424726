//! Runs the search for what is not zero: the operand is walked in C order, each true element writes a row of its indices.
//! `touch` walks the same elements, one index of one element at a time.

use crate::short::SmallVec;

use super::block::{Block, Run};
use super::compress::truths_of;
use super::rows::Rows;
use super::touch::{Bytes, Touch, read_of, write_of};
use super::{apart, buffer_of};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::Result;
#[cfg(feature = "lanes")]
use crate::kernels::{Way, way};
use crate::layout::walk::{Odometer, indices_of};
use crate::layout::{Layout, size_of_shape};
#[cfg(feature = "lanes")]
use crate::plan::Kernel;
use crate::plan::Nonzero;
use crate::scalar::Scalar;

/// Writes one row of indices for each true element.
pub(super) fn run(plan: &Nonzero, buffers: &[Buffer]) -> Result<()> {
    apart(&plan.operand, &plan.output)?;
    let bytes = buffer_of(plan.operand.buffer, buffers)?.bytes();
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let layout = &plan.operand.layout;
    let Some((&length, outer)) = layout.shape.split_last() else {
        return Ok(());
    };
    let (length, axis) = (usize::try_from(length).unwrap_or(0), outer.len());
    let mut rows = Odometer::over(outer, &[layout]);
    let mut block = Block::default();
    let mut row = 0;
    #[cfg(feature = "lanes")]
    let lanes = plan.kernel != Kernel::Scalar;
    while length > 0 && rows.advance() {
        for start in (0..length).step_by(super::block::BLOCK) {
            let run = Run {
                byte: rows.bytes()[0].wrapping_add(layout.strides[axis] * start as i64),
                stride: layout.strides[axis],
                count: super::block::BLOCK.min(length - start),
            };
            let truths = truths_of(&bytes, run, plan.operand.dtype, &mut block);
            #[cfg(feature = "lanes")]
            if lanes {
                let to = usize::try_from(plan.output.layout.byte_at(&[row, 0])).ok();
                let to = to
                    .and_then(|byte| written.get_mut(byte..))
                    .unwrap_or(&mut []);
                row += crate::kernel::lanes::compress::positions(truths, start as i64, to) as i64;
                continue;
            }
            for (place, &truth) in truths.iter().enumerate() {
                if truth == 0 {
                    continue;
                }
                let last = (start + place) as i64;
                for (column, &index) in rows.indices().iter().chain([&last]).enumerate() {
                    let byte = plan.output.layout.byte_at(&[row, column as i64]) as usize;
                    if let Some(slot) = written.get_mut(byte..).and_then(<[u8]>::first_chunk_mut) {
                        *slot = index.to_le_bytes();
                    }
                }
                row += 1;
            }
        }
    }
    Ok(())
}

/// How many elements are not zero.
pub(crate) fn count_true(layout: &Layout, dtype: DType, bytes: &[u8]) -> i64 {
    // Along axes that nothing moves along the same is counted again and again.
    let mut once = layout.clone();
    let mut times: i64 = 1;
    for (length, &stride) in once.shape.iter_mut().zip(&layout.strides) {
        if stride == 0 && *length > 1 {
            times = times.saturating_mul(*length);
            *length = 1;
        }
    }
    times.saturating_mul(count_once(&once, dtype, bytes))
}

fn count_once(layout: &Layout, dtype: DType, bytes: &[u8]) -> i64 {
    let order = crate::layout::coalesce::loop_order(&[layout]);
    let Some(rows) = Rows::new(&[layout], &order) else {
        return 0;
    };
    let mut block = Block::default();
    let mut count = 0;
    let counted: std::result::Result<(), ()> = rows.each(|runs| {
        count += counted(truths_of(bytes, runs[0], dtype, &mut block)) as i64;
        Ok(())
    });
    counted.map_or(0, |()| count)
}

/// How many truths are set.
fn counted(truths: &[u8]) -> usize {
    #[cfg(feature = "lanes")]
    if way() == Way::Simd128 {
        return crate::kernel::lanes::compress::count(truths);
    }
    truths.iter().filter(|&&truth| truth != 0).count()
}

/// Number of touches: one for each axis of each element.
pub(super) fn touches(plan: &Nonzero) -> i64 {
    let axes = plan.operand.layout.ndim() as i64;
    size_of_shape(&plan.operand.layout.shape).saturating_mul(axes)
}

/// One element read, and one of its indices written where it is not zero.
pub(super) fn touch(plan: &Nonzero, source: &Bytes, nth: i64) -> Option<Touch> {
    let (operand, output) = (&plan.operand, &plan.output);
    let axes = operand.layout.ndim() as i64;
    let (number, column) = (nth / axes, nth % axes);
    let truth = |number: i64| {
        let index = indices_of(&operand.layout.shape, number)?;
        let byte = operand.layout.byte_at(&index);
        let value = source.item(byte, operand.dtype)?;
        let is_true = value.is_true();
        Some((index, byte, value, is_true))
    };
    let (index, byte, value, is_true) = truth(number)?;
    let write = is_true.then(|| {
        let before = (0..number).filter(|&one| truth(one).is_some_and(|found| found.3));
        let byte = output.layout.byte_at(&[before.count() as i64, column]);
        write_of(output, byte, Scalar::I64(index[column as usize]))
    });
    let mut reads = SmallVec::new();
    reads.push(read_of(operand, 0, byte, value));
    Some(Touch {
        index,
        reads,
        write,
        lanes: plan.kernel.lanes(),
    })
}
