//! `SeedSequence`: any seed is mixed into as many well-spread words as a generator asks for.
//! Knows integers only; the mixing is M.E. O'Neill's `seed_seq_fe` with a separate constant for each word, as in NumPy.

use crate::array::Array;
use crate::error::{Error, Result};
use crate::limit;
use crate::plan::Sequence;
use crate::record::hearing;
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// Words the pool holds unless another number is asked for, and the fewest it may hold.
const POOL_SIZE: usize = 4;
/// Digits that Python reads as one integer at most.
const MAX_DIGITS: usize = 4300;
const INIT_A: u32 = 0x43b0_d7e5;
const MULT_A: u32 = 0x931e_8875;
const INIT_B: u32 = 0x8b51_f9dd;
const MULT_B: u32 = 0x58f3_8ded;
const MIX_LEFT: u32 = 0xca01_f9dd;
const MIX_RIGHT: u32 = 0x4973_f715;

/// What a generator is seeded with: non-negative integers of any size, each as words of 32 bits, the lowest first.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Entropy {
    words: Vec<u32>,
}

impl Entropy {
    /// Of one integer.
    ///
    /// # Errors
    /// `ValueError: expected non-negative integer`.
    pub fn from_int(value: i128) -> Result<Self> {
        hearing(|| Self::from_ints(&[value]))
    }

    /// Of a list of integers. An empty list is allowed.
    ///
    /// # Errors
    /// `ValueError: expected non-negative integer`.
    pub fn from_ints(values: &[i128]) -> Result<Self> {
        hearing(|| {
            let mut words = Vec::new();
            for &value in values {
                let mut rest = u128::try_from(value)
                    .map_err(|_| Error::value("expected non-negative integer"))?;
                // 0 is one word, too.
                loop {
                    words.push(rest as u32);
                    rest >>= 32;
                    if rest == 0 {
                        break;
                    }
                }
            }
            Ok(Self { words })
        })
    }

    /// Of one integer of any size, written in decimal digits.
    ///
    /// # Errors
    /// `ValueError: unrecognized seed string` for anything else; Python's words for more than 4300 digits.
    pub fn from_decimal(digits: &str) -> Result<Self> {
        hearing(|| {
            if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
                return Err(Error::value("unrecognized seed string"));
            }
            if digits.len() > MAX_DIGITS {
                return Err(Error::value(format!(
                    "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {} digits; use \
                 sys.set_int_max_str_digits() to increase the limit",
                    digits.len()
                )));
            }
            let mut words: Vec<u32> = vec![0];
            for byte in digits.bytes() {
                let mut carry = u64::from(byte - b'0');
                for word in &mut words {
                    carry += u64::from(*word) * 10;
                    *word = carry as u32;
                    carry >>= 32;
                }
                if carry > 0 {
                    words.push(carry as u32);
                }
            }
            Ok(Self { words })
        })
    }
}

/// Mixed entropy, from which the states of generators are made (`np.random.SeedSequence`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeedSequence {
    entropy: Entropy,
    spawn_key: Vec<u32>,
    pool: Vec<u32>,
    children: u32,
}

impl SeedSequence {
    /// Mixes entropy into a pool of four words.
    pub fn new(entropy: Entropy) -> Self {
        Self::mixed(entropy, Vec::new(), POOL_SIZE)
    }

    /// Mixes entropy together with a key that tells one of many children of it from the others.
    ///
    /// # Errors
    /// `ValueError: The size of the entropy pool should be at least 4`; as [`limit::grant`] for a pool.
    pub fn with_key(entropy: Entropy, spawn_key: Entropy, pool_size: i64) -> Result<Self> {
        hearing(|| {
            let size = usize::try_from(pool_size).unwrap_or(0);
            if size < POOL_SIZE {
                return heard(Err(Error::value(
                    "The size of the entropy pool should be at least 4",
                )));
            }
            // Every word is mixed with every other: the square is the work, so that it is what must be granted.
            heard(limit::grant(&[pool_size, pool_size], crate::DType::U32))?;
            Ok(Self::mixed(entropy, spawn_key.words, size))
        })
    }

    fn mixed(entropy: Entropy, spawn_key: Vec<u32>, pool_size: usize) -> Self {
        let mut words = entropy.words.clone();
        if !spawn_key.is_empty() && words.len() < pool_size {
            // Otherwise a short seed with a key would be the same as a longer seed.
            words.resize(pool_size, 0);
        }
        words.extend_from_slice(&spawn_key);
        let mut hash = INIT_A;
        let mut pool: Vec<u32> = (0..pool_size)
            .map(|place| hashed(words.get(place).copied().unwrap_or(0), &mut hash))
            .collect();
        for from in 0..pool_size {
            for to in 0..pool_size {
                if from != to {
                    pool[to] = mix(pool[to], hashed(pool[from], &mut hash));
                }
            }
        }
        for &word in words.iter().skip(pool_size) {
            for slot in &mut pool {
                *slot = mix(*slot, hashed(word, &mut hash));
            }
        }
        Self {
            entropy,
            spawn_key,
            pool,
            children: 0,
        }
    }

