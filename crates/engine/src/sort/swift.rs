//! Lines sorted as whole numbers that registers make of their elements: the ways of `super` that do not compare, or do so a
//! block at a time. Knows lines; each function says whether it did the work, which it leaves to the plain way where elements
//! have no such numbers, and where somebody watches.
//!
//! Words of 64 bits hold a number above the place of its element, so that places are sorted without looking elements up. Of
//! numbers wider than 32 bits the upper ones are taken, as many as their range needs; the few that are alike then are looked
//! up after all.

use super::digits::{self, Word};
use super::order::{SMALL, introsort};
use super::select::Selection;
use super::walk::{Beside, ByKey, Bytes, Narrow, Pairs, SHORT_PLACE, Upper, Whole, Wide};
use crate::buffer::Buffer;
use crate::dtype::{DType, Kind};
use crate::element::Element;
use crate::error::Result;
use crate::kernel::lanes::ordinal::{self, Extent};
use crate::layout::{Layout, Order};
use crate::limit;
use crate::plan::Kernel;
use crate::plan::lines::{Line, LineCall};

/// The lower half of a word: a place.
const PLACE: u64 = u32::MAX as u64;

/// The inner loop that makes numbers of elements.
pub(super) fn kernel_of(dtype: DType) -> Kernel {
    match dtype.itemsize() {
        size @ (4 | 8) if is_real(dtype) => Kernel::Simd128 {
            lanes: (16 / size) as u8,
        },
        _ => Kernel::Scalar,
    }
}

/// Whether a dtype is of real numbers as they are computed with.
fn is_real(dtype: DType) -> bool {
    dtype.is_number() && !dtype.is_complex()
}

/// The line that a kernel is given, where it can be sorted in this way.
fn taken<'a>(call: &LineCall<'a>) -> Option<Line<'a>> {
    let &line = call.inputs.first()?;
    let fits = is_real(line.dtype) && u32::try_from(line.len()).is_ok();
    (fits && call.watched.is_none()).then_some(line)
}

/// Room for so many elements, from the pool.
fn room(count: usize, dtype: DType) -> Result<Buffer> {
    let shape = [i64::try_from(count).unwrap_or(i64::MAX)];
    let layout = Layout::contiguous(&shape, dtype.itemsize(), Order::C);
    Buffer::unwritten(layout.into(), dtype)
}

/// Room beside words that are sorted by digits; the shortest lines need none.
fn room_beside(count: usize, dtype: DType) -> Result<Option<Buffer>> {
    (count > SMALL).then(|| room(count, dtype)).transpose()
}

fn width_of(extent: Extent) -> u32 {
    u64::BITS - extent.range().leading_zeros()
}

/// What turns elements of one or two bytes into unsigned numbers in the same order.
fn turn_of(dtype: DType) -> u16 {
    match (dtype.kind(), dtype.itemsize()) {
        (Kind::Signed, 1) => 1 << 7,
        (Kind::Signed, 2) => 1 << 15,
        _ => 0,
    }
}

/// The element that stands for all that are no numbers; `None` where they differ, or where a zero has a sign: then elements
/// cannot be made of their numbers again.
fn only_nan(line: Line<'_>, extent: Extent) -> Option<[u8; 8]> {
    if extent.negative_zero {
        return None;
    }
    let mut found = [0; 8];
    if extent.nans == 0 {
        return Some(found);
    }
    let size = line.dtype.itemsize();
    let mut all = line.bytes.chunks_exact(size).filter(|item| is_nan(item));
    let first = all.next()?;
    found.get_mut(..size)?.copy_from_slice(first);
    all.all(|item| item == first).then_some(found)
}

fn is_nan(item: &[u8]) -> bool {
    match *item {
        [a, b, c, d] => f32::from_le_bytes([a, b, c, d]).is_nan(),
        [a, b, c, d, e, f, g, h] => f64::from_le_bytes([a, b, c, d, e, f, g, h]).is_nan(),
        _ => false,
    }
}

