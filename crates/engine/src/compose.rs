//! Shorthands for operations that are made of operations: taking, joining, cutting, counting true elements.
//! Each step is one that a recorder hears; whoever composes them says in which order.

use smallvec::SmallVec;

use crate::array::Array;
use crate::dtype::{DType, Kind};
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::{Dims, Layout};
use crate::lines::{Lined, Work, lines_first, packed};
use crate::plan::lines::{LineCall, LineKernel};
use crate::promote::promote_types;
use crate::reduce::{self, Options};
use crate::scalar::Scalar;
use crate::ufunc::{self, Operand};

static TAKE: LineKernel = LineKernel {
    name: "take",
    run: take_line,
};
static FLATNONZERO: LineKernel = LineKernel {
    name: "flatnonzero",
    run: find_true,
};
static PUT: LineKernel = LineKernel {
    name: "put",
    run: put_line,
};
static CUMSUM: LineKernel = LineKernel {
    name: "cumsum",
    run: add_up,
};

/// `values[places]`, a negative place counted from the end.
fn take_line(call: &mut LineCall<'_>) -> Result<()> {
    let &[values, places] = call.inputs else {
        return Ok(());
    };
    for (to, &place) in places.elements::<i64>().iter().enumerate() {
        let length = values.len() as i64;
        let from = if place < 0 {
            place.saturating_add(length)
        } else {
            place
        };
        let from = usize::try_from(from)
            .ok()
            .filter(|&from| from < values.len());
        let Some(from) = from else {
            return Err(Error::index(format!(
                "index {place} is out of bounds for axis 0 with size {length}"
            )));
        };
        call.put(to, values.item(from), &[(1, to), (0, from)]);
    }
    Ok(())
}

/// The places of true elements.
fn find_true(call: &mut LineCall<'_>) -> Result<()> {
    let &[mask] = call.inputs else {
        return Ok(());
    };
    let mut found = 0;
    for (place, &one) in mask.bytes.iter().enumerate() {
        if one != 0 {
            call.put(found, &(place as i64).to_le_bytes(), &[(0, place)]);
            found += 1;
        }
    }
    Ok(())
}

/// `result[places] = values`.
fn put_line(call: &mut LineCall<'_>) -> Result<()> {
    let &[values, places] = call.inputs else {
        return Ok(());
    };
    for (from, &place) in places.elements::<i64>().iter().enumerate() {
        let to = usize::try_from(place).unwrap_or(usize::MAX);
        call.put(to, values.item(from), &[(1, from), (0, from)]);
    }
    Ok(())
}

/// The sum of the elements up to each one, in the result's dtype: integers wrap, `float32` rounds at each step.
fn add_up(call: &mut LineCall<'_>) -> Result<()> {
    let &[line] = call.inputs else {
        return Ok(());
    };
    if line.dtype == DType::F64 {
        let mut sum = 0.0;
        for (place, value) in line.elements::<f64>().iter().enumerate() {
            sum = if place == 0 { *value } else { sum + value };
            if call.dtype == DType::F32 {
                let single = sum as f32;
                sum = f64::from(single);
                call.put(place, &single.to_le_bytes(), &[(0, place)]);
            } else {
                call.put(place, &sum.to_le_bytes(), &[(0, place)]);
            }
        }
        return Ok(());
    }
    let mut sum = 0i64;
    for (place, value) in line.elements::<i64>().iter().enumerate() {
        sum = sum.wrapping_add(*value);
        call.put(place, &sum.to_le_bytes(), &[(0, place)]);
    }
    Ok(())
}

/// The elements of `values` at these places along an axis (`np.take`), in a new C-ordered array.
///
/// # Errors
/// `IndexError: index 5 is out of bounds for axis 0 with size 3`; as [`crate::limit::grant`].
pub(crate) fn take(values: &Array, places: &Array, axis: usize) -> Result<Array> {
    let mut shape = values.layout.shape.clone();
    shape[axis] = places.size();
    let result = Array::zeros(&shape, values.dtype)?;
    let mut lines = values.layout.shape.clone();
    lines.remove(axis);
    // Every line is asked for the same places.
    let mut asked = Layout {
        shape: lines.clone(),
        strides: Dims::from_elem(0, lines.len()),
        offset: places.layout.offset,
    };
    asked.shape.extend(places.layout.shape.iter().copied());
    asked.strides.extend(places.layout.strides.iter().copied());
    let asked = Lined {
        layout: asked,
        ..Lined::whole(places)
    };
    let written = lines_first(&result.layout, Some(axis));
    let work = Work {
        kernel: &TAKE,
        shape: lines,
        operands: vec![Lined::along(values, Some(axis)), asked],
        turns: places.size(),
        arguments: SmallVec::new(),
    };
    work.run_into(&result, written, true)?;
    Ok(result)
}

/// The places of the true elements of a 1-d mask (`np.flatnonzero`), `int64`.
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn places_of(mask: &Array) -> Result<Array> {
    let count = whole_number(&fold("sum", mask)?)?;
    line_of(
        &FLATNONZERO,
        vec![Lined::whole(mask)],
        count,
        count,
        DType::I64,
    )
}

/// The elements of a 1-d array where a mask is true (`values[mask]`).
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn compress(values: &Array, mask: &Array) -> Result<Array> {
    take(values, &places_of(mask)?, 0)
}

