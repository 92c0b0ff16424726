//! Ufuncs: named operations on elements, broadcast over arrays. The public door: `call`, `call_into`, `call_with`, `plan_shapes`.
//! `table` holds the rows, `resolve` chooses the loop, `prepare` makes the plan, `execute` runs it.

// A macro cannot name the method of each element type, so the rows pass closures.
#[allow(clippy::redundant_closure_for_method_calls)]
mod arith;
mod bits;
pub mod close;
mod compare;
#[cfg(feature = "complex")]
#[allow(clippy::redundant_closure_for_method_calls)]
mod complex;
#[allow(clippy::redundant_closure_for_method_calls)]
mod math;
pub mod method;
pub(crate) mod prepare;
pub(crate) mod resolve;
pub mod rounding;
pub mod special;
pub mod table;

#[cfg(feature = "records")]
pub(crate) use resolve::class_text as class_of_input;
pub use table::{Identity, Loop, Ufunc, all, find};

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::buffer::Buffer;
use crate::cast::{self, Casting};
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::kernel::{Flags, warning};
use crate::layout::{Dims, Layout};
use crate::limit;
use crate::plan::Elementwise;
use crate::promote::Input;
use crate::record::{record_failure, warn, warnings_heard};
use prepare::{Given, Into, Wanted, plan};

/// What a ufunc is called with: arrays, or Python numbers, which take the dtype of the array beside them.
#[derive(Clone, Copy, Debug)]
pub enum Operand<'a> {
    /// An array.
    Array(&'a Array),
    /// A Python `int`.
    PyInt(i128),
    /// A Python `float`.
    PyFloat(f64),
    /// A Python `bool`.
    PyBool(bool),
    /// A Python `complex`.
    #[cfg(feature = "complex")]
    PyComplex(num_complex::Complex<f64>),
}

impl Operand<'_> {
    /// Its part in finding a result's dtype.
    pub(crate) fn input(&self) -> Input {
        self.given().input
    }

    fn given(&self) -> Given {
        let (input, layout, buffer) = match *self {
            Operand::Array(array) => (
                Input::Array(array.dtype),
                Some(array.layout.clone()),
                Some(array.buffer.id()),
            ),
            Operand::PyInt(value) => (Input::PyInt(value), None, None),
            Operand::PyFloat(value) => (Input::PyFloat(value), None, None),
            Operand::PyBool(value) => (Input::PyBool(value), None, None),
            #[cfg(feature = "complex")]
            Operand::PyComplex(value) => (Input::PyComplex(value), None, None),
        };
        Given {
            input,
            layout: layout.unwrap_or_else(scalar_layout),
            buffer,
        }
    }

    fn buffer(&self) -> Option<Buffer> {
        match self {
            Operand::Array(array) => Some(array.buffer.clone()),
            _ => None,
        }
    }
}

fn scalar_layout() -> Layout {
    Layout {
        shape: Dims::new(),
        strides: Dims::new(),
        offset: 0,
    }
}

/// How a ufunc is to be called beyond its inputs: `np.add(a, b, out=…, where=…, dtype=…, casting=…, order=…)`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Arguments<'a> {
    /// Arrays that take the results, one for each output; those left out are made.
    pub out: &'a [Option<&'a Array>],
    /// Where to compute, a `bool` array broadcast with the inputs. Elsewhere `out` stays as it is, and a new result has
    /// contents nobody promised (here zeros).
    pub mask: Option<&'a Array>,
    /// The dtype of the results, which chooses the loop.
    pub dtype: Option<DType>,
    /// Which casts of inputs and results are allowed; `same_kind` unless given.
    pub casting: Option<Casting>,
    /// The memory order of a new result.
    pub order: CopyOrder,
}

impl Arguments<'_> {
    /// Nothing asked for.
    pub(crate) const NONE: Arguments<'static> = Arguments {
        out: &[],
        mask: None,
        dtype: None,
        casting: None,
        order: CopyOrder::K,
    };
}

