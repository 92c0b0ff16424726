//! What stands behind the point: attributes of values, and methods on their way to a call.
//! Knows names; what functions and methods do is in `functions`.

use super::functions;
use super::raised::Raised;
use super::value::{Function, Value, has};
use engine::{Array, DType, Scalar, ufunc};
use std::f64::consts::{E, PI};

/// Attributes and methods of arrays that NumPy has and this field has not.
const LEFT_OUT: &str = "argpartition argsort base byteswap choose clip compress conj conjugate ctypes cumprod cumsum data \
    device diagonal dot dump dumps fill flags flat getfield imag itemset mT nonzero partition put real repeat resize round \
    searchsorted setfield setflags sort take tobytes tofile tolist to_device trace view";

/// `value.name`
pub(super) fn attribute(value: &Value, name: &str) -> Result<Value, Raised> {
    let found = match value {
        Value::Module => return of_module(name).ok_or_else(|| unknown(name)),
        Value::Array(array) => of_array(array, name),
        Value::Number(_) if name == "T" => Some(value.clone()),
        Value::Number(scalar) => of_array(&Array::scalar(*scalar)?, name),
        Value::DType(dtype) => match name {
            "name" => Some(Value::Text(dtype.name().to_owned())),
            "itemsize" => Some(Value::Int(dtype.itemsize() as i128)),
            _ => None,
        },
        Value::Function(Function::Ufunc(row)) => match name {
            "outer" => Some(Value::Function(Function::UfuncMethod(row, "outer"))),
            "reduce" => Some(Value::Function(Function::UfuncMethod(row, "reduce"))),
            "accumulate" | "reduceat" | "at" => {
                let ufunc = row.name;
                return Err(Raised::ours(format_args!(
                    "np.{ufunc}.{name} is not part of this field."
                )));
            }
            _ => None,
        },
        _ => None,
    };
    if let Some(found) = found {
        return Ok(found);
    }
    if let Value::Array(_) | Value::Number(_) = value {
        if let Some(row) = functions::method(name) {
            let owner = Box::new(value.clone());
            return Ok(Value::Function(Function::Method(owner, row.name)));
        }
        if has(LEFT_OUT, name) {
            return Err(Raised::ours(format_args!(
                ".{name} of an array is not part of this field."
            )));
        }
    }
    let raised = Raised::new(
        "AttributeError",
        format_args!("'{}' object has no attribute '{name}'", value.type_name()),
    );
    Err(match functions::function(name) {
        Some(_) => raised.hint(format_args!("Write np.{name}(…).")),
        None => raised,
    })
}

/// What an array says of itself.
pub(super) fn of_array(array: &Array, name: &str) -> Option<Value> {
    let number = match name {
        "T" => return Some(Value::Array(array.t())),
        "shape" => return Some(Value::tuple(array.shape())),
        "strides" => return Some(Value::tuple(array.strides())),
        "dtype" => return Some(Value::DType(array.dtype())),
        "ndim" => array.ndim() as i64,
        "size" => array.size(),
        "itemsize" => array.dtype().itemsize() as i64,
        "nbytes" => array.nbytes(),
        _ => return None,
    };
    Some(Value::Int(number.into()))
}

/// `np.name`
pub(super) fn of_module(name: &str) -> Option<Value> {
    Some(match name {
        "newaxis" => Value::None,
        "pi" => Value::Float(PI),
        "e" => Value::Float(E),
        "inf" => Value::Float(f64::INFINITY),
        "nan" => Value::Float(f64::NAN),
        "True_" => Value::Number(Scalar::Bool(true)),
        "False_" => Value::Number(Scalar::Bool(false)),
        "bool_" => Value::Function(Function::Type(DType::Bool)),
        _ => Value::Function(if let Some(row) = ufunc::find(name) {
            Function::Ufunc(row)
        } else if let Some(dtype) = DType::ALL.into_iter().find(|dtype| dtype.name() == name) {
            // NumPy spells its types out: np.float64, not np.f8.
            Function::Type(dtype)
        } else {
            Function::Named(functions::function(name)?.name)
        }),
    })
}

fn unknown(name: &str) -> Raised {
    let hint = match name {
        _ if has("matmul dot einsum inner linalg tensordot vdot", name) => {
            "* multiplies element by element and broadcasts."
        }
        _ if has(
            "where concatenate stack vstack hstack tile repeat meshgrid",
            name,
        ) =>
        {
            "Broadcasting does it without a copy: give an array a new axis with np.newaxis."
        }
        _ => "It has the ufuncs, reductions, views of axes, and makers such as np.arange.",
    };
    Raised::ours(format_args!("np.{name} is not part of this field. {hint}"))
}
