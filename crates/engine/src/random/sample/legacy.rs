//! The distributions of `RandomState` where they differ from those of `Generator`: frozen as they were in NumPy 1.16.
//! Knows sources and the elementary functions.

use super::counts::{geometric_by_search, zipf_candidate};
use super::gamma::{Doubles, gamma_from};
use crate::kernel::library::{exp, log, log1p, pow};
use crate::random::bits::Source;

impl Doubles for Source {
    fn unit(&mut self) -> f64 {
        self.double()
    }
}

/// A normal value by Marsaglia's polar method, which makes two at once; the second is kept for the next call.
pub(in crate::random) fn gauss(source: &mut Source) -> f64 {
    if let Some(kept) = source.gauss.take() {
        return kept;
    }
    loop {
        let x1 = 2.0 * source.double() - 1.0;
        let x2 = 2.0 * source.double() - 1.0;
        let square = x1 * x1 + x2 * x2;
        if square < 1.0 && square != 0.0 {
            let factor = libm::sqrt(-2.0 * log(square) / square);
            source.gauss = Some(factor * x1);
            return factor * x2;
        }
    }
}

pub(in crate::random) fn standard_exponential(source: &mut Source) -> f64 {
    -log(1.0 - source.double())
}

pub(in crate::random) fn standard_gamma(source: &mut Source, shape: f64) -> f64 {
    gamma_from(source, shape, standard_exponential, gauss)
}

pub(in crate::random) fn chisquare(source: &mut Source, df: f64) -> f64 {
    2.0 * standard_gamma(source, df / 2.0)
}

pub(in crate::random) fn beta(source: &mut Source, a: f64, b: f64) -> f64 {
    if a > 1.0 || b > 1.0 || a.is_nan() || b.is_nan() {
        let of_a = standard_gamma(source, a);
        let of_b = standard_gamma(source, b);
        return of_a / (of_a + of_b);
    }
    loop {
        let u = source.double();
        let v = source.double();
        let x = pow(u, 1.0 / a);
        let y = pow(v, 1.0 / b);
        if x + y <= 1.0 {
            if x + y > 0.0 {
                return x / (x + y);
            }
            let (log_x, log_y) = (log(u) / a, log(v) / b);
            let larger = if log_x > log_y { log_x } else { log_y };
            let (log_x, log_y) = (log_x - larger, log_y - larger);
            return exp(log_x - log(exp(log_x) + exp(log_y)));
        }
    }
}

pub(in crate::random) fn pareto(source: &mut Source, a: f64) -> f64 {
    exp(standard_exponential(source) / a) - 1.0
}

pub(in crate::random) fn weibull(source: &mut Source, a: f64) -> f64 {
    if a == 0.0 {
        return 0.0;
    }
    pow(standard_exponential(source), 1.0 / a)
}

pub(in crate::random) fn power(source: &mut Source, a: f64) -> f64 {
    pow(1.0 - exp(-standard_exponential(source)), 1.0 / a)
}

pub(in crate::random) fn rayleigh(source: &mut Source, scale: f64) -> f64 {
    scale * libm::sqrt(-2.0 * log1p(-source.double()))
}

pub(in crate::random) fn lognormal(source: &mut Source, mean: f64, sigma: f64) -> f64 {
    exp(mean + sigma * gauss(source))
}

pub(in crate::random) fn standard_t(source: &mut Source, df: f64) -> f64 {
    let above = gauss(source);
    let below = standard_gamma(source, df / 2.0);
    libm::sqrt(df / 2.0) * above / libm::sqrt(below)
}

pub(in crate::random) fn f(source: &mut Source, dfnum: f64, dfden: f64) -> f64 {
    let above = chisquare(source, dfnum) * dfden;
    above / (chisquare(source, dfden) * dfnum)
}

pub(in crate::random) fn standard_cauchy(source: &mut Source) -> f64 {
    let above = gauss(source);
    above / gauss(source)
}

pub(in crate::random) fn geometric(source: &mut Source, p: f64) -> i64 {
    if p >= 0.333_333_333_333_333_3 {
        return geometric_by_search(&mut *source.bits, p);
    }
    super::long_from_double(libm::ceil(log1p(-source.double()) / log(1.0 - p)))
}

pub(in crate::random) fn noncentral_chisquare(source: &mut Source, df: f64, nonc: f64) -> f64 {
    if nonc == 0.0 {
        return chisquare(source, df);
    }
    if df > 1.0 {
        let square = chisquare(source, df - 1.0);
        let n = gauss(source) + libm::sqrt(nonc);
        return square + n * n;
    }
    let i = super::counts::poisson(&mut *source.bits, nonc / 2.0);
    let value = chisquare(source, df + i.wrapping_mul(2) as f64);
    if nonc.is_nan() { f64::NAN } else { value }
}

pub(in crate::random) fn noncentral_f(
    source: &mut Source,
    dfnum: f64,
    dfden: f64,
    nonc: f64,
) -> f64 {
    let above = noncentral_chisquare(source, dfnum, nonc) * dfden;
    above / (chisquare(source, dfden) * dfnum)
}

pub(in crate::random) fn wald(source: &mut Source, mean: f64, scale: f64) -> f64 {
    let ratio = mean / (2.0 * scale);
    let y = gauss(source);
    let y = mean * y * y;
    let x = mean + ratio * (y - libm::sqrt(4.0 * scale * y + y * y));
    if source.double() <= mean / (mean + x) {
        x
    } else {
        mean * mean / x
    }
}

pub(in crate::random) fn negative_binomial(source: &mut Source, n: f64, p: f64) -> i64 {
    let lam = (1.0 - p) / p * standard_gamma(source, n);
    super::counts::poisson(&mut *source.bits, lam)
}

pub(in crate::random) fn zipf(source: &mut Source, a: f64) -> i64 {
    let less = a - 1.0;
    let b = pow(2.0, less);
    // A power of 2 beyond all numbers accepts nothing. Next to 1, nearly every candidate is too large to keep.
    if b.is_infinite() {
        return source.give_up();
    }
    source.accepted(|source| {
        let u = 1.0 - source.double();
        zipf_candidate(u, source.double(), less, b)
    })
}

pub(in crate::random) fn logseries(source: &mut Source, p: f64) -> i64 {
    let r = log(1.0 - p);
    loop {
        let v = source.double();
        if v >= p {
            return 1;
        }
        let u = source.double();
        let q = 1.0 - exp(r * u);
        if v <= q * q {
            let result = super::long_from_double(libm::floor(1.0 + log(v) / log(q)));
            if result < 1 || v == 0.0 {
                continue;
            }
            return result;
        }
        return if v >= q { 1 } else { 2 };
    }
}
