//! Binomial counts: by walking the probabilities where few are expected, else by rejection (BTPE); multinomial rows.
//! Knows bits and the elementary functions. BTPE: V. Kachitvichyanukul and B.W. Schmeiser (1988).

use std::cmp::Ordering;

use super::long_from_double;
use crate::kernel::library::{exp, log, log1p};
use crate::random::bits::{Bits, Source};

/// What one pair of parameters needs for every draw.
#[derive(Clone, Copy)]
pub(in crate::random) struct Prepared {
    n: i64,
    p: f64,
    method: Method,
}

#[derive(Clone, Copy)]
enum Method {
    Walk(Walk),
    Reject(Reject),
}

/// Adds up probabilities until they pass a uniform value.
#[derive(Clone, Copy)]
struct Walk {
    /// The probability of none.
    none: f64,
    /// Counts beyond this are as good as impossible: start again.
    bound: i64,
}

/// A triangle, a parallelogram and two exponential tails over the distribution.
#[derive(Clone, Copy)]
struct Reject {
    r: f64,
    q: f64,
    m: i64,
    p1: f64,
    xm: f64,
    xl: f64,
    xr: f64,
    c: f64,
    laml: f64,
    lamr: f64,
    p2: f64,
    p3: f64,
    p4: f64,
}

/// A binomial count as NumPy's `Generator` draws it.
pub(in crate::random) fn binomial(source: &mut Source, n: i64, p: f64) -> i64 {
    if n == 0 || p == 0.0 {
        return 0;
    }
    counted(source, n, p, |n, p| exp(n * log1p(-p)))
}

/// A binomial count as NumPy's `RandomState` draws it: the probability of none is computed in another way.
pub(in crate::random) fn binomial_of_old(source: &mut Source, n: i64, p: f64) -> i64 {
    counted(source, n, p, |n, p| exp(n * log(1.0 - p)))
}

fn counted(source: &mut Source, n: i64, p: f64, none: fn(f64, f64) -> f64) -> i64 {
    if p.is_nan() {
        return 0;
    }
    // Failures are counted where they are rarer.
    let rarer = if p <= 0.5 { p } else { 1.0 - p };
    let prepared = match source.binomial {
        Some(prepared) if prepared.n == n && prepared.p == rarer => prepared,
        _ => prepare(n, rarer, none),
    };
    source.binomial = Some(prepared);
    let bits = &mut *source.bits;
    let count = match prepared.method {
        Method::Walk(walk) => walked(bits, n, rarer, walk),
        Method::Reject(reject) => rejected(bits, n, reject),
    };
    if p <= 0.5 { count } else { n - count }
}

fn prepare(n: i64, p: f64, none: fn(f64, f64) -> f64) -> Prepared {
    let trials = n as f64;
    let expected = trials * p;
    let method = if p * trials <= 30.0 {
        let wide = expected + 10.0 * libm::sqrt(expected * (1.0 - p) + 1.0);
        Method::Walk(Walk {
            none: none(trials, p),
            bound: long_from_double(if trials < wide { trials } else { wide }),
        })
    } else {
        Method::Reject(Reject::new(trials, p))
    };
    Prepared { n, p, method }
}

fn walked(bits: &mut dyn Bits, n: i64, p: f64, walk: Walk) -> i64 {
    let q = 1.0 - p;
    let mut count = 0;
    let mut probability = walk.none;
    let mut u = bits.next_double();
    while u > probability {
        count += 1;
        if count > walk.bound {
            count = 0;
            probability = walk.none;
            u = bits.next_double();
        } else {
            u -= probability;
            probability = ((n - count + 1) as f64 * p * probability) / (count as f64 * q);
        }
    }
    count
}

impl Reject {
    fn new(n: f64, p: f64) -> Self {
        let r = if p < 1.0 - p { p } else { 1.0 - p };
        let q = 1.0 - r;
        let fm = n * r + r;
        let m = long_from_double(libm::floor(fm));
        let p1 = libm::floor(2.195 * libm::sqrt(n * r * q) - 4.6 * q) + 0.5;
        let xm = m as f64 + 0.5;
        let xl = xm - p1;
        let xr = xm + p1;
        let c = 0.134 + 20.5 / (15.3 + m as f64);
        let a = (fm - xl) / (fm - xl * r);
        let laml = a * (1.0 + a / 2.0);
        let a = (xr - fm) / (xr * q);
        let lamr = a * (1.0 + a / 2.0);
        let p2 = p1 * (1.0 + 2.0 * c);
        let p3 = p2 + c / laml;
        let p4 = p3 + c / lamr;
        Self {
            r,
            q,
            m,
            p1,
            xm,
            xl,
            xr,
            c,
            laml,
            lamr,
            p2,
            p3,
            p4,
        }
    }
}

