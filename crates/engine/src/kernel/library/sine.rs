//! Sine and cosine by a table of 110 steps of 1/128 and short polynomials between them.
//! Knows the tables only.
//!
//! The method is that of IBM's Accurate Mathematical Library as the C library has it, with its fusing; the angle is brought
//! into the first quadrants with three words of pi/2, or, when it is large, with as many digits of 2/pi as it needs (M. Payne
//! and R. Hanek, 1983).

use super::sine_table::{STEPS, TURNS};

/// pi/2 in two words.
const QUARTER: (f64, f64) = (std::f64::consts::FRAC_PI_2, 6.123233995736766e-17);
/// Coefficients of the sine beside a step, of `x**3` and `x**5`.
const S: [f64; 2] = [
    f64::from_bits(0xbfc5_5555_5555_5515),
    f64::from_bits(0x3f81_1110_e829_872f),
];
/// Coefficients of the cosine beside a step, of `x**4` and `x**6`.
const C: [f64; 2] = [
    f64::from_bits(0xbfa5_5555_5555_5535),
    f64::from_bits(0x3f56_c16b_edd9_e239),
];
/// Coefficients of the sine near 0, of `x**3` to `x**11`.
const NEAR: [f64; 5] = [
    f64::from_bits(0xbfc5_5555_5555_5555),
    f64::from_bits(0x3f81_1111_1111_0ece),
    f64::from_bits(0xbf2a_01a0_19db_08b8),
    f64::from_bits(0x3ec7_1de2_7b9a_7ed9),
    f64::from_bits(0xbe5a_ddff_c2fc_df59),
];

/// The sine and the cosine of an angle; both NaN where it is infinite.
pub(crate) fn sin_cos(x: f64) -> (f64, f64) {
    let high = super::high_word(x) & 0x7fff_ffff;
    // 2**-27, 0.855469, 2.426265, 105414350 and infinity.
    match high {
        ..0x3e40_0000 => (x, 1.0),
        0x3e40_0000..0x3feb_6000 => (sine(x, 0.0), cosine(x, 0.0)),
        0x3feb_6000..0x4003_68fd => {
            let rest = QUARTER.0 - x.abs();
            let a = rest + QUARTER.1;
            let low = (rest - a) + QUARTER.1;
            (cosine(a, low).copysign(x), sine(a, low))
        }
        0x4003_68fd..0x7ff0_0000 => {
            let (quarter, a, low) = quadrant(x, high);
            let (a, low) = match quarter {
                1 | 2 => (-a, -low),
                _ => (a, low),
            };
            let (sin, cos) = (sine(a, low), cosine(a, low));
            let cos = if quarter & 2 == 0 { cos } else { -cos };
            if quarter & 1 == 0 {
                (sin, cos)
            } else {
                (cos, sin)
            }
        }
        _ => (f64::NAN, f64::NAN),
    }
}

/// The sine alone, which in one range differs from that of [`sin_cos`] by a rounding.
#[cfg(feature = "complex")]
pub(crate) fn sin(x: f64) -> f64 {
    let high = super::high_word(x) & 0x7fff_ffff;
    match high {
        ..0x3e50_0000 => x,
        0x3e50_0000..0x3feb_6000 => sine(x, 0.0),
        0x3feb_6000..0x4003_68fd => cosine(QUARTER.0 - x.abs(), QUARTER.1).copysign(x),
        0x4003_68fd..0x7ff0_0000 => {
            let (quarter, a, low) = quadrant(x, high);
            let value = if quarter & 1 == 0 {
                sine(a, low)
            } else {
                cosine(a, low)
            };
            if quarter & 2 == 0 { value } else { -value }
        }
        _ => f64::NAN,
    }
}

/// Which quarter turn is nearest, modulo 4, and what is left of the angle, in two words.
fn quadrant(x: f64, high: u32) -> (u32, f64, f64) {
    if high < 0x4199_21fb {
        in_three_words(x)
    } else {
        with_all_digits(x)
    }
}

fn in_three_words(x: f64) -> (u32, f64, f64) {
    /// `2 / pi`
    const PER_QUARTER: f64 = f64::from_bits(0x3fe4_5f30_6dc9_c883);
    /// Added and taken away again, it rounds to an integer, which then stands in the last bits.
    const ROUNDER: f64 = 6_755_399_441_055_744.0;
    /// pi/2 in parts with zeros at their ends, then the rest.
    const PARTS: [f64; 4] = [
        f64::from_bits(0x3ff9_21fb_5800_0000),
        f64::from_bits(0xbe4d_de97_3c00_0000),
        f64::from_bits(0xbc8c_b3b3_9800_0000),
        f64::from_bits(0xbacd_747f_23e3_2ed7),
    ];
    let rounded = x.mul_add(PER_QUARTER, ROUNDER);
    let n = -(rounded - ROUNDER);
    let first = n.mul_add(PARTS[1], n.mul_add(PARTS[0], x));
    let second = n.mul_add(PARTS[2], first);
    let lost = n.mul_add(PARTS[2], first - second);
    let a = n.mul_add(PARTS[3], second);
    let low = lost + n.mul_add(PARTS[3], second - a);
    ((rounded.to_bits() & 3) as u32, a, low)
}

