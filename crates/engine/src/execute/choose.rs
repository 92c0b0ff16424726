//! Runs a choice: the selector and every candidate are read a block at a time, and each element copied from the chosen one.
//! `touch` gives the same elements one at a time; it reads only the candidate that is taken.

use std::cell::Ref;

use crate::short::SmallVec;

#[cfg(feature = "lanes")]
use super::block::scatter;
use super::block::{Block, Run, gather};
use super::rows::Rows;
use super::touch::{Bytes, Touch, read_at, write_of};
use super::{apart, buffer_of};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::{Error, Result};
#[cfg(feature = "lanes")]
use crate::kernel::Source;
#[cfg(feature = "lanes")]
use crate::kernel::lanes::choose::{choose, overwrite};
use crate::layout::Layout;
use crate::plan::choose::Selector;
use crate::plan::{Choose, Kernel, Operand, index_in_order};
use crate::scalar::Scalar;

/// Copies every chosen element. The output's bytes must be apart from all that is read.
pub(super) fn run(plan: &Choose, buffers: &[Buffer]) -> Result<()> {
    let mut sources: SmallVec<[Option<Ref<'_, [u8]>>; 3]> = SmallVec::new();
    for operand in &plan.operands {
        apart(operand, &plan.output)?;
        sources.push(match operand.constant {
            Some(_) => None,
            None => Some(buffer_of(operand.buffer, buffers)?.bytes()),
        });
    }
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let mut layouts: SmallVec<[&Layout; 4]> =
        plan.operands.iter().map(|one| &one.broadcast).collect();
    layouts.push(&plan.output.layout);
    let Some(rows) = Rows::new(&layouts, &plan.order) else {
        return Ok(());
    };
    let dtype = plan.output.dtype;
    let itemsize = dtype.itemsize();
    let mut blocks: SmallVec<[Block; 3]> = SmallVec::new();
    blocks.resize_with(plan.operands.len(), Block::default);
    let lanes = plan.kernel != Kernel::Scalar;
    let rows = if lanes && lies(plan, rows.strides()) {
        rows.unbroken()
    } else {
        rows
    };
    rows.each(|runs| {
        #[cfg(feature = "lanes")]
        if lanes {
            return by_lanes(plan, &sources, runs, &mut blocks, &mut written);
        }
        let _ = lanes;
        for (number, (operand, source)) in std::iter::zip(&plan.operands, &sources).enumerate() {
            let read = if number == 0 {
                selected_as(plan.selector)
            } else {
                dtype
            };
            fill(
                operand,
                source.as_deref(),
                runs[number],
                read,
                &mut blocks[number],
            );
        }
        let (Some(&target), Some((selector, candidates))) = (runs.last(), blocks.split_first())
        else {
            return Ok(());
        };
        let selected = selector.bytes(target.count * selected_as(plan.selector).itemsize());
        let candidates: SmallVec<[&[u8]; 2]> = candidates
            .iter()
            .map(|block| block.bytes(target.count * itemsize))
            .collect();
        let mut byte = target.byte;
        for place in 0..target.count {
            let chosen = plan.candidate(selected_at(plan.selector, selected, place));
            if let Some(chosen) = chosen.map_err(|()| invalid())? {
                let from = place * itemsize;
                let item = candidates
                    .get(chosen)
                    .and_then(|all| all.get(from..from + itemsize));
                let start = byte as usize;
                let slot = written.get_mut(start..start.saturating_add(itemsize));
                if let (Some(item), Some(slot)) = (item, slot) {
                    slot.copy_from_slice(item);
                }
            }
            byte = byte.wrapping_add(target.stride);
        }
        Ok(())
    })
}

/// Whether everything can be read and written where it lies.
fn lies(plan: &Choose, strides: &[i64]) -> bool {
    let dtype = plan.output.dtype;
    let mut operands = plan.operands.iter().zip(strides).enumerate();
    let all = operands.all(|(number, (operand, &stride))| {
        let wanted = if number == 0 { DType::Bool } else { dtype };
        let repeats = number > 0 && (stride == 0 || operand.constant.is_some());
        repeats || operand.dtype == wanted && stride == wanted.itemsize() as i64
    });
    all && strides.last() == Some(&(dtype.itemsize() as i64))
}

/// A run of a choice between two candidates, or of one and what is there, several elements in one register. What lies side
/// by side is read where it lies, what repeats is read once, and anything else is laid side by side first.
#[cfg(feature = "lanes")]
fn by_lanes(
    plan: &Choose,
    sources: &[Option<Ref<'_, [u8]>>],
    runs: &[Run],
    blocks: &mut [Block],
    written: &mut [u8],
) -> Result<()> {
    let dtype = plan.output.dtype;
    let size = dtype.itemsize();
    let mut read: SmallVec<[Source<'_>; 3]> = SmallVec::new();
    let together = std::iter::zip(&plan.operands, sources).zip(blocks);
    for (number, ((operand, source), block)) in together.enumerate() {
        let wanted = if number == 0 { DType::Bool } else { dtype };
        let run = runs[number];
        let repeats = number > 0 && (run.stride == 0 || source.is_none());
        let needed = Run {
            count: if repeats { 1 } else { run.count },
            ..run
        };
        let lies = source
            .as_deref()
            .filter(|_| operand.dtype == wanted)
            .and_then(|bytes| bytes.get(needed.contiguous(wanted.itemsize())?));
        let bytes = match (lies, operand.constant) {
            (Some(bytes), _) => bytes,
            (None, Some(value)) => {
                let value = value.cast(wanted).to_bytes();
                let room = block.bytes_mut(value.len());
                room.copy_from_slice(&value);
                room
            }
            (None, None) => {
                fill(operand, source.as_deref(), needed, wanted, block);
                block.bytes(needed.count * wanted.itemsize())
            }
        };
        read.push(if repeats {
            Source::Splat(bytes)
        } else {
            Source::Stream(bytes)
        });
    }
    let Some(&target) = runs.last() else {
        return Ok(());
    };
    let take = |to: &mut [u8]| match *read.as_slice() {
        [truths, x] => overwrite(size, truths.bytes(), x, to),
        [truths, x, y] => choose(size, truths.bytes(), x, y, to),
        _ => false,
    };
    match target
        .contiguous(size)
        .and_then(|range| written.get_mut(range))
    {
        Some(side_by_side) => {
            take(side_by_side);
        }
        None => {
            let mut block = Block::default();
            let room = block.bytes_mut(target.count * size);
            if read.len() == 2 {
                gather(written, target, dtype, room, dtype);
            }
            take(room);
            scatter(room, dtype, written, target, dtype);
        }
    }
    Ok(())
}

fn invalid() -> Error {
    Error::value("invalid entry in choice array")
}

/// The dtype a selector is read as.
fn selected_as(selector: Selector) -> DType {
    match selector {
        Selector::Truth => DType::Bool,
        Selector::Number(_) => DType::I64,
    }
}

/// The selector's element with this number.
fn selected_at(selector: Selector, bytes: &[u8], place: usize) -> i64 {
    match selector {
        Selector::Truth => bytes.get(place).map_or(0, |&truth| i64::from(truth)),
        Selector::Number(_) => {
            let numbers = bytes.as_chunks().0;
            numbers
                .get(place)
                .map_or(0, |&bytes| i64::from_le_bytes(bytes))
        }
    }
}

/// Reads a run into a block, cast to what is wanted.
fn fill(operand: &Operand, source: Option<&[u8]>, run: Run, read: DType, block: &mut Block) {
    let target = block.bytes_mut(run.count * read.itemsize());
    match (source, operand.constant) {
        (Some(bytes), _) => gather(bytes, run, operand.dtype, target, read),
        (None, Some(value)) => {
            let bytes = value.cast(read).to_bytes();
            for item in target.chunks_exact_mut(bytes.len().max(1)) {
                item.copy_from_slice(&bytes);
            }
        }
        (None, None) => {}
    }
}

/// One element: the selector read, the candidate read that it takes, the element written.
pub(super) fn touch(plan: &Choose, sources: &[Bytes], nth: i64) -> Option<Touch> {
    let index = index_in_order(&plan.shape, &plan.order, nth);
    let read = |number: usize| {
        let operand = plan.operands.get(number)?;
        read_at(operand, number, sources, operand.broadcast.byte_at(&index))
    };
    let selector = read(0)?;
    let selected = match selector.value.cast(selected_as(plan.selector)).number()? {
        Scalar::Bool(truth) => i64::from(truth),
        Scalar::I64(number) => number,
        _ => return None,
    };
    let mut reads = SmallVec::new();
    reads.push(selector);
    let output = &plan.output;
    let write = match plan.candidate(selected).ok()? {
        None => None,
        Some(chosen) => {
            let taken = read(chosen + 1)?;
            // A candidate is stored as the output's dtype, also where its plan names no cast.
            let value = taken.value.cast(output.dtype);
            reads.push(taken);
            Some(write_of(output, output.layout.byte_at(&index), value))
        }
    };
    Some(Touch {
        reads,
        write,
        lanes: plan.kernel.lanes(),
        index,
    })
}

/// What there is to know of a choice between two candidates that is one block.
#[cfg(all(feature = "kept", feature = "lanes"))]
#[derive(Clone, Copy, Debug)]
pub(crate) struct Straight {
    count: usize,
    size: usize,
    /// Which candidates are one element for all.
    splats: [bool; 2],
}

#[cfg(all(feature = "kept", feature = "lanes"))]
impl Straight {
    /// Of the operands of a choice and of its output, if it is of this kind.
    pub(crate) fn of(
        kernel: Kernel,
        operands: &[Operand],
        output: &Layout,
        dtype: DType,
        order: &[usize],
    ) -> Option<Self> {
        let [truths, candidates @ ..] = operands else {
            return None;
        };
        let mut layouts: SmallVec<[&Layout; 4]> =
            operands.iter().map(|one| &one.broadcast).collect();
        layouts.push(output);
        let loops = crate::layout::coalesce::coalesce(&layouts, order);
        let [only] = loops.as_slice() else {
            return None;
        };
        let count = usize::try_from(only.length)
            .ok()
            .filter(|&count| count > 0)?;
        let side_by_side = |number: usize, dtype: DType| {
            let run = Run {
                byte: 0,
                stride: *only.strides.get(number)?,
                count,
            };
            run.contiguous(dtype.itemsize())
        };
        side_by_side(0, DType::Bool)?;
        side_by_side(3, dtype)?;
        let mut splats = [false; 2];
        for (number, (candidate, splat)) in candidates.iter().zip(&mut splats).enumerate() {
            *splat = candidate.constant.is_some() || only.strides.get(number + 1) == Some(&0);
            if !*splat {
                side_by_side(number + 1, dtype)?;
            }
            if candidate.constant.is_none() && candidate.dtype != dtype {
                return None;
            }
        }
        let plain = kernel != Kernel::Scalar && truths.dtype == DType::Bool;
        plain.then_some(Self {
            count,
            size: dtype.itemsize(),
            splats,
        })
    }

    /// Chooses. Nothing is done where something lies otherwise than was thought.
    pub(crate) fn run(
        &self,
        (truths, first): (&[u8], i64),
        candidates: &[Option<super::Lent<'_>>; 2],
        written: &mut [u8],
    ) -> Option<()> {
        let first = usize::try_from(first).ok()?;
        let truths = truths.get(first..first + self.count)?;
        let mut sources = [Source::Stream(&[]); 2];
        for ((source, candidate), splat) in sources.iter_mut().zip(candidates).zip(self.splats) {
            let count = if splat { 1 } else { self.count };
            let bytes = candidate
                .as_ref()?
                .first_bytes(count * self.size, self.size)?;
            *source = match splat {
                true => Source::Splat(bytes),
                false => Source::Stream(bytes),
            };
        }
        let [x, y] = sources;
        let written = written.get_mut(..self.count * self.size)?;
        choose(self.size, truths, x, y, written).then_some(())
    }
}
