//! Runs a reduction plan: outer loops by odometer; inside, either a run folded in a register or a row of separate results.
//! The same fold of one run serves `run` and `Replay`.

use std::cell::Ref;

use super::block::{BLOCK, Block, Run, gather, scatter};
use super::replay::apply_one;
use super::{buffer_of, loop_of};
use crate::buffer::Buffer;
use crate::dtype::{DType, Kind};
use crate::element::Element;
use crate::error::Result;
use crate::kernel::sum::{Inexact, Strided, pairwise, product};
use crate::kernel::{Flags, Inner};
use crate::layout::walk::{Odometer, indices_of};
use crate::layout::{Dims, Layout};
use crate::plan::{LoopAxis, Reduce};
use crate::scalar::Scalar;
use crate::ufunc::Loop;

/// Folds every element of the plan's operand into the output.
pub(super) fn run(plan: &Reduce, buffers: &[Buffer], _watched: bool) -> Result<Flags> {
    let folder = Folder::new(plan)?;
    let input: Ref<'_, [u8]> = buffer_of(plan.operand.buffer, buffers)?.bytes();
    let mut written = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    fill(plan, &mut written);
    let (outside, _) = plan.split_loops();
    if plan.run_loops == 0 {
        rows(plan, &folder, &input, &mut written);
        return Ok(Flags::NONE);
    }
    let mut visits = walk(plan, outside);
    let mut block = Block::default();
    let size = plan.output.dtype.itemsize();
    while visits.advance() {
        let &[from, to] = visits.bytes() else { break };
        let first = starts_a_result(outside, visits.indices());
        let target = to as usize..to as usize + size;
        let mut value = match plan.initial {
            None if first => None,
            _ => written
                .get(target.clone())
                .and_then(|bytes| Scalar::from_bytes(plan.output.dtype, bytes)),
        };
        for number in 0..folder.runs {
            value = folder.fold(&input, from, number, value, &mut block);
            if let (Some(value), Some(bytes)) = (value, written.get_mut(target.clone())) {
                bytes.copy_from_slice(&value.to_bytes());
            }
        }
    }
    Ok(Flags::NONE)
}

/// Puts the initial value into every result.
fn fill(plan: &Reduce, written: &mut [u8]) {
    let Some(initial) = plan.initial else { return };
    let value = initial.to_bytes();
    for byte in plan.output.layout.addresses() {
        if let Some(target) = written.get_mut(byte as usize..byte as usize + value.len()) {
            target.copy_from_slice(&value);
        }
    }
}

/// The innermost loop keeps its axis: each step folds one element into a result of its own.
fn rows(plan: &Reduce, folder: &Folder<'_>, input: &[u8], written: &mut [u8]) {
    let Some((inner, outer)) = plan.loops.split_last() else {
        return;
    };
    let dtype = plan.accumulator;
    let (mut results, mut elements, mut folded) =
        (Block::default(), Block::default(), Block::default());
    let length = usize::try_from(inner.length).unwrap_or(0);
    let mut visits = walk(plan, outer);
    while visits.advance() {
        let &[from, to] = visits.bytes() else { return };
        let first = plan.initial.is_none() && starts_a_result(outer, visits.indices());
        for start in (0..length).step_by(BLOCK) {
            let count = BLOCK.min(length - start);
            let run = |byte: i64, stride: i64| Run {
                byte: byte + stride * start as i64,
                stride,
                count,
            };
            let (source, target) = (
                run(from, inner.input_strides[0]),
                run(to, inner.output_stride),
            );
            let nbytes = count * dtype.itemsize();
            gather(
                input,
                source,
                plan.operand.dtype,
                elements.bytes_mut(nbytes),
                dtype,
            );
            let new = if first {
                &elements
            } else {
                gather(written, target, dtype, results.bytes_mut(nbytes), dtype);
                let pair = [results.bytes(nbytes), elements.bytes(nbytes)];
                folder.inner.apply(dtype, &pair, folded.bytes_mut(nbytes));
                &folded
            };
            scatter(new.bytes(nbytes), dtype, written, target, dtype);
        }
    }
}

/// An odometer over some outer loops: the operand's address, then the output's.
fn walk(plan: &Reduce, outer: &[LoopAxis]) -> Odometer {
    let shape: Dims = outer.iter().map(|one| one.length).collect();
    let layout = |offset, stride: fn(&LoopAxis) -> i64| Layout {
        shape: shape.clone(),
        strides: outer.iter().map(stride).collect(),
        offset,
    };
    let input = layout(plan.operand.broadcast.offset, |one| one.input_strides[0]);
    let output = layout(plan.output.layout.offset, |one| one.output_stride);
    Odometer::over(&shape, &[&input, &output])
}

/// Whether these loop indices are the first that reach their result.
fn starts_a_result(outer: &[LoopAxis], indices: &[i64]) -> bool {
    std::iter::zip(outer, indices).all(|(one, &index)| one.output_stride != 0 || index == 0)
}

