//! Runs a sequence, and gives its elements one at a time.

use super::block::Block;
use super::buffer_of;
use super::item::Item;
use super::touch::{Touch, write_of};
use crate::buffer::Buffer;
use crate::error::Result;
use crate::layout::walk::indices_of;
use crate::plan::Sequence;

/// Fills the result.
pub(super) fn run(plan: &Sequence, buffers: &[Buffer]) -> Result<()> {
    let target = buffer_of(Some(plan.output.buffer), buffers)?;
    (plan.fill)(plan, &mut target.bytes_mut());
    Ok(())
}

/// The elements, packed.
pub(super) fn filled(plan: &Sequence) -> Block {
    let mut block = Block::default();
    (plan.fill)(plan, block.bytes_mut(nbytes(plan)));
    block
}

fn nbytes(plan: &Sequence) -> usize {
    let count = usize::try_from(plan.output.layout.size()).unwrap_or(0);
    count.saturating_mul(plan.output.dtype.itemsize())
}

/// One element written; nothing is read.
pub(super) fn touch(plan: &Sequence, filled: &Block, nth: i64) -> Option<Touch> {
    let size = plan.output.dtype.itemsize();
    let start = usize::try_from(nth).ok()?.checked_mul(size)?;
    let element = filled.bytes(nbytes(plan)).get(start..start + size)?;
    let index = indices_of(&plan.output.layout.shape, nth)?;
    let byte = plan.output.layout.byte_at(&index);
    let value = Item::from_bytes(plan.output.dtype, element)?;
    Some(Touch {
        reads: crate::short::SmallVec::new(),
        write: Some(write_of(&plan.output, byte, value)),
        lanes: 1,
        index,
    })
}
