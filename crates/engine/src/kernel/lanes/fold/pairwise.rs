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
    /// Leaves that go side by side: of as many registers as there are for running sums.
    const TOGETHER: usize;
    /// The sums of whole eights of floats, one eight of each leaf at least.
    fn leaves<const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [Self; LEAVES];
    /// [`Summed::leaves`] of every second number.
    fn second_leaves<const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [Self; LEAVES];
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

/// Eight running sums of each of several leaves, in as many registers as they need. `WIDTH` bytes hold eight floats.
///
/// An addition waits for the one before, so that leaves which are neighbors go side by side, until eight registers are
/// running. Leaves further apart in memory do not: bytes that come from far are fetched ahead along one line only (measured:
/// half as fast at 80 MB).
// Leaves and registers are counted together through several arrays.
#[allow(clippy::needless_range_loop)]
#[inline(always)]
fn running<
    T: Arithmetic,
    R: Read<WIDTH>,
    const LEAVES: usize,
    const REGISTERS: usize,
    const WIDTH: usize,
>(
    leaves: [&[u8]; LEAVES],
) -> [[v128; REGISTERS]; LEAVES] {
    let mut sums = [[splat(&[0]); REGISTERS]; LEAVES];
    let mut eights: [&[[u8; WIDTH]]; LEAVES] = [&[]; LEAVES];
    let mut all = usize::MAX;
    for leaf in 0..LEAVES {
        let Some((first, rest)) = leaves[leaf].as_chunks::<WIDTH>().0.split_first() else {
            return sums;
        };
        for number in 0..REGISTERS {
            sums[leaf][number] = R::register(first, number);
        }
        eights[leaf] = rest;
        all = all.min(rest.len());
    }
    let mut together = eights;
    for leaf in 0..LEAVES {
        together[leaf] = &eights[leaf][..all];
    }
    for place in 0..all {
        for leaf in 0..LEAVES {
            for number in 0..REGISTERS {
                let next = R::register(&together[leaf][place], number);
                sums[leaf][number] = T::add(sums[leaf][number], next);
            }
        }
    }
    // Leaves beside each other differ by an eight or two.
    for leaf in 0..LEAVES {
        for eight in &eights[leaf][all..] {
            for number in 0..REGISTERS {
                sums[leaf][number] = T::add(sums[leaf][number], R::register(eight, number));
            }
        }
    }
    sums
}

