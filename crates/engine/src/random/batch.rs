//! Many values of one distribution at a time, as a fill of a whole array asks for them: the values that single draws give.
//! Knows bits, the ziggurat and bounded integers; where the values go is the business of `fill`.
//!
//! A loop over single draws reads the generator from memory and writes it back for each, asks which generator it is, and
//! does not know how often it will be asked. Here the generator is moved into the loop, which keeps it in the processor's
//! own registers, and out of it again in the end. What is rarely needed (the edges of a ziggurat's layers, its tail) is a
//! call that takes the generator along and gives it back, so that it need not lie in memory for the sake of that call.

use super::bits::Bits;
use super::bounded::Bounded;
use super::ziggurat::{self, single};

/// What is to be filled, and with which values.
#[derive(Debug)]
pub enum Values<'a> {
    /// Uniform values in `[0, 1)`.
    Doubles(&'a mut [f64]),
    /// The same of 24 bits.
    Singles(&'a mut [f32]),
    /// Standard normal values.
    Normals(&'a mut [f64]),
    /// The same of 32 bits.
    SingleNormals(&'a mut [f32]),
    /// Standard exponential values.
    Exponentials(&'a mut [f64]),
    /// The same of 32 bits.
    SingleExponentials(&'a mut [f32]),
    /// Integers of one, two, four or eight bytes.
    Integers(Integers, &'a mut [u8]),
}

impl Values<'_> {
    /// How many values there are.
    pub(super) fn count(&self) -> usize {
        match self {
            Self::Doubles(to) | Self::Normals(to) | Self::Exponentials(to) => to.len(),
            Self::Singles(to) | Self::SingleNormals(to) | Self::SingleExponentials(to) => to.len(),
            Self::Integers(which, to) => to.len() / (which.width as usize / 8).max(1),
        }
    }
}

/// Which integers.
#[derive(Clone, Copy, Debug)]
pub struct Integers {
    /// The least.
    pub low: u64,
    /// How far above it the greatest is.
    pub range: u64,
    /// Bits of each, 1 for `bool`.
    pub width: u32,
    /// Bounded by masking, as `RandomState` does.
    pub masked: bool,
}

/// Fills with values, and gives back the generator.
pub(super) fn fill<B: Bits>(mut bits: B, values: Values<'_>) -> B {
    match values {
        Values::Doubles(to) => {
            for slot in to {
                *slot = bits.next_double();
            }
            bits
        }
        Values::Singles(to) => {
            for slot in to {
                *slot = bits.next_float();
            }
            bits
        }
        Values::Normals(to) => normals(bits, to),
        Values::SingleNormals(to) => {
            for slot in to {
                *slot = single::normal(&mut bits);
            }
            bits
        }
        Values::Exponentials(to) => exponentials(bits, to),
        Values::SingleExponentials(to) => {
            for slot in to {
                *slot = single::exponential(&mut bits);
            }
            bits
        }
        Values::Integers(which, to) => integers(bits, which, to),
    }
}

fn normals<B: Bits>(mut bits: B, to: &mut [f64]) -> B {
    let layers = ziggurat::normal_layers();
    for slot in to {
        let random = bits.next_u64();
        match layers.normal_within(random) {
            Some(value) => *slot = value,
            None => (bits, *slot) = normal_beyond(bits, random),
        }
    }
    bits
}

#[cold]
#[inline(never)]
fn normal_beyond<B: Bits>(mut bits: B, random: u64) -> (B, f64) {
    let value = ziggurat::normal_from(random, &mut bits);
    (bits, value)
}

fn exponentials<B: Bits>(mut bits: B, to: &mut [f64]) -> B {
    let layers = ziggurat::exponential_layers();
    for slot in to {
        let random = bits.next_u64();
        match layers.exponential_within(random) {
            Some(value) => *slot = value,
            None => (bits, *slot) = exponential_beyond(bits, random),
        }
    }
    bits
}

#[cold]
#[inline(never)]
fn exponential_beyond<B: Bits>(mut bits: B, random: u64) -> (B, f64) {
    let value = ziggurat::exponential_from(random, &mut bits);
    (bits, value)
}

fn integers<B: Bits>(bits: B, which: Integers, to: &mut [u8]) -> B {
    let short = u64::from(u32::MAX);
    match which.width {
        32 if which.range < short && !which.masked => halves::<B, 4>(bits, which, to),
        64 if which.range < short && !which.masked => halves::<B, 8>(bits, which, to),
        64 => bounded::<B, 8>(bits, which, to),
        32 => bounded::<B, 4>(bits, which, to),
        16 => bounded::<B, 2>(bits, which, to),
        _ => bounded::<B, 1>(bits, which, to),
    }
}

/// Integers of `SIZE` bytes by D. Lemire's multiplication of 32 bits: as [`Bounded`], with the division done once.
fn halves<B: Bits, const SIZE: usize>(mut bits: B, which: Integers, to: &mut [u8]) -> B {
    let count = which.range + 1;
    let threshold = (u64::from(u32::MAX) - which.range) % count;
    for slot in to.as_chunks_mut::<SIZE>().0 {
        let mut product = 0;
        // A range of nothing draws nothing.
        if which.range > 0 {
            product = u64::from(bits.next_u32()) * count;
            while product & u64::from(u32::MAX) < threshold {
                product = u64::from(bits.next_u32()) * count;
            }
        }
        let value = which.low.wrapping_add(product >> 32);
        slot.copy_from_slice(&value.to_le_bytes()[..SIZE]);
    }
    bits
}

fn bounded<B: Bits, const SIZE: usize>(mut bits: B, which: Integers, to: &mut [u8]) -> B {
    let mut bounded = Bounded::new(which.width, which.masked);
    for slot in to.as_chunks_mut::<SIZE>().0 {
        let value = bounded.draw(&mut bits, which.low, which.range);
        slot.copy_from_slice(&value.to_le_bytes()[..SIZE]);
    }
    bits
}
