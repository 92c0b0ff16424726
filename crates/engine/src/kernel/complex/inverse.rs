//! Inverse sines, cosines and tangents of one complex number, step by step as the C library below NumPy takes them.
//! Knows no arrays.
//!
//! glibc's `casinh`, `cacos`, `cacosh` and `catanh` (J. Myers, 2013): one formula for each part of the first quadrant in which
//! the others would cancel. What is not finite follows C99's Annex G.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, LN_2, PI};

use num_complex::Complex;

use super::exponential::{log, sqrt};
use super::hyperbolic::{turned, turned_back};
use super::{C, Part};

/// The inverse hyperbolic sine of a finite number that is not 0; `beside` gives pi/2 less the angle.
fn arcsinh_of<T: Part>(z: C<T>, beside: bool) -> C<T> {
    let (x, y) = (z.re.magnitude(), z.im.magnitude());
    let (half, one, two) = (T::of(0.5), T::of(1.0), T::of(2.0));
    let epsilon = T::EPSILON;
    // The angle of the point (a, b), or of the point mirrored on the diagonal.
    let angle = |a: T, b: T| {
        if beside {
            a.atan2(b.copysign(z.im))
        } else {
            b.atan2(a)
        }
    };
    let log_of = |point: C<T>| {
        if beside {
            log(Complex::new(point.im.copysign(z.im), point.re))
        } else {
            log(point)
        }
    };
    let tiny = epsilon / T::of(8.0);
    let result = if x >= one / epsilon || y >= one / epsilon {
        let length = log_of(Complex::new(x, y));
        Complex::new(length.re + T::of(LN_2), length.im)
    } else if x >= half && y < tiny {
        let side = one.hypot(x);
        Complex::new((x + side).log(), angle_on_axis(side, z.im, beside))
    } else if x < tiny && y >= T::of(1.5) {
        let side = ((y + one) * (y - one)).sqrt();
        Complex::new((y + side).log(), angle(x, side))
    } else if y > one && y < T::of(1.5) && x < half {
        let above = (y + one) * (y - one);
        if x < epsilon * epsilon {
            let side = above.sqrt();
            Complex::new((two * (above + y * side)).log1p() / two, angle(x, side))
        } else {
            let (square, less, length) = squares(x, y, above);
            let sum = length + above;
            let first = ((less / sum + square) / two).sqrt();
            let second = x * y / first;
            Complex::new(
                (square + sum + two * (x * first + y * second)).log1p() / two,
                angle(x + first, y + second),
            )
        }
    } else if y == one && x < half {
        if x < tiny {
            let root = x.sqrt();
            Complex::new((two * (x + root)).log1p() / two, angle(root, one))
        } else {
            let length = x * (T::of(4.0) + x * x).sqrt();
            let first = ((length + x * x) / two).sqrt();
            let second = ((length - x * x) / two).sqrt();
            Complex::new(
                (x * x + length + two * (x * first + second)).log1p() / two,
                angle(x + first, one + second),
            )
        }
    } else if y < one && x < half {
        let below = (one + y) * (one - y);
        if y < epsilon {
            let side = one.hypot(x);
            Complex::new(
                (two * x * (x + side)).log1p() / two,
                angle_on_axis(side, z.im, beside),
            )
        } else if x < epsilon * epsilon {
            let side = below.sqrt();
            Complex::new(
                (two * x / side).log1p() / two,
                angle_on_axis(side, z.im, beside),
            )
        } else {
            let (square, less, length) = squares(x, y, below);
            let sum = length + below;
            let first = ((sum + square) / two).sqrt();
            let second = x * y / first;
            Complex::new(
                (square + less / sum + two * (x * first + y * second)).log1p() / two,
                angle(x + first, y + second),
            )
        }
    } else {
        let root = sqrt(Complex::new((x - y) * (x + y) + one, two * x * y));
        log_of(Complex::new(root.re + x, root.im + y))
    };
    let sign = if beside { one } else { z.im };
    Complex::new(result.re.copysign(z.re), result.im.copysign(sign))
}

/// The angle of a point so near the axis that its own side is the other one's length.
fn angle_on_axis<T: Part>(side: T, im: T, beside: bool) -> T {
    if beside {
        side.atan2(im)
    } else {
        im.magnitude().atan2(side)
    }
}

/// `x**2`, `x**2 (2 + x**2 + 2 y**2)`, and the root of that and the square of how far `y**2` is from 1.
fn squares<T: Part>(x: T, y: T, from_one: T) -> (T, T, T) {
    let two = T::of(2.0);
    let square = x * x;
    let less = square * (two + square + two * y * y);
    (square, less, (from_one * from_one + less).sqrt())
}

pub(crate) fn arcsinh<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    let nan = T::of(f64::NAN);
    if im.infinite() {
        let angle = if re.finite() { FRAC_PI_2 } else { FRAC_PI_4 };
        return Complex::new(
            T::of(f64::INFINITY).copysign(re),
            if re.not_a_number() {
                nan
            } else {
                T::of(angle).copysign(im)
            },
        );
    }
    if !re.finite() {
        let known = re.infinite() && im.finite() || im.is(0.0);
        return Complex::new(re, if known { T::of(0.0).copysign(im) } else { nan });
    }
    if im.not_a_number() {
        return Complex::new(nan, nan);
    }
    if re.is(0.0) && im.is(0.0) {
        return z;
    }
    arcsinh_of(z, false)
}

