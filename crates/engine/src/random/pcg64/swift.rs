//! The steps of PCG64 over halves of 64 bits, for long fills: the library's steps multiply numbers of 128 bits, which in
//! WebAssembly is a call for each; these take two thirds of the time there. Knows a state to begin with, and counts.

use std::any::Any;

use super::{MULTIPLIER, Split, State};
use crate::random::batch::{self, Values};
use crate::random::bits::Bits;

/// A generator on its way through a fill.
#[derive(Clone, Copy, Debug)]
pub(super) struct Swift {
    /// The state in halves, which processors of 64 bits multiply.
    low: u64,
    high: u64,
    inc: u128,
    /// Numbers made so far.
    pub(super) words: u64,
    pub(super) split: Split,
}

/// Both halves of the product of two numbers, by halves of theirs.
#[inline(always)]
fn product(a: u64, b: u64) -> (u64, u64) {
    const HALF: u64 = u32::MAX as u64;
    let (a_low, a_high, b_low, b_high) = (a & HALF, a >> 32, b & HALF, b >> 32);
    let lowest = a_low * b_low;
    let one = a_high * b_low + (lowest >> 32);
    let other = a_low * b_high + (one & HALF);
    (
        a.wrapping_mul(b),
        a_high * b_high + (one >> 32) + (other >> 32),
    )
}

impl Swift {
    pub(super) fn at(state: State) -> Self {
        Self {
            low: state.state as u64,
            high: (state.state >> 64) as u64,
            inc: state.inc,
            words: 0,
            split: Split {
                has_uint32: state.has_uint32,
                uinteger: state.uinteger,
            },
        }
    }
}

impl Bits for Swift {
    fn name(&self) -> &'static str {
        "PCG64"
    }

    fn copied(&self) -> Box<dyn Bits> {
        Box::new(*self)
    }

    fn is_at(&self, other: &dyn Bits) -> bool {
        let other: Option<&Self> = other.as_any().downcast_ref();
        let place = |one: &Self| (one.low, one.high, one.inc, one.split);
        other.is_some_and(|other| place(other) == place(self))
    }

    /// Words of 64 bits.
    fn words(&self) -> u64 {
        self.words
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn fill(&mut self, values: Values<'_>) {
        *self = batch::fill(*self, values);
    }

    #[inline]
    fn next_u64(&mut self) -> u64 {
        const LOW: u64 = MULTIPLIER as u64;
        const HIGH: u64 = (MULTIPLIER >> 64) as u64;
        // The state times the multiplier, and the increment added.
        let (low, carried) = product(self.low, LOW);
        let high = carried
            .wrapping_add(self.low.wrapping_mul(HIGH))
            .wrapping_add(self.high.wrapping_mul(LOW));
        let inc_low = self.inc as u64;
        self.low = low.wrapping_add(inc_low);
        self.high = high
            .wrapping_add((self.inc >> 64) as u64)
            .wrapping_add(u64::from(self.low < inc_low));
        self.words = self.words.wrapping_add(1);
        // Both halves together, turned by the highest bits.
        (self.high ^ self.low).rotate_right((self.high >> 58) as u32)
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        match self.split.upper() {
            Some(upper) => upper,
            None => {
                let both = self.next_u64();
                self.split.lower(both)
            }
        }
    }
}
