//! Runs a reduction plan over lanes: which runs and rows there are, and what each result starts from.
//! Knows plans and bytes; how a run or a row is folded is the business of `kernel::lanes::fold`.

use super::block::{BLOCK, Block, Run, gather, scatter};
use super::folder::{Folder, Input};
use super::no_lanes;
use super::reduce::{fill, starts_a_result, walk};
use crate::error::{Error, Result};
use crate::kernel::lanes::fold::{FoldLoop, Results, Rows, Runs, Start, Strip, find};
use crate::plan::{LoopAxis, Reduce};

/// Fewer elements than this in a row are rather laid side by side with others than folded by themselves.
const WORTH_A_RUN: i64 = 32;

/// Folds every element of the plan's operand into the output.
pub(super) fn run(
    plan: &Reduce,
    folder: &Folder<'_>,
    input: Input<'_>,
    written: &mut [u8],
) -> Result<()> {
    if plan.shape.contains(&0) {
        fill(plan, written);
        return Ok(());
    }
    let initial = plan.initial.map(|value| value.cast(plan.accumulator));
    let initial = initial.map(crate::scalar::Scalar::to_bytes);
    let folding = Folding {
        plan,
        input: input.bytes,
        initial: initial.as_ref().map(|bytes| &bytes[..]),
    };
    let stored = find(plan.ufunc, plan.operand.dtype, plan.accumulator);
    let cast = || find(plan.ufunc, plan.accumulator, plan.accumulator).ok_or_else(no_lanes);
    let done = match (plan.run_loops, stored) {
        (0, stored) => folding.rows(stored, cast()?, written),
        (1, Some(stored)) => folding.runs(stored, 1, written),
        // Where any order will do, there is no need to lay runs side by side as NumPy does.
        (_, Some(stored)) if !stored.rounds && folding.innermost() >= WORTH_A_RUN => {
            folding.runs(stored, 1, written)
        }
        _ => folding.packed(cast()?, folder, written),
    };
    done.ok_or_else(|| Error::value("a plan reaches outside of its buffers"))
}

struct Folding<'a> {
    plan: &'a Reduce,
    input: &'a [u8],
    /// What results start from, in the accumulator's dtype.
    initial: Option<&'a [u8]>,
}

