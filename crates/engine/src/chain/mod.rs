//! Chains: expressions of several calls that are evaluated a piece at a time, so that what lies between the calls stays in
//! the cache. Knows the engine's own calls and when to make them; computes nothing itself.
//!
//! # Why pieces
//!
//! Written one call after another, `sqrt(((p - q) ** 2).sum(-1))` makes an array of every difference, one of every square
//! and one of the sums. Each is as long as the result or longer, and where they are larger than the cache, every one of them
//! goes out to memory and comes back, which takes longer than the arithmetic. Evaluated a few rows at a time, the same calls
//! find what the call before left where it is fastest to read. This is what `numexpr` does for NumPy.
//!
//! # What stays the same
//!
//! A piece goes through the very calls that are written: `ufunc::call`, `where_`, `reduce::call`, on views of the arrays cut
//! along the leading axes. So the plans and loops are those of the calls, and so is every bit: an element of a ufunc does not
//! depend on its neighbors, and a fold along the last axes has the same elements in the same order in a piece as in the
//! whole. A plan made for one piece is found again for the next, as for any two calls that are alike.
//!
//! Where pieces would not do, the calls are made one after another on whole arrays: where memory does not run along the
//! leading axes (then the order of additions could differ), for texts and records, where little lies between the calls,
//! and where anything is refused, so that it is refused by the call and in the words that it would be without a chain.
//! A fold of a leading axis, such as the mean of each column, is made whole before the chain goes on with it, and so is
//! what is the same for every piece.
//!
//! Where a recorder listens, calls are made on whole arrays as well: the record, and the warnings in it, are those of the
//! calls, because the calls are then what is done.
//!
//! # Memory
//!
//! The result is asked for before anything is computed. Beside it a chain takes no more than a piece for each call, so that
//! it may give a result where the calls by themselves would be refused an array in between.

mod operators;
mod pairs;
mod pieces;
mod short;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use crate::short::SmallVec;

use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::select;
use crate::layout::Dims;
use crate::layout::axes::normalize_axes;
use crate::promote;
use crate::record::listening;
use crate::reduce::{self, Options};
use crate::ufunc::{self, Operand, heard};
use pairs::Joined;

/// Calls below each other at most: evaluating and dropping go down all the way.
const DEEPEST: usize = 200;

/// An expression that is still to be evaluated: an array, a Python number, or a call of others.
///
/// ```
/// use engine::Array;
/// use engine::DType;
/// use engine::chain::{Chain, where_};
/// # fn main() -> engine::Result<()> {
/// let a = Chain::of(&Array::arange(0, 6, 1, Some(DType::F64))?);
/// let shifted = where_(a.greater(2), &a - 2.5, 0).evaluate()?;
/// assert_eq!(shifted.shape(), [6]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Chain(Link);

/// What a call may stand on.
#[derive(Clone, Debug)]
enum Link {
    Array(Rc<Array>),
    Number(Operand<'static>),
    Call(Rc<Call>),
}

/// A call that is still to be made.
#[derive(Debug)]
struct Call {
    what: What,
    inputs: SmallVec<[Link; 3]>,
    /// How many calls were written that read it.
    readers: Cell<u32>,
    /// The shape of the result, where the call is not refused.
    shape: Dims,
    /// Elements of the largest array that it stands on, or of its own.
    largest: u64,
    depth: usize,
}

/// What is called.
#[derive(Debug)]
enum What {
    Ufunc(Cow<'static, str>),
    Where,
    Fold {
        name: Cow<'static, str>,
        axes: Option<Dims>,
        keepdims: bool,
    },
    /// Nothing: there are more calls below each other than can be made.
    TooDeep,
}

impl Link {
    fn shape(&self) -> &[i64] {
        match self {
            Link::Array(array) => array.shape(),
            Link::Number(_) => &[],
            Link::Call(call) => &call.shape,
        }
    }

    /// Whether both stand for the same array.
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Link::Array(one), Link::Array(other)) => {
                one.same_owner(other) && one.dtype == other.dtype && one.layout == other.layout
            }
            (Link::Call(one), Link::Call(other)) => Rc::ptr_eq(one, other),
            _ => false,
        }
    }

    fn ndim(&self) -> usize {
        self.shape().len()
    }

    fn largest(&self) -> u64 {
        match self {
            Link::Call(call) => call.largest,
            link => elements_of(link.shape()),
        }
    }

    fn depth(&self) -> usize {
        match self {
            Link::Call(call) => call.depth,
            _ => 0,
        }
    }
}

