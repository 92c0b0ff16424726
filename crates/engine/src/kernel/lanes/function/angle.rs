//! `arctan`, `arctan2`, `arcsin` and `arccos`: one division or root that brings the number near 0, and one polynomial.
//! Knows registers.
//!
//! # Tangents
//!
//! `arctan(x) = arctan(c) + arctan((x - c) / (1 + c x))` with `c` the nearest of 0, 1/2, 1, 3/2 and infinity: numerator,
//! denominator and the angle of `c`, in two numbers, are chosen before the one division. What is left is below 0.44, and an odd
//! polynomial of eleven terms gives its angle. Error: 0.85 units. Of a point the tangent is the quotient of its sides, whose
//! rounding costs another half; points on the axes and at infinity are set apart by their quotients, 0 and 1.
//!
//! # Sines and cosines
//!
//! Below 1/2 the arc sine is `x + x R(x²)`, `R` a rational function. Beyond, the arc sine of the root of `z = (1 - x) / 2`
//! is half the angle to 1: the root is taken in two numbers, the first of so few digits that its square is exact. Error: 0.9
//! units. Nothing is beyond: of numbers above 1 the root is NaN.
//!
//! Methods and coefficients: fdlibm (Sun Microsystems, 1993).

use std::marker::PhantomData;

use super::super::register::*;
use super::together::all;
use super::{Function, FunctionOfTwo, Together, in_float64};

pub(crate) struct ArcTan<T>(PhantomData<T>);
pub(crate) struct ArcSin<T>(PhantomData<T>);
pub(crate) struct ArcCos<T>(PhantomData<T>);
pub(crate) struct ArcTan2<T>(PhantomData<T>);

/// The angles of 1/2, 1, 3/2 and infinity, in two numbers each.
const ANGLES: [(f64, f64); 4] = [
    (4.636_476_090_008_061e-1, 2.269_877_745_296_168_7e-17),
    (std::f64::consts::FRAC_PI_4, 3.061_616_997_868_383e-17),
    (9.827_937_232_473_29e-1, 1.390_331_103_123_099_8e-17),
    (std::f64::consts::FRAC_PI_2, 6.123_233_995_736_766e-17),
];

/// The angle of a tangent that is not negative.
#[inline(always)]
fn of_tangent<const N: usize>(x: Together<f64, N>) -> Together<f64, N> {
    let zero: Together<f64, N> = all(0.0);
    let (mut numerator, mut denominator) = (all(-1.0), x);
    let (mut angle, mut low) = (all(ANGLES[3].0), all(ANGLES[3].1));
    // The nearest last, over those further on.
    let near = x.less(all(2.4375));
    numerator = (x - 1.5).or_else(near, numerator);
    denominator = (x * 1.5 + 1.0).or_else(near, denominator);
    angle = all(ANGLES[2].0).or_else(near, angle);
    low = all(ANGLES[2].1).or_else(near, low);
    let near = x.less(all(1.1875));
    numerator = (x - 1.0).or_else(near, numerator);
    denominator = (x + 1.0).or_else(near, denominator);
    angle = all(ANGLES[1].0).or_else(near, angle);
    low = all(ANGLES[1].1).or_else(near, low);
    let near = x.less(all(0.6875));
    numerator = (x - 0.5).or_else(near, numerator);
    denominator = (x * 0.5 + 1.0).or_else(near, denominator);
    angle = all(ANGLES[0].0).or_else(near, angle);
    low = all(ANGLES[0].1).or_else(near, low);
    let near = x.less(all(0.4375));
    numerator = x.or_else(near, numerator);
    denominator = all(1.0).or_else(near, denominator);
    angle = zero.or_else(near, angle);
    low = zero.or_else(near, low);
    let t = numerator / denominator;
    let square = t * t;
    let series = square.polynomial(
        square * square,
        [
            3.333_333_333_333_293e-1,
            -1.999_999_999_987_648_3e-1,
            1.428_571_427_250_346_6e-1,
            -1.111_111_040_546_235_6e-1,
            9.090_887_133_436_507e-2,
            -7.691_876_205_044_83e-2,
            6.661_073_137_387_531e-2,
            -5.833_570_133_790_573_5e-2,
            4.976_877_994_615_932e-2,
            -3.653_157_274_421_691_6e-2,
            1.628_582_011_536_578_2e-2,
        ],
    );
    angle - ((t * (square * series) - low) - t)
}

/// A function that needs no more care anywhere.
macro_rules! everywhere {
    ($($name:ident: |$a:ident| $value:expr;)*) => {$(
        impl Function for $name<f64> {
            type Element = f64;
            const REGISTERS: usize = 4;
            #[inline(always)]
            fn key(_: v128) -> v128 {
                splat(&[0])
            }
            #[inline(always)]
            fn most() -> v128 {
                splat(&[0])
            }
            #[inline(always)]
            fn apply<const N: usize>($a: Together<f64, N>) -> Together<f64, N> {
                $value
            }
            #[inline(always)]
            fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
                Self::apply(a)
            }
        }

        in_float64!($name);
    )*};
}

