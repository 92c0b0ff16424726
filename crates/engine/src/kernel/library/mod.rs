//! The functions of the C library below NumPy, with the very bits they have on x86-64 Linux: what random draws and complex
//! functions are made of. Knows numbers only. The ufuncs of real numbers have functions of their own, nearer to the true value,
//! but for `log10` of `float32`, where that library itself is too far from it.
//!
//! A draw that is a logarithm has its last bit from that library, and a draw must be the same bit for bit; a complex function
//! is several of its functions after one another, each with its rounding. So these follow it (glibc 2.36 on a processor with
//! fused multiply-add), step by step and with its fusing: `exp`, `log` and `pow` the table methods of Arm's optimized routines
//! (Szabolcs Nagy, 2018), `log1p` and `expm1` the rational ones of fdlibm (K.C. Ng, Sun Microsystems, 1993) with the
//! polynomials split as glibc splits them; each other file names its own source.
//! `mul_add` rounds once on every target, with or without an instruction for it.

#[cfg(feature = "complex")]
mod angle;
#[cfg(feature = "complex")]
mod angle_table;
#[cfg(feature = "random")]
mod arc;
#[cfg(feature = "random")]
mod arc_table;
#[cfg(any(feature = "complex", feature = "random"))]
mod exponential;
#[cfg(any(feature = "complex", feature = "random", feature = "lanes"))]
mod exponential_table;
#[cfg(feature = "complex")]
mod hyperbolic;
#[cfg(feature = "complex")]
mod length;
#[cfg(any(feature = "complex", feature = "random"))]
mod logarithm;
#[cfg(any(feature = "complex", feature = "random"))]
mod logarithm_table;
#[cfg(any(feature = "complex", feature = "random"))]
mod plus_one;
#[cfg(feature = "random")]
mod power;
#[cfg(any(feature = "random", feature = "lanes"))]
mod power_table;
#[cfg(any(feature = "complex", feature = "random"))]
mod sine;
#[cfg(any(feature = "complex", feature = "random"))]
mod sine_table;
pub(crate) mod single;
#[cfg(feature = "complex")]
pub(crate) mod single_functions;
mod single_tables;

#[cfg(feature = "complex")]
pub(crate) use angle::atan2;
#[cfg(feature = "random")]
pub(crate) use arc::acos;
#[cfg(any(feature = "complex", feature = "random"))]
pub(crate) use exponential::exp;
#[cfg(feature = "lanes")]
pub(crate) use exponential_table::POWERS;
#[cfg(feature = "complex")]
pub(crate) use hyperbolic::{cosh, sinh};
#[cfg(feature = "complex")]
pub(crate) use length::{hypot, square_less_one};
#[cfg(any(feature = "complex", feature = "random"))]
pub(crate) use logarithm::log;
#[cfg(feature = "random")]
pub(crate) use logarithm::log10;
#[cfg(any(feature = "complex", feature = "random"))]
pub(crate) use plus_one::{expm1, log1p};
#[cfg(feature = "random")]
pub(crate) use power::pow;
#[cfg(feature = "lanes")]
pub(crate) use power_table::POINTS as LOGARITHMS;
#[cfg(feature = "complex")]
pub(crate) use sine::sin;
#[cfg(any(feature = "complex", feature = "random"))]
pub(crate) use sine::sin_cos;
#[cfg(feature = "lanes")]
pub(crate) use single_tables::LOGARITHM as SHORT_LOGARITHMS;

/// The upper half of a double's bits: sign, exponent, and the first 20 bits of the fraction.
#[cfg(any(feature = "complex", feature = "random"))]
fn high_word(x: f64) -> u32 {
    (x.to_bits() >> 32) as u32
}

/// A double with another upper half.
#[cfg(any(feature = "complex", feature = "random"))]
fn with_high_word(x: f64, high: u32) -> f64 {
    f64::from_bits(x.to_bits() & 0xffff_ffff | u64::from(high) << 32)
}

#[cfg(all(test, feature = "complex", feature = "random"))]
mod tests;
