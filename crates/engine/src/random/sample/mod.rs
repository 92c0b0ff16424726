//! One value of each distribution: how random bits become it, step by step as NumPy does.
//! Knows sources of bits; nothing of arrays, sizes or refusals.

pub(super) mod binomial;
pub(super) mod continuous;
pub(super) mod counts;
mod factorial_table;
pub(super) mod gamma;
pub(super) mod hypergeometric;
pub(super) mod legacy;

/// A double as a C `long`: -2**63 for what does not fit.
fn long_from_double(value: f64) -> i64 {
    const BOUND: f64 = 9_223_372_036_854_775_808.0;
    if (-BOUND..BOUND).contains(&value) {
        value as i64
    } else {
        i64::MIN
    }
}
