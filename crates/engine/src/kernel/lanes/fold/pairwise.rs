//! Sums of floats in NumPy's tree, bit for bit: halves of whole eights down to 128 floats, eight running sums in a leaf.
//! The eight sums of a leaf are lanes; `crate::kernel::sum` says the same one element at a time.

use std::ops::Add;

use bytemuck::Pod;

use super::Fold;
use super::run::{ROOM, Strip, read};
use crate::kernel::lanes::lane::Arithmetic;
use crate::kernel::lanes::register::*;

/// Floats in a leaf.
const LEAF: usize = 128;

/// The pairwise sum of numbers of a type.
pub(crate) struct Pairwise<T>(std::marker::PhantomData<T>);

/// Numbers of which eight floats fit a few registers.
pub(crate) trait Summed: Pod + Add<Output = Self> {
    /// Floats in one number, as NumPy counts when it cuts a sum.
    const PARTS: usize;
    /// What may be added to anything, -0.0 included, without changing it.
    const NOTHING: Self;
    /// Whether two leaves are better than one.
    const SIDE_BY_SIDE: bool;
    /// The sum of whole eights of floats, one eight at least.
    fn eights(bytes: &[u8]) -> Self;
    /// Two leaves of whole eights at once.
    fn two_leaves(a: &[u8], b: &[u8]) -> [Self; 2];
}

/// Eight running sums over whole eights, in as many registers as they need.
#[inline(always)]
fn running<T: Arithmetic, const EIGHT: usize, const REGISTERS: usize>(
    eights: &[[u8; EIGHT]],
    mut sums: [v128; REGISTERS],
) -> [v128; REGISTERS] {
    for eight in eights {
        let registers = eight.as_chunks::<BYTES>().0;
        for number in 0..REGISTERS {
            sums[number] = T::add(sums[number], load(&registers[number]));
        }
    }
    sums
}

/// The first eight, which the sums start from, and those behind it.
#[inline(always)]
fn started<const EIGHT: usize, const REGISTERS: usize>(
    bytes: &[u8],
) -> ([v128; REGISTERS], &[[u8; EIGHT]]) {
    let mut sums = [splat(&[0]); REGISTERS];
    let Some((first, rest)) = bytes.as_chunks::<EIGHT>().0.split_first() else {
        return (sums, &[]);
    };
    for (sum, register) in sums.iter_mut().zip(first.as_chunks::<BYTES>().0) {
        *sum = load(register);
    }
    (sums, rest)
}

macro_rules! summed {
    ($t:ty as $lane:ty, $parts:literal, $nothing:expr, $eight:literal, $registers:literal, $total:expr) => {
        impl Summed for $t {
            const PARTS: usize = $parts;
            const NOTHING: Self = $nothing;
            const SIDE_BY_SIDE: bool = $registers == 2;

            #[inline(always)]
            fn eights(bytes: &[u8]) -> Self {
                let (sums, rest) = started::<$eight, $registers>(bytes);
                $total(running::<$lane, $eight, $registers>(rest, sums))
            }

            #[inline(always)]
            fn two_leaves(a: &[u8], b: &[u8]) -> [Self; 2] {
                let (mut one, a) = started::<$eight, $registers>(a);
                let (mut two, b) = started::<$eight, $registers>(b);
                for (a, b) in a.iter().zip(b) {
                    one = running::<$lane, $eight, $registers>(std::slice::from_ref(a), one);
                    two = running::<$lane, $eight, $registers>(std::slice::from_ref(b), two);
                }
                let both = a.len().min(b.len());
                let (a, b) = (a.get(both..).unwrap_or(&[]), b.get(both..).unwrap_or(&[]));
                [
                    $total(running::<$lane, $eight, $registers>(a, one)),
                    $total(running::<$lane, $eight, $registers>(b, two)),
                ]
            }
        }
    };
}

