//! Replays a plan touch by touch, with random access: which bytes are read, what is written where, in the order of `run`.
//! Values come out of the same kernels as in `run`, fed one element at a time.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::short::SmallVec;

use super::block::Block;
use super::contract::sum_of;
#[cfg(feature = "random")]
use super::draw;
use super::folder::{Folder, Input};
use super::item::Item;
use super::known::Known;
use super::touch::{Bytes, Read, Touch, read_at, read_of, write_of};
use super::{
    accumulate, at, buffer_of, choose, compress, gather, lines, nonzero, refuse, sequence,
};
use crate::buffer::{Buffer, BufferId, Kept};
use crate::dtype::DType;
use crate::error::Result;
use crate::kernel::{Flags, Inner};
use crate::layout::walk::indices_of;
use crate::layout::{Layout, size_of_shape};
#[cfg(feature = "random")]
use crate::plan::Draw;
#[cfg(feature = "random")]
use crate::plan::draw::Drawn;
use crate::plan::lines::Turn;
use crate::plan::{
    Accumulate, At, Contract, Elementwise, Lines, Move, Operand, Parts, Plan, Reduce,
    index_in_order,
};
#[cfg(feature = "kept")]
use crate::record::Record;
use crate::scalar::Scalar;

/// A plan that can be looked at touch by touch.
#[derive(Clone, Debug)]
pub struct Replay {
    plan: Plan,
    /// The bytes of each operand.
    sources: Vec<Bytes>,
    /// The turns of the line looked at last, by its number.
    line: RefCell<Option<(i64, Rc<Vec<Turn>>)>>,
    /// The last step of an accumulation that was looked at, by its number, and its value.
    step: RefCell<Option<(i64, Scalar)>>,
    /// What stood in the results of a fold.
    known: Known,
    /// The elements of a sequence.
    filled: OnceCell<Block>,
    /// How many elements of a mask come before which one, and how many of them are true: as far as was counted last.
    counted: Cell<(i64, i64)>,
    /// What a draw writes.
    #[cfg(feature = "random")]
    drawn: OnceCell<Vec<Drawn>>,
    /// How this kind of plan is walked, and how far: only what is asked for by name is in the program.
    walk: fn(&Replay, i64) -> Option<Touch>,
    count: fn(&Replay) -> i64,
}

impl Replay {
    /// Prepares to replay over the bytes as they are now, whatever is written to them later. So a plan that writes over one
    /// of its operands must be prepared before it runs; or recorded by a `record::Keeper` and replayed with
    /// `Replay::recorded`.
    ///
    /// # Errors
    /// When a buffer that the plan reads is missing, or a loop is not in the table.
    pub fn new(plan: &Plan, buffers: &[Buffer]) -> Result<Self> {
        Self::over(plan, |id| Ok(buffer_of(Some(id), buffers)?.kept()))
    }

    /// The plan of an event, replayed over the bytes that it read when it ran. Nothing where the event has no plan.
    ///
    /// # Errors
    /// As [`Replay::new`], for a record that no [`Keeper`](crate::record::Keeper) made.
    #[cfg(feature = "kept")]
    pub fn recorded(record: &Record, nth: usize) -> Option<Result<Self>> {
        let plan = record.events.get(nth)?.plan()?;
        let kept = record.kept(nth);
        Some(Self::over(plan, |id| {
            let found = kept.iter().find(|one| one.id() == id);
            found.cloned().ok_or_else(super::missing)
        }))
    }

