//! The methods of a ufunc beside `reduce`, which is `reduce::with`: `accumulate`, `reduceat`, `outer`, `at`.
//! Each makes plans and runs them; the loops are in `execute`.

use crate::short::SmallVec;

use super::resolve::{Resolved, resolve};
#[cfg(feature = "powers")]
use super::steady;
use super::stretches::{reduceat_order, stretched_part};
use super::{Arguments, Operand, Ufunc, call_with, copy_of, heard, row};
use crate::array::Array;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::index::Index;
use crate::kernel::Flags;
use crate::layout::axes::{Axes, normalize_axis};
use crate::layout::coalesce::loop_order;
use crate::layout::{Dims, Layout, shape_text};
use crate::plan::{self, Accumulate, At, Output};
use crate::promote::{self, Input};
use crate::reduce::Options;
use crate::reduce::fold::{self, Parts, accumulator, axes_of, check_row};

/// Every step of a fold along one axis: `np.add.accumulate(a, axis=…)`. The result has the array's shape, in its memory
/// order; `Options` gives the axis, the dtype to compute in and an `out`.
///
/// An `out` that is larger where the array has length 1 gets the steps again and again, but along the axis itself no more of
/// them than there are; where it has more axes, the first of each is written.
///
/// # Errors
/// `cannot accumulate on a scalar`, `accumulate does not allow multiple axes`, `AxisError`, an `out` of a shape that does not
/// fit, and those of the ufunc.
pub fn accumulate(name: &str, array: &Array, options: Options<'_>) -> Result<Array> {
    let result = heard(row(name).and_then(|row| accumulated(row, array, options)))?;
    #[cfg(feature = "records")]
    if options.out.is_none() {
        return Ok(result.told_like(array.dtype));
    }
    Ok(result)
}

fn accumulated(row: &'static Ufunc, array: &Array, options: Options<'_>) -> Result<Array> {
    check_row(row, "accumulate")?;
    crate::reduce::fitting::check_writeable(options)?;
    let axis = one_axis(row, "accumulate", array, options)?;
    let out = options.out;
    let dtype = accumulator(row, array.dtype, out.map(|out| out.dtype), options.dtype);
    #[cfg(feature = "records")]
    let dtype = dtype.map_err(|mut error| {
        // Texts that grow are no steps either.
        error.message = error.message.replace("add.reduce.", "add.accumulate.");
        error
    });
    let dtype = dtype.map_err(|error| of_ldexp(error, row, "accumulate", array.dtype))?;
    #[cfg(feature = "records")]
    crate::records::cast::refuse_unreadable(array, dtype)?;
    #[cfg(feature = "records")]
    let in_halves = crate::reduce::half::folds_in_halves(row, array, options);
    #[cfg(feature = "records")]
    let kept = if in_halves { DType::F16 } else { dtype };
    #[cfg(not(feature = "records"))]
    let (in_halves, kept) = (false, dtype);
    let result = match out {
        Some(out) => written_part(out, array, axis, kept)?,
        None => {
            let order = loop_order(&[&array.layout]);
            let layout = Layout::packed_in_order(array.shape(), kept.itemsize(), &order);
            Array::unwritten_over(layout, kept)?
        }
    };
    #[cfg(feature = "complex")]
    warn_of_lost_parts(array.dtype, dtype, out);
    let array = if in_halves && array.dtype != kept && array.dtype.itemsize() > 1 {
        // What is folded as halves is rounded to halves first.
        array.astype(kept)?
    } else if result.same_owner(array) {
        copy_of(array)?
    } else {
        array.clone()
    };
    let read = match array.shape() == result.shape() {
        true => array.layout.clone(),
        false => array.layout.stretched_to(result.shape()),
    };
    let planned = Accumulate {
        ufunc: row.name,
        shape: result.layout.shape.clone(),
        operand: operand_of(&array, &read, dtype),
        output: output_of(&result, out.is_none(), dtype),
        axis,
        accumulator: dtype,
        halves: in_halves,
        kernel: execute::accumulation_kernel(
            row.name,
            (&read, array.dtype),
            (&result.layout, result.dtype),
            axis,
            dtype,
        ),
    };
    crate::limit::grant_work(result.size())?;
    #[cfg(feature = "kept")]
    crate::reduce::along::keep(&planned, options.dtype);
    execute::perform(planned, &[array.buffer.clone(), result.buffer.clone()])?;
    Ok(out.cloned().unwrap_or(result))
}

