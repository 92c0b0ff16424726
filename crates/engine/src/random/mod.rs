//! `np.random`: the numbers NumPy 2.4 draws for the same seed and the same call, bit for bit.
//! Knows arrays; every draw is a plan that holds the generator as it was before, so that it can be drawn again.
//!
//! From the ground up: `seed` mixes a seed, `pcg64` and `mt19937` make bits of it, `ziggurat` and `sample` make values of
//! bits, `batch` many at a time, `fill` makes arrays of values, [`Generator`] and [`RandomState`] are the doors.

mod batch;
mod bits;
mod bounded;
mod choice;
mod continuous;
mod counts;
mod fill;
mod generator;
mod integers;
mod legacy;
mod mt19937;
#[cfg(feature = "linalg")]
mod multivariate;
mod parameter;
mod pcg64;
mod sample;
mod seed;
mod shuffle;
mod urns;
mod ziggurat;

pub use batch::{Integers, Values};
pub use bits::Bits;
pub(crate) use bits::Source;
pub use choice::Population;
pub use generator::{Generator, Method, default_rng};
pub use legacy::RandomState;
pub use mt19937::Mt19937;
#[cfg(feature = "linalg")]
pub use multivariate::{Factor, Validity};
pub use pcg64::{Pcg64, State};
pub use seed::{Entropy, SeedSequence};
pub use urns::Counting;

#[cfg(test)]
mod tests;
