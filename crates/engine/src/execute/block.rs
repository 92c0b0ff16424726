//! Moves runs of elements between strided bytes and contiguous blocks, casting on the way.
//! Knows bytes, strides and dtypes; all dtypes of one size share one loop.

use crate::short::SmallVec;

use crate::cast::{Side, copy_strided};
use crate::dtype::DType;
#[cfg(feature = "lanes")]
use crate::kernel::lanes::{cast, moving, spreading};
#[cfg(feature = "lanes")]
use crate::kernels::{Way, way};
use crate::layout::{Dims, Layout};

/// Elements a block holds at most: 8 KiB of the widest dtype, well inside the nearest cache.
pub(super) const BLOCK: usize = 1024;

/// An aligned block of elements; grows to what was asked, so small arrays stay cheap.
#[derive(Clone, Debug, Default)]
pub(super) struct Block(SmallVec<[u128; 1]>);

impl Block {
    /// The first bytes.
    pub(super) fn bytes(&self, nbytes: usize) -> &[u8] {
        bytemuck::cast_slice(&self.0).get(..nbytes).unwrap_or(&[])
    }

    /// The first bytes, to write.
    pub(super) fn bytes_mut(&mut self, nbytes: usize) -> &mut [u8] {
        let words = nbytes.div_ceil(size_of::<u128>());
        if self.0.len() < words {
            self.0.resize(words, 0);
        }
        bytemuck::cast_slice_mut(&mut self.0)
            .get_mut(..nbytes)
            .unwrap_or(&mut [])
    }
}

/// One run of elements: where it starts, how far apart they are, how many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// Byte of the first.
    pub(super) byte: i64,
    /// Bytes from one to the next.
    pub(super) stride: i64,
    /// How many.
    pub(super) count: usize,
}

impl Run {
    fn layout(self) -> Layout {
        Layout {
            shape: Dims::from_slice(&[self.count as i64]),
            strides: Dims::from_slice(&[self.stride]),
            offset: self.byte,
        }
    }

    /// The bytes of a run whose elements lie side by side.
    pub(super) fn contiguous(self, itemsize: usize) -> Option<std::ops::Range<usize>> {
        if self.count > 1 && self.stride != itemsize as i64 {
            return None;
        }
        let start = usize::try_from(self.byte).ok()?;
        // A byte address that is no multiple of the item size cannot be borrowed as elements.
        (start.is_multiple_of(itemsize)).then(|| start..start + self.count * itemsize)
    }
}

/// Runs at one distance from each other, taken together.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tile {
    /// The first.
    pub(super) run: Run,
    /// Bytes from one to the next; 0 where there is but one.
    pub(super) row_stride: i64,
    /// How many.
    pub(super) rows: usize,
}

impl Tile {
    /// A run alone.
    pub(super) fn of_run(run: Run) -> Self {
        Self {
            run,
            row_stride: 0,
            rows: 1,
        }
    }

    /// Number of elements.
    pub(super) fn count(self) -> usize {
        self.rows * self.run.count
    }

    /// Whether it is the same run, or the same element, over and over: then its elements are the same in a longer tile.
    pub(super) fn repeats(self) -> bool {
        self.row_stride == 0 && (self.rows > 1 || self.run.stride == 0)
    }

    /// The tile as one run, where its elements all lie at one distance.
    pub(super) fn flat(self) -> Option<Run> {
        let one = self.rows == 1 || self.row_stride == self.run.stride * self.run.count as i64;
        one.then(|| Run {
            count: self.count(),
            ..self.run
        })
    }

    /// Copies the elements into a contiguous block of another or the same dtype.
    pub(super) fn gather(self, from: &[u8], dtype: DType, to: &mut [u8], read: DType) {
        #[cfg(feature = "lanes")]
        if dtype == read && self.stretched(from, to, read.itemsize()) {
            return;
        }
        let row = self.run.count * read.itemsize();
        let repeated = if self.row_stride == 0 { self.rows } else { 1 };
        let mut run = self.run;
        for rows in to.chunks_exact_mut((row * repeated).max(1)) {
            if let Some(first) = rows.get_mut(..row) {
                gather(from, run, dtype, first, read);
            }
            // What repeats is copied from itself, twice as much each time.
            let mut done = row;
            while done < rows.len() {
                let more = done.min(rows.len() - done);
                rows.copy_within(..more, done);
                done += more;
            }
            run.byte = run.byte.wrapping_add(self.row_stride);
        }
    }
}