/// What NumPy says of steps of `ldexp`, whose second operand is whole and no result of the first step.
fn of_ldexp(error: Error, row: &'static Ufunc, method: &str, dtype: DType) -> Error {
    let whole = [Input::Array(dtype); 2];
    match resolve(row, &whole, None, Casting::Unsafe) {
        Ok(found) if row.name == "ldexp" => {
            #[cfg(feature = "records")]
            let result = match found.half {
                true => DType::F16,
                false => found.entry.plain.output,
            };
            #[cfg(not(feature = "records"))]
            let result = found.entry.plain.output;
            let exponent = found.entry.plain.inputs.last().copied().unwrap_or(result);
            Error::type_(format!(
                "the resolved dtypes are not compatible with ldexp.{method}. Resolved ({}, {}, {})",
                result.repr(),
                exponent.repr(),
                result.repr()
            ))
        }
        _ => error,
    }
}

/// Warns of imaginary parts that are lost where complex numbers are folded without them, or complex steps go to an `out` that
/// has none.
#[cfg(feature = "complex")]
fn warn_of_lost_parts(given: DType, computed: DType, out: Option<&Array>) {
    if given.is_complex() && !computed.is_complex() && computed != DType::Bool {
        crate::cast::warn_of_lost_parts();
    }
    if fold::loses_parts(computed, out) {
        crate::cast::warn_of_lost_parts();
    }
}

/// Where the steps go in an array that exists: the part of it that NumPy's iterator walks.
fn written_part(out: &Array, array: &Array, axis: usize, computed: DType) -> Result<Array> {
    let own = array.shape();
    let mut part = out.clone();
    let plain = is_plain(out, array, computed);
    if plain && out.shape() != own && (array.size() == 0 || out.size() == 0) {
        // Nothing is to be done, whatever the shapes.
        part.layout.shape = Dims::from_slice(&[0]);
        part.layout.strides = Dims::from_slice(&[0]);
        return Ok(part);
    }
    let seen = out.shape().get(..own.len()).unwrap_or_default();
    let fits = |(&to, &from): (&i64, &i64)| to == from || to == 1 || from == 1;
    if plain || seen.is_empty() || !std::iter::zip(seen, own).all(fits) {
        check_out(out, own, array, computed)?;
        return Ok(part);
    }
    let all: Dims = std::iter::zip(seen, own)
        .map(|(&to, &from)| if to == 1 { from } else { to })
        .collect();
    if all.as_slice() != seen {
        let turned: Dims = seen.iter().rev().copied().collect();
        return Err(Error::value(format!(
            "non-broadcastable output operand with shape {} [remapped to {}] doesn't match the broadcast shape {}",
            shape_text(out.shape()),
            shape_text(&turned),
            shape_text(&all)
        )));
    }
    part.layout.shape.truncate(own.len());
    part.layout.strides.truncate(own.len());
    part.layout.shape[axis] = part.layout.shape[axis].min(own[axis]);
    writeable(out)?;
    Ok(part)
}

/// Whether NumPy takes the two as they lie, without its iterator.
fn is_plain(out: &Array, array: &Array, computed: DType) -> bool {
    array.ndim() == 1 && array.dtype == computed && out.dtype == computed
}

pub(super) fn writeable(out: &Array) -> Result<()> {
    match out.writeable {
        true => Ok(()),
        false => Err(Error::value("output array is read-only")),
    }
}

/// The axis of a method that works along one.
fn one_axis(row: &Ufunc, method: &str, array: &Array, options: Options<'_>) -> Result<usize> {
    check_row(row, method)?;
    let several = || Error::value(format!("{method} does not allow multiple axes"));
    if let Some(axes @ [_, _, ..]) = options.axis
        && axes
            .iter()
            .all(|&axis| normalize_axis(axis, array.ndim()).is_ok())
    {
        // Whether one is named twice does not matter any more.
        return Err(several());
    }
    let axes = axes_of(options.axis, array.ndim())?;
    if array.ndim() == 0 {
        return Err(Error::type_(format!("cannot {method} on a scalar")));
    }
    match axes.as_slice() {
        &[axis] => Ok(axis),
        _ => Err(several()),
    }
}