/// A new 1-d array of this length, zero but for `values` at `places`; of two at one place the later stays.
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn scatter(values: &Array, places: &Array, length: i64) -> Result<Array> {
    let operands = vec![Lined::whole(values), Lined::whole(places)];
    line_of(&PUT, operands, places.size(), length, values.dtype)
}

/// The sum of the elements of a 1-d array up to each one (`np.cumsum`): bools and integers in 64 bits, floats in their own
/// dtype.
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn running_sum(array: &Array) -> Result<Array> {
    let (read, dtype) = match array.dtype.kind() {
        Kind::Float => (DType::F64, array.dtype),
        Kind::Unsigned => (DType::I64, DType::U64),
        _ => (DType::I64, DType::I64),
    };
    let size = array.size();
    line_of(
        &CUMSUM,
        vec![Lined::whole(array).read_as(read)],
        size,
        size,
        dtype,
    )
}

fn line_of(
    kernel: &'static LineKernel,
    operands: Vec<Lined<'_>>,
    turns: i64,
    length: i64,
    dtype: DType,
) -> Result<Array> {
    let work = Work {
        kernel,
        shape: Dims::new(),
        operands,
        turns,
        arguments: SmallVec::new(),
    };
    work.run_line(&[length], dtype)
}

/// 1-d arrays one after another in their common dtype (`np.concatenate`).
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn joined(first: &Array, second: &Array) -> Result<Array> {
    let dtype = promote_types(first.dtype, second.dtype);
    let result = Array::unwritten_over(
        packed(&[first.size().saturating_add(second.size())], dtype),
        dtype,
    )?;
    cut(&result, 0, None, Some(first.size()))?.put(first)?;
    cut(&result, 0, Some(first.size()), None)?.put(second)?;
    Ok(result)
}

/// `a[start:stop]` on one axis, a view.
///
/// # Errors
/// None for an axis that the array has.
pub(crate) fn cut(
    array: &Array,
    axis: usize,
    start: Option<i64>,
    stop: Option<i64>,
) -> Result<Array> {
    let mut indices = vec![Index::ALL; axis];
    indices.push(Index::Slice {
        start,
        stop,
        step: None,
    });
    array.index(&indices)
}

/// `a[1:]` and `a[:-1]` on one axis: each element and the one before it.
///
/// # Errors
/// None for an axis that the array has.
pub(crate) fn neighbors(array: &Array, axis: usize) -> Result<(Array, Array)> {
    Ok((
        cut(array, axis, Some(1), None)?,
        cut(array, axis, None, Some(-1))?,
    ))
}

/// Each element less the one before it (`np.diff`); for bools, whether they differ.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn differences(array: &Array, axis: usize) -> Result<Array> {
    let (after, before) = neighbors(array, axis)?;
    let name = if array.dtype == DType::Bool {
        "not_equal"
    } else {
        "subtract"
    };
    two(name, &after, &before)
}

/// Where two arrays hold the same elements, or where not, as the operators `==` and `!=` tell: texts and records compare
/// too, and a text is unlike any number.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn alike(left: &Array, right: &Array, negated: bool) -> Result<Array> {
    #[cfg(feature = "records")]
    if !(left.dtype.is_number() && right.dtype.is_number()) {
        return crate::strings::equals(left, right, negated);
    }
    two(if negated { "not_equal" } else { "equal" }, left, right)
}

/// The array itself, or the real and the imaginary parts of a complex one, as views.
///
/// # Errors
/// As [`crate::limit::grant`].
pub(crate) fn parts_of(array: &Array) -> Result<Vec<Array>> {
    #[cfg(feature = "complex")]
    if array.dtype.is_complex() {
        return Ok(vec![array.real(), array.imag()?]);
    }
    Ok(vec![array.clone()])
}

/// A ufunc of two arrays.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn two(name: &str, left: &Array, right: &Array) -> Result<Array> {
    ufunc::call(name, &[Operand::Array(left), Operand::Array(right)])
}

/// A ufunc of an array and a Python number.
///
/// # Errors
/// As [`ufunc::call`].
pub(crate) fn with(name: &str, left: &Array, right: Operand<'_>) -> Result<Array> {
    ufunc::call(name, &[Operand::Array(left), right])
}

/// A reduction of all elements.
///
/// # Errors
/// As [`reduce::call`].
pub(crate) fn fold(name: &str, array: &Array) -> Result<Array> {
    reduce::call(name, array, Options::default())
}

/// The only element as a whole number.
///
/// # Errors
/// As [`Array::item`].
pub(crate) fn whole_number(array: &Array) -> Result<i64> {
    match array.item()?.cast(DType::I64) {
        Scalar::I64(value) => Ok(value),
        _ => Ok(0),
    }
}

/// The only element as a double.
///
/// # Errors
/// As [`Array::item`].
pub(crate) fn double(array: &Array) -> Result<f64> {
    match array.item()?.cast(DType::F64) {
        Scalar::F64(value) => Ok(value),
        _ => Ok(f64::NAN),
    }
}

/// Whether the only element counts as true.
///
/// # Errors
/// As [`Array::item`].
pub(crate) fn is_true(array: &Array) -> Result<bool> {
    Ok(array.item()?.cast(DType::Bool) == Scalar::Bool(true))
}
