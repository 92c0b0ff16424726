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
    /// Leaves that are summed together at most, one after the other: 2 or 4. More of the wider ones are slower where bytes come
    /// from far, since each has a loop of its own, and bytes are fetched ahead for each loop (measured: by half at 80 MB).
    const TOGETHER: usize;
    /// Sums up a leaf of whole eights of floats, one at least, as far as one register holds what is left of it.
    fn leaf(bytes: &[u8]) -> v128;
    /// [`Summed::leaf`] of every second number.
    fn second_leaf(bytes: &[u8]) -> v128;
    /// The sums of four leaves, whose last additions are made together.
    fn totals(leaves: [v128; 4]) -> [Self; 4];
}

/// How registers are read from the bytes that hold eight floats.
trait Read<const WIDTH: usize> {
    fn register(bytes: &[u8; WIDTH], number: usize) -> v128;
}

/// Numbers side by side.
struct Even;

impl<const WIDTH: usize> Read<WIDTH> for Even {
    #[inline(always)]
    fn register(bytes: &[u8; WIDTH], number: usize) -> v128 {
        load(&bytes.as_chunks().0[number])
    }
}

/// Every second number, of this many bytes.
struct Second<const SIZE: usize>;

impl<const WIDTH: usize, const SIZE: usize> Read<WIDTH> for Second<SIZE> {
    #[inline(always)]
    fn register(bytes: &[u8; WIDTH], number: usize) -> v128 {
        let registers = bytes.as_chunks().0;
        if SIZE == 16 {
            return load(&registers[2 * number]);
        }
        let (a, b) = (
            load(&registers[2 * number]),
            load(&registers[2 * number + 1]),
        );
        if SIZE == 8 {
            i64x2_shuffle::<0, 2>(a, b)
        } else {
            i32x4_shuffle::<0, 2, 4, 6>(a, b)
        }
    }
}

/// Eight running sums of a leaf, in as many registers as they need. `WIDTH` bytes hold eight floats.
///
/// An addition waits for the one before, but not the next leaf for this one: a processor that looks ahead is on its way
/// there while the sums of this leaf are joined. Leaves side by side in one loop are slower, above all where their bytes come
/// from far, which are fetched ahead along one line (measured: half as fast at 16 MB).
#[inline(always)]
fn running<T: Arithmetic, R: Read<WIDTH>, const REGISTERS: usize, const WIDTH: usize>(
    leaf: &[u8],
) -> [v128; REGISTERS] {
    let mut sums = [splat(&[0]); REGISTERS];
    let Some((first, eights)) = leaf.as_chunks::<WIDTH>().0.split_first() else {
        return sums;
    };
    for (number, sum) in sums.iter_mut().enumerate() {
        *sum = R::register(first, number);
    }
    for eight in eights {
        for (number, sum) in sums.iter_mut().enumerate() {
            *sum = T::add(*sum, R::register(eight, number));
        }
    }
    sums
}

macro_rules! summed {
    ($t:ty as $lane:ty, $parts:literal, $nothing:expr, $eight:literal, $leaf:ident, $totals:ident) => {
        impl Summed for $t {
            const PARTS: usize = $parts;
            const NOTHING: Self = $nothing;
            const TOGETHER: usize = 128 / $eight;

            #[inline(always)]
            fn leaf(bytes: &[u8]) -> v128 {
                $leaf(running::<$lane, Even, { $eight / BYTES }, $eight>(bytes))
            }

            #[inline(always)]
            fn second_leaf(bytes: &[u8]) -> v128 {
                const SIZE: usize = size_of::<$t>();
                $leaf(running::<
                    $lane,
                    Second<SIZE>,
                    { $eight / BYTES },
                    { 2 * $eight },
                >(bytes))
            }

            #[inline(always)]
            fn totals(leaves: [v128; 4]) -> [Self; 4] {
                $totals(leaves)
            }
        }
    };
}

/// The sums of neighbors: those of the first register, then those of the second.
#[inline(always)]
fn neighbors_f64(a: v128, b: v128) -> v128 {
    f64x2_add(i64x2_shuffle::<0, 2>(a, b), i64x2_shuffle::<1, 3>(a, b))
}