everywhere! {
    ArcTan: |a| of_tangent(a.abs()) | (a & -0.0);
    ArcSin: |a| {
        let x = a.abs();
        let near = x.less(all(0.5));
        let Beyond { z, root, upper, lower } = beyond(x);
        let ratio = ratio((x * x).or_else(near, z));
        let (_, quarter_low) = ANGLES[3];
        let to_one = root * ratio * 2.0 - (all(quarter_low) - lower * 2.0);
        let far = all(ANGLES[1].0) - (to_one - (all(ANGLES[1].0) - upper * 2.0));
        (x + x * ratio).or_else(near, far) | (a & -0.0)
    };
    ArcCos: |a| {
        let x = a.abs();
        let near = x.less(all(0.5));
        let Beyond { z, root, upper, lower } = beyond(x);
        let ratio = ratio((x * x).or_else(near, z));
        let (quarter, low) = ANGLES[3];
        let within = all(quarter) - (a - (all(low) - a * ratio));
        let above = (upper + (ratio * root + lower)) * 2.0;
        let below = (all(quarter) - (root + (ratio * root - low))) * 2.0;
        within.or_else(near, above.or_else(all(0.0).less(a), below))
    };
}

/// What the arc sine of a number from 1/2 on is made of.
struct Beyond<const N: usize> {
    /// Half of what is missing from 1.
    z: Together<f64, N>,
    /// Its root,
    root: Together<f64, N>,
    /// and the same in two numbers.
    upper: Together<f64, N>,
    lower: Together<f64, N>,
}

#[inline(always)]
fn beyond<const N: usize>(x: Together<f64, N>) -> Beyond<N> {
    let z = (all(1.0) - x) * 0.5;
    let root = z.sqrt();
    let upper = (root.bits::<u64>() & 0xffff_ffff_0000_0000).bits::<f64>();
    // At 1 both are 0.
    let sum = (root + upper).between(1e-300, f64::INFINITY);
    Beyond {
        z,
        root,
        upper,
        lower: (z - upper * upper) / sum,
    }
}

/// `arcsin(x) / x - 1` of a square up to 1/4.
#[inline(always)]
fn ratio<const N: usize>(square: Together<f64, N>) -> Together<f64, N> {
    let fourth = square * square;
    let numerator = square.polynomial(
        fourth,
        [
            1.666_666_666_666_666_6e-1,
            -3.255_658_186_224_009e-1,
            2.012_125_321_348_629_3e-1,
            -4.005_553_450_067_941e-2,
            7.915_349_942_898_145e-4,
            3.479_331_075_960_212e-5,
        ],
    );
    let denominator = square.polynomial(
        fourth,
        [
            1.0,
            -2.403_394_911_734_414,
            2.020_945_760_233_505_7,
            -6.882_839_716_054_533e-1,
            7.703_815_055_590_194e-2,
        ],
    );
    square * numerator / denominator
}

/// The angle of the point of this height and this distance to the right.
#[inline(always)]
fn of_point<const N: usize>(y: Together<f64, N>, x: Together<f64, N>) -> Together<f64, N> {
    let (height, width) = (y.abs(), x.abs());
    let infinity = all(f64::INFINITY);
    let on_axis = height.equal(all(0.0)) & x.equal(x);
    let far_out = height.equal(infinity) & width.equal(infinity);
    let tangent = all(0.0).or_else(on_axis, height / width);
    let angle = of_tangent(all(1.0).or_else(far_out, tangent));
    let behind = x.bits::<i64>().less(all(0)).bits::<f64>();
    let turned = all(std::f64::consts::PI) - (angle - 1.224_646_799_147_353_2e-16);
    turned.or_else(behind, angle) | (y & -0.0)
}

impl FunctionOfTwo for ArcTan2<f64> {
    type Number = f64;

    #[inline(always)]
    fn apply<const N: usize>(y: Together<f64, N>, x: Together<f64, N>) -> (Together<f64, N>, v128) {
        (of_point(y, x), splat(&[0]))
    }

    #[inline(always)]
    fn careful<const N: usize>(y: Together<f64, N>, x: Together<f64, N>) -> Together<f64, N> {
        of_point(y, x)
    }
}

impl FunctionOfTwo for ArcTan2<f32> {
    type Number = f32;
    const REGISTERS: usize = 2;

    #[inline(always)]
    fn apply<const N: usize>(y: Together<f32, N>, x: Together<f32, N>) -> (Together<f32, N>, v128) {
        (Self::careful(y, x), splat(&[0]))
    }

    #[inline(always)]
    fn careful<const N: usize>(y: Together<f32, N>, x: Together<f32, N>) -> Together<f32, N> {
        Together::short(of_point(y.low(), x.low()), of_point(y.high(), x.high()))
    }
}
