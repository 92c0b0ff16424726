//! Turns a ufunc, its inputs and perhaps an `out` into a plan: loop chosen, shapes broadcast, result laid out, loops
//! merged. Knows dtypes and layouts; allocates nothing.

use super::resolve::resolve;
use super::table::{Loop, Ufunc};
use crate::buffer::BufferId;
use crate::cast::{Casting, can_cast};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::layout::broadcast::broadcast_shape;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, Order, shape_text};
use crate::plan::{Elementwise, Kernel, Operand, Output, merged_loops};
use crate::promote::Input;

/// An input as a plan needs it: what it counts as for the dtype, and where its elements lie.
#[derive(Debug)]
pub(crate) struct Given {
    /// Its part in finding the loop.
    pub(crate) input: Input,
    /// Its own layout; that of a 0-d array for a Python number.
    pub(crate) layout: Layout,
    /// Its bytes, where there are any.
    pub(crate) buffer: Option<BufferId>,
}

/// An array that takes the result.
#[derive(Debug)]
pub(crate) struct Into<'a> {
    /// Its bytes.
    pub(crate) buffer: BufferId,
    /// Its dtype.
    pub(crate) dtype: DType,
    /// Its layout.
    pub(crate) layout: &'a Layout,
    /// Whether it may be written.
    pub(crate) writeable: bool,
    /// Which casts of the result are allowed.
    pub(crate) casting: Casting,
}

/// The name of a buffer that is still to be allocated.
pub(crate) const NOT_ALLOCATED: BufferId = BufferId(0);

/// Plans a call. Without `into`, the output's buffer is [`NOT_ALLOCATED`].
///
/// # Errors
/// In NumPy's order: the loop, an `out` that cannot be cast to or written, the shapes.
pub(crate) fn plan(
    row: &'static Ufunc,
    given: Vec<Given>,
    into: Option<&Into<'_>>,
) -> Result<Elementwise> {
    let inputs: Vec<Input> = given.iter().map(|one| one.input).collect();
    let resolved = resolve(row, &inputs)?;
    let chosen = resolved.chosen;
    if let Some(into) = into {
        check_output_dtype(row, chosen, into)?;
    }
    let shape = shape_of(&given, into)?;
    let mut operands = Vec::with_capacity(given.len());
    for ((one, constant), &read) in std::iter::zip(given, resolved.constants).zip(chosen.inputs) {
        let dtype = match one.input {
            Input::Array(dtype) => dtype,
            _ => read,
        };
        operands.push(Operand {
            buffer: one.buffer,
            dtype,
            broadcast: one.layout.broadcast_to(&shape)?,
            layout: one.layout,
            cast: (dtype != read).then_some(read),
            constant,
        });
    }
    let strides: Vec<&Layout> = operands.iter().map(|one| &one.broadcast).collect();
    let mut walked = strides;
    walked.extend(into.map(|into| into.layout));
    let order = loop_order(&walked);
    let output = match into {
        Some(into) => Output {
            buffer: into.buffer,
            dtype: into.dtype,
            layout: into.layout.clone(),
            fresh: false,
            cast: (into.dtype != chosen.output).then_some(chosen.output),
        },
        None => Output {
            buffer: NOT_ALLOCATED,
            dtype: chosen.output,
            layout: new_layout(&operands, &shape, &order, chosen.output),
            fresh: true,
            cast: None,
        },
    };
    walked.truncate(operands.len());
    walked.push(&output.layout);
    let loops = merged_loops(&walked, &order);
    Ok(Elementwise {
        ufunc: row.name,
        operands,
        output,
        signature: signature(chosen),
        order,
        loops,
        shape,
        kernel: Kernel::Scalar,
    })
}

/// The layout of a new result: the memory order of the inputs.
///
/// Where every array input has the result's shape, lies in Fortran order and needs no cast, NumPy takes a shorter way that
/// gives the strides of a fresh Fortran array; they differ on axes of length 1 only.
fn new_layout(operands: &[Operand], shape: &[i64], order: &[usize], dtype: DType) -> Layout {
    let mut arrays = operands
        .iter()
        .filter(|one| one.layout.ndim() > 0)
        .peekable();
    let all_fortran = arrays.peek().is_some()
        && arrays.all(|one| {
            let itemsize = one.dtype.itemsize();
            one.cast.is_none()
                && one.layout.shape.as_slice() == shape
                && one.layout.is_f_contiguous(itemsize)
                && !one.layout.is_c_contiguous(itemsize)
        });
    if all_fortran {
        Layout::contiguous(shape, dtype.itemsize(), Order::F)
    } else {
        Layout::packed_in_order(shape, dtype.itemsize(), order)
    }
}

fn signature(chosen: &Loop) -> Vec<DType> {
    let mut dtypes = chosen.inputs.to_vec();
    dtypes.push(chosen.output);
    dtypes
}

/// The shape all inputs broadcast to; an `out` must have it already.
fn shape_of(given: &[Given], into: Option<&Into<'_>>) -> Result<Dims> {
    let mut shapes: Vec<&[i64]> = given
        .iter()
        .map(|one| one.layout.shape.as_slice())
        .collect();
    let Some(into) = into else {
        return broadcast_shape(&shapes);
    };
    let own = into.layout.shape.as_slice();
    shapes.push(own);
    // All shapes are in the sentence when they do not agree, `out` among them.
    let mut shape = broadcast_shape(&shapes)?;
    if shape.as_slice() != own {
        shapes.pop();
        shape = broadcast_shape(&shapes)?;
        return Err(Error::value(format!(
            "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
            shape_text(own),
            shape_text(&shape)
        )));
    }
    if !into.writeable {
        return Err(Error::value("output array is read-only"));
    }
    Ok(shape)
}

fn check_output_dtype(row: &Ufunc, chosen: &Loop, into: &Into<'_>) -> Result<()> {
    if can_cast(chosen.output, into.dtype, into.casting) {
        return Ok(());
    }
    Err(Error::new(
        ErrorClass::UFuncOutputCasting,
        format!(
            "Cannot cast ufunc '{}' output from dtype('{}') to dtype('{}') with casting rule '{}'",
            row.name,
            chosen.output,
            into.dtype,
            into.casting.name()
        ),
    ))
}
