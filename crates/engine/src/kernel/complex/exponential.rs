//! Exponentials, logarithms and roots of one complex number, step by step as the C library below NumPy takes them.
//! Knows no arrays.
//!
//! glibc's `cexp`, `clog` and `csqrt` (U. Drepper and S. Moshier, 1997; J. Myers, 2012): parts are scaled before they leave
//! the range, and near the unit circle the logarithm is found from the distance to it. What is not finite follows C99's
//! Annex G. `exp2`, `expm1` and `log1p` are NumPy's own.

use num_complex::Complex;

use super::{C, Part};

/// The sine and the cosine of an angle; of one that has lost digits, itself and 1.
pub(super) fn sin_cos<T: Part>(angle: T) -> (T, T) {
    if angle.magnitude() > T::SMALLEST {
        angle.sin_cos()
    } else {
        (angle, T::of(1.0))
    }
}

pub(crate) fn exp<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    let nan = T::of(f64::NAN);
    if re.not_a_number() {
        return if im.is(0.0) {
            Complex::new(nan, im)
        } else if im.not_a_number() {
            Complex::new(nan, nan)
        } else {
            Complex::new(nan, T::invalid())
        };
    }
    if re.infinite() {
        let value = T::of(if re.negative() { 0.0 } else { f64::INFINITY });
        return if im.is(0.0) {
            Complex::new(value, im)
        } else if im.finite() {
            let (sin, cos) = sin_cos(im);
            Complex::new(value.copysign(cos), value.copysign(sin))
        } else if re.negative() {
            Complex::new(value, value.copysign(im))
        } else {
            Complex::new(value, im.nothing())
        };
    }
    if !im.finite() {
        return Complex::new(T::invalid(), T::invalid());
    }
    let (sin, cos) = sin_cos(im);
    let far = T::of(T::FAR);
    if re > far {
        let (rest, sin, cos) = brought_near(re - far, sin * far.exp(), cos * far.exp());
        return times_exp(rest, cos, sin);
    }
    let scale = re.exp();
    Complex::new(scale * cos, scale * sin)
}

/// Once more so far, when that was not enough.
pub(super) fn brought_near<T: Part>(rest: T, sin: T, cos: T) -> (T, T, T) {
    let far = T::of(T::FAR);
    if rest > far {
        (rest - far, sin * far.exp(), cos * far.exp())
    } else {
        (rest, sin, cos)
    }
}

/// Both numbers times the exponential; those of what is still too large overflow.
pub(super) fn times_exp<T: Part>(rest: T, re: T, im: T) -> C<T> {
    let scale = if rest > T::of(T::FAR) {
        T::LARGEST
    } else {
        rest.exp()
    };
    Complex::new(scale * re, scale * im)
}

pub(crate) fn log<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    if re.not_a_number() || im.not_a_number() {
        let length = if re.infinite() || im.infinite() {
            f64::INFINITY
        } else {
            f64::NAN
        };
        return Complex::new(T::of(length), T::of(f64::NAN));
    }
    if re.is(0.0) && im.is(0.0) {
        let half = if re.negative() {
            std::f64::consts::PI
        } else {
            0.0
        };
        return Complex::new(T::of(-1.0) / re.magnitude(), T::of(half).copysign(im));
    }
    Complex::new(log_of_length(re, im), im.atan2(re))
}

fn log_of_length<T: Part>(re: T, im: T) -> T {
    let (one, two, half) = (T::of(1.0), T::of(2.0), T::of(0.5));
    let (re, im) = (re.magnitude(), im.magnitude());
    let (mut large, mut small) = if re < im { (im, re) } else { (re, im) };
    let mut scale = 0;
    if large > T::LARGEST / two {
        scale = -1;
        large = large.scaled(scale);
        small = if small >= T::SMALLEST * two {
            small.scaled(scale)
        } else {
            T::of(0.0)
        };
    } else if large < T::SMALLEST {
        scale = T::DIGITS;
        large = large.scaled(scale);
        small = small.scaled(scale);
    }
    if scale == 0 {
        if large == one {
            return (small * small).log1p() / two;
        }
        // What the squares are above 1.
        let mut above = (large - one) * (large + one);
        if large > one && large < two && small < one {
            if small >= T::EPSILON {
                above = above + small * small;
            }
            return above.log1p() / two;
        }
        if large < one && large >= half {
            if small < T::EPSILON / two {
                return above.log1p() / two;
            }
            if large * large + small * small >= half {
                return large.square_less_one(small).log1p() / two;
            }
        }
    }
    large.hypot(small).log() - T::of(scale.into()) * T::of(std::f64::consts::LN_2)
}

