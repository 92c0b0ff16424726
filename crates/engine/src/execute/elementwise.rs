//! Runs an elementwise plan: outer loops by odometer, the inner loop in blocks through the ufunc's kernel.
//! An operand that lies side by side is read in place; any other is gathered into a block first.

use std::cell::{Ref, RefMut};

use smallvec::SmallVec;

use super::block::{BLOCK, Block, Run, gather, scatter};
use super::{buffer_of, loop_of};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::error::Result;
use crate::kernel::Flags;
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout};
use crate::plan::{Elementwise, LoopAxis, Operand, Output};
use crate::scalar::Scalar;

/// Where an input's bytes are while the loops run.
enum Held<'a> {
    /// In a buffer of its own.
    Bytes(Ref<'a, [u8]>),
    /// In the buffer that is written.
    Output,
    /// Nowhere: one value for all.
    Constant(Scalar),
}

/// An input and the block it is gathered into.
struct Source<'a> {
    held: Held<'a>,
    stored: DType,
    read: DType,
    stride: i64,
    block: Block,
    /// The byte and count of the repeated element the block is filled with.
    filled: Option<(i64, usize)>,
}

impl<'a> Source<'a> {
    fn new(operand: &Operand, stride: i64, output: &Output, buffers: &'a [Buffer]) -> Result<Self> {
        let held = match (operand.buffer, operand.constant) {
            (_, Some(value)) => Held::Constant(value),
            (Some(id), None) if id == output.buffer => Held::Output,
            (id, None) => Held::Bytes(buffer_of(id, buffers)?.bytes()),
        };
        Ok(Self {
            held,
            stored: operand.dtype,
            read: operand.cast.unwrap_or(operand.dtype),
            stride,
            block: Block::default(),
            filled: None,
        })
    }

    /// Whether blocks are needed: some runs cannot be read where they lie.
    fn is_gathered(&self) -> bool {
        !matches!(self.held, Held::Bytes(_))
            || self.stored != self.read
            || self.stride != self.stored.itemsize() as i64
    }

    /// Makes a run readable as a contiguous block.
    fn prepare(&mut self, run: Run, written: &[u8]) {
        if self.in_place(run).is_some() {
            return;
        }
        let repeats = run.stride == 0 && !matches!(self.held, Held::Output);
        if repeats
            && self
                .filled
                .is_some_and(|(byte, count)| byte == run.byte && count >= run.count)
        {
            return;
        }
        let block = self.block.bytes_mut(run.count * self.read.itemsize());
        match &self.held {
            Held::Bytes(bytes) => gather(bytes, run, self.stored, block, self.read),
            Held::Output => gather(written, run, self.stored, block, self.read),
            Held::Constant(value) => {
                let bytes = value.to_bytes();
                for item in block.chunks_exact_mut(bytes.len()) {
                    item.copy_from_slice(&bytes);
                }
            }
        }
        self.filled = repeats.then_some((run.byte, run.count));
    }

    /// The bytes of a run that can be read where it lies.
    fn in_place(&self, run: Run) -> Option<&[u8]> {
        match &self.held {
            Held::Bytes(bytes) if self.stored == self.read => {
                bytes.get(run.contiguous(self.stored.itemsize())?)
            }
            _ => None,
        }
    }

    fn block(&self, run: Run) -> &[u8] {
        self.in_place(run)
            .unwrap_or_else(|| self.block.bytes(run.count * self.read.itemsize()))
    }
}

/// Computes every element of the plan's output.
pub(super) fn run(plan: &Elementwise, buffers: &[Buffer]) -> Result<Flags> {
    let chosen = loop_of(plan.ufunc, &plan.signature)?;
    let Some((inner, outer)) = plan.loops.split_last() else {
        return Ok(Flags::NONE);
    };
    if inner.length == 0 {
        // However often the outer loops would turn, and they may be long, there is nothing to do.
        return Ok(Flags::NONE);
    }
    let mut written: RefMut<'_, [u8]> = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let mut sources: SmallVec<[Source<'_>; 2]> = SmallVec::new();
    for (operand, &stride) in std::iter::zip(&plan.operands, &inner.input_strides) {
        sources.push(Source::new(operand, stride, &plan.output, buffers)?);
    }
    let dtype = plan.output.dtype;
    let result = plan.output.cast.unwrap_or(dtype);
    let writes_in_place = dtype == result && inner.output_stride == dtype.itemsize() as i64;
    let length = usize::try_from(inner.length).unwrap_or(0);
    let most = if writes_in_place && !sources.iter().any(Source::is_gathered) {
        length.max(1)
    } else {
        BLOCK
    };
    let mut block = Block::default();
    let mut flags = Flags::NONE;
    let layouts = outer_layouts(plan, outer);
    let mut rows = Odometer::over(
        &outer.iter().map(|one| one.length).collect::<Dims>(),
        &layouts.iter().collect::<SmallVec<[&Layout; 3]>>(),
    );
    while rows.advance() {
        let bytes = rows.bytes();
        for start in (0..length).step_by(most) {
            let count = most.min(length - start);
            let run_of = |stride: i64, operand: usize| Run {
                byte: bytes[operand] + stride * start as i64,
                stride,
                count,
            };
            for (number, source) in sources.iter_mut().enumerate() {
                let run = run_of(source.stride, number);
                source.prepare(run, &written);
            }
            let inputs: SmallVec<[&[u8]; 2]> = sources
                .iter()
                .enumerate()
                .map(|(number, source)| source.block(run_of(source.stride, number)))
                .collect();
            let run = run_of(inner.output_stride, sources.len());
            let told = match run.contiguous(dtype.itemsize()) {
                Some(range) if dtype == result => match written.get_mut(range) {
                    Some(target) => chosen.inner.apply(chosen.inputs[0], &inputs, target),
                    None => Flags::NONE,
                },
                _ => {
                    let target = block.bytes_mut(count * result.itemsize());
                    let told = chosen.inner.apply(chosen.inputs[0], &inputs, target);
                    scatter(target, result, &mut written, run, dtype);
                    told
                }
            };
            flags = flags.and(told);
        }
    }
    Ok(flags)
}

/// The outer loops as layouts: one for each input, the output's last.
fn outer_layouts(plan: &Elementwise, outer: &[LoopAxis]) -> SmallVec<[Layout; 3]> {
    let shape: Dims = outer.iter().map(|one| one.length).collect();
    let inputs = plan
        .operands
        .iter()
        .enumerate()
        .map(|(number, operand)| Layout {
            shape: shape.clone(),
            strides: outer.iter().map(|one| one.input_strides[number]).collect(),
            offset: operand.broadcast.offset,
        });
    let output = Layout {
        shape: shape.clone(),
        strides: outer.iter().map(|one| one.output_stride).collect(),
        offset: plan.output.layout.offset,
    };
    inputs.chain([output]).collect()
}
