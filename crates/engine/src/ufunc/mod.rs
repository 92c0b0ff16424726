//! Ufuncs: named operations on elements, broadcast over arrays. The public door: `call`, `call_into`, `call_with`, `plan_shapes`.
//! `table` holds the rows, `resolve` chooses the loop, `prepare` makes the plan, `execute` runs it.

mod about;
#[cfg(feature = "kept")]
mod again;
mod apart;
// A macro cannot name the method of each element type, so the rows pass closures.
#[allow(clippy::redundant_closure_for_method_calls)]
mod arith;
#[cfg(feature = "records")]
pub(crate) mod as_given;
mod bits;
pub mod close;
mod compare;
#[cfg(feature = "complex")]
#[allow(clippy::redundant_closure_for_method_calls)]
mod complex;
mod estimate;
#[cfg(feature = "records")]
pub(crate) mod half;
#[allow(clippy::redundant_closure_for_method_calls)]
mod math;
pub mod method;
#[cfg(feature = "chain")]
pub(crate) mod pairs;
pub mod power;
pub(crate) mod prepare;
#[cfg(feature = "kept")]
mod recent;
pub(crate) mod resolve;
pub mod rounding;
pub mod special;
#[cfg(feature = "powers")]
mod steady;
pub(crate) mod stretches;
pub mod table;

pub use about::{About, about};
pub(crate) use apart::copy_of;
use apart::overlaps;
pub use estimate::{Estimate, plan_shapes};
#[cfg(all(feature = "kept", feature = "lanes"))]
pub(crate) use recent::Inputs;
#[cfg(feature = "records")]
pub(crate) use resolve::class_text as class_of_input;
pub(crate) use table::Entry;
pub use table::{Identity, Loop, Ufunc, all, find};

use crate::short::SmallVec;

use crate::array::Array;
use crate::array::copy::CopyOrder;
use crate::buffer::Buffer;
use crate::cast::{self, Casting};
use crate::dtype::DType;
use crate::error::{Error, ErrorClass, Result};
use crate::execute;
use crate::kernel::{Flags, warning};
use crate::layout::ONE_ELEMENT;
use crate::plan::Elementwise;
use crate::promote::Input;
use crate::record::{record_failure, warn, warnings_heard};
use prepare::{Given, Into, Wanted, check_output_dtype};

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

impl<'a> Operand<'a> {
    /// Its part in finding a result's dtype.
    pub(crate) fn input(&self) -> Input {
        match *self {
            Operand::Array(array) => Input::Array(array.dtype),
            Operand::PyInt(value) => Input::PyInt(value),
            Operand::PyFloat(value) => Input::PyFloat(value),
            Operand::PyBool(value) => Input::PyBool(value),
            #[cfg(feature = "complex")]
            Operand::PyComplex(value) => Input::PyComplex(value),
        }
    }

    fn given(&self) -> Given<'a> {
        let array = self.array();
        Given {
            #[cfg(feature = "records")]
            input: self.input().unaliased(),
            #[cfg(not(feature = "records"))]
            input: self.input(),
            layout: array.map_or(&ONE_ELEMENT, |array| &array.layout),
            buffer: array.map(|array| array.buffer.id()),
        }
    }

    fn array(&self) -> Option<&'a Array> {
        match self {
            Operand::Array(array) => Some(array),
            _ => None,
        }
    }
}

/// How a ufunc is to be called beyond its inputs: `np.add(a, b, out=…, where=…, dtype=…, casting=…, order=…)`.
#[derive(Clone, Copy, Debug)]
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
    /// The memory order of a new result; `K` unless given.
    pub order: CopyOrder,
}

impl Default for Arguments<'_> {
    fn default() -> Self {
        Arguments::NONE
    }
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

/// What only a build that has the feature `steered` looks at; others refuse it at the door.
impl<'a> Arguments<'a> {
    fn out(&self) -> &'a [Option<&'a Array>] {
        if cfg!(feature = "steered") {
            self.out
        } else {
            &[]
        }
    }

    fn mask(&self) -> Option<&'a Array> {
        self.mask.filter(|_| cfg!(feature = "steered"))
    }

    fn check(&self) -> Result<()> {
        check_steering(!self.out.is_empty() || self.mask.is_some() || self.order != CopyOrder::K)
    }
}

/// Refuses arguments that this build does not look at.
///
/// # Errors
/// `NotImplementedError` where they are given, and the feature `steered` is off.
pub(crate) fn check_steering(steers: bool) -> Result<()> {
    if steers && !cfg!(feature = "steered") {
        return Err(Error::new(
            ErrorClass::NotImplemented,
            "this build has no out=, where=, initial=, mean=, correction= and order=",
        ));
    }
    Ok(())
}

