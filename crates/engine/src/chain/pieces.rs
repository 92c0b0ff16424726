//! Evaluating a chain piece by piece: what each call will give is found out without computing, then the leading axes are cut
//! so that a piece of every array fits the cache. Where that cannot be done, or anything is refused, there is no answer.

use crate::short::SmallVec;

use super::axes::{Right, folded_at_the_end, folds_across, is_c_order, narrow, turn};
use super::held::Held;
use super::pairs::Joined;
use super::short::Short;
use super::{Call, Evaluation, Link, What, laid_into};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::Result;
use crate::layout::broadcast::broadcast_shape;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, ONE_ELEMENT};
use crate::promote::{self, Input};
use crate::reduce;
use crate::ufunc::prepare::{Given, Wanted, prepare};
use crate::ufunc::{self, Operand, Ufunc};

/// Bytes of the largest array of a piece: a few of them lie in the second cache, beside what is read and written. Smaller
/// pieces would be nearer, and made of more calls (measured with the distances of points: 64 KiB takes a fourth longer).
const PIECE: u128 = if cfg!(test) { 1 << 14 } else { 1 << 18 };

/// Bytes between the calls, all together, that the caches hold without being cut.
const LITTLE: u128 = if cfg!(test) { 1 << 10 } else { 1 << 21 };

/// Bytes of the widest number.
const WIDEST: u128 = 16;

/// What a call reads.
#[derive(Clone, Copy)]
enum Source {
    /// An array that exists, by its number.
    Array(usize),
    /// What the step of this number gave.
    Step(usize),
    Number(Operand<'static>),
}

/// A fold of a short axis of what a call makes, in one loop with that call.
#[derive(Clone, Copy)]
struct Folded<'a> {
    /// The call that is folded.
    below: &'a Held,
    /// The call that folds. It is that of the step, or the one that the step's call reads.
    fold: &'a Held,
    short: Short,
}

/// One call in the order in which they are made.
struct Step<'a> {
    call: &'a Held,
    /// The row that is this call and the one below it, where they are made as one.
    row: Option<&'static Ufunc>,
    /// Where a short axis is folded of what another call makes. The row is then that call's.
    folded: Option<Folded<'a>>,
    inputs: SmallVec<[Source; 3]>,
    dtype: DType,
    layout: Layout,
    right: Right,
    /// The last step that reads its result.
    read_last: usize,
}

impl Step<'_> {
    fn made(&self, operands: &[Operand<'_>]) -> Result<Array> {
        let made = |call: &Call| match self.row {
            Some(row) => ufunc::call_row(row, operands),
            None => call.made(operands),
        };
        let Some(folded) = self.folded else {
            return made(self.call);
        };
        if let [Operand::Array(a), Operand::Array(b)] = operands
            && let Some(array) = folded.short.made(a, b)
        {
            return Ok(array);
        }
        let array = made(folded.below)?;
        let array = folded.fold.made(&[Operand::Array(&array)])?;
        if Held::same(self.call, folded.fold) {
            return Ok(array);
        }
        self.call.made(&[Operand::Array(&array)])
    }

    fn made_into(&self, operands: &[Operand<'_>], out: &Array) -> Result<()> {
        match (self.folded, self.row) {
            (Some(folded), _) => match operands {
                [Operand::Array(a), Operand::Array(b)]
                    if folded.short.made_into(a, b, out).is_some() =>
                {
                    Ok(())
                }
                _ => laid_into(&self.made(operands)?, out),
            },
            (None, Some(row)) => ufunc::call_row_into(row, operands, out),
            (None, None) => self.call.made_into(operands, out),
        }
    }
}

/// A chain whose calls are known to go through.
#[derive(Default)]
struct Outline<'a> {
    arrays: Vec<(Array, Right)>,
    steps: Vec<Step<'a>>,
    /// Places from here on must not be cut: a fold keeps axes there that it has folded.
    end: Option<usize>,
}

/// How the result is cut: axes before this one are taken one index at a time, this one so many at a time.
#[derive(Clone, Copy)]
struct Cut {
    axis: usize,
    length: i64,
}

