//! Replays a plan touch by touch, with random access: which bytes are read, what is written where, in the order of `run`.
//! Values come out of the same kernels as in `run`, fed one element at a time.

use std::cell::RefCell;
use std::rc::Rc;

use smallvec::SmallVec;

use super::block::Block;
use super::contract::sum_of;
use super::folder::{Folder, Input};
use super::touch::{Bytes, Read, Touch, Write, read_of, scalar_of};
use super::{accumulate, at, buffer_of, choose, gather, lines, loop_of, nonzero, refuse};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::Result;
use crate::kernel::{Flags, Inner};
use crate::layout::walk::indices_of;
use crate::layout::{Layout, size_of_shape};
use crate::plan::Kernel;
use crate::plan::lines::Turn;
use crate::plan::{
    Accumulate, At, Contract, Elementwise, Lines, Move, Operand, Plan, Reduce, index_in_order,
};
use crate::scalar::Scalar;

/// A plan that can be looked at touch by touch.
#[derive(Clone, Debug)]
pub struct Replay {
    plan: Plan,
    /// The bytes of each operand; a copy where the plan overwrites them.
    sources: Vec<Bytes>,
    /// The turns of the line looked at last, by its number.
    line: RefCell<Option<(i64, Rc<Vec<Turn>>)>>,
    /// How this kind of plan is walked: only what is asked for by name is in the program.
    walk: fn(&Replay, i64) -> Option<Touch>,
}

