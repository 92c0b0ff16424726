//! Rows of comparisons and of truth values; their output is always bool.
//! Only data; `int64` meets `uint64` in loops of their own, exactly and without a detour over floats.

use super::table::{Identity, Loop, Ufunc, bools, floats, ints, told};
use crate::dtype::DType;
use crate::kernel::{Inner, scalar};

/// Whether a number counts as true.
fn truth<T: crate::element::Element>(value: T) -> bool {
    value != bytemuck::Zeroable::zeroed()
}

/// The loops of `int64` beside `uint64`: both widened, so that no value is bent.
macro_rules! mixed {
    ($f:expr) => {
        &[
            Loop {
                inputs: &[DType::I64, DType::U64],
                output: DType::Bool,
                inner: Inner::Block(|i, o| {
                    scalar::mixed_test(i, o, |a: i64, b: u64| {
                        let compare: fn(i128, i128) -> bool = $f;
                        compare(i128::from(a), i128::from(b))
                    })
                }),
                second: None,
            },
            Loop {
                inputs: &[DType::U64, DType::I64],
                output: DType::Bool,
                inner: Inner::Block(|i, o| {
                    scalar::mixed_test(i, o, |a: u64, b: i64| {
                        let compare: fn(i128, i128) -> bool = $f;
                        compare(i128::from(a), i128::from(b))
                    })
                }),
                second: None,
            },
        ]
    };
}

/// The rows.
pub(super) const ROWS: &[Ufunc] = &[
    Ufunc {
        name: "greater",
        aliases: &[],
        operator: Some(">"),
        inputs: 2,
        identity: None,
        doc: told("Whether the first number is above the second."),
        groups: &[
            bools!(binary_test, |a, b| a > b),
            ints!(binary_test, |a, b| a > b),
            mixed!(|a, b| a > b),
            floats!(binary_test, |a, b| a > b),
        ],
    },
    Ufunc {
        name: "greater_equal",
        aliases: &[],
        operator: Some(">="),
        inputs: 2,
        identity: None,
        doc: told("Whether the first number is above the second or equal to it."),
        groups: &[
            bools!(binary_test, |a, b| a >= b),
            ints!(binary_test, |a, b| a >= b),
            mixed!(|a, b| a >= b),
            floats!(binary_test, |a, b| a >= b),
        ],
    },
    Ufunc {
        name: "less",
        aliases: &[],
        operator: Some("<"),
        inputs: 2,
        identity: None,
        doc: told("Whether the first number is below the second."),
        groups: &[
            bools!(binary_test, |a, b| a < b),
            ints!(binary_test, |a, b| a < b),
            mixed!(|a, b| a < b),
            floats!(binary_test, |a, b| a < b),
        ],
    },
    Ufunc {
        name: "less_equal",
        aliases: &[],
        operator: Some("<="),
        inputs: 2,
        identity: None,
        doc: told("Whether the first number is below the second or equal to it."),
        groups: &[
            bools!(binary_test, |a, b| a <= b),
            ints!(binary_test, |a, b| a <= b),
            mixed!(|a, b| a <= b),
            floats!(binary_test, |a, b| a <= b),
        ],
    },
    Ufunc {
        name: "equal",
        aliases: &[],
        operator: Some("=="),
        inputs: 2,
        identity: None,
        doc: told("Whether two numbers are equal."),
        groups: &[
            bools!(binary_test, |a, b| a == b),
            ints!(binary_test, |a, b| a == b),
            mixed!(|a, b| a == b),
            floats!(binary_test, |a, b| a == b),
        ],
    },
    Ufunc {
        name: "not_equal",
        aliases: &[],
        operator: Some("!="),
        inputs: 2,
        identity: None,
        doc: told("Whether two numbers differ."),
        groups: &[
            bools!(binary_test, |a, b| a != b),
            ints!(binary_test, |a, b| a != b),
            mixed!(|a, b| a != b),
            floats!(binary_test, |a, b| a != b),
        ],
    },
    Ufunc {
        name: "logical_and",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: Some(Identity::True),
        doc: told("Whether both numbers are other than zero."),
        groups: &[
            bools!(binary_test, |a, b| truth(a) && truth(b)),
            ints!(binary_test, |a, b| truth(a) && truth(b)),
            floats!(binary_test, |a, b| truth(a) && truth(b)),
        ],
    },
    Ufunc {
        name: "logical_or",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: Some(Identity::False),
        doc: told("Whether one of two numbers is other than zero."),
        groups: &[
            bools!(binary_test, |a, b| truth(a) || truth(b)),
            ints!(binary_test, |a, b| truth(a) || truth(b)),
            floats!(binary_test, |a, b| truth(a) || truth(b)),
        ],
    },
    Ufunc {
        name: "logical_xor",
        aliases: &[],
        operator: None,
        inputs: 2,
        identity: Some(Identity::False),
        doc: told("Whether exactly one of two numbers is other than zero."),
        groups: &[
            bools!(binary_test, |a, b| truth(a) != truth(b)),
            ints!(binary_test, |a, b| truth(a) != truth(b)),
            floats!(binary_test, |a, b| truth(a) != truth(b)),
        ],
    },
    Ufunc {
        name: "logical_not",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("Whether the number is zero."),
        groups: &[
            bools!(unary_test, |a| !truth(a)),
            ints!(unary_test, |a| !truth(a)),
            floats!(unary_test, |a| !truth(a)),
        ],
    },
];
