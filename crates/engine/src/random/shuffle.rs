//! Entries in another order: `shuffle` in place, `permutation` and `permuted` as fresh arrays.
//! An order is drawn; then entries are gathered in it, and, in place, moved back.

use super::bits::{Source, interval};
use super::choice::reshaped;
use super::fill::Drawing;
use super::generator::Generator;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{Casting, check_cast};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::index::Index;
use crate::layout::axes::Axes;
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, Order, size_of_shape};
use crate::limit;
use crate::plan::draw::DrawCall;
use crate::plan::gather::{Direction, Picker};
use crate::plan::{self, Bounds, Gather, Output};
use crate::promote::Input;
use crate::ufunc::{Operand, heard};

impl Generator {
    /// Shuffles an array in place: whole entries along one axis change places. Writes its bytes, returns nothing.
    ///
    /// # Errors
    /// `ValueError: array is read-only`; `TypeError: len() of unsized object` for a 0-d array; an axis out of bounds.
    pub fn shuffle(&mut self, x: &Array, axis: i64) -> Result<()> {
        heard(shuffled(&mut self.source, x, axis))
    }

    /// The integers below a number, or an array's entries along an axis, in random order. A fresh array: its memory
    /// order is the array's, but with the axis outermost.
    ///
    /// # Errors
    /// An axis out of bounds; memory.
    pub fn permutation(&mut self, x: Operand<'_>, axis: i64) -> Result<Array> {
        heard(permutation(&mut self.source, x, axis))
    }

    /// The elements along an axis in random order, every row in an order of its own; without an axis, all elements.
    ///
    /// A fresh array in the array's memory order, or `out` itself.
    ///
    /// # Errors
    /// `ValueError: out must have the same shape as x`, `out is read-only`; `TypeError` where `x` cannot be cast safely;
    /// an axis out of bounds; memory.
    pub fn permuted(&mut self, x: &Array, axis: Option<i64>, out: Option<&Array>) -> Result<Array> {
        heard(permuted(&mut self.source, x, axis, out))
    }
}

/// An axis counted from either end.
fn resolved(axis: i64, ndim: usize) -> Result<usize> {
    let along = if axis < 0 {
        axis.saturating_add(ndim as i64)
    } else {
        axis
    };
    let found = usize::try_from(along).ok().filter(|&along| along < ndim);
    found.ok_or_else(|| Error::axis(axis, ndim))
}

fn unsized_object() -> Error {
    Error::type_("len() of unsized object")
}

/// A layout without one of its axes.
fn without(layout: &Layout, axis: usize) -> Layout {
    let mut rest = layout.clone();
    rest.shape.remove(axis);
    rest.strides.remove(axis);
    rest
}

/// The numbers below a length in random order, for each of so many rows: shape `(rows…, length)`, `int64`.
fn orders(source: &mut Source, name: &'static str, shape: &[i64], length: i64) -> Result<Array> {
    let array = Array::blank(shape, DType::I64)?;
    let drawing = Drawing::all(name, shape, shuffled_rows).with(&[length]);
    drawing.into_array(source, &array, true)?;
    Ok(array)
}

/// Counts every row and shuffles it from its end: R. Durstenfeld's method.
fn shuffled_rows(call: &mut DrawCall<'_>) -> Result<()> {
    let length = usize::try_from(call.argument(0)).unwrap_or(0);
    if length == 0 {
        return Ok(());
    }
    for first in (0..call.len()).step_by(length) {
        let mut row: Vec<i64> = (0..call.argument(0)).collect();
        call.put_all(first, &row);
        for last in (1..length).rev() {
            let other = interval(&mut *call.source.bits, last as u64) as usize;
            row.swap(last, other);
            call.put(first + last, row[last]);
            call.put(first + other, row[other]);
        }
    }
    Ok(())
}

/// Shuffles in place, for either generator.
pub(super) fn shuffled(source: &mut Source, x: &Array, axis: i64) -> Result<()> {
    if x.ndim() == 0 {
        return Err(unsized_object());
    }
    if !x.writeable {
        return Err(Error::value("array is read-only"));
    }
    let axis = resolved(axis, x.ndim())?;
    if x.size() > 0 {
        let length = x.shape()[axis];
        let order = orders(source, "shuffle", &[length], length)?;
        let moved = Array::blank(x.shape(), x.dtype)?;
        let positions = along(&order, x.shape(), axis);
        gathered(x, &x.layout, &order, positions, &[axis], &moved)?;
        x.put(&moved)?;
    }
    Ok(())
}

/// Positions over a shape: they turn along one axis, and are the same on all others.
fn along(order: &Array, shape: &[i64], axis: usize) -> Layout {
    let mut layout = Layout {
        shape: shape.into(),
        strides: Dims::from_elem(0, shape.len()),
        offset: order.layout.offset,
    };
    layout.strides[axis] = order.strides().last().copied().unwrap_or(0);
    layout
}

/// Reads the elements of an array, seen through a layout, at positions that count over some of its axes as one.
fn gathered(
    array: &Array,
    seen: &Layout,
    order: &Array,
    positions: Layout,
    axes: &[usize],
    result: &Array,
) -> Result<()> {
    let of = |array: &Array, broadcast: Layout| plan::Operand {
        buffer: Some(array.buffer.id()),
        dtype: array.dtype,
        layout: array.layout.clone(),
        broadcast,
        cast: None,
        constant: None,
    };
    let mut rest = seen.clone();
    for &axis in axes {
        rest.strides[axis] = 0;
    }
    let planned = Gather {
        direction: Direction::Gather,
        order: loop_order(&[&result.layout]),
        shape: seen.shape.clone(),
        pickers: vec![Picker {
            positions: of(order, positions),
            axis: axes.first().copied().unwrap_or(0),
            span: axes.iter().map(|&axis| seen.shape[axis]).collect(),
            strides: axes.iter().map(|&axis| seen.strides[axis]).collect(),
            bounds: Bounds::Raise,
        }],
        source: of(array, rest),
        output: Output {
            buffer: result.buffer.id(),
            dtype: result.dtype,
            layout: result.layout.clone(),
            fresh: true,
            cast: None,
        },
        backward: Axes::new(),
    };
    let buffers = [&array.buffer, &order.buffer, &result.buffer].map(Clone::clone);
    let why = "entries in random order have no stride";
    execute::perform_gather(planned, &buffers, || "take".to_owned(), why)
}

