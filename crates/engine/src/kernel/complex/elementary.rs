//! The elementary functions of one complex number, with the signs, infinities and NaN of C99's Annex G.
//! Knows no arrays.
//!
//! Their sources: W. Kahan, "Branch cuts for complex elementary functions" (1987), for `tanh`, `atanh` and the handling of
//! signed zeros; T. Hull, T. Fairgrieve and P. Tang, "Implementing the complex arcsine and arccosine functions using
//! exception handling" (1997), for the inverse sines and cosines.

use num_complex::Complex;

use super::{C, Part, absolute, length, one};
use crate::kernel::exponential;

/// Beyond this the exponential of a double overflows.
const EXP_OVERFLOW: f64 = 709.782712893384;

pub(crate) fn exp(z: C<f64>) -> C<f64> {
    let Complex { re, im } = z;
    if im == 0.0 {
        return Complex::new(exponential::exp(re), im);
    }
    if !im.is_finite() {
        return if re == f64::NEG_INFINITY {
            Complex::new(0.0, 0f64.copysign(im))
        } else if re == f64::INFINITY {
            Complex::new(re, f64::NAN)
        } else {
            Complex::new(f64::NAN, f64::NAN)
        };
    }
    let (sin, cos) = (libm::sin(im), libm::cos(im));
    if re == f64::NEG_INFINITY {
        return Complex::new(0f64.copysign(cos), 0f64.copysign(sin));
    }
    let (scale, again) = exp_in_two(re);
    Complex::new(scale * cos * again, scale * sin * again)
}

/// The exponential as a product of two numbers, so that one that overflows can still be made smaller before it does.
fn exp_in_two(x: f64) -> (f64, f64) {
    if x > EXP_OVERFLOW && x < 2.0 * EXP_OVERFLOW {
        (
            exponential::exp(x - EXP_OVERFLOW),
            exponential::exp(EXP_OVERFLOW),
        )
    } else {
        (exponential::exp(x), 1.0)
    }
}

pub(crate) fn log(z: C<f64>) -> C<f64> {
    Complex::new(log_of_length(z), libm::atan2(z.im, z.re))
}

/// The logarithm of the distance from 0. Near 1 the square of the length is found with twice the digits, because its
/// distance from 1 is all that counts there.
fn log_of_length(z: C<f64>) -> f64 {
    let (re, im) = (z.re.abs(), z.im.abs());
    let (large, small) = if re >= im { (re, im) } else { (im, re) };
    if large.is_finite() && (0.5..2.0).contains(&large) && !small.is_nan() {
        let (a, c) = (large * large, small * small);
        if (0.5..=2.5).contains(&(a + c)) {
            let a_rest = libm::fma(large, large, -a);
            let c_rest = libm::fma(small, small, -c);
            let above_one = (a - 1.0) + c + (a_rest + c_rest);
            // `a - 1` is exact; what the addition of `c` loses is found again.
            let sum = (a - 1.0) + c;
            let back = sum - (a - 1.0);
            let lost = ((a - 1.0) - (sum - back)) + (c - back);
            return 0.5 * exponential::log1p(above_one + lost);
        }
    }
    if (f64::MIN_POSITIVE * 4.0..1e300).contains(&large) {
        return exponential::log(length(large, small));
    }
    if large.is_finite() && large > 0.0 {
        // At the ends of the range the length is scaled into the middle.
        let (by, back) = if large > 1.0 {
            (2f64.powi(-54), 54.0)
        } else {
            (2f64.powi(108), -108.0)
        };
        return exponential::log(length(large * by, small * by)) + back * std::f64::consts::LN_2;
    }
    exponential::log(length(large, small))
}

pub(crate) fn log2(z: C<f64>) -> C<f64> {
    let log = log(z);
    Complex::new(
        log.re * std::f64::consts::LOG2_E,
        log.im * std::f64::consts::LOG2_E,
    )
}

pub(crate) fn log10(z: C<f64>) -> C<f64> {
    let log = log(z);
    Complex::new(
        log.re * std::f64::consts::LOG10_E,
        log.im * std::f64::consts::LOG10_E,
    )
}

/// As NumPy does it, with the rounding of each step in the number's own width.
pub(crate) fn log1p<T: Part>(z: C<T>) -> C<T> {
    let re = z.re + one();
    let distance = absolute(Complex::new(re, z.im));
    Complex::new(
        T::rounded(exponential::log(distance.into())),
        T::rounded(libm::atan2(z.im.into(), re.into())),
    )
}