    fn over(plan: &Plan, bytes: impl Fn(BufferId) -> Result<Kept>) -> Result<Self> {
        let walk: fn(&Replay, i64) -> Option<Touch> = match plan {
            Plan::Elementwise(_) => Self::walk_elementwise,
            Plan::Reduce(_) => |replay, nth| match &replay.plan {
                Plan::Reduce(plan) => replay.reduce(plan, nth),
                _ => None,
            },
            Plan::Accumulate(_) => |replay, nth| match &replay.plan {
                Plan::Accumulate(plan) => replay.accumulated(plan, nth),
                _ => None,
            },
            Plan::At(_) => |replay, nth| match &replay.plan {
                Plan::At(plan) => replay.computed_at(plan, nth),
                _ => None,
            },
            Plan::Move(_) => |replay, nth| match &replay.plan {
                Plan::Move(plan) => replay.moved(plan, nth),
                _ => None,
            },
            Plan::Lines(_) => |replay, nth| match &replay.plan {
                Plan::Lines(plan) => replay.lines(plan, nth),
                _ => None,
            },
            Plan::Contract(_) => |replay, nth| match &replay.plan {
                Plan::Contract(plan) => replay.contracted(plan, nth),
                _ => None,
            },
            Plan::Gather(_) => |replay, nth| match &replay.plan {
                Plan::Gather(plan) => gather::touch(plan, &replay.sources, nth),
                _ => None,
            },
            Plan::Compress(_) => |replay, nth| match &replay.plan {
                Plan::Compress(plan) => {
                    compress::touch(plan, &replay.sources, nth, &replay.counted)
                }
                _ => None,
            },
            Plan::Choose(_) => |replay, nth| match &replay.plan {
                Plan::Choose(plan) => choose::touch(plan, &replay.sources, nth),
                _ => None,
            },
            Plan::Nonzero(_) => |replay, nth| match &replay.plan {
                Plan::Nonzero(plan) => nonzero::touch(plan, replay.sources.first()?, nth),
                _ => None,
            },
            Plan::Sequence(_) => |replay, nth| match &replay.plan {
                Plan::Sequence(plan) => {
                    let filled = replay.filled.get_or_init(|| sequence::filled(plan));
                    sequence::touch(plan, filled, nth)
                }
                _ => None,
            },
            #[cfg(feature = "random")]
            Plan::Draw(_) => |replay, nth| match &replay.plan {
                Plan::Draw(plan) => draw::touch(plan, &replay.sources, replay.drawn(plan), nth),
                _ => None,
            },
        };
        let sources = Self::sources(plan.parts(), bytes)?;
        Ok(Self::prepared(plan.clone(), sources, walk, Self::count))
    }

    /// [`Replay::new`] for a plan whose kind is known. A program that replays no other kind holds no other.
    ///
    /// # Errors
    /// As [`Replay::new`].
    pub fn of_elementwise(plan: &Elementwise, buffers: &[Buffer]) -> Result<Self> {
        let sources = Self::sources(plan, |id| Ok(buffer_of(Some(id), buffers)?.kept()))?;
        let plan = Plan::Elementwise(plan.clone());
        let count = |replay: &Replay| match &replay.plan {
            Plan::Elementwise(plan) => size_of_shape(&plan.shape),
            _ => 0,
        };
        Ok(Self::prepared(plan, sources, Self::walk_elementwise, count))
    }

    fn walk_elementwise(&self, nth: i64) -> Option<Touch> {
        match &self.plan {
            Plan::Elementwise(plan) => self.elementwise(plan, nth),
            _ => None,
        }
    }

    fn sources<P: Parts + ?Sized>(
        plan: &P,
        bytes: impl Fn(BufferId) -> Result<Kept>,
    ) -> Result<Vec<Bytes>> {
        let source = |operand: &Operand| match operand.buffer {
            None if operand.constant.is_some() => Ok(Bytes::Absent),
            // Values from outside are found where they went.
            None => bytes(plan.output().buffer).map(Bytes::Kept),
            Some(id) => bytes(id).map(Bytes::Kept),
        };
        plan.operands().into_iter().map(source).collect()
    }

    fn prepared(
        plan: Plan,
        sources: Vec<Bytes>,
        walk: fn(&Replay, i64) -> Option<Touch>,
        count: fn(&Replay) -> i64,
    ) -> Self {
        Self {
            plan,
            sources,
            line: RefCell::new(None),
            step: RefCell::new(None),
            known: Known::default(),
            filled: OnceCell::new(),
            counted: Cell::new((0, 0)),
            #[cfg(feature = "random")]
            drawn: OnceCell::new(),
            walk,
            count,
        }
    }

    /// The plan replayed.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Number of touches.
    pub fn len(&self) -> i64 {
        (self.count)(self)
    }

    fn count(&self) -> i64 {
        match &self.plan {
            Plan::Elementwise(plan) => size_of_shape(&plan.shape),
            Plan::Reduce(plan) => starts(plan).saturating_add(size_of_shape(&plan.shape)),
            Plan::Accumulate(plan) => size_of_shape(&plan.shape),
            Plan::At(plan) => i64::try_from(plan.places.len()).unwrap_or(i64::MAX),
            Plan::Move(plan) => size_of_shape(&plan.shape),
            Plan::Lines(plan) => size_of_shape(&plan.shape).saturating_mul(plan.turns),
            // A sum of nothing is written all the same.
            Plan::Contract(plan) if size_of_shape(plan.summed_shape()) == 0 => {
                size_of_shape(plan.kept_shape())
            }
            Plan::Contract(plan) => size_of_shape(&plan.shape),
            Plan::Gather(plan) => size_of_shape(&plan.shape),
            Plan::Compress(plan) => size_of_shape(plan.shape()),
            Plan::Choose(plan) => size_of_shape(&plan.shape),
            Plan::Nonzero(plan) => nonzero::touches(plan),
            Plan::Sequence(plan) => plan.output.layout.size(),
            #[cfg(feature = "random")]
            Plan::Draw(plan) => i64::try_from(self.drawn(plan).len()).unwrap_or(i64::MAX),
        }
    }