/// Calls a ufunc by name: `np.add(a, b)`. The result is a new array in NumPy's `K` order; where NumPy gives a scalar, it
/// is 0-d. Of a ufunc with two outputs this is the first.
///
/// # Errors
/// NumPy's own, in NumPy's order: no loop for the dtypes, a Python int out of bounds, shapes that do not broadcast,
/// memory refused, `Integers to negative integer powers are not allowed.`
pub fn call(name: &str, operands: &[Operand<'_>]) -> Result<Array> {
    match find(name) {
        Some(row) => call_found(row, operands),
        None => heard(Err(unknown(name))),
    }
}

/// [`call`] of a row of the table.
pub(crate) fn call_found(row: &'static Ufunc, operands: &[Operand<'_>]) -> Result<Array> {
    #[cfg(feature = "kept")]
    if let Some(result) = again::straight(row, operands) {
        return Ok(result);
    }
    heard(called(row, operands, Arguments::NONE).and_then(first))
}

/// NumPy's warning of a mask whose unselected results are nowhere to be found.
pub(crate) fn warn_of_no_out() {
    warn("UserWarning", || {
        "'where' used without 'out', expect unitialized memory in output. If this is intentional, use out=None."
            .to_owned()
    });
}

/// The results of a call; few ufuncs have two.
type Results = SmallVec<[Array; 1]>;

/// The first of the results of a call.
fn first(results: impl IntoIterator<Item = Array>) -> Result<Array> {
    let first = results.into_iter().next();
    first.ok_or_else(|| Error::value("a ufunc has at least one output"))
}

/// As [`call`], of a row that need not be in the table.
///
/// # Errors
/// As [`call`]; nobody is told of them.
#[cfg(feature = "chain")]
pub(crate) fn call_row(row: &'static Ufunc, operands: &[Operand<'_>]) -> Result<Array> {
    computed(row, operands, Arguments::NONE).and_then(first)
}

/// As [`call_row`], into an array that shares no bytes with the operands.
///
/// # Errors
/// As [`call_into`]; nobody is told of them.
#[cfg(feature = "chain")]
pub(crate) fn call_row_into(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    out: &Array,
) -> Result<()> {
    let arguments = Arguments {
        out: &[Some(out)],
        ..Arguments::NONE
    };
    computed(row, operands, arguments).map(drop)
}

