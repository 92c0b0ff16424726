//! `pow` for positive bases: a logarithm in two words, times the exponent, then the step of `exp`.
//! Knows the table only; what is exact anyway (0, infinities, NaN) is left to `libm`.

use super::exponential::{exp_of_sum, exponent_of};
use super::power_table::POINTS;

/// `ln 2` in two parts: the first has zeros at its end.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);
/// Coefficients of the logarithm's series, each in the scale its place in the evaluation gives it.
const A: [f64; 7] = [
    f64::from_bits(0xbfe0_0000_0000_0000),
    f64::from_bits(0xbfe5_5555_5555_5560),
    f64::from_bits(0x3fe0_0000_0000_0006),
    f64::from_bits(0x3fe9_9999_9959_554e),
    f64::from_bits(0xbfe5_5555_5529_a47a),
    f64::from_bits(0xbff2_495b_9b48_45e9),
    f64::from_bits(0x3ff0_002b_8b26_3fc3),
];
/// The start of the table's intervals.
const START: u64 = 0x3fe6_9555_0000_0000;

/// `x**y`; the last bit is NumPy's for `x > 0`.
pub(crate) fn pow(x: f64, y: f64) -> f64 {
    let usual = (0x3be..0x43e).contains(&exponent_of(y));
    if !(x >= f64::MIN_POSITIVE && x.is_finite() && usual) || x == 1.0 {
        return libm::pow(x, y);
    }
    let (high, low) = logarithm(x);
    let product = y * high;
    let rest = y.mul_add(low, y.mul_add(high, -product));
    let exponent = exponent_of(product);
    if exponent < 0x3c9 {
        return 1.0 + product;
    }
    if exponent >= 0x409 {
        return if product < 0.0 { 0.0 } else { f64::INFINITY };
    }
    exp_of_sum(product, Some(rest), exponent >= 0x408)
}

/// `log(x)` as two words.
fn logarithm(x: f64) -> (f64, f64) {
    let bits = x.to_bits();
    let offset = bits.wrapping_sub(START);
    let place = 3 * ((offset >> 45) as usize & 127);
    let k = (offset.cast_signed() >> 52) as f64;
    let z = f64::from_bits(bits.wrapping_sub(offset & 0xfff0_0000_0000_0000));
    let [reciprocal, logarithm, tail] =
        [0, 1, 2].map(|column| f64::from_bits(POINTS[place + column]));
    let r = z.mul_add(reciprocal, -1.0);
    // k * ln 2 + log(c) + r - r**2 / 2, with what each rounding loses.
    let first = k.mul_add(LN2_HIGH, logarithm);
    let second = first + r;
    let lost_first = k.mul_add(LN2_LOW, tail);
    let lost_second = (first - second) + r;
    let half = A[0] * r;
    let half_square = r * half;
    let high = second + half_square;
    let lost_third = half.mul_add(r, -half_square);
    let lost_fourth = (second - high) + half_square;
    let inner = r
        .mul_add(A[6], A[5])
        .mul_add(half_square, r.mul_add(A[4], A[3]));
    let series = half_square.mul_add(inner, r.mul_add(A[2], A[1]));
    let lost = ((lost_first + lost_second) + lost_third) + lost_fourth;
    let low = series.mul_add(r * half_square, lost);
    let total = high + low;
    (total, (high - total) + low)
}