summed!(f64 as f64, 1, -0.0, 64, 4, |[a, b, c, d]: [v128; 4]| {
    // (0 + 1) + (2 + 3), and beside it (4 + 5) + (6 + 7).
    let pairs = |a, b| f64x2_add(i64x2_shuffle::<0, 2>(a, b), i64x2_shuffle::<1, 3>(a, b));
    let [low, high]: [f64; 2] = bytemuck::cast(bytes_of(pairs(pairs(a, b), pairs(c, d))));
    low + high
});
summed!(f32 as f32, 1, -0.0, 32, 2, |[a, b]: [v128; 2]| {
    let pairs = |a, b| {
        f32x4_add(
            i32x4_shuffle::<0, 2, 4, 6>(a, b),
            i32x4_shuffle::<1, 3, 5, 7>(a, b),
        )
    };
    let ones = pairs(a, b);
    let [low, high, _, _]: [f32; 4] = bytemuck::cast(bytes_of(pairs(ones, ones)));
    low + high
});
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f64> as f64, 2, num_complex::Complex::new(-0.0, -0.0), 64, 4, |[
    a,
    b,
    c,
    d,
]: [v128; 4]| {
    bytemuck::cast(bytes_of(f64x2_add(f64x2_add(a, b), f64x2_add(c, d))))
});
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f32> as f32, 2, num_complex::Complex::new(-0.0, -0.0), 32, 2, |[
    a,
    b,
]: [v128; 2]| {
    let halves = f32x4_add(i64x2_shuffle::<0, 2>(a, b), i64x2_shuffle::<1, 3>(a, b));
    let [low, high]: [num_complex::Complex<f32>; 2] = bytemuck::cast(bytes_of(halves));
    low + high
});

/// Where NumPy cuts a run that is no leaf.
#[inline(always)]
const fn half<T: Summed>(count: usize) -> usize {
    let half = count * T::PARTS / 2;
    (half - half % 8) / T::PARTS
}

#[inline(always)]
const fn is_leaf<T: Summed>(count: usize) -> bool {
    count * T::PARTS <= LEAF
}

/// A leaf's whole eights, and the rest of it.
#[inline(always)]
fn parted<T: Summed>(leaf: &[u8]) -> (&[u8], &[u8]) {
    leaf.split_at(leaf.len() - leaf.len() % (8 / T::PARTS * size_of::<T>()))
}

/// What is left of a leaf after its eights, one by one.
#[inline(always)]
fn and_rest<T: Summed>(sum: T, rest: &[u8]) -> T {
    rest.chunks_exact(size_of::<T>())
        .fold(sum, |sum, item| sum + read(item, 0))
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn tree<T: Summed>(run: &[u8]) -> T {
    let count = run.len() / size_of::<T>();
    if is_leaf::<T>(count) {
        let (eights, rest) = parted::<T>(run);
        if eights.is_empty() {
            return and_rest(T::NOTHING, rest);
        }
        return and_rest(T::eights(eights), rest);
    }
    let (left, right) = run.split_at(half::<T>(count) * size_of::<T>());
    // Two leaves side by side where one would wait for each of its additions: of `float64`, a leaf is twice as many bytes,
    // and memory waits rather than additions. The right half is the longer one; of more than 128 floats either has eights.
    if T::SIDE_BY_SIDE && is_leaf::<T>(right.len() / size_of::<T>()) {
        let ((a, a_rest), (b, b_rest)) = (parted::<T>(left), parted::<T>(right));
        let [a, b] = T::two_leaves(a, b);
        return and_rest(a, a_rest) + and_rest(b, b_rest);
    }
    tree::<T>(left) + tree::<T>(right)
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn tree_apart<T: Summed>(strip: Strip<'_>, room: &mut [u8; ROOM]) -> T {
    // Where a tree is cut depends on nothing but its count, so any branch may be laid side by side.
    if strip.count * size_of::<T>() <= ROOM {
        return tree::<T>(strip.gather::<T>(room));
    }
    let half = half::<T>(strip.count);
    let left = tree_apart::<T>(strip.part(0, half), room);
    left + tree_apart::<T>(strip.part(half, strip.count - half), room)
}

impl<T: Summed> Fold for Pairwise<T> {
    type Item = T;
    type Value = T;
    const SHORT: usize = 8 / T::PARTS;
    const ROUNDS: bool = true;

    #[inline(always)]
    fn one(item: T) -> T {
        item
    }
    #[inline(always)]
    fn join(a: T, b: T) -> T {
        a + b
    }
    #[inline(always)]
    fn side_by_side(bytes: &[u8]) -> T {
        tree(bytes)
    }
    #[inline(always)]
    fn apart(strip: Strip<'_>, room: &mut [u8; ROOM]) -> T {
        tree_apart(strip, room)
    }
}
