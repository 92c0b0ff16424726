//! The angle of a point by a table of 241 tangents and short series between them.
//! Knows the table only.
//!
//! The method is the first step of that of IBM's Accurate Mathematical Library, as the C library has it, with its fusing: the
//! tangent is a quotient in two words, and angles beyond an eighth of a turn are found from the nearest quarter turn.

use super::angle_table::ANGLES;

/// pi/2 and pi in two words.
const QUARTER: (f64, f64) = (std::f64::consts::FRAC_PI_2, 6.123233995736766e-17);
const HALF: (f64, f64) = (std::f64::consts::PI, 1.2246467991473532e-16);
/// Coefficients of the arctangent near 0, of `t**3` to `t**13`.
const NEAR: [f64; 6] = [
    f64::from_bits(0xbfd5_5555_5555_5555),
    f64::from_bits(0x3fc9_9999_9999_97fd),
    f64::from_bits(0xbfc2_4924_923f_7603),
    f64::from_bits(0x3fbc_71c6_e512_9a3b),
    f64::from_bits(0xbfb7_4580_22b1_3c25),
    f64::from_bits(0x3fb3_75f0_8b31_cbce),
];

/// The angle of the point with this height and this distance to the right, from -pi to pi.
pub(crate) fn atan2(y: f64, x: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        return f64::NAN;
    }
    angle(y.abs(), x).copysign(y)
}

/// The angle of a point that is not below the axis.
fn angle(high: f64, x: f64) -> f64 {
    use std::f64::consts::FRAC_PI_4;
    let behind = x.is_sign_negative();
    let wide = x.abs();
    if high == 0.0 {
        return if behind { HALF.0 } else { 0.0 };
    }
    if wide == 0.0 {
        return QUARTER.0;
    }
    match (high.is_infinite(), wide.is_infinite(), behind) {
        (true, true, false) => return FRAC_PI_4,
        (true, true, true) => return 3.0 * FRAC_PI_4,
        (true, false, _) => return QUARTER.0,
        (false, true, false) => return 0.0,
        (false, true, true) => return HALF.0,
        _ => {}
    }
    let exponent = |value: f64| (value.to_bits() >> 52).cast_signed();
    match exponent(high) - exponent(wide) {
        57.. => return QUARTER.0,
        ..=-57 if behind => return HALF.0,
        ..=-57 => return high / wide,
        _ => {}
    }
    let (high, wide) = into_the_middle(high, wide);
    let steep = high >= wide;
    let (small, large) = if steep { (wide, high) } else { (high, wide) };
    let tangent = small / large;
    let product = large * tangent;
    let lost = ((small - product) - large.mul_add(tangent, -product)) / large;
    match (behind, steep) {
        (false, false) => from_the_axis(tangent, lost),
        (false, true) => from_a_turn(QUARTER, -tangent, -lost),
        // Behind, a point of 45 degrees counts as flat.
        (true, true) if high > wide => from_a_turn(QUARTER, tangent, lost),
        (true, _) => from_a_turn(HALF, -tangent, -lost),
    }
}

/// Both scaled by a power of two, where one is very small or very large.
fn into_the_middle(high: f64, wide: f64) -> (f64, f64) {
    let (up, down) = (2f64.powi(500), 2f64.powi(-500));
    let (mut high, mut wide) = (high, wide);
    if high < down || wide < down {
        (high, wide) = (high * up, wide * up);
    }
    if high > up || wide > up {
        (high, wide) = (high * down, wide * down);
    }
    (high, wide)
}

/// The sum of two words, and what its rounding lost.
fn sum(a: f64, b: f64) -> (f64, f64) {
    let total = a + b;
    let lost = if a.abs() > b.abs() {
        (a - total) + b
    } else {
        (b - total) + a
    };
    (total, lost)
}

/// The row of the nearest tangent.
fn row(tangent: f64) -> [f64; 7] {
    let near = tangent.mul_add(256.0, 4_503_599_627_370_496.0) - 4_503_599_627_370_496.0;
    let place = (near as usize).saturating_sub(16).min(240);
    ANGLES[place].map(f64::from_bits)
}

/// What the series of the arctangent near 0 has after its first term, over the cube.
fn bend(square: f64) -> f64 {
    NEAR[..5]
        .iter()
        .rev()
        .fold(NEAR[5], |series, &part| series.mul_add(square, part))
}

/// The angle of a point before the axis, below 45 degrees.
fn from_the_axis(tangent: f64, lost: f64) -> f64 {
    if tangent < 1.0 / 16.0 {
        let square = tangent * tangent;
        return tangent + (tangent * square).mul_add(bend(square), lost);
    }
    let [at, known, first, second, third, fourth, fifth] = row(tangent);
    let (rest, rest_lost) = sum(tangent - at, lost);
    let series = fifth
        .mul_add(rest, fourth)
        .mul_add(rest, third)
        .mul_add(rest, second);
    let more = rest_lost.mul_add(first, rest * rest * series);
    known + rest.mul_add(first, more)
}

/// The angle that this tangent, which may be negative, adds to a turn.
fn from_a_turn(turn: (f64, f64), tangent: f64, lost: f64) -> f64 {
    let sign = 1f64.copysign(tangent);
    let (tangent, lost) = (tangent.abs(), lost * sign);
    if tangent < 1.0 / 16.0 {
        let square = tangent * tangent;
        let more = tangent * square * bend(square);
        let (main, rest) = sum(turn.0, sign * tangent);
        return main + (((turn.1 + rest) + sign * lost) + sign * more);
    }
    let [at, known, first, second, third, fourth, fifth] = row(tangent);
    let rest = (tangent - at) + lost;
    let series = fifth
        .mul_add(rest, fourth)
        .mul_add(rest, third)
        .mul_add(rest, second)
        .mul_add(rest, first);
    (turn.0 + sign * known) + (sign * rest).mul_add(series, turn.1)
}
