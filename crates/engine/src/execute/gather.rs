//! Runs a gather or a scatter: positions are read a block at a time, turned into addresses, and elements moved as bytes.
//! All dtypes of one size share one loop; `touch` gives the same elements one at a time.

use std::cell::Ref;

use smallvec::SmallVec;

use super::block::{Block, Run, gather};
use super::rows::Rows;
use super::touch::{Bytes, Touch, read_at, read_of, write_of};
use super::{apart, buffer_of};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::plan::Gather;
use crate::plan::gather::{Direction, Picker, walked_backward};
use crate::scalar::Scalar;

/// Moves every element. The output's bytes must be apart from all that is read.
pub(super) fn run(plan: &Gather, buffers: &[Buffer]) -> Result<()> {
    let mut positions: Vec<Ref<'_, [u8]>> = Vec::new();
    for picker in &plan.pickers {
        apart(&picker.positions, &plan.output)?;
        positions.push(buffer_of(picker.positions.buffer, buffers)?.bytes());
    }
    apart(&plan.source, &plan.output)?;
    let source = buffer_of(plan.source.buffer, buffers)?.bytes();
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let layouts: Vec<Layout> = plan
        .pickers
        .iter()
        .map(|picker| &picker.positions.broadcast)
        .chain([&plan.source.broadcast, &plan.output.layout])
        .map(|layout| plan.walked(layout))
        .collect();
    let Some(rows) = Rows::new(&layouts.iter().collect::<Vec<_>>(), &plan.order) else {
        return Ok(());
    };
    let pickers = plan.pickers.len();
    let itemsize = plan.output.dtype.itemsize();
    let mut block = Block::default();
    let (mut from, mut to) = (Vec::new(), Vec::new());
    rows.each(|runs| {
        stepped(runs[pickers], &mut from);
        stepped(runs[pickers + 1], &mut to);
        let moved = match plan.direction {
            Direction::Gather => &mut from,
            Direction::Scatter => &mut to,
        };
        for ((picker, bytes), &run) in std::iter::zip(&plan.pickers, &positions).zip(runs) {
            add_positions(picker, bytes, run, &mut block, moved)?;
        }
        move_items(&source, &from, &mut written, &to, itemsize);
        Ok(())
    })
}

/// The addresses of a run.
fn stepped(run: Run, addresses: &mut Vec<i64>) {
    addresses.clear();
    let mut byte = run.byte;
    for _ in 0..run.count {
        addresses.push(byte);
        byte = byte.wrapping_add(run.stride);
    }
}

/// Adds to each address the bytes that an index array leads to.
fn add_positions(
    picker: &Picker,
    bytes: &[u8],
    run: Run,
    block: &mut Block,
    addresses: &mut [i64],
) -> Result<()> {
    // Along axes that only the rest of the array has, one position serves a whole run.
    let count = if run.stride == 0 { 1 } else { run.count };
    let read = positions_of(picker.positions.dtype, bytes, Run { count, ..run }, block);
    let refused = |position: i64| out_of_bounds(position, picker);
    if run.stride == 0 {
        let position = read.first().copied().unwrap_or(0);
        let led = picker.bytes_to(position).ok_or_else(|| refused(position))?;
        for address in addresses {
            *address = address.wrapping_add(led);
        }
        return Ok(());
    }
    // Nearly always one axis: looked at once, not at every element.
    if let (&[length], &[stride]) = (picker.span.as_slice(), picker.strides.as_slice()) {
        for (address, &position) in std::iter::zip(addresses, read) {
            let found = picker.bounds.resolve(position, length);
            let found = found.ok_or_else(|| refused(position))?;
            *address = address.wrapping_add(found.wrapping_mul(stride));
        }
        return Ok(());
    }
    for (address, &position) in std::iter::zip(addresses, read) {
        let led = picker.bytes_to(position).ok_or_else(|| refused(position))?;
        *address = address.wrapping_add(led);
    }
    Ok(())
}

