//! Sines, cosines and tangents of one complex number, step by step as the C library below NumPy takes them.
//! Knows no arrays.
//!
//! glibc's `csinh`, `ccosh` and `ctanh` (U. Drepper, 1997; J. Myers, 2012): where a half exponential overflows, the angle's
//! sine and cosine are scaled first. What is not finite follows C99's Annex G.

use num_complex::Complex;

use super::exponential::{brought_near, sin_cos, times_exp};
use super::{C, Part};

/// `i z`.
pub(super) fn turned<T: Part>(z: C<T>) -> C<T> {
    Complex::new(-z.im, z.re)
}

/// `-i z`.
pub(super) fn turned_back<T: Part>(z: C<T>) -> C<T> {
    Complex::new(z.im, -z.re)
}

/// Half of the exponential of a part above `FAR`, times two numbers.
fn half_exp<T: Part>(part: T, sin: T, cos: T) -> (T, T, T) {
    let far = T::of(T::FAR);
    let half = far.exp() / T::of(2.0);
    brought_near(part.magnitude() - far, sin * half, cos * half)
}

pub(crate) fn sinh<T: Part>(z: C<T>) -> C<T> {
    let (re, im) = (z.re.magnitude(), z.im);
    let nan = T::of(f64::NAN);
    let signed = |value: T| if z.re.negative() { -value } else { value };
    if re.not_a_number() {
        return Complex::new(nan, if im.is(0.0) { im } else { nan });
    }
    if !im.finite() {
        return if re.infinite() {
            Complex::new(re, im.nothing())
        } else if re.is(0.0) {
            Complex::new(signed(T::of(0.0)), im.nothing())
        } else {
            Complex::new(T::invalid(), T::invalid())
        };
    }
    if re.infinite() {
        if im.is(0.0) {
            return Complex::new(signed(re), im);
        }
        let (sin, cos) = sin_cos(im);
        return Complex::new(signed(re.copysign(cos)), re.copysign(sin));
    }
    let (sin, cos) = sin_cos(im);
    let cos = signed(cos);
    if re > T::of(T::FAR) {
        let (rest, sin, cos) = half_exp(re, sin, cos);
        return times_exp(rest, cos, sin);
    }
    Complex::new(re.sinh() * cos, re.cosh() * sin)
}

pub(crate) fn cosh<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    let nan = T::of(f64::NAN);
    let infinity = T::of(f64::INFINITY);
    let signed = |value: T| if re.negative() { -value } else { value };
    if re.not_a_number() {
        return Complex::new(nan, if im.is(0.0) { im } else { nan });
    }
    if !im.finite() {
        return if re.infinite() {
            Complex::new(infinity, im.nothing())
        } else {
            Complex::new(im.nothing(), if re.is(0.0) { T::of(0.0) } else { nan })
        };
    }
    if re.infinite() {
        if im.is(0.0) {
            return Complex::new(infinity, signed(im));
        }
        let (sin, cos) = sin_cos(im);
        return Complex::new(infinity.copysign(cos), signed(infinity.copysign(sin)));
    }
    let (sin, cos) = sin_cos(im);
    if re.magnitude() > T::of(T::FAR) {
        let (rest, sin, cos) = half_exp(re, signed(sin), cos);
        return times_exp(rest, cos, sin);
    }
    Complex::new(re.cosh() * cos, re.sinh() * sin)
}

pub(crate) fn tanh<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    let (zero, one) = (T::of(0.0), T::of(1.0));
    if re.infinite() {
        let sign = if im.finite() && im.magnitude() > one {
            let (sin, cos) = im.sin_cos();
            sin * cos
        } else {
            im
        };
        return Complex::new(one.copysign(re), zero.copysign(sign));
    }
    if re.not_a_number() || !im.finite() {
        if im.is(0.0) {
            return z;
        }
        let nan = if im.infinite() {
            T::invalid()
        } else {
            T::of(f64::NAN)
        };
        return Complex::new(if re.is(0.0) { re } else { nan }, nan);
    }
    let (sin, cos) = sin_cos(im);
    let far = T::of((T::FAR / 2.0).floor());
    if re.magnitude() > far {
        // The real part is 1 to the last digit, the imaginary one what is left of `4 sin cos / exp(2 re)`.
        let twice = (T::of(2.0) * far).exp();
        let rest = re.magnitude() - far;
        let left = T::of(4.0) * sin * cos / twice;
        let left = if rest > far {
            left / twice
        } else {
            left / (T::of(2.0) * rest).exp()
        };
        return Complex::new(one.copysign(re), left);
    }
    let (sinh, cosh) = if re.magnitude() > T::SMALLEST {
        (re.sinh(), re.cosh())
    } else {
        (re, one)
    };
    let divisor = if sinh.magnitude() > cos.magnitude() * T::EPSILON {
        sinh * sinh + cos * cos
    } else {
        cos * cos
    };
    Complex::new(sinh * cosh / divisor, sin * cos / divisor)
}

pub(crate) fn sin<T: Part>(z: C<T>) -> C<T> {
    if z.im.infinite() && !z.re.finite() {
        return Complex::new(z.re.nothing(), T::of(f64::INFINITY));
    }
    turned_back(sinh(turned(z)))
}

pub(crate) fn cos<T: Part>(z: C<T>) -> C<T> {
    cosh(turned(z))
}

pub(crate) fn tan<T: Part>(z: C<T>) -> C<T> {
    turned_back(tanh(turned(z)))
}
