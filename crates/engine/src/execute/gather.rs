//! Runs a gather or a scatter: positions are read a block at a time, turned into addresses, and elements moved as bytes.
//! All dtypes of one size share one loop; `touch` gives the same elements one at a time.

use std::cell::Ref;

use crate::short::SmallVec;

use super::block::{Block, Run, gather};
use super::rows::Rows;
use super::touch::{Bytes, Touch, read_at, read_of, write_of};
use super::{apart, buffer_of};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::layout::Layout;
use crate::limit::grant_work;
use crate::plan::gather::{Direction, Picker, walked_backward};
use crate::plan::{Bounds, Gather};
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
    let layouts = without_repeats(layouts, plan.output.dtype.itemsize());
    let (order, itemsize) = items(&layouts, &plan.order, plan.output.dtype.itemsize());
    let Some(rows) = Rows::new(&layouts.iter().collect::<Vec<_>>(), order) else {
        return Ok(());
    };
    let pickers = plan.pickers.len();
    let mut block = Block::default();
    let (mut from, mut to) = (Vec::new(), Vec::new());
    rows.each(|runs| {
        if let ([picker], [bytes]) = (plan.pickers.as_slice(), positions.as_slice())
            && (runs[0].stride != 0 || runs[0].count == 1)
        {
            let read = positions_of(picker.positions.dtype, bytes, runs[0], &mut block);
            let (read_at, write_at) = (runs[1], runs[2]);
            let done = match plan.direction {
                Direction::Gather => picked(
                    picker,
                    read,
                    (&source, read_at),
                    (&mut written, write_at),
                    itemsize,
                ),
                Direction::Scatter => placed(
                    picker,
                    read,
                    (&source, read_at),
                    (&mut written, write_at),
                    itemsize,
                ),
            };
            if let Some(outside) = done {
                return outside.map_or(Ok(()), |position| Err(out_of_bounds(position, picker)));
            }
        }
        let (read_at, write_at) = (runs[pickers], runs[pickers + 1]);
        let (led, led_at, beside) = match plan.direction {
            Direction::Gather => (&mut from, read_at, write_at.contiguous(itemsize)),
            Direction::Scatter => (&mut to, write_at, read_at.contiguous(itemsize)),
        };
        stepped(led_at, led);
        for ((picker, bytes), &run) in std::iter::zip(&plan.pickers, &positions).zip(runs) {
            add_positions(picker, bytes, run, &mut block, led)?;
        }
        // What lies side by side needs no addresses.
        match (plan.direction, beside) {
            (Direction::Gather, Some(range)) => {
                let slots = written.get_mut(range).unwrap_or(&mut []);
                if brought(&source, &from, slots, itemsize) {
                    return Ok(());
                }
                stepped(write_at, &mut to);
            }
            (Direction::Scatter, Some(range)) => {
                let items = source.get(range).unwrap_or(&[]);
                if spread(items, &mut written, &to, itemsize) {
                    return Ok(());
                }
                stepped(read_at, &mut from);
            }
            (Direction::Gather, None) => stepped(write_at, &mut to),
            (Direction::Scatter, None) => stepped(read_at, &mut from),
        }
        move_items(&source, &from, &mut written, &to, itemsize);
        Ok(())
    })
}

/// Layouts in which axes that nothing moves along have length 1, where elements have no bytes: positions are looked at all the
/// same, but each once.
fn without_repeats(mut layouts: Vec<Layout>, itemsize: usize) -> Vec<Layout> {
    let axes = layouts.first().map_or(0, Layout::ndim);
    for axis in (0..axes).filter(|_| itemsize == 0) {
        if layouts.iter().all(|layout| layout.strides[axis] == 0) {
            for layout in &mut layouts {
                layout.shape[axis] = layout.shape[axis].min(1);
            }
        }
    }
    layouts
}

/// The axes that are walked and the bytes that move together: the fastest axes, as long as no index array has a say in them
/// and both sides lie side by side, are one item.
fn items<'a>(layouts: &[Layout], mut order: &'a [usize], itemsize: usize) -> (&'a [usize], usize) {
    let mut size = itemsize;
    let (pickers, sides) = layouts.split_at(layouts.len().saturating_sub(2));
    while let [outer @ .., axis] = order
        && !outer.is_empty()
    {
        let length = sides.first().map_or(0, |side| side.shape[*axis]);
        let steps = |layouts: &[Layout], step: usize| {
            let lies = |layout: &Layout| length == 1 || layout.strides[*axis] == step as i64;
            layouts.iter().all(lies)
        };
        if length <= 0 || !steps(pickers, 0) || !steps(sides, size) {
            break;
        }
        size = size.saturating_mul(usize::try_from(length).unwrap_or(usize::MAX));
        order = outer;
    }
    (order, size)
}

