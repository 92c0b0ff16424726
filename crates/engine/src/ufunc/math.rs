//! Rows of functions: rounding, roots, exponentials, logarithms, angles, and questions about floats.
//! Only data. What costs much is computed in `float64` by `libm`, so that every platform gives the same bits.

use super::table::{Identity, Loop, Ufunc, bools, dtype_of, float1, float2, floats, ints, told};
use crate::dtype::DType;
use crate::kernel::float::{self, Float};
use crate::kernel::library::single;
use crate::kernel::{Inner, exponential, scalar};

/// `d->dd`: the fraction, then the whole part.
macro_rules! halves {
    ($t:ty) => {
        &[Loop {
            inputs: &[dtype_of::<$t>()],
            output: dtype_of::<$t>(),
            inner: Inner::Block(|i, o| scalar::unary::<$t, $t>(i, o, Float::fraction)),
            second: Some((
                dtype_of::<$t>(),
                Inner::Block(|i, o| scalar::unary::<$t, $t>(i, o, |a| a.trunc())),
            )),
        }]
    };
}

/// `d->di`: the mantissa, then the exponent.
macro_rules! mantissas {
    ($t:ty, $f:path) => {
        &[Loop {
            inputs: &[dtype_of::<$t>()],
            output: dtype_of::<$t>(),
            inner: Inner::Block(|i, o| scalar::unary::<$t, $t>(i, o, |a| $f(a).0)),
            second: Some((
                DType::I32,
                Inner::Block(|i, o| {
                    scalar::unary::<$t, i32>(i, o, |a| if a.is_finite() { $f(a).1 } else { 0 })
                }),
            )),
        }]
    };
}

/// `di->d` and `dl->d`: a power of 2 beyond 32 bits is as far out as one of 32.
macro_rules! scaled {
    ($t:ty, $exponent:ty, $f:path) => {
        &[Loop {
            inputs: &[dtype_of::<$t>(), dtype_of::<$exponent>()],
            output: dtype_of::<$t>(),
            inner: Inner::Block(|i, o| {
                scalar::mixed::<$t, $exponent, $t>(i, o, |a, exponent| {
                    let bound = <$exponent>::from(i32::MAX);
                    $f(a, exponent.clamp(-bound, bound) as i32)
                })
            }),
            second: None,
        }]
    };
}

