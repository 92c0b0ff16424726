//! The Mersenne Twister of M. Matsumoto and T. Nishimura (1998, seeding of 2002): the bits of `np.random.seed`.
//! Knows nothing of distributions.

use super::batch::{self, Values};
use super::bits::Bits;
use super::seed::SeedSequence;
use crate::error::{Error, Result};
use crate::record::hearing;

/// Words of state.
const SIZE: usize = 624;
/// How far ahead the word lies that each is mixed with.
const AHEAD: usize = 397;

/// A Mersenne Twister with a period of 2**19937 - 1 (`np.random.MT19937`).
#[derive(Clone, Debug)]
pub struct Mt19937 {
    words: Vec<u32>,
    place: usize,
    /// How often all words were made anew.
    renewed: u64,
}

impl Mt19937 {
    /// Seeded by one word, as `np.random.seed(word)` does.
    pub fn from_word(word: u32) -> Self {
        let mut words = Vec::with_capacity(SIZE);
        let mut last = word;
        for place in 0..SIZE as u32 {
            if place > 0 {
                last = (last ^ last >> 30)
                    .wrapping_mul(1_812_433_253)
                    .wrapping_add(place);
            }
            words.push(last);
        }
        Self {
            words,
            place: SIZE,
            renewed: 0,
        }
    }

    /// Seeded by several words, as `np.random.seed([…])` does.
    pub fn from_words(key: &[u32]) -> Self {
        let mut twister = Self::from_word(19_650_218);
        let words = &mut twister.words;
        let mut i = 1;
        let next = |i: usize, words: &mut Vec<u32>| {
            if i + 1 < SIZE {
                return i + 1;
            }
            words[0] = words[SIZE - 1];
            1
        };
        for turn in 0..SIZE.max(key.len()) {
            // An empty key is refused before; it counts as one word of 0.
            let place = turn % key.len().max(1);
            let before = words[i - 1];
            words[i] = (words[i] ^ (before ^ before >> 30).wrapping_mul(1_664_525))
                .wrapping_add(key.get(place).copied().unwrap_or(0))
                .wrapping_add(place as u32);
            i = next(i, words);
        }
        for _ in 1..SIZE {
            let before = words[i - 1];
            words[i] = (words[i] ^ (before ^ before >> 30).wrapping_mul(1_566_083_941))
                .wrapping_sub(i as u32);
            i = next(i, words);
        }
        words[0] = 0x8000_0000;
        twister
    }

    /// Seeded by a sequence, as `np.random.MT19937(seed)` does.
    pub fn from_sequence(seed: &SeedSequence) -> Self {
        let mut words: Vec<u32> = seed.words().take(SIZE).collect();
        words[0] = 0x8000_0000;
        // NumPy starts at the last word, by the value its loop ends with.
        Self {
            words,
            place: SIZE - 1,
            renewed: 0,
        }
    }

    /// A twister in a state that was seen before: 624 words and the place of the next one, 624 where all are used up.
    ///
    /// # Errors
    /// `IndexError: index 3 is out of bounds for axis 0 with size 3` for fewer words, as NumPy finds out; `ValueError` for a
    /// place beyond the words.
    pub fn from_state(words: &[u32], place: usize) -> Result<Self> {
        hearing(|| {
            let Some(words) = words.get(..SIZE) else {
                let found = words.len();
                return Err(Error::index(format!(
                    "index {found} is out of bounds for axis 0 with size {found}"
                )));
            };
            if place > SIZE {
                return Err(Error::value(
                    "the place in the state of MT19937 is at most 624",
                ));
            }
            Ok(Self {
                words: words.to_vec(),
                place,
                renewed: 0,
            })
        })
    }

    /// The words of `get_state()` and the place of the next one.
    pub fn state(&self) -> (&[u32], usize) {
        (&self.words, self.place)
    }

    fn renew(&mut self) {
        // As an array, so that no place needs to be looked at twice.
        if let Ok(words) = <&mut [u32; SIZE]>::try_from(self.words.as_mut_slice()) {
            for i in 0..SIZE - AHEAD {
                words[i] = mixed(words[i], words[i + 1], words[i + AHEAD]);
            }
            for i in SIZE - AHEAD..SIZE - 1 {
                words[i] = mixed(words[i], words[i + 1], words[i + AHEAD - SIZE]);
            }
            words[SIZE - 1] = mixed(words[SIZE - 1], words[0], words[AHEAD - 1]);
        }
        self.place = 0;
        self.renewed = self.renewed.wrapping_add(1);
    }
}

/// A word made anew of itself, the next one, and the one that lies ahead.
fn mixed(word: u32, next: u32, ahead: u32) -> u32 {
    let both = word & 0x8000_0000 | next & 0x7fff_ffff;
    // All bits where the lowest is set, so that no branch is taken on it.
    let odd = (both & 1).wrapping_neg();
    ahead ^ both >> 1 ^ odd & 0x9908_b0df
}

impl Bits for Mt19937 {
    fn name(&self) -> &'static str {
        "MT19937"
    }

    fn copied(&self) -> Box<dyn Bits> {
        Box::new(self.clone())
    }

    fn is_at(&self, other: &dyn Bits) -> bool {
        let other: Option<&Self> = other.as_any().downcast_ref();
        other.is_some_and(|other| other.state() == self.state())
    }

    /// Words of 32 bits.
    fn words(&self) -> u64 {
        let all = self.renewed.wrapping_mul(SIZE as u64);
        all.wrapping_add(self.place as u64)
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }

    fn fill(&mut self, values: Values<'_>) {
        let nobody = Self {
            words: Vec::new(),
            ..*self
        };
        *self = batch::fill(std::mem::replace(self, nobody), values);
    }

    #[inline]
    fn next_u64(&mut self) -> u64 {
        let high = u64::from(self.next_u32());
        high << 32 | u64::from(self.next_u32())
    }

    #[inline]
    fn next_u32(&mut self) -> u32 {
        if self.place >= SIZE {
            self.renew();
        }
        let mut y = self.words[self.place];
        self.place += 1;
        y ^= y >> 11;
        y ^= y << 7 & 0x9d2c_5680;
        y ^= y << 15 & 0xefc6_0000;
        y ^ y >> 18
    }

    #[inline]
    fn next_double(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }
}
