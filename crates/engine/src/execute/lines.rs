//! Runs a plan of lines: gathers each line of the operands, calls the kernel, scatters the line that it gives.
//! The same call serves `run` and `Replay`; only the replay watches the kernel's turns.

use smallvec::SmallVec;

use super::block::Block;
use super::buffer_of;
use super::touch::Bytes;
use crate::buffer::Buffer;
use crate::cast::{Side, copy_strided};
use crate::error::{Error, Result};
use crate::layout::walk::{Odometer, indices_of};
use crate::layout::{Dims, Layout, Order, size_of_shape};
use crate::limit;
use crate::plan::lines::{Line, LineCall, Turn};
use crate::plan::{Lines, Operand};

/// The axes of one line of a layout, from byte 0 of the line.
fn along(layout: &Layout, lines: usize) -> Layout {
    Layout {
        shape: layout.shape.get(lines..).unwrap_or(&[]).into(),
        strides: layout.strides.get(lines..).unwrap_or(&[]).into(),
        offset: 0,
    }
}

/// Computes every line.
pub(super) fn run(plan: &Lines, buffers: &[Buffer]) -> Result<()> {
    if plan.turns == 0 {
        // However many lines there are, and they may be many, nothing is written to any.
        return Ok(());
    }
    let sources = plan
        .operands
        .iter()
        .map(|operand| Ok(Bytes::Shared(buffer_of(operand.buffer, buffers)?.clone())))
        .collect::<Result<Vec<_>>>()?;
    let target = buffer_of(Some(plan.output.buffer), buffers)?;
    let mut worker = Worker::new(plan)?;
    let layouts: SmallVec<[&Layout; 3]> = plan
        .operands
        .iter()
        .map(|operand| &operand.broadcast)
        .chain([&plan.written])
        .collect();
    let dtype = plan.output.dtype;
    let mut lines = Odometer::over(&plan.shape, &layouts);
    while lines.advance() {
        let bytes = lines.bytes();
        let line = worker.line(plan, &sources, bytes, None)?;
        let mut to = along(&plan.written, plan.shape.len());
        to.offset = bytes.last().copied().unwrap_or(0);
        let packed = Layout::contiguous(&to.shape, dtype.itemsize(), Order::C);
        let from = Side {
            layout: &packed,
            dtype,
        };
        copy_strided(
            line,
            from,
            &mut target.bytes_mut(),
            Side { layout: &to, dtype },
        );
    }
    Ok(())
}

/// The turns of the line with this number.
pub(super) fn turns_of(plan: &Lines, sources: &[Bytes], line: i64) -> Result<Vec<Turn>> {
    let index = indices_of(&plan.shape, line)
        .ok_or_else(|| Error::value("a plan has no line of this number"))?;
    let bytes: Dims = plan
        .operands
        .iter()
        .map(|operand| operand.broadcast.byte_at(&index))
        .collect();
    let mut turns = Vec::new();
    Worker::new(plan)?.line(plan, sources, &bytes, Some(&mut turns))?;
    Ok(turns)
}

/// The blocks that lines are gathered into, kept from one line to the next.
struct Worker {
    inputs: Vec<Block>,
    output: Block,
    layouts: Vec<Layout>,
}

impl Worker {
    /// Asks for the memory of a line of each operand.
    fn new(plan: &Lines) -> Result<Self> {
        let lines = plan.shape.len();
        let layouts: Vec<Layout> = plan
            .operands
            .iter()
            .map(|operand| along(&operand.broadcast, lines))
            .collect();
        if !plan.shape.contains(&0) {
            for (operand, layout) in std::iter::zip(&plan.operands, &layouts) {
                limit::grant(&layout.shape, read(operand))?;
            }
        }
        Ok(Self {
            inputs: plan.operands.iter().map(|_| Block::default()).collect(),
            output: Block::default(),
            layouts,
        })
    }

    /// Computes the line whose elements start at these bytes of the operands.
    fn line(
        &mut self,
        plan: &Lines,
        sources: &[Bytes],
        starts: &[i64],
        watched: Option<&mut Vec<Turn>>,
    ) -> Result<&[u8]> {
        let mut sizes: SmallVec<[usize; 3]> = SmallVec::new();
        for (number, operand) in plan.operands.iter().enumerate() {
            let layout = &mut self.layouts[number];
            layout.offset = starts[number];
            let dtype = read(operand);
            let packed = Layout::contiguous(&layout.shape, dtype.itemsize(), Order::C);
            let nbytes = bytes_of(&layout.shape, dtype.itemsize());
            let block = self.inputs[number].bytes_mut(nbytes);
            let from = Side {
                layout,
                dtype: operand.dtype,
            };
            let to = Side {
                layout: &packed,
                dtype,
            };
            if let Some(source) = sources.get(number) {
                source.with(|bytes| copy_strided(bytes, from, block, to));
            }
            sizes.push(nbytes);
        }
        let inputs: SmallVec<[Line<'_>; 3]> = plan
            .operands
            .iter()
            .zip(std::iter::zip(&self.inputs, sizes))
            .map(|(operand, (block, nbytes))| Line {
                bytes: block.bytes(nbytes),
                dtype: read(operand),
            })
            .collect();
        let dtype = plan.output.dtype;
        let shape = plan.written.shape.get(plan.shape.len()..).unwrap_or(&[]);
        let output = self.output.bytes_mut(bytes_of(shape, dtype.itemsize()));
        output.fill(0);
        (plan.kernel.run)(&mut LineCall {
            inputs: &inputs,
            arguments: &plan.arguments,
            output: &mut *output,
            dtype,
            watched,
        })?;
        Ok(output)
    }
}

/// The dtype in which a kernel reads an operand.
fn read(operand: &Operand) -> crate::DType {
    operand.cast.unwrap_or(operand.dtype)
}

/// Bytes that a granted shape takes.
fn bytes_of(shape: &[i64], itemsize: usize) -> usize {
    usize::try_from(size_of_shape(shape)).unwrap_or(0) * itemsize
}
