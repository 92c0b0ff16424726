//! `log`, `log2`, `log10`, `log1p`: reciprocals and logarithms of 128 points from a table, short polynomials between them.
//! Knows registers and the table.
//!
//! # `float64`
//!
//! `x = 2**k * z` with `z` from 0.7 to 1.4, and `log(x) = k ln 2 + log(c) + log(1 + r)` with `r = z / c - 1` for the point `c`
//! nearest to `z`. The table's reciprocals have so few digits that `r` is exact when the upper and the lower half of `z` are
//! multiplied apart, and `k ln 2 + log(c)` is exact by zeros at the ends of both. Around 1 the point is 1 itself and its
//! logarithm 0, so that nothing cancels. Error: 0.52 units. The table is that of `pow` in Szabolcs Nagy's optimized routines
//! for Arm (2018).
//!
//! Logarithms of other bases are a product, so they need the natural one in two numbers, and so does `pow`: that is
//! [`Apart::pair`], of 68 digits. `log1p` takes the logarithm of the rounded sum and adds what the rounding lost, divided by it.
//!
//! # `float32`
//!
//! `x = 2**k * (1 + f)` with `1 + f` between the roots of 1/2 and 2, and one polynomial of `f` whose first two terms are added
//! last. Coefficients by Remez's method, rounded one after the other.

use std::marker::PhantomData;

use super::super::lane::{Arithmetic, Ordered, Real};
use super::super::register::*;
use super::together::{all, columns};
use super::{Function, Together, in_float64};
use crate::kernel::library::{LOGARITHMS, SHORT_LOGARITHMS};

pub(crate) struct Log<T>(PhantomData<T>);
pub(crate) struct Log2<T>(PhantomData<T>);
pub(crate) struct Log10<T>(PhantomData<T>);
pub(crate) struct Log1p<T>(PhantomData<T>);

/// `ln 2` in two parts: the first has zeros at its end.
const LN2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fefa_3800);
const LN2_LOW: f64 = f64::from_bits(0x3d2e_f357_93c7_6730);
/// The start of the table's intervals, about 0.7.
const START: u64 = 0x3fe6_9555_0000_0000;

/// A number taken apart: `log(x) = (k ln 2 + log(c)) + (its rest) + log(1 + r)`; the first is exact.
pub(super) struct Apart<const N: usize> {
    exact: Together<f64, N>,
    rest: Together<f64, N>,
    r: Together<f64, N>,
    /// `r` as the sum of two, the first so short that its square is exact.
    upper: Together<f64, N>,
    lower: Together<f64, N>,
}

/// Takes apart numbers that are normal and above 0, whose binary exponents are too large by `excess`.
#[inline(always)]
pub(super) fn apart<const N: usize>(a: Together<f64, N>, excess: Together<f64, N>) -> Apart<N> {
    // 1023 more in the exponent, so that it is not negative.
    let offset = a.bits::<u64>() + (1023u64 << 52).wrapping_sub(START);
    let k = ((offset >> 52) | 0x4330_0000_0000_0000).bits::<f64>() - excess;
    let z = (offset & 0x000f_ffff_ffff_ffff) + START;
    let upper = (z & 0xffff_ffff_0000_0000).bits::<f64>();
    let (reciprocal, logarithm, tail) = rows(offset);
    // The halves' products are exact, and so is their sum, which is close to 1.
    let lower = (z.bits::<f64>() - upper) * reciprocal;
    let upper = upper * reciprocal - 1.0;
    Apart {
        exact: k * LN2_HIGH + logarithm,
        rest: k * LN2_LOW + tail,
        r: upper + lower,
        upper,
        lower,
    }
}

/// What [`apart`] takes for exponents as they are.
pub(super) const NO_EXCESS: f64 = 4_503_599_627_371_519.0;

/// The table's rows: reciprocals, logarithms, what those lost.
#[inline(always)]
fn rows<const N: usize>(
    offset: Together<u64, N>,
) -> (Together<f64, N>, Together<f64, N>, Together<f64, N>) {
    let table = LOGARITHMS.as_chunks::<3>().0;
    let offset = offset.registers();
    let mut tails = [splat(&[0]); N];
    let (reciprocals, logarithms) = columns!(n, N, {
        let [a, b, first] = table[(i32x4_extract_lane::<1>(offset[n]) >> 13) as usize & 127];
        let [c, d, second] = table[(i32x4_extract_lane::<3>(offset[n]) >> 13) as usize & 127];
        tails[n] = load(&bytemuck::cast([first, second]));
        (load(&bytemuck::cast([a, b])), load(&bytemuck::cast([c, d])))
    });
    (reciprocals, logarithms, Together::of(tails))
}