/// Sorts a line of elements; equal ones keep their order where that shows and is asked for.
pub(super) fn sort(call: &mut LineCall<'_>) -> Result<bool> {
    let Some(line) = taken(call) else {
        return Ok(false);
    };
    let output = &mut *call.output;
    if line.len() == 1 {
        output.copy_from_slice(line.bytes);
        return Ok(true);
    }
    match line.dtype.itemsize() {
        1 => count_bytes(line, output),
        2 => return sort_narrow(line, output),
        size => {
            let Some(extent) = ordinal::extent(line.dtype, line.bytes) else {
                return Ok(line.len() == 0);
            };
            let Some(nan) = only_nan(line, extent) else {
                let stable = call.arguments.first() == Some(&1);
                return sort_by_places(line, extent, stable, output);
            };
            return match size {
                4 => sort_numbers::<u32>(line, extent, &nan[..4], output),
                _ => sort_numbers::<u64>(line, extent, &nan, output),
            };
        }
    }
    Ok(true)
}

/// Bytes that are sorted before the counts of their values would be set to 0.
const FEW_BYTES: usize = 64;

/// Elements of one byte: each value as often as it was counted.
fn count_bytes(line: Line<'_>, output: &mut [u8]) {
    if line.len() <= FEW_BYTES {
        let turned = |byte: &mut u8| *byte ^= turn_of(line.dtype) as u8;
        output.copy_from_slice(line.bytes);
        output.iter_mut().for_each(turned);
        introsort(&ByKey::<Whole<u8>>::new(), output);
        output.iter_mut().for_each(turned);
        return;
    }
    // Four counts for each value, so that equal neighbors need not wait for each other.
    let mut counts = [[0usize; 256]; 4];
    let (fours, rest) = line.bytes.as_chunks::<4>();
    for four in fours {
        for (counts, &byte) in counts.iter_mut().zip(four) {
            counts[usize::from(byte)] += 1;
        }
    }
    for &byte in rest {
        counts[0][usize::from(byte)] += 1;
    }
    let turn = turn_of(line.dtype) as u8;
    let mut left = output;
    for number in 0..=u8::MAX {
        let byte = number ^ turn;
        let count: usize = counts.iter().map(|counts| counts[usize::from(byte)]).sum();
        let (own, after) = left.split_at_mut(count.min(left.len()));
        own.fill(byte);
        left = after;
    }
}

/// Elements of two bytes.
fn sort_narrow(line: Line<'_>, output: &mut [u8]) -> Result<bool> {
    let Ok(words) = bytemuck::try_cast_slice_mut::<_, u16>(output) else {
        return Ok(false);
    };
    let turn = turn_of(line.dtype);
    let elements: &[u16] = bytemuck::try_cast_slice(line.bytes).unwrap_or(&[]);
    for (word, &element) in words.iter_mut().zip(elements) {
        *word = element ^ turn;
    }
    let room = room_beside(line.len(), DType::U16)?;
    let mut room = room.as_ref().map(Buffer::elements_mut::<u16>);
    let spare = room.as_deref_mut().unwrap_or(&mut []);
    if digits::sort(words, spare, 0, 16) {
        words.copy_from_slice(spare);
    }
    for word in words {
        *word ^= turn;
    }
    Ok(true)
}

/// Elements of four or eight bytes, as numbers as wide.
fn sort_numbers<W: Word + Element>(
    line: Line<'_>,
    extent: Extent,
    nan: &[u8],
    output: &mut [u8],
) -> Result<bool> {
    let Ok(words) = bytemuck::try_cast_slice_mut::<_, W>(&mut *output) else {
        return Ok(false);
    };
    let room = room_beside(line.len(), W::DTYPE)?;
    let mut room = room.as_ref().map(Buffer::elements_mut::<W>);
    let spare = room.as_deref_mut().unwrap_or(&mut []);
    ordinal::lay(
        line.dtype,
        line.bytes,
        extent,
        bytemuck::cast_slice_mut(words),
    );
    if digits::sort(words, spare, 0, width_of(extent)) {
        let numbers = bytemuck::cast_slice(spare);
        ordinal::restore(line.dtype, numbers, extent, nan, output);
    } else {
        ordinal::restore_within(line.dtype, output, extent, nan);
    }
    Ok(true)
}

/// Elements that are equal and look different: each is fetched from where it stands.
fn sort_by_places(line: Line<'_>, extent: Extent, stable: bool, output: &mut [u8]) -> Result<bool> {
    let places = room(line.len(), DType::U64)?;
    let mut places = places.elements_mut::<u64>();
    sort_places(line, Some(extent), stable, &mut places)?;
    let items = output.chunks_exact_mut(line.dtype.itemsize().max(1));
    for (item, &place) in items.zip(&*places) {
        item.copy_from_slice(line.item(place as usize));
    }
    Ok(true)
}