/// A ufunc by name of other chains: `call("hypot", [x, y])`. It is looked for when the chain is evaluated.
pub fn call<const N: usize>(name: &str, inputs: [Chain; N]) -> Chain {
    let name = match ufunc::find(name) {
        Some(row) => Cow::Borrowed(row.name),
        None => Cow::Owned(name.to_owned()),
    };
    Chain::calling(What::Ufunc(name), inputs)
}

/// `x` where a condition is true and `y` elsewhere, as [`select::where_`].
pub fn where_(condition: impl Into<Chain>, x: impl Into<Chain>, y: impl Into<Chain>) -> Chain {
    Chain::calling(What::Where, [condition.into(), x.into(), y.into()])
}

impl Chain {
    /// An array to start from. Its bytes are shared, and read when the chain is evaluated.
    pub fn of(array: &Array) -> Self {
        Self(Link::Array(Rc::new(array.clone())))
    }

    /// A reduction by one of [`reduce::NAMES`] along these axes, all of them where none are given; kept with length 1 if so
    /// asked.
    #[must_use]
    pub fn fold(&self, name: &str, axes: Option<&[i64]>, keepdims: bool) -> Self {
        let known = reduce::NAMES.iter().find(|known| **known == name);
        let what = What::Fold {
            name: match known {
                Some(known) => Cow::Borrowed(*known),
                None => Cow::Owned(name.to_owned()),
            },
            axes: axes.map(Dims::from_slice),
            keepdims,
        };
        Self::calling(what, [self.clone()])
    }

    fn calling<const N: usize>(what: What, inputs: [Self; N]) -> Self {
        let inputs = inputs.map(|chain| chain.0);
        let depth = 1 + inputs.iter().map(Link::depth).max().unwrap_or(0);
        let mut shape = Dims::from_slice(inputs.first().map_or(&[], Link::shape));
        for input in inputs.iter().skip(1) {
            widen(&mut shape, input.shape());
        }
        let mut largest = elements_of(&shape);
        for input in &inputs {
            largest = largest.max(input.largest());
            if let Link::Call(call) = input {
                call.readers.set(call.readers.get().saturating_add(1));
            }
        }
        if let What::Fold { axes, keepdims, .. } = &what {
            fold_away(&mut shape, axes.as_deref(), *keepdims);
        }
        let deep = depth > DEEPEST;
        let call = Call {
            what: if deep { What::TooDeep } else { what },
            inputs: inputs.into_iter().filter(|_| !deep).collect(),
            readers: Cell::new(0),
            shape,
            largest,
            depth: if deep { 0 } else { depth },
        };
        Self(Link::Call(Rc::new(call)))
    }

    /// The array that the expression stands for: what the calls would give one after another, to the last bit, in new bytes
    /// of that shape, dtype and memory order. A chain without a call gives its very array; a number becomes a 0-d array.
    ///
    /// # Errors
    /// Those of the calls, the one first that would be made first; `ValueError: more than 200 calls below each other cannot
    /// be evaluated`.
    pub fn evaluate(&self) -> Result<Array> {
        Evaluation::default().array_of(&self.0)
    }
}

/// What has been evaluated so far.
#[derive(Default)]
struct Evaluation {
    known: Vec<(Rc<Call>, Array)>,
}

impl Evaluation {
    fn known(&self, call: &Rc<Call>) -> Option<&Array> {
        let found = self.known.iter().find(|(known, _)| Rc::ptr_eq(known, call));
        found.map(|(_, array)| array)
    }

    fn array_of(&mut self, link: &Link) -> Result<Array> {
        match link {
            Link::Array(array) => Ok(Array::clone(array)),
            Link::Number(number) => array_from_number(*number),
            Link::Call(call) => {
                if let Some(array) = self.known(call) {
                    return Ok(array.clone());
                }
                if let Some(array) = call.chosen_by_comparison() {
                    return Ok(array);
                }
                let in_pieces = if pieces::may_be_cut(call) && !listening() {
                    pieces::evaluated(call, self)
                } else {
                    None
                };
                let array = match in_pieces {
                    Some(array) => array,
                    None => self.whole(call)?,
                };
                if call.readers.get() > 1 {
                    self.keep(call, &array);
                }
                Ok(array)
            }
        }
    }

