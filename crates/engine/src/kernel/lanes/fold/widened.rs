//! Sums of bools and small integers in the widest integer, cast while they are added.
//! As long as those cannot overflow, elements are added in twice their width, so that most lanes stay busy: neighbors of a
//! run, and of rows the elements of one column.

use std::marker::PhantomData;

use bytemuck::Pod;

use super::run::{ROOM, Strip, in_parts, read};
use super::{Fold, Rows};
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
    /// Adds registers of elements to the 64-bit sums of their columns, at most [`TURN`] of them.
    fn add_columns<const N: usize>(elements: [v128; N], sums: &mut [[u8; BYTES]]);
}

/// Rows in a turn: so many bytes, all of them 255, still fit 16 bits.
const TURN: usize = 8;

macro_rules! small {
    ($($t:ty: $turns:expr, |$item:ident| $wide:expr, |$sums:ident, $elements:ident| $add:expr, $extend:expr, $columns:ident;)*) => {$(
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
            #[inline(always)]
            fn add_columns<const N: usize>(elements: [v128; N], sums: &mut [[u8; BYTES]]) {
                $columns(elements, sums);
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

/// `columns!(columns_of_u8: i16x8_add, low, high, then)`: registers are added in twice their width, and the two halves of the
/// sums go to the next width, or to the 64-bit sums that exist.
macro_rules! columns {
    ($($name:ident: $add:ident, $low:ident, $high:ident, $then:ident;)*) => {$(
        #[inline(always)]
        fn $name<const N: usize>(elements: [v128; N], sums: &mut [[u8; BYTES]]) {
            let (mut low, mut high) = (splat(&[0]), splat(&[0]));
            for some in elements {
                low = $add(low, $low(some));
                high = $add(high, $high(some));
            }
            let (first, second) = sums.split_at_mut(sums.len() / 2);
            $then([low], first);
            $then([high], second);
        }
    )*};
}

columns! {
    columns_of_u8: i16x8_add, i16x8_extend_low_u8x16, i16x8_extend_high_u8x16, columns_of_u16;
    columns_of_i8: i16x8_add, i16x8_extend_low_i8x16, i16x8_extend_high_i8x16, columns_of_i16;
    columns_of_u16: i32x4_add, i32x4_extend_low_u16x8, i32x4_extend_high_u16x8, columns_of_u32;
    columns_of_i16: i32x4_add, i32x4_extend_low_i16x8, i32x4_extend_high_i16x8, columns_of_i32;
    columns_of_u32: i64x2_add, i64x2_extend_low_u32x4, i64x2_extend_high_u32x4, added_to;
    columns_of_i32: i64x2_add, i64x2_extend_low_i32x4, i64x2_extend_high_i32x4, added_to;
}

#[inline(always)]
fn added_to([more]: [v128; 1], sums: &mut [[u8; BYTES]]) {
    if let [sum] = sums {
        *sum = bytes_of(i64x2_add(load(sum), more));
    }
}

#[inline(always)]
fn columns_of_bools<const N: usize>(mut elements: [v128; N], sums: &mut [[u8; BYTES]]) {
    for bytes in &mut elements {
        *bytes = v128_and(splat(&[1]), i8x16_ne(*bytes, splat(&[0])));
    }
    columns_of_u8(elements, sums);
}

small! {
    // Whatever is not 0 counts as 1.
    Bool8: 1 << 20, |item| i64::from(item.0 != 0),
        |sums, bytes| bytes_added(sums, v128_and(splat(&[1]), i8x16_ne(bytes, splat(&[0])))), unsigned, columns_of_bools;
    u8: 1 << 20, |item| i64::from(item), |sums, bytes| bytes_added(sums, bytes), unsigned, columns_of_u8;
    i8: 1 << 20, |item| i64::from(item),
        |sums, bytes| i32x4_add(sums, i32x4_extadd_pairwise_i16x8(i16x8_extadd_pairwise_i8x16(bytes))), signed, columns_of_i8;
    u16: 1 << 15, |item| i64::from(item),
        |sums, halves| i32x4_add(sums, i32x4_extadd_pairwise_u16x8(halves)), unsigned, columns_of_u16;
    i16: 1 << 15, |item| i64::from(item),
        |sums, halves| i32x4_add(sums, i32x4_extadd_pairwise_i16x8(halves)), signed, columns_of_i16;
    // Of 32 bits the sums have 64 at once.
    u32: usize::MAX, |item| i64::from(item), |sums, words| unsigned(sums, words), i64x2_add, columns_of_u32;
    i32: usize::MAX, |item| i64::from(item), |sums, words| signed(sums, words), i64x2_add, columns_of_i32;
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

/// Folds rows of small integers into the bytes of a row of 64-bit sums, which hold what it starts from.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(super) fn rows<T: Small>(rows: &Rows<'_>, results: &mut [u8]) {
    match results.len() / size_of::<i64>() {
        1 => return narrow::<T, 1>(rows, results),
        2 => return narrow::<T, 2>(rows, results),
        3 => return narrow::<T, 3>(rows, results),
        4 => return narrow::<T, 4>(rows, results),
        _ => {}
    }
    let whole = rows.number / TURN * TURN;
    for number in (0..whole).step_by(TURN) {
        some_rows::<T, TURN>(rows, number, results);
    }
    for number in whole..rows.number {
        some_rows::<T, 1>(rows, number, results);
    }
}

/// Rows of so few columns that their sums stay with the processor.
#[inline(always)]
fn narrow<T: Small, const COLUMNS: usize>(rows: &Rows<'_>, results: &mut [u8]) {
    let size = size_of::<T>();
    let mut sums = [0_i64; COLUMNS];
    for number in 0..rows.number {
        let row = rows.row(number, COLUMNS * size);
        let mut column = 0;
        while column < COLUMNS {
            let item = read::<T>(row, (column * size) as i64);
            sums[column] = sums[column].wrapping_add(item.wide());
            column += 1;
        }
    }
    for (to, sum) in results.as_chunks_mut().0.iter_mut().zip(sums) {
        *to = i64::from_ne_bytes(*to).wrapping_add(sum).to_ne_bytes();
    }
}

/// So many rows into the results.
#[inline(always)]
fn some_rows<T: Small, const N: usize>(rows: &Rows<'_>, from: usize, results: &mut [u8]) {
    let size = size_of::<T>();
    let width = results.len() / size_of::<i64>() * size;
    let mut registers: [&[[u8; BYTES]]; N] = [&[]; N];
    let mut rest: [&[u8]; N] = [&[]; N];
    for number in 0..N {
        let (whole, last) = rows.row(from + number, width).as_chunks();
        if whole.len() != width / BYTES {
            return;
        }
        (registers[number], rest[number]) = (whole, last);
    }
    // A register of elements has as many sums as take `8 / size` registers.
    let (sums, last) = results.split_at_mut(width / BYTES * BYTES / size * size_of::<i64>());
    let sums = sums.as_chunks_mut::<BYTES>().0;
    for (place, sums) in sums.chunks_exact_mut(size_of::<i64>() / size).enumerate() {
        let mut elements = [splat(&[0]); N];
        for (element, row) in elements.iter_mut().zip(&registers) {
            *element = load(&row[place]);
        }
        T::add_columns(elements, sums);
    }
    for (column, sum) in last
        .as_chunks_mut::<{ size_of::<i64>() }>()
        .0
        .iter_mut()
        .enumerate()
    {
        let mut total = i64::from_ne_bytes(*sum);
        for row in rest {
            total = total.wrapping_add(read::<T>(row, (column * size) as i64).wide());
        }
        *sum = total.to_ne_bytes();
    }
}
