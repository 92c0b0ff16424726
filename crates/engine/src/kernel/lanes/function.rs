//! Functions that no instruction computes: exponentials, logarithms, sines, powers.
//! Knows registers; arguments that need more care than a polynomial are left to the loop of single elements.
//!
//! Each works in three steps. The argument is *reduced* to a short range around 0 by taking out what the answer's form gives
//! for free: powers of 2 for `exp` and `log`, quarter turns for `sin` and `cos`. What the subtraction loses is kept in a
//! second number, because the answer is only as good as its argument. A *polynomial* gives the function on the short range;
//! its leading terms are added last, largest last of all, so that little but the final rounding is seen. Then the power of 2
//! or the turn is put back with integer instructions on the bits.
//!
//! All lanes take the same steps, and the answer is chosen by masks. Where a register holds an argument outside of the range
//! in which these steps are sound (infinities, NaN, subnormal numbers, angles of more than 800,000), its elements are
//! computed one by one; data without such arguments never get there.
//!
//! Errors stay below one unit in the last place. Coefficients and the splitting of π/2 and ln 2 are those of fdlibm (Sun
//! Microsystems, 1993); those of `float32` sines are from FreeBSD's `k_sinf.c` and `k_cosf.c`.

use std::marker::PhantomData;

use super::lane::{Arithmetic, Ordered, Real, select};
use super::register::*;
use crate::kernel::exponential;

/// A function of one number.
pub(crate) trait Function {
    /// The values, and a mask of the lanes where they hold.
    fn apply(a: v128) -> (v128, v128);
    /// The values one by one, whatever the arguments are.
    fn alone(bytes: [u8; BYTES]) -> [u8; BYTES];
}

pub(crate) struct Exp<T>(PhantomData<T>);
pub(crate) struct Log<T>(PhantomData<T>);
pub(crate) struct Sin<T>(PhantomData<T>);
pub(crate) struct Cos<T>(PhantomData<T>);

/// `alone` for both types from a function of a `float64`.
macro_rules! alone {
    (f64, $f:expr) => {
        #[cold]
        fn alone(bytes: [u8; BYTES]) -> [u8; BYTES] {
            let f: fn(f64) -> f64 = $f;
            bytemuck::cast(bytemuck::cast::<_, [f64; 2]>(bytes).map(f))
        }
    };
    (f32, $f:expr) => {
        #[cold]
        fn alone(bytes: [u8; BYTES]) -> [u8; BYTES] {
            let f: fn(f64) -> f64 = $f;
            let one = |a: f32| f(f64::from(a)) as f32;
            bytemuck::cast(bytemuck::cast::<_, [f32; 4]>(bytes).map(one))
        }
    };
}

#[inline(always)]
fn number(value: f64) -> v128 {
    splat_of(value)
}

#[inline(always)]
fn number32(value: f32) -> v128 {
    splat_of(value)
}

/// `c[0] + x * (c[1] + x * (c[2] + …))`
#[inline(always)]
fn polynomial<T: Arithmetic + bytemuck::Pod, const N: usize>(
    x: v128,
    coefficients: [T; N],
) -> v128 {
    let mut value = splat_of(coefficients[N - 1]);
    for &coefficient in coefficients.iter().rev().skip(1) {
        value = T::add(splat_of(coefficient), T::multiply(x, value));
    }
    value
}

/// Added to a `float64` and taken away again, this rounds it to an integer, which also stands in the lowest bits of the sum.
const TO_INTEGER: f64 = 6_755_399_441_055_744.0;

/// `1 + r + t`, where `t` is what is left of the series and of `r`: the sum of the two largest is exact.
#[inline(always)]
fn one_and<T: Real>(r: v128, t: v128) -> v128 {
    let high = T::add(T::one(), r);
    let low = T::subtract(r, T::subtract(high, T::one()));
    T::add(high, T::add(low, t))
}

/// `x - k * ln 2` as two numbers, ln 2 given as two as well.
#[inline(always)]
fn without_ln2<T: Real>(x: v128, k: v128, ln2_high: v128, ln2_low: v128) -> (v128, v128) {
    let high = T::subtract(x, T::multiply(k, ln2_high));
    let low = T::multiply(k, ln2_low);
    let r = T::subtract(high, low);
    (r, T::subtract(T::subtract(high, r), low))
}