/// Writes from where the elements of a sorted line come.
pub(super) fn argsort(call: &mut LineCall<'_>) -> Result<bool> {
    let Some(line) = taken(call) else {
        return Ok(false);
    };
    let stable = call.arguments.first() == Some(&1);
    let Ok(places) = bytemuck::try_cast_slice_mut(call.output) else {
        return Ok(false);
    };
    if let [only] = &mut *places {
        *only = 0;
        return Ok(true);
    }
    sort_places(line, extent_of(line), stable, places)?;
    Ok(true)
}

fn extent_of(line: Line<'_>) -> Option<Extent> {
    ordinal::extent(line.dtype, line.bytes)
}

/// Words of a line's numbers above their places; how many bits the numbers have, and how many more they would have.
fn pack(line: Line<'_>, extent: Option<Extent>, words: &mut [u64]) -> (u32, u32) {
    let turn = turn_of(line.dtype);
    let word = |element: u16, place: u64| u64::from(element ^ turn) << 32 | place;
    match (line.dtype.itemsize(), extent) {
        (1, _) => {
            for ((place, to), &element) in (0..).zip(words).zip(line.bytes) {
                *to = word(element.into(), place);
            }
            (8, 0)
        }
        (2, _) => {
            let elements: &[u16] = bytemuck::try_cast_slice(line.bytes).unwrap_or(&[]);
            for ((place, to), &element) in (0..).zip(words).zip(elements) {
                *to = word(element, place);
            }
            (16, 0)
        }
        (_, Some(extent)) => {
            let width = width_of(extent);
            let dropped = width.saturating_sub(32);
            ordinal::pack(line.dtype, line.bytes, extent, dropped, words);
            (width - dropped, dropped)
        }
        _ => (0, 0),
    }
}

/// The numbers of a line whose elements have eight bytes, one by one.
#[derive(Clone, Copy)]
struct Lookup<'a> {
    dtype: DType,
    bits: &'a [u64],
    extent: Extent,
}

impl Lookup<'_> {
    #[inline(always)]
    fn number(&self, word: u64) -> u64 {
        let bits = self.bits.get((word & PLACE) as usize).copied().unwrap_or(0);
        ordinal::number_of(self.dtype, bits, self.extent)
    }
}

/// The places of a line's elements in their new order.
fn sort_places(
    line: Line<'_>,
    extent: Option<Extent>,
    stable: bool,
    output: &mut [u64],
) -> Result<()> {
    if line.dtype.itemsize() == 1 && !stable && line.len() > 256 {
        // Most elements are equal to others.
        if line.len() <= 1 << SHORT_PLACE {
            let room = room(line.len(), DType::U32)?;
            let mut words = room.elements_mut::<u32>();
            let turn = u32::from(turn_of(line.dtype));
            for ((place, word), &element) in (0..).zip(&mut *words).zip(line.bytes) {
                *word = ((u32::from(element) ^ turn) << SHORT_PLACE) | place;
            }
            introsort(&Bytes, &mut words);
            for (to, &word) in output.iter_mut().zip(&*words) {
                *to = u64::from(word & ((1 << SHORT_PLACE) - 1));
            }
            return Ok(());
        }
        pack(line, extent, output);
        introsort(&Beside { sorted: &[] }, output);
        only_places(output);
        return Ok(());
    }
    let room = room_beside(line.len(), DType::U64)?;
    let mut room = room.as_ref().map(Buffer::elements_mut::<u64>);
    let room = room.as_deref_mut().unwrap_or(&mut []);
    let (width, dropped) = pack(line, extent, output);
    let in_room = digits::sort(output, room, 32, width);
    let (sorted, other) = if in_room {
        (&mut *room, &mut *output)
    } else {
        (&mut *output, &mut *room)
    };
    let lookup = match extent {
        Some(extent) if dropped > 0 => Some(Lookup {
            dtype: line.dtype,
            bits: bytemuck::try_cast_slice(line.bytes).unwrap_or(&[]),
            extent,
        }),
        _ => None,
    };
    let mut tied = match lookup {
        Some(lookup) => finish(lookup, sorted, other, dropped),
        None => false,
    };
    // Introsort, too, leaves few equal elements in their order.
    if !stable && sorted.len() > SMALL {
        if lookup.is_none() {
            tied = sorted.windows(2).any(|two| two[0] >> 32 == two[1] >> 32);
        }
        if tied {
            match lookup {
                Some(lookup) => rank(lookup, sorted, other),
                None => _ = pack(line, extent, other),
            }
            note_ties(sorted);
            introsort(&Beside { sorted }, other);
        }
    } else {
        tied = false;
    }
    if in_room != tied {
        output.copy_from_slice(room);
    }
    only_places(output);
    Ok(())
}

