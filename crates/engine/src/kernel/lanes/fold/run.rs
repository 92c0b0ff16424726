//! Runs of any stride, length and start through a fold: what all folds share.
//! Knows a fold only as its trait; how elements side by side are folded is the fold's own.

use bytemuck::Pod;

use super::Fold;
use crate::kernel::lanes::register::{BYTES, bytes_of, load, v128};
use crate::kernel::lanes::register::{i32x4_shuffle, i64x2_shuffle};

/// Elements at one distance.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Strip<'a> {
    /// The bytes they lie in.
    pub(crate) bytes: &'a [u8],
    /// Byte of the first.
    pub(crate) first: i64,
    /// Bytes from one to the next.
    pub(crate) step: i64,
    /// How many.
    pub(crate) count: usize,
}

/// Runs of one length at one distance, each folded to a result of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runs<'a> {
    /// The first run.
    pub(crate) run: Strip<'a>,
    /// Bytes from one run to the next.
    pub(crate) apart: i64,
    /// How many runs.
    pub(crate) number: usize,
    /// What each result starts from.
    pub(crate) start: Start<'a>,
}

/// What a fold starts from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Start<'a> {
    /// The first element.
    First,
    /// What the result holds.
    Result,
    /// A value, as its bytes.
    Value(&'a [u8]),
}

/// Where results go.
#[derive(Debug)]
pub(crate) struct Results<'a> {
    /// The bytes they lie in.
    pub(crate) bytes: &'a mut [u8],
    /// Byte of the first.
    pub(crate) first: i64,
    /// Bytes from one to the next.
    pub(crate) step: i64,
}

/// Bytes that a strip is gathered into, two leaves of a sum at a time.
pub(super) const ROOM: usize = 2048;

/// An element; zeros where there is none, which no checked layout asks for.
#[inline(always)]
pub(super) fn read<T: Pod>(bytes: &[u8], at: i64) -> T {
    let at = at as usize;
    let end = at.wrapping_add(size_of::<T>());
    bytes
        .get(at..end)
        .map_or_else(T::zeroed, bytemuck::pod_read_unaligned)
}

#[inline(always)]
fn write<T: Pod>(bytes: &mut [u8], at: i64, value: T) {
    let at = at as usize;
    let end = at.wrapping_add(size_of::<T>());
    if let Some(to) = bytes.get_mut(at..end) {
        to.copy_from_slice(bytemuck::bytes_of(&value));
    }
}

