//! A function of single numbers, called for every element of arrays that broadcast (`np.vectorize`); and one of small arrays,
//! called for every place of the axes before theirs. Knows how results become arrays.

use super::indices::ndindex;
use super::iterator::{NdIter, Walk};
use crate::array::Array;
use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::index::Index;
use crate::layout::broadcast::{broadcast_shape, broadcast_shapes};
use crate::layout::coalesce::loop_order;
use crate::layout::{Layout, Order, size_of_shape};
use crate::limit::grant_work;
use crate::promote::{Input, convert_assigned};
use crate::scalar::Scalar;
use crate::ufunc::heard;

/// `np.vectorize(f, otypes=…)(*arrays)`: what a function gives for every element, one array for each number it gives. The
/// shape is what the arrays broadcast to, in their memory order; each array is new.
///
/// The dtypes are `otypes`, or those of what the function gives for the first elements: then it is called once more than there
/// are elements. An argument that shall not be vectorized (`excluded`) is one that the function knows already.
///
/// # Errors
/// ``ValueError: cannot call `vectorize` on size 0 inputs unless `otypes` is set``; shapes that do not broadcast; a result that
/// its dtype does not hold, as [`convert_assigned`]; whatever the function refuses.
pub fn vectorize(
    arrays: &[&Array],
    otypes: Option<&[DType]>,
    mut function: impl FnMut(&[Scalar]) -> Result<Vec<Scalar>>,
) -> Result<Vec<Array>> {
    let found: Vec<DType> = match otypes {
        Some(otypes) => otypes.to_vec(),
        None => {
            if arrays.iter().any(|array| array.size() == 0) {
                return heard(Err(Error::value(
                    "cannot call `vectorize` on size 0 inputs unless `otypes` is set",
                )));
            }
            let first: Vec<Scalar> = arrays.iter().filter_map(|array| array.nth(0)).collect();
            function(&first)?.iter().map(|one| one.dtype()).collect()
        }
    };
    called(arrays, &found, &mut function, true)
}

/// Calls a function for every element and puts what it gives into new arrays of these dtypes. They lie as the arrays do, or as
/// copies of them: `np.vectorize` makes objects of the elements first.
pub(super) fn called(
    arrays: &[&Array],
    dtypes: &[DType],
    function: &mut dyn FnMut(&[Scalar]) -> Result<Vec<Scalar>>,
    copied: bool,
) -> Result<Vec<Array>> {
    let shapes: Vec<&[i64]> = arrays.iter().map(|array| array.shape()).collect();
    let shape = heard(broadcast_shape(&shapes))?;
    heard(grant_work(size_of_shape(&shape)))?;
    let layouts: Vec<Layout> = arrays
        .iter()
        .map(|array| match copied {
            true => {
                let layout = array.layout.packed_like(array.dtype.itemsize());
                layout.broadcast_to(&shape)
            }
            false => array.layout.broadcast_to(&shape),
        })
        .collect::<Result<_>>()?;
    let order = loop_order(&layouts.iter().collect::<Vec<_>>());
    let results: Vec<Array> = dtypes
        .iter()
        .map(|dtype| {
            let layout = Layout::packed_in_order(&shape, dtype.itemsize(), &order);
            Array::zeros_over(layout, *dtype)
        })
        .collect::<Result<_>>()?;
    let all: Vec<&Array> = arrays.iter().copied().chain(&results).collect();
    let writes: Vec<bool> = (0..all.len()).map(|place| place >= arrays.len()).collect();
    let walk = Walk {
        zerosize_ok: true,
        writes: &writes,
        ..Walk::default()
    };
    if all.is_empty() {
        return Ok(results);
    }
    let mut arguments = Vec::with_capacity(arrays.len());
    for step in NdIter::new(&all, walk)? {
        let (read, written) = step.split_at(arrays.len());
        arguments.clear();
        for view in read {
            arguments.push(view.item()?);
        }
        let given = function(&arguments)?;
        if given.len() != results.len() {
            return heard(Err(Error::value(format!(
                "a function gave {} results where {} were expected",
                given.len(),
                results.len()
            ))));
        }
        for (value, target) in given.into_iter().zip(written) {
            let value = convert_assigned(as_number(value), target.dtype())?;
            target.set(&[], value)?;
        }
    }
    Ok(results)
}