fn rejected(bits: &mut dyn Bits, n: i64, of: Reject) -> i64 {
    let middle = of.m as f64;
    loop {
        let u = bits.next_double() * of.p4;
        let mut v = bits.next_double();
        // The triangle is inside of the distribution.
        if u <= of.p1 {
            return long_from_double(libm::floor(of.xm - of.p1 * v + u));
        }
        let y;
        if u <= of.p2 {
            let x = of.xl + (u - of.p1) / of.c;
            v = v * of.c + 1.0 - (middle - x + 0.5).abs() / of.p1;
            if v > 1.0 {
                continue;
            }
            y = long_from_double(libm::floor(x));
        } else if u <= of.p3 {
            y = long_from_double(libm::floor(of.xl + log(v) / of.laml));
            if y < 0 || v == 0.0 {
                continue;
            }
            v = v * (u - of.p2) * of.laml;
        } else {
            y = long_from_double(libm::floor(of.xr - log(v) / of.lamr));
            if y > n || v == 0.0 {
                continue;
            }
            v = v * (u - of.p3) * of.lamr;
        }
        if accepted(n, of, y, v) {
            return y;
        }
    }
}

/// Whether a height over a count is under the distribution.
fn accepted(n: i64, of: Reject, y: i64, v: f64) -> bool {
    let (trials, middle, count) = (n as f64, of.m as f64, y as f64);
    let nrq = trials * of.r * of.q;
    let distance = y.saturating_sub(of.m).saturating_abs();
    let k = distance as f64;
    if !(distance > 20 && k < nrq / 2.0 - 1.0) {
        // Few steps from the middle: the ratio itself.
        let s = of.r / of.q;
        let a = s * (n.wrapping_add(1) as f64);
        let mut ratio = 1.0;
        if of.m < y {
            for i in of.m + 1..=y {
                ratio *= a / i as f64 - s;
            }
        } else {
            for i in y + 1..=of.m {
                ratio /= a / i as f64 - s;
            }
        }
        return v.partial_cmp(&ratio) != Some(Ordering::Greater);
    }
    let rho = (k / nrq) * ((k * (k / 3.0 + 0.625) + 0.166_666_666_666_666_66) / nrq + 0.5);
    let t = distance.wrapping_neg().wrapping_mul(distance) as f64 / (2.0 * nrq);
    let logarithm = log(v);
    if logarithm < t - rho {
        return true;
    }
    if logarithm > t + rho {
        return false;
    }
    let x1 = count + 1.0;
    let f1 = middle + 1.0;
    let z = trials + 1.0 - middle;
    let w = trials - count + 1.0;
    let rest = |x: f64| {
        let square = x * x;
        (13680.0 - (462.0 - (132.0 - (99.0 - 140.0 / square) / square) / square) / square)
            / x
            / 166_320.0
    };
    let bound = of.xm * log(f1 / x1)
        + ((n - of.m) as f64 + 0.5) * log(z / w)
        + (y - of.m) as f64 * log(w * of.r / (x1 * of.q))
        + rest(f1)
        + rest(z)
        + rest(x1)
        + rest(w);
    logarithm.partial_cmp(&bound) != Some(Ordering::Greater)
}

/// One row of a multinomial draw: `n` trials shared among the probabilities' slots.
pub(in crate::random) fn multinomial(source: &mut Source, n: i64, shares: &[f64], row: &mut [i64]) {
    let Some((last, slots)) = row.split_last_mut() else {
        return;
    };
    let mut left = n;
    let mut remaining = 1.0;
    for (slot, &share) in slots.iter_mut().zip(shares) {
        *slot = binomial(source, left, share / remaining);
        left = left.saturating_sub(*slot);
        if left <= 0 {
            break;
        }
        remaining -= share;
    }
    if left > 0 {
        *last = left;
    }
}
