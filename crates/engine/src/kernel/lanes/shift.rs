//! Shifts of integers by a number of bits: all elements by the same, as registers can.
//! Knows registers; by a number for each element there is no instruction, and elements are shifted one at a time.
//!
//! NumPy's shifts are told for every number: by as many bits as an element has, or by a negative number, nothing is left of it
//! but its sign, which a shift to the right draws along.

use std::marker::PhantomData;

use super::drive::once;
use super::register::*;
use crate::kernel::Flags;
use crate::kernel::Source::{self, Splat, Stream};
use crate::kernel::integer::Integer;

/// Integers that are shifted in registers.
pub(crate) trait Shifted: Integer {
    /// How far this number says to shift, where it leaves something.
    fn distance(self) -> Option<u32>;
    fn left(a: v128, by: u32) -> v128;
    fn right(a: v128, by: u32) -> v128;
    /// The signs, in all bits; zeros where there are none.
    fn signs(a: v128) -> v128;
}

/// One of both directions.
pub(crate) trait Shift {
    type Number: Shifted;
    fn apply(a: v128, by: Option<u32>) -> v128;
    /// For single elements.
    fn alone(a: Self::Number, by: Self::Number) -> Self::Number;
}

pub(crate) struct ShiftLeft<T>(PhantomData<T>);
pub(crate) struct ShiftRight<T>(PhantomData<T>);

impl<T: Shifted> Shift for ShiftLeft<T> {
    type Number = T;
    #[inline(always)]
    fn apply(a: v128, by: Option<u32>) -> v128 {
        match by {
            Some(by) => T::left(a, by),
            None => splat(&[0]),
        }
    }
    fn alone(a: T, by: T) -> T {
        a.shift_left(by)
    }
}

impl<T: Shifted> Shift for ShiftRight<T> {
    type Number = T;
    #[inline(always)]
    fn apply(a: v128, by: Option<u32>) -> v128 {
        match by {
            Some(by) => T::right(a, by),
            None => T::signs(a),
        }
    }
    fn alone(a: T, by: T) -> T {
        a.shift_right(by)
    }
}

/// `output[i] = a[i] << b[i]`, or to the right; either may be one element for all.
pub(crate) fn shift<O: Shift>(inputs: &[Source<'_>], output: &mut [u8]) -> Flags {
    match *inputs {
        [Stream(a), Splat(b)] => same_distance::<O>(a, distance::<O>(b), output),
        [Splat(a), Splat(b)] => once(output, |to| {
            same_distance::<O>(&bytes_of(splat(a)), distance::<O>(b), to);
        }),
        [a, b] => each_distance::<O>([a, b], output),
        _ => {}
    }
    Flags::NONE
}

fn distance<O: Shift>(by: &[u8]) -> Option<u32> {
    by.get(..size_of::<O::Number>())
        .and_then(|by| bytemuck::pod_read_unaligned::<O::Number>(by).distance())
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn same_distance<O: Shift>(a: &[u8], by: Option<u32>, output: &mut [u8]) {
    let (a, a_last) = a.as_chunks();
    let (to, to_last) = output.as_chunks_mut();
    for (a, to) in a.iter().zip(to) {
        *to = bytes_of(O::apply(load(a), by));
    }
    if !to_last.is_empty() {
        let last = bytes_of(O::apply(load(&padded(a_last)), by));
        put_first(&last, to_last);
    }
}

fn each_distance<O: Shift>([a, b]: [Source<'_>; 2], output: &mut [u8]) {
    let size = size_of::<O::Number>();
    for (place, to) in output.chunks_exact_mut(size).enumerate() {
        if let (Some(a), Some(b)) = (element(a, place, size), element(b, place, size)) {
            let a = bytemuck::pod_read_unaligned(a);
            let b = bytemuck::pod_read_unaligned(b);
            to.copy_from_slice(bytemuck::bytes_of(&O::alone(a, b)));
        }
    }
}

fn element(source: Source<'_>, place: usize, size: usize) -> Option<&[u8]> {
    match source {
        Stream(bytes) => bytes.get(place * size..(place + 1) * size),
        Splat(bytes) => bytes.get(..size),
    }
}

macro_rules! shifted {
    ($($t:ty: $left:ident, $right:ident, |$a:ident| $signs:expr;)*) => {$(
        // Comparisons with 0 are no-ops for the unsigned half.
        #[allow(unused_comparisons, clippy::absurd_extreme_comparisons)]
        impl Shifted for $t {
            fn distance(self) -> Option<u32> {
                let leaves_some = self >= 0 && (self as u64) < u64::from(<$t>::BITS);
                leaves_some.then_some(self as u32)
            }
            #[inline(always)]
            fn left(a: v128, by: u32) -> v128 {
                $left(a, by)
            }
            #[inline(always)]
            fn right(a: v128, by: u32) -> v128 {
                $right(a, by)
            }
            #[inline(always)]
            fn signs($a: v128) -> v128 {
                $signs
            }
        }
    )*};
}

shifted! {
    i8: i8x16_shl, i8x16_shr, |a| i8x16_shr(a, 7);
    i16: i16x8_shl, i16x8_shr, |a| i16x8_shr(a, 15);
    i32: i32x4_shl, i32x4_shr, |a| i32x4_shr(a, 31);
    i64: i64x2_shl, i64x2_shr, |a| i64x2_shr(a, 63);
    u8: i8x16_shl, u8x16_shr, |_a| splat(&[0]);
    u16: i16x8_shl, u16x8_shr, |_a| splat(&[0]);
    u32: i32x4_shl, u32x4_shr, |_a| splat(&[0]);
    u64: i64x2_shl, u64x2_shr, |_a| splat(&[0]);
}