impl<const N: usize> Apart<N> {
    /// The logarithm of what was taken apart, and of a little more: relative to it, that much.
    #[inline(always)]
    pub(super) fn value_and(self, little: Together<f64, N>) -> Together<f64, N> {
        Self {
            rest: self.rest + little,
            ..self
        }
        .value()
    }

    /// The logarithm of what was taken apart.
    #[inline(always)]
    pub(super) fn value(self) -> Together<f64, N> {
        let Self { exact, rest, r, .. } = self;
        let high = exact + r;
        let low = ((exact - high) + r) + rest;
        let square = r * r;
        let series = r.polynomial(
            square,
            [
                -0.5,
                0.333_333_333_333_335_65,
                -0.249_999_999_926_729_86,
                0.199_999_999_620_797_95,
                -0.166_672_945_679_022_4,
                0.142_871_234_281_233_73,
            ],
        );
        high + (low + square * series)
    }
}

/// Coefficients of the logarithm's series, each in the scale its place in the evaluation gives it.
const A: [f64; 6] = [
    f64::from_bits(0xbfe5_5555_5555_5560),
    f64::from_bits(0x3fe0_0000_0000_0006),
    f64::from_bits(0x3fe9_9999_9959_554e),
    f64::from_bits(0xbfe5_5555_5529_a47a),
    f64::from_bits(0xbff2_495b_9b48_45e9),
    f64::from_bits(0x3ff0_002b_8b26_3fc3),
];

impl<const N: usize> Apart<N> {
    /// The logarithm as the sum of two numbers.
    #[inline(always)]
    pub(super) fn pair(self) -> (Together<f64, N>, Together<f64, N>) {
        let Self {
            exact,
            rest,
            r,
            upper,
            lower,
        } = self;
        let first = exact + r;
        let lost_first = (exact - first) + r;
        let half = r * -0.5;
        let half_square = r * half;
        // The square of the upper part is exact; the rest of the square is small.
        let upper_half = upper * -0.5;
        let upper_square = upper * upper_half;
        let second = first + upper_square;
        let lost_second = (first - second) + upper_square;
        let lower_square = lower * (half + upper_half);
        let series = r.polynomial(half_square, A);
        let low = ((rest + lost_first) + (lower_square + lost_second)) + r * half_square * series;
        let high = second + low;
        (high, (second - high) + low)
    }
}

/// A sum of two numbers times a third, as such a sum again. Products of halves are exact (T. Dekker, 1971).
#[inline(always)]
pub(super) fn times<const N: usize>(
    (high, low): (Together<f64, N>, Together<f64, N>),
    factor: Together<f64, N>,
) -> (Together<f64, N>, Together<f64, N>) {
    const UPPER: u64 = !0x7ff_ffff;
    let factor_upper = (factor.bits::<u64>() & UPPER).bits::<f64>();
    let upper = (high.bits::<u64>() & UPPER).bits::<f64>();
    let lower = (high - upper) + low;
    (
        upper * factor_upper,
        (factor - factor_upper) * upper + factor * lower,
    )
}

/// The natural logarithm as a logarithm of another base, whose reciprocal of the logarithm is given in two numbers.
#[inline(always)]
fn of_base<const N: usize>(apart: Apart<N>, per: f64, per_low: f64) -> Together<f64, N> {
    let pair = apart.pair();
    let (high, low) = times(pair, all(per));
    high + (low + pair.0 * per_low)
}

/// Numbers of which a logarithm is taken, brought into the normal range, and the excess of their exponents.
#[inline(always)]
pub(super) fn brought<const N: usize>(a: Together<f64, N>) -> (Together<f64, N>, Together<f64, N>) {
    let small = a.less(all(f64::MIN_POSITIVE));
    (
        (a * 18_014_398_509_481_984.0).or_else(small, a),
        all(NO_EXCESS + 54.0).or_else(small, all(NO_EXCESS)),
    )
}