/// A result as Python has it, without a dtype.
pub(super) fn as_number(value: Scalar) -> Input {
    match value.dtype() {
        DType::Bool => Input::PyBool(value == Scalar::Bool(true)),
        #[cfg(feature = "complex")]
        dtype if dtype.is_complex() => match value.cast(DType::C128) {
            Scalar::C128(value) => Input::PyComplex(value),
            _ => Input::PyBool(false),
        },
        DType::U64 => match value {
            Scalar::U64(value) => Input::PyInt(value.into()),
            _ => Input::PyBool(false),
        },
        dtype if dtype.is_inexact() => match value.cast(DType::F64) {
            Scalar::F64(value) => Input::PyFloat(value),
            _ => Input::PyBool(false),
        },
        _ => match value.cast(DType::I64) {
            Scalar::I64(value) => Input::PyInt(value.into()),
            _ => Input::PyBool(false),
        },
    }
}

/// `np.vectorize(f, signature='(n),(m)->(n,m)')(*arrays)`: a function of arrays with the axes that the signature names, called
/// for every index of the axes before those, which broadcast. What it gives is put together in new arrays, of the dtypes of
/// its first results or of `otypes`; the shape is that of the axes before, then the results' own.
///
/// # Errors
/// `ValueError: not a valid gufunc signature: …`; `TypeError: wrong number of positional arguments: expected 1, got 2`;
/// `ValueError: 0-dimensional argument does not have enough dimensions for all core dimensions ('n',)`,
/// `inconsistent size for core dimension 'n': 4 vs 3`, ``cannot call `vectorize` on size 0 inputs unless `otypes` is set``;
/// whatever the function refuses.
pub fn vectorize_cores(
    signature: &str,
    arrays: &[&Array],
    otypes: Option<&[DType]>,
    mut function: impl FnMut(&[Array]) -> Result<Vec<Array>>,
) -> Result<Vec<Array>> {
    let cores = heard(Cores::parse(signature))?;
    heard(cores.check_count(arrays.len()))?;
    let mut sizes: Vec<(&str, i64)> = Vec::new();
    let mut outer: Vec<&[i64]> = Vec::new();
    for (array, names) in std::iter::zip(arrays, &cores.inputs) {
        let (before, own) = heard(split(array.shape(), names))?;
        outer.push(before);
        for (name, &size) in std::iter::zip(names, own) {
            heard(take_size(&mut sizes, name, size))?;
        }
    }
    let shape = heard(broadcast_shapes(&outer))?;
    heard(grant_work(size_of_shape(&shape)))?;
    let mut stretched: Vec<Array> = Vec::new();
    for (array, before) in std::iter::zip(arrays, &outer) {
        let whole: Vec<i64> = shape
            .iter()
            .chain(&array.shape()[before.len()..])
            .copied()
            .collect();
        stretched.push(array.broadcast_to(&whole)?);
    }
    let mut results: Vec<Array> = Vec::new();
    for index in ndindex(&shape)? {
        let place: Vec<Index> = index.iter().map(|&one| Index::Int(one)).collect();
        let parts = stretched
            .iter()
            .map(|array| array.index(&place))
            .collect::<Result<Vec<Array>>>()?;
        let given = function(&parts)?;
        if given.len() != cores.outputs.len() {
            return heard(Err(Error::value(format!(
                "wrong number of outputs from pyfunc: expected {}, got {}",
                cores.outputs.len(),
                given.len()
            ))));
        }
        if results.is_empty() {
            for (number, (one, names)) in std::iter::zip(&given, &cores.outputs).enumerate() {
                let own = &one.shape()[one.ndim().saturating_sub(names.len())..];
                for (name, &size) in std::iter::zip(names, own) {
                    heard(take_size(&mut sizes, name, size))?;
                }
                let dtype = otypes.and_then(|all| all.get(number).copied());
                let (dtype, whole) = (dtype.unwrap_or(one.dtype()), [&shape[..], own].concat());
                // As `empty_like`: in the memory order of the first result, where it has all the axes.
                let layout = match whole.len() == one.ndim() {
                    true => one.layout.packed_like(dtype.itemsize()),
                    false => Layout::contiguous(&whole, dtype.itemsize(), Order::C),
                };
                results.push(Array::zeros_over(layout, dtype)?);
            }
        }
        for (result, one) in std::iter::zip(&results, &given) {
            let mut place = place.clone();
            place.push(Index::Ellipsis);
            result.assign(&place, one)?;
        }
    }
    if !results.is_empty() || cores.outputs.is_empty() {
        return Ok(results);
    }
    // Nothing was called, so that nothing is known but what the signature says.
    let Some(otypes) = otypes else {
        return heard(Err(Error::value(
            "cannot call `vectorize` on size 0 inputs unless `otypes` is set",
        )));
    };
    for (names, &dtype) in std::iter::zip(&cores.outputs, otypes) {
        let mut whole = shape.clone();
        for name in names {
            let known = sizes.iter().find(|(own, _)| own == name);
            let (_, size) = heard(known.ok_or_else(|| {
                Error::value(
                    "cannot call `vectorize` with a signature including new output dimensions on size 0 inputs",
                )
            }))?;
            whole.push(*size);
        }
        results.push(Array::zeros(&whole, dtype)?);
    }
    Ok(results)
}

