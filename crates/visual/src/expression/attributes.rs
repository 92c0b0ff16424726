//! What stands behind the point: attributes of values, and methods on their way to a call.
//! Knows names; methods are called in `methods`, functions in `functions`.

use super::raised::Raised;
use super::value::{Function, Value};
use super::{functions, methods, reduction};
use engine::{Array, DType, ufunc};
use std::ops::Range;

/// Attributes and methods of arrays that NumPy has and this field has not.
const LEFT_OUT: [&str; 43] = [
    "argpartition",
    "argsort",
    "base",
    "byteswap",
    "choose",
    "clip",
    "compress",
    "conj",
    "conjugate",
    "ctypes",
    "cumprod",
    "cumsum",
    "data",
    "device",
    "diagonal",
    "dot",
    "dump",
    "dumps",
    "fill",
    "flags",
    "flat",
    "getfield",
    "imag",
    "itemset",
    "mT",
    "nonzero",
    "partition",
    "put",
    "real",
    "repeat",
    "resize",
    "round",
    "searchsorted",
    "setfield",
    "setflags",
    "sort",
    "take",
    "tobytes",
    "tofile",
    "tolist",
    "to_device",
    "trace",
    "view",
];

/// `value.name`
pub(super) fn attribute(value: &Value, name: &str, range: &Range<usize>) -> Result<Value, Raised> {
    match value {
        Value::Module => of_module(name, range),
        Value::Array(array) => of_array(value, array, name, range),
        Value::Number(scalar) => {
            let array = Array::scalar(*scalar).map_err(|error| Raised::engine(&error, range))?;
            match name {
                "T" => Ok(value.clone()),
                _ => of_array(value, &array, name, range),
            }
        }
        Value::DType(dtype) => match name {
            "name" => Ok(Value::Text(dtype.name().to_owned())),
            "itemsize" => Ok(whole(dtype.itemsize())),
            _ => Err(missing(value, name, range)),
        },
        Value::Function(Function::Ufunc(row)) => match name {
            "outer" => Ok(Value::Function(Function::UfuncMethod(row, "outer"))),
            "reduce" => Ok(Value::Function(Function::UfuncMethod(row, "reduce"))),
            "accumulate" | "reduceat" | "at" => Err(Raised::ours(
                format!("np.{}.{name} is not part of this field.", row.name),
                range,
            )),
            _ => Err(missing(value, name, range)),
        },
        _ => Err(missing(value, name, range)),
    }
}

fn missing(value: &Value, name: &str, range: &Range<usize>) -> Raised {
    let message = format!("'{}' object has no attribute '{name}'", value.type_name());
    let raised = Raised::new("AttributeError", message, range);
    match functions::find(name) {
        Some(_) => raised.hint(format!("Write np.{name}(…).")),
        None => raised,
    }
}

fn whole(number: usize) -> Value {
    Value::Int(i128::try_from(number).unwrap_or(i128::MAX))
}

fn tuple(numbers: &[i64]) -> Value {
    Value::Tuple(
        numbers
            .iter()
            .map(|number| Value::Int((*number).into()))
            .collect(),
    )
}

fn of_array(
    value: &Value,
    array: &Array,
    name: &str,
    range: &Range<usize>,
) -> Result<Value, Raised> {
    Ok(match name {
        "T" => Value::Array(array.t()),
        "shape" => tuple(array.shape()),
        "strides" => tuple(array.strides()),
        "ndim" => whole(array.ndim()),
        "size" => Value::Int(array.size().into()),
        "itemsize" => whole(array.dtype().itemsize()),
        "nbytes" => Value::Int(array.nbytes().into()),
        "dtype" => Value::DType(array.dtype()),
        _ => match reduction::find(name)
            .filter(|own| *own == name)
            .or_else(|| methods::find(name))
        {
            Some(method) => Value::Function(Function::Method(Box::new(value.clone()), method)),
            None if LEFT_OUT.contains(&name) => {
                return Err(Raised::ours(
                    format!(".{name} of an array is not part of this field."),
                    range,
                ));
            }
            None => return Err(missing(value, name, range)),
        },
    })
}

fn of_module(name: &str, range: &Range<usize>) -> Result<Value, Raised> {
    Ok(match name {
        "newaxis" => Value::None,
        "pi" => Value::Float(std::f64::consts::PI),
        "e" => Value::Float(std::f64::consts::E),
        "inf" => Value::Float(f64::INFINITY),
        "nan" => Value::Float(f64::NAN),
        "bool_" => Value::Function(Function::Type(DType::Bool)),
        "True_" => Value::Number(engine::Scalar::Bool(true)),
        "False_" => Value::Number(engine::Scalar::Bool(false)),
        _ => {
            if let Some(row) = ufunc::find(name) {
                return Ok(Value::Function(Function::Ufunc(row)));
            }
            // NumPy spells its types out: np.float64, not np.f8.
            if let Some(dtype) = DType::ALL.into_iter().find(|dtype| dtype.name() == name) {
                return Ok(Value::Function(Function::Type(dtype)));
            }
            match reduction::find(name).or_else(|| functions::find(name)) {
                Some(name) => Value::Function(Function::Named(name)),
                None => return Err(Raised::ours(unknown(name), range)),
            }
        }
    })
}

/// Whether `np` has something of this name here.
pub(super) fn is_known(name: &str) -> bool {
    of_module(name, &(0..0)).is_ok()
}

fn unknown(name: &str) -> String {
    let hint = match name {
        "matmul" | "dot" | "einsum" | "inner" | "linalg" | "tensordot" | "vdot" => {
            " * multiplies element by element and broadcasts."
        }
        "where" | "concatenate" | "stack" | "vstack" | "hstack" | "tile" | "repeat"
        | "meshgrid" => {
            " Broadcasting does it without a copy: give an array a new axis with np.newaxis."
        }
        _ => " It has the ufuncs, reductions, views of axes, and makers such as np.arange.",
    };
    format!("np.{name} is not part of this field.{hint}")
}