/// As NumPy does it: the exponential of a multiple, which is rounded in the number's own width.
pub(crate) fn exp2<T: Part>(z: C<T>) -> C<T> {
    let ln_2 = T::rounded(std::f64::consts::LN_2);
    let result = exp(Complex::new((z.re * ln_2).into(), (z.im * ln_2).into()));
    Complex::new(T::rounded(result.re), T::rounded(result.im))
}

pub(crate) fn expm1(z: C<f64>) -> C<f64> {
    let half = libm::sin(z.im / 2.0);
    Complex::new(
        exponential::expm1(z.re) * libm::cos(z.im) - 2.0 * half * half,
        exponential::exp(z.re) * libm::sin(z.im),
    )
}

pub(crate) fn sqrt(z: C<f64>) -> C<f64> {
    let Complex { re, im } = z;
    if im.is_infinite() {
        return Complex::new(f64::INFINITY, im);
    }
    if re.is_infinite() {
        return match (re > 0.0, im.is_nan()) {
            (true, true) => Complex::new(re, im),
            (true, false) => Complex::new(re, 0f64.copysign(im)),
            (false, true) => Complex::new(im, f64::INFINITY),
            (false, false) => Complex::new(0.0, f64::INFINITY.copysign(im)),
        };
    }
    if re.is_nan() || im.is_nan() {
        return Complex::new(f64::NAN, f64::NAN);
    }
    if re == 0.0 && im == 0.0 {
        return Complex::new(0.0, im);
    }
    if im == 0.0 {
        return if re < 0.0 {
            Complex::new(0.0, (-re).sqrt().copysign(im))
        } else {
            Complex::new(re.sqrt(), 0f64.copysign(im))
        };
    }
    // Scaled by a power of 4, whose root is exact, so that the length neither overflows nor loses digits.
    let largest = re.abs().max(im.abs());
    let (by, back) = if largest > 1e300 {
        (1.0 / 16.0, 4.0)
    } else if largest < 1e-290 {
        (2f64.powi(108), 2f64.powi(-54))
    } else {
        (1.0, 1.0)
    };
    let (re, im) = (re * by, im * by);
    let root = ((re.abs() + length(re, im)) * 0.5).sqrt();
    let other = im.abs() / (2.0 * root);
    let (first, second) = if re >= 0.0 {
        (root, other)
    } else {
        (other, root)
    };
    Complex::new(first * back, (second * back).copysign(im))
}

/// `i z`.
fn turned(z: C<f64>) -> C<f64> {
    Complex::new(-z.im, z.re)
}

/// `-i z`.
fn turned_back(z: C<f64>) -> C<f64> {
    Complex::new(z.im, -z.re)
}

pub(crate) fn sinh(z: C<f64>) -> C<f64> {
    let Complex { re, im } = z;
    if re.is_finite() && im.is_finite() {
        if im == 0.0 {
            return Complex::new(exponential::sinh(re), im);
        }
        let (sin, cos) = (libm::sin(im), libm::cos(im));
        if re.abs() < 22.0 {
            return Complex::new(exponential::sinh(re) * cos, exponential::cosh(re) * sin);
        }
        // From here on both halves are the same to the last bit.
        let (scale, again) = exp_in_two(re.abs());
        return Complex::new(
            (scale * 0.5 * cos * again).copysign(cos * re),
            scale * 0.5 * sin * again,
        );
    }
    if re == 0.0 {
        return Complex::new(re, f64::NAN);
    }
    if im == 0.0 {
        return Complex::new(re, im);
    }
    if re.is_infinite() && im.is_finite() {
        return Complex::new(re * libm::cos(im), re.abs() * libm::sin(im));
    }
    if re.is_infinite() {
        return Complex::new(re.abs(), f64::NAN);
    }
    Complex::new(f64::NAN, f64::NAN)
}

pub(crate) fn cosh(z: C<f64>) -> C<f64> {
    let Complex { re, im } = z;
    if re.is_finite() && im.is_finite() {
        if im == 0.0 {
            return Complex::new(exponential::cosh(re), re * im);
        }
        let (sin, cos) = (libm::sin(im), libm::cos(im));
        if re.abs() < 22.0 {
            return Complex::new(exponential::cosh(re) * cos, exponential::sinh(re) * sin);
        }
        let (scale, again) = exp_in_two(re.abs());
        return Complex::new(
            scale * 0.5 * cos * again,
            (scale * 0.5 * sin * again).copysign(sin * re),
        );
    }
    if re == 0.0 {
        return Complex::new(f64::NAN, re.copysign(0.0));
    }
    if im == 0.0 {
        let sign = if re.is_nan() {
            im
        } else {
            1f64.copysign(re) * im
        };
        return Complex::new(re * re, 0f64.copysign(sign));
    }
    if re.is_infinite() && im.is_finite() {
        return Complex::new(re.abs() * libm::cos(im), re * libm::sin(im));
    }
    if re.is_infinite() {
        return Complex::new(f64::INFINITY, f64::NAN);
    }
    Complex::new(f64::NAN, f64::NAN)
}

