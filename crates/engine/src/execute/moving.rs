//! Runs a move: every element of one layout into another, loop by loop as the plan says.
//! Knows plans and buffers; what a cast does is the business of `cast`.

#[cfg(feature = "lanes")]
use super::block::BLOCK;
use super::block::Block;
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

/// Casts by rows and columns, as [`by_lanes`] copies.
#[cfg(feature = "lanes")]
fn cast_by_lanes(
    from_bytes: &[u8],
    from: Side<'_>,
    to_bytes: &mut [u8],
    to: Side<'_>,
    cast: lanes::cast::Cast,
) {
    let sizes = (from.dtype.itemsize(), to.dtype.itemsize());
    let mut room = [Block::default(), Block::default()];
    each_matrix(from.layout, to.layout, sizes.0, |lengths, read, written| {
        let (source, target) = ((from_bytes, read), (&mut *to_bytes, written));
        if read.column == 0 {
            cast_repeated(sizes, cast, lengths, source, target, &mut room);
        } else {
            cast_matrix(sizes, cast, lengths, source, target, &mut room[0]);
        }
    });
}

/// Casts rows: what lies side by side is read where it lies, anything else is first brought side by side, a few rows at a
/// time, so that of each line of the cache that is read everything is used.
#[cfg(feature = "lanes")]
fn cast_matrix(
    (size, written_size): (usize, usize),
    cast: lanes::cast::Cast,
    (rows, columns): (usize, usize),
    (from, read): (&[u8], Places),
    (to, written): (&mut [u8], Places),
    room: &mut Block,
) {
    const TALL: usize = 16;
    let lies = read.column == size as i64;
    let (tall, wide) = match lies {
        true => (1, columns.max(1)),
        false => (TALL.min(rows.max(1)), BLOCK / TALL.min(rows.max(1))),
    };
    for row in (0..rows).step_by(tall) {
        for column in (0..columns).step_by(wide) {
            let (height, width) = (tall.min(rows - row), wide.min(columns - column));
            let (read, written) = (read.from(row, column), written.from(row, column));
            let laid = if lies {
                let start = read.first as usize;
                from.get(start..start.saturating_add(width * size))
            } else {
                let packed = Places {
                    first: 0,
                    row: (width * size) as i64,
                    column: size as i64,
                };
                let room = room.bytes_mut(height * width * size);
                lanes::moving::copy(size, (height, width), (from, read), (room, packed));
                Some(&*room)
            };
            let lines = laid.unwrap_or(&[]).chunks_exact((width * size).max(1));
            for (number, line) in lines.enumerate() {
                let start = written.from(number, 0).first as usize;
                let end = start.saturating_add(width * written_size);
                if let Some(target) = to.get_mut(start..end) {
                    cast(line, target);
                }
            }
        }
    }
}

/// Casts the one element of each row, and writes it as often as there are columns.
#[cfg(feature = "lanes")]
fn cast_repeated(
    (size, written_size): (usize, usize),
    cast: lanes::cast::Cast,
    (rows, columns): (usize, usize),
    (from, read): (&[u8], Places),
    (to, written): (&mut [u8], Places),
    [room, after]: &mut [Block; 2],
) {
    for row in (0..rows).step_by(BLOCK) {
        let count = BLOCK.min(rows - row);
        let room = room.bytes_mut(count * size);
        lanes::moving::run(size, (from, read.from(row, 0).first, read.row), room);
        let after = after.bytes_mut(count * written_size);
        cast(room, after);
        for number in 0..count {
            let start = written.from(row + number, 0).first as usize;
            let end = start.saturating_add(columns * written_size);
            if let Some(target) = to.get_mut(start..end) {
                let element = (&*after, (number * written_size) as i64, 0);
                lanes::moving::run(written_size, element, target);
            }
        }
    }
}

/// Copies by rows and columns.
#[cfg(feature = "lanes")]
fn by_lanes(from_bytes: &[u8], from: &Layout, to_bytes: &mut [u8], to: Side<'_>) {
    let size = to.dtype.itemsize();
    each_matrix(from, to.layout, size, |lengths, read, written| {
        lanes::moving::copy(size, lengths, (from_bytes, read), (to_bytes, written));
    });
}

/// Both sides as matrices: columns are those of the inner loop, side by side in the target; rows those of a loop along which
/// elements lie side by side in the source, where there is one, so that tiles can be turned.
#[cfg(feature = "lanes")]
fn each_matrix(
    from: &Layout,
    to: &Layout,
    size: usize,
    mut visit: impl FnMut((usize, usize), Places, Places),
) {
    let Some(inner) = from.ndim().checked_sub(1) else {
        return;
    };
    let is_step = |axis: usize| from.strides[axis].unsigned_abs() == size as u64;
    let turned = (0..inner).find(|&axis| is_step(axis));
    let rows = turned.filter(|_| !is_step(inner)).or(inner.checked_sub(1));
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
        visit(lengths, places(from, read), places(to, written));
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