impl<'a> Strip<'a> {
    /// The bytes, where elements of this size lie side by side.
    #[inline(always)]
    pub(super) fn side_by_side(self, size: usize) -> Option<&'a [u8]> {
        if self.step != size as i64 && self.count > 1 {
            return None;
        }
        let at = self.first as usize;
        self.bytes.get(at..at.wrapping_add(self.count * size))
    }

    /// The bytes of elements side by side, every second of which is meant, where all of them are there.
    #[inline(always)]
    pub(super) fn every_second(self, size: usize) -> Option<&'a [u8]> {
        if self.step != 2 * size as i64 {
            return None;
        }
        let at = self.first as usize;
        self.bytes.get(at..at.wrapping_add(2 * size * self.count))
    }

    /// From an element to another.
    #[inline(always)]
    pub(super) fn part(self, from: usize, count: usize) -> Self {
        Self {
            first: self.first + self.step * from as i64,
            count,
            ..self
        }
    }

    /// Lays the elements side by side; no more than there is room for. The common distances go through registers: every
    /// second element, and each one backward.
    // WebAssembly's instructions are no functions that could be passed on by name.
    #[allow(clippy::redundant_closure)]
    #[inline(always)]
    pub(super) fn gather<T: Pod>(self, room: &mut [u8; ROOM]) -> &[u8] {
        let size = size_of::<T>();
        let nbytes = (self.count * size).min(ROOM);
        let done = match (size, self.step) {
            (4, 8) => self.pairs(room, |a, b| i32x4_shuffle::<0, 2, 4, 6>(a, b)),
            (8, 16) => self.pairs(room, |a, b| i64x2_shuffle::<0, 2>(a, b)),
            (4, -4) => self.backward(room, |a| i32x4_shuffle::<3, 2, 1, 0>(a, a)),
            (8, -8) => self.backward(room, |a| i64x2_shuffle::<1, 0>(a, a)),
            _ => 0,
        };
        let mut at = self.first + (done / size.max(1)) as i64 * self.step;
        if let Some(rest) = room.get_mut(done..nbytes) {
            for to in rest.chunks_exact_mut(size) {
                to.copy_from_slice(bytemuck::bytes_of(&read::<T>(self.bytes, at)));
                at += self.step;
            }
        }
        room.get(..nbytes).unwrap_or(&[])
    }

    /// Every second element: one register from the even lanes of two. The bytes filled.
    #[inline(always)]
    fn pairs(self, room: &mut [u8; ROOM], pick: impl Fn(v128, v128) -> v128) -> usize {
        let at = self.first as usize;
        // The last pair may end behind the last element, where the bytes end.
        let whole = (self.count * (self.step as usize)).saturating_sub(self.step as usize / 2);
        let from = self.bytes.get(at..at.wrapping_add(whole)).unwrap_or(&[]);
        let pairs = from.as_chunks::<{ 2 * BYTES }>().0;
        let to = room.as_chunks_mut::<BYTES>().0;
        let mut done = 0;
        for (from, to) in pairs.iter().zip(to) {
            let halves = from.as_chunks::<BYTES>().0;
            *to = bytes_of(pick(load(&halves[0]), load(&halves[1])));
            done += BYTES;
        }
        done
    }

    /// Elements backward: registers from the last to the first, each turned around. The bytes filled.
    #[inline(always)]
    fn backward(self, room: &mut [u8; ROOM], turn: impl Fn(v128) -> v128) -> usize {
        let size = self.step.unsigned_abs() as usize;
        let end = (self.first as usize).wrapping_add(size);
        let start = end.wrapping_sub(self.count * size);
        let from = self.bytes.get(start..end).unwrap_or(&[]);
        let (_, whole) = from.as_rchunks::<BYTES>();
        let to = room.as_chunks_mut::<BYTES>().0;
        let mut done = 0;
        for (from, to) in whole.iter().rev().zip(to) {
            *to = bytes_of(turn(load(from)));
            done += BYTES;
        }
        done
    }

    /// One by one.
    #[inline(always)]
    fn short<F: Fold>(self) -> F::Value {
        let item =
            |number: usize| read::<F::Item>(self.bytes, self.first + self.step * number as i64);
        let first = F::one(item(0));
        (1..self.count).fold(first, |value, number| F::join(value, F::one(item(number))))
    }

    #[inline(always)]
    fn folded<F: Fold>(self, room: Option<&mut [u8; ROOM]>) -> F::Value {
        if self.count < F::SHORT {
            return self.short::<F>();
        }
        let size = size_of::<F::Item>();
        if let Some(bytes) = self.side_by_side(size) {
            return F::side_by_side(bytes);
        }
        if F::SECONDS
            && let Some(bytes) = self.every_second(size)
            && let Some(value) = F::every_second(bytes)
        {
            return value;
        }
        match room {
            Some(room) => F::apart(self, room),
            None => F::apart(self, &mut [0; ROOM]),
        }
    }
}

/// A strip whose parts may be joined anywhere, gathered a part at a time.
#[inline(always)]
pub(super) fn in_parts<F: Fold>(strip: Strip<'_>, room: &mut [u8; ROOM]) -> F::Value {
    let size = size_of::<F::Item>();
    let mut value = part::<F>(strip, 0, room);
    for from in (ROOM / size..strip.count).step_by(ROOM / size) {
        value = F::join(value, part::<F>(strip, from, room));
    }
    value
}

/// As much of a strip from one element on as the room holds.
#[inline(always)]
fn part<F: Fold>(strip: Strip<'_>, from: usize, room: &mut [u8; ROOM]) -> F::Value {
    let strip = strip.part(from, (strip.count - from).min(ROOM / size_of::<F::Item>()));
    if strip.count < F::SHORT {
        return strip.short::<F>();
    }
    F::side_by_side(strip.gather::<F::Item>(room))
}

