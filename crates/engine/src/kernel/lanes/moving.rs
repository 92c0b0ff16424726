//! Elements brought from where they lie to where they lie side by side: rows turned into columns, steps, reversed lines.
//! Knows bytes, sizes and distances; which axes of which arrays they are is the business of `execute::moving`.
//!
//! Turned element by element, a matrix is read (or written) at a new line of the cache for each element, and the line is
//! gone before its next element is wanted. So rows are taken in *strips*, as many as a line holds elements: of each line that
//! is read everything is used at once, and lines that are written are few enough to stay near until they are full. A strip
//! starts where lines start, since else every line would be read twice (measured: a third slower). Inside a strip squares are
//! turned in registers, as many rows as a register has lanes: rows are interleaved with those half a square away, again and
//! again, like a pack of cards shuffled until its suits have become its ranks. For `float64` that is one step of two
//! shuffles, for bytes four steps of sixteen.
//!
//! Larger tiles, brought together in the nearest cache and written in one go, are slower: what is written all at once waits
//! for its lines all at once, and rows a power of two apart drive each other out.

use super::register::*;

/// Rows of fewer elements are moved one at a time.
const NARROW: usize = 8;

/// Bytes of a line of the cache.
const LINE: usize = 64;

/// Columns that a strip goes through before the next strip is begun: as many lines as the second cache keeps.
const FAR: usize = 4096;

/// Where elements lie, in bytes: the first, and how far it is to the next row and to the next column.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Places {
    pub(crate) first: i64,
    pub(crate) row: i64,
    pub(crate) column: i64,
}

impl Places {
    /// The same places, the last row first.
    fn backward(self, rows: usize) -> Self {
        Self {
            first: self.first + self.row * rows.saturating_sub(1) as i64,
            row: -self.row,
            column: self.column,
        }
    }

    /// The places from a row and a column on.
    pub(crate) fn from(self, row: usize, column: usize) -> Self {
        Self {
            first: self.at(row, column) as i64,
            ..self
        }
    }

    fn at(self, row: usize, column: usize) -> usize {
        (self.first + self.row * row as i64 + self.column * column as i64) as usize
    }
}

/// Copies rows and columns of elements; in each row that is written they lie side by side.
pub(crate) fn copy(
    size: usize,
    (rows, columns): (usize, usize),
    (from, read): (&[u8], Places),
    (to, written): (&mut [u8], Places),
) {
    let lengths = (rows, columns);
    match size {
        1 => sized::<1, 16, 64>(lengths, (from, read), (to, written)),
        2 => sized::<2, 8, 32>(lengths, (from, read), (to, written)),
        4 => sized::<4, 4, 16>(lengths, (from, read), (to, written)),
        8 => sized::<8, 2, 8>(lengths, (from, read), (to, written)),
        16 => sized::<16, 1, 4>(lengths, (from, read), (to, written)),
        _ => {}
    }
}

/// Brings elements at equal steps from each other side by side: where the first lies, and how far it is to the next. False
/// where there is no loop for the size.
pub(crate) fn run(size: usize, (from, first, step): (&[u8], i64, i64), to: &mut [u8]) -> bool {
    match size {
        1 => line::<1>(from, first, step, to),
        2 => line::<2>(from, first, step, to),
        4 => line::<4>(from, first, step, to),
        8 => line::<8>(from, first, step, to),
        16 => line::<16>(from, first, step, to),
        _ => return false,
    }
    true
}