/// Leaves nothing but the places.
fn only_places(words: &mut [u64]) {
    for word in words {
        *word &= PLACE;
    }
}

/// Puts words in order whose numbers are alike but for bits that were dropped. Whether any are equal.
fn finish(lookup: Lookup<'_>, sorted: &mut [u64], spare: &mut [u64], dropped: u32) -> bool {
    let mut tied = false;
    let mut start = 0;
    while let [first, second, ..] = *sorted.get(start..).unwrap_or(&[]) {
        let upper = first >> 32;
        if second >> 32 != upper {
            start += 1;
            continue;
        }
        let rest = sorted.get(start..).unwrap_or(&[]);
        let length = rest.iter().take_while(|&word| word >> 32 == upper).count();
        let run = sorted.get_mut(start..start + length).unwrap_or(&mut []);
        let spare = spare.get_mut(start..).unwrap_or(&mut []);
        tied |= if length <= SMALL {
            finish_few(lookup, run)
        } else {
            finish_many(lookup, run, &mut spare[..length], dropped)
        };
        start += length;
    }
    tied
}

fn finish_few(lookup: Lookup<'_>, run: &mut [u64]) -> bool {
    let mut numbers = [0; SMALL];
    let mut tied = false;
    for next in 0..run.len().min(SMALL) {
        let word = run[next];
        let number = lookup.number(word);
        let mut hole = next;
        while hole > 0 && number < numbers[hole - 1] {
            numbers[hole] = numbers[hole - 1];
            run[hole] = run[hole - 1];
            hole -= 1;
        }
        tied |= hole > 0 && number == numbers[hole - 1];
        numbers[hole] = number;
        run[hole] = word;
    }
    tied
}

fn finish_many(lookup: Lookup<'_>, run: &mut [u64], spare: &mut [u64], dropped: u32) -> bool {
    let upper = run.first().map_or(0, |word| word & !PLACE);
    let mask = (1 << dropped) - 1;
    for word in &mut *run {
        *word = (lookup.number(*word) & mask) << 32 | *word & PLACE;
    }
    if digits::sort(run, spare, 32, dropped) {
        run.copy_from_slice(spare);
    }
    let tied = run.windows(2).any(|two| two[0] >> 32 == two[1] >> 32);
    for word in run {
        *word = upper | *word & PLACE;
    }
    tied
}

/// Puts above each place how many elements are less than its own: in the order they are sorted in, and in the line's.
fn rank(lookup: Lookup<'_>, sorted: &mut [u64], of_line: &mut [u64]) {
    let mut rank = 0;
    let mut before = None;
    for (number, slot) in (0..).zip(sorted) {
        let word = *slot;
        let alike =
            |other: u64| other >> 32 == word >> 32 && lookup.number(other) == lookup.number(word);
        if !before.is_some_and(alike) {
            rank = number;
        }
        before = Some(word);
        *slot = rank << 32 | word & PLACE;
        if let Some(own) = of_line.get_mut((word & PLACE) as usize) {
            *own = *slot;
        }
    }
}

/// Puts above each place where the next element lies that is equal to a neighbor, from itself on.
fn note_ties(sorted: &mut [u64]) {
    let mut next = sorted.len() as u64;
    let mut after = None;
    for place in (0..sorted.len()).rev() {
        let upper = sorted[place] >> 32;
        let before = place.checked_sub(1).map(|place| sorted[place] >> 32);
        if before == Some(upper) || after == Some(upper) {
            next = place as u64;
        }
        after = Some(upper);
        sorted[place] = next << 32 | sorted[place] & PLACE;
    }
}

