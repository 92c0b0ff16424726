//! `where` with two candidates: each element from the first where its truth is set, from the second elsewhere.
//! Knows bytes and sizes; bits are copied, never computed with, so one loop serves all dtypes of a size.
//!
//! Sixteen truths fill a register. A shuffle repeats each of them over the bytes of its element, so that they become as many
//! masks as an element has bytes, and each mask takes one register of results out of the two candidates: no branch, so truths
//! that nobody can predict cost no more than those that everyone can. Where one candidate is zero everywhere, the mask itself
//! cuts the other one out, in a single instruction.

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
    let is_zero = |element: &[u8]| element.iter().all(|&byte| byte == 0);
    match (x, y) {
        (Stream(x), Stream(y)) => streams::<SIZE>(truths, x, y, output),
        (Stream(x), Splat(y)) if is_zero(y) => cut::<SIZE, true>(truths, x, output),
        (Stream(x), Splat(y)) => stream_splat::<SIZE>(truths, x, y, output),
        (Splat(x), Stream(y)) if is_zero(x) => cut::<SIZE, false>(truths, y, output),
        (Splat(x), Stream(y)) => splat_stream::<SIZE>(truths, x, y, output),
        (Splat(x), Splat(y)) => splats::<SIZE>(truths, x, y, output),
    }
    rest::<SIZE>(truths, x, y, output);
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn streams<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let both = turns::<SIZE>(x).iter().zip(turns::<SIZE>(y));
    let all = truths.as_chunks().0.iter().zip(both);
    for ((truths, (x, y)), to) in all.zip(turns_mut::<SIZE>(output)) {
        let masks = masks::<SIZE>(load(truths));
        for number in 0..SIZE {
            to[number] = bytes_of(select(masks[number], load(&x[number]), load(&y[number])));
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn stream_splat<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let one = splat(y);
    let all = truths.as_chunks().0.iter().zip(turns::<SIZE>(x));
    for ((truths, x), to) in all.zip(turns_mut::<SIZE>(output)) {
        let masks = masks::<SIZE>(load(truths));
        for number in 0..SIZE {
            to[number] = bytes_of(select(masks[number], load(&x[number]), one));
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn splat_stream<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let one = splat(x);
    let all = truths.as_chunks().0.iter().zip(turns::<SIZE>(y));
    for ((truths, y), to) in all.zip(turns_mut::<SIZE>(output)) {
        let masks = masks::<SIZE>(load(truths));
        for number in 0..SIZE {
            to[number] = bytes_of(select(masks[number], one, load(&y[number])));
        }
    }
}

/// The elements whose truth is what is wanted, zero elsewhere.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn cut<const SIZE: usize, const WANTED: bool>(truths: &[u8], from: &[u8], output: &mut [u8]) {
    let all = truths.as_chunks().0.iter().zip(turns::<SIZE>(from));
    for ((truths, from), to) in all.zip(turns_mut::<SIZE>(output)) {
        let masks = masks::<SIZE>(load(truths));
        for number in 0..SIZE {
            let (mask, value) = (masks[number], load(&from[number]));
            to[number] = bytes_of(if WANTED {
                v128_and(value, mask)
            } else {
                v128_andnot(value, mask)
            });
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn splats<const SIZE: usize>(truths: &[u8], x: &[u8], y: &[u8], output: &mut [u8]) {
    let (one, other) = (splat(x), splat(y));
    let all = truths.as_chunks().0.iter();
    for (truths, to) in all.zip(turns_mut::<SIZE>(output)) {
        let masks = masks::<SIZE>(load(truths));
        for number in 0..SIZE {
            to[number] = bytes_of(select(masks[number], one, other));
        }
    }
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

/// As [`turns`], to write.
#[inline(always)]
fn turns_mut<const SIZE: usize>(bytes: &mut [u8]) -> &mut [[[u8; BYTES]; SIZE]] {
    bytes.as_chunks_mut().0.as_chunks_mut().0
}

/// The elements after the last whole turn, one by one.
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
    let bytes = i8x16_ne(truths, splat(&[0]));
    let mut masks = [bytes; SIZE];
    if SIZE > 1 {
        for (mask, shuffle) in masks.iter_mut().zip(&Repeats::<SIZE>::OF) {
            *mask = i8x16_swizzle(bytes, load(shuffle));
        }
    }
    masks
}

/// For each register of a turn the shuffle that repeats truths over the bytes of their elements.
struct Repeats<const SIZE: usize>;

impl<const SIZE: usize> Repeats<SIZE> {
    const OF: [[u8; BYTES]; SIZE] = {
        let mut all = [[0; BYTES]; SIZE];
        let mut byte = 0;
        while byte < BYTES * SIZE {
            all[byte / BYTES][byte % BYTES] = (byte / SIZE) as u8;
            byte += 1;
        }
        all
    };
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
                for (combination, byte) in (0..8).map(|one| (one % 4, (one / 4) as u8)) {
                    let (one, other) = (vec![0xA7 * byte; size], vec![0x3C * byte; size]);
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