impl Folding<'_> {
    fn innermost(&self) -> i64 {
        self.plan.loops.last().map_or(1, |one| one.length)
    }

    /// What a result starts from at these indices of the loops outside.
    fn start(&self, outside: &[LoopAxis], indices: &[i64]) -> Start<'_> {
        if !starts_a_result(outside, indices) {
            return Start::Result;
        }
        self.initial.map_or(Start::First, Start::Value)
    }

    /// The innermost loop folds, and elements are read where they lie: as many runs at once as the loop outside of it has
    /// turns, if that one goes from result to result.
    fn runs(&self, fold: &FoldLoop, inside: usize, written: &mut [u8]) -> Option<()> {
        let (outside, inner) = self
            .plan
            .loops
            .split_at(self.plan.loops.len().checked_sub(inside)?);
        let inner = inner.first()?;
        let once = LoopAxis {
            length: 1,
            input_strides: crate::layout::Dims::from_elem(0, 1),
            output_stride: 0,
            axes: crate::layout::axes::Axes::new(),
        };
        let (outer, along) = match outside.split_last() {
            Some((along, outer)) if along.output_stride != 0 => (outer, along),
            _ => (outside, &once),
        };
        let mut visits = walk(self.plan, outer);
        while visits.advance() {
            let &[from, _, to] = visits.bytes() else {
                return None;
            };
            let runs = Runs {
                run: Strip {
                    bytes: self.input,
                    first: from,
                    step: inner.input_strides[0],
                    count: usize::try_from(inner.length).ok()?,
                },
                apart: along.input_strides[0],
                number: usize::try_from(along.length).ok()?,
                start: self.start(outer, visits.indices()),
            };
            let mut results = Results {
                bytes: written,
                first: to,
                step: along.output_stride,
            };
            (fold.runs)(&runs, &mut results);
        }
        Some(())
    }

    /// Runs laid side by side in a block first.
    fn packed(&self, fold: &FoldLoop, folder: &Folder<'_>, written: &mut [u8]) -> Option<()> {
        let (outside, _) = self.plan.split_loops();
        let size = self.plan.accumulator.itemsize();
        let mut block = Block::default();
        let mut visits = walk(self.plan, outside);
        while visits.advance() {
            let &[from, _, to] = visits.bytes() else {
                return None;
            };
            let mut start = self.start(outside, visits.indices());
            for number in 0..folder.runs {
                let bytes = folder.packed(self.input, from, number, &mut block)?;
                let runs = Runs {
                    run: Strip {
                        bytes,
                        first: 0,
                        step: size as i64,
                        count: bytes.len() / size.max(1),
                    },
                    apart: 0,
                    number: 1,
                    start,
                };
                let mut results = Results {
                    bytes: written,
                    first: to,
                    step: 0,
                };
                (fold.runs)(&runs, &mut results);
                start = Start::Result;
            }
        }
        Some(())
    }

    /// The innermost loop goes from result to result: rows are folded into rows of results, as they are stored where they lie
    /// side by side and there is such a loop, and otherwise cast first.
    fn rows(&self, direct: Option<&FoldLoop>, cast: &FoldLoop, written: &mut [u8]) -> Option<()> {
        let plan = self.plan;
        let (inner, outside) = plan.loops.split_last()?;
        let (stored, dtype) = (plan.operand.dtype, plan.accumulator);
        let size = dtype.itemsize();
        let even = |stride: i64| stride == size as i64 || inner.length == 1;
        let side_by_side = inner.input_strides[0] == stored.itemsize() as i64 || inner.length == 1;
        let direct = direct.and_then(|fold| fold.rows).filter(|_| side_by_side);
        let in_place = direct.is_some();
        let step = match direct {
            Some(step) => step,
            None => cast.rows?,
        };
        let length = usize::try_from(inner.length).ok()?;
        // Where rows are folded one behind the other, they go together.
        let (outer, number, apart) = match outside.split_last() {
            Some((along, outer)) if along.output_stride == 0 => (
                outer,
                usize::try_from(along.length).ok()?,
                along.input_strides[0],
            ),
            _ => (outside, 1, 0),
        };
        let (mut elements, mut results) = (Block::default(), Block::default());
        // What is not read or written in place goes through blocks.
        let most = if in_place && even(inner.output_stride) {
            length
        } else {
            BLOCK
        };
        let mut visits = walk(plan, outer);
        while visits.advance() {
            let &[from, _, to] = visits.bytes() else {
                return None;
            };
            let start = self.start(outer, visits.indices());
            for first in (0..length).step_by(most) {
                let count = most.min(length - first);
                let nbytes = count * size;
                let run = |byte: i64, stride: i64| Run {
                    byte: byte + stride * first as i64,
                    stride,
                    count,
                };
                let target = run(to, inner.output_stride);
                let row: &mut [u8] = if even(inner.output_stride) {
                    let at = usize::try_from(target.byte).ok()?;
                    written.get_mut(at..at.checked_add(nbytes)?)?
                } else {
                    let row = results.bytes_mut(nbytes);
                    if let Start::Result = start {
                        gather(written, target, dtype, row, dtype);
                    }
                    row
                };
                let source =
                    |number: usize| run(from + apart * number as i64, inner.input_strides[0]);
                let begun = match start {
                    Start::Result => 0,
                    Start::Value(value) => {
                        filled(row, value);
                        0
                    }
                    Start::First => {
                        gather(self.input, source(0), stored, row, dtype);
                        1
                    }
                };
                if in_place {
                    let rows = Rows {
                        bytes: self.input,
                        first: source(begun).byte,
                        step: apart,
                        number: number - begun,
                    };
                    step(&rows, row);
                } else {
                    // As many rows as the block holds; at once, where one goes on where the other ends.
                    let line = count == length && apart == inner.input_strides[0] * inner.length;
                    let mut done = begun;
                    while done < number {
                        let few = (BLOCK / count.max(1)).clamp(1, number - done);
                        let bytes = elements.bytes_mut(few * nbytes);
                        if line {
                            let run = Run {
                                count: few * count,
                                ..source(done)
                            };
                            gather(self.input, run, stored, bytes, dtype);
                        } else {
                            let rows = bytes.chunks_exact_mut(nbytes).enumerate();
                            for (place, row) in rows {
                                gather(self.input, source(done + place), stored, row, dtype);
                            }
                        }
                        let rows = Rows {
                            bytes,
                            first: 0,
                            step: nbytes as i64,
                            number: few,
                        };
                        step(&rows, row);
                        done += few;
                    }
                }
                if !even(inner.output_stride) {
                    scatter(results.bytes(nbytes), dtype, written, target, dtype);
                }
            }
        }
        Some(())
    }
}

