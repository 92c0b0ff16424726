//! `exp`, `log`, `pow`, `log1p` and `expm1` with the very bits that NumPy's draws have on x86-64 Linux.
//! Knows numbers only. The ufuncs have functions of their own, which are nearer to the true value.
//!
//! A draw that is a logarithm has its last bit from the C library below NumPy, and a draw must be the same bit for bit. So
//! these follow that library (glibc 2.36 on a processor with fused multiply-add), step by step and with its fusing:
//! `exp`, `log` and `pow` the table methods of Arm's optimized routines (Szabolcs Nagy, 2018), `log1p` and `expm1` the
//! rational ones of fdlibm (K.C. Ng, Sun Microsystems, 1993) with the polynomials split as glibc splits them.
//! `mul_add` rounds once on every target, with or without an instruction for it.

mod exponential;
mod exponential_table;
mod logarithm;
mod logarithm_table;
mod plus_one;
mod power;
mod power_table;
pub(super) mod single;
mod single_tables;

pub(super) use exponential::exp;
pub(super) use logarithm::log;
pub(super) use plus_one::{expm1, log1p};
pub(super) use power::pow;

/// The upper half of a double's bits: sign, exponent, and the first 20 bits of the fraction.
fn high_word(x: f64) -> u32 {
    (x.to_bits() >> 32) as u32
}

/// A double with another upper half.
fn with_high_word(x: f64, high: u32) -> f64 {
    f64::from_bits(x.to_bits() & 0xffff_ffff | u64::from(high) << 32)
}

#[cfg(test)]
mod tests;
