//! Smallest and largest: the step of small integers, and the fold of a run of floats.
//! NaN wins, and the first one at that; of zeros of both signs the last one stays, as from left to right.

use std::marker::PhantomData;

use bytemuck::Pod;

use super::Fold;
use super::run::{ROOM, Strip, in_parts, read};
use crate::kernel::lanes::operation::{Binary, Maximum, Minimum};
use crate::kernel::lanes::register::*;

/// The larger of two: one instruction for integers of up to 32 bits; wider ones and floats take `Maximum`.
pub(crate) struct Larger<T>(PhantomData<T>);
/// The smaller of two, likewise.
pub(crate) struct Smaller<T>(PhantomData<T>);

macro_rules! step {
    ($($t:ty: $larger:expr, $smaller:expr;)*) => {$(
        impl Binary for Larger<$t> {
            #[inline(always)]
            fn apply(a: v128, b: v128) -> v128 {
                $larger(a, b)
            }
        }
        impl Binary for Smaller<$t> {
            #[inline(always)]
            fn apply(a: v128, b: v128) -> v128 {
                $smaller(a, b)
            }
        }
    )*};
}

step! {
    i8: i8x16_max, i8x16_min;
    u8: u8x16_max, u8x16_min;
    i16: i16x8_max, i16x8_min;
    u16: u16x8_max, u16x8_min;
    i32: i32x4_max, i32x4_min;
    u32: u32x4_max, u32x4_min;
}

/// The fold of floats with [`Maximum`] or [`Minimum`].
pub(crate) struct Extreme<O>(PhantomData<O>);

/// What a run of floats needs beside the step.
pub(crate) trait Beyond {
    type Float: Pod + PartialEq;
    const ZERO: Self::Float;
    /// One step, from left to right.
    fn step(a: Self::Float, b: Self::Float) -> Self::Float;
    /// The second where it is beyond the first; whoever asks looks for NaN elsewhere.
    fn beyond(a: v128, b: v128) -> v128;
    /// All bits where an element is NaN.
    fn nan(a: v128) -> v128;
}

macro_rules! beyond {
    ($($step:ident<$t:ty>: $compare:tt, $beyond:ident, $nan:ident;)*) => {$(
        impl Beyond for $step<$t> {
            type Float = $t;
            const ZERO: $t = 0.0;
            #[inline(always)]
            fn step(a: $t, b: $t) -> $t {
                if a $compare b || a.is_nan() { a } else { b }
            }
            #[inline(always)]
            fn beyond(a: v128, b: v128) -> v128 {
                $beyond(a, b)
            }
            #[inline(always)]
            fn nan(a: v128) -> v128 {
                $nan(a, a)
            }
        }
    )*};
}
beyond! {
    Maximum<f32>: >, f32x4_pmax, f32x4_ne;
    Maximum<f64>: >, f64x2_pmax, f64x2_ne;
    Minimum<f32>: <, f32x4_pmin, f32x4_ne;
    Minimum<f64>: <, f64x2_pmin, f64x2_ne;
}

/// Running values: one turn of a loop.
const VALUES: usize = 4;

impl<O: Beyond> Fold for Extreme<O> {
    type Item = O::Float;
    type Value = O::Float;
    const SHORT: usize = BYTES / size_of::<O::Float>();
    const ROUNDS: bool = false;

    #[inline(always)]
    fn one(item: O::Float) -> O::Float {
        item
    }

    #[inline(always)]
    fn join(a: O::Float, b: O::Float) -> O::Float {
        O::step(a, b)
    }

    /// One instruction keeps the value and two watch for NaN, where a step by itself takes six. What the lanes cannot
    /// tell, which NaN or zero is meant, is looked up afterward and only where there is one.
    #[inline(always)]
    fn side_by_side(bytes: &[u8]) -> O::Float {
        let (registers, rest) = bytes.as_chunks::<BYTES>();
        let (turns, behind) = registers.as_chunks::<VALUES>();
        let start = registers.first().map_or(splat(&[0]), load);
        let (mut values, mut nans) = ([start; VALUES], [splat(&[0]); VALUES]);
        for turn in turns {
            for number in 0..VALUES {
                let register = load(&turn[number]);
                values[number] = O::beyond(values[number], register);
                nans[number] = v128_or(nans[number], O::nan(register));
            }
        }
        for register in behind {
            values[0] = O::beyond(values[0], load(register));
            nans[0] = v128_or(nans[0], O::nan(load(register)));
        }
        let items = |bytes: &[u8], value: O::Float| {
            bytes
                .chunks_exact(size_of::<O::Float>())
                .fold(value, |value, item| O::step(value, read(item, 0)))
        };
        let [a, b, c, d] = nans;
        if v128_any_true(v128_or(v128_or(a, b), v128_or(c, d))) {
            return items(bytes, read(bytes, 0));
        }
        let [a, b, c, d] = values;
        let value = bytes_of(O::beyond(O::beyond(a, b), O::beyond(c, d)));
        let value = items(rest, items(&value, read(&value, 0)));
        if value == O::ZERO {
            let found = bytes
                .rchunks_exact(size_of::<O::Float>())
                .map(|item| read::<O::Float>(item, 0))
                .find(|item| *item == O::ZERO);
            return found.unwrap_or(value);
        }
        value
    }

    #[inline(always)]
    fn apart(strip: Strip<'_>, room: &mut [u8; ROOM]) -> O::Float {
        in_parts::<Self>(strip, room)
    }
}
