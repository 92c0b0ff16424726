//! Which of 64 keys stop a walk along them: those not below a pivot, or not above it. A bit for each, the first lowest.
//! Knows keys of 32 bits, alone or each above a place of as many; `sort::walk` says what the bits are for.
//!
//! Sixteen keys are compared in four registers, whose masks narrow to one byte each, and the bytes' highest bits are
//! gathered in one instruction.

use super::register::*;

/// How keys lie.
pub(crate) trait Keys {
    /// What they lie in.
    type Item: bytemuck::Pod;
    /// Sixteen keys in four registers.
    fn sixteen(items: &[Self::Item; 16]) -> [v128; 4];
}

/// Side by side.
pub(crate) struct Alone;

impl Keys for Alone {
    type Item = u32;
    #[inline(always)]
    fn sixteen(items: &[u32; 16]) -> [v128; 4] {
        let [a, b, c, d]: &[[u8; BYTES]; 4] = bytemuck::cast_ref(items);
        [load(a), load(b), load(c), load(d)]
    }
}

/// In the upper halves of words.
pub(crate) struct Above;

impl Keys for Above {
    type Item = u64;
    #[inline(always)]
    fn sixteen(items: &[u64; 16]) -> [v128; 4] {
        let [a, b, c, d, e, f, g, h]: &[[u8; BYTES]; 8] = bytemuck::cast_ref(items);
        [upper(a, b), upper(c, d), upper(e, f), upper(g, h)]
    }
}

#[inline(always)]
fn upper(a: &[u8; BYTES], b: &[u8; BYTES]) -> v128 {
    i32x4_shuffle::<1, 3, 5, 7>(load(a), load(b))
}

/// A bit for each of sixteen masks.
#[inline(always)]
fn bits(a: v128, b: v128, c: v128, d: v128) -> u64 {
    let bytes = i8x16_narrow_i16x8(i16x8_narrow_i32x4(a, b), i16x8_narrow_i32x4(c, d));
    u64::from(i8x16_bitmask(bytes))
}

/// The keys that are not below the pivot.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn not_below<K: Keys>(block: &[K::Item; 64], pivot: u32) -> u64 {
    let pivot = splat_of(pivot);
    let mut found = 0;
    for (turn, items) in block.as_chunks::<16>().0.iter().enumerate() {
        let [a, b, c, d] = K::sixteen(items);
        let (a, b) = (u32x4_le(pivot, a), u32x4_le(pivot, b));
        let (c, d) = (u32x4_le(pivot, c), u32x4_le(pivot, d));
        found |= bits(a, b, c, d) << (16 * turn);
    }
    found
}

/// The keys that are not above the pivot.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn not_above<K: Keys>(block: &[K::Item; 64], pivot: u32) -> u64 {
    let pivot = splat_of(pivot);
    let mut found = 0;
    for (turn, items) in block.as_chunks::<16>().0.iter().enumerate() {
        let [a, b, c, d] = K::sixteen(items);
        let (a, b) = (u32x4_le(a, pivot), u32x4_le(b, pivot));
        let (c, d) = (u32x4_le(c, pivot), u32x4_le(d, pivot));
        found |= bits(a, b, c, d) << (16 * turn);
    }
    found
}
