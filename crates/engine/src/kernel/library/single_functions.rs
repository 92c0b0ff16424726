//! Functions of `float32` beneath the complex ones: exponentials and sines by way of doubles, the others in single precision.
//! Knows the tables only.
//!
//! `expf` and the sines follow Arm's optimized routines (2017, 2018), the angle, `expm1f` and the hyperbolic functions fdlibm
//! (Sun Microsystems, 1993).

use super::sine_table::TURNS;
use super::single_tables::POWERS;

/// `e**x`.
pub(crate) fn expf(x: f32) -> f32 {
    /// `32 / ln 2`, and coefficients of `r**3` down to `r`, each in the scale of 32 steps.
    const PER_STEP: f64 = f64::from_bits(0x4047_1547_652b_82fe);
    const C: [f64; 3] = [
        f64::from_bits(0x3ebc_6af8_4b91_2394),
        f64::from_bits(0x3f2e_bfce_50fa_c4f3),
        f64::from_bits(0x3f96_2e42_ff0c_52d6),
    ];
    const ROUNDER: f64 = 6_755_399_441_055_744.0;
    if x.is_nan() {
        return x;
    }
    if x > f32::from_bits(0x42b1_7217) {
        return f32::INFINITY;
    }
    if x < f32::from_bits(0xc2cf_f1b4) {
        return 0.0;
    }
    let wide = f64::from(x);
    let rounded = PER_STEP.mul_add(wide, ROUNDER);
    let steps = rounded.to_bits();
    let r = PER_STEP.mul_add(wide, -(rounded - ROUNDER));
    let scale = f64::from_bits(POWERS[steps as usize & 31].wrapping_add(steps << 47));
    let series = (r * r).mul_add(C[0].mul_add(r, C[1]), C[2].mul_add(r, 1.0));
    (series * scale) as f32
}

/// The sine and the cosine of an angle; both NaN where it is infinite.
pub(crate) fn sin_cosf(x: f32) -> (f32, f32) {
    /// `2**24 * 2 / pi`
    const PER_QUARTER: f64 = f64::from_bits(0x4164_5f30_6dc9_c883);
    let wide = f64::from(x);
    // The upper bits of the magnitude, without the last 20: below pi/4, 2**-12, 120.
    match x.to_bits() >> 20 & 0x7ff {
        ..0x398 => (x, 1.0),
        0x398..0x3f4 => series(wide, 0),
        0x3f4..0x42f => {
            let n = ((wide * PER_QUARTER) as i32 + 0x80_0000) >> 24;
            series(
                (-f64::from(n)).mul_add(std::f64::consts::FRAC_PI_2, wide),
                n.cast_unsigned(),
            )
        }
        0x42f..0x7f8 => {
            let (quarter, rest) = with_all_digits(x.to_bits());
            let (sin, cos) = series(rest, quarter);
            // The angle was taken without its sign.
            (if x < 0.0 { -sin } else { sin }, cos)
        }
        _ => (f32::NAN, f32::NAN),
    }
}