/// Brings the elements of some ranks to their places.
pub(super) fn partition(call: &mut LineCall<'_>) -> Result<bool> {
    let Some(line) = taken(call) else {
        return Ok(false);
    };
    let (ranks, output) = (call.arguments, &mut *call.output);
    if line.len() == 1 {
        output.copy_from_slice(line.bytes);
        return Ok(true);
    }
    let turn = turn_of(line.dtype);
    match line.dtype.itemsize() {
        1 => {
            let turned = |byte: &mut u8| *byte ^= turn as u8;
            output.copy_from_slice(line.bytes);
            output.iter_mut().for_each(turned);
            select::<Whole<u8>>(output, ranks, false);
            output.iter_mut().for_each(turned);
        }
        2 => {
            output.copy_from_slice(line.bytes);
            let Ok(words) = bytemuck::try_cast_slice_mut::<_, u16>(output) else {
                return Ok(false);
            };
            let turned = |word: &mut u16| *word ^= turn;
            words.iter_mut().for_each(turned);
            select::<Whole<u16>>(words, ranks, false);
            words.iter_mut().for_each(turned);
        }
        size => {
            let Some(extent) = extent_of(line) else {
                return Ok(line.len() == 0);
            };
            let Some(nan) = only_nan(line, extent) else {
                return Ok(false);
            };
            let inexact = line.dtype.is_inexact();
            ordinal::lay(line.dtype, line.bytes, extent, output);
            if size == 4 {
                let Ok(words) = bytemuck::try_cast_slice_mut(&mut *output) else {
                    return Ok(false);
                };
                select::<Narrow>(words, ranks, inexact);
            } else {
                let Ok(words) = bytemuck::try_cast_slice_mut(&mut *output) else {
                    return Ok(false);
                };
                match width_of(extent) {
                    64 => select::<Whole<u64>>(words, ranks, inexact),
                    _ => select::<Wide>(words, ranks, inexact),
                }
            }
            ordinal::restore_within(line.dtype, output, extent, &nan[..size]);
        }
    }
    Ok(true)
}

fn select<K: super::walk::Keyed>(items: &mut [K::Item], ranks: &[i64], inexact: bool) {
    let by = ByKey::<K>::new();
    let mut selection = Selection::new(&by, inexact);
    for &rank in ranks {
        selection.select(items, usize::try_from(rank).unwrap_or(0));
    }
}

/// Writes from where the elements of a partitioned line come.
pub(super) fn argpartition(call: &mut LineCall<'_>) -> Result<bool> {
    let Some(line) = taken(call) else {
        return Ok(false);
    };
    let ranks = call.arguments;
    let inexact = line.dtype.is_inexact();
    let Ok(words) = bytemuck::try_cast_slice_mut::<_, u64>(call.output) else {
        return Ok(false);
    };
    let extent = extent_of(line);
    if let Some(extent) = extent.filter(|&extent| width_of(extent) > 32) {
        let count = i64::try_from(line.len()).unwrap_or(i64::MAX);
        limit::grant(&[count, 2], DType::U64)?;
        let bits: &[u64] = bytemuck::try_cast_slice(line.bytes).unwrap_or(&[]);
        let pair = |(place, &bits)| (ordinal::number_of(line.dtype, bits, extent), place);
        let mut pairs: Vec<(u64, u32)> = (0..).zip(bits).map(pair).collect();
        select::<Pairs>(&mut pairs, ranks, inexact);
        for (word, (_, place)) in words.iter_mut().zip(pairs) {
            *word = place.into();
        }
        return Ok(true);
    }
    pack(line, extent, words);
    select::<Upper>(words, ranks, inexact);
    only_places(words);
    Ok(true)
}

/// Sorts places by several lines, the last of which counts most; equal ones keep their order.
pub(super) fn lexsort(call: &mut LineCall<'_>) -> Result<bool> {
    let fits = |line: &Line<'_>| is_real(line.dtype);
    let count = call.len();
    if call.watched.is_some() || !call.inputs.iter().all(fits) || u32::try_from(count).is_err() {
        return Ok(false);
    }
    let Ok(places) = bytemuck::try_cast_slice_mut::<_, u64>(call.output) else {
        return Ok(false);
    };
    let Some((&first, others)) = call.inputs.split_first() else {
        return Ok(true);
    };
    sort_places(first, extent_of(first), true, places)?;
    for &line in others {
        let elements = room(count, line.dtype)?;
        let order = room(count, DType::U64)?;
        let mut order = order.elements_mut::<u64>();
        for (item, &place) in elements
            .bytes_mut()
            .chunks_exact_mut(line.dtype.itemsize())
            .zip(&*places)
        {
            item.copy_from_slice(line.item(place as usize));
        }
        let bytes = elements.bytes();
        let arranged = Line {
            bytes: &bytes,
            dtype: line.dtype,
        };
        sort_places(arranged, extent_of(arranged), true, &mut order)?;
        for place in &mut *order {
            *place = places.get(*place as usize).copied().unwrap_or(0);
        }
        places.copy_from_slice(&order);
    }
    Ok(true)
}
