//! Runs a plan of lines: gathers each line of the operands, calls the kernel, scatters the line that it gives.
//! The same call serves `run` and `Replay`; only the replay watches the kernel's turns.

use crate::short::SmallVec;

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
    if cfg!(feature = "in_place")
        && let Some(done) = run_line(plan, buffers)
    {
        return done;
    }
    let sources = plan
        .operands
        .iter()
        .map(|operand| Ok(Bytes::Shared(buffer_of(operand.buffer, buffers)?.clone())))
        .collect::<Result<SmallVec<[_; 3]>>>()?;
    let target = buffer_of(Some(plan.output.buffer), buffers)?;
    let is_target = |operand: &Operand| operand.buffer == Some(plan.output.buffer);
    // What lies side by side is read and written where it lies, unless it is read and written. A result that was there
    // before stays as it was where a kernel refuses.
    let lent = plan
        .operands
        .iter()
        .map(|operand| {
            let lies = cfg!(feature = "in_place")
                && read(operand) == operand.dtype
                && !is_target(operand)
                && side_by_side(&operand.broadcast, plan, operand.dtype.itemsize());
            // A field may reach beyond its record: what is not there is read as nothing, by the way that copies.
            let bounds = operand.broadcast.byte_bounds(operand.dtype.itemsize());
            let is_there =
                |length: usize| bounds.is_none_or(|(low, high)| low >= 0 && high <= length as i128);
            if !lies {
                return Ok(None);
            }
            let bytes = buffer_of(operand.buffer, buffers)?.bytes();
            Ok(is_there(bytes.len()).then_some(bytes))
        })
        .collect::<Result<SmallVec<[_; 3]>>>()?;
    let lent: SmallVec<[Option<&[u8]>; 3]> = lent.iter().map(Option::as_deref).collect();
    let size = plan.output.dtype.itemsize();
    let in_place = cfg!(feature = "in_place")
        && !plan.operands.iter().any(is_target)
        && side_by_side(&plan.written, plan, size);
    let nbytes = bytes_of(
        plan.written.shape.get(plan.shape.len()..).unwrap_or(&[]),
        size,
    );
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
        let from = From {
            sources: &sources,
            lent: &lent,
            starts: bytes,
        };
        if in_place {
            let start = bytes.last().map_or(0, |&byte| byte as usize);
            let mut written = target.bytes_mut();
            if let Some(to) = written.get_mut(start..start.saturating_add(nbytes)) {
                worker.line_into(plan, from, to, None)?;
            }
            continue;
        }
        let line = worker.line(plan, from, None)?;
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

/// Computes the only line of one operand where it lies, without the preparations that many lines are worth.
fn run_line(plan: &Lines, buffers: &[Buffer]) -> Option<Result<()>> {
    let [operand] = plan.operands.as_slice() else {
        return None;
    };
    let dtype = plan.output.dtype;
    let lies = plan.shape.is_empty()
        && plan.output.fresh
        && operand.cast.is_none()
        && operand.buffer != Some(plan.output.buffer)
        && side_by_side(&operand.broadcast, plan, operand.dtype.itemsize())
        && side_by_side(&plan.written, plan, dtype.itemsize());
    if !lies {
        return None;
    }
    let range = |layout: &Layout, size: usize| {
        let start = layout.offset as usize;
        start..start.saturating_add(bytes_of(&layout.shape, size))
    };
    let source = buffer_of(operand.buffer, buffers).ok()?.bytes();
    let target = buffer_of(Some(plan.output.buffer), buffers).ok()?;
    let mut target = target.bytes_mut();
    let inputs = [Line {
        bytes: source.get(range(&operand.broadcast, operand.dtype.itemsize()))?,
        dtype: operand.dtype,
    }];
    let output = target.get_mut(range(&plan.written, dtype.itemsize()))?;
    if !plan.written_whole {
        output.fill(0);
    }
    Some((plan.kernel.run)(&mut LineCall {
        inputs: &inputs,
        arguments: &plan.arguments,
        output,
        dtype,
        watched: None,
    }))
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
    let from = From {
        sources,
        lent: &[],
        starts: &bytes,
    };
    Worker::new(plan)?.line(plan, from, Some(&mut turns))?;
    Ok(turns)
}

