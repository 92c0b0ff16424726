//! Functions of `np` that make arrays or views.
//! Knows the engine's makers and views; ufuncs and reductions have tables of their own.

use super::arguments::{Bound, Call};
use super::convert;
use super::methods;
use super::operators;
use super::raised::Raised;
use super::value::Value;
use engine::promote::Input;
use engine::{Array, DType, Scalar};
use std::ops::Range;

/// Each function with NumPy's parameters.
const SIGNATURES: [(&str, &str); 31] = [
    ("arange", "start=, stop=, step=, dtype="),
    ("array", "object, dtype=, *, !copy=, !order=, !ndmin="),
    ("array_equal", "a1, a2, !equal_nan="),
    ("asarray", "a, dtype=, !order="),
    ("atleast_1d", "a"),
    ("atleast_2d", "a"),
    ("broadcast_to", "array, shape, !subok="),
    ("copy", "a, order=, !subok="),
    ("diag", "v, k="),
    ("empty", "shape, dtype=, !order="),
    ("expand_dims", "a, axis"),
    ("eye", "N, M=, k=, dtype="),
    ("flip", "m, axis="),
    ("full", "shape, fill_value, dtype=, !order="),
    ("full_like", "a, fill_value, dtype="),
    ("identity", "n, dtype="),
    (
        "linspace",
        "start, stop, num=, endpoint=, !retstep=, dtype=, !axis=",
    ),
    ("moveaxis", "a, source, destination"),
    ("ndim", "a"),
    ("ones", "shape, dtype=, !order="),
    ("ones_like", "a, dtype="),
    ("permute_dims", "a, axes="),
    ("ravel", "a, order="),
    ("reshape", "a, shape, order=, !copy="),
    ("shape", "a"),
    ("size", "a, !axis="),
    ("squeeze", "a, axis="),
    ("swapaxes", "a, axis1, axis2"),
    ("transpose", "a, axes="),
    ("zeros", "shape, dtype=, !order="),
    ("zeros_like", "a, dtype="),
];

/// Functions that take any number of arguments.
const SPREAD: [&str; 1] = ["broadcast_shapes"];

/// The name of a function, where there is one.
pub(super) fn find(name: &str) -> Option<&'static str> {
    SIGNATURES
        .iter()
        .map(|(own, _)| *own)
        .chain(SPREAD)
        .find(|own| *own == name)
}

/// `np.name(arguments)` for makers and views.
pub(super) fn named(mut call: Call) -> Result<Value, Raised> {
    let name = call.name;
    if name == "broadcast_shapes" {
        return broadcast_shapes(&mut call);
    }
    let Some((_, signature)) = SIGNATURES.iter().find(|(own, _)| *own == name) else {
        return Err(Raised::ours(
            format!("np.{name} is not part of this field."),
            &call.range,
        ));
    };
    let bound = call.bind(signature)?;
    match name {
        "arange" => arange(&bound),
        "linspace" => linspace(&bound),
        "array_equal" => array_equal(&bound),
        "ndim" => Ok(Value::Int(
            i128::try_from(bound.array("a")?.ndim()).unwrap_or(0),
        )),
        "size" => Ok(Value::Int(bound.array("a")?.size().into())),
        "shape" => {
            let shape = bound
                .array("a")?
                .shape()
                .iter()
                .map(|&length| Value::Int(length.into()))
                .collect();
            Ok(Value::Tuple(shape))
        }
        "ravel" => methods::ravel(&bound.array("a")?, &bound),
        "squeeze" => methods::squeeze(&bound.array("a")?, &bound),
        "reshape" => {
            let (shape, range) = bound.value("shape")?;
            methods::reshape(&bound.array("a")?, &convert::indices(shape, range)?, &bound)
        }
        "array" | "asarray" => made(
            &bound,
            if name == "array" { "object" } else { "a" },
            name == "array",
        ),
        _ => convert::made(made_or_viewed(name, &bound)?, bound.range()),
    }
}

type Made = engine::Result<Array>;