/// The series of `exp` after `1 + r`: `r² / 2 + r³ q`, and what the argument's second number adds.
#[inline(always)]
fn rest_of_series<T: Real>(r: v128, low: v128, half: v128, q: v128) -> v128 {
    let square = T::multiply(r, r);
    let series = T::multiply(square, T::add(half, T::multiply(r, q)));
    T::add(series, T::add(low, T::multiply(low, r)))
}

impl Function for Exp<f64> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        let holds = f64::less(f64::absolute(a), number(708.0));
        let shifted = f64::add(
            f64::multiply(a, number(std::f64::consts::LOG2_E)),
            number(TO_INTEGER),
        );
        let k = f64::subtract(shifted, number(TO_INTEGER));
        let (r, low) = without_ln2::<f64>(a, k, number(LN2_HIGH), number(LN2_LOW));
        let q = polynomial(r, INVERSE_FACTORIALS);
        let t = rest_of_series::<f64>(r, low, number(0.5), q);
        let power = i64x2_shl(i64x2_add(shifted, splat_of(1023i64)), 52);
        (f64::multiply(one_and::<f64>(r, t), power), holds)
    }
    alone!(f64, exponential::exp);
}

const LN2_HIGH: f64 = 6.931_471_803_691_238e-1;
const LN2_LOW: f64 = 1.908_214_929_270_587_7e-10;

/// `1/3!` to `1/13!`
const INVERSE_FACTORIALS: [f64; 11] = [
    1.0 / 6.0,
    1.0 / 24.0,
    1.0 / 120.0,
    1.0 / 720.0,
    1.0 / 5_040.0,
    1.0 / 40_320.0,
    1.0 / 362_880.0,
    1.0 / 3_628_800.0,
    1.0 / 39_916_800.0,
    1.0 / 479_001_600.0,
    1.0 / 6_227_020_800.0,
];

impl Function for Exp<f32> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        let holds = f32::less(f32::absolute(a), number32(87.0));
        let k = f32::nearest(f32::multiply(a, number32(std::f32::consts::LOG2_E)));
        let (high, low) = (number32(6.931_457_5e-1), number32(1.428_606_8e-6));
        let (r, low) = without_ln2::<f32>(a, k, high, low);
        let q = polynomial(
            r,
            [
                1.0f32 / 6.0,
                1.0 / 24.0,
                1.0 / 120.0,
                1.0 / 720.0,
                1.0 / 5_040.0,
            ],
        );
        let t = rest_of_series::<f32>(r, low, number32(0.5), q);
        let power = i32x4_add(i32x4_trunc_sat_f32x4(k), splat_of(127i32));
        let power = i32x4_shl(power, 23);
        (f32::multiply(one_and::<f32>(r, t), power), holds)
    }
    alone!(f32, exponential::exp);
}

impl Function for Log<f64> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        let normal = f64::less_equal(number(f64::MIN_POSITIVE), a);
        let holds = v128_and(normal, f64::less(a, f64::infinity()));
        // a = 2**k * (1 + f) with 1 + f between √½ and √2: what exceeds √½ carries into the exponent.
        const ROOT: i64 = 0x3fe6_a09e_0000_0000;
        let carried = i64x2_add(a, splat_of(0x3ff0_0000_0000_0000 - ROOT));
        let k = i64x2_sub(i64x2_shr(carried, 52), splat_of(1023i64));
        let fraction = v128_and(carried, splat_of(0x000f_ffff_ffff_ffffi64));
        let f = f64::subtract(i64x2_add(fraction, splat_of(ROOT)), number(1.0));
        let k = f64::subtract(i64x2_add(k, number(TO_INTEGER)), number(TO_INTEGER));
        // log(1 + f) = f - f²/2 + s (f²/2 + R(s²)) with s = f / (2 + f)
        let half_square = f64::multiply(number(0.5), f64::multiply(f, f));
        let s = f64::divide(f, f64::add(number(2.0), f));
        let z = f64::multiply(s, s);
        let w = f64::multiply(z, z);
        let even = f64::multiply(w, polynomial(w, [LG[1], LG[3], LG[5]]));
        let odd = f64::multiply(z, polynomial(w, [LG[0], LG[2], LG[4], LG[6]]));
        let tail = f64::multiply(s, f64::add(half_square, f64::add(odd, even)));
        let tail = f64::add(tail, f64::multiply(k, number(LN2_LOW)));
        let value = f64::add(f64::subtract(tail, half_square), f);
        (f64::add(value, f64::multiply(k, number(LN2_HIGH))), holds)
    }
    alone!(f64, exponential::log);
}