/// The rows.
pub(super) const ROWS: &[Ufunc] = &[
    Ufunc {
        name: "rint",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The nearest integer, halves to the even one, as a float."),
        groups: &[floats!(unary, |a| a.round_ties_even())],
    },
    Ufunc {
        name: "floor",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The largest integer not above the number."),
        groups: &[
            bools!(unary, |a| a),
            ints!(unary, |a| a),
            floats!(unary, |a| a.floor()),
        ],
    },
    Ufunc {
        name: "ceil",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The smallest integer not below the number."),
        groups: &[
            bools!(unary, |a| a),
            ints!(unary, |a| a),
            floats!(unary, |a| a.ceil()),
        ],
    },
    Ufunc {
        name: "trunc",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The number with what follows the point cut off."),
        groups: &[
            bools!(unary, |a| a),
            ints!(unary, |a| a),
            floats!(unary, |a| a.trunc()),
        ],
    },
    Ufunc {
        name: "sqrt",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The square root; NaN below zero."),
        groups: &[floats!(unary, |a| a.sqrt())],
    },
    Ufunc {
        name: "cbrt",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The cube root."),
        groups: &[float1!(libm::cbrt)],
    },
    Ufunc {
        name: "exp",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("e raised to the number."),
        groups: &[float1!(exponential::exp)],
    },
    Ufunc {
        name: "exp2",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("2 raised to the number."),
        groups: &[float1!(libm::exp2)],
    },
    Ufunc {
        name: "expm1",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("e raised to the number, less 1, exact near zero."),
        groups: &[float1!(exponential::expm1)],
    },
    Ufunc {
        name: "log",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The natural logarithm."),
        groups: &[float1!(exponential::log)],
    },
    Ufunc {
        name: "log2",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The logarithm of base 2."),
        groups: &[float1!(exponential::log2)],
    },
    Ufunc {
        name: "log10",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The logarithm of base 10."),
        // In float64 rounded once, NumPy's own float32 is two steps away.
        groups: &[&[
            Loop {
                inputs: &[DType::F32],
                output: DType::F32,
                inner: Inner::Block(|i, o| scalar::unary::<f32, f32>(i, o, single::log10f)),
                second: None,
            },
            Loop {
                inputs: &[DType::F64],
                output: DType::F64,
                inner: Inner::Float1(exponential::log10),
                second: None,
            },
        ]],
    },
    Ufunc {
        name: "log1p",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The natural logarithm of 1 more than the number, exact near zero."),
        groups: &[float1!(exponential::log1p)],
    },
    Ufunc {
        name: "logaddexp",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: Some(Identity::MinusInfinity),
        doc: told("The logarithm of the sum of two exponentials."),
        groups: &[float2!(float::log_add_exp)],
    },
    Ufunc {
        name: "logaddexp2",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: Some(Identity::MinusInfinity),
        doc: told("The logarithm of the sum of two powers of 2, of base 2."),
        groups: &[float2!(float::log_add_exp2)],
    },
    Ufunc {
        name: "sin",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The sine of an angle in radians."),
        groups: &[float1!(libm::sin)],
    },
    Ufunc {
        name: "cos",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The cosine of an angle in radians."),
        groups: &[float1!(libm::cos)],
    },
    Ufunc {
        name: "tan",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The tangent of an angle in radians."),
        groups: &[float1!(libm::tan)],
    },
    Ufunc {
        name: "arcsin",
        aliases: &["asin"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The angle whose sine is the number."),
        groups: &[float1!(libm::asin)],
    },
    Ufunc {
        name: "arccos",
        aliases: &["acos"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The angle whose cosine is the number."),
        groups: &[float1!(libm::acos)],
    },
    Ufunc {
        name: "arctan",
        aliases: &["atan"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The angle whose tangent is the number."),
        groups: &[float1!(libm::atan)],
    },
    Ufunc {
        name: "arctan2",
        aliases: &["atan2"],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told(
            "The angle of the point whose height is the first number and whose distance to the right is the second.",
        ),
        groups: &[float2!(libm::atan2)],
    },
    Ufunc {
        name: "hypot",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: Some(Identity::Zero),
        doc: told("The length of the hypotenuse over two sides."),
        groups: &[float2!(libm::hypot)],
    },
    Ufunc {
        name: "sinh",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The hyperbolic sine."),
        groups: &[float1!(exponential::sinh)],
    },
    Ufunc {
        name: "cosh",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The hyperbolic cosine."),
        groups: &[float1!(exponential::cosh)],
    },
    Ufunc {
        name: "tanh",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The hyperbolic tangent."),
        groups: &[float1!(exponential::tanh)],
    },
    Ufunc {
        name: "arcsinh",
        aliases: &["asinh"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The number whose hyperbolic sine this is."),
        groups: &[float1!(libm::asinh)],
    },
    Ufunc {
        name: "arccosh",
        aliases: &["acosh"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The number whose hyperbolic cosine this is."),
        groups: &[float1!(float::arccosh)],
    },
    Ufunc {
        name: "arctanh",
        aliases: &["atanh"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The number whose hyperbolic tangent this is."),
        groups: &[float1!(libm::atanh)],
    },
    Ufunc {
        name: "degrees",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Radians as degrees."),
        groups: &[floats!(unary, Float::degrees)],
    },
    Ufunc {
        name: "rad2deg",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Radians as degrees."),
        groups: &[floats!(unary, Float::degrees)],
    },
    Ufunc {
        name: "radians",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Degrees as radians."),
        groups: &[floats!(unary, Float::radians)],
    },
    Ufunc {
        name: "deg2rad",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Degrees as radians."),
        groups: &[floats!(unary, Float::radians)],
    },
    Ufunc {
        name: "isnan",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Whether the number is NaN."),
        groups: &[
            bools!(unary_test, |_| false),
            ints!(unary_test, |_| false),
            floats!(unary_test, |a| a.is_nan()),
        ],
    },
    Ufunc {
        name: "isinf",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Whether the number is infinite."),
        groups: &[
            bools!(unary_test, |_| false),
            ints!(unary_test, |_| false),
            floats!(unary_test, |a| a.is_infinite()),
        ],
    },
    Ufunc {
        name: "isfinite",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Whether the number is neither infinite nor NaN."),
        groups: &[
            bools!(unary_test, |_| true),
            ints!(unary_test, |_| true),
            floats!(unary_test, |a| a.is_finite()),
        ],
    },
    Ufunc {
        name: "signbit",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Whether the sign bit is set, also of -0.0."),
        groups: &[floats!(unary_test, |a| a.is_sign_negative())],
    },
    Ufunc {
        name: "copysign",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The first number with the sign of the second."),
        groups: &[floats!(binary, |a, b| a.copysign(b))],
    },
    Ufunc {
        name: "nextafter",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The next number after the first in the direction of the second."),
        groups: &[floats!(binary, Float::next_after)],
    },
    Ufunc {
        name: "spacing",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The distance to the next number away from zero."),
        groups: &[floats!(unary, Float::spacing)],
    },
    Ufunc {
        name: "heaviside",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("0 below zero, 1 above zero, and the second number at zero."),
        groups: &[floats!(binary, Float::heaviside)],
    },
    Ufunc {
        name: "modf",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The part after the point and the whole part, each with the number's sign."),
        groups: &[halves!(f32), halves!(f64)],
    },
    Ufunc {
        name: "frexp",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("A mantissa from 0.5 to 1 and the power of 2 to multiply it by."),
        groups: &[mantissas!(f32, libm::frexpf), mantissas!(f64, libm::frexp)],
    },
    Ufunc {
        name: "ldexp",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The first number times 2 to the power of the second."),
        groups: &[
            scaled!(f32, i32, libm::ldexpf),
            scaled!(f32, i64, libm::ldexpf),
            scaled!(f64, i32, libm::ldexp),
            scaled!(f64, i64, libm::ldexp),
        ],
    },
];
