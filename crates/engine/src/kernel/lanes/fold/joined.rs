//! Folds whose running values may be joined in any order: four registers of them, joined at the end.
//! Sums and products of the widest integers, which wrap around, smallest and largest integers, bits.

use std::marker::PhantomData;

use bytemuck::Pod;

use super::Fold;
use super::run::{ROOM, Strip, in_parts, read};
use crate::kernel::lanes::operation::Binary;
use crate::kernel::lanes::register::*;

/// A fold of elements of a type with an operation on their registers.
pub(crate) struct Joined<O, T>(PhantomData<(O, T)>);

/// Running values: one turn of a loop.
const VALUES: usize = 4;

/// The only element of a register that counts here.
#[inline(always)]
fn first_of<T: Pod>(register: v128) -> T {
    read(&bytes_of(register), 0)
}

/// A register with all the others onto it. A loop rather than a closure, which would be compiled for no registers.
#[inline(always)]
fn onto<O: Binary>(mut value: v128, registers: &[[u8; BYTES]]) -> v128 {
    for register in registers {
        value = O::apply(value, load(register));
    }
    value
}

impl<O: Binary, T: Pod> Fold for Joined<O, T> {
    type Item = T;
    type Value = T;
    const SHORT: usize = BYTES / size_of::<T>();
    const ROUNDS: bool = false;

    #[inline(always)]
    fn one(item: T) -> T {
        item
    }

    #[inline(always)]
    fn join(a: T, b: T) -> T {
        let (a, b) = (bytemuck::bytes_of(&a), bytemuck::bytes_of(&b));
        first_of(O::apply(splat(a), splat(b)))
    }

    #[inline(always)]
    fn side_by_side(bytes: &[u8]) -> T {
        let (registers, rest) = bytes.as_chunks::<BYTES>();
        let (turns, behind) = registers.as_chunks::<VALUES>();
        let mut value = match (turns.split_first(), behind.split_first()) {
            (Some((first, turns)), _) => {
                let mut values = [splat(&[0]); VALUES];
                for (value, register) in values.iter_mut().zip(first) {
                    *value = load(register);
                }
                for turn in turns {
                    for number in 0..VALUES {
                        values[number] = O::apply(values[number], load(&turn[number]));
                    }
                }
                let [a, b, c, d] = values;
                onto::<O>(O::apply(O::apply(a, b), O::apply(c, d)), behind)
            }
            (None, Some((first, behind))) => onto::<O>(load(first), behind),
            (None, None) => splat(&[0]),
        };
        // Halves onto each other, until one element is left.
        value = O::apply(value, i64x2_shuffle::<1, 0>(value, value));
        if size_of::<T>() < 8 {
            value = O::apply(value, i32x4_shuffle::<1, 0, 3, 2>(value, value));
        }
        if size_of::<T>() < 4 {
            value = O::apply(value, i16x8_shuffle::<1, 0, 3, 2, 5, 4, 7, 6>(value, value));
        }
        if size_of::<T>() < 2 {
            value = O::apply(
                value,
                i8x16_shuffle::<1, 0, 3, 2, 5, 4, 7, 6, 9, 8, 11, 10, 13, 12, 15, 14>(value, value),
            );
        }
        for item in rest.chunks_exact(size_of::<T>()) {
            value = O::apply(value, splat(item));
        }
        first_of(value)
    }

    #[inline(always)]
    fn apart(strip: Strip<'_>, room: &mut [u8; ROOM]) -> T {
        in_parts::<Self>(strip, room)
    }
}
