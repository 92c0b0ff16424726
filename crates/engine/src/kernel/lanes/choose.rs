//! `where` with two candidates: each element from the first where its truth is set, from the second elsewhere.
//! Knows bytes and sizes; bits are copied, never computed with, so one loop serves all dtypes of a size.
//!
//! Sixteen truths fill a register. Widened to the width of an element they become as many masks as an element has bytes
//! (two registers of eight 16-bit masks, four of four, eight of two), and each mask takes one register of results out of the
//! two candidates: no branch, so truths that nobody can predict cost no more than those that everyone can.

use super::lane::select;
use super::register::*;
use crate::kernel::Source::{self, Splat, Stream};

/// Elements in a turn: one for each byte of the truths' register.
const TURN: usize = BYTES;

/// `output[i] = x[i] if truth[i] else y[i]`. `size` is an element's; false where there is no loop for it.
pub(crate) fn choose(
    size: usize,
    truths: &[u8],
    x: Source<'_>,
    y: Source<'_>,
    output: &mut [u8],
) -> bool {
    match size {
        1 => sized::<1>(truths, x, y, output),
        2 => sized::<2>(truths, x, y, output),
        4 => sized::<4>(truths, x, y, output),
        8 => sized::<8>(truths, x, y, output),
        _ => return false,
    }
    true
}

