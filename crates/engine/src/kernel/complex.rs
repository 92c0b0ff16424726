//! One complex number: arithmetic as NumPy's loops do it, lengths, order, powers. Knows no arrays.
//!
//! Arithmetic is done in the number's own width, because its rounding shows. The functions stand in `elementary` and are
//! computed in `float64` for both widths.

use std::ops::{Add, Div, Mul, Neg, Sub};

use num_complex::Complex;

mod elementary;

pub(crate) use elementary::{
    arccos, arccosh, arcsin, arcsinh, arctan, arctanh, cos, cosh, exp, exp2, expm1, log, log1p,
    log2, log10, sin, sinh, sqrt, tan, tanh,
};

/// A part of a complex number.
pub(crate) trait Part:
    Copy
    + PartialOrd
    + From<f32>
    + Into<f64>
    + Add<Output = Self>
    + Sub<Output = Self>
    + Mul<Output = Self>
    + Div<Output = Self>
    + Neg<Output = Self>
{
    /// The nearest part to a double.
    fn rounded(value: f64) -> Self;
    /// Without its sign.
    fn magnitude(self) -> Self;
    /// Whether it is NaN.
    fn not_a_number(self) -> bool;
    /// The nearest whole number, halves to the even one.
    fn whole(self) -> Self;
}

macro_rules! part {
    ($($t:ty),*) => {$(
        impl Part for $t {
            #[inline]
            fn rounded(value: f64) -> Self {
                value as $t
            }
            #[inline]
            fn magnitude(self) -> Self {
                self.abs()
            }
            #[inline]
            fn not_a_number(self) -> bool {
                self.is_nan()
            }
            #[inline]
            fn whole(self) -> Self {
                self.round_ties_even()
            }
        }
    )*};
}
part!(f32, f64);

pub(super) type C<T> = Complex<T>;

fn zero<T: Part>() -> T {
    T::from(0.0)
}

pub(super) fn one<T: Part>() -> T {
    T::from(1.0)
}