/// Calls a ufunc into an array that exists: `np.add(a, b, out=out)`, `a += b`.
///
/// # Errors
/// As [`call`], and when `out` has another shape than the inputs give, cannot hold the result's kind, or is read-only.
pub fn call_into(name: &str, operands: &[Operand<'_>], out: &Array) -> Result<()> {
    match find(name) {
        Some(row) => call_found_into(row, operands, out),
        None => heard(Err(unknown(name))),
    }
}

/// [`call_into`] of a row of the table.
pub(crate) fn call_found_into(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    out: &Array,
) -> Result<()> {
    #[cfg(feature = "kept")]
    if again::straight_into(row, operands, out).is_some() {
        return Ok(());
    }
    heard(called(
        row,
        operands,
        into_casting(&[Some(out)], Casting::SameKind),
    ))
    .map(drop)
}

/// What is asked for when results go into arrays that exist.
fn into_casting<'a>(out: &'a [Option<&'a Array>], casting: Casting) -> Arguments<'a> {
    Arguments {
        out,
        casting: Some(casting),
        ..Arguments::NONE
    }
}

/// [`call_into`] with another rule for casting the result, as NumPy's own `mean` asks for `casting='unsafe'`.
pub(crate) fn call_into_casting(
    name: &str,
    operands: &[Operand<'_>],
    out: &Array,
    casting: Casting,
) -> Result<()> {
    let outs = [Some(out)];
    let arguments = into_casting(&outs, casting);
    heard(row(name).and_then(|row| called(row, operands, arguments))).map(drop)
}

/// [`call_into_casting`] over an input that is not needed any more: the array with the results. A build that has no `out=`
/// computes them elsewhere first.
pub(crate) fn call_over(
    name: &str,
    operands: &[Operand<'_>],
    over: &Array,
    casting: Casting,
) -> Result<Array> {
    if cfg!(feature = "steered") {
        call_into_casting(name, operands, over, casting)?;
        return Ok(over.clone());
    }
    let result = call(name, operands)?;
    heard(check_output_dtype(
        row(name)?,
        0,
        result.dtype,
        over.dtype,
        casting,
    ))?;
    over.put(&result)?;
    Ok(over.clone())
}

/// Calls a ufunc with all its keyword arguments and gives every result; those asked for with `out` are the same arrays.
///
/// An input that shares bytes with `out`, but not element for element, is copied first, as NumPy does. Shape is what the
/// operands broadcast to, dtype that of the loop; arrays not given are new, in the memory order of the operands.
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
    let results = row(name).and_then(|row| called(row, operands, arguments));
    heard(results).map(SmallVec::into_vec)
}

fn called(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    arguments: Arguments<'_>,
) -> Result<Results> {
    arguments.check()?;
    check_mask(arguments.mask())?;
    #[cfg(feature = "records")]
    if let Some(result) = crate::strings::call_on_texts(row, operands, arguments)? {
        return Ok(Results::from_iter([result]));
    }
    let under_an_out = |array: &Array| {
        let mut outs = arguments.out().iter().copied().flatten();
        outs.any(|out| overlaps(array, out, row))
    };
    let mut arrays = operands.iter().filter_map(Operand::array);
    if !arrays.any(under_an_out) && !arguments.mask().is_some_and(under_an_out) {
        return computed(row, operands, arguments);
    }
    let copy_for_outs = |array: &Array| {
        if under_an_out(array) {
            copy_of(array).map(Some)
        } else {
            Ok(None)
        }
    };
    let mut copies: SmallVec<[Option<Array>; 2]> = SmallVec::new();
    for operand in operands {
        copies.push(operand.array().map(copy_for_outs).transpose()?.flatten());
    }
    let operands: SmallVec<[Operand<'_>; 2]> = std::iter::zip(operands, &copies)
        .map(|(operand, copy)| copy.as_ref().map_or(*operand, Operand::Array))
        .collect();
    let copied_mask = arguments.mask().map(copy_for_outs).transpose()?.flatten();
    let mask = copied_mask.as_ref().or(arguments.mask());
    computed(row, &operands, Arguments { mask, ..arguments })
}

/// Plans and computes a call, no input of which lies under an output.
fn computed(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    arguments: Arguments<'_>,
) -> Result<Results> {
    let out = |number: usize| arguments.out().get(number).copied().flatten();
    #[cfg(feature = "kept")]
    let plain = arguments.mask().is_none()
        && arguments.dtype.is_none()
        && arguments.casting.is_none_or(|one| one == Casting::SameKind)
        && arguments.order == CopyOrder::K;
    #[cfg(feature = "kept")]
    if plain && let Some(mut kept) = again::find(row, operands, out(0))? {
        #[cfg(feature = "complex")]
        warn_of_lost_parts(&kept.plan);
        warn_of_numbers(operands, &kept.plan);
        let done = compute(&mut kept.plan, operands, None, out(0));
        again::keep(kept);
        let (result, flags) = done?;
        execute::warn_of(flags, row.name);
        return Ok(Results::from_iter([result]));
    }
    let given: SmallVec<[Given<'_>; 2]> = operands.iter().map(Operand::given).collect();
    let wanted = Wanted {
        outs: arguments.out().iter().map(|out| out.map(into)).collect(),
        mask: arguments.mask().map(|mask| Operand::Array(mask).given()),
        dtype: arguments.dtype,
        casting: arguments.casting.unwrap_or(Casting::SameKind),
        order: arguments.order,
    };
    let prepared = prepare::prepare_told(row, operands, &given, &wanted)?;
    #[cfg(feature = "records")]
    if prepared.rounds_on_the_way() {
        return rounded_into_outs(row, operands, arguments);
    }
    let mut flags = Flags::NONE;
    let mut results = Results::new();
    for number in 0..prepared.outputs() {
        let mut planned = prepared.plan(number);
        if number == 0 {
            #[cfg(feature = "complex")]
            warn_of_lost_parts(&planned);
            if arguments.mask().is_some() && arguments.out().iter().all(Option::is_none) {
                warn_of_no_out();
            }
            warn_of_numbers(operands, &planned);
        }
        let (result, told) = compute(&mut planned, operands, arguments.mask(), out(number))?;
        flags = flags.and(told);
        #[cfg(feature = "records")]
        let result = match (out(number), operands.first()) {
            (None, Some(Operand::Array(first))) => result.told_like(first.dtype),
            _ => result,
        };
        results.push(result);
        #[cfg(feature = "kept")]
        if plain && let Some(kept) = again::Kept::new(row, operands, out(0), planned) {
            again::keep(kept);
        }
    }
    execute::warn_of(flags, row.name);
    Ok(results)
}

/// A call whose results are rounded to `float16` before an `out` of another dtype takes them.
#[cfg(feature = "records")]
fn rounded_into_outs(
    row: &'static Ufunc,
    operands: &[Operand<'_>],
    arguments: Arguments<'_>,
) -> Result<Results> {
    let own = Arguments {
        out: &[],
        ..arguments
    };
    let mut results = match arguments.mask() {
        None => computed(row, operands, own)?,
        Some(_) => {
            // The mask is not without an `out`: there is one, of another dtype.
            let made = crate::record::without_warnings(|| computed(row, operands, own))?;
            let outs: SmallVec<[Option<&Array>; 2]> = made.iter().map(Some).collect();
            computed(row, operands, Arguments { out: &outs, ..own })?
        }
    };
    for (result, out) in results.iter_mut().zip(arguments.out) {
        if let Some(out) = out {
            let rounded = Operand::Array(result);
            crate::index::select::copyto(out, rounded, Casting::Unsafe, arguments.mask())?;
            *result = Array::clone(out);
        }
    }
    Ok(results)
}

fn check_mask(mask: Option<&Array>) -> Result<()> {
    mask.map_or(Ok(()), |mask| {
        let checked = cast::check_cast(mask.dtype, DType::Bool, Casting::Safe);
        checked.map_err(|error| mask.of_scalar(error))
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

/// Warns of what the cast of each Python float or complex number to the loop's dtype met, before anything is computed.
fn warn_of_numbers(operands: &[Operand<'_>], planned: &Elementwise) {
    if !warnings_heard() {
        return;
    }
    for (operand, &read) in std::iter::zip(operands, &planned.signature) {
        let to = dtype_of_numbers(operands, read);
        let met = match operand {
            Operand::PyInt(value) => {
                warning::of_cast(&(*value as f64).to_le_bytes(), DType::F64, to)
            }
            Operand::PyFloat(value) => warning::of_cast(&value.to_le_bytes(), DType::F64, to),
            #[cfg(feature = "complex")]
            Operand::PyComplex(value) => {
                let bytes = crate::Scalar::C128(*value).to_bytes();
                warning::of_cast(&bytes, DType::C128, to)
            }
            _ => continue,
        };
        execute::warn_of(met, "cast");
    }
}

/// The dtype that Python numbers are cast to for a loop: one of `float32` between halves stands for one of halves.
fn dtype_of_numbers(operands: &[Operand<'_>], read: DType) -> DType {
    #[cfg(feature = "records")]
    if read == DType::F32 {
        let rounds = |array: &Array| cast::can_cast(array.dtype, DType::F16, Casting::Safe);
        let mut arrays = operands.iter().filter_map(Operand::array).peekable();
        if arrays.peek().is_some() && arrays.all(rounds) {
            return DType::F16;
        }
    }
    let _ = operands;
    read
}

/// Warns of casts from complex to real numbers, of inputs and of the result, as NumPy does when it looks for the casts.
#[cfg(feature = "complex")]
fn warn_of_lost_parts(planned: &Elementwise) {
    let inputs = planned.operands.iter();
    let inputs = inputs.filter_map(|one| Some((one.dtype, one.cast?)));
    let output = &planned.output;
    let output = output.cast.map(|cast| (cast, output.dtype));
    for (from, to) in inputs.chain(output) {
        cast::check_parts(from, to);
    }
}

/// Runs a plan into `out`, or into an array allocated for it.
fn compute(
    planned: &mut Elementwise,
    operands: &[Operand<'_>],
    mask: Option<&Array>,
    out: Option<&Array>,
) -> Result<(Array, Flags)> {
    let result = match out {
        Some(out) => out.clone(),
        // Where a mask leaves elements out, they are zeros.
        None if planned.is_masked() => {
            Array::zeros_over(planned.output.layout.clone(), planned.output.dtype)?
        }
        None => Array::unwritten_over(planned.output.layout.clone(), planned.output.dtype)?,
    };
    planned.output.buffer = result.buffer.id();
    #[cfg(feature = "powers")]
    steady::refuse_negative(planned, out.is_some() && mask.is_none())?;
    let arrays = operands.iter().filter_map(Operand::array);
    let buffers: SmallVec<[Buffer; 4]> = arrays
        .chain(mask)
        .chain([&result])
        .map(|array| array.buffer.clone())
        .collect();
    let flags = execute::perform_lent(planned, &buffers)?;
    Ok((result, flags))
}

pub(crate) fn row(name: &str) -> Result<&'static Ufunc> {
    find(name).ok_or_else(|| unknown(name))
}

#[cold]
fn unknown(name: &str) -> Error {
    Error::new(
        ErrorClass::Value,
        format!("'{name}' is no ufunc of the table; `ufunc::all` lists them"),
    )
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