/// Whether a call has to do with enough elements to be worth a closer look.
pub(super) fn may_be_cut(call: &Call) -> bool {
    call.largest > (PIECE / WIDEST) as u64
}

/// The result of a call, made piece by piece.
pub(super) fn evaluated(call: &Held, evaluation: &mut Evaluation) -> Option<Array> {
    if call.like.shape.is_empty() || folds_across(call) {
        return None;
    }
    loop {
        let mut outline = Outline::default();
        outline.step(call, Right(call.like.shape.len()), evaluation)?;
        if let Some(array) = outline.at_once() {
            return Some(array);
        }
        let cut = outline.cut()?;
        let Some(same) = outline.same_for_all(cut) else {
            return outline.run(cut);
        };
        // What is the same for every piece is made once, and is an array from then on.
        let array = evaluation.array_of(&Link::Call(Held::clone(same))).ok()?;
        evaluation.keep(same, &array);
    }
}

impl<'a> Outline<'a> {
    fn source(
        &mut self,
        link: &'a Link,
        right: Right,
        evaluation: &mut Evaluation,
    ) -> Option<Source> {
        match link {
            Link::Array(array) => self.array(array, right),
            Link::Number(number) => Some(Source::Number(number.operand())),
            Link::Call(call) => match evaluation.known(call) {
                Some(array) => {
                    let array = array.clone();
                    self.array(&array, right)
                }
                None => self.step(call, right, evaluation),
            },
        }
    }

    fn array(&mut self, array: &Array, right: Right) -> Option<Source> {
        self.arrays.push((array.clone(), right));
        let number = array.dtype.is_number() && array.ndim() <= right.0;
        number.then_some(Source::Array(self.arrays.len() - 1))
    }

    /// A call, after those that it reads.
    fn step(
        &mut self,
        call: &'a Held,
        right: Right,
        evaluation: &mut Evaluation,
    ) -> Option<Source> {
        let known = self
            .steps
            .iter()
            .position(|step| Held::same(step.call, call));
        if let Some(known) = known {
            let same_place = self.steps[known].right.0 == right.0;
            return same_place.then_some(Source::Step(known));
        }
        if folds_across(call) {
            // Every piece would need the whole of what is folded.
            let array = evaluation.array_of(&Link::Call(Held::clone(call))).ok()?;
            evaluation.keep(call, &array);
            return self.array(&array, right);
        }
        let mut below = right;
        match (&call.what, folded_at_the_end(call)) {
            (What::Fold(fold), Some(folded)) if fold.keepdims => {
                let end = right.0.checked_sub(folded)?;
                self.end = Some(self.end.map_or(end, |other| other.min(end)));
            }
            (_, folded) => below = Right(right.0 + folded.unwrap_or(0)),
        }
        if let Some(joined) = Joined::of(call, evaluation) {
            return self.joined(call, &joined, right, evaluation);
        }
        let mut inputs = SmallVec::new();
        for link in &call.inputs {
            inputs.push(self.source(link, below, evaluation)?);
        }
        self.push(call, inputs, right)
    }

    /// A call and the one below it: one step, if one row takes their inputs.
    fn joined(
        &mut self,
        call: &'a Held,
        joined: &Joined<'a>,
        right: Right,
        evaluation: &mut Evaluation,
    ) -> Option<Source> {
        let mut sources: SmallVec<[Source; 3]> = SmallVec::new();
        for link in joined.links() {
            sources.push(self.source(link, right, evaluation)?);
        }
        let taken = {
            let inputs = sources.iter();
            let inputs = inputs.map(|source| (self.input(source), self.layout(source)));
            joined.takes(&inputs.collect::<SmallVec<[_; 3]>>())
        };
        if taken {
            let (dtype, layout) = self.result_of_row(joined.row, &sources)?;
            return self.push_step(call, Some(joined.row), sources, right, (dtype, layout));
        }
        let other = (sources.len() > joined.below.inputs.len()).then(|| sources.pop());
        let below = self.push(joined.below, sources, right)?;
        let other = other.flatten().or(joined.unread.map(Source::Number));
        let inputs = joined.inputs_of_second(below, other);
        self.push(call, inputs.into_iter().collect(), right)
    }