macro_rules! summed {
    ($t:ty as $lane:ty, $parts:literal, $nothing:expr, $eight:literal, $registers:literal, $totals:ident) => {
        impl Summed for $t {
            const PARTS: usize = $parts;
            const NOTHING: Self = $nothing;
            const TOGETHER: usize = 8 / $registers;

            #[inline(always)]
            fn leaves<const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [Self; LEAVES] {
                $totals(running::<$lane, Even, LEAVES, $registers, $eight>(leaves))
            }

            #[inline(always)]
            fn second_leaves<const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [Self; LEAVES] {
                const SIZE: usize = size_of::<$t>();
                $totals(running::<
                    $lane,
                    Second<SIZE>,
                    LEAVES,
                    $registers,
                    { 2 * $eight },
                >(leaves))
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

/// `((0 + 1) + (2 + 3)) + ((4 + 5) + (6 + 7))` of each leaf; the last addition of two leaves is one.
#[inline(always)]
fn totals_f64<const LEAVES: usize>(sums: [[v128; 4]; LEAVES]) -> [f64; LEAVES] {
    let mut halves = [splat(&[0]); LEAVES];
    for (half, [a, b, c, d]) in halves.iter_mut().zip(sums) {
        *half = neighbors_f64(neighbors_f64(a, b), neighbors_f64(c, d));
    }
    let mut totals = [0.0; LEAVES];
    for (totals, halves) in totals.chunks_mut(2).zip(halves.chunks(2)) {
        let both = neighbors_f64(halves[0], halves[halves.len() - 1]);
        let both: [f64; 2] = bytemuck::cast(bytes_of(both));
        for (total, sum) in totals.iter_mut().zip(both) {
            *total = sum;
        }
    }
    totals
}

/// The same: the last two additions of four leaves are two.
#[inline(always)]
fn totals_f32<const LEAVES: usize>(sums: [[v128; 2]; LEAVES]) -> [f32; LEAVES] {
    let mut quarters = [splat(&[0]); LEAVES];
    for (quarter, [a, b]) in quarters.iter_mut().zip(sums) {
        *quarter = neighbors_f32(a, b);
    }
    let mut totals = [0.0; LEAVES];
    for (totals, quarters) in totals.chunks_mut(4).zip(quarters.chunks(4)) {
        let last = quarters.len() - 1;
        let (second, third) = (last.min(1), last.min(2));
        let halves = [
            neighbors_f32(quarters[0], quarters[second]),
            neighbors_f32(quarters[third], quarters[last]),
        ];
        let all: [f32; 4] = bytemuck::cast(bytes_of(neighbors_f32(halves[0], halves[1])));
        for (total, sum) in totals.iter_mut().zip(all) {
            *total = sum;
        }
    }
    totals
}

#[cfg(feature = "complex")]
#[inline(always)]
fn totals_c128<const LEAVES: usize>(
    sums: [[v128; 4]; LEAVES],
) -> [num_complex::Complex<f64>; LEAVES] {
    let mut totals = [num_complex::Complex::ZERO; LEAVES];
    for (total, [a, b, c, d]) in totals.iter_mut().zip(sums) {
        *total = bytemuck::cast(bytes_of(f64x2_add(f64x2_add(a, b), f64x2_add(c, d))));
    }
    totals
}

#[cfg(feature = "complex")]
#[inline(always)]
fn totals_c64<const LEAVES: usize>(
    sums: [[v128; 2]; LEAVES],
) -> [num_complex::Complex<f32>; LEAVES] {
    let mut totals = [num_complex::Complex::ZERO; LEAVES];
    for (total, [a, b]) in totals.iter_mut().zip(sums) {
        let halves = f32x4_add(i64x2_shuffle::<0, 2>(a, b), i64x2_shuffle::<1, 3>(a, b));
        let [low, high]: [num_complex::Complex<f32>; 2] = bytemuck::cast(bytes_of(halves));
        *total = low + high;
    }
    totals
}

summed!(f64 as f64, 1, -0.0, 64, 4, totals_f64);
summed!(f32 as f32, 1, -0.0, 32, 2, totals_f32);
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f64> as f64, 2, num_complex::Complex::new(-0.0, -0.0), 64, 4, totals_c128);
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f32> as f32, 2, num_complex::Complex::new(-0.0, -0.0), 32, 2, totals_c64);

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
    fn leaves<const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [T; LEAVES];
}

impl<T: Summed> Lying<T> for Even {
    const STEP: usize = size_of::<T>();
    #[inline(always)]
    fn leaves<const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [T; LEAVES] {
        T::leaves(leaves)
    }
}

/// Every second number.
struct EverySecond;

impl<T: Summed> Lying<T> for EverySecond {
    const STEP: usize = 2 * size_of::<T>();
    #[inline(always)]
    fn leaves<const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [T; LEAVES] {
        T::second_leaves(leaves)
    }
}

/// The sums of several leaves, each of whole eights and a rest that goes one by one.
#[inline(always)]
fn leaves<T: Summed, L: Lying<T>, const LEAVES: usize>(leaves: [&[u8]; LEAVES]) -> [T; LEAVES] {
    let mut eights: [&[u8]; LEAVES] = [&[]; LEAVES];
    let mut rests: [&[u8]; LEAVES] = [&[]; LEAVES];
    for (leaf, bytes) in leaves.into_iter().enumerate() {
        let eight = 8 / T::PARTS * L::STEP;
        (eights[leaf], rests[leaf]) = bytes.split_at(bytes.len() - bytes.len() % eight);
    }
    let mut sums = L::leaves(eights);
    for (sum, rest) in sums.iter_mut().zip(rests) {
        for item in rest.chunks_exact(L::STEP) {
            *sum = *sum + read(item, 0);
        }
    }
    sums
}

/// Of how many leaves that go side by side a run is summed: 1, 2 or 4. 0 where it is to be cut before.
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
    let even = T::TOGETHER == 4 && !is_leaf::<T>(left);
    if even && is_leaf::<T>(right - half::<T>(right)) {
        4
    } else {
        0
    }
}

/// The sum of a run of so many leaves, which has eights.
#[inline(always)]
fn side_by_side<T: Summed, L: Lying<T>>(run: &[u8], number: usize) -> T {
    // Of more than 128 floats either half has eights.
    let cut = |run: &[u8]| half::<T>(run.len() / L::STEP) * L::STEP;
    match number {
        1 => {
            let [sum] = leaves::<T, L, 1>([run]);
            sum
        }
        2 => {
            let (left, right) = run.split_at(cut(run));
            let [a, b] = leaves::<T, L, 2>([left, right]);
            a + b
        }
        _ => {
            let (left, right) = run.split_at(cut(run));
            let ((a, b), (c, d)) = (left.split_at(cut(left)), right.split_at(cut(right)));
            let [a, b, c, d] = leaves::<T, L, 4>([a, b, c, d]);
            (a + b) + (c + d)
        }
    }
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
        return side_by_side::<T, L>(run, number);
    }
    let (left, right) = run.split_at(half::<T>(count) * L::STEP);
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
