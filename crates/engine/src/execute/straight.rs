//! Plans that are one block: one loop, whose inputs and output lie side by side as the kernel takes them.
//! Such a plan is a few numbers, and a call that has the same numbers as one before can go straight to the kernel.

use std::cell::Ref;

#[cfg(feature = "lanes")]
use crate::short::SmallVec;

use super::block::Run;
use super::buffer_of;
#[cfg(feature = "lanes")]
use super::elementwise::outer_layouts;
use super::elementwise::{Chosen, kernel_of};
use crate::buffer::Buffer;
use crate::dtype::DType;
use crate::kernel::{self, Flags};
#[cfg(feature = "lanes")]
use crate::layout::{Dims, Layout, walk::Odometer};
use crate::plan::{Elementwise, LoopAxis};
#[cfg(any(feature = "kept", feature = "chain"))]
use crate::promote::Input;
use crate::scalar::Scalar;

/// Inputs of such a plan at most.
const INPUTS: usize = 3;

/// How an input is read, or the output written.
#[derive(Clone, Copy, Debug, Default)]
struct Part {
    bytes: usize,
    /// What its address is a multiple of.
    unit: usize,
    /// Whether it is one element for all.
    splat: bool,
}

impl Part {
    /// Where it lies, when its first byte is this one.
    fn range(self, first: i64) -> Option<std::ops::Range<usize>> {
        let start = usize::try_from(first).ok()?;
        let whole = self.unit != 0 && start.is_multiple_of(self.unit);
        whole.then(|| start..start + self.bytes)
    }
}

/// All that such a plan needs beside its buffers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Straight {
    kernel: Chosen,
    /// The dtype of the first input.
    first: DType,
    inputs: [Part; INPUTS],
    number: usize,
    output: Part,
}

/// An input's bytes while the block is computed.
pub(crate) enum Lent<'a> {
    /// Those of a buffer, and which is the first.
    Bytes(Ref<'a, [u8]>, i64),
    /// A number in aligned bytes.
    Number([u64; 2]),
}

impl Lent<'_> {
    /// A number.
    pub(crate) fn number(value: Scalar) -> Option<Self> {
        let mut words = [0; 2];
        let bytes = value.to_bytes();
        bytemuck::bytes_of_mut(&mut words)
            .get_mut(..bytes.len())?
            .copy_from_slice(&bytes);
        Some(Lent::Number(words))
    }

    /// A Python number as a float, as [`promote::convert`](crate::promote::convert) makes it: the numbers that most calls are
    /// made with. Nothing for all others.
    #[cfg(any(feature = "kept", feature = "chain"))]
    pub(crate) fn float(input: Input, dtype: DType) -> Option<Self> {
        let value = match input {
            Input::PyFloat(value) => value,
            Input::PyInt(value @ 0..=127) => f64::from(value as u8),
            _ => return None,
        };
        match dtype {
            DType::F64 => Some(Lent::Number([value.to_bits(), 0])),
            DType::F32 => Some(Lent::Number([u64::from((value as f32).to_bits()), 0])),
            _ => None,
        }
    }

    /// So many bytes from the first on, whose address is a multiple of a unit.
    #[cfg(all(any(feature = "kept", feature = "chain"), feature = "lanes"))]
    pub(crate) fn first_bytes(&self, bytes: usize, unit: usize) -> Option<&[u8]> {
        self.part(Part {
            bytes,
            unit,
            splat: false,
        })
    }

    fn part(&self, part: Part) -> Option<&[u8]> {
        match self {
            Lent::Bytes(_, first) => self.part_from(part, *first),
            Lent::Number(_) => self.part_from(part, 0),
        }
    }

    /// A part that starts at another byte.
    fn part_from(&self, part: Part, first: i64) -> Option<&[u8]> {
        match self {
            Lent::Bytes(bytes, _) => bytes.get(part.range(first)?),
            Lent::Number(words) => bytemuck::bytes_of(words).get(..part.bytes),
        }
    }
}

impl Straight {
    /// The numbers of a plan, if it is of this kind.
    pub(crate) fn of(plan: &Elementwise) -> Option<Self> {
        match plan.loops.as_slice() {
            [only] => Self::of_loop(plan, only),
            _ => None,
        }
    }

