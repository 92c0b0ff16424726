//! `log1p` and `expm1`: exact near 0, by rational approximations.
//! Knows numbers only.

use super::{high_word, with_high_word};

/// `ln 2` in two parts: the first has zeros at its end.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);
/// `1 / ln 2`
const PER_LN2: f64 = std::f64::consts::LOG2_E;
/// Coefficients of the logarithm's series in `s * s`, `s = f / (2 + f)`.
const LP: [f64; 7] = [
    0.6666666666666735,
    0.3999999999940942,
    0.2857142874366239,
    0.22222198432149784,
    0.1818357216161805,
    0.15313837699209373,
    0.14798198605116586,
];
/// Coefficients of the exponential's series.
const Q: [f64; 5] = [
    -0.03333333333333313,
    0.0015873015872548146,
    -7.93650757867488e-05,
    4.008217827329362e-06,
    -2.0109921818362437e-07,
];

/// `log(1 + x)`.
pub(crate) fn log1p(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x <= -1.0 {
        return if x == -1.0 {
            f64::NEG_INFINITY
        } else {
            f64::NAN
        };
    }
    let magnitude = high_word(x) & 0x7fff_ffff;
    if magnitude < 0x3e20_0000 {
        return if magnitude < 0x3c90_0000 {
            x
        } else {
            (x * x).mul_add(-0.5, x)
        };
    }
    // From sqrt(2)/2 - 1 to sqrt(2) - 1 nothing is taken out.
    let near = if x < 0.0 {
        high_word(x) <= 0xbfd2_bec3
    } else {
        high_word(x) < 0x3fda_827a
    };
    if near {
        let half_square = 0.5 * x * x;
        return x - (half_square - logarithm_part(x, half_square));
    }
    // 1 + x = 2**k * (1 + f), and what the sum loses.
    let (u, exponent, lost) = if x < 9_007_199_254_740_992.0 {
        let u = 1.0 + x;
        let exponent = (high_word(u) >> 20).cast_signed() - 1023;
        let lost = if exponent > 0 {
            1.0 - (u - x)
        } else {
            x - (u - 1.0)
        };
        (u, exponent, lost / u)
    } else {
        (x, (high_word(x) >> 20).cast_signed() - 1023, 0.0)
    };
    let fraction = high_word(u) & 0xf_ffff;
    let (u, exponent, tiny) = if fraction < 0x6_a09e {
        let u = with_high_word(u, fraction | 0x3ff0_0000);
        (u, exponent, fraction == 0)
    } else {
        let u = with_high_word(u, fraction | 0x3fe0_0000);
        (u, exponent + 1, (0x10_0000 - fraction) >> 2 == 0)
    };
    let k = f64::from(exponent);
    let f = u - 1.0;
    let half_square = 0.5 * f * f;
    let low = k.mul_add(LN2_LOW, lost);
    if tiny && f == 0.0 {
        return if exponent == 0 {
            0.0
        } else {
            k.mul_add(LN2_HIGH, low)
        };
    }
    if tiny {
        let rest = f.mul_add(-0.666_666_666_666_666_6, 1.0) * half_square;
        return if exponent == 0 {
            f - rest
        } else {
            k.mul_add(LN2_HIGH, -((rest - low) - f))
        };
    }
    let part = logarithm_part(f, half_square);
    if exponent == 0 {
        f - (half_square - part)
    } else {
        k.mul_add(LN2_HIGH, -((half_square - (low + part)) - f))
    }
}

/// `s * (f * f / 2 + R)`, by which `log(1 + f)` differs from `f - f * f / 2`.
fn logarithm_part(f: f64, half_square: f64) -> f64 {
    let s = f / (f + 2.0);
    let z = s * s;
    let second = z.mul_add(LP[2], LP[1]);
    let third = z.mul_add(LP[4], LP[3]);
    let fourth = z.mul_add(LP[6], LP[5]);
    let z2 = z * z;
    let z4 = z2 * z2;
    let series = z.mul_add(LP[0], z2 * second);
    let series = z4.mul_add(third, series);
    let series = (z2 * z4).mul_add(fourth, series);
    s * (series + half_square)
}

/// `e**x - 1`.
pub(crate) fn expm1(x: f64) -> f64 {
    let high = high_word(x);
    let magnitude = high & 0x7fff_ffff;
    if x.is_nan() || magnitude < 0x3c90_0000 {
        return x;
    }
    if x > 709.782_712_893_384 {
        return f64::INFINITY;
    }
    // 56 ln 2
    if magnitude >= 0x4043_687a && x < 0.0 {
        return -1.0;
    }
    // 0.5 ln 2, 1.5 ln 2
    let (k, main, low) = if magnitude <= 0x3fd6_2e42 {
        (0, x, 0.0)
    } else if magnitude < 0x3ff0_a2b2 {
        if x > 0.0 {
            (1, x - LN2_HIGH, LN2_LOW)
        } else {
            (-1, x + LN2_HIGH, -LN2_LOW)
        }
    } else {
        let k = (x * PER_LN2 + 0.5_f64.copysign(x)) as i32;
        let turns = f64::from(k);
        (k, (-turns).mul_add(LN2_HIGH, x), turns * LN2_LOW)
    };
    let r = if k == 0 { x } else { main - low };
    let lost = (main - r) - low;
    let half = 0.5 * r;
    let half_square = r * half;
    let square = half_square * half_square;
    let series = square.mul_add(
        half_square.mul_add(Q[2], Q[1]),
        half_square.mul_add(Q[0], 1.0),
    );
    let series = (square * square).mul_add(half_square.mul_add(Q[4], Q[3]), series);
    let t = (-series).mul_add(half, 3.0);
    let e = half_square * ((series - t) / (-r).mul_add(t, 6.0));
    if k == 0 {
        return r - e.mul_add(r, -half_square);
    }
    let e = (e - lost).mul_add(r, -lost) - half_square;
    match k {
        -1 => (r - e).mul_add(0.5, -0.5),
        1 if r < -0.25 => -2.0 * (e - (r + 0.5)),
        1 => (r - e).mul_add(2.0, 1.0),
        ..=-2 | 57.. => times_power(1.0 - (e - r), k) - 1.0,
        2..20 => {
            let one_less = with_high_word(0.0, 0x3ff0_0000 - (0x20_0000 >> k));
            times_power(one_less - (e - r), k)
        }
        _ => {
            let power = with_high_word(0.0, ((0x3ff - k) << 20).cast_unsigned());
            times_power((r - (e + power)) + 1.0, k)
        }
    }
}

/// A power of two times a number, within the normal range.
fn times_power(x: f64, k: i32) -> f64 {
    with_high_word(x, high_word(x).wrapping_add((k << 20).cast_unsigned()))
}