/// Logarithms of other bases, of `float64`.
macro_rules! of_base {
    ($($name:ident: $per:expr, $per_low:literal;)*) => {$(
        impl Function for $name<f64> {
            type Element = f64;
            #[inline(always)]
            fn key(a: v128) -> v128 {
                Log::<f64>::key(a)
            }
            #[inline(always)]
            fn most() -> v128 {
                Log::<f64>::most()
            }
            #[inline(always)]
            fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
                of_base(apart(a, all(NO_EXCESS)), $per, $per_low)
            }
            #[inline(always)]
            fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
                let (brought, excess) = brought(a);
                with_ends(a, of_base(apart(brought, excess), $per, $per_low), f64::INFINITY)
            }
        }
    )*};
}

of_base! {
    Log2: std::f64::consts::LOG2_E, 2.035_527_374_093_103_3e-17;
    Log10: std::f64::consts::LOG10_E, 1.098_319_650_216_765e-17;
}

in_float64!(Log2);

/// `log10` of `float32` is not the nearest number but NumPy's, in its steps: the natural logarithm of `x / 2**k` is rounded to
/// `float32` before it is multiplied, and `k` times the logarithm of 2 added in two parts. Exponents are too large by `excess`.
#[inline(always)]
fn of_ten<const N: usize>(a: Together<f32, N>, excess: Together<i32, N>) -> Together<f32, N> {
    const PER_LN10: f32 = f32::from_bits(0x3ede_5bd9);
    const LOG2_HIGH: f32 = f32::from_bits(0x3e9a_2080);
    const LOG2_LOW: f32 = f32::from_bits(0x3554_27db);
    const ONE: i32 = 0x7f << 23;
    let bits = a.bits::<i32>();
    let exponent = (bits >> 23) - excess;
    // Below 1 the power is one more and the rest half as large. The mask is -1.
    let is_below = exponent.less(all(0));
    let whole = (exponent - is_below).to_floats();
    let rest = (bits & 0x007f_ffff) | (all(ONE) - (is_below & (1 << 23)));
    let rest = rest.bits::<f32>();
    (whole * LOG2_LOW + natural(rest) * PER_LN10) + whole * LOG2_HIGH
}

/// The natural logarithm of numbers from 1/2 to 2 as the C library has it: by a table of 16 points, in `float64`.
#[inline(always)]
fn natural<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
    let bits = a.bits::<u32>();
    let offset = bits - all(0x3f33_0000);
    let k = (offset.bits::<i32>() >> 23).to_floats();
    let z = (bits - (offset & 0xff80_0000)).bits::<f32>();
    let table = SHORT_LOGARITHMS.as_chunks::<2>().0;
    let offset = offset.registers();
    let (low_reciprocal, low_logarithm) = columns!(n, N, {
        let first = table[(i32x4_extract_lane::<0>(offset[n]) >> 19) as usize & 15];
        let second = table[(i32x4_extract_lane::<1>(offset[n]) >> 19) as usize & 15];
        (load(&bytemuck::cast(first)), load(&bytemuck::cast(second)))
    });
    let (high_reciprocal, high_logarithm) = columns!(n, N, {
        let first = table[(i32x4_extract_lane::<2>(offset[n]) >> 19) as usize & 15];
        let second = table[(i32x4_extract_lane::<3>(offset[n]) >> 19) as usize & 15];
        (load(&bytemuck::cast(first)), load(&bytemuck::cast(second)))
    });
    Together::short(
        natural_half(k.low(), z.low() * low_reciprocal, low_logarithm),
        natural_half(k.high(), z.high() * high_reciprocal, high_logarithm),
    )
}

#[inline(always)]
fn natural_half<const N: usize>(
    k: Together<f64, N>,
    scaled: Together<f64, N>,
    logarithm: Together<f64, N>,
) -> Together<f64, N> {
    const A: [f64; 3] = [
        f64::from_bits(0xbfdf_fffe_f20a_4123),
        f64::from_bits(0x3fd5_575b_0be0_0b6a),
        f64::from_bits(0xbfd0_0ea3_48b8_8334),
    ];
    let r = scaled - 1.0;
    let square = r * r;
    let main = (k * std::f64::consts::LN_2 + logarithm) + r;
    square * (square * A[2] + (r * A[1] + A[0])) + main
}

impl Function for Log10<f32> {
    type Element = f32;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        Log::<f32>::key(a)
    }
    #[inline(always)]
    fn most() -> v128 {
        Log::<f32>::most()
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        of_ten(a, all(127))
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        let small = a.less(all(f32::MIN_POSITIVE));
        let brought = (a * 33_554_432.0).or_else(small, a);
        let excess = all(127 + 25).or_else(small, all(127));
        with_ends(a, of_ten(brought, excess), f32::INFINITY)
    }
}