/// Folds each run to its result. Runs are not empty.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub(super) fn runs<F: Fold>(runs: &Runs<'_>, results: &mut Results<'_>) {
    let done = match runs.run.count {
        2 => rows_of::<F, 2>(runs, results),
        3 => rows_of::<F, 3>(runs, results),
        4 => rows_of::<F, 4>(runs, results),
        _ => None,
    };
    if done.is_some() {
        return;
    }
    let done = match runs.run.count {
        2 => few_of::<F, 2>(runs, results),
        3 => few_of::<F, 3>(runs, results),
        4 => few_of::<F, 4>(runs, results),
        _ => None,
    };
    if done.is_some() {
        return;
    }
    // Room is zeroed only where elements are gathered.
    let size = size_of::<F::Item>();
    let in_place = runs.run.side_by_side(size).is_some()
        || F::SECONDS && runs.run.every_second(size).is_some();
    let gathered = !in_place;
    if gathered && runs.run.count > F::SHORT {
        each_run::<F>(runs, results, Some(&mut [0; ROOM]));
    } else {
        each_run::<F>(runs, results, None);
    }
}

/// One run after another.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn each_run<F: Fold>(
    runs: &Runs<'_>,
    results: &mut Results<'_>,
    mut room: Option<&mut [u8; ROOM]>,
) {
    let (mut from, mut to) = (runs.run, results.first);
    for _ in 0..runs.number {
        let value = match runs.start {
            Start::First => {
                let first = F::one(read(from.bytes, from.first));
                match from.count {
                    1 => first,
                    count => F::join(
                        first,
                        from.part(1, count - 1).folded::<F>(room.as_deref_mut()),
                    ),
                }
            }
            Start::Result => F::join(
                read(results.bytes, to),
                from.folded::<F>(room.as_deref_mut()),
            ),
            Start::Value(value) => F::join(read(value, 0), from.folded::<F>(room.as_deref_mut())),
        };
        write(results.bytes, to, value);
        from.first += runs.apart;
        to += results.step;
    }
}

/// Runs of a few elements that all lie side by side, as do their results: a plain loop, without a word on each run.
/// `None` where they do not.
#[inline(always)]
fn rows_of<F: Fold, const N: usize>(runs: &Runs<'_>, results: &mut Results<'_>) -> Option<()> {
    let size = size_of::<F::Item>() as i64;
    let even = runs.run.step == size
        && runs.apart == N as i64 * size
        && results.step == size_of::<F::Value>() as i64;
    if !even || N >= F::SHORT {
        return None;
    }
    let from = runs.run.bytes.get(runs.run.first as usize..)?;
    let from: &[F::Item] =
        bytemuck::try_cast_slice(from.get(..N * runs.number * size_of::<F::Item>())?).ok()?;
    let to = results.bytes.get_mut(results.first as usize..)?;
    let to: &mut [F::Value] =
        bytemuck::try_cast_slice_mut(to.get_mut(..runs.number * size_of::<F::Value>())?).ok()?;
    let folded = |items: &[F::Item; N]| {
        let first = F::one(items[0]);
        items[1..]
            .iter()
            .fold(first, |value, &item| F::join(value, F::one(item)))
    };
    let pairs = from.as_chunks::<N>().0.iter().zip(to);
    match runs.start {
        Start::Value(value) => {
            let start: F::Value = read(value, 0);
            for (items, to) in pairs {
                *to = F::join(start, folded(items));
            }
        }
        Start::First if !F::ROUNDS => {
            for (items, to) in pairs {
                *to = folded(items);
            }
        }
        _ => return None,
    }
    Some(())
}

/// Runs of a few elements at any distances: no more is asked of each than where it starts. `None` where their order would be
/// another.
#[inline(always)]
fn few_of<F: Fold, const N: usize>(runs: &Runs<'_>, results: &mut Results<'_>) -> Option<()> {
    if N >= F::SHORT {
        return None;
    }
    let value = match runs.start {
        Start::Value(value) => Some(read::<F::Value>(value, 0)),
        Start::First if !F::ROUNDS => None,
        _ => return None,
    };
    let (mut from, mut to) = (runs.run.first, results.first);
    for _ in 0..runs.number {
        let mut folded = F::one(read(runs.run.bytes, from));
        let mut number = 1;
        while number < N {
            let item = read(runs.run.bytes, from + runs.run.step * number as i64);
            folded = F::join(folded, F::one(item));
            number += 1;
        }
        if let Some(value) = value {
            folded = F::join(value, folded);
        }
        write(results.bytes, to, folded);
        from += runs.apart;
        to += results.step;
    }
    Some(())
}