/// Whether the elements of each line lie side by side, where they can be borrowed as elements.
fn side_by_side(layout: &Layout, plan: &Lines, size: usize) -> bool {
    let strides = layout.strides.iter().chain([&layout.offset]);
    let contiguous = match plan.shape.len() {
        0 => layout.is_c_contiguous(size),
        lines => along(layout, lines).is_c_contiguous(size),
    };
    contiguous
        && size > 0
        && strides
            .into_iter()
            .all(|&bytes| bytes % size.min(8) as i64 == 0)
}

/// What a line is read from.
#[derive(Clone, Copy)]
struct From<'a> {
    sources: &'a [Bytes],
    /// The bytes of operands whose lines are read where they lie.
    lent: &'a [Option<&'a [u8]>],
    /// Where the line starts in each.
    starts: &'a [i64],
}

/// The blocks that lines are gathered into, kept from one line to the next.
struct Worker {
    inputs: SmallVec<[Block; 3]>,
    output: Block,
    layouts: SmallVec<[Layout; 3]>,
}

impl Worker {
    /// Asks for the memory of a line of each operand.
    fn new(plan: &Lines) -> Result<Self> {
        let lines = plan.shape.len();
        let layouts: SmallVec<[Layout; 3]> = plan
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

    /// Computes a line, and gives it.
    fn line(
        &mut self,
        plan: &Lines,
        from: From<'_>,
        watched: Option<&mut Vec<Turn>>,
    ) -> Result<&[u8]> {
        let shape = plan.written.shape.get(plan.shape.len()..).unwrap_or(&[]);
        let nbytes = bytes_of(shape, plan.output.dtype.itemsize());
        let mut output = std::mem::take(&mut self.output);
        let done = self.line_into(plan, from, output.bytes_mut(nbytes), watched);
        self.output = output;
        done?;
        Ok(self.output.bytes(nbytes))
    }

    /// Computes a line into these bytes.
    fn line_into(
        &mut self,
        plan: &Lines,
        from: From<'_>,
        output: &mut [u8],
        watched: Option<&mut Vec<Turn>>,
    ) -> Result<()> {
        let lent = |number: usize| {
            let lent = from.lent.get(number).copied().flatten();
            lent.filter(|_| cfg!(feature = "in_place"))
        };
        let mut sizes: SmallVec<[usize; 3]> = SmallVec::new();
        for (number, operand) in plan.operands.iter().enumerate() {
            let layout = &mut self.layouts[number];
            layout.offset = from.starts[number];
            let dtype = read(operand);
            let nbytes = bytes_of(&layout.shape, dtype.itemsize());
            sizes.push(nbytes);
            if lent(number).is_some() {
                continue;
            }
            let packed = Layout::contiguous(&layout.shape, dtype.itemsize(), Order::C);
            let block = self.inputs[number].bytes_mut(nbytes);
            let side = Side {
                layout,
                dtype: operand.dtype,
            };
            let to = Side {
                layout: &packed,
                dtype,
            };
            if let Some(source) = from.sources.get(number) {
                source.with(|bytes| copy_strided(bytes, side, block, to));
            }
        }
        let inputs: SmallVec<[Line<'_>; 3]> = plan
            .operands
            .iter()
            .zip(std::iter::zip(&self.inputs, sizes))
            .enumerate()
            .map(|(number, (operand, (block, nbytes)))| {
                let start = from.starts[number] as usize;
                let lent = lent(number).map(|bytes| bytes.get(start..start.saturating_add(nbytes)));
                Line {
                    bytes: match lent {
                        Some(bytes) => bytes.unwrap_or(&[]),
                        None => block.bytes(nbytes),
                    },
                    dtype: read(operand),
                }
            })
            .collect();
        if !plan.written_whole {
            output.fill(0);
        }
        (plan.kernel.run)(&mut LineCall {
            inputs: &inputs,
            arguments: &plan.arguments,
            output,
            dtype: plan.output.dtype,
            watched,
        })
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
