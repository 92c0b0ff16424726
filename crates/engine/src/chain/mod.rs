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

mod axes;
#[cfg(feature = "lanes")]
mod compared;
#[cfg(feature = "lanes")]
mod filtered;
mod held;
mod link;
mod operators;
mod pairs;
mod pieces;
mod short;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::cell::Cell;

use crate::short::SmallVec;

use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::{Index, select};
#[cfg(feature = "lanes")]
use crate::kernel::lanes::compared::turned;
use crate::layout::axes::normalize_axes;
use crate::layout::{Dims, ONE_ELEMENT, Shared};
use crate::promote;
use crate::record::listening;
use crate::reduce::{self, Options};
use crate::ufunc::{self, Operand, Ufunc, heard};
use held::Held;
use link::{Link, Number};
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

/// A call that is still to be made.
#[derive(Debug)]
struct Call {
    what: What,
    inputs: SmallVec<[Link; 3]>,
    /// How many calls were written that read it.
    readers: Cell<u32>,
    /// A layout with the shape of the result, where the call is not refused; mostly that of an input.
    like: Shared,
    /// Elements of the largest array that it stands on, or of its own.
    largest: u64,
    depth: usize,
}

/// What is called.
#[derive(Debug)]
enum What {
    Ufunc(&'static Ufunc),
    /// A name that no ufunc has.
    Unknown(Box<str>),
    Where,
    Fold(Box<Fold>),
    /// Nothing: there are more calls below each other than can be made.
    TooDeep,
}

/// A reduction that is called.
#[derive(Debug)]
struct Fold {
    name: Cow<'static, str>,
    axes: Option<Dims>,
    keepdims: bool,
}

impl Fold {
    fn options(&self) -> Options<'_> {
        Options {
            axis: self.axes.as_ref().map(Dims::as_slice),
            keepdims: self.keepdims,
            ..Options::default()
        }
    }
}

/// A ufunc by name of other chains: `call("hypot", [x, y])`. A name that no ufunc has is refused when the
/// chain is evaluated.
pub fn call<const N: usize>(name: &str, inputs: [Chain; N]) -> Chain {
    let what = match ufunc::find(name) {
        Some(row) => What::Ufunc(row),
        None => What::Unknown(name.into()),
    };
    Chain::calling(what, inputs)
}

/// `x` where a condition is true and `y` elsewhere, as [`select::where_`].
pub fn where_(condition: impl Into<Chain>, x: impl Into<Chain>, y: impl Into<Chain>) -> Chain {
    Chain::calling(What::Where, [condition.into(), x.into(), y.into()])
}

impl Chain {
    /// An array to start from. Its bytes are shared, and read when the chain is evaluated.
    pub fn of(array: &Array) -> Self {
        Self(Link::Array(array.clone()))
    }

    /// A reduction by one of [`reduce::NAMES`] along these axes, all of them where none are given; kept with length 1 if so
    /// asked.
    #[must_use]
    pub fn fold(&self, name: &str, axes: Option<&[i64]>, keepdims: bool) -> Self {
        let known = reduce::NAMES.iter().find(|known| **known == name);
        let fold = Fold {
            name: match known {
                Some(known) => Cow::Borrowed(*known),
                None => Cow::Owned(name.to_owned()),
            },
            axes: axes.map(Dims::from_slice),
            keepdims,
        };
        Self::calling(What::Fold(Box::new(fold)), [self.clone()])
    }

