//! Which of 64 keys stop a walk along them: those not below a pivot, or not above it. A bit for each, the first lowest.
//! Knows keys of 32 bits, alone or each above a place of as many, and keys of 63 bits; `sort::walk` says what the bits are for.
//!
//! Sixteen keys are compared in four registers, or in eight whose masks are cut in half, narrow to one byte each, and the
//! bytes' highest bits are gathered in one instruction.

use super::lane::low_words;
use super::register::*;

/// How keys lie.
pub(crate) trait Keys {
    /// What they lie in.
    type Item: bytemuck::Pod;
    /// What they are compared with.
    type Key: bytemuck::Pod;
    /// Masks of 32 bits of sixteen keys: where the pivot is not above the key.
    fn from_pivot(items: &[Self::Item; 16], pivot: v128) -> [v128; 4];
    /// Where the key is not above the pivot.
    fn up_to_pivot(items: &[Self::Item; 16], pivot: v128) -> [v128; 4];
}

/// Side by side.
pub(crate) struct Alone;

/// In the upper halves of words.
pub(crate) struct Above;

/// Whole words, whose highest bit is never set: so they are compared like numbers with a sign, which there is an instruction
/// for.
pub(crate) struct Wide;

macro_rules! short_keys {
    ($($name:ident: $item:ty, $sixteen:ident;)*) => {$(
        impl Keys for $name {
            type Item = $item;
            type Key = u32;
            #[inline(always)]
            fn from_pivot(items: &[$item; 16], pivot: v128) -> [v128; 4] {
                let [a, b, c, d] = $sixteen(items);
                [
                    u32x4_le(pivot, a),
                    u32x4_le(pivot, b),
                    u32x4_le(pivot, c),
                    u32x4_le(pivot, d),
                ]
            }
            #[inline(always)]
            fn up_to_pivot(items: &[$item; 16], pivot: v128) -> [v128; 4] {
                let [a, b, c, d] = $sixteen(items);
                [
                    u32x4_le(a, pivot),
                    u32x4_le(b, pivot),
                    u32x4_le(c, pivot),
                    u32x4_le(d, pivot),
                ]
            }
        }
    )*};
}

short_keys! {
    Alone: u32, alone;
    Above: u64, above;
}

#[inline(always)]
fn alone(items: &[u32; 16]) -> [v128; 4] {
    let [a, b, c, d]: &[[u8; BYTES]; 4] = bytemuck::cast_ref(items);
    [load(a), load(b), load(c), load(d)]
}

#[inline(always)]
fn above(items: &[u64; 16]) -> [v128; 4] {
    let [a, b, c, d, e, f, g, h]: &[[u8; BYTES]; 8] = bytemuck::cast_ref(items);
    [upper(a, b), upper(c, d), upper(e, f), upper(g, h)]
}

#[inline(always)]
fn upper(a: &[u8; BYTES], b: &[u8; BYTES]) -> v128 {
    i32x4_shuffle::<1, 3, 5, 7>(load(a), load(b))
}

impl Keys for Wide {
    type Item = u64;
    type Key = u64;
    #[inline(always)]
    fn from_pivot(items: &[u64; 16], pivot: v128) -> [v128; 4] {
        let items: &[[u8; BYTES]; 8] = bytemuck::cast_ref(items);
        let mut masks = [splat(&[0]); 4];
        let mut number = 0;
        while number < 4 {
            let (a, b) = (load(&items[2 * number]), load(&items[2 * number + 1]));
            masks[number] = low_words(i64x2_le(pivot, a), i64x2_le(pivot, b));
            number += 1;
        }
        masks
    }
    #[inline(always)]
    fn up_to_pivot(items: &[u64; 16], pivot: v128) -> [v128; 4] {
        let items: &[[u8; BYTES]; 8] = bytemuck::cast_ref(items);
        let mut masks = [splat(&[0]); 4];
        let mut number = 0;
        while number < 4 {
            let (a, b) = (load(&items[2 * number]), load(&items[2 * number + 1]));
            masks[number] = low_words(i64x2_le(a, pivot), i64x2_le(b, pivot));
            number += 1;
        }
        masks
    }
}

/// A bit for each of sixteen masks.
#[inline(always)]
fn bits([a, b, c, d]: [v128; 4]) -> u64 {
    let bytes = i8x16_narrow_i16x8(i16x8_narrow_i32x4(a, b), i16x8_narrow_i32x4(c, d));
    u64::from(i8x16_bitmask(bytes))
}

/// The keys that are not below the pivot.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn not_below<K: Keys>(block: &[K::Item; 64], pivot: K::Key) -> u64 {
    let pivot = splat_of(pivot);
    let mut found = 0;
    for (turn, items) in block.as_chunks::<16>().0.iter().enumerate() {
        found |= bits(K::from_pivot(items, pivot)) << (16 * turn);
    }
    found
}

/// The keys that are not above the pivot.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn not_above<K: Keys>(block: &[K::Item; 64], pivot: K::Key) -> u64 {
    let pivot = splat_of(pivot);
    let mut found = 0;
    for (turn, items) in block.as_chunks::<16>().0.iter().enumerate() {
        found |= bits(K::up_to_pivot(items, pivot)) << (16 * turn);
    }
    found
}