/// The sine and the cosine of so many quarter turns and a rest.
fn series(x: f64, quarter: u32) -> (f32, f32) {
    const COS: [f64; 4] = [
        f64::from_bits(0xbfdf_ffff_fd0c_621c),
        f64::from_bits(0x3fa5_5553_e106_8f19),
        f64::from_bits(0xbf56_c087_e89a_359d),
        f64::from_bits(0x3ef9_9343_027b_f8c3),
    ];
    const SIN: [f64; 3] = [
        f64::from_bits(0xbfc5_5554_5995_a603),
        f64::from_bits(0x3f81_1076_0523_0bc4),
        f64::from_bits(0xbf29_94eb_3774_cf24),
    ];
    let square = x * x;
    let fourth = square * square;
    let cube = square * x;
    let sin = (cube * square).mul_add(square.mul_add(SIN[2], SIN[1]), cube.mul_add(SIN[0], x));
    let cos = (fourth * square).mul_add(
        square.mul_add(COS[3], COS[2]),
        fourth.mul_add(COS[1], square.mul_add(COS[0], 1.0)),
    );
    let (sin, cos) = (sin as f32, cos as f32);
    match quarter & 3 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// The nearest quarter turn of an angle of 120 or more, and the rest: 96 digits of 4/pi around the point are enough.
fn with_all_digits(bits: u32) -> (u32, f64) {
    // The digits of 4/pi that count from here on, 8 to an entry.
    let digits = |entry: u32| {
        let end = 8 * entry + 8;
        let wide = u128::from(TURNS[0]) << 64 | u128::from(TURNS[1]);
        let more = u128::from(TURNS[2]) << 64 | u128::from(TURNS[3]);
        let taken = if end <= 128 {
            wide >> (128 - end)
        } else {
            wide << (end - 128) | more >> (256 - end)
        };
        taken as u32
    };
    let first = bits >> 26 & 15;
    let mantissa = u64::from((bits & 0x7f_ffff | 0x80_0000) << (bits >> 23 & 7));
    let above = mantissa.wrapping_mul(u64::from(digits(first)));
    let middle = mantissa.wrapping_mul(u64::from(digits(first + 4)));
    let below = mantissa.wrapping_mul(u64::from(digits(first + 8)));
    let product = (below >> 32 | above << 32).wrapping_add(middle);
    let quarter = product.wrapping_add(1 << 61) >> 62;
    let rest = product.wrapping_sub(quarter << 62).cast_signed();
    const PER_UNIT: f64 = f64::from_bits(0x3c19_21fb_5444_2d18);
    (quarter as u32, rest as f64 * PER_UNIT)
}

/// `e**x - 1`.
pub(crate) fn expm1f(x: f32) -> f32 {
    const LN2_HIGH: f32 = f32::from_bits(0x3f31_7180);
    const LN2_LOW: f32 = f32::from_bits(0x3717_f7d1);
    const Q: [f32; 5] = [
        f32::from_bits(0xbd08_8889),
        f32::from_bits(0x3ad0_0d01),
        f32::from_bits(0xb8a6_70cd),
        f32::from_bits(0x3686_7e54),
        f32::from_bits(0xb457_edbb),
    ];
    let magnitude = x.to_bits() & 0x7fff_ffff;
    if x.is_nan() || magnitude < 0x3300_0000 {
        return x;
    }
    if x >= f32::from_bits(0x42b1_7218) {
        return f32::INFINITY;
    }
    // 27 ln 2
    if magnitude >= 0x4195_b844 && x < 0.0 {
        return -1.0;
    }
    // 0.5 ln 2, 1.5 ln 2
    let (k, main, low) = if magnitude <= 0x3eb1_7218 {
        (0, x, 0.0)
    } else if magnitude < 0x3f85_1592 {
        if x > 0.0 {
            (1, x - LN2_HIGH, LN2_LOW)
        } else {
            (-1, x + LN2_HIGH, -LN2_LOW)
        }
    } else {
        let k = (f32::from_bits(0x3fb8_aa3b) * x + 0.5f32.copysign(x)) as i32;
        let turns = k as f32;
        (k, x - turns * LN2_HIGH, turns * LN2_LOW)
    };
    let r = if k == 0 { x } else { main - low };
    let lost = (main - r) - low;
    let half = 0.5 * r;
    let half_square = r * half;
    let series = Q
        .iter()
        .rev()
        .fold(0.0, |sum, part| (part + sum) * half_square)
        + 1.0;
    let t = 3.0 - series * half;
    let e = half_square * ((series - t) / (6.0 - r * t));
    if k == 0 {
        return r - (r * e - half_square);
    }
    let e = (r * (e - lost) - lost) - half_square;
    let times_power =
        |value: f32| f32::from_bits(value.to_bits().wrapping_add((k << 23).cast_unsigned()));
    match k {
        -1 => 0.5 * (r - e) - 0.5,
        1 if r < -0.25 => -2.0 * (e - (r + 0.5)),
        1 => 1.0 + 2.0 * (r - e),
        ..=-2 | 57.. => times_power(1.0 - (e - r)) - 1.0,
        2..23 => times_power(f32::from_bits(0x3f80_0000 - (0x100_0000 >> k)) - (e - r)),
        _ => {
            let power = f32::from_bits(((0x7f - k) << 23).cast_unsigned());
            times_power((r - (e + power)) + 1.0)
        }
    }
}

/// Beyond this the exponential overflows, and beyond the next half of it does.
const EXP_OVERFLOWS: u32 = 0x42b1_7180;
const HALF_OVERFLOWS: u32 = 0x42b2_d4fc;

/// The hyperbolic sine.
pub(crate) fn sinhf(x: f32) -> f32 {
    let magnitude = x.abs();
    let half = 0.5f32.copysign(x);
    match magnitude.to_bits() {
        0x7f80_0000.. => x,
        ..0x3180_0000 => x,
        // Below 22.
        bits @ 0x3180_0000..0x41b0_0000 => {
            let t = expm1f(magnitude);
            if bits < 0x3f80_0000 {
                half * (2.0 * t - t * t / (t + 1.0))
            } else {
                half * (t + t / (t + 1.0))
            }
        }
        _ => large(magnitude, half, x),
    }
}

/// The hyperbolic cosine.
pub(crate) fn coshf(x: f32) -> f32 {
    let magnitude = x.abs();
    match magnitude.to_bits() {
        0x7f80_0000.. => magnitude,
        ..0x2400_0000 => 1.0,
        // Below half of ln 2.
        0x2400_0000..0x3eb1_7218 => {
            let t = expm1f(magnitude);
            let w = 1.0 + t;
            1.0 + (t * t) / (w + w)
        }
        0x3eb1_7218..0x41b0_0000 => {
            let t = expf(magnitude);
            0.5 * t + 0.5 / t
        }
        _ => large(magnitude, 0.5, 1.0),
    }
}

/// Half of the exponential of a number from 22 on.
fn large(magnitude: f32, half: f32, sign: f32) -> f32 {
    match magnitude.to_bits() {
        ..EXP_OVERFLOWS => half * expf(magnitude),
        EXP_OVERFLOWS..=HALF_OVERFLOWS => {
            let root = expf(0.5 * magnitude);
            half * root * root
        }
        _ => f32::INFINITY.copysign(sign),
    }
}

/// The length over two sides, by way of doubles. Infinite sides win over NaN.
pub(crate) fn hypotf(x: f32, y: f32) -> f32 {
    if x.is_infinite() || y.is_infinite() {
        return f32::INFINITY;
    }
    let (x, y) = (f64::from(x), f64::from(y));
    (x * x + y * y).sqrt() as f32
}

/// `x**2 + y**2 - 1` for two numbers below 1 whose squares make at least a half.
pub(crate) fn square_less_onef(x: f32, y: f32) -> f32 {
    let (x, y) = (f64::from(x), f64::from(y));
    ((x - 1.0) * (x + 1.0) + y * y) as f32
}

/// The angle of the point with this height and this distance to the right, from -pi to pi.
pub(crate) fn atan2f(y: f32, x: f32) -> f32 {
    use std::f32::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    const PI_LOW: f32 = f32::from_bits(0xb3bb_bd2e);
    if x.is_nan() || y.is_nan() {
        return f32::NAN;
    }
    if x == 1.0 {
        return atanf(y);
    }
    let behind = x.is_sign_negative();
    let exact = if y == 0.0 {
        Some(if behind { PI } else { 0.0 })
    } else if x == 0.0 {
        Some(FRAC_PI_2)
    } else {
        match (x.is_infinite(), y.is_infinite()) {
            (true, true) => Some(if behind { 3.0 * FRAC_PI_4 } else { FRAC_PI_4 }),
            (true, false) => Some(if behind { PI } else { 0.0 }),
            (false, true) => Some(FRAC_PI_2),
            (false, false) => None,
        }
    };
    if let Some(angle) = exact {
        return angle.copysign(y);
    }
    let magnitude = |value: f32| (value.to_bits() & 0x7fff_ffff).cast_signed();
    let apart = (magnitude(y) - magnitude(x)) >> 23;
    let angle = if apart > 60 {
        FRAC_PI_2 + 0.5 * PI_LOW
    } else if behind && apart < -60 {
        0.0
    } else {
        atanf((y / x).abs())
    };
    match (behind, y.is_sign_negative()) {
        (false, false) => angle,
        (false, true) => -angle,
        (true, false) => PI - (angle - PI_LOW),
        (true, true) => (angle - PI_LOW) - PI,
    }
}

/// The angle with this tangent.
fn atanf(x: f32) -> f32 {
    /// Angles of 0.5, 1, 1.5 and infinity, in two words.
    const KNOWN: [(f32, f32); 4] = [
        (f32::from_bits(0x3eed_6338), f32::from_bits(0x31ac_3769)),
        (f32::from_bits(0x3f49_0fda), f32::from_bits(0x3322_2168)),
        (f32::from_bits(0x3f7b_985e), f32::from_bits(0x3314_0fb4)),
        (f32::from_bits(0x3fc9_0fda), f32::from_bits(0x33a2_2168)),
    ];
    const T: [f32; 11] = [
        f32::from_bits(0x3eaa_aaab),
        f32::from_bits(0xbe4c_cccd),
        f32::from_bits(0x3e12_4925),
        f32::from_bits(0xbde3_8e38),
        f32::from_bits(0x3dba_2e6e),
        f32::from_bits(0xbd9d_8795),
        f32::from_bits(0x3d88_6b35),
        f32::from_bits(0xbd6e_f16b),
        f32::from_bits(0x3d4b_da59),
        f32::from_bits(0xbd15_a221),
        f32::from_bits(0x3c85_69d7),
    ];
    let magnitude = x.abs();
    let (known, t) = match magnitude.to_bits() {
        // From 2**25 on.
        0x4c00_0000.. => return (KNOWN[3].0 + KNOWN[3].1).copysign(x),
        ..0x3100_0000 => return x,
        0x3100_0000..0x3ee0_0000 => (None, x),
        0x3ee0_0000..0x3f30_0000 => (Some(KNOWN[0]), (2.0 * magnitude - 1.0) / (2.0 + magnitude)),
        0x3f30_0000..0x3f98_0000 => (Some(KNOWN[1]), (magnitude - 1.0) / (magnitude + 1.0)),
        0x3f98_0000..0x401c_0000 => (Some(KNOWN[2]), (magnitude - 1.5) / (1.0 + 1.5 * magnitude)),
        _ => (Some(KNOWN[3]), -1.0 / magnitude),
    };
    let z = t * t;
    let w = z * z;
    let every_second = |from: usize| {
        T.iter()
            .skip(from)
            .step_by(2)
            .rev()
            .fold(0.0, |sum, part| part + w * sum)
    };
    let series = z * every_second(0) + w * every_second(1);
    match known {
        None => t - t * series,
        Some((high, low)) => (high - ((t * series - low) - t)).copysign(x),
    }
}