/// Both parts times a number.
fn stretched<T: Part>(z: C<T>, by: f64) -> C<T> {
    Complex::new(z.re * T::of(by), z.im * T::of(by))
}

pub(crate) fn log2<T: Part>(z: C<T>) -> C<T> {
    stretched(log(z), std::f64::consts::LOG2_E)
}

pub(crate) fn log10<T: Part>(z: C<T>) -> C<T> {
    stretched(log(z), std::f64::consts::LOG10_E)
}

pub(crate) fn log1p<T: Part>(z: C<T>) -> C<T> {
    let re = z.re + T::of(1.0);
    Complex::new(re.hypot(z.im).log(), z.im.atan2(re))
}

pub(crate) fn exp2<T: Part>(z: C<T>) -> C<T> {
    exp(stretched(z, std::f64::consts::LN_2))
}

pub(crate) fn expm1<T: Part>(z: C<T>) -> C<T> {
    let half = (z.im / T::of(2.0)).sin();
    let (sin, cos) = z.im.sin_cos();
    Complex::new(
        z.re.expm1() * cos - T::of(2.0) * half * half,
        z.re.exp() * sin,
    )
}

pub(crate) fn sqrt<T: Part>(z: C<T>) -> C<T> {
    let Complex { re, im } = z;
    let (zero, nan) = (T::of(0.0), T::of(f64::NAN));
    let infinity = T::of(f64::INFINITY);
    if im.infinite() {
        return Complex::new(infinity, im);
    }
    if re.infinite() {
        return match (re.negative(), im.not_a_number()) {
            (true, true) => Complex::new(nan, infinity.copysign(im)),
            (true, false) => Complex::new(zero, infinity.copysign(im)),
            (false, true) => Complex::new(re, nan),
            (false, false) => Complex::new(re, zero.copysign(im)),
        };
    }
    if re.not_a_number() || im.not_a_number() {
        return Complex::new(nan, nan);
    }
    if im.is(0.0) {
        return if re < zero {
            Complex::new(zero, (-re).sqrt().copysign(im))
        } else {
            Complex::new(re.sqrt().magnitude(), zero.copysign(im))
        };
    }
    if re.is(0.0) {
        let (half, two) = (T::of(0.5), T::of(2.0));
        let root = if im.magnitude() >= two * T::SMALLEST {
            (half * im.magnitude()).sqrt()
        } else {
            half * (two * im.magnitude()).sqrt()
        };
        return Complex::new(root, root.copysign(im));
    }
    general_root(re, im)
}

/// The root of a number with two parts that are finite and not 0.
fn general_root<T: Part>(mut re: T, mut im: T) -> C<T> {
    let (half, one) = (T::of(0.5), T::of(1.0));
    let (quarter, sign) = (T::LARGEST / T::of(4.0), im);
    let little = T::of(2.0) * T::SMALLEST;
    // A power of 4 whose root is given back at the end.
    let mut scale = 0;
    if re.magnitude() > quarter || im.magnitude() > quarter {
        scale = 1;
        re = if re.magnitude() > quarter || re.magnitude() >= T::of(2.0) * little {
            re.scaled(-2)
        } else {
            T::of(0.0)
        };
        im = im.scaled(-2);
    } else if re.magnitude() < little && im.magnitude() < little {
        scale = -((T::DIGITS + 1) / 2);
        re = re.scaled(-2 * scale);
        im = im.scaled(-2 * scale);
    }
    let length = re.hypot(im);
    let ahead = re > T::of(0.0);
    // The larger part by the root, the smaller one by the quotient, where nothing cancels.
    let mut root = (half * if ahead { length + re } else { length - re }).sqrt();
    let mut other;
    if scale == 1 && im.magnitude() < one {
        other = im / root;
        root = root.scaled(scale);
    } else {
        other = half * (im / root);
        if scale != 0 {
            root = root.scaled(scale);
            other = other.scaled(scale);
        }
    }
    if ahead {
        Complex::new(root, other.copysign(sign))
    } else {
        Complex::new(other.magnitude(), root.copysign(sign))
    }
}
