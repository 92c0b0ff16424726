//! Runs a random draw, and gives its elements one at a time: the same method over the same generator serves both.
//! Knows plans and buffers; how bits become values is the business of `random`.

use crate::short::SmallVec;

use super::block::Block;
use super::buffer_of;
use super::item::Item;
use super::touch::{Bytes, Read, Touch, read_at, write_of};
use crate::buffer::Buffer;
use crate::cast::{Side, copy_strided};
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::walk::indices_of;
use crate::layout::{Dims, Layout, Order, size_of_shape};
use crate::limit;
use crate::plan::draw::{DrawCall, Drawn, Way};
use crate::plan::lines::Line;
use crate::plan::{Draw, Operand};
use crate::random::Source;

/// Draws every value; the generator moves on.
pub(super) fn run(plan: &Draw, source: &mut Source, buffers: &[Buffer]) -> Result<()> {
    let shared = |operand: &Operand| match operand.buffer {
        None => Ok(Bytes::Absent),
        Some(_) => Ok(Bytes::Shared(buffer_of(operand.buffer, buffers)?.clone())),
    };
    let sources = plan
        .operands
        .iter()
        .map(shared)
        .collect::<Result<Vec<_>>>()?;
    let inputs = packed(plan, &sources)?;
    let start = usize::try_from(plan.output.layout.offset).unwrap_or(0);
    let mut bytes = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let output = bytes.get_mut(start..start.saturating_add(nbytes(plan)));
    call(plan, source, &inputs, output.unwrap_or(&mut []), None)
}

/// The elements in the order in which they are written.
pub(super) fn drawn(plan: &Draw, sources: &[Bytes]) -> Result<Vec<Drawn>> {
    let inputs = packed(plan, sources)?;
    let mut output = Block::default();
    let mut drawn = Vec::new();
    let output = output.bytes_mut(nbytes(plan));
    let mut source = plan.source.clone();
    let before = source.words();
    call(plan, &mut source, &inputs, output, Some(&mut drawn))?;
    for one in &mut drawn {
        one.words = one.words.wrapping_sub(before);
    }
    Ok(drawn)
}

fn nbytes(plan: &Draw) -> usize {
    let count = usize::try_from(plan.output.layout.size()).unwrap_or(0);
    count.saturating_mul(plan.output.dtype.itemsize())
}

/// A parameter's elements side by side; one element where all are the same.
struct Packed {
    block: Block,
    nbytes: usize,
    dtype: DType,
}

fn packed(plan: &Draw, sources: &[Bytes]) -> Result<Vec<Packed>> {
    let parameters = plan.operands.iter().enumerate();
    let pack = |(number, operand): (usize, &Operand)| {
        let dtype = operand.cast.unwrap_or(operand.dtype);
        let mut block = Block::default();
        if let Some(value) = operand.constant {
            let bytes = value.cast(dtype).to_bytes();
            block.bytes_mut(bytes.len()).copy_from_slice(&bytes);
            let nbytes = bytes.len();
            return Ok(Packed {
                block,
                nbytes,
                dtype,
            });
        }
        let one = size_of_shape(&operand.layout.shape) == 1;
        let layout = if one {
            &operand.layout
        } else {
            &operand.broadcast
        };
        let nbytes = limit::grant(&layout.shape, dtype)?;
        let to = Layout::contiguous(&layout.shape, dtype.itemsize(), Order::C);
        let from = Side {
            layout,
            dtype: operand.dtype,
        };
        let target = block.bytes_mut(nbytes);
        if let Some(source) = sources.get(number) {
            source.with(|bytes| copy_strided(bytes, from, target, Side { layout: &to, dtype }));
        }
        Ok(Packed {
            block,
            nbytes,
            dtype,
        })
    };
    parameters.map(pack).collect()
}

fn call(
    plan: &Draw,
    source: &mut Source,
    inputs: &[Packed],
    output: &mut [u8],
    watched: Option<&mut Vec<Drawn>>,
) -> Result<()> {
    let inputs: SmallVec<[Line<'_>; 3]> = inputs
        .iter()
        .map(|one| Line {
            bytes: one.block.bytes(one.nbytes),
            dtype: one.dtype,
        })
        .collect();
    let mut call = DrawCall {
        source,
        inputs: &inputs,
        arguments: &plan.arguments,
        output,
        dtype: plan.output.dtype,
        watched,
    };
    if call.watched.is_none() && plan.batch.is_some_and(|batch| batch(&mut call)) {
        return Ok(());
    }
    match plan.way {
        Way::F64(sampler) => each(&mut call, sampler),
        Way::F32(sampler) => each(&mut call, sampler),
        Way::I64(sampler) => each(&mut call, sampler),
        Way::All(draw) => draw(&mut call),
    }
}

/// One value after another, each from its parameters.
fn each<T: bytemuck::Pod>(
    call: &mut DrawCall<'_>,
    sampler: fn(&mut Source, [f64; 3]) -> T,
) -> Result<()> {
    for place in 0..call.len() {
        let parameters = [0, 1, 2].map(|input| call.at(input, place).unwrap_or(0.0));
        let value = sampler(call.source, parameters);
        call.source.ended()?;
        call.put(place, value);
    }
    Ok(())
}

/// The indices of a place in memory order.
fn index_of(plan: &Draw, place: i64) -> Option<Dims> {
    let layout = &plan.output.layout;
    if layout.is_c_contiguous(plan.output.dtype.itemsize()) {
        return indices_of(&layout.shape, place);
    }
    let turned: Dims = layout.shape.iter().rev().copied().collect();
    let mut index = indices_of(&turned, place)?;
    index.reverse();
    Some(index)
}

/// One element written, and the parameters read for it. What all draws look at is read by the first.
pub(super) fn touch(plan: &Draw, sources: &[Bytes], drawn: &[Drawn], nth: i64) -> Option<Touch> {
    let one = drawn.get(usize::try_from(nth).ok()?)?;
    let place = i64::try_from(one.place).ok()?;
    let mut reads: SmallVec<[Read; 2]> = SmallVec::new();
    for (number, operand) in plan.operands.iter().enumerate() {
        if operand.constant.is_some() {
            reads.push(read_at(operand, number, sources, 0)?);
        } else if plan.spread {
            let byte = operand.broadcast.nth_byte(place)?;
            reads.push(read_at(operand, number, sources, byte)?);
        } else if nth == 0 {
            for byte in operand.layout.addresses() {
                reads.push(read_at(operand, number, sources, byte)?);
            }
        }
    }
    let size = i64::try_from(one.value.len()).ok()?;
    let byte = plan
        .output
        .layout
        .offset
        .checked_add(place.checked_mul(size)?)?;
    let value = Item::from_bytes(plan.output.dtype, &one.value)?;
    Some(Touch {
        index: index_of(plan, place)?,
        reads,
        write: Some(write_of(&plan.output, byte, value)),
        lanes: 1,
    })
}
