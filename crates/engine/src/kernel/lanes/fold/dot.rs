//! Sums of products along two strips: the sixteen running sums of [`crate::kernel::product::RUNNING`] as lanes.
//! Whichever lanes there are, element number `i` goes into sum number `i % 16`, so that the bits are the plain loop's.

use std::ops::Add;

use bytemuck::Pod;

use super::run::{ROOM, Strip};
use crate::kernel::lanes::lane::Arithmetic;
use crate::kernel::lanes::register::*;
use crate::kernel::product::{RUNNING, joined};

/// Whole registers, `REGISTERS` in a turn, into the running sums; an incomplete turn counts as followed by zeros.
#[inline(always)]
fn added<T: Arithmetic, const REGISTERS: usize>(
    mut sums: [v128; REGISTERS],
    a: &[u8],
    b: &[u8],
) -> [v128; REGISTERS] {
    let (a_turns, b_turns) = (
        a.chunks_exact(REGISTERS * BYTES),
        b.chunks_exact(REGISTERS * BYTES),
    );
    let (a_rest, b_rest) = (a_turns.remainder(), b_turns.remainder());
    for (a, b) in a_turns.zip(b_turns) {
        let (a, b) = (a.as_chunks::<BYTES>().0, b.as_chunks::<BYTES>().0);
        for number in 0..REGISTERS {
            let product = T::multiply(load(&a[number]), load(&b[number]));
            sums[number] = T::add(sums[number], product);
        }
    }
    if !a_rest.is_empty() {
        let (a, a_last) = a_rest.as_chunks::<BYTES>();
        let (b, b_last) = b_rest.as_chunks::<BYTES>();
        for (number, sum) in sums.iter_mut().enumerate() {
            let [a, b] = match (a.get(number), b.get(number)) {
                (Some(a), Some(b)) => [load(a), load(b)],
                _ if number == a.len() && !a_last.is_empty() => {
                    [load(&padded(a_last)), load(&padded(b_last))]
                }
                // Zeros would change no sum: none of them is -0.0, since each started from 0.
                _ => break,
            };
            *sum = T::add(*sum, T::multiply(a, b));
        }
    }
    sums
}

/// The sum of products of two strips of one length. `REGISTERS` hold sixteen elements.
#[inline(always)]
fn dot<T: Arithmetic + Pod + Add<Output = T>, const REGISTERS: usize>(
    a: Strip<'_>,
    b: Strip<'_>,
) -> T {
    let size = size_of::<T>();
    match (a.side_by_side(size), b.side_by_side(size)) {
        (Some(a), Some(b)) => total(added::<T, REGISTERS>([splat(&[0]); REGISTERS], a, b)),
        _ => apart::<T, REGISTERS>(a, b),
    }
}

/// The same of strips that are gathered: apart from what needs no room, which would otherwise be zeroed each time.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
#[inline(never)]
fn apart<T: Arithmetic + Pod + Add<Output = T>, const REGISTERS: usize>(
    a: Strip<'_>,
    b: Strip<'_>,
) -> T {
    let size = size_of::<T>();
    let mut sums = [splat(&[0]); REGISTERS];
    // As much as there is room for is whole turns.
    let (mut a_room, mut b_room) = ([0; ROOM], [0; ROOM]);
    for from in (0..a.count).step_by(ROOM / size) {
        let count = (a.count - from).min(ROOM / size);
        let a = a.part(from, count).gather::<T>(&mut a_room);
        let b = b.part(from, count).gather::<T>(&mut b_room);
        sums = added::<T, REGISTERS>(sums, a, b);
    }
    total(sums)
}

/// The running sums joined.
#[inline(always)]
fn total<T: Pod + Add<Output = T>, const REGISTERS: usize>(sums: [v128; REGISTERS]) -> T {
    let mut all = [T::zeroed(); RUNNING];
    let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut all);
    for (to, sum) in bytes.as_chunks_mut::<BYTES>().0.iter_mut().zip(sums) {
        *to = bytes_of(sum);
    }
    joined(all)
}

/// The sum of products of two strips of `float64`.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn dot_f64(a: Strip<'_>, b: Strip<'_>) -> f64 {
    dot::<f64, 8>(a, b)
}

/// The sum of products of two strips of `float32`.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(crate) fn dot_f32(a: Strip<'_>, b: Strip<'_>) -> f32 {
    dot::<f32, 4>(a, b)
}
