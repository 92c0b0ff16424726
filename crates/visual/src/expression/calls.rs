//! Calls: which function, method or type is meant, and what ufuncs, types and Python's own functions do with arguments.
//! Knows the ufunc table; makers and views are in `functions`, methods in `methods`.

use super::arguments::{Bound, Call};
use super::raised::Raised;
use super::value::{Function, Value};
use super::{convert, functions, methods, operators, python, reduction};
use engine::ufunc::Ufunc;
use engine::{DType, Index, Scalar};
use std::ops::Range;

/// Calls a function, a method or a type.
pub(super) fn call(function: &Function, call: Call) -> Result<Value, Raised> {
    match function {
        Function::Ufunc(row) => of_ufunc(row, call),
        Function::UfuncMethod(row, "reduce") => match reduction_of(row) {
            Some(name) => reduction::of_ufunc(name, call),
            None => Err(Raised::ours(
                format!("np.{}.reduce is not part of this field.", row.name),
                &call.range,
            )),
        },
        Function::UfuncMethod(row, _) => outer(row, &call.bind("A, B")?),
        Function::Named(name) => match reduction::find(name) {
            Some(_) => reduction::function(call),
            None => functions::named(call),
        },
        Function::Type(dtype) => of_type(*dtype, &call.bind("object=")?),
        Function::Builtin(_) => builtin(call),
        Function::Method(owner, name) => {
            let array = convert::array(owner, &call.range)?;
            match reduction::find(name) {
                Some(_) => reduction::method(&array, call),
                None => methods::method(&array, call),
            }
        }
    }
}

/// `np.add(a, b)`
fn of_ufunc(row: &'static Ufunc, mut call: Call) -> Result<Value, Raised> {
    let range = call.range.clone();
    if let Some(keyword) = call.given.iter().find(|one| one.keyword.is_some()) {
        let name = keyword.keyword.as_deref().unwrap_or_default();
        return Err(Raised::ours(
            format!("{name}= of np.{} cannot be used in this field.", row.name),
            &keyword.range,
        ));
    }
    if row.outputs() > 1 {
        return Err(Raised::ours(
            format!(
                "np.{} gives two arrays, and this field shows one.",
                row.name
            ),
            &range,
        ));
    }
    let spread = call.spread();
    if spread.len() > row.inputs && spread.len() <= row.inputs + 1 {
        return Err(Raised::ours(
            format!("np.{} writes into no given array in this field.", row.name),
            &range,
        ));
    }
    let operands: Vec<&Value> = spread.iter().map(|(value, _)| value).collect();
    operators::call(row, &operands, &range)
}

/// The reduction that folds with a ufunc.
fn reduction_of(row: &Ufunc) -> Option<&'static str> {
    match row.name {
        "add" => Some("sum"),
        "multiply" => Some("prod"),
        "minimum" => Some("min"),
        "maximum" => Some("max"),
        "logical_and" => Some("all"),
        "logical_or" => Some("any"),
        _ => None,
    }
}

/// `np.add.outer(a, b)` is `np.add` of `a` with as many new axes behind it as `b` has.
fn outer(row: &'static Ufunc, bound: &Bound) -> Result<Value, Raised> {
    if row.inputs != 2 {
        return Err(Raised::value(
            "outer product only supported for binary functions",
            bound.range(),
        ));
    }
    let (first, second) = (bound.array("A")?, bound.array("B")?);
    let mut indices = vec![Index::Ellipsis];
    indices.extend(std::iter::repeat_n(Index::NewAxis, second.ndim()));
    let wider = first
        .index(&indices)
        .map_err(|error| Raised::engine(&error, bound.range()))?;
    operators::call(
        row,
        &[&Value::Array(wider), &Value::Array(second)],
        bound.range(),
    )
}

/// `np.float64(3)`
fn of_type(dtype: DType, bound: &Bound) -> Result<Value, Raised> {
    let Some((value, range)) = bound.get("object") else {
        return Ok(Value::Number(Scalar::Bool(false).cast(dtype)));
    };
    let array = match value {
        Value::Array(_) | Value::Number(_) => convert::array(value, range)?
            .astype(dtype)
            .map_err(|error| Raised::engine(&error, range))?,
        _ => convert::array_in(value, dtype, range)?,
    };
    Ok(convert::result(array))
}

/// `len`, `abs`, `float`, `int`, `bool` of one value.
fn builtin(mut call: Call) -> Result<Value, Raised> {
    let name = call.name;
    let range = call.range.clone();
    let spread = call.spread();
    let [(value, _)] = spread.as_slice() else {
        let message = format!(
            "{name}() takes exactly one argument ({} given)",
            spread.len()
        );
        return Err(Raised::type_(message, &range));
    };
    match name {
        "len" => length(value, &range),
        "abs" => match value {
            Value::Float(value) => Ok(Value::Float(value.abs())),
            Value::Int(_) | Value::Bool(_) => Ok(Value::Int(
                python::whole(value).unwrap_or(0).saturating_abs(),
            )),
            _ => {
                let row = engine::ufunc::find("absolute")
                    .ok_or_else(|| Raised::ours("There is no absolute.", &range))?;
                operators::call(row, &[value], &range)
            }
        },
        "bool" => operators::truth(value, &range).map(Value::Bool),
        _ => {
            let plain = match value {
                Value::Number(scalar) => methods::python(*scalar),
                Value::Array(array) if array.ndim() == 0 => {
                    convert::first_element(array).map_or(Value::None, methods::python)
                }
                Value::Array(_) => {
                    return Err(Raised::type_(
                        "only 0-dimensional arrays can be converted to Python scalars",
                        &range,
                    ));
                }
                other => other.clone(),
            };
            let real = python::real(&plain).ok_or_else(|| {
                Raised::ours(
                    format!("{name} of {} is not part of this field.", value.type_name()),
                    &range,
                )
            })?;
            match (name, plain) {
                ("float", _) => Ok(Value::Float(real)),
                (_, Value::Float(_)) if real.is_nan() => {
                    Err(Raised::value("cannot convert float NaN to integer", &range))
                }
                (_, Value::Float(_)) if real.is_infinite() => Err(Raised::new(
                    "OverflowError",
                    "cannot convert float infinity to integer",
                    &range,
                )),
                (_, Value::Float(_)) => Ok(Value::Int(real.trunc() as i128)),
                (_, other) => Ok(Value::Int(python::whole(&other).unwrap_or(0))),
            }
        }
    }
}

fn length(value: &Value, range: &Range<usize>) -> Result<Value, Raised> {
    match value {
        Value::Array(array) => match array.shape().first() {
            Some(&length) => Ok(Value::Int(length.into())),
            None => Err(Raised::type_("len() of unsized object", range)),
        },
        Value::Tuple(items) | Value::List(items) => {
            Ok(Value::Int(i128::try_from(items.len()).unwrap_or(0)))
        }
        Value::Text(text) => Ok(Value::Int(
            i128::try_from(text.chars().count()).unwrap_or(0),
        )),
        _ => Err(Raised::type_(
            format!("object of type '{}' has no len()", value.type_name()),
            range,
        )),
    }
}
