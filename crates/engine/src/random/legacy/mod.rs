//! `RandomState`: the random numbers of `np.random.seed`, frozen since NumPy 1.16, over the Mersenne Twister.
//! Knows sources and arrays; `draws` holds its distributions.

mod choice;
mod draws;

use super::batch::Values;
use super::bits::Source;
use super::fill::{Target, drawn_together, filled};
use super::integers::{Wanted, bytes, integers};
use super::mt19937::Mt19937;
use super::shuffle::{counted, reordered, shuffled};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::record::{hearing, warn};
use crate::ufunc::{Operand, heard};

/// Draws as NumPy's first generator does (`np.random.RandomState`, and behind `np.random.seed`, `np.random.rand`, …).
#[derive(Debug)]
pub struct RandomState {
    pub(super) source: Source,
}

const SEED_RANGE: &str = "Seed must be between 0 and 2**32 - 1";

impl RandomState {
    /// Seeded by a number (`np.random.RandomState(seed)`).
    ///
    /// # Errors
    /// `ValueError: Seed must be between 0 and 2**32 - 1`.
    pub fn new(seed: i128) -> Result<Self> {
        let word = heard(u32::try_from(seed).map_err(|_| Error::value(SEED_RANGE)))?;
        Ok(Self::over(Mt19937::from_word(word)))
    }

    /// Seeded by a list of numbers.
    ///
    /// # Errors
    /// `ValueError: Seed must be non-empty`, `Seed must be between 0 and 2**32 - 1`.
    pub fn from_words(seed: &[i128]) -> Result<Self> {
        if seed.is_empty() {
            return heard(Err(Error::value("Seed must be non-empty")));
        }
        let words: std::result::Result<Vec<u32>, _> =
            seed.iter().map(|&word| u32::try_from(word)).collect();
        let words = heard(words.map_err(|_| Error::value(SEED_RANGE)))?;
        Ok(Self::over(Mt19937::from_words(&words)))
    }

    /// Over a Mersenne Twister that was seeded in another way.
    pub fn over(twister: Mt19937) -> Self {
        Self {
            source: Source::new(Box::new(twister)),
        }
    }

    /// The words and the place of the generator below, and the normal value kept for the next call (`get_state`).
    pub fn state(&self) -> Option<(&[u32], usize, Option<f64>)> {
        let twister: &Mt19937 = self.source.bits.as_any().downcast_ref()?;
        let (words, place) = twister.state();
        Some((words, place, self.source.gauss))
    }

    /// Goes on in a state that was seen before (`set_state`): 624 words, the place of the next one, the normal value kept.
    ///
    /// # Errors
    /// As [`Mt19937::from_state`].
    pub fn set_state(&mut self, words: &[u32], place: usize, gauss: Option<f64>) -> Result<()> {
        self.source = Source::new(Box::new(heard(Mt19937::from_state(words, place))?));
        self.source.gauss = gauss;
        Ok(())
    }

    /// Random integers from `low` to `high`, both included; `None` draws from 1 to `low` (`random_integers`, which NumPy
    /// advises against). A fresh `int64` array.
    ///
    /// # Errors
    /// `ValueError: low >= high`; as [`RandomState::randint`].
    pub fn random_integers(
        &mut self,
        low: i64,
        high: Option<i64>,
        size: Option<&[i64]>,
    ) -> Result<Array> {
        hearing(|| {
            let (low, high) = high.map_or((1, low), |high| (low, high));
            warn("DeprecationWarning", || {
                format!(
                    "This function is deprecated. Please call randint({low}, {high} + 1) instead"
                )
            });
            let [low, high] = [i128::from(low), i128::from(high) + 1].map(Operand::PyInt);
            self.randint(low, Some(high), size, DType::I64)
        })
    }

    /// Uniform values in `[0, 1)`: `float64`, a fresh array (`random_sample`, `random`, `sample`, `ranf`).
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn random_sample(&mut self, size: Option<&[i64]>) -> Result<Array> {
        let sampler = |source: &mut Source, _: [f64; 3]| source.double();
        heard(drawn_together(
            &mut self.source,
            "random_sample",
            Target::Fresh(size),
            &[],
            sampler,
            Some(|call| filled(call, |to| Values::Doubles(to))),
        ))
    }

    /// Uniform values in `[0, 1)` of a shape given as arguments, none for a 0-d array (`rand(2, 3)`). A fresh array of
    /// `float64` in C order.
    ///
    /// # Errors
    /// As [`crate::limit::grant`].
    pub fn rand(&mut self, shape: &[i64]) -> Result<Array> {
        self.random_sample(Some(shape))
    }

    /// Random integers from `low` up to, but not including, `high`; `None` draws from 0 up to `low`.
    ///
    /// A fresh array of the dtype (any integer, or `bool`), of shape `size` or of what the bounds broadcast to.
    ///
    /// # Errors
    /// `ValueError: low >= high`, `high <= 0`, `low is out of bounds for int8`, …; shapes that do not fit; memory.
    pub fn randint(
        &mut self,
        low: Operand<'_>,
        high: Option<Operand<'_>>,
        size: Option<&[i64]>,
        dtype: DType,
    ) -> Result<Array> {
        let wanted = Wanted {
            dtype,
            endpoint: false,
            masked: true,
            method: "randint",
        };
        heard(integers(&mut self.source, low, high, size, wanted))
    }

    /// Random bytes: a fresh `uint8` array of shape `(length,)`, where NumPy gives a `bytes` object.
    ///
    /// # Errors
    /// Memory.
    pub fn bytes(&mut self, length: i64) -> Result<Array> {
        let wanted = Wanted {
            dtype: DType::U32,
            endpoint: false,
            masked: true,
            method: "randint",
        };
        heard(bytes(&mut self.source, length, wanted))
    }

    /// Shuffles an array in place along its first axis. Writes its bytes, returns nothing.
    ///
    /// # Errors
    /// `ValueError: array is read-only`; `TypeError: len() of unsized object` for a 0-d array.
    pub fn shuffle(&mut self, x: &Array) -> Result<()> {
        heard(shuffled(&mut self.source, x, 0))
    }

    /// The integers below a number, or an array's entries along its first axis, in random order: a fresh array.
    ///
    /// # Errors
    /// `IndexError: x must be an integer or at least 1-dimensional`; memory.
    pub fn permutation(&mut self, x: Operand<'_>) -> Result<Array> {
        let source = &mut self.source;
        heard(match x {
            Operand::PyInt(count) => counted(source, count),
            Operand::PyBool(count) => counted(source, count.into()),
            Operand::Array(array) if array.ndim() > 0 => reordered(source, array, 0),
            _ => Err(Error::index(
                "x must be an integer or at least 1-dimensional",
            )),
        })
    }
}