    #[inline(always)]
    fn calling<const N: usize>(what: What, inputs: [Self; N]) -> Self {
        let (mut depth, mut largest) = (1, 0);
        let mut like: Option<Shared> = None;
        for Self(link) in &inputs {
            let other = match link {
                Link::Array(array) => &array.layout,
                Link::Number(_) => continue,
                Link::Call(call) => {
                    depth = depth.max(1 + call.depth);
                    largest = largest.max(call.largest);
                    call.readers.set(call.readers.get().saturating_add(1));
                    &call.like
                }
            };
            match &mut like {
                None => like = Some(other.share()),
                Some(like) if like.is(other) || like.shape == other.shape => {}
                Some(like) => widen(&mut like.shape, &other.shape),
            }
        }
        let mut like = like.unwrap_or_else(|| Shared::from(ONE_ELEMENT.clone()));
        // No array is larger than what it is widened to.
        largest = largest.max(elements_of(&like.shape));
        if let What::Fold(fold) = &what {
            fold_away(&mut like.shape, fold.axes.as_deref(), fold.keepdims);
        }
        let held = match depth {
            ..=DEEPEST => Held::new(what, inputs, like, largest, depth),
            _ => Held::new(What::TooDeep, [], like, largest, 0),
        };
        Self(Link::Call(held))
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

    /// `self[by]`, at once: how many elements truths keep is not known before. What stands between the brackets is an array, or
    /// calls that give one, of truths or of positions, as in [`Array::index`]; the elements are in new bytes.
    ///
    /// The elements of an array that a comparison keeps, `a[a > c]`, are found in one loop. They may lie in as many bytes as all
    /// elements would need, where a third of them or more is kept.
    ///
    /// # Errors
    /// Those of the calls, first those of this chain; as [`Array::index`].
    pub fn index(&self, by: impl Into<Chain>) -> Result<Array> {
        let by = by.into();
        #[cfg(feature = "lanes")]
        if let (Link::Array(array), Link::Call(call)) = (&self.0, &by.0)
            && let [a, b] = call.inputs.as_slice()
            && let Some(kept) = call.kept_by_comparison([a, b], array)
        {
            return Ok(kept);
        }
        if let Link::Call(call) = &self.0 {
            // What stands between the brackets may read it as well.
            call.readers.set(call.readers.get().saturating_add(1));
        }
        let mut evaluation = Evaluation::default();
        let array = evaluation.array_of(&self.0)?;
        #[cfg(feature = "lanes")]
        if let Link::Call(call) = &by.0
            && let What::Ufunc(row) = call.what
            && turned(row.name).is_some()
        {
            let arrays = evaluation.arrays_of(&call.inputs)?;
            let known = std::iter::zip(&call.inputs, arrays);
            let sides: SmallVec<[Link; 3]> = known
                .map(|(link, array)| array.map_or_else(|| link.clone(), Link::Array))
                .collect();
            if let [a, b] = sides.as_slice()
                && let Some(kept) = call.kept_by_comparison([a, b], &array)
            {
                return Ok(kept);
            }
            let operands: SmallVec<[Operand<'_>; 3]> =
                sides.iter().filter_map(Link::operand).collect();
            return array.index(&[Index::from(call.made(&operands)?)]);
        }
        array.index(&[Index::from(evaluation.array_of(&by.0)?)])
    }
}

/// What has been evaluated so far.
#[derive(Default)]
struct Evaluation {
    known: Vec<(Held, Array)>,
}

impl Evaluation {
    fn known(&self, call: &Held) -> Option<&Array> {
        let found = self.known.iter().find(|(known, _)| Held::same(known, call));
        found.map(|(_, array)| array)
    }

    #[inline]
    fn array_of(&mut self, link: &Link) -> Result<Array> {
        match link {
            Link::Array(array) => Ok(array.clone()),
            Link::Number(number) => array_from_number(number.operand()),
            Link::Call(call) => {
                // What nobody else wants need not be looked for, nor kept.
                let alone = call.readers.get() <= 1;
                match alone.then(|| call.chosen_by_comparison()).flatten() {
                    Some(array) => Ok(array),
                    None => self.computed(call),
                }
            }
        }
    }

    /// What a call gives, which may be known.
    #[inline(never)]
    fn computed(&mut self, call: &Held) -> Result<Array> {
        if let Some(array) = self.known(call) {
            return Ok(array.clone());
        }
        let several = call.readers.get() > 1;
        let mut array = several.then(|| call.chosen_by_comparison()).flatten();
        if array.is_none() && pieces::may_be_cut(call) && !listening() {
            array = pieces::evaluated(call, self);
        }
        let array = match array {
            Some(array) => array,
            None => self.whole(call)?,
        };
        if several {
            self.keep(call, &array);
        }
        Ok(array)
    }

    /// Of what is asked for again, the array is kept.
    fn keep(&mut self, call: &Held, array: &Array) {
        if self.known(call).is_none() {
            self.known.push((Held::clone(call), array.clone()));
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
        let (What::Fold(fold), [Operand::Array(array)]) = (&call.what, operands) else {
            return None;
        };
        let floats = matches!(array.dtype, DType::F32 | DType::F64);
        if !floats || !matches!(fold.name.as_ref(), "var" | "std") || listening() {
            return None;
        }
        let (_, mean) = self.known.iter().find(|(known, _)| {
            let is_mean = matches!(&known.what, What::Fold(one) if one.name == "mean" && one.axes == fold.axes);
            is_mean && known.inputs.first().zip(call.inputs.first()).is_some_and(|(one, other)| one.is(other))
        })?;
        let mut beside = Dims::from_slice(array.shape());
        fold_away(&mut beside, fold.axes.as_deref(), true);
        let mean = mean.reshape(&beside).ok()?;
        let options = Options {
            mean: Some(&mean),
            ..fold.options()
        };
        reduce::call(&fold.name, array, options).ok()
    }
}

/// What a call reads, when its calls stand for these arrays.
fn operands_of<'b>(
    links: impl IntoIterator<Item = &'b Link>,
    arrays: &'b [Option<Array>],
) -> SmallVec<[Operand<'b>; 3]> {
    let together = links.into_iter().zip(arrays);
    let operands =
        together.filter_map(|(link, array)| link.operand().or(array.as_ref().map(Operand::Array)));
    operands.collect()
}

impl Call {
    /// What the call gives of these operands.
    fn made(&self, operands: &[Operand<'_>]) -> Result<Array> {
        match (&self.what, operands) {
            (What::Ufunc(row), _) => ufunc::call_found(row, operands),
            (What::Unknown(name), _) => ufunc::call(name, operands),
            (What::Where, [condition, x, y]) => match condition {
                Operand::Array(condition) => select::where_(condition, *x, *y),
                number => select::where_(&array_from_number(*number)?, *x, *y),
            },
            (What::Fold(fold), [operand]) => match operand {
                Operand::Array(array) => reduce::call(&fold.name, array, fold.options()),
                number => reduce::call(&fold.name, &array_from_number(*number)?, fold.options()),
            },
            _ => heard(Err(Error::value(format!(
                "more than {DEEPEST} calls below each other cannot be evaluated"
            )))),
        }
    }

    /// A choice between floats by a comparison of such that nobody else wants, in one loop. Nothing where it is anything else,
    /// and where somebody listens.
    #[inline(always)]
    fn chosen_by_comparison(&self) -> Option<Array> {
        let What::Where = self.what else {
            return None;
        };
        let [Link::Call(condition), x, y] = self.inputs.as_slice() else {
            return None;
        };
        let (What::Ufunc(row), [a, b]) = (&condition.what, condition.inputs.as_slice()) else {
            return None;
        };
        if condition.readers.get() > 1 || listening() {
            return None;
        }
        #[cfg(feature = "lanes")]
        return compared::chosen(row, [a, b, x, y]);
        #[cfg(not(feature = "lanes"))]
        {
            let _ = (row, a, b, x, y);
            None
        }
    }

    /// The elements of an array that this call keeps, if it is a comparison, in one loop with it. Nothing where it is anything else, and
    /// where somebody listens.
    #[cfg(feature = "lanes")]
    #[inline(always)]
    fn kept_by_comparison(&self, sides: [&Link; 2], array: &Array) -> Option<Array> {
        match self.what {
            What::Ufunc(row) if !listening() => filtered::kept(row, sides, array),
            _ => None,
        }
    }

    /// [`Call::made`] in bytes that exist, those of an array with the very shape, dtype and memory order of what it gives.
    fn made_into(&self, operands: &[Operand<'_>], out: &Array) -> Result<()> {
        match (&self.what, operands) {
            (What::Ufunc(row), _) => ufunc::call_found_into(row, operands, out),
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
#[inline]
fn elements_of(shape: &[i64]) -> u64 {
    if let [length] = *shape {
        return length.unsigned_abs();
    }
    shape.iter().fold(1.0, |all, &length| all * length as f64) as u64
}

/// The longer axes of a shape and another, aligned at the last one: what they broadcast to, if they do.
fn widen(shape: &mut Dims, other: &[i64]) {
    if *shape == *other {
        return;
    }
    if shape.is_empty() {
        *shape = Dims::from_slice(other);
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
