//! The loops of `float16` that are none of `float32` with their results rounded: those that ask for neighbors, and
//! those that choose one of two.
//! Knows single numbers; they come and go as `float32`, which holds every half.

use super::table::{Loop, Ufunc};
use crate::dtype::DType;
use crate::half::Half;
use crate::kernel::{Flags, Inner, scalar};

static NEXTAFTER: Loop = Loop {
    inputs: &[DType::F32, DType::F32],
    output: DType::F32,
    inner: Inner::Block(|inputs, output| {
        scalar::binary::<f32, f32>(inputs, output, |from, to| {
            Half::from_f32(from).next_after(Half::from_f32(to)).to_f32()
        })
    }),
    second: None,
};

static SPACING: Loop = Loop {
    inputs: &[DType::F32],
    output: DType::F32,
    inner: Inner::Block(|inputs, output| {
        scalar::unary_flagged::<f32>(inputs, output, |number| {
            // Unlike a wider float, a half without a neighbor is told of.
            let met = match number.is_finite() {
                true => Flags::NONE,
                false => Flags::INVALID,
            };
            (Half::from_f32(number).spacing(), met)
        })
    }),
    second: None,
};

/// A loop that takes one of two halves: of two that are equal, such as zeros of either sign, the first.
macro_rules! choosing {
    ($name:ident, $keeps_first:expr) => {
        static $name: Loop = Loop {
            inputs: &[DType::F32, DType::F32],
            output: DType::F32,
            inner: Inner::Block(|inputs, output| {
                let keeps_first: fn(f32, f32) -> bool = $keeps_first;
                scalar::binary::<f32, f32>(inputs, output, |a, b| match keeps_first(a, b) {
                    true => a,
                    false => b,
                })
            }),
            second: None,
        };
    };
}

choosing!(MAXIMUM, |a, b| a >= b || a.is_nan());
choosing!(MINIMUM, |a, b| a <= b || a.is_nan());
choosing!(FMAX, |a, b| a >= b || b.is_nan());
choosing!(FMIN, |a, b| a <= b || b.is_nan());

/// The loop that computes halves for a row, where one of `float32` was found.
pub(crate) fn loop_for(row: &Ufunc, found: &'static Loop) -> &'static Loop {
    match row.name {
        "nextafter" => &NEXTAFTER,
        "spacing" => &SPACING,
        "maximum" => &MAXIMUM,
        "minimum" => &MINIMUM,
        "fmax" => &FMAX,
        "fmin" => &FMIN,
        _ => found,
    }
}