/// `1 + x` rounded, and what was lost.
#[inline(always)]
pub(super) fn one_more<const N: usize>(
    x: Together<f64, N>,
) -> (Together<f64, N>, Together<f64, N>) {
    let sum = x + 1.0;
    let from_x = sum - 1.0;
    (sum, (x - from_x) + (all(1.0) - (sum - from_x)))
}

impl Function for Log1p<f64> {
    type Element = f64;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        Log::<f64>::key(f64::add(a, f64::one()))
    }
    #[inline(always)]
    fn most() -> v128 {
        Log::<f64>::most()
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (sum, lost) = one_more(a);
        let value = apart(sum, all(NO_EXCESS)).value_and(lost / sum);
        // Also of 0 the logarithm has the sign of the number.
        value | (a & -0.0)
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (sum, _) = one_more(a);
        let usual = all(0.0).less(sum) & sum.less(all(f64::INFINITY));
        Self::apply(a).or_else(usual, with_ends(sum, sum, f64::INFINITY))
    }
}

in_float64!(Log1p);

impl Function for Log<f64> {
    type Element = f64;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        // Normal numbers above 0 are those from here on, and all others are after them.
        i32x4_sub(a, splat_of(0x0010_0000_0000_0000u64))
    }
    #[inline(always)]
    fn most() -> v128 {
        splat_of(0x7fdf_ffff_ffff_ffffu64)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        apart(a, all(NO_EXCESS)).value()
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f64, N>) -> Together<f64, N> {
        let (brought, excess) = brought(a);
        with_ends(a, apart(brought, excess).value(), f64::INFINITY)
    }
}

/// The logarithms of infinity, 0, negative numbers and NaN put where they belong.
#[inline(always)]
pub(super) fn with_ends<T: Real + Arithmetic + Ordered + bytemuck::Pod, const N: usize>(
    a: Together<T, N>,
    value: Together<T, N>,
    infinity: T,
) -> Together<T, N> {
    let zero = Together::of([splat(&[0]); N]);
    let value = a.or_else(a.equal(all(infinity)), value);
    let value = (zero - all(infinity)).or_else(a.equal(zero), value);
    // Neither above 0 nor equal to it.
    value.or_else(zero.less_equal(a), zero * all(infinity))
}

/// The logarithm of normal numbers above 0, whose binary exponents are too large by `excess`.
#[inline(always)]
fn of_short<const N: usize>(a: Together<f32, N>, excess: Together<f32, N>) -> Together<f32, N> {
    // What exceeds the root of 1/2 carries into the exponent.
    const ROOT: u32 = 0x3f35_04f3;
    let offset = a.bits::<u32>() + (127u32 << 23).wrapping_sub(ROOT);
    let k = (offset >> 23).bits::<i32>().to_floats() - excess;
    let f = ((offset & 0x007f_ffff) + ROOT).bits::<f32>() - 1.0;
    let square = f * f;
    let series = f.polynomial(
        square,
        [
            0.333_333_13,
            -0.250_001_67,
            0.200_022_24,
            -0.166_593_67,
            0.142_095_5,
            -0.125_496_5,
            0.121_087_11,
            -0.109_073_326,
            0.053_159_908,
        ],
    );
    let more = f * square * series + k * 1.428_606_8e-6;
    k * 6.931_457_5e-1 + (f + (more - square * 0.5))
}

impl Function for Log<f32> {
    type Element = f32;
    #[inline(always)]
    fn key(a: v128) -> v128 {
        i32x4_sub(a, splat_of(0x0080_0000u32))
    }
    #[inline(always)]
    fn most() -> v128 {
        splat_of(0x7eff_ffffu32)
    }
    #[inline(always)]
    fn apply<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        of_short(a, all(127.0))
    }
    #[inline(always)]
    fn careful<const N: usize>(a: Together<f32, N>) -> Together<f32, N> {
        let small = a.less(all(f32::MIN_POSITIVE));
        let brought = (a * 33_554_432.0).or_else(small, a);
        let excess = all(127.0 + 25.0).or_else(small, all(127.0));
        with_ends(a, of_short(brought, excess), f32::INFINITY)
    }
}