fn check_out(out: &Array, shape: &[i64], array: &Array, computed: DType) -> Result<()> {
    if out.shape() == shape {
        return writeable(out);
    }
    if is_plain(out, array, computed) {
        return Err(Error::value(
            "provided out is the wrong size for the accumulation.",
        ));
    }
    // Axes that the array has not are left aside.
    let remapped = |own: &[i64]| {
        let seen = own.get(..shape.len()).unwrap_or(own);
        format!("{}->{}", shape_text(own), shape_text(seen))
    };
    if out.ndim() < shape.len() {
        let axis = out.ndim();
        return Err(Error::value(format!(
            "Iterator input op_axes[0][{}] (=={axis}) is not a valid axis of op[0], which has {axis} dimensions ",
            shape.len() - 1 - axis
        )));
    }
    Err(Error::value(format!(
        "operands could not be broadcast together with remapped shapes [original->remapped]: {} {} ",
        remapped(out.shape()),
        remapped(array.shape())
    )))
}

fn operand_of(array: &Array, broadcast: &Layout, read: DType) -> plan::Operand {
    plan::Operand {
        buffer: Some(array.buffer.id()),
        dtype: array.dtype,
        layout: array.layout.clone(),
        broadcast: broadcast.clone(),
        cast: (array.dtype != read).then_some(read),
        constant: None,
    }
}

fn output_of(array: &Array, fresh: bool, result: DType) -> Output {
    Output {
        buffer: array.buffer.id(),
        dtype: array.dtype,
        layout: array.layout.clone(),
        fresh,
        cast: (array.dtype != result).then_some(result),
    }
}

/// Folds of stretches along one axis: `np.add.reduceat(a, starts, axis=…)`. Each stretch ends where the next starts; one that
/// starts at or after the next start is a single element. A new array, as long along the axis as there are starts, or `out`
/// itself.
///
/// # Errors
/// `IndexError: index 9 out-of-bounds in add.reduceat [0, 6)`, and as [`accumulate`].
pub fn reduceat(name: &str, array: &Array, starts: &[i64], options: Options<'_>) -> Result<Array> {
    heard(row(name).and_then(|row| folded_stretches(row, array, starts, options)))
}

fn folded_stretches(
    row: &'static Ufunc,
    array: &Array,
    starts: &[i64],
    options: Options<'_>,
) -> Result<Array> {
    let axis = one_axis(row, "reduceat", array, options)?;
    let length = array.shape()[axis];
    if let Some(beyond) = starts.iter().find(|start| !(0..length).contains(*start)) {
        return Err(Error::index(format!(
            "index {beyond} out-of-bounds in {}.reduceat [0, {length})",
            row.name
        )));
    }
    let out = options.out;
    let dtype = accumulator(row, array.dtype, out.map(|out| out.dtype), options.dtype)
        .map_err(|error| of_ldexp(error, row, "reduceat", array.dtype))?;
    #[cfg(feature = "records")]
    let in_halves = crate::reduce::half::folds_in_halves(row, array, options);
    #[cfg(not(feature = "records"))]
    let in_halves = false;
    #[cfg(feature = "records")]
    let kept = if in_halves { DType::F16 } else { dtype };
    #[cfg(not(feature = "records"))]
    let kept = dtype;
    let mut shape = array.layout.shape.clone();
    shape[axis] = starts.len() as i64;
    let stretched = match out {
        Some(out) => Some(stretched_part(out, &shape, array, axis)?),
        None => None,
    };
    let out = stretched.as_ref();
    // What is stored otherwise is written at the end.
    let result = match out {
        Some(out) if out.dtype == out.dtype.native() => out.clone(),
        _ => {
            let order = reduceat_order(&array.layout, axis);
            Array::zeros_over(
                Layout::packed_in_order(&shape, kept.itemsize(), &order),
                kept,
            )?
        }
    };
    #[cfg(feature = "complex")]
    warn_of_lost_parts(array.dtype, dtype, out);
    let array = if in_halves && array.dtype != kept && array.dtype.itemsize() > 1 {
        array.astype(kept)?
    } else if result.same_owner(array) {
        copy_of(array)?
    } else {
        array.clone()
    };
    // The axis turns innermost, however it lies in memory.
    let mut order: Axes = (0..array.ndim()).filter(|&other| other != axis).collect();
    order.push(axis);
    let mut flags = Flags::NONE;
    for (number, &start) in starts.iter().enumerate() {
        let next = starts.get(number + 1).copied().unwrap_or(length);
        let stretch = lens(&array, axis, start, next.max(start + 1));
        let mut target = lens(&result, axis, number as i64, number as i64 + 1);
        target.layout.shape.remove(axis);
        target.layout.strides.remove(axis);
        let parts = Parts {
            row,
            axes: Axes::from_slice(&[axis]),
            accumulator: dtype,
            kept,
            initial: None,
            keepdims: false,
            order: Some(order.clone()),
        };
        let planned = parts.plan(array.dtype, &stretch.layout, None, Some(&target))?;
        flags = flags.and(fold::perform_told(planned, &stretch, None, Some(&target))?.1);
    }
    execute::warn_of(flags, "reduceat");
    match out {
        Some(out) if out.buffer.id() != result.buffer.id() => {
            out.put(&result)?;
            Ok(options.out.cloned().unwrap_or(result))
        }
        _ => Ok(options.out.cloned().unwrap_or(result)),
    }
}