/// Folds runs of one plan.
pub(super) struct Folder<'a> {
    plan: &'a Reduce,
    pub(super) inner: Inner,
    /// Loops inside a run.
    inside: &'a [LoopAxis],
    /// Elements of the loops inside the outermost one of a run.
    below: i64,
    /// Runs needed for all the loops inside.
    pub(super) runs: i64,
}

impl<'a> Folder<'a> {
    pub(super) fn new(plan: &'a Reduce) -> Result<Self> {
        let dtype = plan.accumulator;
        let chosen: &Loop = loop_of(plan.ufunc, &[dtype, dtype, dtype])?;
        let (_, inside) = plan.split_loops();
        let below = inside.iter().skip(1).map(|one| one.length).product();
        let total = inside.iter().map(|one| one.length).product::<i64>();
        Ok(Self {
            plan,
            inner: chosen.inner,
            inside,
            below,
            runs: match plan.run_elements {
                most if most > 0 => total.max(0).div_euclid(most) + i64::from(total % most != 0),
                _ => 0,
            },
        })
    }

    /// Number of elements in a run.
    pub(super) fn run_length(&self, number: i64) -> i64 {
        let total: i64 = self.inside.iter().map(|one| one.length).product();
        (total - number * self.plan.run_elements).clamp(0, self.plan.run_elements)
    }

    /// Folds one run into a value. `from` is the operand's address where all inside loops are at 0.
    pub(super) fn fold(
        &self,
        input: &[u8],
        from: i64,
        number: i64,
        value: Option<Scalar>,
        block: &mut Block,
    ) -> Option<Scalar> {
        let (stored, dtype) = (self.plan.operand.dtype, self.plan.accumulator);
        let count = self.run_length(number) as usize;
        let outermost = self.inside.first()?;
        let stride = outermost.input_strides[0];
        let first_row = number * self.plan.run_elements / self.below.max(1);
        let start = from + first_row * stride;
        if let ([_], true) = (self.inside, stored == dtype) {
            let run = Run {
                byte: start,
                stride,
                count,
            };
            return self.fold_strided(input, run, value);
        }
        // Several loops or a cast: the run is laid side by side first.
        let rows = count as i64 / self.below.max(1);
        let size = dtype.itemsize();
        let bytes = block.bytes_mut(count * size);
        let (last, above) = self.inside.split_last()?;
        let mut shape: Dims = above.iter().map(|one| one.length).collect();
        let width = if above.is_empty() {
            count
        } else {
            last.length as usize
        };
        if let Some(length) = shape.first_mut() {
            *length = rows;
        }
        let layout = Layout {
            strides: above.iter().map(|one| one.input_strides[0]).collect(),
            shape: shape.clone(),
            offset: start,
        };
        let mut visits = Odometer::over(&shape, &[&layout]);
        let mut room = bytes.chunks_exact_mut((width * size).max(1));
        while let (Some([byte]), Some(target)) = (visits.next_bytes::<1>(), room.next()) {
            let run = Run {
                byte,
                stride: last.input_strides[0],
                count: width,
            };
            gather(input, run, stored, target, dtype);
        }
        let run = Run {
            byte: 0,
            stride: size as i64,
            count,
        };
        self.fold_strided(block.bytes(count * size), run, value)
    }

    /// Folds elements at one distance, already of the accumulator's dtype.
    fn fold_strided(&self, bytes: &[u8], run: Run, value: Option<Scalar>) -> Option<Scalar> {
        let dtype = self.plan.accumulator;
        match (self.plan.ufunc, dtype) {
            ("add", DType::F32) => self.then(value, Scalar::F32(pairwise(strided(bytes, run)))),
            ("add", DType::F64) => self.then(value, Scalar::F64(pairwise(strided(bytes, run)))),
            ("multiply", DType::F32) => match value {
                Some(Scalar::F32(start)) => Some(Scalar::F32(product(start, strided(bytes, run)))),
                _ => Some(Scalar::F32(product(1.0, strided(bytes, run)))),
            },
            ("multiply", DType::F64) => match value {
                Some(Scalar::F64(start)) => Some(Scalar::F64(product(start, strided(bytes, run)))),
                _ => Some(Scalar::F64(product(1.0, strided(bytes, run)))),
            },
            (name, _) if any_order(name, dtype) => {
                let folded = halved(self.inner, bytes, run, dtype)?;
                self.then(value, folded)
            }
            _ => (0..run.count as i64).try_fold(value, |value, number| {
                let start = usize::try_from(run.byte + run.stride * number).ok()?;
                let element = bytes.get(start..start + dtype.itemsize())?;
                Some(self.then(value, Scalar::from_bytes(dtype, element)?))
            })?,
        }
    }

    /// One more step of the fold.
    pub(super) fn then(&self, value: Option<Scalar>, next: Scalar) -> Option<Scalar> {
        match value {
            None => Some(next),
            Some(value) => apply_one(self.inner, &[value, next], self.plan.accumulator),
        }
    }

