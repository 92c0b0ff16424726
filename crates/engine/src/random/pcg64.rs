//! PCG64, NumPy's default generator of bits: `rand_pcg`'s PCG XSL RR 128/64, seeded as NumPy seeds it.
//! Knows nothing of distributions.

use rand_pcg::Lcg128Xsl64;
use rand_pcg::rand_core::Rng;

use super::batch::{self, Values};
use super::bits::Bits;
use super::seed::SeedSequence;
use crate::error::{Error, Result};
use crate::record::hearing;

mod swift;

use swift::Swift;

/// From how many values on a fill leaves the library for [`Swift`]: finding the state to begin with, and moving the
/// library's generator on in the end, cost as much as some hundred numbers.
const LONG: usize = 512;

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
#[derive(Clone, Debug)]
pub struct Pcg64 {
    generator: Lcg128Xsl64,
    /// State and increment at the start: the library does not tell what it holds now.
    start: u128,
    inc: u128,
    steps: u128,
    split: Split,
}

/// A number of 64 bits serves two calls for 32, the lower half first.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Split {
    has_uint32: bool,
    uinteger: u32,
}

impl Split {
    /// The upper half of the last number that was split, if it is still to be given out.
    #[inline]
    fn upper(&mut self) -> Option<u32> {
        std::mem::take(&mut self.has_uint32).then_some(self.uinteger)
    }

    /// The lower half of a number; the upper one waits.
    #[inline]
    fn lower(&mut self, both: u64) -> u32 {
        self.has_uint32 = true;
        self.uinteger = (both >> 32) as u32;
        both as u32
    }
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
        Self {
            generator: Lcg128Xsl64::new(state, stream),
            start: state
                .wrapping_add(inc)
                .wrapping_mul(MULTIPLIER)
                .wrapping_add(inc),
            inc,
            steps: 0,
            split: Split::default(),
        }
    }

    /// A generator in a state that was seen before (`bit_generator.state = …`): it goes on as that one did.
    ///
    /// # Errors
    /// `ValueError` for an even increment, which no generator has: NumPy would take it and repeat itself sooner.
    pub fn from_state(state: State) -> Result<Self> {
        hearing(|| Self::checked(state))
    }

    fn checked(state: State) -> Result<Self> {
        if state.inc & 1 == 0 {
            return Err(Error::value("the increment of a PCG64 state is odd"));
        }
        // The library takes one step from what it is given: take it back first. The inverse by Newton's iteration, which
        // doubles the bits that are right; any odd number is its own inverse in the lowest three.
        let mut inverse = MULTIPLIER;
        for _ in 0..6 {
            inverse = inverse.wrapping_mul(2u128.wrapping_sub(MULTIPLIER.wrapping_mul(inverse)));
        }
        let before = state
            .state
            .wrapping_sub(state.inc)
            .wrapping_mul(inverse)
            .wrapping_sub(state.inc);
        Ok(Self {
            generator: Lcg128Xsl64::new(before, state.inc >> 1),
            start: state.state,
            inc: state.inc,
            steps: 0,
            split: Split {
                has_uint32: state.has_uint32,
                uinteger: state.uinteger,
            },
        })
    }

    /// What NumPy shows as `bit_generator.state`.
    pub fn state(&self) -> State {
        // Brown's formula for many steps at once, by squaring.
        let (mut factor, mut sum) = (1u128, 0u128);
        let (mut step_factor, mut step_sum) = (MULTIPLIER, self.inc);
        let mut rest = self.steps;
        while rest > 0 {
            if rest & 1 == 1 {
                factor = factor.wrapping_mul(step_factor);
                sum = sum.wrapping_mul(step_factor).wrapping_add(step_sum);
            }
            step_sum = step_factor.wrapping_add(1).wrapping_mul(step_sum);
            step_factor = step_factor.wrapping_mul(step_factor);
            rest >>= 1;
        }
        State {
            state: factor.wrapping_mul(self.start).wrapping_add(sum),
            inc: self.inc,
            has_uint32: self.split.has_uint32,
            uinteger: self.split.uinteger,
        }
    }

    /// Moves on as if that many numbers had been drawn; a number near 2**128 moves back. Half a number is forgotten.
    pub fn advance(&mut self, steps: u128) {
        self.generator.advance(steps);
        self.steps = self.steps.wrapping_add(steps);
        self.split = Split::default();
    }

    /// A copy so far ahead that the two will not meet (`jumped`).
    #[must_use]
    pub fn jumped(&self, jumps: u128) -> Self {
        let mut ahead = self.clone();
        ahead.advance(JUMP.wrapping_mul(jumps));
        ahead
    }
}

impl Bits for Pcg64 {
    fn name(&self) -> &'static str {
        "PCG64"
    }

    fn copied(&self) -> Box<dyn Bits> {
        Box::new(self.clone())
    }

    fn is_at(&self, other: &dyn Bits) -> bool {
        let other: Option<&Self> = other.as_any().downcast_ref();
        other.is_some_and(|other| other.state() == self.state())
    }

    /// Words of 64 bits.
    fn words(&self) -> u64 {
        self.steps as u64
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn fill(&mut self, values: Values<'_>) {
        if values.count() < LONG {
            *self = batch::fill(self.clone(), values);
            return;
        }
        let ended = batch::fill(Swift::at(self.state()), values);
        self.generator.advance(u128::from(ended.words));
        self.steps = self.steps.wrapping_add(u128::from(ended.words));
        self.split = ended.split;
    }

    #[inline]
    fn next_u64(&mut self) -> u64 {
        self.steps = self.steps.wrapping_add(1);
        self.generator.next_u64()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Entropy;

    #[test]
    fn long_fills_give_the_librarys_numbers_and_leave_it_where_they_end() {
        for seed in [0, 1, 12_345] {
            let mut own = Pcg64::new(&SeedSequence::new(Entropy::from_int(seed).unwrap()));
            for steps in [0u128, 1, 1000, 1 << 70, u128::MAX] {
                own.advance(steps);
                let mut single = own.clone();
                for count in [LONG - 1, LONG, 3 * LONG + 1] {
                    let mut filled = vec![0.0; count];
                    own.fill(Values::Doubles(&mut filled));
                    for value in filled {
                        assert_eq!(value, single.next_double());
                    }
                    let mut filled = vec![0.0; count];
                    own.fill(Values::Singles(&mut filled));
                    for value in filled {
                        assert_eq!(value, single.next_float());
                    }
                    assert_eq!(own.state(), single.state());
                    assert_eq!(own.words(), single.words());
                }
            }
        }
    }
}