const LG: [f64; 7] = [
    6.666_666_666_666_735e-1,
    3.999_999_999_940_942e-1,
    2.857_142_874_366_239e-1,
    2.222_219_843_214_978_4e-1,
    1.818_357_216_161_805e-1,
    1.531_383_769_920_937_3e-1,
    1.479_819_860_511_658_6e-1,
];

/// Steps of two `float64` lanes that are good enough for `float32`. A type rather than a closure: only what is
/// `inline(always)` is compiled for the instructions of the driver.
trait Short {
    fn steps(a: v128) -> (v128, v128);
}

/// Takes the four lanes of a `float32` register through steps of `float64`.
#[inline(always)]
fn in_float64<S: Short>(a: v128) -> (v128, v128) {
    let upper = i32x4_shuffle::<2, 3, 0, 1>(a, a);
    let (first, first_holds) = S::steps(f64x2_promote_low_f32x4(a));
    let (second, second_holds) = S::steps(f64x2_promote_low_f32x4(upper));
    let value = i32x4_shuffle::<0, 1, 4, 5>(
        f32x4_demote_f64x2_zero(first),
        f32x4_demote_f64x2_zero(second),
    );
    (
        value,
        i32x4_shuffle::<0, 2, 4, 6>(first_holds, second_holds),
    )
}

impl Function for Log<f32> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        in_float64::<Self>(a)
    }
    alone!(f32, exponential::log);
}

impl Short for Log<f32> {
    #[inline(always)]
    fn steps(a: v128) -> (v128, v128) {
        Log::<f64>::apply(a)
    }
}

/// An angle as quarter turns, whose count stands in the lowest bits of the first answer, and a rest of two numbers.
/// The mask tells where the rest is good to the last bit.
#[inline(always)]
fn turned(a: v128) -> (v128, v128, v128, v128) {
    let shifted = f64::add(
        f64::multiply(a, number(std::f64::consts::FRAC_2_PI)),
        number(TO_INTEGER),
    );
    let k = f64::subtract(shifted, number(TO_INTEGER));
    // π/2 as three numbers: the first two of 33 bits, so that k times them is exact.
    let first = f64::subtract(a, f64::multiply(k, number(1.570_796_326_734_125_6)));
    let w = f64::multiply(k, number(6.077_100_506_303_966e-11));
    let second = f64::subtract(first, w);
    let lost = f64::subtract(f64::subtract(first, second), w);
    let w = f64::subtract(f64::multiply(k, number(2.022_266_248_795_950_6e-21)), lost);
    let rest = f64::subtract(second, w);
    let low = f64::subtract(f64::subtract(second, rest), w);
    // Where the rest is tiny, so much was taken away that these bits are not enough.
    let enough = v128_or(
        f64::equal(k, number(0.0)),
        f64::less(number(1e-9), f64::absolute(rest)),
    );
    let holds = v128_and(f64::less(f64::absolute(a), number(8e5)), enough);
    (shifted, rest, low, holds)
}

/// `sin` of a rest of a quarter turn.
#[inline(always)]
fn sine(x: v128, low: v128) -> v128 {
    let z = f64::multiply(x, x);
    let v = f64::multiply(z, x);
    let r = polynomial(
        z,
        [
            8.333_333_333_322_49e-3,
            -1.984_126_982_985_795e-4,
            2.755_731_370_707_006_8e-6,
            -2.505_076_025_340_686_3e-8,
            1.589_690_995_211_55e-10,
        ],
    );
    let half_low = f64::multiply(number(0.5), low);
    let inner = f64::multiply(z, f64::subtract(half_low, f64::multiply(v, r)));
    let inner = f64::subtract(inner, low);
    f64::subtract(
        x,
        f64::subtract(inner, f64::multiply(v, number(-1.666_666_666_666_663_2e-1))),
    )
}

/// `cos` of a rest of a quarter turn.
#[inline(always)]
fn cosine(x: v128, low: v128) -> v128 {
    let z = f64::multiply(x, x);
    let r = polynomial(
        z,
        [
            4.166_666_666_666_66e-2,
            -1.388_888_888_887_411e-3,
            2.480_158_728_947_673e-5,
            -2.755_731_435_139_066_3e-7,
            2.087_572_321_298_175e-9,
            -1.135_964_755_778_819_5e-11,
        ],
    );
    let r = f64::multiply(z, r);
    let half = f64::multiply(number(0.5), z);
    let w = f64::subtract(number(1.0), half);
    let lost = f64::subtract(f64::subtract(number(1.0), w), half);
    let rest = f64::subtract(f64::multiply(z, r), f64::multiply(x, low));
    f64::add(w, f64::add(lost, rest))
}