pub(crate) fn tanh(z: C<f64>) -> C<f64> {
    let Complex { re, im } = z;
    if !re.is_finite() || !im.is_finite() {
        if re.is_infinite() {
            let sign = if im.is_finite() && im.abs() > 1.0 {
                libm::sin(im) * libm::cos(im)
            } else {
                im
            };
            return Complex::new(1f64.copysign(re), 0f64.copysign(sign));
        }
        if im == 0.0 {
            return z;
        }
        let nan = f64::NAN;
        return Complex::new(if re == 0.0 { re } else { nan }, nan);
    }
    if re.abs() >= 22.0 {
        // The real part is 1 to the last bit, the imaginary one what is left of `sin cos / sinh²`.
        let small = exponential::exp(-re.abs());
        return Complex::new(
            1f64.copysign(re),
            4.0 * libm::sin(im) * libm::cos(im) * small * small,
        );
    }
    let (sin, cos) = (libm::sin(im), libm::cos(im));
    let (sinh, cosh) = (exponential::sinh(re), exponential::cosh(re));
    let divisor = if sinh.abs() > cos.abs() * f64::EPSILON {
        sinh * sinh + cos * cos
    } else {
        cos * cos
    };
    Complex::new(sinh * cosh / divisor, sin * cos / divisor)
}

pub(crate) fn sin(z: C<f64>) -> C<f64> {
    if z.im.is_infinite() && !z.re.is_finite() {
        return Complex::new(f64::NAN, f64::INFINITY);
    }
    turned_back(sinh(turned(z)))
}

pub(crate) fn cos(z: C<f64>) -> C<f64> {
    cosh(turned(z))
}

pub(crate) fn tan(z: C<f64>) -> C<f64> {
    turned_back(tanh(turned(z)))
}

/// What Hull, Fairgrieve and Tang find for the first quadrant, `x` and `y` not below 0: the real part of the arcsine and
/// of the arccosine, and the imaginary part that both share but for its sign.
fn arcs(x: f64, y: f64) -> (f64, f64, f64) {
    // Below and above these bounds the squares lose what matters.
    const SMALL: f64 = 1e-150;
    const LARGE: f64 = 1e150;
    if x.max(y) > LARGE {
        let length = log_of_length(Complex::new(x, y)) + std::f64::consts::LN_2;
        return (libm::atan2(x, y), libm::atan2(y, x), length);
    }
    if y < SMALL && x < 1.0 {
        return (
            libm::asin(x),
            libm::acos(x),
            y / ((1.0 - x) * (1.0 + x)).sqrt(),
        );
    }
    let (far, near) = (length(x + 1.0, y), length(x - 1.0, y));
    let a = (far + near) * 0.5;
    let b = x / a;
    let (from_near, from_far) = (near + (1.0 - x), far + (x + 1.0));
    let (arcsine, arccosine) = if b <= 0.6417 {
        (libm::asin(b), libm::acos(b))
    } else {
        let (part, scale) = if x <= 1.0 {
            (0.5 * (a + x) * (y * y / from_far + from_near), 1.0)
        } else {
            (0.5 * ((a + x) / from_far + (a + x) / (near + (x - 1.0))), y)
        };
        let adjacent = part.sqrt() * scale;
        (libm::atan2(x, adjacent), libm::atan2(adjacent, x))
    };
    let imaginary = if a <= 1.5 {
        let beyond = if x < 1.0 {
            0.5 * (y * y / from_far + y * y / from_near)
        } else {
            0.5 * (y * y / from_far + (near + (x - 1.0)))
        };
        exponential::log1p(beyond + (beyond * (a + 1.0)).sqrt())
    } else {
        exponential::log(a + ((a - 1.0) * (a + 1.0)).sqrt())
    };
    (arcsine, arccosine, imaginary)
}