    /// A call with what it reads.
    fn push(
        &mut self,
        call: &'a Held,
        inputs: SmallVec<[Source; 3]>,
        right: Right,
    ) -> Option<Source> {
        let result = self.result_of(call, &inputs)?;
        // What no loop reads, such as a half, is rounded where a whole call rounds.
        result.0.is_number().then_some(())?;
        let folded = self.folded_short(call, &inputs);
        if let Some(folded) = folded.or_else(|| self.behind_short(call, &inputs)) {
            // The step below goes up into this one.
            let step = self.steps.pop()?;
            let source = self.push_step(call, step.row, step.inputs, right, result)?;
            self.steps.last_mut()?.folded = Some(folded);
            return Some(source);
        }
        self.push_step(call, None, inputs, right, result)
    }

    /// The step that a call reads, where it reads nothing else and nobody else wants that step.
    fn alone_below(&self, inputs: &[Source]) -> Option<&Step<'a>> {
        let &[Source::Step(number)] = inputs else {
            return None;
        };
        let below = self.steps.last()?;
        let last = number + 1 == self.steps.len() && below.call.readers.get() == 1;
        last.then_some(below)
    }

    /// A fold of a short last axis with the call below it, where there is a loop for both and nobody else wants that call.
    fn folded_short(&self, call: &'a Held, inputs: &[Source]) -> Option<Folded<'a>> {
        let What::Fold(fold) = &call.what else {
            return None;
        };
        let below = self.alone_below(inputs)?;
        if fold.keepdims || folded_at_the_end(call) != Some(1) || below.folded.is_some() {
            return None;
        }
        let alike = |source: &Source| self.input(source) == Input::Array(below.dtype);
        let count = *below.layout.shape.last()?;
        let short = Short::of(
            name_of(below.row, below.call)?,
            &fold.name,
            None,
            below.dtype,
            count,
        )?;
        (below.inputs.len() == 2 && below.inputs.iter().all(alike)).then_some(Folded {
            below: below.call,
            fold: call,
            short,
        })
    }

    /// A ufunc behind such a fold, where there is a loop for all three.
    fn behind_short(&self, call: &Call, inputs: &[Source]) -> Option<Folded<'a>> {
        let What::Ufunc(behind) = &call.what else {
            return None;
        };
        let below = self.alone_below(inputs)?;
        let folded = below.folded?;
        let What::Fold(fold) = &folded.fold.what else {
            return None;
        };
        if !Held::same(below.call, folded.fold) {
            return None;
        }
        let count = *folded.below.like.shape.last()?;
        let step = name_of(below.row, folded.below)?;
        let short = Short::of(step, &fold.name, Some(behind.name), below.dtype, count)?;
        Some(Folded { short, ..folded })
    }

    fn push_step(
        &mut self,
        call: &'a Held,
        row: Option<&'static Ufunc>,
        inputs: SmallVec<[Source; 3]>,
        right: Right,
        (dtype, layout): (DType, Layout),
    ) -> Option<Source> {
        if layout.shape != call.like.shape || layout.ndim() > right.0 {
            return None;
        }
        let number = self.steps.len();
        for input in &inputs {
            if let Source::Step(read) = input {
                self.steps[*read].read_last = number;
            }
        }
        self.steps.push(Step {
            call,
            row,
            folded: None,
            inputs,
            dtype,
            layout,
            right,
            read_last: number,
        });
        Some(Source::Step(number))
    }

    fn layout(&self, source: &Source) -> &Layout {
        match source {
            Source::Array(number) => &self.arrays[*number].0.layout,
            Source::Step(number) => &self.steps[*number].layout,
            Source::Number(_) => &ONE_ELEMENT,
        }
    }

    fn input(&self, source: &Source) -> Input {
        match source {
            Source::Array(number) => Input::Array(self.arrays[*number].0.dtype),
            Source::Step(number) => Input::Array(self.steps[*number].dtype),
            Source::Number(number) => number.input(),
        }
    }

    /// What a call will give, if its loops run in C order: then they do so in every piece.
    fn result_of(&self, call: &Call, inputs: &[Source]) -> Option<(DType, Layout)> {
        match (&call.what, inputs) {
            (What::Ufunc(row), _) => self.result_of_row(row, inputs),
            (What::Where, [_, x, y]) => {
                let dtype = promote::result_type(&[self.input(x), self.input(y)]).ok()?;
                let shapes: SmallVec<[&[i64]; 3]> = inputs
                    .iter()
                    .map(|source| self.layout(source).shape.as_slice())
                    .collect();
                let shape = broadcast_shape(&shapes).ok()?;
                let layouts: SmallVec<[Layout; 3]> = inputs
                    .iter()
                    .map(|source| self.layout(source).stretched_to(&shape))
                    .collect();
                let order = loop_order(&layouts.iter().collect::<SmallVec<[&Layout; 3]>>());
                is_c_order(&order, &shape).then(|| {
                    let layout = Layout::packed_in_order(&shape, dtype.itemsize(), &order);
                    (dtype, layout)
                })
            }
            (What::Fold(fold), [operand]) => {
                let layout = self.layout(operand);
                let Input::Array(dtype) = self.input(operand) else {
                    return None;
                };
                let order = loop_order(&[layout]);
                is_c_order(&order, &layout.shape)
                    .then(|| reduce::result_of(&fold.name, dtype, layout, fold.options()).ok())?
            }
            _ => None,
        }
    }

    /// As [`Outline::result_of`], of a ufunc.
    fn result_of_row(&self, row: &'static Ufunc, inputs: &[Source]) -> Option<(DType, Layout)> {
        if row.outputs() != 1 {
            return None;
        }
        let given: SmallVec<[Given<'_>; 3]> = inputs
            .iter()
            .map(|source| Given {
                input: self.input(source),
                layout: self.layout(source),
                buffer: None,
            })
            .collect();
        let plan = prepare(row, &given, &Wanted::default()).ok()?.plan(0);
        is_c_order(&plan.order, &plan.shape).then_some((plan.output.dtype, plan.output.layout))
    }

    /// Every array with its dtype and where its axes stand.
    fn all(&self) -> impl Iterator<Item = (DType, &Layout, Right)> {
        let arrays = self.arrays.iter();
        let arrays = arrays.map(|(array, right)| (array.dtype, &*array.layout, *right));
        let steps = self.steps.iter();
        arrays.chain(steps.map(|step| (step.dtype, &step.layout, step.right)))
    }

    /// Bytes of the largest array, of those of its axes that stand at a place or right of it.
    fn largest_from(&self, place: usize) -> u128 {
        let bytes = self.all().map(|(dtype, layout, right)| {
            let ndim = layout.ndim();
            let lengths = layout.shape.iter().enumerate();
            lengths
                .filter(|&(axis, _)| right.place(axis, ndim) >= place)
                .fold(dtype.itemsize() as u128, |bytes, (_, &length)| {
                    bytes.saturating_mul(u128::from(length.unsigned_abs()))
                })
        });
        bytes.max().unwrap_or(0)
    }

    /// Bytes of all that lies between the calls, or would lie there where a fold is made in one loop with the call below it.
    fn between(&self) -> u128 {
        let bytes = |size: i64, dtype: DType| {
            u128::from(size.unsigned_abs()).saturating_mul(dtype.itemsize() as u128)
        };
        let steps = self.steps.iter().rev().skip(1);
        let steps = steps.map(|step| bytes(step.layout.size(), step.dtype));
        let folded = self.steps.iter().filter_map(|step| {
            let below = step.folded?.below;
            Some(bytes(below.like.size(), step.dtype))
        });
        steps.chain(folded).fold(0, u128::saturating_add)
    }

    /// Where to cut; nothing where all fits without, or nothing can be cut.
    fn cut(&self) -> Option<Cut> {
        let result = &self.steps.last()?.layout;
        let least = self.all().map(|(_, layout, _)| layout.size()).min()?;
        if least == 0 || self.largest_from(0) <= PIECE || self.between() <= LITTLE {
            return None;
        }
        let end = self.end.unwrap_or(result.ndim()).min(result.ndim());
        let mut axes = (0..end).filter(|&axis| result.shape[axis] > 1);
        let mut last = None;
        let small = axes.find_map(|axis| {
            let below = self.largest_from(axis + 1);
            last = Some(axis);
            let length = i64::try_from(PIECE.checked_div(below)?).ok()?;
            (length > 0).then_some(Cut { axis, length })
        });
        small.or_else(|| last.map(|axis| Cut { axis, length: 1 }))
    }

    /// The result, where all calls are one loop over arrays: nothing lies between them that would have to stay in the cache, and
    /// what is found out for a piece is found out once.
    fn at_once(&self) -> Option<Array> {
        let ([only], [(a, _), (b, _)]) = (self.steps.as_slice(), self.arrays.as_slice()) else {
            return None;
        };
        let short = only.folded?.short;
        match *only.inputs.as_slice() {
            [Source::Array(0), Source::Array(1)] => short.made(a, b),
            _ => None,
        }
    }

    /// A call that gives the same for every piece.
    fn same_for_all(&self, cut: Cut) -> Option<&'a Held> {
        let same = self.steps.iter().rev().find(|step| {
            let ndim = step.layout.ndim();
            let mut lengths = step.layout.shape.iter().enumerate();
            lengths.all(|(axis, &length)| length == 1 || step.right.place(axis, ndim) > cut.axis)
        });
        same.map(|step| step.call)
    }

    fn run(self, cut: Cut) -> Option<Array> {
        let root = self.steps.last()?;
        let shape = root.layout.shape.clone();
        let result = Array::unwritten_over(root.layout.clone(), root.dtype).ok()?;
        let mut arrays: Vec<Array> = self
            .arrays
            .iter()
            .map(|(array, _)| array.over(array.layout.clone()))
            .collect();
        let mut out = result.over(result.layout.clone());
        let mut made: Vec<Option<Array>> = self.steps.iter().map(|_| None).collect();
        let mut index = Dims::from_elem(0, cut.axis);
        loop {
            let mut start = 0;
            while start < shape[cut.axis] {
                let length = cut.length.min(shape[cut.axis] - start);
                for (piece, (array, right)) in arrays.iter_mut().zip(&self.arrays) {
                    narrow(
                        &mut piece.layout,
                        &array.layout,
                        *right,
                        &index,
                        (start, length),
                    );
                }
                let right = root.right;
                narrow(
                    &mut out.layout,
                    &result.layout,
                    right,
                    &index,
                    (start, length),
                );
                self.piece(&arrays, &mut made, &out)?;
                start += length;
            }
            if !turn(&mut index, &shape) {
                return Some(result);
            }
        }
    }

    /// All calls on the pieces of arrays, the last into its place.
    fn piece(&self, arrays: &[Array], made: &mut [Option<Array>], out: &Array) -> Option<()> {
        let last = self.steps.len().checked_sub(1)?;
        for (number, step) in self.steps.iter().enumerate() {
            let mut operands: SmallVec<[Operand<'_>; 3]> = SmallVec::new();
            for input in &step.inputs {
                operands.push(match *input {
                    Source::Array(number) => Operand::Array(arrays.get(number)?),
                    Source::Step(number) => Operand::Array(made.get(number)?.as_ref()?),
                    Source::Number(value) => value,
                });
            }
            let result = if number == last {
                step.made_into(&operands, out).ok().map(|()| None)?
            } else {
                Some(step.made(&operands).ok()?)
            };
            drop(operands);
            made[number] = result;
            for input in &step.inputs {
                if let Source::Step(read) = *input
                    && self.steps[read].read_last == number
                {
                    made[read] = None;
                }
            }
        }
        Some(())
    }
}

/// What is computed for each element: a row for two calls, or a call's own ufunc.
fn name_of(row: Option<&'static Ufunc>, call: &Call) -> Option<&'static str> {
    match (row, &call.what) {
        (Some(row), _) => Some(row.name),
        (None, What::Ufunc(row)) => Some(row.name),
        _ => None,
    }
}