/// The axes before those that a signature names, and these.
fn split<'a>(shape: &'a [i64], names: &[String]) -> Result<(&'a [i64], &'a [i64])> {
    let before = shape.len().checked_sub(names.len()).ok_or_else(|| {
        let list: Vec<String> = names.iter().map(|name| format!("'{name}'")).collect();
        let comma = if list.len() == 1 { "," } else { "" };
        Error::value(format!(
            "{}-dimensional argument does not have enough dimensions for all core dimensions ({}{comma})",
            shape.len(),
            list.join(", ")
        ))
    })?;
    Ok(shape.split_at(before))
}

/// Holds an axis of a name against what is known of it.
fn take_size<'a>(sizes: &mut Vec<(&'a str, i64)>, name: &'a str, size: i64) -> Result<()> {
    match sizes.iter().find(|(own, _)| *own == name) {
        None => sizes.push((name, size)),
        Some(&(_, known)) if known != size => {
            return Err(Error::value(format!(
                "inconsistent size for core dimension '{name}': {size} vs {known}"
            )));
        }
        Some(_) => {}
    }
    Ok(())
}

/// The names of axes in a signature such as `(n),(m)->(n,m)`.
struct Cores {
    inputs: Vec<Vec<String>>,
    outputs: Vec<Vec<String>>,
}

impl Cores {
    fn parse(signature: &str) -> Result<Self> {
        let refused = || Error::value(format!("not a valid gufunc signature: {signature}"));
        let text: String = signature
            .chars()
            .filter(|one| !one.is_whitespace())
            .collect();
        let (inputs, outputs) = text.split_once("->").ok_or_else(refused)?;
        let side = |text: &str| {
            let inside = text.strip_prefix('(')?.strip_suffix(')')?;
            inside.split("),(").map(names).collect::<Option<Vec<_>>>()
        };
        Ok(Self {
            inputs: side(inputs).ok_or_else(refused)?,
            outputs: side(outputs).ok_or_else(refused)?,
        })
    }

    fn check_count(&self, given: usize) -> Result<()> {
        if given == self.inputs.len() {
            return Ok(());
        }
        Err(Error::type_(format!(
            "wrong number of positional arguments: expected {}, got {given}",
            self.inputs.len()
        )))
    }
}

/// The names between two parentheses.
fn names(text: &str) -> Option<Vec<String>> {
    if text.is_empty() {
        return Some(Vec::new());
    }
    let is_name = |name: &str| {
        !name.is_empty() && name.chars().all(|one| one.is_alphanumeric() || one == '_')
    };
    let all: Vec<String> = text.split(',').map(str::to_owned).collect();
    all.iter().all(|name| is_name(name)).then_some(all)
}
