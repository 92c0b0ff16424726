//! Copies every element of one layout to another of the same shape, casting on the way.
//! Knows bytes and layouts; elements are found by byte, so that they may lie where their type would not be aligned, as
//! fields of records do.

#[cfg(feature = "complex")]
use num_complex::Complex;

use super::CastTo;
use crate::dtype::{DType, Kind};
use crate::element::{Bool8, Element};
use crate::layout::Layout;
use crate::layout::walk::Odometer;

/// One side of a strided copy: where its elements lie, and as which dtype.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// Shape, strides, offset into the bytes.
    pub layout: &'a Layout,
    /// The dtype stored.
    pub dtype: DType,
}

/// Copies every element from one layout to another of the same shape, casting on the way, in C order of the indices.
///
/// A cast goes through the widest type of the source's kind: one way in for each dtype and one way out for each of these
/// widest types and each dtype, instead of all pairs. No value changes by it: integers reach `int64` or `uint64` whole and
/// keep their low bits on the way down, and `float32` reaches `float64` exactly. Elements outside either slice are let
/// alone: a checked layout has none. Texts that name no number become 0; whoever casts them asks first.
pub fn copy_strided(from_bytes: &[u8], from: Side<'_>, to_bytes: &mut [u8], to: Side<'_>) {
    let (read, write) = (from.dtype, to.dtype);
    let (outer, length) = match from.layout.shape.split_last() {
        Some((&length, outer)) => (outer, length),
        None => (&[] as &[i64], 1),
    };
    // Beside an axis of length 0, the others may be as long as they like: no row of theirs is walked.
    if length <= 0 {
        return;
    }
    let step = |side: Side<'_>| side.layout.strides.last().copied().unwrap_or(0);
    let mut rows = Odometer::over(outer, &[from.layout, to.layout]);
    while let Some([from_start, to_start]) = rows.next_bytes::<2>() {
        let source = Run {
            first: from_start,
            step: step(from),
        };
        let target = Run {
            first: to_start,
            step: step(to),
        };
        #[cfg(feature = "records")]
        let whole = !read.has_gaps();
        #[cfg(not(feature = "records"))]
        let whole = true;
        if read == write && whole {
            // Nothing to convert: only the bytes of an element count.
            copy_run(
                from_bytes,
                source,
                to_bytes,
                target,
                length,
                read.itemsize(),
            );
            continue;
        }
        #[cfg(feature = "records")]
        if !read.is_number() || !write.is_number() {
            for number in 0..length {
                let (source, target) = (source.after(number).first, target.after(number).first);
                let from = span(source, read.itemsize()).and_then(|span| from_bytes.get(span));
                let to = span(target, write.itemsize()).and_then(|span| to_bytes.get_mut(span));
                if let (Some(from), Some(to)) = (from, to) {
                    crate::records::cast::element(from, read, to, write);
                }
            }
            continue;
        }
        match (read.kind(), read) {
            #[cfg(feature = "complex")]
            (Kind::Complex, _) => {
                let load = if read == DType::C64 {
                    load::<Complex<f32>, Complex<f64>>
                } else {
                    load::<Complex<f64>, Complex<f64>>
                };
                cast_run(from_bytes, source, load, to_bytes, target, write, length);
            }
            (Kind::Float, _) => {
                let load = if read == DType::F32 {
                    load::<f32, f64>
                } else {
                    load::<f64, f64>
                };
                cast_run(from_bytes, source, load, to_bytes, target, write, length);
            }
            (_, DType::U64) => {
                let load = load::<u64, u64>;
                cast_run(from_bytes, source, load, to_bytes, target, write, length);
            }
            _ => {
                let load = match read {
                    DType::Bool => load::<Bool8, i64>,
                    DType::I8 => load::<i8, i64>,
                    DType::I16 => load::<i16, i64>,
                    DType::I32 => load::<i32, i64>,
                    DType::U8 => load::<u8, i64>,
                    DType::U16 => load::<u16, i64>,
                    DType::U32 => load::<u32, i64>,
                    _ => load::<i64, i64>,
                };
                cast_run(from_bytes, source, load, to_bytes, target, write, length);
            }
        }
    }
}

/// Elements in equal steps, both counted in bytes.
#[derive(Clone, Copy)]
struct Run {
    first: i64,
    step: i64,
}

