//! What NumPy warns of after a loop of complex numbers: each function is taken once more with numbers that remember.
//! Called only when a recorder listens.

use num_complex::Complex;

use super::watched::Watched;
use super::{C, Part};
use crate::kernel::Flags;

/// What a ufunc meets at these numbers, in single or in double precision. Functions that hand numbers on meet nothing.
pub(crate) fn of_element(ufunc: &str, inputs: &[C<f64>], single: bool) -> Flags {
    if let ("less" | "less_equal" | "greater" | "greater_equal", [a, b]) = (ufunc, inputs) {
        return compared(*a, *b);
    }
    if single {
        met::<f32>(ufunc, inputs)
    } else {
        met::<f64>(ufunc, inputs)
    }
}

/// An order between numbers without one: real parts are compared first, imaginary ones only where those are equal.
fn compared(a: C<f64>, b: C<f64>) -> Flags {
    if a.re.is_nan() || b.re.is_nan() || a.re == b.re && (a.im.is_nan() || b.im.is_nan()) {
        Flags::INVALID
    } else {
        Flags::NONE
    }
}

fn met<T: Part>(ufunc: &str, inputs: &[C<f64>]) -> Flags {
    let watched = |z: &C<f64>| Complex::new(Watched::new(T::of(z.re)), Watched::new(T::of(z.im)));
    let found = match inputs {
        [a] => unary(ufunc).map(|f| f(watched(a))),
        [a, b] => binary(ufunc).map(|f| f(watched(a), watched(b))),
        _ => None,
    };
    found.map_or(Flags::NONE, |z| z.re.met.and(z.im.met))
}

/// The function of one number behind a ufunc.
fn unary<T: Part>(ufunc: &str) -> Option<fn(C<T>) -> C<T>> {
    Some(match ufunc {
        "square" => |a| super::multiply(a, a),
        "reciprocal" => super::reciprocal,
        "sign" => super::sign,
        "sqrt" => super::sqrt,
        "exp" => super::exp,
        "exp2" => super::exp2,
        "expm1" => super::expm1,
        "log" => super::log,
        "log2" => super::log2,
        "log10" => super::log10,
        "log1p" => super::log1p,
        "sin" => super::sin,
        "cos" => super::cos,
        "tan" => super::tan,
        "arcsin" => super::arcsin,
        "arccos" => super::arccos,
        "arctan" => super::arctan,
        "sinh" => super::sinh,
        "cosh" => super::cosh,
        "tanh" => super::tanh,
        "arcsinh" => super::arcsinh,
        "arccosh" => super::arccosh,
        "arctanh" => super::arctanh,
        _ => return None,
    })
}

/// A function of two numbers.
type Binary<T> = fn(C<T>, C<T>) -> C<T>;

/// The function of two numbers behind a ufunc.
fn binary<T: Part>(ufunc: &str) -> Option<Binary<T>> {
    Some(match ufunc {
        "add" => |a, b| Complex::new(a.re + b.re, a.im + b.im),
        "subtract" => |a, b| Complex::new(a.re - b.re, a.im - b.im),
        "multiply" => super::multiply,
        "divide" => super::divide,
        "power" | "float_power" => super::power,
        _ => return None,
    })
}
