//! `cbrt` and `hypot`: roots by an estimate and one correction.
//! Knows registers; what leaves the range of squares is left to the loop of single elements.
//!
//! # Cube roots
//!
//! A third of the exponent's bits is a third of the exponent, and nearly the root of the fraction. A polynomial of
//! `t³ / x` makes 23 digits of these five; rounded to so many, `t²` is exact, and one step of Newton's method ends with an
//! error of 0.67 units, of which a third of a half is the rounding of `x / t²`. That is found from exact products and taken back,
//! which leaves 0.51. Method and coefficients: FreeBSD's library (S. Kargl and B. Evans, 2009, after fdlibm).
//!
//! # Hypotenuses
//!
//! The root of the rounded sum of squares may be a unit off. By how much its square misses the exact sum is found from
//! differences that cancel, and taken back: C. Borges, "An improved algorithm for hypot(a, b)" (2019). A `float32` has exact
//! squares in `float64`.

use std::marker::PhantomData;

use super::super::register::*;
use super::together::{all, each};
use super::{Function, FunctionOfTwo, Together, in_float64, unset};

pub(crate) struct Cbrt<T>(PhantomData<T>);
pub(crate) struct Hypot<T>(PhantomData<T>);

/// The root of a normal number above 0.
#[inline(always)]
fn cube_root<const N: usize>(x: Together<f64, N>) -> Together<f64, N> {
    /// 2**52, whose lowest digit counts ones.
    const ONES: f64 = 4_503_599_627_370_496.0;
    /// What two thirds of the exponent's excess are, less a mean of the error.
    const MORE: u64 = 715_094_163;
    let high_word = (x.bits::<u64>() >> 32) | ONES.to_bits();
    let third = ((high_word.bits::<f64>() - ONES) * (1.0 / 3.0) + ONES).bits::<u64>();
    let t = ((third + MORE) << 32).bits::<f64>();
    let reciprocal = t / x;
    let r = (t * t) * reciprocal;
    let square = r * r;
    let t = t * r.polynomial(
        square,
        [
            1.875_951_824_271_77,
            -1.884_979_795_433_771_7,
            1.621_429_720_105_354_5,
            -0.758_397_934_778_766,
            0.145_996_192_886_612_45,
        ],
    );
    let t = ((t.bits::<u64>() + 0x8000_0000) & 0xffff_ffff_c000_0000).bits::<f64>();
    let square = t * t;
    let r = x / square;
    // What the quotient's rounding lost: products of halves are exact, and five digits of the reciprocal are enough.
    let (r_upper, square_upper) = (upper(r), upper(square));
    let (r_lower, square_lower) = (r - r_upper, square - square_upper);
    let missing = ((x - r_upper * square_upper) - r_upper * square_lower) - r_lower * square_upper;
    let lost = (missing - r_lower * square_lower) * reciprocal;
    t + t * (((r - t) + lost) / (t + t + r))
}

/// The upper 26 digits of a number.
#[inline(always)]
fn upper<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
    (a.bits::<u64>() & !0x7ff_ffff).bits()
}

/// Below this, products of halves lose digits.
const SMALL: f64 = f64::from_bits((1023 - 700) << 52);

impl Function for Cbrt<f64> {
    type Element = f64;
    const REGISTERS: usize = 4;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        // Numbers that are not small are those from here on, and all others are after them.
        i32x4_sub(i32x4_shl(a, 1), splat_of(SMALL.to_bits() << 1))
    }
    #[inline(always)]
    fn most() -> v128 {
        const MOST: u64 = (f64::INFINITY.to_bits() - SMALL.to_bits()) << 1;
        splat_of(MOST - 1)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        cube_root(a.abs()) | (a & -0.0)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let x = a.abs();
        let small = x.less(all(SMALL));
        // 2**600, whose root is 2**200.
        const LARGE: f64 = f64::from_bits((1023 + 600) << 52);
        const ITS_ROOT: f64 = f64::from_bits((1023 + 200) << 52);
        let root = cube_root((x * LARGE).or_else(small, x));
        let root = (root * (1.0 / ITS_ROOT)).or_else(small, root) | (a & -0.0);
        // 0, infinity and NaN are their own roots.
        root.or_else(all(0.0).less(x) & x.less(all(f64::INFINITY)), a)
    }
}

in_float64!(Cbrt);

/// The length over two sides, and where it is right.
#[inline(always)]
fn length<const N: usize>(
    a: Together<f64, N>,
    b: Together<f64, N>,
) -> (Together<f64, N>, Together<f64, N>) {
    let (a, b) = (a.abs(), b.abs());
    let is_less = a.less(b);
    let (large, small) = (b.or_else(is_less, a), a.or_else(is_less, b));
    let root = (large * large + small * small).sqrt();
    let twice = small + small;
    let above = root - small;
    let first = large * (above + above - large);
    let second = (above - (large - small) * 2.0) * above;
    let alike = first + second;
    let above = root - large;
    let first = (above + above) * (large - twice);
    let second = (above * 4.0 - small) * small + above * above;
    let excess = alike.or_else(root.less_equal(twice), first + second);
    let value = root - excess / (root + root);
    // Between 2**-459 and 2**511.
    let holds = all(1.7e-138).less(large) & large.less(all(6.7e153)) & small.equal(small);
    (value, holds)
}

impl FunctionOfTwo for Hypot<f64> {
    type Number = f64;

    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>, b: Together<f64, N>) -> (Together<f64, N>, v128) {
        let (value, holds) = length(a, b);
        (value, unset(holds))
    }

    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>, b: Together<f64, N>) -> Together<f64, N> {
        let (value, holds) = length(a, b);
        if holds.all() {
            return value;
        }
        let (a, b) = (a.registers(), b.registers());
        value.or_else(holds, each!(N, |n| alone(a[n], b[n])))
    }
}

impl FunctionOfTwo for Hypot<f32> {
    type Number = f32;

    #[inline(always)]
    fn apply<const N: usize>(a: Together<f32, N>, b: Together<f32, N>) -> (Together<f32, N>, v128) {
        let value = Together::short(
            short_length(a.low(), b.low()),
            short_length(a.high(), b.high()),
        );
        let infinity = all(f32::INFINITY);
        let holds = a.abs().less(infinity) & b.abs().less(infinity);
        (value, unset(holds))
    }

    #[inline(always)]
    fn careful<const N: usize>(a: Together<f32, N>, b: Together<f32, N>) -> Together<f32, N> {
        let (x, y) = (a.abs(), b.abs());
        let infinity: Together<f32, N> = all(f32::INFINITY);
        // An infinite side wins over NaN.
        infinity.or_else(x.equal(infinity) | y.equal(infinity), Self::apply(a, b).0)
    }
}

/// The length over sides that were `float32`.
#[inline(always)]
fn short_length<const N: usize>(a: Together<f64, N>, b: Together<f64, N>) -> Together<f64, N> {
    (a * a + b * b).sqrt()
}

#[inline(never)]
fn alone(a: v128, b: v128) -> v128 {
    let (a, b): ([f64; 2], [f64; 2]) = (bytemuck::cast(bytes_of(a)), bytemuck::cast(bytes_of(b)));
    load(&bytemuck::cast([
        libm::hypot(a[0], b[0]),
        libm::hypot(a[1], b[1]),
    ]))
}