/// A register holds `LANES` elements, a line of the cache `ROWS`.
fn sized<const SIZE: usize, const LANES: usize, const ROWS: usize>(
    (rows, columns): (usize, usize),
    (from, mut read): (&[u8], Places),
    (to, mut written): (&mut [u8], Places),
) {
    if read.row == -(SIZE as i64) {
        // Rows that lie side by side the other way round are taken from the last one.
        (read, written) = (read.backward(rows), written.backward(rows));
    }
    if columns < NARROW && rows > 1 {
        return narrow::<SIZE>((rows, columns), (from, read), (to, written));
    }
    let turned = read.row == SIZE as i64 && read.column != read.row;
    let (mut tall, mut wide) = (0, 0);
    if turned && rows >= LANES && columns >= LANES {
        (tall, wide) = (rows / LANES * LANES, columns / LANES * LANES);
        for column in (0..wide).step_by(FAR) {
            let (read, written) = (read.from(0, column), written.from(0, column));
            let lengths = (tall, FAR.min(wide - column));
            strips::<SIZE, LANES, ROWS>(lengths, (from, read), (to, written));
        }
    }
    // What is right of the strips, and what is below.
    for row in 0..rows {
        let done = if row < tall { wide } else { 0 };
        let start = written.at(row, done);
        let length = (columns - done) * SIZE;
        if let Some(to) = to.get_mut(start..start.saturating_add(length)) {
            line::<SIZE>(from, read.at(row, done) as i64, read.column, to);
        }
    }
}

/// Rows and columns of whole registers, strip by strip. One that would not start where a line starts holds one register.
fn strips<const SIZE: usize, const LANES: usize, const ROWS: usize>(
    (rows, columns): (usize, usize),
    (from, read): (&[u8], Places),
    (to, written): (&mut [u8], Places),
) {
    let mut row = 0;
    while row < rows {
        let (read, written) = (read.from(row, 0), written.from(row, 0));
        let address = from.as_ptr().addr().wrapping_add(read.first as usize);
        // Where lines start elsewhere in each column there is nothing to choose.
        let starts = address % LINE < BYTES || read.column % LINE as i64 != 0;
        if starts && rows - row >= ROWS {
            strip_into::<SIZE, LANES, ROWS>(columns, (from, read), (to, written));
            row += ROWS;
        } else {
            strip_into::<SIZE, LANES, LANES>(columns, (from, read), (to, written));
            row += LANES;
        }
    }
}

/// So many rows, whose elements lie side by side in each column that is read.
fn strip_into<const SIZE: usize, const LANES: usize, const ROWS: usize>(
    columns: usize,
    (from, read): (&[u8], Places),
    (to, written): (&mut [u8], Places),
) {
    if let Some(slots) = rows_of::<ROWS>(to, written, columns * SIZE) {
        return strip::<SIZE, LANES, ROWS>((from, read), slots);
    }
    // Rows that overlap are written one after the other.
    for row in 0..ROWS {
        let start = written.at(row, 0);
        if let Some(to) = to.get_mut(start..start.saturating_add(columns * SIZE)) {
            line::<SIZE>(from, read.at(row, 0) as i64, read.column, to);
        }
    }
}

/// Rows to be written, each apart from the others.
fn rows_of<const ROWS: usize>(
    to: &mut [u8],
    written: Places,
    nbytes: usize,
) -> Option<[&mut [[u8; BYTES]]; ROWS]> {
    let last = ROWS.checked_sub(1)?;
    let backward = written.row < 0;
    let step = usize::try_from(written.row.unsigned_abs()).ok()?;
    let lowest = written.at(if backward { last } else { 0 }, 0);
    let mut rest = to.get_mut(lowest..)?;
    let mut rows = [const { None }; ROWS];
    for number in 0..ROWS {
        let (row, more) = if number < last {
            rest.split_at_mut_checked(step)?
        } else {
            (rest, Default::default())
        };
        let place = if backward { last - number } else { number };
        rows[place] = Some(row.get_mut(..nbytes)?.as_chunks_mut().0);
        rest = more;
    }
    Some(rows.map(Option::unwrap_or_default))
}