    /// Whether nothing is touched at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The touch of this number, counted from 0; `None` beyond the last.
    pub fn touch(&self, nth: i64) -> Option<Touch> {
        if !(0..self.len()).contains(&nth) {
            return None;
        }
        (self.walk)(self, nth)
    }

    /// All touches, in the order of `run`.
    pub fn touches(&self) -> impl Iterator<Item = Touch> + '_ {
        (0..self.len()).filter_map(|nth| self.touch(nth))
    }

    /// All that a draw writes. A draw that refuses writes nothing.
    #[cfg(feature = "random")]
    fn drawn(&self, plan: &Draw) -> &[Drawn] {
        let drawn = || draw::drawn(plan, &self.sources).unwrap_or_default();
        self.drawn.get_or_init(drawn)
    }

    /// How many words the generator has made until the touch of this number, which tells how many values it has thrown away;
    /// nothing for plans that draw nothing.
    #[cfg(feature = "random")]
    pub fn words(&self, nth: i64) -> Option<u64> {
        match &self.plan {
            Plan::Draw(plan) => {
                let one = self.drawn(plan).get(usize::try_from(nth).ok()?);
                one.map(|one| one.words)
            }
            _ => None,
        }
    }

    /// The turns of a line; the line looked at last is remembered, since touches are mostly asked for in order.
    fn turns(&self, plan: &Lines, line: i64) -> Option<Rc<Vec<Turn>>> {
        if let Some((known, turns)) = &*self.line.borrow()
            && *known == line
        {
            return Some(turns.clone());
        }
        let turns = Rc::new(lines::turns_of(plan, &self.sources, line).ok()?);
        *self.line.borrow_mut() = Some((line, turns.clone()));
        Some(turns)
    }

    fn lines(&self, plan: &Lines, nth: i64) -> Option<Touch> {
        let (line, number) = (nth / plan.turns, nth % plan.turns);
        let turns = self.turns(plan, line)?;
        let turn = turns.get(usize::try_from(number).ok()?)?;
        let mut index = indices_of(&plan.shape, line)?;
        let of_line = |layout: &Layout, place: usize| {
            let own = layout.shape.get(plan.shape.len()..).unwrap_or(&[]);
            let mut whole = index.clone();
            whole.extend(indices_of(own, i64::try_from(place).ok()?)?);
            Some(layout.byte_at(&whole))
        };
        let mut reads = SmallVec::new();
        for &(number, place) in &turn.reads {
            let operand = plan.operands.get(number)?;
            let byte = of_line(&operand.broadcast, place)?;
            reads.push(read_at(operand, number, &self.sources, byte)?);
        }
        let value = Item::from_bytes(plan.output.dtype, &turn.value)?;
        let write = write_of(&plan.output, of_line(&plan.written, turn.place)?, value);
        index.push(number);
        Some(Touch {
            index,
            reads,
            write: Some(write),
            lanes: plan.inner.lanes(),
        })
    }

    fn reduce(&self, plan: &Reduce, nth: i64) -> Option<Touch> {
        let starts = starts(plan);
        if nth < starts {
            let index = indices_of(&plan.output.layout.shape, nth)?;
            let byte = plan.output.layout.byte_at(&index);
            let value = plan.initial?.cast(plan.output.dtype);
            return Some(Touch {
                reads: SmallVec::new(),
                write: Some(write_of(&plan.output, byte, value)),
                lanes: 1,
                index,
            });
        }
        let nth = nth - starts;
        let index = index_in_order(&plan.shape, &plan.order, nth);
        let mut reads = SmallVec::new();
        for (number, operand) in std::iter::once(&plan.operand)
            .chain(plan.mask())
            .enumerate()
        {
            let byte = operand.broadcast.byte_at(&index);
            reads.push(read_at(operand, number, &self.sources, byte)?);
        }
        let folder = Folder::new(plan).ok()?;
        let mut written = None;
        let mask = self.sources.get(1).unwrap_or(&Bytes::Absent);
        self.sources.first()?.with(|bytes| {
            mask.with(|mask| {
                let mask = plan.mask().is_some().then_some(mask);
                written = folder.written_at(Input { bytes, mask }, nth, &self.known);
            });
        });
        Some(Touch {
            write: written.map(|value| {
                let byte = plan.stretched.byte_at(&index);
                write_of(&plan.output, byte, value.cast(plan.output.dtype))
            }),
            reads,
            lanes: plan.kernel.lanes(),
            index,
        })
    }

    fn accumulated(&self, plan: &Accumulate, nth: i64) -> Option<Touch> {
        let index = accumulate::index_of(plan, nth)?;
        let byte = plan.operand.broadcast.byte_at(&index);
        let source = self.sources.first()?;
        let value = source.scalar(byte, plan.operand.dtype)?;
        // Steps are mostly asked for in order: each goes on from the one before it in its line.
        let before = self.step.borrow().filter(|(number, _)| number + 1 == nth);
        let before = before.filter(|_| index[plan.axis] > 0);
        let folded = match before {
            Some((_, before)) => accumulate::step(plan, before, value),
            None => {
                let mut folded = None;
                source.with(|bytes| folded = accumulate::value_at(plan, bytes, &index));
                folded
            }
        };
        *self.step.borrow_mut() = folded.map(|value| (nth, value));
        Some(Touch {
            reads: crate::short::short![read_of(&plan.operand, 0, byte, value)],
            write: Some(write_of(
                &plan.output,
                plan.output.layout.byte_at(&index),
                folded?.cast(plan.output.dtype),
            )),
            lanes: plan.kernel.lanes(),
            index,
        })
    }

    /// The element's value before this touch is found by repeating the earlier touches of the same place.
    fn computed_at(&self, plan: &At, nth: i64) -> Option<Touch> {
        let number = usize::try_from(nth).ok()?;
        let place = *plan.places.get(number)?;
        let kernel = plan.entry.plain.inner;
        let second = |nth: i64| {
            let operand = plan.operands.get(1)?;
            let byte = operand.broadcast.nth_byte(nth)?;
            let value = self.sources.get(1)?.scalar(byte, operand.dtype)?;
            Some(read_of(operand, 1, byte, value))
        };
        let step = |value: Scalar, nth: i64| {
            let other = second(nth).and_then(|read| read.value.number());
            at::step(plan, kernel, value, other, false).map(|(value, _)| value)
        };
        let first = plan.operands.first()?;
        let mut value = self.sources.first()?.scalar(place, first.dtype)?;
        for (earlier, &other) in std::iter::zip(0.., plan.places.get(..number)?) {
            if other == place {
                value = step(value, earlier)?;
            }
        }
        let reads = std::iter::once(read_of(first, 0, place, value)).chain(second(nth));
        Some(Touch {
            index: indices_of(&plan.shape, nth)?,
            reads: reads.collect(),
            write: Some(write_of(
                &plan.output,
                place,
                Item::from(step(value, nth)?).cast(plan.output.dtype),
            )),
            lanes: 1,
        })
    }

    fn moved(&self, plan: &Move, nth: i64) -> Option<Touch> {
        let index = index_in_order(&plan.shape, &plan.order, nth);
        let (operand, output) = (&plan.operand, &plan.output);
        let byte = operand.broadcast.byte_at(&index);
        let mut read = read_at(operand, 0, &self.sources, byte)?;
        read.cast = (operand.dtype != output.dtype).then(|| read.value.cast(output.dtype));
        let byte = output.layout.byte_at(&index);
        let write = write_of(output, byte, read.seen().clone());
        Some(Touch {
            reads: crate::short::short![read],
            write: Some(write),
            lanes: plan.kernel.lanes(),
            index,
        })
    }

    fn contracted(&self, plan: &Contract, nth: i64) -> Option<Touch> {
        if size_of_shape(plan.summed_shape()) == 0 {
            let index = indices_of(plan.kept_shape(), nth)?;
            let byte = plan.output.layout.byte_at(&index);
            let value = Scalar::Bool(false).cast(plan.output.dtype);
            return Some(Touch {
                reads: SmallVec::new(),
                write: Some(write_of(&plan.output, byte, value)),
                lanes: plan.tiles.lanes(),
                index,
            });
        }
        let index = indices_of(&plan.shape, nth)?;
        let reads_at = |index: &[i64]| -> Option<SmallVec<[Read; 2]>> {
            let read = |(number, operand): (usize, &Operand)| {
                read_at(
                    operand,
                    number,
                    &self.sources,
                    operand.broadcast.byte_at(index),
                )
            };
            plan.operands.iter().enumerate().map(read).collect()
        };
        let (kept, summed) = index.split_at_checked(plan.kept)?;
        // A sum stays in a register until its last product.
        let last = std::iter::zip(summed, plan.summed_shape()).all(|(&i, &length)| i + 1 == length);
        let write = last.then(|| {
            let seen = |index: &[i64]| {
                let reads = reads_at(index)?;
                reads.iter().map(|read| read.seen().number()).collect()
            };
            let byte = plan.output.layout.byte_at(kept);
            Some(write_of(&plan.output, byte, sum_of(plan, kept, seen)?))
        });
        Some(Touch {
            reads: reads_at(&index)?,
            write: write.flatten(),
            lanes: plan.tiles.lanes(),
            index,
        })
    }

    fn elementwise(&self, plan: &Elementwise, nth: i64) -> Option<Touch> {
        let index = index_in_order(&plan.shape, &plan.order, nth);
        let mut reads: SmallVec<[Read; 2]> = SmallVec::new();
        for (number, operand) in plan.operands.iter().enumerate() {
            let byte = operand.broadcast.byte_at(&index);
            reads.push(read_at(operand, number, &self.sources, byte)?);
        }
        let output = &plan.output;
        let inputs =
            plan.operands.len() - usize::from(plan.is_masked() && !plan.operands.is_empty());
        let asked = reads[inputs..]
            .iter()
            .all(|mask: &Read| mask.value.number() == Some(Scalar::Bool(true)));
        let seen: Option<SmallVec<[Scalar; 2]>> = reads[..inputs]
            .iter()
            .map(|read: &Read| read.seen().number())
            .collect();
        let seen = seen?;
        let (result, kernel) = plan.entry.plain.part(plan.part)?;
        let value = match by_lanes(plan, &seen, result) {
            Some(value) => value,
            None => apply_one(kernel, &seen, result)?,
        };
        let write = if asked {
            let value = Item::from(value).cast(output.dtype);
            Some(write_of(output, output.layout.byte_at(&index), value))
        } else {
            None
        };
        Some(Touch {
            reads,
            write,
            lanes: plan.kernel.lanes(),
            index,
        })
    }
}