/// The integers below a number, in random order.
pub(super) fn counted(source: &mut Source, count: i128) -> Result<Array> {
    let length = match i64::try_from(count) {
        Ok(length) => length.max(0),
        // What cannot be counted is refused as `arange` refuses it.
        Err(_) => {
            Array::arange(Input::PyInt(0), Input::PyInt(count), Input::PyInt(1), None)?.size()
        }
    };
    orders(source, "permutation", &[length], length)
}

fn permutation(source: &mut Source, x: Operand<'_>, axis: i64) -> Result<Array> {
    let array = match x {
        Operand::PyInt(count) => return counted(source, count),
        Operand::PyBool(count) => return counted(source, count.into()),
        Operand::Array(array) => array,
        _ => return Err(Error::axis(axis, 0)),
    };
    let axis = resolved(axis, array.ndim())?;
    reordered(source, array, axis)
}

/// An array's entries along an axis in random order.
pub(super) fn reordered(source: &mut Source, array: &Array, axis: usize) -> Result<Array> {
    let length = array.shape()[axis];
    limit::grant(array.shape(), array.dtype)?;
    let order = counted(source, length.into())?;
    let itemsize = array.dtype.itemsize();
    // As NumPy gathers: the axis becomes the outermost in memory, the others keep their own order.
    let layout = if array.size() == 0 || array.ndim() == 1 {
        Layout::contiguous(array.shape(), itemsize, Order::C)
    } else {
        let rest = without(&array.layout, axis);
        let mut layout = rest.packed_like(itemsize);
        layout.shape.insert(axis, length);
        let step = size_of_shape(&rest.shape) * itemsize as i64;
        layout.strides.insert(axis, step);
        layout
    };
    let result = Array::zeros_over(layout, array.dtype)?;
    let positions = along(&order, array.shape(), axis);
    gathered(array, &array.layout, &order, positions, &[axis], &result)?;
    Ok(result)
}

fn permuted(
    source: &mut Source,
    x: &Array,
    axis: Option<i64>,
    out: Option<&Array>,
) -> Result<Array> {
    let out = match out {
        None => x.copy(CopyOrder::K)?,
        Some(out) => {
            if !out.writeable {
                return Err(Error::value("out is read-only"));
            }
            if out.shape() != x.shape() {
                return Err(Error::value("out must have the same shape as x"));
            }
            check_cast(x.dtype, out.dtype, Casting::Safe)?;
            // Through a copy, in case the two share bytes.
            out.put(&x.copy(CopyOrder::K)?)?;
            out.clone()
        }
    };
    let Some(axis) = axis else {
        if out.ndim() == 0 {
            return Err(unsized_object());
        }
        all_shuffled(source, &out)?;
        return Ok(out);
    };
    let axis = resolved(axis, out.ndim())?;
    let length = out.shape()[axis];
    // Nothing to swap, however many rows there are.
    if length < 2 || out.size() == 0 {
        return Ok(out);
    }
    let rest = without(&out.layout, axis);
    let mut shape = rest.shape.clone();
    shape.push(length);
    let order = orders(source, "permuted", &shape, length)?;
    // Every row has an order of its own.
    let mut positions = order.layout.clone();
    let step = positions.strides.pop().unwrap_or(0);
    positions.shape.pop();
    positions.shape.insert(axis, length);
    positions.strides.insert(axis, step);
    let moved = Array::blank(out.shape(), out.dtype)?;
    gathered(&out, &out.layout, &order, positions, &[axis], &moved)?;
    out.put(&moved)?;
    Ok(out)
}

/// Shuffles all elements among each other: in memory order where they are packed, else in C order.
fn all_shuffled(source: &mut Source, out: &Array) -> Result<()> {
    let axes: Vec<usize> = if out.f_contiguous() && !out.c_contiguous() {
        (0..out.ndim()).rev().collect()
    } else {
        (0..out.ndim()).collect()
    };
    let walk = out.layout.with_axes(&axes);
    let size = walk.size();
    if size == 0 {
        return Ok(());
    }
    let order = orders(source, "permuted", &[size], size)?;
    let positions = Layout::contiguous(&walk.shape, order.itemsize(), Order::C);
    let moved = Array::blank(&walk.shape, out.dtype)?;
    let all: Vec<usize> = (0..walk.ndim()).collect();
    gathered(out, &walk, &order, positions, &all, &moved)?;
    moved.fill(out, &moved.layout, &walk)
}

/// The first places of a shuffled count: how the legacy generator samples without replacement.
pub(super) fn first_of_permutation(
    source: &mut Source,
    population: i64,
    shape: &[i64],
) -> Result<Array> {
    let all = counted(source, population.into())?;
    let places = reshaped(shape)?;
    let first = all.index(&[Index::range(0, places.size())])?;
    let packed = Layout::contiguous(&[places.size()], places.itemsize(), Order::C);
    first.fill(&places, &first.layout, &packed)?;
    Ok(places)
}