/// Reads a run by one index array into places that lie side by side; the first position out of bounds, if there is one.
/// `None` where the run is no such thing.
fn picked(
    picker: &Picker,
    positions: &[i64],
    (source, read): (&[u8], Run),
    (written, write): (&mut [u8], Run),
    itemsize: usize,
) -> Option<Option<i64>> {
    let axis = Axis::of(picker, read)?;
    let to = written.get_mut(write.contiguous(itemsize)?)?;
    match itemsize {
        1 => axis.picked::<1>(positions, source, to),
        2 => axis.picked::<2>(positions, source, to),
        4 => axis.picked::<4>(positions, source, to),
        8 => axis.picked::<8>(positions, source, to),
        12 => axis.picked::<12>(positions, source, to),
        16 => axis.picked::<16>(positions, source, to),
        24 => axis.picked::<24>(positions, source, to),
        32 => axis.picked::<32>(positions, source, to),
        _ => None,
    }
}

/// Writes a run by one index array, from items that lie side by side or from one for all; else as [`picked`].
fn placed(
    picker: &Picker,
    positions: &[i64],
    (source, read): (&[u8], Run),
    (written, write): (&mut [u8], Run),
    itemsize: usize,
) -> Option<Option<i64>> {
    let axis = Axis::of(picker, write)?;
    let one = Run { count: 1, ..read };
    let read = if read.stride == 0 { one } else { read };
    let from = source.get(read.contiguous(itemsize)?)?;
    match itemsize {
        1 => axis.placed::<1>(positions, from, written),
        2 => axis.placed::<2>(positions, from, written),
        4 => axis.placed::<4>(positions, from, written),
        8 => axis.placed::<8>(positions, from, written),
        16 => axis.placed::<16>(positions, from, written),
        24 => axis.placed::<24>(positions, from, written),
        _ => None,
    }
}

/// The axis that positions count over: its first byte, its length, and how far it is from one item to the next.
#[derive(Clone, Copy)]
struct Axis {
    first: usize,
    length: i64,
    stride: i64,
    bounds: Bounds,
}

impl Axis {
    /// The one axis of a picker, on the side where a run stays in place; nothing where there are more axes or the run moves.
    fn of(picker: &Picker, run: Run) -> Option<Self> {
        let (&[length], &[stride]) = (picker.span.as_slice(), picker.strides.as_slice()) else {
            return None;
        };
        if run.stride != 0 && run.count > 1 {
            return None;
        }
        Some(Self {
            first: usize::try_from(run.byte).ok()?,
            length,
            stride,
            bounds: picker.bounds,
        })
    }

    /// The items of the axis where they lie side by side and a negative position counts from the end. Then one comparison
    /// for each position is enough: it is in bounds exactly where there is an item.
    fn whole<const N: usize>(self, bytes: &[u8]) -> Option<&[[u8; N]]> {
        if self.stride != N as i64 || self.bounds != Bounds::Raise {
            return None;
        }
        let length = usize::try_from(self.length).ok()?;
        bytes.get(self.first..)?.as_chunks().0.get(..length)
    }

    /// The number of the item that a position means, counted from the front; nothing where there can be none.
    fn counted(self, position: i64) -> Option<usize> {
        let behind = if position < 0 { self.length } else { 0 };
        usize::try_from(position.wrapping_add(behind)).ok()
    }

    /// The first byte of the item at a position.
    fn byte(self, position: i64) -> Option<usize> {
        let found = self.bounds.resolve(position, self.length)?;
        let away = found.wrapping_mul(self.stride);
        Some(self.first.wrapping_add(away as usize))
    }

    fn picked<const N: usize>(
        self,
        positions: &[i64],
        source: &[u8],
        to: &mut [u8],
    ) -> Option<Option<i64>> {
        let slots = positions.iter().zip(to.as_chunks_mut::<N>().0);
        if let Some(items) = self.whole::<N>(source) {
            for (&position, slot) in slots {
                match self.counted(position).and_then(|found| items.get(found)) {
                    Some(item) => *slot = *item,
                    None => return Some(Some(position)),
                }
            }
            return Some(None);
        }
        for (&position, slot) in slots {
            let Some(start) = self.byte(position) else {
                return Some(Some(position));
            };
            if let Some(item) = source.get(start..).and_then(<[u8]>::first_chunk) {
                *slot = *item;
            }
        }
        Some(None)
    }

