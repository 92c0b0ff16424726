//! Folds runs of elements into one value: laid side by side where they must be, pairwise where sums are rounded.
//! The same fold of one run serves `run` and `Replay`, which also asks what stood in a result before.

use std::cell::Cell;

use super::block::{BLOCK, Block, Run, gather};
use super::known::{Known, Stood};
use super::loop_of_fold;
use super::replay::{apply_flagged, apply_one};
use crate::dtype::{DType, Kind};
use crate::element::Element;
use crate::error::Result;
use crate::kernel::float::Float;
use crate::kernel::sum::{Inexact, Strided, pairwise};
use crate::kernel::{Flags, Inner};
use crate::layout::walk::{Odometer, indices_of};
use crate::layout::{Dims, Layout};
use crate::plan::{LoopAxis, Reduce};
use crate::scalar::Scalar;
use crate::ufunc::Loop;

/// The bytes that a fold reads.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) mask: Option<&'a [u8]>,
}

impl<'a> Input<'a> {
    /// The mask to look at; builds without the feature `steered` have none.
    pub(super) fn mask(&self) -> Option<&'a [u8]> {
        self.mask.filter(|_| cfg!(feature = "steered"))
    }

    /// The bytes of one element, unless the mask leaves it out.
    pub(super) fn asked(&self, byte: i64, mask: i64, size: usize) -> Option<&'a [u8]> {
        let taken = |bytes: &[u8]| bytes.get(mask as usize).is_some_and(|&byte| byte != 0);
        let bytes = self.bytes.get(byte as usize..byte as usize + size)?;
        self.mask().is_none_or(taken).then_some(bytes)
    }
}

/// Where loops stand in the operand and in the mask.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) byte: i64,
    pub(super) mask: i64,
}

/// Room for a run of elements and for their mask.
#[derive(Default)]
pub(super) struct Blocks {
    elements: Block,
    mask: Block,
}

/// The stretches where a mask is true, each as its first place and the one after its last.
pub(super) fn stretches(mask: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    let mut start = 0;
    mask.chunk_by(|a, b| (*a != 0) == (*b != 0))
        .filter_map(move |stretch| {
            let from = start;
            start += stretch.len();
            (stretch.first() != Some(&0)).then_some((from, start))
        })
}

/// The bytes that a mask moves in one turn of a loop; 0 where there is none.
pub(super) fn mask_stride(one: &LoopAxis) -> i64 {
    one.input_strides.get(1).copied().unwrap_or(0)
}

/// Folds runs of one plan.
pub(super) struct Folder<'a> {
    plan: &'a Reduce,
    /// The loop that takes one element at a time; none where a plan goes over lanes.
    pub(super) inner: Option<Inner>,
    /// Loops inside a run.
    inside: &'a [LoopAxis],
    /// Elements of the loops inside the outermost one of a run.
    below: i64,
    /// Runs needed for all the loops inside.
    pub(super) runs: i64,
    /// What the loops have told.
    pub(super) flags: Cell<Flags>,
}

impl<'a> Folder<'a> {
    pub(super) fn new(plan: &'a Reduce) -> Result<Self> {
        let dtype = plan.accumulator;
        let chosen: &Loop = loop_of_fold(plan.ufunc, dtype, plan.in_halves())?;
        let mut folder = Self::of_runs(plan);
        folder.inner = Some(chosen.inner);
        Ok(folder)
    }

    /// One that only lays runs side by side.
    pub(super) fn of_runs(plan: &'a Reduce) -> Self {
        let (_, inside) = plan.split_loops();
        let below = inside.iter().skip(1).map(|one| one.length).product();
        let total = inside.iter().map(|one| one.length).product::<i64>();
        Self {
            plan,
            inner: None,
            flags: Cell::new(Flags::NONE),
            inside,
            below,
            runs: match plan.run_elements {
                most if most > 0 => total.max(0).div_euclid(most) + i64::from(total % most != 0),
                _ => 0,
            },
        }
    }

    /// Number of elements in a run.
    pub(super) fn run_length(&self, number: i64) -> i64 {
        let total: i64 = self.inside.iter().map(|one| one.length).product();
        (total - number * self.plan.run_elements).clamp(0, self.plan.run_elements)
    }

    pub(super) fn tell(&self, told: Flags) {
        self.flags.set(self.flags.get().and(told));
    }

