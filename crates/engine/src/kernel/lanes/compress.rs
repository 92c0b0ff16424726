//! What a mask keeps: elements whose truth is set, side by side; the way back; positions of true elements; how many.
//! Knows bytes and sizes; bits are copied, never computed with, so one loop serves all dtypes of a size.
//!
//! Whether an element is kept is what no processor can foresee in a mask of random truths, so that a branch for each costs
//! more than everything else together. Here no element has a branch. Sixteen truths become sixteen bits of a number. For
//! each register of elements its own few bits pick, from a table of all that they can be, the shuffle which brings the
//! kept elements to the front; the whole register is stored, and the place of the next store goes on by as many elements
//! as bits were set: what was stored beyond is stored over by the next. (The way of Lemire and others for decoding bytes:
//! "Vectorized VByte Decoding", 2015.)
//!
//! The way back reads a whole register of elements from where the last one was taken, and the inverse shuffle spreads them
//! over the places whose bits are set; the other places keep what they had.
//!
//! Two branches remain for sixteen elements together: none kept, and all kept. Both are common in masks that follow their
//! data, and rare in random ones: well foreseen either way.

use super::lane::select;
use super::register::*;

/// Elements in a turn: one for each byte of the truths' register.
const TURN: usize = BYTES;

/// How many truths are set.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn count(truths: &[u8]) -> usize {
    let (turns, rest) = truths.as_chunks();
    let mut count = 0;
    for truths in turns {
        count += bits_of(truths).count_ones() as usize;
    }
    count + rest.iter().filter(|&&truth| truth != 0).count()
}

