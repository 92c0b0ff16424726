//! Whether any or all elements of a run are other than 0, asked until the answer is known.
//! NaN is other than 0.

use std::marker::PhantomData;

use bytemuck::Pod;

use super::Fold;
use super::run::{ROOM, Strip, in_parts, read};
use crate::element::{Bool8, Element};
use crate::kernel::lanes::lane::Ordered;
use crate::kernel::lanes::operation::Binary;
use crate::kernel::lanes::register::*;

/// Whether any element is true, of elements of a type.
pub(crate) struct Any<T>(PhantomData<T>);
/// Whether all elements are true.
pub(crate) struct All<T>(PhantomData<T>);

/// Registers between two looks at the answer.
const TURN: usize = 8;

/// Whether one of the elements has this truth.
#[inline(always)]
fn one_is<T: Ordered + Pod + PartialEq>(truth: bool, bytes: &[u8]) -> bool {
    let zero = splat(&[0]);
    let found = |register: &[u8; BYTES]| {
        if truth {
            T::not_equal(load(register), zero)
        } else {
            T::equal(load(register), zero)
        }
    };
    let (registers, rest) = bytes.as_chunks::<BYTES>();
    let (turns, behind) = registers.as_chunks::<TURN>();
    for turn in turns {
        let mut any = zero;
        for register in turn {
            any = v128_or(any, found(register));
        }
        if v128_any_true(any) {
            return true;
        }
    }
    behind.iter().any(|register| v128_any_true(found(register)))
        || rest
            .chunks_exact(size_of::<T>())
            .any(|item| (read::<T>(item, 0) != T::zeroed()) == truth)
}

macro_rules! truth {
    ($($name:ident: $truth:literal, $joined:tt;)*) => {$(
        impl<T: Ordered + Element> Fold for $name<T> {
            type Item = T;
            type Value = Bool8;
            const SHORT: usize = BYTES / size_of::<T>();
            const ROUNDS: bool = false;

            #[inline(always)]
            fn one(item: T) -> Bool8 {
                std::num::Wrapping(u8::from(item != T::zeroed()))
            }
            #[inline(always)]
            fn join(a: Bool8, b: Bool8) -> Bool8 {
                std::num::Wrapping(u8::from((a.0 != 0) $joined (b.0 != 0)))
            }
            #[inline(always)]
            fn side_by_side(bytes: &[u8]) -> Bool8 {
                std::num::Wrapping(u8::from(one_is::<T>($truth, bytes) == $truth))
            }
            #[inline(always)]
            fn apart(strip: Strip<'_>, room: &mut [u8; ROOM]) -> Bool8 {
                in_parts::<Self>(strip, room)
            }
        }
    )*};
}
truth! {
    Any: true, |;
    All: false, &;
}

/// Whether either of two bools is true.
pub(crate) struct Either;
/// Whether both are.
pub(crate) struct Both;

/// All bits where a bool is true.
#[inline(always)]
fn mask(bools: v128) -> v128 {
    i8x16_ne(bools, splat(&[0]))
}

impl Binary for Either {
    #[inline(always)]
    fn apply(a: v128, b: v128) -> v128 {
        v128_and(v128_or(mask(a), mask(b)), splat(&[1]))
    }
}

impl Binary for Both {
    #[inline(always)]
    fn apply(a: v128, b: v128) -> v128 {
        v128_and(v128_and(mask(a), mask(b)), splat(&[1]))
    }
}