pub(crate) fn multiply<T: Part>(a: C<T>, b: C<T>) -> C<T> {
    Complex::new(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
}

/// Smith's quotient, which does not overflow on the way: the smaller part of the divisor is divided by the larger one.
pub(crate) fn divide<T: Part>(a: C<T>, b: C<T>) -> C<T> {
    let (re, im) = (b.re.magnitude(), b.im.magnitude());
    if re >= im {
        if re == zero() && im == zero() {
            return Complex::new(a.re / re, a.im / re);
        }
        let ratio = b.im / b.re;
        let scale = one::<T>() / (b.re + b.im * ratio);
        Complex::new((a.re + a.im * ratio) * scale, (a.im - a.re * ratio) * scale)
    } else {
        let ratio = b.re / b.im;
        let scale = one::<T>() / (b.im + b.re * ratio);
        Complex::new((a.re * ratio + a.im) * scale, (a.im * ratio - a.re) * scale)
    }
}

pub(crate) fn reciprocal<T: Part>(a: C<T>) -> C<T> {
    if a.im.magnitude() <= a.re.magnitude() {
        let ratio = a.im / a.re;
        let divisor = a.re + a.im * ratio;
        Complex::new(one::<T>() / divisor, -ratio / divisor)
    } else {
        let ratio = a.re / a.im;
        let divisor = a.re * ratio + a.im;
        Complex::new(ratio / divisor, -one::<T>() / divisor)
    }
}

pub(crate) fn absolute<T: Part>(a: C<T>) -> T {
    T::rounded(length(a.re.into(), a.im.into()))
}

/// The length of a side over two others, rounded right but for rare cases: C. Borges, "An improved algorithm for
/// hypot(a, b)" (2019), whose last step takes back the error of the root. Infinite sides win over NaN.
pub(super) fn length(a: f64, b: f64) -> f64 {
    let (a, b) = (a.abs(), b.abs());
    if a.is_infinite() || b.is_infinite() {
        return f64::INFINITY;
    }
    let (x, y) = if a >= b { (a, b) } else { (b, a) };
    if x.is_nan() || y.is_nan() || y <= x * (f64::EPSILON / 2.0) {
        return x + y;
    }
    // Scaled by powers of 2, which are exact, where the squares would overflow or lose digits.
    let scale = if x > 2f64.powi(511) {
        2f64.powi(-600)
    } else if y < 2f64.powi(-459) {
        2f64.powi(600)
    } else {
        1.0
    };
    let (x, y) = (x * scale, y * scale);
    let root = libm::fma(x, x, y * y).sqrt();
    let (root_squared, x_squared) = (root * root, x * x);
    let correction = libm::fma(-y, y, root_squared - x_squared)
        + libm::fma(root, root, -root_squared)
        - libm::fma(x, x, -x_squared);
    (root - correction / (2.0 * root)) / scale
}

/// The number divided by its length: a point of the unit circle, or 0.
pub(crate) fn sign<T: Part>(a: C<T>) -> C<T> {
    let length = absolute(a);
    let wide: f64 = length.into();
    if wide.is_nan() {
        return Complex::new(length, length);
    }
    if wide.is_infinite() {
        let (re, im): (f64, f64) = (a.re.into(), a.im.into());
        let unit = |value: f64| T::rounded(1f64.copysign(value));
        let nan = T::rounded(f64::NAN);
        return match (re.is_infinite(), im.is_infinite()) {
            (true, true) => Complex::new(nan, nan),
            (true, false) => Complex::new(unit(re), zero()),
            _ => Complex::new(zero(), unit(im)),
        };
    }
    if length == zero() {
        return Complex::new(zero(), zero());
    }
    Complex::new(a.re / length, a.im / length)
}

pub(crate) fn rint<T: Part>(a: C<T>) -> C<T> {
    Complex::new(a.re.whole(), a.im.whole())
}

pub(crate) fn is_nan<T: Part>(a: C<T>) -> bool {
    a.re.not_a_number() || a.im.not_a_number()
}

/// NumPy's `>=`: by real parts, then by imaginary ones.
pub(crate) fn at_least<T: Part>(a: C<T>, b: C<T>) -> bool {
    above(a, b) || a.re == b.re && a.im >= b.im
}

/// NumPy's `>`.
pub(crate) fn above<T: Part>(a: C<T>, b: C<T>) -> bool {
    let ordered = !a.im.not_a_number() && !b.im.not_a_number();
    a.re > b.re && ordered || a.re == b.re && a.im > b.im
}

/// The first of two that come in this order or of which the first is NaN, else the second.
pub(crate) fn first_if<T: Part>(a: C<T>, b: C<T>, in_order: bool) -> C<T> {
    if in_order || is_nan(a) { a } else { b }
}

/// The first of two that come in this order or of which the second is NaN, else the second.
pub(crate) fn first_unless<T: Part>(a: C<T>, b: C<T>, in_order: bool) -> C<T> {
    if in_order || is_nan(b) { a } else { b }
}

/// The larger of the number and the low bound, then the smaller of that and the high one; NaN wins over all.
pub(crate) fn clip<T: Part>(a: C<T>, low: C<T>, high: C<T>) -> C<T> {
    let raised = match (is_nan(a), is_nan(low)) {
        (true, _) => a,
        (_, true) => low,
        _ if above(low, a) => low,
        _ => a,
    };
    match (is_nan(raised), is_nan(high)) {
        (true, _) => raised,
        (_, true) => high,
        _ if above(raised, high) => high,
        _ => raised,
    }
}

/// Whole powers below 100 by repeated squaring, in the number's own width; others through the logarithm.
pub(crate) fn power<T: Part>(a: C<T>, b: C<T>) -> C<T> {
    if b.re == zero() && b.im == zero() {
        return Complex::new(one(), zero());
    }
    if a.re == zero() && a.im == zero() {
        return if b.re > zero() && b.im == zero() {
            Complex::new(zero(), zero())
        } else {
            let nan = T::rounded(f64::NAN);
            Complex::new(nan, nan)
        };
    }
    let exponent: f64 = b.re.into();
    if b.im == zero() && exponent.abs() < 100.0 && exponent.trunc() == exponent {
        return whole_power(a, exponent as i32);
    }
    let wide = |z: C<T>| Complex::new(z.re.into(), z.im.into());
    let result = exp(multiply(wide(b), log(wide(a))));
    Complex::new(T::rounded(result.re), T::rounded(result.im))
}

fn whole_power<T: Part>(a: C<T>, exponent: i32) -> C<T> {
    match exponent {
        1 => return a,
        2 => return multiply(a, a),
        3 => return multiply(a, multiply(a, a)),
        _ => {}
    }
    let count = exponent.unsigned_abs();
    let (mut result, mut squared, mut mask) = (Complex::new(one(), zero()), a, 1);
    loop {
        if count & mask != 0 {
            result = multiply(result, squared);
        }
        mask <<= 1;
        if count < mask {
            break;
        }
        squared = multiply(squared, squared);
    }
    if exponent < 0 {
        divide(Complex::new(one(), zero()), result)
    } else {
        result
    }
}
