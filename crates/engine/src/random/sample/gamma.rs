//! Gamma and beta values: Marsaglia and Tsang's method (2000), Jöhnk's for small shapes, in both precisions.
//! Knows bits, the ziggurat and the elementary functions.

use crate::kernel::library::single::{logf, powf};
use crate::kernel::library::{exp, log, log1p, pow};
use crate::random::bits::Bits;
use crate::random::ziggurat::{exponential, normal, single};

// As functions, the two would ask for bits that live as long as they are borrowed.
#[allow(clippy::redundant_closure)]
pub(in crate::random) fn standard_gamma(bits: &mut dyn Bits, shape: f64) -> f64 {
    gamma_from(bits, shape, |bits| exponential(bits), |bits| normal(bits))
}

/// The method over any way to make exponential and normal values: the legacy generator has its own.
pub(super) fn gamma_from<S: ?Sized + Doubles>(
    source: &mut S,
    shape: f64,
    exponential: fn(&mut S) -> f64,
    normal: fn(&mut S) -> f64,
) -> f64 {
    if shape == 1.0 {
        return exponential(source);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = source.unit();
            let v = exponential(source);
            if u <= 1.0 - shape {
                let x = pow(u, 1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -log((1.0 - u) / shape);
                let x = pow(1.0 - shape + shape * y, 1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / libm::sqrt(9.0 * b);
    loop {
        let (x, v) = loop {
            let x = normal(source);
            let v = 1.0 + c * x;
            // As NumPy asks: what is not a number goes on.
            if v > 0.0 || v.is_nan() {
                break (x, v);
            }
        };
        let v = v * v * v;
        let u = source.unit();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) {
            return b * v;
        }
        if log(u) < 0.5 * x * x + b * (1.0 - v + log(v)) {
            return b * v;
        }
    }
}

/// Whatever gives doubles in `[0, 1)`.
pub(super) trait Doubles {
    /// The next one.
    fn unit(&mut self) -> f64;
}

impl Doubles for dyn Bits + '_ {
    fn unit(&mut self) -> f64 {
        self.next_double()
    }
}

/// In `float32`.
pub(in crate::random) fn standard_gamma_single(bits: &mut dyn Bits, shape: f32) -> f32 {
    if shape == 1.0 {
        return single::exponential(bits);
    }
    if shape == 0.0 {
        return 0.0;
    }
    if shape < 1.0 {
        loop {
            let u = bits.next_float();
            let v = single::exponential(bits);
            if u <= 1.0 - shape {
                let x = powf(u, 1.0 / shape);
                if x <= v {
                    return x;
                }
            } else {
                let y = -logf((1.0 - u) / shape);
                let x = powf(1.0 - shape + shape * y, 1.0 / shape);
                if x <= v + y {
                    return x;
                }
            }
        }
    }
    let b = shape - 1.0 / 3.0;
    let c = 1.0 / libm::sqrtf(9.0 * b);
    loop {
        let (x, v) = loop {
            let x = single::normal(bits);
            let v = 1.0 + c * x;
            // As NumPy asks: what is not a number goes on.
            if v > 0.0 || v.is_nan() {
                break (x, v);
            }
        };
        let v = v * v * v;
        let u = bits.next_float();
        if u < 1.0 - 0.0331 * (x * x) * (x * x) {
            return b * v;
        }
        if logf(u) < 0.5 * x * x + b * (1.0 - v + logf(v)) {
            return b * v;
        }
    }
}

pub(in crate::random) fn chisquare(bits: &mut dyn Bits, df: f64) -> f64 {
    2.0 * standard_gamma(bits, df / 2.0)
}

pub(in crate::random) fn beta(bits: &mut dyn Bits, a: f64, b: f64) -> f64 {
    /// Shapes below this give 0 or 1 nearly always; one uniform value decides.
    const TINY: f64 = 3e-103;
    // A negative zero, which `dirichlet` lets pass, would have no end.
    let (a, b) = (a + 0.0, b + 0.0);
    if a > 1.0 || b > 1.0 || a.is_nan() || b.is_nan() {
        let of_a = standard_gamma(bits, a);
        let of_b = standard_gamma(bits, b);
        return of_a / (of_a + of_b);
    }
    if a < TINY && b < TINY {
        let u = bits.next_double();
        return f64::from(u8::from((a + b) * u < a));
    }
    loop {
        let u = bits.next_double();
        let v = bits.next_double();
        let x = pow(u, 1.0 / a);
        let y = pow(v, 1.0 / b);
        let sum = x + y;
        // Both 0 is thrown away, about once in 1e106.
        if sum <= 1.0 && u + v > 0.0 {
            if x > 0.0 && y > 0.0 {
                return x / sum;
            }
            // One power underflowed: go by logarithms.
            let delta = log(u) / a - log(v) / b;
            return if delta > 0.0 {
                exp(-log1p(exp(-delta)))
            } else {
                exp(delta - log1p(exp(delta)))
            };
        }
    }
}