    /// Folds one run into a value. `from` is where the operand and the mask stand when all inside loops are at 0.
    pub(super) fn fold(
        &self,
        input: Input<'_>,
        from: Place,
        number: i64,
        value: Option<Scalar>,
        blocks: &mut Blocks,
    ) -> Option<Scalar> {
        let (stored, dtype) = (self.plan.operand.dtype, self.plan.accumulator);
        let count = self.run_length(number) as usize;
        let outermost = self.inside.first()?;
        let first_row = number * self.plan.run_elements / self.below.max(1);
        let start = from.byte + first_row * outermost.input_strides[0];
        let mut run = Run {
            byte: start,
            stride: outermost.input_strides[0],
            count,
        };
        let mut bytes = input.bytes;
        // Fields of records may lie between the multiples of their size.
        let unit = dtype.real_part().itemsize().max(1) as i64;
        let aligned = run.byte % unit == 0 && run.stride % unit == 0;
        if self.inside.len() > 1 || stored != dtype || !aligned {
            // Several loops or a cast: the run is laid side by side first.
            self.pack(
                bytes,
                start,
                count,
                stored,
                dtype,
                &mut blocks.elements,
                |one| one.input_strides[0],
            )?;
            let size = dtype.itemsize();
            bytes = blocks.elements.bytes(count * size);
            run = Run {
                byte: 0,
                stride: size as i64,
                count,
            };
        }
        let Some(mask) = input.mask() else {
            return self.fold_strided(bytes, run, value);
        };
        let start = from.mask + first_row * mask_stride(outermost);
        let asked = &mut blocks.mask;
        self.pack(
            mask,
            start,
            count,
            DType::Bool,
            DType::Bool,
            asked,
            mask_stride,
        )?;
        let mut parts = stretches(asked.bytes(count));
        parts.try_fold(value, |value, (start, end)| {
            let part = Run {
                byte: run.byte + run.stride * start as i64,
                count: end - start,
                ..run
            };
            Some(self.fold_strided(bytes, part, self.as_kept(value)))
        })?
    }