pub(crate) fn arcsinh(z: C<f64>) -> C<f64> {
    let Complex { re, im } = z;
    if re.is_nan() || im.is_nan() || re.is_infinite() || im.is_infinite() {
        let nan = f64::NAN;
        return match (re.is_infinite(), im.is_infinite()) {
            (true, true) => Complex::new(re, std::f64::consts::FRAC_PI_4.copysign(im)),
            (true, false) if im.is_nan() => z,
            (true, false) => Complex::new(re, 0f64.copysign(im)),
            (false, true) if re.is_nan() => Complex::new(f64::INFINITY.copysign(re), nan),
            (false, true) => Complex::new(
                f64::INFINITY.copysign(re),
                std::f64::consts::FRAC_PI_2.copysign(im),
            ),
            _ if im == 0.0 => Complex::new(nan, im),
            _ => Complex::new(nan, nan),
        };
    }
    if re == 0.0 && im == 0.0 {
        return z;
    }
    let (arcsine, _, imaginary) = arcs(im.abs(), re.abs());
    Complex::new(imaginary.copysign(re), arcsine.copysign(im))
}

pub(crate) fn arcsin(z: C<f64>) -> C<f64> {
    turned_back(arcsinh(turned(z)))
}

pub(crate) fn arccos(z: C<f64>) -> C<f64> {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    let Complex { re, im } = z;
    let nan = f64::NAN;
    if re.is_nan() || im.is_nan() || re.is_infinite() || im.is_infinite() {
        return match (re.is_infinite(), im.is_infinite()) {
            (true, true) => {
                let angle = if re > 0.0 { FRAC_PI_4 } else { PI - FRAC_PI_4 };
                Complex::new(angle, -im)
            }
            (true, false) if im.is_nan() => Complex::new(nan, f64::NEG_INFINITY),
            (true, false) => Complex::new(
                if re > 0.0 { 0.0 } else { PI },
                f64::NEG_INFINITY.copysign(-im),
            ),
            (false, true) if re.is_nan() => Complex::new(nan, -im),
            (false, true) => Complex::new(FRAC_PI_2, -im),
            _ if re == 0.0 => Complex::new(FRAC_PI_2, nan),
            _ => Complex::new(nan, nan),
        };
    }
    let (_, arccosine, imaginary) = arcs(re.abs(), im.abs());
    let angle = if re.is_sign_negative() {
        PI - arccosine
    } else {
        arccosine
    };
    Complex::new(angle, imaginary.copysign(-im))
}

pub(crate) fn arccosh(z: C<f64>) -> C<f64> {
    let found = arccos(z);
    if found.re.is_nan() || found.im.is_nan() {
        return match (found.re.is_nan(), found.im.is_nan()) {
            (true, true) => found,
            (true, false) => Complex::new(found.im.abs(), found.re),
            _ => Complex::new(found.im, found.re),
        };
    }
    Complex::new(found.im.abs(), found.re.copysign(z.im))
}

pub(crate) fn arctanh(z: C<f64>) -> C<f64> {
    use std::f64::consts::FRAC_PI_2;
    let (x, y) = (z.re.abs(), z.im.abs());
    if x.is_nan() || y.is_nan() || x.is_infinite() || y.is_infinite() {
        let nan = f64::NAN;
        return if y.is_infinite() {
            Complex::new(0f64.copysign(z.re), FRAC_PI_2.copysign(z.im))
        } else if x.is_infinite() {
            let im = if y.is_nan() { nan } else { FRAC_PI_2 };
            Complex::new(0f64.copysign(z.re), im.copysign(z.im))
        } else if x == 0.0 {
            Complex::new(z.re, nan)
        } else {
            Complex::new(nan, nan)
        };
    }
    if y == 0.0 && x <= 1.0 {
        return Complex::new(libm::atanh(z.re), z.im);
    }
    if x == 0.0 {
        return Complex::new(z.re, libm::atan(z.im));
    }
    const LARGE: f64 = 1e150;
    let (re, im) = if x.max(y) > LARGE {
        // One over the number, found without squaring what would overflow.
        let re = if y > x {
            (x / y) / y / (1.0 + (x / y) * (x / y))
        } else {
            1.0 / (x + (y / x) * y)
        };
        (re, FRAC_PI_2)
    } else {
        let (beside, beyond) = (1.0 - x, 1.0 + x);
        let re = if x == 1.0 && y < 1e-150 {
            exponential::log(2.0) / 2.0 - exponential::log(y) / 2.0
        } else {
            exponential::log1p(4.0 * x / (beside * beside + y * y)) / 4.0
        };
        let im = libm::atan2(2.0 * y, beside * beyond - y * y) / 2.0;
        (re, im)
    };
    Complex::new(re.copysign(z.re), im.copysign(z.im))
}

pub(crate) fn arctan(z: C<f64>) -> C<f64> {
    turned_back(arctanh(turned(z)))
}