    /// The mixed pool.
    pub fn pool(&self) -> &[u32] {
        &self.pool
    }

    /// The key that tells this sequence from others of the same entropy; empty for the first.
    pub fn spawn_key(&self) -> &[u32] {
        &self.spawn_key
    }

    /// How many children were made so far.
    pub fn children_spawned(&self) -> u32 {
        self.children
    }

    /// The first words of a generator's state, as an endless sequence.
    pub(super) fn words(&self) -> impl Iterator<Item = u32> {
        scattered(self.pool.clone())
    }

    /// As [`SeedSequence::words`], two to a number, the lower half first.
    pub(super) fn long_words(&self) -> impl Iterator<Item = u64> {
        paired(self.words())
    }

    /// Words for a generator's state: shape `(count,)`, dtype `uint32` or `uint64`, a fresh array.
    ///
    /// # Errors
    /// `ValueError: only support uint32 or uint64`; as [`limit::grant`].
    pub fn generate_state(&self, count: i64, dtype: crate::DType) -> Result<Array> {
        heard(self.generated(count, dtype))
    }

    fn generated(&self, count: i64, dtype: crate::DType) -> Result<Array> {
        let fill: fn(&Sequence, &mut [u8]) = match dtype {
            crate::DType::U32 => |plan, bytes| filled(plan, bytes, scattered),
            crate::DType::U64 => |plan, bytes| filled(plan, bytes, |pool| paired(scattered(pool))),
            _ => return Err(Error::value("only support uint32 or uint64")),
        };
        let pool: Vec<Scalar> = self.pool.iter().map(|&word| Scalar::U32(word)).collect();
        Array::sequence("generate_state", &pool, count, dtype, fill)
    }

    /// New sequences of the same entropy, none of which repeats this one or one made before.
    ///
    /// # Errors
    /// As [`limit::grant`] for what they would fill.
    pub fn spawn(&mut self, count: u32) -> Result<Vec<SeedSequence>> {
        hearing(|| {
            let words = self.entropy.words.len() + self.spawn_key.len() + self.pool.len();
            let words = i64::try_from(words).unwrap_or(i64::MAX).saturating_add(32);
            heard(limit::grant(&[count.into(), words], crate::DType::U32))?;
            let first = self.children;
            self.children = first.saturating_add(count);
            Ok((first..self.children)
                .map(|child| {
                    let mut key = self.spawn_key.clone();
                    key.push(child);
                    Self::mixed(self.entropy.clone(), key, self.pool.len())
                })
                .collect())
        })
    }
}

/// The words of a pool again and again, each time scattered in another way.
fn scattered(pool: Vec<u32>) -> impl Iterator<Item = u32> {
    let mut hash = INIT_B;
    let length = pool.len().max(1);
    (0..).map_while(move |place: usize| {
        let mixed = pool.get(place % length)? ^ hash;
        hash = hash.wrapping_mul(MULT_B);
        let mixed = mixed.wrapping_mul(hash);
        Some(mixed ^ mixed >> 16)
    })
}

/// Two words to a number, the lower half first.
fn paired(mut words: impl Iterator<Item = u32>) -> impl Iterator<Item = u64> {
    std::iter::from_fn(move || {
        let low = u64::from(words.next()?);
        Some(low | u64::from(words.next()?) << 32)
    })
}

/// Fills an array with what a pool gives.
fn filled<T: bytemuck::Pod, I: Iterator<Item = T>>(
    plan: &Sequence,
    bytes: &mut [u8],
    words_of: fn(Vec<u32>) -> I,
) {
    let word = |number: &Scalar| match number {
        Scalar::U32(word) => *word,
        _ => 0,
    };
    let words = words_of(plan.numbers.iter().map(word).collect());
    let slots: &mut [T] = bytemuck::try_cast_slice_mut(bytes).unwrap_or(&mut []);
    for (slot, word) in slots.iter_mut().zip(words) {
        *slot = word;
    }
}

/// One word scattered; the constant moves on, so that no two words are scattered alike.
fn hashed(word: u32, hash: &mut u32) -> u32 {
    let mixed = word ^ *hash;
    *hash = hash.wrapping_mul(MULT_A);
    let mixed = mixed.wrapping_mul(*hash);
    mixed ^ mixed >> 16
}

fn mix(x: u32, y: u32) -> u32 {
    let mixed = MIX_LEFT
        .wrapping_mul(x)
        .wrapping_sub(MIX_RIGHT.wrapping_mul(y));
    mixed ^ mixed >> 16
}
