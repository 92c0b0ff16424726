//! `exp` by a table of 128 powers of two and a polynomial of degree 5; the same step serves `pow`.
//! Knows the table only.

use super::exponential_table::POWERS;

/// `128 / ln 2`
const PER_STEP: f64 = f64::from_bits(0x4067_1547_652b_82fe);
/// `-ln 2 / 128` in two parts: the first has zeros at its end.
const STEP_HIGH: f64 = f64::from_bits(0xbf76_2e42_fefa_0000);
const STEP_LOW: f64 = f64::from_bits(0xbd0c_f79a_bc9e_3b3a);
/// Coefficients of `r**2` to `r**5`.
const C: [f64; 4] = [
    f64::from_bits(0x3fdf_ffff_ffff_fdbd),
    f64::from_bits(0x3fc5_5555_5555_543c),
    f64::from_bits(0x3fa5_5555_cf17_2b91),
    f64::from_bits(0x3f81_1111_67a4_d017),
];
/// Added and taken away again, it rounds to an integer, which then stands in the last bits.
const ROUNDER: f64 = 6_755_399_441_055_744.0;

/// `e**x`.
pub(crate) fn exp(x: f64) -> f64 {
    let exponent = exponent_of(x);
    if exponent < 0x3c9 || x.is_nan() {
        // So near to 0, also subnormal.
        return 1.0 + x;
    }
    if exponent >= 0x409 {
        return if x < 0.0 { 0.0 } else { f64::INFINITY };
    }
    exp_of_sum(x, None, exponent >= 0x408)
}

/// The exponent's bits, without the sign.
pub(super) fn exponent_of(x: f64) -> u64 {
    x.to_bits() >> 52 & 0x7ff
}

/// `e**(x + rest)` for an `x` that is neither tiny nor beyond 1024; `near_ends` where the result may leave the range.
pub(super) fn exp_of_sum(x: f64, rest: Option<f64>, near_ends: bool) -> f64 {
    let rounded = x.mul_add(PER_STEP, ROUNDER);
    let steps = rounded.to_bits();
    let k = rounded - ROUNDER;
    let main = k.mul_add(STEP_HIGH, x);
    let r = match rest {
        None => k.mul_add(STEP_LOW, main),
        Some(rest) => rest + k.mul_add(STEP_LOW, main),
    };
    let place = 2 * (steps as usize & 127);
    let tail = f64::from_bits(POWERS[place]);
    let bits = POWERS[place + 1].wrapping_add(steps << 45);
    let square = r * r;
    let low = r.mul_add(C[1], C[0]).mul_add(square, r + tail);
    let more = (square * square).mul_add(r.mul_add(C[3], C[2]), low);
    if near_ends {
        return scaled_in_steps(more, bits, steps);
    }
    let scale = f64::from_bits(bits);
    scale.mul_add(more, scale)
}

/// `2**k * (1 + more)` where the power itself, or the result, may be beyond the range of a double.
fn scaled_in_steps(more: f64, bits: u64, steps: u64) -> f64 {
    if steps & 0x8000_0000 == 0 {
        let scale = f64::from_bits(bits.wrapping_sub(1009 << 52));
        return f64::from_bits(0x7f00_0000_0000_0000) * scale.mul_add(more, scale);
    }
    let scale = f64::from_bits(bits.wrapping_add(1022 << 52));
    let small = more * scale;
    let mut y = scale + small;
    if y < 1.0 {
        // Rounded to the digits a subnormal number keeps, so that the last product is exact.
        let lost = (scale - y) + small;
        let high = 1.0 + y;
        let low = ((1.0 - high) + y) + lost;
        y = (low + high) - 1.0;
    }
    f64::MIN_POSITIVE * y
}
