//! Entries in another order: `shuffle` in place, `permutation` and `permuted` as fresh arrays.
//! Moves elements by bytes; knows no dtype but its item size.

use super::bits::{Bits, Source, interval};
use super::choice::reshaped;
use super::fill::tell;
use super::generator::Generator;
use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::cast::{Casting, check_cast};
use crate::error::{Error, Result};
use crate::layout::walk::Odometer;
use crate::layout::{Layout, Order, size_of_shape};
use crate::limit;
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

/// A layout without one of its axes, and that axis's length and stride.
fn apart(layout: &Layout, axis: usize) -> (Layout, i64, i64) {
    let mut rest = layout.clone();
    let length = rest.shape.remove(axis);
    let stride = rest.strides.remove(axis);
    (rest, length, stride)
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
        let (rest, length, stride) = apart(&x.layout, axis);
        let itemsize = x.dtype.itemsize();
        let mut bytes = x.buffer.bytes_mut();
        for last in (1..length).rev() {
            let other = interval(&mut *source.bits, last.cast_unsigned()).cast_signed();
            if other == last {
                continue;
            }
            for entry in addresses(&rest) {
                swap(
                    &mut bytes,
                    entry + last * stride,
                    entry + other * stride,
                    itemsize,
                );
            }
        }
    }
    tell(source, "shuffle", x);
    Ok(())
}

/// Every element's byte, in C order.
fn addresses(layout: &Layout) -> impl Iterator<Item = i64> + use<> {
    let mut odometer = Odometer::new(&[layout]);
    std::iter::from_fn(move || odometer.next_bytes::<1>().map(|[byte]| byte))
}

/// Exchanges two items.
fn swap(bytes: &mut [u8], one: i64, other: i64, itemsize: usize) {
    let (low, high) = (one.min(other), one.max(other));
    let (Ok(low), Ok(high)) = (usize::try_from(low), usize::try_from(high)) else {
        return;
    };
    if high < low + itemsize || bytes.len() < high + itemsize {
        return;
    }
    let (before, after) = bytes.split_at_mut(high);
    before[low..low + itemsize].swap_with_slice(&mut after[..itemsize]);
}

/// The integers below a number, in random order.
pub(super) fn counted(source: &mut Source, count: i128) -> Result<Array> {
    let array = Array::arange(Input::PyInt(0), Input::PyInt(count), Input::PyInt(1), None)?;
    shuffled(source, &array, 0)?;
    Ok(array)
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
    if array.ndim() == 1 {
        let copied = array.copy_because("permutation()", "the array itself keeps its order")?;
        shuffled(source, &copied, 0)?;
        return Ok(copied);
    }
    let length = array.shape()[axis];
    limit::grant(array.shape(), array.dtype)?;
    let order: Vec<i64> = counted(source, length.into())?.to_vec()?;
    let (rest, _, stride) = apart(&array.layout, axis);
    let itemsize = array.dtype.itemsize();
    // As NumPy gathers: the axis becomes the outermost in memory, the others keep their own order.
    let layout = if array.size() == 0 {
        Layout::contiguous(array.shape(), itemsize, Order::C)
    } else {
        let mut layout = rest.packed_like(itemsize);
        layout.shape.insert(axis, length);
        let step = size_of_shape(&rest.shape) * itemsize as i64;
        layout.strides.insert(axis, step);
        layout
    };
    let result = Array::zeros_over(layout, array.dtype)?;
    let (to_rest, _, to_stride) = apart(&result.layout, axis);
    {
        let from_bytes = array.buffer.bytes();
        let mut to_bytes = result.buffer.bytes_mut();
        for (place, &chosen) in (0..).zip(&order) {
            let mut odometer = Odometer::new(&[&rest, &to_rest]);
            while let Some([from, to]) = odometer.next_bytes::<2>() {
                let from = span(from + chosen * stride, itemsize);
                let to = span(to + place * to_stride, itemsize);
                if let (Some(from), Some(to)) = (from_bytes.get(from), to_bytes.get_mut(to)) {
                    to.copy_from_slice(from);
                }
            }
        }
    }
    array.record_copy(
        &result,
        "permutation()".to_owned(),
        "entries in random order have no stride".to_owned(),
    );
    Ok(result)
}

fn span(byte: i64, itemsize: usize) -> std::ops::Range<usize> {
    let start = usize::try_from(byte).unwrap_or(usize::MAX - itemsize);
    start..start + itemsize
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
        all_shuffled(source, &out);
        tell(source, "permuted", &out);
        return Ok(out);
    };
    let axis = resolved(axis, out.ndim())?;
    let (rest, length, stride) = apart(&out.layout, axis);
    let itemsize = out.dtype.itemsize();
    // Nothing to swap, however many rows there are.
    if length < 2 {
        tell(source, "permuted", &out);
        return Ok(out);
    }
    let mut bytes = out.buffer.bytes_mut();
    // Rows of no length may be very many.
    let rows = addresses(&rest).take(if length > 1 { usize::MAX } else { 0 });
    for row in rows {
        for last in (1..length).rev() {
            let other = interval(&mut *source.bits, last.cast_unsigned()).cast_signed();
            swap(
                &mut bytes,
                row + last * stride,
                row + other * stride,
                itemsize,
            );
        }
    }
    drop(bytes);
    tell(source, "permuted", &out);
    Ok(out)
}

/// Shuffles all elements among each other: in memory order where they are packed, else in C order.
fn all_shuffled(source: &mut Source, out: &Array) {
    let walk = if out.f_contiguous() && !out.c_contiguous() {
        let axes: Vec<usize> = (0..out.ndim()).rev().collect();
        out.layout.with_axes(&axes)
    } else {
        out.layout.clone()
    };
    let size = walk.size();
    let place_of = |number: i64| -> i64 {
        let mut rest = number;
        let mut byte = walk.offset;
        for (&extent, &stride) in walk.shape.iter().zip(&walk.strides).rev() {
            byte += rest % extent.max(1) * stride;
            rest /= extent.max(1);
        }
        byte
    };
    let bits: &mut dyn Bits = &mut *source.bits;
    let itemsize = out.dtype.itemsize();
    let mut bytes = out.buffer.bytes_mut();
    for last in (1..size).rev() {
        let other = interval(bits, last.cast_unsigned()).cast_signed();
        swap(&mut bytes, place_of(last), place_of(other), itemsize);
    }
}

/// The first places of a shuffled count: how the legacy generator samples without replacement.
pub(super) fn first_of_permutation(
    source: &mut Source,
    population: i64,
    count: i64,
    shape: &[i64],
) -> Result<Array> {
    let all: Vec<i64> = counted(source, population.into())?.to_vec()?;
    let count = usize::try_from(count).unwrap_or(0).min(all.len());
    let places = reshaped(shape)?;
    let mut slots = places.buffer.elements_mut::<i64>();
    for (slot, &place) in slots.iter_mut().zip(&all[..count]) {
        *slot = place;
    }
    drop(slots);
    tell(source, "choice", &places);
    Ok(places)
}