/// Every element of a row becomes one value. Of each size by itself: a copy of bytes whose number is not known is a call in
/// WebAssembly, which would take longer than to fold a short run.
fn filled(row: &mut [u8], value: &[u8]) {
    fn of_size<const N: usize>(row: &mut [u8], value: &[u8]) {
        if let Some(value) = value.first_chunk::<N>() {
            row.as_chunks_mut().0.fill(*value);
        }
    }
    match value.len() {
        1 => of_size::<1>(row, value),
        2 => of_size::<2>(row, value),
        4 => of_size::<4>(row, value),
        8 => of_size::<8>(row, value),
        16 => of_size::<16>(row, value),
        _ => {}
    }
}

/// What a plan says whose runs are read where they lie and go to results at one distance: all that is left to be told is
/// where they start.
#[cfg(feature = "kept")]
#[derive(Clone, Copy)]
pub(crate) struct Straight {
    fold: &'static FoldLoop,
    /// Bytes from one element of a run to the next.
    step: i64,
    count: usize,
    /// Bytes from one run to the next, and from one result to the next.
    apart: (i64, i64),
    number: usize,
    /// What results start from, in aligned bytes, and how many they are.
    initial: Option<([u64; 2], usize)>,
}

#[cfg(feature = "kept")]
impl Straight {
    /// Of a plan, if it is of this kind.
    pub(crate) fn of(plan: &Reduce) -> Option<Self> {
        let lanes = plan.kernel != crate::plan::Kernel::Scalar;
        if !lanes || plan.mask().is_some() || plan.shape.contains(&0) {
            return None;
        }
        let fold = find(plan.ufunc, plan.operand.dtype, plan.accumulator)?;
        let (along, inner) = match plan.loops.as_slice() {
            [inner] => (None, inner),
            [along, inner] if along.output_stride != 0 => (Some(along), inner),
            _ => return None,
        };
        if plan.run_loops != 1 || inner.output_stride != 0 {
            return None;
        }
        let initial = match plan.initial {
            None => None,
            Some(value) => {
                let bytes = value.cast(plan.accumulator).to_bytes();
                let mut words = [0; 2];
                bytemuck::bytes_of_mut(&mut words)
                    .get_mut(..bytes.len())?
                    .copy_from_slice(&bytes);
                Some((words, bytes.len()))
            }
        };
        Some(Self {
            fold,
            step: inner.input_strides[0],
            count: usize::try_from(inner.length).ok()?,
            apart: along.map_or((0, 0), |along| {
                (along.input_strides[0], along.output_stride)
            }),
            number: usize::try_from(along.map_or(1, |along| along.length)).ok()?,
            initial,
        })
    }

    /// Folds from one byte on to results from another on.
    pub(crate) fn run(&self, input: &[u8], from: i64, written: &mut [u8], to: i64) {
        let start = match &self.initial {
            None => Start::First,
            Some((words, size)) => {
                Start::Value(bytemuck::bytes_of(words).get(..*size).unwrap_or(&[]))
            }
        };
        let runs = Runs {
            run: Strip {
                bytes: input,
                first: from,
                step: self.step,
                count: self.count,
            },
            apart: self.apart.0,
            number: self.number,
            start,
        };
        let mut results = Results {
            bytes: written,
            first: to,
            step: self.apart.1,
        };
        (self.fold.runs)(&runs, &mut results);
    }
}
