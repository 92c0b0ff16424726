//! Runs a sum of products: operands in place or packed, the innermost loop along a row of results or along one sum.
//! Whichever it is, every sum takes its products in the order that the plan says, so that `Replay` gives the same bits.

use std::cell::Ref;

use crate::short::SmallVec;

use super::block::Block;
#[cfg(feature = "lanes")]
use super::matrix;
use super::replay::apply_one;
use super::strips;
use super::{buffer_of, loop_of};
use crate::buffer::Buffer;
use crate::cast::{self, Side};
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::kernel::product::{Steps, Strip};
use crate::kernel::{Flags, Inner, warning};
use crate::layout::walk::Odometer;
use crate::layout::{Dims, Layout, Order};
use crate::limit;
#[cfg(feature = "lanes")]
use crate::plan::Kernel;
use crate::plan::{Contract, Operand};
use crate::scalar::Scalar;

/// Fewer products than this are not worth a packed copy.
const WORTH_PACKING: i64 = 256;

/// An operand's elements while the loops run.
struct Source<'a> {
    held: Held<'a>,
    /// Over all the plan's axes; strides and offset counted in elements.
    layout: Layout,
}

enum Held<'a> {
    InPlace(Ref<'a, [u8]>),
    Packed(Vec<u64>),
}

impl Source<'_> {
    fn bytes(&self) -> &[u8] {
        match &self.held {
            Held::InPlace(bytes) => bytes,
            Held::Packed(words) => bytemuck::cast_slice(words),
        }
    }

    fn strip(&self, first: i64, step: i64) -> Strip<'_> {
        Strip {
            bytes: self.bytes(),
            steps: Steps { first, step },
        }
    }

    /// Whether a run along this axis can be read side by side, or stays at one element.
    fn is_even_along(&self, axis: usize) -> bool {
        self.layout
            .strides
            .get(axis)
            .is_some_and(|stride| matches!(stride, 0 | 1))
    }
}

