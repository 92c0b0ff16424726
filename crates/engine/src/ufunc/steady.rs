//! `power` where one exponent stands for all numbers: then NumPy takes the root, the square or the reciprocal themselves.
//! Knows the dtypes and layouts of a call that is planned; computes single numbers.
//!
//! NumPy's loop asks whether the exponent stays where it is from one number to the next. It does for a Python number, for an
//! array without axes or of length 1 on all of them, and for a broadcast one; but not where base and exponent have the same
//! shape and go into the loop as they lie, be it of one element. An exponent that stays for a row only is copied to a buffer
//! and moves on, unless rows are longer than half a buffer.

use super::table::{Entry, Loop, Ufunc};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::kernel::Inner;
#[cfg(feature = "lanes")]
use crate::kernel::lanes;
use crate::layout::Layout;
use crate::plan::{Elementwise, LoopAxis, Operand, Output};
use crate::scalar::Scalar;

/// Elements in one of NumPy's buffers.
const BUFFER: i64 = 8192;

static SINGLE: Loop = Loop {
    inputs: &[DType::F32; 2],
    output: DType::F32,
    inner: Inner::Float2(raised),
    second: None,
};

static DOUBLE: Loop = Loop {
    inputs: &[DType::F64; 2],
    output: DType::F64,
    inner: Inner::Float2(raised),
    second: None,
};

/// A number raised to a steady exponent.
fn raised(number: f64, exponent: f64) -> f64 {
    if exponent == 0.5 {
        number.sqrt()
    } else if exponent == 2.0 {
        number * number
    } else if exponent == 1.0 {
        number
    } else if exponent == -1.0 {
        1.0 / number
    } else {
        libm::pow(number, exponent)
    }
}

/// Refuses the power of whole numbers to a negative Python int before an array that exists is written: NumPy's loop ends at
/// the first of them.
pub(super) fn refuse_negative(planned: &Elementwise, written_whole: bool) -> Result<()> {
    if !written_whole || planned.output.layout.size() == 0 {
        return Ok(());
    }
    let exponent = planned.operands.get(1).and_then(|one| one.constant);
    let negative = match exponent {
        Some(exponent) if planned.ufunc == "power" && !exponent.dtype().is_inexact() => {
            matches!(exponent.cast(DType::I64), Scalar::I64(value) if value < 0)
                && exponent.dtype().kind() == Kind::Signed
        }
        _ => false,
    };
    if negative {
        return Err(Error::value(
            "Integers to negative integer powers are not allowed.",
        ));
    }
    Ok(())
}

/// The loops of a call whose exponent is steady, where there are others than these: those of `float32` and `float64`.
pub(super) fn loops_of(row: &Ufunc, found: Entry) -> Option<Entry> {
    let plain = match (row.name, found.plain.output) {
        ("power", DType::F32) => &SINGLE,
        ("power", DType::F64) => &DOUBLE,
        _ => return None,
    };
    Some(Entry {
        plain,
        #[cfg(feature = "lanes")]
        lanes: lanes::steady_power(plain.output),
    })
}

/// Whether the exponent stays where it is throughout NumPy's inner loop.
pub(super) fn is_steady(
    operands: &[Operand],
    output: &Output,
    loops: &[LoopAxis],
    masked: bool,
) -> bool {
    let [base, exponent, ..] = operands else {
        return false;
    };
    if exponent.layout.ndim() == 0 {
        return true;
    }
    // NumPy casts short inputs before it looks for loops.
    let copied = !masked && is_cast_alone(exponent) && (base.cast.is_none() || is_cast_alone(base));
    let lies_as_it_runs = |one: &Operand| one.cast.is_none() || is_cast_alone(one);
    if !masked
        && output.cast.is_none()
        && lies_as_it_runs(base)
        && lies_as_it_runs(exponent)
        && (base.layout.ndim() == 0 || base.layout.shape == exponent.layout.shape)
        && output.layout.shape == exponent.layout.shape
        && (exponent.layout.ndim() == 1 || output.layout.size() == 1)
    {
        let stays = |layout: &Layout| layout.ndim() == 1 && layout.strides[0] == 0;
        return !copied && stays(&exponent.layout);
    }
    if copied && exponent.layout.size() != 1 {
        return false;
    }
    let stays = |one: &LoopAxis| one.input_strides.get(1) == Some(&0);
    let no_buffer = || base.cast.is_none() && exponent.cast.is_none() && output.cast.is_none();
    let long = |one: &LoopAxis| stays(one) && one.length > BUFFER / 2 && no_buffer();
    loops.iter().all(stays) || loops.last().is_some_and(long)
}

/// Whether an input is short enough to be cast before the loops are looked for.
fn is_cast_alone(operand: &Operand) -> bool {
    let layout = &operand.layout;
    operand.cast.is_some() && layout.ndim() <= 1 && layout.size() <= BUFFER
}
