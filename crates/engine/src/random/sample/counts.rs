//! Distributions of counts: Poisson, geometric, negative binomial, zipf, logarithmic series.
//! Knows bits, gamma values and the elementary functions.

use super::gamma::standard_gamma;
use super::long_from_double;
use crate::kernel::library::{exp, expm1, log, log1p, pow};
use crate::random::bits::{Bits, Source};
use crate::random::ziggurat::exponential;

pub(in crate::random) fn poisson(bits: &mut dyn Bits, lam: f64) -> i64 {
    if lam >= 10.0 {
        poisson_by_rejection(bits, lam)
    } else if lam == 0.0 {
        0
    } else {
        poisson_by_products(bits, lam)
    }
}

/// Counts how many uniform values can be multiplied before the product falls to `exp(-lam)`.
fn poisson_by_products(bits: &mut dyn Bits, lam: f64) -> i64 {
    let end = exp(-lam);
    let mut count = 0;
    let mut product = 1.0;
    loop {
        product *= bits.next_double();
        if product > end {
            count += 1;
        } else {
            return count;
        }
    }
}

/// W. Hörmann, "The transformed rejection method for generating Poisson random variables" (1993).
fn poisson_by_rejection(bits: &mut dyn Bits, lam: f64) -> i64 {
    let log_lam = log(lam);
    let b = 0.931 + 2.53 * libm::sqrt(lam);
    let a = -0.059 + 0.02483 * b;
    let per_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let limit = 0.9277 - 3.6224 / (b - 2.0);
    loop {
        let u = bits.next_double() - 0.5;
        let v = bits.next_double();
        let us = 0.5 - u.abs();
        let k = long_from_double(libm::floor((2.0 * a / us + b) * u + lam + 0.43));
        if us >= 0.07 && v <= limit {
            return k;
        }
        if k < 0 || us < 0.013 && v > us {
            continue;
        }
        let count = k as f64;
        let left = log(v) + log(per_alpha) - log(a / (us * us) + b);
        if left <= -lam + count * log_lam - log_gamma(count + 1.0) {
            return k;
        }
    }
}

/// The logarithm of the gamma function, by Stirling's series (Zhang and Jin, "Computation of Special Functions", 1996).
pub(super) fn log_gamma(x: f64) -> f64 {
    const A: [f64; 10] = [
        8.333333333333333e-02,
        -2.777777777777778e-03,
        7.936507936507937e-04,
        -5.952380952380952e-04,
        8.417508417508418e-04,
        -1.917526917526918e-03,
        6.41025641025641e-03,
        -2.955065359477124e-02,
        1.796443723688307e-01,
        -1.392_432_216_905_9,
    ];
    const LOG_2_PI: f64 = 1.837_877_066_409_345_3;
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    // On its way up from below 0 it would meet the logarithm of a negative number, perhaps after 2**62 steps.
    if x < 0.0 {
        return f64::NAN;
    }
    let steps = if x < 7.0 { (7.0 - x) as i64 } else { 0 };
    let mut shifted = x + steps as f64;
    let per_square = (1.0 / shifted) * (1.0 / shifted);
    let series = A[..9]
        .iter()
        .rev()
        .fold(A[9], |sum, part| sum * per_square + part);
    let mut result = series / shifted + 0.5 * LOG_2_PI + (shifted - 0.5) * log(shifted) - shifted;
    for _ in 0..steps {
        result -= log(shifted - 1.0);
        shifted -= 1.0;
    }
    result
}

pub(in crate::random) fn geometric(bits: &mut dyn Bits, p: f64) -> i64 {
    if p >= 0.333_333_333_333_333_3 {
        return geometric_by_search(bits, p);
    }
    let z = libm::ceil(-exponential(bits) / log1p(-p));
    // The cast stops at the largest number, as NumPy does.
    z as i64
}

pub(super) fn geometric_by_search(bits: &mut dyn Bits, p: f64) -> i64 {
    let mut count = 1;
    let (mut sum, mut product) = (p, p);
    let u = bits.next_double();
    while u > sum {
        product *= 1.0 - p;
        sum += product;
        count += 1;
    }
    count
}

pub(in crate::random) fn negative_binomial(bits: &mut dyn Bits, n: f64, p: f64) -> i64 {
    let lam = (1.0 - p) / p * standard_gamma(bits, n);
    poisson(bits, lam)
}

pub(in crate::random) fn zipf(source: &mut Source, a: f64) -> i64 {
    const MAX: f64 = i64::MAX as f64;
    if a >= 1025.0 {
        return 1;
    }
    let less = a - 1.0;
    let (b, lowest) = (pow(2.0, less), pow(MAX, -less));
    source.accepted(|source| {
        let u = source.double();
        let u = u * lowest + (1.0 - u);
        zipf_candidate(u, source.double(), less, b)
    })
}

/// A count from two numbers between 0 and 1, unless it is rejected (L. Devroye, 1986).
pub(super) fn zipf_candidate(u: f64, v: f64, less: f64, b: f64) -> Option<i64> {
    const MAX: f64 = i64::MAX as f64;
    let x = libm::floor(pow(u, -1.0 / less));
    if !(1.0..=MAX).contains(&x) {
        return None;
    }
    let t = pow(1.0 + 1.0 / x, less);
    (v * x * (t - 1.0) / (b - 1.0) <= t / b).then(|| long_from_double(x))
}

pub(in crate::random) fn logseries(bits: &mut dyn Bits, p: f64) -> i64 {
    let r = log1p(-p);
    loop {
        let v = bits.next_double();
        if v >= p {
            return 1;
        }
        let u = bits.next_double();
        let q = -expm1(r * u);
        if v <= q * q {
            let result = long_from_double(libm::floor(1.0 + log(v) / log(q)));
            if result < 1 || v == 0.0 {
                continue;
            }
            return result;
        }
        return if v >= q { 1 } else { 2 };
    }
}
