//! Continuous distributions that take one formula.
//! Knows bits, the ziggurat and the elementary functions.

use std::f64::consts::PI;

use super::gamma::{chisquare, standard_gamma};
use crate::kernel::library::{acos, exp, expm1, log, pow, sin_cos};
use crate::random::bits::{Bits, Source};
use crate::random::ziggurat::{exponential, normal};

pub(in crate::random) fn pareto(bits: &mut dyn Bits, a: f64) -> f64 {
    expm1(exponential(bits) / a)
}

pub(in crate::random) fn weibull(bits: &mut dyn Bits, a: f64) -> f64 {
    if a == 0.0 {
        return 0.0;
    }
    pow(exponential(bits), 1.0 / a)
}

pub(in crate::random) fn power(bits: &mut dyn Bits, a: f64) -> f64 {
    pow(-expm1(-exponential(bits)), 1.0 / a)
}

pub(in crate::random) fn laplace(bits: &mut dyn Bits, loc: f64, scale: f64) -> f64 {
    loop {
        let u = bits.next_double();
        if u >= 0.5 {
            return loc - scale * log(2.0 - u - u);
        }
        if u > 0.0 {
            return loc + scale * log(u + u);
        }
    }
}

pub(in crate::random) fn gumbel(bits: &mut dyn Bits, loc: f64, scale: f64) -> f64 {
    loop {
        let u = 1.0 - bits.next_double();
        if u < 1.0 {
            return loc - scale * log(-log(u));
        }
    }
}

pub(in crate::random) fn logistic(bits: &mut dyn Bits, loc: f64, scale: f64) -> f64 {
    loop {
        let u = bits.next_double();
        if u > 0.0 {
            return loc + scale * log(u / (1.0 - u));
        }
    }
}

pub(in crate::random) fn lognormal(bits: &mut dyn Bits, mean: f64, sigma: f64) -> f64 {
    exp(mean + sigma * normal(bits))
}

pub(in crate::random) fn rayleigh(bits: &mut dyn Bits, scale: f64) -> f64 {
    scale * libm::sqrt(2.0 * exponential(bits))
}

pub(in crate::random) fn standard_cauchy(bits: &mut dyn Bits) -> f64 {
    let above = normal(bits);
    above / normal(bits)
}

pub(in crate::random) fn standard_t(bits: &mut dyn Bits, df: f64) -> f64 {
    let above = normal(bits);
    let below = standard_gamma(bits, df / 2.0);
    libm::sqrt(df / 2.0) * above / libm::sqrt(below)
}

pub(in crate::random) fn f(bits: &mut dyn Bits, dfnum: f64, dfden: f64) -> f64 {
    let above = chisquare(bits, dfnum) * dfden;
    above / (chisquare(bits, dfden) * dfnum)
}

pub(in crate::random) fn wald(bits: &mut dyn Bits, mean: f64, scale: f64) -> f64 {
    let y = normal(bits);
    let y = mean * y * y;
    let d = 1.0 + libm::sqrt(1.0 + 4.0 * scale / y);
    let x = mean * (1.0 - 2.0 / d);
    if bits.next_double() <= mean / (mean + x) {
        x
    } else {
        mean * mean / x
    }
}

pub(in crate::random) fn triangular(bits: &mut dyn Bits, left: f64, mode: f64, right: f64) -> f64 {
    let base = right - left;
    let left_base = mode - left;
    let ratio = left_base / base;
    let left_product = left_base * base;
    let right_product = (right - mode) * base;
    let u = bits.next_double();
    if u <= ratio {
        left + libm::sqrt(u * left_product)
    } else {
        right - libm::sqrt((1.0 - u) * right_product)
    }
}

pub(in crate::random) fn noncentral_chisquare(bits: &mut dyn Bits, df: f64, nonc: f64) -> f64 {
    if nonc.is_nan() {
        return f64::NAN;
    }
    if nonc == 0.0 {
        return chisquare(bits, df);
    }
    if df > 1.0 {
        let square = chisquare(bits, df - 1.0);
        let n = normal(bits) + libm::sqrt(nonc);
        return square + n * n;
    }
    let i = super::counts::poisson(bits, nonc / 2.0);
    chisquare(bits, df + i.wrapping_mul(2) as f64)
}

pub(in crate::random) fn noncentral_f(
    bits: &mut dyn Bits,
    dfnum: f64,
    dfden: f64,
    nonc: f64,
) -> f64 {
    let above = noncentral_chisquare(bits, dfnum, nonc) * dfden;
    above / (chisquare(bits, dfden) * dfnum)
}

/// Directions around `mu`, by D. J. Best and N. I. Fisher (1979): candidates from a wrapped Cauchy distribution.
///
/// The old generator has no shorter way for a `kappa` that makes the directions all but equal.
pub(in crate::random) fn vonmises(source: &mut Source, mu: f64, kappa: f64, old: bool) -> f64 {
    if kappa.is_nan() {
        return f64::NAN;
    }
    if kappa < 1e-8 {
        return PI * (2.0 * source.double() - 1.0);
    }
    if kappa > 1e6 && !old {
        let direction = mu + libm::sqrt(1.0 / kappa) * normal(&mut *source.bits);
        return if direction < -PI {
            direction + 2.0 * PI
        } else if direction > PI {
            direction - 2.0 * PI
        } else {
            direction
        };
    }
    let s = if kappa < 1e-5 {
        1.0 / kappa + kappa
    } else {
        let r = 1.0 + libm::sqrt(1.0 + 4.0 * kappa * kappa);
        let rho = (r - libm::sqrt(2.0 * r)) / (2.0 * kappa);
        (1.0 + rho * rho) / (2.0 * rho)
    };
    // Directions that cannot be told from `mu`, of which none is ever accepted.
    if s <= 1.0 || s.is_nan() {
        return source.give_up();
    }
    let cosine = source.accepted(|source| {
        let z = sin_cos(PI * source.double()).1;
        let w = (1.0 + s * z) / (s + z);
        let y = kappa * (s - w);
        let v = source.double();
        (y * (2.0 - y) - v >= 0.0 || log(y / v) + 1.0 - y >= 0.0).then_some(w)
    });
    let turn = acos(cosine);
    let turn = if source.double() < 0.5 { -turn } else { turn };
    let direction = turn + mu;
    let wrapped = (direction.abs() + PI) % (2.0 * PI) - PI;
    if direction < 0.0 { -wrapped } else { wrapped }
}