    /// The value in the result when the loops stand at these indices, before anything is folded there.
    ///
    /// Found by folding again everything that went into the same result before.
    pub(super) fn value_before(&self, input: &[u8], indices: &[i64]) -> Option<Scalar> {
        let (outside, _) = self.plan.split_loops();
        let mut offset = self.plan.operand.broadcast.offset;
        let (mut shape, mut strides, mut now) = (Dims::new(), Dims::new(), Dims::new());
        for (one, &index) in std::iter::zip(outside, indices) {
            let stride = one.input_strides[0];
            if one.output_stride == 0 {
                shape.push(one.length);
                strides.push(stride);
                now.push(index);
            } else {
                offset += index * stride;
            }
        }
        let layout = Layout {
            shape: shape.clone(),
            strides,
            offset,
        };
        let mut visits = Odometer::over(&shape, &[&layout]);
        let mut value = self.plan.initial;
        let mut block = Block::default();
        while visits.advance() && visits.indices() != now.as_slice() {
            let &[from] = visits.bytes() else { break };
            value = self.visited(input, from, value, &mut block);
        }
        value
    }

    /// A value after everything at one visit of the outside loops is folded into it.
    fn visited(
        &self,
        input: &[u8],
        from: i64,
        value: Option<Scalar>,
        block: &mut Block,
    ) -> Option<Scalar> {
        if self.inside.is_empty() {
            return self.then(value, self.element(input, from)?);
        }
        (0..self.runs).fold(value, |value, number| {
            self.fold(input, from, number, value, block)
        })
    }

    /// What the touch of this number writes: the value at the end of a run, or of every step when no loop folds inside.
    pub(super) fn written_at(&self, input: &[u8], nth: i64) -> Option<Scalar> {
        let below: i64 = self.inside.iter().map(|one| one.length).product();
        let (visit, place) = (nth.checked_div(below)?, nth.checked_rem(below)?);
        let (outside, _) = self.plan.split_loops();
        let lengths: Dims = outside.iter().map(|one| one.length).collect();
        let indices = indices_of(&lengths, visit)?;
        let steps =
            std::iter::zip(outside, &indices).map(|(one, &index)| one.input_strides[0] * index);
        let from = self.plan.operand.broadcast.offset + steps.sum::<i64>();
        if self.inside.is_empty() {
            let value = self.value_before(input, &indices);
            return self.then(value, self.element(input, from)?);
        }
        let number = place.checked_div(self.plan.run_elements)?;
        let last = number * self.plan.run_elements + self.run_length(number) - 1;
        if place != last {
            return None;
        }
        let mut block = Block::default();
        (0..=number).fold(self.value_before(input, &indices), |value, number| {
            self.fold(input, from, number, value, &mut block)
        })
    }

    fn element(&self, input: &[u8], byte: i64) -> Option<Scalar> {
        let dtype = self.plan.operand.dtype;
        let start = usize::try_from(byte).ok()?;
        let bytes = input.get(start..start.checked_add(dtype.itemsize())?)?;
        Some(Scalar::from_bytes(dtype, bytes)?.cast(self.plan.accumulator))
    }
}

/// A run as typed elements.
fn strided<T: Element + Inexact>(bytes: &[u8], run: Run) -> Strided<'_, T> {
    let size = size_of::<T>() as i64;
    Strided {
        elements: bytemuck::try_cast_slice(bytes).unwrap_or(&[]),
        start: run.byte / size,
        step: run.stride / size,
        count: run.count,
    }
}

/// Folds whose order of steps cannot be seen in the result.
fn any_order(name: &str, dtype: DType) -> bool {
    let of_integers = matches!(
        name,
        "add" | "multiply" | "bitwise_and" | "bitwise_or" | "bitwise_xor" | "gcd"
    );
    let of_all = matches!(
        name,
        "maximum" | "minimum" | "fmax" | "fmin" | "logical_and" | "logical_or" | "logical_xor"
    );
    of_all || of_integers && dtype.kind() != Kind::Float
}

/// Folds by halves: the first half of a block with the second, until one element is left. This needs no loop of its own
/// beyond the ufunc's.
fn halved(inner: Inner, bytes: &[u8], run: Run, dtype: DType) -> Option<Scalar> {
    let size = dtype.itemsize();
    let (mut values, mut spare) = (Block::default(), Block::default());
    let mut total: Option<Scalar> = None;
    for start in (0..run.count).step_by(BLOCK) {
        let mut count = BLOCK.min(run.count - start);
        let part = Run {
            byte: run.byte + run.stride * start as i64,
            count,
            ..run
        };
        gather(bytes, part, dtype, values.bytes_mut(count * size), dtype);
        while count > 1 {
            let half = count / 2;
            let (front, back) = values.bytes(2 * half * size).split_at(half * size);
            inner.apply(dtype, &[front, back], spare.bytes_mut(half * size));
            if count % 2 == 1 {
                let odd = values.bytes(count * size).get((count - 1) * size..)?;
                let room = spare.bytes_mut((half + 1) * size);
                room.get_mut(half * size..)?.copy_from_slice(odd);
            }
            count -= half;
            std::mem::swap(&mut values, &mut spare);
        }
        let value = Scalar::from_bytes(dtype, values.bytes(size))?;
        total = match total {
            None => Some(value),
            Some(total) => apply_one(inner, &[total, value], dtype),
        };
    }
    total
}