#[cfg(feature = "lanes")]
impl Tile {
    /// Copies a column each element of which stands for a row, as a mean does beside the row it is the mean of; false where it is
    /// anything else. Rows are too short for a call each.
    fn stretched(self, from: &[u8], to: &mut [u8], itemsize: usize) -> bool {
        if self.run.stride != 0 || self.row_stride == 0 {
            return false;
        }
        match itemsize {
            1 => self.stretched_sized::<1>(from, to),
            2 => self.stretched_sized::<2>(from, to),
            4 => self.stretched_sized::<4>(from, to),
            8 => self.stretched_sized::<8>(from, to),
            _ => return false,
        }
        true
    }

    fn stretched_sized<const SIZE: usize>(self, from: &[u8], to: &mut [u8]) {
        match self.run.count {
            2 => self.stretched_to::<SIZE, 2>(from, to),
            3 => self.stretched_to::<SIZE, 3>(from, to),
            4 => self.stretched_to::<SIZE, 4>(from, to),
            count => {
                let mut byte = self.run.byte;
                for row in to.chunks_exact_mut((count * SIZE).max(1)) {
                    let item = from.get(byte as usize..).and_then(<[u8]>::first_chunk);
                    if let Some(item) = item {
                        row.as_chunks_mut::<SIZE>().0.fill(*item);
                    }
                    byte = byte.wrapping_add(self.row_stride);
                }
            }
        }
    }

    fn stretched_to<const SIZE: usize, const COUNT: usize>(self, from: &[u8], to: &mut [u8]) {
        let mut byte = self.run.byte;
        for row in to.as_chunks_mut::<SIZE>().0.as_chunks_mut::<COUNT>().0 {
            if let Some(item) = from.get(byte as usize..).and_then(<[u8]>::first_chunk) {
                *row = [*item; COUNT];
            }
            byte = byte.wrapping_add(self.row_stride);
        }
    }
}

/// Copies a run out of an array's bytes into a contiguous block of another or the same dtype.
pub(super) fn gather(from: &[u8], run: Run, dtype: DType, to: &mut [u8], read: DType) {
    #[cfg(feature = "lanes")]
    if gathered_by_lanes(from, run, dtype, to, read) {
        return;
    }
    if dtype != read {
        let block = block_layout(run.count, read);
        let (source, target) = (
            run.layout(),
            Side {
                layout: &block,
                dtype: read,
            },
        );
        copy_strided(
            from,
            Side {
                layout: &source,
                dtype,
            },
            to,
            target,
        );
        return;
    }
    match dtype.itemsize() {
        1 => gather_sized::<1>(from, run, to),
        2 => gather_sized::<2>(from, run, to),
        4 => gather_sized::<4>(from, run, to),
        8 => gather_sized::<8>(from, run, to),
        size => {
            let mut byte = run.byte;
            for item in to.chunks_exact_mut(size.max(1)).take(run.count) {
                let start = byte as usize;
                if let Some(bytes) = from.get(start..start.saturating_add(size)) {
                    item.copy_from_slice(bytes);
                }
                byte = byte.wrapping_add(run.stride);
            }
        }
    }
}

/// Runs of fewer elements are not worth the choice of a loop over lanes.
#[cfg(feature = "lanes")]
const FEW: usize = 16;

