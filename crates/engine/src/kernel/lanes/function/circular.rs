//! `sin` and `cos`: quarter turns taken out, polynomials on what is left.
//! Knows registers; angles of more than half a million are left to the loop of single elements.
//!
//! # Near angles
//!
//! `x = k π/2 + (r + low)`. π/2 is three numbers, the first two with so few digits that `k` times them is exact; what the
//! second subtraction rounds off is exact again and becomes `low`, together with `k` times the third. So many digits of π are
//! enough for every `float64` up to 1600 and every `float32` up to 250; beyond, a rest may be so tiny that they are not. Sine
//! and cosine of the rest are both computed, and one is chosen by the lowest bits of `k`. Error: 0.8 units.
//!
//! The polynomials of `float64` are those of fdlibm (Sun Microsystems, 1993), those of `float32` by Remez's method, rounded
//! one after the other.
//!
//! # Farther ones
//!
//! A `float64` is kept as it is where its rest is not tiny. A `float32` is computed in `float64`, which leaves digits to
//! spare: half turns are taken out instead of quarters, so that one polynomial of the sine is enough (Remez's method, five
//! terms, to 2**-35), and nothing needs a second number.

use std::marker::PhantomData;

use bytemuck::Pod;

use super::super::lane::{Arithmetic, Ordered, Real};
use super::super::register::*;
use super::together::{Bits, all, each};
use super::{
    Function, TO_INTEGER, TO_INTEGER_32, Together, magnitude, most_below, most_up_to, one_by_one,
    one_by_one_short,
};

pub(crate) struct Sin<T>(PhantomData<T>);
pub(crate) struct Cos<T>(PhantomData<T>);

/// From here on angles are left to the loop of single elements.
const FAR: f64 = 524_288.0;

/// A type of numbers with its π and its polynomials.
pub(super) trait Circle: Real + Pod {
    /// The integers as wide.
    type Count: Bits + Arithmetic + Ordered + Pod;
    /// The number of the sign's bit, and the bit.
    const TOP: u32;
    const SIGN: Self::Count;
    /// Below this every rest is good.
    const NEAR: Self;
    /// `2 / π`
    const PER_QUARTER: Self;
    const TO_INTEGER: Self;
    /// π/2
    const QUARTER: [Self; 3];
    const HALF: Self;
    const ONE: Self;
    /// The sine of `x`, less `x`, over the cube.
    fn sine<const N: usize>(
        square: Together<Self, N>,
        fourth: Together<Self, N>,
    ) -> Together<Self, N>;
    /// The cosine, less `1 - x²/2`, over the fourth power.
    fn cosine<const N: usize>(
        square: Together<Self, N>,
        fourth: Together<Self, N>,
    ) -> Together<Self, N>;
}

impl Circle for f64 {
    type Count = i64;
    const TOP: u32 = 63;
    const SIGN: i64 = i64::MIN;
    const NEAR: f64 = 1600.0;
    const PER_QUARTER: f64 = std::f64::consts::FRAC_2_PI;
    const TO_INTEGER: f64 = TO_INTEGER;
    const QUARTER: [f64; 3] = [
        1.570_796_326_734_125_6,
        6.077_100_506_303_966e-11,
        2.022_266_248_795_950_6e-21,
    ];
    const HALF: f64 = 0.5;
    const ONE: f64 = 1.0;
    #[inline(always)]
    fn sine<const N: usize>(
        square: Together<f64, N>,
        fourth: Together<f64, N>,
    ) -> Together<f64, N> {
        square.polynomial(
            fourth,
            [
                -1.666_666_666_666_663_2e-1,
                8.333_333_333_322_49e-3,
                -1.984_126_982_985_795e-4,
                2.755_731_370_707_006_8e-6,
                -2.505_076_025_340_686_3e-8,
                1.589_690_995_211_55e-10,
            ],
        )
    }
    #[inline(always)]
    fn cosine<const N: usize>(
        square: Together<f64, N>,
        fourth: Together<f64, N>,
    ) -> Together<f64, N> {
        square.polynomial(
            fourth,
            [
                4.166_666_666_666_66e-2,
                -1.388_888_888_887_411e-3,
                2.480_158_728_947_673e-5,
                -2.755_731_435_139_066_3e-7,
                2.087_572_321_298_175e-9,
                -1.135_964_755_778_819_5e-11,
            ],
        )
    }
}

impl Circle for f32 {
    type Count = i32;
    const TOP: u32 = 31;
    const SIGN: i32 = i32::MIN;
    const NEAR: f32 = 250.0;
    const PER_QUARTER: f32 = std::f32::consts::FRAC_2_PI;
    const TO_INTEGER: f32 = TO_INTEGER_32;
    const QUARTER: [f32; 3] = [1.570_739_7, 5.658_064e-5, 6.077_100_6e-11];
    const HALF: f32 = 0.5;
    const ONE: f32 = 1.0;
    #[inline(always)]
    fn sine<const N: usize>(
        square: Together<f32, N>,
        fourth: Together<f32, N>,
    ) -> Together<f32, N> {
        square.polynomial(fourth, [-0.166_666_54, 0.008_332_106, -0.000_195_078_83])
    }
    #[inline(always)]
    fn cosine<const N: usize>(
        square: Together<f32, N>,
        fourth: Together<f32, N>,
    ) -> Together<f32, N> {
        square.polynomial(fourth, [0.041_666_646, -0.001_388_730_8, 2.443_210_2e-5])
    }
}

/// An angle taken apart.
pub(super) struct Turned<T: Circle, const N: usize> {
    /// Quarter turns, in the lowest bits.
    pub(super) quarters: Together<T::Count, N>,
    /// The rest is this number
    pub(super) rest: Together<T, N>,
    /// less this one.
    pub(super) less: Together<T, N>,
}