    /// Those of one turn of the loops around the innermost one.
    fn of_loop(plan: &Elementwise, only: &LoopAxis) -> Option<Self> {
        let (result, inner) = plan.entry.plain.part(plan.part)?;
        let kernel = kernel_of(plan, inner).ok()?;
        let count = usize::try_from(only.length).ok()?;
        if plan.is_masked()
            || count == 0
            || plan.output.dtype != result
            || plan.operands.len() > INPUTS
        {
            return None;
        }
        let part = |stride: i64, count: usize, dtype: DType, splat: bool| {
            let unit = dtype.itemsize();
            let side_by_side = Run {
                byte: 0,
                stride,
                count,
            };
            Some(Part {
                bytes: side_by_side.contiguous(unit)?.end,
                unit,
                splat,
            })
        };
        let mut inputs = [Part::default(); INPUTS];
        let operands = plan.operands.iter().zip(&only.input_strides);
        for ((operand, &stride), slot) in operands.zip(&mut inputs) {
            let splat = stride == 0 && kernel.splats();
            let needed = if splat { 1 } else { count };
            let number = operand.constant.is_some();
            if operand.cast.is_some() || number && needed != 1 {
                return None;
            }
            *slot = part(stride, needed, operand.dtype, splat)?;
        }
        Some(Self {
            kernel,
            first: plan.signature.first().copied().unwrap_or(result),
            inputs,
            number: plan.operands.len(),
            output: part(only.output_stride, count, result, false)?,
        })
    }

    /// Computes the block. Nothing is computed where it lies otherwise than was thought.
    pub(crate) fn run(
        &self,
        lent: &[Option<Lent<'_>>; INPUTS],
        output: &mut [u8],
        first: i64,
    ) -> Option<Flags> {
        let mut sources = [kernel::Source::Stream(&[]); INPUTS];
        let parts = self.inputs.iter().take(self.number);
        for ((source, lent), part) in sources.iter_mut().zip(lent).zip(parts) {
            let bytes = lent.as_ref()?.part(*part)?;
            *source = match part.splat {
                true => kernel::Source::Splat(bytes),
                false => kernel::Source::Stream(bytes),
            };
        }
        let sources = sources.get(..self.number)?;
        let target = output.get_mut(self.output.range(first)?)?;
        Some(self.kernel.apply(self.first, sources, target))
    }
}

/// The bytes of all inputs; nothing where one of them lies in the output's buffer.
fn lent<'a>(plan: &Elementwise, buffers: &'a [Buffer]) -> Option<[Option<Lent<'a>>; INPUTS]> {
    let mut lent = [const { None }; INPUTS];
    for (operand, slot) in plan.operands.iter().zip(&mut lent) {
        *slot = Some(match operand.constant {
            Some(value) => Lent::number(value)?,
            None if operand.buffer == Some(plan.output.buffer) => return None,
            None => {
                let bytes = buffer_of(operand.buffer, buffers).ok()?.bytes();
                Lent::Bytes(bytes, operand.broadcast.offset)
            }
        });
    }
    Some(lent)
}

/// Computes a plan whose inner loop is such a block, one turn of the loops around it after the other. Nothing is computed, or
/// not all, where the plan is anything else.
#[cfg(feature = "lanes")]
pub(super) fn row_by_row(plan: &Elementwise, buffers: &[Buffer]) -> Option<Flags> {
    let (inner, outer) = plan.loops.split_last()?;
    let (rows, above) = outer.split_last()?;
    let straight = Straight::of_loop(plan, inner)?;
    let lent = lent(plan, buffers)?;
    let mut written = buffer_of(Some(plan.output.buffer), buffers)
        .ok()?
        .bytes_mut();
    let layouts = outer_layouts(plan, above);
    let mut visits = Odometer::over(
        &above.iter().map(|one| one.length).collect::<Dims>(),
        &layouts.iter().collect::<SmallVec<[&Layout; 3]>>(),
    );
    let parts = straight.inputs.get(..straight.number)?;
    let mut flags = Flags::NONE;
    while visits.advance() {
        let (to, from) = visits.bytes().split_last()?;
        let mut to = *to;
        let mut firsts = [0; INPUTS];
        for (first, from) in firsts.iter_mut().zip(from) {
            *first = *from;
        }
        for _ in 0..rows.length {
            let mut sources = [kernel::Source::Stream(&[]); INPUTS];
            for (number, part) in parts.iter().enumerate() {
                let bytes = lent[number].as_ref()?.part_from(*part, firsts[number])?;
                sources[number] = match part.splat {
                    true => kernel::Source::Splat(bytes),
                    false => kernel::Source::Stream(bytes),
                };
                firsts[number] += rows.input_strides[number];
            }
            let target = written.get_mut(straight.output.range(to)?)?;
            let sources = &sources[..straight.number];
            flags = flags.and(straight.kernel.apply(straight.first, sources, target));
            to += rows.output_stride;
        }
    }
    Some(flags)
}

/// Computes a plan that is one block. Nothing is computed where the plan is more than that.
pub(super) fn at_once(plan: &Elementwise, buffers: &[Buffer]) -> Option<Flags> {
    let straight = Straight::of(plan)?;
    let lent = lent(plan, buffers)?;
    let output = &plan.output;
    let mut written = buffer_of(Some(output.buffer), buffers).ok()?.bytes_mut();
    straight.run(&lent, &mut written, output.layout.offset)
}