/// Rows of so few elements that it would take longer to say how they lie than to move them.
fn narrow<const SIZE: usize>(
    (rows, columns): (usize, usize),
    (from, mut read): (&[u8], Places),
    (to, mut written): (&mut [u8], Places),
) {
    for _ in 0..rows {
        let line = to.get_mut(written.first as usize..).unwrap_or(&mut []);
        let mut place = read.first;
        for slot in line.as_chunks_mut::<SIZE>().0.iter_mut().take(columns) {
            let item = from.get(place as usize..).and_then(<[u8]>::first_chunk);
            *slot = item.copied().unwrap_or(*slot);
            place += read.column;
        }
        read.first += read.row;
        written.first += written.row;
    }
}

/// So many rows, whose elements lie side by side in each column that is read. Rows are as long as the first.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn strip<const SIZE: usize, const LANES: usize, const ROWS: usize>(
    (from, read): (&[u8], Places),
    mut slots: [&mut [[u8; BYTES]]; ROWS],
) {
    let count = slots.first().map_or(0, |slots| slots.len());
    // Told once, no store is asked whether it lies inside.
    for slots in &mut slots {
        match std::mem::take(slots).get_mut(..count) {
            Some(whole) => *slots = whole,
            None => return,
        }
    }
    for turn in 0..count {
        let mut lines: [&[[u8; BYTES]]; LANES] = [&[]; LANES];
        for (number, line) in lines.iter_mut().enumerate() {
            let start = read.at(0, turn * LANES + number);
            let Some(bytes) = from.get(start..start.wrapping_add(ROWS * SIZE)) else {
                return;
            };
            *line = bytes.as_chunks().0;
        }
        for (place, slots) in slots.chunks_exact_mut(LANES).enumerate() {
            let mut square = [load(&[0; BYTES]); LANES];
            for (register, line) in square.iter_mut().zip(lines) {
                *register = load(&line[place]);
            }
            let square = turned::<SIZE, LANES>(square);
            for (slots, register) in slots.iter_mut().zip(square) {
                slots[turn] = bytes_of(register);
            }
        }
    }
}

/// A square of as many rows as a register has lanes, rows and columns exchanged.
#[inline(always)]
fn turned<const SIZE: usize, const LANES: usize>(mut square: [v128; LANES]) -> [v128; LANES] {
    let mut step = 1;
    while step < LANES {
        let mut next = square;
        for number in 0..LANES / 2 {
            let (a, b) = (square[number], square[number + LANES / 2]);
            [next[2 * number], next[2 * number + 1]] = interleaved::<SIZE>(a, b);
        }
        square = next;
        step *= 2;
    }
    square
}

/// The lanes of two registers in turns: the lower halves, then the upper ones.
#[inline(always)]
fn interleaved<const SIZE: usize>(a: v128, b: v128) -> [v128; 2] {
    match SIZE {
        1 => [
            i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(a, b),
            i8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(a, b),
        ],
        2 => [
            i16x8_shuffle::<0, 8, 1, 9, 2, 10, 3, 11>(a, b),
            i16x8_shuffle::<4, 12, 5, 13, 6, 14, 7, 15>(a, b),
        ],
        4 => [
            i32x4_shuffle::<0, 4, 1, 5>(a, b),
            i32x4_shuffle::<2, 6, 3, 7>(a, b),
        ],
        _ => [i64x2_shuffle::<0, 2>(a, b), i64x2_shuffle::<1, 3>(a, b)],
    }
}