pub(crate) fn arcsin<T: Part>(z: C<T>) -> C<T> {
    if z.re.not_a_number() || z.im.not_a_number() {
        let nan = T::of(f64::NAN);
        return if z.re.is(0.0) {
            z
        } else if z.re.infinite() || z.im.infinite() {
            Complex::new(nan, T::of(f64::INFINITY).copysign(z.im))
        } else {
            Complex::new(nan, nan)
        };
    }
    turned_back(arcsinh(turned(z)))
}

pub(crate) fn arccos<T: Part>(z: C<T>) -> C<T> {
    let zero = z.re.is(0.0) && z.im.is(0.0);
    if zero || !z.re.finite() || !z.im.finite() {
        let sine = arcsin(z);
        let angle = T::of(FRAC_PI_2) - sine.re;
        return Complex::new(if angle.is(0.0) { T::of(0.0) } else { angle }, -sine.im);
    }
    let found = arcsinh_of(turned(z), true);
    Complex::new(found.im, found.re)
}

pub(crate) fn arccosh<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    let nan = T::of(f64::NAN);
    let infinity = T::of(f64::INFINITY);
    if im.infinite() {
        let angle = match (re.infinite(), re.negative()) {
            (true, true) => PI - FRAC_PI_4,
            (true, false) => FRAC_PI_4,
            _ => FRAC_PI_2,
        };
        let angle = if re.not_a_number() {
            nan
        } else {
            T::of(angle).copysign(im)
        };
        return Complex::new(infinity, angle);
    }
    if re.infinite() {
        let angle = if re.negative() { PI } else { 0.0 };
        let angle = if im.not_a_number() {
            nan
        } else {
            T::of(angle).copysign(im)
        };
        return Complex::new(infinity, angle);
    }
    if re.not_a_number() || im.not_a_number() {
        let angle = if re.is(0.0) { T::of(FRAC_PI_2) } else { nan };
        return Complex::new(nan, angle);
    }
    if re.is(0.0) && im.is(0.0) {
        return Complex::new(T::of(0.0), T::of(FRAC_PI_2).copysign(im));
    }
    let found = arcsinh_of(turned(z), true);
    if im.negative() {
        Complex::new(found.re, -found.im)
    } else {
        Complex::new(-found.re, found.im)
    }
}

pub(crate) fn arctanh<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    let (zero, quarter) = (T::of(0.0), T::of(FRAC_PI_2));
    if !re.finite() || !im.finite() {
        let nan = T::of(f64::NAN);
        return if im.infinite() {
            Complex::new(zero.copysign(re), quarter.copysign(im))
        } else if re.infinite() || re.is(0.0) {
            let angle = if im.finite() {
                quarter.copysign(im)
            } else {
                nan
            };
            Complex::new(zero.copysign(re), angle)
        } else {
            Complex::new(nan, nan)
        };
    }
    if re.is(0.0) && im.is(0.0) {
        return z;
    }
    let (one, two) = (T::of(1.0), T::of(2.0));
    let (x, y) = (re.magnitude(), im.magnitude());
    let large = T::of(16.0) / T::EPSILON;
    if x >= large || y >= large {
        let real = if y <= one {
            one / re
        } else if x <= one {
            re / im / im
        } else {
            let half = (re / two).hypot(im / two);
            re / half / half / T::of(4.0)
        };
        return Complex::new(real, quarter.copysign(im));
    }
    let least = T::EPSILON * T::EPSILON;
    let real = if x == one && y < least {
        T::of(0.5).copysign(re) * (T::of(LN_2) - y.log())
    } else {
        let square = if y >= least { im * im } else { zero };
        let (far, near) = (one + re, one - re);
        let over = square + far * far;
        let under = square + near * near;
        let quotient = over / under;
        if quotient < T::of(0.5) {
            T::of(0.25) * quotient.log()
        } else {
            T::of(0.25) * (T::of(4.0) * re / under).log1p()
        }
    };
    let angle = T::of(0.5) * (two * im).atan2(inside(x, y));
    Complex::new(real, angle)
}

/// How far a point is inside the unit circle: `1 - x**2 - y**2`.
fn inside<T: Part>(x: T, y: T) -> T {
    let one = T::of(1.0);
    let (large, small) = if x < y { (y, x) } else { (x, y) };
    let without = (one - large) * (one + large);
    if small < T::EPSILON / T::of(2.0) {
        // Never a negative zero.
        return if without.is(0.0) { T::of(0.0) } else { without };
    }
    if large < one && (large >= T::of(0.75) || small >= T::of(0.5)) {
        return -large.square_less_one(small);
    }
    without - small * small
}

pub(crate) fn arctan<T: Part>(z: C<T>) -> C<T> {
    turned(arctanh(turned_back(z)))
}
