//! Hyperbolic sine and cosine by `expm1` and `exp`, after fdlibm (K.C. Ng, Sun Microsystems, 1993).
//! Knows numbers only.

use super::{exp, expm1, high_word};

/// Beyond this the exponential of a double overflows, and beyond the next half of it does.
const EXP_OVERFLOWS: u32 = 0x4086_2e42;
const HALF_OVERFLOWS: f64 = f64::from_bits(0x4086_33ce_8fb9_f87d);

/// The hyperbolic sine.
pub(crate) fn sinh(x: f64) -> f64 {
    let magnitude = x.abs();
    let half = 0.5f64.copysign(x);
    match high_word(magnitude) {
        0x7ff0_0000.. => x,
        ..0x3e30_0000 => x,
        // Below 22.
        high @ 0x3e30_0000..0x4036_0000 => {
            let t = expm1(magnitude);
            if high < 0x3ff0_0000 {
                half * (2.0 * t - t * t / (t + 1.0))
            } else {
                half * (t + t / (t + 1.0))
            }
        }
        _ => large(magnitude, half, x),
    }
}

/// The hyperbolic cosine.
pub(crate) fn cosh(x: f64) -> f64 {
    let magnitude = x.abs();
    match high_word(magnitude) {
        0x7ff0_0000.. => magnitude,
        ..0x3c80_0000 => 1.0,
        // Below half of ln 2.
        0x3c80_0000..0x3fd6_2e43 => {
            let t = expm1(magnitude);
            let w = 1.0 + t;
            1.0 + (t * t) / (w + w)
        }
        0x3fd6_2e43..0x4036_0000 => {
            let t = exp(magnitude);
            0.5 * t + 0.5 / t
        }
        _ => large(magnitude, 0.5, 1.0),
    }
}

/// Half of the exponential of a number from 22 on.
fn large(magnitude: f64, half: f64, sign: f64) -> f64 {
    if high_word(magnitude) < EXP_OVERFLOWS {
        half * exp(magnitude)
    } else if magnitude <= HALF_OVERFLOWS {
        let root = exp(0.5 * magnitude);
        half * root * root
    } else {
        f64::INFINITY.copysign(sign)
    }
}