/// One line of elements at any distance from each other, brought side by side.
fn line<const SIZE: usize>(from: &[u8], first: i64, step: i64, to: &mut [u8]) {
    let size = SIZE as i64;
    let Ok(start) = usize::try_from(first) else {
        return;
    };
    let ahead = from.get(start..).unwrap_or(&[]);
    let behind = from.get(..start.saturating_add(SIZE)).unwrap_or(&[]);
    if step == size {
        side_by_side(ahead, to);
    } else if step == 0 {
        if let Some(item) = ahead.first_chunk::<SIZE>() {
            to.as_chunks_mut().0.fill(*item);
        }
    } else if step == 2 * size {
        every_second::<SIZE>(ahead, to);
    } else if step == -size {
        reversed::<SIZE>(behind, to);
    } else {
        let distance = step.unsigned_abs() as usize;
        if distance < SIZE {
            // Elements that overlap, as strides of any number of bytes allow.
            let mut place = first;
            for slot in to.as_chunks_mut::<SIZE>().0 {
                let item = from.get(place as usize..).and_then(<[u8]>::first_chunk);
                *slot = item.copied().unwrap_or(*slot);
                place = place.wrapping_add(step);
            }
            return;
        }
        let slots = to.as_chunks_mut::<SIZE>().0.iter_mut();
        if step > 0 {
            for (slot, item) in slots.zip(ahead.chunks(distance)) {
                *slot = item.first_chunk().copied().unwrap_or(*slot);
            }
        } else {
            for (slot, item) in slots.zip(behind.rchunks(distance)) {
                *slot = item.last_chunk().copied().unwrap_or(*slot);
            }
        }
    }
}

/// Bytes that lie side by side already. Few of them are not worth the call that moves many.
fn side_by_side(from: &[u8], to: &mut [u8]) {
    let Some(from) = from.get(..to.len()) else {
        return;
    };
    if to.len() > 16 * BYTES {
        to.copy_from_slice(from);
        return;
    }
    let (from, from_rest) = from.as_chunks::<8>();
    let (to, to_rest) = to.as_chunks_mut::<8>();
    for (from, to) in from.iter().zip(to) {
        *to = *from;
    }
    for (from, to) in from_rest.iter().zip(to_rest) {
        *to = *from;
    }
}

/// Every second element: the even lanes of two registers fill one.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn every_second<const SIZE: usize>(from: &[u8], to: &mut [u8]) {
    let (registers, rest) = to.as_chunks_mut::<BYTES>();
    let pairs = from.as_chunks::<BYTES>().0.as_chunks::<2>().0;
    let whole = registers.len().min(pairs.len());
    for (to, [a, b]) in registers.iter_mut().zip(pairs) {
        *to = bytes_of(even::<SIZE>(load(a), load(b)));
    }
    // The last element may have nothing behind it, so that its pair of registers is not whole.
    let left = registers.get_mut(whole..).unwrap_or(&mut []);
    let slots = left.as_flattened_mut().as_chunks_mut::<SIZE>().0.iter_mut();
    let slots = slots.chain(rest.as_chunks_mut::<SIZE>().0);
    let items = from
        .get(whole * 2 * BYTES..)
        .unwrap_or(&[])
        .chunks(2 * SIZE);
    for (slot, item) in slots.zip(items) {
        *slot = item.first_chunk().copied().unwrap_or(*slot);
    }
}

/// The lanes with even numbers.
#[inline(always)]
fn even<const SIZE: usize>(a: v128, b: v128) -> v128 {
    match SIZE {
        1 => i8x16_shuffle::<0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30>(a, b),
        2 => i16x8_shuffle::<0, 2, 4, 6, 8, 10, 12, 14>(a, b),
        4 => i32x4_shuffle::<0, 2, 4, 6>(a, b),
        8 => i64x2_shuffle::<0, 2>(a, b),
        _ => a,
    }
}

/// The last elements of `from`, the last one first.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn reversed<const SIZE: usize>(from: &[u8], to: &mut [u8]) {
    let Some(start) = from.len().checked_sub(to.len()) else {
        return;
    };
    let (rest, whole) = from.split_at(start).1.as_rchunks::<BYTES>();
    let (registers, to_rest) = to.as_chunks_mut::<BYTES>();
    for (to, from) in registers.iter_mut().zip(whole.iter().rev()) {
        *to = bytes_of(backward::<SIZE>(load(from)));
    }
    let items = rest.as_rchunks::<SIZE>().1.iter().rev();
    for (slot, item) in to_rest.as_chunks_mut::<SIZE>().0.iter_mut().zip(items) {
        *slot = *item;
    }
}