/// One element through the loop over lanes, where the plan takes one: functions that no instruction computes may differ in
/// the last place from the loop of single elements.
fn by_lanes(plan: &Elementwise, inputs: &[Scalar], result: DType) -> Option<Scalar> {
    #[cfg(feature = "lanes")]
    if plan.kernel != crate::plan::Kernel::Scalar {
        let elements: SmallVec<[_; 3]> = inputs.iter().map(|input| input.to_bytes()).collect();
        let sources: SmallVec<[crate::kernel::Source<'_>; 3]> = elements
            .iter()
            .map(|bytes| crate::kernel::Source::Stream(bytes))
            .collect();
        let mut output = Block::default();
        let target = output.bytes_mut(result.itemsize());
        (plan.entry.lanes?.part(plan.part)?)(&sources, target);
        return Scalar::from_bytes(result, target);
    }
    let _ = (plan, inputs, result);
    None
}

/// How many results a reduction writes before it folds: all of them, where steps start from an initial value that stands in
/// the result, or where there is nothing to fold.
fn starts(plan: &Reduce) -> i64 {
    let stands = plan.run_loops == 0 || size_of_shape(&plan.shape) == 0;
    if plan.initial.is_some() && stands {
        plan.output.layout.size()
    } else {
        0
    }
}

/// One element through a kernel; `None` where the kernel refuses.
pub(super) fn apply_one(inner: Inner, inputs: &[Scalar], result: DType) -> Option<Scalar> {
    let (value, flags) = apply_flagged(inner, inputs, result)?;
    refuse(flags).ok()?;
    Some(value)
}

/// One element through a kernel, and what the kernel told.
pub(super) fn apply_flagged(
    inner: Inner,
    inputs: &[Scalar],
    result: DType,
) -> Option<(Scalar, Flags)> {
    let mut blocks: SmallVec<[Block; 3]> = SmallVec::new();
    for input in inputs {
        let mut block = Block::default();
        let bytes = input.to_bytes();
        block.bytes_mut(bytes.len()).copy_from_slice(&bytes);
        blocks.push(block);
    }
    let slices: SmallVec<[&[u8]; 3]> = std::iter::zip(&blocks, inputs)
        .map(|(block, input)| block.bytes(input.dtype().itemsize()))
        .collect();
    let mut output = Block::default();
    let target = output.bytes_mut(result.itemsize());
    let flags = inner.apply(inputs.first()?.dtype(), &slices, target);
    Some((Scalar::from_bytes(result, target)?, flags))
}