/// Of sine and cosine the one that an odd or even count of quarter turns asks for, with its sign.
#[inline(always)]
fn by_quarters(quarters: v128, even: v128, odd: v128) -> v128 {
    let is_odd = i64x2_shr(i64x2_shl(quarters, 63), 63);
    let sign = i64x2_shl(i64x2_shr(quarters, 1), 63);
    v128_xor(select(is_odd, odd, even), sign)
}

impl Function for Sin<f64> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        let (quarters, x, low, holds) = turned(a);
        (by_quarters(quarters, sine(x, low), cosine(x, low)), holds)
    }
    alone!(f64, libm::sin);
}

impl Function for Cos<f64> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        let (quarters, x, low, holds) = turned(a);
        let quarters = i64x2_add(quarters, splat_of(1i64));
        (by_quarters(quarters, sine(x, low), cosine(x, low)), holds)
    }
    alone!(f64, libm::cos);
}

/// As [`turned`], of an angle that was a `float32`: one number is enough for the rest.
#[inline(always)]
fn turned_short(a: v128) -> (v128, v128, v128) {
    let shifted = f64::add(
        f64::multiply(a, number(std::f64::consts::FRAC_2_PI)),
        number(TO_INTEGER),
    );
    let k = f64::subtract(shifted, number(TO_INTEGER));
    let first = f64::subtract(a, f64::multiply(k, number(1.570_796_326_734_125_6)));
    let rest = f64::subtract(first, f64::multiply(k, number(6.077_100_506_506_192e-11)));
    (shifted, rest, f64::less(f64::absolute(a), number(8e5)))
}

/// `sin` of a rest of a quarter turn, to the precision of `float32`.
#[inline(always)]
fn sine_short(x: v128) -> v128 {
    let z = f64::multiply(x, x);
    let series = polynomial(
        z,
        [
            1.0,
            -0.166_666_666_416_265_24,
            0.008_333_329_385_889_463,
            -0.000_198_393_348_360_966_32,
            0.000_002_718_311_493_989_822,
        ],
    );
    // As a product, so that -0.0 stays what it is.
    f64::multiply(x, series)
}

/// `cos` of a rest of a quarter turn, to the precision of `float32`.
#[inline(always)]
fn cosine_short(x: v128) -> v128 {
    let z = f64::multiply(x, x);
    polynomial(
        z,
        [
            1.0,
            -0.499_999_997_251_031,
            0.041_666_623_323_739_06,
            -0.001_388_676_377_460_993,
            0.000_024_390_448_796_277_41,
        ],
    )
}

impl Function for Sin<f32> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        in_float64::<Self>(a)
    }
    alone!(f32, libm::sin);
}

impl Short for Sin<f32> {
    #[inline(always)]
    fn steps(a: v128) -> (v128, v128) {
        let (quarters, x, holds) = turned_short(a);
        (by_quarters(quarters, sine_short(x), cosine_short(x)), holds)
    }
}

impl Function for Cos<f32> {
    #[inline(always)]
    fn apply(a: v128) -> (v128, v128) {
        in_float64::<Self>(a)
    }
    alone!(f32, libm::cos);
}

impl Short for Cos<f32> {
    #[inline(always)]
    fn steps(a: v128) -> (v128, v128) {
        let (quarters, x, holds) = turned_short(a);
        let quarters = i64x2_add(quarters, splat_of(1i64));
        (by_quarters(quarters, sine_short(x), cosine_short(x)), holds)
    }
}

/// A number raised to the power of another.
pub(crate) trait Power {
    type Number: Real + bytemuck::Pod + PartialEq;
    const TWO: Self::Number;
    fn alone(a: Self::Number, b: Self::Number) -> Self::Number;
}

pub(crate) struct Raise<T>(PhantomData<T>);

impl Power for Raise<f64> {
    type Number = f64;
    const TWO: f64 = 2.0;
    fn alone(a: f64, b: f64) -> f64 {
        libm::pow(a, b)
    }
}

impl Power for Raise<f32> {
    type Number = f32;
    const TWO: f32 = 2.0;
    fn alone(a: f32, b: f32) -> f32 {
        libm::pow(f64::from(a), f64::from(b)) as f32
    }
}