/// A part of an array along one axis, for the engine's own use.
fn lens(array: &Array, axis: usize, start: i64, end: i64) -> Array {
    let mut part = array.clone();
    part.layout.offset += part.layout.strides[axis] * start;
    part.layout.shape[axis] = end - start;
    part.view = true;
    part
}

/// Every element of one array with every element of another: `np.add.outer(a, b)`, of shape `a.shape + b.shape`. New arrays,
/// or those of `out`.
///
/// # Errors
/// `outer product only supported for binary functions`, and as [`call_with`].
pub fn outer(
    name: &str,
    first: &Array,
    second: &Array,
    arguments: Arguments<'_>,
) -> Result<Vec<Array>> {
    let row = heard(row(name))?;
    if row.inputs != 2 {
        return heard(Err(Error::value(
            "outer product only supported for binary functions",
        )));
    }
    let mut wider = first.clone();
    for _ in 0..second.ndim() {
        wider.layout.shape.push(1);
        wider.layout.strides.push(0);
    }
    call_with(
        name,
        &[Operand::Array(&wider), Operand::Array(second)],
        arguments,
    )
}

/// Computes chosen elements in place, one after another: `np.add.at(a, index, values)`. An element that the index names
/// twice is computed twice, which `a[index] += values` does not do. Results are cast to the array's dtype as C casts.
///
/// # Errors
/// As indexing; `array is not broadcastable to correct shape` for the values; `second operand needed for ufunc`;
/// `operand array with iterator write flag set is read-only`, also for a line, which NumPy writes into.
pub fn at(name: &str, array: &Array, index: &[Index], values: Option<Operand<'_>>) -> Result<()> {
    heard(row(name).and_then(|row| {
        check_at(row, values.is_some())?;
        let values = match values {
            None => None,
            Some(Operand::Array(values)) if values.same_owner(array) => Some(copy_of(values)?),
            Some(Operand::Array(values)) => Some(values.clone()),
            Some(Operand::PyInt(value)) => Some(Array::scalar(promote::convert_python_int(
                value,
                promote::default_integer(value)?,
            )?)?),
            Some(Operand::PyFloat(value)) => Some(Array::scalar(crate::Scalar::F64(value))?),
            Some(Operand::PyBool(value)) => Some(Array::scalar(crate::Scalar::Bool(value))?),
            #[cfg(feature = "complex")]
            Some(Operand::PyComplex(value)) => Some(Array::scalar(crate::Scalar::C128(value))?),
        };
        let resolved = resolved_at(row, array, values.as_ref())?;
        let named = named_elements(array, index)?;
        let places = named
            .to_vec::<i64>()?
            .into_iter()
            .filter_map(|number| array.layout.nth_byte(number))
            .collect();
        let flags = compute_at(
            row,
            &resolved,
            array,
            &named.layout.shape,
            places,
            values.as_ref(),
        )?;
        // NumPy names the ufunc where one axis is indexed by integers alone, nothing is cast and the ufunc has a loop for
        // that, and the method elsewhere.
        let sliced =
            |one: &Index| matches!(one, Index::Slice { .. } | Index::Ellipsis | Index::NewAxis);
        let same = values
            .as_ref()
            .is_none_or(|values| values.dtype == array.dtype);
        let quick = same && has_loop_for_indices(row.name, array.dtype);
        let short = quick && array.ndim() == 1 && !index.iter().any(sliced);
        execute::warn_of(flags, if short { row.name } else { "at" });
        Ok(())
    }))
}

