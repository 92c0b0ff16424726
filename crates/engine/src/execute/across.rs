//! Operands that lie across the loops, as a transposed one beside others: their elements are neighbors along the loop above
//! the innermost one. Rows of that loop are brought side by side a few at a time, in tiles, and kept until they are asked for.
//! Knows bytes and loops; what is computed with them is the business of `elementwise`.

use super::block::{Block, Run};
use crate::dtype::DType;
use crate::kernel::lanes::cast;
use crate::kernel::lanes::moving::{self, Places};

/// Rows that are brought together.
const TALL: usize = 16;

/// Bytes that may be kept: well inside the second cache.
const MOST: usize = 1 << 19;

/// The rows that are kept of one operand.
pub(super) struct Across {
    stored: DType,
    read: DType,
    /// Bytes from one row to the next, and how many there are.
    above: i64,
    rows: usize,
    /// The byte of the first row that is kept, for each part of a row that is computed together.
    kept: Vec<Option<i64>>,
    /// Elements of such a part.
    part: usize,
    block: Block,
    uncast: Block,
}

impl Across {
    /// For an operand whose loops are so: bytes from one element to the next, and from one row to the next; `width` elements
    /// in a row, computed `part` at a time. Nothing where it does not lie across, or has no loop to bring it.
    pub(super) fn new(
        (stored, read): (DType, DType),
        (stride, above): (i64, i64),
        rows: i64,
        (width, part): (usize, usize),
    ) -> Option<Self> {
        let size = stored.itemsize();
        let lies_across = above.unsigned_abs() == size as u64
            && stride.unsigned_abs() > size as u64
            && matches!(size, 1 | 2 | 4 | 8 | 16)
            && (stored == read
                || cast::keeps_bytes(stored, read)
                || cast::find(stored, read).is_some());
        let rows = usize::try_from(rows).ok()?;
        let nbytes = width.checked_mul(TALL * read.itemsize())?;
        let worth = rows >= TALL && width >= TALL && nbytes <= MOST && part > 0;
        (lies_across && worth).then(|| Self {
            stored,
            read,
            above,
            rows,
            kept: vec![None; width.div_ceil(part)],
            part,
            block: Block::default(),
            uncast: Block::default(),
        })
    }

    /// The elements of a run: the part of a row, of which the row's number and the part's first element are given.
    pub(super) fn fill(&mut self, from: &[u8], run: Run, row: usize, start: usize) {
        let first = run
            .byte
            .wrapping_sub(self.above.wrapping_mul((row % TALL) as i64));
        let part = self.kept.get_mut(start / self.part);
        let Some(kept) = part.filter(|kept| **kept != Some(first)) else {
            return;
        };
        *kept = Some(first);
        let height = TALL.min(self.rows.saturating_sub(row / TALL * TALL));
        let (size, width) = (self.stored.itemsize(), self.read.itemsize());
        let lines = Places {
            first,
            row: self.above,
            column: run.stride,
        };
        let packed = Places {
            first: 0,
            row: (run.count * size) as i64,
            column: size as i64,
        };
        let before = start * TALL * width;
        let nbytes = height * run.count * width;
        let room = self
            .block
            .bytes_mut(before + nbytes)
            .get_mut(before..)
            .unwrap_or(&mut []);
        match cast::find(self.stored, self.read) {
            None => moving::copy(size, (height, run.count), (from, lines), (room, packed)),
            Some(cast) => {
                let uncast = self.uncast.bytes_mut(height * run.count * size);
                moving::copy(size, (height, run.count), (from, lines), (uncast, packed));
                cast(uncast, room);
            }
        }
    }

    /// What [`Across::fill`] was asked for.
    pub(super) fn line(&self, count: usize, row: usize, start: usize) -> &[u8] {
        let width = self.read.itemsize();
        let first = (start * TALL + row % TALL * count) * width;
        let kept = self.block.bytes(first + count * width);
        kept.get(first..).unwrap_or(&[])
    }
}