    /// A run laid side by side in the accumulator's dtype. `from` is where the operand stands when all inside loops are at 0.
    #[cfg(feature = "lanes")]
    pub(super) fn packed<'b>(
        &self,
        bytes: &[u8],
        from: i64,
        number: i64,
        block: &'b mut Block,
    ) -> Option<&'b [u8]> {
        let dtype = self.plan.accumulator;
        let count = self.run_length(number) as usize;
        let first_row = number * self.plan.run_elements / self.below.max(1);
        let start = from + first_row * self.inside.first()?.input_strides[0];
        let stored = self.plan.operand.dtype;
        self.pack(bytes, start, count, stored, dtype, block, |one| {
            one.input_strides[0]
        })?;
        Some(block.bytes(count * dtype.itemsize()))
    }

    /// Lays the elements of a run side by side, cast to another dtype.
    #[allow(clippy::too_many_arguments)]
    fn pack(
        &self,
        from: &[u8],
        start: i64,
        count: usize,
        stored: DType,
        dtype: DType,
        block: &mut Block,
        stride: fn(&LoopAxis) -> i64,
    ) -> Option<()> {
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
            strides: above.iter().map(stride).collect(),
            shape: shape.clone(),
            offset: start,
        };
        let mut visits = Odometer::over(&shape, &[&layout]);
        let mut room = bytes.chunks_exact_mut((width * size).max(1));
        while let (Some([byte]), Some(target)) = (visits.next_bytes::<1>(), room.next()) {
            let run = Run {
                byte,
                stride: stride(last),
                count: width,
            };
            gather(from, run, stored, target, dtype);
        }
        Some(())
    }

    /// Folds elements at one distance, already of the accumulator's dtype.
    fn fold_strided(&self, bytes: &[u8], run: Run, value: Option<Scalar>) -> Option<Scalar> {
        let dtype = self.plan.accumulator;
        if run.count == 0 {
            return value;
        }
        let Some(value) = value else {
            // Where nothing is there to start from, the first element is the start.
            let start = usize::try_from(run.byte).ok()?;
            let first = Scalar::from_bytes(dtype, bytes.get(start..start + dtype.itemsize())?)?;
            let rest = Run {
                byte: run.byte + run.stride,
                count: run.count - 1,
                ..run
            };
            return self.fold_strided(bytes, rest, Some(first));
        };
        // Of halves, zeros of either sign are told apart by which came first.
        let name = match self.plan.ufunc {
            "maximum" | "minimum" | "fmax" | "fmin" if self.plan.in_halves() => "",
            name => name,
        };
        match (name, value) {
            ("add", Scalar::F32(_)) => self.then(value, Scalar::F32(pairwise(strided(bytes, run)))),
            ("add", Scalar::F64(_)) => self.then(value, Scalar::F64(pairwise(strided(bytes, run)))),
            ("multiply", Scalar::F32(start)) => Some(Scalar::F32(
                strided(bytes, run).folded(start, std::ops::Mul::mul),
            )),
            ("multiply", Scalar::F64(start)) => Some(Scalar::F64(
                strided(bytes, run).folded(start, std::ops::Mul::mul),
            )),
            #[cfg(feature = "complex")]
            ("add", Scalar::C64(_)) => self.then(value, Scalar::C64(pairwise(strided(bytes, run)))),
            #[cfg(feature = "complex")]
            ("add", Scalar::C128(_)) => {
                self.then(value, Scalar::C128(pairwise(strided(bytes, run))))
            }
            ("maximum", Scalar::F32(start)) => Some(Scalar::F32(
                strided(bytes, run).folded(start, Float::maximum),
            )),
            ("maximum", Scalar::F64(start)) => Some(Scalar::F64(
                strided(bytes, run).folded(start, Float::maximum),
            )),
            ("minimum", Scalar::F32(start)) => Some(Scalar::F32(
                strided(bytes, run).folded(start, Float::minimum),
            )),
            ("minimum", Scalar::F64(start)) => Some(Scalar::F64(
                strided(bytes, run).folded(start, Float::minimum),
            )),
            (name, _) if any_order(name, dtype) => {
                let folded = halved(self.inner?, bytes, run, dtype)?;
                self.then(value, folded)
            }
            _ => (0..run.count as i64).try_fold(value, |value, number| {
                let start = usize::try_from(run.byte + run.stride * number).ok()?;
                let element = bytes.get(start..start + dtype.itemsize())?;
                self.then(value, Scalar::from_bytes(dtype, element)?)
            }),
        }
    }

    /// One more step of the fold; what a kernel gives that refuses is of no matter, since the whole fold is refused then.
    pub(super) fn then(&self, value: Scalar, next: Scalar) -> Option<Scalar> {
        let (folded, told) = apply_flagged(self.inner?, &[value, next], self.plan.accumulator)?;
        self.tell(told);
        Some(match self.plan.steps_in_halves() {
            true => folded
                .cast(self.plan.output.dtype)
                .cast(self.plan.accumulator),
            false => folded,
        })
    }

    /// The value in the result when the loops stand at these indices, before anything is folded there: what was known of it
    /// last, or found by folding again everything that went into the same result before.
    fn value_before(&self, input: Input<'_>, indices: &[i64], known: &Known) -> Option<Scalar> {
        let (outside, _) = self.plan.split_loops();
        let mut place = self.start();
        let (mut shape, mut now) = (Dims::new(), Dims::new());
        let (mut strides, mut mask_strides) = (Dims::new(), Dims::new());
        for (one, &index) in std::iter::zip(outside, indices) {
            let (stride, masks) = (one.input_strides[0], mask_stride(one));
            if one.output_stride == 0 {
                shape.push(one.length);
                strides.push(stride);
                mask_strides.push(masks);
                now.push(index);
            } else {
                place.byte += index * stride;
                place.mask += index * masks;
            }
        }
        let layout = |strides: Dims, offset: i64| Layout {
            shape: shape.clone(),
            strides,
            offset,
        };
        let (elements, masks) = (
            layout(strides, place.byte),
            layout(mask_strides, place.mask),
        );
        let (result, visit) = self.visit_of(indices);
        if let Some(value) = known.after(result, visit - 1) {
            return value;
        }
        let mut visits = Odometer::over(&shape, &[&elements, &masks]);
        let mut value = self.plan.initial;
        let mut blocks = Blocks::default();
        while visits.advance() && visits.indices() != now.as_slice() {
            let &[byte, mask] = visits.bytes() else { break };
            value = self.visited(input, Place { byte, mask }, value, &mut blocks);
        }
        value
    }

    /// The number of the result that the outside loops reach at these indices, and how often they have come there before.
    fn visit_of(&self, indices: &[i64]) -> (i64, i64) {
        let (outside, _) = self.plan.split_loops();
        let number_in = |folding: bool| {
            let axes = std::iter::zip(outside, indices);
            let axes = axes.filter(|(one, _)| (one.output_stride == 0) == folding);
            axes.fold(0, |number: i64, (one, index)| number * one.length + index)
        };
        (number_in(false), number_in(true))
    }

    /// Where the operand and the mask start.
    fn start(&self) -> Place {
        Place {
            byte: self.plan.operand.broadcast.offset,
            mask: self.plan.mask().map_or(0, |mask| mask.broadcast.offset),
        }
    }

    /// A value after everything at one visit of the outside loops is folded into it.
    fn visited(
        &self,
        input: Input<'_>,
        from: Place,
        value: Option<Scalar>,
        blocks: &mut Blocks,
    ) -> Option<Scalar> {
        if self.inside.is_empty() {
            return self.stepped(input, from, self.as_kept(value));
        }
        (0..self.runs).fold(value, |value, number| {
            self.fold(input, from, number, self.as_kept(value), blocks)
        })
    }

    /// A value as it is read again from the result in which it was kept.
    fn as_kept(&self, value: Option<Scalar>) -> Option<Scalar> {
        let kept = self.plan.output.dtype;
        value.map(|value| match kept == self.plan.accumulator {
            true => value,
            false => value.cast(kept).cast(self.plan.accumulator),
        })
    }

    /// A value after the one element here is folded into it, if the mask asks for it.
    fn stepped(&self, input: Input<'_>, from: Place, value: Option<Scalar>) -> Option<Scalar> {
        if !asked(input, from) {
            return value;
        }
        let next = self.element(input.bytes, from.byte)?;
        match value {
            None => Some(next),
            Some(value) => self.then(value, next),
        }
    }

    /// What the touch of this number writes: the value at the end of a run, or of every step when no loop folds inside.
    pub(super) fn written_at(&self, input: Input<'_>, nth: i64, known: &Known) -> Option<Scalar> {
        let below: i64 = self.inside.iter().map(|one| one.length).product();
        let (visit, place) = (nth.checked_div(below)?, nth.checked_rem(below)?);
        let (outside, _) = self.plan.split_loops();
        let lengths: Dims = outside.iter().map(|one| one.length).collect();
        let indices = indices_of(&lengths, visit)?;
        let mut from = self.start();
        for (one, &index) in std::iter::zip(outside, &indices) {
            from.byte += one.input_strides[0] * index;
            from.mask += mask_stride(one) * index;
        }
        let (result, visit) = self.visit_of(&indices);
        let keep = |run: i64, last: bool, value: Option<Scalar>| {
            let stood = Stood {
                visit,
                run,
                last,
                value,
            };
            known.keep(result, stood);
            value
        };
        if self.inside.is_empty() {
            let before = self.value_before(input, &indices, known);
            let value = keep(0, true, self.stepped(input, from, self.as_kept(before)));
            return value.filter(|_| asked(input, from));
        }
        let number = place.checked_div(self.plan.run_elements)?;
        let end = number * self.plan.run_elements + self.run_length(number) - 1;
        if place != end {
            return None;
        }
        let mut blocks = Blocks::default();
        let before = |number: i64| known.after_run(result, visit, number);
        let value = match (number > 0).then(|| before(number - 1)).flatten() {
            Some(value) => self.fold(input, from, number, self.as_kept(value), &mut blocks),
            None => {
                let value = self.value_before(input, &indices, known);
                (0..=number).fold(value, |value, number| {
                    self.fold(input, from, number, self.as_kept(value), &mut blocks)
                })
            }
        };
        keep(number, number + 1 == self.runs, value)
    }

    fn element(&self, input: &[u8], byte: i64) -> Option<Scalar> {
        let dtype = self.plan.operand.dtype;
        let start = usize::try_from(byte).ok()?;
        let bytes = input.get(start..start.checked_add(dtype.itemsize())?)?;
        Some(Scalar::from_bytes(dtype, bytes)?.cast(self.plan.accumulator))
    }
}

/// Whether the mask, if there is one, asks for the element here.
fn asked(input: Input<'_>, place: Place) -> bool {
    input.mask().is_none_or(|mask| {
        let byte = usize::try_from(place.mask).ok().and_then(|at| mask.get(at));
        byte.is_some_and(|&byte| byte != 0)
    })
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
    !dtype.is_complex() && (of_all || of_integers && dtype.kind() != Kind::Float)
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