fn sized<const SIZE: usize>(truths: &[u8], x: Source<'_>, y: Source<'_>, output: &mut [u8]) {
    match (x, y) {
        (Stream(x), Stream(y)) => streams::<SIZE>(truths, x, y, output),
        (Stream(x), Splat(y)) => stream_splat::<SIZE>(truths, x, y, output),
        (Splat(x), Stream(y)) => splat_stream::<SIZE>(truths, x, y, output),
        (Splat(x), Splat(y)) => splats::<SIZE>(truths, x, y, output),
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn streams<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let y_turns = turns::<SIZE>(y);
    each::<SIZE>(truths, x, output, |turn, number, mask, x| {
        let y = y_turns.get(turn).map_or(splat(&[0]), |y| load(&y[number]));
        select(mask, x, y)
    });
    rest::<SIZE>(truths, Stream(x), Stream(y), output);
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn stream_splat<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let one = splat(y);
    each::<SIZE>(truths, x, output, |_, _, mask, x| select(mask, x, one));
    rest::<SIZE>(truths, Stream(x), Splat(y), output);
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn splat_stream<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let one = splat(x);
    each::<SIZE>(truths, y, output, |_, _, mask, y| select(mask, one, y));
    rest::<SIZE>(truths, Splat(x), Stream(y), output);
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn splats<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let (one, other) = (splat(x), splat(y));
    let truths_in_turns = truths.as_chunks().0;
    let to = output.as_chunks_mut().0.as_chunks_mut::<SIZE>().0;
    for (truths, to) in truths_in_turns.iter().zip(to) {
        let masks = masks::<SIZE>(load(truths));
        for (to, mask) in to.iter_mut().zip(masks) {
            *to = bytes_of(select(mask, one, other));
        }
    }
    rest::<SIZE>(truths, Splat(x), Splat(y), output);
}

/// `output[i] = value if truth[i]`, and stays what it was elsewhere; false where there is no loop for the size.
pub(crate) fn overwrite(size: usize, truths: &[u8], value: &[u8], output: &mut [u8]) -> bool {
    match size {
        1 => overwrite_sized::<1>(truths, value, output),
        2 => overwrite_sized::<2>(truths, value, output),
        4 => overwrite_sized::<4>(truths, value, output),
        8 => overwrite_sized::<8>(truths, value, output),
        _ => return false,
    }
    true
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn overwrite_sized<const SIZE: usize>(truths: &[u8], value: &[u8], output: &mut [u8]) {
    let one = splat(value);
    let (turns, truths_rest) = truths.as_chunks::<TURN>();
    let to = output.as_chunks_mut().0.as_chunks_mut::<SIZE>().0;
    for (truths, to) in turns.iter().zip(to) {
        let truths = load(truths);
        if v128_any_true(truths) {
            for (to, mask) in to.iter_mut().zip(masks::<SIZE>(truths)) {
                *to = bytes_of(select(mask, one, load(to)));
            }
        }
    }
    let to = output.as_chunks_mut::<SIZE>().0.iter_mut();
    for (to, &truth) in to.skip(turns.len() * TURN).zip(truths_rest) {
        if truth != 0
            && let Some(value) = value.first_chunk()
        {
            *to = *value;
        }
    }
}

/// Whole turns of a stream: as many registers as an element has bytes.
#[inline(always)]
fn turns<const SIZE: usize>(bytes: &[u8]) -> &[[[u8; BYTES]; SIZE]] {
    bytes.as_chunks().0.as_chunks().0
}

/// Whole turns: `f` is told which turn, which register of it, the mask and the register of the stream.
#[inline(always)]
fn each<const SIZE: usize>(
    truths: &[u8],
    stream: &[u8],
    output: &mut [u8],
    f: impl Fn(usize, usize, v128, v128) -> v128,
) {
    let to = output.as_chunks_mut().0.as_chunks_mut::<SIZE>().0;
    let all = truths
        .as_chunks()
        .0
        .iter()
        .zip(turns::<SIZE>(stream))
        .zip(to);
    for (turn, ((truths, from), to)) in all.enumerate() {
        let masks = masks::<SIZE>(load(truths));
        for (number, (to, mask)) in to.iter_mut().zip(masks).enumerate() {
            *to = bytes_of(f(turn, number, mask, load(&from[number])));
        }
    }
}

/// The elements after the last whole turn, one by one.
#[inline(always)]
fn rest<const SIZE: usize>(truths: &[u8], x: Source<'_>, y: Source<'_>, output: &mut [u8]) {
    let done = truths.len() / TURN * TURN;
    let element = |source: Source<'_>, number: usize| match source {
        Stream(bytes) => bytes.as_chunks::<SIZE>().0.get(number).copied(),
        Splat(bytes) => bytes.as_chunks::<SIZE>().0.first().copied(),
    };
    let to = output.as_chunks_mut::<SIZE>().0.iter_mut().enumerate();
    for ((number, to), &truth) in to.zip(truths).skip(done) {
        let source = if truth != 0 { x } else { y };
        *to = element(source, number).unwrap_or([0; SIZE]);
    }
}

/// Sixteen truths as masks of elements of `SIZE` bytes.
#[inline(always)]
fn masks<const SIZE: usize>(truths: v128) -> [v128; SIZE] {
    let zero = splat(&[0]);
    let bytes = i8x16_ne(truths, zero);
    // Written out, as a closure given to `map` would be compiled for no registers.
    let [a, b] = halves(bytes);
    let ([c, d], [e, f]) = (words(a), words(b));
    let mut masks = [zero; SIZE];
    match SIZE {
        1 => masks.copy_from_slice(&[bytes]),
        2 => masks.copy_from_slice(&[a, b]),
        4 => masks.copy_from_slice(&[c, d, e, f]),
        8 => {
            let ([g, h], [i, j], [k, l], [m, n]) = (longs(c), longs(d), longs(e), longs(f));
            masks.copy_from_slice(&[g, h, i, j, k, l, m, n]);
        }
        _ => {}
    }
    masks
}

/// Eight masks of one byte each way, as masks of two.
#[inline(always)]
fn halves(a: v128) -> [v128; 2] {
    [i16x8_extend_low_i8x16(a), i16x8_extend_high_i8x16(a)]
}

#[inline(always)]
fn words(a: v128) -> [v128; 2] {
    [i32x4_extend_low_i16x8(a), i32x4_extend_high_i16x8(a)]
}

#[inline(always)]
fn longs(a: v128) -> [v128; 2] {
    [i64x2_extend_low_i32x4(a), i64x2_extend_high_i32x4(a)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_comes_from_the_candidate_that_its_truth_takes() {
        for size in [1, 2, 4, 8] {
            for count in [0usize, 1, 15, 16, 17, 33, 100] {
                // Any byte but 0 is true: a mask may be a view of other bytes.
                let truths: Vec<u8> = (0..count).map(|i| (i * i % 7 % 3) as u8).collect();
                let x: Vec<u8> = (0..count * size).map(|i| (i * 37 + 1) as u8).collect();
                let y: Vec<u8> = (0..count * size).map(|i| (i * 91 + 5) as u8).collect();
                let (one, other) = (vec![0xA7; size], vec![0x3C; size]);
                for combination in 0..4 {
                    let x_source = [Stream(&x), Splat(&one)][combination & 1];
                    let y_source = [Stream(&y), Splat(&other)][combination >> 1];
                    let expected: Vec<u8> = (0..count)
                        .flat_map(|i| {
                            let source = if truths[i] != 0 { x_source } else { y_source };
                            let start = if matches!(source, Splat(_)) {
                                0
                            } else {
                                i * size
                            };
                            source.bytes()[start..start + size].to_vec()
                        })
                        .collect();
                    let mut found = vec![0; count * size];
                    assert!(choose(size, &truths, x_source, y_source, &mut found));
                    assert_eq!(
                        found, expected,
                        "{size} bytes, {count} elements, {combination}"
                    );
                    if let (Splat(value), Stream(before)) = (x_source, y_source) {
                        let mut written = before.to_vec();
                        assert!(overwrite(size, &truths, value, &mut written));
                        assert_eq!(written, expected, "{size} bytes, {count} elements");
                    }
                }
            }
        }
        assert!(!overwrite(3, &[], &[], &mut []));
        assert!(!choose(3, &[], Stream(&[]), Stream(&[]), &mut []));
    }
}