#[inline(always)]
pub(super) fn turned<T: Circle, const N: usize>(a: Together<T, N>) -> Turned<T, N> {
    let shifted = a * T::PER_QUARTER + T::TO_INTEGER;
    let k = shifted - T::TO_INTEGER;
    let first = a - k * T::QUARTER[0];
    let taken = k * T::QUARTER[1];
    let rest = first - taken;
    let lost = (first - rest) - taken;
    Turned {
        quarters: shifted.bits(),
        rest,
        less: k * T::QUARTER[2] - lost,
    }
}

impl<T: Circle, const N: usize> Turned<T, N> {
    /// The sine of the angle; one more quarter turn beforehand makes it a cosine.
    #[inline(always)]
    fn value<const COSINE: bool>(self) -> Together<T, N> {
        let Self {
            quarters,
            rest: x,
            less,
        } = self;
        let zero = Together::of([splat(&[0]); N]);
        let square = x * x;
        let fourth = square * square;
        // In this order -0.0 stays what it is.
        let sine = x - (less - square * x * T::sine(square, fourth));
        let half = square * T::HALF;
        let main = all(T::ONE) - half;
        let lost = (all(T::ONE) - main) - half;
        let cosine = main + (lost + (fourth * T::cosine(square, fourth) + x * less));
        // -1 where the count is odd; a cosine is the other of both, and turns its sign a quarter turn earlier.
        let is_odd = (quarters << T::TOP).less(zero);
        let (value, sign) = if COSINE {
            (sine.or_else(is_odd, cosine), quarters ^ (quarters << 1))
        } else {
            (cosine.or_else(is_odd, sine), quarters)
        };
        (value.bits::<T::Count>() ^ ((sign << (T::TOP - 1)) & T::SIGN)).bits()
    }
}

/// Where the rest of an angle is good to the last bit.
#[inline(always)]
pub(super) fn holds<const N: usize>(
    a: Together<f64, N>,
    rest: Together<f64, N>,
) -> Together<f64, N> {
    let near = a.abs().less(all(f64::NEAR));
    let enough = all(1e-9).less(rest.abs());
    near | enough & a.abs().less_equal(all(FAR))
}

/// As [`turned`], where `k` times the third part may be more than the last bits of the rest.
#[inline(always)]
pub(super) fn far<const N: usize>(a: Together<f64, N>) -> Turned<f64, N> {
    let Turned {
        quarters,
        rest,
        less,
    } = turned(a);
    let near = a.abs().less(all(f64::NEAR));
    let whole = rest - less;
    let lost = less - (rest - whole);
    Turned {
        quarters,
        rest: rest.or_else(near, whole),
        less: less.or_else(near, lost),
    }
}

/// What [`Function`] asks of both.
macro_rules! circular {
    ($name:ident, $cosine:literal, $alone:path) => {
        impl Function for $name<f64> {
            type Element = f64;
            #[inline(always)]
            fn key(a: v128) -> v128 {
                magnitude(a)
            }
            #[inline(always)]
            fn most() -> v128 {
                most_below(f64::NEAR)
            }
            #[inline(always)]
            fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
                turned(a).value::<$cosine>()
            }
            #[inline(always)]
            fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
                let turned = far(a);
                let holds = holds(a, turned.rest);
                let values = turned.value::<$cosine>();
                if holds.all() {
                    return values;
                }
                let registers = a.registers();
                let alone = each!(N, |n| one_by_one(registers[n], $alone));
                values.or_else(holds, alone)
            }
        }

        impl Function for $name<f32> {
            type Element = f32;
            #[inline(always)]
            fn key(a: v128) -> v128 {
                magnitude(a)
            }
            #[inline(always)]
            fn most() -> v128 {
                most_up_to(f32::NEAR)
            }
            #[inline(always)]
            fn apply<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
                turned(a).value::<$cosine>()
            }
            #[inline(always)]
            fn careful<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
                let near = a.abs().less_equal(all(f32::NEAR));
                let low = half_turns::<$cosine, N>(a.low());
                let high = half_turns::<$cosine, N>(a.high());
                let values = Self::apply(a).or_else(near, Together::short(low, high));
                let holds = a.abs().less_equal(all(FAR as f32));
                if holds.all() {
                    return values;
                }
                let registers = a.registers();
                let alone = each!(N, |n| one_by_one_short(registers[n], $alone));
                values.or_else(holds, alone)
            }
        }
    };
}

circular!(Sin, false, libm::sin);
circular!(Cos, true, libm::cos);

/// The sine or cosine to the precision of `float32`: half turns are taken out, and a quarter before them for a cosine.
#[inline(always)]
fn half_turns<const COSINE: bool, const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
    let turns = a * std::f64::consts::FRAC_1_PI;
    let (shifted, k) = if COSINE {
        let shifted = (turns + 0.5) + TO_INTEGER;
        (shifted, (shifted - TO_INTEGER) - 0.5)
    } else {
        let shifted = turns + TO_INTEGER;
        (shifted, shifted - TO_INTEGER)
    };
    let rest = a - k * 3.141_592_653_468_251_2 - k * 1.215_420_101_301_238_4e-10;
    let square = rest * rest;
    let series = square.polynomial(
        square * square,
        [
            1.0,
            -0.166_666_666_261_081_84,
            0.008_333_331_106_792_578,
            -0.000_198_408_679_661_281,
            0.000_002_752_537_158_543_451_5,
            -2.388_867_769_987_189_4e-8,
        ],
    );
    ((rest * series).bits() ^ (shifted.bits::<i64>() << 63)).bits()
}