fn made_or_viewed(name: &str, bound: &Bound) -> Result<Made, Raised> {
    let dtype = bound.dtype()?;
    let new = dtype.unwrap_or(DType::F64);
    Ok(match name {
        "zeros" => Array::zeros(&shape(bound)?, new),
        "ones" => Array::ones(&shape(bound)?, new),
        "empty" => Array::empty(&shape(bound)?, new),
        "full" => return full(bound, dtype),
        "eye" => {
            let rows = bound.index("N")?;
            Array::eye(
                rows,
                bound.index_or("M", rows)?,
                bound.index_or("k", 0)?,
                new,
            )
        }
        "identity" => Array::identity(bound.index("n")?, new),
        "zeros_like" => bound.array("a")?.zeros_like(dtype),
        "ones_like" => bound.array("a")?.ones_like(dtype),
        "full_like" => {
            let array = bound.array("a")?;
            let (value, range) = bound.value("fill_value")?;
            let fill = convert::scalar(value, dtype.unwrap_or(array.dtype()), range)?;
            array.full_like(fill, dtype)
        }
        "diag" => bound.array("v")?.diag(bound.index_or("k", 0)?),
        "copy" => bound
            .array("a")?
            .copy(bound.order(engine::array::copy::CopyOrder::K)?),
        "expand_dims" => {
            let (value, range) = bound.value("axis")?;
            bound
                .array("a")?
                .expand_dims(&convert::indices(value, range)?)
        }
        "broadcast_to" => bound.array("array")?.broadcast_to(&shape(bound)?),
        "flip" => bound.array("m")?.flip(bound.axes("axis")?.as_deref()),
        "swapaxes" => bound
            .array("a")?
            .swapaxes(bound.index("axis1")?, bound.index("axis2")?),
        "moveaxis" => {
            let axes = |name| {
                bound
                    .value(name)
                    .and_then(|(value, range)| convert::indices(value, range))
            };
            bound
                .array("a")?
                .moveaxis(&axes("source")?, &axes("destination")?)
        }
        "transpose" | "permute_dims" => bound.array("a")?.transpose(bound.axes("axes")?.as_deref()),
        "atleast_1d" | "atleast_2d" => {
            let array = bound.array("a")?;
            let wanted = if name == "atleast_1d" { 1 } else { 2 };
            let new: Vec<i64> =
                (0..wanted - i64::try_from(array.ndim()).unwrap_or(wanted).min(wanted)).collect();
            if new.is_empty() {
                Ok(array)
            } else {
                array.expand_dims(&new)
            }
        }
        _ => {
            return Err(Raised::ours(
                format!("np.{name} is not part of this field."),
                bound.range(),
            ));
        }
    })
}

fn shape(bound: &Bound) -> Result<Vec<i64>, Raised> {
    let (value, range) = bound.value("shape")?;
    convert::shape(value, range)
}

/// `np.array(object, dtype)` copies an array, `np.asarray` does not.
fn made(bound: &Bound, parameter: &str, copies: bool) -> Result<Value, Raised> {
    let (value, range) = bound.value(parameter)?;
    let raised = |error: engine::Error| Raised::engine(&error, range);
    let made = match (bound.dtype()?, value) {
        (Some(dtype), Value::Array(array)) if dtype != array.dtype() => {
            array.astype(dtype).map_err(raised)?
        }
        (_, Value::Array(array)) if copies => array
            .copy(engine::array::copy::CopyOrder::K)
            .map_err(raised)?,
        (
            Some(dtype),
            Value::List(_) | Value::Tuple(_) | Value::Int(_) | Value::Float(_) | Value::Bool(_),
        ) => convert::array_in(value, dtype, range)?,
        (Some(dtype), _) => convert::array(value, range)?
            .astype(dtype)
            .map_err(raised)?,
        (None, _) => convert::array(value, range)?,
    };
    Ok(Value::Array(made))
}

