//! Sums of bools and small integers in the widest integer, cast while they are added.
//! Neighbors are added in twice the width as long as those cannot overflow, so that most lanes stay busy.

use std::marker::PhantomData;

use bytemuck::Pod;

use super::Fold;
use super::run::{ROOM, Strip, in_parts, read};
use crate::element::Bool8;
use crate::kernel::lanes::register::*;

/// The sum of elements of a type in the widest of its signedness.
pub(crate) struct Widened<T>(PhantomData<T>);

/// A small integer and its way into 64 bits.
pub(crate) trait Small: Pod {
    /// 64 bits of either sign: sums wrap around the same.
    fn wide(self) -> i64;
    /// Registers that may be added before 32-bit sums could overflow.
    const TURNS: usize;
    /// Sums in 32 bits, or in 64 where an element has 32, with a register of elements added.
    fn add(sums: v128, elements: v128) -> v128;
    /// Sums in 64 bits with those of [`Small::add`] added.
    fn gathered(total: v128, sums: v128) -> v128;
}

macro_rules! small {
    ($($t:ty: $turns:expr, |$item:ident| $wide:expr, |$sums:ident, $elements:ident| $add:expr, $extend:expr;)*) => {$(
        impl Small for $t {
            const TURNS: usize = $turns;
            #[inline(always)]
            fn wide(self) -> i64 {
                let $item = self;
                $wide
            }
            #[inline(always)]
            fn add($sums: v128, $elements: v128) -> v128 {
                $add
            }
            #[inline(always)]
            fn gathered(total: v128, sums: v128) -> v128 {
                $extend(total, sums)
            }
        }
    )*};
}

#[inline(always)]
fn signed(total: v128, sums: v128) -> v128 {
    let both = i64x2_add(i64x2_extend_low_i32x4(sums), i64x2_extend_high_i32x4(sums));
    i64x2_add(total, both)
}

#[inline(always)]
fn unsigned(total: v128, sums: v128) -> v128 {
    let both = i64x2_add(i64x2_extend_low_u32x4(sums), i64x2_extend_high_u32x4(sums));
    i64x2_add(total, both)
}

#[inline(always)]
fn bytes_added(sums: v128, bytes: v128) -> v128 {
    i32x4_add(
        sums,
        i32x4_extadd_pairwise_u16x8(i16x8_extadd_pairwise_u8x16(bytes)),
    )
}

small! {
    // Whatever is not 0 counts as 1.
    Bool8: 1 << 20, |item| i64::from(item.0 != 0),
        |sums, bytes| bytes_added(sums, v128_and(splat(&[1]), i8x16_ne(bytes, splat(&[0])))), unsigned;
    u8: 1 << 20, |item| i64::from(item), |sums, bytes| bytes_added(sums, bytes), unsigned;
    i8: 1 << 20, |item| i64::from(item),
        |sums, bytes| i32x4_add(sums, i32x4_extadd_pairwise_i16x8(i16x8_extadd_pairwise_i8x16(bytes))), signed;
    u16: 1 << 15, |item| i64::from(item),
        |sums, halves| i32x4_add(sums, i32x4_extadd_pairwise_u16x8(halves)), unsigned;
    i16: 1 << 15, |item| i64::from(item),
        |sums, halves| i32x4_add(sums, i32x4_extadd_pairwise_i16x8(halves)), signed;
    // Of 32 bits the sums have 64 at once.
    u32: usize::MAX, |item| i64::from(item), |sums, words| unsigned(sums, words), i64x2_add;
    i32: usize::MAX, |item| i64::from(item), |sums, words| signed(sums, words), i64x2_add;
}

impl<T: Small> Fold for Widened<T> {
    type Item = T;
    type Value = i64;
    const SHORT: usize = BYTES / size_of::<T>();
    const ROUNDS: bool = false;

    #[inline(always)]
    fn one(item: T) -> i64 {
        item.wide()
    }

    #[inline(always)]
    fn join(a: i64, b: i64) -> i64 {
        a.wrapping_add(b)
    }

    #[inline(always)]
    fn side_by_side(bytes: &[u8]) -> i64 {
        let (registers, rest) = bytes.as_chunks::<BYTES>();
        let nothing = splat(&[0]);
        let mut total = nothing;
        for some in registers.chunks(T::TURNS.min(registers.len().max(1))) {
            // Two sums, each with half of the turns.
            let (mut a, mut b) = (nothing, nothing);
            let (pairs, odd) = some.as_chunks::<2>();
            for [one, two] in pairs {
                a = T::add(a, load(one));
                b = T::add(b, load(two));
            }
            for one in odd {
                a = T::add(a, load(one));
            }
            total = T::gathered(T::gathered(total, a), b);
        }
        let [low, high]: [i64; 2] = bytemuck::cast(bytes_of(total));
        rest.chunks_exact(size_of::<T>())
            .map(|item| read::<T>(item, 0).wide())
            .fold(low.wrapping_add(high), i64::wrapping_add)
    }

    #[inline(always)]
    fn apart(strip: Strip<'_>, room: &mut [u8; ROOM]) -> i64 {
        in_parts::<Self>(strip, room)
    }
}
