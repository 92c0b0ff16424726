//! Ufuncs: named operations on elements, broadcast over arrays. The public door: `call`, `call_into`, `plan_shapes`.
//! `table` holds the rows, `resolve` chooses the loop, `prepare` makes the plan, `execute` runs it.

// A macro cannot name the method of each element type, so the rows pass closures.
#[allow(clippy::redundant_closure_for_method_calls)]
mod arith;
mod bits;
mod compare;
#[allow(clippy::redundant_closure_for_method_calls)]
mod math;
pub(crate) mod prepare;
mod resolve;
pub mod table;

pub use table::{Identity, Loop, Ufunc, all, find};

use crate::array::Array;
use crate::buffer::Buffer;
use crate::cast::Casting;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::execute;
use crate::layout::{Dims, Layout};
use crate::limit;
use crate::plan::{Elementwise, Plan};
use crate::promote::Input;
use crate::record::{Event, record};
use prepare::{Given, Into, plan};

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
}

impl Operand<'_> {
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

/// Calls a ufunc by name: `np.add(a, b)`. The result is a new array in NumPy's `K` order; where NumPy gives a scalar, it
/// is 0-d.
///
/// # Errors
/// NumPy's own, in NumPy's order: no loop for the dtypes, a Python int out of bounds, shapes that do not broadcast,
/// memory refused, `Integers to negative integer powers are not allowed.`
pub fn call(name: &str, operands: &[Operand<'_>]) -> Result<Array> {
    heard(row(name).and_then(|row| {
        let planned = plan(row, operands.iter().map(Operand::given).collect(), None)?;
        compute(planned, operands)
    }))
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
    heard(row(name).and_then(|row| {
        // An input that shares bytes with `out`, but not element for element, is copied first, as NumPy does.
        let copies: Vec<Option<Array>> = operands
            .iter()
            .map(|operand| match operand {
                Operand::Array(array) if overlaps(array, out) => copy_of(array).map(Some),
                _ => Ok(None),
            })
            .collect::<Result<_>>()?;
        let operands: Vec<Operand<'_>> = std::iter::zip(operands, &copies)
            .map(|(operand, copy)| copy.as_ref().map_or(*operand, Operand::Array))
            .collect();
        let into = Into {
            buffer: out.buffer.id(),
            dtype: out.dtype,
            layout: &out.layout,
            writeable: out.writeable,
            casting,
        };
        let given = operands.iter().map(Operand::given).collect();
        let planned = Plan::Elementwise(plan(row, given, Some(&into))?);
        let mut buffers: Vec<Buffer> = operands.iter().filter_map(Operand::buffer).collect();
        buffers.push(out.buffer.clone());
        execute::run(&planned, &buffers)?;
        record(|| Event::Compute(planned));
        Ok(())
    }))
}

fn overlaps(array: &Array, out: &Array) -> bool {
    let same_elements = array.layout == out.layout && array.dtype == out.dtype;
    array.buffer.id() == out.buffer.id() && !same_elements
}

fn copy_of(array: &Array) -> Result<Array> {
    let positive = find("positive").filter(|_| array.dtype != DType::Bool);
    let row = positive.or_else(|| find("absolute"));
    let operand = [Operand::Array(array)];
    let row = row.ok_or_else(|| Error::value("the table of ufuncs has no row that copies"))?;
    compute(plan(row, vec![operand[0].given()], None)?, &operand)
}

/// Allocates the result of a plan and runs it.
fn compute(mut planned: Elementwise, operands: &[Operand<'_>]) -> Result<Array> {
    let (dtype, layout) = (planned.output.dtype, planned.output.layout.clone());
    let result = Array::zeros_over(layout, dtype)?;
    planned.output.buffer = result.buffer.id();
    let mut buffers: Vec<Buffer> = operands.iter().filter_map(Operand::buffer).collect();
    buffers.push(result.buffer.clone());
    let planned = Plan::Elementwise(planned);
    execute::run(&planned, &buffers)?;
    record(|| Event::Compute(planned));
    Ok(result)
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
    let plan = plan(row(name)?, given, None)?;
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

fn row(name: &str) -> Result<&'static Ufunc> {
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
        record(|| Event::Fail(error.clone()));
    }
    result
}

#[cfg(test)]
mod tests;
