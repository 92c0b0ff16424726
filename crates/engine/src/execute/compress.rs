//! Runs a mask: truths are read a block at a time, and elements moved as bytes where they are set.
//! All dtypes of one size share one loop; `touch` gives the same elements one at a time.

use std::cell::Cell;

use crate::short::SmallVec;

use super::block::{Block, Run, gather};
use super::rows::Rows;
use super::touch::{Bytes, Touch, read_at, read_of, write_of};
use super::{apart, buffer_of};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::Result;
#[cfg(feature = "lanes")]
use crate::kernel::lanes;
use crate::layout::walk::indices_of;
use crate::layout::{Layout, axes::Axes};
use crate::plan::Compress;
#[cfg(feature = "lanes")]
use crate::plan::Kernel;
use crate::plan::gather::Direction;

/// Moves every element whose truth is set. The output's bytes must be apart from all that is read.
pub(super) fn run(plan: &Compress, buffers: &[Buffer]) -> Result<()> {
    apart(&plan.mask, &plan.output)?;
    apart(&plan.source, &plan.output)?;
    let truths = buffer_of(plan.mask.buffer, buffers)?.bytes();
    let source = buffer_of(plan.source.buffer, buffers)?.bytes();
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let (picked, line) = sides(plan);
    let order: Axes = (0..plan.shape().len()).collect();
    let Some(rows) = Rows::new(&[&plan.mask.broadcast, picked], &order) else {
        return Ok(());
    };
    let mut mask = Block::default();
    let mut line = Run {
        byte: line.offset,
        stride: line.strides.first().copied().unwrap_or(0),
        count: 1,
    };
    #[cfg(feature = "lanes")]
    let (mut block, lanes) = (Block::default(), plan.kernel != Kernel::Scalar);
    rows.each(|runs| {
        let truths = truths_of(&truths, runs[0], plan.mask.dtype, &mut mask);
        let picked = runs[1];
        #[cfg(feature = "lanes")]
        if lanes
            && let Some(kept) = match plan.direction {
                Direction::Gather => kept(
                    plan,
                    truths,
                    (&source, picked),
                    &mut written,
                    line,
                    &mut block,
                ),
                Direction::Scatter => {
                    overwritten(plan, truths, (&source, line), &mut written, picked)
                }
            }
        {
            line.byte = line
                .byte
                .wrapping_add(line.stride.wrapping_mul(kept as i64));
            return Ok(());
        }
        one_by_one(plan, truths, &source, &mut written, picked, &mut line);
        Ok(())
    })
}

/// The side with the shape of the mask, and the side with one axis.
fn sides(plan: &Compress) -> (&Layout, &Layout) {
    let (source, output) = (&plan.source.broadcast, &plan.output.layout);
    match plan.direction {
        Direction::Gather => (source, output),
        Direction::Scatter => (output, source),
    }
}

/// A run as truth values, one byte each; where they lie side by side they are read there.
pub(super) fn truths_of<'a>(
    bytes: &'a [u8],
    run: Run,
    dtype: DType,
    block: &'a mut Block,
) -> &'a [u8] {
    if dtype == DType::Bool
        && let Some(lie) = run.contiguous(1).and_then(|range| bytes.get(range))
    {
        return lie;
    }
    #[cfg(feature = "records")]
    if matches!(dtype, DType::Record(_)) {
        return truths_of_records(bytes, run, dtype, block);
    }
    gather(bytes, run, dtype, block.bytes_mut(run.count), DType::Bool);
    block.bytes(run.count)
}

/// A run of records as truth values.
#[cfg(feature = "records")]
fn truths_of_records<'a>(bytes: &[u8], run: Run, dtype: DType, block: &'a mut Block) -> &'a [u8] {
    let mut byte = run.byte;
    for truth in block.bytes_mut(run.count) {
        let start = usize::try_from(byte).unwrap_or(usize::MAX);
        let element = bytes.get(start..start.saturating_add(dtype.itemsize()));
        *truth = u8::from(element.is_some_and(|one| crate::records::cast::is_true(one, dtype)));
        byte = byte.wrapping_add(run.stride);
    }
    block.bytes(run.count)
}

/// Keeps the elements of a run, several in one register; how many. `None` where the results do not lie side by side.
#[cfg(feature = "lanes")]
fn kept(
    plan: &Compress,
    truths: &[u8],
    (source, run): (&[u8], Run),
    written: &mut [u8],
    line: Run,
    block: &mut Block,
) -> Option<usize> {
    let dtype = plan.output.dtype;
    let size = dtype.itemsize();
    let output = &plan.output.layout;
    if line.stride != size as i64 && output.size() > 1 {
        return None;
    }
    // Whole registers are stored, but never beyond the last result.
    let end = usize::try_from(output.offset).ok()? + usize::try_from(output.size()).ok()? * size;
    let to = written.get_mut(usize::try_from(line.byte).ok()?..end)?;
    let from = match run.contiguous(size).and_then(|range| source.get(range)) {
        Some(lie) => lie,
        None => {
            gather(source, run, dtype, block.bytes_mut(run.count * size), dtype);
            block.bytes(run.count * size)
        }
    };
    lanes::compress::compress(size, truths, from, to)
}