/// The lanes, the last one first.
#[inline(always)]
fn backward<const SIZE: usize>(a: v128) -> v128 {
    match SIZE {
        1 => i8x16_shuffle::<15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0>(a, a),
        2 => i16x8_shuffle::<7, 6, 5, 4, 3, 2, 1, 0>(a, a),
        4 => i32x4_shuffle::<3, 2, 1, 0>(a, a),
        8 => i64x2_shuffle::<1, 0>(a, a),
        _ => a,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_comes_from_its_place() {
        let bytes: Vec<u8> = (0..60_000_usize)
            .map(|i| (i * 37 + i / 251) as u8)
            .collect();
        for size in [1, 2, 4, 8, 16] {
            for (rows, columns) in [
                (1, 1),
                (1, 37),
                (50, 2),
                (33, 7),
                (3, 5),
                (16, 16),
                (17, 33),
                (40, 20),
                (5, 64),
                (33, 48),
                (70, 130),
            ] {
                let (wide, tall) = (columns as i64, rows as i64);
                let middle = 20_000;
                for (row, column) in [
                    (1, tall),
                    (1, tall + 3),
                    (1, -tall),
                    (-1, tall),
                    (-1, -tall - 1),
                    (wide, 1),
                    (wide, -1),
                    (2 * wide, 2),
                    (-wide, 3),
                    (wide, -2),
                    (wide, 0),
                    (0, 1),
                ] {
                    let span = 1 + (row.abs() * tall + column.abs() * wide) * size;
                    if span > middle {
                        continue;
                    }
                    // A byte ahead of where elements of the size would be aligned, as fields of records may lie.
                    let read = Places {
                        first: middle + 1,
                        row: row * size,
                        column: column * size,
                    };
                    for gap in [0, 3] {
                        let written = Places {
                            first: 5,
                            row: (wide + gap) * size,
                            column: size,
                        };
                        let length = 5 + (wide + gap) * size * tall;
                        let mut found = vec![0xEE; length as usize];
                        let mut expected = found.clone();
                        for (r, c) in (0..tall).flat_map(|r| (0..wide).map(move |c| (r, c))) {
                            let start = (read.first + r * read.row + c * read.column) as usize;
                            let place = (written.first + r * written.row + c * size) as usize;
                            let item = &bytes[start..start + size as usize];
                            expected[place..place + size as usize].copy_from_slice(item);
                        }
                        let size = size as usize;
                        copy(size, (rows, columns), (&bytes, read), (&mut found, written));
                        assert!(
                            found == expected,
                            "{size}: {rows} {columns}, {row} {column} {gap}"
                        );
                        // At the end of the bytes: nothing behind the last element may be asked for.
                        let last = bytes.len() as i64 - size as i64;
                        let far = (row * (tall - 1)).max(0) + (column * (wide - 1)).max(0);
                        let read = Places {
                            first: last - far * size as i64,
                            ..read
                        };
                        copy(size, (rows, columns), (&bytes, read), (&mut found, written));
                        let place = (written.first + (tall - 1) * written.row) as usize
                            + (columns - 1) * size;
                        if row >= 0 && column >= 0 {
                            assert_eq!(found[place..place + size], bytes[last as usize..]);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn elements_may_overlap() {
        let bytes: Vec<u8> = (0..=255).collect();
        for step in [-7, -3, -1, 1, 2, 5, 7, 9, 13, -11] {
            let read = Places {
                first: 120,
                row: 0,
                column: step,
            };
            let written = Places {
                first: 0,
                row: 0,
                column: 8,
            };
            let mut found = [0; 80];
            copy(8, (1, 10), (&bytes, read), (&mut found, written));
            let expected: Vec<u8> = (0..10)
                .map(|number| 120 + step * number)
                .flat_map(|start| bytes[start as usize..start as usize + 8].to_vec())
                .collect();
            assert_eq!(found.as_slice(), expected, "{step}");
        }
    }
}