impl Replay {
    /// Prepares to replay. A plan that writes over one of its operands must be prepared before it runs: the operand's
    /// bytes are copied then.
    ///
    /// # Errors
    /// When a buffer that the plan reads is missing, or a loop is not in the table.
    pub fn new(plan: &Plan, buffers: &[Buffer]) -> Result<Self> {
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
            Plan::Choose(_) => |replay, nth| match &replay.plan {
                Plan::Choose(plan) => choose::touch(plan, &replay.sources, nth),
                _ => None,
            },
            Plan::Nonzero(_) => |replay, nth| match &replay.plan {
                Plan::Nonzero(plan) => nonzero::touch(plan, replay.sources.first()?, nth),
                _ => None,
            },
        };
        Self::prepared(plan.clone(), buffers, walk)
    }

    /// [`Replay::new`] for a plan whose kind is known. A program that replays no other kind holds no other.
    ///
    /// # Errors
    /// As [`Replay::new`].
    pub fn of_elementwise(plan: &Elementwise, buffers: &[Buffer]) -> Result<Self> {
        let plan = Plan::Elementwise(plan.clone());
        Self::prepared(plan, buffers, Self::walk_elementwise)
    }

    fn walk_elementwise(&self, nth: i64) -> Option<Touch> {
        match &self.plan {
            Plan::Elementwise(plan) => self.elementwise(plan, nth),
            _ => None,
        }
    }

    fn prepared(
        plan: Plan,
        buffers: &[Buffer],
        walk: fn(&Replay, i64) -> Option<Touch>,
    ) -> Result<Self> {
        let (operands, output): (Vec<&Operand>, _) = match &plan {
            Plan::Elementwise(plan) => (plan.operands.iter().collect(), &plan.output),
            Plan::Reduce(plan) => (
                std::iter::once(&plan.operand).chain(&plan.mask).collect(),
                &plan.output,
            ),
            Plan::Accumulate(plan) => (vec![&plan.operand], &plan.output),
            Plan::At(plan) => (plan.operands.iter().collect(), &plan.output),
            Plan::Move(plan) => (vec![&plan.operand], &plan.output),
            Plan::Lines(plan) => (plan.operands.iter().collect(), &plan.output),
            Plan::Contract(plan) => (plan.operands.iter().collect(), &plan.output),
            Plan::Gather(plan) => {
                let positions = plan.pickers.iter().map(|picker| &picker.positions);
                (positions.chain([&plan.source]).collect(), &plan.output)
            }
            Plan::Choose(plan) => (plan.operands.iter().collect(), &plan.output),
            Plan::Nonzero(plan) => (vec![&plan.operand], &plan.output),
        };
        let sources = operands
            .into_iter()
            .map(|operand| match operand.buffer {
                None => Ok(Bytes::Absent),
                Some(id) => {
                    let buffer = buffer_of(Some(id), buffers)?;
                    Ok(if id == output.buffer {
                        Bytes::Kept(buffer.bytes().to_vec())
                    } else {
                        Bytes::Shared(buffer.clone())
                    })
                }
            })
            .collect::<Result<_>>()?;
        Ok(Self {
            plan,
            sources,
            line: RefCell::new(None),
            walk,
        })
    }

    /// The plan replayed.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Number of touches. A reduction of no elements has none: its initial values are there without one.
    pub fn len(&self) -> i64 {
        match &self.plan {
            Plan::Elementwise(plan) => size_of_shape(&plan.shape),
            Plan::Reduce(plan) => size_of_shape(&plan.shape),
            Plan::Accumulate(plan) => size_of_shape(&plan.shape),
            Plan::At(plan) => i64::try_from(plan.places.len()).unwrap_or(i64::MAX),
            Plan::Move(plan) => size_of_shape(&plan.shape),
            Plan::Lines(plan) => size_of_shape(&plan.shape).saturating_mul(plan.turns),
            Plan::Contract(plan) => size_of_shape(&plan.shape),
            Plan::Gather(plan) => size_of_shape(&plan.shape),
            Plan::Choose(plan) => size_of_shape(&plan.shape),
            Plan::Nonzero(plan) => nonzero::touches(plan),
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

    /// The bytes that the touch of this number writes; nothing where it writes none. Of a text or a record, which is no
    /// scalar, the touch tells from where it comes and to where it goes, and this tells what it is.
    #[cfg(feature = "records")]
    pub fn written_bytes(&self, nth: i64) -> Option<Vec<u8>> {
        let touch = self.touch(nth)?;
        let write = touch.write.as_ref()?;
        let read = touch.reads.last();
        // The bytes of the element read last, which is the one that moves.
        let moved = |operand: DType| -> Option<Vec<u8>> {
            let (read, mut found) = (read?, None);
            self.sources.get(read.operand)?.with(|bytes| {
                found = super::touch::element_of(bytes, read.byte, operand).map(<[u8]>::to_vec);
            });
            found
        };
        let number = write.value.to_bytes().to_vec();
        match &self.plan {
            Plan::Lines(plan) => {
                let turns = self.turns(plan, nth / plan.turns)?;
                let turn = turns.get(usize::try_from(nth % plan.turns).ok()?)?;
                Some(turn.value.to_vec())
            }
            Plan::Move(plan) => {
                let (from, to) = (plan.operand.dtype, plan.output.dtype);
                if from.is_number() && to.is_number() {
                    return Some(number);
                }
                let mut element = vec![0; to.itemsize()];
                match plan.operand.constant {
                    Some(value) => crate::cast::write_scalar(value, to, &mut element),
                    None => crate::records::cast::element(&moved(from)?, from, &mut element, to),
                }
                Some(element)
            }
            Plan::Gather(plan) if !plan.output.dtype.is_number() => moved(plan.output.dtype),
            Plan::Choose(plan) if !plan.output.dtype.is_number() => moved(plan.output.dtype),
            _ => Some(number),
        }
    }

    /// All touches, in the order of `run`.
    pub fn touches(&self) -> impl Iterator<Item = Touch> + '_ {
        (0..self.len()).filter_map(|nth| self.touch(nth))
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
            let value = self.sources.get(number)?.scalar(byte, operand.dtype)?;
            reads.push(read_of(operand, number, byte, value));
        }
        let output = &plan.output;
        let write = Write {
            buffer: output.buffer,
            byte: of_line(&plan.written, turn.place)?,
            nbytes: turn.value.len(),
            value: scalar_of(output.dtype, &turn.value)?,
        };
        index.push(number);
        Some(Touch {
            index,
            reads,
            write: Some(write),
            lanes: 1,
        })
    }

    fn reduce(&self, plan: &Reduce, nth: i64) -> Option<Touch> {
        let index = index_in_order(&plan.shape, &plan.order, nth);
        let mut reads = SmallVec::new();
        for (number, operand) in std::iter::once(&plan.operand).chain(&plan.mask).enumerate() {
            let byte = operand.broadcast.byte_at(&index);
            let value = self.sources.get(number)?.scalar(byte, operand.dtype)?;
            reads.push(read_of(operand, number, byte, value));
        }
        let folder = Folder::new(plan).ok()?;
        let mut written = None;
        let mask = self.sources.get(1).unwrap_or(&Bytes::Absent);
        self.sources.first()?.with(|bytes| {
            mask.with(|mask| {
                let mask = plan.mask.is_some().then_some(mask);
                written = folder.written_at(Input { bytes, mask }, nth);
            });
        });
        Some(Touch {
            write: written.map(|value| Write {
                buffer: plan.output.buffer,
                byte: plan.stretched.byte_at(&index),
                nbytes: plan.output.dtype.itemsize(),
                value: value.cast(plan.output.dtype),
            }),
            reads,
            lanes: lanes_of(plan.kernel),
            index,
        })
    }

    fn accumulated(&self, plan: &Accumulate, nth: i64) -> Option<Touch> {
        let index = accumulate::index_of(plan, nth)?;
        let byte = plan.operand.broadcast.byte_at(&index);
        let source = self.sources.first()?;
        let value = source.scalar(byte, plan.operand.dtype)?;
        let mut folded = None;
        source.with(|bytes| folded = accumulate::value_at(plan, bytes, &index));
        Some(Touch {
            reads: smallvec::smallvec![read_of(&plan.operand, 0, byte, value)],
            write: Some(Write {
                buffer: plan.output.buffer,
                byte: plan.output.layout.byte_at(&index),
                nbytes: plan.output.dtype.itemsize(),
                value: folded?.cast(plan.output.dtype),
            }),
            lanes: lanes_of(plan.kernel),
            index,
        })
    }

    /// The element's value before this touch is found by repeating the earlier touches of the same place.
    fn computed_at(&self, plan: &At, nth: i64) -> Option<Touch> {
        let number = usize::try_from(nth).ok()?;
        let place = *plan.places.get(number)?;
        let kernel = loop_of(plan.ufunc, &plan.signature).ok()?.inner;
        let second = |nth: i64| {
            let operand = plan.operands.get(1)?;
            let byte = operand.broadcast.nth_byte(nth)?;
            let value = self.sources.get(1)?.scalar(byte, operand.dtype)?;
            Some(read_of(operand, 1, byte, value))
        };
        let step = |value: Scalar, nth: i64| {
            let other = second(nth).map(|read| read.value);
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
            write: Some(Write {
                buffer: plan.output.buffer,
                byte: place,
                nbytes: plan.output.dtype.itemsize(),
                value: step(value, nth)?,
            }),
            lanes: 1,
        })
    }

    fn moved(&self, plan: &Move, nth: i64) -> Option<Touch> {
        let index = index_in_order(&plan.shape, &plan.order, nth);
        let (operand, output) = (&plan.operand, &plan.output);
        let byte = operand.broadcast.byte_at(&index);
        let value = match operand.constant {
            Some(value) => value,
            None => self.sources.first()?.scalar(byte, operand.dtype)?,
        };
        let cast = (operand.dtype != output.dtype).then(|| value.cast(output.dtype));
        Some(Touch {
            reads: smallvec::smallvec![Read {
                operand: 0,
                buffer: operand.buffer,
                byte,
                nbytes: operand.dtype.itemsize(),
                value,
                cast,
            }],
            write: Some(Write {
                buffer: output.buffer,
                byte: output.layout.byte_at(&index),
                nbytes: output.dtype.itemsize(),
                value: cast.unwrap_or(value),
            }),
            lanes: 1,
            index,
        })
    }

    fn contracted(&self, plan: &Contract, nth: i64) -> Option<Touch> {
        let index = indices_of(&plan.shape, nth)?;
        let reads_at = |index: &[i64]| -> Option<SmallVec<[Read; 2]>> {
            let sources = std::iter::zip(&plan.operands, &self.sources).enumerate();
            let read = |(number, (operand, source)): (usize, (&Operand, &Bytes))| {
                let byte = operand.broadcast.byte_at(index);
                let value = source.scalar(byte, operand.dtype)?;
                Some(Read {
                    operand: number,
                    buffer: operand.buffer,
                    byte,
                    nbytes: operand.dtype.itemsize(),
                    value,
                    cast: operand.cast.map(|dtype| value.cast(dtype)),
                })
            };
            sources.map(read).collect()
        };
        let (kept, summed) = index.split_at_checked(plan.kept)?;
        // A sum stays in a register until its last product.
        let last = std::iter::zip(summed, plan.summed_shape()).all(|(&i, &length)| i + 1 == length);
        let write = last.then(|| {
            let seen = |index: &[i64]| {
                let reads = reads_at(index)?;
                let of_read = |read: &Read| read.cast.unwrap_or(read.value);
                Some(reads.iter().map(of_read).collect())
            };
            Some(Write {
                buffer: plan.output.buffer,
                byte: plan.output.layout.byte_at(kept),
                nbytes: plan.output.dtype.itemsize(),
                value: sum_of(plan, kept, seen)?,
            })
        });
        Some(Touch {
            reads: reads_at(&index)?,
            write: write.flatten(),
            lanes: 1,
            index,
        })
    }

    fn elementwise(&self, plan: &Elementwise, nth: i64) -> Option<Touch> {
        let index = index_in_order(&plan.shape, &plan.order, nth);
        let mut reads: SmallVec<[Read; 2]> = SmallVec::new();
        for (number, operand) in plan.operands.iter().enumerate() {
            let byte = operand.broadcast.byte_at(&index);
            let value = match operand.constant {
                Some(value) => value,
                None => self.sources.get(number)?.scalar(byte, operand.dtype)?,
            };
            reads.push(Read {
                operand: number,
                buffer: operand.buffer,
                byte: operand.buffer.map_or(0, |_| byte),
                nbytes: operand.dtype.itemsize(),
                value,
                cast: operand.cast.map(|dtype| value.cast(dtype)),
            });
        }
        let output = &plan.output;
        let inputs = plan.operands.len() - usize::from(plan.masked && !plan.operands.is_empty());
        let asked = reads[inputs..]
            .iter()
            .all(|mask: &Read| mask.value == Scalar::Bool(true));
        let seen: SmallVec<[Scalar; 2]> = reads[..inputs]
            .iter()
            .map(|read: &Read| read.cast.unwrap_or(read.value))
            .collect();
        let (result, kernel) = plan.entry.plain.part(plan.part)?;
        let value = match by_lanes(plan, &seen, result) {
            Some(value) => value,
            None => apply_one(kernel, &seen, result)?,
        };
        let write = if asked {
            Some(Write {
                buffer: output.buffer,
                byte: output.layout.byte_at(&index),
                nbytes: output.dtype.itemsize(),
                value: value.cast(output.dtype),
            })
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
        (plan.entry.lanes?.block)(&sources, target);
        return Scalar::from_bytes(result, target);
    }
    let _ = (plan, inputs, result);
    None
}

/// Elements computed at once.
fn lanes_of(kernel: Kernel) -> u8 {
    match kernel {
        Kernel::Scalar => 1,
        Kernel::Simd128 { lanes } => lanes,
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