    /// Of what is asked for again, the array is kept.
    fn keep(&mut self, call: &Rc<Call>, array: &Array) {
        if self.known(call).is_none() {
            self.known.push((Rc::clone(call), array.clone()));
        }
    }

    /// The call on whole arrays, its inputs first.
    fn whole(&mut self, call: &Call) -> Result<Array> {
        if let Some(joined) = Joined::of(call, self)
            && !listening()
        {
            return self.whole_joined(call, &joined);
        }
        let arrays = self.arrays_of(&call.inputs)?;
        let operands = operands_of(&call.inputs, &arrays);
        match self.made_from_mean(call, &operands) {
            Some(array) => Ok(array),
            None => call.made(&operands),
        }
    }

    /// The same with the call below it. What is refused is what would be refused first.
    fn whole_joined(&mut self, call: &Call, joined: &Joined<'_>) -> Result<Array> {
        let first = &joined.below.inputs;
        let (of_first, of_other) = if joined.is_right {
            let of_other = self.arrays_of(joined.other)?;
            (self.arrays_of(first)?, of_other)
        } else {
            let of_first = self.arrays_of(first)?;
            match self.arrays_of(joined.other) {
                Ok(of_other) => (of_first, of_other),
                Err(error) => {
                    joined.below.made(&operands_of(first, &of_first))?;
                    return Err(error);
                }
            }
        };
        let mut operands = operands_of(first, &of_first);
        operands.extend(operands_of(joined.other, &of_other));
        joined.made(call, &operands)
    }

    /// The arrays that calls stand for.
    fn arrays_of<'b>(
        &mut self,
        links: impl IntoIterator<Item = &'b Link>,
    ) -> Result<SmallVec<[Option<Array>; 3]>> {
        let mut arrays = SmallVec::new();
        for link in links {
            arrays.push(match link {
                Link::Call(_) => Some(self.array_of(link)?),
                _ => None,
            });
        }
        Ok(arrays)
    }

    /// `var` and `std` of an array whose mean along the same axes is known already: the distances are measured from that.
    fn made_from_mean(&self, call: &Call, operands: &[Operand<'_>]) -> Option<Array> {
        let (
            What::Fold {
                name,
                axes,
                keepdims,
            },
            [Operand::Array(array)],
        ) = (&call.what, operands)
        else {
            return None;
        };
        let floats = matches!(array.dtype, DType::F32 | DType::F64);
        if !floats || !matches!(name.as_ref(), "var" | "std") || listening() {
            return None;
        }
        let (_, mean) = self.known.iter().find(|(known, _)| {
            let is_mean = matches!(&known.what, What::Fold { name, axes: others, .. } if name == "mean" && others == axes);
            is_mean && known.inputs.first().zip(call.inputs.first()).is_some_and(|(one, other)| one.is(other))
        })?;
        let mut beside = Dims::from_slice(array.shape());
        fold_away(&mut beside, axes.as_deref(), true);
        let mean = mean.reshape(&beside).ok()?;
        let options = Options {
            axis: axes.as_ref().map(Dims::as_slice),
            keepdims: *keepdims,
            mean: Some(&mean),
            ..Options::default()
        };
        reduce::call(name, array, options).ok()
    }
}

/// What a call reads, when its calls stand for these arrays.
fn operands_of<'b>(
    links: impl IntoIterator<Item = &'b Link>,
    arrays: &'b [Option<Array>],
) -> SmallVec<[Operand<'b>; 3]> {
    let together = links.into_iter().zip(arrays);
    let operands = together.filter_map(|(link, array)| match link {
        Link::Array(array) => Some(Operand::Array(array)),
        Link::Number(number) => Some(*number),
        Link::Call(_) => array.as_ref().map(Operand::Array),
    });
    operands.collect()
}