/// Writes the elements of a run whose truths are set, several in one register: one value for all, or values that lie side
/// by side; how many were taken of those. `None` where either side lies otherwise.
#[cfg(feature = "lanes")]
fn overwritten(
    plan: &Compress,
    truths: &[u8],
    (source, line): (&[u8], Run),
    written: &mut [u8],
    run: Run,
) -> Option<usize> {
    let size = plan.output.dtype.itemsize();
    let start = usize::try_from(line.byte).ok()?;
    let to = written.get_mut(run.contiguous(size)?)?;
    if line.stride == 0 {
        let value = source.get(start..start.checked_add(size)?)?;
        // The value is the same everywhere, so that nobody asks how many were written.
        let value = crate::kernel::Source::Splat(value);
        return lanes::choose::overwrite(size, truths, value, to).then_some(0);
    }
    if line.stride != size as i64 {
        return None;
    }
    lanes::compress::expand(size, truths, source.get(start..)?, to)
}

/// Moves the elements of a run; the place in the side with one axis goes on with each.
fn one_by_one(
    plan: &Compress,
    truths: &[u8],
    source: &[u8],
    written: &mut [u8],
    picked: Run,
    line: &mut Run,
) {
    let size = plan.output.dtype.itemsize();
    let mut byte = picked.byte;
    for &truth in truths {
        if truth != 0 {
            let (read, write) = match plan.direction {
                Direction::Gather => (byte, line.byte),
                Direction::Scatter => (line.byte, byte),
            };
            copy_element(source, read, written, write, size);
            line.byte = line.byte.wrapping_add(line.stride);
        }
        byte = byte.wrapping_add(picked.stride);
    }
}

fn copy_element(from: &[u8], read: i64, to: &mut [u8], write: i64, size: usize) {
    match size {
        1 => copy_sized::<1>(from, read, to, write),
        2 => copy_sized::<2>(from, read, to, write),
        4 => copy_sized::<4>(from, read, to, write),
        8 => copy_sized::<8>(from, read, to, write),
        _ => {
            let (read, write) = (read as usize, write as usize);
            let item = from.get(read..read.saturating_add(size));
            let slot = to.get_mut(write..write.saturating_add(size));
            if let (Some(item), Some(slot)) = (item, slot) {
                slot.copy_from_slice(item);
            }
        }
    }
}

fn copy_sized<const N: usize>(from: &[u8], read: i64, to: &mut [u8], write: i64) {
    let item = from.get(read as usize..).and_then(<[u8]>::first_chunk::<N>);
    let slot = to.get_mut(write as usize..);
    if let (Some(item), Some(slot)) = (item, slot.and_then(<[u8]>::first_chunk_mut::<N>)) {
        *slot = *item;
    }
}

/// One element of the mask: its truth read and, where it is set, one element read and written. `counted` is how far true
/// elements were counted last, so that touches that are asked for in order need no counting anew.
pub(super) fn touch(
    plan: &Compress,
    sources: &[Bytes],
    nth: i64,
    counted: &Cell<(i64, i64)>,
) -> Option<Touch> {
    let shape = plan.shape();
    let truths = sources.first()?;
    let look = |number: i64| {
        let index = indices_of(shape, number)?;
        let byte = plan.mask.broadcast.byte_at(&index);
        let value = truths.item(byte, plan.mask.dtype)?;
        let is_true = value.is_true();
        Some((index, byte, value, is_true))
    };
    let (mut seen, mut before) = counted.get();
    if seen > nth {
        (seen, before) = (0, 0);
    }
    while seen < nth {
        before += i64::from(look(seen)?.3);
        seen += 1;
    }
    counted.set((seen, before));
    let (index, byte, value, is_true) = look(nth)?;
    let mut reads = SmallVec::new();
    reads.push(read_of(&plan.mask, 0, byte, value));
    let output = &plan.output;
    let write = if is_true {
        let (read, written) = match plan.direction {
            Direction::Gather => (index.as_slice(), &[before] as &[i64]),
            Direction::Scatter => (&[before] as &[i64], index.as_slice()),
        };
        let byte = plan.source.broadcast.byte_at(read);
        let moved = read_at(&plan.source, 1, sources, byte)?;
        let write = write_of(output, output.layout.byte_at(written), moved.value.clone());
        reads.push(moved);
        Some(write)
    } else {
        None
    };
    Some(Touch {
        reads,
        write,
        lanes: plan.kernel.lanes(),
        index,
    })
}
