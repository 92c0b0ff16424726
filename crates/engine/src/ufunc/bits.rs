//! Rows on bits: and, or, exclusive or, not, shifts, counting.
//! Only data.

use std::num::Wrapping;

use super::table::{Identity, Loop, Ufunc, bools, dtype_of, ints, told};
use crate::dtype::DType;
use crate::kernel::integer::Integer;
use crate::kernel::{Inner, scalar};

/// `b->B B->B` and so on: a count of bits always fits `uint8`.
macro_rules! counts {
    ($($t:ty),*) => {
        &[$(Loop {
            inputs: &[dtype_of::<$t>()],
            output: DType::U8,
            inner: Inner::Block(|i, o| scalar::unary::<$t, u8>(i, o, Integer::bit_count)),
            second: None,
        }),*]
    };
}

/// The rows.
pub(super) const ROWS: &[Ufunc] = &[
    Ufunc {
        name: "bitwise_and",
        aliases: &[],
        operator: Some("&"),
        inputs: 2,
        identity: Some(Identity::MinusOne),
        doc: told("The bits set in both numbers."),
        groups: &[bools!(binary, |a, b| a & b), ints!(binary, |a, b| a & b)],
    },
    Ufunc {
        name: "bitwise_or",
        aliases: &[],
        operator: Some("|"),
        inputs: 2,
        identity: Some(Identity::Zero),
        doc: told("The bits set in either number."),
        groups: &[bools!(binary, |a, b| a | b), ints!(binary, |a, b| a | b)],
    },
    Ufunc {
        name: "bitwise_xor",
        aliases: &[],
        operator: Some("^"),
        inputs: 2,
        identity: Some(Identity::Zero),
        doc: told("The bits set in exactly one of two numbers."),
        groups: &[bools!(binary, |a, b| a ^ b), ints!(binary, |a, b| a ^ b)],
    },
    Ufunc {
        name: "invert",
        aliases: &["bitwise_not", "bitwise_invert"],
        operator: Some("~"),
        inputs: 1,
        identity: None,
        doc: told("The number with every bit turned; for bool it is `not`."),
        groups: &[bools!(unary, |a| a ^ Wrapping(1)), ints!(unary, |a| !a)],
    },
    Ufunc {
        name: "left_shift",
        aliases: &["bitwise_left_shift"],
        operator: Some("<<"),
        inputs: 2,
        identity: None,
        doc: told("The bits moved left, zeros moving in; 0 when they move past the width."),
        groups: &[ints!(binary, Integer::shift_left)],
    },
    Ufunc {
        name: "right_shift",
        aliases: &["bitwise_right_shift"],
        operator: Some(">>"),
        inputs: 2,
        identity: None,
        doc: told("The bits moved right, the sign moving in."),
        groups: &[ints!(binary, Integer::shift_right)],
    },
    Ufunc {
        name: "bitwise_count",
        aliases: &[],
        operator: None,
        inputs: 1,
        identity: None,
        doc: told("How many bits are set in the magnitude of the number."),
        groups: &[counts!(i8, u8, i16, u16, i32, u32, i64, u64)],
    },
];
