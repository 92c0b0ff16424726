//! Runs a move: every element of one layout into another, loop by loop as the plan says.
//! Knows plans and buffers; what a cast does is the business of `cast`.

use super::block::Block;
#[cfg(feature = "lanes")]
use super::block::{BLOCK, Run, gather};
use super::buffer_of;
use crate::buffer::Buffer;
use crate::cast::{Side, copy_strided, write_scalar};
use crate::dtype::DType;
use crate::error::Result;
#[cfg(feature = "lanes")]
use crate::kernel::lanes::{self, moving::Places};
use crate::kernel::{Flags, warning};
use crate::layout::{Dims, Layout, Order};
#[cfg(feature = "lanes")]
use crate::layout::{axes::Axes, walk::Odometer};
use crate::limit;
#[cfg(feature = "lanes")]
use crate::plan::Kernel;
use crate::plan::Move;

/// Moves every element. Where both sides lie in one buffer, all is read before anything is written.
pub(super) fn run(plan: &Move, buffers: &[Buffer], watched: bool) -> Result<Flags> {
    let lengths: Dims = plan.loops.iter().map(|one| one.length).collect();
    if lengths.contains(&0) {
        // However often the other loops would turn, there is nothing to do.
        return Ok(Flags::NONE);
    }
    let from = Layout {
        shape: lengths.clone(),
        strides: plan.loops.iter().map(|one| one.input_strides[0]).collect(),
        offset: plan.operand.broadcast.offset,
    };
    let to = Layout {
        shape: lengths,
        strides: plan.loops.iter().map(|one| one.output_stride).collect(),
        offset: plan.output.layout.offset,
    };
    let from = Side {
        layout: &from,
        dtype: plan.operand.dtype,
    };
    let to = Side {
        layout: &to,
        dtype: plan.output.dtype,
    };
    if let Some(value) = plan.operand.constant {
        let mut block = Block::default();
        let element = block.bytes_mut(to.dtype.itemsize());
        write_scalar(value, to.dtype, element);
        let from = Side {
            dtype: to.dtype,
            ..from
        };
        let target = buffer_of(Some(plan.output.buffer), buffers)?;
        copy_strided(element, from, &mut target.bytes_mut(), to);
        return Ok(Flags::NONE);
    }
    if plan.operand.buffer.is_none() {
        // Values from outside are there since the array was made.
        return Ok(Flags::NONE);
    }
    let source = buffer_of(plan.operand.buffer, buffers)?;
    let flags = if watched && from.dtype != to.dtype {
        met(&source.bytes(), from, to.dtype)
    } else {
        Flags::NONE
    };
    let target = buffer_of(Some(plan.output.buffer), buffers)?;
    if source.id() == target.id() {
        let packed = Layout::contiguous(&from.layout.shape, from.dtype.itemsize(), Order::C);
        let mut block = Block::default();
        let kept = block.bytes_mut(limit::grant(&packed.shape, from.dtype)?);
        let packed = Side {
            layout: &packed,
            dtype: from.dtype,
        };
        copy_strided(&source.bytes(), from, kept, packed);
        copy_strided(kept, packed, &mut target.bytes_mut(), to);
    } else {
        #[cfg(feature = "lanes")]
        if plan.kernel != Kernel::Scalar {
            match lanes::cast::find(from.dtype, to.dtype) {
                Some(cast) => {
                    cast_by_lanes(&source.bytes(), from, &mut target.bytes_mut(), to, cast);
                }
                None => by_lanes(&source.bytes(), from.layout, &mut target.bytes_mut(), to),
            }
            return Ok(flags);
        }
        copy_strided(&source.bytes(), from, &mut target.bytes_mut(), to);
    }
    Ok(flags)
}

/// Casts run by run: what lies side by side is read where it lies, anything else is laid side by side first.
#[cfg(feature = "lanes")]
fn cast_by_lanes(
    from_bytes: &[u8],
    from: Side<'_>,
    to_bytes: &mut [u8],
    to: Side<'_>,
    cast: lanes::cast::Cast,
) {
    let (size, written_size) = (from.dtype.itemsize(), to.dtype.itemsize());
    let (outer, length) = match from.layout.shape.split_last() {
        Some((&length, outer)) => (outer, usize::try_from(length).unwrap_or(0)),
        None => (&[] as &[i64], 1),
    };
    let stride = from.layout.strides.last().copied().unwrap_or(0);
    let mut block = Block::default();
    let mut rows = Odometer::over(outer, &[from.layout, to.layout]);
    while let Some([read, written]) = rows.next_bytes::<2>() {
        for start in (0..length).step_by(BLOCK) {
            let count = BLOCK.min(length - start);
            let run = Run {
                byte: read.wrapping_add(stride.wrapping_mul(start as i64)),
                stride,
                count,
            };
            let place = written as usize + start * written_size;
            let Some(target) = to_bytes.get_mut(place..place.saturating_add(count * written_size))
            else {
                continue;
            };
            match run.contiguous(size).and_then(|range| from_bytes.get(range)) {
                Some(lie) => cast(lie, target),
                None => {
                    let room = block.bytes_mut(count * size);
                    gather(from_bytes, run, from.dtype, room, from.dtype);
                    cast(room, target);
                }
            }
        }
    }
}

/// Copies by rows and columns: columns are those of the inner loop, side by side in the target; rows those of a loop along
/// which elements lie side by side in the source, where there is one, so that tiles can be turned.
#[cfg(feature = "lanes")]
fn by_lanes(from_bytes: &[u8], from: &Layout, to_bytes: &mut [u8], to: Side<'_>) {
    let (size, to) = (to.dtype.itemsize(), to.layout);
    let Some(inner) = from.ndim().checked_sub(1) else {
        return;
    };
    let turned = (0..inner).find(|&axis| from.strides[axis].unsigned_abs() == size as u64);
    let rows = turned
        .filter(|_| from.strides[inner].unsigned_abs() != size as u64)
        .or(inner.checked_sub(1));
    let outer: Axes = (0..inner).filter(|&axis| Some(axis) != rows).collect();
    let (outer_from, outer_to) = (from.with_axes(&outer), to.with_axes(&outer));
    let length = |axis: usize| usize::try_from(from.shape[axis]).unwrap_or(0);
    let lengths = (rows.map_or(1, length), length(inner));
    let places = |layout: &Layout, first: i64| Places {
        first,
        row: rows.map_or(0, |axis| layout.strides[axis]),
        column: layout.strides[inner],
    };
    let mut blocks = Odometer::over(&outer_from.shape, &[&outer_from, &outer_to]);
    while let Some([read, written]) = blocks.next_bytes::<2>() {
        let source = (from_bytes, places(from, read));
        lanes::moving::copy(size, lengths, source, (to_bytes, places(to, written)));
    }
}

/// What the casts of a move met.
fn met(bytes: &[u8], from: Side<'_>, to: DType) -> Flags {
    let size = from.dtype.itemsize();
    from.layout.addresses().fold(Flags::NONE, |flags, byte| {
        let element = bytes.get(byte as usize..byte as usize + size);
        flags.and(warning::of_cast(element.unwrap_or(&[]), from.dtype, to))
    })
}