/// Adds up every cell of the output. A new one is all zeros before; any other is made so.
pub(super) fn run(plan: &Contract, buffers: &[Buffer]) -> Result<()> {
    if !plan.output.fresh {
        clear(plan, buffers)?;
    }
    if plan.shape.contains(&0) {
        return Ok(());
    }
    let dtype = plan.kernel.dtype;
    let mut sources: SmallVec<[Source<'_>; 2]> = SmallVec::new();
    for operand in &plan.operands {
        let buffer = buffer_of(operand.buffer, buffers)?;
        sources.push(match in_elements(&operand.broadcast, dtype) {
            Some(layout) if operand.cast.is_none() => Source {
                held: Held::InPlace(buffer.bytes()),
                layout,
            },
            _ => packed(operand, buffer, dtype)?,
        });
    }
    if plan.running {
        let read: SmallVec<[(&[u8], &Layout); 2]> = sources
            .iter()
            .map(|source| (source.bytes(), &source.layout))
            .collect();
        let output = output_in_elements(plan);
        let mut results = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
        return strips::run(plan, &read, &output, &mut results)
            .ok_or_else(|| Error::value("a plan reaches outside of its buffers"));
    }
    #[cfg(feature = "lanes")]
    if plan.tiles != Kernel::Scalar {
        let read: SmallVec<[(&[u8], &Layout); 2]> = sources
            .iter()
            .map(|source| (source.bytes(), &source.layout))
            .collect();
        let output = output_in_elements(plan);
        let mut results = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
        if matrix::run(plan, &read, &output, &mut results) {
            return Ok(());
        }
    }
    let inner = inner_axis(plan, &sources);
    if crate::layout::size_of_shape(&plan.shape) >= WORTH_PACKING {
        for (source, operand) in std::iter::zip(&mut sources, &plan.operands) {
            if inner.is_some_and(|axis| !source.is_even_along(axis)) {
                *source = packed(operand, buffer_of(operand.buffer, buffers)?, dtype)?;
            }
        }
    }
    let output = output_in_elements(plan);
    // The axes outside of the inner loop turn in the plan's order: a sum meets its products in C order.
    let outer: Vec<usize> = (0..plan.shape.len())
        .filter(|&axis| Some(axis) != inner)
        .collect();
    let layouts: SmallVec<[Layout; 3]> = sources
        .iter()
        .map(|source| source.layout.with_axes(&outer))
        .chain([output.with_axes(&outer)])
        .collect();
    let shape: Dims = outer.iter().map(|&axis| plan.shape[axis]).collect();
    let step = |layout: &Layout| inner.map_or(0, |axis| layout.strides[axis]);
    let count = inner.map_or(1, |axis| usize::try_from(plan.shape[axis]).unwrap_or(0));
    let mut results = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let mut rows = Odometer::over(&shape, &layouts.iter().collect::<SmallVec<[&Layout; 3]>>());
    while rows.advance() {
        let Some((&to, starts)) = rows.bytes().split_last() else {
            break;
        };
        let strips: SmallVec<[Strip<'_>; 2]> = std::iter::zip(&sources, starts)
            .map(|(source, &first)| source.strip(first, step(&source.layout)))
            .collect();
        let to = Steps {
            first: to,
            step: step(&output),
        };
        (plan.kernel.add_products)(&strips, &mut results, to, count);
    }
    Ok(())
}

/// Writes zeros to every cell of the output, those of a row at once where they lie side by side.
fn clear(plan: &Contract, buffers: &[Buffer]) -> Result<()> {
    let size = plan.output.dtype.itemsize();
    let layout = &plan.output.layout;
    let mut bytes = buffer_of(Some(plan.output.buffer), buffers)?.bytes_mut();
    let (axes, length) = match (layout.shape.last(), layout.strides.last()) {
        (Some(&length), Some(&stride)) if stride == size as i64 => (layout.ndim() - 1, length),
        _ => (layout.ndim(), 1),
    };
    let nbytes = usize::try_from(length).unwrap_or(0).saturating_mul(size);
    let axes: SmallVec<[usize; 8]> = (0..axes).collect();
    let mut rows = Odometer::new(&[&layout.with_axes(&axes)]);
    while let Some([first]) = rows.next_bytes::<1>() {
        let cells = usize::try_from(first).ok();
        if let Some(cells) = cells.and_then(|at| bytes.get_mut(at..at.saturating_add(nbytes))) {
            cells.fill(0);
        }
    }
    Ok(())
}

/// The axis of the innermost loop: the last one of the result where all operands lie evenly along it, else the last one
/// summed, along which they lie evenly once packed.
fn inner_axis(plan: &Contract, sources: &[Source<'_>]) -> Option<usize> {
    let last_long = |axes: std::ops::Range<usize>| axes.rev().find(|&axis| plan.shape[axis] > 1);
    let row = last_long(0..plan.kept);
    let sum = last_long(plan.kept..plan.shape.len());
    let even = |axis: usize| sources.iter().all(|source| source.is_even_along(axis));
    match (row, sum) {
        (Some(row), Some(sum)) if even(row) || !even(sum) && plan.shape[sum] < 4 => Some(row),
        (row, sum) => sum.or(row),
    }
}

/// A layout with strides and offset in elements; `None` where elements do not lie at whole ones.
fn in_elements(layout: &Layout, dtype: DType) -> Option<Layout> {
    let size = i64::try_from(dtype.itemsize()).ok()?;
    let whole = |bytes: &i64| (bytes % size == 0).then(|| bytes / size);
    Some(Layout {
        shape: layout.shape.clone(),
        strides: layout.strides.iter().map(whole).collect::<Option<_>>()?,
        offset: whole(&layout.offset)?,
    })
}

/// The output stretched over all axes: its stride is 0 along those summed.
fn output_in_elements(plan: &Contract) -> Layout {
    let mut layout = plan.output.layout.clone();
    layout.strides.resize(plan.shape.len(), 0);
    layout.shape = plan.shape.clone();
    in_elements(&layout, plan.kernel.dtype).unwrap_or(layout)
}

/// An operand copied so that its own axes lie in the plan's order, cast on the way; axes of stride 0 keep it.
fn packed(operand: &Operand, buffer: &Buffer, dtype: DType) -> Result<Source<'static>> {
    let stretched = &operand.broadcast;
    let mut own = stretched.clone();
    for (extent, &stride) in std::iter::zip(&mut own.shape, &stretched.strides) {
        if stride == 0 {
            *extent = 1;
        }
    }
    let nbytes = limit::grant(&own.shape, dtype)?;
    let mut words = vec![0u64; nbytes.div_ceil(8)];
    let to = Layout::contiguous(&own.shape, dtype.itemsize(), Order::C);
    cast::copy_strided(
        &buffer.bytes(),
        Side {
            layout: &own,
            dtype: operand.dtype,
        },
        bytemuck::cast_slice_mut(&mut words),
        Side { layout: &to, dtype },
    );
    let mut layout = in_elements(&to, dtype).unwrap_or(to);
    for (stride, &extent) in std::iter::zip(&mut layout.strides, &own.shape) {
        if extent == 1 {
            *stride = 0;
        }
    }
    layout.shape = stretched.shape.clone();
    Ok(Source {
        held: Held::Packed(words),
        layout,
    })
}

/// The finished sum of one cell of the result: its products through the kernel, one at a time.
///
/// `elements` gives the operands' elements at an index of all the axes, as the loop sees them.
pub(super) fn sum_of(
    plan: &Contract,
    kept: &[i64],
    elements: impl Fn(&[i64]) -> Option<SmallVec<[Scalar; 2]>>,
) -> Option<Scalar> {
    let dtype = plan.kernel.dtype;
    let size = dtype.itemsize();
    let mut sum = Block::default();
    let nothing = Layout {
        shape: Dims::from_slice(plan.summed_shape()),
        strides: Dims::from_elem(0, plan.summed_shape().len()),
        offset: 0,
    };
    let mut index = Dims::from_slice(kept);
    let mut summed = Odometer::new(&[&nothing]);
    sum.bytes_mut(size).fill(0);
    let mut sides: [Vec<u64>; 2] = [Vec::new(), Vec::new()];
    while summed.advance() {
        index.truncate(kept.len());
        index.extend_from_slice(summed.indices());
        if plan.running {
            for (side, element) in sides.iter_mut().zip(elements(&index)?) {
                let mut word = [0; 8];
                word[..size].copy_from_slice(element.to_bytes().get(..size)?);
                side.push(u64::from_le_bytes(word));
            }
            continue;
        }
        let mut blocks: SmallVec<[Block; 2]> = SmallVec::new();
        for element in elements(&index)? {
            let bytes = element.to_bytes();
            let mut block = Block::default();
            block.bytes_mut(bytes.len()).copy_from_slice(&bytes);
            blocks.push(block);
        }
        let here = Steps { first: 0, step: 0 };
        let strips: SmallVec<[Strip<'_>; 2]> = blocks
            .iter()
            .map(|block| Strip {
                bytes: block.bytes(size),
                steps: here,
            })
            .collect();
        (plan.kernel.add_products)(&strips, sum.bytes_mut(size), here, 1);
    }
    if plan.running {
        let [a, b] = &sides;
        return strips::sum_of_elements(dtype, a, b);
    }
    Scalar::from_bytes(dtype, sum.bytes(size))
}

/// What the sums met on their way, found by adding up again those that ended infinite or NaN.
pub(super) fn met(plan: &Contract, buffers: &[Buffer]) -> Result<Flags> {
    let dtype = plan.kernel.dtype;
    let mut flags = Flags::NONE;
    let inexact = dtype.kind() == Kind::Float || dtype.is_complex();
    if !inexact || plan.shape.contains(&0) {
        return Ok(flags);
    }
    let element = |bytes: &[u8], byte: i64, stored: DType| -> Option<Scalar> {
        let start = usize::try_from(byte).ok()?;
        let found = bytes.get(start..start.checked_add(stored.itemsize())?)?;
        Some(Scalar::from_bytes(stored, found)?.cast(dtype))
    };
    let (multiply, add) = (
        loop_of("multiply", &[dtype; 3])?.inner,
        loop_of("add", &[dtype; 3])?.inner,
    );
    let step = |ufunc: &str, kernel: Inner, before: Option<Scalar>, next: Scalar| {
        let Some(before) = before else {
            return (Some(next), Flags::NONE);
        };
        let after = apply_one(kernel, &[before, next], dtype);
        let inputs = [before.to_bytes(), next.to_bytes()];
        let made = after.map(Scalar::to_bytes).unwrap_or_default();
        let told = warning::of_step(ufunc, &[&inputs[0], &inputs[1]], dtype, &made);
        (after, told)
    };
    let mut inputs = Vec::new();
    for operand in &plan.operands {
        inputs.push(buffer_of(operand.buffer, buffers)?.bytes());
    }
    let results = buffer_of(Some(plan.output.buffer), buffers)?.bytes();
    let summed = Layout {
        shape: Dims::from_slice(plan.summed_shape()),
        strides: Dims::from_elem(0, plan.summed_shape().len()),
        offset: 0,
    };
    let mut cells = Odometer::new(&[&plan.output.layout]);
    while cells.advance() {
        let &[byte] = cells.bytes() else { break };
        if element(&results, byte, plan.output.dtype).is_none_or(is_finite) {
            continue;
        }
        let mut sum = None;
        let mut index = Dims::from_slice(cells.indices());
        let mut terms = Odometer::new(&[&summed]);
        while terms.advance() {
            index.truncate(plan.kept);
            index.extend_from_slice(terms.indices());
            let factors = std::iter::zip(&plan.operands, &inputs).filter_map(|(operand, bytes)| {
                element(bytes, operand.broadcast.byte_at(&index), operand.dtype)
            });
            let mut product = None;
            for factor in factors {
                let (next, told) = step("multiply", multiply, product, factor);
                flags = flags.and(told);
                product = next;
            }
            if let Some(product) = product {
                let (next, told) = step("add", add, sum, product);
                flags = flags.and(told);
                sum = next;
            }
        }
    }
    Ok(flags)
}

/// Whether no part is infinite or NaN.
fn is_finite(value: Scalar) -> bool {
    match value {
        Scalar::F32(value) => value.is_finite(),
        Scalar::F64(value) => value.is_finite(),
        #[cfg(feature = "complex")]
        Scalar::C64(value) => value.re.is_finite() && value.im.is_finite(),
        #[cfg(feature = "complex")]
        Scalar::C128(value) => value.re.is_finite() && value.im.is_finite(),
        _ => true,
    }
}