#[inline(always)]
fn neighbors_f32(a: v128, b: v128) -> v128 {
    f32x4_add(
        i32x4_shuffle::<0, 2, 4, 6>(a, b),
        i32x4_shuffle::<1, 3, 5, 7>(a, b),
    )
}

/// `(0 + 1) + (2 + 3)`, and beside it `(4 + 5) + (6 + 7)`.
#[inline(always)]
fn leaf_f64([a, b, c, d]: [v128; 4]) -> v128 {
    neighbors_f64(neighbors_f64(a, b), neighbors_f64(c, d))
}

#[inline(always)]
fn totals_f64([a, b, c, d]: [v128; 4]) -> [f64; 4] {
    let [a, b]: [f64; 2] = bytemuck::cast(bytes_of(neighbors_f64(a, b)));
    let [c, d]: [f64; 2] = bytemuck::cast(bytes_of(neighbors_f64(c, d)));
    [a, b, c, d]
}

/// `0 + 1`, `2 + 3`, `4 + 5`, `6 + 7`.
#[inline(always)]
fn leaf_f32([a, b]: [v128; 2]) -> v128 {
    neighbors_f32(a, b)
}

#[inline(always)]
fn totals_f32([a, b, c, d]: [v128; 4]) -> [f32; 4] {
    let all = neighbors_f32(neighbors_f32(a, b), neighbors_f32(c, d));
    bytemuck::cast(bytes_of(all))
}

#[cfg(feature = "complex")]
#[inline(always)]
fn leaf_c128([a, b, c, d]: [v128; 4]) -> v128 {
    f64x2_add(f64x2_add(a, b), f64x2_add(c, d))
}

#[cfg(feature = "complex")]
#[inline(always)]
fn totals_c128([a, b, c, d]: [v128; 4]) -> [num_complex::Complex<f64>; 4] {
    bytemuck::cast([bytes_of(a), bytes_of(b), bytes_of(c), bytes_of(d)])
}

/// `0 + 1`, and beside it `2 + 3`.
#[cfg(feature = "complex")]
#[inline(always)]
fn leaf_c64([a, b]: [v128; 2]) -> v128 {
    f32x4_add(i64x2_shuffle::<0, 2>(a, b), i64x2_shuffle::<1, 3>(a, b))
}

#[cfg(feature = "complex")]
#[inline(always)]
fn totals_c64([a, b, c, d]: [v128; 4]) -> [num_complex::Complex<f32>; 4] {
    let both = leaf_c64([a, b]);
    let others = leaf_c64([c, d]);
    bytemuck::cast([bytes_of(both), bytes_of(others)])
}

summed!(f64 as f64, 1, -0.0, 64, leaf_f64, totals_f64);
summed!(f32 as f32, 1, -0.0, 32, leaf_f32, totals_f32);
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f64> as f64, 2, num_complex::Complex::new(-0.0, -0.0), 64, leaf_c128, totals_c128);
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f32> as f32, 2, num_complex::Complex::new(-0.0, -0.0), 32, leaf_c64, totals_c64);

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

/// Numbers of which a tree is made: side by side, or every second one of them.
trait Lying<T: Summed> {
    /// Bytes from one to the next.
    const STEP: usize;
    /// What is left of a leaf of whole eights.
    fn leaf(bytes: &[u8]) -> v128;
}

impl<T: Summed> Lying<T> for Even {
    const STEP: usize = size_of::<T>();
    #[inline(always)]
    fn leaf(bytes: &[u8]) -> v128 {
        T::leaf(bytes)
    }
}

/// Every second number.
struct EverySecond;

impl<T: Summed> Lying<T> for EverySecond {
    const STEP: usize = 2 * size_of::<T>();
    #[inline(always)]
    fn leaf(bytes: &[u8]) -> v128 {
        T::second_leaf(bytes)
    }
}

/// The whole eights of a leaf, and the rest, which goes one by one.
#[inline(always)]
fn eights<T: Summed, L: Lying<T>>(leaf: &[u8]) -> (&[u8], &[u8]) {
    leaf.split_at(leaf.len() - leaf.len() % (8 / T::PARTS * L::STEP))
}

/// A sum with what is left of its leaf.
#[inline(always)]
fn with_rest<T: Summed, L: Lying<T>>(mut sum: T, rest: &[u8]) -> T {
    for item in rest.chunks_exact(L::STEP) {
        sum = sum + read(item, 0);
    }
    sum
}