fn full(bound: &Bound, dtype: Option<DType>) -> Result<Made, Raised> {
    let shape = shape(bound)?;
    let (value, range) = bound.value("fill_value")?;
    let fill = match dtype {
        Some(dtype) => convert::scalar(value, dtype, range)?,
        None => {
            let array = convert::array(value, range)?;
            if array.ndim() > 0 {
                return Err(Raised::ours(
                    "np.full fills with one number here; broadcasting gives the rest.",
                    range,
                ));
            }
            convert::first_element(&array).unwrap_or(Scalar::F64(0.0))
        }
    };
    Ok(Array::full(&shape, fill))
}

/// A number as the engine's sequences take it.
fn number(value: &Value, range: &Range<usize>) -> Result<Input, Raised> {
    let value = match value {
        Value::Number(scalar) => &methods::python(*scalar),
        Value::Array(array) if array.ndim() == 0 => match convert::first_element(array) {
            Some(scalar) => &methods::python(scalar),
            None => value,
        },
        other => other,
    };
    match value {
        Value::Int(value) => Ok(Input::PyInt(*value)),
        Value::Float(value) => Ok(Input::PyFloat(*value)),
        Value::Bool(value) => Ok(Input::PyInt(i128::from(*value))),
        _ => Err(Raised::ours(
            format!("A number is needed here, not {}.", value.type_name()),
            range,
        )),
    }
}

fn arange(bound: &Bound) -> Result<Value, Raised> {
    let get = |name: &str| {
        bound
            .some(name)
            .map(|(value, range)| number(value, range))
            .transpose()
    };
    let (start, stop) = match (get("start")?, get("stop")?) {
        (Some(start), Some(stop)) => (start, stop),
        (Some(stop), None) | (None, Some(stop)) => (Input::PyInt(0), stop),
        (None, None) => {
            return Err(Raised::type_(
                "arange() requires stop to be specified.",
                bound.range(),
            ));
        }
    };
    let step = get("step")?.unwrap_or(Input::PyInt(1));
    convert::made(
        Array::arange(start, stop, step, bound.dtype()?),
        bound.range(),
    )
}

fn linspace(bound: &Bound) -> Result<Value, Raised> {
    let real = |name: &str| {
        let (value, range) = bound.value(name)?;
        match number(value, range)? {
            Input::PyInt(value) => Ok(value as f64),
            Input::PyFloat(value) => Ok(value),
            _ => Err(Raised::ours("A number is needed here.", range)),
        }
    };
    let (start, stop) = (real("start")?, real("stop")?);
    let num = bound.index_or("num", 50)?;
    let endpoint = bound.flag("endpoint", true)?;
    let dtype = bound.dtype()?.unwrap_or(DType::F64);
    convert::made(
        Array::linspace(start, stop, num, endpoint, dtype),
        bound.range(),
    )
}

fn array_equal(bound: &Bound) -> Result<Value, Raised> {
    let (first, second) = (bound.array("a1")?, bound.array("a2")?);
    if first.shape() != second.shape() {
        return Ok(Value::Bool(false));
    }
    let row = operators::row_of("==", 2)
        .ok_or_else(|| Raised::ours("There is no ufunc for ==.", bound.range()))?;
    let same = operators::call(
        row,
        &[&Value::Array(first), &Value::Array(second)],
        bound.range(),
    )?;
    let same = convert::array(&same, bound.range())?;
    Ok(Value::Bool(
        convert::elements(&same)
            .into_iter()
            .all(|one| one == Scalar::Bool(true)),
    ))
}

fn broadcast_shapes(call: &mut Call) -> Result<Value, Raised> {
    let range = call.range.clone();
    let mut shapes = Vec::new();
    for (value, range) in &call.spread() {
        shapes.push(convert::indices(value, range)?);
    }
    let shapes: Vec<&[i64]> = shapes.iter().map(Vec::as_slice).collect();
    let shape = engine::layout::broadcast::broadcast_shapes(&shapes)
        .map_err(|error| Raised::engine(&error, &range))?;
    Ok(Value::Tuple(
        shape
            .iter()
            .map(|&length| Value::Int(length.into()))
            .collect(),
    ))
}
