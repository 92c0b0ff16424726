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
    /// Whether the additions of a leaf are written one after the other.
    const IN_LINE: bool;
    /// Sums up a leaf of whole eights of floats, one at least, as far as one register holds what is left of it.
    fn leaf(bytes: &[u8]) -> v128;
    /// [`Summed::leaf`] of every second number.
    fn second_leaf(bytes: &[u8]) -> v128;
    /// [`Summed::leaf`] of so many eights, or of any number where that is 0, and of one that comes last or does not.
    fn leaf_of<const EIGHTS: usize>(bytes: &[u8], last: &[u8]) -> v128;
    /// [`Summed::leaf_of`] of every second number.
    fn second_leaf_of<const EIGHTS: usize>(bytes: &[u8], last: &[u8]) -> v128;
    /// What is left of what is left of two neighbors, after an addition of each or of both.
    fn joined(a: v128, b: v128) -> v128;
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

/// The same of the eights of a leaf, of which there are `EIGHTS` or any number, and of one that comes last or does not.
///
/// An addition waits for the one before, but not the next leaf for this one: a processor that looks ahead is on its way
/// there while the sums of this leaf are joined. It gets as far as it foresees where a loop ends, and whether a leaf has one
/// eight more than its neighbor is what nobody foresees. So as many turns are made for all leaves of a tree, and something is
/// added at the end everywhere: -0.0, which changes no sum, where there is nothing.
///
/// Of `float32`, two additions are less than what a turn of a loop takes by itself, so there all stand one after the other, each
/// register's by themselves, since those of all together are more than a processor has registers for. Of wider numbers a loop
/// is as fast near the processor, and faster where bytes come from far, which are fetched ahead for each load that comes again
/// (measured: by a third at 8 MB). Leaves side by side in one loop are slower for the same reason (by two at 16 MB).
#[inline(always)]
fn running_of<
    T: Arithmetic,
    R: Read<WIDTH>,
    const REGISTERS: usize,
    const WIDTH: usize,
    const EIGHTS: usize,
>(
    leaf: &[u8],
    last: &[u8],
    nothing: &[u8; WIDTH],
) -> [v128; REGISTERS] {
    let eights = leaf.as_chunks::<WIDTH>().0;
    let mut sums = match eights.first_chunk::<EIGHTS>() {
        Some(eights) if EIGHTS > 0 => {
            let mut sums = [splat(&[0]); REGISTERS];
            for (number, sum) in sums.iter_mut().enumerate() {
                *sum = R::register(&eights[0], number);
                for eight in &eights[1..] {
                    *sum = T::add(*sum, R::register(eight, number));
                }
            }
            sums
        }
        _ => running::<T, R, REGISTERS, WIDTH>(leaf),
    };
    let last = last.first_chunk::<WIDTH>().unwrap_or(nothing);
    for (number, sum) in sums.iter_mut().enumerate() {
        *sum = T::add(*sum, R::register(last, number));
    }
    sums
}

/// Nothing, so many bytes of it, in elements of 4 or 8 bytes.
const fn nothing<const WIDTH: usize>(size: usize) -> [u8; WIDTH] {
    let mut bytes = [0; WIDTH];
    let mut at = size - 1;
    while at < WIDTH {
        bytes[at] = 0x80;
        at += size;
    }
    bytes
}

