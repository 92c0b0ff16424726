//! Rows of arithmetic: sums, products, quotients, remainders, powers, signs, extremes.
//! Only data; the functions of one element are in `kernel`.

use super::table::{Identity, Loop, Ufunc, bools, dtype_of, each, float2, floats, ints, told};
use crate::kernel::float::Float;
use crate::kernel::integer::Integer;
use crate::kernel::{Inner, scalar};

/// `bb->bb` and so on: `floor_divide` gives the first output, `remainder` the second.
macro_rules! quotients {
    ($driver:ident, $trait:ident, [$($t:ty),*]) => {
        &[$(Loop {
            inputs: &[dtype_of::<$t>(); 2],
            output: dtype_of::<$t>(),
            inner: Inner::Block(|i, o| scalar::$driver(i, o, <$t as $trait>::floor_divide)),
            second: Some((
                dtype_of::<$t>(),
                Inner::Block(|i, o| scalar::$driver(i, o, <$t as $trait>::floor_remainder)),
            )),
        }),*]
    };
}

/// The rows.
pub(super) const ROWS: &[Ufunc] = &[
    Ufunc {
        name: "add",
        aliases: &[],
        operator: Some("+"),
        inputs: 2,
        identity: Some(Identity::Zero),
        doc: told("Adds two numbers; for bool it is `or`, and integers wrap around."),
        groups: &[
            bools!(binary, |a, b| a | b),
            ints!(binary, |a, b| a.wrapping_add(b)),
            floats!(binary, |a, b| a + b),
        ],
    },
    Ufunc {
        name: "subtract",
        aliases: &[],
        operator: Some("-"),
        inputs: 2,
        identity: None,
        doc: told("Subtracts the second number from the first; integers wrap around."),
        groups: &[
            ints!(binary, |a, b| a.wrapping_sub(b)),
            floats!(binary, |a, b| a - b),
        ],
    },
    Ufunc {
        name: "multiply",
        aliases: &[],
        operator: Some("*"),
        inputs: 2,
        identity: Some(Identity::One),
        doc: told("Multiplies two numbers; for bool it is `and`, and integers wrap around."),
        groups: &[
            bools!(binary, |a, b| a & b),
            ints!(binary, |a, b| a.wrapping_mul(b)),
            floats!(binary, |a, b| a * b),
        ],
    },
    Ufunc {
        name: "divide",
        aliases: &["true_divide"],
        operator: Some("/"),
        inputs: 2,
        identity: None,
        doc: told("Divides the first number by the second; integers give floats."),
        groups: &[floats!(binary, |a, b| a / b)],
    },
    Ufunc {
        name: "floor_divide",
        aliases: &[],
        operator: Some("//"),
        inputs: 2,
        identity: None,
        doc: told("Divides and takes the largest integer that is not above the quotient."),
        groups: &[
            ints!(binary_flagged, Integer::floor_divide),
            floats!(binary, Float::floor_divide),
        ],
    },
    Ufunc {
        name: "remainder",
        aliases: &["mod"],
        operator: Some("%"),
        inputs: 2,
        identity: None,
        doc: told("What floor division leaves over, with the sign of the divisor."),
        groups: &[
            ints!(binary_flagged, Integer::floor_remainder),
            floats!(binary, Float::floor_remainder),
        ],
    },
    Ufunc {
        name: "fmod",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("What division toward zero leaves over, with the sign of the dividend."),
        groups: &[
            ints!(binary_flagged, Integer::c_remainder),
            floats!(binary, Float::c_remainder),
        ],
    },
    Ufunc {
        name: "divmod",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The floored quotient and the remainder at once."),
        groups: &[
            quotients!(flagged, Integer, [i8, u8, i16, u16, i32, u32, i64, u64]),
            quotients!(binary, Float, [f32, f64]),
        ],
    },
    Ufunc {
        name: "power",
        aliases: &["pow"],
        operator: Some("**"),
        inputs: 2,
        identity: None,
        doc: told("Raises the first number to the power of the second."),
        groups: &[ints!(binary_flagged, Integer::power), float2!(libm::pow)],
    },
    Ufunc {
        name: "float_power",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("Raises the first number to the power of the second, always in float64."),
        groups: &[each!(binary, [f64], libm::pow)],
    },
    Ufunc {
        name: "negative",
        aliases: &[],
        operator: Some("-"),
        inputs: 1,
        identity: None,
        doc: told("The number with its sign turned; unsigned integers wrap around."),
        groups: &[ints!(unary, |a| a.wrapping_neg()), floats!(unary, |a| -a)],
    },
    Ufunc {
        name: "positive",
        aliases: &[],
        operator: Some("+"),
        inputs: 1,
        identity: None,
        doc: told("The number as it is, in a new array."),
        groups: &[ints!(unary, |a| a), floats!(unary, |a| a)],
    },
    Ufunc {
        name: "conjugate",
        aliases: &["conj"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The complex conjugate; a real number is its own."),
        groups: &[ints!(unary, |a| a), floats!(unary, |a| a)],
    },
    Ufunc {
        name: "absolute",
        aliases: &["abs"],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The number without its sign."),
        groups: &[
            bools!(unary, |a| a),
            ints!(unary, Integer::magnitude),
            floats!(unary, |a| a.abs()),
        ],
    },
    Ufunc {
        name: "fabs",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The number without its sign, always as a float."),
        groups: &[floats!(unary, |a| a.abs())],
    },
    Ufunc {
        name: "sign",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("-1 below zero, 0 at zero, 1 above zero."),
        groups: &[ints!(unary, Integer::sign), floats!(unary, Float::sign)],
    },
    Ufunc {
        name: "square",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("The number times itself."),
        groups: &[
            ints!(unary, |a| a.wrapping_mul(a)),
            floats!(unary, |a| a * a),
        ],
    },
    Ufunc {
        name: "reciprocal",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("One divided by the number; integers round toward zero."),
        groups: &[
            ints!(unary_flagged, Integer::reciprocal),
            floats!(unary, |a| 1.0 / a),
        ],
    },
    Ufunc {
        name: "maximum",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The larger of two numbers; NaN when either is NaN."),
        groups: &[
            bools!(binary, |a, b| a | b),
            ints!(binary, Ord::max),
            floats!(binary, Float::maximum),
        ],
    },
    Ufunc {
        name: "minimum",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The smaller of two numbers; NaN when either is NaN."),
        groups: &[
            bools!(binary, |a, b| a & b),
            ints!(binary, Ord::min),
            floats!(binary, Float::minimum),
        ],
    },
    Ufunc {
        name: "fmax",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The larger of two numbers; the other one when one is NaN."),
        groups: &[
            bools!(binary, |a, b| a | b),
            ints!(binary, Ord::max),
            floats!(binary, Float::fmax),
        ],
    },
    Ufunc {
        name: "fmin",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The smaller of two numbers; the other one when one is NaN."),
        groups: &[
            bools!(binary, |a, b| a & b),
            ints!(binary, Ord::min),
            floats!(binary, Float::fmin),
        ],
    },
    Ufunc {
        name: "gcd",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: Some(Identity::Zero),
        doc: told("The greatest common divisor of two integers."),
        groups: &[ints!(binary, Integer::gcd)],
    },
    Ufunc {
        name: "lcm",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: None,
        doc: told("The least common multiple of two integers."),
        groups: &[ints!(binary, Integer::lcm)],
    },
    Ufunc {
        name: "clip",
        aliases: &[],
        operator: None,
        inputs: 3,
        identity: None,
        doc: told("The number, or the nearer of two bounds when it lies beyond them."),
        groups: &[
            bools!(ternary, |a, low, high| (if a < low { low } else { a })
                .min(high)),
            ints!(ternary, |a, low, high| a.max(low).min(high)),
            floats!(ternary, Float::clip),
        ],
    },
];