/// Calls a ufunc by name: `np.add(a, b)`. The result is a new array in NumPy's `K` order; where NumPy gives a scalar, it
/// is 0-d. Of a ufunc with two outputs this is the first.
///
/// # Errors
/// NumPy's own, in NumPy's order: no loop for the dtypes, a Python int out of bounds, shapes that do not broadcast,
/// memory refused, `Integers to negative integer powers are not allowed.`
pub fn call(name: &str, operands: &[Operand<'_>]) -> Result<Array> {
    call_with(name, operands, Arguments::NONE).and_then(first)
}

/// NumPy's warning of a mask whose unselected results are nowhere to be found.
pub(crate) fn warn_of_no_out() {
    warn("UserWarning", || {
        "'where' used without 'out', expect unitialized memory in output. If this is intentional, use out=None."
            .to_owned()
    });
}

/// The first of the results of a call.
fn first(results: Vec<Array>) -> Result<Array> {
    let first = results.into_iter().next();
    first.ok_or_else(|| Error::value("a ufunc has at least one output"))
}

/// Calls a ufunc into an array that exists: `np.add(a, b, out=out)`, `a += b`.
///
/// # Errors
/// As [`call`], and when `out` has another shape than the inputs give, cannot hold the result's kind, or is read-only.
pub fn call_into(name: &str, operands: &[Operand<'_>], out: &Array) -> Result<()> {
    call_into_casting(name, operands, out, Casting::SameKind)
}

/// [`call_into`] with another rule for casting the result, as NumPy's own `mean` asks for `casting='unsafe'`.
pub(crate) fn call_into_casting(
    name: &str,
    operands: &[Operand<'_>],
    out: &Array,
    casting: Casting,
) -> Result<()> {
    let arguments = Arguments {
        out: &[Some(out)],
        casting: Some(casting),
        ..Arguments::NONE
    };
    call_with(name, operands, arguments).map(|_| ())
}

/// Calls a ufunc with all its keyword arguments and gives every result; those asked for with `out` are the same arrays.
///
/// An input that shares bytes with `out`, but not element for element, is copied first, as NumPy does.
///
/// # Errors
/// As [`call_into`]; `Cannot cast ufunc 'add' input 0 from dtype('float64') to dtype('int32') with casting rule
/// 'same_kind'`; `No loop matching the specified signature and casting was found for ufunc sqrt`;
/// `Cannot cast array data from dtype('int64') to dtype('bool') according to the rule 'safe'` for a mask.
pub fn call_with(
    name: &str,
    operands: &[Operand<'_>],
    arguments: Arguments<'_>,
) -> Result<Vec<Array>> {
    heard(row(name).and_then(|row| {
        check_mask(arguments.mask)?;
        #[cfg(feature = "records")]
        if let Some(result) = crate::strings::call_on_texts(row, operands, arguments)? {
            return Ok(vec![result]);
        }
        let outs: Vec<&Array> = arguments.out.iter().copied().flatten().collect();
        let copy_for_outs = |array: &Array| {
            let apart = outs.iter().any(|out| overlaps(array, out, row.outputs()));
            if apart {
                copy_of(array).map(Some)
            } else {
                Ok(None)
            }
        };
        let copies: Vec<Option<Array>> = operands
            .iter()
            .map(|operand| match operand {
                Operand::Array(array) => copy_for_outs(array),
                _ => Ok(None),
            })
            .collect::<Result<_>>()?;
        let operands: Vec<Operand<'_>> = std::iter::zip(operands, &copies)
            .map(|(operand, copy)| copy.as_ref().map_or(*operand, Operand::Array))
            .collect();
        let copied_mask = arguments.mask.map(copy_for_outs).transpose()?.flatten();
        let mask = copied_mask.as_ref().or(arguments.mask).map(Operand::Array);
        let plans = plan(
            row,
            operands.iter().map(Operand::given).collect(),
            &Wanted {
                outs: arguments.out.iter().map(|out| out.map(into)).collect(),
                mask: mask.as_ref().map(Operand::given),
                dtype: arguments.dtype,
                casting: arguments.casting.unwrap_or(Casting::SameKind),
                order: arguments.order,
            },
        )?;
        #[cfg(feature = "complex")]
        warn_of_lost_parts(&plans);
        if mask.is_some() && outs.is_empty() {
            warn_of_no_out();
        }
        let inputs: Vec<Operand<'_>> = operands.iter().copied().chain(mask).collect();
        let given = arguments.out.iter().copied().chain(std::iter::repeat(None));
        let mut flags = cast_of_numbers(&operands, &plans);
        let results = std::iter::zip(plans, given)
            .map(|(planned, out)| {
                let (result, told) = compute(planned, &inputs, out)?;
                flags = flags.and(told);
                Ok(result)
            })
            .collect::<Result<_>>()?;
        execute::warn_of(flags, row.name);
        Ok(results)
    }))
}

fn check_mask(mask: Option<&Array>) -> Result<()> {
    mask.map_or(Ok(()), |mask| {
        cast::check_cast(mask.dtype, DType::Bool, Casting::Safe)
    })
}

fn into(out: &Array) -> Into<'_> {
    Into {
        buffer: out.buffer.id(),
        dtype: out.dtype,
        layout: &out.layout,
        writeable: out.writeable,
    }
}

/// Whether an input must be copied before `out` is written. Outputs are written one after another, so that with two of
/// them no input may lie under either.
fn overlaps(array: &Array, out: &Array, outputs: usize) -> bool {
    let same_elements = array.layout == out.layout && array.dtype == out.dtype;
    array.buffer.id() == out.buffer.id() && !(same_elements && outputs == 1)
}

pub(crate) fn copy_of(array: &Array) -> Result<Array> {
    let positive = find("positive").filter(|_| array.dtype != DType::Bool);
    let row = positive.or_else(|| find("absolute"));
    let operand = [Operand::Array(array)];
    let row = row.ok_or_else(|| Error::value("the table of ufuncs has no row that copies"))?;
    let planned = plan_one(row, vec![operand[0].given()])?;
    Ok(compute(planned, &operand, None)?.0)
}

/// The plan of the first output of a plain call.
fn plan_one(row: &'static Ufunc, given: Vec<Given>) -> Result<Elementwise> {
    let planned = plan(row, given, &Wanted::default())?.into_iter().next();
    planned.ok_or_else(|| Error::value("a ufunc has at least one output"))
}

/// What the casts of Python floats to the loop's dtype met.
fn cast_of_numbers(operands: &[Operand<'_>], plans: &[Elementwise]) -> Flags {
    let Some(planned) = plans.first().filter(|_| warnings_heard()) else {
        return Flags::NONE;
    };
    let numbers = std::iter::zip(operands, &planned.signature);
    numbers.fold(Flags::NONE, |flags, (operand, &to)| match operand {
        Operand::PyFloat(value) => {
            let bytes = value.to_le_bytes();
            flags.and(warning::of_cast(&bytes, DType::F64, to).of_cast())
        }
        _ => flags,
    })
}

/// Warns of casts from complex to real numbers, of inputs and of results, as NumPy does when it looks for the casts.
#[cfg(feature = "complex")]
fn warn_of_lost_parts(plans: &[Elementwise]) {
    let inputs = plans.first().map_or(&[][..], |plan| &plan.operands);
    let inputs = inputs.iter().filter_map(|one| Some((one.dtype, one.cast?)));
    let outputs = plans.iter().map(|plan| &plan.output);
    let outputs = outputs.filter_map(|one| Some((one.cast?, one.dtype)));
    for (from, to) in inputs.chain(outputs) {
        if from.is_complex() && !to.is_complex() && to != DType::Bool {
            cast::warn_of_lost_parts();
        }
    }
}

/// Runs a plan into `out`, or into an array allocated for it.
fn compute(
    mut planned: Elementwise,
    operands: &[Operand<'_>],
    out: Option<&Array>,
) -> Result<(Array, Flags)> {
    let result = match out {
        Some(out) => out.clone(),
        // Where a mask leaves elements out, they are zeros.
        None if planned.masked => {
            Array::zeros_over(planned.output.layout.clone(), planned.output.dtype)?
        }
        None => Array::unwritten_over(planned.output.layout.clone(), planned.output.dtype)?,
    };
    planned.output.buffer = result.buffer.id();
    let mut buffers: Vec<Buffer> = operands.iter().filter_map(Operand::buffer).collect();
    buffers.push(result.buffer.clone());
    let flags = execute::perform_told(planned, &buffers)?;
    Ok((result, flags))
}

/// What a call would do and take, found without allocating anything.
#[derive(Clone, PartialEq, Debug)]
pub struct Estimate {
    /// The plan. Its operands have no buffers, and its output names a buffer that does not exist.
    pub plan: Elementwise,
    /// Bytes of memory each operand's elements would fill, each stored once.
    pub operand_bytes: Vec<u128>,
    /// Bytes of the result.
    pub result_bytes: u128,
    /// NumPy's sentence when the result is over the memory limit or too big to count.
    pub refusal: Option<Error>,
}

/// Plans a call on operands known by dtype and layout only, however large they are.
///
/// # Errors
/// As [`call`] before it allocates.
pub fn plan_shapes(name: &str, operands: &[(DType, Layout)]) -> Result<Estimate> {
    let given = operands
        .iter()
        .map(|(dtype, layout)| Given {
            input: Input::Array(*dtype),
            layout: layout.clone(),
            buffer: None,
        })
        .collect();
    let plan = plan_one(row(name)?, given)?;
    let dtype = plan.output.dtype;
    Ok(Estimate {
        operand_bytes: operands
            .iter()
            .map(|(dtype, layout)| limit::estimate(&layout.shape, *dtype).bytes)
            .collect(),
        result_bytes: limit::estimate(&plan.shape, dtype).bytes,
        refusal: limit::grant(&plan.shape, dtype).err(),
        plan,
    })
}

pub(crate) fn row(name: &str) -> Result<&'static Ufunc> {
    find(name).ok_or_else(|| {
        Error::new(
            crate::error::ErrorClass::Value,
            format!("'{name}' is no ufunc of the table; `ufunc::all` lists them"),
        )
    })
}

/// Tells a recorder of a failure.
pub(crate) fn heard<T>(result: Result<T>) -> Result<T> {
    if let Err(error) = &result {
        record_failure(error);
    }
    result
}

#[cfg(test)]
mod tests;