macro_rules! summed {
    (
        $t:ty as $lane:ty, $parts:literal, $nothing:expr, $eight:literal,
        $leaf:ident, $joined:ident, $totals:ident
    ) => {
        impl Summed for $t {
            const PARTS: usize = $parts;
            const NOTHING: Self = $nothing;
            const IN_LINE: bool = $eight == 32 && $parts == 1;

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
            fn leaf_of<const EIGHTS: usize>(bytes: &[u8], last: &[u8]) -> v128 {
                const NOTHING: &[u8; $eight] = &nothing(size_of::<$lane>());
                $leaf(
                    running_of::<$lane, Even, { $eight / BYTES }, $eight, EIGHTS>(
                        bytes, last, NOTHING,
                    ),
                )
            }

            #[inline(always)]
            fn second_leaf_of<const EIGHTS: usize>(bytes: &[u8], last: &[u8]) -> v128 {
                const SIZE: usize = size_of::<$t>();
                const NOTHING: &[u8; 2 * $eight] = &nothing(size_of::<$lane>());
                $leaf(running_of::<
                    $lane,
                    Second<SIZE>,
                    { $eight / BYTES },
                    { 2 * $eight },
                    EIGHTS,
                >(bytes, last, NOTHING))
            }

            #[inline(always)]
            fn joined(a: v128, b: v128) -> v128 {
                $joined(a, b)
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
    neighbors_c64(a, b)
}

#[cfg(feature = "complex")]
#[inline(always)]
fn neighbors_c64(a: v128, b: v128) -> v128 {
    f32x4_add(i64x2_shuffle::<0, 2>(a, b), i64x2_shuffle::<1, 3>(a, b))
}

#[cfg(feature = "complex")]
#[inline(always)]
fn totals_c64([a, b, c, d]: [v128; 4]) -> [num_complex::Complex<f32>; 4] {
    let both = leaf_c64([a, b]);
    let others = leaf_c64([c, d]);
    bytemuck::cast([bytes_of(both), bytes_of(others)])
}

summed!(f64 as f64, 1, -0.0, 64, leaf_f64, neighbors_f64, totals_f64);
summed!(f32 as f32, 1, -0.0, 32, leaf_f32, neighbors_f32, totals_f32);
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f64> as f64, 2, num_complex::Complex::new(-0.0, -0.0), 64, leaf_c128, f64x2_add, totals_c128);
#[cfg(feature = "complex")]
summed!(num_complex::Complex<f32> as f32, 2, num_complex::Complex::new(-0.0, -0.0), 32, leaf_c64, neighbors_c64, totals_c64);

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
    /// What is left of a leaf of so many eights, or of any number where that is 0, and of one that comes last or does not.
    fn leaf_of<const EIGHTS: usize>(bytes: &[u8], last: &[u8]) -> v128;
}

impl<T: Summed> Lying<T> for Even {
    const STEP: usize = size_of::<T>();
    #[inline(always)]
    fn leaf(bytes: &[u8]) -> v128 {
        T::leaf(bytes)
    }
    #[inline(always)]
    fn leaf_of<const EIGHTS: usize>(bytes: &[u8], last: &[u8]) -> v128 {
        T::leaf_of::<EIGHTS>(bytes, last)
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
    #[inline(always)]
    fn leaf_of<const EIGHTS: usize>(bytes: &[u8], last: &[u8]) -> v128 {
        T::second_leaf_of::<EIGHTS>(bytes, last)
    }
}

/// Bytes in which eight floats lie.
#[inline(always)]
const fn eight<T: Summed, L: Lying<T>>() -> usize {
    8 / T::PARTS * L::STEP
}

/// The whole eights of a leaf, and the rest, which goes one by one.
#[inline(always)]
fn eights<T: Summed, L: Lying<T>>(leaf: &[u8]) -> (&[u8], &[u8]) {
    leaf.split_at(leaf.len() - leaf.len() % eight::<T, L>())
}

/// A sum with what is left of its leaf.
#[inline(always)]
fn with_rest<T: Summed, L: Lying<T>>(mut sum: T, rest: &[u8]) -> T {
    for item in rest.chunks_exact(L::STEP) {
        sum = sum + read(item, 0);
    }
    sum
}

/// The sum of a run of one leaf or two, which has eights.
#[inline(always)]
fn few<T: Summed, L: Lying<T>>(run: &[u8], number: usize) -> T {
    if number == 1 {
        let (leaf, rest) = eights::<T, L>(run);
        let [sum, ..] = T::totals([L::leaf(leaf); 4]);
        return with_rest::<T, L>(sum, rest);
    }
    // Of more than 128 floats either half has eights.
    let (left, right) = cut::<T, L>(run);
    let ((a, a_rest), (b, b_rest)) = (eights::<T, L>(left), eights::<T, L>(right));
    let (a, b) = (L::leaf(a), L::leaf(b));
    let [a, b, ..] = T::totals([a, b, a, b]);
    with_rest::<T, L>(a, a_rest) + with_rest::<T, L>(b, b_rest)
}

/// Leaves of a tree that are summed in one loop.
const MANY: usize = 16;

/// Which of so many leaves are one eight longer than the others, when this many are: a bit for each.
///
/// A run of `n` eights is cut in halves of `n / 2` eights, and one more on the right where `n` is odd. So a leaf that is reached
/// by the turns `a, b, c, …`, 0 to the left and 1 to the right, has `(((n + a) / 2 + b) / 2 + c) / 2 …`, which is
/// `(n + a + 2b + 4c …) / 2^cuts` eights: what is added are the bits of its place, the first for the last.
const LONGER: [u16; MANY] = {
    let mut all = [0; MANY];
    let mut more = 0;
    while more < MANY {
        let mut place: u8 = 0;
        while place < MANY as u8 {
            if (place.reverse_bits() >> 4) as usize + more >= MANY {
                all[more] |= 1 << place;
            }
            place += 1;
        }
        more += 1;
    }
    all
};

/// How often a run of so many eights is cut until only leaves are there, if all of them are there at once, and fours of them.
#[inline(always)]
fn cuts_of(eights: usize) -> Option<u32> {
    const MOST: usize = LEAF / 8;
    let cuts = (2..5).find(|cuts| (eights + (1 << cuts) - 1) >> cuts <= MOST)?;
    (eights >> (cuts - 1) > MOST).then_some(cuts)
}

/// The sum of a run of whole eights, whose leaves are all so many cuts below it: each of as many eights as this is for, or of
/// any number where that is 0.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
#[inline(never)]
fn even<T: Summed, L: Lying<T>, const EIGHTS: usize>(run: &[u8], cuts: u32) -> T {
    let count = run.len() / eight::<T, L>();
    let least = match EIGHTS {
        0 => count >> cuts,
        eights => eights,
    };
    let longer = (count << (4 - cuts)) % MANY;
    let mut longer = usize::from(LONGER[longer]);
    let mut behind = run;
    // Few enough to be zeroed in place: to have bytes zeroed by a call takes longer than to sum up a leaf.
    let mut fours = [splat(&[0]); MANY / 4];
    for four in fours.iter_mut().take((1 << cuts) / 4) {
        let mut leaves = [splat(&[0]); 4];
        for leaf in &mut leaves {
            let (own, others) = behind.split_at(least * eight::<T, L>());
            let (last, others) = others.split_at((longer & 1) * eight::<T, L>());
            *leaf = L::leaf_of::<EIGHTS>(own, last);
            longer >>= 1;
            behind = others;
        }
        *four = joined::<T>(leaves);
    }
    let [a, b, ..] = fours;
    let last = match cuts {
        2 => a,
        3 => T::joined(a, b),
        _ => joined::<T>(fours),
    };
    // What a register holds of one sum is joined as what four hold of four.
    let [sum, ..] = T::totals([last; 4]);
    sum
}

/// What is left of four neighbors.
#[inline(always)]
fn joined<T: Summed>([a, b, c, d]: [v128; 4]) -> v128 {
    T::joined(T::joined(a, b), T::joined(c, d))
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
    if is_leaf::<T>(count) {
        return few::<T, L>(run, 1);
    }
    let eights = run.len() / eight::<T, L>();
    if run.len().is_multiple_of(eight::<T, L>())
        && eights <= MANY * LEAF / 8
        && let Some(cuts) = cuts_of(eights)
    {
        let even = match eights >> cuts {
            _ if !T::IN_LINE => even::<T, L, 0>,
            8 => even::<T, L, 8>,
            9 => even::<T, L, 9>,
            10 => even::<T, L, 10>,
            11 => even::<T, L, 11>,
            12 => even::<T, L, 12>,
            13 => even::<T, L, 13>,
            14 => even::<T, L, 14>,
            15 => even::<T, L, 15>,
            16 => even::<T, L, 16>,
            _ => even::<T, L, 0>,
        };
        return even(run, cuts);
    }
    // The right half is never the shorter.
    if is_leaf::<T>(count - half::<T>(count)) {
        return few::<T, L>(run, 2);
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