impl Call {
    /// What the call gives of these operands.
    fn made(&self, operands: &[Operand<'_>]) -> Result<Array> {
        match (&self.what, operands) {
            (What::Ufunc(name), _) => ufunc::call(name, operands),
            (What::Where, [condition, x, y]) => match condition {
                Operand::Array(condition) => select::where_(condition, *x, *y),
                number => select::where_(&array_from_number(*number)?, *x, *y),
            },
            (
                What::Fold {
                    name,
                    axes,
                    keepdims,
                },
                [operand],
            ) => {
                let options = Options {
                    axis: axes.as_ref().map(Dims::as_slice),
                    keepdims: *keepdims,
                    ..Options::default()
                };
                match operand {
                    Operand::Array(array) => reduce::call(name, array, options),
                    number => reduce::call(name, &array_from_number(*number)?, options),
                }
            }
            _ => heard(Err(Error::value(format!(
                "more than {DEEPEST} calls below each other cannot be evaluated"
            )))),
        }
    }

    /// A choice between floats by a comparison of such that nobody else wants, in one loop. Nothing where it is anything else,
    /// and where somebody listens.
    fn chosen_by_comparison(&self) -> Option<Array> {
        let (What::Where, [Link::Call(condition), x, y]) = (&self.what, self.inputs.as_slice())
        else {
            return None;
        };
        let What::Ufunc(name) = &condition.what else {
            return None;
        };
        if condition.readers.get() > 1 || listening() {
            return None;
        }
        let [a, b] = condition.inputs.as_slice() else {
            return None;
        };
        let operand = |link| match link {
            &Link::Number(number) => Some(number),
            Link::Array(array) => Some(Operand::Array(array)),
            Link::Call(_) => None,
        };
        select::where_compared(name, [operand(a)?, operand(b)?], [operand(x)?, operand(y)?])
    }

    /// [`Call::made`] in bytes that exist, those of an array with the very shape, dtype and memory order of what it gives.
    fn made_into(&self, operands: &[Operand<'_>], out: &Array) -> Result<()> {
        match (&self.what, operands) {
            (What::Ufunc(name), _) => ufunc::call_into(name, operands, out),
            _ => laid_into(&self.made(operands)?, out),
        }
    }
}

/// Lays a result into bytes that exist, those of an array with its very shape, dtype and memory order.
fn laid_into(result: &Array, out: &Array) -> Result<()> {
    let cut = |one: &Array| {
        let first = usize::try_from(one.layout.offset).unwrap_or(0);
        first..first.saturating_add(usize::try_from(one.nbytes()).unwrap_or(0))
    };
    let bytes = result.buffer.bytes();
    let mut written = out.buffer.bytes_mut();
    match (bytes.get(cut(result)), written.get_mut(cut(out))) {
        (Some(from), Some(to)) if from.len() == to.len() => to.copy_from_slice(from),
        _ => return Err(Error::value("a piece does not fit its place")),
    }
    Ok(())
}

/// How many elements an array of a shape has, about; as many as can be counted where there are more. Floats know how many are
/// too many, and are multiplied at once.
fn elements_of(shape: &[i64]) -> u64 {
    shape.iter().fold(1.0, |all, &length| all * length as f64) as u64
}

/// The longer axes of a shape and another, aligned at the last one: what they broadcast to, if they do.
fn widen(shape: &mut Dims, other: &[i64]) {
    if *shape == *other {
        return;
    }
    while shape.len() < other.len() {
        shape.insert(0, 1);
    }
    let ahead = shape.len() - other.len();
    for (length, &other) in shape.iter_mut().skip(ahead).zip(other) {
        *length = (*length).max(other);
    }
}

/// A shape without the axes that a fold takes away, if it has them.
fn fold_away(shape: &mut Dims, axes: Option<&[i64]>, keepdims: bool) {
    let ndim = shape.len();
    let folded = match axes {
        None => (0..ndim).collect(),
        Some(axes) => normalize_axes(axes, ndim, "duplicate value in 'axis'").unwrap_or_default(),
    };
    for axis in (0..ndim).rev().filter(|axis| folded.contains(axis)) {
        if keepdims {
            shape[axis] = 1;
        } else {
            shape.remove(axis);
        }
    }
}

/// A Python number as the 0-d array that NumPy makes of it.
fn array_from_number(number: Operand<'_>) -> Result<Array> {
    heard((|| {
        let dtype = promote::result_type(&[number.input()])?;
        Array::scalar(promote::convert_assigned(number.input(), dtype)?)
    })())
}