impl Run {
    /// The same run without its first elements.
    fn after(self, count: i64) -> Self {
        Self {
            first: self.first.wrapping_add(self.step.wrapping_mul(count)),
            step: self.step,
        }
    }
}

/// The bytes of an element that starts here.
fn span(first: i64, size: usize) -> Option<std::ops::Range<usize>> {
    let start = usize::try_from(first).ok()?;
    Some(start..start.checked_add(size)?)
}

fn copy_run(from: &[u8], source: Run, to: &mut [u8], target: Run, length: i64, size: usize) {
    match size {
        1 => copy_sized::<1>(from, source, to, target, length),
        2 => copy_sized::<2>(from, source, to, target, length),
        4 => copy_sized::<4>(from, source, to, target, length),
        8 => copy_sized::<8>(from, source, to, target, length),
        _ => {
            for number in 0..length {
                let read = span(source.after(number).first, size).and_then(|span| from.get(span));
                let slot = span(target.after(number).first, size).and_then(|span| to.get_mut(span));
                if let (Some(read), Some(slot)) = (read, slot) {
                    slot.copy_from_slice(read);
                }
            }
        }
    }
}

fn copy_sized<const N: usize>(from: &[u8], source: Run, to: &mut [u8], target: Run, length: i64) {
    let (mut read, mut write) = (source.first, target.first);
    for _ in 0..length {
        let item = from.get(read as usize..).and_then(<[u8]>::first_chunk::<N>);
        let slot = to.get_mut(write as usize..);
        if let (Some(item), Some(slot)) = (item, slot.and_then(<[u8]>::first_chunk_mut::<N>)) {
            *slot = *item;
        }
        read = read.wrapping_add(source.step);
        write = write.wrapping_add(target.step);
    }
}

/// Converts a run through `L`, a few elements at a time.
fn cast_run<L: Element>(
    from: &[u8],
    source: Run,
    load: fn(&[u8], Run, &mut [L]),
    to: &mut [u8],
    target: Run,
    write: DType,
    length: i64,
) {
    const AT_A_TIME: usize = 64;
    let store = dispatch!(write, U => store::<L, U>);
    let mut wide = [L::zeroed(); AT_A_TIME];
    let mut done = 0;
    while done < length {
        let count = (length - done).min(AT_A_TIME as i64);
        let wide = &mut wide[..count as usize];
        load(from, source.after(done), wide);
        store(wide, to, target.after(done));
        done += count;
    }
}

fn load<T: Element + CastTo<L>, L: Element>(from: &[u8], source: Run, wide: &mut [L]) {
    let size = size_of::<T>();
    if source.step == size as i64
        && let Some(span) = span(source.first, size * wide.len())
        && let Some(side_by_side) = from.get(span)
    {
        // Nearly always: looked at once, not at every element.
        for (slot, item) in wide.iter_mut().zip(side_by_side.chunks_exact(size)) {
            *slot = bytemuck::pod_read_unaligned::<T>(item).cast_to();
        }
        return;
    }
    let mut read = source.first;
    for slot in wide {
        let item = span(read, size_of::<T>()).and_then(|span| from.get(span));
        if let Some(Ok(value)) = item.map(bytemuck::try_pod_read_unaligned::<T>) {
            *slot = value.cast_to();
        }
        read = read.wrapping_add(source.step);
    }
}

fn store<L: Element + CastTo<U>, U: Element>(wide: &[L], to: &mut [u8], target: Run) {
    let size = size_of::<U>();
    if target.step == size as i64
        && let Some(span) = span(target.first, size * wide.len())
        && let Some(side_by_side) = to.get_mut(span)
    {
        for (slot, value) in side_by_side.chunks_exact_mut(size).zip(wide) {
            let value: U = value.cast_to();
            slot.copy_from_slice(bytemuck::bytes_of(&value));
        }
        return;
    }
    let mut write = target.first;
    for value in wide {
        let value: U = value.cast_to();
        if let Some(slot) = span(write, size_of::<U>()).and_then(|span| to.get_mut(span)) {
            slot.copy_from_slice(bytemuck::bytes_of(&value));
        }
        write = write.wrapping_add(target.step);
    }
}
