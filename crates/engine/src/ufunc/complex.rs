//! The loops of complex numbers, beside those of the rows: for each ufunc's name `F…->F` and `D…->D`.
//! Only data, apart from the rows so that a page without complex numbers holds none of it.

use num_complex::Complex;

use super::table::{Loop, dtype_of};
use crate::dtype::DType;
use crate::kernel::complex as of;
use crate::kernel::{Inner, scalar};

/// `F->F D->D` or `FF->F DD->D`, in the numbers' own width.
macro_rules! own {
    ($driver:ident, $count:literal, $f:expr) => {
        &[
            own!(@one f32, $driver, $count, $f),
            own!(@one f64, $driver, $count, $f),
        ]
    };
    (@one $part:ty, $driver:ident, $count:literal, $f:expr) => {
        Loop {
            inputs: &[dtype_of::<Complex<$part>>(); $count],
            output: dtype_of::<Complex<$part>>(),
            inner: Inner::Block(|i, o| scalar::$driver::<Complex<$part>, Complex<$part>>(i, o, $f)),
            second: None,
        }
    };
}

/// `F->? D->?` or `FF->? DD->?`.
macro_rules! unary_question {
    ($f:expr) => {
        &[
            unary_question!(@one f32, $f),
            unary_question!(@one f64, $f),
        ]
    };
    (@one $part:ty, $f:expr) => {
        Loop {
            inputs: &[dtype_of::<Complex<$part>>()],
            output: DType::Bool,
            inner: Inner::Block(|i, o| scalar::unary_test::<Complex<$part>>(i, o, $f)),
            second: None,
        }
    };
}
macro_rules! question {
    ($f:expr) => {
        &[question!(@one f32, $f), question!(@one f64, $f)]
    };
    (@one $part:ty, $f:expr) => {
        Loop {
            inputs: &[dtype_of::<Complex<$part>>(); 2],
            output: DType::Bool,
            inner: Inner::Block(|i, o| {
                scalar::mixed_test::<Complex<$part>, Complex<$part>>(i, o, $f)
            }),
            second: None,
        }
    };
}

/// Whether a number counts as true.
fn truth<T: of::Part>(value: Complex<T>) -> bool {
    !value.re.is(0.0) || !value.im.is(0.0)
}

fn is_infinite<T: of::Part>(value: Complex<T>) -> bool {
    value.re.infinite() || value.im.infinite()
}

fn is_finite<T: of::Part>(value: Complex<T>) -> bool {
    value.re.finite() && value.im.finite()
}

/// The complex loops of each row that has some.
static LOOPS: &[(&str, &[Loop])] = &[
    ("add", own!(binary, 2, |a, b| a + b)),
    ("subtract", own!(binary, 2, |a, b| a - b)),
    ("multiply", own!(binary, 2, of::multiply)),
    ("divide", own!(binary, 2, of::divide)),
    ("power", own!(binary, 2, of::power)),
    ("float_power", &[own!(@one f64, binary, 2, of::power)]),
    ("negative", own!(unary, 1, |a| -a)),
    ("positive", own!(unary, 1, |a| a)),
    ("conjugate", own!(unary, 1, |a| a.conj())),
    ("square", own!(unary, 1, |a| of::multiply(a, a))),
    ("reciprocal", own!(unary, 1, of::reciprocal)),
    ("sign", own!(unary, 1, of::sign)),
    ("rint", own!(unary, 1, of::rint)),
    (
        "absolute",
        &[
            Loop {
                inputs: &[DType::C64],
                output: DType::F32,
                inner: Inner::Block(|i, o| scalar::unary::<Complex<f32>, f32>(i, o, of::absolute)),
                second: None,
            },
            Loop {
                inputs: &[DType::C128],
                output: DType::F64,
                inner: Inner::Block(|i, o| scalar::unary::<Complex<f64>, f64>(i, o, of::absolute)),
                second: None,
            },
        ],
    ),
    (
        "maximum",
        own!(binary, 2, |a, b| of::first_if(a, b, of::at_least(a, b))),
    ),
    (
        "minimum",
        own!(binary, 2, |a, b| of::first_if(a, b, of::at_least(b, a))),
    ),
    (
        "fmax",
        own!(binary, 2, |a, b| of::first_unless(a, b, of::at_least(a, b))),
    ),
    (
        "fmin",
        own!(binary, 2, |a, b| of::first_unless(a, b, of::at_least(b, a))),
    ),
    (
        "clip",
        &[
            Loop {
                inputs: &[DType::C64; 3],
                output: DType::C64,
                inner: Inner::Block(|i, o| scalar::ternary::<Complex<f32>>(i, o, of::clip)),
                second: None,
            },
            Loop {
                inputs: &[DType::C128; 3],
                output: DType::C128,
                inner: Inner::Block(|i, o| scalar::ternary::<Complex<f64>>(i, o, of::clip)),
                second: None,
            },
        ],
    ),
    ("greater", question!(of::above)),
    ("greater_equal", question!(of::at_least)),
    ("less", question!(|a, b| of::above(b, a))),
    ("less_equal", question!(|a, b| of::at_least(b, a))),
    ("equal", question!(|a, b| a == b)),
    ("not_equal", question!(|a, b| a != b)),
    ("logical_and", question!(|a, b| truth(a) && truth(b))),
    ("logical_or", question!(|a, b| truth(a) || truth(b))),
    ("logical_xor", question!(|a, b| truth(a) != truth(b))),
    ("logical_not", unary_question!(|a| !truth(a))),
    ("isnan", unary_question!(of::is_nan)),
    ("isinf", unary_question!(is_infinite)),
    ("isfinite", unary_question!(is_finite)),
    ("sqrt", own!(unary, 1, of::sqrt)),
    ("exp", own!(unary, 1, of::exp)),
    ("exp2", own!(unary, 1, of::exp2)),
    ("expm1", own!(unary, 1, of::expm1)),
    ("log", own!(unary, 1, of::log)),
    ("log2", own!(unary, 1, of::log2)),
    ("log10", own!(unary, 1, of::log10)),
    ("log1p", own!(unary, 1, of::log1p)),
    ("sin", own!(unary, 1, of::sin)),
    ("cos", own!(unary, 1, of::cos)),
    ("tan", own!(unary, 1, of::tan)),
    ("arcsin", own!(unary, 1, of::arcsin)),
    ("arccos", own!(unary, 1, of::arccos)),
    ("arctan", own!(unary, 1, of::arctan)),
    ("sinh", own!(unary, 1, of::sinh)),
    ("cosh", own!(unary, 1, of::cosh)),
    ("tanh", own!(unary, 1, of::tanh)),
    ("arcsinh", own!(unary, 1, of::arcsinh)),
    ("arccosh", own!(unary, 1, of::arccosh)),
    ("arctanh", own!(unary, 1, of::arctanh)),
];

/// The complex loops of a row, none where it takes real numbers only.
pub(super) fn loops_of(name: &str) -> &'static [Loop] {
    let found = LOOPS.iter().find(|(row, _)| *row == name);
    found.map_or(&[], |(_, loops)| loops)
}
