//! The elements that a comparison keeps, in one loop: `a[a > c]` without the truths between.
//! Knows blocks of numbers that lie side by side; the second side of the comparison may be one element for all.
//!
//! By itself a comparison narrows its masks to bytes, which are written, read to be counted, and read again by what keeps the
//! elements ([`super::compress`]). Here the masks of sixteen elements become sixteen bits while they are in registers, and
//! the kept elements go to the front of as many bytes as all of them would need: nobody counts before.
//!
//! Of two elements of eight bytes the masks say themselves how they move: the second one goes to the front where the first is
//! not kept, and may stand behind it anyway, where it is stored over if it is not kept. Smaller elements go through the
//! table of shuffles.

use super::compress::{self, room_of};
use super::lane::{Ordered, low_words, select};
use super::operation::{Comparison, Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
use super::register::*;
use crate::dtype::DType;
use crate::kernel::Source::{self, Splat, Stream};

/// A loop: the first side of the comparison, the second, elements as wide as these and as many, and where they go, with room
/// for all; how many are kept.
pub(crate) type Filter = fn(&[u8], Source<'_>, &[u8], &mut [u8]) -> usize;

/// The loop for a comparison of numbers of a dtype, where there is one.
pub(crate) fn find(comparison: &str, dtype: DType) -> Option<Filter> {
    match dtype {
        DType::F64 => of_type::<f64, 8>(comparison),
        DType::F32 => of_type::<f32, 4>(comparison),
        DType::I8 => of_type::<i8, 1>(comparison),
        DType::U8 => of_type::<u8, 1>(comparison),
        DType::I16 => of_type::<i16, 2>(comparison),
        DType::U16 => of_type::<u16, 2>(comparison),
        DType::I32 => of_type::<i32, 4>(comparison),
        DType::U32 => of_type::<u32, 4>(comparison),
        DType::I64 => of_type::<i64, 8>(comparison),
        DType::U64 => of_type::<u64, 8>(comparison),
        _ => None,
    }
}

fn of_type<T: Ordered, const SIZE: usize>(comparison: &str) -> Option<Filter> {
    Some(match comparison {
        "less" => filtered::<Less<T>, SIZE>,
        "less_equal" => filtered::<LessEqual<T>, SIZE>,
        "greater" => filtered::<Greater<T>, SIZE>,
        "greater_equal" => filtered::<GreaterEqual<T>, SIZE>,
        "equal" => filtered::<Equal<T>, SIZE>,
        "not_equal" => filtered::<NotEqual<T>, SIZE>,
        _ => return None,
    })
}

/// Most of the time the elements are the very ones that are compared, which are then read once.
fn filtered<C: Comparison, const SIZE: usize>(
    a: &[u8],
    b: Source<'_>,
    from: &[u8],
    to: &mut [u8],
) -> usize {
    match b {
        Splat(b) if std::ptr::eq(a, from) => itself::<C, SIZE>(a, b, to),
        Splat(b) => beside_one::<C, SIZE>(a, b, from, to),
        Stream(b) => beside_many::<C, SIZE>(a, b, from, to),
    }
}

/// Sixteen elements.
type Turn<const SIZE: usize> = [[u8; BYTES]; SIZE];

/// Whole turns, and the bytes behind them.
#[inline(always)]
fn turns<const SIZE: usize>(bytes: &[u8]) -> (&[Turn<SIZE>], &[u8]) {
    let turns = bytes.as_chunks::<BYTES>().0.as_chunks::<SIZE>().0;
    let behind = bytes.get(turns.len() * SIZE * BYTES..).unwrap_or(&[]);
    (turns, behind)
}

/// Less than a turn, followed by zeros.
#[inline(always)]
fn last_turn<const SIZE: usize>(behind: &[u8]) -> Turn<SIZE> {
    let mut turn = [[0; BYTES]; SIZE];
    let (whole, last) = behind.as_chunks();
    for (to, from) in turn.iter_mut().zip(whole) {
        *to = *from;
    }
    if let Some(to) = turn.get_mut(whole.len()) {
        *to = padded(last);
    }
    turn
}

/// The bits of so many elements.
#[inline(always)]
fn first<const SIZE: usize>(bytes: usize) -> u32 {
    (1 << (bytes / SIZE)) - 1
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn itself<C: Comparison, const SIZE: usize>(a: &[u8], b: &[u8], to: &mut [u8]) -> usize {
    let b = splat(b);
    let (all, behind) = turns::<SIZE>(a);
    let mut kept = 0;
    for a in all {
        let masks = masks_beside::<C, SIZE>(a, b);
        kept += turn::<SIZE>(&masks, bits_of(&masks), a, to, kept);
    }
    if !behind.is_empty() {
        let a = last_turn::<SIZE>(behind);
        let bits = bits_of(&masks_beside::<C, SIZE>(&a, b)) & first::<SIZE>(behind.len());
        kept += compress::last::<SIZE>(bits, &a, to, kept);
    }
    kept
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn beside_one<C: Comparison, const SIZE: usize>(
    a: &[u8],
    b: &[u8],
    from: &[u8],
    to: &mut [u8],
) -> usize {
    let b = splat(b);
    let ((all, behind), (froms, from_behind)) = (turns::<SIZE>(a), turns::<SIZE>(from));
    let mut kept = 0;
    for (a, from) in all.iter().zip(froms) {
        let masks = masks_beside::<C, SIZE>(a, b);
        kept += turn::<SIZE>(&masks, bits_of(&masks), from, to, kept);
    }
    if !behind.is_empty() {
        let masks = masks_beside::<C, SIZE>(&last_turn(behind), b);
        let bits = bits_of(&masks) & first::<SIZE>(behind.len());
        kept += compress::last::<SIZE>(bits, &last_turn(from_behind), to, kept);
    }
    kept
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn beside_many<C: Comparison, const SIZE: usize>(
    a: &[u8],
    b: &[u8],
    from: &[u8],
    to: &mut [u8],
) -> usize {
    let ((all, behind), (others, other_behind)) = (turns::<SIZE>(a), turns::<SIZE>(b));
    let (froms, from_behind) = turns::<SIZE>(from);
    let mut kept = 0;
    for ((a, b), from) in all.iter().zip(others).zip(froms) {
        let masks = masks_of::<C, SIZE>(a, b);
        kept += turn::<SIZE>(&masks, bits_of(&masks), from, to, kept);
    }
    if !behind.is_empty() {
        let masks = masks_of::<C, SIZE>(&last_turn(behind), &last_turn(other_behind));
        let bits = bits_of(&masks) & first::<SIZE>(behind.len());
        kept += compress::last::<SIZE>(bits, &last_turn(from_behind), to, kept);
    }
    kept
}

#[inline(always)]
fn masks_beside<C: Comparison, const SIZE: usize>(a: &Turn<SIZE>, b: v128) -> [v128; SIZE] {
    let mut masks = [b; SIZE];
    let mut number = 0;
    while number < SIZE {
        masks[number] = C::apply(load(&a[number]), b);
        number += 1;
    }
    masks
}

#[inline(always)]
fn masks_of<C: Comparison, const SIZE: usize>(a: &Turn<SIZE>, b: &Turn<SIZE>) -> [v128; SIZE] {
    let mut masks = [splat(&[0]); SIZE];
    let mut number = 0;
    while number < SIZE {
        masks[number] = C::apply(load(&a[number]), load(&b[number]));
        number += 1;
    }
    masks
}

/// One bit for each of sixteen elements, from the masks of their comparisons.
#[inline(always)]
fn bits_of(masks: &[v128]) -> u32 {
    let bytes = match *masks {
        [a] => a,
        [a, b] => i8x16_narrow_i16x8(a, b),
        [a, b, c, d] => bytes_from_words(a, b, c, d),
        [a, b, c, d, e, f, g, h] => bytes_from_words(
            low_words(a, b),
            low_words(c, d),
            low_words(e, f),
            low_words(g, h),
        ),
        _ => splat(&[0]),
    };
    u32::from(i8x16_bitmask(bytes))
}

#[inline(always)]
fn bytes_from_words(a: v128, b: v128, c: v128, d: v128) -> v128 {
    i8x16_narrow_i16x8(i16x8_narrow_i32x4(a, b), i16x8_narrow_i32x4(c, d))
}

/// Sixteen elements; how many are kept. They go behind those that were kept before.
#[inline(always)]
fn turn<const SIZE: usize>(
    masks: &[v128; SIZE],
    bits: u32,
    from: &Turn<SIZE>,
    to: &mut [u8],
    before: usize,
) -> usize {
    if SIZE < 8 {
        return compress::turn::<SIZE>(bits, from, to, before);
    }
    if bits == 0 {
        return 0;
    }
    let start = before * SIZE;
    let Some(room) = to.get_mut(start..start + room_of::<SIZE>()) else {
        return compress::last::<SIZE>(bits, from, to, before);
    };
    let mut number = 0;
    while number < SIZE {
        let value = load(&from[number]);
        let packed = select(masks[number], value, i64x2_shuffle::<1, 1>(value, value));
        // Counted anew for each register: that is quicker than to wait for the one before.
        let earlier = bits & ((1 << (number * (BYTES / SIZE))) - 1);
        let byte = earlier.count_ones() as usize * SIZE;
        if let Some(slot) = room.get_mut(byte..).and_then(<[u8]>::first_chunk_mut) {
            *slot = bytes_of(packed);
        }
        number += 1;
    }
    bits.count_ones() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scalar::Scalar;

    type Truth = fn(f64, f64) -> bool;
    const TRUTHS: [(&str, Truth); 6] = [
        ("less", |a, b| a < b),
        ("less_equal", |a, b| a <= b),
        ("greater", |a, b| a > b),
        ("greater_equal", |a, b| a >= b),
        ("equal", |a, b| a == b),
        ("not_equal", |a, b| a != b),
    ];

    /// Small numbers that every dtype holds; floats have the special ones among them, integers high ones.
    fn numbers(dtype: DType, kind: usize, count: usize) -> Vec<f64> {
        let number = |i: usize| match (kind, i * (kind * 2 + 7) % 11) {
            (0, _) => 5.0,
            (1, _) => 1.0,
            (_, place @ 0..4) if matches!(dtype, DType::F32 | DType::F64) => {
                [f64::NAN, -0.0, 0.0, f64::INFINITY][place]
            }
            (_, 0) => match dtype {
                DType::U8 => 200.0,
                DType::U16 => 60_000.0,
                DType::U32 => 4e9,
                DType::U64 => 1.5e19,
                DType::I8 | DType::I16 | DType::I32 | DType::I64 => -3.0,
                _ => 0.5,
            },
            (_, place) => place as f64,
        };
        (0..count).map(number).collect()
    }

    fn bytes(dtype: DType, values: &[f64]) -> Vec<u8> {
        let bytes = |&value: &f64| match dtype {
            DType::U64 => (value as u64).to_le_bytes().to_vec(),
            _ => Scalar::F64(value).cast(dtype).to_bytes().to_vec(),
        };
        values.iter().flat_map(bytes).collect()
    }

    #[test]
    fn what_is_kept_is_what_is_kept_one_by_one() {
        let dtypes = [
            DType::F64,
            DType::F32,
            DType::I8,
            DType::U8,
            DType::I16,
            DType::U16,
            DType::I32,
            DType::U32,
            DType::I64,
            DType::U64,
        ];
        for dtype in dtypes {
            let size = dtype.itemsize();
            for count in [0, 1, 2, 3, 7, 15, 16, 17, 31, 33, 64, 100, 500] {
                for (kind, other) in [(0, 1), (1, 0), (2, 0), (2, 3), (3, 4), (4, 4), (0, 0)] {
                    let (a, b) = (numbers(dtype, kind, count), numbers(dtype, other, count));
                    let (a_bytes, b_bytes) = (bytes(dtype, &a), bytes(dtype, &b));
                    let from: Vec<u8> = (0..count * size)
                        .map(|i| (i * 37 + i / 256) as u8)
                        .collect();
                    let one = bytes(dtype, &[5.0]);
                    for (name, truth) in TRUTHS {
                        let by_lanes = find(name, dtype).unwrap();
                        for (is_one, source) in [&a_bytes, &from]
                            .into_iter()
                            .flat_map(|from| [(true, from), (false, from)])
                        {
                            let kept = (0..count).filter(|&i| match is_one {
                                true => truth(a[i], 5.0),
                                false => truth(a[i], b[i]),
                            });
                            let wanted: Vec<u8> = kept
                                .flat_map(|i| source[i * size..(i + 1) * size].to_vec())
                                .collect();
                            let beside = match is_one {
                                true => Splat(&one),
                                false => Stream(&b_bytes),
                            };
                            let mut to = vec![0xEE; count * size];
                            let kept = by_lanes(&a_bytes, beside, source, &mut to);
                            assert_eq!(
                                (kept * size, &to[..kept * size]),
                                (wanted.len(), &wanted[..]),
                                "{name} {dtype:?} {count} {kind} {other} {is_one}"
                            );
                        }
                    }
                }
            }
        }
        assert!(find("less", DType::Bool).is_none() && find("add", DType::F64).is_none());
    }
}
