//! Products of matrices, in tiles that stay in registers.
//! Knows elements and distances; which axes of which arrays they are is the business of `execute::matrix`.
//!
//! A cell of the result is a sum over k. Taken cell by cell, two loads feed one product. A *tile* of 4 rows and 2 registers
//! of columns needs, for each k, 4 elements of the left matrix and 2 registers of the right one, and makes 8 registers of
//! products: more arithmetic than loads, all of it on sums that stay in registers and do not wait for each other.
//!
//! Three loops around the tile keep what it reads near: `DEPTH` steps of k at a time, so that a strip of the right matrix
//! stays in the first cache while the rows pass over it, and a block of `ROWS` rows of the left one in the second. Both are
//! *packed* before: laid down in exactly the order in which the tile reads, with zeros where a tile hangs over the edge.
//! Packing touches each element once and is repaid by hundreds of reads; it also makes any layout as good as any other.
//! (The scheme is that of Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication", 2008.)
//!
//! Every sum starts from what stands in the result and takes its products in the order of k, one after another. Tiles only
//! change which sums grow at the same time, so the bits are those of the plain loop.

use super::lane::Arithmetic;
use super::register::{BYTES, bytes_of, load, splat_of, v128};
use crate::element::Element;

/// Rows in a tile.
const TALL: usize = 4;
/// Registers in a row of a tile.
const WIDE: usize = 2;
/// Steps of k that are packed at once.
const DEPTH: usize = 256;
/// Rows of the left matrix that are packed at once.
const ROWS: usize = 64;
/// Bytes of a row of the right matrix that are packed at once.
const WIDTH: usize = 4096;

/// A matrix among elements: where its first one lies, and how far it is to the next row and to the next column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Matrix {
    pub(crate) first: i64,
    pub(crate) row: i64,
    pub(crate) column: i64,
}

impl Matrix {
    fn at(self, row: usize, column: usize) -> usize {
        (self.first + self.row * row as i64 + self.column * column as i64) as usize
    }
}

/// The lengths of a product: rows of the result, columns of the result, products in each sum.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lengths {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) depth: usize,
}

/// Room for packed blocks, kept from one product to the next.
#[derive(Debug)]
pub(crate) struct Room<T> {
    pub(crate) left: Vec<T>,
    pub(crate) right: Vec<T>,
}

/// `result += left @ right`.
pub(crate) fn multiply<T: Arithmetic + Element>(
    (left_elements, left): (&[T], Matrix),
    (right_elements, right): (&[T], Matrix),
    (result_elements, result): (&mut [T], Matrix),
    lengths: Lengths,
    room: &mut Room<T>,
) {
    let lanes = BYTES / size_of::<T>();
    let width = WIDTH / size_of::<T>();
    for column in (0..lengths.columns).step_by(width) {
        let columns = width.min(lengths.columns - column);
        for step in (0..lengths.depth).step_by(DEPTH) {
            let depth = DEPTH.min(lengths.depth - step);
            let right = Matrix {
                first: right.at(step, column) as i64,
                ..right
            };
            pack_right(right_elements, right, depth, columns, &mut room.right);
            for row in (0..lengths.rows).step_by(ROWS) {
                let rows = ROWS.min(lengths.rows - row);
                let left = Matrix {
                    first: left.at(row, step) as i64,
                    ..left
                };
                pack_left(left_elements, left, rows, depth, &mut room.left);
                let strips = room.right.chunks_exact(depth * WIDE * lanes).enumerate();
                for (strip, right) in strips {
                    let right = registers_of(right);
                    for (band, left) in room.left.chunks_exact(depth * TALL).enumerate() {
                        let start = (row + band * TALL, column + strip * WIDE * lanes);
                        let end = (
                            (start.0 + TALL).min(row + rows),
                            (start.1 + WIDE * lanes).min(column + columns),
                        );
                        tile(left, right, result_elements, result, start, end);
                    }
                }
            }
        }
    }
}

/// Lays bands of `TALL` rows one after another, in each the columns one after another.
fn pack_left<T: Element>(
    elements: &[T],
    matrix: Matrix,
    rows: usize,
    depth: usize,
    packed: &mut Vec<T>,
) {
    // What hangs over the edge may be anything: its sums are never stored.
    packed.resize(rows.div_ceil(TALL) * TALL * depth, T::zeroed());
    for (band, to) in packed.chunks_exact_mut(depth * TALL).enumerate() {
        let first = band * TALL;
        if matrix.column == 1 && first + TALL <= rows {
            let row = |row: usize| {
                let start = matrix.at(first + row, 0);
                elements.get(start..start.saturating_add(depth))
            };
            if let (Some(a), Some(b), Some(c), Some(d)) = (row(0), row(1), row(2), row(3)) {
                let columns = a.iter().zip(b).zip(c).zip(d);
                for (step, (((&a, &b), &c), &d)) in to.as_chunks_mut().0.iter_mut().zip(columns) {
                    *step = [a, b, c, d];
                }
            }
            continue;
        }
        for row in first..rows.min(first + TALL) {
            let mut place = matrix.at(row, 0) as i64;
            for step in to.as_chunks_mut::<TALL>().0 {
                if let Some(&element) = elements.get(place as usize) {
                    step[row - first] = element;
                }
                place += matrix.column;
            }
        }
    }
}

