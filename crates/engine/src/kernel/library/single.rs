//! `log1p`, `log` and `pow` of `float32`, with the very bits of the C library: the last two compute in doubles and round.
//! Knows the tables only.

use libm::fma;

use super::single_tables::LOGARITHM;
#[cfg(feature = "random")]
use super::single_tables::{LOGARITHM_2, POWERS};

/// `log(1 + x)`, all of it in single precision (fdlibm's method).
#[cfg(any(feature = "complex", feature = "random"))]
pub(crate) fn log1pf(x: f32) -> f32 {
    const LN2_HIGH: f32 = f32::from_bits(0x3f31_7180);
    const LN2_LOW: f32 = f32::from_bits(0x3717_f7d1);
    const LP: [f32; 7] = [
        f32::from_bits(0x3f2a_aaab),
        f32::from_bits(0x3ecc_cccd),
        f32::from_bits(0x3e92_4925),
        f32::from_bits(0x3e63_8e29),
        f32::from_bits(0x3e3a_3325),
        f32::from_bits(0x3e1c_d04f),
        f32::from_bits(0x3e17_8897),
    ];
    if x.is_nan() || x == f32::INFINITY {
        return x;
    }
    if x <= -1.0 {
        return if x == -1.0 {
            f32::NEG_INFINITY
        } else {
            f32::NAN
        };
    }
    let magnitude = x.to_bits() & 0x7fff_ffff;
    if magnitude < 0x3100_0000 {
        return if magnitude < 0x2480_0000 {
            x
        } else {
            x - x * x * 0.5
        };
    }
    let near = if x < 0.0 {
        x.to_bits() <= 0xbe95_f61f
    } else {
        x.to_bits() < 0x3ed4_13d7
    };
    let (f, exponent, lost, tiny) = if near {
        (x, 0, 0.0, false)
    } else {
        // 1 + x = 2**exponent * (1 + f), and what the sum loses.
        let large = x >= f32::from_bits(0x5a00_0000);
        let u = if large { x } else { 1.0 + x };
        let exponent = (u.to_bits() >> 23).cast_signed() - 127;
        let lost = match exponent {
            _ if large => 0.0,
            1.. => (1.0 - (u - x)) / u,
            _ => (x - (u - 1.0)) / u,
        };
        let fraction = u.to_bits() & 0x7f_ffff;
        if fraction < 0x35_04f7 {
            let u = f32::from_bits(fraction | 0x3f80_0000);
            (u - 1.0, exponent, lost, fraction == 0)
        } else {
            let u = f32::from_bits(fraction | 0x3f00_0000);
            let tiny = (0x80_0000 - fraction) >> 2 == 0;
            (u - 1.0, exponent + 1, lost, tiny)
        }
    };
    let k = exponent as f32;
    let half_square = 0.5 * f * f;
    if tiny && f == 0.0 {
        return if exponent == 0 {
            0.0
        } else {
            k * LN2_HIGH + (lost + k * LN2_LOW)
        };
    }
    if tiny {
        let rest = half_square * (1.0 - 0.666_666_7 * f);
        return if exponent == 0 {
            f - rest
        } else {
            k * LN2_HIGH - ((rest - (k * LN2_LOW + lost)) - f)
        };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let series = LP.iter().rev().fold(0.0, |sum, part| (sum + part) * z);
    let part = s * (half_square + series);
    if exponent == 0 {
        f - (half_square - part)
    } else {
        k * LN2_HIGH - ((half_square - (part + (k * LN2_LOW + lost))) - f)
    }
}

/// `x = 2**k * z`: `k`, `z`, and the number of the interval of the tables in which `z` lies.
fn taken_apart(x: f32) -> (f64, f64, usize) {
    let bits = if x < f32::MIN_POSITIVE {
        (x * 8_388_608.0).to_bits().wrapping_sub(23 << 23)
    } else {
        x.to_bits()
    };
    let offset = bits.wrapping_sub(0x3f33_0000);
    let k = f64::from(offset.cast_signed() >> 23);
    let z = f64::from(f32::from_bits(bits.wrapping_sub(offset & 0xff80_0000)));
    (k, z, (offset >> 19) as usize & 15)
}

/// The natural logarithm.
pub(crate) fn logf(x: f32) -> f32 {
    const A: [f64; 3] = [
        f64::from_bits(0xbfd0_0ea3_48b8_8334),
        f64::from_bits(0x3fd5_575b_0be0_0b6a),
        f64::from_bits(0xbfdf_fffe_f20a_4123),
    ];
    if !(x > 0.0 && x.is_finite()) || x == 1.0 {
        return libm::logf(x);
    }
    let (k, z, place) = taken_apart(x);
    let reciprocal = f64::from_bits(LOGARITHM[2 * place]);
    let logarithm = f64::from_bits(LOGARITHM[2 * place + 1]);
    // `libm`'s fused step, which a page that counts logarithms holds already.
    let r = fma(z, reciprocal, -1.0);
    let main = fma(k, std::f64::consts::LN_2, logarithm) + r;
    let square = r * r;
    let series = fma(square, A[0], fma(r, A[1], A[2]));
    fma(square, series, main) as f32
}

/// The logarithm of base 10, all of it in single precision but for the natural one (fdlibm's method).
pub(crate) fn log10f(x: f32) -> f32 {
    const PER_LN10: f32 = f32::from_bits(0x3ede_5bd9);
    const LOG2_HIGH: f32 = f32::from_bits(0x3e9a_2080);
    const LOG2_LOW: f32 = f32::from_bits(0x3554_27db);
    if !(x > 0.0 && x.is_finite()) {
        return libm::logf(x);
    }
    let (scaled, taken) = if x < f32::MIN_POSITIVE {
        (x * 33_554_432.0, 25)
    } else {
        (x, 0)
    };
    // x = 2**whole * rest, with a rest below 1 where the power is negative.
    let exponent = (scaled.to_bits() >> 23).cast_signed() - 127 - taken;
    let one_more = u32::from(exponent < 0);
    let rest = f32::from_bits(scaled.to_bits() & 0x7f_ffff | (0x7f - one_more) << 23);
    let whole = (exponent + one_more.cast_signed()) as f32;
    (whole * LOG2_LOW + PER_LN10 * logf(rest)) + whole * LOG2_HIGH
}

/// `x**y`; the last bit is NumPy's for `x > 0`.
#[cfg(feature = "random")]
pub(crate) fn powf(x: f32, y: f32) -> f32 {
    const A: [f64; 5] = [
        f64::from_bits(0x3fd2_7616_c949_6e0b),
        f64::from_bits(0xbfd7_1969_a075_c67a),
        f64::from_bits(0x3fde_c70a_6ca7_badd),
        f64::from_bits(0xbfe7_1547_48be_f6c8),
        f64::from_bits(0x3ff7_1547_652a_b82b),
    ];
    const C: [f64; 3] = [
        f64::from_bits(0x3fac_6af8_4b91_2394),
        f64::from_bits(0x3fce_bfce_50fa_c4f3),
        f64::from_bits(0x3fe6_2e42_ff0c_52d6),
    ];
    /// Added and taken away again, it rounds to a multiple of 1/32, which then stands in the last bits.
    const ROUNDER: f64 = 211_106_232_532_992.0;
    if !(x > 0.0 && x.is_finite() && y.is_finite()) || y == 0.0 || x == 1.0 {
        return libm::powf(x, y);
    }
    let (k, z, place) = taken_apart(x);
    let reciprocal = f64::from_bits(LOGARITHM_2[2 * place]);
    let logarithm = f64::from_bits(LOGARITHM_2[2 * place + 1]);
    let r = z.mul_add(reciprocal, -1.0);
    let square = r * r;
    let first = r.mul_add(A[4], k + logarithm);
    let second = square.mul_add(r.mul_add(A[2], A[3]), first);
    let product = f64::from(y) * (square * square).mul_add(r.mul_add(A[0], A[1]), second);
    if product >= 128.0 {
        return f32::INFINITY;
    }
    if product <= -150.0 {
        return 0.0;
    }
    let rounded = product + ROUNDER;
    let steps = rounded.to_bits();
    let r = product - (rounded - ROUNDER);
    let scale = f64::from_bits(POWERS[steps as usize & 31].wrapping_add(steps << 47));
    let series = (r * r).mul_add(r.mul_add(C[0], C[1]), r.mul_add(C[2], 1.0));
    (series * scale) as f32
}
