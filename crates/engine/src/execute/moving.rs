//! Runs a move: every element of one layout into another, loop by loop as the plan says.
//! Knows plans and buffers; what a cast does is the business of `cast`.

use super::block::Block;
use super::buffer_of;
use crate::buffer::Buffer;
use crate::cast::{Side, copy_strided, write_scalar};
use crate::dtype::DType;
use crate::error::Result;
use crate::kernel::{Flags, warning};
use crate::layout::{Dims, Layout, Order};
use crate::limit;
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
        copy_strided(&source.bytes(), from, &mut target.bytes_mut(), to);
    }
    Ok(flags)
}

/// What the casts of a move met.
fn met(bytes: &[u8], from: Side<'_>, to: DType) -> Flags {
    let size = from.dtype.itemsize();
    from.layout.addresses().fold(Flags::NONE, |flags, byte| {
        let element = bytes.get(byte as usize..byte as usize + size);
        flags.and(warning::of_cast(element.unwrap_or(&[]), from.dtype, to))
    })
}