/// The elements' numbers in C order, indexed as the array would be: they say which elements are meant.
fn named_elements(array: &Array, index: &[Index]) -> Result<Array> {
    let count = promote::Input::PyInt(i128::from(array.size()));
    let (zero, one) = (Input::PyInt(0), Input::PyInt(1));
    let numbers = Array::arange(zero, count, one, Some(DType::I64))?;
    let named = numbers.reshape(array.shape())?.index(index);
    if array.writeable || array.ndim() == 1 {
        // In a line NumPy does not look whether it may write, and does.
        return named;
    }
    // Index arrays are followed when it is known that elements may be written.
    let follows = index.iter().any(|one| matches!(one, Index::Advanced(_)));
    match named {
        Err(error) if !(follows && error.message.contains("out of bounds")) => Err(error),
        _ => Err(read_only()),
    }
}

/// Whether NumPy has a loop of this ufunc that takes its elements by their indices.
fn has_loop_for_indices(ufunc: &str, dtype: DType) -> bool {
    match ufunc {
        "add" | "subtract" | "multiply" => true,
        "divide" | "floor_divide" | "maximum" | "minimum" | "fmax" | "fmin" => !dtype.is_complex(),
        _ => false,
    }
}

fn check_at(row: &Ufunc, second: bool) -> Result<()> {
    let refusal = match (row.inputs, second) {
        (3.., _) => "Only unary and binary ufuncs supported at this time",
        _ if row.outputs() != 1 => "Only single output ufuncs supported at this time",
        (1, true) => "second operand provided when ufunc is unary",
        (2, false) => "second operand needed for ufunc",
        _ => return Ok(()),
    };
    Err(Error::value(refusal))
}

/// The loop that takes elements and values.
fn resolved_at(row: &'static Ufunc, array: &Array, values: Option<&Array>) -> Result<Resolved> {
    let inputs: SmallVec<[Input; 2]> = std::iter::once(array.dtype)
        .chain(values.map(|values| values.dtype))
        .map(Input::Array)
        .collect();
    resolve(row, &inputs, None, Casting::Unsafe)
}

fn read_only() -> Error {
    Error::value("operand array with iterator write flag set is read-only")
}

fn compute_at(
    row: &'static Ufunc,
    resolved: &Resolved,
    array: &Array,
    shape: &Dims,
    places: Vec<i64>,
    values: Option<&Array>,
) -> Result<Flags> {
    let entry = resolved.entry;
    // One element after another is computed by a loop of one turn, in which no exponent moves.
    #[cfg(feature = "powers")]
    let entry = match steady::loops_of(row, entry) {
        Some(others) if resolved.kept(entry.plain.output) == entry.plain.output => others,
        _ => entry,
    };
    let chosen = entry.plain;
    let mut operands = vec![operand_of(array, &array.layout, chosen.inputs[0])];
    let mut buffers = vec![array.buffer.clone()];
    if let (Some(values), Some(&read)) = (values, chosen.inputs.get(1)) {
        let stretched = values
            .layout
            .broadcast_to(shape)
            .map_err(|_| Error::value("array is not broadcastable to correct shape"))?;
        operands.push(operand_of(values, &stretched, read));
        buffers.push(values.buffer.clone());
    }
    if !array.writeable && !places.is_empty() {
        return Err(read_only());
    }
    let planned = At {
        ufunc: row.name,
        signature: chosen
            .inputs
            .iter()
            .copied()
            .chain([chosen.output])
            .collect(),
        entry,
        shape: shape.clone(),
        operands,
        output: output_of(array, false, chosen.output),
        places,
    };
    execute::perform_told(planned, &buffers)
}
