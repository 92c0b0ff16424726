//! The arc cosine by a table of 216 polynomials around as many centers, a series near 0, and a square root near 1.
//! Knows the table only.
//!
//! The method is the first step of that of IBM's Accurate Mathematical Library, as the C library has it, with its fusing.

use super::arc_table::{EIGHT, FIVE, NINE, SEVEN, SIX};

/// pi/2 in two words.
const QUARTER: (f64, f64) = (std::f64::consts::FRAC_PI_2, 6.123233995736766e-17);
/// Coefficients of the arc sine near 0, of `x**3` to `x**13`.
const NEAR: [f64; 6] = [
    0.1666666666666641,
    0.07500000000261227,
    0.044642856142105974,
    0.03038212685821193,
    0.022355121102652562,
    0.018138290340456505,
];
/// Coefficients of `1 / sqrt(1 - r)` near 0.
const ROOT: [f64; 4] = [
    0.9999999998599908,
    0.4999999994959554,
    0.3750175008673452,
    0.31252362655451865,
];

/// The angle from 0 to pi that has this cosine.
pub(crate) fn acos(x: f64) -> f64 {
    let high = super::high_word(x) & 0x7fff_ffff;
    let wide = x.abs();
    // 2**-55, 1/8, 1/4, 1/2, 3/4, 59/64, 61/64, 31/32 and 1.
    match high {
        ..0x3c88_0000 => QUARTER.0,
        0x3c88_0000..0x3fc0_0000 => {
            let square = x * x;
            let rest = QUARTER.0 - x;
            let lost = ((QUARTER.0 - rest) - x) + QUARTER.1;
            rest + (-series(square)).mul_add(x * square, lost)
        }
        0x3fc0_0000..0x3fd0_0000 => {
            let place = (high & 0xf_ffff) >> 15;
            around(x, center(0.125, place, 32), &FIVE[place as usize])
        }
        0x3fd0_0000..0x3fe0_0000 => {
            let place = (high & 0xf_ffff) >> 14;
            around(x, center(0.25, place, 64), &FIVE[32 + place as usize])
        }
        0x3fe0_0000..0x3fef_0000 => {
            let place = (high & 0xf_ffff) >> 13;
            let center = center(0.5, place, 128);
            match place as usize {
                nth @ ..64 => around(x, center, &SIX[nth]),
                nth @ 64..108 => around(x, center, &SEVEN[nth - 64]),
                nth @ 108..116 => around(x, center, &EIGHT[nth - 108]),
                nth => around(x, center, &NINE[nth.min(119) - 116]),
            }
        }
        0x3fef_0000..0x3ff0_0000 => by_root(wide, x < 0.0),
        _ if wide == 1.0 && x > 0.0 => 0.0,
        _ if wide == 1.0 => 2.0 * QUARTER.0,
        _ => f64::NAN,
    }
}

/// The middle of one of so many parts between a power of two and the next.
fn center(power: f64, place: u32, parts: u32) -> f64 {
    power * (1.0 + (f64::from(place) + 0.5) / f64::from(parts))
}

/// The series of the arc sine without its first term, divided by the cube of its argument.
fn series(square: f64) -> f64 {
    let [rest @ .., last] = NEAR;
    rest.iter()
        .rev()
        .fold(last, |sum, &part| sum.mul_add(square, part))
}

/// By a polynomial around a center: coefficients from the first power on, then the arc sine there in two words, the lower first.
fn around<const N: usize>(x: f64, center: f64, row: &[u64; N]) -> f64 {
    let row = row.map(f64::from_bits);
    let [first, rest @ .., last, low, high] = row.as_slice() else {
        return f64::NAN;
    };
    let step = x.abs() - center;
    let sum = rest
        .iter()
        .rev()
        .fold(*last, |sum, &part| sum.mul_add(step, part));
    let turned = step.mul_add(*first, (step * step).mul_add(sum, *low));
    if x > 0.0 {
        (QUARTER.1 - turned) + (QUARTER.0 - high)
    } else {
        (QUARTER.1 + turned) + (QUARTER.0 + high)
    }
}

/// Near 1: twice the arc sine of the root of half the distance, the root in two words.
fn by_root(wide: f64, behind: bool) -> f64 {
    /// Added and taken away again, it leaves the upper half of a number's digits.
    const SPLIT: f64 = 134_217_728.0;
    let half = 0.5 * (1.0 - wide);
    let guess = guess_of_root(half);
    let off = (-(guess * guess)).mul_add(half, 1.0);
    let [rest @ .., last] = ROOT;
    let inverse = rest
        .iter()
        .rev()
        .fold(last, |sum, &part| sum.mul_add(off, part))
        * guess;
    let root = half * inverse;
    let better = (-(0.5 * inverse)).mul_add(root, 1.5);
    let upper = (-SPLIT).mul_add(root, root.mul_add(SPLIT, root));
    let lower = (-upper).mul_add(upper, half) / better.mul_add(root, upper);
    let beyond = series(half) * half * (upper + lower);
    let angle = if behind {
        (QUARTER.0 - upper) + ((QUARTER.1 - lower) - beyond)
    } else {
        upper + (lower + beyond)
    };
    angle + angle
}

/// One over the root of the middle of the 128th part of two powers of two in which a number lies.
fn guess_of_root(number: f64) -> f64 {
    let high = super::high_word(number);
    let part = high >> 14 & 63;
    let middle = 1.0 + (f64::from(part) + 0.5) / 64.0;
    let even = high >> 20 & 1 == 0;
    let root = libm::sqrt(if even { 2.0 / middle } else { 1.0 / middle });
    root * 2f64.powi(511 - (high >> 21) as i32)
}
