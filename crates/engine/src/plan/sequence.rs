//! The plan of a sequence: elements computed from their own numbers and a few given ones, as in `arange` and `linspace`.
//! Plain data; `array` makes it, `execute` reads it.

use crate::short::SmallVec;

use super::Output;
use crate::scalar::Scalar;

/// Each element computed from its number.
#[derive(Clone, Debug)]
pub struct Sequence {
    /// NumPy's name for the sequence.
    pub name: &'static str,
    /// What it is computed from, such as the first two elements.
    pub numbers: SmallVec<[Scalar; 4]>,
    /// The result, of one axis and packed.
    pub output: Output,
    /// Fills the result's bytes, which are aligned.
    pub(crate) fill: fn(&Sequence, &mut [u8]),
}

impl PartialEq for Sequence {
    /// The name tells how the result is filled.
    fn eq(&self, other: &Self) -> bool {
        (self.name, &self.numbers, &self.output) == (other.name, &other.numbers, &other.output)
    }
}