/// Of how many leaves a run is, if they are summed together: 1, 2 or 4. 0 where it is to be cut before.
#[inline(always)]
fn leaves_of<T: Summed>(count: usize) -> usize {
    if is_leaf::<T>(count) {
        return 1;
    }
    // The right half is never the shorter.
    let left = half::<T>(count);
    let right = count - left;
    if is_leaf::<T>(right) {
        return 2;
    }
    if T::TOGETHER == 4 && !is_leaf::<T>(left) && is_leaf::<T>(right - half::<T>(right)) {
        4
    } else {
        0
    }
}

/// The sum of a run of so many leaves, which has eights.
#[inline(always)]
fn together<T: Summed, L: Lying<T>>(run: &[u8], number: usize) -> T {
    if number == 1 {
        let (leaf, rest) = eights::<T, L>(run);
        let leaf = L::leaf(leaf);
        let [sum, ..] = T::totals([leaf; 4]);
        return with_rest::<T, L>(sum, rest);
    }
    // Of more than 128 floats either half has eights.
    let (left, right) = cut::<T, L>(run);
    if number == 2 || T::TOGETHER == 2 {
        let ((a, a_rest), (b, b_rest)) = (eights::<T, L>(left), eights::<T, L>(right));
        let (a, b) = (L::leaf(a), L::leaf(b));
        let [a, b, ..] = T::totals([a, b, a, b]);
        return with_rest::<T, L>(a, a_rest) + with_rest::<T, L>(b, b_rest);
    }
    let ((a, b), (c, d)) = (cut::<T, L>(left), cut::<T, L>(right));
    let ((a, a_rest), (b, b_rest)) = (eights::<T, L>(a), eights::<T, L>(b));
    let ((c, c_rest), (d, d_rest)) = (eights::<T, L>(c), eights::<T, L>(d));
    let [a, b, c, d] = T::totals([L::leaf(a), L::leaf(b), L::leaf(c), L::leaf(d)]);
    let left = with_rest::<T, L>(a, a_rest) + with_rest::<T, L>(b, b_rest);
    left + (with_rest::<T, L>(c, c_rest) + with_rest::<T, L>(d, d_rest))
}

/// The halves of a run.
#[inline(always)]
fn cut<T: Summed, L: Lying<T>>(run: &[u8]) -> (&[u8], &[u8]) {
    run.split_at(half::<T>(run.len() / L::STEP) * L::STEP)
}

/// Where a run of so many numbers is cut.
#[cfg(feature = "kept")]
pub(super) const fn half_of<T: Summed>(count: usize) -> usize {
    half::<T>(count)
}

/// The sum of numbers side by side.
#[cfg(feature = "kept")]
pub(super) fn tree_of<T: Summed>(run: &[u8]) -> T {
    tree::<T, Even>(run)
}

/// The sum of a run whose numbers lie so.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn tree<T: Summed, L: Lying<T>>(run: &[u8]) -> T {
    let count = run.len() / L::STEP;
    if count < 8 / T::PARTS {
        let mut sum = T::NOTHING;
        for item in run.chunks_exact(L::STEP) {
            sum = sum + read(item, 0);
        }
        return sum;
    }
    let number = leaves_of::<T>(count);
    if number > 0 {
        return together::<T, L>(run, number);
    }
    let (left, right) = cut::<T, L>(run);
    tree::<T, L>(left) + tree::<T, L>(right)
}

#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn tree_apart<T: Summed>(strip: Strip<'_>, room: &mut [u8; ROOM]) -> T {
    let size = size_of::<T>();
    if let Some(run) = strip.every_second(size) {
        return tree::<T, EverySecond>(run);
    }
    // Where a tree is cut depends on nothing but its count, so any branch may be laid side by side.
    if strip.count * size <= ROOM {
        return tree::<T, Even>(strip.gather::<T>(room));
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
    const SECONDS: bool = true;

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
        tree::<T, Even>(bytes)
    }
    #[inline(always)]
    fn every_second(bytes: &[u8]) -> Option<T> {
        Some(tree::<T, EverySecond>(bytes))
    }
    #[inline(always)]
    fn apart(strip: Strip<'_>, room: &mut [u8; ROOM]) -> T {
        tree_apart(strip, room)
    }
}
