//! What every generator of random bits can do, and the source that distributions draw from.
//! Knows nothing of distributions.

use crate::error::{Error, Result};

use super::batch::Values;

/// A generator of random bits.
pub trait Bits: Send {
    /// NumPy's name for it, such as `PCG64`.
    fn name(&self) -> &'static str;
    /// A generator that gives the same bits from here on: what a record keeps of it.
    fn copied(&self) -> Box<dyn Bits>;
    /// Whether the other one gives the same bits from here on.
    fn is_at(&self, other: &dyn Bits) -> bool;
    /// How many words of its own size it has made so far.
    fn words(&self) -> u64;
    /// Itself, to be asked for what only its own type tells.
    fn as_any(&self) -> &dyn std::any::Any;
    /// Many values at a time, the same as one after another.
    fn fill(&mut self, values: Values<'_>);
    /// 64 random bits.
    fn next_u64(&mut self) -> u64;
    /// 32 random bits.
    fn next_u32(&mut self) -> u32;
    /// A double in `[0, 1)`, a multiple of `2**-53`.
    #[inline]
    fn next_double(&mut self) -> f64 {
        // Signed, since numbers without a sign take more steps to convert.
        (self.next_u64() >> 11).cast_signed() as f64 * (1.0 / 9_007_199_254_740_992.0)
    }
    /// A float in `[0, 1)`, a multiple of `2**-24`.
    #[inline]
    fn next_float(&mut self) -> f32 {
        (self.next_u32() >> 8).cast_signed() as f32 * (1.0 / 16_777_216.0)
    }
}

/// A generator of bits and what distributions keep between two draws.
pub(crate) struct Source {
    /// The bits.
    pub(super) bits: Box<dyn Bits>,
    /// The second of two normal values that the legacy method makes at once.
    pub(super) gauss: Option<f64>,
    /// What the last binomial draw prepared; kept for speed alone.
    pub(super) binomial: Option<super::sample::binomial::Prepared>,
    /// Whether the last draw was given up.
    endless: bool,
}

/// Candidates of which none was accepted, after which a draw is given up: NumPy would go on, some seconds or forever.
const MOST_TRIES: u32 = 10_000_000;

impl Source {
    /// A fresh source over a generator of bits.
    pub(super) fn new(bits: Box<dyn Bits>) -> Self {
        Self {
            bits,
            gauss: None,
            binomial: None,
            endless: false,
        }
    }

    /// How many words the generator has made.
    pub(crate) fn words(&self) -> u64 {
        self.bits.words()
    }

    /// The first candidate that is accepted. Where none is, even in millions, the draw is given up.
    pub(super) fn accepted<T: Default>(
        &mut self,
        mut candidate: impl FnMut(&mut Self) -> Option<T>,
    ) -> T {
        for _ in 0..MOST_TRIES {
            if let Some(value) = candidate(self) {
                return value;
            }
        }
        self.give_up()
    }

    /// Gives a draw up: what it returns is not looked at.
    pub(super) fn give_up<T: Default>(&mut self) -> T {
        self.endless = true;
        T::default()
    }

    /// Refuses what was given up.
    ///
    /// # Errors
    /// `ValueError: no value is accepted for these parameters: drawing would not end`
    pub(crate) fn ended(&mut self) -> Result<()> {
        if std::mem::take(&mut self.endless) {
            return Err(Error::value(
                "no value is accepted for these parameters: drawing would not end",
            ));
        }
        Ok(())
    }

    /// A double in `[0, 1)`.
    pub(super) fn double(&mut self) -> f64 {
        self.bits.next_double()
    }
}

impl Clone for Source {
    fn clone(&self) -> Self {
        Self {
            bits: self.bits.copied(),
            ..*self
        }
    }
}

impl PartialEq for Source {
    /// Whether the same draws give the same values from here on.
    fn eq(&self, other: &Self) -> bool {
        let kept = |source: &Self| source.gauss.map(f64::to_bits);
        self.bits.is_at(&*other.bits) && kept(self) == kept(other)
    }
}

impl std::fmt::Debug for Source {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.bits.name())
    }
}

/// The smallest number of the form `2**k - 1` that is not below `max`.
pub(super) fn mask_of(max: u64) -> u64 {
    u64::MAX.checked_shr(max.leading_zeros()).unwrap_or(0)
}

/// A random integer from 0 to `max`, both included, by throwing away what is too large after masking.
pub(super) fn interval(bits: &mut dyn Bits, max: u64) -> u64 {
    if max == 0 {
        return 0;
    }
    let mask = mask_of(max);
    loop {
        let value = if max <= u64::from(u32::MAX) {
            u64::from(bits.next_u32()) & mask
        } else {
            bits.next_u64() & mask
        };
        if value <= max {
            return value;
        }
    }
}