    fn placed<const N: usize>(
        self,
        positions: &[i64],
        from: &[u8],
        written: &mut [u8],
    ) -> Option<Option<i64>> {
        let items = from.as_chunks::<N>().0;
        // One item for all, or one for each.
        let (one, each) = (items.first()?, items.len() > 1);
        let mut items = items.iter();
        for &position in positions {
            let item = if each { items.next()? } else { one };
            let Some(start) = self.byte(position) else {
                return Some(Some(position));
            };
            if let Some(slot) = written.get_mut(start..).and_then(<[u8]>::first_chunk_mut) {
                *slot = *item;
            }
        }
        Some(None)
    }
}

/// The addresses of a run.
fn stepped(run: Run, addresses: &mut Vec<i64>) {
    let byte = |number: i64| run.byte.wrapping_add(run.stride.wrapping_mul(number));
    addresses.clear();
    addresses.extend((0..run.count as i64).map(byte));
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
        if picker.bounds == Bounds::Raise {
            // All are looked at without a branch: nearly always none is outside.
            let mut inside = true;
            for (address, &position) in std::iter::zip(addresses, read) {
                let found = position.wrapping_add(length & (position >> 63));
                inside &= (found as u64) < length.unsigned_abs();
                *address = address.wrapping_add(found.wrapping_mul(stride));
            }
            if inside {
                return Ok(());
            }
            let is_outside = |position: &&i64| picker.bounds.resolve(**position, length).is_none();
            let found = read.iter().find(is_outside);
            return found.map_or(Ok(()), |&position| Err(refused(position)));
        }
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

/// A run of positions as `int64`; read where they lie, if they lie so.
fn positions_of<'a>(dtype: DType, bytes: &'a [u8], run: Run, block: &'a mut Block) -> &'a [i64] {
    if dtype == DType::I64
        && let Some(lie) = run.contiguous(8).and_then(|range| bytes.get(range))
        && let Ok(read) = bytemuck::try_cast_slice(lie)
    {
        return read;
    }
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

/// Brings one item from each address into slots that lie side by side; false where there is no loop for the size.
fn brought(from: &[u8], read: &[i64], slots: &mut [u8], itemsize: usize) -> bool {
    match itemsize {
        1 => brought_sized::<1>(from, read, slots),
        2 => brought_sized::<2>(from, read, slots),
        4 => brought_sized::<4>(from, read, slots),
        8 => brought_sized::<8>(from, read, slots),
        16 => brought_sized::<16>(from, read, slots),
        _ => return false,
    }
    true
}

fn brought_sized<const N: usize>(from: &[u8], read: &[i64], slots: &mut [u8]) {
    for (&read, slot) in std::iter::zip(read, slots.as_chunks_mut::<N>().0) {
        if let Some(item) = from.get(read as usize..).and_then(<[u8]>::first_chunk) {
            *slot = *item;
        }
    }
}

/// Writes items that lie side by side to one address each; false where there is no loop for the size.
fn spread(items: &[u8], to: &mut [u8], written: &[i64], itemsize: usize) -> bool {
    match itemsize {
        1 => spread_sized::<1>(items, to, written),
        2 => spread_sized::<2>(items, to, written),
        4 => spread_sized::<4>(items, to, written),
        8 => spread_sized::<8>(items, to, written),
        16 => spread_sized::<16>(items, to, written),
        _ => return false,
    }
    true
}

fn spread_sized<const N: usize>(items: &[u8], to: &mut [u8], written: &[i64]) {
    for (&written, item) in std::iter::zip(written, items.as_chunks::<N>().0) {
        if let Some(slot) = to
            .get_mut(written as usize..)
            .and_then(<[u8]>::first_chunk_mut)
        {
            *slot = *item;
        }
    }
}

/// The first position of an index array that is not inside a range, in the order of a walk.
///
/// # Errors
/// As [`grant_work`]: a stretched array can have far more positions than bytes.
pub(crate) fn first_outside(
    positions: &Layout,
    dtype: DType,
    bytes: &[u8],
    order: &[usize],
    backward: &[usize],
    inside: std::ops::Range<i64>,
) -> Result<Option<i64>> {
    grant_work(positions.size())?;
    let walked = walked_backward(positions, backward);
    let Some(rows) = Rows::new(&[&walked], order) else {
        return Ok(None);
    };
    let mut block = Block::default();
    let outside = rows.each(|runs| {
        let read = positions_of(dtype, bytes, runs[0], &mut block);
        // All of them are looked at without a branch: nearly always there is none to find.
        let span = inside.end.max(inside.start).wrapping_sub(inside.start) as u64;
        let mut all = true;
        for position in read {
            all &= (position.wrapping_sub(inside.start) as u64) < span;
        }
        if all {
            return Ok(());
        }
        match read.iter().find(|position| !inside.contains(position)) {
            Some(&position) => Err(position),
            None => Ok(()),
        }
    });
    Ok(outside.err())
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