/// Copies the elements whose truth is set to the front of `to`; how many. `None` where there is no loop for the size.
pub(crate) fn compress(size: usize, truths: &[u8], from: &[u8], to: &mut [u8]) -> Option<usize> {
    match size {
        1 => Some(stream::<1>(truths, from, to)),
        2 => Some(stream::<2>(truths, from, to)),
        4 => Some(stream::<4>(truths, from, to)),
        8 => Some(stream::<8>(truths, from, to)),
        _ => None,
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn stream<const SIZE: usize>(truths: &[u8], from: &[u8], to: &mut [u8]) -> usize {
    let (turns, rest) = truths.as_chunks::<TURN>();
    let registers = from.as_chunks::<BYTES>().0.as_chunks::<SIZE>().0;
    let mut kept = 0;
    for (truths, from) in turns.iter().zip(registers) {
        kept += turn::<SIZE>(bits_of(truths), from, to, kept);
    }
    let items = from.as_chunks::<SIZE>().0.iter().skip(turns.len() * TURN);
    for (item, &truth) in items.zip(rest) {
        kept += one(*item, truth, to, kept);
    }
    kept
}

/// Writes the numbers of the truths that are set, counted from `first`, as `int64`; how many.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn positions(truths: &[u8], first: i64, to: &mut [u8]) -> usize {
    let (turns, rest) = truths.as_chunks::<TURN>();
    let mut numbers: v128 = bytemuck::cast([first, first.wrapping_add(1)]);
    let mut kept = 0;
    for truths in turns {
        let mut registers = [[0; BYTES]; 8];
        for register in &mut registers {
            *register = bytes_of(numbers);
            numbers = i64x2_add(numbers, splat_of(2_i64));
        }
        kept += turn::<8>(bits_of(truths), &registers, to, kept);
    }
    let mut next = first.wrapping_add((turns.len() * TURN) as i64);
    for &truth in rest {
        kept += one(next.to_le_bytes(), truth, to, kept);
        next = next.wrapping_add(1);
    }
    kept
}

/// Sixteen elements, in as many registers as an element has bytes; how many are kept, of which the bits are set. They go behind
/// those that were kept before.
#[inline(always)]
pub(super) fn turn<const SIZE: usize>(
    bits: u32,
    from: &[[u8; BYTES]; SIZE],
    to: &mut [u8],
    before: usize,
) -> usize {
    if bits == 0 {
        return 0;
    }
    let start = before * SIZE;
    let Some(room) = to.get_mut(start..start + room_of::<SIZE>()) else {
        return last::<SIZE>(bits, from, to, before);
    };
    if bits == u32::from(u16::MAX) {
        // Register by register: a call to move so few bytes takes longer than moving them.
        for (to, from) in room.as_chunks_mut().0.iter_mut().zip(from) {
            *to = *from;
        }
        return TURN;
    }
    for (number, register) in from.iter().enumerate() {
        let few = bits >> (number * (BYTES / SIZE)) & few_of::<SIZE>();
        let value = load(register);
        // Counted anew for each register: that is quicker than to wait for the one before.
        let earlier = bits & ((1 << (number * (BYTES / SIZE))) - 1);
        let byte = earlier.count_ones() as usize * SIZE;
        if SIZE == 1 {
            // Sixteen bits would need a table of 65536 shuffles: half a register at a time.
            let mut byte = byte;
            for (few, half) in [(few & 0xFF, 0_u8), (few >> 8, 8)] {
                let shuffle = i8x16_add(front::<1>(few), splat_of(half));
                let [low, _]: [[u8; 8]; 2] = bytemuck::cast(i8x16_swizzle(value, shuffle));
                if let Some(slot) = room.get_mut(byte..).and_then(<[u8]>::first_chunk_mut) {
                    *slot = low;
                }
                byte += few.count_ones() as usize;
            }
        } else {
            let packed = bytes_of(i8x16_swizzle(value, front::<SIZE>(few)));
            if let Some(slot) = room.get_mut(byte..).and_then(<[u8]>::first_chunk_mut) {
                *slot = packed;
            }
        }
    }
    bits.count_ones() as usize
}

/// Bytes that a turn may write to: its elements, and what is stored beyond the last. As far as a compiler knows, of less than
/// sixteen bits fifteen may be set.
#[inline(always)]
pub(super) const fn room_of<const SIZE: usize>() -> usize {
    15 * SIZE + BYTES
}

/// Near the end of the results, where a whole register might go beyond it.
#[cold]
#[inline(never)]
pub(super) fn last<const SIZE: usize>(
    bits: u32,
    from: &[[u8; BYTES]; SIZE],
    to: &mut [u8],
    before: usize,
) -> usize {
    let mut kept = 0;
    let items = from.as_flattened().as_chunks::<SIZE>().0;
    for (number, item) in items.iter().enumerate() {
        kept += one(*item, (bits >> number & 1) as u8, to, before + kept);
    }
    kept
}

/// Writes elements one after another to the places whose truth is set; how many. `None` where there is no loop for the size.
pub(crate) fn expand(size: usize, truths: &[u8], from: &[u8], to: &mut [u8]) -> Option<usize> {
    match size {
        1 => Some(spread::<1>(truths, from, to)),
        2 => Some(spread::<2>(truths, from, to)),
        4 => Some(spread::<4>(truths, from, to)),
        8 => Some(spread::<8>(truths, from, to)),
        _ => None,
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn spread<const SIZE: usize>(truths: &[u8], from: &[u8], to: &mut [u8]) -> usize {
    let items = from.as_chunks::<SIZE>().0;
    let (turns, _) = truths.as_chunks::<TURN>();
    let mut taken = 0;
    let mut done = 0;
    for (truths, to) in turns
        .iter()
        .zip(to.as_chunks_mut::<BYTES>().0.as_chunks_mut::<SIZE>().0)
    {
        let bits = bits_of(truths);
        if bits != 0 {
            let ahead = items.get(taken..).and_then(<[_]>::first_chunk::<TURN>);
            let Some(ahead) = ahead else {
                // Near the end of the elements, where a whole register might go beyond it.
                break;
            };
            spread_turn::<SIZE>(bits, ahead.as_flattened(), to);
            taken += bits.count_ones() as usize;
        }
        done += TURN;
    }
    let slots = to.as_chunks_mut::<SIZE>().0.iter_mut();
    for (slot, &truth) in slots.zip(truths).skip(done) {
        if truth != 0
            && let Some(item) = items.get(taken)
        {
            *slot = *item;
            taken += 1;
        }
    }
    taken
}

/// Spreads some of sixteen elements over sixteen places.
#[inline(always)]
fn spread_turn<const SIZE: usize>(bits: u32, from: &[u8], to: &mut [[u8; BYTES]; SIZE]) {
    let mut byte = 0;
    for (number, to) in to.iter_mut().enumerate() {
        let few = bits >> (number * (BYTES / SIZE)) & few_of::<SIZE>();
        let (value, shuffle) = if SIZE == 1 {
            let [low, high] = [few & 0xFF, few >> 8];
            let value = half_at(from, 0);
            let behind = half_at(from, low.count_ones() as usize);
            let (low, high) = (back::<1>(low), back::<1>(high));
            let value =
                i64x2_shuffle::<0, 2>(i8x16_swizzle(value, low), i8x16_swizzle(behind, high));
            (value, i64x2_shuffle::<0, 2>(low, high))
        } else {
            let shuffle = back::<SIZE>(few);
            (i8x16_swizzle(register_at(from, byte), shuffle), shuffle)
        };
        byte += few.count_ones() as usize * SIZE;
        let kept = i8x16_lt(shuffle, splat(&[0]));
        *to = bytes_of(select(kept, load(to), value));
    }
}

/// The register that starts at a byte.
#[inline(always)]
fn register_at(bytes: &[u8], byte: usize) -> v128 {
    let found = bytes.get(byte..).and_then(<[u8]>::first_chunk);
    load(found.unwrap_or(&[0; BYTES]))
}

/// The eight bytes that start at a byte, in the lower half of a register.
#[inline(always)]
fn half_at(bytes: &[u8], byte: usize) -> v128 {
    let found = bytes.get(byte..).and_then(<[u8]>::first_chunk);
    bytemuck::cast([*found.unwrap_or(&[0; 8]), [0; 8]])
}

/// The shuffle that brings elements from the front to where bits are set; negative numbers elsewhere.
#[inline(always)]
fn back<const SIZE: usize>(few: u32) -> v128 {
    match SIZE {
        8 => load(&LONGS_BACK[few as usize & 3]),
        4 => load(&WORDS_BACK[few as usize & 15]),
        _ => {
            let eight = bytemuck::cast([EIGHTS_BACK[few as usize & 255], [0; 8]]);
            if SIZE == 1 {
                return eight;
            }
            // Of -1 the bytes stay negative.
            let wide = i16x8_extend_low_i8x16(eight);
            i16x8_add(i16x8_mul(wide, splat_of(0x0202_u16)), splat_of(0x0100_u16))
        }
    }
}

/// One element, kept or not: it is written, and what comes next goes over it or behind it.
#[inline(always)]
fn one<const SIZE: usize>(item: [u8; SIZE], truth: u8, to: &mut [u8], before: usize) -> usize {
    match to.as_chunks_mut::<SIZE>().0.get_mut(before) {
        Some(slot) => {
            *slot = item;
            usize::from(truth != 0)
        }
        None => 0,
    }
}

/// One bit for each of sixteen truths.
#[inline(always)]
pub(super) fn bits_of(truths: &[u8; TURN]) -> u32 {
    u32::from(i8x16_bitmask(i8x16_ne(load(truths), splat(&[0]))))
}

/// As many bits as a register has elements.
#[inline(always)]
fn few_of<const SIZE: usize>() -> u32 {
    (1 << (BYTES / SIZE)) - 1
}

/// The shuffle that brings the elements whose bits are set to the front.
#[inline(always)]
fn front<const SIZE: usize>(few: u32) -> v128 {
    match SIZE {
        8 => load(&LONGS[few as usize & 3]),
        4 => load(&WORDS[few as usize & 15]),
        _ => {
            let eight = bytemuck::cast([EIGHTS[few as usize & 255], [0; 8]]);
            if SIZE == 1 {
                return eight;
            }
            // Element n is bytes 2n and 2n + 1.
            let wide = i16x8_extend_low_u8x16(eight);
            i16x8_add(i16x8_mul(wide, splat_of(0x0202_u16)), splat_of(0x0100_u16))
        }
    }
}

/// For each eight bits the numbers of those that are set.
static EIGHTS: [[u8; 8]; 256] = shuffles::<8, 256>(1);
/// For each four bits the bytes of the 4-byte elements whose bits are set.
static WORDS: [[u8; BYTES]; 16] = shuffles::<BYTES, 16>(4);
/// For each two bits the bytes of the 8-byte elements whose bits are set.
static LONGS: [[u8; BYTES]; 4] = shuffles::<BYTES, 4>(8);

/// The inverses of [`EIGHTS`].
static EIGHTS_BACK: [[u8; 8]; 256] = inverses::<8, 256>(1);
/// The inverses of [`WORDS`].
static WORDS_BACK: [[u8; BYTES]; 16] = inverses::<BYTES, 16>(4);
/// The inverses of [`LONGS`].
static LONGS_BACK: [[u8; BYTES]; 4] = inverses::<BYTES, 4>(8);

/// For each number how many of its bits are set below each set one, as the bytes of elements of `size` bytes; 255 for
/// those that are not set.
const fn inverses<const LENGTH: usize, const COUNT: usize>(size: usize) -> [[u8; LENGTH]; COUNT] {
    let mut all = [[u8::MAX; LENGTH]; COUNT];
    let mut few = 0;
    while few < COUNT {
        let (mut bit, mut before) = (0, 0);
        while bit < LENGTH / size {
            if few >> bit & 1 == 1 {
                let mut byte = 0;
                while byte < size {
                    all[few][bit * size + byte] = (before * size + byte) as u8;
                    byte += 1;
                }
                before += 1;
            }
            bit += 1;
        }
        few += 1;
    }
    all
}

/// For each number its set bits, from the lowest, as the bytes of elements of `size` bytes.
const fn shuffles<const LENGTH: usize, const COUNT: usize>(size: usize) -> [[u8; LENGTH]; COUNT] {
    let mut all = [[0; LENGTH]; COUNT];
    let mut few = 0;
    while few < COUNT {
        let (mut bit, mut place) = (0, 0);
        while bit < LENGTH / size {
            if few >> bit & 1 == 1 {
                let mut byte = 0;
                while byte < size {
                    all[few][place] = (bit * size + byte) as u8;
                    place += 1;
                    byte += 1;
                }
            }
            bit += 1;
        }
        few += 1;
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Truths of many kinds: none, all, few, most, any; any byte but 0 is true.
    fn truths(kind: usize, count: usize) -> Vec<u8> {
        let mut state = 0x9E37_79B9_u64 + kind as u64;
        let mut roll = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state
        };
        let truth = |i: usize, roll: u64| match kind {
            0 => 0,
            1 => 1,
            2 => u8::from(roll.is_multiple_of(29)),
            3 => u8::from(!roll.is_multiple_of(31)),
            4 => (roll % 3) as u8 * 100,
            _ => u8::from((i / 40).is_multiple_of(2)),
        };
        (0..count).map(|i| truth(i, roll())).collect()
    }

    #[test]
    fn what_is_kept_is_what_is_kept_one_by_one() {
        for kind in 0..6 {
            for length in [0, 1, 15, 16, 17, 31, 32, 47, 100, 1000] {
                let truths = truths(kind, length);
                let set: Vec<usize> = (0..length).filter(|&i| truths[i] != 0).collect();
                assert_eq!(count(&truths), set.len());
                for size in [1, 2, 4, 8] {
                    let from: Vec<u8> = (0..length * size)
                        .map(|i| (i * 37 + i / 256) as u8)
                        .collect();
                    let expected: Vec<u8> = set
                        .iter()
                        .flat_map(|&i| from[i * size..(i + 1) * size].to_vec())
                        .collect();
                    // With no room to spare, and with room behind that must be let alone from a register on.
                    for spare in [0, 200] {
                        let mut to = vec![0xEE; expected.len() + spare];
                        assert_eq!(compress(size, &truths, &from, &mut to), Some(set.len()));
                        assert_eq!(to[..expected.len()], expected, "{kind} {length} {size}");
                        let beyond = to.iter().skip(expected.len() + BYTES * size);
                        assert!(beyond.copied().all(|byte| byte == 0xEE));
                    }
                }
                for size in [1, 2, 4, 8] {
                    for spare in [0, 3, 40] {
                        let from: Vec<u8> = (0..(set.len() + spare) * size)
                            .map(|i| (i * 37 + i / 256) as u8)
                            .collect();
                        let mut found = vec![0xEE; length * size];
                        let mut expected = found.clone();
                        for (number, &place) in set.iter().enumerate() {
                            let item = &from[number * size..(number + 1) * size];
                            expected[place * size..(place + 1) * size].copy_from_slice(item);
                        }
                        let written = expand(size, &truths, &from, &mut found);
                        assert_eq!(written, Some(set.len()));
                        assert_eq!(found, expected, "{kind} {length} {size} {spare}");
                    }
                }
                let mut to = vec![0; set.len() * 8];
                assert_eq!(positions(&truths, -5, &mut to), set.len());
                let found: Vec<i64> = to
                    .as_chunks()
                    .0
                    .iter()
                    .map(|b| i64::from_le_bytes(*b))
                    .collect();
                let expected: Vec<i64> = set.iter().map(|&i| i as i64 - 5).collect();
                assert_eq!(found, expected);
            }
        }
        assert_eq!(compress(3, &[], &[], &mut []), None);
        assert_eq!(expand(3, &[], &[], &mut []), None);
    }
}