/// The product of the angle's digits with those digits of 2/pi that are not whole turns and not lost below.
fn with_all_digits(x: f64) -> (u32, f64, f64) {
    let bits = x.to_bits();
    let mantissa = bits & 0xf_ffff_ffff_ffff | 1 << 52;
    // x = mantissa * 2**exponent; the first digit that counts has the weight 2 after the product.
    let exponent = (bits >> 52 & 0x7ff) as i32 - 1075;
    let offset = (exponent - 2).max(-64) + 64;
    let (word, shift) = ((offset / 64) as usize, (offset % 64) as u32);
    let digit = |place: usize| match place {
        0 => 0,
        _ => TURNS.get(place - 1).copied().unwrap_or(0),
    };
    let digits = |place: usize| {
        let pair = u128::from(digit(place)) << 64 | u128::from(digit(place + 1));
        (pair << shift >> 64) as u64
    };
    // Four words from the top: two bits of quarter turns, then what is left.
    let mut product = [0u64; 4];
    let mut carry = 0u128;
    for place in (0..4).rev() {
        let part = u128::from(digits(word + place)) * u128::from(mantissa) + carry;
        product[place] = part as u64;
        carry = part >> 64;
    }
    let high = u128::from(product[0]) << 64 | u128::from(product[1]);
    let low = u128::from(product[2]) << 64 | u128::from(product[3]);
    let (mut quarter, rest) = ((high >> 126) as u32, high << 2 | low >> 126);
    // More than half a quarter turn is the next quarter turn, less something.
    let negative = rest >> 127 == 1;
    let (rest, tail) = if negative {
        quarter += 1;
        (!rest, !(low << 2))
    } else {
        (rest, low << 2)
    };
    let zeros = rest.leading_zeros();
    let rest = if zeros == 0 || zeros > 127 {
        rest
    } else {
        rest << zeros | tail >> (128 - zeros)
    };
    // Two words of it, each exact.
    let scale = 2f64.powi(-(zeros as i32));
    let first = (rest >> 75) as f64 * 2f64.powi(-53) * scale;
    let second = (rest >> 22 & ((1 << 53) - 1)) as f64 * 2f64.powi(-106) * scale;
    let main = first * QUARTER.0;
    let lost = first.mul_add(QUARTER.0, -main) + (first * QUARTER.1 + second * QUARTER.0);
    let a = main + lost;
    let low = (main - a) + lost;
    let (a, low) = if negative == (x > 0.0) {
        (-a, -low)
    } else {
        (a, low)
    };
    let quarter = if x < 0.0 { 4 - (quarter & 3) } else { quarter };
    (quarter & 3, a, low)
}

/// A number as the nearest step and what is left, and the step's sine and cosine.
fn step(x: f64) -> (f64, [f64; 4]) {
    /// Added and taken away again, it rounds to a multiple of 1/128, which then stands in the last bits.
    const ROUNDER: f64 = 52_776_558_133_248.0;
    let rounded = ROUNDER + x;
    let place = 4 * (rounded.to_bits() & 0xff).min(109) as usize;
    let row = [0, 1, 2, 3].map(|column| f64::from_bits(STEPS[place + column]));
    (x - (rounded - ROUNDER), row)
}

/// The cosine of `x + low`.
fn cosine(x: f64, low: f64) -> f64 {
    let low = if x < 0.0 { -low } else { low };
    let (rest, [sin, sin_low, cos, cos_low]) = step(x.abs());
    let x = rest + low;
    let square = x * x;
    let s = (x * square).mul_add(square.mul_add(S[1], S[0]), x);
    let c = square * square.mul_add(square.mul_add(C[1], C[0]), 0.5);
    let first = (-s).mul_add(sin_low, cos_low);
    let second = (-cos).mul_add(c, first);
    cos + (-sin).mul_add(s, second)
}

/// The sine of `x + low`.
fn sine(x: f64, low: f64) -> f64 {
    if x.abs() < 0.126 {
        let square = x * x;
        let series = NEAR[..4]
            .iter()
            .rev()
            .fold(NEAR[4], |sum, &part| sum.mul_add(square, part));
        let t = series.mul_add(x, -(0.5 * low)).mul_add(square, low);
        return x + t;
    }
    let low = if x <= 0.0 { -low } else { low };
    let (rest, [sin, sin_low, cos, cos_low]) = step(x.abs());
    let square = rest * rest;
    let s = rest + (rest * square).mul_add(square.mul_add(S[1], S[0]), low);
    let c = rest.mul_add(
        low,
        square * square.mul_add(square.mul_add(C[1], C[0]), 0.5),
    );
    let first = s.mul_add(cos_low, sin_low);
    let second = (-sin).mul_add(c, first);
    (sin + cos.mul_add(s, second)).copysign(x)
}
