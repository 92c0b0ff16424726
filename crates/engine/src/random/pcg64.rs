//! PCG64, NumPy's default generator of bits: M.E. O'Neill's PCG XSL RR 128/64, seeded as NumPy seeds it.
//! Knows nothing of distributions.

use super::batch::{self, Values};
use super::bits::Bits;
use super::seed::SeedSequence;
use crate::error::{Error, Result};
use crate::record::hearing;

/// The multiplier of the 128-bit congruential generator inside.
const MULTIPLIER: u128 = 0x2360_ed05_1fc6_5da4_4385_df64_9fcc_f645;
/// How far apart `jumped` generators are: the golden ratio of 2**128.
const JUMP: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;

/// The fields of `bit_generator.state`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct State {
    /// `state['state']['state']`
    pub state: u128,
    /// `state['state']['inc']`
    pub inc: u128,
    /// Whether half of the last number is still to be given out as 32 bits.
    pub has_uint32: bool,
    /// The upper half of the last number that was split.
    pub uinteger: u32,
}

/// M.E. O'Neill's permuted congruential generator with 128 bits of state (`np.random.PCG64`).
#[derive(Clone, Copy, Debug)]
pub struct Pcg64 {
    /// The state in halves, which processors of 64 bits multiply.
    low: u64,
    high: u64,
    inc: u128,
    /// Numbers made so far.
    words: u64,
    has_uint32: bool,
    uinteger: u32,
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

impl Pcg64 {
    /// A generator seeded by a sequence: two 128-bit numbers of it, state and stream.
    pub fn new(seed: &SeedSequence) -> Self {
        let mut words = seed.long_words();
        let mut wide = || {
            let high = u128::from(words.next().unwrap_or(0));
            high << 64 | u128::from(words.next().unwrap_or(0))
        };
        let (state, stream) = (wide(), wide());
        let inc = stream << 1 | 1;
        Self::at(
            state
                .wrapping_add(inc)
                .wrapping_mul(MULTIPLIER)
                .wrapping_add(inc),
            inc,
        )
    }

    fn at(state: u128, inc: u128) -> Self {
        Self {
            low: state as u64,
            high: (state >> 64) as u64,
            inc,
            words: 0,
            has_uint32: false,
            uinteger: 0,
        }
    }

    /// A generator in a state that was seen before (`bit_generator.state = …`): it goes on as that one did.
    ///
    /// # Errors
    /// `ValueError` for an even increment, which no generator has: NumPy would take it and repeat itself sooner.
    pub fn from_state(state: State) -> Result<Self> {
        hearing(|| {
            if state.inc & 1 == 0 {
                return Err(Error::value("the increment of a PCG64 state is odd"));
            }
            Ok(Self {
                has_uint32: state.has_uint32,
                uinteger: state.uinteger,
                ..Self::at(state.state, state.inc)
            })
        })
    }

    /// What NumPy shows as `bit_generator.state`.
    pub fn state(&self) -> State {
        State {
            state: u128::from(self.high) << 64 | u128::from(self.low),
            inc: self.inc,
            has_uint32: self.has_uint32,
            uinteger: self.uinteger,
        }
    }

    /// Moves on as if that many numbers had been drawn; a number near 2**128 moves back. Half a number is forgotten.
    pub fn advance(&mut self, steps: u128) {
        // Brown's formula for many steps at once, by squaring.
        let (mut factor, mut sum) = (1u128, 0u128);
        let (mut step_factor, mut step_sum) = (MULTIPLIER, self.inc);
        let mut rest = steps;
        while rest > 0 {
            if rest & 1 == 1 {
                factor = factor.wrapping_mul(step_factor);
                sum = sum.wrapping_mul(step_factor).wrapping_add(step_sum);
            }
            step_sum = step_factor.wrapping_add(1).wrapping_mul(step_sum);
            step_factor = step_factor.wrapping_mul(step_factor);
            rest >>= 1;
        }
        let state = factor.wrapping_mul(self.state().state).wrapping_add(sum);
        *self = Self {
            words: self.words.wrapping_add(steps as u64),
            ..Self::at(state, self.inc)
        };
    }

    /// A copy so far ahead that the two will not meet (`jumped`).
    #[must_use]
    pub fn jumped(&self, jumps: u128) -> Self {
        let mut ahead = *self;
        ahead.advance(JUMP.wrapping_mul(jumps));
        ahead
    }
}

impl Bits for Pcg64 {
    fn name(&self) -> &'static str {
        "PCG64"
    }

    fn copied(&self) -> Box<dyn Bits> {
        Box::new(*self)
    }

    fn is_at(&self, other: &dyn Bits) -> bool {
        let other: Option<&Self> = other.as_any().downcast_ref();
        other.is_some_and(|other| other.state() == self.state())
    }

    /// Words of 64 bits.
    fn words(&self) -> u64 {
        self.words
    }

    fn as_any(&self) -> &dyn std::any::Any {
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

    /// A number of 64 bits serves two calls, the lower half first.
    #[inline]
    fn next_u32(&mut self) -> u32 {
        if self.has_uint32 {
            self.has_uint32 = false;
            return self.uinteger;
        }
        let both = self.next_u64();
        self.has_uint32 = true;
        self.uinteger = (both >> 32) as u32;
        both as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Entropy;
    use rand_pcg::Lcg128Xsl64;
    use rand_pcg::rand_core::Rng;

    #[test]
    fn numbers_are_those_of_another_hand() {
        for seed in [0, 1, 12_345] {
            let seed = SeedSequence::new(Entropy::from_int(seed).unwrap());
            let mut words = seed.long_words();
            let mut wide = || {
                let high = u128::from(words.next().unwrap());
                high << 64 | u128::from(words.next().unwrap())
            };
            let (state, stream) = (wide(), wide());
            let mut other = Lcg128Xsl64::new(state, stream);
            let mut own = Pcg64::new(&seed);
            for _ in 0..1000 {
                assert_eq!(own.next_u64(), other.next_u64());
            }
            for steps in [0u128, 1, 1000, 1 << 70, u128::MAX] {
                own.advance(steps);
                other.advance(steps);
                assert_eq!(own.next_u64(), other.next_u64());
            }
        }
    }
}