/// [`gather`] several elements at a time, where the thread computes so; false where there is no loop for it.
#[cfg(feature = "lanes")]
fn gathered_by_lanes(from: &[u8], run: Run, dtype: DType, to: &mut [u8], read: DType) -> bool {
    const TOGETHER: usize = 64;
    if run.count < FEW || way() != Way::Simd128 {
        return false;
    }
    let (size, written) = (dtype.itemsize(), read.itemsize());
    let Some(to) = to.get_mut(..run.count * written) else {
        return false;
    };
    if cast::keeps_bytes(dtype, read) {
        return moving::run(size, (from, run.byte, run.stride), to);
    }
    let Some(cast) = cast::find(dtype, read) else {
        return false;
    };
    if let Some(lie) = run.contiguous(size).and_then(|range| from.get(range)) {
        cast(lie, to);
        return true;
    }
    let mut room = [0; 16 * TOGETHER];
    let mut byte = run.byte;
    for to in to.chunks_mut(TOGETHER * written) {
        let count = to.len() / written;
        let room = room.get_mut(..count * size).unwrap_or(&mut []);
        moving::run(size, (from, byte, run.stride), room);
        cast(room, to);
        byte = byte.wrapping_add(run.stride.wrapping_mul(count as i64));
    }
    true
}

/// [`scatter`] several elements at a time, as [`gathered_by_lanes`].
#[cfg(feature = "lanes")]
fn scattered_by_lanes(from: &[u8], written: DType, to: &mut [u8], run: Run, dtype: DType) -> bool {
    if run.count < FEW || way() != Way::Simd128 {
        return false;
    }
    if written == dtype {
        let size = dtype.itemsize();
        let items = from.get(..run.count * size).unwrap_or(&[]);
        return spreading::spread(size, items, (to, run.byte, run.stride));
    }
    let Some(cast) = cast::find(written, dtype) else {
        return false;
    };
    let from = from.get(..run.count * written.itemsize());
    let lie = run
        .contiguous(dtype.itemsize())
        .and_then(|range| to.get_mut(range));
    match (from, lie) {
        (Some(from), Some(lie)) => cast(from, lie),
        _ => return false,
    }
    true
}

/// Copies a contiguous block into a run of an array's bytes.
pub(super) fn scatter(from: &[u8], written: DType, to: &mut [u8], run: Run, dtype: DType) {
    #[cfg(feature = "lanes")]
    if scattered_by_lanes(from, written, to, run, dtype) {
        return;
    }
    if dtype != written {
        let block = block_layout(run.count, written);
        let (source, target) = (
            Side {
                layout: &block,
                dtype: written,
            },
            run.layout(),
        );
        copy_strided(
            from,
            source,
            to,
            Side {
                layout: &target,
                dtype,
            },
        );
        return;
    }
    match dtype.itemsize() {
        1 => scatter_sized::<1>(from, to, run),
        2 => scatter_sized::<2>(from, to, run),
        4 => scatter_sized::<4>(from, to, run),
        8 => scatter_sized::<8>(from, to, run),
        size => {
            let mut byte = run.byte;
            for item in from.chunks_exact(size.max(1)).take(run.count) {
                let start = byte as usize;
                if let Some(bytes) = to.get_mut(start..start.saturating_add(size)) {
                    bytes.copy_from_slice(item);
                }
                byte = byte.wrapping_add(run.stride);
            }
        }
    }
}

fn block_layout(count: usize, dtype: DType) -> Layout {
    Layout::contiguous(&[count as i64], dtype.itemsize(), crate::layout::Order::C)
}

fn gather_sized<const N: usize>(from: &[u8], run: Run, to: &mut [u8]) {
    let mut byte = run.byte;
    for item in to.as_chunks_mut::<N>().0.iter_mut().take(run.count) {
        let start = byte as usize;
        if let Some(bytes) = from.get(start..).and_then(<[u8]>::first_chunk) {
            *item = *bytes;
        }
        byte = byte.wrapping_add(run.stride);
    }
}

fn scatter_sized<const N: usize>(from: &[u8], to: &mut [u8], run: Run) {
    let mut byte = run.byte;
    for item in from.as_chunks::<N>().0.iter().take(run.count) {
        let start = byte as usize;
        if let Some(bytes) = to.get_mut(start..).and_then(<[u8]>::first_chunk_mut) {
            *bytes = *item;
        }
        byte = byte.wrapping_add(run.stride);
    }
}