/// A run of positions as `int64`.
fn positions_of<'a>(dtype: DType, bytes: &[u8], run: Run, block: &'a mut Block) -> &'a [i64] {
    let nbytes = run.count * DType::I64.itemsize();
    gather(bytes, run, dtype, block.bytes_mut(nbytes), DType::I64);
    bytemuck::cast_slice(block.bytes(nbytes))
}

fn out_of_bounds(position: i64, picker: &Picker) -> Error {
    if picker.length() == 0 {
        return Error::index("cannot do a non-empty take from an empty axes.");
    }
    Error::index(format!(
        "index {position} is out of bounds for axis {} with size {}",
        picker.axis,
        picker.length()
    ))
}

/// Moves one element for each pair of addresses.
fn move_items(from: &[u8], read: &[i64], to: &mut [u8], written: &[i64], itemsize: usize) {
    match itemsize {
        1 => move_sized::<1>(from, read, to, written),
        2 => move_sized::<2>(from, read, to, written),
        4 => move_sized::<4>(from, read, to, written),
        8 => move_sized::<8>(from, read, to, written),
        16 => move_sized::<16>(from, read, to, written),
        _ => {
            for (&read, &written) in std::iter::zip(read, written) {
                let (read, written) = (read as usize, written as usize);
                let item = from.get(read..read.saturating_add(itemsize));
                let slot = to.get_mut(written..written.saturating_add(itemsize));
                if let (Some(item), Some(slot)) = (item, slot) {
                    slot.copy_from_slice(item);
                }
            }
        }
    }
}

fn move_sized<const N: usize>(from: &[u8], read: &[i64], to: &mut [u8], written: &[i64]) {
    for (&read, &written) in std::iter::zip(read, written) {
        let item = from.get(read as usize..).and_then(<[u8]>::first_chunk::<N>);
        let slot = to
            .get_mut(written as usize..)
            .and_then(<[u8]>::first_chunk_mut::<N>);
        if let (Some(item), Some(slot)) = (item, slot) {
            *slot = *item;
        }
    }
}

/// The first position of an index array that is not inside a range, in the order of a walk.
pub(crate) fn first_outside(
    positions: &Layout,
    dtype: DType,
    bytes: &[u8],
    order: &[usize],
    backward: &[usize],
    inside: std::ops::Range<i64>,
) -> Option<i64> {
    let walked = walked_backward(positions, backward);
    let rows = Rows::new(&[&walked], order)?;
    let mut block = Block::default();
    rows.each(|runs| {
        let read = positions_of(dtype, bytes, runs[0], &mut block);
        match read.iter().find(|position| !inside.contains(position)) {
            Some(&position) => Err(position),
            None => Ok(()),
        }
    })
    .err()
}

/// One element: the positions read, the element read, the element written.
pub(super) fn touch(plan: &Gather, sources: &[Bytes], nth: i64) -> Option<Touch> {
    let index = plan.index_of(nth);
    let mut reads = SmallVec::new();
    let mut led: i64 = 0;
    for (number, picker) in plan.pickers.iter().enumerate() {
        let byte = picker.positions.broadcast.byte_at(&index);
        let value = sources.get(number)?.scalar(byte, picker.positions.dtype)?;
        let Scalar::I64(position) = value.cast(DType::I64) else {
            return None;
        };
        led = led.wrapping_add(picker.bytes_to(position)?);
        reads.push(read_of(&picker.positions, number, byte, value));
    }
    let (read, written) = match plan.direction {
        Direction::Gather => (led, 0),
        Direction::Scatter => (0, led),
    };
    let number = plan.pickers.len();
    let byte = plan.source.broadcast.byte_at(&index).wrapping_add(read);
    let moved = read_at(&plan.source, number, sources, byte)?;
    let byte = plan.output.layout.byte_at(&index).wrapping_add(written);
    let write = write_of(&plan.output, byte, moved.value.clone());
    reads.push(moved);
    Some(Touch {
        reads,
        write: Some(write),
        lanes: 1,
        index,
    })
}
