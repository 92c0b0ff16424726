//! `where` with two candidates: each element from the first where its truth is set, from the second elsewhere.
//! Knows bytes and sizes; bits are copied, never computed with, so one loop serves all dtypes of a size.
//!
//! Sixteen truths fill a register. Doubled to the width of an element they become as many masks as an element has bytes (two
//! registers of eight 16-bit masks, four of four, eight of two), and each mask takes one register of results out of the two
//! candidates: no branch, so truths that nobody can predict cost no more than those that everyone can. Where one candidate
//! is zero everywhere, the mask itself cuts the other one out, in a single instruction.

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

/// Whole turns, then one more that ends with the last element and so does some elements again; fewer elements than a turn
/// has go one by one.
fn sized<const SIZE: usize>(truths: &[u8], x: Source<'_>, y: Source<'_>, output: &mut [u8]) {
    whole_turns::<SIZE>(truths, x, y, output);
    if truths.len().is_multiple_of(TURN) {
        return;
    }
    let last = truths.len().saturating_sub(TURN);
    let from = |source| match source {
        Stream(bytes) => bytes.get(last * SIZE..).map(Stream),
        Splat(_) => Some(source),
    };
    match (truths.get(last..), output.get_mut(last * SIZE..)) {
        (Some(truths), Some(output)) if truths.len() == TURN => {
            if let (Some(x), Some(y)) = (from(x), from(y)) {
                whole_turns::<SIZE>(truths, x, y, output);
            }
        }
        _ => rest::<SIZE>(truths, x, y, output),
    }
}

fn whole_turns<const SIZE: usize>(truths: &[u8], x: Source<'_>, y: Source<'_>, output: &mut [u8]) {
    let is_zero = |element: &[u8]| element.iter().all(|&byte| byte == 0);
    match (x, y) {
        (Stream(x), Stream(y)) => streams::<SIZE>(truths, x, y, output),
        (Stream(x), Splat(y)) if is_zero(y) => cut::<SIZE, true>(truths, x, output),
        (Stream(x), Splat(y)) => stream_splat::<SIZE>(truths, x, y, output),
        (Splat(x), Stream(y)) if is_zero(x) => cut::<SIZE, false>(truths, y, output),
        (Splat(x), Stream(y)) => splat_stream::<SIZE>(truths, x, y, output),
        (Splat(x), Splat(y)) => splats::<SIZE>(truths, x, y, output),
    }
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

/// `output[i] = x[i] if truth[i]`, and stays what it was elsewhere; false where there is no loop for the size.
pub(crate) fn overwrite(size: usize, truths: &[u8], x: Source<'_>, output: &mut [u8]) -> bool {
    match size {
        1 => overwrite_sized::<1>(truths, x, output),
        2 => overwrite_sized::<2>(truths, x, output),
        4 => overwrite_sized::<4>(truths, x, output),
        8 => overwrite_sized::<8>(truths, x, output),
        _ => return false,
    }
    true
}

fn overwrite_sized<const SIZE: usize>(truths: &[u8], x: Source<'_>, output: &mut [u8]) {
    match x {
        Stream(x) => overwrite_stream::<SIZE>(truths, x, output),
        Splat(x) => overwrite_splat::<SIZE>(truths, x, output),
    }
    let to = output.as_chunks_mut::<SIZE>().0.iter_mut().enumerate();
    let done = truths.len() / TURN * TURN;
    for ((number, to), &truth) in to.zip(truths).skip(done) {
        if truth != 0 {
            *to = element(x, number);
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn overwrite_stream<const SIZE: usize>(truths: &[u8], x: &[u8], output: &mut [u8]) {
    let all = truths.as_chunks().0.iter().zip(turns::<SIZE>(x));
    for ((truths, x), to) in all.zip(turns_mut::<SIZE>(output)) {
        let truths = load(truths);
        if v128_any_true(truths) {
            let masks = masks::<SIZE>(truths);
            for number in 0..SIZE {
                to[number] = bytes_of(select(masks[number], load(&x[number]), load(&to[number])));
            }
        }
    }
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn overwrite_splat<const SIZE: usize>(truths: &[u8], x: &[u8], output: &mut [u8]) {
    let one = splat(x);
    let all = truths.as_chunks().0.iter();
    for (truths, to) in all.zip(turns_mut::<SIZE>(output)) {
        let truths = load(truths);
        if v128_any_true(truths) {
            for (to, mask) in to.iter_mut().zip(masks::<SIZE>(truths)) {
                *to = bytes_of(select(mask, one, load(to)));
            }
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

/// Fewer elements than a turn has, one by one.
fn rest<const SIZE: usize>(truths: &[u8], x: Source<'_>, y: Source<'_>, output: &mut [u8]) {
    let to = output.as_chunks_mut::<SIZE>().0.iter_mut().enumerate();
    for ((number, to), &truth) in to.zip(truths) {
        *to = element(if truth != 0 { x } else { y }, number);
    }
}

/// The element with this number.
fn element<const SIZE: usize>(source: Source<'_>, number: usize) -> [u8; SIZE] {
    let item = match source {
        Stream(bytes) => bytes.as_chunks().0.get(number),
        Splat(bytes) => bytes.as_chunks().0.first(),
    };
    item.copied().unwrap_or([0; SIZE])
}

/// Sixteen truths as masks of elements of `SIZE` bytes: each lane is doubled until it is as wide as an element.
#[inline(always)]
fn masks<const SIZE: usize>(truths: v128) -> [v128; SIZE] {
    let bytes = i8x16_ne(truths, splat(&[0]));
    let [a, b] = double_bytes(bytes);
    let ([c, d], [e, f]) = (double_halves(a), double_halves(b));
    let mut masks = [bytes; SIZE];
    match SIZE {
        2 => masks.copy_from_slice(&[a, b]),
        4 => masks.copy_from_slice(&[c, d, e, f]),
        8 => {
            let ([g, h], [i, j]) = (double_words(c), double_words(d));
            let ([k, l], [m, n]) = (double_words(e), double_words(f));
            masks.copy_from_slice(&[g, h, i, j, k, l, m, n]);
        }
        _ => {}
    }
    masks
}

/// Each byte twice. Shuffles that interleave a register with itself are single instructions, unlike those that want a table
/// of places: that would have to be loaded, too.
#[inline(always)]
fn double_bytes(a: v128) -> [v128; 2] {
    [
        i8x16_shuffle::<0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23>(a, a),
        i8x16_shuffle::<8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31>(a, a),
    ]
}

#[inline(always)]
fn double_halves(a: v128) -> [v128; 2] {
    [
        i16x8_shuffle::<0, 8, 1, 9, 2, 10, 3, 11>(a, a),
        i16x8_shuffle::<4, 12, 5, 13, 6, 14, 7, 15>(a, a),
    ]
}

#[inline(always)]
fn double_words(a: v128) -> [v128; 2] {
    [
        i32x4_shuffle::<0, 0, 1, 1>(a, a),
        i32x4_shuffle::<2, 2, 3, 3>(a, a),
    ]
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
                    if let Stream(before) = y_source {
                        let mut written = before.to_vec();
                        assert!(overwrite(size, &truths, x_source, &mut written));
                        assert_eq!(written, expected, "{size} bytes, {count} elements");
                    }
                }
            }
        }
        assert!(!overwrite(3, &[], Stream(&[]), &mut []));
        assert!(!choose(3, &[], Stream(&[]), Stream(&[]), &mut []));
    }
}
