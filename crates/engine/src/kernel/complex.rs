//! One complex number: arithmetic as NumPy's loops do it, lengths, order, powers. Knows no arrays.
//!
//! Everything is done in the number's own width, because its rounding shows. The functions stand in files of their own.

use num_complex::Complex;

mod exponential;
mod hyperbolic;
mod inverse;
mod part;
pub(crate) mod warning;
mod watched;

pub(crate) use exponential::{exp, exp2, expm1, log, log1p, log2, log10, sqrt};
pub(crate) use hyperbolic::{cos, cosh, sin, sinh, tan, tanh};
pub(crate) use inverse::{arccos, arccosh, arcsin, arcsinh, arctan, arctanh};
pub(crate) use part::Part;

pub(super) type C<T> = Complex<T>;

fn zero<T: Part>() -> T {
    T::of(0.0)
}

fn one<T: Part>() -> T {
    T::of(1.0)
}

pub(crate) fn multiply<T: Part>(a: C<T>, b: C<T>) -> C<T> {
    Complex::new(a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re)
}

/// Smith's quotient, which does not overflow on the way: the smaller part of the divisor is divided by the larger one.
pub(crate) fn divide<T: Part>(a: C<T>, b: C<T>) -> C<T> {
    let (re, im) = (b.re.magnitude(), b.im.magnitude());
    let a = Complex::new(a.re.compared(re, im), a.im);
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
    let unit = one::<T>().compared(a.im.magnitude(), a.re.magnitude());
    if a.im.magnitude() <= a.re.magnitude() {
        let ratio = a.im / a.re;
        let divisor = a.re + a.im * ratio;
        Complex::new(unit / divisor, -ratio / divisor)
    } else {
        let ratio = a.re / a.im;
        let divisor = a.re * ratio + a.im;
        Complex::new(ratio / divisor, -unit / divisor)
    }
}

/// The length of a number as NumPy's loop finds it: the larger part times the root of 1 and the squared quotient of
/// the parts. Infinite parts win over NaN.
pub(crate) fn absolute<T: Part>(a: C<T>) -> T {
    let (re, im) = (a.re.magnitude(), a.im.magnitude());
    if re.infinite() || im.infinite() {
        return T::of(f64::INFINITY);
    }
    if re.not_a_number() || im.not_a_number() {
        return T::of(f64::NAN);
    }
    let (large, small) = if re < im { (im, re) } else { (re, im) };
    if large == zero() {
        return large;
    }
    let quotient = small / large;
    (quotient * quotient + one()).sqrt() * large
}

/// The number divided by its length: a point of the unit circle, or 0.
pub(crate) fn sign<T: Part>(a: C<T>) -> C<T> {
    let length = a.re.hypot(a.im);
    if length.not_a_number() {
        return Complex::new(length, length);
    }
    if length.infinite() {
        let nan = T::of(f64::NAN);
        // A length is not negative.
        let none = zero::<T>().copysign(length);
        return match (a.re.infinite(), a.im.infinite()) {
            (true, true) => Complex::new(nan, nan),
            (true, false) => Complex::new(one::<T>().copysign(a.re), none),
            _ => Complex::new(none, one::<T>().copysign(a.im)),
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

/// The larger of the number and the low bound, then the smaller of that and the high one; NaN wins over all, and a bound over
/// a number that equals it.
pub(crate) fn clip<T: Part>(a: C<T>, low: C<T>, high: C<T>) -> C<T> {
    let raised = first_if(a, low, above(a, low));
    first_if(raised, high, above(high, raised))
}

/// Whole powers below 100 by repeated squaring, others through the logarithm, as NumPy and the C library below it do it.
pub(crate) fn power<T: Part>(a: C<T>, b: C<T>) -> C<T> {
    if b.re == zero() && b.im == zero() {
        return Complex::new(one(), zero());
    }
    if a.re == zero() && a.im == zero() {
        return if b.re > zero() {
            Complex::new(zero(), zero())
        } else {
            Complex::new(T::invalid(), T::invalid())
        };
    }
    let exponent = b.re.wide();
    if b.im == zero() && exponent.abs() < 100.0 && exponent.trunc() == exponent {
        return whole_power(a, exponent as i32);
    }
    let result = exp(multiply_whole(b, log(a)));
    if b.im == zero() {
        // Whether it is a whole power was asked with an order.
        return Complex::new(result.re.compared(b.re, b.re), result.im);
    }
    result
}

/// The product with C99's Annex G: where both parts come out as NaN and a part was infinite, so is the product.
fn multiply_whole<T: Part>(a: C<T>, b: C<T>) -> C<T> {
    let product = multiply(a, b);
    if !product.re.not_a_number() || !product.im.not_a_number() {
        return product;
    }
    let boxed = |z: C<T>| {
        let side = |part: T| T::of(if part.infinite() { 1.0 } else { 0.0 }).copysign(part);
        Complex::new(side(z.re), side(z.im))
    };
    let counted = |z: C<T>| {
        let side = |part: T| {
            if part.not_a_number() {
                zero::<T>().copysign(part)
            } else {
                part
            }
        };
        Complex::new(side(z.re), side(z.im))
    };
    let is_infinite = |z: C<T>| z.re.infinite() || z.im.infinite();
    let (mut left, mut right) = (a, b);
    if is_infinite(a) {
        (left, right) = (boxed(left), counted(right));
    }
    if is_infinite(b) {
        (left, right) = (counted(left), boxed(right));
    }
    let overflowed = [a.re * b.re, a.im * b.im, a.re * b.im, a.im * b.re]
        .iter()
        .any(|part| part.infinite());
    if !is_infinite(a) && !is_infinite(b) {
        if !overflowed {
            return product;
        }
        (left, right) = (counted(left), counted(right));
    }
    let infinity = T::of(f64::INFINITY);
    let again = multiply(left, right);
    Complex::new(infinity * again.re, infinity * again.im)
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

#[cfg(test)]
mod tests;