/// Lays strips of `WIDE` registers of columns one after another, in each the rows one after another.
fn pack_right<T: Element>(
    elements: &[T],
    matrix: Matrix,
    depth: usize,
    columns: usize,
    packed: &mut Vec<T>,
) {
    let strip = WIDE * BYTES / size_of::<T>();
    packed.resize(columns.div_ceil(strip) * strip * depth, T::zeroed());
    for (number, to) in packed.chunks_exact_mut(depth * strip).enumerate() {
        let first = number * strip;
        let count = strip.min(columns - first);
        for (row, to) in to.chunks_exact_mut(strip).enumerate() {
            let place = matrix.at(row, first);
            if matrix.column == 1 && count == strip {
                if let (Some(from), Some(to)) = (wide_at(elements, place), wide_at_mut(to, 0)) {
                    *to = from;
                }
                continue;
            }
            let mut place = place as i64;
            for slot in &mut to[..count] {
                if let Some(&element) = elements.get(place as usize) {
                    *slot = element;
                }
                place += matrix.column;
            }
        }
    }
}

/// Elements as registers, as many as they fill.
fn registers_of<T: Element>(elements: &[T]) -> &[[u8; BYTES]] {
    let bytes: &[u8] = bytemuck::try_cast_slice(elements).unwrap_or(&[]);
    bytes.as_chunks().0
}

/// The sums of a tile, where elements of any type may stand.
#[repr(align(16))]
struct Sums([[[u8; BYTES]; WIDE]; TALL]);

/// A row of a tile from elements side by side. Of a length known beforehand: a copy of bytes whose number is not known is a
/// call in WebAssembly, which would take as long as the products of a small tile.
#[inline(always)]
fn wide_at<T: Element>(elements: &[T], place: usize) -> Option<[[u8; BYTES]; WIDE]> {
    let some = elements.get(place..)?;
    let bytes: &[u8] = bytemuck::try_cast_slice(some).ok()?;
    bytes.as_chunks().0.as_chunks().0.first().copied()
}

/// [`wide_at`], to be written.
#[inline(always)]
fn wide_at_mut<T: Element>(elements: &mut [T], place: usize) -> Option<&mut [[u8; BYTES]; WIDE]> {
    let some = elements.get_mut(place..)?;
    let bytes: &mut [u8] = bytemuck::try_cast_slice_mut(some).ok()?;
    bytes.as_chunks_mut().0.as_chunks_mut().0.first_mut()
}

/// Adds the products of one band and one strip to the cells from `start` to `end`.
fn tile<T: Arithmetic + Element>(
    left: &[T],
    right: &[[u8; BYTES]],
    elements: &mut [T],
    result: Matrix,
    start: (usize, usize),
    end: (usize, usize),
) {
    let columns = end.1 - start.1;
    let mut sums = Sums([[[0; BYTES]; WIDE]; TALL]);
    let is_whole = result.column == 1 && columns * size_of::<T>() == WIDE * BYTES;
    for (row, sums) in (start.0..end.0).zip(&mut sums.0) {
        let place = result.at(row, start.1);
        if is_whole {
            *sums = wide_at(elements, place).unwrap_or(*sums);
            continue;
        }
        let sums: &mut [T] =
            bytemuck::try_cast_slice_mut(sums.as_flattened_mut()).unwrap_or(&mut []);
        if result.column == 1 {
            let cells = elements.get(place..place.saturating_add(columns));
            if let (Some(cells), Some(sums)) = (cells, sums.get_mut(..columns)) {
                sums.copy_from_slice(cells);
            }
        } else {
            for (column, sum) in sums.iter_mut().enumerate().take(columns) {
                let place = place as i64 + result.column * column as i64;
                *sum = elements.get(place as usize).copied().unwrap_or(*sum);
            }
        }
    }
    grow::<T>(left, right, &mut sums.0);
    for (row, sums) in (start.0..end.0).zip(&sums.0) {
        let place = result.at(row, start.1);
        if is_whole {
            if let Some(cells) = wide_at_mut(elements, place) {
                *cells = *sums;
            }
            continue;
        }
        let sums: &[T] = bytemuck::try_cast_slice(sums.as_flattened()).unwrap_or(&[]);
        if result.column == 1 {
            let cells = elements.get_mut(place..place.saturating_add(columns));
            if let (Some(cells), Some(sums)) = (cells, sums.get(..columns)) {
                cells.copy_from_slice(sums);
            }
        } else {
            for (column, &sum) in sums.iter().enumerate().take(columns) {
                let place = place as i64 + result.column * column as i64;
                if let Some(cell) = elements.get_mut(place as usize) {
                    *cell = sum;
                }
            }
        }
    }
}

/// The loop that all the others are there for: one step of k in each turn.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn grow<T: Arithmetic + Element>(
    left: &[T],
    right: &[[u8; BYTES]],
    sums: &mut [[[u8; BYTES]; WIDE]; TALL],
) {
    let mut grown: [[v128; WIDE]; TALL] = [[load(&[0; BYTES]); WIDE]; TALL];
    for (grown, sums) in grown.iter_mut().zip(sums.iter()) {
        for (grown, sum) in grown.iter_mut().zip(sums) {
            *grown = load(sum);
        }
    }
    let steps = left.as_chunks::<TALL>().0.iter();
    for (left, right) in steps.zip(right.as_chunks::<WIDE>().0) {
        let right: [v128; WIDE] = [load(&right[0]), load(&right[1])];
        for (grown, &left) in grown.iter_mut().zip(left) {
            let left = splat_of(left);
            for (grown, right) in grown.iter_mut().zip(right) {
                *grown = T::add(*grown, T::multiply(left, right));
            }
        }
    }
    for (grown, sums) in grown.iter().zip(sums) {
        for (grown, sum) in grown.iter().zip(sums) {
            *sum = bytes_of(*grown);
        }
    }
}
