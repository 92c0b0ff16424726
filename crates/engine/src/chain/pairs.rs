//! Two calls of a chain as one: where only one call reads what another makes, both may go through one loop, and what lies
//! between them never leaves the registers. Knows which calls may be joined; the loops are rows of `ufunc::pairs`.
//!
//! A pair of ufuncs is joined where everything is `float64` or everything `float32`, Python numbers beside it. Then the first
//! gives what the second reads, rounded to the same dtype, and the two steps in one loop are the two calls to the last bit.
//! Memory has to run in C order for all, so that there is no doubt about the order of the result.

use super::axes::is_c_order;
use super::held::Held;
use super::{Call, Evaluation, Link, What};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::coalesce::loop_order;
use crate::layout::{Layout, ONE_ELEMENT};
use crate::promote::Input;
use crate::short::SmallVec;
use crate::ufunc::pairs::{Side, pair_of};
use crate::ufunc::{self, Operand, Ufunc};

/// A call and the one below it, of which nobody else wants the result.
pub(super) struct Joined<'a> {
    /// The call that is made first.
    pub(super) below: &'a Held,
    /// Whether the other call reads it behind something else.
    pub(super) is_right: bool,
    /// What else that call reads.
    pub(super) other: Option<&'a Link>,
    /// What that call reads beside, though the row does not.
    pub(super) unread: Option<Operand<'static>>,
    /// The row that is both.
    pub(super) row: &'static Ufunc,
}

/// Python integers that any float is.
const SMALL: std::ops::RangeInclusive<i128> = -0xff_ffff..=0xff_ffff;

impl<'a> Joined<'a> {
    /// A call with one that it reads, if there is a row for both. Whether the row takes the inputs is another question.
    pub(super) fn of(call: &'a Call, evaluation: &Evaluation) -> Option<Self> {
        let What::Ufunc(Ufunc { name: second, .. }) = &call.what else {
            return None;
        };
        let joined = match call.inputs.as_slice() {
            [only] => Self::at(call, only, None, second, Side::Alone),
            // The ufunc `power` takes the square itself, where the exponent is 2 for all.
            [first, Link::Number(exponent)]
                if cfg!(feature = "powers")
                    && *second == "power"
                    && is_two(exponent.operand().input()) =>
            {
                let joined = Self::at(call, first, None, "square", Side::Alone);
                joined.map(|joined| Self {
                    unread: Some(exponent.operand()),
                    ..joined
                })
            }
            [first, other] => Self::at(call, first, Some(other), second, Side::Left)
                .or_else(|| Self::at(call, other, Some(first), second, Side::Right)),
            _ => None,
        };
        // What is known already need not be made again.
        joined.filter(|joined| evaluation.known(joined.below).is_none())
    }

    fn at(
        call: &'a Call,
        link: &'a Link,
        other: Option<&'a Link>,
        second: &str,
        side: Side,
    ) -> Option<Self> {
        let Link::Call(below) = link else {
            return None;
        };
        let What::Ufunc(Ufunc { name: first, .. }) = &below.what else {
            return None;
        };
        let alone = below.readers.get() == 1 && below.inputs.len() == 2;
        if !alone || below.like.shape != call.like.shape {
            return None;
        }
        Some(Self {
            below,
            is_right: side == Side::Right,
            other,
            unread: None,
            row: pair_of(first, second, side)?,
        })
    }

    /// What both read: the inputs of the first, then the other one of the second.
    pub(super) fn links(&self) -> impl Iterator<Item = &'a Link> + use<'a> {
        self.below.inputs.iter().chain(self.other)
    }

    /// What the second call gives, from the inputs of the pair.
    ///
    /// # Errors
    /// Those of the two calls.
    pub(super) fn made(&self, second: &Call, operands: &[Operand<'_>]) -> Result<Array> {
        let inputs: SmallVec<[(Input, &Layout); 3]> = operands
            .iter()
            .map(|operand| match operand {
                Operand::Array(array) => (operand.input(), &*array.layout),
                _ => (operand.input(), &ONE_ELEMENT),
            })
            .collect();
        if self.takes(&inputs)
            && let Ok(array) = ufunc::call_row(self.row, operands)
        {
            return Ok(array);
        }
        let (first, other) = operands.split_at(self.below.inputs.len().min(operands.len()));
        let made = self.below.made(first)?;
        let other = other.first().copied().or(self.unread);
        let inputs = self.inputs_of_second(Operand::Array(&made), other);
        second.made(&inputs)
    }

    /// The inputs of the second call: what the first has made, and the last of the pair's inputs, where it is another's.
    pub(super) fn inputs_of_second<T>(&self, made: T, other: Option<T>) -> SmallVec<[T; 2]> {
        let mut inputs = SmallVec::from_iter([made]);
        inputs.extend(other);
        if self.is_right {
            inputs.reverse();
        }
        inputs
    }

    /// Whether the row takes such inputs for what the two calls would.
    pub(super) fn takes(&self, inputs: &[(Input, &Layout)]) -> bool {
        let mut dtypes = inputs.iter().filter_map(|(input, _)| match input {
            Input::Array(dtype) => Some(*dtype),
            _ => None,
        });
        let Some(dtype) = dtypes.next() else {
            return false;
        };
        // Of two Python numbers the first call would make `float64`.
        let below = inputs.get(..self.below.inputs.len()).unwrap_or(&[]);
        let of_arrays = below
            .iter()
            .any(|(input, _)| matches!(input, Input::Array(_)));
        of_arrays
            && matches!(dtype, DType::F32 | DType::F64)
            && dtypes.all(|other| other == dtype)
            && inputs.iter().all(|(input, layout)| match input {
                Input::Array(_) => is_c_order(&loop_order(&[layout]), &layout.shape),
                Input::PyFloat(_) => true,
                Input::PyInt(value) => SMALL.contains(value),
                _ => false,
            })
    }
}

fn is_two(number: Input) -> bool {
    match number {
        Input::PyInt(value) => value == 2,
        Input::PyFloat(value) => value == 2.0,
        _ => false,
    }
}
