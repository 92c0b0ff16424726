//! `log` by a table of 128 reciprocals and a polynomial; near 1 by a longer polynomial alone.
//! Knows the table only.

use super::logarithm_table::POINTS;

/// `ln 2` in two parts: the first has zeros at its end.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);
/// Coefficients of `r**2` to `r**6`.
const A: [f64; 5] = [
    f64::from_bits(0xbfe0_0000_0000_0001),
    f64::from_bits(0x3fd5_5555_5551_305b),
    f64::from_bits(0xbfcf_ffff_ffeb_4590),
    f64::from_bits(0x3fc9_99b3_24f1_0111),
    f64::from_bits(0xbfc5_5575_e506_c89f),
];
/// Coefficients of `r**2` to `r**12`, for `x = 1 + r` near 1.
const B: [f64; 11] = [
    f64::from_bits(0xbfe0_0000_0000_0000),
    f64::from_bits(0x3fd5_5555_5555_5577),
    f64::from_bits(0xbfcf_ffff_ffff_fdcb),
    f64::from_bits(0x3fc9_9999_9995_dd0c),
    f64::from_bits(0xbfc5_5555_5567_45a7),
    f64::from_bits(0x3fc2_4924_a344_de30),
    f64::from_bits(0xbfbf_ffff_a442_3d65),
    f64::from_bits(0x3fbc_7184_282a_d6ca),
    f64::from_bits(0xbfb9_99eb_43b0_68ff),
    f64::from_bits(0x3fb7_8182_f7af_d085),
    f64::from_bits(0xbfb5_5213_75d1_45cd),
];
/// The start of the table's intervals, 0.6875.
const START: u64 = 0x3fe6_0000_0000_0000;

/// The natural logarithm.
pub(crate) fn log(x: f64) -> f64 {
    let mut bits = x.to_bits();
    // From 1 - 1/16 to 1 + 1.035/16.
    if (0x3fee_0000_0000_0000..0x3ff1_0900_0000_0000).contains(&bits) {
        return if x == 1.0 { 0.0 } else { near_one(x - 1.0) };
    }
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x <= 0.0 {
        return if x == 0.0 {
            f64::NEG_INFINITY
        } else {
            f64::NAN
        };
    }
    if x < f64::MIN_POSITIVE {
        bits = (x * 4_503_599_627_370_496.0)
            .to_bits()
            .wrapping_sub(52 << 52);
    }
    // x = 2**k * z, z in an interval of the table.
    let offset = bits.wrapping_sub(START);
    let place = 2 * ((offset >> 45) as usize & 127);
    let k = (offset.cast_signed() >> 52) as f64;
    let z = f64::from_bits(bits.wrapping_sub(offset & 0xfff0_0000_0000_0000));
    let reciprocal = f64::from_bits(POINTS[place]);
    let logarithm = f64::from_bits(POINTS[place + 1]);
    let r = z.mul_add(reciprocal, -1.0);
    let w = k.mul_add(LN2_HIGH, logarithm);
    let high = w + r;
    let low = k.mul_add(LN2_LOW, (w - high) + r);
    let square = r * r;
    let tail = r.mul_add(A[4], A[3]).mul_add(square, r.mul_add(A[2], A[1]));
    (r * square).mul_add(tail, square.mul_add(A[0], low)) + high
}

#[cfg(feature = "random")]
/// The decimal logarithm: the whole part of the binary one, and `log` of the rest.
pub(crate) fn log10(x: f64) -> f64 {
    const TWO_TO_54: f64 = 18_014_398_509_481_984.0;
    if !(x > 0.0 && x < f64::INFINITY) {
        return libm::log10(x);
    }
    let (x, below) = match x < f64::MIN_POSITIVE {
        true => (x * TWO_TO_54, 54),
        false => (x, 0),
    };
    let bits = x.to_bits();
    let k = (bits >> 52).cast_signed() - 1023 - below;
    // Of numbers below 1 the rest is taken from below 1 too.
    let up = i64::from(k < 0);
    let rest = f64::from_bits(bits & 0x000f_ffff_ffff_ffff | ((0x3ff - up).cast_unsigned() << 52));
    let whole = (k + up) as f64;
    let low = whole * f64::from_bits(0x3d59_fef3_11f1_2b36);
    let tail = low + f64::from_bits(0x3fdb_cb7b_1526_e50e) * log(rest);
    tail + whole * f64::from_bits(0x3fd3_4413_509f_6000)
}

/// `log(1 + r)`.
fn near_one(r: f64) -> f64 {
    let square = r * r;
    let cube = r * square;
    let first = square.mul_add(B[3], r.mul_add(B[2], B[1]));
    let second = square.mul_add(B[6], r.mul_add(B[5], B[4]));
    let third = cube.mul_add(B[10], square.mul_add(B[9], r.mul_add(B[8], B[7])));
    let series = third.mul_add(cube, second).mul_add(cube, first);
    // r's upper half, whose square is exact.
    const SPLIT: f64 = 134_217_728.0;
    let upper = (-SPLIT).mul_add(r, r.mul_add(SPLIT, r));
    let upper_square = upper * upper;
    let high = upper_square.mul_add(B[0], r);
    let low = upper_square.mul_add(B[0], r - high);
    let low = (B[0] * (r - upper)).mul_add(r + upper, low);
    high + series.mul_add(cube, low)
}
